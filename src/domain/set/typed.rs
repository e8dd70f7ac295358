//! Texts as they are typed into a set, made such that its file gives them back letter by letter.

use super::edit::Refusal;
use crate::domain::question::{FENCE, LineKind, line_kinds};

/// In characters: a title and a section are one line of a list.
pub const MAX_TITLE: usize = 120;
/// In characters: as much as a text field takes.
pub const MAX_TEXT: usize = 4_000;

/// What is wrong with a typed text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TextFault {
    #[error("has {chars} characters")]
    Long { chars: usize, most: usize },
    #[error("has a control character, U+{:04X}, at position {at}", u32::from(*.character))]
    Control { character: char, at: usize },
}

impl TextFault {
    pub fn hint(&self) -> String {
        match self {
            Self::Long { most, .. } => format!("use at most {most}"),
            Self::Control { .. } => "take it out".to_owned(),
        }
    }
}

/// The first thing wrong with a text of at most `most` characters; line breaks and tabs are fine.
pub fn text_fault(text: &str, most: usize) -> Option<TextFault> {
    let is_control = |(_, c): &(usize, char)| c.is_control() && !matches!(c, '\n' | '\t');
    if let Some((at, character)) = text.chars().enumerate().find(is_control) {
        return Some(TextFault::Control { character, at: at + 1 });
    }
    let chars = text.chars().count();
    (chars > most).then_some(TextFault::Long { chars, most })
}

/// A text of several lines, which may be empty.
pub(super) fn typed(field: &'static str, text: &str) -> Result<String, Refusal> {
    sound(field, settled(&text.replace("\r\n", "\n")), MAX_TEXT)
}

/// A text of one line, which may not be empty.
pub(super) fn line(field: &'static str, text: &str) -> Result<String, Refusal> {
    let text = text.split_whitespace().collect::<Vec<&str>>().join(" ");
    if text.is_empty() {
        return Err(Refusal::Empty(field));
    }
    sound(field, text, MAX_TITLE)
}

fn sound(field: &'static str, text: String, most: usize) -> Result<String, Refusal> {
    match text_fault(&text, most) {
        Some(fault) => Err(Refusal::Text { field, fault }),
        None => Ok(text),
    }
}

/// A file wraps its texts, so a line break inside a paragraph would come back as a space: each typed
/// line becomes a paragraph or a bullet, and code keeps its lines.
fn settled(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut fence_indent = 0;
    let (mut was_bullet, mut is_open) = (false, false);
    for (kind, line) in line_kinds(text) {
        let lead = line.len() - line.trim_start_matches([' ', '\t']).len();
        let words = || line.split([' ', '\t']).filter(|word| !word.is_empty());
        let is_bullet = kind == LineKind::Prose && line.trim().starts_with("- ");
        let line = match kind {
            LineKind::Prose if line.trim().is_empty() => continue,
            LineKind::Prose => words().collect::<Vec<&str>>().join(" ").trim().to_owned(),
            LineKind::Opening => {
                fence_indent = lead;
                line.trim().to_owned()
            }
            LineKind::Code => {
                line.get(fence_indent.min(lead)..).unwrap_or(line).trim_end().to_owned()
            }
            LineKind::Closing => FENCE.to_owned(),
        };
        let is_in_code = matches!(kind, LineKind::Code | LineKind::Closing);
        out.push_str(match () {
            () if out.is_empty() => "",
            () if is_in_code || (is_bullet && was_bullet) => "\n",
            () => "\n\n",
        });
        out.push_str(&line);
        was_bullet = is_bullet;
        is_open = matches!(kind, LineKind::Opening | LineKind::Code);
    }
    if is_open {
        out.push('\n');
        out.push_str(FENCE);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_typed_line_stays_a_line() {
        for (text, expected) in [
            ("one\ntwo", "one\n\ntwo"),
            ("  one \n\n\n  two  words ", "one\n\ntwo words"),
            ("list:\n- a\n-  b\nend", "list:\n\n- a\n- b\n\nend"),
            ("see\n  ```python\n  if a:\n      b\n  ```", "see\n\n```python\nif a:\n    b\n```"),
            ("```\nnever closed", "```\nnever closed\n```"),
            (" \n ", ""),
        ] {
            assert_eq!(settled(text), expected, "{text:?}");
            assert_eq!(settled(expected), expected, "not settled: {expected:?}");
        }
    }
}
