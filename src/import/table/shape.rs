//! What rows of a table usually look like, and which rows are something else.

use super::Row;
use super::cell;
use super::columns::Records;
use super::part::Part;
use crate::import::understand::ask;
use crate::import::words::{SCALES, SUMS};

/// What rows of the table usually look like.
pub struct Shape {
    /// Most rows have more than one filled cell.
    is_wide: bool,
    /// A short cell in the column of questions that asks nothing stands out.
    tells_headings: bool,
    pub is_numbered: bool,
    asking: f32,
    filled: f32,
}

impl Shape {
    pub fn of(records: &Records, part: &Part<'_>, rows: &[Row]) -> Self {
        let used = || rows.iter().filter(|row| row.filled() > 0);
        let count = used().count().max(1) as f32;
        let wide = used().filter(|row| row.filled() > 1).count() as f32;
        // Headings between the rows say nothing of the questions.
        let asked = || {
            used()
                .filter(|row| row.filled() > 1 || wide == 0.0)
                .map(|row| row.cell(records.question))
                .filter(|cell| !cell.is_empty())
        };
        let asking = asked().filter(|cell| ask::score(cell) >= 1.0).count() as f32
            / asked().count().max(1) as f32;
        let filled: usize = used().map(Row::filled).sum();
        let numbered = used()
            .filter(|row| records.number.is_some_and(|column| number(row.cell(column)).is_some()))
            .count() as f32;
        let tells_headings = asking >= 0.5 || part.header.is_some() && wide >= 0.9 * count;
        Self {
            is_wide: wide >= 0.6 * count,
            tells_headings,
            is_numbered: numbered >= 0.7 * count,
            asking,
            filled: filled as f32 / count,
        }
    }

    /// A single short cell among rows of several.
    pub fn is_heading(&self, records: &Records, row: &Row, words: &str) -> bool {
        let is_question_cell = !row.cell(records.question).is_empty();
        let is_answer_cell = records
            .answers
            .iter()
            .chain(&records.code)
            .chain(&records.details)
            .any(|column| !row.cell(*column).is_empty());
        let is_short = words.chars().count() <= 60
            && words.split_whitespace().count() <= if is_question_cell { 5 } else { 8 };
        self.is_wide
            && (self.tells_headings || !is_question_cell)
            && is_short
            && !is_answer_cell
            && !cell::is_placeholder(words)
            && words.parse::<f64>().is_err()
            && ask::score(words) < 1.0
            && !words.ends_with('.')
    }

    /// Rows after a gap that are nothing like those of this table: a legend, a sum, a scale.
    pub fn is_another_table(&self, records: &Records, block: &[Row]) -> bool {
        let used = || block.iter().filter(|row| row.filled() > 0);
        let questions =
            || used().map(|row| row.cell(records.question)).filter(|cell| !cell.is_empty());
        if questions().any(|cell| ask::score(cell) >= 1.0) {
            return false;
        }
        if used().next().and_then(Row::single).is_some_and(names_a_scale) {
            return true;
        }
        let is_short = questions().all(|cell| cell.split_whitespace().count() <= 4);
        let filled = used().map(Row::filled).sum::<usize>() as f32 / used().count().max(1) as f32;
        // "True or false" below "choose one": fewer cells are filled, and they are those of this table.
        let is_used = |column: &usize| used().all(|row| !row.cell(*column).is_empty());
        let has_answers = records.answers.iter().any(is_used);
        if filled >= 4.0 && has_answers && records.level.iter().chain(&records.kind).any(is_used) {
            return false;
        }
        let has_numbers = records
            .number
            .is_some_and(|column| used().any(|row| number(row.cell(column)).is_some()));
        used().count() > 1
            && self.asking >= 0.6
            && (filled * 1.5 <= self.filled || is_short && !has_numbers)
    }

    /// The last line of a table of figures.
    pub fn is_sum(&self, records: &Records, row: &Row) -> bool {
        let is_sum = |cell: &str| SUMS.contains(cell.trim_end_matches(':').to_lowercase().as_str());
        let has_figure = row.cells.iter().any(|cell| cell.trim().parse::<f64>().is_ok());
        // Before the questions the word may head a count of them in words: "Total; 12 questions".
        let first = row.cells.iter().position(|cell| !cell.trim().is_empty());
        let heads_it = first
            .is_some_and(|first| first < records.question && is_sum(row.cell(first)))
            && ask::score(row.cell(records.question)) < 1.0
            && row.cell(records.question).starts_with(|c: char| c.is_ascii_digit());
        is_sum(row.cell(records.question)) && has_figure || heads_it
    }
}

/// "Rating scale", "Legend": what figures and signs of the table mean.
fn names_a_scale(words: &str) -> bool {
    let lower = words.to_lowercase();
    words.split_whitespace().count() <= 4 && SCALES.iter().any(|scale| lower.contains(scale))
}

pub fn number(cell: &str) -> Option<u32> {
    let digits: String =
        cell.chars().skip_while(|c| !c.is_ascii_digit()).take_while(char::is_ascii_digit).collect();
    let is_plain = cell.chars().filter(|c| c.is_ascii_digit()).count() == digits.len()
        && cell.chars().count() <= digits.len() + 3;
    // A program may have stored 3 as 3.0.
    if is_plain {
        digits.parse().ok()
    } else {
        cell.parse::<f64>()
            .ok()
            .filter(|value| value.fract() == 0.0 && (0.0..1e9).contains(value))
            .map(|value| value as u32)
    }
}
