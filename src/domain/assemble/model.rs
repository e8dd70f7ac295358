//! What is chosen from, in numbers: the questions, the rows they count in, and what a choice costs.

use std::collections::{BTreeMap, BTreeSet};

use super::Request;
use super::sections::Rooms;
use crate::domain::bank::Bank;
use crate::domain::blueprint::{Blueprint, Need};
use crate::domain::canonical::Digest;
use crate::domain::ids::{CompetencyId, QuestionId};
use crate::domain::level::{Kind, Level};
use crate::domain::measure::alike;
use crate::domain::question::{Question, Status};
use crate::domain::set::{MAX_ITEMS, SetItem};

/// A question that may be in the set, or must.
#[derive(Clone)]
pub(super) struct Column<'a> {
    pub question: &'a Question,
    pub minutes: u32,
    /// 0 fresh to 3 asked lately.
    pub stale: u32,
    /// The place of its level among [`Model::levels`].
    pub level: usize,
    pub is_locked: bool,
    /// Where it stands, when it is locked.
    pub section: Option<String>,
    /// The counts that it belongs to, by place.
    pub counts: Vec<usize>,
}

/// What a count counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum What<'a> {
    Required(&'a QuestionId),
    Section(&'a str),
    Kind(Kind),
    Competency(&'a CompetencyId),
    Area(&'a str),
    /// An area that the blueprint does not name, under its limit for each.
    EachArea(&'a str),
}

/// A number of questions that is asked for; to miss it costs, but is allowed.
#[derive(Clone)]
pub(super) struct Count<'a> {
    pub what: What<'a>,
    pub need: Need,
    /// Columns, by place, in rising order.
    pub members: Vec<usize>,
}

impl Count<'_> {
    /// How many of a choice belong to it.
    pub fn found(&self, chosen: &[usize]) -> usize {
        self.members.iter().filter(|place| chosen.contains(place)).count()
    }
}

/// Columns of which at most one is chosen, whatever that costs.
#[derive(Clone)]
pub(super) struct Apart<'a> {
    pub why: Why<'a>,
    pub members: Vec<usize>,
    /// One, or as many as are locked.
    pub most: usize,
}

/// What keeps questions apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Why<'a> {
    /// They cover one topic.
    Topic(&'a str),
    /// They are forms of one question.
    Family(&'a QuestionId),
    /// Their prompts are much alike.
    Alike,
}

#[derive(Clone)]
pub(super) struct LevelRow {
    pub level: Level,
    /// Minutes; together the whole budget.
    pub target: u32,
}

#[derive(Clone)]
pub(super) struct Model<'a> {
    pub blueprint: &'a Blueprint,
    pub columns: Vec<Column<'a>>,
    /// Minutes for questions.
    pub budget: u32,
    pub levels: Vec<LevelRow>,
    pub counts: Vec<Count<'a>>,
    pub aparts: Vec<Apart<'a>>,
    /// The places of a column's rows in `aparts`.
    pub apart_of: Vec<Vec<usize>>,
    pub rooms: Rooms<'a>,
    pub weights: Weights,
}

impl<'a> Model<'a> {
    pub fn new(bank: &'a Bank, request: Request<'a>) -> Self {
        let blueprint = request.blueprint;
        let minutes = u32::from(blueprint.question_minutes(request.minutes));
        let mut columns = columns(bank, request);
        let locked: u32 =
            columns.iter().filter(|column| column.is_locked).map(|column| column.minutes).sum();
        let budget = minutes.max(locked);
        let levels = level_rows(blueprint, budget, &mut columns);
        let mut model = Self {
            blueprint,
            columns,
            budget,
            levels,
            counts: Vec::new(),
            aparts: Vec::new(),
            apart_of: Vec::new(),
            rooms: Rooms::new(&blueprint.sections),
            weights: Weights::default(),
        };
        model.add_counts();
        model.keep_apart();
        model.weights = Weights::of(&model);
        model
    }

    fn add_counts(&mut self) {
        let blueprint = self.blueprint;
        for id in &blueprint.required {
            self.add_count(What::Required(id), Need::at_least(1), |question| question.id == *id);
        }
        for section in &blueprint.sections {
            if section.at_least > 0 {
                let need = Need::at_least(section.at_least);
                self.add_count(What::Section(&section.title), need, |question| {
                    section.takes(question.kind, question.level)
                });
            }
        }
        for (&kind, &need) in &blueprint.kinds {
            self.add_count(What::Kind(kind), need, |question| question.kind == kind);
        }
        for (id, &need) in &blueprint.competencies {
            self.add_count(What::Competency(id), need, |question| question.competency == *id);
        }
        for (area, &need) in &blueprint.areas {
            self.add_count(What::Area(area), need, |question| question.topic == *area);
        }
        let Some(most) = blueprint.each_area_at_most else { return };
        let areas: BTreeSet<&str> =
            self.columns.iter().map(|column| column.question.topic.as_str()).collect();
        let need = Need { at_least: 0, at_most: Some(most), target: None };
        for area in areas.into_iter().filter(|area| !blueprint.areas.contains_key(*area)) {
            self.add_count(What::EachArea(area), need, |question| question.topic == area);
        }
    }

    /// A need that asks for nothing makes no row.
    fn add_count(&mut self, what: What<'a>, need: Need, is_member: impl Fn(&Question) -> bool) {
        let members: Vec<usize> = places(&self.columns, |column| is_member(column.question));
        let is_idle = need.at_least == 0
            && need.target.is_none()
            && need.at_most.is_none_or(|most| usize::from(most) >= members.len());
        if is_idle {
            return;
        }
        let number = self.counts.len();
        for &place in &members {
            if let Some(column) = self.columns.get_mut(place) {
                column.counts.push(number);
            }
        }
        self.counts.push(Count { what, need, members });
    }

    fn keep_apart(&mut self) {
        let mut groups: BTreeMap<Why<'a>, Vec<usize>> = BTreeMap::new();
        for (place, column) in self.columns.iter().enumerate() {
            groups.entry(Why::Family(column.question.family())).or_default().push(place);
            let topics: BTreeSet<&str> =
                column.question.covers.iter().map(|cover| cover.topic.as_str()).collect();
            for topic in topics {
                groups.entry(Why::Topic(topic)).or_default().push(place);
            }
        }
        self.apart_of = vec![Vec::new(); self.columns.len()];
        for (why, members) in groups {
            self.add_apart(why, members);
        }
    }

    pub fn add_apart(&mut self, why: Why<'a>, members: Vec<usize>) {
        if members.len() < 2 {
            return;
        }
        let is_locked = |place: &&usize| self.columns.get(**place).is_some_and(|c| c.is_locked);
        let most = members.iter().filter(is_locked).count().max(1);
        for &place in &members {
            if let Some(rows) = self.apart_of.get_mut(place) {
                rows.push(self.aparts.len());
            }
        }
        self.aparts.push(Apart { why, members, most });
    }

    /// Also those that are not chosen together so far.
    pub fn keep_all_alike_apart(&mut self) {
        let prompts: Vec<&str> =
            self.columns.iter().map(|column| column.question.prompt.as_str()).collect();
        for (one, other) in alike::pairs(&prompts) {
            self.add_apart(Why::Alike, vec![one, other]);
        }
    }

    /// Whether a column may join a choice that has so many of each row of [`Model::aparts`].
    pub fn is_apart(&self, place: usize, used: &[usize]) -> bool {
        let mut rows = self.apart_of.get(place).into_iter().flatten();
        rows.all(|&row| {
            let most = self.aparts.get(row).map_or(0, |apart| apart.most);
            used.get(row).is_some_and(|used| *used < most)
        })
    }

    /// What each part of the penalty comes to.
    pub fn cost(&self, chosen: &[usize]) -> Cost {
        let columns = || chosen.iter().filter_map(|&place| self.columns.get(place));
        let mut found = vec![0_u32; self.counts.len()];
        let mut of_level = vec![0_u32; self.levels.len()];
        let (mut minutes, mut stale) = (0, 0);
        for column in columns() {
            for &count in &column.counts {
                found.get_mut(count).into_iter().for_each(|found| *found += 1);
            }
            of_level.get_mut(column.level).into_iter().for_each(|sum| *sum += column.minutes);
            minutes += column.minutes;
            stale += column.stale;
        }
        let mut cost = Cost { idle: self.budget.saturating_sub(minutes), stale, ..Cost::default() };
        for (count, found) in self.counts.iter().zip(found) {
            let Need { at_least, at_most, target } = count.need;
            cost.short += u32::from(at_least).saturating_sub(found);
            cost.over += at_most.map_or(0, |most| found.saturating_sub(u32::from(most)));
            cost.target += target.map_or(0, |target| found.abs_diff(u32::from(target)));
        }
        let off = |(row, found): (&LevelRow, u32)| row.target.abs_diff(found);
        cost.level = self.levels.iter().zip(of_level).map(off).sum();
        cost
    }

    /// Whether a choice keeps to everything that is no matter of cost.
    pub fn allows(&self, chosen: &[usize]) -> bool {
        let columns: Vec<&Column> =
            chosen.iter().filter_map(|&place| self.columns.get(place)).collect();
        let minutes: u32 = columns.iter().map(|column| column.minutes).sum();
        let mut used = vec![0; self.aparts.len()];
        for row in chosen.iter().filter_map(|&place| self.apart_of.get(place)).flatten() {
            used.get_mut(*row).into_iter().for_each(|used| *used += 1);
        }
        let free = columns.iter().filter(|column| !column.is_locked);
        minutes <= self.budget
            && chosen.len() <= MAX_ITEMS
            && used.iter().zip(&self.aparts).all(|(used, apart)| *used <= apart.most)
            && self.rooms.place(free.map(|column| column.question)).is_some()
    }

    pub fn total(&self, chosen: &[usize]) -> u64 {
        self.cost(chosen).total(&self.weights)
    }

    pub fn locked(&self) -> Vec<usize> {
        places(&self.columns, |column| column.is_locked)
    }
}

fn places<'a>(columns: &[Column<'a>], is_wanted: impl Fn(&Column<'a>) -> bool) -> Vec<usize> {
    let columns = columns.iter().enumerate();
    columns.filter(|(_, column)| is_wanted(column)).map(|(place, _)| place).collect()
}

