//! Text on the page: shaping, bidirectional order and line breaking, by `parley`.

use std::ops::Range;
use std::sync::Arc;

use parley::layout::BreakReason;
use parley::style::{
    FontFamily, FontFamilyName, FontFeatures, LineHeight, OverflowWrap, StyleProperty,
};
use parley::{Layout, LayoutContext, LineBreakContext, PositionedLayoutItem};

use super::fonts::{self, BundledOnly, Face, FontSource, Fonts};
use super::glyphs::{Glyph, Glyphs, Placed};
use super::known;
use super::scripts::{Stretch, is_all_bundled, stretches};
use crate::tokens::Rgb;
use crate::tokens::page::LINE_HEIGHT;

#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TextStyle {
    pub face: Face,
    /// In points.
    pub size: f32,
    pub colour: Rgb,
    /// Whether text in `backticks` is code, set in the mono face. An interviewer's notes stay as
    /// written.
    pub marks_code: bool,
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct Paragraph {
    /// From top to bottom.
    pub lines: Vec<Line>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// In points, without trailing spaces.
    pub width: f32,
    /// To the top of the next line, in points.
    pub height: f32,
    /// From the top of the line, in points.
    pub baseline: f32,
    /// From left to right.
    pub runs: Vec<Run>,
}

/// Glyphs of one face on one line.
#[derive(Debug, Clone, PartialEq)]
pub struct Run {
    pub face: Face,
    /// In points.
    pub size: f32,
    pub colour: Rgb,
    /// From the left edge of the line, in points.
    pub x: f32,
    /// As read, whatever the order of the glyphs. Shared as the glyphs are.
    pub text: Arc<str>,
    pub reads_leftwards: bool,
    /// Shared with the copies of the run that lie on a page.
    glyphs: Arc<Glyphs>,
}

impl Run {
    /// From left to right.
    pub fn glyphs(&self) -> impl Iterator<Item = Glyph<'_>> {
        self.glyphs.iter(&self.text)
    }

    /// Whether any of its characters is in no font.
    pub fn lacks_glyphs(&self) -> bool {
        self.glyphs.has_zero()
    }
}

impl Paragraph {
    /// Of all lines, in points.
    pub fn height(&self) -> f32 {
        self.lines.iter().map(|line| line.height).sum()
    }

    /// From the left edge, whatever the direction of the text.
    pub fn flush_left(mut self) -> Self {
        for line in &mut self.lines {
            let left = line.runs.iter().map(|run| run.x).fold(f32::INFINITY, f32::min);
            line.runs.iter_mut().for_each(|run| run.x -= left);
        }
        self
    }

    /// Of the widest line, in points.
    pub fn width(&self) -> f32 {
        self.lines.iter().map(|line| line.width).fold(0.0, f32::max)
    }
}

pub struct TextSetter {
    fonts: Fonts,
    layouts: LayoutContext<()>,
    /// For what the bundled faces lack.
    others: &'static dyn FontSource,
}

impl Default for TextSetter {
    fn default() -> Self {
        Self::new(&BundledOnly)
    }
}

impl TextSetter {
    /// `others` is asked only for characters that no bundled face has.
    pub fn new(others: &'static dyn FontSource) -> Self {
        Self { fonts: Fonts::bundled(), layouts: LayoutContext::new(), others }
    }

    /// Breaks `text` into lines no wider than `width` points.
    ///
    /// A word is broken only where it alone is wider than the line, at its hyphens if it has any,
    /// so copied text reads as it was written. Right-to-left text stands at the right edge.
    pub fn set(&mut self, text: &str, style: TextStyle, width: f32) -> Paragraph {
        if let Some(paragraph) = known::find(text, style, width) {
            return paragraph;
        }
        let paragraph = self.set_anew(text, style, width);
        // Other faces depend on where they come from.
        if is_all_bundled(text) {
            known::keep(text, style, width, &paragraph);
        }
        paragraph
    }

