//! Titles among questions that look like them.

use std::collections::{HashMap, HashSet};

use super::{following, is_short_title};
use crate::import::block::Form;
use crate::import::understand::sections::marks_question;
use crate::import::understand::shapes::{Marked, Shape, Unit};

/// Titles among questions of the same shape: they ask nothing, and questions follow at once.
pub fn titles(units: &[Unit<'_>]) -> Vec<usize> {
    let places = places(units);
    let chapters = chapters(units, &places);
    let mut titles = Vec::new();
    for (at, unit) in units.iter().enumerate() {
        let is_candidate = unit.shape.can_ask()
            && !unit.aside
            && unit.asks < 0.4
            && unit.vote > -0.4
            && is_short_title(&unit.block.text);
        if !is_candidate || unit.block.label.is_some() {
            continue;
        }
        let Some(next) = following(units, at).and_then(|next| Some((next, units.get(next)?)))
        else {
            continue;
        };
        let asks_next = next.1.asks >= 1.2;
        let heads_list = chapters.contains(&unit.shape) && asks_next;
        let titled_next = is_short_title(&next.1.block.text)
            && next.1.shape == unit.shape
            && following(units, next.0)
                .and_then(|at| units.get(at))
                .is_some_and(|after| after.asks >= 1.2);
        if !(asks_next || titled_next) {
            continue;
        }
        if !heads_list && goes_on(units, &places, at) && !stands_out(units, &places, at) {
            continue;
        }
        titles.push(at);
    }
    titles
}

/// Numbered shapes whose blocks ask nothing and have bullets below: "3 Timers" and what is asked of them.
fn chapters(units: &[Unit<'_>], places: &Places) -> HashSet<Shape> {
    let heads = |at: &usize| {
        let next = following(units, *at).and_then(|at| units.get(at));
        let lists = next.is_some_and(|next| {
            next.asks >= 1.2 && next.block.form == Form::Item && next.shape.marked == Marked::Bullet
        });
        lists && units.get(*at).is_some_and(|unit| unit.asks < 0.4)
    };
    let is_chapter = |own: &[usize]| {
        own.len() >= 3 && own.iter().filter(|at| heads(at)).count() * 10 >= own.len() * 7
    };
    let numbered = places.iter().filter(|(shape, _)| shape.marked == Marked::Number);
    numbered.filter(|(_, own)| is_chapter(own)).map(|(shape, _)| *shape).collect()
}

/// For each shape, its blocks in order.
type Places = HashMap<Shape, Vec<usize>>;

fn places(units: &[Unit<'_>]) -> Places {
    let mut places: Places = HashMap::new();
    for (at, unit) in units.iter().enumerate().filter(|(_, unit)| !unit.aside) {
        places.entry(unit.shape).or_default().push(at);
    }
    places
}

/// Its number goes on from the one before and the next one from it.
fn goes_on(units: &[Unit<'_>], places: &Places, at: usize) -> bool {
    let Some(unit) = units.get(at) else { return false };
    if unit.shape.marked != Marked::Number {
        // Bullets go on by being bullets.
        return unit.shape.marked == Marked::Bullet;
    }
    let Some(own) = places.get(&unit.shape) else { return false };
    let index = own.partition_point(|place| *place < at);
    let number = |index: Option<usize>| {
        index
            .and_then(|index| own.get(index))
            .and_then(|at| units.get(*at))
            .and_then(|unit| unit.block.number())
    };
    let mine = unit.block.number().unwrap_or_default();
    number(index.checked_sub(1)).is_some_and(|before| before.checked_add(1) == Some(mine))
        || number(Some(index + 1)) == Some(mine.saturating_add(1))
}

/// The blank lines around it are not those of its neighbours: it clings to the next one where they do not.
fn stands_out(units: &[Unit<'_>], places: &Places, at: usize) -> bool {
    let Some(unit) = units.get(at) else { return false };
    let gap_after = |at: usize| {
        following(units, at).and_then(|at| units.get(at)).is_none_or(|next| next.block.gap)
    };
    let words = unit.block.text.split_whitespace().count();
    if gap_after(at) || words < 2 || !unit.block.text.starts_with(char::is_uppercase) {
        return false;
    }
    let Some(own) = places.get(&unit.shape) else { return false };
    let index = own.partition_point(|place| *place < at);
    let near = own.get(index.saturating_sub(6)..(index + 7).min(own.len())).unwrap_or_default();
    let asking: Vec<usize> = near
        .iter()
        .copied()
        .filter(|at| {
            units
                .get(*at)
                .is_some_and(|unit| unit.asks >= 1.2 && unit.against == 0.0 && marks_question(unit))
        })
        .collect();
    let loose = asking.iter().filter(|at| gap_after(**at)).count();
    loose * 2 > asking.len() && asking.len() >= 3
}
