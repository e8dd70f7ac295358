//! One bank entry.

use serde::{Deserialize, Serialize};

use super::ids::{CompetencyId, QuestionId};
use super::level::{Kind, Level};
use super::rubric::Anchors;

/// Starts the line before code in a text, and is all of the line behind it.
pub const FENCE: &str = "```";

/// What a line of a text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LineKind {
    /// A line of a paragraph or a bullet, or a blank line.
    Prose,
    /// The line before code.
    Opening,
    /// A line of code.
    Code,
    /// The line behind code.
    Closing,
}

/// The lines of a text, each with what it is.
pub fn line_kinds(text: &str) -> impl Iterator<Item = (LineKind, &str)> {
    let mut in_code = false;
    text.lines().map(move |line| {
        let kind = match in_code {
            true if line.trim() == FENCE => LineKind::Closing,
            true => LineKind::Code,
            false if line.trim_start().starts_with(FENCE) => LineKind::Opening,
            false => LineKind::Prose,
        };
        in_code = matches!(kind, LineKind::Opening | LineKind::Code);
        (kind, line)
    })
}

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
