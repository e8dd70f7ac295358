//! The interviewer's guide on paper, for a room where no laptop is allowed: each question with its
//! points, follow-ups and anchors, boxes to tick and lines to write on.

use std::collections::BTreeMap;

use super::parts::{
    AUTHORED, BODY_COLUMN, LABEL_STYLE, SMALL, STRONG, TEXT_STYLE, bank_text, code, heading, piece,
    rule, style,
};
use crate::domain::ids::QuestionId;
use crate::domain::question::{Effect, Question, Tier};
use crate::domain::set::{FrozenItem, FrozenSet};
use crate::export::fonts::Face;
use crate::export::page::{Area, Column, Document, Flow, Ink, Paper, Piece, Slab};
use crate::export::structure::{Role, Tag};
use crate::export::text::{TextSetter, TextStyle, printable};
use crate::tokens::LIGHT;
use crate::tokens::page::{BODY_WIDTH, LEAD, MARGIN, STEP, TITLE as NAME};

pub const TITLE: &str = "Interviewer's guide";
/// On every page: it holds the answers.
const NOT_FOR_CANDIDATES: &str = "Holds the answers: not for candidates";

/// The interviewer's own notes on questions, where they are to be printed.
pub type OwnNotes = BTreeMap<QuestionId, String>;

pub fn guide(set: &FrozenSet, own: &OwnNotes, paper: Paper, setter: TextSetter) -> Document {
    let mut flow = Flow::new(setter, paper);
    first_page(&mut flow, set);
    for (number, item) in (1..).zip(&set.items) {
        flow.break_page();
        question(&mut flow, set, own.get(&item.question.id), (number, item));
    }
    let (pages, bookmarks, mut ink) = flow.finish();
    let mut document = Document {
        title: printable(&format!("{TITLE}: {}", set.title)),
        author: String::new(),
        created: None,
        paper,
        pages,
        bookmarks,
        structure: std::mem::take(&mut ink.structure),
    };
    footers(&mut document, &mut ink, set);
    document
}

fn first_page(flow: &mut Flow, set: &FrozenSet) {
    flow.bookmark(0, "Plan");
    let ink = &mut flow.ink;
    let minutes = set.planned_ms() / 60_000;
    let facts = format!(
        "For {} · {minutes} minutes, {} of them to open and {} to close",
        set.seniority.label(),
        set.opening_minutes,
        set.closing_minutes
    );
    let title = ink.tag(Tag::ROOT, Role::Heading(1));
    let mut pieces = vec![
        Piece { tag: Some(title), ..piece(ink, Tag::ROOT, TITLE, LABEL_STYLE, BODY_COLUMN) },
        piece(ink, Tag::ROOT, &set.title, style(Face::SemiBold, NAME, LIGHT.text), BODY_COLUMN),
        Piece { after: 4.0 * STEP, ..piece(ink, Tag::ROOT, &facts, TEXT_STYLE, BODY_COLUMN) },
    ];
    for label in ["Candidate", "Role", "Date and time", "Interviewer"] {
        let text = piece(ink, Tag::ROOT, label, LABEL_STYLE, BODY_COLUMN);
        pieces.push(Piece { beside: written_on(70.0, 10.0), after: 3.0 * STEP, ..text });
    }
    pieces.extend(heading(
        ink,
        Tag::ROOT,
        "Plan",
        Some("Required questions come first when time runs short; the boxes are for the scores"),
    ));
    let table = ink.tag(Tag::ROOT, Role::Table);
    for (number, item) in (1..).zip(&set.items) {
        pieces.push(planned(ink, table, number, item));
    }
    if !set.scale.anchors.is_empty() {
        let section = ink.tag(Tag::ROOT, Role::Section);
        let note = "Where a question describes no steps of its own";
        pieces.extend(heading(ink, section, "The general scale", Some(note)));
        let list = ink.tag(section, Role::List);
        for (step, text) in &set.scale.anchors {
            pieces.push(labelled(ink, list, &step.get().to_string(), text));
        }
    }
    flow.run(&pieces);
}

