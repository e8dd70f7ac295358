//! What no choice can cost less than, found without a solver: where a search comes down to it, it is
//! the best there is.

use super::model::{Column, Model};

/// How many of a count a perfect choice has.
#[derive(Debug, Clone, Copy)]
pub(super) struct Wanted {
    pub least: usize,
    pub most: usize,
}

pub(super) struct Bound {
    pub penalty: u64,
    /// The part of it that comes from counts.
    pub of_counts: u64,
    /// Minutes of each level that come to it.
    pub minutes: Vec<u32>,
    /// By count.
    pub wanted: Vec<Wanted>,
    /// Which minutes the free questions of each level can make together, and more.
    pub reach: Vec<Reach>,
}

/// Sums of minutes that some questions make.
pub(super) struct Reach {
    is_a_sum: Vec<bool>,
}

impl Reach {
    fn of(minutes: impl Iterator<Item = u32>, budget: u32) -> Self {
        let budget = budget as usize;
        let mut how_many = vec![0_usize; budget + 1];
        for minutes in minutes {
            how_many.get_mut(minutes as usize).into_iter().for_each(|count| *count += 1);
        }
        let mut is_a_sum = vec![false; budget + 1];
        is_a_sum.first_mut().into_iter().for_each(|empty| *empty = true);
        for (minutes, count) in how_many.into_iter().enumerate().skip(1) {
            for _ in 0..count.min(budget / minutes) {
                for sum in (minutes..=budget).rev() {
                    let is_new = is_a_sum.get(sum - minutes).copied().unwrap_or(false);
                    is_a_sum.get_mut(sum).into_iter().for_each(|is| *is |= is_new);
                }
            }
        }
        Self { is_a_sum }
    }

    pub fn has(&self, minutes: u32) -> bool {
        self.is_a_sum.get(minutes as usize).copied().unwrap_or(false)
    }

    fn sums(&self) -> impl Iterator<Item = u32> {
        (0_u32..).zip(&self.is_a_sum).filter(|(_, is)| **is).map(|(sum, _)| sum)
    }
}

impl Bound {
    pub fn of(model: &Model) -> Self {
        let locked = || model.columns.iter().filter(|column| column.is_locked);
        let free = |column: &&Column| !column.is_locked;
        let reach: Vec<Reach> = (0..model.levels.len())
            .map(|level| {
                let of_level = model.columns.iter().filter(free).filter(|c| c.level == level);
                Reach::of(of_level.map(|column| column.minutes), model.budget)
            })
            .collect();
        let base: Vec<u32> = (0..model.levels.len())
            .map(|level| locked().filter(|c| c.level == level).map(|c| c.minutes).sum())
            .collect();
        let (minutes, of_minutes) = best_minutes(model, &reach, &base);
        let stale: u32 = locked().map(|column| column.stale).sum();
        let (wanted, of_counts) = wanted(model);
        let penalty = of_counts + of_minutes + u64::from(stale);
        Self { penalty, of_counts, minutes, wanted, reach }
    }

    /// Counts cost at least so much.
    pub fn raise(&mut self, of_counts: u64) {
        let more = of_counts.saturating_sub(self.of_counts);
        self.of_counts += more;
        self.penalty += more;
    }
}

/// The cheapest minutes of each level: over all levels, sum by sum.
fn best_minutes(model: &Model, reach: &[Reach], base: &[u32]) -> (Vec<u32>, u64) {
    // By the minutes used so far: the least penalty, and the minutes of each level.
    let mut best: Vec<Option<(u64, Vec<u32>)>> = vec![None; model.budget as usize + 1];
    best.first_mut().into_iter().for_each(|none| *none = Some((0, Vec::new())));
    for ((row, reach), base) in model.levels.iter().zip(reach).zip(base) {
        let mut next: Vec<Option<(u64, Vec<u32>)>> = vec![None; best.len()];
        for (used, (penalty, minutes)) in
            best.iter().enumerate().filter_map(|(used, best)| Some((used, best.as_ref()?)))
        {
            for sum in reach.sums() {
                let of_level = base + sum;
                let Some(slot) = next.get_mut(used + of_level as usize) else { break };
                let penalty =
                    penalty + model.weights.level * u64::from(row.target.abs_diff(of_level));
                if slot.as_ref().is_none_or(|(least, _)| penalty < *least) {
                    let minutes = minutes.iter().copied().chain([of_level]).collect();
                    *slot = Some((penalty, minutes));
                }
            }
        }
        best = next;
    }
    let with_idle = best.into_iter().enumerate().filter_map(|(used, best)| {
        let (penalty, minutes) = best?;
        let idle = model.budget.saturating_sub(u32::try_from(used).unwrap_or(u32::MAX));
        Some((minutes, penalty + model.weights.idle * u64::from(idle)))
    });
    with_idle.min_by_key(|(_, penalty)| *penalty).unwrap_or_default()
}

/// What each count asks for, as far as the members go, and what is lost already.
fn wanted(model: &Model) -> (Vec<Wanted>, u64) {
    let mut lost = 0;
    let wanted = model.counts.iter().map(|count| {
        let members = count.members.len();
        let is_locked = |place: &&usize| model.columns.get(**place).is_some_and(|c| c.is_locked);
        let locked = count.members.iter().filter(is_locked).count();
        let asked = usize::from(count.need.at_least);
        let allowed = count.need.at_most.map_or(members, usize::from);
        lost += model.weights.short * asked.saturating_sub(members) as u64;
        lost += model.weights.over * locked.saturating_sub(allowed) as u64;
        let (least, most) = (asked.max(locked).min(members), allowed.max(locked).min(members));
        // Where more are asked for than allowed, one of the two is missed: the solver decides which.
        let most = most.max(least);
        let Some(target) = count.need.target.map(usize::from) else {
            return Wanted { least, most };
        };
        let nearest = target.clamp(least, most);
        lost += model.weights.target * nearest.abs_diff(target) as u64;
        Wanted { least: nearest, most: nearest }
    });
    let wanted = wanted.collect();
    (wanted, lost)
}
