//! Page 1: what a hiring manager decides from, on one page however much was written.
//!
//! From the top: who, the decision, the competencies; from the bottom: what was left open, the strip
//! of the session; strengths and concerns take what is between. A text too long for its place is
//! printed in full further back.

use super::claims::columns_of_claims;
use super::decision::decision_card;
use super::parts::{LABEL_STYLE, SMALL, STRONG, TEXT_STYLE, rule, scale_bar, style};
use super::strip::strip;
use crate::export::blocks::{
    Block, Claims, Competencies, Competency, Decision, Fact, Head, Line, OpenPoint, OpenPoints,
    Score, TITLE, Timeline,
};
use crate::export::fonts::Face;
use crate::export::page::{Area, Column, Flow, Ink, Slab};
use crate::export::structure::{Role, Tag};
use crate::export::text::{Paragraph, TextStyle};
use crate::tokens::LIGHT;
use crate::tokens::page::{BODY, BODY_WIDTH, LABEL, LEAD, MARGIN, STEP, TITLE as NAME};

pub struct FirstPage<'f> {
    pub flow: &'f mut Flow,
    /// What page 1 shows only in part, in full.
    pub cut: Vec<Line>,
}

/// Height of the head and of the open points, the same on every card.
const HEAD: f32 = 110.0;
const OPEN: f32 = 74.0;
/// Of date, interviewer, time and set in the width of the page.
const SHARES: [f32; 4] = [0.277, 0.197, 0.178, 0.348];
/// Competencies that page 1 shows at most.
const MOST_COMPETENCIES: usize = 8;

