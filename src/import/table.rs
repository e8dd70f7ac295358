//! Tables: which column holds the question, and what the others hold.

mod cell;
mod columns;
mod header;
mod lists;
mod names;
mod part;
mod records;
mod repeats;
mod shape;
mod stats;
mod writer;

use super::found::{Doubt, Found, Imported, LeftOut, Lines, Notice};
use super::refusal::Refusal;
use super::understand::ask;
use super::words::ABOUT;
use columns::{Evidence, Layout};
use part::Part;
use stats::ASKING;
use writer::Writer;

/// One sheet, or the whole of a file of separated values.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Table {
    /// The sheet's name, where a workbook has several.
    pub name: Option<String>,
    pub rows: Vec<Row>,
}

impl Table {
    /// Its name says that it is about the others.
    fn is_about(&self) -> bool {
        let name = self.name.as_deref().unwrap_or_default().trim().to_lowercase();
        ABOUT.iter().any(|word| name.starts_with(word))
    }
}

#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    pub lines: Lines,
    pub cells: Vec<String>,
}

impl Row {
    fn filled(&self) -> usize {
        self.cells.iter().filter(|cell| !cell.trim().is_empty()).count()
    }

    /// The text of the only cell that has any.
    fn single(&self) -> Option<&str> {
        let mut filled = self.cells.iter().map(|cell| cell.trim()).filter(|cell| !cell.is_empty());
        filled.next().filter(|_| filled.next().is_none())
    }

    fn cell(&self, column: usize) -> &str {
        self.cells.get(column).map_or("", |cell| cell.trim())
    }
}

/// The cells name columns of questions, answers and the like.
pub fn is_header(cells: &[String]) -> bool {
    header::Header::of(cells).is_some()
}

/// All sheets of a workbook together: what one of them shows of its kind helps to read the others.
pub fn understand(tables: &[Table]) -> Result<Imported, Refusal> {
    let parts: Vec<Vec<Part<'_>>> = tables.iter().map(|table| Part::split(&table.rows)).collect();
    let count = |is: fn(Evidence) -> bool| {
        parts
            .iter()
            .flatten()
            .filter_map(|part| part.reading.as_ref())
            .filter(|reading| is(reading.evidence))
            .count()
    };
    let named = count(|evidence| evidence == Evidence::Words);
    let asking = count(|evidence| matches!(evidence, Evidence::Asking(share) if share >= ASKING));
    let is_taken = |table: &Table, part: &Part<'_>| {
        part.reading.as_ref().is_some_and(|reading| match reading.evidence {
            Evidence::Words => true,
            // "Read me" beside the sheet of questions.
            _ if named > 0 && table.is_about() => false,
            // Beside tables that name their questions, others are notes.
            Evidence::Asking(share) if named > 0 && named * 2 >= asking => {
                share >= 0.6 || share >= 0.4 && part.is_one_list()
            }
            Evidence::Cards => named == 0 && asking == 0,
            Evidence::Asking(share) => share >= ASKING || part.could_be_a_list_of_topics(),
        })
    };
    let mut writer = Writer::default();
    let mut doubtful = 0;
    for (table, parts) in tables.iter().zip(&parts) {
        writer.start_sheet(table.name.as_deref());
        for part in parts {
            let before = writer.count();
            write(&mut writer, part, is_taken(table, part));
            let is_sure = part.reading.as_ref().is_some_and(|reading| match reading.evidence {
                Evidence::Words => true,
                Evidence::Asking(share) => share >= 0.8,
                Evidence::Cards => false,
            });
            doubtful += if is_sure { 0 } else { writer.count() - before };
        }
    }
    let imported = repeats::left_out(writer.finish(), tables);
    let asks = |found: &&Found| ask::score(&found.text) > 0.0;
    let (count, asking) =
        (imported.questions.len(), imported.questions.iter().filter(asks).count());
    let is_doubtful = doubtful * 3 > count && asking * 5 < count * 4;
    Ok(if is_doubtful { doubted(imported) } else { imported })
}

/// Nothing names the questions, and few of them ask: perhaps only those are some.
fn doubted(mut imported: Imported) -> Imported {
    let reading =
        repeats::without(imported.clone(), LeftOut::Other, |found| ask::score(&found.text) <= 0.0);
    let (count, asking) = (imported.questions.len(), reading.questions.len());
    let message = format!(
        "no header names the questions, and only {asking} of {count} cells taken for questions ask something"
    );
    imported
        .notices
        .push(Notice::new(imported.questions.first().map_or(1, |found| found.line), message));
    let (taken, other) = (format!("{count} cells"), format!("{asking} cells that ask"));
    imported.doubt = Some(Doubt { taken, other, reading: Box::new(reading) });
    imported
}

/// A table inside running text; `None` where it is not made of questions.
pub fn questions_in(rows: &[Row]) -> Option<Imported> {
    let parts = Part::split(rows);
    let is_taken = |part: &Part<'_>| {
        part.reading.as_ref().is_some_and(|reading| match reading.evidence {
            Evidence::Words => true,
            Evidence::Asking(share) => share >= 0.6 && part.rows.len() >= 2,
            Evidence::Cards => false,
        })
    };
    if !parts.iter().any(is_taken) {
        return None;
    }
    let mut writer = Writer::default();
    for part in &parts {
        write(&mut writer, part, is_taken(part));
    }
    let imported = writer.finish();
    (!imported.questions.is_empty()).then_some(imported)
}

fn write(writer: &mut Writer, part: &Part<'_>, is_taken: bool) {
    writer.start_part(part);
    match part.reading.as_ref().filter(|_| is_taken) {
        None => writer.leave_out(part.rows),
        Some(reading) => {
            let rows = if reading.has_labels { writer.labels(part.rows) } else { part.rows };
            match &reading.layout {
                Layout::Records(records) => records::write(writer, records, part, rows),
                Layout::Lists(lists) => lists::write(writer, lists, rows),
                Layout::Matrix(records, levels) => {
                    records::write_matrix(writer, records, levels, rows);
                }
            }
        }
    }
}
