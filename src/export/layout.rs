//! The scorecard as pages: what a hiring manager decides from.
//!
//! Page 1 holds the decision and what it rests on, however much was written: each part has its
//! place, the same on every card, so that three first pages compare side by side. A text too long
//! for its place is printed in full further back. The questions start on a new page. The score scale
//! is never coloured from red to green: position, length and digit carry it.

mod claims;
mod decision;
mod first_page;
mod footer;
pub mod guide;
mod parts;
mod question;
mod strip;

use super::blocks::{Block, HOW_TO_READ, Line, Section, TITLE, blocks};
use super::page::{Document, Flow, Paper, Piece};
use super::structure::Tag;
use super::text::{TextSetter, printable};
use super::words::{ATTACHED, local_time};
use crate::domain::scorecard::Scorecard;
use crate::tokens::page::STEP;
use first_page::FirstPage;
use parts::{BODY_COLUMN, LABEL_STYLE, piece, section};

/// With the bundled fonts alone, so that it is the same on every machine.
pub fn layout(card: &Scorecard, paper: Paper) -> Document {
    layout_with(card, paper, TextSetter::default())
}

pub fn layout_with(card: &Scorecard, paper: Paper, setter: TextSetter) -> Document {
    let mut flow = Flow::new(setter, paper);
    place(&mut flow, &blocks(card));
    let (pages, bookmarks, mut ink) = flow.finish();
    let mut document = Document {
        title: printable(&format!("{TITLE}: {}", card.candidate)),
        author: printable(&card.interviewer),
        created: local_time(card.started_wall_ms, card.utc_offset_minutes),
        paper,
        pages,
        bookmarks,
        structure: std::mem::take(&mut ink.structure),
    };
    footer::footers(&mut document, &mut ink, card);
    document
}

fn place(flow: &mut Flow, blocks: &[Block]) {
    let mut page = FirstPage { flow, cut: Vec::new() };
    page.place(blocks);
    let FirstPage { flow, cut } = page;
    let mut cut = Some(cut).filter(|cut| !cut.is_empty());
    for block in blocks {
        match block {
            Block::Questions(questions) => question::questions(flow, questions),
            Block::Section(block) => {
                // What page 1 cut comes before what explains the scorecard.
                if let Some(lines) = cut.take_if(|_| block.title == HOW_TO_READ) {
                    in_full(flow, lines);
                }
                section(flow, block);
            }
            _ => {}
        }
    }
    if let Some(lines) = cut {
        in_full(flow, lines);
    }
    let note = piece(&mut flow.ink, Tag::ROOT, ATTACHED, LABEL_STYLE, BODY_COLUMN);
    flow.run(&[Piece { before: STEP, ..note }]);
}

fn in_full(flow: &mut Flow, lines: Vec<Line>) {
    section(flow, &Section { title: IN_FULL, note: None, lines });
}

/// Heads the texts that page 1 cut.
const IN_FULL: &str = "In full";
