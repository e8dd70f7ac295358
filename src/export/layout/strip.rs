//! The session over time: a block for each question with its score, an edge where it ran over, a mark
//! where the clock stood.

use super::parts::{LABEL_STYLE, STRONG, style};
use crate::export::blocks::{Stretch, Timeline};
use crate::export::fonts::Face;
use crate::export::page::{Area, Ink, Slab};
use crate::export::structure::Tag;
use crate::export::text::TextStyle;
use crate::tokens::LIGHT;
use crate::tokens::page::{BODY_WIDTH, MARGIN, STEP, TINY};

/// Stands beside its heading.
pub const KEY: &str =
    "Score in each block, – where there is none; a red edge is time over the budget";

/// With its heading, the same on every card.
pub const HEIGHT: f32 = 81.0;

const TOP: f32 = 10.0;
const BAR: f32 = 18.0;
/// Blocks narrower than this have no room for a digit or a name.
const NARROW: f32 = 9.0;

pub fn strip(ink: &mut Ink, section: Tag, timeline: &Timeline) -> Slab {
    let mut slab = Slab::default();
    let bar = Area { x: MARGIN, y: TOP, width: BODY_WIDTH, height: BAR };
    slab.fill(bar, LIGHT.hover);
    for (at, stretch) in timeline.stretches.iter().enumerate() {
        let next = timeline.stretches.iter().skip(at + 1).find(|next| next.label.is_some());
        block(ink, &mut slab, stretch, next.map_or(1.0, |next| next.from));
    }
    let tiny = TextStyle { size: TINY, ..LABEL_STYLE };
    let (start, end) = (ink.line("00:00", tiny), ink.line(&timeline.end, tiny));
    let mut is_end_free = true;
    for (at, words) in &timeline.breaks {
        let x = MARGIN + BODY_WIDTH * at;
        slab.fill(Area { x: x - 0.75, y: TOP - 1.5, width: 1.5, height: BAR + 3.0 }, LIGHT.text);
        let words = ink.line(words, TextStyle { size: TINY, colour: LIGHT.text, ..LABEL_STYLE });
        let most = MARGIN + BODY_WIDTH - words.width();
        let left = (x - words.width() / 2.0).min(most).max(MARGIN + start.width() + STEP);
        is_end_free &= left + words.width() + STEP < MARGIN + BODY_WIDTH - end.width();
        slab.put(&words, left, -2.0);
    }
    slab.put(&start, MARGIN, -2.0);
    // The head of the page says how long it was.
    if is_end_free {
        slab.put(&end, MARGIN + BODY_WIDTH - end.width(), -2.0);
    }
    slab.tagged(ink.structure.figure(section, timeline.words.join("; ")))
}

/// Its name may run on below the blocks behind it, up to the share where the next name begins.
fn block(ink: &mut Ink, slab: &mut Slab, stretch: &Stretch, next: f32) {
    if !stretch.is_question {
        return;
    }
    let x = MARGIN + BODY_WIDTH * stretch.from;
    let width = (BODY_WIDTH * (stretch.to - stretch.from) - 1.5).max(0.4);
    let area = Area { x, y: TOP, width, height: BAR };
    slab.fill(area, LIGHT.chosen);
    slab.outline(area, LIGHT.accent);
    if let Some(over) = stretch.over_from {
        let from = MARGIN + BODY_WIDTH * over;
        let late = Area { x: from, width: (x + width - from).max(1.0), ..area };
        slab.fill(Area { y: TOP + BAR - 4.0, height: 4.0, ..late }, LIGHT.bad);
    }
    let Some(label) = &stretch.label else { return };
    if width >= NARROW {
        let digit = ink.line(&label.score, STRONG);
        slab.put(&digit, x + (width - digit.width()) / 2.0, TOP + 1.5);
    }
    if width >= NARROW {
        let look = style(Face::Regular, TINY, LIGHT.text);
        let room = BODY_WIDTH * (next - stretch.from) - 3.0;
        // A name that would be broken or cut says less than the number of the question.
        let words = label.name.split_whitespace();
        let longest = words.map(|word| ink.line(word, look).width()).fold(0.0, f32::max);
        let name = ink.set(&label.name, look, room);
        let number = TextStyle { colour: LIGHT.muted, ..look };
        let fits = longest < room && name.lines.len() <= 2;
        let name = if fits { name } else { ink.line(&format!("Q{}", label.number), number) };
        slab.put(&name, x, TOP + BAR + 2.0);
        if let Some(over) = &label.over {
            let look = style(Face::SemiBold, TINY, LIGHT.bad);
            let over = ink.line(over, look);
            if over.width() <= room {
                slab.put(&over, x, TOP + BAR + 2.0 + name.height());
            }
        }
    }
    slab.height = slab.height.max(TOP + BAR + STEP);
}