/// Every usable question, in the order that the seed gives them; the locked ones first.
fn columns<'a>(bank: &'a Bank, request: Request<'a>) -> Vec<Column<'a>> {
    let Request { blueprint, exclude, locked, stale, .. } = request;
    let own = request.of.into_iter().flat_map(|set| {
        let kept = set.items.iter().filter(|item| locked.contains(&item.question));
        kept.filter_map(|item| Some((set.question(&item.question, bank)?, item)))
    });
    let own: Vec<(&Question, &SetItem)> = own.collect();
    let is_kept = |id: &QuestionId| own.iter().any(|(question, _)| question.id == *id);
    let is_usable = |question: &&Question| {
        let fits = question.status == Status::Ready
            && question.minutes > 0
            && blueprint.competencies.contains_key(&question.competency)
            && blueprint.levels.get(&question.level).is_some_and(|share| *share > 0)
            && blueprint.sections.iter().any(|section| {
                section.at_most != Some(0) && section.takes(question.kind, question.level)
            });
        fits && !exclude.contains(&question.id) && !is_kept(&question.id)
    };
    let mut free: Vec<&Question> = bank.questions.iter().filter(is_usable).collect();
    free.sort_by_cached_key(|question| {
        let seed = request.seed.to_be_bytes();
        Digest::of_parts("plumbline.assemble", &[&seed, question.id.as_str().as_bytes()])
    });
    let column = |question: &'a Question| Column {
        question,
        minutes: question.minutes.into(),
        stale: stale.get(&question.id).copied().map_or(0, u32::from),
        level: 0,
        is_locked: false,
        section: None,
        counts: Vec::new(),
    };
    let own = own.iter().map(|&(question, item)| Column {
        minutes: item.minutes.into(),
        is_locked: true,
        section: Some(item.section.clone()),
        ..column(question)
    });
    own.chain(free.into_iter().map(column)).collect()
}

