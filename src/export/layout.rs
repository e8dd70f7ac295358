//! The scorecard as pages: what a hiring manager decides from.
//!
//! The first page holds the decision: who, what was recommended and why, the score with its
//! denominators, competencies, strengths and concerns. The questions follow, each with its score,
//! anchor, evidence and time, or the reason why it has no score. The score scale is never coloured
//! from red to green: position, length and digit carry it.

use chrono::{DateTime, FixedOffset};

use super::fonts::Face;
use super::page::{Area, BODY_WIDTH, Document, Flow};
use super::question_block::question_block;
use super::text::TextStyle;
use crate::domain::event::NoteTag;
use crate::domain::scorecard::{
    CompetencyRow, Evidence, QuestionResult, QuestionRow, Scorecard, Status,
};
use crate::domain::timer::clock_text;
use crate::tokens::Rgb;
use crate::tokens::light::{ACCENT, CAUTION, GROUND, LINE, MUTED, TEXT};
use crate::tokens::page::{
    BODY, FIGURE, HEADING, HEIGHT, LABEL, LINE_HEIGHT, MARGIN, STEP, TITLE, WIDTH,
};

/// Lays the scorecard out.
pub fn layout(card: &Scorecard) -> Document {
    let mut flow = Flow::default();
    head(&mut flow, card);
    decision(&mut flow, card);
    competencies(&mut flow, card);
    strengths_and_concerns(&mut flow, card);
    provenance(&mut flow, card);
    questions(&mut flow, card);
    closing(&mut flow, card);
    footers(&mut flow, card);
    Document {
        title: format!("Interview scorecard: {}", card.candidate),
        author: card.interviewer.clone(),
        created: local_time(card.started_wall_ms, card.utc_offset_minutes),
        pages: flow.pages,
        bookmarks: flow.bookmarks,
    }
}

/// A text style of the page.
pub(super) fn style(face: Face, size: f32, colour: Rgb) -> TextStyle {
    TextStyle { face, size, colour }
}

/// Running text.
pub(super) const TEXT_STYLE: TextStyle =
    TextStyle { face: Face::Regular, size: BODY, colour: TEXT };
/// Text that stands out.
pub(super) const STRONG: TextStyle = TextStyle { face: Face::SemiBold, size: BODY, colour: TEXT };
/// Labels, never content.
pub(super) const LABEL_STYLE: TextStyle =
    TextStyle { face: Face::Regular, size: LABEL, colour: MUTED };

/// The height of one line of `size`.
pub(super) const fn line(size: f32) -> f32 {
    size * LINE_HEIGHT
}

/// A wall-clock time where the interviewer was.
pub(super) fn local_time(
    wall_ms: Option<i64>,
    offset_minutes: i16,
) -> Option<DateTime<FixedOffset>> {
    let offset = FixedOffset::east_opt(i32::from(offset_minutes) * 60)?;
    Some(DateTime::from_timestamp_millis(wall_ms?)?.with_timezone(&offset))
}

/// A heading of a section, with a rule below, kept together with what follows.
pub(super) fn heading(flow: &mut Flow, title: &str) {
    flow.space(4.0 * STEP);
    flow.need(line(HEADING) + 20.0 * STEP);
    flow.bookmark(0, title);
    let y = flow.y;
    flow.label(title, style(Face::SemiBold, HEADING, TEXT), MARGIN, y);
    flow.y += line(HEADING) + STEP / 2.0;
    let rule = Area { x: MARGIN, y: flow.y, width: BODY_WIDTH, height: 0.7 };
    flow.fill(rule, LINE);
    flow.y += 2.0 * STEP;
}

fn head(flow: &mut Flow, card: &Scorecard) {
    flow.bookmark(0, "Decision");
    let kind = match card.status {
        Status::Submitted => "Interview scorecard",
        Status::Draft => "Interview scorecard · DRAFT, not submitted: everything may still change",
        Status::NoShow => "Interview scorecard · the candidate did not come",
    };
    let colour = if card.status == Status::Submitted { MUTED } else { CAUTION };
    flow.text(kind, style(Face::SemiBold, LABEL, colour), MARGIN, BODY_WIDTH);
    flow.text(&card.candidate, style(Face::SemiBold, TITLE, TEXT), MARGIN, BODY_WIDTH);
    flow.text(&card.role, style(Face::Regular, 12.0, TEXT), MARGIN, BODY_WIDTH);
    flow.y += 2.0 * STEP;
    let started = local_time(card.started_wall_ms, card.utc_offset_minutes);
    let date =
        started.map_or("not started".to_owned(), |at| at.format("%-d %B %Y, %H:%M").to_string());
    let date_label = started.map_or("Date".to_owned(), |at| at.format("Date (UTC%:z)").to_string());
    let minutes =
        format!("{} of {} planned", clock_text(card.spent_ms), clock_text(card.planned_ms));
    let facts = [
        (date_label.as_str(), date),
        ("Interviewer", card.interviewer.clone()),
        ("Interview time", minutes),
    ];
    columns(flow, &facts);
    if let Some(reason) = &card.ended_early {
        flow.y += STEP;
        flow.text(&format!("Ended early: {reason}"), TEXT_STYLE, MARGIN, BODY_WIDTH);
    }
    flow.y += 3.0 * STEP;
}

