//! Running text: which blocks ask, which answer, which head.
//!
//! No rule about single lines decides this. Blocks are grouped by what they look like (`shapes`), what is said
//! twice is set aside (`aside`), whole readings of the document are scored against each other
//! (`readings`), and the best one is cut into questions, answers and sections (`parts`).

mod aside;
mod headings;
mod layout;
mod parts;
mod points;
mod readings;
mod sections;
mod shapes;
mod tables;
mod titles;
mod vote;

pub mod ask;

use super::block::{Block, Form};
use super::found::{Doubt, Imported, LeftOut, Notice};
use super::refusal::Refusal;
use readings::{Reading, Weights};
use shapes::{Marked, Shape, Unit};
use tables::Tables;

/// Readings that agree less than this are two.
const SAME: f32 = 0.9;
/// With less than this to say for each question, on average, a reading is doubtful.
const SURE: f32 = 2.1;
/// Where questions look different from each other, more has to be said for each.
const FAIRLY_SURE: f32 = 3.0;
/// A runner-up that scores more than this much of the best is close.
const CLOSE: f32 = 0.6;

pub fn understand(blocks: &[Block]) -> Result<Imported, Refusal> {
    let blocks = titles::without_site_names(blocks);
    let mut units = shapes::units(&blocks);
    let aside = aside::set_aside(&mut units);
    let tables = Tables::find(&mut units, &aside);
    sections::close(&mut units);
    vote::vote(&mut units);
    layout::weigh(&mut units, &aside);
    let (reading, other) = choose(&units);
    let mut imported = parts::cut(&units, &aside, &tables, &reading);
    let other = other.map(|other| rival(&units, &reading, other));
    if let Some(other) = other.filter(|other| {
        other.count() > 0 && reading.count() > tables.count() && !is_part_of_list(&reading, other)
    }) {
        let doubt = doubt(&units, &aside, &tables, &reading, &other);
        let line = imported.questions.first().map_or(1, |question| question.line);
        let message = format!(
            "it is not certain what the questions are: {} were taken; {} is the other reading",
            doubt.taken, doubt.other
        );
        imported.notices.push(Notice::new(line, message));
        imported.doubt = Some(doubt);
    }
    Ok(imported)
}