/// The levels that the blueprint has a share for, then those of locked questions without one.
fn level_rows(blueprint: &Blueprint, budget: u32, columns: &mut [Column]) -> Vec<LevelRow> {
    let mut rows: Vec<LevelRow> = shares(blueprint, budget);
    for column in columns {
        let level = column.question.level;
        column.level = rows.iter().position(|row| row.level == level).unwrap_or_else(|| {
            rows.push(LevelRow { level, target: 0 });
            rows.len() - 1
        });
    }
    rows
}

/// The minutes of each level, by largest remainders: together they are the budget.
pub(super) fn shares(blueprint: &Blueprint, budget: u32) -> Vec<LevelRow> {
    let all: u32 = blueprint.levels.values().map(|&share| u32::from(share)).sum();
    let parts = blueprint.levels.iter().filter(|(_, share)| **share > 0);
    let mut rows: Vec<(LevelRow, u32)> = parts
        .map(|(&level, &share)| {
            let exact = budget * u32::from(share);
            (LevelRow { level, target: exact / all }, exact % all)
        })
        .collect();
    let given: u32 = rows.iter().map(|(row, _)| row.target).sum();
    let mut by_remainder: Vec<usize> = (0..rows.len()).collect();
    by_remainder.sort_by_key(|&at| std::cmp::Reverse(rows.get(at).map(|(_, rest)| *rest)));
    let left = usize::try_from(budget.saturating_sub(given)).unwrap_or(0);
    for at in by_remainder.into_iter().take(left) {
        rows.get_mut(at).into_iter().for_each(|(row, _)| row.target += 1);
    }
    rows.into_iter().map(|(row, _)| row).collect()
}

