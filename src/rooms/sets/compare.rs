//! Two sets side by side, in words.

use crate::domain::bank::Bank;
use crate::domain::set::QuestionSet;
use crate::domain::set::compare::{Comparison, Row, compare};
use crate::domain::set::revisions::FieldChange;
use crate::domain::words::count;

/// Made when two sets are chosen, and again when one of them changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SideBySide {
    pub titles: [String; 2],
    /// `4 questions in both, 2 only in the first, 1 only in the second`.
    pub summary: String,
    pub about: Vec<FieldChange>,
    pub rows: Vec<SideRow>,
}

/// A question of one set or of both.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SideRow {
    pub name: String,
    /// `2 · 5 min` in each set; empty where it has no such question.
    pub cells: [String; 2],
    /// It stands elsewhere in the order.
    pub is_moved: bool,
    pub changes: Vec<FieldChange>,
}

impl SideRow {
    /// Whether the two sets agree on it.
    pub fn agrees(&self) -> bool {
        let is_shared = self.cells.iter().all(|cell| !cell.is_empty());
        is_shared && !self.is_moved && self.changes.is_empty()
    }

    /// What a list says of it in a few words.
    pub fn note(&self) -> &'static str {
        match &self.cells {
            [_, right] if right.is_empty() => "only in the first",
            [left, _] if left.is_empty() => "only in the second",
            _ if self.agrees() => "in both",
            _ if self.changes.is_empty() => "in both, at another place",
            _ => "in both, not alike",
        }
    }
}

impl SideBySide {
    pub fn of(one: &QuestionSet, two: &QuestionSet, bank: &Bank) -> Self {
        let comparison = compare(one, two, bank);
        Self {
            titles: [one.title.clone(), two.title.clone()],
            summary: summary(&comparison),
            rows: comparison.rows.into_iter().map(|row| side_row(row, one, two, bank)).collect(),
            about: comparison.about,
        }
    }
}

fn summary(comparison: &Comparison) -> String {
    if comparison.is_same() {
        return "The two sets are the same".to_owned();
    }
    let shared = count(comparison.shared(), "question");
    let (first, second) = comparison.alone();
    format!("{shared} in both, {first} only in the first, {second} only in the second")
}

fn side_row(row: Row, one: &QuestionSet, two: &QuestionSet, bank: &Bank) -> SideRow {
    let cell = |set: &QuestionSet, place: Option<usize>| {
        let item = place.and_then(|place| Some((place + 1, set.items.get(place)?)));
        item.map_or(String::new(), |(number, item)| format!("{number} · {} min", item.minutes))
    };
    let question = one.question(&row.question, bank).or_else(|| two.question(&row.question, bank));
    let name = question.map_or(row.question.as_str(), |question| question.name());
    SideRow {
        name: name.to_owned(),
        cells: [cell(one, row.places.0), cell(two, row.places.1)],
        is_moved: row.is_moved,
        changes: row.changes,
    }
}
