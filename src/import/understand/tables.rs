//! Tables inside running text that are made of questions.

use std::collections::BTreeMap;
use std::ops::Range;

use super::shapes::Unit;
use crate::import::block::Form;
use crate::import::found::{Imported, LeftOut};
use crate::import::table::{self, Row};

/// Each such table by its first block.
#[derive(Debug, Default)]
pub struct Tables {
    tables: BTreeMap<usize, (Range<usize>, Imported)>,
}

impl Tables {
    /// Finds them, and sets their rows aside.
    pub fn find(units: &mut [Unit<'_>], aside: &[Option<LeftOut>]) -> Self {
        let mut tables = BTreeMap::new();
        let mut at = 0;
        while at < units.len() {
            let is_row = |at: usize| {
                let is_open = aside.get(at).is_some_and(Option::is_none);
                is_open && units.get(at).is_some_and(|unit| unit.block.form == Form::Row)
            };
            // The line of dashes below the names of the columns.
            let is_dashes = |place: usize| {
                let line = |place: usize| units.get(place).map_or(0, |unit| unit.block.lines.first);
                units.get(place).is_some_and(|unit| unit.block.form == Form::Furniture)
                    && place > at
                    && is_row(place - 1)
                    && line(place - 1) + 1 == line(place)
                    && is_row(place + 1)
            };
            let runs_on = |place: &usize| is_row(*place) || is_dashes(*place);
            let length = (at..units.len()).take_while(runs_on).count();
            let run = at..at + length;
            at += length.max(1);
            if let Some(found) = read(units.get(run.clone()).unwrap_or_default()) {
                units.iter_mut().skip(run.start).take(length).for_each(|unit| unit.aside = true);
                tables.insert(run.start, (run, found));
            }
        }
        Self { tables }
    }

    /// Whether a block is a row of one of them.
    pub fn holds(&self, at: usize) -> bool {
        self.tables.range(..=at).next_back().is_some_and(|(_, (run, _))| run.contains(&at))
    }

    pub fn starting(&self, at: usize) -> Option<&Imported> {
        self.tables.get(&at).map(|(_, found)| found)
    }

    pub fn count(&self) -> usize {
        self.tables.values().map(|(_, found)| found.questions.len()).sum()
    }
}

fn read(rows: &[Unit<'_>]) -> Option<Imported> {
    if rows.len() < 2 {
        return None;
    }
    let rows: Vec<Row> = rows
        .iter()
        .filter(|unit| unit.block.form == Form::Row)
        .map(|unit| Row {
            lines: unit.block.lines,
            cells: unit.block.text.split('\t').map(str::to_owned).collect(),
        })
        .collect();
    table::questions_in(&rows)
}
