//! A workbook whose cells cannot go wrong: everything between us and the writer of the format.

use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format as Style, FormatAlign, FormatBorder, Workbook, Worksheet,
    XlsxError,
};

use crate::export::format::Paper;
use crate::export::writing::{Notice, WritingError};

/// The most that a cell holds, in UTF-16 units.
const CELL_LIMIT: usize = 32_767;
const CUT: &str = "… [cut here: a cell holds no more. The JSON export has the whole text]";
/// The most that a document property holds.
const PROPERTY_LIMIT: usize = 255;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Look {
    Title,
    Heading,
    /// The head of a table.
    Header,
    Strong,
    Plain,
    /// A mean, to one decimal.
    Mean,
}

pub struct Book {
    workbook: Workbook,
    paper: Paper,
    notices: Vec<Notice>,
}

/// A sheet that is filled row by row.
pub struct Sheet {
    worksheet: Worksheet,
    row: u32,
    cut: Vec<String>,
}

impl Book {
    pub fn new(paper: Paper) -> Self {
        Self { workbook: Workbook::new(), paper, notices: Vec::new() }
    }

    /// Adds a sheet, set up to be printed one page wide.
    pub fn sheet(
        &mut self,
        name: &'static str,
        fill: impl FnOnce(&mut Sheet) -> Result<(), WritingError>,
    ) -> Result<(), WritingError> {
        let mut sheet = Sheet { worksheet: Worksheet::new(), row: 0, cut: Vec::new() };
        sheet.worksheet.set_name(name)?;
        fill(&mut sheet)?;
        sheet.set_up_print(self.paper)?;
        let Sheet { worksheet, cut, .. } = sheet;
        self.workbook.push_worksheet(worksheet);
        if !cut.is_empty() {
            self.notices.push(Notice::Cut { sheet: name, cells: cut });
        }
        Ok(())
    }

    /// The file's own properties; the time is that of the record, never of the clock.
    pub fn describe(
        &mut self,
        title: &str,
        author: &str,
        wall_ms: i64,
    ) -> Result<(), WritingError> {
        let created = ExcelDateTime::from_timestamp(wall_ms.div_euclid(1000))
            .or_else(|_| ExcelDateTime::from_timestamp(0))?;
        let short = |text: &str| cut_to(&shown(text), PROPERTY_LIMIT).to_owned();
        let properties = DocProperties::new()
            .set_title(short(title))
            .set_author(short(author))
            .set_creation_datetime(&created);
        self.workbook.set_properties(&properties);
        Ok(())
    }

    pub fn notices(&self) -> Vec<Notice> {
        self.notices.clone()
    }

    pub fn bytes(mut self) -> Result<Vec<u8>, XlsxError> {
        self.workbook.save_to_buffer()
    }
}

impl Sheet {
    pub fn next_row(&mut self) {
        self.row += 1;
    }

    pub fn text(&mut self, column: u16, text: &str, look: Look) -> Result<(), WritingError> {
        let text = shown(text);
        let kept = cut_to(&text, CELL_LIMIT);
        let kept = if kept.len() == text.len() {
            text
        } else {
            self.cut.push(cell_name(column, self.row));
            format!("{}{CUT}", cut_to(&text, CELL_LIMIT - CUT.encode_utf16().count()))
        };
        // Edited again in the spreadsheet, the text stays one.
        let style = style(look).set_quote_prefix();
        self.worksheet.write_string_with_format(self.row, column, kept, &style)?;
        Ok(())
    }

    pub fn number(&mut self, column: u16, number: f64, look: Look) -> Result<(), WritingError> {
        self.worksheet.write_number_with_format(self.row, column, number, &style(look))?;
        Ok(())
    }

    /// In characters.
    pub fn width(&mut self, column: u16, characters: f64) -> Result<(), WritingError> {
        self.worksheet.set_column_width(column, characters)?;
        Ok(())
    }

    /// The first row stays in view and stands on every printed page.
    pub fn freeze_first_row(&mut self) -> Result<(), WritingError> {
        self.worksheet.set_freeze_panes(1, 0)?.set_repeat_rows(0, 0)?;
        Ok(())
    }

    /// Over all rows so far, the first of which is the header.
    pub fn filter(&mut self, columns: usize) -> Result<(), WritingError> {
        let last = u16::try_from(columns.saturating_sub(1)).unwrap_or(0);
        self.worksheet.autofilter(0, 0, self.row.saturating_sub(1), last)?;
        Ok(())
    }

    fn set_up_print(&mut self, paper: Paper) -> Result<(), XlsxError> {
        // As the format numbers them.
        let size = match paper {
            Paper::A4 => 9,
            Paper::Letter => 1,
        };
        self.worksheet
            .set_paper_size(size)
            .set_landscape()
            .set_print_fit_to_pages(1, 0)
            .set_margins(0.5, 0.5, 0.6, 0.6, 0.3, 0.3)
            .set_footer("&RPage &P of &N");
        Ok(())
    }
}

fn style(look: Look) -> Style {
    let style = Style::new().set_align(FormatAlign::Top);
    match look {
        Look::Title => style.set_bold().set_font_size(16),
        Look::Heading => style.set_bold().set_font_size(13),
        Look::Header => style.set_bold().set_text_wrap().set_border_bottom(FormatBorder::Thin),
        Look::Strong => style.set_bold().set_text_wrap(),
        Look::Plain => style.set_text_wrap().set_align(FormatAlign::Left),
        Look::Mean => style.set_align(FormatAlign::Left).set_num_format("0.0"),
    }
}

/// `B7`; no sheet of ours has more than 26 columns.
fn cell_name(column: u16, row: u32) -> String {
    let letter = u8::try_from(column).ok().and_then(|place| b'A'.checked_add(place));
    format!("{}{}", char::from(letter.unwrap_or(b'?')), row + 1)
}

/// The text with a visible sign for each character that XML cannot hold.
fn shown(text: &str) -> String {
    let sign = |c: char| match c {
        '\n' | '\t' => c,
        // Unicode has a picture of each control character.
        '\0'..='\u{1f}' => char::from_u32(0x2400 + u32::from(c)).unwrap_or('\u{fffd}'),
        '\u{7f}' => '\u{2421}',
        '\u{80}'..='\u{9f}' | '\u{fffe}' | '\u{ffff}' => '\u{fffd}',
        _ => c,
    };
    text.replace("\r\n", "\n").replace('\r', "\n").chars().map(sign).collect()
}

/// As much of the start as fits in so many UTF-16 units.
fn cut_to(text: &str, units: usize) -> &str {
    let mut left = units;
    let fits = |c: char| {
        let rest = left.checked_sub(c.len_utf16());
        left = rest.unwrap_or(0);
        rest.is_some()
    };
    let mut fits = fits;
    let end = text.char_indices().find(|(_, c)| !fits(*c)).map_or(text.len(), |(at, _)| at);
    text.get(..end).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_cut_between_characters() {
        for (text, units, expected) in
            [("abc", 3, "abc"), ("abc", 2, "ab"), ("a𝄞b", 2, "a"), ("a𝄞b", 3, "a𝄞"), ("", 0, "")]
        {
            assert_eq!(cut_to(text, units), expected);
        }
    }
}
