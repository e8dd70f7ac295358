//! Shared parts of the scorecard's layout.

use crate::export::blocks::{Line, Section};
use crate::export::fonts::Face;
use crate::export::page::{Area, BODY_WIDTH, Column, Flow, Piece, Slab};
use crate::export::text::{TextSetter, TextStyle};
use crate::tokens::page::{BODY, HEADING, LABEL, MARGIN, STEP};
use crate::tokens::{LIGHT, Rgb};

pub const TEXT_STYLE: TextStyle = style(Face::Regular, BODY, LIGHT.text);
/// Bank text, where backticks mark code.
pub const AUTHORED: TextStyle = TextStyle { marks_code: true, ..TEXT_STYLE };
pub const STRONG: TextStyle = style(Face::SemiBold, BODY, LIGHT.text);
/// Never content.
pub const LABEL_STYLE: TextStyle = style(Face::Regular, LABEL, LIGHT.muted);
/// Content in the size of a label.
pub const SMALL: TextStyle = style(Face::Regular, LABEL, LIGHT.text);

pub const fn style(face: Face, size: f32, colour: Rgb) -> TextStyle {
    TextStyle { face, size, colour, marks_code: false }
}

/// From margin to margin.
pub const BODY_COLUMN: Column = Column { x: MARGIN, width: BODY_WIDTH };

pub fn section(flow: &mut Flow, section: &Section) {
    let setter = &mut flow.setter;
    let mut pieces = heading(setter, section.title, section.note);
    pieces.extend(section.lines.iter().flat_map(|line| line_pieces(setter, line, BODY_COLUMN)));
    flow.run(&pieces);
}

/// A heading to jump to with a rule below, and the note on its section.
pub fn heading(setter: &mut TextSetter, title: &str, note: Option<&str>) -> Vec<Piece> {
    let text = setter.set(title, style(Face::SemiBold, HEADING, LIGHT.text), BODY_WIDTH);
    let mut beside = Slab::default();
    rule(&mut beside, text.height() + STEP / 2.0, 0.7);
    let heading = Piece {
        text,
        x: MARGIN,
        beside,
        before: 4.0 * STEP,
        after: 2.5 * STEP,
        keeps_next: true,
        bookmark: Some((0, title.to_owned())),
    };
    let note = note
        .map(|note| Piece { keeps_next: true, ..piece(setter, note, LABEL_STYLE, BODY_COLUMN) });
    [heading].into_iter().chain(note).collect()
}

pub fn piece(setter: &mut TextSetter, text: &str, look: TextStyle, column: Column) -> Piece {
    Piece { text: setter.set(text, look, column.width), x: column.x, ..Piece::default() }
}

/// One line of a section or a question; an entry keeps its head with its text.
pub fn line_pieces(setter: &mut TextSetter, line: &Line, column: Column) -> Vec<Piece> {
    let content = match line {
        Line::Caption(text) => return vec![piece(setter, text, LABEL_STYLE, column)],
        Line::Entry { head, text } => {
            return vec![
                Piece { keeps_next: true, ..piece(setter, head, STRONG, column) },
                Piece { after: 2.0 * STEP, ..piece(setter, text, TEXT_STYLE, column) },
            ];
        }
        Line::Text(text) => piece(setter, text, TEXT_STYLE, column),
        Line::Authored(text) => piece(setter, text, AUTHORED, column),
        Line::Anchor { step, text } => {
            let step = (step.to_string(), style(Face::Regular, BODY, LIGHT.muted));
            hanging(setter, step, (text, AUTHORED), 14.0, column)
        }
        Line::Note { at, text } => {
            hanging(setter, (at.clone(), LABEL_STYLE), (text, TEXT_STYLE), 34.0, column)
        }
        Line::Ticked { at, text } => {
            hanging(setter, (at.clone(), LABEL_STYLE), (text, AUTHORED), 34.0, column)
        }
    };
    vec![Piece { after: STEP / 2.0, ..content }]
}

/// A text beside a mark on the same baseline, at least `indent` apart.
fn hanging(
    setter: &mut TextSetter,
    (mark, mark_look): (String, TextStyle),
    (text, look): (&str, TextStyle),
    indent: f32,
    column: Column,
) -> Piece {
    let mark = setter.set(&mark, mark_look, f32::MAX);
    let indent = indent.max(mark.width() + 2.0 * STEP);
    let inner = Column { x: column.x + indent, width: column.width - indent };
    let text = piece(setter, text, look, inner);
    let mut beside = Slab::default();
    beside.put(&mark, column.x, (look.size - mark_look.size) * 0.8);
    Piece { beside, ..text }
}

/// A rule over the whole width.
pub fn rule(slab: &mut Slab, y: f32, thickness: f32) {
    slab.fill(Area { x: MARGIN, y, width: BODY_WIDTH, height: thickness }, LIGHT.line);
}

/// A bar filled up to `share` of its width, with a gap at each of the five steps.
pub fn scale_bar(slab: &mut Slab, bar: Area, share: f32) {
    slab.fill(bar, LIGHT.line);
    slab.fill(Area { width: bar.width * share, ..bar }, LIGHT.accent);
    for step in 1..5_u8 {
        let x = bar.x + bar.width * f32::from(step) / 5.0 - 0.5;
        slab.fill(Area { x, width: 1.0, ..bar }, LIGHT.panel);
    }
}
