//! Edits of a bank file that touch nothing but what changed.
//!
//! Every function takes the file's text and gives the new text. Comments, spacing and the spelling
//! of every value that did not change stay byte for byte.

use std::ops::Range;

use super::document::{BANK, Outline, read_document, read_question, topic_of};
use super::print::{QUESTION_FIELDS, question as print_question, question_field};
use super::raw::{RawField, RawStruct};
use super::scan::{Token, tokens};
use super::source::{FileProblem, Source};
use crate::domain::ids::QuestionId;
use crate::domain::question::Question;

/// Why an edit cannot be made. The text is untouched in every case.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EditError {
    /// The file, or the entry to edit, has problems of its own; they come first.
    #[error("the file has problems that must be mended first: {0}")]
    Unreadable(FileProblem),
    /// The file holds no list of questions.
    #[error("the file is not a question bank")]
    NotABank,
    /// The question is not in this file.
    #[error("the file has no question \"{0}\"")]
    NoSuchQuestion(QuestionId),
    /// The topic belongs to the file, not to one question.
    #[error("the file's topic is \"{0}\": move the question to the file of its topic")]
    OtherTopic(String),
    /// A question of that id is in the file already.
    #[error("the file has a question \"{0}\" already")]
    Exists(QuestionId),
}

/// Writes `question` over the entry called `id`, one changed field at a time.
pub fn replace_question(
    source: &Source,
    id: &QuestionId,
    question: &Question,
) -> Result<String, EditError> {
    let bank = BankFile::read(source)?;
    let entry = bank.entry(id)?;
    if question.topic != bank.topic {
        return Err(EditError::OtherTopic(bank.topic.clone()));
    }
    let (before, problems) = read_question(source, entry, &bank.topic);
    let before = match (before, problems.into_iter().next()) {
        (Some(before), _) => before,
        (None, Some(problem)) => return Err(EditError::Unreadable(problem)),
        (None, None) => return Err(EditError::NoSuchQuestion(id.clone())),
    };
    if question.id != *id && bank.entry(&question.id).is_ok() {
        return Err(EditError::Exists(question.id.clone()));
    }
    let mut edits = Vec::new();
    for (place, name) in QUESTION_FIELDS.into_iter().enumerate() {
        let indent = indent_of(source, entry);
        let new = question_field(question, name, indent);
        if new == question_field(&before, name, indent) {
            continue;
        }
        match (entry.field(name), new) {
            (Some(field), Some(new)) => edits.push((field.value.clone(), new)),
            (Some(field), None) => {
                edits.push((line_of_field(source, &field.name_span, &field.value), String::new()))
            }
            (None, Some(new)) => {
                let stays = |name: &&&str| question_field(question, name, indent).is_some();
                let earlier = QUESTION_FIELDS.iter().take(place).filter(stays).rev();
                // The id is always there, so there is an earlier field.
                if let Some(earlier) = earlier.filter_map(|name| entry.field(name)).next() {
                    edits.push(insert_field(source, entry, earlier, name, &new));
                }
            }
            (None, None) => {}
        }
    }
    Ok(apply(&source.text, edits))
}

/// Adds `question` as the last entry.
pub fn add_question(source: &Source, question: &Question) -> Result<String, EditError> {
    let bank = BankFile::read(source)?;
    if bank.entry(&question.id).is_ok() {
        return Err(EditError::Exists(question.id.clone()));
    }
    let end = bank.list.end.saturating_sub(1);
    let last_raw = bank.outline.entries.last().and_then(|last| last.raw.as_ref().ok());
    let indent = last_raw.map_or(2, |last| indent_of(source, last).saturating_sub(1));
    let pad = "    ".repeat(indent);
    let printed = print_question(question, indent);
    let newline = newline_of(&source.text);
    let (at, lead) = match bank.outline.entries.last() {
        Some(last) => {
            let comma = comma_after(&source.text, last.span.end);
            (comma.unwrap_or(last.span.end), if comma.is_some() { "" } else { "," })
        }
        None => (bank.list.start + 1, ""),
    };
    // What follows up to the bracket (a comment, say) stays before the new entry where it can.
    let at = source.slice(&(at..end)).rfind('\n').map_or(at, |line| at + line);
    let at = at - usize::from(source.text.get(..at).is_some_and(|before| before.ends_with('\r')));
    let tail = if source.slice(&(at..end)).contains('\n') { "" } else { newline };
    let entry =
        format!("{newline}{pad}{printed},{tail}").replace("\r\n", "\n").replace('\n', newline);
    let mut edits = vec![(at..at, entry)];
    if let (",", Some(last)) = (lead, bank.outline.entries.last()) {
        edits.insert(0, (last.span.end..last.span.end, lead.to_owned()));
    }
    Ok(apply(&source.text, edits))
}

