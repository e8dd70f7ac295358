//! The scorecard: the one report model that the screen and every export show.
//!
//! It holds plain, ready values and no layout, so what is on the page is what was measured.

use std::collections::BTreeMap;

use serde::Serialize;

use super::canonical::CanonicalError;
use super::event::{Change, Detail, NoteTag, Recommendation};
use super::level::{Kind, Level, Seniority};
use super::question::Question;
use super::record::SessionRecord;
use super::rubric::{AnchorView, Anchors, Step, anchor_view};
use super::scoring::{Mean, scores};
use super::session::{Amendment, Before, Note, Outcome, Phase, Session};
use super::set::FrozenItem;
use super::text::TextRef;

/// What leaves the program with the report.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Disclosure {
    /// The candidate's name is left out.
    pub mask_candidate: bool,
    /// Private notes are shown; only where the interviewer said so for this very export.
    pub include_private: bool,
}

/// The report of a session.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Scorecard {
    /// The candidate's name, or what stands for it.
    pub candidate: String,
    /// The role they are interviewed for.
    pub role: String,
    /// The interviewer's name.
    pub interviewer: String,
    /// When the interview started, in UTC milliseconds.
    pub started_wall_ms: Option<i64>,
    /// The interviewer's offset from UTC in minutes.
    pub utc_offset_minutes: i16,
    /// Interview time, pauses left out, in milliseconds.
    pub spent_ms: u64,
    /// The plan, in milliseconds.
    pub planned_ms: u64,
    /// How far the session had come.
    pub status: Status,
    /// Why the conversation ended before its time.
    pub ended_early: Option<String>,
    /// The interviewer's recommendation, where they gave one.
    pub recommendation: Option<RecommendationRow>,
    /// The overall score, where anything is scored.
    pub overall: Option<Overall>,
    /// Every competency of the set, scored or not.
    pub competencies: Vec<CompetencyRow>,
    /// Strengths, in the order in which they were noted.
    pub strengths: Vec<Evidence>,
    /// Concerns, in the order in which they were noted.
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
    /// The name of the set.
    pub set_title: String,
    /// The role the set is for.
    pub seniority: Seniority,
    /// SHA-256 of the frozen set.
    pub set_hash: String,
    /// The seal of the submitted session.
    pub seal: Option<String>,
}

/// How far a session had come when it was reported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Status {
    /// Submitted and sealed.
    Submitted,
    /// Not submitted: everything may still change.
    Draft,
    /// The candidate did not come.
    NoShow,
}

/// A recommendation with its reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RecommendationRow {
    /// Which one.
    pub choice: Recommendation,
    /// As a person reads it.
    pub label: &'static str,
    /// Why.
    pub reason: String,
}

/// The overall score with its denominators.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Overall {
    /// To one decimal.
    pub score: String,
    /// The same in tenths.
    pub tenths: u16,
    /// Competencies that have a score.
    pub competencies_scored: usize,
    /// Competencies of the set.
    pub competencies_planned: usize,
    /// Questions that have a score.
    pub questions_scored: usize,
    /// Questions of the set.
    pub questions_planned: usize,
}

/// One competency.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CompetencyRow {
    /// Its heading.
    pub title: String,
    /// To one decimal; `None` where none of its questions is scored.
    pub score: Option<String>,
    /// The same in tenths.
    pub tenths: Option<u16>,
    /// Its questions that have a score.
    pub questions_scored: usize,
    /// Its questions in the set.
    pub questions_planned: usize,
}

/// One piece of evidence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Evidence {
    /// The question's number, where it belongs to one.
    pub question: Option<usize>,
    /// Interview time when it was noted, in milliseconds.
    pub at_ms: u64,
    /// What it is evidence of.
    pub tag: NoteTag,
    /// Whether it is a private note.
    pub private: bool,
    /// What was noted.
    pub text: String,
}

/// One question of the set.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct QuestionRow {
    /// Its place in the set, from 1.
    pub number: usize,
    /// The part of the interview.
    pub section: String,
    /// Its topic.
    pub topic: String,
    /// Its level.
    pub level: Level,
    /// Its kind.
    pub kind: Kind,
    /// Its competency's heading.
    pub competency: String,
    /// Whether the plan required it.
    pub required: bool,
    /// What was asked.
    pub prompt: String,
    /// What became of it.
    pub result: QuestionResult,
    /// Time spent on it, in milliseconds.
    pub spent_ms: u64,
    /// Its time budget, in milliseconds.
    pub budget_ms: u64,
    /// What was noted on it.
    pub evidence: Vec<Evidence>,
    /// The follow-ups that were asked.
    pub probes: Vec<String>,
}

