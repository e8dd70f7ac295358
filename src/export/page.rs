//! Pages of placed text and shapes, and the flow that fills them from top to bottom.
//!
//! Everything is measured before it is placed: a [`Slab`] stays whole, a [`Piece`] may run over
//! pages. All lengths are points from the top left corner. This module knows no PDF.
#![allow(missing_docs, reason = "a field whose name says all needs no sentence")]

use super::scripts::needs_glyph;
use super::structure::{Role, Structure, Tag};
use super::text::{Line, Paragraph, Run, TextSetter, TextStyle};
use crate::tokens::Rgb;
use crate::tokens::page::{A4, BODY_WIDTH, LETTER, LETTER_MARGIN, MARGIN, STEP};

/// The sheet. The text is as wide on both; what differs is the height, and the room beside the text.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Paper {
    #[default]
    A4,
    Letter,
}

impl Paper {
    pub const ALL: [Paper; 2] = [Paper::A4, Paper::Letter];

    /// As `--paper` names it.
    pub fn name(self) -> &'static str {
        match self {
            Self::A4 => "a4",
            Self::Letter => "letter",
        }
    }

    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|paper| paper.name() == name)
    }

    fn size(self) -> (f32, f32) {
        match self {
            Self::A4 => A4,
            Self::Letter => LETTER,
        }
    }

    /// In points.
    pub fn width(self) -> f32 {
        self.size().0
    }

    /// In points.
    pub fn height(self) -> f32 {
        self.size().1
    }

    /// How far the text stands to the right of where it stands on A4.
    pub fn shift(self) -> f32 {
        (self.width() - BODY_WIDTH) / 2.0 - MARGIN
    }

    /// Above and below the text: Letter is shorter, and page 1 is to hold the same.
    pub fn margin(self) -> f32 {
        match self {
            Self::A4 => MARGIN,
            Self::Letter => LETTER_MARGIN,
        }
    }

    /// The lowest point for content; the footer stands below.
    pub fn bottom(self) -> f32 {
        self.height() - self.margin() - 14.0
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct Page {
    /// In drawing order, which is the reading order too.
    pub marks: Vec<Mark>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Mark {
    /// What it is a part of; `None` for what is only there to be seen: rules, the running title, the
    /// footer.
    pub tag: Option<Tag>,
    pub shape: Shape,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Shape {
    /// `y` is the baseline.
    Text { x: f32, y: f32, run: Run },
    /// A filled rectangle.
    Fill { area: Area, colour: Rgb },
    /// The outline of a rectangle, half a point thick.
    Outline { area: Area, colour: Rgb },
    /// A filled circle.
    Dot { x: f32, y: f32, radius: f32, colour: Rgb },
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Area {
    pub x: f32,
    pub y: f32,
    pub width: f32,
    pub height: f32,
}

#[derive(Debug, Clone, Copy)]
pub struct Column {
    pub x: f32,
    pub width: f32,
}

/// A heading that a reader can jump to.
#[derive(Debug, Clone, PartialEq)]
pub struct Bookmark {
    /// From 0.
    pub page: usize,
    /// Upper edge of the heading.
    pub y: f32,
    /// 0 for a section, 1 for what stands in it.
    pub depth: u8,
    pub title: String,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    /// Shown by the reader's window.
    pub title: String,
    pub author: String,
    /// As the record says.
    pub created: Option<chrono::DateTime<chrono::FixedOffset>>,
    pub paper: Paper,
    pub pages: Vec<Page>,
    pub bookmarks: Vec<Bookmark>,
    pub structure: Structure,
}

impl Document {
    /// All text, in drawing order.
    pub fn runs(&self) -> impl Iterator<Item = &Run> {
        self.pages.iter().flat_map(|page| &page.marks).filter_map(Mark::run)
    }

    /// Characters that no font has: drawn as boxes, still copied.
    pub fn missing_characters(&self) -> String {
        let runs = self.runs().filter(|run| run.lacks_glyphs());
        let glyphs = runs.flat_map(Run::glyphs).filter(|glyph| glyph.id == 0);
        let characters = glyphs.flat_map(|glyph| glyph.text.chars());
        let mut missing: Vec<char> = characters.filter(|c| needs_glyph(*c)).collect();
        missing.sort_unstable();
        missing.dedup();
        missing.into_iter().collect()
    }
}

/// Marks from an upper edge of their own, with the height they take; never split over pages.
#[derive(Debug, Clone, Default)]
pub struct Slab {
    /// In drawing order.
    pub marks: Vec<Mark>,
    /// Down to the lowest mark, or further where room is left below.
    pub height: f32,
}

impl Slab {
    /// Lines from the left edge `x` and the upper edge `y`.
    pub fn put(&mut self, paragraph: &Paragraph, x: f32, y: f32) {
        let mut top = y;
        for line in &paragraph.lines {
            self.put_line(line, x, top);
            top += line.height;
        }
    }

    /// Lines below everything that is there.
    pub fn add(&mut self, paragraph: &Paragraph, x: f32) {
        self.put(paragraph, x, self.height);
    }

    pub fn text(&mut self, ink: &mut Ink, text: &str, style: TextStyle, at: Column) {
        self.add(&ink.set(text, style, at.width), at.x);
    }

    fn put_line(&mut self, line: &Line, x: f32, y: f32) {
        let baseline = y + line.baseline;
        let runs = line.runs.iter().cloned();
        let shapes = runs.map(|run| Shape::Text { x: x + run.x, y: baseline, run });
        self.marks.extend(shapes.map(|shape| Mark { tag: None, shape }));
        self.height = self.height.max(y + line.height);
    }

    pub fn fill(&mut self, area: Area, colour: Rgb) {
        self.draw(Shape::Fill { area, colour }, area.y + area.height);
    }

    pub fn outline(&mut self, area: Area, colour: Rgb) {
        self.draw(Shape::Outline { area, colour }, area.y + area.height);
    }

    /// A circle around a point.
    pub fn dot(&mut self, x: f32, y: f32, radius: f32, colour: Rgb) {
        self.draw(Shape::Dot { x, y, radius, colour }, y + radius);
    }

    fn draw(&mut self, shape: Shape, bottom: f32) {
        self.marks.push(Mark { tag: None, shape });
        self.height = self.height.max(bottom);
    }

    /// Everything in it that is no part of anything yet becomes a part of this.
    pub fn tagged(mut self, tag: Tag) -> Self {
        for mark in &mut self.marks {
            mark.tag.get_or_insert(tag);
        }
        self
    }

    /// Another slab, moved by `x` and `y`.
    pub fn lay(&mut self, slab: Self, x: f32, y: f32) {
        self.marks.extend(slab.marks.into_iter().map(|mark| mark.moved(x, y)));
        self.height = self.height.max(y + slab.height);
    }

    /// Another slab below everything that is there.
    pub fn stack(&mut self, slab: Self) {
        self.lay(slab, 0.0, self.height);
    }
}

impl Mark {
    pub fn run(&self) -> Option<&Run> {
        match &self.shape {
            Shape::Text { run, .. } => Some(run),
            _ => None,
        }
    }

    fn moved(self, right: f32, down: f32) -> Self {
        let moved = |area: Area| Area { x: area.x + right, y: area.y + down, ..area };
        let shape = match self.shape {
            Shape::Text { x, y, run } => Shape::Text { x: x + right, y: y + down, run },
            Shape::Fill { area, colour } => Shape::Fill { area: moved(area), colour },
            Shape::Outline { area, colour } => Shape::Outline { area: moved(area), colour },
            Shape::Dot { x, y, radius, colour } => {
                Shape::Dot { x: x + right, y: y + down, radius, colour }
            }
        };
        Self { shape, ..self }
    }
}

/// Lines that may run over pages, and what belongs to them.
#[derive(Debug, Clone, Default)]
pub struct Piece {
    pub text: Paragraph,
    /// What the lines are a part of.
    pub tag: Option<Tag>,
    /// Left edge of the lines.
    pub x: f32,
    /// Beside or around the first line, from its upper edge on.
    pub beside: Slab,
    /// Room above, except at the top of a page.
    pub before: f32,
    pub after: f32,
    /// Stays whole, and on the page where the next piece begins.
    pub keeps_next: bool,
    pub bookmark: Option<(u8, String)>,
}

impl Piece {
    pub fn height(&self) -> f32 {
        self.before + self.text.height() + self.after
    }

    /// What must stay together: two lines, and what is beside them.
    fn least(&self) -> f32 {
        let lines: f32 = self.text.lines.iter().take(2).map(|line| line.height).sum();
        self.before + lines.max(self.beside.height)
    }
}

/// The state of a document while its pages are filled.
pub struct Flow {
    pub ink: Ink,
    paper: Paper,
    /// The last one is being filled.
    pages: Vec<Page>,
    bookmarks: Vec<Bookmark>,
    pub y: f32,
    /// Heads each page on which the text of the one before goes on.
    pub running: Option<(String, TextStyle)>,
}

/// What everything on a page is made with.
#[derive(Default)]
pub struct Ink {
    pub setter: TextSetter,
    pub structure: Structure,
}

impl Ink {
    /// The text in lines no wider than `width`.
    pub fn set(&mut self, text: &str, style: TextStyle, width: f32) -> Paragraph {
        self.setter.set(text, style, width)
    }

    /// On one line.
    pub fn line(&mut self, text: &str, style: TextStyle) -> Paragraph {
        self.setter.set(text, style, f32::MAX)
    }

    pub fn tag(&mut self, parent: Tag, role: Role) -> Tag {
        self.structure.add(parent, role)
    }
}

impl Flow {
    pub fn new(setter: TextSetter, paper: Paper) -> Self {
        Self {
            ink: Ink { setter, structure: Structure::default() },
            paper,
            pages: vec![Page::default()],
            bookmarks: Vec::new(),
            y: paper.margin(),
            running: None,
        }
    }

    /// What was laid out, and what it was made with.
    pub fn finish(self) -> (Vec<Page>, Vec<Bookmark>, Ink) {
        (self.pages, self.bookmarks, self.ink)
    }

    pub fn bottom(&self) -> f32 {
        self.paper.bottom()
    }

    /// With the running title, where there is one.
    pub fn break_page(&mut self) {
        self.pages.push(Page::default());
        self.y = self.paper.margin();
        if let Some((title, style)) = self.running.clone() {
            let mut slab = Slab::default();
            slab.put(&self.ink.setter.excerpt(&title, style, BODY_WIDTH, 1).0, MARGIN, 0.0);
            slab.height += STEP;
            self.place(slab);
        }
    }

    /// Left on this page, in points.
    pub fn room(&self) -> f32 {
        self.bottom() - self.y
    }

    /// A heading to jump to, where the next mark goes.
    pub fn bookmark(&mut self, depth: u8, title: impl Into<String>) {
        let page = self.pages.len().saturating_sub(1);
        self.bookmarks.push(Bookmark { page, y: self.y, depth, title: title.into() });
    }

    /// Whether or not there is room.
    pub fn place(&mut self, slab: Slab) {
        let (x, y) = (self.paper.shift(), self.y);
        self.y += slab.height;
        if let Some(page) = self.pages.last_mut() {
            page.marks.extend(slab.marks.into_iter().map(|mark| mark.moved(x, y)));
        }
    }

    /// What must fit on the page where the first of these pieces begins. Kept pieces higher than a
    /// page begin like any text.
    fn least(&self, pieces: &[Piece]) -> f32 {
        let kept = pieces.iter().take_while(|piece| piece.keeps_next);
        let next = pieces.iter().find(|piece| !piece.keeps_next);
        let whole = kept.map(Piece::height).sum::<f32>() + next.map_or(0.0, Piece::least);
        let is_higher = whole > self.bottom() - self.paper.margin();
        if is_higher { pieces.first().map_or(0.0, Piece::least) } else { whole }
    }

    /// Starts a new page unless these pieces can begin on this one.
    pub fn begin(&mut self, pieces: &[Piece]) {
        self.need(self.least(pieces));
    }

    /// One below the other, over as many pages as they need.
    pub fn run(&mut self, pieces: &[Piece]) {
        let mut is_kept = false;
        for (at, piece) in pieces.iter().enumerate() {
            // What is kept has its room already, unless all of it is higher than a page.
            let behind = pieces.get(at..).unwrap_or_default();
            self.need(if is_kept { piece.least() } else { self.least(behind) });
            is_kept = piece.keeps_next;
            self.piece(piece);
        }
    }

    fn need(&mut self, height: f32) {
        if self.y + height > self.bottom() && self.y > self.paper.margin() {
            self.break_page();
        }
    }

    /// Leaves no single line alone on either page.
    fn piece(&mut self, piece: &Piece) {
        if self.y > self.paper.margin() {
            self.y += piece.before;
        }
        if let Some((depth, title)) = &piece.bookmark {
            self.bookmark(*depth, title);
        }
        self.place(Slab { height: 0.0, ..piece.beside.clone() });
        let total = piece.text.lines.len();
        for (number, line) in piece.text.lines.iter().enumerate() {
            let is_pair = total > 1 && (number == 0 || number + 2 == total);
            self.need(if is_pair { 2.0 * line.height } else { line.height });
            let mut slab = Slab::default();
            slab.put_line(line, piece.x, 0.0);
            self.place(match piece.tag {
                Some(tag) => slab.tagged(tag),
                None => slab,
            });
        }
        self.y += piece.after;
    }
}
