//! Pages of placed text and shapes, and the flow that fills them from top to bottom.
//!
//! Everything is measured before it is placed: a [`Slab`] stays whole, a [`Piece`] may run over
//! pages. All lengths are points from the top left corner. This module knows no PDF.
#![allow(missing_docs, reason = "a field whose name says all needs no sentence")]

use super::text::{Line, Paragraph, Run, TextSetter, TextStyle};
use crate::tokens::Rgb;
use crate::tokens::page::{HEIGHT, MARGIN, STEP, WIDTH};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct Page {
    /// In drawing order.
    pub marks: Vec<Mark>,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Mark {
    /// `y` is the baseline.
    Text { x: f32, y: f32, run: Run },
    /// A filled rectangle.
    Fill { area: Area, colour: Rgb },
    /// The outline of a rectangle, half a point thick.
    Outline { area: Area, colour: Rgb },
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
    pub pages: Vec<Page>,
    pub bookmarks: Vec<Bookmark>,
}

impl Document {
    /// Characters that no bundled font has: drawn as boxes, still copied.
    pub fn missing_characters(&self) -> String {
        let runs = self.pages.iter().flat_map(|page| &page.marks).filter_map(|mark| match mark {
            Mark::Text { run, .. } => Some(run),
            _ => None,
        });
        let glyphs = runs.flat_map(Run::glyphs).filter(|glyph| glyph.id == 0);
        let mut missing: Vec<char> = glyphs.flat_map(|glyph| glyph.text.chars()).collect();
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

    pub fn text(&mut self, setter: &mut TextSetter, text: &str, style: TextStyle, at: Column) {
        self.add(&setter.set(text, style, at.width), at.x);
    }

    fn put_line(&mut self, line: &Line, x: f32, y: f32) {
        let baseline = y + line.baseline;
        let runs = line.runs.iter().cloned();
        self.marks.extend(runs.map(|run| Mark::Text { x: x + run.x, y: baseline, run }));
        self.height = self.height.max(y + line.height);
    }

    pub fn fill(&mut self, area: Area, colour: Rgb) {
        self.marks.push(Mark::Fill { area, colour });
        self.height = self.height.max(area.y + area.height);
    }

    pub fn outline(&mut self, area: Area, colour: Rgb) {
        self.marks.push(Mark::Outline { area, colour });
        self.height = self.height.max(area.y + area.height);
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
    fn moved(self, right: f32, down: f32) -> Self {
        let moved = |area: Area| Area { x: area.x + right, y: area.y + down, ..area };
        match self {
            Self::Text { x, y, run } => Self::Text { x: x + right, y: y + down, run },
            Self::Fill { area, colour } => Self::Fill { area: moved(area), colour },
            Self::Outline { area, colour } => Self::Outline { area: moved(area), colour },
        }
    }
}

/// Lines that may run over pages, and what belongs to them.
#[derive(Debug, Clone, Default)]
pub struct Piece {
    pub text: Paragraph,
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

/// What must fit on the page where the first of these pieces begins. Kept pieces higher than a page
/// begin like any text.
fn least(pieces: &[Piece]) -> f32 {
    let kept = pieces.iter().take_while(|piece| piece.keeps_next);
    let next = pieces.iter().find(|piece| !piece.keeps_next);
    let whole = kept.map(Piece::height).sum::<f32>() + next.map_or(0.0, Piece::least);
    if whole > BOTTOM - MARGIN { pieces.first().map_or(0.0, Piece::least) } else { whole }
}

pub struct Flow {
    pub setter: TextSetter,
    /// The last one is being filled.
    pub pages: Vec<Page>,
    pub bookmarks: Vec<Bookmark>,
    pub y: f32,
    /// Heads each page on which the text of the one before goes on.
    pub running: Option<(String, TextStyle)>,
}

/// The lowest point for content; the footer stands below.
pub const BOTTOM: f32 = HEIGHT - MARGIN - 14.0;
pub const BODY_WIDTH: f32 = WIDTH - 2.0 * MARGIN;

impl Default for Flow {
    fn default() -> Self {
        Self {
            setter: TextSetter::default(),
            pages: vec![Page::default()],
            bookmarks: Vec::new(),
            y: MARGIN,
            running: None,
        }
    }
}

impl Flow {
    /// With the running title, where there is one.
    pub fn break_page(&mut self) {
        self.pages.push(Page::default());
        self.y = MARGIN;
        if let Some((title, style)) = self.running.clone() {
            let mut slab = Slab::default();
            slab.put(&self.setter.excerpt(&title, style, BODY_WIDTH, 1).0, MARGIN, 0.0);
            slab.height += STEP;
            self.place(slab);
        }
    }

    /// Left on this page, in points.
    pub fn room(&self) -> f32 {
        BOTTOM - self.y
    }

    /// A heading to jump to, where the next mark goes.
    pub fn bookmark(&mut self, depth: u8, title: impl Into<String>) {
        let page = self.pages.len().saturating_sub(1);
        self.bookmarks.push(Bookmark { page, y: self.y, depth, title: title.into() });
    }

    /// Whether or not there is room.
    pub fn place(&mut self, slab: Slab) {
        let y = self.y;
        self.y += slab.height;
        if let Some(page) = self.pages.last_mut() {
            page.marks.extend(slab.marks.into_iter().map(|mark| mark.moved(0.0, y)));
        }
    }

    /// Starts a new page unless these pieces can begin on this one.
    pub fn begin(&mut self, pieces: &[Piece]) {
        self.need(least(pieces));
    }

    /// One below the other, over as many pages as they need.
    pub fn run(&mut self, pieces: &[Piece]) {
        let mut is_kept = false;
        for (at, piece) in pieces.iter().enumerate() {
            // What is kept has its room already, unless all of it is higher than a page.
            let behind = pieces.get(at..).unwrap_or_default();
            self.need(if is_kept { piece.least() } else { least(behind) });
            is_kept = piece.keeps_next;
            self.piece(piece);
        }
    }

    fn need(&mut self, height: f32) {
        if self.y + height > BOTTOM && self.y > MARGIN {
            self.break_page();
        }
    }

    /// Leaves no single line alone on either page.
    fn piece(&mut self, piece: &Piece) {
        if self.y > MARGIN {
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
            self.place(slab);
        }
        self.y += piece.after;
    }
}
