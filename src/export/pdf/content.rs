//! What a page draws, as operators, each stretch marked with what it is a part of.

use std::io::Write as _;

use super::file::add_literal;
use super::fonts::{EmbeddedFont, EmbeddedFonts};
use super::{round, utf16};
use crate::export::fonts::Face;
use crate::export::glyphs::Glyph;
use crate::export::page::{Area, Mark, Page, Paper, Shape};
use crate::export::structure::Tag;
use crate::export::text::Run;
use crate::tokens::Rgb;

/// The operators, and for each marked stretch, in order, what it is a part of. A stretch's place in
/// that list is its identifier (MCID).
pub fn page(page: &Page, paper: Paper, fonts: &EmbeddedFonts) -> (Vec<u8>, Vec<Tag>) {
    let out = Vec::with_capacity(USUAL);
    let mut sheet = Sheet { height: paper.height(), fonts, out, fill: None, font: None };
    let mut tags = Vec::new();
    for marks in page.marks.chunk_by(|one, other| one.tag == other.tag) {
        match marks.first().and_then(|mark| mark.tag) {
            Some(tag) => {
                // The structure tree holds its true type.
                let _ = writeln!(sheet.out, "/Span<</MCID {}>>BDC", tags.len());
                tags.push(tag);
            }
            None => sheet.operator(&[], "/Artifact BMC"),
        }
        marks.iter().for_each(|mark| sheet.mark(mark));
        sheet.operator(&[], "EMC");
    }
    (sheet.out, tags)
}

/// Of a page's operators, in bytes.
const USUAL: usize = 32 * 1024;

/// Written as text at once: a page has thousands of operators, and as objects they take ten times as long.
struct Sheet<'f> {
    height: f32,
    fonts: &'f EmbeddedFonts,
    out: Vec<u8>,
    /// What is filled and set with; it stays until another is chosen.
    fill: Option<Rgb>,
    font: Option<(Face, f32)>,
}

impl Sheet<'_> {
    /// An operator behind its operands, on a line of its own.
    fn operator(&mut self, operands: &[f32], operator: &str) {
        for operand in operands {
            add_number(&mut self.out, *operand);
            self.out.push(b' ');
        }
        self.out.extend_from_slice(operator.as_bytes());
        self.out.push(b'\n');
    }

    fn fill_with(&mut self, colour: Rgb) {
        if self.fill.replace(colour) != Some(colour) {
            self.operator(&shares(colour), "rg");
        }
    }

    fn mark(&mut self, mark: &Mark) {
        match &mark.shape {
            Shape::Fill { area, colour } => {
                self.fill_with(*colour);
                self.rectangle(area);
                self.operator(&[], "f");
            }
            Shape::Outline { area, colour } => {
                self.operator(&shares(*colour), "RG");
                self.operator(&[0.5], "w");
                self.rectangle(area);
                self.operator(&[], "S");
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
        self.fill_with(colour);
        let mut draw = |points: &[(f32, f32)], operator| {
            let numbers = points.iter().flat_map(|(dx, dy)| [round(x + dx), round(y + dy)]);
            self.operator(&numbers.collect::<Vec<f32>>(), operator);
        };
        draw(&[(r, 0.0)], "m");
        draw(&[(r, c), (c, r), (0.0, r)], "c");
        draw(&[(-c, r), (-r, c), (-r, 0.0)], "c");
        draw(&[(-r, -c), (-c, -r), (0.0, -r)], "c");
        draw(&[(c, -r), (r, -c), (r, 0.0)], "c");
        self.operator(&[], "f");
    }

    /// For each stretch of glyphs at one height its matrix, then the glyphs with their corrections.
    fn text(&mut self, x: f32, y: f32, run: &Run, font: &EmbeddedFont) {
        let glyphs: Vec<Glyph<'_>> = run.glyphs().collect();
        self.fill_with(run.colour);
        self.operator(&[], "BT");
        let chosen = (run.face, run.size);
        if self.font.replace(chosen) != Some(chosen) {
            let _ = write!(self.out, "/{} ", font.name);
            self.operator(&[run.size], "Tf");
        }
        for (glyphs, text) in font.spans(run, &glyphs) {
            if let Some(text) = text {
                // What a reader copies for glyphs that do not stand for their letters one by one.
                self.out.extend(b"/Span<</ActualText");
                add_literal(&mut self.out, utf16(text));
                self.operator(&[], ">>BDC");
            }
            for glyphs in glyphs.chunk_by(|one, other| one.y == other.y) {
                let Some(first) = glyphs.first() else { continue };
                let (x, y) = (round(x + first.x), round(self.height - y - first.y));
                self.operator(&[1.0, 0.0, 0.0, 1.0, x, y], "Tm");
                self.glyphs(glyphs, first.x, run.size, font);
            }
            if text.is_some() {
                self.operator(&[], "EMC");
            }
        }
        self.operator(&[], "ET");
    }

    /// At one height, with the corrections between them in thousandths of the type size.
    fn glyphs(&mut self, glyphs: &[Glyph<'_>], start: f32, size: f32, font: &EmbeddedFont) {
        // Where a reader's pen stands, in thousandths of the type size.
        let mut pen = 0.0_f32;
        let mut codes: Vec<u8> = Vec::with_capacity(2 * glyphs.len());
        self.out.push(b'[');
        for glyph in glyphs {
            let target = (glyph.x - start) * 1000.0 / size;
            let correction = (pen - target).round();
            if correction != 0.0 {
                if !codes.is_empty() {
                    add_literal(&mut self.out, codes.drain(..));
                }
                add_number(&mut self.out, correction);
                pen -= correction;
            }
            let code = font.code(glyph.id);
            codes.extend(code.to_be_bytes());
            pen += font.width(code);
        }
        add_literal(&mut self.out, codes);
        self.operator(&[], "]TJ");
    }

    /// Measured from the lower left corner, as in a PDF.
    fn rectangle(&mut self, area: &Area) {
        let numbers = [area.x, self.height - area.y - area.height, area.width, area.height];
        self.operator(&numbers.map(round), "re");
    }
}

fn shares(Rgb(r, g, b): Rgb) -> [f32; 3] {
    [r, g, b].map(|value| f32::from(value) / 255.0)
}

/// With three decimals at most and no zeros behind the last: a search for the shortest form of any
/// number takes several times as long.
fn add_number(out: &mut Vec<u8>, number: f32) {
    #[allow(
        clippy::cast_possible_truncation,
        reason = "lengths on a page, shares of a colour, thousandths of a type size"
    )]
    let thousandths = (f64::from(number) * 1000.0).round() as i32;
    if thousandths < 0 {
        out.push(b'-');
    }
    let thousandths = thousandths.unsigned_abs();
    add_digits(out, thousandths / 1000);
    let mut rest = thousandths % 1000;
    if rest > 0 {
        out.push(b'.');
    }
    for place in [100, 10, 1] {
        if rest > 0 {
            add_digits(out, rest / place);
            rest %= place;
        }
    }
}

fn add_digits(out: &mut Vec<u8>, number: u32) {
    if number >= 10 {
        add_digits(out, number / 10);
    }
    out.extend(char::from_digit(number % 10, 10).map(|digit| digit as u8));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_three_decimals_are_written_as_they_are_read() {
        for thousandths in (-5_000_000_i32..5_000_000).step_by(777) {
            let value = thousandths as f32 / 1000.0;
            let mut out = Vec::new();
            add_number(&mut out, value);
            assert_eq!(String::from_utf8(out).unwrap(), value.to_string());
        }
    }
}
