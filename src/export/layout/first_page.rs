//! Page 1: what a hiring manager decides from, on one page however much was written.
//!
//! Each block takes as much of the page as the minimum of the blocks after it leaves; a text too
//! long for that is printed in full further back.

use super::parts::{
    BODY_COLUMN, LABEL_STYLE, SMALL, STRONG, TEXT_STYLE, heading, rule, scale_bar, style,
};
use crate::export::blocks::{
    Block, Competencies, Competency, Decision, Fact, Head, Line, OF_ALL, PointList, Points, Score,
    TITLE, Verification,
};
use crate::export::fonts::Face;
use crate::export::page::{Area, BODY_WIDTH, Column, Flow, Piece, Slab};
use crate::export::text::{TextSetter, TextStyle};
use crate::tokens::LIGHT;
use crate::tokens::page::{BODY, FIGURE, LABEL, MARGIN, STEP, TITLE as NAME};

pub struct FirstPage<'f> {
    pub flow: &'f mut Flow,
    /// What page 1 shows only in part, in full.
    pub cut: Vec<Line>,
}

/// Room to keep for a block after the decision: eight competencies, one strength and one concern.
pub fn least(setter: &mut TextSetter, block: &Block) -> f32 {
    match block {
        Block::Competencies(block) => {
            heading_height(setter, block.title) + competency_rows(setter, block, 0.0, 8).0.height
        }
        Block::Points(block) => {
            heading_height(setter, block.title) + columns_of_points(setter, block, 0.0).height
        }
        _ => 0.0,
    }
}

fn heading_height(setter: &mut TextSetter, title: &str) -> f32 {
    heading(setter, title, None).iter().map(Piece::height).sum()
}

/// Lines of the reason that page 1 shows in any case.
const FEWEST_LINES: usize = 3;
const MOST_LINES: usize = 7;

impl FirstPage<'_> {
    pub fn head(&mut self, head: &Head) {
        self.flow.bookmark(0, "Decision");
        let mut slab = Slab::default();
        slab.text(&mut self.flow.setter, TITLE, LABEL_STYLE, BODY_COLUMN);
        if let Some(status) = &head.status {
            let band = self.status(status);
            slab.stack(band);
        }
        let name = style(Face::SemiBold, NAME, LIGHT.text);
        let name_lines = self.flow.setter.set(&head.candidate.value, name, BODY_WIDTH).lines.len();
        let name = if name_lines > 1 { TextStyle { size: 15.0, ..name } } else { name };
        let role = style(Face::Regular, 12.0, LIGHT.text);
        for (fact, look) in [(&head.candidate, name), (&head.role, role)] {
            let shown = self.clipped(fact, look, BODY_WIDTH, 2);
            slab.stack(shown);
        }
        slab.height += 2.0 * STEP;
        let facts = self.side_by_side(&head.facts);
        slab.stack(facts);
        if let Some(fact) = &head.ended_early {
            slab.height += STEP;
            let fact = self.side_by_side(std::slice::from_ref(fact));
            slab.stack(fact);
        }
        slab.height += 3.0 * STEP;
        self.flow.place(slab);
    }

    /// A band with a word of warning about the whole scorecard.
    fn status(&mut self, words: &str) -> Slab {
        let look = style(Face::SemiBold, 11.0, LIGHT.caution);
        let width = BODY_WIDTH - 4.0 * STEP;
        let (text, is_cut) = self.flow.setter.excerpt(words, look, width, 1);
        if is_cut {
            self.cut.push(Line::Entry { head: "Status".to_owned(), text: words.to_owned() });
        }
        let height = text.height() + 2.0 * STEP;
        let mut slab = Slab::default();
        let band = Area { x: MARGIN, y: STEP / 2.0, width: BODY_WIDTH, height };
        slab.outline(band, LIGHT.caution);
        slab.put(&text, MARGIN + 2.0 * STEP, band.y + STEP);
        slab.height += STEP;
        slab
    }

    /// At most `most` lines of a fact, from the left margin; a longer one is printed in full
    /// further back.
    fn clipped(&mut self, fact: &Fact, look: TextStyle, width: f32, most: usize) -> Slab {
        let (shown, is_cut) = self.flow.setter.excerpt(&fact.value, look, width, most);
        if is_cut {
            let Fact { label, value } = fact;
            self.cut.push(Line::Entry { head: label.clone(), text: value.clone() });
        }
        let mut slab = Slab::default();
        slab.add(&shown, MARGIN);
        slab
    }

    /// Facts below their labels, in columns.
    fn side_by_side(&mut self, facts: &[Fact]) -> Slab {
        let gap = 4.0 * STEP;
        let width = (BODY_WIDTH + gap) / facts.len().max(1) as f32 - gap;
        let mut row = Slab::default();
        for (index, fact) in facts.iter().enumerate() {
            let mut slab = Slab::default();
            slab.text(&mut self.flow.setter, &fact.label, LABEL_STYLE, Column { x: MARGIN, width });
            let value = self.clipped(fact, TEXT_STYLE, width, 2);
            slab.stack(value);
            row.lay(slab, index as f32 * (width + gap), 0.0);
        }
        row
    }

    /// As many lines of the reason as leave `rest` for what follows.
    pub fn decision(&mut self, decision: &Decision, rest: f32) {
        let room = self.flow.room() - rest;
        let (mut slab, mut is_cut) = decision_card(&mut self.flow.setter, decision, MOST_LINES);
        if slab.height > room {
            let line = self.flow.setter.set("", TEXT_STYLE, BODY_WIDTH).height();
            let too_many = ((slab.height - room) / line).ceil() as usize;
            let lines = MOST_LINES.saturating_sub(too_many).max(FEWEST_LINES);
            (slab, is_cut) = decision_card(&mut self.flow.setter, decision, lines);
        }
        if is_cut {
            let Fact { label, value } = &decision.reason;
            self.cut.push(Line::Entry { head: label.clone(), text: value.clone() });
        }
        self.flow.place(slab);
    }

    /// As many competencies as leave `rest` for what follows, but at least four.
    pub fn competencies(&mut self, block: &Competencies, rest: f32) {
        let heading = heading(&mut self.flow.setter, block.title, None);
        self.flow.run(&heading);
        let room = self.flow.room() - rest;
        let (slab, shown) = competency_rows(&mut self.flow.setter, block, room, 4);
        self.flow.place(slab);
        let more = block.rows.iter().skip(shown);
        let more: Vec<String> = more
            .map(|row| format!("{}: {}; {}", row.title, row.score.words(), row.basis))
            .collect();
        if !more.is_empty() {
            let head = "More competencies".to_owned();
            self.cut.push(Line::Entry { head, text: more.join("\n") });
        }
    }

    pub fn points(&mut self, block: &Points, rest: f32) {
        let heading = heading(&mut self.flow.setter, block.title, None);
        self.flow.run(&heading);
        let room = self.flow.room() - rest;
        let slab = columns_of_points(&mut self.flow.setter, block, room);
        self.flow.place(slab);
    }

    /// What identifies the scorecard.
    pub fn verification(&mut self, block: &Verification) -> Slab {
        let mut slab = Slab::default();
        rule(&mut slab, 0.0, 0.7);
        slab.height = 2.0 * STEP;
        let indent = 66.0;
        let hash = style(Face::Mono, 8.0, LIGHT.text);
        let hashes = block.hashes.iter().map(|fact| (fact, hash));
        for (fact, look) in [(&block.set, SMALL)].into_iter().chain(hashes) {
            let label = self.flow.setter.set(&fact.label, LABEL_STYLE, indent);
            let value = self.clipped(fact, look, BODY_WIDTH - indent, 1);
            let y = slab.height;
            slab.put(&label, MARGIN, y);
            slab.lay(value, indent, y);
            slab.height += 1.0;
        }
        slab.text(&mut self.flow.setter, block.note, LABEL_STYLE, BODY_COLUMN);
        slab
    }
}

