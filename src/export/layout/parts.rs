//! What the parts of the scorecard's layout share.

use crate::domain::scorecard::Evidence;
use crate::domain::timer::clock_text;
use crate::export::fonts::Face;
use crate::export::page::{Area, BODY_WIDTH, Flow};
use crate::export::text::TextStyle;
use crate::export::words;
use crate::tokens::Rgb;
use crate::tokens::light::{ACCENT, LINE, MUTED, PANEL, TEXT};
use crate::tokens::page::{BODY, HEADING, LABEL, LINE_HEIGHT, MARGIN, STEP};

/// Running text.
pub const TEXT_STYLE: TextStyle = style(Face::Regular, BODY, TEXT);
/// Running text from the bank, where backticks mark code.
pub const AUTHORED: TextStyle = TextStyle { marks_code: true, ..TEXT_STYLE };
/// Text that stands out.
pub const STRONG: TextStyle = style(Face::SemiBold, BODY, TEXT);
/// Labels, never content.
pub const LABEL_STYLE: TextStyle = style(Face::Regular, LABEL, MUTED);
/// Content in the size of a label.
pub const SMALL: TextStyle = style(Face::Regular, LABEL, TEXT);

/// A text style of the page.
pub const fn style(face: Face, size: f32, colour: Rgb) -> TextStyle {
    TextStyle { face, size, colour, marks_code: false }
}

/// The height of one line of `size`.
pub const fn line(size: f32) -> f32 {
    size * LINE_HEIGHT
}

/// A heading of a section, with a rule below, kept together with what follows.
pub fn heading(flow: &mut Flow, title: &str) {
    flow.space(4.0 * STEP);
    flow.need(line(HEADING) + 15.0 * STEP);
    flow.bookmark(0, title);
    let y = flow.y;
    flow.label(title, style(Face::SemiBold, HEADING, TEXT), MARGIN, y);
    flow.y += line(HEADING) + STEP / 2.0;
    rule(flow, 0.7);
    flow.y += 2.0 * STEP;
}

/// A rule over the whole width.
pub fn rule(flow: &mut Flow, thickness: f32) {
    let y = flow.y;
    flow.fill(Area { x: MARGIN, y, width: BODY_WIDTH, height: thickness }, LINE);
}

/// A bar filled up to `share` of its width, with a gap at each of the five steps.
pub fn scale_bar(flow: &mut Flow, bar: Area, share: f32) {
    flow.fill(bar, LINE);
    flow.fill(Area { width: bar.width * share.clamp(0.0, 1.0), ..bar }, ACCENT);
    for step in 1..5_u8 {
        let x = bar.x + bar.width * f32::from(step) / 5.0 - 0.5;
        flow.fill(Area { x, width: 1.0, ..bar }, PANEL);
    }
}

/// One piece of evidence behind the time at which it was noted.
pub fn evidence_line(flow: &mut Flow, evidence: &Evidence, x: f32, width: f32) {
    let stamp = clock_text(evidence.at_ms);
    let stamp = flow.setter.set(&stamp, LABEL_STYLE, f32::MAX);
    let indent = (stamp.width() + 2.0 * STEP).max(34.0);
    let text = flow.setter.set(&words::evidence(evidence), TEXT_STYLE, width - indent);
    flow.need(line(BODY) * text.lines.len().min(2) as f32);
    let y = flow.y;
    flow.put(&stamp, x, y + 1.2);
    flow.paragraph(&text, x + indent);
    flow.y += STEP / 2.0;
}
