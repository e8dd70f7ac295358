//! Pages of placed text and shapes, and the flow that fills them from top to bottom.
//!
//! Everything is in points from the top left corner. This module knows no PDF.

use super::text::{Line, Paragraph, Run, TextSetter, TextStyle};
use crate::tokens::Rgb;
use crate::tokens::page::{HEIGHT, MARGIN, STEP, WIDTH};

/// One page.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Page {
    /// In the order in which they are drawn.
    pub marks: Vec<Mark>,
}

/// Something on a page.
#[derive(Debug, Clone, PartialEq)]
pub enum Mark {
    /// A run of text.
    Text {
        /// The left end of the run.
        x: f32,
        /// The baseline.
        y: f32,
        /// The glyphs.
        run: Run,
    },
    /// A filled rectangle.
    Fill {
        /// Where.
        area: Area,
        /// In what colour.
        colour: Rgb,
    },
    /// The outline of a rectangle, half a point thick.
    Outline {
        /// Where.
        area: Area,
        /// In what colour.
        colour: Rgb,
    },
}

/// A rectangle.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Area {
    /// The left edge.
    pub x: f32,
    /// The upper edge.
    pub y: f32,
    /// From left to right.
    pub width: f32,
    /// From top to bottom.
    pub height: f32,
}

/// A heading that a reader can jump to.
#[derive(Debug, Clone, PartialEq)]
pub struct Bookmark {
    /// The page, from 0.
    pub page: usize,
    /// The upper edge of the heading.
    pub y: f32,
    /// 0 for a section, 1 for what stands in it.
    pub depth: u8,
    /// The heading.
    pub title: String,
}

/// A laid-out document.
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    /// The title that a reader's window shows.
    pub title: String,
    /// Who wrote it.
    pub author: String,
    /// When it was made, as the record says.
    pub created: Option<chrono::DateTime<chrono::FixedOffset>>,
    /// In order.
    pub pages: Vec<Page>,
    /// In order.
    pub bookmarks: Vec<Bookmark>,
}

impl Document {
    /// Characters that no bundled font has: they are drawn as boxes, and can still be copied.
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

/// Fills pages from top to bottom.
pub struct Flow {
    /// Sets the text.
    pub setter: TextSetter,
    /// The pages so far; the last one is being filled.
    pub pages: Vec<Page>,
    /// The headings so far.
    pub bookmarks: Vec<Bookmark>,
    /// Where the next mark goes.
    pub y: f32,
    /// Stands at the top of a page on which the text of the page before goes on.
    pub running: Option<(String, TextStyle)>,
}

/// The lowest point that content may reach; the footer stands below.
pub const BOTTOM: f32 = HEIGHT - MARGIN - 14.0;
/// The width between the margins.
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
    /// Starts a new page unless `height` still fits on this one.
    pub fn need(&mut self, height: f32) {
        if self.y + height > BOTTOM && self.y > MARGIN {
            self.break_page();
        }
    }

    /// Starts a new page, with the running title where there is one.
    pub fn break_page(&mut self) {
        self.pages.push(Page::default());
        self.y = MARGIN;
        if let Some((title, style)) = self.running.take() {
            let title_line = self.setter.excerpt(&title, style, BODY_WIDTH, 1).0;
            self.paragraph(&title_line, MARGIN);
            self.y += STEP;
            self.running = Some((title, style));
        }
    }

    /// How much of this page is left, in points.
    pub fn room(&self) -> f32 {
        BOTTOM - self.y
    }

    /// Leaves room, but not at the top of a page.
    pub fn space(&mut self, height: f32) {
        if self.y > MARGIN {
            self.y += height;
        }
    }

    /// A heading to jump to, where the next mark goes.
    pub fn bookmark(&mut self, depth: u8, title: impl Into<String>) {
        let page = self.pages.len().saturating_sub(1);
        self.bookmarks.push(Bookmark { page, y: self.y, depth, title: title.into() });
    }

    /// A paragraph from the left edge `x`; it goes on over as many pages as it needs.
    pub fn text(&mut self, text: &str, style: TextStyle, x: f32, width: f32) {
        let paragraph = self.setter.set(text, style, width);
        self.paragraph(&paragraph, x);
    }

    /// The same, with the lines already broken. No single line is left alone on either page.
    pub fn paragraph(&mut self, paragraph: &Paragraph, x: f32) {
        let total = paragraph.lines.len();
        for (number, line) in paragraph.lines.iter().enumerate() {
            let is_pair = total > 1 && (number == 0 || number + 2 == total);
            self.need(if is_pair { 2.0 * line.height } else { line.height });
            let y = self.y;
            self.put_line(line, x, y);
            self.y += line.height;
        }
    }

    /// Lines at a given place of this page; the flow does not move.
    pub fn put(&mut self, paragraph: &Paragraph, x: f32, mut y: f32) {
        for line in &paragraph.lines {
            self.put_line(line, x, y);
            y += line.height;
        }
    }

    /// A short text at a given place of this page; gives its width.
    pub fn label(&mut self, text: &str, style: TextStyle, x: f32, y: f32) -> f32 {
        let paragraph = self.setter.set(text, style, f32::MAX);
        self.put(&paragraph, x, y);
        paragraph.width()
    }

    /// A short text that ends at the right edge `right`.
    pub fn label_right(&mut self, text: &str, style: TextStyle, right: f32, y: f32) {
        let paragraph = self.setter.set(text, style, f32::MAX);
        self.put(&paragraph, right - paragraph.width(), y);
    }

    /// A filled rectangle on this page.
    pub fn fill(&mut self, area: Area, colour: Rgb) {
        self.mark(Mark::Fill { area, colour });
    }

    /// The outline of a rectangle on this page.
    pub fn outline(&mut self, area: Area, colour: Rgb) {
        self.mark(Mark::Outline { area, colour });
    }

    fn put_line(&mut self, line: &Line, x: f32, y: f32) {
        for run in &line.runs {
            self.mark(Mark::Text { x: x + run.x, y: y + line.baseline, run: run.clone() });
        }
    }

    fn mark(&mut self, mark: Mark) {
        if let Some(page) = self.pages.last_mut() {
            page.marks.push(mark);
        }
    }
}
