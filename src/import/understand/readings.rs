//! Readings of a whole document: for every stretch of it, which shape asks.
//!
//! A reading is a path through the blocks. In each stretch one shape asks, or none does; a block is a question
//! or it is not. What a block says itself, and what the others of its shape say around it, pay for or
//! against it, and so does a change of the shape that asks. The best path is found by dynamic programming,
//! and the runner-up is the best one in which the shape that asks most has to be silent.

use std::collections::HashMap;

use super::shapes::{self, Marked, Shape, Unit};
use crate::import::block::Form;
use crate::import::marks::Label;

#[derive(Debug, Clone)]
pub struct Reading {
    /// For each block, the shape that asks where it is a question.
    pub asks: Vec<Option<usize>>,
    pub score: f32,
    pub shapes: Vec<Shape>,
}

/// More shapes than this ask in no document.
const MOST_SHAPES: usize = 24;
/// Another shape begins to ask.
const CHANGE: f32 = 3.0;
/// It lies inside of what the questions before it have below them: more likely it is a part of an answer.
const CHANGE_INSIDE: f32 = 10.0;
/// The questions begin.
const BEGIN: f32 = 2.5;
/// They end in the middle of a section, or with it.
const END: f32 = 6.0;
const END_OF_SECTION: f32 = 0.4;
const NEVER: f32 = -1.0e9;

/// What the layout counts beside the words: all the more where words say little.
#[derive(Debug, Clone, Copy)]
pub struct Weights {
    pub vote: f32,
    pub structure: f32,
}

impl Weights {
    pub const USUAL: Self = Self { vote: 1.0, structure: 1.0 };
    /// For documents of bare topics.
    pub const BY_LAYOUT: Self = Self { vote: 0.25, structure: 1.6 };
}

