//! From the model to the best choice, with its proof: the search, then the program without what
//! keeps questions apart, then the whole program.

use super::assign::assign;
use super::bound::Bound;
use super::linear::{Class, Extent, Linear, classes, singles};
use super::model::{Model, Weights, Why};
use super::program::{self, Outcome};
use super::search::search;
use crate::domain::measure::alike;

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Solved {
    /// By place in the model.
    pub chosen: Vec<usize>,
    pub penalty: u64,
    /// No choice costs less.
    pub bound: u64,
}

impl Solved {
    pub fn is_proven(&self) -> bool {
        self.penalty == self.bound
    }
}

/// So few questions are solved whole at once: what keeps them apart decides too often.
const FEW: usize = 200;

/// The best choice of the model. Questions with prompts much alike are told apart once a choice has
/// two of them: what holds without that rule is a bound with it.
pub(super) fn solve(model: &mut Model) -> Solved {
    loop {
        let solved = solve_once(model);
        let pairs = alike_among(model, &solved.chosen);
        if pairs.is_empty() {
            return solved;
        }
        pairs.into_iter().for_each(|pair| model.add_apart(Why::Alike, pair.to_vec()));
    }
}

fn solve_once(model: &Model) -> Solved {
    let mut bound = Bound::of(model);
    let best =
        |chosen, bound: &Bound| Solved { chosen, penalty: bound.penalty, bound: bound.penalty };
    if let Some(chosen) = search(model, &bound, 0) {
        return best(chosen, &bound);
    }
    let missing = missing(model, &mut bound);
    if (1..=MOST_MISSING).contains(&missing)
        && let Some(chosen) = search(model, &bound, missing)
    {
        return best(chosen, &bound);
    }
    let locked = model.locked();
    let penalty = model.total(&locked);
    let mut solved = Solved { chosen: locked, penalty, bound: bound.penalty };
    if model.columns.len() > FEW {
        let classes = classes(model);
        let linear = Linear::of(model, &classes, Extent::Relaxed);
        let outcome = program::solve(&linear, classes.len(), program::NODES);
        take(model, &classes, outcome, &mut solved);
        if solved.is_proven() {
            return solved;
        }
    }
    let singles = singles(model);
    let linear = Linear::of(model, &singles, Extent::Whole);
    let outcome = program::solve(&linear, singles.len(), program::NODES);
    solved.bound = solved.bound.max(outcome.bound);
    keep_better(model, outcome.single(), &mut solved);
    if !solved.is_proven() {
        // What is asked for weighs most, and is found more easily by itself.
        let counts = counts_only(model);
        let linear = Linear::of(&counts, &singles, Extent::Whole);
        let outcome = program::solve(&linear, singles.len(), program::NODES);
        bound.raise(outcome.bound);
        solved.bound = solved.bound.max(bound.penalty);
        keep_better(model, outcome.single(), &mut solved);
        keep_better(model, by_steps(model, model.locked()), &mut solved);
        let chosen = solved.chosen.clone();
        keep_better(model, by_steps(model, chosen), &mut solved);
    }
    solved
}

/// More are spread over the counts in too many ways.
const MOST_MISSING: usize = 3;

/// How many of what is asked for no choice can have, whatever its minutes; 0 where some limit must be
/// overstepped besides. The bound takes it over.
fn missing(model: &Model, bound: &mut Bound) -> usize {
    let counts = counts_only(model);
    let classes = classes(&counts);
    let linear = Linear::of(&counts, &classes, Extent::Relaxed);
    let least = program::solve(&linear, classes.len(), program::NODES).bound;
    let beyond = least.saturating_sub(bound.of_counts);
    bound.raise(least);
    let short = model.weights.short.max(1);
    match beyond.is_multiple_of(short) {
        true => usize::try_from(beyond / short).unwrap_or(0),
        false => 0,
    }
}

/// The same choice where nothing costs but to have too few or too many of something.
fn counts_only<'a>(model: &Model<'a>) -> Model<'a> {
    let mut counts = model.clone();
    counts.weights = Weights { idle: 0, level: 0, target: 0, ..model.weights };
    counts.levels.clear();
    for column in &mut counts.columns {
        (column.level, column.stale) = (0, 0);
    }
    counts
}

/// Takes over what a relaxed program found: its bound, and real questions where that is better.
fn take(model: &Model, classes: &[Class], outcome: Outcome, solved: &mut Solved) {
    solved.bound = solved.bound.max(outcome.bound);
    if let Some(chosen) = assign(model, classes, &outcome.counts) {
        keep_better(model, chosen, solved);
    }
}

fn keep_better(model: &Model, chosen: Vec<usize>, solved: &mut Solved) {
    if model.allows(&chosen) {
        let penalty = model.total(&chosen);
        if penalty < solved.penalty {
            *solved = Solved { chosen, penalty, bound: solved.bound };
        }
    }
}

/// Adds the question that helps most until none does.
fn by_steps(model: &Model, mut chosen: Vec<usize>) -> Vec<usize> {
    loop {
        let before = model.total(&chosen);
        let with = |place: usize| -> Vec<usize> { chosen.iter().copied().chain([place]).collect() };
        let free = (0..model.columns.len()).filter(|place| !chosen.contains(place));
        let best = free
            .map(with)
            .map(|with| (model.total(&with), with))
            .filter(|(penalty, with)| *penalty < before && model.allows(with))
            .min_by_key(|(penalty, _)| *penalty);
        match best {
            Some((_, with)) => chosen = with,
            None => return chosen,
        }
    }
}

/// Chosen questions with prompts much alike, pair by pair, where not both are locked or kept apart
/// already.
fn alike_among(model: &Model, chosen: &[usize]) -> Vec<[usize; 2]> {
    let columns: Vec<_> =
        chosen.iter().filter_map(|&place| Some((place, model.columns.get(place)?))).collect();
    let prompts: Vec<&str> =
        columns.iter().map(|(_, column)| column.question.prompt.as_str()).collect();
    let pairs = alike::pairs(&prompts).into_iter();
    let places = pairs.filter_map(|(one, other)| {
        let ((one, first), (other, second)) = (columns.get(one)?, columns.get(other)?);
        (!(first.is_locked && second.is_locked)).then_some([*one, *other])
    });
    places.collect()
}
