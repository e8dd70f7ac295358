//! What a blueprint asks for that cannot all be had: each conflict as small as it gets.

use std::fmt;

use super::assign::assign;
use super::linear::{Extent, Linear, classes, singles};
use super::model::{Count, Model, Weights, What};
use super::program;
use super::words;
use crate::domain::bank::Bank;
use crate::domain::blueprint::Need;
use crate::domain::ids::{CompetencyId, QuestionId};
use crate::domain::level::Kind;

/// Something that a person asked for, and could leave out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Asked {
    /// That the questions take no longer.
    Minutes,
    /// That a section, by its title, takes no more.
    SectionAtMost(String),
    AtLeast(Counted),
    AtMost(Counted),
}

/// What is asked for by number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Counted {
    Required(QuestionId),
    Section(String),
    Kind(Kind),
    Competency(CompetencyId),
    Area(String),
}

/// The same, by place in a model.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ask {
    /// That many at most in a section, by place.
    Section(usize),
    /// By count.
    AtMost(usize),
    AtLeast(usize),
    /// The whole takes no longer than it may.
    Minutes,
}

/// Things asked for that cannot all be had from this bank; without any one of them, the others can.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// Each with the words for it. The first was left out when further conflicts were looked for.
    pub asks: Vec<(Asked, String)>,
}

impl fmt::Display for Conflict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (time, asks): (Vec<_>, Vec<_>) =
            self.asks.iter().partition(|(ask, _)| *ask == Asked::Minutes);
        let words: Vec<&str> = asks.iter().map(|(_, words)| words.as_str()).collect();
        let words = match words.as_slice() {
            [] => return Ok(()),
            [one] => (*one).to_owned(),
            [words @ .., last] => format!("{} and {last}", words.join(", ")),
        };
        match time.as_slice() {
            [(_, minutes), ..] => write!(f, "{minutes} are too few for {words}"),
            [] if asks.len() == 1 => write!(f, "Your bank cannot give {words}"),
            [] => write!(f, "Your bank cannot give all of these together: {words}"),
        }
    }
}

/// Every conflict of the model, as far as the solver tells them within its limits.
pub(super) fn conflicts(model: &Model, bank: &Bank) -> Vec<Conflict> {
    let mut model = model.clone();
    model.keep_all_alike_apart();
    let model = &model;
    let mut asks = all_asks(model);
    let mut found = Vec::new();
    while let Some(conflict) = irreducible(model, &asks) {
        let Some(&given_up) = conflict.first() else { break };
        asks.retain(|ask| *ask != given_up);
        let told = |ask: &Ask| Some((asked(model, *ask)?, words::ask(model, bank, *ask)));
        found.push(Conflict { asks: conflict.iter().filter_map(told).collect() });
    }
    found
}

fn asked(model: &Model, ask: Ask) -> Option<Asked> {
    let counted = |place: usize| {
        Some(match model.counts.get(place)?.what {
            What::Required(id) => Counted::Required(id.clone()),
            What::Section(title) => Counted::Section(title.to_owned()),
            What::Kind(kind) => Counted::Kind(kind),
            What::Competency(id) => Counted::Competency(id.clone()),
            What::Area(area) | What::EachArea(area) => Counted::Area(area.to_owned()),
        })
    };
    Some(match ask {
        Ask::Minutes => Asked::Minutes,
        Ask::Section(place) => Asked::SectionAtMost(model.rooms.sections.get(place)?.title.clone()),
        Ask::AtLeast(place) => Asked::AtLeast(counted(place)?),
        Ask::AtMost(place) => Asked::AtMost(counted(place)?),
    })
}