/// What became of a question: five different things, of which only the first is averaged.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub enum QuestionResult {
    /// A step of the scale, and the anchors that stood beside it.
    Scored {
        /// The step.
        step: u8,
        /// The anchor of the step, or the two it lies between.
        anchors: Vec<AnchorRow>,
    },
    /// Asked, but the answer cannot be judged.
    NotAssessed {
        /// Why, where it was said.
        reason: Option<String>,
    },
    /// Left out on purpose.
    Skipped {
        /// Why.
        reason: String,
    },
    /// Asked, and nothing was decided.
    Unscored,
    /// It never came on stage.
    NotAsked,
}

/// An anchor as it is printed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AnchorRow {
    /// The step it belongs to.
    pub step: u8,
    /// What is observed there.
    pub text: String,
}

/// A change after the seal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AmendmentRow {
    /// When, in UTC milliseconds.
    pub wall_ms: i64,
    /// What changed, from what to what.
    pub what: String,
    /// Why.
    pub reason: String,
}

impl QuestionResult {
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
}

impl Scorecard {
    /// The report of a session, with what may leave the program.
    pub fn build(record: &SessionRecord, disclosure: Disclosure) -> Result<Self, CanonicalError> {
        let session = record.fold();
        let report = Report { record, session: &session, disclosure };
        let scored = record
            .set
            .items
            .iter()
            .filter_map(|item| Some((&item.question.competency, report.step(item)?)));
        let scores = scores(scored);
        let competencies = report.competencies(&scores.competencies);
        Ok(Self {
            candidate: report.candidate(),
            role: report.detail(Detail::Role),
            interviewer: report.detail(Detail::Interviewer),
            started_wall_ms: session.started_wall_ms,
            utc_offset_minutes: session.utc_offset_minutes,
            spent_ms: session.stopwatch.session_ms(),
            planned_ms: record.set.planned_ms(),
            status: match session.phase {
                Phase::Submitted => Status::Submitted,
                Phase::NoShow => Status::NoShow,
                _ => Status::Draft,
            },
            ended_early: session.ended_early.as_ref().map(|text| report.words(text)),
            recommendation: session.recommendation.as_ref().map(|(choice, reason)| {
                let reason = report.words(reason);
                RecommendationRow { choice: *choice, label: choice.label(), reason }
            }),
            overall: scores.overall.map(|mean| Overall {
                score: mean.text(),
                tenths: mean.tenths,
                competencies_scored: mean.over,
                competencies_planned: competencies.len(),
                questions_scored: scores.scored_questions,
                questions_planned: record.set.items.len(),
            }),
            competencies,
            strengths: report.evidence(|note| note.tag == NoteTag::Strength),
            concerns: report.evidence(|note| note.tag == NoteTag::Concern),
            questions: report.questions(),
            remarks: report.evidence(|note| {
                note.question.is_none() && matches!(note.tag, NoteTag::Plain | NoteTag::Quote)
            }),
            unplanned: report.unplanned(),
            amendments: session.amendments.iter().map(|a| report.amendment(a)).collect(),
            private_notes_left_out: session.notes.iter().filter(|note| !report.shows(note)).count(),
            set_title: record.set.title.clone(),
            seniority: record.set.seniority,
            set_hash: record.set.digest()?.to_string(),
            seal: session.seal.map(|seal| seal.to_string()),
        })
    }
}

/// What stands where a detail was never filled in.
const NOT_GIVEN: &str = "not given";
/// What stands where a text was erased or left out.
const LEFT_OUT: &str = "[left out]";
/// What stands for a masked candidate.
const MASKED: &str = "Candidate (name withheld)";

struct Report<'a> {
    record: &'a SessionRecord,
    session: &'a Session,
    disclosure: Disclosure,
}

