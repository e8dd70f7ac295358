//! Edits of a bank file that touch nothing but what changed.
//!
//! Every function takes the file's text and gives the new text. Comments, spacing and the spelling
//! of every value that did not change stay byte for byte.

use std::ops::Range;

use super::document::{BANK, read_document, read_question};
use super::print::{
    QUESTION_FIELDS, entry_field, question as print_question, question_field, version_needed,
};
use super::skim::blank_end;
use super::source::{FileProblem, Source};
use super::tree::{Field, Kind, Tree, Value};
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
    let tree = Tree::of_file(&source.text);
    let bank = BankFile::read(source, &tree)?;
    let entry = bank.entry(id)?;
    let before = read_question(entry, &bank.topic).map_err(|faults| {
        let first = faults.into_iter().next().map(|fault| source.error(fault));
        first.map_or_else(|| EditError::NoSuchQuestion(id.clone()), EditError::Unreadable)
    })?;
    let before = before.as_entry();
    if question.topic != before.written().topic {
        return Err(EditError::OtherTopic(before.written().topic.clone()));
    }
    if question.id != *id && bank.entry(&question.id).is_ok() {
        return Err(EditError::Exists(question.id.clone()));
    }
    let mut edits = bank.new_version(question);
    for (place, name) in QUESTION_FIELDS.into_iter().enumerate() {
        let indent = indent_of(source, entry);
        let new = question_field(question, name, indent);
        if new == entry_field(before, name, indent) {
            continue;
        }
        match (entry.field(name), new) {
            (Some(field), Some(new)) => edits.push((field.value.span().range(), new)),
            (Some(field), None) => {
                let whole = field.name_span.range().start..field.value.span().range().end;
                edits.push((line_of(source, whole), String::new()))
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
    let tree = Tree::of_file(&source.text);
    let bank = BankFile::read(source, &tree)?;
    if bank.entry(&question.id).is_ok() {
        return Err(EditError::Exists(question.id.clone()));
    }
    let list = bank.list.span().range();
    let last = bank.list.children().last();
    let end = list.end.saturating_sub(1);
    let last_struct = last.filter(|last| last.as_struct().is_ok());
    let indent = last_struct.map_or(2, |last| indent_of(source, last).saturating_sub(1));
    let pad = "    ".repeat(indent);
    let printed = print_question(question, indent);
    let newline = newline_of(&source.text);
    let last_end = last.map(|last| last.span().range().end);
    let comma = last_end.and_then(|end| comma_after(&source.text, end));
    let at = comma.or(last_end).unwrap_or(list.start + 1);
    // What follows up to the bracket (a comment, say) stays before the new entry where it can.
    let rest = source.text.get(at..end).unwrap_or_default();
    let at = rest.rfind('\n').map_or(at, |line| at + line);
    let at = at - usize::from(source.text.get(..at).is_some_and(|before| before.ends_with('\r')));
    let rest = source.text.get(at..end).unwrap_or_default();
    let tail = if rest.contains('\n') { "" } else { newline };
    let mut edits = bank.new_version(question);
    if let (Some(end), None) = (last_end, comma) {
        edits.push((end..end, ",".to_owned()));
    }
    edits.push((at..at, format!("{newline}{pad}{printed},{tail}")));
    Ok(apply(&source.text, edits))
}

/// Takes the entry called `id` out, with its comma and the rest of its line.
pub fn remove_question(source: &Source, id: &QuestionId) -> Result<String, EditError> {
    let tree = Tree::of_file(&source.text);
    let bank = BankFile::read(source, &tree)?;
    let span = line_of(source, bank.entry(id)?.span().range());
    Ok(apply(&source.text, vec![(span, String::new())]))
}

struct BankFile<'t> {
    list: Value<'t>,
    topic: String,
    /// Where the version stands, and which.
    version: Option<(Range<usize>, u32)>,
}

impl<'t> BankFile<'t> {
    fn read(source: &Source, tree: &'t Tree<'t>) -> Result<Self, EditError> {
        let reading = read_document(source);
        if !reading.is_whole || reading.outline.is_none() {
            let first = reading.problems.into_iter().next();
            return Err(first.map_or(EditError::NotABank, EditError::Unreadable));
        }
        let field = |name| tree.root().and_then(|root| root.field(name)).map(|field| field.value);
        let text = |name| field(name).and_then(|value| value.read::<String>().ok());
        let list = field("questions").filter(|list| list.kind() == Kind::List);
        match list.filter(|_| text("schema").as_deref() == Some(BANK)) {
            Some(list) => {
                let version = field("version");
                let version = version.and_then(|at| Some((at.span().range(), at.read().ok()?)));
                Ok(Self { list, topic: text("topic").unwrap_or_default(), version })
            }
            None => Err(EditError::NotABank),
        }
    }

    /// A file that gets what only a later version knows becomes one of that version.
    fn new_version(&self, question: &Question) -> Vec<(Range<usize>, String)> {
        let needed = version_needed(question);
        let version = self.version.clone().filter(|(_, version)| *version < needed);
        version.map(|(at, _)| (at, needed.to_string())).into_iter().collect()
    }

    fn entry(&self, id: &QuestionId) -> Result<Value<'t>, EditError> {
        let is_wanted = |entry: &Value| {
            let id_text = entry.field("id").and_then(|field| field.value.read::<String>().ok());
            entry.as_struct().is_ok() && id_text.as_deref() == Some(id.as_str())
        };
        let mut entries = self.list.children();
        entries.find(is_wanted).ok_or_else(|| EditError::NoSuchQuestion(id.clone()))
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
    entry: Value,
    earlier: Field,
    name: &str,
    value: &str,
) -> (Range<usize>, String) {
    let pad = "    ".repeat(indent_of(source, entry));
    let at = earlier.value.span().range().end;
    match comma_after(&source.text, at) {
        Some(comma) => {
            let at = behind_comment(&source.text, comma);
            (at..at, format!("\n{pad}{name}: {value},"))
        }
        None => (at..at, format!(",\n{pad}{name}: {value}")),
    }
}

/// A field or entry with its comma, and the whole line where nothing else stands on it.
fn line_of(source: &Source, part: Range<usize>) -> Range<usize> {
    let text = &source.text;
    let end = comma_after(text, part.end).unwrap_or(part.end);
    let before = text.get(..part.start).unwrap_or_default();
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    let is_first = before.get(line_start..).is_some_and(|lead| lead.trim().is_empty());
    let rest = text.get(end..).unwrap_or_default();
    let line_end = rest.find('\n').map(|at| end + at + 1);
    let is_last =
        line_end.is_some_and(|to| text.get(end..to).is_some_and(|tail| tail.trim().is_empty()));
    match line_end {
        Some(line_end) if is_first && is_last => line_start..line_end,
        _ => part.start..end,
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
    let at = blank_end(text, at).ok()?;
    text.get(at..)?.starts_with(',').then_some(at + 1)
}

/// How many steps of four the fields of an entry are indented by.
fn indent_of(source: &Source, entry: Value) -> usize {
    let first = entry.fields().next().map_or(entry.span(), |field| field.name_span).range().start;
    let before = source.text.get(..first).unwrap_or_default();
    let line = before.rsplit('\n').next().unwrap_or_default();
    if line.trim().is_empty() { line.chars().count() / 4 } else { 3 }
}

fn newline_of(text: &str) -> &'static str {
    if text.contains("\r\n") { "\r\n" } else { "\n" }
}