/// One line of the plan, with a box for the score.
fn planned(ink: &mut Ink, table: Tag, number: usize, item: &FrozenItem) -> Piece {
    let row = ink.tag(table, Role::Row);
    let [name, minutes, need] =
        [Role::RowHeader, Role::Cell, Role::Cell].map(|role| ink.tag(row, role));
    let right = MARGIN + BODY_WIDTH;
    let title = format!("{number}. {}", item.question.name());
    let mut beside = Slab::default();
    let mut cell = Slab::default();
    let words = ink.line(&format!("{} min", item.minutes), TEXT_STYLE);
    cell.put(&words, right - 110.0 - words.width(), 0.0);
    beside.lay(cell.tagged(minutes), 0.0, 0.0);
    let mut cell = Slab::default();
    cell.put(&ink.line(needed(item), LABEL_STYLE), right - 95.0, 1.2);
    beside.lay(cell.tagged(need), 0.0, 0.0);
    beside.outline(Area { x: right - 36.0, y: 0.0, width: 36.0, height: 14.0 }, LIGHT.edge);
    rule(&mut beside, 16.5, 0.5);
    Piece {
        text: ink.setter.excerpt(&title, TEXT_STYLE, BODY_WIDTH - 170.0, 1).0,
        tag: Some(name),
        x: MARGIN,
        beside,
        after: 1.5 * STEP,
        ..Piece::default()
    }
}

fn needed(item: &FrozenItem) -> &'static str {
    if item.required { "required" } else { "optional" }
}

/// A line from `indent` on to the right margin, at this height.
fn written_on(indent: f32, y: f32) -> Slab {
    let mut slab = Slab::default();
    let area = Area { x: MARGIN + indent, y, width: BODY_WIDTH - indent, height: 0.5 };
    slab.fill(area, LIGHT.edge);
    slab
}

/// On a page of its own, and what is left of that page to write on.
fn question(
    flow: &mut Flow,
    set: &FrozenSet,
    own: Option<&String>,
    (number, item): (usize, &FrozenItem),
) {
    let question = &item.question;
    let title = format!("{number}. {}", question.name());
    let tag = flow.ink.tag(Tag::ROOT, Role::Section);
    let ink = &mut flow.ink;
    let mut pieces = asked(ink, tag, set, item, &title);
    let own = own.map_or(Vec::new(), |own| bank_text(ink, tag, own, TEXT_STYLE));
    let read = [
        ("Your own note", own),
        ("Listen for", points(ink, tag, question)),
        ("Follow-ups", probes(ink, tag, question)),
        ("Red flags", flags(ink, tag, question)),
        ("A very good answer", bank_text(ink, tag, &question.answer, SMALL)),
        ("Score", anchors(ink, tag, set, question)),
    ];
    for (title, part) in read {
        if !part.is_empty() {
            pieces.push(label(ink, tag, title));
            pieces.extend(part);
        }
    }
    flow.running = Some((format!("{title}, continued"), LABEL_STYLE));
    flow.run(&pieces);
    notes(flow, tag);
    flow.running = None;
}

/// Room to write: to the foot of the page, and on one more page where little is left of this one.
fn notes(flow: &mut Flow, tag: Tag) {
    const LINE: f32 = 22.0;
    const FEWEST: f32 = 6.0;
    if flow.room() < LINE * FEWEST {
        flow.break_page();
    }
    let head = label(&mut flow.ink, tag, "Notes");
    flow.run(&[Piece { keeps_next: false, ..head }]);
    let mut lines = Slab::default();
    let mut y = LINE;
    while y < flow.room() - 2.0 {
        rule(&mut lines, y, 0.5);
        y += LINE;
    }
    lines.height = 0.0;
    flow.place(lines);
}

fn asked(ink: &mut Ink, tag: Tag, set: &FrozenSet, item: &FrozenItem, title: &str) -> Vec<Piece> {
    let question = &item.question;
    let mut known = set.competencies.iter();
    let competency = known.find(|known| known.id == question.competency);
    let facts = [
        format!("{} min", item.minutes),
        question.level.label().to_owned(),
        question.kind.label().to_owned(),
        competency.map_or(question.competency.to_string(), |known| known.title.clone()),
        needed(item).to_owned(),
    ];
    let look = style(Face::SemiBold, LEAD + 2.0, LIGHT.text);
    let name = Piece {
        tag: Some(ink.tag(tag, Role::Heading(2))),
        bookmark: Some((0, title.to_owned())),
        ..piece(ink, tag, title, look, BODY_COLUMN)
    };
    let facts = piece(ink, tag, &facts.join(" · "), LABEL_STYLE, BODY_COLUMN);
    let mut pieces = vec![name, Piece { after: 1.5 * STEP, ..facts }];
    let said = TextStyle { size: LEAD, ..STRONG };
    pieces.extend(bank_text(ink, tag, &question.prompt, said));
    for piece in &mut pieces {
        piece.keeps_next = true;
    }
    let shown = [
        ("To show to the candidate", &question.candidate_material),
        ("For your eyes only", &question.interviewer_material),
    ];
    for (words, material) in shown {
        if let Some(material) = material {
            pieces.push(label(ink, tag, words));
            pieces.extend(code(ink, tag, material));
        }
    }
    pieces
}

