//! Fonts inside the PDF: each face in use as a subset of its glyphs, with what the glyphs stand for.
//!
//! A font is composite with two-byte codes, and a code is the glyph's number in the subset
//! (ISO 32000-2, 9.7). printpdf could embed fonts too, but parses them a second time, cuts widths off
//! to whole thousandths and embeds a font only where its own operations show it.

mod to_unicode;

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::Arc;

use lopdf::{Dictionary, Object, ObjectId, Stream, StringFormat};
use sha2::{Digest as _, Sha256};
use skrifa::instance::{LocationRef, Size};
use skrifa::metrics::Metrics;
use skrifa::{FontRef, GlyphId, MetadataProvider as _, Tag};
use subsetter::GlyphRemapper;

use self::to_unicode::to_unicode;
use super::{Effort, PdfError, compress, dictionary};
use crate::export::fonts::Face;
use crate::export::glyphs::Glyph;
use crate::export::page::Document;
use crate::export::text::Run;

/// Each face in use, cut down to its glyphs.
pub(super) struct EmbeddedFonts {
    by_face: BTreeMap<Face, Arc<EmbeddedFont>>,
}

pub(super) struct EmbeddedFont {
    /// What the pages call it.
    pub name: String,
    face: Face,
    metrics: Metrics,
    weight: f32,
    /// From numbers in the font file to numbers in the subset.
    glyphs: GlyphRemapper,
    /// By number in the subset, in thousandths of the type size.
    widths: Vec<f32>,
    /// What each glyph stands for, where that is always the same, by number in the font file.
    texts: Vec<Option<String>>,
    cut: Cut,
    /// `texts`, as a reader takes it.
    to_unicode: Stream,
}

/// A face with some of its glyphs, as the file holds it.
struct Cut {
    base_name: String,
    /// Otherwise the bare table of a font with PostScript outlines.
    is_truetype: bool,
    program: Stream,
}

/// For each glyph what it stands for, by number in the font file.
type Texts<'a> = Vec<Option<&'a str>>;

impl EmbeddedFonts {
    pub fn of(document: &Document) -> Result<Self, PdfError> {
        let mut used: BTreeMap<Face, Texts<'_>> = BTreeMap::new();
        for run in document.runs() {
            let texts = used.entry(run.face).or_default();
            for glyph in run.glyphs() {
                // The box for a missing glyph stands for every character alike.
                let text = if glyph.id == 0 { "" } else { glyph.text };
                stands_for(texts, glyph.id, text);
            }
        }
        let fonts =
            used.into_iter().map(|(face, texts)| Ok((face, EmbeddedFont::of(face, &texts)?)));
        Ok(Self { by_face: fonts.collect::<Result<_, PdfError>>()? })
    }

    pub fn get(&self, face: Face) -> Option<&EmbeddedFont> {
        self.by_face.get(&face).map(Arc::as_ref)
    }

    /// Stores the fonts; the answer is what the pages name them by.
    pub fn store(&self, file: &mut lopdf::Document) -> Dictionary {
        let fonts = self.by_face.values();
        fonts.map(|font| (font.name.clone(), Object::from(font.store(file)))).collect()
    }
}

/// The first text of a glyph counts.
fn stands_for<'a>(texts: &mut Texts<'a>, glyph: u16, text: &'a str) {
    let at = usize::from(glyph);
    if texts.len() <= at {
        texts.resize(at + 1, None);
    }
    if let Some(known) = texts.get_mut(at)
        && known.is_none_or(str::is_empty)
    {
        *known = Some(text);
    }
}

thread_local! {
    /// The last to be asked for stands last. On most cards of one question set the code is the same,
    /// and so are its glyphs.
    static KNOWN: RefCell<Vec<Arc<EmbeddedFont>>> = const { RefCell::new(Vec::new()) };
}

/// That are kept.
const MOST_KNOWN: usize = 12;

impl EmbeddedFont {
    /// As it was made before, where it is known.
    fn of(face: Face, texts: &Texts<'_>) -> Result<Arc<Self>, PdfError> {
        // The number of another face says nothing of where it comes from.
        if let Face::Other(_) = face {
            return Self::anew(face, texts).map(Arc::new);
        }
        KNOWN.with_borrow_mut(|known| {
            let is_it = |font: &Arc<Self>| {
                let has = font.texts.iter().map(Option::as_deref);
                font.face == face && has.eq(texts.iter().copied())
            };
            let font = match known.iter().position(is_it) {
                Some(at) => known.remove(at),
                None => Arc::new(Self::anew(face, texts)?),
            };
            if known.len() == MOST_KNOWN {
                known.remove(0);
            }
            known.push(Arc::clone(&font));
            Ok(font)
        })
    }

