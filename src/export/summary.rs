//! The scorecard in a few lines of plain text, for a message or a field of a hiring system.

use super::words::{count, local_time, point, sentence};
use crate::domain::scorecard::{CompetencyRow, Evidence, Scorecard, Status};

/// More than these are counted instead, so that the whole stays within 25 lines.
const MOST_COMPETENCIES: usize = 7;
const MOST_POINTS: usize = 3;
/// Characters of one line; a longer text ends in …
const WIDEST: usize = 300;

/// At most 25 lines.
pub fn summary(card: &Scorecard) -> String {
    let date = local_time(card.started_wall_ms, card.utc_offset_minutes)
        .map_or("Not started".to_owned(), |at| at.format("%-d %B %Y").to_string());
    let mut lines = vec![
        one_line(&format!("{}, {}", card.candidate, card.role)),
        one_line(&format!("{date}, interviewed by {}", card.interviewer)),
    ];
    lines.extend(status(card));
    if card.status != Status::NoShow {
        lines.extend(decision(card));
        let rows = card.competencies.iter().map(competency);
        list(&mut lines, "Competencies", rows, MOST_COMPETENCIES);
        let points = |points: &[Evidence]| points.iter().map(point).collect::<Vec<_>>();
        list(&mut lines, "Strengths", points(&card.strengths), MOST_POINTS);
        list(&mut lines, "Concerns", points(&card.concerns), MOST_POINTS);
    }
    lines.join("\n") + "\n"
}

fn status(card: &Scorecard) -> Option<String> {
    if let Some(why) = &card.incomplete {
        return Some(one_line(&format!("Incomplete: {why}")));
    }
    match (card.status, card.amendments.len()) {
        (Status::Draft, _) => Some("Draft, not submitted".to_owned()),
        (Status::Discarded, _) => Some("Discarded before submission".to_owned()),
        (Status::NoShow, _) => Some("No-show: nothing was assessed".to_owned()),
        (Status::Submitted, 0) => None,
        (Status::Submitted, times) => {
            Some(format!("Amended after submission: {}", count(times, "change")))
        }
    }
}

fn decision(card: &Scorecard) -> [String; 2] {
    let recommendation = match &card.recommendation {
        None => "none given".to_owned(),
        Some(row) if row.reason.trim().is_empty() => row.label.to_owned(),
        Some(row) => format!("{}. {}", row.label, row.reason),
    };
    let overall = match &card.overall {
        None => format!("no score, 0 of {} scored", count(card.questions.len(), "question")),
        Some(overall) => format!(
            "{} of 5, average of {} of {} competencies; {} of {} questions scored",
            overall.score,
            overall.competencies_scored,
            overall.competencies_planned,
            overall.questions_scored,
            overall.questions_planned
        ),
    };
    [one_line(&format!("Recommendation: {recommendation}")), format!("Overall: {overall}")]
}

fn competency(row: &CompetencyRow) -> String {
    let planned = row.scored.len() + row.unscored.len();
    let score = row.score.as_ref().map_or("no score".to_owned(), |score| format!("{score} of 5"));
    format!("{}: {score}, {} of {} scored", row.title, row.scored.len(), count(planned, "question"))
}

fn list(lines: &mut Vec<String>, title: &str, rows: impl IntoIterator<Item = String>, most: usize) {
    let rows: Vec<String> = rows.into_iter().collect();
    match rows.len() {
        0 => lines.push(format!("{title}: none noted")),
        _ => lines.push(format!("{title}:")),
    }
    lines.extend(rows.iter().take(most).map(|row| one_line(&format!("- {}", sentence(row)))));
    if rows.len() > most {
        lines.push(format!("- and {} more", rows.len() - most));
    }
}

/// What was written on several lines stands on one, cut where it is very long.
fn one_line(words: &str) -> String {
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    if words.chars().count() <= WIDEST {
        return words;
    }
    let start: String = words.chars().take(WIDEST - 1).collect();
    format!("{}…", start.trim_end())
}