/// Takes the entry called `id` out, with its comma and the rest of its line.
pub fn remove_question(source: &Source, id: &QuestionId) -> Result<String, EditError> {
    let bank = BankFile::read(source)?;
    let entry = bank.entry(id)?;
    let span = line_of_field(source, &entry.span, &entry.span);
    Ok(apply(&source.text, vec![(span, String::new())]))
}

struct BankFile<'a> {
    source: &'a Source,
    outline: Outline,
    list: Range<usize>,
    topic: String,
}

impl<'a> BankFile<'a> {
    fn read(source: &'a Source) -> Result<Self, EditError> {
        let reading = read_document(source);
        let Some(outline) = reading.outline.filter(|_| reading.is_whole) else {
            return Err(match reading.problems.into_iter().next() {
                Some(problem) => EditError::Unreadable(problem),
                None => EditError::NotABank,
            });
        };
        let schema = outline.raw.field("schema").map(|field| source.slice(&field.value));
        let list = outline.list.clone().filter(|_| schema.is_some_and(|name| name.contains(BANK)));
        let list = list.ok_or(EditError::NotABank)?;
        let topic = topic_of(source, &outline);
        Ok(Self { source, outline, list, topic })
    }

    fn entry(&self, id: &QuestionId) -> Result<&RawStruct, EditError> {
        let is_wanted = |raw: &&RawStruct| {
            let (question, _) = read_question(self.source, raw, &self.topic);
            match question {
                Some(question) => question.id == *id,
                None => raw.field("id").is_some_and(|field| {
                    self.source.slice(&field.value).trim_matches('"') == id.as_str()
                }),
            }
        };
        let found =
            self.outline.entries.iter().filter_map(|entry| entry.raw.as_ref().ok()).find(is_wanted);
        found.ok_or_else(|| EditError::NoSuchQuestion(id.clone()))
    }
}

/// Replaces each span by its text; the spans do not overlap.
fn apply(text: &str, mut edits: Vec<(Range<usize>, String)>) -> String {
    edits.sort_by_key(|(span, _)| span.start);
    let newline = newline_of(text);
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    for (span, new) in edits {
        out.push_str(text.get(from..span.start).unwrap_or_default());
        out.push_str(&new.replace("\r\n", "\n").replace('\n', newline));
        from = span.end;
    }
    out.push_str(text.get(from..).unwrap_or_default());
    out
}

/// A new field goes behind `earlier`, the nearest field that comes before it and stays.
fn insert_field(
    source: &Source,
    entry: &RawStruct,
    earlier: &RawField,
    name: &str,
    value: &str,
) -> (Range<usize>, String) {
    let pad = "    ".repeat(indent_of(source, entry));
    let at = earlier.value.end;
    match comma_after(&source.text, at) {
        Some(comma) => {
            let at = behind_comment(&source.text, comma);
            (at..at, format!("\n{pad}{name}: {value},"))
        }
        None => (at..at, format!(",\n{pad}{name}: {value}")),
    }
}

/// A field or entry with its comma, and the whole line where nothing else stands on it.
fn line_of_field(source: &Source, name: &Range<usize>, value: &Range<usize>) -> Range<usize> {
    let text = &source.text;
    let end = comma_after(text, value.end).unwrap_or(value.end);
    let before = text.get(..name.start).unwrap_or_default();
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    let is_first = before.get(line_start..).is_some_and(|lead| lead.trim().is_empty());
    let rest = text.get(end..).unwrap_or_default();
    let line_end = rest.find('\n').map(|at| end + at + 1);
    let is_last =
        line_end.is_some_and(|to| text.get(end..to).is_some_and(|tail| tail.trim().is_empty()));
    match line_end {
        Some(line_end) if is_first && is_last => line_start..line_end,
        _ => name.start..end,
    }
}

/// At the end of the line where nothing but a line comment follows `at` on it.
fn behind_comment(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    let line = rest.lines().next().unwrap_or_default();
    if line.trim_start().starts_with("//") { at + line.len() } else { at }
}

/// Behind the comma that follows `at`, where only spaces and comments stand between.
fn comma_after(text: &str, at: usize) -> Option<usize> {
    let (span, token) = tokens(text, at).next()?;
    (token == Token::Comma).then_some(span.end)
}

/// How many steps of four the fields of an entry are indented by.
fn indent_of(source: &Source, entry: &RawStruct) -> usize {
    let first = entry.fields.first().map_or(entry.span.start, |field| field.name_span.start);
    let before = source.text.get(..first).unwrap_or_default();
    let line = before.rsplit('\n').next().unwrap_or_default();
    if line.trim().is_empty() { line.chars().count() / 4 } else { 3 }
}

fn newline_of(text: &str) -> &'static str {
    if text.contains("\r\n") { "\r\n" } else { "\n" }
}
