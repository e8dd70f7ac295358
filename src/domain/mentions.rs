//! Where a candidate is still named once the name itself is masked: in what people wrote.
//!
//! What was written is never reworded, so a person reads these places before an export.

use std::collections::BTreeSet;
use std::fmt;

use super::event::{Detail, EventKind};
use super::ids::QuestionId;
use super::record::SessionRecord;
use super::scorecard::Disclosure;
use super::session::{Amended, Answer, Session};
use super::text::TextRef;

/// A place in a text that would leave the program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// The question's number; `None` where the text is on the whole interview.
    pub question: Option<usize>,
    /// The name or the part of it, as it stands in the text.
    pub word: String,
    /// The word with what stands around it, on one line.
    pub excerpt: String,
}

impl Mention {
    /// `question 3`.
    pub fn place(&self) -> String {
        match self.question {
            Some(number) => format!("question {number}"),
            None => "on the whole interview".to_owned(),
        }
    }
}

impl fmt::Display for Mention {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (place, excerpt, word) = (self.place(), &self.excerpt, &self.word);
        write!(f, "{place} “{excerpt}” names the candidate (“{word}”)")
    }
}

/// A part of a name that is shorter says too little of anybody.
const SHORTEST_PART: usize = 3;
/// Characters of an excerpt on either side of the word.
const AROUND: usize = 40;

/// Every whole word in a note, a reason, an unplanned or added question or an amendment that is the
/// candidate's name or a part of it, names that were corrected included. Case makes no difference.
pub fn mentions(record: &SessionRecord, disclosure: Disclosure) -> Vec<Mention> {
    let names = names(record);
    if names.is_empty() {
        return Vec::new();
    }
    let mut found = Vec::new();
    let session = record.fold();
    for (question, text) in texts(record, &session, disclosure) {
        let places = places(text, &names).into_iter();
        found.extend(places.map(|place| Mention {
            question,
            word: text.get(place.clone()).unwrap_or_default().to_owned(),
            excerpt: excerpt(text, place),
        }));
    }
    found
}

/// Full names and their parts in lower case, the longest first.
fn names(record: &SessionRecord) -> Vec<Vec<char>> {
    let mut names = BTreeSet::new();
    for event in &record.events {
        let EventKind::Described { detail: Detail::Candidate, text } = &event.kind else {
            continue;
        };
        let Some(name) = record.words(text).map(str::trim).filter(|name| !name.is_empty()) else {
            continue;
        };
        names.insert(lower(name));
        let parts = name.split(|c: char| !is_of_word(c));
        names.extend(parts.filter(|part| part.chars().count() >= SHORTEST_PART).map(lower));
    }
    let mut names: Vec<Vec<char>> = names.into_iter().collect();
    names.sort_by_key(|name| std::cmp::Reverse(name.len()));
    names
}

fn lower(text: &str) -> Vec<char> {
    text.chars().flat_map(char::to_lowercase).collect()
}

/// The bytes of each mention in order; none lies in another.
fn places(text: &str, names: &[Vec<char>]) -> Vec<std::ops::Range<usize>> {
    // Each letter of the text in lower case, with where the letter it comes from begins and ends.
    let letters: Vec<(char, usize, usize)> = text
        .char_indices()
        .flat_map(|(at, c)| c.to_lowercase().map(move |low| (low, at, at + c.len_utf8())))
        .collect();
    let mut places = Vec::new();
    let mut at = 0;
    while let Some(rest) = letters.get(at..).filter(|rest| !rest.is_empty()) {
        let before = at.checked_sub(1).and_then(|at| letters.get(at)).map(|(c, ..)| *c);
        let name = names.iter().find(|name| begins_with(rest, name, before));
        let last = name.and_then(|name| rest.get(name.len() - 1));
        if let (Some(name), Some(((_, start, _), (_, _, end)))) = (name, rest.first().zip(last)) {
            places.push(*start..*end);
            at += name.len();
        } else {
            at += 1;
        }
    }
    places
}

fn begins_with(letters: &[(char, usize, usize)], name: &[char], before: Option<char>) -> bool {
    let (Some(first), Some(last)) = (name.first(), name.last()) else { return false };
    let is_same = letters.len() >= name.len()
        && letters.iter().zip(name).all(|((letter, ..), of_name)| letter == of_name);
    let after = letters.get(name.len()).map(|(c, ..)| *c);
    is_same && is_edge(*first, before) && is_edge(*last, after)
}

/// Whether a word may end at `edge`, with `beyond` behind it. Scripts without spaces, and Korean, whose
/// particles join the word, have no such edge to look for.
fn is_edge(edge: char, beyond: Option<char>) -> bool {
    let is_joined = matches!(edge, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}'
        | '\u{1100}'..='\u{11ff}' | '\u{1780}'..='\u{17ff}' | '\u{2e80}'..='\u{9fff}'
        | '\u{ac00}'..='\u{d7ff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}');
    is_joined || !is_of_word(edge) || !beyond.is_some_and(is_of_word)
}

