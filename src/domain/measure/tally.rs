//! How much of what a bank has, and which topics it covers.

use std::collections::{BTreeMap, BTreeSet};

use super::text::{identifiers, prose};
use crate::domain::bank::Bank;
use crate::domain::question::Question;

/// Counts by level, kind, area and competency, each under the name of what is counted.
pub struct Tally {
    pub levels: Vec<(String, usize)>,
    pub kinds: Vec<(String, usize)>,
    pub areas: Vec<(String, usize)>,
    pub competencies: Vec<(String, usize)>,
    /// By area of the topics; empty where the bank has no list of topics.
    pub coverage: Vec<Coverage>,
    pub claims: usize,
    /// Names in backticks in answers that no claim quotes.
    pub loose_identifiers: usize,
}

/// How many topics of an area some question covers with quotes.
pub struct Coverage {
    pub area: String,
    pub covered: usize,
    pub missing: Vec<String>,
}

impl Tally {
    pub fn of(bank: &Bank) -> Self {
        let questions = &bank.questions;
        let competency = |question: &Question| {
            let known = bank.competency(&question.competency);
            known.map_or_else(|| question.competency.to_string(), |known| known.title.clone())
        };
        Self {
            levels: counts(questions, |question| {
                (question.level, question.level.label().to_owned())
            }),
            kinds: counts(questions, |question| (question.kind, question.kind.label().to_owned())),
            areas: counts(questions, |question| (question.topic.clone(), question.topic.clone())),
            competencies: counts(questions, |question| {
                let place = bank.competencies.iter().position(|it| it.id == question.competency);
                (place, competency(question))
            }),
            coverage: coverage(bank),
            claims: questions.iter().map(|question| question.claims.len()).sum(),
            loose_identifiers: questions.iter().map(loose_identifiers).sum(),
        }
    }
}

fn counts<K: Ord>(
    questions: &[Question],
    key: impl Fn(&Question) -> (K, String),
) -> Vec<(String, usize)> {
    let mut counts = BTreeMap::new();
    for question in questions {
        *counts.entry(key(question)).or_insert(0) += 1;
    }
    counts.into_iter().map(|((_, name), number)| (name, number)).collect()
}

fn coverage(bank: &Bank) -> Vec<Coverage> {
    let covers = bank.questions.iter().flat_map(|question| &question.covers);
    let covered = covers.filter(|cover| cover.quotes.is_some());
    let covered: BTreeSet<&str> = covered.map(|cover| cover.topic.as_str()).collect();
    let mut areas: Vec<Coverage> = Vec::new();
    for topic in &bank.topics {
        let known = areas.iter_mut().find(|area| area.area == topic.area);
        let is_covered = covered.contains(topic.key.as_str());
        match known {
            Some(area) => area.count(&topic.key, is_covered),
            None => {
                let mut area =
                    Coverage { area: topic.area.clone(), covered: 0, missing: Vec::new() };
                area.count(&topic.key, is_covered);
                areas.push(area);
            }
        }
    }
    areas
}

impl Coverage {
    pub fn all(&self) -> usize {
        self.covered + self.missing.len()
    }

    fn count(&mut self, topic: &str, is_covered: bool) {
        match is_covered {
            true => self.covered += 1,
            false => self.missing.push(topic.to_owned()),
        }
    }
}

fn loose_identifiers(question: &Question) -> usize {
    let answer = prose(&question.answer);
    let is_loose = |name: &&str| !question.claims.iter().any(|claim| claim.quote.contains(*name));
    identifiers(&answer).into_iter().filter(is_loose).count()
}
