//! Aiken: a question, its options by letter, and `ANSWER:` with the right one.
//! <https://docs.moodle.org/en/Aiken_format>

use super::{Content, Format, Reader};
use crate::import::choices::{self, Choice, joined};
use crate::import::found::{Fate, Found, Imported, LeftOut, Lines, Notice};
use crate::import::html;
use crate::import::input::Input;
use crate::import::kind;
use crate::import::marks::numbered;
use crate::import::refusal::Refusal;

pub struct Aiken;

impl Reader for Aiken {
    fn format(&self) -> Format {
        Format::Aiken
    }

    /// Where questions of this form take up most of the file.
    fn claims(&self, input: &Input<'_>) -> u8 {
        let Some(text) = &input.text else { return 0 };
        let entries = entries(text);
        let lines: usize = entries.iter().map(|entry| entry.lines.len()).sum();
        let whole = entries.iter().filter(|entry| entry.is_whole());
        let (count, in_whole) = whole.fold((0, 0), |(count, lines), entry| {
            // Long texts around questions are no part of the format.
            (count + 1, lines + entry.lines.len() - entry.question_rows().saturating_sub(12))
        });
        match (in_whole * 100).checked_div(lines) {
            Some(60..) if count > 0 => 96,
            Some(35..) if count > 1 => 50,
            _ => 0,
        }
    }

