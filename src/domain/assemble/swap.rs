//! One question for another, and the question that a bank lacks.

use std::collections::BTreeSet;

use super::conflicts::{Ask, can_have};
use super::model::{Column, Count, Model, What};
use super::solve::Solved;
use super::{Request, is_asked, words};
use crate::domain::bank::Bank;
use crate::domain::ids::QuestionId;
use crate::domain::set::QuestionSet;

/// A question that may take another's place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alternative {
    pub question: QuestionId,
    /// What it brings, and what it costs.
    pub reason: String,
}

/// Questions that may take the place of one of a set, the best first. What the blueprint has no use
/// for, and what overlaps with the rest of the set, is none of them.
pub fn alternatives(
    bank: &Bank,
    request: Request<'_>,
    set: &QuestionSet,
    out: &QuestionId,
    most: usize,
) -> Vec<Alternative> {
    let rest: BTreeSet<QuestionId> =
        set.items.iter().map(|item| item.question.clone()).filter(|id| id != out).collect();
    let kept = Request { locked: &rest, of: Some(set), ..request };
    let mut model = Model::new(bank, kept);
    let minutes = u32::from(request.blueprint.question_minutes(request.minutes));
    model.budget = minutes;
    let locked = model.locked();
    let place_of = |id: &QuestionId| model.columns.iter().position(|c| c.question.id == *id);
    let with = |place: usize| -> Vec<usize> { locked.iter().copied().chain([place]).collect() };
    let before = place_of(out).map(&with);
    let before = before.unwrap_or_else(|| locked.clone());
    let is_apart = |place: usize| {
        let rows = model.apart_of.get(place).into_iter().flatten();
        rows.filter_map(|&row| model.aparts.get(row))
            .all(|apart| !apart.members.iter().any(|member| locked.contains(member)))
    };
    let free = (0..model.columns.len()).filter(|&place| {
        let column = model.columns.get(place);
        column.is_some_and(|c| !c.is_locked && c.question.id != *out) && is_apart(place)
    });
    let mut found: Vec<(u64, usize)> =
        free.map(|place| (model.total(&with(place)), place)).collect();
    found.sort_unstable();
    let alternative = |(_, place): (u64, usize)| {
        let column = model.columns.get(place)?;
        let reason = reason(&model, bank, column, &before, &with(place));
        Some(Alternative { question: column.question.id.clone(), reason })
    };
    found.into_iter().take(most).filter_map(alternative).collect()
}

/// `before` and `after` are the choice without and with the question in the place of the other.
fn reason(
    model: &Model,
    bank: &Bank,
    column: &Column,
    before: &[usize],
    after: &[usize],
) -> String {
    let mut parts: Vec<String> = Vec::new();
    let is_met = |count: &Count, chosen| count.found(chosen) >= usize::from(count.need.at_least);
    for count in model.counts.iter().filter(|count| is_asked(count.what)) {
        match (is_met(count, before), is_met(count, after)) {
            (true, false) => parts.push(words::lacks(bank, count.what, count.found(after))),
            (false, true) => parts.push(words::brings(bank, count.what)),
            _ => {}
        }
    }
    let (before, after) = (model.cost(before), model.cost(after));
    let mut change = |before: u32, after: u32, less: &str, more: &str| match after.cmp(&before) {
        std::cmp::Ordering::Less => parts.push(less.to_owned()),
        std::cmp::Ordering::Greater => parts.push(more.to_owned()),
        std::cmp::Ordering::Equal => {}
    };
    change(before.over, after.over, "keeps a limit", "goes over a limit");
    change(before.idle, after.idle, "fills the time better", "leaves time unused");
    change(
        before.level,
        after.level,
        "nearer the shares of the levels",
        "off the shares of the levels",
    );
    if parts.is_empty() {
        parts.push("fits as well".to_owned());
    }
    if column.stale == 3 {
        parts.push("asked lately".to_owned());
    }
    format!("{}: {}", words::competency(bank, &column.question.competency), parts.join(", "))
}

/// More trials would keep the person waiting.
const MOST_TRIALS: usize = 3;
/// Lengths of a question that is tried.
const LENGTHS: [u32; 3] = [5, 3, 8];

/// For what the bank has too few of: the question that would close the gap. Each is tried: with it
/// the needs that are met now and this one can all be had.
pub(super) fn closing(model: &Model, bank: &Bank, solved: &Solved) -> Vec<String> {
    let found = |count: &Count| count.found(&solved.chosen);
    let is_short =
        |count: &Count| is_asked(count.what) && found(count) < usize::from(count.need.at_least);
    let places = |is_wanted: &dyn Fn(&Count) -> bool| -> Vec<usize> {
        let counts = model.counts.iter().enumerate();
        counts.filter(|(_, count)| is_wanted(count)).map(|(place, _)| place).collect()
    };
    let met = places(&|count| count.need.at_least > 0 && !is_short(count));
    let lacking = places(&|count| is_short(count) && !matches!(count.what, What::Required(_)));
    let one_short = |place: &usize| {
        model.counts.get(*place).is_some_and(|c| found(c) + 1 == usize::from(c.need.at_least))
    };
    let lacking = lacking.into_iter().filter(one_short).take(MOST_TRIALS);
    lacking.filter_map(|place| closes(model, bank, &met, place)).collect()
}

fn closes(model: &Model, bank: &Bank, met: &[usize], lacking: usize) -> Option<String> {
    let count = model.counts.get(lacking)?;
    let asks: Vec<Ask> = met
        .iter()
        .chain([&lacking])
        .map(|&place| Ask::AtLeast(place))
        .chain([Ask::Minutes])
        .collect();
    // Like one that is there, but for what is lacking: it takes over a level that is asked for.
    let level = model.levels.iter().enumerate().max_by_key(|(_, row)| row.target)?;
    let like = model.columns.iter().find(|column| column.level == level.0)?;
    let minutes = LENGTHS.into_iter().find(|&minutes| {
        let mut with = model.clone();
        let place = with.columns.len();
        with.columns.push(Column {
            minutes,
            is_locked: false,
            counts: vec![lacking],
            ..like.clone()
        });
        with.apart_of.push(Vec::new());
        let count = with.counts.get_mut(lacking);
        count.into_iter().for_each(|count| count.members.push(place));
        can_have(&with, &asks) == Some(true)
    })?;
    Some(words::closes(minutes, level.1.level.label(), count.what, bank))
}
