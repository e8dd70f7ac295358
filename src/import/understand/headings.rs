//! Which blocks head what follows, and the path of headings above a question.

use super::shapes::{Marked, Unit};
use crate::import::block::{Bold, Form};
use crate::import::level;
use crate::import::marks::{self, Label};
use crate::import::prose;

/// The headings that are open, outermost first.
#[derive(Debug, Default)]
pub struct Path {
    open: Vec<Open>,
}

#[derive(Debug)]
struct Open {
    /// Smaller is further out.
    rank: u16,
    text: String,
    /// The block that it is, to tell two headings in a row.
    at: usize,
    is_title: bool,
}

impl Path {
    /// Opens a heading; what it closes is closed.
    pub fn push(&mut self, unit: &Unit<'_>, at: usize, is_title: bool) {
        let rank = rank(unit);
        if let Some(last) = self.open.last_mut()
            && last.at + 1 == at
            && last.rank == rank
            && !matches!(unit.block.form, Form::Heading(_))
        {
            // Two in a row that look the same: the first one holds the second.
            last.rank = last.rank.saturating_sub(5);
            let outer = last.rank;
            let kept = self.open.len() - 1;
            let closed = self.open.iter().take(kept).position(|open| open.rank >= outer);
            if let Some(closed) = closed {
                self.open.drain(closed..kept);
            }
        }
        self.open.retain(|open| open.rank < rank);
        let text = unit.block.text.trim().trim_end_matches([':', '：']).trim().to_owned();
        let text = match unit.block.number() {
            Some(number) if matches!(unit.block.form, Form::Heading(_) | Form::Item) => {
                format!("{number}. {text}")
            }
            _ => text,
        };
        self.open.push(Open { rank, text, at, is_title });
    }

    pub fn texts(&self) -> Vec<String> {
        self.open.iter().filter(|open| !open.is_title).map(|open| open.text.clone()).collect()
    }

    /// The innermost heading that states a level, and its words.
    pub fn level(&self) -> Option<(crate::domain::level::Level, String)> {
        self.open
            .iter()
            .rev()
            .find_map(|open| level::stated(&open.text).map(|level| (level, open.text.clone())))
    }
}

fn rank(unit: &Unit<'_>) -> u16 {
    let depth = u16::from(unit.block.depth);
    match unit.block.form {
        Form::Heading(level) => u16::from(level) * 10,
        Form::Summary => 65,
        _ if unit.block.bold == Bold::Whole => 75 + depth * 20,
        // Titles among questions are of one rank, whether a list took them in or not.
        _ if unit.titles || unit.block.mark.is_none() => 100,
        _ => 100 + depth * 20,
    }
}

/// Whether a block that asks nothing heads the questions after it.
///
/// `answers` says whether questions around it are answered, so that the block may as well answer the one
/// before, and `formal` whether headings of the format itself stand around it.
pub fn heads(
    units: &[Unit<'_>],
    at: usize,
    next_question: Option<usize>,
    previous_question: Option<usize>,
    answers: bool,
    formal: bool,
) -> bool {
    let Some(unit) = units.get(at) else { return false };
    let text = unit.block.text.trim();
    let length = text.chars().count();
    let is_text = matches!(unit.block.form, Form::Paragraph | Form::Item | Form::Summary);
    let Some(next) =
        next_question.filter(|_| is_text && !unit.is_label && length <= 90 && !text.is_empty())
    else {
        return false;
    };
    if unit.block.label.is_some()
        || marks::alone(text).is_some_and(|label| label != Label::Question)
    {
        return false;
    }
    let between = units
        .get(at + 1..next)
        .unwrap_or_default()
        .iter()
        .filter(|unit| !matches!(unit.block.form, Form::Furniture | Form::Picture))
        .count();
    if between > 2 {
        return false;
    }
    let is_tag = text.starts_with('[') && text.ends_with(']');
    if is_tag || super::ask::is_chatter(text) || text.contains("http") {
        return false;
    }
    // The last of several options is no heading of what follows.
    let before = at.checked_sub(1).and_then(|at| units.get(at));
    if unit.shape.marked == Marked::Letter
        && before.is_some_and(|before| before.shape == unit.shape)
    {
        return false;
    }
    if unit.titles {
        return true;
    }
    // It counts on from the line before: the last step of an answer.
    if let Some(before) = before
        && before.shape == unit.shape
        && unit.block.number().is_some_and(|number| before.block.number() == number.checked_sub(1))
    {
        return false;
    }
    let question = units.get(next);
    let mut sum: f32 = 0.0;
    let ends_like_sentence = text.ends_with(['.', '。', ';', ',', '!']);
    sum += if ends_like_sentence { -2.0 } else { 0.3 };
    sum += if length > 60 { -1.0 } else { 0.0 };
    sum += if is_title_case(text) { 1.0 } else { 0.0 };
    sum += if text.ends_with([':', '：']) { 0.7 } else { 0.0 };
    sum += if level::stated(text).is_some() { 2.0 } else { 0.0 };
    sum += match unit.block.bold {
        Bold::Whole => 1.2,
        _ => 0.0,
    };
    sum += if unit.block.form == Form::Summary { 1.0 } else { 0.0 };
    sum += if text.starts_with(char::is_lowercase) { -1.5 } else { 0.0 };
    sum += if prose::is_code(text) { -3.0 } else { 0.0 };
    if let Some(question) = question {
        let deeper = question.block.depth > unit.block.depth;
        let shallower = question.block.depth < unit.block.depth;
        sum += if deeper {
            1.0
        } else if shallower {
            -2.0
        } else {
            0.0
        };
        sum += if between == 0 { 0.5 } else { -0.4 * between as f32 };
        // A few letters between numbered questions without answers.
        let lone = !answers
            && unit.block.gap
            && unit.block.mark.is_none()
            && question.block.number().is_some();
        sum += if lone && length <= 25 { 1.0 } else { 0.0 };
        // Numbered topics, each with its question on the next line.
        let topic = unit.shape.marked == Marked::Number
            && unit.vote < -0.5
            && question.block.mark.is_none()
            && between == 0;
        sum += if topic { 4.0 } else { 0.0 };
        let gap_after = units.get(at + 1).is_some_and(|next| next.block.gap);
        sum += if gap_after && !unit.block.gap { 0.8 } else { 0.0 };
        sum += if unit.block.mark.is_some() && question.block.mark.is_none() && !deeper {
            -0.5
        } else {
            0.0
        };
    }
    match previous_question {
        None => sum += 1.0,
        Some(previous) => {
            let directly = at == previous + 1;
            sum += match (directly, unit.block.gap, answers) {
                (true, false, true) => -2.5,
                (true, true, true) => -1.2,
                (true, false, false) => 0.0,
                (true, true, false) => 0.5,
                (false, true, _) => 0.3,
                (false, false, _) => -0.8,
            };
            let mark_before = units.get(at - 1).map(|before| before.shape);
            sum += if mark_before == Some(unit.shape) && answers { -1.0 } else { 0.0 };
        }
    }
    sum > if formal { 2.0 } else { 0.9 }
}

/// "Forms and Validation": most words begin large, and there are few of them.
pub fn is_title_case(text: &str) -> bool {
    let words: Vec<&str> = text
        .split_whitespace()
        .filter(|word| word.chars().next().is_some_and(char::is_alphabetic))
        .collect();
    let large =
        words.iter().filter(|word| word.chars().next().is_some_and(char::is_uppercase)).count();
    !words.is_empty() && words.len() <= 9 && large * 10 >= words.len() * 6
}