    fn set_anew(&mut self, text: &str, style: TextStyle, width: f32) -> Paragraph {
        let text = printable(text);
        let (plain, code) = if style.marks_code { split_code(&text) } else { (text, Vec::new()) };
        let others = stretches(&plain, self.others);
        others.iter().for_each(|other| self.fonts.add(Face::Other(other.face)));
        let mut lines = Vec::new();
        let mut at = 0_usize;
        loop {
            let end = plain.floor_char_boundary(at.saturating_add(PIECE));
            let piece = plain.get(at..end).unwrap_or_default();
            let code = code.iter().filter_map(|code| within(code, &(at..end)));
            let others = others.iter().filter_map(|other| {
                let range = within(&other.range, &(at..end))?;
                Some(Stretch { range, ..*other })
            });
            let special = Special { code: code.collect(), others: others.collect() };
            let mut set = self.set_piece(piece, &special, style, width);
            if end == plain.len() {
                lines.extend(set.into_iter().map(|(line, _)| line));
                return Paragraph { lines };
            }
            // The last line runs on into the next piece, so it begins that one.
            let last = if set.len() > 1 { set.pop() } else { None };
            lines.extend(set.into_iter().map(|(line, _)| line));
            at = last.map_or(end, |(_, start)| at + start);
        }
    }

    /// Each line with where its text starts.
    fn set_piece(
        &mut self,
        plain: &str,
        special: &Special,
        style: TextStyle,
        width: f32,
    ) -> Vec<(Line, usize)> {
        let mut layout = self.shape(plain, special, style, Hyphens::Kept);
        layout.break_all_lines(Some(width));
        let breaks_a_word =
            |line: parley::layout::Line<'_, ()>| line.break_reason() == BreakReason::Emergency;
        if layout.lines().any(breaks_a_word) {
            layout = self.shape(plain, special, style, Hyphens::MayBreak);
            layout.break_all_lines(Some(width));
        }
        let mut lines = Vec::new();
        for line in layout.lines() {
            let metrics = line.metrics();
            let line_width = metrics.advance - metrics.hanging_advance;
            let indent = if layout.is_rtl() && width < NO_EDGE { width - line_width } else { 0.0 };
            let mut runs = Vec::new();
            for item in line.items() {
                if let PositionedLayoutItem::GlyphRun(run) = item {
                    runs.push(self.place(&run, plain, style, indent));
                }
            }
            let set = Line {
                width: line_width,
                height: metrics.line_height,
                baseline: metrics.baseline - metrics.block_min_coord,
                runs,
            };
            lines.push((set, line.text_range().start));
        }
        lines
    }

    /// The text where it fits into `most` lines; otherwise its beginning with `…`, and `true`.
    pub fn excerpt(
        &mut self,
        text: &str,
        style: TextStyle,
        width: f32,
        most: usize,
    ) -> (Paragraph, bool) {
        // No line holds more characters than this, so the rest need not be set.
        let enough = most.saturating_mul(400);
        let ends: Vec<usize> = text.char_indices().map(|(at, _)| at).take(enough).collect();
        let mut shown = 0;
        if ends.len() < enough {
            let whole = self.set(text, style, width);
            if whole.lines.len() <= most {
                return (whole, false);
            }
            let runs = whole.lines.iter().take(most).flat_map(|line| &line.runs);
            shown = runs.map(|run| run.text.chars().count()).sum();
        }
        let beginning = |end: usize| {
            let cut = ends.get(end).and_then(|at| text.get(..*at)).unwrap_or_default();
            let words = cut.rfind(char::is_whitespace).filter(|at| at * 3 > cut.len() * 2);
            let cut = words.and_then(|at| cut.get(..at)).unwrap_or(cut);
            format!("{}\u{a0}…", cut.trim_end())
        };
        let (mut fits, mut too_long) = (0, ends.len());
        // The cut is close to the end of the last line that is shown.
        let mut near = [shown + 1, shown.saturating_sub(A_WORD)].into_iter();
        while too_long - fits > 1 {
            let between = |end: &usize| (fits + 1..too_long).contains(end);
            let end = near.next().filter(between).unwrap_or(usize::midpoint(fits, too_long));
            if self.set(&beginning(end), style, width).lines.len() <= most {
                fits = end;
            } else {
                too_long = end;
            }
        }
        (self.set(&beginning(fits), style, width), true)
    }

