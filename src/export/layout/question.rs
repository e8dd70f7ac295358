//! The questions: score and anchor beside the evidence, the time below.

use super::parts::{
    BODY_COLUMN, LABEL_STYLE, STRONG, TEXT_STYLE, heading, line_pieces, piece, rule, scale_bar,
    style,
};
use crate::domain::question::{LineKind, line_kinds};
use crate::export::blocks::{OF_ALL, Question, Questions, Score};
use crate::export::fonts::Face;
use crate::export::page::{Area, BODY_WIDTH, Column, Flow, Piece, Slab};
use crate::export::text::{TextSetter, TextStyle};
use crate::tokens::LIGHT;
use crate::tokens::page::{LABEL, MARGIN, STEP};

const SCORE_WIDTH: f32 = 72.0;
const DETAILS: Column = Column { x: MARGIN + SCORE_WIDTH, width: BODY_WIDTH - SCORE_WIDTH };

/// From a new page on.
pub fn questions(flow: &mut Flow, questions: &Questions) {
    flow.break_page();
    let mut head = heading(&mut flow.setter, questions.title, Some(questions.note));
    if let Some(note) = head.last_mut() {
        note.after = 2.0 * STEP;
    }
    for row in &questions.rows {
        question(flow, std::mem::take(&mut head), row);
    }
    flow.run(&head);
}

/// One question after `head`. What was asked stays with its score and the first of what was noted.
fn question(flow: &mut Flow, head: Vec<Piece>, row: &Question) {
    let mut pieces = head;
    pieces.extend(asked(&mut flow.setter, row));
    pieces.extend(details(&mut flow.setter, row));
    flow.begin(&pieces);
    flow.running = Some((format!("{}, continued", row.title), LABEL_STYLE));
    flow.run(&pieces);
    flow.running = None;
    let mut end = Slab { height: 2.0 * STEP, ..Slab::default() };
    if flow.room() > end.height + 2.5 * STEP {
        let y = end.height;
        rule(&mut end, y, 0.5);
        end.height += 2.5 * STEP;
    }
    flow.place(end);
}

/// Title and facts, then the prompt: a piece for each paragraph, bullet and line of code.
fn asked(setter: &mut TextSetter, row: &Question) -> Vec<Piece> {
    let facts = format!("{} · {}", row.title, row.facts);
    let title = format!("{}: {}", row.title, row.score.words());
    let facts = piece(setter, &facts, LABEL_STYLE, BODY_COLUMN);
    let mut pieces = vec![Piece { bookmark: Some((1, title)), keeps_next: true, ..facts }];
    for (kind, text) in line_kinds(&row.prompt).filter(|(_, text)| !text.trim().is_empty()) {
        let look = match kind {
            LineKind::Prose => TextStyle { marks_code: true, ..STRONG },
            LineKind::Code => TextStyle { face: Face::Mono, ..STRONG },
            LineKind::Opening | LineKind::Closing => continue,
        };
        let part = piece(setter, text, look, BODY_COLUMN);
        pieces.push(Piece { after: STEP / 2.0, keeps_next: true, ..part });
    }
    if let Some(last) = pieces.last_mut() {
        last.after += STEP;
    }
    pieces
}

/// What became of the question, beside its score and beginning no lower.
fn details(setter: &mut TextSetter, row: &Question) -> Vec<Piece> {
    let lines = row.lines.iter();
    let mut pieces: Vec<Piece> =
        lines.flat_map(|line| line_pieces(setter, line, DETAILS)).collect();
    pieces.push(time(setter, row));
    let score = score(setter, row);
    let short_of = score.height - pieces.iter().map(Piece::height).sum::<f32>();
    if let Some(last) = pieces.last_mut() {
        last.after += short_of.max(0.0);
    }
    if let Some(first) = pieces.first_mut() {
        let beside = std::mem::replace(&mut first.beside, score);
        first.beside.lay(beside, 0.0, 0.0);
    }
    pieces
}

/// The digit with its strip, or the word for why there is none.
fn score(setter: &mut TextSetter, row: &Question) -> Slab {
    let mut slab = Slab::default();
    let column = Column { x: MARGIN, width: SCORE_WIDTH - 2.0 * STEP };
    match &row.score {
        Score::Given { figure, share } => {
            let figure = setter.set(figure, style(Face::SemiBold, 20.0, LIGHT.text), f32::MAX);
            slab.put(&figure, MARGIN, -STEP);
            let of_all = setter.set(OF_ALL, TEXT_STYLE, f32::MAX);
            slab.put(&of_all, MARGIN + figure.width() + 3.0, 5.2);
            let strip = Area { x: MARGIN, y: slab.height + 2.0, width: 50.0, height: 5.0 };
            scale_bar(&mut slab, strip, *share);
            slab.height += 2.0;
        }
        Score::Missing(word) => slab.text(setter, word, STRONG, column),
    }
    if let Some(amended) = &row.amended {
        slab.text(setter, amended, style(Face::SemiBold, LABEL, LIGHT.caution), column);
    }
    slab
}

fn time(setter: &mut TextSetter, row: &Question) -> Piece {
    let time = setter.set(&row.time, LABEL_STYLE, DETAILS.width);
    let mut beside = Slab::default();
    beside.put(&time, DETAILS.x, 0.0);
    if let Some(over) = &row.over {
        let over = setter.set(over, style(Face::SemiBold, LABEL, LIGHT.bad), DETAILS.width);
        beside.put(&over, DETAILS.x + time.width() + 2.0 * STEP, 0.0);
    }
    Piece { after: beside.height, beside, ..Piece::default() }
}