fn label(ink: &mut Ink, tag: Tag, words: &str) -> Piece {
    Piece {
        tag: Some(ink.tag(tag, Role::Heading(3))),
        before: 2.0 * STEP,
        after: STEP / 2.0,
        keeps_next: true,
        ..piece(ink, tag, words, STRONG, BODY_COLUMN)
    }
}

fn points(ink: &mut Ink, tag: Tag, question: &Question) -> Vec<Piece> {
    let list = ink.tag(tag, Role::List);
    let mut pieces = Vec::new();
    for point in &question.listen_for {
        let look =
            if point.at == Tier::Core { AUTHORED } else { TextStyle { marks_code: true, ..SMALL } };
        let words = match point.at {
            Tier::Core => point.text.clone(),
            Tier::Depth => format!("{}: {}", point.at.label(), point.text),
        };
        pieces.push(ticked(ink, list, &words, look));
    }
    pieces
}

fn probes(ink: &mut Ink, tag: Tag, question: &Question) -> Vec<Piece> {
    let list = ink.tag(tag, Role::List);
    let mut pieces = Vec::new();
    for probe in &question.probes {
        pieces.push(ticked(ink, list, &probe.ask, AUTHORED));
        if let Some(reply) = &probe.reply {
            let muted = TextStyle { marks_code: true, ..LABEL_STYLE };
            let column = Column { x: MARGIN + 14.0, width: BODY_WIDTH - 14.0 };
            let reply = piece(ink, tag, &format!("Hoped for: {reply}"), muted, column);
            pieces.push(Piece { after: STEP, ..reply });
        }
    }
    pieces
}

fn flags(ink: &mut Ink, tag: Tag, question: &Question) -> Vec<Piece> {
    let list = ink.tag(tag, Role::List);
    let flags = question.red_flags.iter().map(|flag| match flag.effect {
        Effect::Nothing => flag.text.clone(),
        effect => format!("{} ({})", flag.text, effect.words()),
    });
    flags.map(|words| ticked(ink, list, &words, AUTHORED)).collect()
}

/// A line with a box to tick before it.
fn ticked(ink: &mut Ink, list: Tag, words: &str, look: TextStyle) -> Piece {
    let indent = 14.0;
    let item = ink.tag(list, Role::Item);
    let body = ink.tag(item, Role::Body);
    let mut beside = Slab::default();
    beside.outline(Area { x: MARGIN + 0.5, y: 3.0, width: 7.5, height: 7.5 }, LIGHT.edge);
    Piece {
        text: ink.set(words, look, BODY_WIDTH - indent),
        tag: Some(body),
        x: MARGIN + indent,
        beside: Slab { height: 0.0, ..beside },
        after: STEP / 2.0,
        ..Piece::default()
    }
}

/// Every described step, then a row of steps to ring.
fn anchors(ink: &mut Ink, tag: Tag, set: &FrozenSet, question: &Question) -> Vec<Piece> {
    let list = ink.tag(tag, Role::List);
    let anchors = set.scale.anchors_for(&question.anchors);
    let mut pieces: Vec<Piece> = anchors
        .iter()
        .map(|(step, text)| labelled(ink, list, &step.get().to_string(), text))
        .collect();
    let mut row = Slab::default();
    let steps = ["1", "2", "3", "4", "5", "not assessed", "skipped"];
    let mut x = MARGIN;
    for step in steps {
        let words = ink.line(step, STRONG);
        let area = Area { x, y: 0.0, width: words.width() + 16.0, height: 20.0 };
        row.outline(area, LIGHT.edge);
        row.put(&words, x + 8.0, 3.2);
        x += area.width + STEP;
    }
    let words = "To mark: 1 to 5, not assessed, or skipped";
    let height = row.height;
    let beside = row.tagged(ink.structure.figure(tag, words));
    pieces.push(Piece { before: STEP, after: height, beside, ..Piece::default() });
    pieces
}

/// A text after the step that it describes.
fn labelled(ink: &mut Ink, list: Tag, step: &str, text: &str) -> Piece {
    let indent = 14.0;
    let item = ink.tag(list, Role::Item);
    let (mark, body) = (ink.tag(item, Role::Label), ink.tag(item, Role::Body));
    let mut beside = Slab::default();
    beside.put(&ink.line(step, STRONG), MARGIN, 0.0);
    Piece {
        text: ink.set(text, AUTHORED, BODY_WIDTH - indent),
        tag: Some(body),
        x: MARGIN + indent,
        beside: beside.tagged(mark),
        after: STEP / 2.0,
        ..Piece::default()
    }
}

fn footers(document: &mut Document, ink: &mut Ink, set: &FrozenSet) {
    let title = ink.setter.excerpt(&set.title, LABEL_STYLE, 200.0, 1).0.flush_left();
    super::footer::feet(document, ink, &title, NOT_FOR_CANDIDATES, None);
}
