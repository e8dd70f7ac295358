//! The bundled fonts, by face, and the door for others.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use parley::fontique::{Blob, Collection, CollectionOptions, FontInfoOverride, SourceCache};
use parley::{FontContext, style::FontWeight};
use skrifa::{FontRef, MetadataProvider as _};

/// A bundled face, or one that a [`FontSource`] gave.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Face {
    /// Running text.
    Regular,
    /// Headings and what was chosen.
    SemiBold,
    /// Code and hashes.
    Mono,
    /// Stands in where the others lack a glyph.
    Wide,
    /// Stands in where all of those lack one.
    Other(&'static OtherFace),
}

/// Where faces come from for scripts that the bundled ones lack.
pub trait FontSource: Sync {
    /// The first choice among the faces that have all these letters.
    fn face_for(&self, letters: &[char], han: Option<Han>) -> Option<&'static OtherFace>;
}

/// Whose letters a text in Chinese characters has; the same character looks different in each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Han {
    Chinese,
    Japanese,
    Korean,
}

/// The bundled faces alone, so that a page never depends on the machine.
pub struct BundledOnly;

impl FontSource for BundledOnly {
    fn face_for(&self, _: &[char], _: Option<Han>) -> Option<&'static OtherFace> {
        None
    }
}

/// A face that is not bundled, kept in memory until the program ends.
pub struct OtherFace {
    /// Among all faces of its source. Two with the same number are one.
    pub number: usize,
    /// The PostScript name.
    pub name: String,
    /// A font file with this face alone.
    pub bytes: Vec<u8>,
}

impl OtherFace {
    pub(super) fn has(&self, letter: char) -> bool {
        FontRef::new(&self.bytes).is_ok_and(|font| font.charmap().map(letter).is_some())
    }

    fn family(&self) -> String {
        format!("Plumbline Other {}", self.number)
    }
}

impl fmt::Debug for OtherFace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name)
    }
}

impl PartialEq for OtherFace {
    fn eq(&self, other: &Self) -> bool {
        self.number == other.number
    }
}

impl Eq for OtherFace {}

impl PartialOrd for OtherFace {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for OtherFace {
    fn cmp(&self, other: &Self) -> Ordering {
        self.number.cmp(&other.number)
    }
}

impl std::hash::Hash for OtherFace {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.number.hash(state);
    }
}

impl Face {
    /// Those that are bundled.
    pub const ALL: [Face; 4] = [Face::Regular, Face::SemiBold, Face::Mono, Face::Wide];

    /// The PostScript name.
    pub fn name(self) -> &'static str {
        match self {
            Face::Regular => "NotoSans-Regular",
            Face::SemiBold => "NotoSans-SemiBold",
            Face::Mono => "NotoSansMono-Regular",
            Face::Wide => "DejaVuSans",
            Face::Other(face) => &face.name,
        }
    }

    pub fn bytes(self) -> &'static [u8] {
        match self {
            Face::Regular => include_bytes!("../../assets/fonts/NotoSans-Regular.ttf"),
            Face::SemiBold => include_bytes!("../../assets/fonts/NotoSans-SemiBold.ttf"),
            Face::Mono => include_bytes!("../../assets/fonts/NotoSansMono-Regular.ttf"),
            Face::Wide => include_bytes!("../../assets/fonts/DejaVuSans.ttf"),
            Face::Other(face) => &face.bytes,
        }
    }

    pub(super) fn family(self) -> Cow<'static, str> {
        match self {
            Face::Regular | Face::SemiBold => SANS.into(),
            Face::Mono => MONO.into(),
            Face::Wide => WIDE.into(),
            Face::Other(face) => face.family().into(),
        }
    }

    pub(super) fn weight(self) -> FontWeight {
        match self {
            Face::SemiBold => FontWeight::SEMI_BOLD,
            Face::Regular | Face::Mono | Face::Wide | Face::Other(_) => FontWeight::NORMAL,
        }
    }
}

/// The bundled families as the text engine names them.
pub(super) const SANS: &str = "Plumbline Sans";
pub(super) const MONO: &str = "Plumbline Mono";
pub(super) const WIDE: &str = "Plumbline Wide";

/// The fonts as the text engine knows them, and the way back from its handle to the face.
pub(super) struct Fonts {
    pub context: FontContext,
    faces: BTreeMap<u64, Face>,
}

impl Fonts {
    pub fn bundled() -> Self {
        let options = CollectionOptions { shared: false, system_fonts: false };
        let collection = Collection::new(options);
        let context = FontContext { collection, source_cache: SourceCache::default() };
        let mut fonts = Self { context, faces: BTreeMap::new() };
        Face::ALL.into_iter().for_each(|face| fonts.add(face));
        fonts
    }

    /// Does nothing where the face is there already.
    pub fn add(&mut self, face: Face) {
        if self.faces.values().any(|known| *known == face) {
            return;
        }
        let blob = Blob::new(Arc::new(face.bytes()));
        self.faces.insert(blob.id(), face);
        let family = face.family();
        let named = FontInfoOverride {
            family_name: Some(&family),
            weight: Some(face.weight()),
            ..FontInfoOverride::default()
        };
        self.context.collection.register_fonts(blob, Some(named));
    }

    /// The face behind the engine's handle.
    pub fn face(&self, blob: u64) -> Face {
        self.faces.get(&blob).copied().unwrap_or(Face::Wide)
    }
}

#[cfg(test)]
mod tests {
    use skrifa::instance::Size;
    use skrifa::prelude::LocationRef;
    use skrifa::{GlyphId, MetadataProvider as _};

    use super::*;

    /// A character that no font has would leave no trace otherwise.
    #[test]
    fn every_bundled_face_has_a_box_for_what_it_lacks() {
        for face in Face::ALL {
            let font = FontRef::new(face.bytes()).unwrap();
            let metrics = font.glyph_metrics(Size::unscaled(), LocationRef::default());
            let area = metrics.bounds(GlyphId::NOTDEF).unwrap();
            assert!(area.x_max > area.x_min && area.y_max > area.y_min, "{face:?}");
        }
    }
}
