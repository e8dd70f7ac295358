//! What a set is about, in a few words for a row of a list.

use std::collections::BTreeMap;

use super::bank::Bank;
use super::ids::QuestionId;
use super::level::Kind;
use super::question::Question;
use super::set::QuestionSet;

/// At most this many areas are named.
const AREAS: usize = 3;
/// At most this many kinds are named.
const KINDS: usize = 3;

/// The areas with most minutes first, then the kinds: "Django ORM, Security, Testing · 2 design, 1 code
/// review".
///
/// Most questions ask for knowledge, so that is said only where a set has nothing else. Questions that
/// are nowhere to be found say nothing; a set of none has no gist.
pub fn gist(set: &QuestionSet, bank: &Bank) -> String {
    gist_of(set, |id| bank.question(id))
}

/// Of every ready set, in the order of the bank.
pub fn gists(bank: &Bank) -> Vec<String> {
    // Looked up one by one, every set would read the whole bank for each of its questions.
    let known: BTreeMap<&QuestionId, &Question> =
        bank.questions.iter().rev().map(|question| (&question.id, question)).collect();
    bank.sets.iter().map(|set| gist_of(set, |id| known.get(id).copied())).collect()
}

fn gist_of<'q>(
    set: &'q QuestionSet,
    in_bank: impl Fn(&'q QuestionId) -> Option<&'q Question>,
) -> String {
    let mut areas: Vec<(&str, u32)> = Vec::new();
    let mut kinds: BTreeMap<Kind, usize> = BTreeMap::new();
    for item in &set.items {
        let own = set.questions.iter().find(|question| question.id == item.question);
        let Some(question) = own.or_else(|| in_bank(&item.question)) else { continue };
        let minutes = u32::from(item.minutes);
        match areas.iter_mut().find(|(area, _)| *area == question.topic) {
            Some((_, sum)) => *sum = sum.saturating_add(minutes),
            None => areas.push((&question.topic, minutes)),
        }
        *kinds.entry(question.kind).or_default() += 1;
    }
    // Of equally long ones the one that is asked first.
    areas.sort_by_key(|(_, minutes)| std::cmp::Reverse(*minutes));
    let areas = some_of(areas.iter().map(|(area, _)| (*area).to_owned()).collect(), AREAS);
    let is_knowledge_only = kinds.len() == 1;
    let mut kinds: Vec<(Kind, usize)> = kinds
        .into_iter()
        .filter(|(kind, _)| is_knowledge_only || *kind != Kind::Knowledge)
        .collect();
    kinds.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let kinds =
        kinds.iter().map(|(kind, count)| format!("{count} {}", kind.label().to_lowercase()));
    let kinds = some_of(kinds.collect(), KINDS);
    let parts = [areas, kinds].into_iter().filter(|part| !part.is_empty());
    parts.collect::<Vec<String>>().join(" · ")
}

/// The first ones, and how many more there are; one more is named in the place of its number.
fn some_of(mut words: Vec<String>, most: usize) -> String {
    if words.len() <= most + 1 {
        return words.join(", ");
    }
    let more = words.len() - most;
    words.truncate(most);
    format!("{} +{more}", words.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::level::{Level, Seniority};
    use crate::domain::set::SetItem;

    /// `items`: area, kind and minutes, as `Security/Design/8`.
    fn check(items: &str, expected: &str) {
        let mut bank = Bank::default();
        let mut set = QuestionSet {
            id: "set".to_owned().try_into().unwrap(),
            title: "Set".to_owned(),
            seniority: Seniority::Senior,
            opening_minutes: 5,
            closing_minutes: 5,
            about: String::new(),
            items: Vec::new(),
            questions: Vec::new(),
        };
        for (number, item) in (1..).zip(items.split_whitespace()) {
            let [area, kind, minutes] = item.split('/').collect::<Vec<_>>()[..] else {
                panic!("{item}")
            };
            let id = QuestionId::parse(format!("q{number}")).unwrap();
            let kind = *Kind::ALL.iter().find(|known| known.name() == kind).unwrap();
            let minutes = minutes.parse().unwrap();
            if area != "?" {
                bank.questions.push(question(&id, area, kind));
            }
            set.items.push(SetItem {
                question: id,
                section: String::new(),
                minutes,
                required: true,
                why: String::new(),
                wording: None,
            });
        }
        assert_eq!(gist(&set, &bank), expected, "{items}");
        bank.sets.push(set);
        assert_eq!(gists(&bank), [expected], "{items}");
    }

    fn question(id: &QuestionId, area: &str, kind: Kind) -> Question {
        let competency = "c".to_owned().try_into().unwrap();
        Question {
            topic: area.to_owned(),
            status: Default::default(),
            level: Level::Advanced,
            kind,
            minutes: 5,
            answer: "Because.".to_owned(),
            ..Question::bare(id.clone(), competency, "Why?".to_owned())
        }
    }

    #[test]
    fn the_longest_areas_come_first_and_kinds_are_counted() {
        check(
            "Testing/Knowledge/4 ORM/Design/10 Security/Knowledge/6 ORM/Design/5 Testing/CodeReview/1",
            "ORM, Security, Testing · 2 design, 1 code review",
        );
    }

    #[test]
    fn what_is_left_out_is_counted() {
        check(
            "A/Coding/9 B/Coding/8 C/Design/7 D/Scenario/6 E/Behavioural/5 F/CodeReview/4",
            "A, B, C +3 · 2 coding, 1 code review, 1 design +2",
        );
        // A number in the place of one word would be longer, and say less.
        check("A/Design/9 B/Design/8 C/Design/7 D/Design/6", "A, B, C, D · 4 design");
    }

    #[test]
    fn knowledge_is_said_only_where_there_is_nothing_else() {
        check("A/Knowledge/5 A/Knowledge/5", "A · 2 knowledge");
        check("A/Knowledge/5 A/Coding/5", "A · 1 coding");
    }

    #[test]
    fn questions_that_are_nowhere_say_nothing() {
        check("", "");
        check("?/Design/5", "");
        check("A/Design/5 ?/Design/5", "A · 1 design");
    }
}