/// Letters and digits, and the marks that stand on them.
fn is_of_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '\u{300}'..='\u{36f}')
}

fn excerpt(text: &str, place: std::ops::Range<usize>) -> String {
    let (before, rest) = text.split_at_checked(place.start).unwrap_or((text, ""));
    let (word, after) = rest.split_at_checked(place.len()).unwrap_or((rest, ""));
    let head = before.char_indices().rev().nth(AROUND).map(|(at, c)| at + c.len_utf8());
    let tail = after.char_indices().nth(AROUND).map(|(at, _)| at);
    let shown_before = before.get(head.unwrap_or(0)..).unwrap_or_default();
    let shown_after = after.get(..tail.unwrap_or(after.len())).unwrap_or_default();
    let cut = |is_cut: bool| if is_cut { "…" } else { "" };
    let all = [cut(head.is_some()), shown_before, word, shown_after, cut(tail.is_some())].concat();
    all.split(|c: char| c.is_whitespace() || c.is_control())
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// What people wrote and what would leave, question by question where it belongs to one.
fn texts<'r>(
    record: &'r SessionRecord,
    session: &'r Session,
    disclosure: Disclosure,
) -> Vec<(Option<usize>, &'r str)> {
    let number = |id: &QuestionId| session.find(&record.set, id).map(|planned| planned.number);
    let mut out = Vec::new();
    for note in session.notes.iter().filter(|note| disclosure.shows(note)) {
        out.push((note.question.as_ref().and_then(number), record.words(&note.text)));
    }
    for planned in session.numbered(&record.set) {
        let answer = session.answer(&planned.item.question.id);
        out.push((Some(planned.number), answer.and_then(|answer| reason(record, answer))));
        if planned.is_added {
            // The interviewer may have written it for this candidate.
            let question = &planned.item.question;
            let texts = [&question.title, &question.prompt, &question.answer].into_iter();
            let texts = texts.chain(&question.candidate_material);
            out.extend(texts.map(|text| (Some(planned.number), Some(text.as_str()))));
        }
    }
    out.extend(on_the_whole(session).map(|text| (None, record.words(text))));
    for amendment in &session.amendments {
        let (question, before) = match &amendment.what {
            Amended::Score { question, before, .. } => (number(question), reason(record, before)),
            Amended::Recommendation { before, .. } => {
                (None, before.as_ref().and_then(|(_, text)| record.words(text)))
            }
            Amended::Remark => (None, None),
        };
        out.push((question, before));
        out.push((question, record.words(&amendment.reason)));
    }
    out.into_iter().filter_map(|(question, text)| Some((question, text?))).collect()
}

fn on_the_whole(session: &Session) -> impl Iterator<Item = &TextRef> {
    let unplanned = session.unplanned.iter().map(|asked| &asked.text);
    let recommended = session.recommendation.as_ref().map(|(_, reason)| reason);
    unplanned.chain(&session.ended_early).chain(recommended)
}

fn reason<'r>(record: &'r SessionRecord, answer: &Answer) -> Option<&'r str> {
    record.words(answer.outcome.reason()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(name: &str, text: &str, expected: &[&str]) {
        let mut names: BTreeSet<_> = [lower(name)].into();
        let parts = name.split(|c: char| !is_of_word(c));
        names.extend(parts.filter(|part| part.chars().count() >= SHORTEST_PART).map(lower));
        let mut names: Vec<_> = names.into_iter().collect();
        names.sort_by_key(|name| std::cmp::Reverse(name.len()));
        let found: Vec<&str> = places(text, &names).into_iter().map(|at| &text[at]).collect();
        assert_eq!(found, expected, "{name} in {text:?}");
    }

    #[test]
    fn a_name_and_its_parts_are_found_as_whole_words_in_any_case() {
        for (name, text, expected) in [
            ("Ada Lovelace", "ADA LOVELACE, and Ada’s plan", &["ADA LOVELACE", "Ada"][..]),
            ("Ada Lovelace", "adapter, Canada, Lovelaces", &[]),
            ("Al Wu", "Al knows; al wu", &["al wu"]),
            ("Jean-Luc O’Brien", "luc said; o’brien", &["luc", "brien"]),
            ("Łukasz Øvergaard", "ŁUKASZ and øvergaard.", &["ŁUKASZ", "øvergaard"]),
            ("İpek", "İpek said", &["İpek"]),
            ("王小明", "我觉得王小明很好", &["王小明"]),
            ("김민수", "김민수는 좋다", &["김민수"]),
            ("Ada", "", &[]),
        ] {
            check(name, text, expected);
        }
    }

    #[test]
    fn an_excerpt_is_one_line_with_the_word_in_it() {
        let text = format!("{}\nso Ada\tsaid{}", "x".repeat(60), " y".repeat(60));
        let at = text.find("Ada").unwrap();
        let shown = excerpt(&text, at..at + 3);
        assert!(shown.contains("so Ada said y") && shown.starts_with('…') && shown.ends_with('…'));
        assert!(!shown.contains(['\n', '\t']) && shown.chars().count() < 90, "{shown}");
    }
}