    fn anew(face: Face, texts: &Texts<'_>) -> Result<Self, PdfError> {
        let failed = |reason: String| PdfError::Font { font: face.name(), reason };
        let font = FontRef::from_index(face.bytes(), 0);
        let font = font.map_err(|error| failed(error.to_string()))?;
        let texts: Vec<Option<String>> = texts.iter().map(|text| text.map(str::to_owned)).collect();
        let ids: Vec<u16> = used(&texts).map(|(glyph, _)| glyph).collect();
        let glyphs = GlyphRemapper::new_from_glyphs_sorted(&ids);
        let cut = Cut::of(face, &glyphs).map_err(failed)?;
        let (size, location) = (Size::unscaled(), LocationRef::default());
        let metrics = font.metrics(size, location);
        let advances = font.glyph_metrics(size, location);
        let width = |glyph: u16| {
            let units = advances.advance_width(GlyphId::from(glyph)).unwrap_or(0.0);
            hundredth(units * 1000.0 / f32::from(metrics.units_per_em.max(1)))
        };
        let widths = glyphs.remapped_gids().map(width).collect();
        let weight = font.attributes().weight.value();
        let codes = used(&texts).map(|(glyph, text)| (glyphs.get(glyph).unwrap_or(0), text));
        let to_unicode = Stream::new(Dictionary::new(), to_unicode(codes).into_bytes());
        let to_unicode = compressed(to_unicode);
        Ok(Self { name: name(face), face, metrics, weight, glyphs, widths, texts, cut, to_unicode })
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
        let Cut { base_name, is_truetype, program } = &self.cut;
        let (kind, key) = if *is_truetype {
            ("CIDFontType2", "FontFile2")
        } else {
            ("CIDFontType0", "FontFile3")
        };
        let program = file.add_object(program.clone());
        let mut descriptor = self.descriptor();
        descriptor.set(key, program);
        let descriptor = file.add_object(descriptor);
        let mut descendant = dictionary([
            ("Type", "Font".into()),
            ("Subtype", kind.into()),
            ("BaseFont", base_name.as_str().into()),
            ("CIDSystemInfo", identity().into()),
            ("FontDescriptor", descriptor.into()),
            ("DW", 0.into()),
            ("W", widths(&self.widths)),
        ]);
        if *is_truetype {
            descendant.set("CIDToGIDMap", "Identity");
        }
        let descendant = file.add_object(descendant);
        let to_unicode = file.add_object(self.to_unicode.clone());
        file.add_object(dictionary([
            ("Type", "Font".into()),
            ("Subtype", "Type0".into()),
            ("BaseFont", base_name.as_str().into()),
            ("Encoding", "Identity-H".into()),
            ("DescendantFonts", vec![descendant.into()].into()),
            ("ToUnicode", to_unicode.into()),
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
            ("FontName", self.cut.base_name.as_str().into()),
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

impl Cut {
    fn of(face: Face, glyphs: &GlyphRemapper) -> Result<Self, String> {
        let subset =
            subsetter::subset(face.bytes(), 0, glyphs).map_err(|error| error.to_string())?;
        let base_name = format!("{}+{}", subset_tag(&subset), face.name());
        let font = FontRef::new(&subset).map_err(|error| error.to_string())?;
        let table = font.table_data(Tag::new(b"CFF ")).map(|table| table.as_bytes().to_vec());
        let is_truetype = table.is_none();
        let (about, bytes) = match table {
            Some(table) => (dictionary([("Subtype", "CIDFontType0C".into())]), table),
            None => {
                let length = i64::try_from(subset.len()).unwrap_or(i64::MAX);
                (dictionary([("Length1", length.into())]), subset)
            }
        };
        let program = compressed(Stream::new(about, bytes));
        Ok(Self { base_name, is_truetype, program })
    }
}

/// The same in every file.
fn name(face: Face) -> String {
    let number = match face {
        Face::Regular => 0,
        Face::SemiBold => 1,
        Face::Mono => 2,
        Face::Wide => 3,
        Face::Other(other) => 4 + other.number,
    };
    format!("F{number}")
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

fn compressed(mut stream: Stream) -> Stream {
    // A stream left as it is would be valid all the same.
    let _ = compress(&mut stream, Effort::Thorough);
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
}
