//! The scorecard: the one report model that the screen and every export show.
//!
//! It holds plain, ready values and no layout, so what is on the page is what was measured.
#![allow(missing_docs, reason = "a field whose name says all needs no sentence")]

mod build;

use serde::Serialize;

use super::event::{NoteTag, Recommendation};
use super::level::{Kind, Level, Seniority};
use super::session::Note;

/// What leaves the program with the report.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Disclosure {
    /// The candidate's name is left out.
    pub mask_candidate: bool,
    /// Private notes are shown; only where the interviewer said so for this very export.
    pub include_private: bool,
}

impl Disclosure {
    /// Whether a note leaves the program, on a page or in a file.
    pub fn shows(self, note: &Note) -> bool {
        !note.private || self.include_private
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Scorecard {
    /// The candidate's name, or what stands for it.
    pub candidate: String,
    pub role: String,
    pub interviewer: String,
    /// When the interview started, in UTC milliseconds.
    pub started_wall_ms: Option<i64>,
    /// The interviewer's offset from UTC at that time, in minutes.
    pub utc_offset_minutes: i16,
    /// Interview time, pauses left out, in milliseconds.
    pub spent_ms: u64,
    /// The part of it that was spent on questions, in milliseconds.
    pub on_questions_ms: u64,
    /// The plan, in milliseconds.
    pub planned_ms: u64,
    /// How far the session had come.
    pub status: Status,
    /// Why this is not the whole of what was recorded, where a part of the record is lost.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub incomplete: Option<String>,
    /// Why the conversation ended before its time.
    pub ended_early: Option<String>,
    pub recommendation: Option<RecommendationRow>,
    /// The overall score, where anything is scored.
    pub overall: Option<Overall>,
    /// Every competency of the set, scored or not.
    pub competencies: Vec<CompetencyRow>,
    /// In the order in which they were noted; concerns too.
    pub strengths: Vec<Evidence>,
    pub concerns: Vec<Evidence>,
    /// Every question of the set, in order.
    pub questions: Vec<QuestionRow>,
    /// Notes on the interview as a whole that are neither strength nor concern.
    pub remarks: Vec<Evidence>,
    /// Questions outside the set.
    pub unplanned: Vec<Evidence>,
    /// Changes after the seal.
    pub amendments: Vec<AmendmentRow>,
    /// How many private notes were left out.
    pub private_notes_left_out: usize,
    pub set_title: String,
    /// The role the set is for.
    pub seniority: Seniority,
    /// SHA-256 of the frozen set.
    pub set_hash: String,
    pub seal: Option<String>,
}

/// How far a session had come when it was reported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Status {
    Submitted,
    /// Not submitted: everything may still change.
    Draft,
    /// Put aside before it was submitted.
    Discarded,
    /// The candidate did not come.
    NoShow,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RecommendationRow {
    pub choice: Recommendation,
    pub label: &'static str,
    pub reason: String,
    /// What was submitted, where an amendment replaced it.
    pub submitted: Option<SubmittedRecommendation>,
}

/// The recommendation that was sealed, before any amendment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SubmittedRecommendation {
    pub label: &'static str,
    pub reason: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Overall {
    /// To one decimal.
    pub score: String,
    /// The same in tenths.
    pub tenths: u16,
    pub competencies_scored: usize,
    pub competencies_planned: usize,
    pub questions_scored: usize,
    pub questions_planned: usize,
    /// Questions that the plan required and that have no score.
    pub required_unscored: usize,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CompetencyRow {
    pub title: String,
    /// To one decimal; `None` where none of its questions is scored.
    pub score: Option<String>,
    /// The same in tenths.
    pub tenths: Option<u16>,
    /// The numbers of its questions that have a score.
    pub scored: Vec<usize>,
    /// Its questions that have none, and what became of them.
    pub unscored: Vec<UnscoredRow>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct UnscoredRow {
    /// Its place in the set, from 1.
    pub question: usize,
    /// What became of it, in a word or two.
    pub label: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Evidence {
    /// The question's number, where it belongs to one.
    pub question: Option<usize>,
    /// Interview time when it was noted, in milliseconds.
    pub at_ms: u64,
    pub tag: NoteTag,
    pub private: bool,
    pub text: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct QuestionRow {
    /// Its place in the set, from 1.
    pub number: usize,
    /// The part of the interview.
    pub section: String,
    pub topic: String,
    pub level: Level,
    pub kind: Kind,
    pub competency: String,
    pub required: bool,
    pub prompt: String,
    /// Code or data that the candidate was shown.
    pub candidate_material: Option<String>,
    pub asked: bool,
    pub result: QuestionResult,
    /// What had become of it when the session was submitted, where an amendment changed it.
    pub submitted: Option<String>,
    pub spent_ms: u64,
    pub budget_ms: u64,
    pub evidence: Vec<Evidence>,
    /// The follow-ups that were asked.
    pub probes: Vec<String>,
}

/// What became of a question: five different things, of which only the first is averaged.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub enum QuestionResult {
    /// A step of the scale, and the anchors that stood beside it.
    Scored { step: u8, anchors: Vec<AnchorRow> },
    /// Asked, but the answer cannot be judged.
    NotAssessed {
        /// Why, where it was said.
        reason: Option<String>,
    },
    /// Left out on purpose.
    Skipped { reason: String },
    /// Asked, and nothing was decided.
    Unscored,
    /// It was not asked.
    NotAsked,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AnchorRow {
    pub step: u8,
    /// What is observed there.
    pub text: String,
}

/// A change after the seal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AmendmentRow {
    pub wall_ms: i64,
    /// The interviewer's offset from UTC at that time, in minutes.
    pub utc_offset_minutes: i16,
    /// What changed, from what to what.
    pub what: String,
    pub reason: String,
}

impl Scorecard {
    /// The same report, marked on every page and in every format as one of a record that lost a
    /// part; `why` is a short sentence without a full stop.
    pub fn marked_incomplete(mut self, why: String) -> Self {
        self.incomplete = Some(why);
        self
    }
}

impl QuestionResult {
    /// Whether it has a step of the scale; nothing else is averaged.
    pub fn is_scored(&self) -> bool {
        matches!(self, Self::Scored { .. })
    }

    /// The result in a word or two.
    pub fn label(&self) -> String {
        match self {
            Self::Scored { step, .. } => format!("{step} of 5"),
            Self::NotAssessed { .. } => "Not assessed".to_owned(),
            Self::Skipped { .. } => "Skipped".to_owned(),
            Self::Unscored => "Asked, not scored".to_owned(),
            Self::NotAsked => "Not asked".to_owned(),
        }
    }

    /// The result in the middle of a sentence, with its reason: `skipped (no time)`.
    pub fn in_words(&self) -> String {
        let label = self.label().to_lowercase();
        match self {
            Self::Skipped { reason } | Self::NotAssessed { reason: Some(reason) } => {
                format!("{label} ({reason})")
            }
            _ => label,
        }
    }
}
