//! A table with one question per row.

use super::Row;
use super::cell::{self, Asked};
use super::columns::{List, Records};
use super::header::Header;
use super::part::Part;
use super::shape::{Shape, number};
use super::writer::{Beside, Writer, joined};
use crate::import::found::{Fate, LeftOut};
use crate::import::kind;
use crate::import::level;
use crate::import::understand::ask;

pub fn write(writer: &mut Writer, records: &Records, part: &Part<'_>, rows: &[Row]) {
    let header = part.header.as_ref().map(|(header, _)| header);
    let shape = Shape::of(records, part, rows);
    let mut above = Above::new(records, rows);
    // Below the sum at a table's end there are only remarks.
    let end = rows
        .iter()
        .rfind(|row| row.filled() > 1)
        .filter(|row| shape.is_sum(records, row))
        .map_or(usize::MAX, |row| row.lines.last);
    for block in blocks(rows) {
        if shape.is_another_table(records, block) {
            writer.leave_out(block);
            continue;
        }
        let mut is_after_question = false;
        for row in block.iter().filter(|row| row.filled() > 0) {
            if row.lines.first > end {
                writer.leave(row.lines, LeftOut::Other);
                continue;
            }
            above.pass(row);
            is_after_question =
                one(writer, records, header, &shape, &above, row, is_after_question);
        }
    }
}

/// A topic per row, and its questions in a column for each level.
pub fn write_matrix(writer: &mut Writer, records: &Records, levels: &[List], rows: &[Row]) {
    let mut above = Above::new(records, rows);
    for row in rows.iter().filter(|row| row.filled() > 0) {
        above.pass(row);
        let cells = || {
            let cells = levels.iter().map(|level| (level, row.cell(level.column)));
            cells.filter(|(_, cell)| !cell.is_empty() && !cell::is_placeholder(cell))
        };
        let has_topic = records.sections.iter().any(|column| !row.cell(*column).is_empty());
        if cells().next().is_none() || !has_topic && cells().all(|(_, cell)| ask::score(cell) < 1.0)
        {
            writer.leave(row.lines, LeftOut::Other);
            continue;
        }
        for (level, cell) in cells() {
            for asked in cell::asked(cell) {
                let beside = Beside {
                    level: level.title.clone(),
                    ..beside(records, None, &above, row, texts(row, &records.answers))
                };
                let line = Some(line_of_cell(row, level.column));
                writer.question(row.lines, asked, Beside { line, ..beside });
            }
        }
    }
}

/// Says whether an answer may go on in the next row.
fn one(
    writer: &mut Writer,
    records: &Records,
    header: Option<&Header>,
    shape: &Shape,
    above: &Above,
    row: &Row,
    is_after_question: bool,
) -> bool {
    let question = row.cell(records.question);
    if header.is_some_and(|header| header.repeats(&row.cells)) {
        writer.fate(row.lines, Fate::LeftOut(LeftOut::Furniture));
    } else if let Some(words) = row.single().filter(|words| shape.is_heading(records, row, words)) {
        if !above.is_section(row) {
            writer.heading(row.lines, words);
        } else {
            writer.fate(row.lines, Fate::Heading);
        }
    } else if question.is_empty() {
        let more = texts(row, &records.answers);
        if is_after_question
            && !more.is_empty()
            && records.number.is_none_or(|number| row.cell(number).is_empty())
        {
            writer.more_answer(row.lines, &more);
            return true;
        }
        let is_empty_place =
            records.number.is_some_and(|number| !row.cell(number).is_empty()) || row.filled() <= 2;
        writer.leave(row.lines, if is_empty_place { LeftOut::Placeholder } else { LeftOut::Other });
    } else if shape.is_numbered
        && records.number.is_some_and(|number| row.cell(number).is_empty())
        && ask::score(question) <= -1.0
    {
        // A remark between numbered questions.
        writer.leave(row.lines, LeftOut::Other);
    } else if shape.is_sum(records, row) {
        writer.leave(row.lines, LeftOut::Other);
    } else if cell::is_placeholder(question) {
        writer.leave(row.lines, LeftOut::Placeholder);
    } else {
        let mut items = cell::asked(question);
        let answer = answer(records, header, row);
        let is_one = records.number.is_some() || !answer.is_empty() && !are_several(&items);
        if items.len() > 1 && is_one {
            // One answer, or one number: one question.
            items =
                vec![Asked { text: cell::plain(&question.replace('\n', " ")), ..Asked::default() }];
        }
        for item in items {
            writer.question(row.lines, item, beside(records, header, above, row, answer.clone()));
        }
        return true;
    }
    false
}

