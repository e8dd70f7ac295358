//! What a page draws, as operators, each stretch marked with what it is a part of.

use std::fmt::{Arguments, Write as _};

use super::fonts::{EmbeddedFont, EmbeddedFonts};
use super::{round, utf16};
use crate::export::glyphs::Glyph;
use crate::export::page::{Area, Mark, Page, Paper, Shape};
use crate::export::structure::Tag;
use crate::export::text::Run;
use crate::tokens::Rgb;

/// The operators, and for each marked stretch, in order, what it is a part of. A stretch's place in
/// that list is its identifier (MCID).
pub fn page(page: &Page, paper: Paper, fonts: &EmbeddedFonts) -> (Vec<u8>, Vec<Tag>) {
    let mut sheet = Sheet { height: paper.height(), fonts, out: String::new() };
    let mut tags = Vec::new();
    for marks in page.marks.chunk_by(|one, other| one.tag == other.tag) {
        match marks.first().and_then(|mark| mark.tag) {
            Some(tag) => {
                // The structure tree holds its true type.
                sheet.push(format_args!("/Span <</MCID {}>> BDC", tags.len()));
                tags.push(tag);
            }
            None => sheet.push(format_args!("/Artifact BMC")),
        }
        marks.iter().for_each(|mark| sheet.mark(mark));
        sheet.push(format_args!("EMC"));
    }
    (sheet.out.into_bytes(), tags)
}

/// Written as text at once: a page has thousands of operators, and as objects they take ten times as long.
struct Sheet<'f> {
    height: f32,
    fonts: &'f EmbeddedFonts,
    out: String,
}

impl Sheet<'_> {
    /// An operator behind its operands, on a line of its own.
    fn push(&mut self, operation: Arguments<'_>) {
        if !self.out.is_empty() {
            self.out.push('\n');
        }
        // Writing into memory cannot fail.
        let _ = self.out.write_fmt(operation);
    }

    fn colour(&mut self, Rgb(r, g, b): Rgb, operator: &str) {
        let [r, g, b] = [r, g, b].map(|value| (f32::from(value) / 255.0 * 1000.0).round() / 1000.0);
        self.push(format_args!("{r} {g} {b} {operator}"));
    }

    fn mark(&mut self, mark: &Mark) {
        match &mark.shape {
            Shape::Fill { area, colour } => {
                self.colour(*colour, "rg");
                self.rectangle(area);
                self.push(format_args!("f"));
            }
            Shape::Outline { area, colour } => {
                self.colour(*colour, "RG");
                self.push(format_args!("0.5 w"));
                self.rectangle(area);
                self.push(format_args!("S"));
            }
            Shape::Dot { x, y, radius, colour } => self.dot(*x, *y, *radius, *colour),
            Shape::Text { x, y, run } => {
                if let Some(font) = self.fonts.get(run.face) {
                    self.text(*x, *y, run, font);
                }
            }
        }
    }

    /// A circle as four Bézier curves, which differ from it by less than a thousandth of its radius.
    fn dot(&mut self, x: f32, y: f32, radius: f32, colour: Rgb) {
        const CURVE: f32 = 0.552_285;
        let y = self.height - y;
        let (r, c) = (radius, radius * CURVE);
        self.colour(colour, "rg");
        let mut draw = |points: &[(f32, f32)], operator| {
            let numbers = points.iter().flat_map(|(dx, dy)| [x + dx, y + dy]);
            let numbers: String = numbers.map(|number| format!("{} ", round(number))).collect();
            self.push(format_args!("{numbers}{operator}"));
        };
        draw(&[(r, 0.0)], "m");
        draw(&[(r, c), (c, r), (0.0, r)], "c");
        draw(&[(-c, r), (-r, c), (-r, 0.0)], "c");
        draw(&[(-r, -c), (-c, -r), (0.0, -r)], "c");
        draw(&[(c, -r), (r, -c), (r, 0.0)], "c");
        self.push(format_args!("f"));
    }

    /// For each stretch of glyphs at one height its matrix, then the glyphs with their corrections.
    fn text(&mut self, x: f32, y: f32, run: &Run, font: &EmbeddedFont) {
        let glyphs: Vec<Glyph<'_>> = run.glyphs().collect();
        self.colour(run.colour, "rg");
        self.push(format_args!("BT"));
        self.push(format_args!("/{} {} Tf", font.name, run.size));
        for (glyphs, text) in font.spans(run, &glyphs) {
            if let Some(text) = text {
                // What a reader copies for glyphs that do not stand for their letters one by one.
                self.push(format_args!("/Span <</ActualText<"));
                utf16(text).into_iter().for_each(|byte| self.hex(byte));
                self.out.push_str(">>> BDC");
            }
            for glyphs in glyphs.chunk_by(|one, other| one.y == other.y) {
                let Some(first) = glyphs.first() else { continue };
                let (x, y) = (round(x + first.x), round(self.height - y - first.y));
                self.push(format_args!("1 0 0 1 {x} {y} Tm"));
                self.out.push_str("\n[");
                self.glyphs(glyphs, first.x, run.size, font);
                self.out.push_str("] TJ");
            }
            if text.is_some() {
                self.push(format_args!("EMC"));
            }
        }
        self.push(format_args!("ET"));
    }

    /// At one height, with the corrections between them in thousandths of the type size.
    fn glyphs(&mut self, glyphs: &[Glyph<'_>], start: f32, size: f32, font: &EmbeddedFont) {
        // Where a reader's pen stands, in thousandths of the type size.
        let mut pen = 0.0_f32;
        let mut is_open = false;
        for (at, glyph) in glyphs.iter().enumerate() {
            let target = (glyph.x - start) * 1000.0 / size;
            let correction = (pen - target).round();
            if correction != 0.0 {
                if is_open {
                    self.out.push('>');
                    is_open = false;
                }
                let space = if at == 0 { "" } else { " " };
                let _ = write!(self.out, "{space}{correction}");
                pen -= correction;
            }
            if !is_open {
                self.out.push('<');
                is_open = true;
            }
            let code = font.code(glyph.id);
            code.to_be_bytes().iter().for_each(|byte| self.hex(*byte));
            pen += font.width(code);
        }
        if is_open {
            self.out.push('>');
        }
    }

    fn hex(&mut self, byte: u8) {
        let digit =
            |half: u8| char::from_digit(half.into(), 16).unwrap_or('0').to_ascii_uppercase();
        self.out.push(digit(byte >> 4));
        self.out.push(digit(byte & 15));
    }

    /// Measured from the lower left corner, as in a PDF.
    fn rectangle(&mut self, area: &Area) {
        let numbers = [area.x, self.height - area.y - area.height, area.width, area.height];
        let [x, y, width, height] = numbers.map(round);
        self.push(format_args!("{x} {y} {width} {height} re"));
    }
}