/// The parts of a penalty.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Cost {
    /// Questions asked for and missing.
    pub short: u32,
    /// Questions beyond a number at most.
    pub over: u32,
    /// Minutes without a question.
    pub idle: u32,
    /// Minutes by which levels miss their shares.
    pub level: u32,
    /// Questions by which targets are missed.
    pub target: u32,
    /// How stale the questions are together.
    pub stale: u32,
}

/// Greater coefficients cost a solver its precision.
const GREATEST: u64 = 900_000;

/// Penalties. A question too many outweighs all of minutes, targets and freshness together, a
/// question too few all of those and every question too many.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Weights {
    /// For a question asked for and missing.
    pub short: u64,
    /// For a question beyond a number at most.
    pub over: u64,
    /// For a minute that no question uses.
    pub idle: u64,
    /// For a minute by which a level misses its share.
    pub level: u64,
    /// For a question by which a target is missed.
    pub target: u64,
}

impl Weights {
    fn of(model: &Model) -> Self {
        let budget = u64::from(model.budget);
        let shortest = model.columns.iter().map(|column| column.minutes).min().unwrap_or(1);
        let most = (budget / u64::from(shortest.max(1))).min(MAX_ITEMS as u64);
        let (mut over, mut target) = (0, 0);
        for count in &model.counts {
            let members = (count.members.len() as u64).min(most);
            over += count.need.at_most.map_or(0, |at_most| members.saturating_sub(at_most.into()));
            target += count.need.target.map_or(0, |target| members.max(target.into()));
        }
        let weights = Self { short: 0, over: 0, idle: 20, level: 10, target: 10 };
        let minutes = (weights.idle + 2 * weights.level) * budget;
        let fit = minutes + weights.target * target + 3 * most;
        let one_over = fit + 1;
        let one_short = one_over * over + fit + 1;
        // Hours of interview with dozens of limits go beyond what a solver tells apart.
        Self { short: one_short.min(GREATEST), over: one_over.min(GREATEST / 2), ..weights }
    }
}

impl Cost {
    pub fn total(&self, weights: &Weights) -> u64 {
        weights.short * u64::from(self.short)
            + weights.over * u64::from(self.over)
            + weights.idle * u64::from(self.idle)
            + weights.level * u64::from(self.level)
            + weights.target * u64::from(self.target)
            + u64::from(self.stale)
    }
}
