//! Rows for Greenhouse, in the names of its Harvest API v3: one scorecard, and one rating for each
//! competency.
//!
//! The overall `candidate_rating` has five values (`strong_no`, `no`, `yes`, `strong_yes`,
//! `no_decision`); a `candidate_attribute_rating` has `definitely_not`, `no`, `mixed`, `yes`,
//! `strong_yes` and `no_decision`. Greenhouse knows an attribute by a number of its own, so a row
//! carries the competency's title to match by.

use chrono::DateTime;
use serde::Serialize;

use super::{Material, Writer};
use crate::domain::event::Recommendation;
use crate::domain::scorecard::{
    CompetencyRow, Evidence, QuestionResult, QuestionRow, Scorecard, Status,
};
use crate::export::words::{evidence, point, question_list};
use crate::export::writing::{Notice, WritingError, Written};

pub struct Greenhouse;

/// Stands in the notes of every such scorecard.
const MAPPING: &str = "Attribute ratings are the rounded means of the scores given to single answers \
                       (1 definitely_not, 2 no, 3 mixed, 4 yes, 5 strong_yes; half rounds up). No \
                       person chose them.";
const CONVERTED: &str = "each competency's mean was rounded to one of Greenhouse's five ratings, and a \
                         competency without a score became no_decision; the notes in the file say so";
const LEFT_OUT: [&str; 8] = [
    "scores of single questions (they stand in the note of their competency)",
    "times and budgets of questions",
    "the rubric's anchors",
    "times of the evidence",
    "points heard, red flags and probes",
    "amendments (the rows hold the values as amended)",
    "the question set and its hash",
    "the session and its seal",
];

#[derive(Serialize)]
struct Rows {
    scorecard: ScorecardRow,
    scorecard_candidate_attributes: Vec<AttributeRow>,
}

#[derive(Serialize)]
struct ScorecardRow {
    candidate_rating: &'static str,
    notes: String,
    private_notes: String,
    status: &'static str,
    /// ISO 8601 in UTC.
    interviewed_at: Option<String>,
    submitted_at: Option<String>,
}

#[derive(Serialize)]
struct AttributeRow {
    /// The competency's title.
    name: String,
    candidate_attribute_rating: &'static str,
    note: String,
}

impl Writer for Greenhouse {
    fn name(&self) -> &'static str {
        "greenhouse"
    }

    fn ending(&self) -> &'static str {
        "json"
    }

    fn write(&self, material: &Material) -> Result<Written, WritingError> {
        let card = &material.card;
        let competencies = card.competencies.iter();
        let rows = Rows {
            scorecard: scorecard(material),
            scorecard_candidate_attributes: competencies.map(|row| attribute(row, card)).collect(),
        };
        let bytes = (serde_json::to_string_pretty(&rows)? + "\n").into_bytes();
        let left_out = LEFT_OUT.into_iter().map(Notice::NoCounterpart);
        let notices = [Notice::Converted(CONVERTED)].into_iter().chain(left_out).collect();
        Ok(Written { bytes, notices })
    }
}

fn scorecard(material: &Material) -> ScorecardRow {
    let card = &material.card;
    let utc = |wall_ms: i64| {
        let at = DateTime::from_timestamp_millis(wall_ms)?;
        Some(at.format("%Y-%m-%dT%H:%M:%SZ").to_string())
    };
    ScorecardRow {
        candidate_rating: card
            .recommendation
            .as_ref()
            .map_or("no_decision", |row| rating(row.choice)),
        notes: notes(card),
        private_notes: private_notes(card),
        status: if card.status == Status::Submitted { "complete" } else { "draft" },
        interviewed_at: card.started_wall_ms.and_then(utc),
        submitted_at: material.session().submitted_wall_ms.and_then(utc),
    }
}

fn rating(choice: Recommendation) -> &'static str {
    match choice {
        Recommendation::StrongNo => "strong_no",
        Recommendation::No => "no",
        Recommendation::Yes => "yes",
        Recommendation::StrongYes => "strong_yes",
        Recommendation::NoDecision => "no_decision",
    }
}

