//! Sheets that say again what an earlier sheet says.

use std::collections::{HashMap, HashSet};

use super::Table;
use crate::import::found::{Fate, Found, Imported, LeftOut, Notice};

/// A sheet of fewer questions may share them by chance.
const LEAST: usize = 5;

/// Without the sheets nine tenths of which stand in earlier ones.
pub fn left_out(imported: Imported, tables: &[Table]) -> Imported {
    if tables.len() < 2 {
        return imported;
    }
    let mut by_sheet: HashMap<&str, Vec<String>> = HashMap::new();
    for found in &imported.questions {
        if let Some(sheet) = found.section.first() {
            by_sheet.entry(sheet).or_default().push(normal(&found.text));
        }
    }
    let mut seen: HashSet<String> = HashSet::new();
    let mut copies: HashSet<String> = HashSet::new();
    for name in tables.iter().filter_map(|table| table.name.as_deref()) {
        let texts = by_sheet.remove(name).unwrap_or_default();
        let repeated = texts.iter().filter(|text| seen.contains(*text)).count();
        if texts.len() >= LEAST && repeated * 10 >= texts.len() * 9 {
            copies.insert(name.to_owned());
        } else {
            seen.extend(texts);
        }
    }
    if copies.is_empty() {
        return imported;
    }
    let mut told: HashSet<String> = HashSet::new();
    let mut notices = Vec::new();
    let left_out = |found: &Found| {
        let sheet = found.section.first().filter(|first| copies.contains(*first));
        if let Some(sheet) = sheet.filter(|sheet| told.insert((*sheet).clone())) {
            notices.push(Notice::new(
                found.line,
                format!("{sheet}: left out: {}", LeftOut::Repeat.reason()),
            ));
        }
        sheet.is_some()
    };
    let mut kept = without(imported, LeftOut::Repeat, left_out);
    kept.notices.extend(notices);
    kept
}

/// Without some of its questions, for one reason.
pub fn without(
    mut imported: Imported,
    reason: LeftOut,
    mut is_left_out: impl FnMut(&Found) -> bool,
) -> Imported {
    let mut places: HashMap<usize, usize> = HashMap::new();
    let mut kept = Vec::new();
    for (place, found) in std::mem::take(&mut imported.questions).into_iter().enumerate() {
        if !is_left_out(&found) {
            places.insert(place, kept.len());
            kept.push(found);
        }
    }
    imported.questions = kept;
    for (_, fate) in &mut imported.fates {
        let (Fate::Question(place)
        | Fate::Details(place)
        | Fate::Answer(place)
        | Fate::Code(place)) = fate
        else {
            continue;
        };
        match places.get(place) {
            Some(moved) => *place = *moved,
            None => *fate = Fate::LeftOut(reason),
        }
    }
    imported
}

fn normal(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
