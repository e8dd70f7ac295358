//! What a set must contain.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::ids::{BlueprintId, CompetencyId, QuestionId};
use super::level::{Kind, Level, Seniority};

/// The mix of levels, kinds, areas and competencies that makes a set for one seniority.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Blueprint {
    pub id: BlueprintId,
    pub title: String,
    pub seniority: Seniority,
    /// Why its shares are what they are.
    #[serde(default)]
    pub why: String,
    /// The whole interview, opening and closing included.
    pub minutes: u16,
    pub opening_minutes: u16,
    /// Kept for the candidate's own questions.
    pub closing_minutes: u16,
    /// Share of the question time by level, in percent; together 100.
    pub levels: BTreeMap<Level, u8>,
    pub kinds: BTreeMap<Kind, Need>,
    /// No other competencies are used.
    pub competencies: BTreeMap<CompetencyId, Need>,
    /// By the name of the area.
    #[serde(default)]
    pub areas: BTreeMap<String, Need>,
    /// Most questions of any area that is not in `areas`.
    #[serde(default)]
    pub each_area_at_most: Option<u8>,
    /// In every set, whatever else is chosen.
    #[serde(default)]
    pub required: Vec<QuestionId>,
    /// Whether easier questions stand before harder ones within a section.
    #[serde(default = "yes")]
    pub easier_first: bool,
    /// In interview order; a question belongs to the first that takes it and has room.
    pub sections: Vec<Section>,
}

fn yes() -> bool {
    true
}

impl Blueprint {
    /// Minutes of an interview that are left for questions.
    pub fn question_minutes(&self, minutes: u16) -> u16 {
        minutes.saturating_sub(self.opening_minutes).saturating_sub(self.closing_minutes)
    }
}

/// How many questions of a kind, a competency or an area are wanted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "NeedForm", into = "NeedForm")]
pub struct Need {
    pub at_least: u8,
    pub at_most: Option<u8>,
    /// As near to this many as the rest allows.
    pub target: Option<u8>,
}

impl Need {
    pub const fn at_least(count: u8) -> Self {
        Self { at_least: count, at_most: None, target: None }
    }

    /// Whether no number of questions can meet it.
    pub fn is_contradictory(self) -> bool {
        self.at_most.is_some_and(|most| most < self.at_least)
    }
}

/// A plain number is the least, as in version 1 of the format.
#[derive(Serialize, Deserialize)]
#[serde(untagged, expecting = "a number, or (at_least: …, at_most: …, target: …) is expected here")]
enum NeedForm {
    Least(u8),
    Full(FullNeed),
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct FullNeed {
    #[serde(default)]
    at_least: u8,
    #[serde(default, with = "plain_option")]
    at_most: Option<u8>,
    #[serde(default, with = "plain_option")]
    target: Option<u8>,
}

impl From<NeedForm> for Need {
    fn from(form: NeedForm) -> Self {
        match form {
            NeedForm::Least(count) => Self::at_least(count),
            NeedForm::Full(FullNeed { at_least, at_most, target }) => {
                Self { at_least, at_most, target }
            }
        }
    }
}

impl From<Need> for NeedForm {
    fn from(Need { at_least, at_most, target }: Need) -> Self {
        match (at_most, target) {
            (None, None) => Self::Least(at_least),
            _ => Self::Full(FullNeed { at_least, at_most, target }),
        }
    }
}

/// RON wants `Some(2)`; a blueprint is written `2` by people.
mod plain_option {
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Form {
        Plain(u8),
        Option(Option<u8>),
    }

    pub fn serialize<S: Serializer>(value: &Option<u8>, serializer: S) -> Result<S::Ok, S::Error> {
        value.serialize(serializer)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(reader: D) -> Result<Option<u8>, D::Error> {
        Ok(match Form::deserialize(reader)? {
            Form::Plain(count) => Some(count),
            Form::Option(count) => count,
        })
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Section {
    pub title: String,
    pub kinds: Vec<Kind>,
    pub levels: Vec<Level>,
    /// Fewest questions that belong here: a warm-up wants one.
    #[serde(default)]
    pub at_least: u8,
    /// Most questions it takes.
    pub at_most: Option<u8>,
}

impl Section {
    pub fn takes(&self, kind: Kind, level: Level) -> bool {
        self.kinds.contains(&kind) && self.levels.contains(&level)
    }
}