/// Nearly each of them asks by itself, with nothing above that they share.
fn are_several(items: &[Asked]) -> bool {
    let asking =
        items.iter().filter(|item| item.stem.is_none() && ask::score(&item.text) >= 1.0).count();
    asking * 3 >= items.len() * 2
}

/// In running text each cell of a row can be a paragraph by itself.
fn line_of_cell(row: &Row, column: usize) -> usize {
    let is_each = row.lines.last - row.lines.first + 1 == row.cells.len()
        && row.cells.iter().all(|cell| !cell.contains('\n'));
    row.lines.first + if is_each { column } else { 0 }
}

fn beside(
    records: &Records,
    header: Option<&Header>,
    above: &Above,
    row: &Row,
    answer: String,
) -> Beside {
    let stated = records
        .level
        .map(|column| above.level.clone().unwrap_or_else(|| row.cell(column).to_owned()));
    Beside {
        line: Some(line_of_cell(row, records.question)),
        sections: records
            .title
            .iter()
            .cloned()
            .chain(above.sections.iter().flatten().cloned())
            .collect(),
        level: stated
            .filter(|words| !words.is_empty())
            .map(|words| scaled(header, records, &words)),
        number: records.number.and_then(|column| number(row.cell(column))),
        kind: records.kind.and_then(|column| kind::stated(row.cell(column))),
        answer,
        code: texts(row, &records.code),
        details: joined(&texts(row, &records.details), &options(records, header, row)),
    }
}

/// A bare figure in a column of levels means "Level 3".
fn scaled(header: Option<&Header>, records: &Records, words: &str) -> String {
    let name =
        records.level.and_then(|column| header.map(|header| header.name(column).to_lowercase()));
    let is_level = name.is_some_and(|name| {
        ["level", "stufe", "niveau", "nivel", "уровень"].iter().any(|known| name.contains(known))
    });
    match words.trim().parse::<f32>() {
        Ok(figure)
            if is_level && (1.0..=5.0).contains(&figure) && level::stated(words).is_none() =>
        {
            format!("Level {figure}")
        }
        _ => words.to_owned(),
    }
}

fn texts(row: &Row, columns: &[usize]) -> String {
    columns.iter().fold(String::new(), |all, column| {
        joined(
            &all,
            Some(row.cell(*column)).filter(|cell| !cell::is_placeholder(cell)).unwrap_or_default(),
        )
    })
}

/// Choices in columns of their own, lettered as their columns are.
fn options(records: &Records, header: Option<&Header>, row: &Row) -> String {
    if let [only] = records.options.as_slice() {
        return row.cell(*only).to_owned();
    }
    let lines = choices(records, header, row)
        .into_iter()
        .map(|(letter, words)| format!("{letter}) {words}"));
    lines.collect::<Vec<_>>().join("\n")
}

fn choices<'r>(records: &Records, header: Option<&Header>, row: &'r Row) -> Vec<(char, &'r str)> {
    let mut choices = Vec::new();
    for (place, column) in records.options.iter().enumerate() {
        let last = header
            .and_then(|header| header.name(*column).trim_end_matches([')', '.']).chars().last())
            .filter(char::is_ascii_alphabetic);
        let alone = header.is_some_and(|header| {
            header.name(*column).split(|c: char| !c.is_alphanumeric()).any(|word| word.len() == 1)
        });
        let letter = last.filter(|_| alone).map(|letter| letter.to_ascii_uppercase());
        let letter = letter
            .or_else(|| {
                u32::try_from(place).ok().and_then(|place| char::from_u32('A' as u32 + place))
            })
            .unwrap_or('-');
        if !row.cell(*column).is_empty() {
            choices.push((letter, row.cell(*column)));
        }
    }
    choices
}

