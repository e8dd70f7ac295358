//! What an interviewer wants to remember about a question: "ask about Celery".
//!
//! An annotation is about a question and never about a candidate: no session holds one, no scorecard
//! shows one, and erasing a candidate leaves every one as it is.

use std::collections::BTreeMap;

use super::ids::QuestionId;

/// Longer than anybody writes beside a question; more is cut off.
pub const MAX_CHARS: usize = 10_000;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Annotation {
    pub question: QuestionId,
    /// As [`tidy`] leaves it; empty where it was taken back.
    pub text: String,
    /// When it was written. Of two copies the later one holds.
    pub wall_ms: i64,
}

/// A text without control characters but for new lines, at most [`MAX_CHARS`] long.
pub fn tidy(text: &str) -> String {
    let shown = |c: char| match c {
        '\n' => Some(c),
        '\t' => Some(' '),
        c if c.is_control() => None,
        c => Some(c),
    };
    // A line that ends as on Windows loses the first of its two signs.
    text.chars().filter_map(shown).take(MAX_CHARS).collect()
}

/// Adds annotations from another copy; the later of two holds.
pub fn join(known: &mut BTreeMap<QuestionId, Annotation>, more: Vec<Annotation>) {
    for annotation in more {
        let found = known.get(&annotation.question);
        if found.is_none_or(|found| found.wall_ms < annotation.wall_ms) {
            known.insert(annotation.question.clone(), annotation);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_characters_are_dropped_and_lines_are_kept() {
        for (text, expected) in [
            ("ask about Celery", "ask about Celery"),
            ("one\r\ntwo\ttabs", "one\ntwo tabs"),
            ("\u{1b}[31mred\u{7}\u{0}\u{9f}", "[31mred"),
            ("注文 é 👍", "注文 é 👍"),
        ] {
            assert_eq!(tidy(text), expected, "{text:?}");
        }
    }

    #[test]
    fn ten_thousand_characters_are_kept_and_more_are_cut() {
        let text = "é".repeat(MAX_CHARS);
        assert_eq!(tidy(&text), text);
        assert_eq!(tidy(&format!("{text}more")), text);
    }

    #[test]
    fn the_later_of_two_copies_holds_in_either_order() {
        let question = QuestionId::parse("q").unwrap();
        let at = |text: &str, wall_ms| Annotation {
            question: question.clone(),
            text: text.to_owned(),
            wall_ms,
        };
        for copies in [[at("old", 1), at("", 2)], [at("", 2), at("old", 1)]] {
            let mut known = BTreeMap::new();
            join(&mut known, copies.to_vec());
            assert_eq!(known.into_values().collect::<Vec<_>>(), [at("", 2)]);
        }
    }
}
