//! What is recommended, and why; beside it the overall score as a place on the scale.

use super::parts::{LABEL_STYLE, SMALL, TEXT_STYLE, style};
use crate::export::blocks::{Decision, Fact, OF_ALL, Score};
use crate::export::fonts::Face;
use crate::export::page::{Area, Column, Ink, Slab};
use crate::export::structure::{Role, Tag};
use crate::tokens::LIGHT;
use crate::tokens::page::{BODY, BODY_WIDTH, FIGURE, LABEL, LEAD, MARGIN, STEP};

/// Height of the card, the same everywhere.
const DECISION: f32 = 131.0;
/// Lines of the reason that it shows at most.
const REASON_LINES: usize = 5;

/// Recommendation and reason on the left, overall score on the right; and whether the reason is
/// longer than its place.
pub fn decision_card(ink: &mut Ink, decision: &Decision) -> (Slab, bool) {
    let pad = 2.5 * STEP;
    let narrow = Column { x: MARGIN, width: 150.0 };
    let wide = Column { x: MARGIN, width: BODY_WIDTH - narrow.width - 3.5 * pad };
    let area = Area { x: MARGIN, y: 0.0, width: BODY_WIDTH, height: DECISION };
    let section = ink.tag(Tag::ROOT, Role::Section);
    let mut card = Slab::default();
    card.fill(area, LIGHT.ground);
    card.outline(area, LIGHT.line);
    card.fill(Area { width: 3.0, ..area }, LIGHT.accent);
    let (left, is_cut) = recommendation(ink, section, decision, wide);
    card.lay(left, pad, pad);
    let right = overall(ink, section, decision, narrow);
    card.lay(right, BODY_WIDTH - narrow.width - pad, pad);
    card.height = DECISION;
    (card, is_cut)
}

/// A label above a large value, with what it was at submission beside it.
fn headline(
    ink: &mut Ink,
    section: Tag,
    (label, value): (&str, &str),
    unit: &str,
    submitted: Option<&String>,
) -> Slab {
    let mut slab = Slab::default();
    slab.put(&ink.line(label, LABEL_STYLE), MARGIN, 0.0);
    slab = slab.tagged(ink.tag(section, Role::Heading(2)));
    let top = slab.height - 1.0;
    let size = if value.len() > 12 { LEAD + 3.0 } else { FIGURE };
    let value = ink.line(value, style(Face::SemiBold, size, LIGHT.text));
    let full = ink.line("0", style(Face::SemiBold, FIGURE, LIGHT.text)).height();
    let mut large = Slab::default();
    large.put(&value, MARGIN, top + (full - value.height()) * 0.7);
    let mut x = MARGIN + value.width() + 1.5 * STEP;
    let looks = [
        (unit, TEXT_STYLE),
        (submitted.map_or("", String::as_str), style(Face::SemiBold, BODY, LIGHT.caution)),
    ];
    for (words, look) in looks {
        if !words.is_empty() {
            let words = ink.line(words, look);
            large.put(&words, x, top + full - words.height() - STEP - 0.5);
            x += words.width() + 2.0 * STEP;
        }
    }
    slab.lay(large.tagged(ink.tag(section, Role::Paragraph)), 0.0, 0.0);
    slab.height = top + full;
    slab
}

fn recommendation(ink: &mut Ink, section: Tag, decision: &Decision, wide: Column) -> (Slab, bool) {
    let Fact { label, value } = &decision.recommendation;
    let mut slab = headline(ink, section, (label, value), "", decision.submitted.as_ref());
    let choices = choices(ink, section, &decision.choices);
    slab.height += 2.0;
    slab.stack(choices);
    slab.height += 1.5 * STEP;
    // What was changed since takes the last two lines.
    let most = REASON_LINES - if decision.changes.is_some() { 3 } else { 1 };
    let (reason, is_cut) = ink.setter.excerpt(&decision.reason.value, TEXT_STYLE, wide.width, most);
    let mut words = Slab::default();
    if is_cut {
        let shown = most - 1;
        let short = ink.setter.excerpt(&decision.reason.value, TEXT_STYLE, wide.width, shown).0;
        words.add(&short, MARGIN);
        words.text(ink, "Full reason at the end, under “In full”", LABEL_STYLE, wide);
    } else {
        words.add(&reason, MARGIN);
    }
    slab.stack(words.tagged(ink.tag(section, Role::Paragraph)));
    if let Some(changes) = &decision.changes {
        let look = style(Face::SemiBold, LABEL, LIGHT.caution);
        let mut amended = Slab::default();
        amended.put(&ink.setter.excerpt(changes, look, wide.width, 2).0, MARGIN, 2.0);
        slab.stack(amended.tagged(ink.tag(section, Role::Paragraph)));
    }
    (slab, is_cut)
}

