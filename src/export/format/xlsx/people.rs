//! The sheet that a person reads.

use super::book::{Look, Sheet};
use crate::domain::scorecard::{
    AnchorRow, CompetencyRow, Evidence, QuestionResult, QuestionRow, Scorecard, UnscoredRow,
};
use crate::domain::timer::clock_text;
use crate::export::format::table::{notes, status};
use crate::export::words::{count, day_and_time, local_time, point, question_list};
use crate::export::writing::WritingError;

type Done = Result<(), WritingError>;

/// What a row is about, its score, the scale's words for it, what was noted, the time it took.
const WIDTHS: [f64; 5] = [44.0, 16.0, 46.0, 60.0, 18.0];
const LABEL: u16 = 0;
const VALUE: u16 = 1;
const WORDS: u16 = 2;
const NOTES: u16 = 3;
const TIME: u16 = 4;

pub fn write(card: &Scorecard, sheet: &mut Sheet) -> Done {
    for (column, width) in (0..).zip(WIDTHS) {
        sheet.width(column, width)?;
    }
    sheet.text(LABEL, &format!("Interview scorecard: {}", card.candidate), Look::Title)?;
    sheet.freeze_first_row()?;
    sheet.next_row();
    head(card, sheet)?;
    decision(card, sheet)?;
    competencies(card, sheet)?;
    questions("Questions", &card.questions, sheet)?;
    if !card.added.is_empty() {
        questions("Added questions (scored, in no mean)", &card.added, sheet)?;
    }
    entries("Strengths", &card.strengths, sheet)?;
    entries("Concerns", &card.concerns, sheet)?;
    entries("Notes on the whole interview", &card.remarks, sheet)?;
    entries("Questions outside the set", &card.unplanned, sheet)?;
    amendments(card, sheet)
}

fn head(card: &Scorecard, sheet: &mut Sheet) -> Done {
    let began = local_time(card.started_wall_ms, card.utc_offset_minutes);
    let began = began.map_or("not started".to_owned(), day_and_time);
    let of_time =
        format!("{} of {} planned", clock_text(card.spent_ms), clock_text(card.planned_ms));
    let set = format!("{} ({})", card.set_title, card.seniority.label());
    let facts = [
        ("Status", Some(status(card))),
        ("Incomplete", card.incomplete.as_deref()),
        ("Role", Some(card.role.as_str())),
        ("Interviewer", Some(&card.interviewer)),
        ("Began", Some(&began)),
        ("Time", Some(&of_time)),
        ("Ended early", card.ended_early.as_deref()),
        ("Question set", Some(&set)),
        ("SHA-256 of the set", Some(&card.set_hash)),
        ("Session seal", card.seal.as_deref()),
    ];
    for (label, value) in facts {
        let Some(value) = value else { continue };
        sheet.text(LABEL, label, Look::Strong)?;
        sheet.text(WORDS, value, Look::Plain)?;
        sheet.next_row();
    }
    if card.private_notes_left_out > 0 {
        sheet.text(LABEL, "Left out", Look::Strong)?;
        sheet.text(WORDS, &count(card.private_notes_left_out, "private note"), Look::Plain)?;
        sheet.next_row();
    }
    Ok(())
}

fn decision(card: &Scorecard, sheet: &mut Sheet) -> Done {
    heading("Recommendation", sheet)?;
    match &card.recommendation {
        Some(row) => {
            sheet.text(LABEL, row.label, Look::Strong)?;
            sheet.text(WORDS, &row.reason, Look::Plain)?;
            if let Some(submitted) = &row.submitted {
                sheet.next_row();
                sheet.text(LABEL, &format!("Submitted as: {}", submitted.label), Look::Plain)?;
                sheet.text(WORDS, &submitted.reason, Look::Plain)?;
            }
        }
        None => sheet.text(LABEL, "None given", Look::Plain)?,
    }
    sheet.next_row();
    sheet.text(LABEL, "Overall score, of 5", Look::Strong)?;
    match &card.overall {
        Some(overall) => {
            sheet.number(VALUE, tenths(overall.tenths), Look::Mean)?;
            let basis = format!(
                "The mean of {} of {}; {} of {} scored; {} without a score",
                overall.competencies_scored,
                competencies_in_words(overall.competencies_planned),
                overall.questions_scored,
                count(overall.questions_planned, "question"),
                count(overall.required_unscored, "required question"),
            );
            sheet.text(WORDS, &basis, Look::Plain)?;
        }
        None => sheet.text(WORDS, "No question has a score", Look::Plain)?,
    }
    sheet.next_row();
    Ok(())
}

fn competencies_in_words(number: usize) -> String {
    if number == 1 { "1 competency".to_owned() } else { format!("{number} competencies") }
}

