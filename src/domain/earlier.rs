//! What was asked in earlier interviews: a set leaves it out, or prefers what is fresher.

use std::collections::{BTreeMap, BTreeSet};

use super::ids::QuestionId;

/// An interview that has begun, with the questions of its set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Earlier {
    /// Empty where nobody is named.
    pub candidate: String,
    pub began_wall_ms: i64,
    pub questions: Vec<QuestionId>,
}

const DAY_MS: i64 = 24 * 60 * 60 * 1000;
/// Days since a question was asked, and how stale it is then.
const STALE: [(i64, u8); 3] = [(30, 3), (90, 2), (365, 1)];

/// How stale each question is that was asked within the year.
pub fn staleness(earlier: &[Earlier], now_wall_ms: i64) -> BTreeMap<QuestionId, u8> {
    let mut stale: BTreeMap<QuestionId, u8> = BTreeMap::new();
    for interview in earlier {
        let age = now_wall_ms.saturating_sub(interview.began_wall_ms);
        let found = STALE.into_iter().find(|(days, _)| age < days * DAY_MS);
        let Some((_, how)) = found else { continue };
        for question in &interview.questions {
            let known = stale.entry(question.clone()).or_default();
            *known = how.max(*known);
        }
    }
    stale
}

/// The questions that a candidate had, whatever the interview.
pub fn had_by(earlier: &[Earlier], candidate: &str) -> BTreeSet<QuestionId> {
    let theirs = earlier.iter().filter(|interview| is_same(&interview.candidate, candidate));
    theirs.flat_map(|interview| interview.questions.iter().cloned()).collect()
}

/// Everybody who is named, the latest first, each once.
pub fn candidates(earlier: &[Earlier]) -> Vec<&str> {
    let mut names: Vec<&str> = Vec::new();
    for interview in earlier {
        let name = interview.candidate.trim();
        if !name.is_empty() && !names.iter().any(|other| is_same(other, name)) {
            names.push(name);
        }
    }
    names
}

fn is_same(one: &str, other: &str) -> bool {
    one.trim().to_lowercase() == other.trim().to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn interview(candidate: &str, days_ago: i64, question: &str) -> Earlier {
        Earlier {
            candidate: candidate.to_owned(),
            began_wall_ms: 1_000 * DAY_MS - days_ago * DAY_MS,
            questions: vec![QuestionId::parse(question).unwrap()],
        }
    }

    #[test]
    fn the_latest_time_decides_and_after_a_year_a_question_is_fresh() {
        let earlier = [
            interview("Ada", 10, "a"),
            interview("Ben", 200, "a"),
            interview("Ben", 60, "b"),
            interview("Ada", 364, "c"),
            interview("Ada", 365, "d"),
        ];
        let stale = staleness(&earlier, 1_000 * DAY_MS);
        let stale: Vec<(&str, u8)> = stale.iter().map(|(id, how)| (id.as_str(), *how)).collect();
        assert_eq!(stale, [("a", 3), ("b", 2), ("c", 1)]);
    }

    #[test]
    fn a_candidate_is_the_same_whatever_the_case_and_blanks() {
        let earlier = [interview("Ada Lovelace", 1, "a"), interview(" ada lovelace ", 2, "b")];
        assert_eq!(had_by(&earlier, "ADA LOVELACE").len(), 2);
        assert_eq!(candidates(&earlier), ["Ada Lovelace"]);
        assert!(had_by(&earlier, "Ben").is_empty());
    }
}