/// Every possible recommendation in a row, with the chosen one filled.
fn choices(ink: &mut Ink, section: Tag, choices: &[(&'static str, bool)]) -> Slab {
    let mut slab = Slab::default();
    let mut x = MARGIN;
    let chosen =
        choices.iter().find(|(_, is_chosen)| *is_chosen).map_or("none", |(label, _)| label);
    let labels: Vec<&str> = choices.iter().map(|(label, _)| *label).collect();
    for (at, (label, is_chosen)) in choices.iter().enumerate() {
        // No decision is no step of the scale that the others are.
        if at + 1 == choices.len() {
            x += 2.0 * STEP;
        }
        let colour = if *is_chosen { LIGHT.on_accent } else { LIGHT.muted };
        let face = if *is_chosen { Face::SemiBold } else { Face::Regular };
        let words = ink.line(label, style(face, LABEL, colour));
        let area =
            Area { x, y: 0.0, width: words.width() + 3.0 * STEP, height: words.height() + 3.0 };
        if *is_chosen {
            slab.fill(area, LIGHT.accent);
        } else {
            slab.outline(area, LIGHT.edge);
        }
        slab.put(&words, x + 1.5 * STEP, 1.5);
        x += area.width + 0.5 * STEP;
    }
    let words =
        format!("The recommendations to choose from: {}; chosen: {chosen}", labels.join(", "));
    slab.tagged(ink.structure.figure(section, words))
}

fn overall(ink: &mut Ink, section: Tag, decision: &Decision, narrow: Column) -> Slab {
    let label = decision.score_label;
    let (value, unit) = match &decision.score {
        Score::Given { figure, .. } => (figure.as_str(), OF_ALL),
        Score::Missing(word) => (word.as_str(), ""),
    };
    let submitted = decision.submitted_score.as_ref();
    let mut slab = headline(ink, section, (label, value), unit, submitted);
    if let Score::Given { figure, tenths } = &decision.score {
        let axis = axis(ink, section, figure, *tenths, narrow.width);
        slab.stack(axis);
    }
    slab.height += STEP;
    for words in &decision.coverage {
        let mut line = Slab::default();
        line.text(ink, words, SMALL, narrow);
        slab.stack(line.tagged(ink.tag(section, Role::Paragraph)));
    }
    if let Some(warning) = &decision.warning {
        let mut line = Slab::default();
        line.text(ink, warning, style(Face::SemiBold, LABEL, LIGHT.caution), narrow);
        slab.stack(line.tagged(ink.tag(section, Role::Paragraph)));
    }
    slab
}

/// The scale from 1 to 5 as a line, with a dot where the score stands.
fn axis(ink: &mut Ink, section: Tag, figure: &str, tenths: u16, width: f32) -> Slab {
    let (left, line) = (MARGIN + 4.0, width - 8.0);
    let at = |tenths: f32| left + line * (tenths - 10.0) / 40.0;
    let mut slab = Slab::default();
    slab.fill(Area { x: left, y: 5.4, width: line, height: 1.2 }, LIGHT.edge);
    for step in 1..=5_u8 {
        let x = at(f32::from(step) * 10.0);
        slab.fill(Area { x: x - 0.5, y: 3.0, width: 1.0, height: 6.0 }, LIGHT.edge);
        let digit = ink.line(&step.to_string(), LABEL_STYLE);
        slab.put(&digit, x - digit.width() / 2.0, 9.5);
    }
    slab.dot(at(f32::from(tenths).clamp(10.0, 50.0)), 6.0, 4.0, LIGHT.accent);
    slab.height += 0.5;
    slab.tagged(ink.structure.figure(section, format!("{figure} on a scale from 1 to 5")))
}
