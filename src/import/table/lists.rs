//! Columns that are lists of questions, each by itself.

use super::Row;
use super::cell;
use super::columns::List;
use super::writer::{Beside, Writer};
use crate::import::found::{LeftOut, Lines};
use crate::import::level;
use crate::import::understand::ask;

pub fn write(writer: &mut Writer, lists: &[List], rows: &[Row]) {
    for list in lists {
        let items = items(list, rows);
        let headings = headings(&items, list.title.is_some());
        // Questions below the last heading without a gap between them.
        let mut close_below = 0;
        let before = writer.count();
        writer.end_headings();
        for (item, is_heading) in items.iter().zip(headings) {
            if item.has_gap && close_below > 1 && !is_heading {
                writer.end_headings();
            }
            close_below = if is_heading || item.has_gap { 0 } else { close_below + 1 };
            if cell::is_placeholder(item.words) {
                writer.leave(item.lines, LeftOut::Placeholder);
            } else if is_link(item.words) {
                writer.leave(item.lines, LeftOut::Advertisement);
            } else if !item.has_gap
                && !is_heading
                && writer.count() > before
                && item.words.starts_with(['→', '↳'])
            {
                writer.more_answer(item.lines, item.words.trim_start_matches(['→', '↳', ' ']));
            } else if is_heading {
                writer.heading(item.lines, item.words);
            } else {
                for asked in cell::asked(item.words) {
                    writer.question(
                        item.lines,
                        asked,
                        Beside {
                            sections: list.title.iter().cloned().collect(),
                            ..Beside::default()
                        },
                    );
                }
            }
        }
    }
    writer.end_headings();
    for row in rows.iter().filter(|row| row.filled() > 0) {
        if lists.iter().all(|list| row.cell(list.column).is_empty()) {
            writer.leave(row.lines, LeftOut::Other);
        }
    }
}

struct Item<'r> {
    lines: Lines,
    words: &'r str,
    has_gap: bool,
    asks: bool,
    count: usize,
}

fn items<'r>(list: &List, rows: &'r [Row]) -> Vec<Item<'r>> {
    let mut items: Vec<Item<'r>> = Vec::new();
    for row in rows {
        let words = row.cell(list.column);
        if words.is_empty() {
            continue;
        }
        let has_gap = items.last().is_none_or(|last| last.lines.last + 1 < row.lines.first);
        items.push(Item {
            lines: row.lines,
            words,
            has_gap,
            asks: ask::score(words) > 0.0,
            count: words.split_whitespace().count(),
        });
    }
    items
}

/// A bare address leads to something; it is no question.
fn is_link(words: &str) -> bool {
    words.contains("://") && words.split_whitespace().count() <= 3
}

/// Which cells are headings. A single one in the midst of a list is rather a question in a few words.
fn headings(items: &[Item<'_>], is_titled: bool) -> Vec<bool> {
    let mut headings: Vec<bool> =
        (0..items.len()).map(|place| is_heading(items, place, is_titled)).collect();
    let count = headings.iter().filter(|is_heading| **is_heading).count();
    if count == 1
        && let Some(place) =
            headings.iter().position(|is_heading| *is_heading).filter(|place| *place > 0)
        && !items.get(place).is_some_and(|item| item.is_plainly_heading())
        && let Some(heading) = headings.get_mut(place)
    {
        *heading = false;
    }
    headings
}

impl Item<'_> {
    fn is_plainly_heading(&self) -> bool {
        self.words.ends_with(':') || self.count <= 2 && level::stated(self.words).is_some()
    }
}

/// A short cell that asks nothing, above cells that do.
fn is_heading(items: &[Item<'_>], place: usize, is_titled: bool) -> bool {
    let Some(item) = items.get(place) else { return false };
    let next: Vec<&Item<'_>> = items.iter().skip(place + 1).take(2).collect();
    let last: Vec<&Item<'_>> =
        items.get(..place).unwrap_or_default().iter().rev().take(2).collect();
    if item.asks
        || item.count > 4
        || item.words.chars().count() > 40
        || item.words.ends_with('.')
        || next.is_empty()
        || place == 0 && is_titled
    {
        return false;
    }
    if item.is_plainly_heading() {
        return true;
    }
    let next_asks = next.iter().all(|item| item.asks);
    let is_acronym = item.words.len() <= 5 && item.words.chars().all(|c| c.is_ascii_uppercase());
    let stands_out = item.count <= 2 && next.iter().chain(&last).all(|item| item.count >= 5);
    next_asks && (item.has_gap && item.count <= 3 || is_acronym)
        || stands_out && next.first().is_some_and(|item| item.asks || item.count >= 6)
}
