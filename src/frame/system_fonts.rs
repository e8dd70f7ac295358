//! The fonts of this machine, for scripts that the bundled ones lack.
//!
//! Folders are read when a page first needs them, once in the life of the program. Which face is
//! chosen depends on names and contents alone, never on the order of folders on the disk.

use std::cmp::Reverse;
use std::path::PathBuf;
use std::sync::OnceLock;

use fontdb::{Database, FaceInfo, ID, Source, Stretch, Style, Weight};
use skrifa::instance::{LocationRef, Size};
use skrifa::outline::{DrawSettings, OutlinePen};
use skrifa::{FontRef, GlyphId, MetadataProvider as _, Tag};

use crate::export::fonts::{FontSource, Han, OtherFace};

/// All that the program knows of this machine's fonts.
pub static SYSTEM_FONTS: SystemFonts = SystemFonts(OnceLock::new());

pub struct SystemFonts(OnceLock<Found>);

impl FontSource for SystemFonts {
    fn face_for(&self, letters: &[char], han: Option<Han>) -> Option<&'static OtherFace> {
        self.0.get_or_init(Found::on_this_machine).face_for(letters, han)
    }
}

struct Found {
    database: Database,
    /// First choices first.
    faces: Vec<Candidate>,
}

struct Candidate {
    id: ID,
    family: String,
    /// `None` where a page cannot show the face.
    contents: OnceLock<Option<Contents>>,
    loaded: OnceLock<Option<&'static OtherFace>>,
}

struct Contents {
    /// The first and the last character of each range, in order.
    letters: Vec<(u32, u32)>,
    is_variable: bool,
}

impl Found {
    fn on_this_machine() -> Self {
        let mut database = Database::new();
        database.load_system_fonts();
        let mut faces: Vec<&FaceInfo> = database.faces().filter(|face| is_upright(face)).collect();
        faces.sort_by_cached_key(|face| order(face));
        let faces = faces.into_iter().map(|face| Candidate {
            id: face.id,
            family: family(face).to_owned(),
            contents: OnceLock::new(),
            loaded: OnceLock::new(),
        });
        let faces = faces.collect();
        Self { database, faces }
    }

    /// Variable faces come last: a page shows their usual form, and only some have a regular one.
    fn face_for(&self, letters: &[char], han: Option<Han>) -> Option<&'static OtherFace> {
        let named = han.map_or(&[][..], families);
        let is_named = |face: &&Candidate| named.contains(&face.family.as_str());
        let preferred = named.iter().flat_map(|name| {
            self.faces.iter().enumerate().filter(move |(_, face)| face.family == *name)
        });
        let rest = self.faces.iter().enumerate().filter(|(_, face)| !is_named(face));
        let faces: Vec<(usize, &Candidate)> = preferred.chain(rest).collect();
        let mut found = [false, true].into_iter().flat_map(|is_variable| {
            faces.iter().filter(move |(_, face)| {
                let contents = face.contents(&self.database);
                contents.is_some_and(|contents| {
                    contents.is_variable == is_variable && letters.iter().all(|c| contents.has(*c))
                })
            })
        });
        found.find_map(|(number, face)| face.load(&self.database, *number))
    }
}

fn is_upright(face: &FaceInfo) -> bool {
    face.style == Style::Normal && face.stretch == Stretch::Normal
}

fn family(face: &FaceInfo) -> &str {
    face.families.first().map_or("", |(name, _)| name.as_str())
}

/// Regular weight, then the look of the bundled fonts, then the name.
fn order(face: &FaceInfo) -> impl Ord + use<> {
    let family = family(face).to_owned();
    let look = if face.monospaced {
        3
    } else if family.starts_with("Noto Sans") {
        0
    } else if family.contains("Sans") {
        1
    } else {
        2
    };
    let path = match &face.source {
        Source::File(path) | Source::SharedFile(path, _) => path.clone(),
        Source::Binary(_) => PathBuf::new(),
    };
    let is_regular = face.weight == Weight::NORMAL;
    (Reverse(is_regular), look, family, face.weight.0, path, face.index)
}

/// The same character looks different in Chinese, Japanese and Korean. Noto's fonts have them all, so
/// that those of another language still beat an unknown face.
fn families(han: Han) -> &'static [&'static str] {
    match han {
        Han::Chinese => &[
            "Noto Sans CJK SC",
            "Noto Sans SC",
            "Source Han Sans SC",
            "Microsoft YaHei",
            "PingFang SC",
            "Noto Sans CJK JP",
            "Noto Sans CJK KR",
            "Noto Sans CJK TC",
        ],
        Han::Japanese => &[
            "Noto Sans CJK JP",
            "Noto Sans JP",
            "Source Han Sans",
            "Yu Gothic",
            "Meiryo",
            "Hiragino Sans",
            "Noto Sans CJK SC",
            "Noto Sans CJK KR",
            "Noto Sans CJK TC",
        ],
        Han::Korean => &[
            "Noto Sans CJK KR",
            "Noto Sans KR",
            "Source Han Sans K",
            "Malgun Gothic",
            "Apple SD Gothic Neo",
            "Noto Sans CJK SC",
            "Noto Sans CJK JP",
            "Noto Sans CJK TC",
        ],
    }
}

