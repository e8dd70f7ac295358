//! The questions: score and anchor beside the evidence, the time below.

use super::parts::{
    AUTHORED, LABEL_STYLE, STRONG, TEXT_STYLE, evidence_line, heading, line, rule, scale_bar, style,
};
use crate::domain::question::{LineKind, line_kinds};
use crate::domain::scorecard::{AnchorRow, QuestionResult, QuestionRow, Scorecard};
use crate::domain::timer::clock_text;
use crate::export::fonts::Face;
use crate::export::page::{Area, BODY_WIDTH, Flow};
use crate::export::text::{Paragraph, TextStyle};
use crate::export::words::count;
use crate::tokens::light::{BAD, CAUTION, MUTED, TEXT};
use crate::tokens::page::{BODY, LABEL, MARGIN, STEP};

/// The column of the score.
const SCORE_WIDTH: f32 = 72.0;
const RIGHT_X: f32 = MARGIN + SCORE_WIDTH;
const RIGHT_WIDTH: f32 = BODY_WIDTH - SCORE_WIDTH;

/// Every question of the set, from a new page on.
pub fn questions(flow: &mut Flow, card: &Scorecard) {
    flow.break_page();
    heading(flow, "Questions");
    let note = "Each with its score, the anchor it was given by, and what was noted, with the time \
                into the interview.";
    flow.text(note, LABEL_STYLE, MARGIN, BODY_WIDTH);
    flow.y += 2.0 * STEP;
    for row in &card.questions {
        question(flow, row);
    }
}

/// One question. Its prompt, score and first lines stay together.
fn question(flow: &mut Flow, row: &QuestionRow) {
    let prompt = prompt(flow, &row.prompt);
    let prompt_height: f32 = prompt.iter().map(|part| part.height() + STEP / 2.0).sum();
    flow.need((line(LABEL) + prompt_height + 15.0 * STEP).min(500.0));
    flow.bookmark(1, format!("{}. {}: {}", row.number, row.topic, row.result.label()));
    flow.running = Some((format!("{} · {}, continued", row.number, row.topic), LABEL_STYLE));
    let required = if row.required { "required" } else { "optional" };
    let heading = format!(
        "{} · {} · {} · {} · {} · {required}",
        row.number,
        row.topic,
        row.level.label(),
        row.kind.label(),
        row.competency,
    );
    flow.text(&heading, LABEL_STYLE, MARGIN, BODY_WIDTH);
    for part in &prompt {
        flow.paragraph(part, MARGIN);
        flow.y += STEP / 2.0;
    }
    flow.y += STEP;
    flow.need(32.0);
    let (page, top) = (flow.pages.len(), flow.y);
    let bottom = score(flow, row, top);
    explanation(flow, &row.result);
    for note in &row.evidence {
        evidence_line(flow, note, RIGHT_X, RIGHT_WIDTH);
    }
    probes(flow, &row.probes);
    if let Some(material) = row.candidate_material.as_ref().filter(|_| row.asked) {
        let lines = count(material.lines().count(), "line");
        let note =
            format!("The candidate was also shown {lines} of code or data, kept in the session.");
        flow.text(&note, LABEL_STYLE, RIGHT_X, RIGHT_WIDTH);
    }
    time(flow, row);
    if flow.pages.len() == page {
        flow.y = flow.y.max(bottom);
    }
    flow.running = None;
    flow.y += 2.0 * STEP;
    if flow.room() > 4.0 * STEP {
        rule(flow, 0.5);
        flow.y += 2.5 * STEP;
    }
}

/// The prompt, a paragraph for each of its paragraphs, bullets and lines of code.
fn prompt(flow: &mut Flow, prompt: &str) -> Vec<Paragraph> {
    let mut parts = Vec::new();
    for (kind, text) in line_kinds(prompt).filter(|(_, text)| !text.trim().is_empty()) {
        let look = match kind {
            LineKind::Prose => TextStyle { marks_code: true, ..STRONG },
            LineKind::Code => TextStyle { face: Face::Mono, ..STRONG },
            LineKind::Opening | LineKind::Closing => continue,
        };
        parts.push(flow.setter.set(text, look, BODY_WIDTH));
    }
    parts
}

