//! The questions: what was asked, the score beside what was said, then the rubric.

use super::parts::{
    BODY_COLUMN, LABEL_STYLE, STRONG, TEXT_STYLE, TIMES, bank_text, code, heading, line_pieces,
    piece, rule, scale_bar, style,
};
use crate::export::blocks::{OF_ALL, Question, Questions, Score};
use crate::export::fonts::Face;
use crate::export::page::{Area, Column, Flow, Ink, Piece, Slab};
use crate::export::structure::{Role, Tag};
use crate::tokens::LIGHT;
use crate::tokens::page::{BODY_WIDTH, LABEL, LEAD, MARGIN, SCORE, STEP};

const SCORE_WIDTH: f32 = 76.0;
const DETAILS: Column = Column { x: MARGIN + SCORE_WIDTH, width: BODY_WIDTH - SCORE_WIDTH };

/// From a new page on.
pub fn questions(flow: &mut Flow, questions: &Questions) {
    flow.break_page();
    let section = flow.ink.tag(Tag::ROOT, Role::Section);
    let mut head = heading(&mut flow.ink, section, questions.title, Some(questions.note));
    if let Some(note) = head.last_mut() {
        note.after = 2.0 * STEP;
    }
    for row in &questions.rows {
        question(flow, section, std::mem::take(&mut head), row);
    }
    flow.run(&head);
}

/// One question after `head`. What was asked stays with its score and the first of what was noted.
fn question(flow: &mut Flow, section: Tag, head: Vec<Piece>, row: &Question) {
    let tag = flow.ink.tag(section, Role::Section);
    let mut pieces = head;
    pieces.extend(asked(&mut flow.ink, tag, row));
    pieces.extend(details(&mut flow.ink, tag, row));
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

/// Name and facts, then the prompt, then the code or data that the candidate worked on.
fn asked(ink: &mut Ink, tag: Tag, row: &Question) -> Vec<Piece> {
    let look = style(Face::SemiBold, LEAD, LIGHT.text);
    let name = Piece {
        text: ink.set(&row.title, look, BODY_WIDTH),
        tag: Some(ink.tag(tag, Role::Heading(3))),
        bookmark: Some((1, format!("{}: {}", row.title, row.score.words()))),
        ..piece(ink, tag, "", look, BODY_COLUMN)
    };
    let facts = piece(ink, tag, &row.facts, LABEL_STYLE, BODY_COLUMN);
    let mut pieces = vec![name, Piece { after: STEP, ..facts }];
    pieces.extend(bank_text(ink, tag, &row.prompt, TEXT_STYLE));
    let mut material: Vec<Piece> =
        row.material.iter().flat_map(|text| code(ink, tag, text)).collect();
    if let Some(first) = material.first_mut() {
        first.before += STEP;
    }
    for piece in &mut pieces {
        piece.keeps_next = true;
    }
    pieces.extend(material);
    if let Some(last) = pieces.last_mut() {
        last.after += 1.5 * STEP;
        last.keeps_next = true;
    }
    pieces
}

/// What became of the question, beside its score and beginning no lower.
fn details(ink: &mut Ink, tag: Tag, row: &Question) -> Vec<Piece> {
    let score = score(ink, tag, row);
    let mut pieces = line_pieces(ink, tag, &row.said, DETAILS, TIMES);
    let mut rubric = line_pieces(ink, tag, &row.rubric, DETAILS, 0.0);
    if let Some(first) = rubric.first_mut() {
        first.before += STEP;
    }
    pieces.extend(rubric);
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

/// The digit with its strip, or the word for why there is none; then the time.
fn score(ink: &mut Ink, parent: Tag, row: &Question) -> Slab {
    let mut slab = Slab::default();
    let column = Column { x: MARGIN, width: SCORE_WIDTH - 2.0 * STEP };
    match &row.score {
        Score::Given { figure, tenths } => {
            let figure = ink.line(figure, style(Face::SemiBold, SCORE, LIGHT.text));
            slab.put(&figure, MARGIN, -STEP);
            let of_all = ink.line(OF_ALL, TEXT_STYLE);
            slab.put(&of_all, MARGIN + figure.width() + 3.0, 5.2);
            let mut bar = Slab::default();
            let area = Area { x: MARGIN, y: slab.height + 2.0, width: 50.0, height: 5.0 };
            scale_bar(&mut bar, area, Score::share(*tenths));
            slab = slab.tagged(ink.tag(parent, Role::Paragraph));
            slab.lay(bar, 0.0, 0.0);
            slab.height += 3.0;
        }
        Score::Missing(word) => {
            slab.text(ink, word, STRONG, column);
            slab = slab.tagged(ink.tag(parent, Role::Paragraph));
            slab.height += 1.0;
        }
    }
    let caution = style(Face::SemiBold, LABEL, LIGHT.caution);
    let over = style(Face::SemiBold, LABEL, LIGHT.bad);
    let lines = [
        (row.amended.as_ref(), caution),
        (Some(&row.time), LABEL_STYLE),
        (row.over.as_ref(), over),
    ];
    for (words, look) in lines {
        if let Some(words) = words {
            let mut line = Slab::default();
            line.text(ink, words, look, column);
            slab.stack(line.tagged(ink.tag(parent, Role::Paragraph)));
        }
    }
    slab
}
