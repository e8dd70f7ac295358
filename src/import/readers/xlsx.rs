//! Excel workbooks (.xlsx, .xlsm), cell by cell. The parts are those of ECMA-376, SpreadsheetML.

use std::collections::BTreeMap;

use quick_xml::events::BytesStart;

use super::{Content, Format, Reader};
use crate::import::archive::{self, Archive, Holds, Node, Xml, attribute};
use crate::import::found::{Lines, Notice};
use crate::import::input::Input;
use crate::import::refusal::Refusal;
use crate::import::table::{Row, Table};

pub struct Workbook;

/// Cells of all sheets together, empty ones before a filled one of the same row included.
const MAX_CELLS: usize = 4_000_000;
/// As many as a sheet can have.
const MAX_ROWS: usize = 1 << 20;
/// A sheet may name one long text in a million cells; copies of it are not made without end.
const MAX_TEXT: usize = 256 << 20;

impl Reader for Workbook {
    fn format(&self) -> Format {
        Format::Workbook
    }

    fn claims(&self, input: &Input<'_>) -> u8 {
        archive::claims(input, Holds::Workbook)
    }

    fn read(&self, input: &Input<'_>) -> Result<Content, Refusal> {
        let mut archive = Archive::open(input.bytes)?;
        let main = archive.main.clone();
        let relations = archive.relations(&main)?;
        let strings = archive::target(&relations, "/sharedStrings");
        let mut sheets = Vec::new();
        let mut filled = Filled {
            strings: strings.map_or(Ok(Vec::new()), |part| shared_strings(&mut archive, &part))?,
            cells: 0,
            text: 0,
        };
        let mut notices = Vec::new();
        for sheet in sheets_named(&mut archive, &main)? {
            let Some(relation) =
                relations.get(&sheet.id).filter(|relation| relation.kind.ends_with("/worksheet"))
            else {
                continue;
            };
            let Some(mut xml) = archive.part(&relation.target)? else { continue };
            let rows = rows(&mut xml, &mut filled)?;
            if sheet.is_hidden && !rows.is_empty() {
                let message =
                    format!("the sheet \"{}\" is hidden in Excel and was read", sheet.name);
                notices.push(Notice::new(1, message));
            }
            sheets.push(Table { name: Some(sheet.name), rows });
        }
        if let [sheet] = sheets.as_mut_slice() {
            sheet.name = None;
        }
        Ok(Content::Tables(sheets, notices))
    }
}

struct Sheet {
    name: String,
    /// Of its relation.
    id: String,
    is_hidden: bool,
}

/// All sheets, in the order of their tabs.
fn sheets_named(archive: &mut Archive<'_>, main: &str) -> Result<Vec<Sheet>, Refusal> {
    let mut sheets = Vec::new();
    let Some(mut xml) = archive.part(main)? else { return Ok(sheets) };
    loop {
        match xml.step()? {
            Node::Open(element) if is(&element, "sheet") => {
                // `r:id` beside `sheetId`: only the prefixed one has this local name.
                if let (Some(name), Some(id)) =
                    (attribute(&element, "name"), attribute(&element, "id"))
                {
                    let state = attribute(&element, "state").unwrap_or_default();
                    let is_hidden = matches!(state.as_str(), "hidden" | "veryHidden");
                    sheets.push(Sheet { name: name.trim().to_owned(), id, is_hidden });
                }
            }
            Node::End => return Ok(sheets),
            _ => {}
        }
    }
}

fn shared_strings(archive: &mut Archive<'_>, part: &str) -> Result<Vec<String>, Refusal> {
    let mut strings = Vec::new();
    let Some(mut xml) = archive.part(part)? else { return Ok(strings) };
    loop {
        match xml.step()? {
            Node::Open(element) if is(&element, "si") => strings.push(text(&mut xml, "si")?),
            Node::End => return Ok(strings),
            _ => {}
        }
    }
}

/// The text up to the end of this element: all its runs, without the reading aids of East Asian scripts.
fn text(xml: &mut Xml<'_>, until: &str) -> Result<String, Refusal> {
    let mut text = String::new();
    let mut is_inside = false;
    loop {
        match xml.step()? {
            Node::Open(element) if is(&element, "rPh") => xml.skip()?,
            Node::Open(element) if is(&element, "t") => is_inside = true,
            Node::Close(name) if name == "t" => is_inside = false,
            Node::Close(name) if name == until => return Ok(unescaped(text)),
            Node::Text(words) if is_inside => text.push_str(&words),
            Node::End => return Ok(text),
            _ => {}
        }
    }
}

/// `_x000D_` stands for a character that XML cannot hold.
fn unescaped(text: String) -> String {
    if !text.contains("_x000") && !text.contains('\r') {
        return text;
    }
    text.replace("_x000D_\n", "\n")
        .replace("_x000D_", "\n")
        .replace("_x000A_", "\n")
        .replace("_x0009_", "\t")
        .replace("\r\n", "\n")
        .replace('\r', "\n")
}

/// What all sheets together hold so far.
struct Filled {
    strings: Vec<String>,
    cells: usize,
    text: usize,
}

