//! How much blocks of one look ask around a block, and where all of a list is asked.

use std::collections::HashMap;

use super::shapes::{Marked, Shape, Unit, is_outer};
use crate::import::block::Form;

/// With so much against it a block is certainly no question.
const CLOSED: f32 = 3.0;
/// How far a window of neighbours of the same shape reaches to each side.
const REACH: usize = 10;

/// Counts, for every block, how much its shape asks around it.
pub fn vote(units: &mut [Unit<'_>]) {
    let mut places: HashMap<Shape, Vec<usize>> = HashMap::new();
    for (at, unit) in units.iter().enumerate().filter(|(_, unit)| {
        unit.shape.can_ask() && !unit.aside && !unit.is_label && unit.against < CLOSED
    }) {
        places.entry(unit.shape).or_default().push(at);
    }
    for (shape, own) in &places {
        let plain = Shape { marked: Marked::No, form: Form::Paragraph, ..*shape };
        let others = places.get(&plain).map_or(0, Vec::len);
        for at in own.iter().filter(|_| shape.marked == Marked::Number && own.len() * 6 < others) {
            if let Some(unit) = units.get_mut(*at) {
                unit.is_rare = true;
            }
        }
    }
    let only_asker = sections_of_one_asker(units);
    let unit_run = listed_topics(units, &only_asker);
    for places in places.values() {
        let structure = structure(units, places);
        let asks: Vec<f32> =
            places.iter().filter_map(|at| units.get(*at)).map(|unit| share(unit.asks)).collect();
        let all: f32 = asks.iter().sum::<f32>() / asks.len().max(1) as f32;
        let is_all = all >= 0.15 && is_whole_document(units, places)
            || all >= 0.35 && are_lines_of_topics(units, places);
        let mut sums = vec![0.0_f32];
        for share in &asks {
            sums.push(sums.last().copied().unwrap_or_default() + share);
        }
        for (index, at) in places.iter().enumerate() {
            let (from, to) = (index.saturating_sub(REACH), (index + REACH + 1).min(asks.len()));
            let sum = sums.get(to).copied().unwrap_or_default()
                - sums.get(from).copied().unwrap_or_default();
            let count = (to - from) as f32;
            let near = (sum + 5.0 * all) / (count + 5.0);
            // Where nothing else asks, topics are questions if most blocks of their shape are.
            let is_only = only_asker.get(*at).copied().unwrap_or_default() && all >= 0.55;
            let is_topic = units.get(*at).is_some_and(|unit| is_topic(&unit.block.text));
            let listed = unit_run.get(*at).copied().unwrap_or_default() && is_topic;
            let share = if is_only && is_topic { near.max(all) } else { near };
            let share = if listed || (is_all && is_topic) { share.max(0.6) } else { share };
            let sure = count / (count + 2.0);
            if let Some(unit) = units.get_mut(*at) {
                unit.vote = 2.4 * (2.0 * share - 1.0) * sure;
                unit.structure = structure;
            }
        }
    }
}

/// Short topics in a list of items that asks somewhere, where nothing else asks: they are asked as well.
fn listed_topics(units: &[Unit<'_>], only_asker: &[bool]) -> Vec<bool> {
    let mut listed = vec![false; units.len()];
    let is_item = |at: usize, shape: Shape| {
        only_asker.get(at).copied().unwrap_or_default()
            && units.get(at).is_some_and(|unit| {
                unit.shape == shape && unit.block.form == Form::Item && !unit.aside
            })
    };
    let mut at = 0;
    while let Some(unit) = units.get(at) {
        let run = (at..units.len()).take_while(|at| is_item(*at, unit.shape)).count();
        let asks = units.iter().skip(at).take(run).any(|unit| unit.asks >= 1.2);
        let short = |unit: &Unit<'_>| {
            let text = unit.block.text.trim();
            text.split_whitespace().count() <= 5
                && !text.ends_with(['.', '!', ':'])
                && !text.contains('/')
        };
        let topics =
            units.iter().skip(at).take(run).filter(|unit| unit.asks >= 1.2 || short(unit)).count();
        if asks && topics == run && unit.block.link.is_none() {
            listed.iter_mut().skip(at).take(run).for_each(|listed| *listed = true);
        }
        at += run.max(1);
    }
    listed
}

/// The document is one list, below headings or none: topics in it are asked where some of its items ask.
fn is_whole_document(units: &[Unit<'_>], places: &[usize]) -> bool {
    let Some(shape) = places.first().and_then(|at| units.get(*at)).map(|unit| unit.shape) else {
        return false;
    };
    if shape.form != Form::Item || places.len() < 8 {
        return false;
    }
    let others = units.iter().filter(|unit| unit.is_body() && unit.shape != shape);
    let (others, asking) = others.fold((0_usize, 0_usize), |(all, asking), unit| {
        (all + 1, asking + usize::from(unit.asks >= 1.2))
    });
    let is_outermost = !units
        .iter()
        .any(|unit| unit.block.form == Form::Item && unit.block.depth < shape.depth && !unit.aside);
    is_outermost && others * 3 <= places.len() && asking * 10 <= places.len()
}

/// The document is short lines, a blank one between them, most of which ask: the others are no answers, for they do
/// not take turns with them, and no sentences.
fn are_lines_of_topics(units: &[Unit<'_>], places: &[usize]) -> bool {
    let of = |index: usize| places.get(index).and_then(|at| units.get(*at));
    let Some(shape) = of(0).map(|unit| unit.shape) else { return false };
    let is_list = shape.form == Form::Paragraph && shape.label.is_none() && places.len() >= 20;
    if !is_list {
        return false;
    }
    let asks = |index: usize| of(index).is_some_and(|unit| unit.asks >= 0.4);
    let others: Vec<usize> = (0..places.len()).filter(|index| !asks(*index)).collect();
    let is_short = |index: &&usize| {
        of(**index).is_some_and(|unit| {
            let text = unit.block.text.trim_end();
            text.split_whitespace().count() <= 6 && !text.ends_with(['.', '!', '。', ':'])
        })
    };
    let takes_turn = |index: &&usize| index.checked_sub(1).is_some_and(asks) && asks(**index + 1);
    let body = units.iter().filter(|unit| unit.is_body()).count();
    places.len() * 10 >= body * 7
        && others.iter().filter(is_short).count() * 10 >= others.len() * 7
        && others.iter().filter(takes_turn).count() * 2 <= others.len()
}

/// Short, and no sentences: "Extension functions".
fn is_topic(text: &str) -> bool {
    text.chars().count() <= 90 && !text.contains(". ") && !text.contains('→')
}

/// For each block, whether no block of another shape asks in its section, the heading included.
fn sections_of_one_asker(units: &[Unit<'_>]) -> Vec<bool> {
    let mut only = vec![false; units.len()];
    let starts: Vec<usize> = (0..units.len())
        .filter(|at| {
            *at == 0
                || units.get(*at).is_some_and(|unit| matches!(unit.block.form, Form::Heading(_)))
        })
        .collect();
    for (index, start) in starts.iter().enumerate() {
        let end = starts.get(index + 1).copied().unwrap_or(units.len());
        let Some(section) = units.get(*start..end) else { continue };
        let mut asking: Vec<Shape> = section
            .iter()
            .filter(|unit| unit.asks >= 1.2 && !unit.aside)
            .map(|unit| unit.shape)
            .collect();
        asking.dedup();
        let first = asking.first().copied();
        let one = asking.iter().all(|shape| Some(*shape) == first);
        for (offset, unit) in section.iter().enumerate() {
            if let Some(slot) = only.get_mut(start + offset) {
                *slot = one && first.is_none_or(|first| first == unit.shape);
            }
        }
    }
    only
}

fn share(asks: f32) -> f32 {
    match asks {
        asks if asks >= 1.2 => 1.0,
        asks if asks >= 0.4 => 0.5,
        _ => 0.0,
    }
}

/// What numbers that go on, and other text below every one, say for a shape.
fn structure(units: &[Unit<'_>], places: &[usize]) -> f32 {
    if places.len() < 3 {
        return 0.0;
    }
    let numbers: Vec<Option<u32>> =
        places.iter().filter_map(|at| units.get(*at)).map(|unit| unit.block.number()).collect();
    let steps = numbers
        .windows(2)
        .filter(|pair| matches!(pair, [Some(one), Some(two)] if one.checked_add(1) == Some(*two)))
        .count();
    let continuity = steps as f32 / (numbers.len() - 1) as f32;
    let runs = numbers.len() - steps;
    let followed = places
        .iter()
        .filter(|at| {
            let (Some(unit), Some(next)) = (units.get(**at), units.get(*at + 1)) else {
                return false;
            };
            next.shape != unit.shape && !is_outer(&next.shape, &unit.shape)
        })
        .count() as f32
        / places.len() as f32;
    // Steps of an answer begin anew at 1 all the time; the items of a document go on.
    let long_count = if continuity > 0.6 {
        (numbers.len() as f32 / runs as f32 / 6.0).min(2.5) * followed
    } else {
        0.0
    };
    continuity * 0.9 + followed * 0.5 + long_count
}
