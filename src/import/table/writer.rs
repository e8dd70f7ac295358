//! Questions, fates and notices of a workbook as they come.

use super::Row;
use super::cell::Asked;
use super::part::Part;
use crate::domain::level::Kind;
use crate::import::found::{Fate, Found, Imported, LeftOut, Lines, Notice};
use crate::import::kind;
use crate::import::level;

/// Headings inside each other; more rows of one cell in a row are no headings of headings.
const DEEPEST: usize = 4;

#[derive(Default)]
pub struct Writer {
    imported: Imported,
    sheet: Option<String>,
    /// The title of the table that is being written.
    title: Option<String>,
    /// Headings between its rows, outermost first.
    headings: Vec<String>,
    /// Headings that no question has followed yet, by their fates.
    open_headings: Vec<usize>,
    /// Rows left out one after another for one reason.
    left_out: Option<(Lines, LeftOut)>,
}

/// What is known of a question beside its own cell.
#[derive(Default)]
pub struct Beside {
    /// The line of the cell itself, where a row takes several.
    pub line: Option<usize>,
    pub sections: Vec<String>,
    pub level: Option<String>,
    pub number: Option<u32>,
    pub kind: Option<Kind>,
    pub answer: String,
    pub code: String,
    pub details: String,
}

impl Writer {
    pub fn count(&self) -> usize {
        self.imported.questions.len()
    }

    pub fn start_sheet(&mut self, name: Option<&str>) {
        self.tell_left_out();
        self.sheet = name.filter(|name| !name.is_empty()).map(str::to_owned);
        self.title = None;
        self.end_headings();
    }

    pub fn start_part(&mut self, part: &Part<'_>) {
        self.title = None;
        self.end_headings();
        let Some((title, above)) = part.titles.split_last() else {
            self.furnish(part);
            return;
        };
        for row in above {
            self.leave(row.lines, LeftOut::Introduction);
        }
        match title.single().filter(|words| part.is_one_of_several && words.chars().count() <= 80) {
            Some(words) => {
                self.title = Some(words.to_owned());
                self.imported.fates.push((title.lines, Fate::Heading));
            }
            None => self.leave(title.lines, LeftOut::Introduction),
        }
        self.furnish(part);
    }

    fn furnish(&mut self, part: &Part<'_>) {
        if let Some((_, row)) = &part.header {
            self.fate(row.lines, Fate::LeftOut(LeftOut::Furniture));
        }
    }

    /// Passes over a first row that names columns.
    pub fn labels<'r>(&mut self, rows: &'r [Row]) -> &'r [Row] {
        let Some((first, below)) = rows.split_first() else { return rows };
        self.fate(first.lines, Fate::LeftOut(LeftOut::Furniture));
        below
    }

    /// A heading between rows; one directly below another lies inside it.
    pub fn heading(&mut self, lines: Lines, words: &str) {
        if self.open_headings.is_empty() {
            self.headings.clear();
        }
        if self.headings.len() >= DEEPEST {
            self.headings.remove(0);
        }
        self.headings.push(words.trim().trim_end_matches(':').to_owned());
        self.open_headings.push(self.imported.fates.len());
        self.fate(lines, Fate::Heading);
    }

    pub fn end_headings(&mut self) {
        for place in std::mem::take(&mut self.open_headings) {
            if let Some((lines, fate)) = self.imported.fates.get_mut(place) {
                *fate = Fate::LeftOut(LeftOut::Other);
                let lines = *lines;
                self.notice(lines, LeftOut::Other);
            }
        }
        self.headings.clear();
    }

    pub fn question(&mut self, lines: Lines, asked: Asked, beside: Beside) {
        self.tell_left_out();
        self.open_headings.clear();
        let mut found = Found::new(asked.text, lines);
        found.section.extend(self.sheet.clone());
        found.section.extend(self.title.clone());
        found.section.extend(self.headings.iter().cloned());
        found.section.extend(beside.sections);
        found.section.extend(asked.stem);
        found.section.dedup();
        found.level = beside.level.as_deref().and_then(level::stated);
        found.level_stated = beside.level;
        if found.level_stated.is_none()
            && let Some((words, stated)) = found
                .section
                .iter()
                .rev()
                .find_map(|words| Some((words.clone(), level::stated(words)?)))
        {
            found.level = Some(stated);
            found.level_stated = Some(words);
        }
        found.line = beside.line.unwrap_or(found.line);
        found.number = beside.number.or(asked.number);
        found.kind = beside
            .kind
            .or_else(|| found.section.iter().rev().find_map(|words| kind::stated(words)))
            .unwrap_or(Kind::Knowledge);
        found.details = joined(&asked.details, &beside.details);
        found.answer = beside.answer;
        found.code = joined(&asked.code, &beside.code);
        let place = self.imported.questions.len();
        self.imported.questions.push(found);
        self.fate(lines, Fate::Question(place));
    }

    /// More of the answer, in a row of its own.
    pub fn more_answer(&mut self, lines: Lines, words: &str) {
        if let Some(place) = self.imported.questions.len().checked_sub(1)
            && let Some(question) = self.imported.questions.last_mut()
        {
            question.answer = joined(&question.answer, words);
            question.end_line = question.end_line.max(lines.last);
            self.fate(lines, Fate::Answer(place));
        }
    }

    pub fn fate(&mut self, lines: Lines, fate: Fate) {
        self.imported.fates.push((lines, fate));
    }

    pub fn leave(&mut self, lines: Lines, reason: LeftOut) {
        self.fate(lines, Fate::LeftOut(reason));
        match &mut self.left_out {
            Some((span, last)) if *last == reason && span.last < lines.first => {
                span.last = lines.last
            }
            _ => {
                self.tell_left_out();
                self.left_out = Some((lines, reason));
            }
        }
    }

    pub fn leave_out(&mut self, rows: &[Row]) {
        for row in rows.iter().filter(|row| row.filled() > 0) {
            self.leave(row.lines, LeftOut::Other);
        }
    }

    fn tell_left_out(&mut self) {
        if let Some((lines, reason)) = self.left_out.take() {
            self.notice(lines, reason);
        }
    }

    fn notice(&mut self, lines: Lines, reason: LeftOut) {
        if reason == LeftOut::Furniture {
            return;
        }
        let sheet = self.sheet.as_ref().map_or_else(String::new, |sheet| format!("{sheet}: "));
        let rows = if lines.first == lines.last {
            format!("row {}", lines.first)
        } else {
            format!("rows {} to {}", lines.first, lines.last)
        };
        self.imported
            .notices
            .push(Notice::new(lines.first, format!("{sheet}{rows} left out: {}", reason.reason())));
    }

    pub fn finish(mut self) -> Imported {
        self.end_headings();
        self.tell_left_out();
        self.imported
    }
}

pub fn joined(first: &str, second: &str) -> String {
    let parts: Vec<&str> =
        [first, second].into_iter().map(str::trim).filter(|part| !part.is_empty()).collect();
    parts.join("\n")
}
