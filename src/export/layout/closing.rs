//! Behind the questions: what belongs to none of them, what page 1 cut, and the foot of each page.

use super::first_page::Cut;
use super::parts::{LABEL_STYLE, SMALL, STRONG, TEXT_STYLE, evidence_line, heading};
use crate::domain::scorecard::{Scorecard, Status};
use crate::export::page::{Area, BODY_WIDTH, Document, Flow};
use crate::export::words::{SEAL, amendment, count};
use crate::tokens::light::LINE;
use crate::tokens::page::{HEIGHT, MARGIN, STEP, WIDTH};

/// What belongs to no question of the set, and what was too long for page 1.
pub fn closing(flow: &mut Flow, card: &Scorecard, cut: &[Cut]) {
    if !card.unplanned.is_empty() {
        heading(flow, "Asked outside the set");
        flow.text("Listed, and counted in no score.", LABEL_STYLE, MARGIN, BODY_WIDTH);
        for asked in &card.unplanned {
            evidence_line(flow, asked, MARGIN, BODY_WIDTH);
        }
    }
    let of_no_question = [&card.strengths, &card.concerns].into_iter().flatten();
    let of_no_question = of_no_question.filter(|point| point.question.is_none());
    let mut notes: Vec<_> = of_no_question.chain(&card.remarks).collect();
    notes.sort_by_key(|note| note.at_ms);
    if !notes.is_empty() {
        heading(flow, "Notes on the whole interview");
        for note in notes {
            evidence_line(flow, note, MARGIN, BODY_WIDTH);
        }
    }
    if !cut.is_empty() {
        heading(flow, "In full");
        for part in cut {
            flow.need(40.0);
            flow.text(&part.title, STRONG, MARGIN, BODY_WIDTH);
            flow.text(&part.text, TEXT_STYLE, MARGIN, BODY_WIDTH);
            flow.y += 2.0 * STEP;
        }
    }
    amendments(flow, card);
    if card.private_notes_left_out > 0 {
        flow.space(3.0 * STEP);
        let notes = count(card.private_notes_left_out, "private note");
        flow.text(&format!("{notes} left out of this copy"), SMALL, MARGIN, BODY_WIDTH);
    }
    if card.seal.is_some() {
        flow.space(3.0 * STEP);
        flow.text(SEAL, LABEL_STYLE, MARGIN, BODY_WIDTH);
    }
}

fn amendments(flow: &mut Flow, card: &Scorecard) {
    if card.amendments.is_empty() {
        return;
    }
    heading(flow, "Amendments after submission");
    for row in &card.amendments {
        flow.need(30.0);
        flow.text(&amendment(row), STRONG, MARGIN, BODY_WIDTH);
        flow.text(&row.reason, TEXT_STYLE, MARGIN, BODY_WIDTH);
        flow.y += STEP;
    }
    let recommendation = card.recommendation.as_ref();
    if let Some(submitted) = recommendation.and_then(|row| row.submitted.as_ref()) {
        flow.need(30.0);
        let title = format!("Submitted recommendation: {}", submitted.label);
        flow.text(&title, STRONG, MARGIN, BODY_WIDTH);
        flow.text(&submitted.reason, TEXT_STYLE, MARGIN, BODY_WIDTH);
    }
}

/// The foot of every page: whose scorecard, which page of how many, and what it can be told by.
pub fn footers(document: &mut Document, card: &Scorecard) {
    let missing = document.missing_characters();
    let total = document.pages.len();
    let right = match (&card.seal, card.status) {
        _ if card.incomplete.is_some() => "INCOMPLETE".to_owned(),
        (Some(seal), _) if card.amendments.is_empty() => format!("seal {}", beginning(seal)),
        (Some(seal), _) => format!("seal {}, amended since", beginning(seal)),
        (None, Status::NoShow) => "no-show".to_owned(),
        (None, Status::Discarded) => "DISCARDED".to_owned(),
        (None, _) => "DRAFT".to_owned(),
    };
    let mut foot = Flow::default();
    for (number, page) in (1..).zip(&mut document.pages) {
        let y = HEIGHT - MARGIN + 2.0;
        foot.fill(Area { x: MARGIN, y: y - 5.0, width: BODY_WIDTH, height: 0.5 }, LINE);
        let name = foot.setter.excerpt(&card.candidate, LABEL_STYLE, 190.0, 1).0.flush_left();
        foot.put(&name, MARGIN, y);
        foot.label(" · interview scorecard", LABEL_STYLE, MARGIN + name.width(), y);
        let right = format!("{right} · page {number} of {total}");
        foot.label_right(&right, LABEL_STYLE, WIDTH - MARGIN, y);
        if number == 1 && !missing.is_empty() {
            let note =
                "Boxes stand for characters that no bundled font has; they can still be copied.";
            foot.label(note, LABEL_STYLE, MARGIN, y + 11.5);
        }
        page.marks.extend(foot.pages.iter_mut().flat_map(|foot| foot.marks.drain(..)));
    }
}

fn beginning(hash: &str) -> String {
    hash.chars().take(12).collect()
}
