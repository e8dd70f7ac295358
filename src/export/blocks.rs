//! The scorecard as one list of blocks: what it says, once, for the screen, the page and Markdown.
//!
//! Nothing here knows a toolkit or a unit of length. Whoever walks the list knows only how each
//! kind of block looks.

mod build;

use crate::domain::scorecard::Scorecard;

pub fn blocks(card: &Scorecard) -> Vec<Block> {
    build::blocks(card)
}

pub const TITLE: &str = "Interview scorecard";

pub enum Block {
    Head(Head),
    Decision(Decision),
    Competencies(Competencies),
    Points(Points),
    Questions(Questions),
    Section(Section),
    Verification(Verification),
    /// A remark on this copy, after everything else.
    Footnote(String),
}

/// Whose scorecard it is, and how the interview went.
pub struct Head {
    /// Draft, incomplete, amended and the like, in words.
    pub status: Option<String>,
    pub candidate: Fact,
    pub role: Fact,
    pub facts: Vec<Fact>,
    pub ended_early: Option<Fact>,
}

pub struct Fact {
    pub label: String,
    pub value: String,
}

/// The recommendation with its reason, and the overall score with its denominators.
pub struct Decision {
    pub recommendation: Fact,
    /// What could have been recommended.
    pub choices: String,
    pub reason: Fact,
    pub score_label: &'static str,
    pub score: Score,
    pub coverage: Vec<String>,
    pub warning: Option<String>,
}

/// A place on the scale from 1 to 5, or the word for why there is none.
pub enum Score {
    /// `share` is the filled part of the scale, 0 to 1.
    Given { figure: String, share: f32 },
    /// The word for why there is none.
    Missing(String),
}

pub struct Competencies {
    pub title: &'static str,
    pub rows: Vec<Competency>,
    pub note: &'static str,
}

pub struct Competency {
    pub title: String,
    pub score: Score,
    /// Which questions are averaged, and which have no score.
    pub basis: String,
}

/// Strengths beside concerns.
pub struct Points {
    pub title: &'static str,
    pub lists: [PointList; 2],
}

pub struct PointList {
    pub title: &'static str,
    pub sign: &'static str,
    /// Stands where there are no points.
    pub none: &'static str,
    pub points: Vec<String>,
}

pub struct Questions {
    pub title: &'static str,
    pub note: &'static str,
    pub rows: Vec<Question>,
}

pub struct Question {
    /// Number and topic.
    pub title: String,
    /// Level, kind, competency, whether the plan required it.
    pub facts: String,
    pub prompt: String,
    pub score: Score,
    /// That an amendment changed the score, and from what.
    pub amended: Option<String>,
    pub lines: Vec<Line>,
    pub time: String,
    /// By how much the budget was overrun.
    pub over: Option<String>,
}

pub struct Section {
    pub title: &'static str,
    pub note: Option<&'static str>,
    pub lines: Vec<Line>,
}

pub enum Line {
    /// A remark on what stands around it, never content itself.
    Caption(String),
    /// What a person wrote.
    Text(String),
    /// A text of the bank.
    Authored(String),
    /// What the scale says of a step.
    Anchor { step: u8, text: String },
    /// `at` is interview time.
    Note { at: String, text: String },
    /// A text of the bank that a person ticked at that time.
    Ticked { at: String, text: String },
    /// A text under the words that head it.
    Entry { head: String, text: String },
}

/// What identifies the scorecard.
pub struct Verification {
    pub title: &'static str,
    pub set: Fact,
    pub hashes: Vec<Fact>,
    pub note: &'static str,
}

impl Score {
    /// `4.5 of 5`, or the word for why there is none.
    pub fn words(&self) -> String {
        match self {
            Self::Given { figure, .. } => format!("{figure} {OF_ALL}"),
            Self::Missing(word) => word.clone(),
        }
    }
}

/// Follows the figure of a score.
pub const OF_ALL: &str = "of 5";
