//! Which parts of a text need a face that is not bundled.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::OnceLock;

use icu_properties::CodePointMapData;
use icu_properties::props::Script;
use skrifa::charmap::Charmap;
use skrifa::{FontRef, MetadataProvider as _};

use super::fonts::{Face, FontSource, Han, OtherFace};

/// A part of a text, in bytes, that another face shows.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Stretch {
    pub range: Range<usize>,
    pub face: &'static OtherFace,
}

/// From left to right, and apart. A word, and all text of its script around it, has one face where
/// any face has all its letters.
pub(super) fn stretches(text: &str, source: &dyn FontSource) -> Vec<Stretch> {
    if is_all_bundled(text) {
        return Vec::new();
    }
    let han = han(text);
    let mut found = Vec::new();
    for (writing, range) in writings(text) {
        let part = text.get(range.clone()).unwrap_or_default();
        let own = part.chars().filter(|c| is_missing(*c) || writing.has(*c));
        let letters: BTreeSet<char> = own.filter(|c| needs_glyph(*c)).collect();
        if letters.iter().copied().any(is_missing) {
            let han = (writing == Writing::Cjk).then_some(han);
            let letters: Vec<char> = letters.into_iter().collect();
            cover(
                part,
                range.start,
                &letters,
                &|letters| source.face_for(letters, han),
                &mut found,
            );
        }
    }
    found
}

/// Whether the bundled faces show all of it.
pub(super) fn is_all_bundled(text: &str) -> bool {
    text.is_ascii() || !text.chars().any(is_missing)
}

/// One face for all of `part`, except for what only yet another face has.
fn cover(
    part: &str,
    start: usize,
    letters: &[char],
    face_for: &dyn Fn(&[char]) -> Option<&'static OtherFace>,
    found: &mut Vec<Stretch>,
) {
    let missing = || letters.iter().copied().filter(|c| is_missing(*c)).collect::<Vec<char>>();
    let main = face_for(letters).or_else(|| face_for(&missing())).or_else(|| {
        // No face has them all: the one for the first of them may have most.
        missing().into_iter().find_map(|letter| face_for(&[letter]))
    });
    let Some(main) = main else { return };
    let mut alone: BTreeMap<char, Option<&OtherFace>> = BTreeMap::new();
    let shown: BTreeSet<char> = letters.iter().copied().filter(|c| main.has(*c)).collect();
    for (at, c) in part.char_indices() {
        let range = start + at..start + at + c.len_utf8();
        let is_open = is_bundled(c) || !needs_glyph(c);
        let face = if is_open || shown.contains(&c) {
            Some(main)
        } else if is_missing(c) {
            *alone.entry(c).or_insert_with(|| face_for(&[c]))
        } else {
            None
        };
        let Some(face) = face else { continue };
        match found.last_mut() {
            // What any face may show stays with what stands before it.
            Some(last) if last.range.end == range.start && (is_open || last.face == face) => {
                last.range.end = range.end;
            }
            _ => found.push(Stretch { range, face }),
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Writing {
    /// Bundled faces show it, except for single characters.
    Bundled,
    /// Chinese characters, kana and hangul, mixed in one word.
    Cjk,
    Other(Script),
}

impl Writing {
    /// `None` for what goes with any writing: spaces, digits, combining marks.
    fn of(c: char) -> Option<Self> {
        if is_cjk(c) {
            return Some(Self::Cjk);
        }
        match CodePointMapData::<Script>::new().get(c) {
            Script::Inherited | Script::Common => None,
            Script::Latin | Script::Greek | Script::Cyrillic => Some(Self::Bundled),
            script => Some(Self::Other(script)),
        }
    }

    /// Whether a face for this writing has to have it.
    fn has(self, c: char) -> bool {
        let is_mark = || CodePointMapData::<Script>::new().get(c) == Script::Inherited;
        Self::of(c) == Some(self) || (Self::of(c).is_none() && is_mark())
    }
}

/// The text in parts of one writing each. Single characters that are missing from text in a bundled
/// script are parts of their own.
fn writings(text: &str) -> Vec<(Writing, Range<usize>)> {
    let mut parts: Vec<(Writing, Range<usize>)> = Vec::new();
    for (at, c) in text.char_indices() {
        let range = at..at + c.len_utf8();
        let writing = match Writing::of(c) {
            Some(Writing::Bundled) | None if is_missing(c) => Writing::Other(Script::Common),
            Some(Writing::Bundled) => continue,
            Some(writing) => writing,
            None => continue,
        };
        match parts.last_mut() {
            // What stands between goes with both, unless it is of another script.
            Some((last, whole)) if *last == writing && is_between(text, whole.end..at, writing) => {
                whole.end = range.end;
            }
            _ => parts.push((writing, range)),
        }
    }
    for (_, part) in &mut parts {
        let rest = text.get(part.end..).unwrap_or_default();
        let marks = rest.chars().take_while(|c| is_attached(*c));
        part.end += marks.map(char::len_utf8).sum::<usize>();
    }
    parts
}

/// Whether all of it may be set in the face of what stands around it. Figures never are, and nothing is
/// between two single characters.
fn is_between(text: &str, range: Range<usize>, writing: Writing) -> bool {
    let mut between = text.get(range).unwrap_or_default().chars();
    between.all(|c| match writing {
        Writing::Other(Script::Common) => is_attached(c),
        _ => Writing::of(c).is_none() && c != '\n' && !c.is_ascii_digit(),
    })
}

/// Combining marks, joiners and selectors, which never stand alone.
fn is_attached(c: char) -> bool {
    CodePointMapData::<Script>::new().get(c) == Script::Inherited
}

/// Of a whole text: a Japanese sentence has kana among its Chinese characters.
fn han(text: &str) -> Han {
    let has = |is_meant: fn(char) -> bool| text.chars().any(is_meant);
    if has(
        |c| matches!(c, '\u{3040}'..='\u{30ff}' | '\u{31f0}'..='\u{31ff}' | '\u{ff66}'..='\u{ff9f}'),
    ) {
        Han::Japanese
    } else if has(
        |c| matches!(c, '\u{1100}'..='\u{11ff}' | '\u{3130}'..='\u{318f}' | '\u{ac00}'..='\u{d7af}'),
    ) {
        Han::Korean
    } else {
        Han::Chinese
    }
}

/// Blocks of the Unicode standard, punctuation and wide forms included.
fn is_cjk(c: char) -> bool {
    matches!(
        c,
        '\u{1100}'..='\u{11ff}'
            | '\u{2e80}'..='\u{9fff}'
            | '\u{a960}'..='\u{a97f}'
            | '\u{ac00}'..='\u{d7ff}'
            | '\u{f900}'..='\u{faff}'
            | '\u{fe30}'..='\u{fe4f}'
            | '\u{ff00}'..='\u{ffef}'
            | '\u{20000}'..='\u{3ffff}'
    )
}

/// Whether another face is to show it. Private characters mean something else in every font.
fn is_missing(c: char) -> bool {
    let is_private = matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..);
    !c.is_ascii() && needs_glyph(c) && !is_private && !is_bundled(c)
}

/// Not so for what has no form of its own.
pub(super) fn needs_glyph(c: char) -> bool {
    let is_invisible = matches!(
        c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}'
            | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}' | '\u{e0000}'..='\u{e0fff}'
    );
    !(c.is_control() || is_invisible)
}

