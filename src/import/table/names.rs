//! Whether the name of a column has one of the names in it that stand for what a column holds.

use std::collections::HashSet;
use std::sync::LazyLock;

use crate::import::words as lists;

pub static QUESTION: LazyLock<Names> = LazyLock::new(|| Names::of(&["question"]));
pub static FILLERS: LazyLock<Names> = LazyLock::new(|| Names::of(&["filler"]));
/// What a good answer has, in phrases whose words mean something else by themselves.
pub static GUIDANCE: LazyLock<Names> = LazyLock::new(|| Names::of(&["guidance"]));
pub static ANSWER: LazyLock<Names> =
    LazyLock::new(|| Names::of(&["answer", "correct", "explanation"]));
pub static SECTION: LazyLock<Names> = LazyLock::new(|| Names::of(&["section", "subsection"]));
pub static LEVEL: LazyLock<Names> = LazyLock::new(|| Names::of(&["level"]));
pub static KIND: LazyLock<Names> = LazyLock::new(|| Names::of(&["kind"]));
pub static NUMBER: LazyLock<Names> = LazyLock::new(|| Names::of(&["number"]));
pub static CODE: LazyLock<Names> = LazyLock::new(|| Names::of(&["code"]));
pub static OPTIONS: LazyLock<Names> = LazyLock::new(|| Names::of(&["options", "wrong"]));
pub static DETAILS: LazyLock<Names> = LazyLock::new(|| Names::of(&["details", "follow up"]));
/// Those of [`ASIDE`] that can hold answers.
pub static NOTES: LazyLock<Names> = LazyLock::new(|| Names::of(&["notes"]));
/// Known columns that are no part of a question.
pub static ASIDE: LazyLock<Names> = LazyLock::new(|| Names::of(&["aside", "tags", "notes"]));
pub static PERHAPS: LazyLock<Names> = LazyLock::new(|| Names::of(&["perhaps"]));

/// The names of one kind of column.
pub struct Names {
    words: HashSet<String>,
    phrases: Vec<Vec<String>>,
    /// Of scripts that put no spaces between words.
    parts: Vec<&'static str>,
}

impl Names {
    fn of(wanted: &[&str]) -> Self {
        let mut names = Self { words: HashSet::new(), phrases: Vec::new(), parts: Vec::new() };
        for known in lists::names("columns").filter(|known| wanted.contains(&known.list)) {
            if known.name.chars().any(is_unspaced) {
                names.parts.push(known.name);
                continue;
            }
            match words(known.name).as_slice() {
                [] => {}
                [word] => drop(names.words.insert(word.clone())),
                phrase => names.phrases.push(phrase.to_vec()),
            }
        }
        names
    }

    /// The name of a column contains one of these names.
    pub fn are_in(&self, name: &str) -> bool {
        let words = words(name);
        let is_phrase = |phrase: &Vec<String>| {
            words.windows(phrase.len()).any(|window| {
                window.iter().zip(phrase).all(|(word, known)| is_form_of(word, known))
            })
        };
        let lower = name.to_lowercase();
        words.iter().any(|word| self.has(word))
            || self.phrases.iter().any(is_phrase)
            || self.parts.iter().any(|part| lower.contains(part))
    }

    /// The word is one of these names, or the plural of one.
    pub fn has(&self, word: &str) -> bool {
        self.words.contains(word)
            || ENDINGS.iter().any(|ending| {
                word.strip_suffix(ending)
                    .is_some_and(|stem| stem.chars().count() >= 4 && self.words.contains(stem))
            })
    }
}

/// Of plurals in English and German.
const ENDINGS: [&str; 4] = ["s", "es", "n", "en"];

fn is_form_of(word: &str, known: &str) -> bool {
    word == known
        || word
            .strip_prefix(known)
            .is_some_and(|ending| known.chars().count() >= 4 && ENDINGS.contains(&ending))
}

pub fn words(name: &str) -> Vec<String> {
    name.to_lowercase()
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

fn is_unspaced(character: char) -> bool {
    matches!(character, '\u{3040}'..='\u{30ff}' | '\u{4e00}'..='\u{9fff}' | '\u{e00}'..='\u{e7f}' | '\u{ac00}'..='\u{d7a3}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_list_that_is_named_has_names() {
        let all = [
            &QUESTION, &FILLERS, &GUIDANCE, &ANSWER, &SECTION, &LEVEL, &KIND, &NUMBER, &CODE,
            &OPTIONS, &DETAILS, &NOTES, &ASIDE, &PERHAPS,
        ];
        for (place, names) in all.iter().enumerate() {
            assert!(!names.words.is_empty() || !names.phrases.is_empty(), "{place}");
        }
    }
}
