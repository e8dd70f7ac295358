//! What a set must contain.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::ids::{BlueprintId, CompetencyId};
use super::level::{Kind, Level, Seniority};

/// The mix of levels, kinds and competencies that makes a set for one seniority.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Blueprint {
    pub id: BlueprintId,
    pub title: String,
    pub seniority: Seniority,
    /// The whole interview, opening and closing included.
    pub minutes: u16,
    pub opening_minutes: u16,
    pub closing_minutes: u16,
    /// Share of the question time by level, in percent; together 100.
    pub levels: BTreeMap<Level, u8>,
    /// Least number of questions of each kind.
    pub kinds: BTreeMap<Kind, u8>,
    /// Least number of questions of each competency; no other competencies are used.
    pub competencies: BTreeMap<CompetencyId, u8>,
    /// In interview order; a question belongs to the first that takes it.
    pub sections: Vec<Section>,
}

impl Blueprint {
    /// Minutes of an interview that are left for questions.
    pub fn question_minutes(&self, minutes: u16) -> u16 {
        minutes.saturating_sub(self.opening_minutes).saturating_sub(self.closing_minutes)
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Section {
    pub title: String,
    pub kinds: Vec<Kind>,
    pub levels: Vec<Level>,
    /// Most questions it takes.
    pub at_most: Option<u8>,
}