/// The shapes that may ask, those with most to say first.
pub fn candidates(units: &[Unit<'_>], weights: Weights) -> Vec<Shape> {
    let mut potential: HashMap<Shape, (f32, usize)> = HashMap::new();
    for (at, unit) in units.iter().enumerate().filter(|(_, unit)| is_open(unit)) {
        let entry = potential.entry(unit.shape).or_insert((0.0, at));
        entry.0 += own(unit, weights).max(0.0);
    }
    let mut shapes: Vec<(Shape, f32, usize)> = potential
        .into_iter()
        .map(|(shape, (sum, at))| (shape, sum, at))
        .filter(|(_, sum, _)| *sum > 0.5)
        .collect();
    shapes.sort_by(|one, two| two.1.total_cmp(&one.1).then(one.2.cmp(&two.2)));
    shapes.truncate(MOST_SHAPES);
    shapes.into_iter().map(|(shape, ..)| shape).collect()
}

/// Whether it may be a question at all.
pub fn is_open(unit: &Unit<'_>) -> bool {
    unit.shape.can_ask()
        && !unit.aside
        && !unit.is_label
        && !unit.in_key
        && !unit.block.text.trim().is_empty()
}

/// What speaks for a block as a question where its own shape asks.
fn own(unit: &Unit<'_>, weights: Weights) -> f32 {
    let label = if unit.shape.label == Some(Label::Question) { 2.5 } else { 0.0 };
    0.6 * unit.asks + weights.vote * unit.vote + weights.structure * unit.structure + label
        - unit.against
}

/// A block as a question, in a stretch where this shape asks.
fn as_question(unit: &Unit<'_>, shape: &Shape, weights: Weights) -> f32 {
    if !is_open(unit) {
        return NEVER;
    }
    if unit.shape == *shape {
        return own(unit, weights);
    }
    let label = if unit.shape.label == Some(Label::Question) { 2.5 } else { 0.0 };
    if unit.shape.is_near(shape) {
        // A number is lost where one is missing in the count.
        let outside = shape.marked == Marked::Number
            && unit.shape.marked == Marked::No
            && !unit.between
            && unit.block.form != Form::Summary;
        if outside && !matches!(shape.form, Form::Heading(_)) {
            return 0.9 * unit.asks - 6.0 + label - unit.against;
        }
        let lost =
            shape.marked == Marked::Number && unit.shape.marked == Marked::No && !unit.fills_count;
        // And a number is rare among questions without one, or else it counts something below them.
        let counted =
            shape.marked == Marked::No && unit.shape.marked == Marked::Number && !unit.is_rare;
        let unlike = if lost { 1.5 } else { 0.0 } + if counted { 4.0 } else { 0.0 };
        return 0.9 * unit.asks - 1.0 - unlike + label - unit.against;
    }
    0.9 * unit.asks - 6.0 + label - unit.against
}

/// A block as no question, in a stretch where this shape asks.
fn as_other(unit: &Unit<'_>, shape: &Shape, weights: Weights) -> f32 {
    if !is_open(unit) {
        return 0.0;
    }
    if unit.shape == *shape {
        return -0.8 * own(unit, weights).max(0.0);
    }
    -0.35 * unit.asks.max(0.0) * exposure(&unit.shape, shape)
}

/// How far a question of one shape would be missed among those of another: inside an answer it is none.
fn exposure(shape: &Shape, asking: &Shape) -> f32 {
    if shape.hidden && !asking.hidden {
        return 0.1;
    }
    match (shape.form, asking.form) {
        (Form::Heading(own), Form::Heading(asking)) if own > asking => 0.3,
        (Form::Heading(_), _) => 1.0,
        (_, Form::Heading(_)) => 0.25,
        _ if shape.depth > asking.depth => 0.2,
        _ => 0.6,
    }
}

/// The best reading in which no question has a shape of `silent`.
pub fn best(units: &[Unit<'_>], weights: Weights, silent: &[Shape]) -> Reading {
    let shapes: Vec<Shape> =
        candidates(units, weights).into_iter().filter(|shape| !silent.contains(shape)).collect();
    let states = 1 + 2 * shapes.len();
    let mut scores = vec![NEVER; states];
    if let Some(none) = scores.first_mut() {
        *none = 0.0;
    }
    let mut back: Vec<u8> = Vec::with_capacity(units.len() * states);
    for unit in units {
        scores = step(unit, &shapes, weights, silent, &scores, &mut back);
    }
    trace(units.len(), shapes, &scores, &back)
}

/// State 0: no shape asks. State 1 + 2r: shape r asks, and this block is a question; 2 + 2r: it is none.
fn step(
    unit: &Unit<'_>,
    shapes: &[Shape],
    weights: Weights,
    silent: &[Shape],
    before: &[f32],
    back: &mut Vec<u8>,
) -> Vec<f32> {
    let at = |state: usize| before.get(state).copied().unwrap_or(NEVER);
    let mut after = Vec::with_capacity(before.len());
    let none = if is_open(unit) { -0.45 * unit.asks.max(0.0) } else { 0.0 };
    let (from, score) = ending(unit, shapes, before);
    after.push(score + none);
    back.push(u8::try_from(from).unwrap_or(0));
    for (index, shape) in shapes.iter().enumerate() {
        let (asked, other) = (1 + 2 * index, 2 + 2 * index);
        let inside = better((asked, at(asked)), (other, at(other)));
        let is_silent = silent.contains(&unit.shape);
        let question = if is_silent { NEVER } else { as_question(unit, shape, weights) };
        // Only a question of the shape itself begins its stretch.
        let (from, score) = if unit.shape == *shape {
            better(inside, entering(shape, shapes, before))
        } else {
            inside
        };
        after.push((score + question).max(NEVER));
        back.push(u8::try_from(from).unwrap_or(0));
        after.push((inside.1 + as_other(unit, shape, weights)).max(NEVER));
        back.push(u8::try_from(inside.0).unwrap_or(0));
    }
    after
}

/// The best way to where no shape asks.
fn ending(unit: &Unit<'_>, shapes: &[Shape], before: &[f32]) -> (usize, f32) {
    let mut best = (0, before.first().copied().unwrap_or(NEVER));
    for (index, shape) in shapes.iter().enumerate() {
        let cost = if shapes::is_outer(&unit.shape, shape) { END_OF_SECTION } else { END };
        for state in [1 + 2 * index, 2 + 2 * index] {
            best = better(best, (state, before.get(state).copied().unwrap_or(NEVER) - cost));
        }
    }
    best
}

/// The best way to where this shape begins to ask.
fn entering(shape: &Shape, shapes: &[Shape], before: &[f32]) -> (usize, f32) {
    let mut best = (0, before.first().copied().unwrap_or(NEVER) - BEGIN);
    for (index, other) in shapes.iter().enumerate().filter(|(_, other)| *other != shape) {
        let cost = if other.holds(shape) { CHANGE_INSIDE } else { CHANGE };
        for state in [1 + 2 * index, 2 + 2 * index] {
            best = better(best, (state, before.get(state).copied().unwrap_or(NEVER) - cost));
        }
    }
    best
}

fn better(one: (usize, f32), two: (usize, f32)) -> (usize, f32) {
    if two.1 > one.1 { two } else { one }
}

fn trace(count: usize, shapes: Vec<Shape>, scores: &[f32], back: &[u8]) -> Reading {
    let states = 1 + 2 * shapes.len();
    let (mut state, score) = scores
        .iter()
        .enumerate()
        .fold((0, NEVER), |best, (at, score)| if *score > best.1 { (at, *score) } else { best });
    let mut asks = vec![None; count];
    for at in (0..count).rev() {
        if state % 2 == 1
            && let Some(slot) = asks.get_mut(at)
        {
            *slot = Some(state / 2);
        }
        state = back.get(at * states + state).map_or(0, |from| usize::from(*from));
    }
    Reading { asks, score, shapes }
}

impl Reading {
    pub fn count(&self) -> usize {
        self.asks.iter().flatten().count()
    }

    /// Every shape that asks.
    pub fn asked_shapes(&self) -> Vec<Shape> {
        let mut asked: Vec<usize> = self.asks.iter().flatten().copied().collect();
        asked.sort_unstable();
        asked.dedup();
        asked.into_iter().filter_map(|index| self.shapes.get(index).copied()).collect()
    }

    /// The shape that asks most.
    pub fn main_shape(&self) -> Option<Shape> {
        let mut counts = vec![0_usize; self.shapes.len()];
        for index in self.asks.iter().flatten() {
            if let Some(count) = counts.get_mut(*index) {
                *count += 1;
            }
        }
        let (index, _) = counts.iter().enumerate().max_by_key(|(_, count)| **count)?;
        self.shapes.get(index).copied()
    }

    /// How much two readings agree: questions of both, among the questions of either.
    pub fn agreement(&self, other: &Self) -> f32 {
        let (mut both, mut either) = (0_usize, 0_usize);
        for (one, two) in self.asks.iter().zip(&other.asks) {
            both += usize::from(one.is_some() && two.is_some());
            either += usize::from(one.is_some() || two.is_some());
        }
        both as f32 / either.max(1) as f32
    }
}
