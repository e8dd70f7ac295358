//! Pages as a PDF file; the sole user of `printpdf`.
//!
//! The same document always gives the same bytes: every identifier is made from the content, and no
//! clock is read. Each face is embedded as a subset of the glyphs in use.

use std::collections::BTreeMap;

use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Object, ObjectId, StringFormat};
use printpdf::deserialize::PdfParseErrorSeverity as Severity;
use printpdf::{
    Codepoint, FontId, Mm, Op, ParsedFont, PdfDocument, PdfFont, PdfFontHandle, PdfPage,
    PdfSaveOptions, Pt, TextItem,
};
use sha2::{Digest as _, Sha256};
use subsetter::GlyphRemapper;

use super::fonts::Face;
use super::glyphs::Glyph;
use super::page::{Area, Document, Mark, Page};
use super::text::Run;
use crate::tokens::Rgb;
use crate::tokens::page::{HEIGHT, WIDTH};

/// Why a PDF could not be written. None of these depends on what the document says.
#[derive(Debug, thiserror::Error)]
pub enum PdfError {
    #[error("the font {font} could not be embedded: {reason}")]
    Font { font: &'static str, reason: String },
    #[error("the PDF could not be put together: {0}")]
    Assembly(String),
}

/// A PDF 1.7 file.
pub fn write(document: &Document) -> Result<Vec<u8>, PdfError> {
    let fonts = EmbeddedFonts::of(document)?;
    let mut pdf = PdfDocument::new(&document.title);
    for (face, font) in &fonts.by_face {
        let embedded = PdfFont::new(font.parsed.clone());
        pdf.resources.fonts.map.insert(font_id(*face), embedded);
    }
    pdf.pages = (0..document.pages.len()).map(|number| blank_page(number, &fonts)).collect();
    let mut warnings = Vec::new();
    let mut file = pdf.to_lopdf_document(&PdfSaveOptions::default(), &mut warnings);
    let failed = warnings.into_iter().find(|warning| warning.severity == Severity::Error);
    if let Some(failed) = failed {
        return Err(PdfError::Assembly(failed.msg));
    }
    drop(pdf);
    fill_pages(&mut file, document, &fonts)?;
    finish(&mut file, document)?;
    let mut bytes = Vec::new();
    file.save_to(&mut bytes).map_err(assembly)?;
    Ok(bytes)
}

fn assembly(error: impl std::fmt::Display) -> PdfError {
    PdfError::Assembly(error.to_string())
}

fn font_id(face: Face) -> FontId {
    FontId(face.name().to_owned())
}

/// Each face in use, cut down to its glyphs.
struct EmbeddedFonts {
    by_face: BTreeMap<Face, EmbeddedFont>,
}

struct EmbeddedFont {
    parsed: ParsedFont,
    /// From numbers in the font file to numbers in the subset.
    glyphs: GlyphRemapper,
    /// What each glyph stands for, where that is always the same.
    texts: BTreeMap<u16, String>,
}

impl EmbeddedFonts {
    fn of(document: &Document) -> Result<Self, PdfError> {
        let mut used: BTreeMap<Face, BTreeMap<u16, String>> = BTreeMap::new();
        for run in runs(document) {
            let glyphs = used.entry(run.face).or_default();
            for glyph in run.glyphs() {
                let text = glyphs.entry(glyph.id).or_default();
                if text.is_empty() {
                    glyph.text.clone_into(text);
                }
            }
        }
        let embed = |(face, texts)| Ok((face, EmbeddedFont::subset(face, texts)?));
        Ok(Self { by_face: used.into_iter().map(embed).collect::<Result<_, PdfError>>()? })
    }
}

impl EmbeddedFont {
    fn subset(face: Face, texts: BTreeMap<u16, String>) -> Result<Self, PdfError> {
        let failed = |reason: String| PdfError::Font { font: face.name(), reason };
        let ids: Vec<u16> = texts.keys().copied().collect();
        let glyphs = GlyphRemapper::new_from_glyphs_sorted(&ids);
        let bytes = subsetter::subset(face.bytes(), 0, &glyphs)
            .map_err(|error| failed(error.to_string()))?;
        let mut parsed = ParsedFont::from_bytes(&bytes, 0, &mut Vec::new())
            .ok_or_else(|| failed("its subset could not be read".to_owned()))?;
        parsed.font_name = Some(format!("{}+{}", subset_tag(&bytes), face.name()));
        parsed.pdf_font_metrics.us_weight_class = if face == Face::SemiBold { 600 } else { 400 };
        Ok(Self { parsed, glyphs, texts })
    }

