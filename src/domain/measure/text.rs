//! Words, and the code among them.

use std::collections::BTreeSet;

use crate::domain::question::{LineKind, line_kinds};

/// How many words are spoken; signs between them are none.
pub fn word_count(text: &str) -> usize {
    text.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count()
}

/// The text without its blocks of code.
pub fn prose(text: &str) -> String {
    let prose = line_kinds(text).filter(|(kind, _)| *kind == LineKind::Prose);
    prose.map(|(_, line)| line).collect::<Vec<_>>().join("\n")
}

/// Lines of code in blocks; blank ones do not count.
pub fn code_lines(text: &str) -> usize {
    let is_code = |(kind, line): &(LineKind, &str)| *kind == LineKind::Code && is_filled(line);
    line_kinds(text).filter(is_code).count()
}

pub fn is_filled(line: &str) -> bool {
    !line.trim().is_empty()
}

/// The words in lower case, without signs; what stands in backticks is left out.
pub fn plain_words(text: &str) -> Vec<String> {
    let outside: Vec<&str> = text.split('`').step_by(2).collect();
    let outside = outside.join(" ").to_lowercase();
    let words = outside.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '-');
    words.filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// The first of these words or phrases that the text says.
pub fn first_said<'p>(text: &str, phrases: &[&'p str]) -> Option<&'p str> {
    let words = format!(" {} ", plain_words(text).join(" "));
    phrases.iter().copied().find(|phrase| words.contains(&format!(" {phrase} ")))
}

/// Whether the text has the quote, however either is wrapped.
pub fn has_quote(text: &str, quote: &str) -> bool {
    let one_line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    one_line(text).contains(&one_line(quote))
}

/// What stands in backticks.
pub fn identifiers(text: &str) -> BTreeSet<&str> {
    text.split('`').skip(1).step_by(2).filter(|name| !name.is_empty()).collect()
}

/// How much of two texts is the same words, from 0 to 1.
pub fn likeness(first: &str, second: &str) -> f64 {
    let words = |text: &str| plain_words(text).into_iter().collect::<BTreeSet<_>>();
    let (first, second) = (words(first), words(second));
    let all = first.union(&second).count();
    if all == 0 { 1.0 } else { first.intersection(&second).count() as f64 / all as f64 }
}

/// Code rather than a log, a table or prose. A guess: it tells how long a text takes to read.
pub fn is_code(text: &str) -> bool {
    const STARTS: [&str; 14] = [
        "def ",
        "class ",
        "import ",
        "from ",
        "@",
        "async def ",
        "return ",
        "with ",
        "{%",
        "{{",
        "SELECT ",
        "CREATE ",
        "ALTER ",
        "UPDATE ",
    ];
    let is_statement = |line: &str| STARTS.iter().any(|start| line.trim_start().starts_with(start));
    text.lines().any(is_statement)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_are_no_words_and_code_is_no_prose() {
        assert_eq!(word_count("One – two, `three four`"), 4);
        let text = "One two\n```\nx = 1\n\ny = 2\n```\nthree";
        assert_eq!(word_count(&prose(text)), 3);
        assert_eq!(code_lines(text), 2);
    }

    #[test]
    fn a_word_is_found_as_a_whole_and_outside_code() {
        assert_eq!(first_said("Locks the row and waits", &["and"]), Some("and"));
        assert_eq!(first_said("A stand, `x and y`", &["and"]), None);
        assert_eq!(first_said("It is best\npractice.", &["best practice"]), Some("best practice"));
    }

    #[test]
    fn a_quote_is_found_however_it_is_wrapped() {
        assert!(has_quote("a row\nlock", "row lock"));
        assert!(!has_quote("a row lock", "rows"));
    }

    #[test]
    fn texts_are_alike_by_their_words() {
        assert!((likeness("a b", "b, a!") - 1.0).abs() < 1e-9);
        assert!(likeness("a b c", "d e f") < 1e-9);
    }
}
