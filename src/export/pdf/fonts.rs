//! Fonts inside the PDF: each face in use as a subset of its glyphs, with what the glyphs stand for.
//!
//! A font is composite with two-byte codes, and a code is the glyph's number in the subset
//! (ISO 32000-2, 9.7). printpdf could embed fonts too, but parses them a second time, cuts widths off
//! to whole thousandths and embeds a font only where its own operations show it.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::Write as _;

use flate2::Compression;
use flate2::write::ZlibEncoder;
use lopdf::{Dictionary, Object, ObjectId, Stream, StringFormat};
use sha2::{Digest as _, Sha256};
use skrifa::instance::{LocationRef, Size};
use skrifa::metrics::Metrics;
use skrifa::{FontRef, GlyphId, MetadataProvider as _, Tag};
use subsetter::GlyphRemapper;

use super::PdfError;
use crate::export::fonts::Face;
use crate::export::glyphs::Glyph;
use crate::export::page::Document;
use crate::export::text::Run;

/// Each face in use, cut down to its glyphs.
pub(super) struct EmbeddedFonts {
    by_face: BTreeMap<Face, EmbeddedFont>,
}

pub(super) struct EmbeddedFont {
    /// What the pages call it.
    pub name: String,
    base_name: String,
    program: Program,
    metrics: Metrics,
    weight: f32,
    /// From numbers in the font file to numbers in the subset.
    glyphs: GlyphRemapper,
    /// By number in the subset, in thousandths of the type size.
    widths: Vec<f32>,
    /// What each glyph in use stands for, where that is always the same, by number in the font file.
    texts: Vec<Option<String>>,
}

enum Program {
    TrueType(Vec<u8>),
    /// The bare table of a font with PostScript outlines.
    Cff(Vec<u8>),
}

impl EmbeddedFonts {
    pub fn of(document: &Document) -> Result<Self, PdfError> {
        let mut used: BTreeMap<Face, Vec<Option<&str>>> = BTreeMap::new();
        for run in document.runs() {
            let texts = used.entry(run.face).or_default();
            for glyph in run.glyphs() {
                let at = usize::from(glyph.id);
                if texts.len() <= at {
                    texts.resize(at + 1, None);
                }
                let Some(text) = texts.get_mut(at) else { continue };
                // The box for a missing glyph stands for every character alike.
                if glyph.id == 0 {
                    *text = Some("");
                } else if text.is_none_or(str::is_empty) {
                    *text = Some(glyph.text);
                }
            }
        }
        let mut by_face = BTreeMap::new();
        for (number, (face, texts)) in used.into_iter().enumerate() {
            let texts = texts.into_iter().map(|text| text.map(str::to_owned)).collect();
            by_face.insert(face, EmbeddedFont::subset(format!("F{number}"), face, texts)?);
        }
        Ok(Self { by_face })
    }

    pub fn get(&self, face: Face) -> Option<&EmbeddedFont> {
        self.by_face.get(&face)
    }

    /// Stores the fonts; the answer is what the pages name them by.
    pub fn store(&self, file: &mut lopdf::Document) -> Dictionary {
        let fonts = self.by_face.values();
        fonts.map(|font| (font.name.clone(), Object::from(font.store(file)))).collect()
    }
}

impl EmbeddedFont {
    fn subset(name: String, face: Face, texts: Vec<Option<String>>) -> Result<Self, PdfError> {
        let failed = |reason: String| PdfError::Font { font: face.name(), reason };
        let font = FontRef::from_index(face.bytes(), 0);
        let font = font.map_err(|error| failed(error.to_string()))?;
        let ids: Vec<u16> = used(&texts).map(|(glyph, _)| glyph).collect();
        let glyphs = GlyphRemapper::new_from_glyphs_sorted(&ids);
        let subset = subsetter::subset(face.bytes(), 0, &glyphs)
            .map_err(|error| failed(error.to_string()))?;
        let base_name = format!("{}+{}", subset_tag(&subset), face.name());
        let (size, location) = (Size::unscaled(), LocationRef::default());
        let metrics = font.metrics(size, location);
        let advances = font.glyph_metrics(size, location);
        let width = |glyph: u16| {
            let units = advances.advance_width(GlyphId::from(glyph)).unwrap_or(0.0);
            hundredth(units * 1000.0 / f32::from(metrics.units_per_em.max(1)))
        };
        let widths = glyphs.remapped_gids().map(width).collect();
        let weight = font.attributes().weight.value();
        let program = Program::of(subset).map_err(failed)?;
        Ok(Self { name, base_name, program, metrics, weight, glyphs, widths, texts })
    }

    /// The glyph's code on the page.
    pub fn code(&self, glyph: u16) -> u16 {
        self.glyphs.get(glyph).unwrap_or(0)
    }

    /// The width a reader gives to a code, in thousandths of the type size.
    pub fn width(&self, code: u16) -> f32 {
        self.widths.get(usize::from(code)).copied().unwrap_or(0.0)
    }

