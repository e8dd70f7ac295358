//! Scores against fractions worked out here: what is averaged, over what, and how it is rounded.

use std::collections::BTreeMap;

use plumbline::domain::event::EventKind;
use plumbline::domain::ids::CompetencyId;
use plumbline::domain::scorecard::{Disclosure, Scorecard};
use plumbline::domain::scoring::scores;
use proptest::prelude::*;

use crate::support::{Script, frozen_set, id, step};

/// A numerator over a denominator, not reduced.
type Fraction = (u128, u128);

/// The mean of each competency's steps.
pub fn means(scored: &[(&str, u8)]) -> BTreeMap<String, Fraction> {
    let mut means: BTreeMap<String, Fraction> = BTreeMap::new();
    for (competency, step) in scored {
        let mean = means.entry((*competency).to_owned()).or_default();
        *mean = (mean.0 + u128::from(*step), mean.1 + 1);
    }
    means
}

/// The mean of means, each with the same weight, over the product of all denominators.
pub fn mean_of(means: &BTreeMap<String, Fraction>) -> Option<Fraction> {
    let product: u128 = means.values().map(|(_, count)| count).product();
    let sum = means.values().map(|(sum, count)| sum * product / count).sum();
    (!means.is_empty()).then_some((sum, product * means.len() as u128))
}

/// The tenth that is nearest; of two equally near ones the higher.
pub fn tenths((numerator, denominator): Fraction) -> u16 {
    let is_nearest = |tenths: &u16| {
        let twice = 2 * u128::from(*tenths);
        twice * denominator <= 20 * numerator + denominator
            && 20 * numerator < (twice + 1) * denominator
    };
    (0..=50).find(is_nearest).unwrap()
}

fn printed(tenths: u16) -> String {
    format!("{:.1}", f64::from(tenths) / 10.0)
}

/// What becomes of a question.
#[derive(Debug, Clone, Copy)]
enum Fate {
    Scored(u8),
    /// Scored, and then scored again.
    Rescored(u8, u8),
    Skipped,
    NotAssessed,
    Asked,
    Untouched,
}

impl Fate {
    fn befall(self, script: &mut Script, question: &str) {
        let kind = match self {
            Self::Scored(number) => {
                EventKind::Scored { question: id(question), step: step(number) }
            }
            Self::Rescored(first, last) => {
                Self::Scored(first).befall(script, question);
                return Self::Scored(last).befall(script, question);
            }
            Self::Skipped => {
                let reason = script.text("No time.");
                EventKind::Skipped { question: id(question), reason }
            }
            Self::NotAssessed => EventKind::NotAssessed { question: id(question), reason: None },
            Self::Asked => EventKind::Opened { question: Some(id(question)) },
            Self::Untouched => return,
        };
        script.happen(kind);
    }

    fn step(self) -> Option<u8> {
        match self {
            Self::Scored(step) | Self::Rescored(_, step) => Some(step),
            Self::Skipped | Self::NotAssessed | Self::Asked | Self::Untouched => None,
        }
    }
}

fn fate() -> impl Strategy<Value = Fate> {
    prop_oneof![
        6 => (1..=5_u8).prop_map(Fate::Scored),
        1 => (1..=5_u8, 1..=5_u8).prop_map(|(first, last)| Fate::Rescored(first, last)),
        1 => Just(Fate::Skipped),
        1 => Just(Fate::NotAssessed),
        1 => Just(Fate::Asked),
        1 => Just(Fate::Untouched),
    ]
}

fn interview() -> impl Strategy<Value = Vec<(&'static str, Fate)>> {
    let competency = prop::sample::select(vec!["a", "b", "c", "d", "e"]);
    prop::collection::vec((competency, fate()), 1..24)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn every_mean_is_the_exact_fraction_of_what_was_scored_and_of_nothing_else(
        interview in interview(),
    ) {
        let competencies: Vec<&str> = interview.iter().map(|(competency, _)| *competency).collect();
        let mut script = Script::started(frozen_set(&competencies));
        for (number, (_, fate)) in (1..).zip(&interview) {
            fate.befall(&mut script, &format!("q{number}"));
        }
        let card = Scorecard::build(&script.record, Disclosure::default()).unwrap();
        let scored: Vec<(&str, u8)> =
            interview.iter().filter_map(|(name, fate)| Some((*name, fate.step()?))).collect();
        let means = means(&scored);
        for row in &card.competencies {
            let name = row.title.to_lowercase();
            let numbers = |is_scored: bool| -> Vec<usize> {
                let rows = (1..).zip(&interview).filter(|(_, (own, _))| *own == name);
                rows.filter(|(_, (_, fate))| fate.step().is_some() == is_scored).map(|row| row.0).collect()
            };
            let expected = means.get(&name).map(|mean| tenths(*mean));
            prop_assert_eq!(row.tenths, expected);
            prop_assert_eq!(&row.score, &expected.map(printed));
            prop_assert_eq!(&row.scored, &numbers(true));
            let unscored: Vec<usize> = row.unscored.iter().map(|row| row.question).collect();
            prop_assert_eq!(unscored, numbers(false));
        }
        let overall = mean_of(&means).map(tenths);
        prop_assert_eq!(card.overall.as_ref().map(|overall| overall.tenths), overall);
        if let Some(overall) = &card.overall {
            prop_assert_eq!(&overall.score, &printed(overall.tenths));
            prop_assert_eq!(overall.competencies_scored, means.len());
            prop_assert_eq!(overall.competencies_planned, card.competencies.len());
            prop_assert_eq!(overall.questions_scored, scored.len());
            prop_assert_eq!(overall.questions_planned, interview.len());
            // Every other question is required, the first one too.
            let required = interview.iter().step_by(2).filter(|(_, fate)| fate.step().is_none());
            prop_assert_eq!(overall.required_unscored, required.count());
        }
    }
}

/// As many questions as a set may hold, over competencies of one to twenty: most means are unending
/// decimals, and no two competencies weigh the same if it goes by questions.
#[test]
fn two_hundred_answers_over_uneven_competencies_stay_exact() {
    let sizes = (1..20_usize).chain([10]);
    let names: Vec<CompetencyId> = (1..=20_usize)
        .zip(sizes)
        .flat_map(|(number, size)| vec![CompetencyId::parse(format!("c{number}")).unwrap(); size])
        .collect();
    assert_eq!(names.len(), 200);
    // High steps where there are few questions, low ones where there are many.
    let number = |at: usize| if at < 60 { 3 + at % 3 } else { 1 + at % 3 } as u8;
    let numbers: Vec<u8> = (0..200).map(number).collect();
    let pairs = names.iter().zip(&numbers);
    let found = scores(pairs.clone().map(|(name, number)| (name, step(*number)))).overall.unwrap();
    let pairs: Vec<(&str, u8)> = pairs.map(|(name, number)| (name.as_str(), *number)).collect();
    assert_eq!((found.tenths, found.over), (tenths(mean_of(&means(&pairs)).unwrap()), 20));
    let by_question = numbers.iter().map(|number| u128::from(*number)).sum();
    assert!(found.tenths > tenths((by_question, 200)) + 3);
}
