//! What a set covers, for a grid beside it.

use super::model::shares;
use crate::domain::bank::Bank;
use crate::domain::blueprint::{Blueprint, Need};
use crate::domain::ids::CompetencyId;
use crate::domain::level::Level;
use crate::domain::question::Question;
use crate::domain::set::{QuestionSet, SetItem};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coverage {
    /// Minutes of the questions, and how many there are for them.
    pub minutes: (u32, u32),
    /// Minutes wanted and found, level by level; those of the blueprint first.
    pub levels: Vec<(Level, u32, u32)>,
    /// Those of the blueprint first, then others that the set has.
    pub rows: Vec<CoverageRow>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CoverageRow {
    pub competency: CompetencyId,
    pub need: Need,
    /// Questions of each level, in the order of [`Coverage::levels`].
    pub by_level: Vec<u32>,
}

impl CoverageRow {
    pub fn found(&self) -> u32 {
        self.by_level.iter().sum()
    }

    pub fn is_short(&self) -> bool {
        self.found() < u32::from(self.need.at_least)
    }
}

/// What a set has, beside what the blueprint asks for in so many minutes.
pub fn coverage(bank: &Bank, blueprint: &Blueprint, minutes: u16, set: &QuestionSet) -> Coverage {
    let budget = u32::from(blueprint.question_minutes(minutes));
    let items: Vec<(&SetItem, &Question)> = set
        .items
        .iter()
        .filter_map(|item| Some((item, set.question(&item.question, bank)?)))
        .collect();
    let used = set.items.iter().map(|item| u32::from(item.minutes)).sum();
    let mut levels: Vec<(Level, u32, u32)> =
        shares(blueprint, budget).into_iter().map(|row| (row.level, row.target, 0)).collect();
    for (item, question) in &items {
        let at = levels.iter().position(|(level, ..)| *level == question.level);
        let at = at.unwrap_or_else(|| {
            levels.push((question.level, 0, 0));
            levels.len() - 1
        });
        levels.get_mut(at).into_iter().for_each(|(_, _, found)| *found += u32::from(item.minutes));
    }
    let asked = blueprint.competencies.iter().map(|(id, need)| (id, *need));
    let mut rows: Vec<CoverageRow> = Vec::new();
    let others = items.iter().map(|(_, question)| (&question.competency, Need::default()));
    for (competency, need) in asked.chain(others) {
        if !rows.iter().any(|row| row.competency == *competency) {
            let of_level = |(level, ..): &(Level, u32, u32)| {
                let is_one = |(_, question): &&(&SetItem, &Question)| {
                    question.level == *level && question.competency == *competency
                };
                u32::try_from(items.iter().filter(is_one).count()).unwrap_or(u32::MAX)
            };
            let by_level = levels.iter().map(of_level).collect();
            rows.push(CoverageRow { competency: competency.clone(), need, by_level });
        }
    }
    Coverage { minutes: (used, budget), levels, rows }
}
