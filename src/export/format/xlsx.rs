//! The scorecard as a spreadsheet: a sheet for people, and a tidy one for machines.
//!
//! Every text is written as a text: none becomes a formula, a number or a link.

mod book;
mod people;

use super::table::{COLUMNS, Cell, rows};
use super::{Material, Writer};
use crate::export::writing::{Notice, WritingError, Written};
use book::{Book, Look, Sheet};

pub struct Xlsx;

const PEOPLE: &str = "Scorecard";
const DATA: &str = "Data";

impl Writer for Xlsx {
    fn name(&self) -> &'static str {
        "xlsx"
    }

    fn ending(&self) -> &'static str {
        "xlsx"
    }

    fn write(&self, material: &Material) -> Result<Written, WritingError> {
        let mut book = Book::new(material.pdf.paper);
        book.sheet(PEOPLE, |sheet| people::write(&material.card, sheet))?;
        book.sheet(DATA, |sheet| data(material, sheet))?;
        let title = format!("Interview scorecard: {}", material.card.candidate);
        book.describe(&title, &material.card.interviewer, material.changed_wall_ms())?;
        let mut notices = book.notices();
        notices.extend(Notice::of_table(&material.card));
        Ok(Written { bytes: book.bytes()?, notices })
    }
}

/// One row for each question under one header, for a filter or a pivot.
fn data(material: &Material, sheet: &mut Sheet) -> Result<(), WritingError> {
    for (column, title) in (0..).zip(COLUMNS) {
        sheet.text(column, title, Look::Header)?;
        sheet.width(column, data_width(title))?;
    }
    sheet.next_row();
    for row in rows(&material.card) {
        for (column, cell) in (0..).zip(row) {
            match cell {
                Cell::Text(text) => sheet.text(column, &text, Look::Plain)?,
                Cell::Number(number) => sheet.number(column, number as f64, Look::Plain)?,
                Cell::Empty => {}
            }
        }
        sheet.next_row();
    }
    sheet.freeze_first_row()?;
    sheet.filter(COLUMNS.len())
}

/// In characters.
fn data_width(column: &str) -> f64 {
    match column {
        "prompt" | "evidence" => 60.0,
        "candidate" | "role" | "interviewer" | "date" | "competency" | "reason" => 26.0,
        "set_sha256" | "session_seal" => 20.0,
        _ => 14.0,
    }
}