impl Candidate {
    fn contents(&self, database: &Database) -> Option<&Contents> {
        let read = || {
            database.with_face_data(self.id, |bytes, index| {
                FontRef::from_index(bytes, index).ok().and_then(|font| Contents::of(&font))
            })
        };
        self.contents.get_or_init(|| read().flatten()).as_ref()
    }

    /// The file is read once and stays in memory as it was, whatever becomes of it on the disk.
    fn load(&self, database: &Database, number: usize) -> Option<&'static OtherFace> {
        let read = || {
            let name = &database.face(self.id)?.post_script_name;
            let is_plain = |c: &char| c.is_ascii_alphanumeric() || *c == '-';
            let name: String = name.chars().filter(is_plain).collect();
            let bytes = database.with_face_data(self.id, alone).flatten()?;
            let name = if name.is_empty() { format!("Face{number}") } else { name };
            Some(&*Box::leak(Box::new(OtherFace { number, name, bytes })))
        };
        *self.loaded.get_or_init(read)
    }
}

impl Contents {
    fn of(font: &FontRef<'_>) -> Option<Self> {
        let has = |tag: &[u8; 4]| font.table_data(Tag::new(tag)).is_some();
        let has_outlines = has(b"glyf") || has(b"CFF ");
        if !has_outlines || !may_be_embedded(font) {
            return None;
        }
        // Only the usual form of a variable face is embedded, so it has to be the regular one.
        let weight = font.axes().get_by_tag(Tag::new(b"wght"));
        if weight.is_some_and(|axis| axis.default_value() != 400.0) {
            return None;
        }
        let is_coloured = [b"COLR", b"CBDT", b"sbix", b"SVG "].into_iter().any(has);
        let mut letters: Vec<(u32, u32)> = Vec::new();
        for (letter, glyph) in font.charmap().mappings() {
            if glyph == GlyphId::NOTDEF || (is_coloured && !is_drawn(font, glyph)) {
                continue;
            }
            match letters.last_mut() {
                Some((_, last)) if *last + 1 == letter => *last = letter,
                _ => letters.push((letter, letter)),
            }
        }
        letters.sort_unstable();
        Some(Self { letters, is_variable: !font.axes().is_empty() })
    }

    fn has(&self, letter: char) -> bool {
        let letter = u32::from(letter);
        let after = self.letters.partition_point(|(first, _)| *first <= letter);
        let range = after.checked_sub(1).and_then(|at| self.letters.get(at));
        range.is_some_and(|(_, last)| letter <= *last)
    }
}

/// What the maker of the font allows (`fsType` in the OpenType table `OS/2`).
fn may_be_embedded(font: &FontRef<'_>) -> bool {
    const RESTRICTED: u16 = 0x0002;
    const NO_SUBSETS: u16 = 0x0100;
    const BITMAPS_ONLY: u16 = 0x0200;
    let table = font.table_data(Tag::new(b"OS/2"));
    let rights = table.and_then(|table| table.read_at::<u16>(8).ok()).unwrap_or(0);
    rights & 0xF != RESTRICTED && rights & (NO_SUBSETS | BITMAPS_ONLY) == 0
}

/// Whether the glyph has an outline; those of colour fonts may be pictures alone.
fn is_drawn(font: &FontRef<'_>, glyph: GlyphId) -> bool {
    let mut pen = Ink(false);
    let settings = DrawSettings::unhinted(Size::unscaled(), LocationRef::default());
    let outline = font.outline_glyphs().get(glyph);
    outline.is_some_and(|outline| outline.draw(settings, &mut pen).is_ok()) && pen.0
}

struct Ink(bool);

impl OutlinePen for Ink {
    fn move_to(&mut self, _: f32, _: f32) {}

    fn line_to(&mut self, _: f32, _: f32) {
        self.0 = true;
    }

    fn quad_to(&mut self, _: f32, _: f32, _: f32, _: f32) {
        self.0 = true;
    }

    fn curve_to(&mut self, _: f32, _: f32, _: f32, _: f32, _: f32, _: f32) {
        self.0 = true;
    }

    fn close(&mut self) {}
}

/// One face of a collection as a file of its own, since the text engine names faces by file. The form
/// is that of the OpenType table directory; nothing here reads its checksums, so they stay zero.
fn alone(bytes: &[u8], index: u32) -> Option<Vec<u8>> {
    if !bytes.starts_with(b"ttcf") {
        return Some(bytes.to_vec());
    }
    let font = FontRef::from_index(bytes, index).ok()?;
    let tags = font.table_directory().table_records().iter().map(|record| record.tag());
    let tables: Vec<(Tag, &[u8])> =
        tags.filter_map(|tag| Some((tag, font.table_data(tag)?.as_bytes()))).collect();
    let mut file = font.table_directory().sfnt_version().to_be_bytes().to_vec();
    file.extend(u16::try_from(tables.len()).ok()?.to_be_bytes());
    file.extend([0; 6]);
    let mut at = file.len() + 16 * tables.len();
    for (tag, table) in &tables {
        file.extend(tag.to_be_bytes());
        file.extend([0; 4]);
        file.extend(u32::try_from(at).ok()?.to_be_bytes());
        file.extend(u32::try_from(table.len()).ok()?.to_be_bytes());
        at += table.len().next_multiple_of(4);
    }
    for (_, table) in tables {
        file.extend(table);
        file.resize(file.len().next_multiple_of(4), 0);
    }
    Some(file)
}
