//! The search that comes first: questions one after another, for what is still unmet, until the
//! choice costs no more than any choice must. Where that works it is a proof, in a moment.

use std::collections::BTreeMap;

use super::bound::{Bound, Wanted};
use super::model::{Column, Count, Model, What};

/// Steps until it gives up: what it does not find soon it does not find late.
const STEPS: usize = 6_000;
/// Members of one sort that are tried in one place; they differ in their topics only.
const TRIES: usize = 3;

/// Ways to spread what is missing over the counts, that are tried.
const SPREADS: usize = 400;

/// A choice that costs what the bound says, where one is found; `missing` is how many of what is
/// asked for it lacks, in whichever counts that works.
pub(super) fn search(model: &Model, bound: &Bound, missing: usize) -> Option<Vec<usize>> {
    let mut spreads = Vec::new();
    spread(&bound.wanted, 0, missing, &mut Vec::new(), &mut spreads);
    spreads.into_iter().find_map(|wanted| with(model, bound, wanted))
}

/// Every way to ask for so many less in all.
fn spread(
    wanted: &[Wanted],
    from: usize,
    missing: usize,
    less: &mut Vec<usize>,
    found: &mut Vec<Vec<Wanted>>,
) {
    if found.len() == SPREADS {
        return;
    }
    if missing == 0 {
        let mut spread = wanted.to_vec();
        for place in less.iter() {
            spread.get_mut(*place).into_iter().for_each(|wanted| wanted.least -= 1);
        }
        found.push(spread);
        return;
    }
    for (place, one) in wanted.iter().enumerate().skip(from) {
        if less.iter().filter(|other| **other == place).count() < one.least {
            less.push(place);
            spread(wanted, place, missing - 1, less, found);
            less.pop();
        }
    }
}

fn with(model: &Model, bound: &Bound, wanted: Vec<Wanted>) -> Option<Vec<usize>> {
    let mut search = Search::new(model, bound, wanted)?;
    search
        .go_on()
        .then_some(search.chosen)
        .filter(|chosen| model.allows(chosen) && model.total(chosen) == bound.penalty)
}

struct Search<'m, 'a> {
    model: &'m Model<'a>,
    bound: &'m Bound,
    wanted: Vec<Wanted>,
    /// The shortest question of each count, in minutes.
    shortest: Vec<u32>,
    /// Fresh questions that differ in their topics only, by place.
    sorts: Vec<Vec<usize>>,
    /// The sorts of each count and of each level.
    of_count: Vec<Vec<usize>>,
    of_level: Vec<Vec<usize>>,
    chosen: Vec<usize>,
    /// Minutes of each level that are still to fill.
    left: Vec<u32>,
    found: Vec<usize>,
    /// How many of each row that keeps questions apart.
    used: Vec<usize>,
    steps: usize,
}

impl<'m, 'a> Search<'m, 'a> {
    /// `None` where the locked questions alone go beyond the bound's minutes.
    fn new(model: &'m Model<'a>, bound: &'m Bound, wanted: Vec<Wanted>) -> Option<Self> {
        let mut by_kind: BTreeMap<_, Vec<usize>> = BTreeMap::new();
        for (place, column) in model.columns.iter().enumerate() {
            if !column.is_locked && column.stale == 0 {
                let kind = (column.level, column.minutes, &column.counts, column.question.kind);
                by_kind.entry(kind).or_default().push(place);
            }
        }
        let mut sorts: Vec<Vec<usize>> = by_kind.into_values().collect();
        // The seed's order decides which is tried first.
        sorts.sort_by_key(|members| members.first().copied());
        let mut of_count = vec![Vec::new(); model.counts.len()];
        let mut of_level = vec![Vec::new(); model.levels.len()];
        for (number, members) in sorts.iter().enumerate() {
            let first = members.first().and_then(|&place| model.columns.get(place))?;
            of_level.get_mut(first.level)?.push(number);
            for &count in &first.counts {
                of_count.get_mut(count)?.push(number);
            }
        }
        let minutes = |&place: &usize| model.columns.get(place).map(|column| column.minutes);
        let shortest = |count: &Count| count.members.iter().filter_map(minutes).min().unwrap_or(0);
        let shortest = model.counts.iter().map(shortest).collect();
        let mut search = Self {
            model,
            bound,
            wanted,
            shortest,
            sorts,
            of_count,
            of_level,
            chosen: Vec::new(),
            left: bound.minutes.clone(),
            found: vec![0; model.counts.len()],
            used: vec![0; model.aparts.len()],
            steps: 0,
        };
        model.locked().into_iter().all(|place| search.take(place)).then_some(search)
    }