    fn shape(
        &mut self,
        plain: &str,
        special: &Special,
        style: TextStyle,
        hyphens: Hyphens,
    ) -> Layout<()> {
        let keep_hyphens = |context: LineBreakContext| {
            (context.before == '-' && context.after != ' ').then_some(false)
        };
        let mut builder = self.layouts.ranged_builder(&mut self.fonts.context, plain, 1.0, false);
        if hyphens == Hyphens::Kept {
            builder.set_line_break_override(Some(&keep_hyphens));
        }
        builder.push_default(StyleProperty::FontSize(style.size));
        builder.push_default(StyleProperty::FontWeight(style.face.weight()));
        builder.push_default(LineHeight::Absolute(style.size * LINE_HEIGHT));
        builder.push_default(StyleProperty::OverflowWrap(OverflowWrap::Anywhere));
        // One glyph for each letter: the text behind the page stays exact without further marks.
        builder
            .push_default(StyleProperty::FontFeatures(FontFeatures::Source("\"liga\" 0".into())));
        builder.push_default(families(style.face));
        for range in &special.code {
            builder.push(families(Face::Mono), range.clone());
            builder.push(StyleProperty::FontSize(style.size * 0.93), range.clone());
        }
        for other in &special.others {
            let face = Face::Other(other.face);
            builder.push(families(face), other.range.clone());
            builder.push(StyleProperty::FontWeight(face.weight()), other.range.clone());
            // Some scripts are wrong without their ligatures.
            let features = FontFeatures::Source("".into());
            builder.push(StyleProperty::FontFeatures(features), other.range.clone());
        }
        builder.build(plain)
    }

    fn place(
        &self,
        placed: &parley::layout::GlyphRun<'_, ()>,
        plain: &str,
        style: TextStyle,
        indent: f32,
    ) -> Run {
        let run = placed.run();
        let range = run.text_range();
        let text = plain.get(range.clone()).unwrap_or_default();
        let in_run = |at: usize| at.saturating_sub(range.start);
        let mut glyphs: Vec<Placed> = Vec::new();
        let mut pen = 0.0;
        // The further letters of a ligature have no glyph of their own. From right to left they come
        // before the ligature's, otherwise after it.
        let mut ahead: Option<Range<usize>> = None;
        for cluster in run.visual_clusters() {
            let part = cluster.text_range();
            let own = in_run(part.start)..in_run(part.end);
            let whole = ahead.take().map_or(own.clone(), |letters| joined(&letters, &own));
            let mut part = whole.clone();
            let before = glyphs.len();
            for glyph in cluster.glyphs() {
                glyphs.push(Placed {
                    id: u16::try_from(glyph.id).unwrap_or(0),
                    x: pen + glyph.x,
                    y: glyph.y,
                    text: part.clone(),
                });
                part.start = part.end;
                pen += glyph.advance;
            }
            if glyphs.len() == before {
                if run.is_rtl() {
                    ahead = Some(whole);
                } else if let Some(last) = glyphs.last_mut() {
                    last.text = joined(&last.text, &whole);
                }
            }
        }
        Run {
            face: self.fonts.face(run.font().data.id()),
            size: run.font_size(),
            colour: style.colour,
            x: indent + placed.offset(),
            glyphs: Arc::new(Glyphs::of(glyphs, text)),
            text: text.into(),
            reads_leftwards: run.is_rtl(),
        }
    }
}

fn joined(one: &Range<usize>, other: &Range<usize>) -> Range<usize> {
    one.start.min(other.start)..one.end.max(other.end)
}

/// What is not set in the face of the text around it.
#[derive(Default)]
struct Special {
    code: Vec<Range<usize>>,
    others: Vec<Stretch>,
}

