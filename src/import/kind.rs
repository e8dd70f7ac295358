//! Which kind a question clearly is.

use super::words::{KIND_NAMES, KIND_PHRASES};
use crate::domain::level::Kind;

/// Begins a question that has code to look at, not code to write.
const REVIEWS: [&str; 3] = ["review ", "find the error", "what is wrong"];

/// What the text has the candidate do; [`Kind::Knowledge`] wherever its words leave that open.
/// `has_code`: code stands with the question.
pub fn of(text: &str, has_code: bool) -> Kind {
    let text = text.trim().to_lowercase();
    if has_code && REVIEWS.iter().any(|words| text.starts_with(words)) {
        return Kind::CodeReview;
    }
    let is_said = |phrase: &str| {
        text.match_indices(phrase).any(|(at, _)| {
            let before = text.get(..at).and_then(|before| before.chars().next_back());
            before.is_none_or(|c| !c.is_alphanumeric() || !c.is_ascii())
        })
    };
    match KIND_PHRASES.iter().find(|(_, phrase)| is_said(phrase)) {
        // Without code there is nothing to review.
        Some((Kind::CodeReview, _)) if !has_code => Kind::Knowledge,
        Some((kind, _)) => *kind,
        None => Kind::Knowledge,
    }
}

/// The kind that a field, a cell or a heading states: `"type": "coding"`.
pub fn stated(words: &str) -> Option<Kind> {
    if words.split_whitespace().nth(3).is_some() {
        return None;
    }
    let words = words.trim().to_lowercase();
    let says = |phrase: &str| match phrase.strip_prefix('=') {
        Some(whole) => words == whole,
        None => words.contains(phrase),
    };
    KIND_NAMES.iter().find(|(_, phrase)| says(phrase)).map(|(kind, _)| *kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_clear_words_tell_a_kind() {
        for (text, has_code, kind) in [
            ("Write a function that reverses a list.", false, Kind::Coding),
            ("In Go, implement an LRU cache.", false, Kind::Coding),
            ("Design a shortener of links.", false, Kind::Design),
            ("Tell me about a time you disagreed.", false, Kind::Behavioural),
            ("What would you do if the build fails?", false, Kind::Scenario),
            ("Find the bug:", true, Kind::CodeReview),
            ("Find the bug in your process.", false, Kind::Knowledge),
            ("What is a design pattern?", false, Kind::Knowledge),
            ("What does redesign a page mean?", false, Kind::Knowledge),
            ("How do you rewrite a program?", false, Kind::Knowledge),
        ] {
            assert_eq!(of(text, has_code), kind, "{text}");
        }
    }
}
