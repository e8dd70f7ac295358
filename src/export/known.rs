//! Paragraphs that this thread has set before. Scorecards of one question set share most of their texts,
//! and setting them is most of the work on a page.

use std::cell::RefCell;
use std::collections::HashMap;

use super::fonts::Face;
use super::text::{Paragraph, TextStyle};
use crate::tokens::Rgb;

/// As it was set, where it is known.
pub(super) fn find(text: &str, style: TextStyle, width: f32) -> Option<Paragraph> {
    KNOWN.with_borrow(|known| known.by_look.get(&Look::of(style, width))?.get(text).cloned())
}

pub(super) fn keep(text: &str, style: TextStyle, width: f32, paragraph: &Paragraph) {
    if text.len() <= LONGEST {
        KNOWN.with_borrow_mut(|known| known.keep(text, Look::of(style, width), paragraph));
    }
}

thread_local! {
    static KNOWN: RefCell<Known> = RefCell::default();
}

#[derive(Default)]
struct Known {
    by_look: HashMap<Look, HashMap<String, Paragraph>>,
    /// Of the texts.
    bytes: usize,
}

/// What a paragraph depends on besides its text; lengths as their bits.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct Look {
    face: Face,
    size: u32,
    colour: Rgb,
    marks_code: bool,
    width: u32,
}

/// Longer texts are rarely shared.
const LONGEST: usize = 4 * 1024;
/// Of texts in all; their paragraphs take some ten times as much.
const MOST_BYTES: usize = 256 * 1024;

impl Known {
    /// Forgets everything where it would be too much: what is shared is soon known again.
    fn keep(&mut self, text: &str, look: Look, paragraph: &Paragraph) {
        if self.bytes + text.len() > MOST_BYTES {
            *self = Self::default();
        }
        self.bytes += text.len();
        self.by_look.entry(look).or_default().insert(text.to_owned(), paragraph.clone());
    }
}

impl Look {
    fn of(style: TextStyle, width: f32) -> Self {
        let TextStyle { face, size, colour, marks_code } = style;
        Self { face, size: size.to_bits(), colour, marks_code, width: width.to_bits() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::text::TextSetter;
    use crate::tokens::LIGHT;

    const STYLE: TextStyle =
        TextStyle { face: Face::Regular, size: 10.0, colour: LIGHT.text, marks_code: false };

    #[test]
    fn a_known_text_is_what_it_was_in_its_own_look_alone() {
        let mut setter = TextSetter::default();
        let text = "The words of an anchor, which `many` cards share";
        let set = setter.set(text, STYLE, 90.0);
        assert_eq!(find(text, STYLE, 90.0), Some(set));
        let others = [
            (TextStyle { face: Face::SemiBold, ..STYLE }, 90.0),
            (TextStyle { size: 8.5, ..STYLE }, 90.0),
            (TextStyle { colour: LIGHT.muted, ..STYLE }, 90.0),
            (TextStyle { marks_code: true, ..STYLE }, 90.0),
            (STYLE, 91.0),
        ];
        for (style, width) in others {
            assert_eq!(find(text, style, width), None);
        }
    }

    #[test]
    fn a_text_that_needs_other_faces_is_never_known() {
        TextSetter::default().set("山田 Ada", STYLE, 90.0);
        assert_eq!(find("山田 Ada", STYLE, 90.0), None);
    }

    #[test]
    fn no_more_is_kept_than_there_is_room_for() {
        let mut known = Known::default();
        for number in 0..10_000 {
            let text = format!("{number:0>100}");
            known.keep(&text, Look::of(STYLE, 90.0), &Paragraph::default());
            assert!(known.bytes <= MOST_BYTES);
        }
        let kept: usize = known.by_look.values().flat_map(HashMap::keys).map(String::len).sum();
        assert_eq!(kept, known.bytes);
    }
}