impl Report<'_> {
    fn words(&self, text: &TextRef) -> String {
        self.record.words(text).unwrap_or(LEFT_OUT).to_owned()
    }

    fn detail(&self, detail: Detail) -> String {
        let words = self.session.details.get(&detail).map(|text| self.words(text));
        words.filter(|words| !words.trim().is_empty()).unwrap_or_else(|| NOT_GIVEN.to_owned())
    }

    fn candidate(&self) -> String {
        if self.disclosure.mask_candidate {
            MASKED.to_owned()
        } else {
            self.detail(Detail::Candidate)
        }
    }

    fn step(&self, item: &FrozenItem) -> Option<Step> {
        match self.session.answer(&item.question.id)?.outcome {
            Outcome::Scored(step) => Some(step),
            _ => None,
        }
    }

    fn competencies(&self, means: &BTreeMap<super::ids::CompetencyId, Mean>) -> Vec<CompetencyRow> {
        let row = |competency: &super::question::Competency| {
            let mean = means.get(&competency.id);
            let planned = self.record.set.items.iter();
            CompetencyRow {
                title: competency.title.clone(),
                score: mean.map(|mean| mean.text()),
                tenths: mean.map(|mean| mean.tenths),
                questions_scored: mean.map_or(0, |mean| mean.over),
                questions_planned: planned
                    .filter(|item| item.question.competency == competency.id)
                    .count(),
            }
        };
        self.record.set.competencies.iter().map(row).collect()
    }

    fn shows(&self, note: &Note) -> bool {
        !note.private || self.disclosure.include_private
    }

    fn evidence(&self, wanted: impl Fn(&Note) -> bool) -> Vec<Evidence> {
        let notes = self.session.notes.iter().filter(|note| self.shows(note) && wanted(note));
        notes
            .map(|note| Evidence {
                question: note.question.as_ref().and_then(|id| self.number(id)),
                at_ms: note.at_ms,
                tag: note.tag,
                private: note.private,
                text: self.words(&note.text),
            })
            .collect()
    }

    fn number(&self, id: &super::ids::QuestionId) -> Option<usize> {
        let position = self.record.set.items.iter().position(|item| item.question.id == *id);
        position.map(|index| index + 1)
    }

    fn questions(&self) -> Vec<QuestionRow> {
        (1..)
            .zip(&self.record.set.items)
            .map(|(number, item)| self.question(number, item))
            .collect()
    }

    fn question(&self, number: usize, item: &FrozenItem) -> QuestionRow {
        let question = &item.question;
        let asked = self.session.answer(&question.id).map(|answer| &answer.probes);
        let competencies = &self.record.set.competencies;
        let competency = competencies.iter().find(|known| known.id == question.competency);
        QuestionRow {
            number,
            section: item.section.clone(),
            topic: question.topic.clone(),
            level: question.level,
            kind: question.kind,
            competency: competency.map_or(question.competency.to_string(), |c| c.title.clone()),
            required: item.required,
            prompt: question.prompt.clone(),
            result: self.result(question),
            spent_ms: self.session.stopwatch.question_ms(&question.id),
            budget_ms: item.budget_ms(),
            evidence: self.evidence(|note| note.question.as_ref() == Some(&question.id)),
            probes: (0..)
                .zip(&question.probes)
                .filter(|(place, _)| asked.is_some_and(|asked| asked.contains(place)))
                .map(|(_, probe)| probe.clone())
                .collect(),
        }
    }

    fn result(&self, question: &Question) -> QuestionResult {
        let Some(answer) = self.session.answer(&question.id) else {
            return QuestionResult::NotAsked;
        };
        match &answer.outcome {
            Outcome::Scored(step) => {
                let anchors = self.record.set.scale.anchors_for(&question.anchors);
                QuestionResult::Scored { step: step.get(), anchors: anchor_rows(anchors, *step) }
            }
            Outcome::NotAssessed(reason) => {
                QuestionResult::NotAssessed { reason: reason.as_ref().map(|text| self.words(text)) }
            }
            Outcome::Skipped(reason) => QuestionResult::Skipped { reason: self.words(reason) },
            Outcome::Open if answer.asked => QuestionResult::Unscored,
            Outcome::Open => QuestionResult::NotAsked,
        }
    }

    fn unplanned(&self) -> Vec<Evidence> {
        let rows = self.session.unplanned.iter().map(|asked| Evidence {
            question: None,
            at_ms: asked.at_ms,
            tag: NoteTag::Plain,
            private: false,
            text: self.words(&asked.text),
        });
        rows.collect()
    }

    fn amendment(&self, amendment: &Amendment) -> AmendmentRow {
        let before = match amendment.before {
            Some(Before::Score(step)) => step.get().to_string(),
            Some(Before::Recommendation(recommendation)) => recommendation.label().to_owned(),
            None => "none".to_owned(),
        };
        let what = match &amendment.change {
            Change::Score { question, step } => {
                let number = self.number(question).unwrap_or(0);
                format!("Question {number}: score {before} → {}", step.get())
            }
            Change::Recommendation { recommendation } => {
                format!("Recommendation: {before} → {}", recommendation.label())
            }
            Change::Remark => "Remark".to_owned(),
        };
        AmendmentRow { wall_ms: amendment.wall_ms, what, reason: self.words(&amendment.reason) }
    }
}

fn anchor_rows(anchors: &Anchors, step: Step) -> Vec<AnchorRow> {
    let row = |step: Step, text: &str| AnchorRow { step: step.get(), text: text.to_owned() };
    match anchor_view(anchors, step) {
        AnchorView::At(text) => vec![row(step, text)],
        AnchorView::Between { below, above } => vec![row(below.0, below.1), row(above.0, above.1)],
        AnchorView::Unanchored => Vec::new(),
    }
}
