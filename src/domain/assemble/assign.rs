//! Real questions for the numbers that a relaxed program gives: members of its classes that nothing
//! keeps apart.

use super::linear::Class;
use super::model::{Model, What};

/// Steps until it gives up.
const STEPS: usize = 20_000;

pub(super) fn assign(model: &Model, classes: &[Class], counts: &[u32]) -> Option<Vec<usize>> {
    let mut wanted: Vec<(&[usize], usize)> = classes
        .iter()
        .zip(counts)
        .filter(|(_, count)| **count > 0)
        .map(|(class, count)| (class.members.as_slice(), *count as usize))
        .collect();
    // Those with the least choice first.
    wanted.sort_by_key(|(members, count)| (members.len().saturating_sub(*count), members.first()));
    let mut assigning = Assigning {
        model,
        wanted,
        chosen: Vec::new(),
        used: vec![0; model.aparts.len()],
        of_area: vec![0; model.counts.len()],
        steps: 0,
    };
    assigning.fill(0, 0, 0).then_some(assigning.chosen)
}

struct Assigning<'m, 'a> {
    model: &'m Model<'a>,
    wanted: Vec<(&'m [usize], usize)>,
    chosen: Vec<usize>,
    used: Vec<usize>,
    /// How many of each area with a limit, by count.
    of_area: Vec<usize>,
    steps: usize,
}

impl Assigning<'_, '_> {
    /// The rest of a class, from a member on, and all classes behind it.
    fn fill(&mut self, class: usize, from: usize, taken: usize) -> bool {
        self.steps += 1;
        let Some(&(members, count)) = self.wanted.get(class) else { return true };
        if taken == count {
            return self.fill(class + 1, 0, 0);
        }
        for (at, &place) in members.iter().enumerate().skip(from) {
            if self.steps > STEPS || members.len() - at < count - taken {
                return false;
            }
            if self.is_free(place) {
                self.step(place, |number| *number += 1);
                self.chosen.push(place);
                if self.fill(class, at + 1, taken + 1) {
                    return true;
                }
                self.chosen.pop();
                self.step(place, |number| *number -= 1);
            }
        }
        false
    }

    fn is_free(&self, place: usize) -> bool {
        let is_locked = self.model.columns.get(place).is_some_and(|column| column.is_locked);
        self.model.is_apart(place, &self.used)
            && (is_locked
                || self
                    .areas(place)
                    .all(|(area, most)| self.of_area.get(area).is_some_and(|held| *held < most)))
    }

    fn areas(&self, place: usize) -> impl Iterator<Item = (usize, usize)> {
        let counts = self.model.columns.get(place).map_or(&[][..], |column| &column.counts);
        counts.iter().filter_map(|&number| {
            let count = self.model.counts.get(number)?;
            let most = count.need.at_most.filter(|_| matches!(count.what, What::EachArea(_)))?;
            Some((number, usize::from(most)))
        })
    }

    fn step(&mut self, place: usize, step: impl Fn(&mut usize)) {
        let areas: Vec<usize> = self.areas(place).map(|(area, _)| area).collect();
        for area in areas {
            self.of_area.get_mut(area).into_iter().for_each(&step);
        }
        for &row in self.model.apart_of.get(place).into_iter().flatten() {
            self.used.get_mut(row).into_iter().for_each(&step);
        }
    }
}