/// Whether a bundled face has the character.
fn is_bundled(c: char) -> bool {
    static MAPS: OnceLock<Vec<Charmap<'static>>> = OnceLock::new();
    let maps = MAPS.get_or_init(|| {
        let fonts = [Face::Regular, Face::Wide].into_iter().map(|face| FontRef::new(face.bytes()));
        fonts.flatten().map(|font| font.charmap()).collect()
    });
    maps.iter().any(|map| map.map(c).is_some())
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use super::*;

    /// Has no face, and keeps what it was asked for.
    #[derive(Default)]
    struct Asked(Mutex<Vec<(String, Option<Han>)>>);

    impl FontSource for Asked {
        fn face_for(&self, letters: &[char], han: Option<Han>) -> Option<&'static OtherFace> {
            self.0.lock().unwrap().push((letters.iter().collect(), han));
            None
        }
    }

    /// `expected` is what is asked first of each part.
    fn check(text: &str, expected: &[(&str, Option<Han>)]) {
        let source = Asked::default();
        assert_eq!(stretches(text, &source), []);
        let asked = source.0.into_inner().unwrap();
        let has = |(letters, han): &(&str, _)| asked.contains(&((*letters).to_owned(), *han));
        assert!(expected.iter().all(has), "{text}: {asked:?}");
        assert_eq!(asked.is_empty(), expected.is_empty(), "{text}: {asked:?}");
    }

    #[test]
    fn another_face_is_asked_for_only_where_no_bundled_one_has_a_character() {
        check("Nguyễn Ελλάδα Жук שלום مرحبا ✓ e\u{301}", &[]);
        check("joiner \u{200d}, selector \u{fe0f}, private \u{e123}", &[]);
        check("good ₿\u{fe0f} 5", &[]);
        check("math 𝒜 5 𝒜", &[("𝒜", None)]);
    }

    #[test]
    fn a_word_with_all_text_of_its_script_around_it_is_to_have_one_face() {
        check("see कल और कम here", &[("औकमरल", None)]);
        check("the name 王小明, as said", &[("小明王", Some(Han::Chinese))]);
    }

    #[test]
    fn chinese_characters_have_the_forms_of_the_language_around_them() {
        check("正しい", &[("いし正", Some(Han::Japanese))]);
        check("漢字 한자", &[("字漢자한", Some(Han::Korean))]);
        check("正，例。", &[("。例正，", Some(Han::Chinese))]);
    }
}