impl FirstPage<'_> {
    pub fn place(&mut self, blocks: &[Block]) {
        let bottom = self.flow.bottom();
        let open_at = bottom - OPEN;
        let strip_at = open_at - super::strip::HEIGHT;
        for block in blocks {
            match block {
                Block::Head(head) => self.head(head),
                Block::Decision(decision) => self.decision(decision),
                Block::Competencies(competencies) => self.competencies(competencies),
                Block::Claims(claims) => self.claims(claims, strip_at),
                Block::Timeline(timeline) => self.timeline(timeline, strip_at),
                Block::Open(open) => self.open(open, open_at),
                Block::Questions(_) | Block::Section(_) => {}
            }
        }
    }

    fn head(&mut self, head: &Head) {
        self.flow.bookmark(0, "Decision");
        let top = self.flow.y;
        let mut slab = Slab::default();
        let mut title = Slab::default();
        title.put(&self.flow.ink.line(TITLE, LABEL_STYLE), MARGIN, 0.0);
        slab.lay(title.tagged(self.tag(Role::Heading(1))), 0.0, 0.0);
        if let Some(status) = &head.status {
            let status = self.status(status);
            slab.lay(status, 0.0, 0.0);
        }
        slab.height += STEP / 2.0;
        let name = style(Face::SemiBold, NAME, LIGHT.text);
        let lines = self.flow.ink.set(&head.candidate.value, name, BODY_WIDTH).lines.len();
        let name = if lines > 1 { TextStyle { size: LEAD + 1.0, ..name } } else { name };
        let (most, role) = (if lines > 1 { 2 } else { 1 }, style(Face::Regular, LEAD, LIGHT.text));
        let name = self.clipped(&head.candidate, name, BODY_WIDTH, most);
        slab.stack(name.tagged(self.tag(Role::Paragraph)));
        let role = self.clipped(&head.role, role, BODY_WIDTH, 1);
        slab.stack(role.tagged(self.tag(Role::Paragraph)));
        slab.height += 1.5 * STEP;
        let facts = self.side_by_side(&head.facts);
        slab.stack(facts);
        self.flow.place(slab);
        self.flow.y = (self.flow.y + STEP).max(top + HEAD);
    }

    fn tag(&mut self, role: Role) -> Tag {
        self.flow.ink.tag(Tag::ROOT, role)
    }

    /// A word of warning about the whole scorecard, in the upper right corner.
    fn status(&mut self, words: &str) -> Slab {
        let look = style(Face::SemiBold, LABEL, LIGHT.caution);
        let (text, is_cut) = self.flow.ink.setter.excerpt(words, look, BODY_WIDTH * 0.7, 1);
        if is_cut {
            self.cut.push(Line::Entry { head: "Status".to_owned(), text: words.to_owned() });
        }
        let mut slab = Slab::default();
        slab.put(&text, MARGIN + BODY_WIDTH - text.width(), 0.0);
        slab.tagged(self.tag(Role::Paragraph))
    }

    /// At most `most` lines of a fact, from the left margin; a longer one is printed in full
    /// further back.
    fn clipped(&mut self, fact: &Fact, look: TextStyle, width: f32, most: usize) -> Slab {
        let (shown, is_cut) = self.flow.ink.setter.excerpt(&fact.value, look, width, most);
        if is_cut {
            self.in_full(fact);
        }
        let mut slab = Slab::default();
        slab.add(&shown.flush_left(), MARGIN);
        slab
    }

    fn in_full(&mut self, Fact { label, value }: &Fact) {
        self.cut.push(Line::Entry { head: label.clone(), text: value.clone() });
    }

    /// Facts below their labels, in columns as wide as their share.
    fn side_by_side(&mut self, facts: &[Fact]) -> Slab {
        let gap = 3.0 * STEP;
        let mut row = Slab::default();
        let list = self.tag(Role::List);
        let mut x = 0.0;
        for (fact, share) in facts.iter().zip(SHARES) {
            let width = (BODY_WIDTH + gap) * share - gap;
            let item = self.flow.ink.tag(list, Role::Item);
            let ink = &mut self.flow.ink;
            let (label, body) = (ink.tag(item, Role::Label), ink.tag(item, Role::Body));
            let mut slab = Slab::default();
            slab.text(ink, &fact.label, LABEL_STYLE, Column { x: MARGIN, width });
            slab = slab.tagged(label);
            let value = self.clipped(fact, TEXT_STYLE, width, 2);
            slab.stack(value.tagged(body));
            row.lay(slab, x, 0.0);
            x += width + gap;
        }
        row
    }

    fn decision(&mut self, decision: &Decision) {
        let (slab, is_cut) = decision_card(&mut self.flow.ink, decision);
        if is_cut {
            self.in_full(&decision.reason);
        }
        self.flow.place(slab);
    }

    fn competencies(&mut self, block: &Competencies) {
        let section = self.heading(block.title, Some(block.note));
        let ink = &mut self.flow.ink;
        let table = ink.tag(section, Role::Table);
        let shown = match block.rows.len() {
            all if all > MOST_COMPETENCIES => MOST_COMPETENCIES - 1,
            all => all,
        };
        let mut slab = Slab::default();
        for row in block.rows.iter().take(shown) {
            let (row, is_cut) = competency(ink, table, row);
            slab.stack(row);
            if let Some(fact) = is_cut {
                self.cut.push(Line::Entry { head: fact.label, text: fact.value });
            }
        }
        let rest = block.rows.iter().skip(shown);
        let rest: Vec<String> = rest
            .map(|row| format!("{}: {}; {}", row.title, row.score.words(), row.basis))
            .collect();
        if !rest.is_empty() {
            let words = format!("and {} more at the end, under “In full”", rest.len());
            let mut more = Slab::default();
            more.put(&ink.line(&words, TEXT_STYLE), MARGIN, 0.0);
            slab.stack(more.tagged(ink.tag(section, Role::Paragraph)));
            let head = "More competencies".to_owned();
            self.cut.push(Line::Entry { head, text: rest.join("\n") });
        }
        self.flow.place(slab);
    }

    fn claims(&mut self, block: &Claims, bottom: f32) {
        self.flow.y += 2.5 * STEP;
        self.flow.bookmark(1, block.title);
        let section = self.tag(Role::Section);
        let room = bottom - self.flow.y;
        let slab = columns_of_claims(&mut self.flow.ink, section, block, room);
        self.flow.place(slab);
    }

    fn timeline(&mut self, block: &Timeline, top: f32) {
        self.flow.y = self.flow.y.max(top);
        let section = self.heading(block.title, Some(super::strip::KEY));
        let slab = strip(&mut self.flow.ink, section, block);
        self.flow.place(slab);
    }

    /// As many as there is room for; the rest is printed in full further back.
    fn open(&mut self, block: &OpenPoints, top: f32) {
        self.flow.y = self.flow.y.max(top);
        let section = self.heading(block.title, None);
        let bottom = self.flow.bottom();
        let room = bottom - self.flow.y;
        let ink = &mut self.flow.ink;
        let list = ink.tag(section, Role::List);
        let mut slab = Slab::default();
        if block.items.is_empty() {
            slab.text(ink, block.none, TEXT_STYLE, Column { x: MARGIN, width: BODY_WIDTH });
            slab = slab.tagged(ink.tag(section, Role::Paragraph));
        }
        let line = ink.line("", TEXT_STYLE).height();
        let fits = (room / line).floor().max(1.0) as usize;
        let shown = if block.items.len() > fits { fits - 1 } else { fits };
        let mut spare = fits.saturating_sub(block.items.len());
        for (at, point) in block.items.iter().enumerate() {
            if at >= shown {
                let left = block.items.len() - at;
                let mut more = Slab::default();
                let words = format!("and {left} more at the end, under “In full”");
                more.put(&ink.line(&words, TEXT_STYLE), MARGIN, 0.0);
                slab.stack(more.tagged(ink.tag(section, Role::Paragraph)));
                let rest = block.items.iter().skip(at);
                let rest: Vec<String> =
                    rest.map(|point| format!("{}: {}", point.label, point.value)).collect();
                self.cut.push(Line::Entry { head: block.title.to_owned(), text: rest.join("\n") });
                break;
            }
            let row = OpenRow::of(ink, point);
            let lines = row.lines_of(ink, &point.value);
            let (words, most) = match lines {
                0 | 1 => (&point.value, 1),
                _ if spare > 0 => (&point.value, 2),
                _ => (&point.short, 1),
            };
            spare -= most - 1;
            let is_label_cut = row.is_label_cut;
            slab.stack(row.slab(ink, list, words, most));
            if is_label_cut || lines > most {
                let (head, text) = (point.label.clone(), point.value.clone());
                self.cut.push(Line::Entry { head, text });
            }
        }
        self.flow.place(slab);
    }

    /// The heading of a part of page 1, with a remark at its right end; the part's tag.
    fn heading(&mut self, title: &str, note: Option<&str>) -> Tag {
        let section = self.tag(Role::Section);
        let ink = &mut self.flow.ink;
        let mut slab = Slab::default();
        slab.put(&ink.line(title, style(Face::SemiBold, LEAD, LIGHT.text)), MARGIN, 0.0);
        slab = slab.tagged(ink.tag(section, Role::Heading(2)));
        if let Some(note) = note {
            let text = ink.line(note, LABEL_STYLE);
            let mut note = Slab::default();
            note.put(&text, MARGIN + BODY_WIDTH - text.width(), (LEAD - LABEL) * 0.9);
            slab.lay(note.tagged(ink.tag(section, Role::Paragraph)), 0.0, 0.0);
        }
        let y = slab.height + 1.0;
        rule(&mut slab, y, 0.7);
        slab.height += 1.5 * STEP;
        self.flow.bookmark(1, title);
        self.flow.y += 2.5 * STEP;
        self.flow.place(slab);
        section
    }
}