    /// The width a reader gives a glyph, in thousandths of the type size.
    ///
    /// printpdf writes whole thousandths, cut off; the kerning between glyphs starts from the same.
    fn width(&self, glyph: u16) -> f32 {
        let units = f32::from(self.parsed.get_glyph_width(glyph).unwrap_or(0));
        (units * 1000.0 / f32::from(self.parsed.units_per_em.max(1))).trunc()
    }
}

/// Six letters from the subset's bytes: the tag of a subset font (ISO 32000-1, 9.6.4).
fn subset_tag(bytes: &[u8]) -> String {
    let hash = Sha256::digest(bytes);
    hash.iter().take(6).map(|byte| char::from(b'A' + byte % 26)).collect()
}

fn runs(document: &Document) -> impl Iterator<Item = &Run> {
    document.pages.iter().flat_map(|page| &page.marks).filter_map(|mark| match mark {
        Mark::Text { run, .. } => Some(run),
        Mark::Fill { .. } | Mark::Outline { .. } => None,
    })
}

/// An empty page. Its content is set later, one page at a time: printpdf would hold some hundred
/// bytes for each glyph of the whole document. Until then the first page shows every glyph in use,
/// for printpdf embeds only fonts that are shown.
fn blank_page(number: usize, fonts: &EmbeddedFonts) -> PdfPage {
    let mut ops = Vec::new();
    for (face, font) in fonts.by_face.iter().filter(|_| number == 0) {
        let glyphs = font.texts.iter().map(|(glyph, text)| {
            Codepoint::with_cid(font.glyphs.get(*glyph).unwrap_or(0), 0.0, text.clone())
        });
        ops.push(Op::StartTextSection);
        ops.push(Op::SetFont { font: PdfFontHandle::External(font_id(*face)), size: Pt(1.0) });
        ops.push(Op::ShowText { items: vec![TextItem::GlyphIds(glyphs.collect())] });
        ops.push(Op::EndTextSection);
    }
    PdfPage::new(Mm::from(Pt(WIDTH)), Mm::from(Pt(HEIGHT)), ops)
}

/// Each page is compressed before the next is made.
fn fill_pages(
    file: &mut lopdf::Document,
    document: &Document,
    fonts: &EmbeddedFonts,
) -> Result<(), PdfError> {
    let ids: Vec<ObjectId> = file.get_pages().into_values().collect();
    for (page, id) in document.pages.iter().zip(ids) {
        let contents = file.get_dictionary(id).and_then(|page| page.get(b"Contents"));
        let contents = contents.and_then(Object::as_reference).map_err(assembly)?;
        let bytes = Content { operations: operations(page, fonts) }.encode().map_err(assembly)?;
        let stream = file.get_object_mut(contents).and_then(Object::as_stream_mut);
        let stream = stream.map_err(assembly)?;
        stream.set_plain_content(bytes);
        stream.compress().map_err(assembly)?;
    }
    Ok(())
}

fn operations(page: &Page, fonts: &EmbeddedFonts) -> Vec<Operation> {
    let mut out = Vec::new();
    for mark in &page.marks {
        match mark {
            Mark::Fill { area, colour } => {
                out.push(Operation::new("rg", colour_operands(*colour)));
                out.push(Operation::new("re", rectangle(area)));
                out.push(Operation::new("f", vec![]));
            }
            Mark::Outline { area, colour } => {
                out.push(Operation::new("RG", colour_operands(*colour)));
                out.push(Operation::new("w", vec![Object::Real(0.5)]));
                out.push(Operation::new("re", rectangle(area)));
                out.push(Operation::new("S", vec![]));
            }
            Mark::Text { x, y, run } => {
                if let Some(font) = fonts.by_face.get(&run.face) {
                    text_operations(*x, *y, run, font, &mut out);
                }
            }
        }
    }
    out
}

/// For each stretch of glyphs at one height its matrix, then the glyphs with their corrections.
fn text_operations(x: f32, y: f32, run: &Run, font: &EmbeddedFont, out: &mut Vec<Operation>) {
    let glyphs: Vec<Glyph<'_>> = run.glyphs().collect();
    let needs_actual_text = glyphs.iter().any(|glyph| {
        glyph.text.is_empty() || font.texts.get(&glyph.id).map(String::as_str) != Some(glyph.text)
    });
    if needs_actual_text {
        out.push(Operation::new("BDC", vec!["Span".into(), actual_text(&run.text)]));
    }
    out.push(Operation::new("rg", colour_operands(run.colour)));
    out.push(Operation::new("BT", vec![]));
    out.push(Operation::new("Tf", vec![run.face.name().into(), Object::Real(run.size)]));
    for glyphs in glyphs.chunk_by(|one, other| one.y == other.y) {
        let Some(first) = glyphs.first() else { continue };
        let (x, y) = (round(x + first.x), round(HEIGHT - y - first.y));
        let matrix = [1.0, 0.0, 0.0, 1.0, x, y].map(Object::Real);
        out.push(Operation::new("Tm", matrix.into()));
        let shown = shown_glyphs(glyphs, first.x, run.size, font);
        out.push(Operation::new("TJ", vec![Object::Array(shown)]));
    }
    out.push(Operation::new("ET", vec![]));
    if needs_actual_text {
        out.push(Operation::new("EMC", vec![]));
    }
}

/// Glyphs at one height, with the corrections between them in thousandths of the type size.
fn shown_glyphs(glyphs: &[Glyph<'_>], start: f32, size: f32, font: &EmbeddedFont) -> Vec<Object> {
    let mut items = Vec::new();
    // Where a reader's pen stands, in thousandths of the type size.
    let mut pen = 0.0_f32;
    for glyph in glyphs {
        let target = (glyph.x - start) * 1000.0 / size;
        let correction = (pen - target).round();
        if correction != 0.0 {
            items.push(Object::Real(correction));
            pen -= correction;
        }
        let id = font.glyphs.get(glyph.id).unwrap_or(0);
        items.push(Object::String(id.to_be_bytes().to_vec(), StringFormat::Hexadecimal));
        pen += font.width(id);
    }
    items
}

/// What a reader copies for glyphs that do not stand for their letters one by one.
fn actual_text(text: &str) -> Object {
    let mut properties = Dictionary::new();
    properties.set("ActualText", Object::String(utf16(text), StringFormat::Hexadecimal));
    properties.into()
}

fn colour_operands(Rgb(r, g, b): Rgb) -> Vec<Object> {
    let channel = |value: u8| Object::Real((f32::from(value) / 255.0 * 1000.0).round() / 1000.0);
    vec![channel(r), channel(g), channel(b)]
}

/// Measured from the lower left corner, as in a PDF.
fn rectangle(area: &Area) -> Vec<Object> {
    let numbers = [area.x, HEIGHT - area.y - area.height, area.width, area.height];
    numbers.map(|number| Object::Real(round(number))).into()
}

/// To a hundredth of a point.
fn round(points: f32) -> f32 {
    (points * 100.0).round() / 100.0
}

/// Sets what printpdf leaves open or fills at random: version, information, language, outline and
/// identifier.
fn finish(file: &mut lopdf::Document, document: &Document) -> Result<(), PdfError> {
    file.version = "1.7".to_owned();
    let pages: Vec<ObjectId> = file.get_pages().into_values().collect();
    let outline = add_outline(file, document, &pages);
    let info = file.add_object(information(document));
    let old_info = file.trailer.get(b"Info").and_then(Object::as_reference).ok();
    file.trailer.set("Info", info);
    if let Some(old_info) = old_info {
        file.objects.remove(&old_info);
    }
    let catalog = file.catalog_mut().map_err(assembly)?;
    catalog.set("Lang", Object::string_literal("en"));
    let mut preferences = Dictionary::new();
    preferences.set("DisplayDocTitle", true);
    catalog.set("ViewerPreferences", preferences);
    if let Some(outline) = outline {
        catalog.set("Outlines", outline);
        catalog.set("PageMode", "UseOutlines");
    }
    file.trailer.remove(b"ID");
    file.compress();
    file.renumber_objects();
    let mut unsigned = Vec::new();
    file.clone().save_to(&mut unsigned).map_err(assembly)?;
    let id: Vec<u8> = Sha256::digest(&unsigned).iter().take(16).copied().collect();
    let id = Object::String(id, StringFormat::Hexadecimal);
    file.trailer.set("ID", vec![id.clone(), id]);
    Ok(())
}

fn information(document: &Document) -> Dictionary {
    let mut info = Dictionary::new();
    let text = |text: &str| Object::String(utf16(text), StringFormat::Hexadecimal);
    info.set("Title", text(&document.title));
    info.set("Author", text(&document.author));
    info.set("Creator", text(concat!("Plumbline ", env!("CARGO_PKG_VERSION"))));
    if let Some(created) = document.created {
        let date =
            format!("D:{}'", created.format("%Y%m%d%H%M%S%:z").to_string().replace(':', "'"));
        info.set("CreationDate", Object::string_literal(date));
    }
    info
}

/// UTF-16 with its byte order mark, as PDF spells text beyond ASCII.
fn utf16(text: &str) -> Vec<u8> {
    let units = std::iter::once(0xFEFF).chain(text.encode_utf16());
    units.flat_map(u16::to_be_bytes).collect()
}

/// A tree of two levels.
fn add_outline(
    file: &mut lopdf::Document,
    document: &Document,
    pages: &[ObjectId],
) -> Option<ObjectId> {
    if document.bookmarks.is_empty() {
        return None;
    }
    let root = file.new_object_id();
    let ids: Vec<ObjectId> = document.bookmarks.iter().map(|_| file.new_object_id()).collect();
    let mut nodes: Vec<Node> = Vec::new();
    for (bookmark, id) in document.bookmarks.iter().zip(ids) {
        let mut entry = Dictionary::new();
        entry.set("Title", Object::String(utf16(&bookmark.title), StringFormat::Hexadecimal));
        if let Some(page) = pages.get(bookmark.page) {
            let y = round(HEIGHT - bookmark.y + 6.0);
            let dest: Vec<Object> =
                vec![(*page).into(), "XYZ".into(), Object::Null, y.into(), Object::Null];
            entry.set("Dest", dest);
        }
        let node = Node { id, entry, children: Vec::new() };
        match nodes.last_mut() {
            Some(parent) if bookmark.depth > 0 => parent.children.push(node),
            _ => nodes.push(node),
        }
    }
    let mut dictionary = link_siblings(file, nodes, root);
    dictionary.set("Type", "Outlines");
    file.objects.insert(root, dictionary.into());
    Some(root)
}

struct Node {
    id: ObjectId,
    entry: Dictionary,
    children: Vec<Node>,
}

/// Stores the nodes as children of `parent`; returns the parent's share of the links.
fn link_siblings(file: &mut lopdf::Document, nodes: Vec<Node>, parent: ObjectId) -> Dictionary {
    let ids: Vec<ObjectId> = nodes.iter().map(|node| node.id).collect();
    let mut of_parent = Dictionary::new();
    let (Some(first), Some(last)) = (ids.first(), ids.last()) else { return of_parent };
    of_parent.set("First", *first);
    of_parent.set("Last", *last);
    of_parent.set("Count", i64::try_from(ids.len()).unwrap_or(i64::MAX));
    for (place, node) in nodes.into_iter().enumerate() {
        let mut entry = node.entry;
        entry.set("Parent", parent);
        if let Some(before) = place.checked_sub(1).and_then(|before| ids.get(before)) {
            entry.set("Prev", *before);
        }
        if let Some(next) = ids.get(place + 1) {
            entry.set("Next", *next);
        }
        entry.extend(&link_siblings(file, node.children, node.id));
        file.objects.insert(node.id, entry.into());
    }
    of_parent
}
