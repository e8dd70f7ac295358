//! One bank entry.

use serde::{Deserialize, Serialize};

use super::ids::{CompetencyId, QuestionId};
use super::level::{Kind, Level};
use super::rubric::Anchors;

/// Stands alone on the line before and the line after code in a text.
pub const FENCE: &str = "```";

/// A question with all that an interviewer needs beside it.
///
/// Texts are paragraphs separated by blank lines; a line that starts with `- ` is a bullet,
/// and lines between two [`FENCE`] lines are code.
/// The order of the fields is the order in which they stand in a bank file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// The name by which sets refer to it.
    pub id: QuestionId,
    /// What it is about, as a heading.
    pub topic: String,
    /// How much it asks.
    pub level: Level,
    /// What the candidate does.
    pub kind: Kind,
    /// What it measures.
    pub competency: CompetencyId,
    /// The time budget in minutes.
    pub minutes: u16,
    /// What the interviewer says.
    pub prompt: String,
    /// Code or data that the candidate is shown, line by line as given.
    pub candidate_material: Option<String>,
    /// What a very good candidate says.
    pub answer: String,
    /// Observable behaviour at 1, 3 and 5; empty: the general scale holds.
    pub anchors: Anchors,
    /// Follow-up questions.
    pub probes: Vec<String>,
    /// Statements or habits that should worry.
    pub red_flags: Vec<String>,
    /// Keys of the topics that it covers.
    pub covers: Vec<String>,
    /// Where the facts can be looked up.
    pub references: Vec<String>,
}

/// What a question measures; scores roll up to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Competency {
    /// The name by which questions refer to it.
    pub id: CompetencyId,
    /// The heading on screen and page.
    pub title: String,
    /// One sentence that says what is observed.
    pub about: String,
}
