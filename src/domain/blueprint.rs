//! What a set must contain.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::ids::{BlueprintId, CompetencyId};
use super::level::{Kind, Level, Seniority};

/// The mix of levels, kinds and competencies that makes a set for one seniority.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Blueprint {
    /// The name of the blueprint.
    pub id: BlueprintId,
    /// The heading.
    pub title: String,
    /// The role it is for.
    pub seniority: Seniority,
    /// The whole interview in minutes, opening and closing included.
    pub minutes: u16,
    /// Minutes kept for welcome and introductions.
    pub opening_minutes: u16,
    /// Minutes kept for the candidate's own questions.
    pub closing_minutes: u16,
    /// Share of the question time by level, in percent; together 100.
    pub levels: BTreeMap<Level, u8>,
    /// At least so many questions of a kind.
    pub kinds: BTreeMap<Kind, u8>,
    /// At least so many questions of a competency; only these competencies are used.
    pub competencies: BTreeMap<CompetencyId, u8>,
    /// In the order in which they are held; a question belongs to the first that takes it.
    pub sections: Vec<Section>,
}

impl Blueprint {
    /// Minutes left for questions in an interview of `minutes`.
    pub fn question_minutes(&self, minutes: u16) -> u16 {
        minutes.saturating_sub(self.opening_minutes).saturating_sub(self.closing_minutes)
    }
}

/// A part of the interview.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Section {
    /// The heading.
    pub title: String,
    /// The kinds it takes.
    pub kinds: Vec<Kind>,
    /// The levels it takes.
    pub levels: Vec<Level>,
    /// It takes no more questions than this.
    pub at_most: Option<u8>,
}