    /// The glyphs of a run in spans, each with the text to copy where the glyphs do not say it
    /// themselves. From right to left a span is one cluster: poppler turns what it reads around, also
    /// inside a span.
    pub fn spans<'a, 'b>(
        &self,
        run: &'b Run,
        glyphs: &'a [Glyph<'b>],
    ) -> Vec<(&'a [Glyph<'b>], Option<&'b str>)> {
        if glyphs.iter().all(|glyph| self.says(glyph)) {
            return vec![(glyphs, None)];
        }
        if !run.reads_leftwards {
            return vec![(glyphs, Some(&run.text))];
        }
        // The first glyph of a cluster has its text.
        let clusters = glyphs.chunk_by(|_, next| next.text.is_empty());
        let said = |cluster: &[Glyph<'b>]| match cluster {
            [glyph, rest @ ..] if !rest.is_empty() || !self.says(glyph) => Some(glyph.text),
            _ => None,
        };
        clusters.map(|cluster| (cluster, said(cluster))).collect()
    }

    fn says(&self, glyph: &Glyph<'_>) -> bool {
        let text = self.texts.get(usize::from(glyph.id)).and_then(Option::as_deref);
        !glyph.text.is_empty() && text == Some(glyph.text)
    }

    fn store(&self, file: &mut lopdf::Document) -> ObjectId {
        let (kind, key, program) = match &self.program {
            Program::TrueType(bytes) => {
                let length = i64::try_from(bytes.len()).unwrap_or(i64::MAX);
                let about = dictionary([("Length1", length.into())]);
                ("CIDFontType2", "FontFile2", Stream::new(about, bytes.clone()))
            }
            Program::Cff(bytes) => {
                let about = dictionary([("Subtype", "CIDFontType0C".into())]);
                ("CIDFontType0", "FontFile3", Stream::new(about, bytes.clone()))
            }
        };
        let program = file.add_object(compressed(program));
        let mut descriptor = self.descriptor();
        descriptor.set(key, program);
        let descriptor = file.add_object(descriptor);
        let mut descendant = dictionary([
            ("Type", "Font".into()),
            ("Subtype", kind.into()),
            ("BaseFont", self.base_name.as_str().into()),
            ("CIDSystemInfo", identity().into()),
            ("FontDescriptor", descriptor.into()),
            ("DW", 0.into()),
            ("W", widths(&self.widths)),
        ]);
        if matches!(self.program, Program::TrueType(_)) {
            descendant.set("CIDToGIDMap", "Identity");
        }
        let descendant = file.add_object(descendant);
        let texts = used(&self.texts).map(|(glyph, text)| (self.code(glyph), text));
        let texts = Stream::new(Dictionary::new(), to_unicode(texts).into_bytes());
        let texts = file.add_object(compressed(texts));
        file.add_object(dictionary([
            ("Type", "Font".into()),
            ("Subtype", "Type0".into()),
            ("BaseFont", self.base_name.as_str().into()),
            ("Encoding", "Identity-H".into()),
            ("DescendantFonts", vec![descendant.into()].into()),
            ("ToUnicode", texts.into()),
        ]))
    }

    fn descriptor(&self) -> Dictionary {
        /// Flags of a font descriptor (ISO 32000-2, table 121).
        const FIXED_PITCH: i64 = 1;
        const SYMBOLIC: i64 = 1 << 2;
        const ITALIC: i64 = 1 << 6;
        let metrics = &self.metrics;
        let em = f32::from(metrics.units_per_em.max(1));
        let scaled = |units: f32| number((units * 1000.0 / em).round());
        let mut flags = SYMBOLIC;
        if metrics.is_monospace {
            flags |= FIXED_PITCH;
        }
        if metrics.italic_angle != 0.0 {
            flags |= ITALIC;
        }
        let bounds = metrics.bounds.unwrap_or_default();
        let bounds = [bounds.x_min, bounds.y_min, bounds.x_max, bounds.y_max].map(scaled);
        // No table of a font says how thick its stems are; writers of PDF guess it from the weight.
        let stem = (50.0 + (self.weight / 65.0).powi(2)).round();
        dictionary([
            ("Type", "FontDescriptor".into()),
            ("FontName", self.base_name.as_str().into()),
            ("Flags", flags.into()),
            ("FontBBox", bounds.to_vec().into()),
            ("ItalicAngle", number(metrics.italic_angle.round())),
            ("Ascent", scaled(metrics.ascent)),
            ("Descent", scaled(metrics.descent)),
            ("CapHeight", scaled(metrics.cap_height.unwrap_or(metrics.ascent))),
            ("StemV", number(stem)),
        ])
    }
}

impl Program {
    /// From a subset as a font file.
    fn of(subset: Vec<u8>) -> Result<Self, String> {
        let font = FontRef::new(&subset).map_err(|error| error.to_string())?;
        match font.table_data(Tag::new(b"CFF ")).map(|table| table.as_bytes().to_vec()) {
            Some(table) => Ok(Self::Cff(table)),
            None => Ok(Self::TrueType(subset)),
        }
    }
}

