//! One bank entry.

mod parts;

use serde::{Deserialize, Serialize};

use super::ids::{CompetencyId, QuestionId};
use super::level::{Kind, Level};
use super::rubric::Anchors;
pub use parts::{
    Claim, Cover, Effect, Page, Point, Probe, Quotes, RedFlag, Reference, Status, Tier,
};

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
/// lines between two [`FENCE`] lines are code. The fields are in the order of a bank file. What came
/// with a later version of a bank is not written where it is absent: digests of older sets hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    pub id: QuestionId,
    /// Two to four words that tell it from its neighbours; see [`Question::name`].
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub title: String,
    pub topic: String,
    #[serde(default, skip_serializing_if = "Status::is_ready")]
    pub status: Status,
    pub level: Level,
    pub kind: Kind,
    pub competency: CompetencyId,
    pub minutes: u16,
    /// What the interviewer says.
    pub prompt: String,
    /// Code or data shown to the candidate, line by line as given.
    pub candidate_material: Option<String>,
    /// Code or data for the interviewer's eyes only, line by line as given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub interviewer_material: Option<String>,
    /// What a very good candidate says.
    pub answer: String,
    /// Core points first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub listen_for: Vec<Point>,
    /// Observable behaviour at 1, 3 and 5; empty: the general scale holds.
    pub anchors: Anchors,
    pub probes: Vec<Probe>,
    pub red_flags: Vec<RedFlag>,
    pub covers: Vec<Cover>,
    /// Topic keys that it only brushes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub touches: Vec<String>,
    /// At most three.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub claims: Vec<Claim>,
    pub references: Vec<Reference>,
    /// Another question that measures the same; a set holds one of the two.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parallel_of: Option<QuestionId>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
}

impl Question {
    /// A question with nothing but its text, for the caller to set what else is known.
    pub fn bare(id: QuestionId, competency: CompetencyId, prompt: String) -> Self {
        Self {
            id,
            title: String::new(),
            topic: String::new(),
            status: Status::Draft,
            level: Level::Beginner,
            kind: Kind::Knowledge,
            competency,
            minutes: 0,
            prompt,
            candidate_material: None,
            interviewer_material: None,
            answer: String::new(),
            listen_for: Vec::new(),
            anchors: Default::default(),
            probes: Vec::new(),
            red_flags: Vec::new(),
            covers: Vec::new(),
            touches: Vec::new(),
            claims: Vec::new(),
            references: Vec::new(),
            parallel_of: None,
            tags: Vec::new(),
        }
    }

    /// What it is called in a list: its title, or else its topic.
    pub fn name(&self) -> &str {
        if self.title.is_empty() { &self.topic } else { &self.title }
    }

    /// The question that it and its parallel forms go back to.
    pub fn family(&self) -> &QuestionId {
        self.parallel_of.as_ref().unwrap_or(&self.id)
    }

    /// How many points it has of a tier.
    pub fn count(&self, tier: Tier) -> usize {
        self.listen_for.iter().filter(|point| point.at == tier).count()
    }
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