/// The digit with its strip, or the word for why there is none; gives the lower edge.
fn score(flow: &mut Flow, row: &QuestionRow, top: f32) -> f32 {
    let mut bottom = match row.result {
        QuestionResult::Scored { step, .. } => {
            let digit = style(Face::SemiBold, 20.0, TEXT);
            let width = flow.label(&step.to_string(), digit, MARGIN, top - 4.0);
            flow.label("of 5", TEXT_STYLE, MARGIN + width + 3.0, top + 5.2);
            let strip = Area { x: MARGIN, y: top + 25.0, width: 50.0, height: 5.0 };
            scale_bar(flow, strip, f32::from(step) / 5.0);
            top + 32.0
        }
        _ => {
            let word = flow.setter.set(&row.result.label(), STRONG, SCORE_WIDTH - 2.0 * STEP);
            flow.put(&word, MARGIN, top);
            top + word.height()
        }
    };
    if let Some(before) = &row.submitted {
        let words = format!("amended; was {before}");
        let look = style(Face::SemiBold, LABEL, CAUTION);
        let words = flow.setter.set(&words, look, SCORE_WIDTH - 2.0 * STEP);
        flow.put(&words, MARGIN, bottom);
        bottom += words.height();
    }
    bottom
}

/// The anchors of the score, or why there is none.
fn explanation(flow: &mut Flow, result: &QuestionResult) {
    match result {
        QuestionResult::Scored { step, anchors } => {
            if anchors.len() > 1 {
                let between = format!("{step} lies between these two anchors:");
                flow.text(&between, LABEL_STYLE, RIGHT_X, RIGHT_WIDTH);
            }
            for anchor in anchors {
                anchor_line(flow, anchor);
            }
            flow.y += STEP / 2.0;
        }
        QuestionResult::NotAssessed { reason } => {
            not_scored(flow, reason.as_deref().unwrap_or("No reason was given."));
        }
        QuestionResult::Skipped { reason } => not_scored(flow, reason),
        QuestionResult::Unscored => not_scored(flow, "No score was given."),
        QuestionResult::NotAsked => not_scored(flow, "It did not come up."),
    }
}

fn anchor_line(flow: &mut Flow, anchor: &AnchorRow) {
    let indent = 14.0;
    let text = flow.setter.set(&anchor.text, AUTHORED, RIGHT_WIDTH - indent);
    flow.need(line(BODY) * text.lines.len().min(2) as f32);
    let y = flow.y;
    flow.label(&anchor.step.to_string(), style(Face::Regular, BODY, MUTED), RIGHT_X, y);
    flow.paragraph(&text, RIGHT_X + indent);
}

fn not_scored(flow: &mut Flow, text: &str) {
    flow.text(text, TEXT_STYLE, RIGHT_X, RIGHT_WIDTH);
    flow.text("Counts in no mean.", LABEL_STYLE, RIGHT_X, RIGHT_WIDTH);
    flow.y += STEP / 2.0;
}

fn probes(flow: &mut Flow, probes: &[String]) {
    if probes.is_empty() {
        return;
    }
    let asked = format!("{} asked:", count(probes.len(), "probe"));
    flow.text(&asked, LABEL_STYLE, RIGHT_X, RIGHT_WIDTH);
    for probe in probes {
        flow.text(&format!("– {probe}"), AUTHORED, RIGHT_X, RIGHT_WIDTH);
    }
    flow.y += STEP / 2.0;
}

fn time(flow: &mut Flow, row: &QuestionRow) {
    flow.need(line(LABEL));
    let over = row.spent_ms.saturating_sub(row.budget_ms);
    let spent = format!(
        "Time on the question: {} of {}",
        clock_text(row.spent_ms),
        clock_text(row.budget_ms)
    );
    let y = flow.y;
    let width = flow.label(&spent, LABEL_STYLE, RIGHT_X, y);
    if over >= 1000 {
        let over = format!("{} over", clock_text(over));
        flow.label(&over, style(Face::SemiBold, LABEL, BAD), RIGHT_X + width + 2.0 * STEP, y);
    }
    flow.y += line(LABEL);
}