/// Recommendation and reason on the left, overall score on the right; and whether the reason is
/// longer than `lines`.
fn decision_card(setter: &mut TextSetter, decision: &Decision, lines: usize) -> (Slab, bool) {
    let pad = 3.0 * STEP;
    let narrow = Column { x: MARGIN, width: 158.0 };
    let wide = Column { x: MARGIN, width: BODY_WIDTH - narrow.width - 3.0 * pad };
    let figure = setter.set("0", style(Face::SemiBold, FIGURE, LIGHT.text), f32::MAX).height();
    let Fact { label, value } = &decision.recommendation;
    let size = if value.len() > 20 { 14.0 } else { FIGURE };
    let mut left = Slab::default();
    left.text(setter, &format!("{label} ({})", decision.choices), LABEL_STYLE, wide);
    let below = left.height + figure;
    left.text(setter, value, style(Face::SemiBold, size, LIGHT.text), wide);
    left.height = below;
    let (reason, is_cut) = setter.excerpt(&decision.reason.value, TEXT_STYLE, wide.width, lines);
    left.add(&reason, MARGIN);
    if is_cut {
        left.text(setter, "Full reason at the end, under “In full”", LABEL_STYLE, wide);
    }
    let mut right = Slab::default();
    right.text(setter, decision.score_label, LABEL_STYLE, narrow);
    overall_score(setter, &decision.score, &mut right);
    right.height = below;
    for words in &decision.coverage {
        right.text(setter, words, TEXT_STYLE, narrow);
    }
    if let Some(warning) = &decision.warning {
        right.text(setter, warning, style(Face::SemiBold, BODY, LIGHT.caution), narrow);
    }
    let height = left.height.max(right.height) + 2.0 * pad;
    let area = Area { x: MARGIN, y: 0.0, width: BODY_WIDTH, height };
    let mut card = Slab::default();
    card.fill(area, LIGHT.ground);
    card.outline(area, LIGHT.line);
    card.fill(Area { width: 3.0, ..area }, LIGHT.accent);
    card.lay(left, pad, pad);
    card.lay(right, BODY_WIDTH - narrow.width - pad, pad);
    (card, is_cut)
}