/// Labelled facts side by side.
fn columns(flow: &mut Flow, facts: &[(&str, String)]) {
    let gap = 4.0 * STEP;
    let width = (BODY_WIDTH + gap) / facts.len().max(1) as f32 - gap;
    let top = flow.y;
    let mut lowest = top;
    for (index, (label, value)) in facts.iter().enumerate() {
        let x = MARGIN + index as f32 * (width + gap);
        flow.label(label, LABEL_STYLE, x, top);
        let value = flow.setter.set(value, TEXT_STYLE, width);
        flow.put(&value, x, top + line(LABEL));
        lowest = lowest.max(top + line(LABEL) + value.height());
    }
    flow.y = lowest;
}

/// The card with the recommendation and its reason on the left, the overall score on the right.
fn decision(flow: &mut Flow, card: &Scorecard) {
    let pad = 3.0 * STEP;
    let right_width = 150.0;
    let left_width = BODY_WIDTH - right_width - 3.0 * pad;
    let (label, reason) = match &card.recommendation {
        Some(row) => (row.label.to_owned(), row.reason.clone()),
        None => ("None given".to_owned(), String::new()),
    };
    let reason = flow.setter.set(&reason, TEXT_STYLE, left_width);
    let denominators = flow.setter.set(&overall_denominators(card), LABEL_STYLE, right_width);
    let left = line(LABEL) + line(18.0) + STEP + reason.height();
    let right = line(LABEL) + line(FIGURE) + denominators.height();
    let height = left.max(right) + 2.0 * pad;
    let top = flow.y;
    let area = Area { x: MARGIN, y: top, width: BODY_WIDTH, height };
    // A reason longer than the page is set below the card, where it can go on.
    let fits = height < 300.0;
    let area = if fits {
        area
    } else {
        Area { height: right.max(line(LABEL) + line(18.0)) + 2.0 * pad, ..area }
    };
    flow.fill(area, GROUND);
    flow.outline(area, LINE);
    flow.fill(Area { width: 3.0, ..area }, ACCENT);
    let (x, y) = (MARGIN + pad, top + pad);
    flow.label("Recommendation", LABEL_STYLE, x, y);
    flow.label(&label, style(Face::SemiBold, 18.0, TEXT), x, y + line(LABEL));
    let score_x = MARGIN + BODY_WIDTH - right_width - pad;
    flow.label("Overall score", LABEL_STYLE, score_x, y);
    let score = card.overall.as_ref().map_or("–", |overall| overall.score.as_str());
    let width = flow.label(score, style(Face::SemiBold, FIGURE, TEXT), score_x, y + line(LABEL));
    let below = y + line(LABEL) + line(FIGURE);
    flow.label("of 5", TEXT_STYLE, score_x + width + STEP, below - line(BODY) - 4.5);
    flow.put(&denominators, score_x, below);
    if fits {
        flow.put(&reason, x, y + line(LABEL) + line(18.0) + STEP);
    }
    flow.y = top + area.height;
    if !fits {
        flow.y += 2.0 * STEP;
        flow.paragraph(&reason, MARGIN);
    }
}

fn overall_denominators(card: &Scorecard) -> String {
    let Some(overall) = &card.overall else {
        return format!("no question scored, of {}", count(card.questions.len(), "question"));
    };
    format!(
        "mean of {} of {} competencies, each with equal weight; {} of {} questions scored",
        overall.competencies_scored,
        overall.competencies_planned,
        overall.questions_scored,
        overall.questions_planned
    )
}

/// `1 question`, `2 questions`.
pub(super) fn count(number: usize, noun: &str) -> String {
    if number == 1 { format!("1 {noun}") } else { format!("{number} {noun}s") }
}

fn competencies(flow: &mut Flow, card: &Scorecard) {
    heading(flow, "Competencies");
    for row in &card.competencies {
        competency(flow, row);
    }
    flow.y += STEP / 2.0;
    let note = "Bars run from 0 to 5, with a tick at each step. Questions that were not asked, skipped or not \
                assessed count in no mean.";
    flow.text(note, LABEL_STYLE, MARGIN, BODY_WIDTH);
    let unscored = unscored(card);
    if !unscored.is_empty() {
        flow.y += STEP / 2.0;
        flow.text(&format!("Without a score: {unscored}"), TEXT_STYLE, MARGIN, BODY_WIDTH);
    }
}