/// The answer's text; where it names a choice by its letter, that choice.
fn answer(records: &Records, header: Option<&Header>, row: &Row) -> String {
    let words = texts(row, &records.answers);
    let choices = choices(records, header, row);
    let is_literal = choices.iter().any(|(_, choice)| *choice == words);
    let mut characters = words.trim_end_matches(['.', ')']).chars();
    let (Some(sign), None) = (characters.next(), characters.next()) else { return words };
    let place = sign.to_digit(10).and_then(|digit| usize::try_from(digit).ok()?.checked_sub(1));
    let by_letter = choices.iter().find(|(known, _)| known.eq_ignore_ascii_case(&sign));
    match by_letter.or_else(|| choices.get(place?)).filter(|_| !is_literal) {
        Some((letter, choice)) => format!("{letter}) {choice}"),
        None => words,
    }
}

/// Sections and level that go on over the rows below, as merged cells do.
struct Above {
    columns: Vec<usize>,
    goes_on: Vec<bool>,
    sections: Vec<Option<String>>,
    level_column: Option<usize>,
    level: Option<String>,
}

impl Above {
    fn new(records: &Records, rows: &[Row]) -> Self {
        let goes_on = records.sections.iter().map(|column| goes_on(rows, *column)).collect();
        Self {
            columns: records.sections.clone(),
            goes_on,
            sections: vec![None; records.sections.len()],
            level_column: records.level.filter(|column| goes_on_level(rows, *column)),
            level: None,
        }
    }

    fn pass(&mut self, row: &Row) {
        let mut is_changed = false;
        for ((column, goes_on), section) in
            self.columns.iter().zip(&self.goes_on).zip(&mut self.sections)
        {
            let words = row.cell(*column);
            if !words.is_empty() && !cell::is_placeholder(words) {
                let words = cell::plain(words);
                is_changed |= section.as_deref() != Some(words.as_str());
                *section = Some(words);
            } else if !goes_on || is_changed {
                *section = None;
            }
        }
        if let Some(words) =
            self.level_column.map(|column| row.cell(column)).filter(|words| !words.is_empty())
        {
            self.level = Some(words.to_owned());
        }
    }

    /// The only filled cell of the row names a section for those below.
    fn is_section(&self, row: &Row) -> bool {
        self.columns
            .iter()
            .zip(&self.goes_on)
            .any(|(column, goes_on)| *goes_on && !row.cell(*column).is_empty())
    }
}

/// Empty cells mean "as above", unless the value is written again and again.
fn goes_on(rows: &[Row], column: usize) -> bool {
    let has_empty = rows.iter().any(|row| row.cell(column).is_empty() && row.filled() > 0);
    let repeats = rows.windows(2).filter(|pair| matches!(pair, [a, b] if !a.cell(column).is_empty() && a.cell(column) == b.cell(column))).count();
    has_empty && repeats * 10 <= rows.len()
}

fn goes_on_level(rows: &[Row], column: usize) -> bool {
    let filled = rows.iter().filter(|row| !row.cell(column).is_empty()).count();
    goes_on(rows, column)
        && filled * 2 <= rows.len()
        && rows.iter().find(|row| row.filled() > 1).is_some_and(|row| !row.cell(column).is_empty())
}

/// Rows between empty ones.
fn blocks(rows: &[Row]) -> impl Iterator<Item = &[Row]> {
    rows.chunk_by(|above, below| {
        below.lines.first <= above.lines.last + 1 && above.filled() > 0 && below.filled() > 0
    })
}
