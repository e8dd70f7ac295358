//! What the parts of the scorecard's layout share.

use chrono::{DateTime, FixedOffset};

use crate::domain::event::NoteTag;
use crate::domain::scorecard::Evidence;
use crate::domain::timer::clock_text;
use crate::export::fonts::Face;
use crate::export::page::{Area, BODY_WIDTH, Flow};
use crate::export::text::TextStyle;
use crate::tokens::Rgb;
use crate::tokens::light::{ACCENT, LINE, MUTED, PANEL, TEXT};
use crate::tokens::page::{BODY, HEADING, LABEL, LINE_HEIGHT, MARGIN, STEP};

/// Running text.
pub const TEXT_STYLE: TextStyle = style(Face::Regular, BODY, TEXT);
/// Text that stands out.
pub const STRONG: TextStyle = style(Face::SemiBold, BODY, TEXT);
/// Labels, never content.
pub const LABEL_STYLE: TextStyle = style(Face::Regular, LABEL, MUTED);
/// Content in the size of a label.
pub const SMALL: TextStyle = style(Face::Regular, LABEL, TEXT);

/// A text style of the page.
pub const fn style(face: Face, size: f32, colour: Rgb) -> TextStyle {
    TextStyle { face, size, colour }
}

/// The height of one line of `size`.
pub const fn line(size: f32) -> f32 {
    size * LINE_HEIGHT
}

/// A wall-clock time where the interviewer was.
pub fn local_time(wall_ms: Option<i64>, offset_minutes: i16) -> Option<DateTime<FixedOffset>> {
    let offset = FixedOffset::east_opt(i32::from(offset_minutes) * 60)?;
    Some(DateTime::from_timestamp_millis(wall_ms?)?.with_timezone(&offset))
}

/// `1 question`, `2 questions`.
pub fn count(number: usize, noun: &str) -> String {
    if number == 1 { format!("1 {noun}") } else { format!("{number} {noun}s") }
}

/// `question 4`, `questions 2 and 4`, `questions 2, 4 and 5`.
pub fn question_list(numbers: &[usize]) -> String {
    let texts: Vec<String> = numbers.iter().map(ToString::to_string).collect();
    match texts.split_last() {
        None => "no question".to_owned(),
        Some((one, [])) => format!("question {one}"),
        Some((last, rest)) => format!("questions {} and {last}", rest.join(", ")),
    }
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

/// A piece of evidence in words, with what it is.
pub fn evidence_text(evidence: &Evidence) -> String {
    let private = if evidence.private { "[private note] " } else { "" };
    match evidence.tag {
        NoteTag::Strength => format!("{private}Strength: {}", evidence.text),
        NoteTag::Concern => format!("{private}Concern: {}", evidence.text),
        NoteTag::Quote => format!("{private}“{}”", evidence.text),
        NoteTag::Plain => format!("{private}{}", evidence.text),
    }
}

/// One piece of evidence behind the time at which it was noted.
pub fn evidence_line(flow: &mut Flow, evidence: &Evidence, x: f32, width: f32) {
    let stamp = clock_text(evidence.at_ms);
    let stamp = flow.setter.set(&stamp, LABEL_STYLE, f32::MAX);
    let indent = (stamp.width() + 2.0 * STEP).max(34.0);
    let text = flow.setter.set(&evidence_text(evidence), TEXT_STYLE, width - indent);
    flow.need(line(BODY) * text.lines.len().min(2) as f32);
    let y = flow.y;
    flow.put(&stamp, x, y + 1.2);
    flow.paragraph(&text, x + indent);
    flow.y += STEP / 2.0;
}