    fn read(&self, input: &Input<'_>) -> Result<Content, Refusal> {
        let mut imported = Imported::default();
        for entry in entries(input.text.as_deref().unwrap_or_default()) {
            take(&entry, &mut imported);
        }
        Ok(Content::Questions(imported))
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Row<'t> {
    /// Of a question, or of an option that goes on.
    Text(&'t str),
    Option(char, &'t str),
    Answer(&'t str),
    /// What some programs add behind the answer.
    Explanation(&'t str),
}

/// The lines up to an answer, or up to where a question begins that follows one without.
#[derive(Default)]
struct Entry<'t> {
    lines: Vec<(usize, Row<'t>)>,
    options: usize,
    has_first_option: bool,
    has_answer: bool,
}

impl<'t> Entry<'t> {
    fn push(&mut self, number: usize, row: Row<'t>) {
        self.options += usize::from(matches!(row, Row::Option(..)));
        self.has_first_option |= matches!(row, Row::Option('A', _));
        self.has_answer |= matches!(row, Row::Answer(_));
        self.lines.push((number, row));
    }

    fn is_explaining(&self) -> bool {
        matches!(self.lines.last(), Some((_, Row::Explanation(_))))
    }

    fn question_rows(&self) -> usize {
        self.lines.iter().take_while(|(_, row)| matches!(row, Row::Text(_))).count()
    }

    fn is_whole(&self) -> bool {
        self.question_rows() > 0 && self.options > 1 && self.has_answer
    }
}

fn entries(text: &str) -> Vec<Entry<'_>> {
    let mut entries = Vec::new();
    let mut entry = Entry::default();
    let mut has_gap = false;
    for (number, line) in (1..).zip(text.split('\n')) {
        let line = line.trim();
        if line.is_empty() {
            has_gap = true;
            continue;
        }
        let row = row(line);
        let begins_anew = match row {
            Row::Text(_) if entry.is_explaining() && !has_gap => false,
            Row::Text(_) => entry.has_answer || (has_gap && entry.options > 0),
            // A first letter behind other letters: the question between them is missing.
            Row::Option('A', _) => entry.has_answer || entry.has_first_option,
            Row::Option(..) => entry.has_answer,
            Row::Answer(_) => entry.has_answer,
            Row::Explanation(_) => false,
        };
        if begins_anew && !entry.lines.is_empty() {
            entries.push(std::mem::take(&mut entry));
        }
        let row = match row {
            Row::Text(text) if entry.is_explaining() => Row::Explanation(text),
            row => row,
        };
        entry.push(number, row);
        has_gap = false;
    }
    if !entry.lines.is_empty() {
        entries.push(entry);
    }
    entries
}

fn row(line: &str) -> Row<'_> {
    let after = |name: &str| {
        let start = line.get(..name.len())?;
        let rest = line.get(name.len()..)?.trim_start().strip_prefix(':')?;
        start.eq_ignore_ascii_case(name).then(|| rest.trim())
    };
    if let Some(letters) = after("ANSWER") {
        let is_letters =
            |word: &str| word.len() == 1 && word.bytes().all(|b| b.is_ascii_alphabetic());
        let mut words =
            letters.trim_end_matches('.').split([',', ' ', ';']).filter(|word| !word.is_empty());
        if !letters.is_empty() && words.all(is_letters) {
            return Row::Answer(letters);
        }
    }
    if let Some(text) = ["EXPLANATION", "FEEDBACK", "RATIONALE"].into_iter().find_map(after) {
        return Row::Explanation(text);
    }
    let mut chars = line.chars();
    match (chars.next(), chars.next()) {
        (Some(letter @ ('A'..='Z' | 'a'..='z')), Some('.' | ')')) => {
            let text = chars.as_str();
            // "i.e. …" and "e.g. …" begin no option.
            match text.starts_with(char::is_whitespace) {
                true => Row::Option(letter.to_ascii_uppercase(), text.trim()),
                false => Row::Text(line),
            }
        }
        _ => Row::Text(line),
    }
}

/// The parts of one entry.
#[derive(Default)]
struct Parts {
    texts: Vec<String>,
    /// By letter.
    options: Vec<(char, Choice)>,
    right: Vec<char>,
    explanation: String,
    answer_line: usize,
    fates: Vec<(Lines, Fate)>,
}

impl Parts {
    /// `index`: the place that the question will have in the list.
    fn of(entry: &Entry, index: usize) -> Self {
        let mut parts = Self::default();
        for (line, row) in &entry.lines {
            let fate = parts.take(*line, row, index);
            parts.fates.push((Lines::one(*line), fate));
        }
        for (letter, option) in &mut parts.options {
            option.is_right = parts.right.contains(letter);
        }
        parts
    }

    fn take(&mut self, line: usize, row: &Row, index: usize) -> Fate {
        match row {
            Row::Text(text) => match self.options.last_mut() {
                Some((_, option)) => {
                    option.text.push(' ');
                    option.text.push_str(text);
                    Fate::Details(index)
                }
                None => {
                    self.texts.push((*text).to_owned());
                    Fate::Question(index)
                }
            },
            Row::Option(letter, text) => {
                self.options.push((*letter, Choice::new(*text, false)));
                Fate::Details(index)
            }
            Row::Answer(letters) => {
                self.answer_line = line;
                let letters = letters.chars().filter(char::is_ascii_alphabetic);
                self.right = letters.map(|letter| letter.to_ascii_uppercase()).collect();
                Fate::Answer(index)
            }
            Row::Explanation(text) => {
                self.explanation.push('\n');
                self.explanation.push_str(text);
                Fate::Answer(index)
            }
        }
    }

    /// Why it is no question at all.
    fn refusal(&self) -> Option<&'static str> {
        match () {
            () if self.texts.is_empty() => {
                Some("there is no question before these options: they were left out")
            }
            () if self.options.is_empty() && self.right.is_empty() => {
                Some("there are no options below this text: it was left out")
            }
            () => None,
        }
    }

    /// What is wrong with it, and on which line; `last` is its last one.
    fn flaw(&self, last: usize) -> Option<(usize, String)> {
        let is_unknown = |letter: &&char| !self.options.iter().any(|(known, _)| known == *letter);
        let unknown: Vec<String> =
            self.right.iter().filter(is_unknown).map(char::to_string).collect();
        match () {
            () if self.options.is_empty() => {
                Some((self.answer_line, "the question has no options".to_owned()))
            }
            () if self.right.is_empty() => {
                Some((last, "the question has no line \"ANSWER:\"".to_owned()))
            }
            () if !unknown.is_empty() => {
                Some((self.answer_line, format!("there is no option {}", unknown.join(", "))))
            }
            () => None,
        }
    }
}

fn take(entry: &Entry, imported: &mut Imported) {
    let first = entry.lines.first().map_or(1, |(line, _)| *line);
    let last = entry.lines.last().map_or(first, |(line, _)| *line);
    let parts = Parts::of(entry, imported.questions.len());
    if let Some(message) = parts.refusal() {
        imported.notices.push(Notice::new(first, message));
        let left_out = Fate::LeftOut(LeftOut::Other);
        imported.fates.extend(parts.fates.into_iter().map(|(lines, _)| (lines, left_out)));
        return;
    }
    imported.notices.extend(parts.flaw(last).map(|(line, message)| Notice::new(line, message)));
    let text = html::entities(&parts.texts.join(" "));
    let (number, words) = numbered(&text);
    let mut found = Found::new(words, Lines::new(first, last));
    found.number = number;
    let options: Vec<Choice> = parts.options.into_iter().map(|(_, option)| option).collect();
    found.details = choices::details(&options);
    found.answer = joined([choices::answer(&options).as_str(), parts.explanation.as_str()]);
    found.kind = kind::of(&found.text, false);
    imported.questions.push(found);
    imported.fates.extend(parts.fates);
}
