//! The scorecard as one list of blocks: what it says, once, for the screen, the page and Markdown.
//!
//! Nothing here knows a toolkit or a unit of length. Whoever walks the list knows only how each
//! kind of block looks.

mod build;
mod claims;
mod open_points;
mod questions;
mod timeline;

use crate::domain::scorecard::Scorecard;

pub fn blocks(card: &Scorecard) -> Vec<Block> {
    build::blocks(card)
}

pub const TITLE: &str = "Interview scorecard";
/// Heads the rules of the scores.
pub const HOW_TO_READ: &str = "How to read the scores";

pub enum Block {
    Head(Head),
    Decision(Decision),
    Competencies(Competencies),
    Claims(Claims),
    Timeline(Timeline),
    /// What the next interviewer should look at.
    Open(OpenPoints),
    Questions(Questions),
    Section(Section),
}

/// Whose scorecard it is, and how the interview went.
pub struct Head {
    /// Draft, incomplete, amended, ended early and the like, in words.
    pub status: Option<String>,
    pub candidate: Fact,
    pub role: Fact,
    pub facts: Vec<Fact>,
}

pub struct Fact {
    pub label: String,
    pub value: String,
}

/// The recommendation with its reason, and the overall score with its denominators.
pub struct Decision {
    pub recommendation: Fact,
    /// What could have been recommended, and which of it was.
    pub choices: Vec<(&'static str, bool)>,
    /// What it was at submission, where an amendment changed it.
    pub submitted: Option<String>,
    pub reason: Fact,
    /// What was amended since, each change in a few words.
    pub changes: Option<String>,
    pub score_label: &'static str,
    pub score: Score,
    /// The overall score at submission, where an amendment changed it.
    pub submitted_score: Option<String>,
    pub coverage: Vec<String>,
    pub warning: Option<String>,
}

/// A place on the scale from 1 to 5, or the word for why there is none.
pub enum Score {
    /// `tenths` is 10 to 50.
    Given { figure: String, tenths: u16 },
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
pub struct Claims {
    pub title: &'static str,
    pub lists: [ClaimList; 2],
}

pub struct ClaimList {
    pub title: &'static str,
    pub sign: &'static str,
    /// Stands where there are no claims.
    pub none: &'static str,
    pub claims: Vec<Claim>,
}

/// What the interviewer holds for a strength or a concern, and what it rests on.
pub struct Claim {
    pub text: String,
    /// The question and the time, then the words that were noted there, or that none were.
    pub support: String,
    /// Something was noted that it rests on.
    pub is_supported: bool,
}

/// The session as a strip; shares are of the whole interview time, 0 to 1.
pub struct Timeline {
    pub title: &'static str,
    pub stretches: Vec<Stretch>,
    pub breaks: Vec<(f32, String)>,
    /// The whole interview time.
    pub end: String,
    /// The strip in words, one for each block and each break.
    pub words: Vec<String>,
}

pub struct Stretch {
    pub from: f32,
    pub to: f32,
    /// From here on the question was over its budget.
    pub over_from: Option<f32>,
    /// `None` between questions, and where the question's longest stretch is another.
    pub label: Option<StretchLabel>,
    pub is_question: bool,
}

pub struct StretchLabel {
    pub name: String,
    /// Stands in where the name has no room.
    pub number: String,
    /// The step that was given; `–` where there is none.
    pub score: String,
    /// By how much it was overrun.
    pub over: Option<String>,
}

pub struct OpenPoints {
    pub title: &'static str,
    /// The most important first.
    pub items: Vec<OpenPoint>,
    /// Stands where there is nothing to look at.
    pub none: &'static str,
}

pub struct OpenPoint {
    pub label: String,
    pub value: String,
    /// Says less where there is no room for all.
    pub short: String,
}

pub struct Questions {
    pub title: &'static str,
    pub note: &'static str,
    pub rows: Vec<Question>,
}

pub struct Question {
    /// Number and name.
    pub title: String,
    /// Level, kind, competency, whether the plan required it.
    pub facts: String,
    pub prompt: String,
    /// Code or data that the candidate worked on.
    pub material: Option<String>,
    pub score: Score,
    /// That an amendment changed the score, and from what.
    pub amended: Option<String>,
    /// Why there is no score, then what was noted, heard and asked.
    pub said: Vec<Line>,
    /// What the scale says of the step that was given.
    pub rubric: Vec<Line>,
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
    /// A label or a remark.
    Caption(String),
    Text(String),
    /// A text of the bank, where backticks mark code.
    Authored(String),
    /// The same, of less weight.
    Minor(String),
    /// What the scale says of a step: `label` names the step.
    Anchor {
        label: String,
        text: String,
    },
    /// `at` is interview time.
    Note {
        at: String,
        text: String,
    },
    /// A text of the bank that a person ticked at that time.
    Ticked {
        at: String,
        text: String,
    },
    /// A text under the words that head it.
    Entry {
        head: String,
        text: String,
    },
    /// A hash or a key under the words that head it.
    Hash {
        head: String,
        text: String,
    },
}

impl Score {
    /// `4.5 of 5`, or the word for why there is none.
    pub fn words(&self) -> String {
        match self {
            Self::Given { figure, .. } => format!("{figure} {OF_ALL}"),
            Self::Missing(word) => word.clone(),
        }
    }

    /// The filled part of a bar of five segments, 0 to 1.
    pub fn share(tenths: u16) -> f32 {
        (f32::from(tenths) / 50.0).clamp(0.0, 1.0)
    }
}

/// Follows the figure of a score.
pub const OF_ALL: &str = "of 5";