/// `question 4 (skipped), question 5 (not assessed)`.
fn unscored(card: &Scorecard) -> String {
    let rows = card.questions.iter();
    let rows = rows.filter(|row| !matches!(row.result, QuestionResult::Scored { .. }));
    let name = |row: &QuestionRow| {
        format!("question {} ({})", row.number, row.result.label().to_lowercase())
    };
    rows.map(name).collect::<Vec<_>>().join(", ")
}

/// One line: title, bar with ticks, score, denominator.
fn competency(flow: &mut Flow, row: &CompetencyRow) {
    let (bar_x, bar_width) = (MARGIN + 175.0, 150.0);
    let title = flow.setter.set(&row.title, TEXT_STYLE, 165.0);
    flow.need(title.height() + STEP);
    let y = flow.y;
    flow.put(&title, MARGIN, y);
    let bar = Area { x: bar_x, y: y + 3.5, width: bar_width, height: 7.0 };
    scale_bar(flow, bar, row.tenths.map(|tenths| f32::from(tenths) / 50.0));
    let score = row.score.clone().unwrap_or_else(|| "–".to_owned());
    flow.label_right(&score, STRONG, bar_x + bar_width + 26.0, y);
    let scored =
        format!("{} of {} scored", row.questions_scored, count(row.questions_planned, "question"));
    flow.label(&scored, LABEL_STYLE, bar_x + bar_width + 34.0, y + 1.2);
    flow.y += title.height() + STEP;
}

/// A bar filled up to `share`, with a gap at each of the five steps; only outlined without a share.
pub(super) fn scale_bar(flow: &mut Flow, bar: Area, share: Option<f32>) {
    match share {
        Some(share) => {
            flow.fill(bar, LINE);
            flow.fill(Area { width: bar.width * share.clamp(0.0, 1.0), ..bar }, ACCENT);
        }
        None => flow.outline(bar, LINE),
    }
    for step in 1..5_u8 {
        let x = bar.x + bar.width * f32::from(step) / 5.0 - 0.5;
        flow.fill(Area { x, width: 1.0, ..bar }, crate::tokens::light::PANEL);
    }
}

fn strengths_and_concerns(flow: &mut Flow, card: &Scorecard) {
    let gap = 5.0 * STEP;
    let width = (BODY_WIDTH - gap) / 2.0;
    heading(flow, "Strengths and concerns");
    let y = flow.y;
    flow.label("Strengths", STRONG, MARGIN, y);
    flow.label("Concerns", STRONG, MARGIN + width + gap, y);
    flow.y += line(BODY) + STEP / 2.0;
    let none = |list: &[Evidence], what: &str| {
        if list.is_empty() {
            vec![format!("No {what} noted")]
        } else {
            list.iter().map(point).collect()
        }
    };
    let left = none(&card.strengths, "strength");
    let right = none(&card.concerns, "concern");
    for row in 0..left.len().max(right.len()) {
        let mut set = |texts: &[String]| {
            texts.get(row).map(|text| flow.setter.set(text, TEXT_STYLE, width - 12.0))
        };
        let (one, other) = (set(&left), set(&right));
        let height =
            |cell: &Option<super::text::Paragraph>| cell.as_ref().map_or(0.0, |p| p.height());
        let row_height = height(&one).max(height(&other));
        flow.need(row_height.min(200.0));
        if row_height > 200.0 {
            // Too long to stand side by side: one after the other, over as many pages as needed.
            for cell in [one, other].into_iter().flatten() {
                flow.paragraph(&cell, MARGIN + 12.0);
                flow.y += STEP;
            }
            continue;
        }
        let y = flow.y;
        for (cell, x, sign) in [(one, MARGIN, "+"), (other, MARGIN + width + gap, "−")] {
            if let Some(cell) = cell {
                flow.label(sign, STRONG, x, y);
                flow.put(&cell, x + 12.0, y);
            }
        }
        flow.y += row_height + STEP;
    }
}

/// A piece of evidence with the question it belongs to.
fn point(evidence: &Evidence) -> String {
    let private = if evidence.private { " [private note]" } else { "" };
    match evidence.question {
        Some(number) => format!("{} (question {number}){private}", evidence.text),
        None => format!("{}{private}", evidence.text),
    }
}

