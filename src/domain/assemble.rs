//! Assembly: a question set from a bank, by a blueprint.
//!
//! The best set is the one with the least penalty: first that nothing asked for is missing, then
//! that nothing goes beyond its limit, then minutes, shares of the levels and targets, then questions
//! that were not asked lately. Never does it hold two questions on one topic, two forms of one
//! question, or two that read much alike. The penalty is counted in integers; a set is called proven
//! only where no other can have less. The same bank, request and seed give the same set; the seed
//! chooses among equally good ones.

mod assign;
mod bound;
mod conflicts;
mod coverage;
mod linear;
mod model;
mod program;
mod search;
mod sections;
mod solve;
mod swap;
mod words;

use std::collections::{BTreeMap, BTreeSet};

use super::bank::Bank;
use super::blueprint::Blueprint;
use super::ids::{QuestionId, SetId};
use super::question::Question;
use super::set::{QuestionSet, SetItem};
use linear::{Extent, Linear, singles};
use model::{Model, What};
use solve::{Solved, solve};

pub use conflicts::{Asked, Conflict, Counted};
pub use coverage::{Coverage, CoverageRow, coverage};
pub use swap::{Alternative, alternatives};
pub use words::contradictions;

#[derive(Debug, Clone, Copy)]
pub struct Request<'a> {
    pub blueprint: &'a Blueprint,
    /// The whole interview, opening and closing included.
    pub minutes: u16,
    /// Picks among equally good sets.
    pub seed: u64,
    pub exclude: &'a BTreeSet<QuestionId>,
    /// Questions of `of` that stay, with their minutes, section and wording.
    pub locked: &'a BTreeSet<QuestionId>,
    /// The set that is put together anew.
    pub of: Option<&'a QuestionSet>,
    /// How lately a question was asked: 3 within weeks, 1 long ago; what is not here is fresh.
    pub stale: &'a BTreeMap<QuestionId, u8>,
}

