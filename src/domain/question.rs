//! One bank entry.

use serde::{Deserialize, Serialize};

use super::ids::{CompetencyId, QuestionId};
use super::level::{Kind, Level};
use super::rubric::Anchors;

/// Begins the line before code in a text; alone on a line, it ends the code.
pub const FENCE: &str = "```";

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LineKind {
    /// A line of a paragraph or a bullet, or a blank line.
    Prose,
    /// The line before code.
    Opening,
    Code,
    /// The line after code.
    Closing,
}

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
/// Texts are paragraphs separated by blank lines; a line that starts with `- ` is a bullet, and
/// lines between two [`FENCE`] lines are code. The fields are in the order of a bank file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    pub id: QuestionId,
    pub topic: String,
    pub level: Level,
    pub kind: Kind,
    pub competency: CompetencyId,
    pub minutes: u16,
    /// What the interviewer says.
    pub prompt: String,
    /// Code or data shown to the candidate, line by line as given.
    pub candidate_material: Option<String>,
    /// What a very good candidate says.
    pub answer: String,
    /// Observable behaviour at 1, 3 and 5; empty: the general scale holds.
    pub anchors: Anchors,
    pub probes: Vec<String>,
    pub red_flags: Vec<String>,
    pub covers: Vec<String>,
    pub references: Vec<String>,
}

/// What a question measures; scores roll up to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Competency {
    pub id: CompetencyId,
    pub title: String,
    /// One sentence: what is observed.
    pub about: String,
}
