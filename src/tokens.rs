//! The visual language as plain numbers: what the window and the page have in common.
//!
//! It knows no toolkit, so both the screen's theme and the PDF are made from it.

/// Red, green and blue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Rgb(pub u8, pub u8, pub u8);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Palette {
    /// Behind cards, and quiet fills.
    pub ground: Rgb,
    /// Cards and the page.
    pub panel: Rgb,
    pub text: Rgb,
    /// Labels, never content.
    pub muted: Rgb,
    /// Rules, and the empty part of a bar.
    pub line: Rgb,
    /// Edges of controls: darker than a rule.
    pub edge: Rgb,
    /// Under the pointer.
    pub hover: Rgb,
    /// The one accent: scores, the primary action, the focus ring.
    pub accent: Rgb,
    /// Words on the accent.
    pub on_accent: Rgb,
    /// Behind what is chosen.
    pub chosen: Rgb,
    /// In time; always with a word.
    pub good: Rgb,
    /// Attention; always with a word.
    pub caution: Rgb,
    /// Over time, errors; always with a word.
    pub bad: Rgb,
}

/// The page uses these too.
pub const LIGHT: Palette = Palette {
    ground: Rgb(0xFA, 0xFA, 0xF8),
    panel: Rgb(0xFF, 0xFF, 0xFF),
    text: Rgb(0x1B, 0x1F, 0x24),
    muted: Rgb(0x57, 0x60, 0x6A),
    line: Rgb(0xD8, 0xDC, 0xE1),
    edge: Rgb(0x7F, 0x88, 0x93),
    hover: Rgb(0xF0, 0xF2, 0xF5),
    accent: Rgb(0x1F, 0x5F, 0xBF),
    on_accent: Rgb(0xFF, 0xFF, 0xFF),
    chosen: Rgb(0xE3, 0xEC, 0xF9),
    good: Rgb(0x17, 0x75, 0x32),
    caution: Rgb(0x8A, 0x5C, 0x00),
    bad: Rgb(0xC4, 0x28, 0x1C),
};

pub const DARK: Palette = Palette {
    ground: Rgb(0x15, 0x18, 0x1C),
    panel: Rgb(0x1C, 0x21, 0x27),
    text: Rgb(0xE6, 0xE8, 0xEB),
    muted: Rgb(0xA3, 0xAD, 0xB8),
    line: Rgb(0x34, 0x3B, 0x44),
    edge: Rgb(0x6B, 0x76, 0x83),
    hover: Rgb(0x26, 0x2D, 0x35),
    accent: Rgb(0x7D, 0xB0, 0xFF),
    on_accent: Rgb(0x0D, 0x14, 0x1D),
    chosen: Rgb(0x20, 0x33, 0x4C),
    good: Rgb(0x56, 0xD3, 0x64),
    caution: Rgb(0xE3, 0xB3, 0x41),
    bad: Rgb(0xFF, 0x7B, 0x72),
};

/// The window, in points at 100 % scale.
pub mod screen {
    pub const LABEL: f32 = 12.0;
    pub const BODY: f32 = 14.0;
    /// Code: its face is wide, and every line that fits is one less to scroll to.
    pub const CODE: f32 = 13.0;
    /// Lists of prompts, headings of cards.
    pub const LIST: f32 = 16.0;
    /// Headings of screens.
    pub const HEADING: f32 = 20.0;
    /// The prompt in an interview: the largest text there.
    pub const PROMPT: f32 = 20.0;
    /// The prompt above code that the candidate is shown.
    pub const LEAD: f32 = 18.0;
    /// The clock: as large as the prompt, which is more.
    pub const CLOCK: f32 = 20.0;
    /// The one figure of a report.
    pub const FIGURE: f32 = 28.0;
    pub const STEP: f32 = 4.0;
    /// Between cards, and inside them.
    pub const GAP: f32 = 12.0;
    /// Points to listen for: read at a glance, one line each where they can be.
    pub const POINT: f32 = 13.0;
    /// From the window's edge.
    pub const EDGE: f32 = 16.0;
    /// Of corners.
    pub const RADIUS: u8 = 6;
    /// Height of a control and of a list's row.
    pub const CONTROL: f32 = 28.0;
    /// Height of the primary action.
    pub const PRIMARY: f32 = 32.0;
    /// The widest column of text: about 72 characters of running text.
    pub const COLUMN: f32 = 560.0;
}

/// The page, in points.
pub mod page {
    /// Width and height of ISO A4.
    pub const A4: (f32, f32) = (595.28, 841.89);
    /// Width and height of US Letter.
    pub const LETTER: (f32, f32) = (612.0, 792.0);
    /// 20 mm on every side of A4.
    pub const MARGIN: f32 = 56.69;
    /// 0.6 inch above and below on Letter, which is shorter.
    pub const LETTER_MARGIN: f32 = 43.2;
    /// Of the text, on either paper.
    pub const BODY_WIDTH: f32 = A4.0 - 2.0 * MARGIN;
    /// What stands under the strip of the session: the smallest type.
    pub const TINY: f32 = 7.0;
    pub const LABEL: f32 = 8.5;
    pub const BODY: f32 = 10.0;
    pub const LEAD: f32 = 11.0;
    pub const HEADING: f32 = 13.0;
    /// The score of a question.
    pub const SCORE: f32 = 20.0;
    /// The candidate's name.
    pub const TITLE: f32 = 20.0;
    /// The recommendation and the overall score.
    pub const FIGURE: f32 = 22.0;
    /// As a multiple of the type size.
    pub const LINE_HEIGHT: f32 = 1.35;
    pub const STEP: f32 = 4.0;
    /// The empty part of a bar: seen in print and in grey.
    pub const TRACK: super::Rgb = super::Rgb(0xC2, 0xC7, 0xCE);
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The WCAG contrast of two colours, 1 to 21.
    fn contrast(one: Rgb, other: Rgb) -> f64 {
        let (one, other) = (luminance(one), luminance(other));
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    /// Relative luminance by WCAG 2.2.
    fn luminance(Rgb(red, green, blue): Rgb) -> f64 {
        let linear = |part: u8| {
            let part = f64::from(part) / 255.0;
            if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
    }

    #[test]
    fn words_stand_out_from_everything_they_are_written_on() {
        for palette in [LIGHT, DARK] {
            let surfaces = [palette.ground, palette.panel, palette.hover, palette.chosen];
            let words = [
                palette.text,
                palette.muted,
                palette.accent,
                palette.good,
                palette.caution,
                palette.bad,
            ];
            for word in words {
                for surface in surfaces {
                    let found = contrast(word, surface);
                    assert!(found >= 4.5, "{word:?} on {surface:?}: {found:.2}");
                }
            }
            assert!(contrast(palette.on_accent, palette.accent) >= 4.5);
            // WCAG asks 3:1 of the edge of a control.
            assert!(contrast(palette.edge, palette.panel) >= 3.0);
        }
    }

    #[test]
    fn black_on_white_has_the_contrast_that_wcag_names() {
        assert!((contrast(Rgb(0, 0, 0), Rgb(255, 255, 255)) - 21.0).abs() < 0.01);
    }
}