impl<'a> Request<'a> {
    /// From the whole bank, with nothing kept and nothing known of earlier interviews.
    pub fn fresh(
        blueprint: &'a Blueprint,
        minutes: u16,
        seed: u64,
        exclude: &'a BTreeSet<QuestionId>,
    ) -> Self {
        static NONE: BTreeSet<QuestionId> = BTreeSet::new();
        static FRESH: BTreeMap<QuestionId, u8> = BTreeMap::new();
        Self { blueprint, minutes, seed, exclude, locked: &NONE, of: None, stale: &FRESH }
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// With a reason beside each item.
    pub set: QuestionSet,
    /// Penalty of the set; 0 is a perfect fit.
    pub objective: u64,
    /// No set from this bank has a smaller penalty.
    pub bound: u64,
    /// What the blueprint asks for and the set lacks, in sentences.
    pub gaps: Vec<String>,
    /// What cannot be had together.
    pub conflicts: Vec<Conflict>,
}

impl Proposal {
    pub fn is_proven(&self) -> bool {
        self.objective == self.bound
    }
}

pub fn assemble(bank: &Bank, request: Request<'_>) -> Proposal {
    let mut model = Model::new(bank, request);
    let solved = solve(&mut model);
    let cost = model.cost(&solved.chosen);
    let is_missed = cost.short + cost.over > 0;
    let conflicts = if is_missed { conflicts::conflicts(&model, bank) } else { Vec::new() };
    let mut gaps = words::gaps(&model, bank, &solved.chosen);
    gaps.extend(swap::closing(&model, bank, &solved));
    let set = set_of(&model, bank, request, &solved);
    Proposal { set, objective: solved.penalty, bound: solved.bound, gaps, conflicts }
}

/// The penalty of the best set, and what no set has less than.
pub fn penalty(bank: &Bank, request: Request<'_>) -> (u64, u64) {
    let solved = solve(&mut Model::new(bank, request));
    (solved.penalty, solved.bound)
}

/// What the blueprint asks for and a set of that length lacks, in sentences.
pub fn gaps(bank: &Bank, blueprint: &Blueprint, minutes: u16, set: &QuestionSet) -> Vec<String> {
    let none = BTreeSet::new();
    let all = set.items.iter().map(|item| item.question.clone()).collect();
    let request =
        Request { locked: &all, of: Some(set), ..Request::fresh(blueprint, minutes, 0, &none) };
    let mut model = Model::new(bank, request);
    let budget = u32::from(blueprint.question_minutes(minutes));
    model.levels = model::shares(blueprint, budget);
    model.budget = budget;
    let locked = model.locked();
    words::gaps(&model, bank, &locked)
}

/// The whole program in the LP format, every question by itself, as other solvers read it.
pub fn lp_text(bank: &Bank, request: Request<'_>) -> String {
    let mut model = Model::new(bank, request);
    model.keep_all_alike_apart();
    let singles = singles(&model);
    let linear = Linear::of(&model, &singles, Extent::Whole);
    let named = model.columns.iter().enumerate();
    let named = named.map(|(number, column)| format!("x{number} = {}", column.question.id));
    let head = format!("{}, {} minutes", request.blueprint.title, request.minutes);
    let comments: Vec<String> = [head].into_iter().chain(named).collect();
    linear.lp_text(&comments)
}

fn set_of(model: &Model, bank: &Bank, request: Request<'_>, solved: &Solved) -> QuestionSet {
    let blueprint = request.blueprint;
    let optional = optional(model, &solved.chosen);
    let rows = arranged(model, &solved.chosen);
    let item = |(place, section): (usize, String)| {
        let column = model.columns.get(place)?;
        let id = &column.question.id;
        let why = words::why(model, bank, &solved.chosen, column);
        let kept = request.of.and_then(|set| set.items.iter().find(|item| item.question == *id));
        Some(match kept.filter(|_| column.is_locked) {
            Some(kept) => SetItem { why, ..kept.clone() },
            None => SetItem {
                question: id.clone(),
                section,
                minutes: column.question.minutes,
                required: !optional.contains(&place),
                why,
                wording: None,
            },
        })
    };
    let items: Vec<SetItem> = rows.into_iter().filter_map(item).collect();
    let (id, title, about, questions) = match request.of {
        Some(set) => {
            let is_used = |question: &&Question| items.iter().any(|i| i.question == question.id);
            let questions = set.questions.iter().filter(is_used).cloned().collect();
            (set.id.clone(), set.title.clone(), set.about.clone(), questions)
        }
        None => {
            let title = format!("{}, {} minutes", blueprint.title, request.minutes);
            (set_id(request), title, String::new(), Vec::new())
        }
    };
    QuestionSet {
        id,
        title,
        seniority: blueprint.seniority,
        opening_minutes: blueprint.opening_minutes,
        closing_minutes: blueprint.closing_minutes,
        about,
        items,
        questions,
    }
}

fn set_id(request: Request<'_>) -> SetId {
    let blueprint = &request.blueprint.id;
    // A blueprint's id may already be as long as an id can be; then the set takes it unchanged.
    SetId::parse(format!("{blueprint}-{}-minutes", request.minutes))
        .unwrap_or_else(|_| SetId::from(blueprint.clone()))
}

/// Sections in their order, the easier and the shorter questions first within each; what is locked
/// stays in its section.
fn arranged(model: &Model, chosen: &[usize]) -> Vec<(usize, String)> {
    let mut order: Vec<usize> = chosen.to_vec();
    let is_easier_first = model.blueprint.easier_first;
    order.sort_by_key(|&place| {
        let column = model.columns.get(place)?;
        let level = is_easier_first.then_some((column.question.level, column.minutes));
        Some((level, &column.question.id))
    });
    let columns = || order.iter().filter_map(|&place| model.columns.get(place));
    let titles = || model.rooms.sections.iter().map(|section| section.title.as_str());
    // A locked question has its section already; it takes no room of the others.
    let free = columns().filter(|column| !column.is_locked).map(|column| column.question);
    let mut places = model.rooms.place(free).unwrap_or_default().into_iter();
    let mut rows: Vec<(usize, usize, String)> = Vec::new();
    for &place in &order {
        let Some(column) = model.columns.get(place) else { continue };
        let section = match &column.section {
            Some(section) => titles().position(|title| title == section).unwrap_or(usize::MAX),
            None => places.next().unwrap_or(0),
        };
        let title = column.section.clone().or_else(|| titles().nth(section).map(str::to_owned));
        rows.push((section, place, title.unwrap_or_default()));
    }
    rows.sort_by_key(|(section, ..)| *section);
    rows.into_iter().map(|(_, place, title)| (place, title)).collect()
}

/// Questions that can be left out with nothing new missing, up to a quarter of the time; none is the
/// last of its level. Where time runs short those go first by which the shares suffer least.
fn optional(model: &Model, chosen: &[usize]) -> BTreeSet<usize> {
    let mut kept: Vec<usize> = chosen.to_vec();
    let mut optional = BTreeSet::new();
    let mut left = model.budget / 4;
    loop {
        let before = model.cost(&kept);
        let without = |place: usize| -> Vec<usize> {
            kept.iter().copied().filter(|other| *other != place).collect()
        };
        let is_spare = |&place: &usize| {
            let Some(column) = model.columns.get(place) else { return false };
            let of_level = |&other: &usize| {
                model.columns.get(other).is_some_and(|other| other.level == column.level)
            };
            column.minutes <= left
                && kept.iter().filter(|other| of_level(other)).count() > 1
                && model.cost(&without(place)).short <= before.short
        };
        let loss = |&place: &usize| model.cost(&without(place)).level;
        let spare = kept.iter().copied().filter(is_spare).min_by_key(loss);
        let Some((place, column)) = spare.and_then(|at| Some((at, model.columns.get(at)?))) else {
            return optional;
        };
        left -= column.minutes;
        kept = without(place);
        optional.insert(place);
    }
}

/// Whether a count is one that a person asked for by number.
fn is_asked(what: What) -> bool {
    !matches!(what, What::EachArea(_))
}
