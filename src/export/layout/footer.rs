//! The foot of each page: whose scorecard, which page of how many, and what identifies it. What the
//! page must not be taken for stands at its head as well.

use super::parts::{LABEL_STYLE, style};
use crate::domain::scorecard::{Scorecard, Status};
use crate::export::fonts::Face;
use crate::export::page::{Area, Document, Ink, Slab};
use crate::export::text::Paragraph;
use crate::export::words::short_hash;
use crate::tokens::LIGHT;
use crate::tokens::page::{BODY_WIDTH, LABEL, MARGIN, STEP};

pub fn footers(document: &mut Document, ink: &mut Ink, card: &Scorecard) {
    let name = ink.setter.excerpt(&card.candidate, LABEL_STYLE, 190.0, 1).0.flush_left();
    feet(document, ink, &name, &state(card), warning(card));
}

/// Whose document on the left, `state` and the page's number on the right, `warning` above the page.
pub fn feet(
    document: &mut Document,
    ink: &mut Ink,
    name: &Paragraph,
    state: &str,
    warning: Option<&str>,
) {
    let missing = document.missing_characters();
    let total = document.pages.len();
    let kind = document.title.split(':').next().unwrap_or_default().to_lowercase();
    let kind = ink.line(&format!(" · {kind}"), LABEL_STYLE);
    let note = "Boxes stand for characters missing from the fonts; copied text keeps them";
    let note = ink.set(note, LABEL_STYLE, BODY_WIDTH);
    let warning = warning.map(|words| ink.line(words, style(Face::SemiBold, LABEL, LIGHT.caution)));
    let right = MARGIN + BODY_WIDTH;
    // Set apart from what differs from card to card.
    let state = ink.line(state, LABEL_STYLE);
    let margin = document.paper.margin();
    let y = document.paper.height() - margin + 2.0;
    for (number, page) in (1..).zip(&mut document.pages) {
        let mut foot = Slab::default();
        foot.fill(Area { x: MARGIN, y: y - 5.0, width: BODY_WIDTH, height: 0.5 }, LIGHT.line);
        foot.put(name, MARGIN, y);
        foot.put(&kind, MARGIN + name.width(), y);
        let place = ink.line(&format!(" · page {number} of {total}"), LABEL_STYLE);
        foot.put(&state, right - place.width() - state.width(), y);
        foot.put(&place, right - place.width(), y);
        if number == 1 && !missing.is_empty() {
            foot.put(&note, MARGIN, y + note.height());
        }
        if let Some(warning) = &warning {
            foot.put(warning, right - warning.width(), margin - warning.height() - 2.0 * STEP);
        }
        let mut placed = Slab::default();
        placed.lay(foot, document.paper.shift(), 0.0);
        page.marks.extend(placed.marks);
    }
}

/// What no page may be taken for.
fn warning(card: &Scorecard) -> Option<&'static str> {
    match card.status {
        _ if card.incomplete.is_some() => Some("Incomplete record"),
        Status::Draft => Some("Draft, not submitted"),
        Status::Discarded => Some("Discarded before submission"),
        Status::Submitted | Status::NoShow => None,
    }
}

/// The seal that identifies the scorecard, or why there is none.
fn state(card: &Scorecard) -> String {
    match (&card.seal, card.status) {
        _ if card.incomplete.is_some() => "INCOMPLETE".to_owned(),
        (Some(seal), _) if card.amendments.is_empty() => format!("seal {}", short_hash(seal)),
        (Some(seal), _) => format!("seal {}, amended since", short_hash(seal)),
        (None, Status::NoShow) => "no-show".to_owned(),
        (None, Status::Discarded) => "discarded".to_owned(),
        (None, _) => "Draft, not submitted".to_owned(),
    }
}