fn overall_score(setter: &mut TextSetter, score: &Score, slab: &mut Slab) {
    let y = slab.height;
    match score {
        Score::Given { figure, .. } => {
            let figure = setter.set(figure, style(Face::SemiBold, FIGURE, LIGHT.text), f32::MAX);
            let of_all = setter.set(OF_ALL, TEXT_STYLE, f32::MAX);
            slab.put(&figure, MARGIN, y);
            let below = figure.height() - of_all.height() - STEP;
            slab.put(&of_all, MARGIN + figure.width() + STEP, y + below);
        }
        Score::Missing(word) => {
            slab.text(setter, word, style(Face::SemiBold, 14.0, LIGHT.text), BODY_COLUMN);
        }
    }
}

/// Competencies down to `room`, but at least `fewest`, with the note on them; and how many.
fn competency_rows(
    setter: &mut TextSetter,
    block: &Competencies,
    room: f32,
    fewest: usize,
) -> (Slab, usize) {
    let note = setter.set(block.note, LABEL_STYLE, BODY_WIDTH);
    let mut slab = Slab::default();
    for (shown, row) in block.rows.iter().enumerate() {
        let row = competency(setter, row);
        let left = block.rows.len() - shown;
        let more = if left > 1 { row.height } else { 0.0 };
        if shown + 1 >= fewest && slab.height + row.height + more + note.height() > room {
            let words = format!("and {left} more at the end, under “In full”");
            slab.text(setter, &words, TEXT_STYLE, BODY_COLUMN);
            slab.add(&note, MARGIN);
            return (slab, shown);
        }
        slab.stack(row);
    }
    slab.add(&note, MARGIN);
    (slab, block.rows.len())
}

/// One line: title, bar with ticks, score, and the questions behind it; or why there is none.
fn competency(setter: &mut TextSetter, row: &Competency) -> Slab {
    let bar = Area { x: MARGIN + 158.0, y: 3.5, width: 110.0, height: 7.0 };
    let score_right = bar.x + bar.width + 26.0;
    let basis_x = score_right + 2.0 * STEP;
    let right = MARGIN + BODY_WIDTH;
    let mut slab = Slab::default();
    slab.add(&setter.excerpt(&row.title, TEXT_STYLE, 150.0, 1).0, MARGIN);
    match &row.score {
        Score::Given { figure, share } => {
            scale_bar(&mut slab, bar, *share);
            let figure = setter.set(figure, STRONG, f32::MAX);
            slab.put(&figure, score_right - figure.width(), 0.0);
            let basis = setter.excerpt(&row.basis, SMALL, right - basis_x, 1).0;
            slab.put(&basis, basis_x, (BODY - LABEL) * 0.8);
        }
        Score::Missing(word) => {
            let words = format!("{word}: {}", row.basis);
            slab.put(&setter.excerpt(&words, TEXT_STYLE, right - bar.x, 1).0, bar.x, 0.0);
        }
    }
    slab.height += 3.0;
    slab
}

/// Two columns, each filled down to `room` by itself.
fn columns_of_points(setter: &mut TextSetter, block: &Points, room: f32) -> Slab {
    let gap = 5.0 * STEP;
    let width = (BODY_WIDTH - gap) / 2.0;
    let mut slab = Slab::default();
    for (index, list) in block.lists.iter().enumerate() {
        slab.lay(points(setter, list, width, room), index as f32 * (width + gap), 0.0);
    }
    slab
}

/// The points of one column down to `room`, but at least one.
fn points(setter: &mut TextSetter, list: &PointList, width: f32, room: f32) -> Slab {
    let indent = 3.0 * STEP;
    let inner = Column { x: MARGIN + indent, width: width - indent };
    let sign = setter.set(list.sign, STRONG, f32::MAX);
    let mut slab = Slab::default();
    slab.text(setter, list.title, STRONG, Column { x: MARGIN, width });
    slab.height += 2.0;
    if list.points.is_empty() {
        slab.text(setter, list.none, TEXT_STYLE, Column { x: MARGIN, width });
    }
    for (index, point) in list.points.iter().enumerate() {
        let left = list.points.len() - index;
        let text = setter.excerpt(point, TEXT_STYLE, inner.width, 3).0;
        let more = if left > 1 { sign.height() } else { 0.0 };
        if index > 0 && slab.height + text.height() + more > room {
            let more = format!("and {left} more with the questions and notes");
            slab.text(setter, &more, TEXT_STYLE, inner);
            return slab;
        }
        let y = slab.height;
        slab.put(&sign, MARGIN, y);
        slab.put(&text, inner.x, y);
        slab.height += 3.0;
    }
    slab
}
