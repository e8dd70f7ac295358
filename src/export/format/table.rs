//! The questions as a table: one row for each, for a spreadsheet or a script.

use crate::domain::scorecard::{Evidence, QuestionResult, QuestionRow, Scorecard, Status};
use crate::domain::timer::clock_text;
use crate::export::words::{evidence, local_time};

/// In order. Stable, since scripts read them by name.
pub const COLUMNS: [&str; 22] = [
    "candidate",
    "role",
    "interviewer",
    "date",
    "status",
    "set_sha256",
    "session_seal",
    "number",
    "section",
    "topic",
    "level",
    "kind",
    "competency",
    "required",
    "prompt",
    "result",
    "score",
    "before_amendment",
    "reason",
    "spent_s",
    "budget_s",
    "evidence",
];

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    Text(String),
    Number(u64),
    Empty,
}

impl Cell {
    fn of(text: &str) -> Self {
        if text.is_empty() { Self::Empty } else { Self::Text(text.to_owned()) }
    }
}

/// The set's questions in order. Those that were added are in no row: whoever averages a column must
/// not average them.
pub fn rows(card: &Scorecard) -> impl Iterator<Item = [Cell; COLUMNS.len()]> {
    card.questions.iter().map(|question| row(card, question))
}

fn row(card: &Scorecard, question: &QuestionRow) -> [Cell; COLUMNS.len()] {
    let (score, reason) = match &question.result {
        QuestionResult::Scored { step, .. } => (Cell::Number(u64::from(*step)), ""),
        QuestionResult::NotAssessed { reason } => {
            (Cell::Empty, reason.as_deref().unwrap_or_default())
        }
        QuestionResult::Skipped { reason } => (Cell::Empty, reason.as_str()),
        QuestionResult::Unscored | QuestionResult::NotAsked => (Cell::Empty, ""),
    };
    let result = match question.result {
        QuestionResult::Scored { .. } => "Scored".to_owned(),
        _ => question.result.label(),
    };
    [
        Cell::of(&card.candidate),
        Cell::of(&card.role),
        Cell::of(&card.interviewer),
        Cell::of(&date(card)),
        Cell::of(status(card)),
        Cell::of(&card.set_hash),
        Cell::of(card.seal.as_deref().unwrap_or_default()),
        Cell::Number(question.number as u64),
        Cell::of(&question.section),
        Cell::of(&question.topic),
        Cell::of(question.level.name()),
        Cell::of(question.kind.name()),
        Cell::of(&question.competency),
        Cell::of(if question.required { "true" } else { "false" }),
        Cell::of(&question.prompt),
        Cell::of(&result),
        score,
        Cell::of(question.submitted.as_deref().unwrap_or_default()),
        Cell::of(reason),
        Cell::Number(question.spent_ms / 1000),
        Cell::Number(question.budget_ms / 1000),
        Cell::of(&notes(&question.evidence)),
    ]
}

/// When the interview began, in ISO 8601 with the offset of the place.
fn date(card: &Scorecard) -> String {
    let date = local_time(card.started_wall_ms, card.utc_offset_minutes);
    date.map_or(String::new(), |at| at.format("%Y-%m-%dT%H:%M:%S%:z").to_string())
}

/// Line by line, each with its interview time.
pub fn notes(evidence_noted: &[Evidence]) -> String {
    let note = |note: &Evidence| format!("{} {}", clock_text(note.at_ms), evidence(note));
    evidence_noted.iter().map(note).collect::<Vec<_>>().join("\n")
}

/// In a word, as scripts read it.
pub fn status(card: &Scorecard) -> &'static str {
    if card.incomplete.is_some() {
        return "Incomplete";
    }
    match card.status {
        Status::Submitted if card.amendments.is_empty() => "Submitted",
        Status::Submitted => "Amended",
        Status::Draft => "Draft",
        Status::Discarded => "Discarded",
        Status::NoShow => "NoShow",
    }
}