/// What a person wrote on the whole interview, then how the ratings came about.
fn notes(card: &Scorecard) -> String {
    let mut parts = Vec::new();
    match card.status {
        Status::Submitted => {}
        Status::Draft => parts.push("Draft: not submitted.".to_owned()),
        Status::Discarded => parts.push("Discarded before it was submitted.".to_owned()),
        Status::NoShow => parts.push("The candidate did not come.".to_owned()),
    }
    parts.extend(card.incomplete.as_ref().map(|why| format!("Incomplete: {why}.")));
    parts.extend(card.ended_early.as_ref().map(|why| format!("Ended early: {why}")));
    match &card.recommendation {
        Some(row) => parts.push(row.reason.clone()),
        None => parts.push("No recommendation was given.".to_owned()),
    }
    if let Some(overall) = &card.overall {
        parts.push(format!(
            "Overall score: {} of 5, the mean of {} of {} competencies ({} of {} questions scored).",
            overall.score,
            overall.competencies_scored,
            overall.competencies_planned,
            overall.questions_scored,
            overall.questions_planned
        ));
    }
    parts.extend(list("Strengths", &card.strengths, point));
    parts.extend(list("Concerns", &card.concerns, point));
    parts.extend(list("Notes", &card.remarks, evidence));
    parts.extend(list("Questions outside the set", &card.unplanned, evidence));
    let added = card.added.iter().map(|row| format!("- {}", answer(row))).collect::<Vec<_>>();
    if !added.is_empty() {
        parts.push(format!("Added questions, in no mean:\n{}", added.join("\n")));
    }
    parts.push(MAPPING.to_owned());
    parts.retain(|part| !part.trim().is_empty());
    parts.join("\n\n")
}

/// `None` where nothing is on it for everybody to read.
fn list(title: &str, rows: &[Evidence], words: fn(&Evidence) -> String) -> Option<String> {
    let open = rows.iter().filter(|row| !row.private);
    let lines: Vec<String> = open.map(|row| format!("- {}", words(row))).collect();
    (!lines.is_empty()).then(|| format!("{title}:\n{}", lines.join("\n")))
}

/// Empty unless private notes were asked for.
fn private_notes(card: &Scorecard) -> String {
    // Strengths and concerns at a question stand with it as well.
    let on_the_whole = card.strengths.iter().chain(&card.concerns).chain(&card.remarks);
    let on_the_whole = on_the_whole.filter(|row| row.question.is_none());
    let at_questions = card.questions.iter().chain(&card.added).flat_map(|row| &row.evidence);
    let private = on_the_whole.chain(at_questions).filter(|row| row.private);
    private
        .map(|row| Evidence { private: false, ..row.clone() })
        .map(|row| point(&row))
        .collect::<Vec<_>>()
        .join("\n")
}

fn attribute(row: &CompetencyRow, card: &Scorecard) -> AttributeRow {
    let own = |numbers: &[usize]| -> Vec<&QuestionRow> {
        card.questions.iter().filter(|question| numbers.contains(&question.number)).collect()
    };
    let unscored: Vec<usize> = row.unscored.iter().map(|row| row.question).collect();
    let steps: Vec<u8> = own(&row.scored).into_iter().filter_map(step).collect();
    let basis = match &row.score {
        Some(mean) => format!("Mean {mean} of 5 over {}.", question_list(&row.scored)),
        None => "No question of it has a score.".to_owned(),
    };
    let answers = own(&row.scored).into_iter().chain(own(&unscored)).map(answer);
    AttributeRow {
        name: row.title.clone(),
        candidate_attribute_rating: rounded(&steps).map_or("no_decision", attribute_rating),
        note: [basis].into_iter().chain(answers).collect::<Vec<_>>().join("\n"),
    }
}

fn step(row: &QuestionRow) -> Option<u8> {
    match row.result {
        QuestionResult::Scored { step, .. } => Some(step),
        _ => None,
    }
}

/// The mean from the steps themselves, since one that is rounded twice may come out higher.
fn rounded(steps: &[u8]) -> Option<usize> {
    let sum: usize = steps.iter().copied().map(usize::from).sum();
    (2 * sum + steps.len()).checked_div(2 * steps.len())
}

fn attribute_rating(step: usize) -> &'static str {
    match step {
        0 | 1 => "definitely_not",
        2 => "no",
        3 => "mixed",
        4 => "yes",
        _ => "strong_yes",
    }
}

/// `Question 4, Locks: 3 of 5. Strength: …; Saw the race at once.`
fn answer(row: &QuestionRow) -> String {
    let open = row.evidence.iter().filter(|note| !note.private).map(evidence);
    let head = format!("Question {}, {}: {}.", row.number, row.name(), row.result.in_words());
    [head].into_iter().chain(open).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mean_is_rounded_once_and_half_up() {
        for (steps, expected) in [
            (&[][..], None),
            (&[1], Some(1)),
            (&[2, 3], Some(3)),
            (&[4, 5], Some(5)),
            (&[4, 4, 5], Some(4)),
            // 27 of 11 is 2.45, which to one decimal would be 2.5.
            (&[2, 2, 2, 2, 2, 2, 3, 3, 3, 3, 3], Some(2)),
        ] {
            assert_eq!(rounded(steps), expected, "{steps:?}");
        }
    }
}
