//! What the cells of one column look like.

use std::collections::HashSet;

use super::Row;
use crate::import::kind;
use crate::import::level;
use crate::import::understand::ask;

/// Share of asking cells from which a column is one of questions.
pub const ASKING: f32 = 0.3;
/// Rows that are looked at.
const SAMPLE: usize = 2000;

#[derive(Debug, Clone, Default, PartialEq)]
pub struct Stats {
    pub filled: usize,
    pub asking: usize,
    /// Asks perhaps.
    pub leaning: usize,
    pub stating: usize,
    pub numeric: usize,
    pub levels: usize,
    pub links: usize,
    pub kinds: usize,
    pub distinct: usize,
    pub characters: usize,
    pub falls: usize,
}

impl Stats {
    pub fn of_columns(rows: &[Row], skip: usize) -> Vec<Self> {
        let mut columns: Vec<(Self, HashSet<&str>, f64)> = Vec::new();
        for row in rows.iter().skip(skip).take(SAMPLE) {
            if columns.len() < row.cells.len() {
                columns
                    .resize_with(row.cells.len(), || (Self::default(), HashSet::new(), f64::MIN));
            }
            for ((stats, seen, last), cell) in columns.iter_mut().zip(&row.cells) {
                let cell = cell.trim();
                if !cell.is_empty() {
                    seen.insert(cell);
                    stats.add(cell, last);
                }
            }
        }
        columns.into_iter().map(|(stats, seen, _)| Self { distinct: seen.len(), ..stats }).collect()
    }

    fn add(&mut self, cell: &str, last: &mut f64) {
        self.filled += 1;
        self.characters += cell.chars().count();
        let is_short = cell.chars().count() <= 30;
        if let Ok(number) = cell.trim_end_matches(['.', ')']).parse::<f64>() {
            self.numeric += 1;
            self.falls += usize::from(number <= *last);
            *last = number;
            return;
        }
        if cell.starts_with("http://") || cell.starts_with("https://") || cell.starts_with("www.") {
            self.links += 1;
            return;
        }
        self.levels += usize::from(is_short && level::stated(cell).is_some());
        self.kinds += usize::from(is_short && kind::stated(cell).is_some());
        let score = ask::score(cell);
        self.asking += usize::from(score >= 1.0);
        self.leaning += usize::from(score > 0.0 && score < 1.0);
        self.stating += usize::from(score <= -1.0);
    }

    fn share(&self, part: usize) -> f32 {
        part as f32 / self.filled.max(1) as f32
    }

    pub fn asking(&self) -> f32 {
        self.share(self.asking) + 0.5 * self.share(self.leaning)
    }

    pub fn length(&self) -> f32 {
        self.share(self.characters)
    }

    /// Text of its own in most rows, and no numbers, links or a few words over and over.
    pub fn is_text(&self) -> bool {
        let repeats = self.filled >= 4 && self.distinct * 2 < self.filled;
        let is_level = self.levels * 10 >= self.filled * 7 && self.asking() < ASKING;
        self.filled > 0
            && (self.numeric + self.links) * 2 <= self.filled
            && (!repeats || self.asking() >= 0.5)
            && !is_level
            && self.length() >= 3.0
    }

    pub fn worth(&self) -> f32 {
        2.0 * self.asking()
            + 0.2 * self.share(self.distinct)
            + 0.3 * (self.length() / 60.0).min(1.0)
            - self.share(self.stating)
    }

    pub fn is_numbering(&self) -> bool {
        self.numeric * 10 >= self.filled * 8 && self.falls * 5 <= self.filled
    }

    /// A few short words over and over, or only here and there, as merged cells are.
    pub fn is_grouping(&self, rows: usize, is_left: bool) -> bool {
        // "x", "yes" and the like tick something off.
        let is_short = (3.0..=40.0).contains(&self.length())
            && self.numeric * 2 <= self.filled
            && self.links == 0;
        let repeats = self.distinct * 2 <= self.filled && (self.distinct > 1 || is_left);
        is_short && (repeats || is_left && (self.filled * 2 <= rows || self.length() <= 25.0))
    }

    pub fn names_kinds(&self) -> bool {
        self.kinds * 2 >= self.filled
    }
}
