//! The scorecard as pages: what a hiring manager decides from.
//!
//! The first page holds the decision, whatever was written: who, what was recommended and why, the
//! score with its denominators, competencies, strengths and concerns; what people wrote and is too
//! long for it is printed in full behind. The questions follow, each with its score, anchor, evidence and time, or
//! the reason why it has no score. The score scale is never coloured from red to green: position,
//! length and digit carry it.

mod closing;
mod first_page;
mod parts;
mod question;

use super::page::{Document, Flow};
use super::text::printable;
use super::words::local_time;
use crate::domain::scorecard::{Scorecard, Status};

/// Lays the scorecard out.
pub fn layout(card: &Scorecard) -> Document {
    let mut flow = Flow::default();
    let cut = first_page::first_page(&mut flow, card);
    if card.status != Status::NoShow {
        question::questions(&mut flow, card);
    }
    closing::closing(&mut flow, card, &cut);
    let mut document = Document {
        title: printable(&format!("Interview scorecard: {}", card.candidate)),
        author: printable(&card.interviewer),
        created: local_time(card.started_wall_ms, card.utc_offset_minutes),
        pages: flow.pages,
        bookmarks: flow.bookmarks,
    };
    closing::footers(&mut document, card);
    document
}
