//! The scorecard: the one report model that the screen and every export show.
//!
//! It holds plain, ready values and no layout, so what is on the page is what was measured.
#![allow(missing_docs, reason = "a field whose name says all needs no sentence")]

mod build;

use serde::Serialize;

use super::event::{NoteTag, Recommendation};
use super::level::{Kind, Level, Seniority};
use super::question::{Effect, Tier};
use super::session::Note;

/// What leaves the program with the report.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Disclosure {
    pub mask_candidate: bool,
    /// Only where the interviewer asked for them in this very export.
    pub include_private: bool,
}

impl Disclosure {
    pub fn shows(self, note: &Note) -> bool {
        !note.private || self.include_private
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Scorecard {
    /// The name, or what stands for it.
    pub candidate: String,
    pub role: String,
    pub interviewer: String,
    /// UTC.
    pub started_wall_ms: Option<i64>,
    /// The interviewer's, at the start.
    pub utc_offset_minutes: i16,
    /// Interview time, pauses left out.
    pub spent_ms: u64,
    /// The part of it spent on questions.
    pub on_questions_ms: u64,
    pub planned_ms: u64,
    pub status: Status,
    /// Why the record is not whole, where a part of it is lost: a short sentence without a full
    /// stop.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub incomplete: Option<String>,
    pub ended_early: Option<String>,
    pub recommendation: Option<RecommendationRow>,
    /// `None` where nothing is scored.
    pub overall: Option<Overall>,
    /// All of the set's, scored or not.
    pub competencies: Vec<CompetencyRow>,
    /// In the order noted, as are concerns.
    pub strengths: Vec<Evidence>,
    pub concerns: Vec<Evidence>,
    /// All of the set's, in order.
    pub questions: Vec<QuestionRow>,
    /// Those that were added to the plan: scored by their anchors, listed, never averaged.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub added: Vec<QuestionRow>,
    /// Notes on the whole interview that are neither strength nor concern.
    pub remarks: Vec<Evidence>,
    pub unplanned: Vec<Evidence>,
    pub amendments: Vec<AmendmentRow>,
    pub timeline: Timeline,
    /// What the steps mean where a question has no anchors of its own, lowest first.
    pub scale: Vec<AnchorRow>,
    pub private_notes_left_out: usize,
    pub set_title: String,
    pub seniority: Seniority,
    /// SHA-256 of the frozen set.
    pub set_hash: String,
    pub seal: Option<String>,
    /// Which keys signed the submission and the amendments, or that none did; `None` until there is a
    /// submission.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub signature: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Status {
    Submitted,
    /// Not submitted: everything may still change.
    Draft,
    /// Put aside before it was submitted.
    Discarded,
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

/// As sealed, before any amendment.
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
    /// Questions the plan required that have no score.
    pub required_unscored: usize,
    /// As submitted, where an amendment changed it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub submitted: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CompetencyRow {
    pub title: String,
    /// To one decimal; `None` where none of its questions is scored.
    pub score: Option<String>,
    /// The same in tenths.
    pub tenths: Option<u16>,
    /// Numbers of its questions that have a score.
    pub scored: Vec<usize>,
    /// Its questions without one, and what became of them.
    pub unscored: Vec<UnscoredRow>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct UnscoredRow {
    /// Position in the set, from 1.
    pub question: usize,
    /// What became of it, in a word or two.
    pub label: String,
}

/// In interview time, which a note's stamp counts too.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Timeline {
    pub stretches: Vec<StretchRow>,
    /// Where the clock stood.
    pub breaks: Vec<BreakRow>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StretchRow {
    /// The question's number; `None` between questions, at the opening and at the closing.
    pub question: Option<usize>,
    pub from_ms: u64,
    pub to_ms: u64,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct BreakRow {
    pub at_ms: u64,
    /// How long it lasted on the clock on the wall.
    pub ms: u64,
    /// By hand; otherwise the time passed unseen.
    pub is_pause: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Evidence {
    /// The question's number, where it belongs to one.
    pub question: Option<usize>,
    /// Interview time.
    pub at_ms: u64,
    pub tag: NoteTag,
    pub private: bool,
    pub text: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct QuestionRow {
    /// Position in the set, from 1.
    pub number: usize,
    pub section: String,
    /// Empty where it has none.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub title: String,
    pub topic: String,
    pub level: Level,
    pub kind: Kind,
    pub competency: String,
    pub required: bool,
    pub prompt: String,
    /// Code or data shown to the candidate.
    pub candidate_material: Option<String>,
    pub asked: bool,
    pub result: QuestionResult,
    /// The result as submitted, where an amendment changed it.
    pub submitted: Option<String>,
    pub spent_ms: u64,
    pub budget_ms: u64,
    /// What the budget became during the interview, where it was changed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub changed_budget_ms: Option<u64>,
    pub evidence: Vec<Evidence>,
    /// Follow-ups that were asked.
    pub probes: Vec<String>,
    /// `None` where it has no points to listen for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub points: Option<Points>,
    /// Red flags that came up.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub flags: Vec<FlagRow>,
    /// SHA-256 of an added question.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hash: Option<String>,
}

/// Evidence, never a score.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Points {
    pub core: usize,
    pub depth: usize,
    /// Core points first.
    pub heard: Vec<PointRow>,
    /// Those that were not, core points first.
    pub missed: Vec<MissedRow>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MissedRow {
    pub text: String,
    pub at: Tier,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PointRow {
    pub text: String,
    pub at: Tier,
    /// Interview time.
    pub at_ms: u64,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FlagRow {
    pub text: String,
    pub effect: Effect,
    /// Interview time.
    pub at_ms: u64,
}

impl Points {
    pub fn heard_of(&self, tier: Tier) -> usize {
        self.heard.iter().filter(|point| point.at == tier).count()
    }

    /// `core 3 of 4, depth 1 of 3`.
    pub fn words(&self) -> String {
        let of = |tier: Tier, all| format!("{} {} of {all}", tier.label(), self.heard_of(tier));
        format!("{}, {}", of(Tier::Core, self.core), of(Tier::Depth, self.depth))
    }
}

impl QuestionRow {
    /// See [`Question::name`](super::question::Question::name).
    pub fn name(&self) -> &str {
        if self.title.is_empty() { &self.topic } else { &self.title }
    }
}

/// Only `Scored` is averaged; its anchors are those that stood beside the step. `NotAssessed` was
/// asked but cannot be judged, `Skipped` was left out on purpose, `Unscored` was asked and never
/// decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub enum QuestionResult {
    Scored { step: u8, anchors: Vec<AnchorRow> },
    NotAssessed { reason: Option<String> },
    Skipped { reason: String },
    Unscored,
    NotAsked,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AnchorRow {
    pub step: u8,
    pub text: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AmendmentRow {
    pub wall_ms: i64,
    /// The interviewer's, at that time.
    pub utc_offset_minutes: i16,
    /// What changed, from what to what.
    pub what: String,
    pub reason: String,
}

impl QuestionResult {
    /// Nothing else is averaged.
    pub fn is_scored(&self) -> bool {
        matches!(self, Self::Scored { .. })
    }

    /// In a word or two.
    pub fn label(&self) -> String {
        match self {
            Self::Scored { step, .. } => format!("{step} of 5"),
            Self::NotAssessed { .. } => "Not assessed".to_owned(),
            Self::Skipped { .. } => "Skipped".to_owned(),
            Self::Unscored => "Asked, not scored".to_owned(),
            Self::NotAsked => "Not asked".to_owned(),
        }
    }

    /// For the middle of a sentence, with its reason: `skipped (no time)`.
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
