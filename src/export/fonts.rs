//! The bundled fonts, by face.

use std::collections::BTreeMap;
use std::sync::Arc;

use parley::fontique::{Blob, Collection, CollectionOptions, FontInfoOverride, SourceCache};
use parley::{FontContext, style::FontWeight};

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
}

impl Face {
    pub const ALL: [Face; 4] = [Face::Regular, Face::SemiBold, Face::Mono, Face::Wide];

    /// The PostScript name.
    pub fn name(self) -> &'static str {
        match self {
            Face::Regular => "NotoSans-Regular",
            Face::SemiBold => "NotoSans-SemiBold",
            Face::Mono => "NotoSansMono-Regular",
            Face::Wide => "DejaVuSans",
        }
    }

    pub fn bytes(self) -> &'static [u8] {
        match self {
            Face::Regular => include_bytes!("../../assets/fonts/NotoSans-Regular.ttf"),
            Face::SemiBold => include_bytes!("../../assets/fonts/NotoSans-SemiBold.ttf"),
            Face::Mono => include_bytes!("../../assets/fonts/NotoSansMono-Regular.ttf"),
            Face::Wide => include_bytes!("../../assets/fonts/DejaVuSans.ttf"),
        }
    }

    pub(super) fn family(self) -> &'static str {
        match self {
            Face::Regular | Face::SemiBold => "Plumbline Sans",
            Face::Mono => "Plumbline Mono",
            Face::Wide => "Plumbline Wide",
        }
    }

    pub(super) fn weight(self) -> FontWeight {
        match self {
            Face::SemiBold => FontWeight::SEMI_BOLD,
            Face::Regular | Face::Mono | Face::Wide => FontWeight::NORMAL,
        }
    }
}

/// The fonts as the text engine knows them, and the way back from its handle to the face.
pub(super) struct Fonts {
    pub context: FontContext,
    faces: BTreeMap<u64, Face>,
}

impl Fonts {
    /// No other fonts, so that a page never depends on the machine.
    pub fn bundled() -> Self {
        let options = CollectionOptions { shared: false, system_fonts: false };
        let mut collection = Collection::new(options);
        let mut faces = BTreeMap::new();
        for face in Face::ALL {
            let blob = Blob::new(Arc::new(face.bytes()));
            faces.insert(blob.id(), face);
            let named = FontInfoOverride {
                family_name: Some(face.family()),
                weight: Some(face.weight()),
                ..FontInfoOverride::default()
            };
            collection.register_fonts(blob, Some(named));
        }
        let context = FontContext { collection, source_cache: SourceCache::default() };
        Self { context, faces }
    }

    /// The face behind the engine's handle.
    pub fn face(&self, blob: u64) -> Face {
        self.faces.get(&blob).copied().unwrap_or(Face::Wide)
    }
}
