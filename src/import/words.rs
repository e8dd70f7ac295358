//! The words that documents ask, answer and talk with, in the languages they come in. They stand in text files
//! beside this one: lists to read and to add to, not code.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use crate::domain::level::{Kind, Level};

type Words = LazyLock<HashSet<&'static str>>;
type Levels = LazyLock<HashMap<&'static str, Level>>;
type Phrases = LazyLock<Vec<&'static str>>;

pub static LEADS: Words = LazyLock::new(|| words(include_str!("words/leads.txt")).collect());
pub static WEAK_LEADS: Words =
    LazyLock::new(|| words(include_str!("words/weak_leads.txt")).collect());
static THINGS: Words = LazyLock::new(|| words(include_str!("words/things.txt")).collect());
pub static DENSE: Phrases = LazyLock::new(|| words(include_str!("words/dense.txt")).collect());
pub static INSIDE: Phrases = LazyLock::new(|| phrases(include_str!("words/inside.txt")).collect());
pub static CHATTER: Phrases =
    LazyLock::new(|| phrases(include_str!("words/chatter.txt")).collect());

pub static LABELS_QUESTION: Words =
    LazyLock::new(|| listed(include_str!("words/labels_question.txt")).collect());
pub static LABELS_ANSWER: Words =
    LazyLock::new(|| listed(include_str!("words/labels_answer.txt")).collect());
pub static LABELS_GUIDANCE: Words =
    LazyLock::new(|| listed(include_str!("words/labels_guidance.txt")).collect());
pub static LABELS_WORDING: Words =
    LazyLock::new(|| listed(include_str!("words/labels_wording.txt")).collect());
pub static FILLERS: Words =
    LazyLock::new(|| listed(include_str!("words/level_fillers.txt")).collect());
pub static PEOPLE: Levels = LazyLock::new(|| levels(include_str!("words/level_people.txt")));
pub static HARDNESS: Levels = LazyLock::new(|| levels(include_str!("words/level_hardness.txt")));
/// What a question says that has the candidate do something.
pub static KIND_PHRASES: LazyLock<Vec<(Kind, String)>> = LazyLock::new(|| {
    kinds(include_str!("words/kind_phrases.txt"))
        .map(|(kind, phrase)| (kind, with_space(phrase)))
        .collect()
});
/// What a field, a cell or a heading says of a kind.
pub static KIND_NAMES: LazyLock<Vec<(Kind, &str)>> =
    LazyLock::new(|| kinds(include_str!("words/kind_names.txt")).collect());
/// How lines of code begin.
pub static CODE_STARTS: LazyLock<Vec<String>> =
    LazyLock::new(|| listed(include_str!("words/code_starts.txt")).map(with_space).collect());
pub static STYLE_HEADINGS: Phrases =
    LazyLock::new(|| listed(include_str!("words/style_headings.txt")).collect());
pub static ANSWER_HEADINGS: Words =
    LazyLock::new(|| listed(include_str!("words/answer_headings.txt")).collect());
pub static MAIL_CLOSINGS: Phrases =
    LazyLock::new(|| phrases(include_str!("words/mail_closings.txt")).collect());
pub static HTML_TAGS: Words =
    LazyLock::new(|| words(include_str!("words/html_tags.txt")).collect());
pub static SUMS: Words = LazyLock::new(|| listed(include_str!("words/sums.txt")).collect());
pub static SCALES: Phrases = LazyLock::new(|| listed(include_str!("words/scales.txt")).collect());
pub static LANGUAGES: Words =
    LazyLock::new(|| listed(include_str!("words/languages.txt")).collect());
pub static PLACEHOLDERS: Words =
    LazyLock::new(|| listed(include_str!("words/placeholders.txt")).collect());
pub static CONTENTS: Words = LazyLock::new(|| listed(include_str!("words/contents.txt")).collect());
pub static CRITERIA: Phrases =
    LazyLock::new(|| listed(include_str!("words/criteria.txt")).collect());
