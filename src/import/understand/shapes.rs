//! What blocks look like, and how often blocks of one look ask.

use std::collections::HashMap;

use crate::import::block::{Block, Bold, Form, Mark};
use crate::import::marks::{self, Label};
use crate::import::understand::ask;

/// Everything that makes two blocks of a document look alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Shape {
    pub form: Form,
    pub marked: Marked,
    pub depth: u8,
    /// All of it or its beginning.
    pub bold: bool,
    pub hidden: bool,
    pub label: Option<Label>,
    /// The first paragraph below a heading.
    pub leads: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Marked {
    No,
    Number,
    Letter,
    Bullet,
}

impl Shape {
    fn of(block: &Block, after_heading: bool) -> Self {
        let marked = match block.mark {
            None => Marked::No,
            Some(Mark::Number(_)) => Marked::Number,
            Some(Mark::Letter(_)) => Marked::Letter,
            Some(Mark::Bullet | Mark::Box) => Marked::Bullet,
        };
        let marked = match (block.form, marked) {
            (Form::Heading(_), Marked::Bullet | Marked::Letter) => Marked::No,
            (_, marked) => marked,
        };
        Self {
            form: block.form,
            marked,
            depth: block.depth,
            // A title looks the same in bold type.
            bold: block.bold != Bold::No && !matches!(block.form, Form::Heading(_) | Form::Summary),
            hidden: block.hidden,
            label: block.label,
            leads: after_heading && marked == Marked::No && block.form == Form::Paragraph,
        }
    }

    /// Whether a question may look like this at all.
    pub fn can_ask(&self) -> bool {
        let is_text = matches!(
            self.form,
            Form::Heading(_) | Form::Paragraph | Form::Item | Form::Summary | Form::Quote
        );
        is_text && !matches!(self.label, Some(Label::Answer | Label::Guidance | Label::Wording))
    }

    /// Whether blocks of the other shape lie below those of this one.
    pub fn holds(&self, other: &Self) -> bool {
        match (self.form, other.form) {
            (Form::Heading(own), Form::Heading(other)) => other > own,
            (Form::Heading(_), _) => true,
            (_, Form::Heading(_)) => false,
            _ if other.hidden && !self.hidden => true,
            _ => {
                other.depth > self.depth
                    || (other.depth == self.depth
                        && self.marked != Marked::Bullet
                        && other.marked == Marked::Bullet)
            }
        }
    }

    /// The same place in the layout, but for a lost number, bold type or the like.
    pub fn is_near(&self, other: &Self) -> bool {
        let same_form = match (self.form, other.form) {
            (Form::Heading(one), Form::Heading(two)) => one.abs_diff(two) <= 1,
            (Form::Paragraph | Form::Item, Form::Paragraph | Form::Item) => true,
            (one, two) => one == two,
        };
        let same_marks = self.marked == other.marked;
        let lost_mark = matches!(
            (self.marked, other.marked),
            (Marked::No, Marked::Number) | (Marked::Number, Marked::No)
        );
        // A number that no list takes in stands outside of it.
        let outside = self.marked == Marked::Number && (self.depth == 0 || other.depth == 0);
        let same_depth = self.depth == other.depth
            || ((lost_mark || outside) && self.depth.abs_diff(other.depth) <= 1);
        // What lost its number lies no deeper than the others.
        let not_deeper = self.marked == Marked::Number
            || other.marked != Marked::Number
            || self.depth <= other.depth;
        same_form
            && (same_marks || lost_mark)
            && same_depth
            && not_deeper
            && self.hidden == other.hidden
            && self.bold == other.bold
            && self.label == other.label
    }
}

/// A block and what can be said of it without its neighbours.
#[derive(Debug)]
pub struct Unit<'b> {
    pub block: &'b Block,
    pub shape: Shape,
    /// How much its text sounds like a question.
    pub asks: f32,
    /// The text is nothing but a label: "Answer", "References".
    pub is_label: bool,
    /// It is one because it stands again and again.
    pub is_repeated: bool,
    /// It is set aside before any reading: contents, rewordings, repeats.
    pub aside: bool,
    /// How much blocks of its shape ask around here: added to what it says itself.
    pub vote: f32,
    /// How much the layout of its shape alone speaks for questions.
    pub structure: f32,
    /// What the lines around it say against it.
    pub against: f32,
    /// It has no number, and one is missing in the count around it.
    pub fills_count: bool,
    /// It has no number, and stands between two that have.
    pub between: bool,
    /// Few blocks look like it, and many like it but for a number.
    pub is_rare: bool,
    /// It lies among answers that stand together at the end.
    pub in_key: bool,
    /// It is a title among questions.
    pub titles: bool,
}

pub fn units(blocks: &[Block]) -> Vec<Unit<'_>> {
    let labels = repeated_labels(blocks);
    let mut after_heading = false;
    let mut units: Vec<Unit<'_>> = Vec::with_capacity(blocks.len());
    for block in blocks {
        let shape = Shape::of(block, after_heading);
        if !matches!(block.form, Form::Furniture | Form::Picture) {
            after_heading = matches!(block.form, Form::Heading(_));
        }
        let is_label = marks::alone(&block.text)
            .is_some_and(|label| label != Label::Question || block.text.len() < 12)
            || labels.contains_key(block.text.as_str());
        let asks = if shape.can_ask() { ask::score(spoken(block)) } else { -2.0 };
        units.push(Unit {
            block,
            shape,
            asks,
            is_label,
            is_repeated: labels.contains_key(block.text.as_str()),
            aside: false,
            vote: 0.0,
            structure: 0.0,
            against: 0.0,
            fills_count: false,
            between: false,
            is_rare: false,
            in_key: false,
            titles: false,
        });
    }
    units
}

/// The part of a block that would be the question: its bold beginning where that asks.
pub fn spoken(block: &Block) -> &str {
    match block.text.get(..block.lead) {
        Some(lead)
            if block.bold == Bold::Lead && !lead.trim().is_empty() && ask::score(lead) > 1.0 =>
        {
            lead
        }
        _ => &block.text,
    }
}

/// Texts that stand again and again without asking: "References", "Click to expand".
fn repeated_labels(blocks: &[Block]) -> HashMap<&str, usize> {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for block in blocks.iter().filter(|block| block.text.len() <= 60 && block.number().is_none()) {
        if !matches!(block.form, Form::Row | Form::Code | Form::Furniture | Form::Picture) {
            *counts.entry(block.text.as_str()).or_default() += 1;
        }
    }
    counts.retain(|text, count| {
        *count >= 3
            && *count * 40 >= blocks.len().min(2_000) / 4
            && !text.contains(['?', '？'])
            && !text.is_empty()
    });
    counts
}

/// How far a window of neighbours of the same shape reaches to each side.
const REACH: usize = 10;

/// Counts, for every block, how much its shape asks around it.
pub fn vote(units: &mut [Unit<'_>]) {
    let mut places: HashMap<Shape, Vec<usize>> = HashMap::new();
    for (at, unit) in units
        .iter()
        .enumerate()
        .filter(|(_, unit)| unit.shape.can_ask() && !unit.aside && !unit.is_label)
    {
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
            let share = if listed { share.max(0.6) } else { share };
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
        .filter(|pair| matches!(pair, [Some(one), Some(two)] if *two == one + 1))
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

/// Whether a heading of the one shape closes what the other one begins.
pub fn is_outer(next: &Shape, shape: &Shape) -> bool {
    match (next.form, shape.form) {
        (Form::Heading(next), Form::Heading(own)) => next <= own,
        (Form::Heading(_), _) => true,
        _ => false,
    }
}
