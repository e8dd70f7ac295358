//! The scorecard as a table in CSV: one row for each question, for a spreadsheet or a script.

use super::words::{evidence, local_time};
use crate::domain::scorecard::{QuestionResult, QuestionRow, Scorecard, Status};
use crate::domain::timer::clock_text;

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

#[derive(Debug, thiserror::Error)]
#[error("the table could not be written: {0}")]
pub struct TableError(String);

/// The questions as CSV (RFC 4180, UTF-8, with a header), every cell quoted. A text that a
/// spreadsheet would take for a formula gets an apostrophe in front, as OWASP advises.
pub fn csv(card: &Scorecard) -> Result<Vec<u8>, TableError> {
    // Quoted, a cell stays one cell even where a semicolon or a tab separates, and no formula
    // begins inside a text.
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .quote_style(csv::QuoteStyle::Always)
        .from_writer(Vec::new());
    let failed = |error: csv::Error| TableError(error.to_string());
    writer.write_record(COLUMNS).map_err(failed)?;
    for question in &card.questions {
        writer.write_record(row(card, question).map(|cell| harmless(&cell))).map_err(failed)?;
    }
    writer.into_inner().map_err(|error| TableError(error.to_string()))
}

fn row(card: &Scorecard, question: &QuestionRow) -> [String; 22] {
    let date = local_time(card.started_wall_ms, card.utc_offset_minutes);
    let (score, reason) = match &question.result {
        QuestionResult::Scored { step, .. } => (step.to_string(), String::new()),
        QuestionResult::NotAssessed { reason } => {
            (String::new(), reason.clone().unwrap_or_default())
        }
        QuestionResult::Skipped { reason } => (String::new(), reason.clone()),
        QuestionResult::Unscored | QuestionResult::NotAsked => (String::new(), String::new()),
    };
    let result = match question.result {
        QuestionResult::Scored { .. } => "Scored".to_owned(),
        _ => question.result.label(),
    };
    let notes = question.evidence.iter();
    let notes: Vec<String> =
        notes.map(|note| format!("{} {}", clock_text(note.at_ms), evidence(note))).collect();
    [
        card.candidate.clone(),
        card.role.clone(),
        card.interviewer.clone(),
        date.map_or(String::new(), |at| at.format("%Y-%m-%dT%H:%M:%S%:z").to_string()),
        status(card).to_owned(),
        card.set_hash.clone(),
        card.seal.clone().unwrap_or_default(),
        question.number.to_string(),
        question.section.clone(),
        question.topic.clone(),
        question.level.name().to_owned(),
        question.kind.name().to_owned(),
        question.competency.clone(),
        question.required.to_string(),
        question.prompt.clone(),
        result,
        score,
        question.submitted.clone().unwrap_or_default(),
        reason,
        (question.spent_ms / 1000).to_string(),
        (question.budget_ms / 1000).to_string(),
        notes.join("\n"),
    ]
}

fn status(card: &Scorecard) -> &'static str {
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

/// Puts an apostrophe before each sign that would begin a formula: at the start, and wherever a
/// spreadsheet with another separator, or one that misreads the quotes, would begin a cell.
fn harmless(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut before = None;
    let mut signs = text.chars().peekable();
    while let Some(sign) = signs.next() {
        let is_bullet = before == Some('\n') && sign == '-' && signs.peek() == Some(&' ');
        let begins = matches!(before, None | Some(';' | '\t' | '\n' | '\r')) && !is_bullet;
        let is_blank_start = before.is_none() && matches!(sign, '\t' | '\r');
        if (begins && matches!(sign, '=' | '+' | '-' | '@')) || is_blank_start {
            out.push('\'');
        }
        out.push(sign);
        before = Some(sign);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_looks_like_a_formula_is_made_harmless() {
        for (text, expected) in [
            ("=1+1", "'=1+1"),
            ("-x", "'-x"),
            ("\t=x", "'\t'=x"),
            ("plain = x", "plain = x"),
            ("a; b - c", "a; b - c"),
            ("a;=1+1;@b", "a;'=1+1;'@b"),
            ("one\n- bullet\n-2+3\n=1", "one\n- bullet\n'-2+3\n'=1"),
            ("", ""),
        ] {
            assert_eq!(harmless(text), expected);
        }
    }
}