    /// From here to a whole choice.
    fn go_on(&mut self) -> bool {
        self.steps += 1;
        if self.steps > STEPS || !self.has_time() {
            return false;
        }
        if let Some(count) = self.hardest_unmet() {
            let sorts = self.of_count.get(count).cloned().unwrap_or_default();
            return self.try_each(&sorts);
        }
        let unfilled = (0..self.left.len()).filter(|&level| self.left_of(level) > 0);
        let Some(level) = unfilled.min_by_key(|&level| self.left_of(level)) else {
            return self.model.allows(&self.chosen);
        };
        let sorts = self.of_level.get(level).cloned().unwrap_or_default();
        self.try_each(&sorts)
    }

    fn try_each(&mut self, sorts: &[usize]) -> bool {
        for &sort in sorts {
            let members = self.sorts.get(sort).cloned().unwrap_or_default();
            let mut tried = 0;
            for place in members {
                if tried == TRIES || !self.has_room(place) {
                    break;
                }
                if self.chosen.contains(&place) || !self.model.is_apart(place, &self.used) {
                    continue;
                }
                tried += 1;
                if self.take(place) {
                    if self.go_on() {
                        return true;
                    }
                    self.put_back();
                }
                if self.steps > STEPS {
                    return false;
                }
            }
        }
        false
    }

    /// Whether the minutes left hold what is unmet. A question counts in one kind, one competency and
    /// one area only, so what those lack adds up.
    fn has_time(&self) -> bool {
        let left: u32 = self.left.iter().sum();
        let (mut kinds, mut competencies, mut areas) = (0, 0, 0);
        let counts = self.model.counts.iter().zip(&self.wanted).zip(&self.found);
        for (((count, wanted), found), shortest) in counts.zip(&self.shortest) {
            let lacking = u32::try_from(wanted.least.saturating_sub(*found)).unwrap_or(u32::MAX);
            match count.what {
                What::Kind(_) => kinds += lacking * shortest,
                What::Competency(_) => competencies += lacking * shortest,
                What::Area(_) => areas += lacking * shortest,
                What::Required(_) | What::Section(_) | What::EachArea(_) => {}
            }
        }
        kinds.max(competencies).max(areas) <= left
    }

    /// The unmet count with the fewest questions for it.
    fn hardest_unmet(&self) -> Option<usize> {
        let unmet = |&count: &usize| {
            let wanted = self.wanted.get(count).map_or(0, |wanted| wanted.least);
            self.found.get(count).is_some_and(|found| *found < wanted)
        };
        let size = |&count: &usize| self.model.counts.get(count).map(|count| count.members.len());
        (0..self.found.len()).filter(unmet).min_by_key(size)
    }

    fn left_of(&self, level: usize) -> u32 {
        self.left.get(level).copied().unwrap_or(0)
    }

    /// Whether its level can still be filled with it, and no count goes over. It holds for all of a
    /// sort or for none.
    fn has_room(&self, place: usize) -> bool {
        let Some(column) = self.model.columns.get(place) else { return false };
        let Some(rest) = self.left_of(column.level).checked_sub(column.minutes) else {
            return false;
        };
        let is_within = |&count: &usize| {
            let most = self.wanted.get(count).map_or(0, |wanted| wanted.most);
            self.found.get(count).is_some_and(|found| *found < most)
        };
        self.bound.reach.get(column.level).is_some_and(|reach| reach.has(rest))
            && column.counts.iter().all(is_within)
    }

    fn take(&mut self, place: usize) -> bool {
        let Some(column) = self.model.columns.get(place) else { return false };
        let Some(rest) = self.left_of(column.level).checked_sub(column.minutes) else {
            return false;
        };
        self.chosen.push(place);
        self.left.get_mut(column.level).into_iter().for_each(|left| *left = rest);
        self.count(place, column, |number| *number += 1);
        true
    }

    fn put_back(&mut self) {
        let Some(place) = self.chosen.pop() else { return };
        let Some(column) = self.model.columns.get(place) else { return };
        let left = self.left.get_mut(column.level);
        left.into_iter().for_each(|left| *left += column.minutes);
        self.count(place, column, |number| *number -= 1);
    }

    fn count(&mut self, place: usize, column: &Column, step: impl Fn(&mut usize)) {
        for &count in &column.counts {
            self.found.get_mut(count).into_iter().for_each(&step);
        }
        for &row in self.model.apart_of.get(place).into_iter().flatten() {
            self.used.get_mut(row).into_iter().for_each(&step);
        }
    }
}
