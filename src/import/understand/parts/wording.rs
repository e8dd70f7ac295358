//! The words of one question: what is asked, an answer on the same line, a level in brackets.

use crate::import::level;
use crate::import::understand::shapes::{self, Unit};
use crate::import::words::REFERS;

/// The question itself, and an answer on the same line.
pub fn split_question<'u>(unit: &'u Unit<'_>) -> (&'u str, &'u str) {
    let text = unit.block.text.trim();
    let spoken = shapes::spoken(unit.block).trim();
    if spoken.len() < text.len()
        && let Some(rest) = text.strip_prefix(spoken)
    {
        let rest = rest.trim_start_matches(|c: char| {
            c.is_whitespace() || matches!(c, ':' | '-' | '–' | '—' | '：')
        });
        return (spoken.trim_end_matches([':', '：']), rest);
    }
    // "What is a lock? - it keeps others out", "… ? Answer: …".
    for sign in [
        "? - ",
        "? – ",
        "? — ",
        "? -> ",
        "? => ",
        "? = ",
        "？- ",
        "? A: ",
        "? Answer: ",
        "? Ans: ",
        "? Ans- ",
        "? Ответ: ",
    ] {
        if let Some(at) = text.find(sign) {
            let mark = sign.chars().next().map_or(1, char::len_utf8);
            let (question, rest) = text.split_at(at + mark);
            return (question, rest.get(sign.len() - mark..).unwrap_or_default().trim());
        }
    }
    (text, "")
}

/// A level in brackets at either end of a question, and the text without it.
pub fn without_level(text: &str) -> (&str, Option<&str>) {
    for (open, close) in [('(', ')'), ('[', ']'), ('（', '）'), ('【', '】')] {
        if let Some(before) = text.strip_suffix(close)
            && let Some((rest, tag)) = before.rsplit_once(open)
            && level::stated(tag).is_some()
            && rest.contains(char::is_alphanumeric)
        {
            return (rest.trim(), Some(tag.trim()));
        }
        if let Some(after) = text.strip_prefix(open)
            && let Some((tag, rest)) = after.split_once(close)
            && level::stated(tag).is_some()
            && rest.contains(char::is_alphanumeric)
        {
            return (
                rest.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, ':' | '-')),
                Some(tag.trim()),
            );
        }
    }
    (text, None)
}

/// "What does this print?" needs what stands below it.
pub fn refers_below(text: &str) -> bool {
    let lower = text.to_lowercase();
    let points = lower.split_whitespace().count() <= 9
        && [" here?", " this ", " these "].iter().any(|word| lower.contains(word));
    points || REFERS.iter().any(|phrase| lower.contains(phrase))
}
