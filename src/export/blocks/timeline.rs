//! The session as a strip: questions with their scores, pauses, overruns.

use std::collections::BTreeMap;

use super::{Stretch, StretchLabel, Timeline};
use crate::domain::scorecard::{QuestionResult, QuestionRow, Scorecard, StretchRow};
use crate::domain::timer::clock_text;
use crate::export::words::over_words;

pub fn timeline(card: &Scorecard) -> Timeline {
    let rows = &card.timeline.stretches;
    let total = rows.last().map_or(card.spent_ms, |last| last.to_ms.max(card.spent_ms)).max(1);
    let share = |ms: u64| (ms as f64 / total as f64) as f32;
    let mut spent: BTreeMap<usize, u64> = BTreeMap::new();
    let stretch = |row: &StretchRow| {
        let question = row.question.and_then(|number| find(card, number));
        let over_from = question.and_then(|question| {
            let before = spent.entry(question.number).or_default();
            let left = question.budget_ms.saturating_sub(*before);
            *before += row.to_ms - row.from_ms;
            let over_from = row.from_ms + left;
            (over_from + 1000 <= row.to_ms).then(|| share(over_from.max(row.from_ms)))
        });
        Stretch {
            from: share(row.from_ms),
            to: share(row.to_ms),
            over_from,
            label: question.filter(|_| is_longest(rows, row)).map(label),
            is_question: question.is_some(),
        }
    };
    let stretches = rows.iter().map(stretch).collect();
    let breaks = card.timeline.breaks.iter().map(|row| {
        let kind = if row.is_pause { "pause" } else { "away" };
        (share(row.at_ms), format!("{} {kind}", clock_text(row.ms)))
    });
    Timeline {
        title: "The session over time",
        stretches,
        breaks: breaks.collect(),
        end: clock_text(card.spent_ms),
        words: words(card),
    }
}

fn find(card: &Scorecard, number: usize) -> Option<&QuestionRow> {
    card.questions.iter().chain(&card.added).find(|row| row.number == number)
}

/// Among the stretches of its question; the first of equal ones.
fn is_longest(rows: &[StretchRow], row: &StretchRow) -> bool {
    let length = |row: &StretchRow| row.to_ms - row.from_ms;
    let own = rows.iter().filter(|other| other.question == row.question);
    let longest = own.rev().max_by_key(|other| length(other));
    longest.is_some_and(|longest| std::ptr::eq(longest, row))
}

fn label(row: &QuestionRow) -> StretchLabel {
    let score = match row.result {
        QuestionResult::Scored { step, .. } => step.to_string(),
        _ => "–".to_owned(),
    };
    StretchLabel {
        name: row.name().to_owned(),
        number: row.number.to_string(),
        score,
        over: over_words(row),
    }
}

fn words(card: &Scorecard) -> Vec<String> {
    let stretch = |row: &StretchRow| {
        let question = find(card, row.question?)?;
        let over = over_words(question).map_or(String::new(), |over| format!(", {over}"));
        let length = clock_text(row.to_ms - row.from_ms);
        let score = question.result.label().to_lowercase();
        Some(format!("{} {}, {length}, {score}{over}", clock_text(row.from_ms), question.name()))
    };
    let stretches = card.timeline.stretches.iter().filter_map(stretch);
    let breaks = card.timeline.breaks.iter().map(|row| {
        let kind = if row.is_pause { "paused" } else { "away" };
        format!("{} {kind} for {}", clock_text(row.at_ms), clock_text(row.ms))
    });
    let words: Vec<String> = stretches.chain(breaks).collect();
    if words.is_empty() { vec!["No question came on stage".to_owned()] } else { words }
}
