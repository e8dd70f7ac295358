//! The glyphs of one run of text, kept small: a long note has a million of them.

use std::ops::Range;

#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Glyph<'a> {
    /// Number in the font file; 0 where no font has the character.
    pub id: u16,
    /// From the start of the run, in points.
    pub x: f32,
    /// Below the baseline, in points; above where negative (stacked marks).
    pub y: f32,
    /// The characters it stands for; empty for the further glyphs of a cluster.
    pub text: &'a str,
}

/// As the text engine placed it, with the bytes of the run's text that it stands for.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Placed {
    pub id: u16,
    pub x: f32,
    pub y: f32,
    pub text: Range<usize>,
}

/// From left to right.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Glyphs {
    ids: Vec<u16>,
    xs: Vec<f32>,
    /// Height and text of each glyph; `None` for the usual run, where all stand on the baseline,
    /// one for each character in turn.
    unusual: Option<Vec<(f32, Range<usize>)>>,
}

impl Glyphs {
    pub fn of(placed: Vec<Placed>, text: &str) -> Self {
        let mut chars = text.char_indices().map(|(at, c)| at..at + c.len_utf8());
        let is_usual = placed
            .iter()
            .all(|glyph| glyph.y == 0.0 && chars.next().is_some_and(|range| range == glyph.text));
        let is_usual = is_usual && chars.next().is_none();
        let ids = placed.iter().map(|glyph| glyph.id).collect();
        let xs = placed.iter().map(|glyph| glyph.x).collect();
        let unusual = || placed.into_iter().map(|glyph| (glyph.y, glyph.text)).collect();
        Self { ids, xs, unusual: (!is_usual).then(unusual) }
    }

    /// The glyph for what no font has.
    pub fn has_zero(&self) -> bool {
        self.ids.contains(&0)
    }

    /// Each with what it stands for in the run's text.
    pub fn iter<'a>(&'a self, text: &'a str) -> impl Iterator<Item = Glyph<'a>> {
        let mut chars = text.char_indices();
        let mut unusual = self.unusual.iter().flatten();
        self.ids.iter().zip(&self.xs).map(move |(id, x)| {
            let (y, range) = match (unusual.next(), chars.next()) {
                (Some((y, range)), _) => (*y, range.clone()),
                (None, Some((at, c))) => (0.0, at..at + c.len_utf8()),
                (None, None) => (0.0, 0..0),
            };
            Glyph { id: *id, x: *x, y, text: text.get(range).unwrap_or_default() }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinary_text_keeps_no_more_than_a_number_and_a_place_for_each_glyph() {
        let placed = |id, y, text| Placed { id, x: 1.5, y, text };
        for (text, glyphs, is_usual) in [
            ("aé", vec![placed(4, 0.0, 0..1), placed(5, 0.0, 1..3)], true),
            ("aé", vec![placed(4, 0.0, 0..1), placed(5, -2.0, 1..3)], false),
            ("ab", vec![placed(4, 0.0, 1..2), placed(5, 0.0, 0..1)], false),
            ("ab", vec![placed(4, 0.0, 0..2)], false),
            ("a", vec![placed(4, 0.0, 0..1), placed(5, 0.0, 1..1)], false),
        ] {
            let kept = Glyphs::of(glyphs.clone(), text);
            assert_eq!(kept.unusual.is_none(), is_usual, "{glyphs:?}");
            let shown: Vec<(u16, f32, f32, &str)> =
                kept.iter(text).map(|glyph| (glyph.id, glyph.x, glyph.y, glyph.text)).collect();
            let expected: Vec<_> = glyphs
                .iter()
                .map(|glyph| (glyph.id, glyph.x, glyph.y, &text[glyph.text.clone()]))
                .collect();
            assert_eq!(shown, expected);
        }
    }
}
