//! The questions as CSV, for a spreadsheet or a script.

use super::table::{COLUMNS, Cell, rows};
use super::{Material, Writer};
use crate::domain::scorecard::Scorecard;
use crate::export::writing::{Notice, WritingError, Written};

pub struct Csv;

#[derive(Debug, thiserror::Error)]
#[error("the table could not be written: {0}")]
pub struct TableError(String);

impl Writer for Csv {
    fn name(&self) -> &'static str {
        "csv"
    }

    fn ending(&self) -> &'static str {
        "csv"
    }

    fn write(&self, material: &Material) -> Result<Written, WritingError> {
        let notices = Notice::of_table(&material.card);
        Ok(Written { bytes: csv(&material.card)?, notices })
    }
}

/// The questions as CSV (RFC 4180, UTF-8, with a header), every cell quoted. A text that a
/// spreadsheet would take for a formula gets an apostrophe in front, as OWASP advises.
pub fn csv(card: &Scorecard) -> Result<Vec<u8>, TableError> {
    // Quoted, a cell stays one cell even where a semicolon or a tab separates, and no formula
    // begins inside a text.
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .quote_style(csv::QuoteStyle::Always)
        .from_writer(Vec::new());
    let failed = |error: csv::Error| TableError(error.to_string());
    writer.write_record(COLUMNS).map_err(failed)?;
    for row in rows(card) {
        writer.write_record(row.map(text)).map_err(failed)?;
    }
    writer.into_inner().map_err(|error| TableError(error.to_string()))
}

fn text(cell: Cell) -> String {
    match cell {
        Cell::Text(text) => harmless(&text),
        Cell::Number(number) => number.to_string(),
        Cell::Empty => String::new(),
    }
}

/// Puts an apostrophe before each sign that would begin a formula: at the start, and wherever a
/// spreadsheet with another separator, or one that misreads the quotes, would begin a cell. Blanks
/// before the sign protect nothing, since some programs trim them. A bullet inside a text stays.
fn harmless(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    // What began the cell that no sign but blanks has followed yet.
    let mut start = Some(Start::OfText);
    let mut signs = text.chars().peekable();
    while let Some(sign) = signs.next() {
        let is_bullet = start == Some(Start::OfLine) && sign == '-' && signs.peek() == Some(&' ');
        let is_formula = start.is_some() && begins_formula(sign) && !is_bullet;
        if is_formula || (out.is_empty() && matches!(sign, '\t' | '\r')) {
            out.push('\'');
        }
        out.push(sign);
        start = match sign {
            '\n' | '\r' => Some(Start::OfLine),
            ';' | '\t' => Some(Start::OfText),
            _ if sign.is_whitespace() || sign == '\u{feff}' => start,
            _ => None,
        };
    }
    out
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Start {
    OfText,
    OfLine,
}

/// The full-width forms too: a spreadsheet in Japanese or Chinese takes them for the others.
fn begins_formula(sign: char) -> bool {
    matches!(sign, '=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_looks_like_a_formula_is_made_harmless() {
        for (text, expected) in [
            ("=1+1", "'=1+1"),
            ("-x", "'-x"),
            ("\t=x", "'\t'=x"),
            ("plain = x", "plain = x"),
            ("a; b - c", "a; b - c"),
            ("a;=1+1;@b", "a;'=1+1;'@b"),
            ("one\n- bullet\n-2+3\n=1", "one\n- bullet\n'-2+3\n'=1"),
            ("＝1+1", "'＝1+1"),
            ("x;＠sum(1)\n＋1\n－1", "x;'＠sum(1)\n'＋1\n'－1"),
            ("  =1", "  '=1"),
            ("\u{feff}=1", "\u{feff}'=1"),
            ("\r=1", "'\r'=1"),
            ("- bullet", "'- bullet"),
            ("one\n  - inner bullet", "one\n  - inner bullet"),
            ("a;- b", "a;'- b"),
            ("3 - 2 = 1", "3 - 2 = 1"),
            ("", ""),
        ] {
            assert_eq!(harmless(text), expected);
        }
    }
}