fn provenance(flow: &mut Flow, card: &Scorecard) {
    heading(flow, "What was measured with");
    let set = format!("{} (for {})", card.set_title, card.seniority.label());
    let mut facts = vec![("Question set", set, Face::Regular)];
    facts.push(("Set SHA-256", card.set_hash.clone(), Face::Mono));
    if let Some(seal) = &card.seal {
        facts.push(("Session seal", seal.clone(), Face::Mono));
    }
    for (label, value, face) in facts {
        let size = if face == Face::Mono { 8.0 } else { BODY };
        let value = flow.setter.set(&value, style(face, size, TEXT), BODY_WIDTH - 80.0);
        flow.need(value.height());
        let y = flow.y;
        flow.label(label, LABEL_STYLE, MARGIN, y + 1.0);
        flow.put(&value, MARGIN + 80.0, y);
        flow.y += value.height() + STEP / 2.0;
    }
    flow.space(STEP / 2.0);
    flow.text(
        "Two scorecards with the same set hash asked the same questions with the same anchors.",
        LABEL_STYLE,
        MARGIN,
        BODY_WIDTH,
    );
}

fn questions(flow: &mut Flow, card: &Scorecard) {
    flow.break_page();
    heading(flow, "Questions");
    let note = "Each with its score, the anchor it was given by, and what was noted, with the time \
                into the interview.";
    flow.text(note, LABEL_STYLE, MARGIN, BODY_WIDTH);
    flow.y += 2.0 * STEP;
    for row in &card.questions {
        question_block(flow, row);
    }
}

/// What belongs to no question of the set.
fn closing(flow: &mut Flow, card: &Scorecard) {
    if !card.unplanned.is_empty() {
        heading(flow, "Asked outside the set");
        flow.text("Listed, and counted in no score.", LABEL_STYLE, MARGIN, BODY_WIDTH);
        for asked in &card.unplanned {
            evidence_line(flow, asked, MARGIN, BODY_WIDTH);
        }
    }
    if !card.remarks.is_empty() {
        heading(flow, "Notes on the whole interview");
        for remark in &card.remarks {
            evidence_line(flow, remark, MARGIN, BODY_WIDTH);
        }
    }
    if !card.amendments.is_empty() {
        heading(flow, "Amendments after submission");
        for row in &card.amendments {
            let when = local_time(Some(row.wall_ms), card.utc_offset_minutes);
            let when = when.map_or(String::new(), |at| at.format("%-d %B %Y, %H:%M: ").to_string());
            flow.text(
                &format!("{when}{}. {}", row.what, row.reason),
                TEXT_STYLE,
                MARGIN,
                BODY_WIDTH,
            );
        }
    }
    if card.private_notes_left_out > 0 {
        flow.space(3.0 * STEP);
        let notes = count(card.private_notes_left_out, "private note");
        flow.text(&format!("{notes} left out of this copy"), LABEL_STYLE, MARGIN, BODY_WIDTH);
    }
}

/// One piece of evidence with its time and sign.
pub(super) fn evidence_line(flow: &mut Flow, evidence: &Evidence, x: f32, width: f32) {
    let stamp = 34.0;
    let sign = match evidence.tag {
        NoteTag::Strength => "Strength: ",
        NoteTag::Concern => "Concern: ",
        NoteTag::Quote | NoteTag::Plain => "",
    };
    let private = if evidence.private { " [private note]" } else { "" };
    let text = match evidence.tag {
        NoteTag::Quote => format!("“{}”{private}", evidence.text),
        _ => format!("{sign}{}{private}", evidence.text),
    };
    let text = flow.setter.set(&text, TEXT_STYLE, width - stamp);
    flow.need(line(BODY));
    let y = flow.y;
    flow.label(&clock_text(evidence.at_ms), LABEL_STYLE, x, y + 1.2);
    flow.paragraph(&text, x + stamp);
    flow.y += STEP / 2.0;
}

/// The foot of every page: whose scorecard, which page of how many, and what it can be told by.
fn footers(flow: &mut Flow, card: &Scorecard) {
    let total = flow.pages.len();
    let mark = card.seal.as_deref().unwrap_or(&card.set_hash);
    let kind = if card.seal.is_some() { "seal" } else { "draft of set" };
    let mark: String = mark.chars().take(12).collect();
    for number in 1..=total {
        let mut foot = Flow { pages: vec![super::page::Page::default()], ..Flow::default() };
        let y = HEIGHT - MARGIN + 2.0;
        let rule = Area { x: MARGIN, y: y - 5.0, width: BODY_WIDTH, height: 0.5 };
        foot.fill(rule, LINE);
        let whose = format!("{} · interview scorecard", card.candidate);
        let whose = foot.setter.set(&whose, LABEL_STYLE, BODY_WIDTH - 190.0);
        let first = super::text::Paragraph { lines: whose.lines.into_iter().take(1).collect() };
        foot.put(&first, MARGIN, y);
        let right = format!("{kind} {mark} · page {number} of {total}");
        foot.label_right(&right, LABEL_STYLE, WIDTH - MARGIN, y);
        if let Some(page) = flow.pages.get_mut(number - 1) {
            page.marks.extend(foot.pages.into_iter().flat_map(|page| page.marks));
        }
    }
}