/// In the order in which one would give way.
fn all_asks(model: &Model) -> Vec<Ask> {
    let sections = model.rooms.limits.iter().enumerate();
    let sections = sections.filter(|(_, limit)| limit.is_some());
    let counts = || model.counts.iter().enumerate();
    let most = counts().filter(|(_, count)| count.need.at_most.is_some());
    let least = counts().filter(|(_, count)| count.need.at_least > 0).rev();
    sections
        .map(|(place, _)| Ask::Section(place))
        .chain(most.map(|(place, _)| Ask::AtMost(place)))
        .chain(least.map(|(place, _)| Ask::AtLeast(place)))
        .chain([Ask::Minutes])
        .collect()
}

/// The first conflict among what is asked for (a deletion filter): what can be left out with the
/// rest still impossible is no part of it.
fn irreducible(model: &Model, asks: &[Ask]) -> Option<Vec<Ask>> {
    if can_have(model, asks)? {
        return None;
    }
    let mut kept = asks.to_vec();
    for ask in asks {
        let without: Vec<Ask> = kept.iter().copied().filter(|kept| kept != ask).collect();
        if !can_have(model, &without)? {
            kept = without;
        }
    }
    Some(kept)
}

/// Whether a set has all of it; `None` where the solver does not say. With a limit of minutes the
/// shortest set that has the rest is looked for: that bound is far closer than one on what is missing.
pub(super) fn can_have(model: &Model, asks: &[Ask]) -> Option<bool> {
    let is_limited = asks.contains(&Ask::Minutes);
    let most = if is_limited { u64::from(model.budget) } else { 0 };
    let model = only(model, asks);
    let relaxed = classes(&model);
    let linear = Linear::of(&model, &relaxed, Extent::Relaxed);
    let outcome = program::solve(&linear, relaxed.len(), program::NODES);
    if outcome.bound > most {
        return Some(false);
    }
    let meets = |chosen: &Vec<usize>| model.allows(chosen) && model.total(chosen) <= most;
    if assign(&model, &relaxed, &outcome.counts).is_some_and(|chosen| meets(&chosen)) {
        return Some(true);
    }
    let singles = singles(&model);
    let linear = Linear::of(&model, &singles, Extent::Whole);
    let outcome = program::solve(&linear, singles.len(), program::MANY_NODES);
    if outcome.bound > most {
        return Some(false);
    }
    meets(&outcome.single()).then_some(true)
}

/// The model with nothing asked for but these, whatever the minutes of each level.
fn only<'a>(model: &Model<'a>, asks: &[Ask]) -> Model<'a> {
    let mut model = model.clone();
    let is_limited = asks.contains(&Ask::Minutes);
    // To miss anything costs more than all the minutes there are.
    let miss = if is_limited { 4 * u64::from(model.budget) + 1 } else { 1 };
    model.weights = Weights { short: miss, over: miss, ..Weights::default() };
    model.levels.clear();
    let counts = std::mem::take(&mut model.counts).into_iter().enumerate();
    let counts: Vec<Count> = counts
        .map(|(place, count)| {
            let at_least =
                if asks.contains(&Ask::AtLeast(place)) { count.need.at_least } else { 0 };
            let at_most = count.need.at_most.filter(|_| asks.contains(&Ask::AtMost(place)));
            Count { need: Need { at_least, at_most, target: None }, ..count }
        })
        .collect();
    for column in &mut model.columns {
        column.stale = if is_limited { column.minutes } else { 0 };
        column.level = 0;
        column.counts.clear();
    }
    for count in counts.into_iter().filter(|count| count.need != Need::default()) {
        for &place in &count.members {
            let column = model.columns.get_mut(place);
            column.into_iter().for_each(|column| column.counts.push(model.counts.len()));
        }
        // Told apart by area like by any other count: nothing else is left to choose by.
        let what =
            if let What::EachArea(area) = count.what { What::Area(area) } else { count.what };
        model.counts.push(Count { what, ..count });
    }
    for (place, limit) in model.rooms.limits.iter_mut().enumerate() {
        *limit = limit.filter(|_| asks.contains(&Ask::Section(place)));
    }
    model.budget = match is_limited {
        true => 2 * model.budget + 120,
        false => model.columns.iter().map(|column| column.minutes).sum(),
    };
    model
}