/// Those that have an entry, with it.
fn used(texts: &[Option<String>]) -> impl Iterator<Item = (u16, &str)> {
    let texts = texts.iter().enumerate();
    texts.filter_map(|(glyph, text)| Some((u16::try_from(glyph).ok()?, text.as_deref()?)))
}

/// Six letters from the subset's bytes: the tag of a subset font (ISO 32000-2, 9.9.2).
fn subset_tag(bytes: &[u8]) -> String {
    let hash = Sha256::digest(bytes);
    hash.iter().take(6).map(|byte| char::from(b'A' + byte % 26)).collect()
}

fn dictionary<const N: usize>(entries: [(&str, Object); N]) -> Dictionary {
    entries.into_iter().collect()
}

/// The highest level would take twice the time, and save 1.5 % of a font program.
fn compressed(mut stream: Stream) -> Stream {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::new(6));
    // Writing into memory cannot fail; a stream left as it is would be valid all the same.
    let written = encoder.write_all(&stream.content).and_then(|()| encoder.finish());
    if let Ok(content) = written {
        stream.dict.set("Filter", "FlateDecode");
        stream.set_content(content);
    }
    stream
}

/// The collection of characters whose numbers are the codes themselves.
fn identity() -> Dictionary {
    let text = |text: &str| Object::String(text.into(), StringFormat::Literal);
    dictionary([
        ("Registry", text("Adobe")),
        ("Ordering", text("Identity")),
        ("Supplement", 0.into()),
    ])
}

/// A whole number as one.
fn number(value: f32) -> Object {
    #[allow(clippy::cast_possible_truncation, reason = "only whole numbers of a font's size")]
    if value.fract() == 0.0 { Object::Integer(value as i64) } else { Object::Real(value) }
}

fn hundredth(value: f32) -> f32 {
    (value * 100.0).round() / 100.0
}

/// As `[first [width width …] …]`, and `[first last width …]` where four or more are equal
/// (ISO 32000-2, 9.7.4.3).
fn widths(widths: &[f32]) -> Object {
    const WORTH_A_RANGE: usize = 4;
    let integer = |code: usize| Object::Integer(i64::try_from(code).unwrap_or(0));
    let mut entries = Vec::new();
    let mut listed: Vec<Object> = Vec::new();
    let mut code = 0;
    for equal in widths.chunk_by(|one, other| one == other) {
        let Some(width) = equal.first() else { continue };
        if equal.len() >= WORTH_A_RANGE {
            if !listed.is_empty() {
                entries.push(integer(code - listed.len()));
                entries.push(std::mem::take(&mut listed).into());
            }
            entries.extend([integer(code), integer(code + equal.len() - 1), number(*width)]);
        } else {
            listed.extend(equal.iter().map(|width| number(*width)));
        }
        code += equal.len();
    }
    if !listed.is_empty() {
        entries.push(integer(code - listed.len()));
        entries.push(listed.into());
    }
    entries.into()
}

/// What each code stands for, as the program that a reader runs (ISO 32000-2, 9.10.3).
fn to_unicode<'a>(texts: impl Iterator<Item = (u16, &'a str)>) -> String {
    /// No more may stand between one pair of operators.
    const BLOCK: usize = 100;
    let texts: Vec<_> = texts.filter(|(_, text)| !text.is_empty()).collect();
    let mut program = HEAD.to_owned();
    for block in texts.chunks(BLOCK) {
        let _ = writeln!(program, "{} beginbfchar", block.len());
        for (code, text) in block {
            let _ = write!(program, "<{code:04X}> <");
            for unit in text.encode_utf16() {
                let _ = write!(program, "{unit:04X}");
            }
            program.push_str(">\n");
        }
        program.push_str("endbfchar\n");
    }
    program + TAIL
}

const HEAD: &str = "/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
";

const TAIL: &str = "endcmap
CMapName currentdict /CMap defineresource pop
end
end
";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_widths_in_a_row_are_written_once() {
        let written = |list: &[f32]| format!("{:?}", widths(list));
        assert_eq!(written(&[600.0, 500.0, 500.5]), "[0 [600 500 500.5]]");
        assert_eq!(
            written(&[600.0, 500.0, 500.0, 500.0, 500.0, 7.25]),
            "[0 [600] 1 4 500 5 [7.25]]"
        );
        assert_eq!(written(&[]), "[]");
    }

    #[test]
    fn a_glyph_may_stand_for_letters_beyond_the_first_plane_and_for_several() {
        let program = to_unicode([(1, "ﬁ"), (2, "fi"), (3, ""), (4, "𝄞")].into_iter());
        assert!(program.contains("3 beginbfchar\n<0001> <FB01>\n<0002> <00660069>\n"));
        assert!(program.contains("<0004> <D834DD1E>\nendbfchar"));
    }
}
