//! Pages as a PDF file; the sole user of `printpdf`.
//!
//! The same document always gives the same bytes: every identifier is made from the content, and no
//! clock is read. Each face is embedded as a subset of the glyphs in use. The file is tagged, so that
//! it can be read aloud; it may carry the session it was made from, and it always carries checksums
//! of its parts, which a key may sign (see [`checksums`]).

mod about;
mod attachment;
pub mod checksums;
mod content;
mod file;
mod fonts;
mod outline;
mod structure;

use std::cell::RefCell;

use flate2::{Compress, Compression, FlushCompress, Status};
use lopdf::{Dictionary, Object, ObjectId, Stream};
use printpdf::deserialize::PdfParseErrorSeverity as Severity;
use printpdf::{Mm, PdfDocument, PdfPage, PdfSaveOptions, Pt};

use self::checksums::Parts;
use self::fonts::EmbeddedFonts;
use super::page::{Document, Page};
use crate::domain::signature::Signer;

/// Why a PDF could not be written. None of these depends on what the document says.
#[derive(Debug, thiserror::Error)]
pub enum PdfError {
    #[error("the font {font} could not be embedded: {reason}")]
    Font { font: &'static str, reason: String },
    #[error("the PDF could not be put together: {0}")]
    Assembly(String),
}

/// What a file carries besides its pages.
#[derive(Default)]
pub struct Carried<'a> {
    /// The session file.
    pub session: Option<&'a [u8]>,
    /// Signs the file and its checksums.
    pub signer: Option<&'a dyn Signer>,
}

/// A PDF 1.7 file.
pub fn write(document: &Document, carried: &Carried<'_>) -> Result<Vec<u8>, PdfError> {
    let fonts = EmbeddedFonts::of(document)?;
    let mut file = blank(document)?;
    let mut parts = Parts::of(&file);
    let named = fonts.store(&mut file);
    let named = file.add_object(named);
    parts.take(&file, "fonts");
    let pages: Vec<ObjectId> = file.get_pages().into_values().collect();
    let mut marked = Vec::new();
    for (number, (page, id)) in (0..).zip(document.pages.iter().zip(&pages)) {
        let (bytes, tags) = content::page(page, document.paper, &fonts);
        fill_page(&mut file, *id, number, named, bytes)?;
        marked.push(tags);
        parts.take_page(&file, *id, number + 1);
    }
    structure::add(&mut file, &document.structure, &pages, &marked)?;
    parts.take(&file, "structure");
    outline::add(&mut file, document, &pages)?;
    parts.take(&file, "outline");
    if let Some(session) = carried.session {
        attachment::add(&mut file, session)?;
        parts.take(&file, "attached session");
    }
    about::add(&mut file, document)?;
    parts.take(&file, "information");
    checksums::seal(file, parts, carried.signer)
}

fn assembly(error: impl std::fmt::Display) -> PdfError {
    PdfError::Assembly(error.to_string())
}

/// Empty pages. Their content is set later, one page at a time: printpdf would hold some hundred
/// bytes for each glyph of the whole document.
fn blank(document: &Document) -> Result<lopdf::Document, PdfError> {
    let mut pdf = PdfDocument::new(&document.title);
    let [width, height] =
        [document.paper.width(), document.paper.height()].map(|at| Mm::from(Pt(at)));
    let page = |_: &Page| PdfPage::new(width, height, Vec::new());
    pdf.pages = document.pages.iter().map(page).collect();
    let mut warnings = Vec::new();
    let file = pdf.to_lopdf_document(&PdfSaveOptions::default(), &mut warnings);
    match warnings.into_iter().find(|warning| warning.severity == Severity::Error) {
        Some(failed) => Err(PdfError::Assembly(failed.msg)),
        None => Ok(file),
    }
}

fn fill_page(
    file: &mut lopdf::Document,
    id: ObjectId,
    number: i64,
    fonts: ObjectId,
    bytes: Vec<u8>,
) -> Result<(), PdfError> {
    let page = file.get_dictionary_mut(id).map_err(assembly)?;
    page.set("StructParents", number);
    page.set("Tabs", "S");
    let reference = |key: &[u8]| page.get(key).and_then(Object::as_reference).map_err(assembly);
    let (contents, resources) = (reference(b"Contents")?, reference(b"Resources")?);
    let mut stream = Stream::new(Dictionary::new(), bytes);
    compress(&mut stream, Effort::Quick)?;
    file.objects.insert(contents, stream.into());
    let mut own = Dictionary::new();
    own.set("Font", fonts);
    file.objects.insert(resources, own.into());
    Ok(())
}

/// How hard to compress. Against this mix, one card takes 8 % longer with level 2 throughout, for a file that is 15 %
/// smaller; level 1 throughout saves next to nothing and makes the bare file 8 % larger.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Effort {
    /// Text that compresses well in any case: pages, the session.
    Quick,
    /// Fonts, which are most of the file and change least.
    Thorough,
}

thread_local! {
    /// Kept from stream to stream: their tables take longer to make than a small stream to compress.
    static QUICK: RefCell<Compress> = RefCell::new(Compress::new(Compression::new(1), true));
    static THOROUGH: RefCell<Compress> = RefCell::new(Compress::new(Compression::new(2), true));
}

/// Where that makes it smaller.
fn compress(stream: &mut Stream, effort: Effort) -> Result<(), PdfError> {
    let content = &stream.content;
    // Room for the worst case, in which everything is stored as it is.
    let mut bytes = Vec::with_capacity(content.len() + content.len() / 1000 + 64);
    let deflate = match effort {
        Effort::Quick => &QUICK,
        Effort::Thorough => &THOROUGH,
    };
    let status = deflate.with_borrow_mut(|deflate| {
        deflate.reset();
        deflate.compress_vec(content, &mut bytes, FlushCompress::Finish)
    });
    let is_whole = status.map_err(assembly)? == Status::StreamEnd;
    if is_whole && bytes.len() + "/Filter/FlateDecode".len() < content.len() {
        bytes.shrink_to_fit();
        stream.dict.set("Filter", "FlateDecode");
        stream.set_content(bytes);
    }
    Ok(())
}

/// To a hundredth of a point.
fn round(points: f32) -> f32 {
    (points * 100.0).round() / 100.0
}

/// UTF-16 with its byte order mark, as PDF spells text beyond ASCII.
fn utf16(text: &str) -> Vec<u8> {
    let units = std::iter::once(0xFEFF).chain(text.encode_utf16());
    units.flat_map(u16::to_be_bytes).collect()
}

/// Text for a reader: plain where it is ASCII.
fn text_string(text: &str) -> Object {
    if text.is_ascii() {
        return Object::string_literal(text);
    }
    Object::String(utf16(text), lopdf::StringFormat::Hexadecimal)
}

fn dictionary<const N: usize>(entries: [(&str, Object); N]) -> Dictionary {
    entries.into_iter().collect()
}