pub static OUTSIDE: Phrases = LazyLock::new(|| listed(include_str!("words/outside.txt")).collect());
pub static ABOUT: Phrases = LazyLock::new(|| listed(include_str!("words/about.txt")).collect());

pub static REFERS: Phrases = LazyLock::new(|| listed(include_str!("words/refers.txt")).collect());

pub static ASKED: Words = LazyLock::new(|| listed(include_str!("words/asked.txt")).collect());

/// Words of a list, in lines that are none of its comments.
fn words(list: &'static str) -> impl Iterator<Item = &'static str> {
    phrases(list).flat_map(str::split_whitespace)
}

fn phrases(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.lines().filter(|line| !line.starts_with('#') && !line.is_empty())
}

/// Phrases of a list with commas between.
fn listed(list: &'static str) -> impl Iterator<Item = &'static str> {
    phrases(list)
        .flat_map(|line| line.split(','))
        .map(str::trim)
        .filter(|phrase| !phrase.is_empty())
}

/// A phrase whose `_` at the end stands for a space.
fn with_space(phrase: &str) -> String {
    phrase.strip_suffix('_').map_or_else(|| phrase.to_owned(), |phrase| format!("{phrase} "))
}

/// Lines of a list that have a head before a colon, with it.
fn headed(list: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    phrases(list).filter_map(|line| line.split_once(':'))
}

/// Words by the level whose slug stands before their colon.
fn levels(list: &'static str) -> HashMap<&'static str, Level> {
    let known = headed(list).filter_map(|(slug, words)| Some((Level::from_slug(slug)?, words)));
    known
        .flat_map(|(level, words)| words.split_whitespace().map(move |word| (word, level)))
        .collect()
}

/// Phrases by the kind whose slug stands before their colon; the first that is found decides.
fn kinds(list: &'static str) -> impl Iterator<Item = (Kind, &'static str)> {
    let known = headed(list).filter_map(|(slug, words)| Some((Kind::from_slug(slug)?, words)));
    known.flat_map(|(kind, words)| listed(words).map(move |phrase| (kind, phrase)))
}

/// What a field or a column is called.
pub struct Name {
    /// The list it is in, which says what such a field or column holds.
    pub list: &'static str,
    pub name: &'static str,
    /// It may mean something else.
    pub is_weak: bool,
}

/// The names of fields, or of columns.
pub fn names(of: &'static str) -> impl Iterator<Item = Name> {
    let lists = headed(include_str!("words/names.txt")).filter_map(move |(head, names)| {
        let (list, only) = head.split_once(" of ").unwrap_or((head, of));
        (only == of).then_some((list, names))
    });
    lists.flat_map(|(list, names)| {
        listed(names).map(move |name| match name.strip_prefix('*') {
            Some(name) => Name { list, name, is_weak: true },
            None => Name { list, name, is_weak: list == "perhaps" },
        })
    })
}

/// Whether a first word tells a person to do something by its ending: French -ez, Russian -ите.
pub fn is_imperative(word: &str) -> bool {
    let word = word.split('-').next().unwrap_or(word);
    let length = word.chars().count();
    (length >= 5 && word.ends_with("ez"))
        || (length >= 6 && ["ите", "йте", "ьте"].iter().any(|ending| word.ends_with(ending)))
}

/// Whether a weak first word asks together with the second one: "do you", "list the".
pub fn goes_with(first: &str, second: &str) -> bool {
    let person = matches!(second, "you" | "i" | "we" | "they" | "it" | "there" | "your");
    match first {
        "do" | "have" | "will" => person,
        "in" | "if" | "between" | "at" | "under" | "for" | "from" | "by" | "to" | "with" | "on"
        | "when" | "where" | "which" | "who" | "should" | "was" => false,
        _ => THINGS.contains(second),
    }
}