impl Filled {
    fn count(&mut self, cells: usize, text: usize) -> Result<(), Refusal> {
        self.cells = self.cells.saturating_add(cells);
        self.text = self.text.saturating_add(text);
        if self.cells > MAX_CELLS || self.text > MAX_TEXT {
            return Err(Refusal::TooManyCells { limit: MAX_CELLS });
        }
        Ok(())
    }
}

/// The rows that hold something. Columns without any text are left out, so that a cell far to the right costs nothing.
fn rows(xml: &mut Xml<'_>, filled: &mut Filled) -> Result<Vec<Row>, Refusal> {
    let mut rows: Vec<(usize, BTreeMap<usize, String>)> = Vec::new();
    let (mut row, mut column) = (0_usize, 0_usize);
    loop {
        match xml.step()? {
            Node::Open(element) if is(&element, "row") => {
                let place = attribute(&element, "r").and_then(|row| row.parse().ok());
                row = place
                    .filter(|row| (1..=MAX_ROWS).contains(row))
                    .unwrap_or_else(|| row.saturating_add(1));
                column = 0;
            }
            Node::Open(element) if is(&element, "c") => {
                let place = attribute(&element, "r").and_then(|reference| column_of(&reference));
                column = place.unwrap_or_else(|| column.saturating_add(1));
                // A damaged sheet may have cells outside of every row.
                row = row.max(1);
                let words = cell(xml, attribute(&element, "t").as_deref(), &filled.strings)?;
                if words.trim().is_empty() {
                    continue;
                }
                filled.count(1, words.len())?;
                match rows.last_mut() {
                    Some((last, cells)) if *last == row => drop(cells.insert(column, words)),
                    _ => rows.push((row, BTreeMap::from([(column, words)]))),
                }
            }
            Node::End => break,
            _ => {}
        }
    }
    rows.sort_by_key(|(row, _)| *row);
    dense(rows, filled)
}

fn dense(
    rows: Vec<(usize, BTreeMap<usize, String>)>,
    filled: &mut Filled,
) -> Result<Vec<Row>, Refusal> {
    let mut places: BTreeMap<usize, usize> =
        rows.iter().flat_map(|(_, cells)| cells.keys().map(|column| (*column, 0))).collect();
    for (place, column) in places.values_mut().enumerate() {
        *column = place;
    }
    let mut dense = Vec::with_capacity(rows.len());
    for (row, cells) in rows {
        let mut texts = Vec::new();
        for (column, words) in cells {
            let place = places.get(&column).copied().unwrap_or_default();
            filled.count(place.saturating_sub(texts.len()), 0)?;
            texts.resize(place, String::new());
            texts.push(words);
        }
        dense.push(Row { lines: Lines::one(row), cells: texts });
    }
    Ok(dense)
}

/// The text of the cell that was just opened.
fn cell(xml: &mut Xml<'_>, kind: Option<&str>, strings: &[String]) -> Result<String, Refusal> {
    let mut words = String::new();
    let mut is_value = false;
    loop {
        match xml.step()? {
            Node::Open(element) if is(&element, "is") => words = text(xml, "is")?,
            Node::Open(element) if is(&element, "v") => is_value = true,
            Node::Open(_) => xml.skip()?,
            Node::Text(value) if is_value => words.push_str(&value),
            Node::Close(name) if name == "v" => is_value = false,
            Node::Close(name) if name == "c" => break,
            Node::End => break,
            Node::Text(_) | Node::Close(_) => {}
        }
    }
    Ok(match kind {
        Some("s") => words
            .trim()
            .parse::<usize>()
            .ok()
            .and_then(|place| strings.get(place))
            .cloned()
            .unwrap_or_default(),
        Some("e") => String::new(),
        Some("b") => if words.trim() == "1" { "TRUE" } else { "FALSE" }.to_owned(),
        Some("str" | "inlineStr" | "d") => unescaped(words),
        _ => number(words),
    })
}

/// Excel writes 0.1 as 0.10000000000000001.
fn number(words: String) -> String {
    match words.trim().parse::<f64>() {
        Ok(number) if words.len() > 15 => number.to_string(),
        _ => words,
    }
}

/// `AB12` is in column 28.
fn column_of(reference: &str) -> Option<usize> {
    let letters = reference.bytes().take_while(u8::is_ascii_alphabetic);
    let column = letters.fold(0_usize, |column, letter| {
        column
            .saturating_mul(26)
            .saturating_add(usize::from(letter.to_ascii_uppercase() - b'A' + 1))
    });
    (1..=16_384).contains(&column).then_some(column)
}

fn is(element: &BytesStart<'_>, name: &str) -> bool {
    element.local_name().as_ref() == name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_name_their_column() {
        for (reference, column) in [
            ("A1", Some(1)),
            ("AB12", Some(28)),
            ("XFD1048576", Some(16_384)),
            ("XFE1", None),
            ("12", None),
        ] {
            assert_eq!(column_of(reference), column, "{reference}");
        }
    }

    #[test]
    fn numbers_are_written_as_people_do() {
        for (stored, expected) in
            [("0.10000000000000001", "0.1"), ("3", "3"), ("1E-3", "1E-3"), ("text", "text")]
        {
            assert_eq!(number(stored.to_owned()), expected);
        }
    }
}
