//! Shared parts of the scorecard's layout.

use crate::domain::question::{LineKind, line_kinds};
use crate::export::blocks::{Line, Section};
use crate::export::fonts::Face;
use crate::export::page::{Area, Column, Flow, Ink, Piece, Slab};
use crate::export::structure::{Role, Tag};
use crate::export::text::TextStyle;
use crate::tokens::page::{BODY, BODY_WIDTH, HEADING, LABEL, MARGIN, STEP, TRACK};
use crate::tokens::{LIGHT, Rgb};

pub const TEXT_STYLE: TextStyle = style(Face::Regular, BODY, LIGHT.text);
/// Bank text, where backticks mark code.
pub const AUTHORED: TextStyle = TextStyle { marks_code: true, ..TEXT_STYLE };
pub const STRONG: TextStyle = style(Face::SemiBold, BODY, LIGHT.text);
/// Never content, but for the rubric, which is not what the candidate said.
pub const LABEL_STYLE: TextStyle = style(Face::Regular, LABEL, LIGHT.muted);
/// Content in the size of a label.
pub const SMALL: TextStyle = style(Face::Regular, LABEL, LIGHT.text);

pub const fn style(face: Face, size: f32, colour: Rgb) -> TextStyle {
    TextStyle { face, size, colour, marks_code: false }
}

/// Room for the times before what was said.
pub const TIMES: f32 = 34.0;
/// From margin to margin.
pub const BODY_COLUMN: Column = Column { x: MARGIN, width: BODY_WIDTH };

pub fn section(flow: &mut Flow, section: &Section) {
    let ink = &mut flow.ink;
    let tag = ink.tag(Tag::ROOT, Role::Section);
    let mut pieces = heading(ink, tag, section.title, section.note);
    pieces.extend(line_pieces(ink, tag, &section.lines, BODY_COLUMN, 0.0));
    flow.run(&pieces);
}

/// A heading to jump to with a rule below, and the note on its section.
pub fn heading(ink: &mut Ink, parent: Tag, title: &str, note: Option<&str>) -> Vec<Piece> {
    let text = ink.set(title, style(Face::SemiBold, HEADING, LIGHT.text), BODY_WIDTH);
    let mut beside = Slab::default();
    rule(&mut beside, text.height() + STEP / 2.0, 0.7);
    let heading = Piece {
        text,
        tag: Some(ink.tag(parent, Role::Heading(2))),
        x: MARGIN,
        beside,
        before: 4.0 * STEP,
        after: 2.5 * STEP,
        keeps_next: true,
        bookmark: Some((0, title.to_owned())),
    };
    let note = note.map(|note| Piece {
        keeps_next: true,
        after: STEP,
        ..piece(ink, parent, note, LABEL_STYLE, BODY_COLUMN)
    });
    [heading].into_iter().chain(note).collect()
}

/// A paragraph.
pub fn piece(ink: &mut Ink, parent: Tag, text: &str, look: TextStyle, column: Column) -> Piece {
    let tag = Some(ink.tag(parent, Role::Paragraph));
    Piece { text: ink.set(text, look, column.width), tag, x: column.x, ..Piece::default() }
}

/// Lines of a section or a question. Those with a label of their own form a list; an entry keeps its
/// head with its text.
/// What has no label stands `indent` further in.
pub fn line_pieces(
    ink: &mut Ink,
    parent: Tag,
    lines: &[Line],
    column: Column,
    indent: f32,
) -> Vec<Piece> {
    let plain = Column { x: column.x + indent, width: column.width - indent };
    let mut list = None;
    let mut ticked_at = None;
    let mut pieces = Vec::new();
    for line in lines {
        let is_listed =
            matches!(line, Line::Anchor { .. } | Line::Note { .. } | Line::Ticked { .. });
        if is_listed {
            let list = *list.get_or_insert_with(|| ink.tag(parent, Role::List));
            // What was ticked at one moment says so once.
            let same = match line {
                Line::Ticked { at, .. } => ticked_at.replace(at) == Some(at),
                _ => {
                    ticked_at = None;
                    false
                }
            };
            pieces.push(listed_piece(ink, list, line, column, same));
        } else {
            list = None;
            pieces.extend(plain_pieces(ink, parent, line, plain));
        }
    }
    pieces
}

fn listed_piece(ink: &mut Ink, list: Tag, line: &Line, column: Column, same: bool) -> Piece {
    let item = match line {
        Line::Note { at, text } => {
            hanging(ink, list, (at, LABEL_STYLE), (text, TEXT_STYLE), TIMES, column)
        }
        // Words of the bank, and smaller than what was said.
        Line::Ticked { at, text } => {
            let (at, look) = (if same { "" } else { at }, TextStyle { marks_code: true, ..SMALL });
            hanging(ink, list, (at, LABEL_STYLE), (text, look), TIMES, column)
        }
        Line::Anchor { label, text } => {
            let rubric = TextStyle { marks_code: true, ..LABEL_STYLE };
            hanging(ink, list, (label, LABEL_STYLE), (text, rubric), 14.0, column)
        }
        _ => Piece::default(),
    };
    Piece { after: STEP / 2.0, ..item }
}