/// The best reading, and the runner-up where it is doubtful.
fn choose(units: &[Unit<'_>]) -> (Reading, Option<Reading>) {
    let best = readings::best(units, Weights::USUAL, &[]);
    let by_layout = readings::best(units, Weights::BY_LAYOUT, &[]);
    if let Some(list) = by_list(units).filter(|list| list.count() > best.count() * 3) {
        return (list, Some(best));
    }
    if best.count() < 3 && by_layout.count() >= 5 {
        return (by_layout, Some(best));
    }
    // More bare topics than questions: which of the two is the list?
    if best.count() > 0 && by_layout.count() >= best.count() * 2 && best.agreement(&by_layout) < 0.5
    {
        let asking: Vec<Shape> = best.asked_shapes();
        let silent = readings::best(units, Weights::BY_LAYOUT, &asking);
        return (best, Some(silent));
    }
    let other = match best.main_shape() {
        Some(shape) => readings::best(units, Weights::USUAL, &[shape]),
        None => by_layout,
    };
    let each = best.score / best.count().max(1) as f32;
    let is_weak = each < SURE || (each < FAIRLY_SURE && main_share(units, &best) < 0.7);
    let is_close = other.score > CLOSE * best.score;
    let differs = best.agreement(&other) < SAME;
    (best, Some(other).filter(|_| differs && (is_close || is_weak)))
}

fn doubt(
    units: &[Unit<'_>],
    aside: &[Option<LeftOut>],
    tables: &Tables,
    taken: &Reading,
    other: &Reading,
) -> Doubt {
    Doubt {
        taken: words(units, taken),
        other: words(units, other),
        reading: Box::new(parts::cut(units, aside, tables, other)),
    }
}

/// How many of the questions have the shape that asks most.
fn main_share(units: &[Unit<'_>], reading: &Reading) -> f32 {
    let main = reading.main_shape();
    let asked = units
        .iter()
        .zip(&reading.asks)
        .filter(|(unit, asks)| asks.is_some() && Some(unit.shape) == main);
    asked.count() as f32 / reading.count().max(1) as f32
}

/// The runner-up, or where that says next to nothing, the lines with a question mark.
fn rival(units: &[Unit<'_>], taken: &Reading, other: Reading) -> Reading {
    let marks = by_marks(units);
    let asks_alone =
        other.asks.iter().zip(&marks.asks).all(|(one, two)| one.is_some() == two.is_some());
    if other.count() * 5 < taken.count() || asks_alone { marks } else { other }
}

/// Some items of a numbered list are no reading of their own beside the whole of it.
fn is_part_of_list(taken: &Reading, other: &Reading) -> bool {
    let numbered = taken.main_shape().is_some_and(|shape| shape.marked == Marked::Number);
    numbered
        && taken
            .asks
            .iter()
            .zip(&other.asks)
            .all(|(taken, other)| other.is_none() || taken.is_some())
}

/// The reading of a program that knows question marks alone.
fn by_marks(units: &[Unit<'_>]) -> Reading {
    let is_marked = |unit: &Unit<'_>| {
        !unit.aside
            && unit.shape.can_ask()
            && unit.block.text.trim_end().ends_with(['?', '？', '؟'])
    };
    let asks = units.iter().map(|unit| is_marked(unit).then_some(0)).collect();
    Reading { asks, score: 0.0, shapes: Vec::new() }
}

/// The reading of a document that is one list and nothing else, where some of its items ask. Lines without a bullet
/// are a list where the title says so.
fn by_list(units: &[Unit<'_>]) -> Option<Reading> {
    let is_open = |unit: &&Unit<'_>| unit.is_body() && !unit.block.text.is_empty();
    let title = units.iter().find(|unit| !unit.aside)?;
    let is_titled = sections::says_questions(&title.block.text);
    let list = |unit: &&Unit<'_>| {
        is_open(unit)
            && (unit.block.form == Form::Item || is_titled && unit.block.form == Form::Paragraph)
    };
    let shape = units.iter().skip_while(|unit| !list(unit)).nth(1)?.shape;
    let is_own = |unit: &Unit<'_>| {
        Shape { leads: false, ..unit.shape } == Shape { leads: false, ..shape }
            && (shape.form == Form::Item || unit.block.text.chars().count() <= 90)
    };
    let (mut own, mut others, mut asking) = (0_usize, 0_usize, 0_usize);
    for unit in units.iter().filter(is_open) {
        own += usize::from(is_own(unit));
        others += usize::from(!is_own(unit));
        asking += usize::from(is_own(unit) && unit.asks >= 1.2);
    }
    let is_item = |unit: &Unit<'_>| is_own(unit) && readings::is_open(unit) && unit.against < 2.5;
    let asks = units.iter().map(|unit| is_item(unit).then_some(0)).collect();
    let rest = if is_titled { 4 } else { 9 };
    (own >= 8 && others * rest <= own && asking * 30 >= own).then(|| Reading {
        asks,
        score: 0.0,
        shapes: vec![shape],
    })
}

/// "40 numbered items".
fn words(units: &[Unit<'_>], reading: &Reading) -> String {
    let marked = by_marks(units);
    let all_marked = reading
        .asks
        .iter()
        .zip(&marked.asks)
        .all(|(asks, marked)| asks.is_none() || marked.is_some());
    let is_plain = reading.main_shape().is_none_or(|shape| {
        shape.form == Form::Paragraph && shape.marked == Marked::No && shape.label.is_none()
    });
    if all_marked && is_plain {
        return format!("{} lines with a question mark", reading.count());
    }
    let name =
        reading.main_shape().map_or("lines with a question mark", |shape| parts::name(&shape));
    format!("{} {name}", reading.count())
}
