//! The scorecard as pages: what a hiring manager decides from.
//!
//! The first page holds the decision, however much was written; a text too long for it is printed
//! in full further back. The questions start on a new page. The score scale is never coloured from
//! red to green: position, length and digit carry it.
//!
//! A block is measured, then placed: what belongs together stays together by its true height.

mod first_page;
mod footer;
mod parts;
mod question;

use super::blocks::{Block, Section, TITLE, blocks};
use super::page::{BOTTOM, Document, Flow, Piece};
use super::text::printable;
use super::words::local_time;
use crate::domain::scorecard::Scorecard;
use crate::tokens::page::STEP;
use first_page::{FirstPage, least};
use parts::{BODY_COLUMN, LABEL_STYLE, piece, section};

pub fn layout(card: &Scorecard) -> Document {
    let mut flow = Flow::default();
    place(&mut flow, &blocks(card));
    let mut document = Document {
        title: printable(&format!("{TITLE}: {}", card.candidate)),
        author: printable(&card.interviewer),
        created: local_time(card.started_wall_ms, card.utc_offset_minutes),
        pages: flow.pages,
        bookmarks: flow.bookmarks,
    };
    footer::footers(&mut document, &mut flow.setter, card);
    document
}

fn place(flow: &mut Flow, blocks: &[Block]) {
    let mut page = FirstPage { flow, cut: Vec::new() };
    let mut foot = blocks.iter().find_map(|block| match block {
        Block::Verification(verification) => Some(page.verification(verification)),
        _ => None,
    });
    let foot_height = foot.as_ref().map_or(0.0, |foot| foot.height);
    let leasts: Vec<f32> = blocks.iter().map(|block| least(&mut page.flow.setter, block)).collect();
    for (at, block) in blocks.iter().enumerate() {
        let rest = foot_height + leasts.iter().skip(at + 1).sum::<f32>();
        match block {
            Block::Head(head) => page.head(head),
            Block::Decision(decision) => page.decision(decision, rest),
            Block::Competencies(competencies) => page.competencies(competencies, rest),
            Block::Points(points) => page.points(points, rest),
            Block::Questions(questions) => {
                // Page 1 may travel alone, so what identifies it stands at its foot.
                page.flow.y = page.flow.y.max(BOTTOM - foot_height);
                page.flow.place(foot.take().unwrap_or_default());
                question::questions(page.flow, questions);
            }
            Block::Section(block) => section(page.flow, block),
            Block::Verification(_) => {
                if let Some(beside) = foot.take() {
                    let (before, after) = (4.0 * STEP, beside.height);
                    page.flow.run(&[Piece { before, after, beside, ..Piece::default() }]);
                }
            }
            Block::Footnote(_) => {}
        }
    }
    let FirstPage { flow, cut } = page;
    if !cut.is_empty() {
        section(flow, &Section { title: IN_FULL, note: None, lines: cut });
    }
    for block in blocks {
        if let Block::Footnote(words) = block {
            let note = piece(&mut flow.setter, words, LABEL_STYLE, BODY_COLUMN);
            flow.run(&[Piece { before: 3.0 * STEP, ..note }]);
        }
    }
}

/// Heads the texts that page 1 cut.
const IN_FULL: &str = "In full";
