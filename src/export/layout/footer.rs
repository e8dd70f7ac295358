//! The foot of each page: whose scorecard, which page of how many, and what identifies it.

use super::parts::LABEL_STYLE;
use crate::domain::scorecard::{Scorecard, Status};
use crate::export::blocks::TITLE;
use crate::export::page::{Area, BODY_WIDTH, Document, Slab};
use crate::export::text::TextSetter;
use crate::tokens::LIGHT;
use crate::tokens::page::{HEIGHT, MARGIN, WIDTH};

pub fn footers(document: &mut Document, setter: &mut TextSetter, card: &Scorecard) {
    let missing = document.missing_characters();
    let total = document.pages.len();
    let state = state(card);
    let name = setter.excerpt(&card.candidate, LABEL_STYLE, 190.0, 1).0.flush_left();
    let title = setter.set(&format!(" · {}", TITLE.to_lowercase()), LABEL_STYLE, f32::MAX);
    let note = "Boxes stand for characters missing from the fonts; copied text keeps them";
    let note = setter.set(note, LABEL_STYLE, BODY_WIDTH);
    let y = HEIGHT - MARGIN + 2.0;
    for (number, page) in (1..).zip(&mut document.pages) {
        let mut foot = Slab::default();
        foot.fill(Area { x: MARGIN, y: y - 5.0, width: BODY_WIDTH, height: 0.5 }, LIGHT.line);
        foot.put(&name, MARGIN, y);
        foot.put(&title, MARGIN + name.width(), y);
        let place = format!("{state} · page {number} of {total}");
        let place = setter.set(&place, LABEL_STYLE, f32::MAX);
        foot.put(&place, WIDTH - MARGIN - place.width(), y);
        if number == 1 && !missing.is_empty() {
            foot.put(&note, MARGIN, y + note.height());
        }
        page.marks.extend(foot.marks);
    }
}

/// What the page must not be taken for, or the seal that identifies it.
fn state(card: &Scorecard) -> String {
    match (&card.seal, card.status) {
        _ if card.incomplete.is_some() => "INCOMPLETE".to_owned(),
        (Some(seal), _) if card.amendments.is_empty() => format!("seal {}", beginning(seal)),
        (Some(seal), _) => format!("seal {}, amended since", beginning(seal)),
        (None, Status::NoShow) => "no-show".to_owned(),
        (None, Status::Discarded) => "DISCARDED".to_owned(),
        (None, _) => "DRAFT".to_owned(),
    }
}

fn beginning(hash: &str) -> String {
    hash.chars().take(12).collect()
}
