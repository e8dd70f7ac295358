//! What the lines around a block say against its being a question: a title among questions, guidance that
//! follows each of them, a heading with nothing of its own below it.

mod titles;

use std::collections::{HashMap, HashSet};

use super::headings;
use super::sections::{self, marks_question};
use super::shapes::{Shape, Unit};
use crate::import::block::{Bold, Form, Link};
use crate::import::found::LeftOut;
use crate::import::marks::Label;
use crate::import::words::CONTENTS;

/// What is said against the heading of a list of contents.
pub const OF_CONTENTS: f32 = 8.0;

/// Lowers what such blocks say for themselves; runs after the vote, which it reads.
pub fn weigh(units: &mut [Unit<'_>], aside: &[Option<LeftOut>]) {
    close_headings(units, aside);
    sections::question_sections(units);
    lone_links(units);
    statements(units);
    explained_leads(units);
    beside_labels(units);
    sections::answer_key(units);
    let guidance: HashSet<usize> = guidance(units).into_iter().collect();
    let mut titles: HashSet<usize> = titles::titles(units).into_iter().collect();
    titles.extend(first_line(units));
    for (at, unit) in units.iter_mut().enumerate() {
        let is_guidance = guidance.contains(&at);
        let is_title = titles.contains(&at)
            || (is_guidance
                && is_short_title(&unit.block.text)
                && headings::is_title_case(&unit.block.text));
        if is_guidance && !is_title {
            unit.against = 6.0;
        } else if is_title {
            unit.against = 4.0;
            unit.titles = true;
        }
    }
    find_lost_numbers(units);
}

/// A heading with nothing below it but what is set aside asks nothing.
fn close_headings(units: &mut [Unit<'_>], aside: &[Option<LeftOut>]) {
    let mut closed = Vec::new();
    for (at, unit) in units.iter().enumerate() {
        let Form::Heading(level) = unit.block.form else { continue };
        let mut contents = false;
        let mut own = false;
        for (below, other) in units.iter().enumerate().skip(at + 1).take(400) {
            if matches!(other.block.form, Form::Heading(next) if next <= level) {
                break;
            }
            match aside.get(below).copied().flatten() {
                Some(LeftOut::Contents | LeftOut::Repeat) => contents = true,
                Some(_) => {}
                None if other.is_label || other.block.form == Form::Summary => {}
                None => own = true,
            }
            if own {
                break;
            }
        }
        let lists_below =
            || aside.iter().skip(at).take(12).any(|reason| *reason == Some(LeftOut::Contents));
        if contents && !own || names_contents(&unit.block.text) && lists_below() {
            closed.push(at);
        }
    }
    for at in closed {
        if let Some(unit) = units.get_mut(at) {
            unit.against = OF_CONTENTS;
        }
    }
}

/// "Table of contents": questions that a deeper heading puts below it are in no such section.
fn names_contents(text: &str) -> bool {
    let lower = text.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    CONTENTS.contains(lower.as_str())
}

/// Three statements in a row in the same shape are no questions, whatever else has that shape.
fn statements(units: &mut [Unit<'_>]) {
    let states = |unit: &Unit<'_>| {
        let text = unit.block.text.trim_end();
        unit.asks <= -0.9
            && text.ends_with(['.', '!', '。'])
            && text.split_whitespace().count() >= 3
    };
    let mut at = 0;
    while let Some(unit) = units.get(at) {
        let shape = unit.shape;
        let run = units
            .iter()
            .skip(at)
            .take_while(|unit| unit.shape == shape && !unit.aside)
            .count()
            .max(1);
        let stated = units.iter().skip(at).take(run).filter(|unit| states(unit)).count();
        if stated >= 3 && stated * 10 >= run * 8 {
            units
                .iter_mut()
                .skip(at)
                .take(run)
                .filter(|unit| unit.asks < 0.4)
                .for_each(|unit| unit.against += 3.0);
        }
        at += run;
    }
}

/// "**Scale** → why it matters, at length": the bold beginning asks nothing, and the rest explains it.
fn explained_leads(units: &mut [Unit<'_>]) {
    for unit in units.iter_mut().filter(|unit| unit.block.bold == Bold::Lead && unit.asks < 0.4) {
        let rest = unit.block.text.get(unit.block.lead..).unwrap_or_default();
        if unit.block.lead > 0 && rest.chars().count() >= 40 {
            unit.against += 1.5;
        }
    }
}

/// Where most questions are called so, "Q7:", items that are not called so and have no mark are something else.
fn beside_labels(units: &mut [Unit<'_>]) {
    let is_called = |unit: &Unit<'_>| unit.shape.label == Some(Label::Question) && !unit.aside;
    let called = units.iter().filter(|unit| is_called(unit)).count();
    let asks = |unit: &&Unit<'_>| unit.asks >= 1.2 && !unit.aside && !is_called(unit);
    if called < 8 || called < units.iter().filter(asks).count() {
        return;
    }
    for unit in units.iter_mut() {
        if unit.block.form == Form::Item && !is_called(unit) && !marks_question(unit) {
            unit.against += 2.0;
        }
    }
}

/// A link to elsewhere among blocks that are none is something to read, unless it asks.
fn lone_links(units: &mut [Unit<'_>]) {
    let mut counts: HashMap<Shape, (usize, usize)> = HashMap::new();
    let is_link = |unit: &Unit<'_>| matches!(unit.block.link, Some(Link::Elsewhere(_)));
    for unit in units.iter().filter(|unit| !unit.aside) {
        let entry = counts.entry(unit.shape).or_default();
        entry.0 += usize::from(is_link(unit));
        entry.1 += 1;
    }
    for unit in units.iter_mut() {
        let rare = counts.get(&unit.shape).is_some_and(|(links, all)| links * 2 < *all);
        if rare && is_link(unit) && unit.asks < 0.8 && unit.against >= 0.0 {
            unit.against += 2.0;
        }
    }
}

/// Marks the blocks without a number between two whose numbers do not follow each other.
fn find_lost_numbers(units: &mut [Unit<'_>]) {
    let mut before = None;
    let mut open: Vec<usize> = Vec::new();
    for at in 0..units.len() {
        let Some(unit) = units.get(at) else { break };
        match unit.block.number().filter(|_| can_count(unit)) {
            Some(number) => {
                let missing =
                    before.map_or(number > 1, |before: u32| number > before.saturating_add(1));
                if missing {
                    for at in &open {
                        if let Some(unit) = units.get_mut(*at) {
                            unit.fills_count = true;
                        }
                    }
                }
                for at in open.drain(..) {
                    if let Some(unit) = units.get_mut(at) {
                        unit.between = true;
                    }
                }
                before = Some(number);
            }
            None if can_count(unit) => open.push(at),
            None => {}
        }
    }
}

fn is_text(unit: &Unit<'_>) -> bool {
    matches!(unit.block.form, Form::Paragraph | Form::Item)
}

/// The place of the next block that says anything.
fn following(units: &[Unit<'_>], at: usize) -> Option<usize> {
    (at + 1..units.len()).find(|at| units.get(*at).is_some_and(|unit| !unit.aside))
}

/// Guidance by layout: question, blank line, guidance, and the next question without a blank line. It is
/// found where what stands like that hardly ever asks, while what stands elsewhere does.
fn guidance(units: &[Unit<'_>]) -> Vec<usize> {
    let gap_after = |at: usize| {
        following(units, at).and_then(|at| units.get(at)).is_none_or(|next| next.block.gap)
    };
    let mut like_guidance: Vec<usize> = Vec::new();
    let (mut asking, mut others, mut others_asking) = (0_usize, 0_usize, 0_usize);
    for (at, unit) in units
        .iter()
        .enumerate()
        .filter(|(_, unit)| is_text(unit) && !unit.aside && unit.block.label.is_none())
    {
        let before = at.checked_sub(1).and_then(|before| units.get(before));
        let after_question = before.is_some_and(|before| is_text(before) && marks_question(before));
        if !(after_question && unit.block.gap) {
            continue;
        }
        // A question follows at once, or a title.
        let next = following(units, at).and_then(|at| units.get(at));
        let goes_on = next.is_none_or(|next| {
            next.block.label.is_none() && (next.asks >= 1.2 || is_short_title(&next.block.text))
        });
        if !gap_after(at) && goes_on {
            asking += usize::from(marks_question(unit));
            like_guidance.push(at);
        } else {
            others += 1;
            others_asking += usize::from(marks_question(unit));
        }
    }
    let separates = like_guidance.len() >= 4
        && asking * 20 <= like_guidance.len() * 8
        && others_asking * 20 >= others * 11;
    if !separates {
        return Vec::new();
    }
    like_guidance
        .into_iter()
        .filter(|at| {
            units
                .get(*at)
                .is_some_and(|unit| !marks_question(unit) && !asks_by_word(&unit.block.text))
        })
        .collect()
}

fn asks_by_word(text: &str) -> bool {
    let first = text.split_whitespace().next().unwrap_or_default().to_lowercase();
    ["what", "how", "why", "when", "which", "who", "where", "что", "как", "почему", "зачем"]
        .contains(&first.as_str())
}

/// The first line of a plain text is its title, where a blank line follows and it asks nothing.
fn first_line(units: &[Unit<'_>]) -> Option<usize> {
    let (at, unit) = units.iter().enumerate().find(|(_, unit)| !unit.aside)?;
    let next = following(units, at).and_then(|at| units.get(at))?;
    let is_title = unit.block.form == Form::Paragraph
        && unit.block.mark.is_none()
        && unit.block.label.is_none();
    (is_title && next.block.gap && unit.asks < 0.4 && is_short_title(&unit.block.text))
        .then_some(at)
}

fn is_short_title(text: &str) -> bool {
    let text = text.trim();
    let length = text.chars().count();
    (2..=80).contains(&length)
        && !text.ends_with(['.', '。', '?', '？', ';', ','])
        && !text.contains(['?', '？'])
        && text.split_whitespace().count() <= 10
}

pub(super) fn can_count(unit: &Unit<'_>) -> bool {
    // Guidance may be counted too, and then takes the numbers of what it is about.
    !unit.aside
        && unit.against < 6.0
        && (is_text(unit) || matches!(unit.block.form, Form::Heading(_)))
}