fn competencies(card: &Scorecard, sheet: &mut Sheet) -> Done {
    heading("Competencies", sheet)?;
    header(&["Competency", "Mean, of 5", "Questions"], sheet)?;
    for row in &card.competencies {
        sheet.text(LABEL, &row.title, Look::Plain)?;
        match row.tenths {
            Some(mean) => sheet.number(VALUE, tenths(mean), Look::Mean)?,
            None => sheet.text(VALUE, "No score", Look::Plain)?,
        }
        sheet.text(WORDS, &basis(row), Look::Plain)?;
        sheet.next_row();
    }
    Ok(())
}

/// Which questions are averaged, and what became of the others.
fn basis(row: &CompetencyRow) -> String {
    let scored =
        (!row.scored.is_empty()).then(|| format!("Mean of {}", question_list(&row.scored)));
    let other =
        |row: &UnscoredRow| format!("question {}: {}", row.question, row.label.to_lowercase());
    scored.into_iter().chain(row.unscored.iter().map(other)).collect::<Vec<_>>().join("; ")
}

fn questions(title: &str, rows: &[QuestionRow], sheet: &mut Sheet) -> Done {
    heading(title, sheet)?;
    header(&["Question", "Score, of 5", "Rubric at the score", "Notes", "Time"], sheet)?;
    for row in rows {
        let named = format!("{}. {}\n{}", row.number, row.name(), row.prompt);
        sheet.text(LABEL, &named, Look::Plain)?;
        match &row.result {
            QuestionResult::Scored { step, anchors } => {
                sheet.number(VALUE, f64::from(*step), Look::Plain)?;
                sheet.text(WORDS, &rubric(anchors), Look::Plain)?;
            }
            other => {
                sheet.text(VALUE, &other.label(), Look::Plain)?;
                sheet.text(WORDS, reason(other), Look::Plain)?;
            }
        }
        sheet.text(NOTES, &noted(row), Look::Plain)?;
        let time = format!("{} of {}", clock_text(row.spent_ms), clock_text(row.budget_ms));
        sheet.text(TIME, &time, Look::Plain)?;
        sheet.next_row();
    }
    Ok(())
}

fn rubric(anchors: &[AnchorRow]) -> String {
    let anchor = |row: &AnchorRow| format!("At {}: {}", row.step, row.text);
    anchors.iter().map(anchor).collect::<Vec<_>>().join("\n")
}

fn reason(result: &QuestionResult) -> &str {
    match result {
        QuestionResult::Skipped { reason } => reason,
        QuestionResult::NotAssessed { reason } => reason.as_deref().unwrap_or_default(),
        _ => "",
    }
}

/// Everything that stands with the question: its notes, what was heard, flags and probes.
fn noted(row: &QuestionRow) -> String {
    let mut lines = Vec::new();
    lines.extend(row.submitted.as_ref().map(|before| format!("Amended; submitted as {before}")));
    if !row.evidence.is_empty() {
        lines.push(notes(&row.evidence));
    }
    if let Some(points) = &row.points {
        lines.push(format!("Points heard: {}", points.words()));
        let heard = points.heard.iter();
        lines.extend(
            heard.map(|point| format!("{} heard: {}", clock_text(point.at_ms), point.text)),
        );
    }
    let flags = row.flags.iter();
    lines.extend(flags.map(|flag| format!("{} red flag: {}", clock_text(flag.at_ms), flag.text)));
    lines.extend(row.probes.iter().map(|probe| format!("Probe asked: {probe}")));
    lines.join("\n")
}

fn entries(title: &str, rows: &[Evidence], sheet: &mut Sheet) -> Done {
    if rows.is_empty() {
        return Ok(());
    }
    heading(title, sheet)?;
    for row in rows {
        sheet.text(LABEL, &clock_text(row.at_ms), Look::Plain)?;
        sheet.text(WORDS, &point(row), Look::Plain)?;
        sheet.next_row();
    }
    Ok(())
}

fn amendments(card: &Scorecard, sheet: &mut Sheet) -> Done {
    if card.amendments.is_empty() {
        return Ok(());
    }
    heading("Amendments after submission", sheet)?;
    for row in &card.amendments {
        let at = local_time(Some(row.wall_ms), row.utc_offset_minutes);
        sheet.text(LABEL, &at.map_or(String::new(), day_and_time), Look::Plain)?;
        sheet.text(WORDS, &row.what, Look::Plain)?;
        sheet.text(NOTES, &row.reason, Look::Plain)?;
        sheet.next_row();
    }
    Ok(())
}

fn heading(title: &str, sheet: &mut Sheet) -> Done {
    sheet.next_row();
    sheet.text(LABEL, title, Look::Heading)?;
    sheet.next_row();
    Ok(())
}

fn header(titles: &[&str], sheet: &mut Sheet) -> Done {
    for (column, title) in (0..).zip(titles) {
        sheet.text(column, title, Look::Header)?;
    }
    sheet.next_row();
    Ok(())
}

fn tenths(mean: u16) -> f64 {
    f64::from(mean) / 10.0
}
