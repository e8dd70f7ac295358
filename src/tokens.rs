//! The visual language as plain numbers: what the window and the page have in common.
//!
//! It knows no toolkit, so both the screen's theme and the PDF are made from it.

/// A colour as red, green, blue, 0 to 255 each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rgb(pub u8, pub u8, pub u8);

/// The colours of a light surface; the page uses them too.
pub mod light {
    use super::Rgb;

    /// Cards and the page.
    pub const PANEL: Rgb = Rgb(0xFF, 0xFF, 0xFF);
    /// The window behind cards, and quiet fills.
    pub const GROUND: Rgb = Rgb(0xFA, 0xFA, 0xF8);
    /// Content.
    pub const TEXT: Rgb = Rgb(0x1B, 0x1F, 0x24);
    /// Labels, never content.
    pub const MUTED: Rgb = Rgb(0x57, 0x60, 0x6A);
    /// Rules, and the empty part of a bar.
    pub const LINE: Rgb = Rgb(0xD8, 0xDC, 0xE1);
    /// The one accent: scores and the primary action.
    pub const ACCENT: Rgb = Rgb(0x1F, 0x5F, 0xBF);
    /// Over time, errors; always with a word.
    pub const BAD: Rgb = Rgb(0xC4, 0x28, 0x1C);
    /// Attention; always with a word.
    pub const CAUTION: Rgb = Rgb(0x9A, 0x67, 0x00);
}

/// The page, in points.
pub mod page {
    /// ISO A4.
    pub const WIDTH: f32 = 595.28;
    /// ISO A4.
    pub const HEIGHT: f32 = 841.89;
    /// 20 mm on every side.
    pub const MARGIN: f32 = 56.69;
    /// Running text.
    pub const BODY: f32 = 10.0;
    /// Labels.
    pub const LABEL: f32 = 8.5;
    /// Section headings.
    pub const HEADING: f32 = 13.0;
    /// The candidate's name.
    pub const TITLE: f32 = 20.0;
    /// The recommendation and the overall score.
    pub const FIGURE: f32 = 22.0;
    /// Height of a line, as a multiple of the type size.
    pub const LINE_HEIGHT: f32 = 1.35;
    /// One step of space.
    pub const STEP: f32 = 4.0;
}