fn plain_pieces(ink: &mut Ink, parent: Tag, line: &Line, column: Column) -> Vec<Piece> {
    let one = match line {
        Line::Entry { head, text } => {
            return vec![
                Piece { keeps_next: true, ..piece(ink, parent, head, STRONG, column) },
                Piece { after: 2.0 * STEP, ..piece(ink, parent, text, TEXT_STYLE, column) },
            ];
        }
        Line::Hash { head, text } => {
            let hash = style(Face::Mono, LABEL, LIGHT.text);
            return vec![
                Piece { keeps_next: true, ..piece(ink, parent, head, LABEL_STYLE, column) },
                Piece { after: STEP / 2.0, ..piece(ink, parent, text, hash, column) },
            ];
        }
        Line::Caption(text) => piece(ink, parent, text, LABEL_STYLE, column),
        Line::Authored(text) => piece(ink, parent, text, AUTHORED, column),
        Line::Minor(text) => {
            piece(ink, parent, text, TextStyle { marks_code: true, ..SMALL }, column)
        }
        Line::Text(text) => piece(ink, parent, text, TEXT_STYLE, column),
        Line::Anchor { .. } | Line::Note { .. } | Line::Ticked { .. } => return Vec::new(),
    };
    vec![Piece { after: STEP / 2.0, ..one }]
}

/// An item of a list: a text beside its label on the same baseline, at least `indent` apart.
fn hanging(
    ink: &mut Ink,
    list: Tag,
    (label, label_look): (&str, TextStyle),
    (text, look): (&str, TextStyle),
    indent: f32,
    column: Column,
) -> Piece {
    let item = ink.tag(list, Role::Item);
    let (mark, body) = (ink.tag(item, Role::Label), ink.tag(item, Role::Body));
    let label = ink.line(label, label_look);
    let indent = indent.max(label.width() + 2.0 * STEP);
    let mut beside = Slab::default();
    beside.put(&label, column.x, (look.size - label_look.size) * 0.8);
    Piece {
        text: ink.set(text, look, column.width - indent),
        tag: Some(body),
        x: column.x + indent,
        beside: beside.tagged(mark),
        ..Piece::default()
    }
}

/// A text of the bank: a piece for each paragraph and bullet, code on a ground of its own.
pub fn bank_text(ink: &mut Ink, parent: Tag, text: &str, look: TextStyle) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let (mut code, mut list) = (None, None);
    for (kind, text) in line_kinds(text) {
        match kind {
            LineKind::Opening | LineKind::Closing => code = None,
            LineKind::Prose if text.trim().is_empty() => {}
            LineKind::Prose => {
                let look = TextStyle { marks_code: true, ..look };
                let prose = match text.strip_prefix("- ") {
                    Some(item) => {
                        let list = *list.get_or_insert_with(|| ink.tag(parent, Role::List));
                        hanging(ink, list, ("•", look), (item, look), 10.0, BODY_COLUMN)
                    }
                    None => {
                        list = None;
                        piece(ink, parent, text, look, BODY_COLUMN)
                    }
                };
                pieces.push(Piece { after: STEP / 2.0, ..prose });
            }
            LineKind::Code => {
                let tag = *code.get_or_insert_with(|| ink.tag(parent, Role::Code));
                pieces.push(code_line(ink, tag, text));
            }
        }
    }
    pieces
}

/// Code or data as it was shown; fences around it are not.
pub fn code(ink: &mut Ink, parent: Tag, text: &str) -> Vec<Piece> {
    let tag = ink.tag(parent, Role::Code);
    let lines = line_kinds(text);
    let lines = lines.filter(|(kind, _)| !matches!(kind, LineKind::Opening | LineKind::Closing));
    let mut pieces: Vec<Piece> = lines.map(|(_, line)| code_line(ink, tag, line)).collect();
    // The ground goes on a little above the first line and below the last.
    if let Some(first) = pieces.first_mut() {
        first.before += PAD;
        first.beside.lay(code_ground(PAD), 0.0, -PAD);
    }
    if let Some(last) = pieces.last_mut() {
        let y = last.text.height();
        last.beside.lay(code_ground(PAD), 0.0, y);
        last.after += PAD;
    }
    // Short code stays whole; of long code no line or two stand alone.
    let total = pieces.len();
    for (at, piece) in pieces.iter_mut().enumerate() {
        piece.keeps_next = at + 1 < total && (total <= WHOLE || at < 2 || at + 3 >= total);
    }
    pieces
}

/// Lines of code that are never parted.
const WHOLE: usize = 16;
/// Of the ground of code, above and below it.
const PAD: f32 = 5.0;

fn code_ground(height: f32) -> Slab {
    let area = Area { x: MARGIN, y: 0.0, width: BODY_WIDTH, height };
    let mut slab = Slab::default();
    slab.fill(area, LIGHT.hover);
    slab.fill(Area { width: 1.5, ..area }, LIGHT.edge);
    slab
}

/// On a ground that joins that of the line above.
fn code_line(ink: &mut Ink, tag: Tag, line: &str) -> Piece {
    let indent = 2.0 * STEP;
    let look = style(Face::Mono, LABEL, LIGHT.text);
    // An empty line is as high as any other.
    let text = ink.set(if line.is_empty() { " " } else { line }, look, BODY_WIDTH - 2.0 * indent);
    let beside = code_ground(text.height());
    Piece { text, tag: Some(tag), x: MARGIN + indent, beside, ..Piece::default() }
}

/// A rule over the whole width.
pub fn rule(slab: &mut Slab, y: f32, thickness: f32) {
    slab.fill(Area { x: MARGIN, y, width: BODY_WIDTH, height: thickness }, LIGHT.line);
}

/// A bar filled up to `share` of its width, with a gap at each of the five steps.
pub fn scale_bar(slab: &mut Slab, bar: Area, share: f32) {
    slab.fill(bar, TRACK);
    slab.fill(Area { width: bar.width * share, ..bar }, LIGHT.accent);
    for step in 1..5_u8 {
        let x = bar.x + bar.width * f32::from(step) / 5.0 - 0.5;
        slab.fill(Area { x, width: 1.0, ..bar }, LIGHT.panel);
    }
}