/// One line: title, bar with ticks, score, and the questions behind it; or why there is none. With
/// it what had to be cut.
fn competency(ink: &mut Ink, table: Tag, row: &Competency) -> (Slab, Option<Fact>) {
    let bar = Area { x: MARGIN + 152.0, y: 3.5, width: 90.0, height: 7.0 };
    let score_right = bar.x + bar.width + 24.0;
    let basis_x = score_right + 2.0 * STEP;
    let right = MARGIN + BODY_WIDTH;
    let tag = ink.tag(table, Role::Row);
    let [head, middle, last] =
        [Role::RowHeader, Role::Cell, Role::Cell].map(|role| ink.tag(tag, role));
    let (title, is_title_cut) = ink.setter.excerpt(&row.title, TEXT_STYLE, 146.0, 1);
    let mut slab = Slab::default();
    slab.add(&title, MARGIN);
    slab = slab.tagged(head);
    let mut cell = Slab::default();
    let mut scale = Slab::default();
    match &row.score {
        Score::Given { figure, tenths } => {
            scale_bar(&mut scale, bar, Score::share(*tenths));
            let figure = ink.line(figure, STRONG);
            cell.put(&figure, score_right - figure.width(), 0.0);
        }
        Score::Missing(word) => cell.put(&ink.line(word, TEXT_STYLE), bar.x, 0.0),
    }
    slab.lay(scale, 0.0, 0.0);
    slab.lay(cell.tagged(middle), 0.0, 0.0);
    let (words, is_cut) = ink.setter.excerpt(&row.basis, SMALL, right - basis_x, 1);
    let mut basis = Slab::default();
    basis.put(&words, basis_x, (BODY - LABEL) * 0.8);
    slab.lay(basis.tagged(last), 0.0, 0.0);
    slab.height += 1.0;
    let fact = Fact { label: row.title.clone(), value: row.basis.clone() };
    (slab, (is_cut || is_title_cut).then_some(fact))
}

/// An open point behind its label.
struct OpenRow {
    label: Paragraph,
    is_label_cut: bool,
    /// From the left margin to the words.
    indent: f32,
}

impl OpenRow {
    const LOOK: TextStyle = TextStyle { marks_code: true, ..TEXT_STYLE };

    fn of(ink: &mut Ink, point: &OpenPoint) -> Self {
        let (label, is_label_cut) = ink.setter.excerpt(&point.label, STRONG, 200.0, 1);
        Self { indent: label.width() + 2.0 * STEP, label, is_label_cut }
    }

    /// Which the whole value would take.
    fn lines_of(&self, ink: &mut Ink, value: &str) -> usize {
        ink.set(value, Self::LOOK, BODY_WIDTH - self.indent).lines.len()
    }

    /// With at most so many lines of the words.
    fn slab(&self, ink: &mut Ink, list: Tag, words: &str, most: usize) -> Slab {
        let item = ink.tag(list, Role::Item);
        let (mark, body) = (ink.tag(item, Role::Label), ink.tag(item, Role::Body));
        let mut slab = Slab::default();
        slab.put(&self.label, MARGIN, 0.0);
        slab = slab.tagged(mark);
        let width = BODY_WIDTH - self.indent;
        let text = ink.setter.excerpt(words, Self::LOOK, width, most).0;
        let mut words = Slab::default();
        words.put(&text, MARGIN + self.indent, 0.0);
        slab.lay(words.tagged(body), 0.0, 0.0);
        slab
    }
}
