//! A sheet taken apart into its tables.

use super::Row;
use super::columns::{Evidence, Layout, Reading};
use super::header::Header;
use crate::import::understand::ask;

/// Rows below one header, or without one.
#[derive(Debug)]
pub struct Part<'r> {
    /// Titles above the header.
    pub titles: &'r [Row],
    pub header: Option<(Header, &'r Row)>,
    pub rows: &'r [Row],
    /// `None` where no column can hold questions.
    pub reading: Option<Reading>,
    /// Other tables of the sheet have titles too: they tell the tables apart.
    pub is_one_of_several: bool,
}

/// Rows above the first header that can be its titles.
const MAX_TITLES: usize = 12;

impl<'r> Part<'r> {
    pub fn split(rows: &'r [Row]) -> Vec<Self> {
        let mut starts: Vec<(usize, Header)> = Vec::new();
        for (place, row) in rows.iter().enumerate() {
            let Some(header) = Header::of(&row.cells) else { continue };
            let is_new = match starts.last() {
                None => place <= MAX_TITLES || header.is_strong,
                Some((_, last)) => {
                    // The same header again continues the table, unless a title of its own stands above it.
                    let is_titled = place
                        .checked_sub(1)
                        .and_then(|above| rows.get(above))
                        .is_some_and(|above| above.single().is_some());
                    header.is_strong
                        && (is_titled || !last.repeats(&row.cells))
                        && (row.filled() > 1 || last.roles.len() <= 1)
                }
            };
            if is_new {
                starts.push((place, header));
            }
        }
        let first = starts.first().map_or(rows.len(), |(place, _)| *place);
        let mut parts = Vec::new();
        let (above, _) = rows.split_at_checked(first).unwrap_or((rows, &[]));
        let above_reading = Reading::of(None, above).filter(|reading| {
            matches!(reading.evidence, Evidence::Asking(share) if share >= 0.6) && above.len() >= 3
        });
        let is_titles = above_reading.is_none() && !starts.is_empty();
        if !is_titles && !above.is_empty() {
            parts.push(Self {
                titles: &[],
                header: None,
                rows: above,
                reading: Reading::of(None, above),
                is_one_of_several: false,
            });
        }
        let mut titles = if is_titles { above } else { &[] };
        let count = starts.len();
        let mut starts = starts.into_iter().peekable();
        while let Some((place, header)) = starts.next() {
            let end = starts.peek().map_or(rows.len(), |(next, _)| *next);
            let Some((head, below)) = rows.get(place..end).and_then(<[Row]>::split_first) else {
                continue;
            };
            let titled = if starts.peek().is_some() { trailing_titles(below) } else { 0 };
            let (body, next_titles) =
                below.split_at_checked(below.len() - titled).unwrap_or((below, &[]));
            let reading = Reading::of(Some(&header), body);
            parts.push(Self {
                titles,
                header: Some((header, head)),
                rows: body,
                reading,
                is_one_of_several: count > 1,
            });
            titles = next_titles;
        }
        parts
    }

    /// Nothing stands beside its cells, and several of them ask.
    pub fn is_one_list(&self) -> bool {
        let Some(Layout::Lists(lists)) = self.reading.as_ref().map(|reading| &reading.layout)
        else {
            return false;
        };
        let [list] = lists.as_slice() else { return false };
        let asks = |row: &&Row| ask::score(row.cell(list.column)) >= 1.0;
        self.rows.iter().all(|row| row.filled() <= 1) && self.rows.iter().filter(asks).count() >= 3
    }

    /// Short cells that state nothing: topics, in a workbook whose other sheets are lists of questions.
    pub fn could_be_a_list_of_topics(&self) -> bool {
        let is_lists =
            self.reading.as_ref().is_some_and(|reading| matches!(reading.layout, Layout::Lists(_)));
        let cells = || {
            self.rows
                .iter()
                .flat_map(|row| &row.cells)
                .map(|cell| cell.trim())
                .filter(|cell| !cell.is_empty())
        };
        let count = cells().count();
        let odd = cells()
            .filter(|cell| {
                ask::score(cell) <= -1.0 || cell.contains("://") || cell.chars().count() > 200
            })
            .count();
        is_lists && self.rows.len() >= 3 && odd * 10 <= count * 3
    }
}

/// Rows of one cell at the end: they head the next table.
fn trailing_titles(rows: &[Row]) -> usize {
    rows.iter()
        .rev()
        .take(2)
        .take_while(|row| row.single().is_some_and(|words| ask::score(words) < 1.0))
        .count()
}
