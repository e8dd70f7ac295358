//! The blocks below a question: what they are to it, and how they are written down.

use super::Below;
use super::wording::refers_below;
use crate::import::block::Form;
use crate::import::found::Found;
use crate::import::level;
use crate::import::understand::shapes::{Marked, Unit};

/// What the first block below a question is.
pub fn first_below(question: &Found, unit: &Unit<'_>, labels: bool) -> Below {
    let asks_about_below = question.text.ends_with([':', '：']) || refers_below(&question.text);
    if unit.block.form == Form::Code {
        return if asks_about_below || labels { Below::Details } else { Below::Answer };
    }
    let is_option = matches!(unit.shape.marked, Marked::Letter);
    let is_list = matches!(unit.shape.marked, Marked::Bullet | Marked::Number);
    if is_option || labels || (is_list && question.text.ends_with([':', '：'])) {
        return Below::Details;
    }
    Below::Answer
}

pub fn is_source(text: &str) -> bool {
    let lower = text.to_lowercase();
    [
        "source",
        "reference",
        "link",
        "resource",
        "further",
        "see also",
        "источник",
        "ссылк",
        "参考",
        "tags",
        "topic",
    ]
    .iter()
    .any(|word| lower.starts_with(word))
}

/// "Level: Senior" below a question.
pub fn states_level(question: &mut Found, unit: &Unit<'_>) -> bool {
    let text = unit.block.text.trim();
    if text.chars().count() > 30 {
        return false;
    }
    let Some(level) = level::stated(text) else { return false };
    question.level = Some(level);
    question.level_stated = Some(text.to_owned());
    true
}

/// The text of a block as it stands in an answer: bullets and code keep their form.
pub fn written(unit: &Unit<'_>) -> String {
    match (unit.block.form, unit.shape.marked) {
        (Form::Code, _) => format!("```\n{}\n```", unit.block.text),
        (Form::Row, _) => unit.block.text.replace('\t', " | "),
        (_, Marked::Number) => match unit.block.number() {
            Some(number) => format!("{number}. {}", unit.block.text),
            None => unit.block.text.clone(),
        },
        (_, Marked::Bullet | Marked::Letter) => format!("- {}", unit.block.text),
        _ => unit.block.text.clone(),
    }
}

pub fn append(text: &mut String, more: &str, between: &str) {
    if more.trim().is_empty() {
        return;
    }
    if !text.is_empty() {
        text.push_str(between);
    }
    text.push_str(more);
}

/// "1 b   2 a, c   3 T": answers by number, several on a line.
pub fn key_pairs(unit: &Unit<'_>) -> Vec<(u32, String)> {
    let number = unit.block.number().map(|number| number.to_string()).unwrap_or_default();
    let text = format!("{number} {}", unit.block.text);
    let mut pairs: Vec<(u32, String)> = Vec::new();
    for word in text
        .split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '.' | ')' | ':' | '-' | '–'))
        .filter(|word| !word.is_empty())
    {
        if let Ok(number) = word.parse() {
            pairs.push((number, String::new()));
        } else if word.chars().count() <= 2
            || matches!(word.to_lowercase().as_str(), "true" | "false" | "yes" | "no" | "and")
        {
            let Some((_, answer)) = pairs.last_mut() else { return Vec::new() };
            append(answer, word, ", ");
        } else {
            return Vec::new();
        }
    }
    pairs.retain(|(_, answer)| !answer.is_empty());
    if pairs.len() >= 2 { pairs } else { Vec::new() }
}

/// A line by itself among questions without answers: a name, an address, what leads over to the next list.
pub fn is_remark(unit: &Unit<'_>, after_talk: bool) -> bool {
    let text = unit.block.text.trim();
    let is_line = unit.block.form == Form::Paragraph
        && unit.block.mark.is_none()
        && unit.block.label.is_none();
    let says_nothing =
        text.chars().count() <= 60 && !text.ends_with(['.', '。', '!']) && unit.block.depth == 0;
    is_line
        && (unit.block.gap || after_talk)
        && !unit.is_label
        && (says_nothing || text.contains("http"))
}