/// The face, and those that stand in for it.
fn families(face: Face) -> StyleProperty<'static, ()> {
    const fn name(name: &'static str) -> FontFamilyName<'static> {
        FontFamilyName::named(name)
    }
    const SANS: &[FontFamilyName<'static>] = &[name(fonts::SANS), name(fonts::WIDE)];
    const MONO: &[FontFamilyName<'static>] =
        &[name(fonts::MONO), name(fonts::SANS), name(fonts::WIDE)];
    let stack = match face {
        Face::Regular | Face::SemiBold | Face::Wide => SANS.into(),
        Face::Mono => MONO.into(),
        Face::Other(_) => {
            [FontFamilyName::Named(face.family())].iter().chain(SANS).cloned().collect()
        }
    };
    StyleProperty::FontFamily(FontFamily::List(stack))
}

/// Tabs as spaces, no control characters but line breaks, and no marks that turn the direction of
/// the text around them.
pub fn printable(text: &str) -> String {
    let is_turn = |c: char| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let text = text.replace("\r\n", "\n").replace('\t', "    ");
    let shown = text.chars().filter(|c| !is_turn(*c));
    shown.map(|c| if c.is_control() && c != '\n' { ' ' } else { c }).collect()
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Hyphens {
    Kept,
    MayBreak,
}

/// How much text is shaped at once, in bytes: meanwhile the engine takes some two hundred times as
/// much. Longer texts are set in pieces, each from the start of a line.
const PIECE: usize = 32 * 1024;

/// The part of one range that lies in `whole`, counted from its start.
fn within(part: &Range<usize>, whole: &Range<usize>) -> Option<Range<usize>> {
    let both = part.start.max(whole.start)..part.end.min(whole.end);
    (!both.is_empty()).then(|| both.start - whole.start..both.end - whole.start)
}

/// In characters, with the space and the `…` behind it.
const A_WORD: usize = 12;

/// From this width on there is no right edge.
const NO_EDGE: f32 = 10_000.0;

/// The text without its backticks, and the ranges that stood between two of them.
fn split_code(text: &str) -> (String, Vec<Range<usize>>) {
    let mut plain = String::with_capacity(text.len());
    let mut code = Vec::new();
    let parts: Vec<&str> = text.split('`').collect();
    let is_balanced = parts.len() % 2 == 1;
    if !is_balanced {
        return (text.to_owned(), code);
    }
    for (index, part) in parts.into_iter().enumerate() {
        let start = plain.len();
        plain.push_str(part);
        if index % 2 == 1 && !part.is_empty() {
            code.push(start..plain.len());
        }
    }
    (plain, code)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tokens::LIGHT;

    const STYLE: TextStyle =
        TextStyle { face: Face::Regular, size: 10.0, colour: LIGHT.text, marks_code: false };

    fn words(paragraph: &Paragraph) -> String {
        paragraph.lines.iter().flat_map(|line| &line.runs).map(|run| run.text.as_ref()).collect()
    }

    #[test]
    fn lines_keep_to_the_width_and_lose_no_word() {
        let text = "A re-usable, well-known sentence — with Nguyễn Thị Ánh, Łódź, Ελλάδα and Жук. ";
        let text = text.repeat(4);
        let paragraph = TextSetter::default().set(&text, STYLE, 120.0);
        assert!(paragraph.lines.len() > 8);
        assert!(paragraph.width() <= 120.0);
        assert_eq!(words(&paragraph), text);
    }

    #[test]
    fn a_line_never_breaks_at_a_hyphen() {
        let paragraph = TextSetter::default().set(&"well-known ".repeat(30), STYLE, 100.0);
        for line in &paragraph.lines {
            let text: String = line.runs.iter().map(|run| run.text.as_ref()).collect();
            assert!(!text.ends_with('-'), "{text}");
        }
    }

    #[test]
    fn a_word_wider_than_the_line_is_broken() {
        let paragraph = TextSetter::default().set(&"x".repeat(200), STYLE, 100.0);
        assert!(paragraph.width() <= 100.0, "{}", paragraph.width());
    }

    #[test]
    fn every_character_finds_a_face_that_has_it() {
        let mut setter = TextSetter::default();
        for text in ["Nguyễn Thị Ánh", "→ ✓ ★ ▲ ●", "שלום", "Ελλάδα", "Жук", "ff fi ffi"]
        {
            let paragraph = setter.set(text, STYLE, 400.0);
            let runs = paragraph.lines.iter().flat_map(|line| &line.runs);
            let ids: Vec<u16> = runs.flat_map(Run::glyphs).map(|glyph| glyph.id).collect();
            assert!(!ids.is_empty() && ids.iter().all(|id| *id != 0), "{text}");
        }
    }

    #[test]
    fn a_name_wider_than_the_line_breaks_at_its_hyphens() {
        let paragraph = TextSetter::default().set("Wolfeschlegel-Featherstonehaugh", STYLE, 100.0);
        let lines: Vec<&str> =
            paragraph.lines.iter().map(|line| line.runs[0].text.as_ref()).collect();
        assert_eq!(lines, ["Wolfeschlegel-", "Featherstonehaugh"]);
    }

    #[test]
    fn an_excerpt_keeps_to_its_lines_and_says_that_it_is_one() {
        let mut setter = TextSetter::default();
        let text = "Several plain words that go on. ".repeat(20);
        let (paragraph, is_cut) = setter.excerpt(&text, STYLE, 150.0, 3);
        assert!(is_cut && paragraph.lines.len() == 3);
        assert!(words(&paragraph).ends_with("…"));
        let (paragraph, is_cut) = setter.excerpt("Short.", STYLE, 150.0, 3);
        assert_eq!((words(&paragraph).as_str(), is_cut), ("Short.", false));
    }

    #[test]
    fn text_from_right_to_left_stands_at_the_right_edge() {
        let paragraph = TextSetter::default().set("שלום", STYLE, 200.0);
        let line = &paragraph.lines[0];
        assert!((line.runs[0].x + line.width - 200.0).abs() < 0.1);
    }

    #[test]
    fn a_text_set_in_pieces_has_the_lines_of_one_set_whole() {
        let mut setter = TextSetter::default();
        let words = "Words that go on, and on. ".repeat(2_000);
        let text = format!("{words}\n{}\n\n{words}", "x".repeat(40_000));
        let whole = setter.set_piece(&text, &Special::default(), STYLE, 150.0);
        let pieces = setter.set(&text, STYLE, 150.0).lines;
        assert!(text.len() > 4 * PIECE && whole.len() > 1_000);
        assert_eq!(pieces.len(), whole.len());
        for (piece, (line, _)) in pieces.iter().zip(&whole) {
            assert_eq!((piece.width, &piece.runs), (line.width, &line.runs));
        }
    }

    #[test]
    fn control_characters_leave_no_boxes() {
        let paragraph = TextSetter::default().set("a\tb\u{7}c\u{202e}\r\nd", STYLE, 400.0);
        assert_eq!(words(&paragraph).trim_end(), "a    b c\nd");
        let runs = paragraph.lines.iter().flat_map(|line| &line.runs);
        assert!(runs.flat_map(Run::glyphs).all(|g| g.id != 0 || g.text == "\n"));
    }

    #[test]
    fn a_character_that_no_font_has_is_a_box_of_the_face_around_it() {
        for (face, marks_code) in [(Face::Regular, false), (Face::Mono, true)] {
            let style = TextStyle { marks_code, ..STYLE };
            let paragraph = TextSetter::default().set("`王`", style, 400.0);
            let runs = paragraph.lines.iter().flat_map(|line| &line.runs);
            let mut boxes = runs.flat_map(|run| run.glyphs().map(move |glyph| (run, glyph)));
            let (run, glyph) = boxes.find(|(_, glyph)| glyph.text == "王").unwrap();
            assert_eq!((run.face, glyph.id), (face, 0));
        }
    }

    #[test]
    fn a_ligature_from_right_to_left_has_all_its_letters() {
        let paragraph = TextSetter::default().set("كلا", STYLE, 400.0);
        let run = &paragraph.lines[0].runs[0];
        let letters: Vec<&str> = run.glyphs().map(|glyph| glyph.text).collect();
        assert!(run.reads_leftwards);
        assert_eq!(letters, ["لا", "ك"]);
    }

    #[test]
    fn text_in_backticks_is_set_in_the_mono_face() {
        let authored = TextStyle { marks_code: true, ..STYLE };
        let paragraph = TextSetter::default().set("use `get()` here", authored, 400.0);
        let faces: Vec<_> =
            paragraph.lines[0].runs.iter().map(|run| (run.face, run.text.as_ref())).collect();
        let expected = [(Face::Regular, "use "), (Face::Mono, "get()"), (Face::Regular, " here")];
        assert_eq!(faces, expected);
        assert_eq!(words(&TextSetter::default().set("a ` b", authored, 400.0)), "a ` b");
        assert_eq!(words(&TextSetter::default().set("5` x 6`", STYLE, 400.0)), "5` x 6`");
    }
}
