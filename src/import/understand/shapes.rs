//! What blocks look like.

use std::collections::HashMap;

use crate::import::block::{Block, Bold, Form, Mark};
use crate::import::marks::{self, Label};
use crate::import::understand::ask;

/// Everything that makes two blocks of a document look alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Shape {
    pub form: Form,
    pub marked: Marked,
    pub depth: u8,
    /// All of it or its beginning.
    pub bold: bool,
    pub hidden: bool,
    pub label: Option<Label>,
    /// The first paragraph below a heading.
    pub leads: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Marked {
    No,
    Number,
    Letter,
    Bullet,
}

impl Shape {
    fn of(block: &Block, after_heading: bool) -> Self {
        let marked = match block.mark {
            None => Marked::No,
            Some(Mark::Number(_)) => Marked::Number,
            Some(Mark::Letter(_)) => Marked::Letter,
            Some(Mark::Bullet | Mark::Box) => Marked::Bullet,
        };
        let marked = match (block.form, marked) {
            (Form::Heading(_), Marked::Bullet | Marked::Letter) => Marked::No,
            (_, marked) => marked,
        };
        Self {
            form: block.form,
            marked,
            depth: block.depth,
            // A title looks the same in bold type.
            bold: block.bold != Bold::No && !matches!(block.form, Form::Heading(_) | Form::Summary),
            hidden: block.hidden,
            label: block.label,
            leads: after_heading && marked == Marked::No && block.form == Form::Paragraph,
        }
    }

    /// Whether a question may look like this at all.
    pub fn can_ask(&self) -> bool {
        let is_text = matches!(
            self.form,
            Form::Heading(_) | Form::Paragraph | Form::Item | Form::Summary | Form::Quote
        );
        is_text && !matches!(self.label, Some(Label::Answer | Label::Guidance | Label::Wording))
    }

    /// Whether blocks of the other shape lie below those of this one.
    pub fn holds(&self, other: &Self) -> bool {
        match (self.form, other.form) {
            (Form::Heading(own), Form::Heading(other)) => other > own,
            (Form::Heading(_), _) => true,
            (_, Form::Heading(_)) => false,
            _ if other.hidden && !self.hidden => true,
            _ => {
                other.depth > self.depth
                    || (other.depth == self.depth
                        && self.marked != Marked::Bullet
                        && other.marked == Marked::Bullet)
            }
        }
    }

    /// The same place in the layout, but for a lost number, bold type or the like.
    pub fn is_near(&self, other: &Self) -> bool {
        let same_form = match (self.form, other.form) {
            (Form::Heading(one), Form::Heading(two)) => one.abs_diff(two) <= 1,
            (Form::Paragraph | Form::Item, Form::Paragraph | Form::Item) => true,
            (one, two) => one == two,
        };
        let same_marks = self.marked == other.marked;
        let lost_mark = matches!(
            (self.marked, other.marked),
            (Marked::No, Marked::Number) | (Marked::Number, Marked::No)
        );
        // A number that no list takes in stands outside of it.
        let outside = self.marked == Marked::Number && (self.depth == 0 || other.depth == 0);
        let same_depth = self.depth == other.depth
            || ((lost_mark || outside) && self.depth.abs_diff(other.depth) <= 1);
        // What lost its number lies no deeper than the others.
        let not_deeper = self.marked == Marked::Number
            || other.marked != Marked::Number
            || self.depth <= other.depth;
        same_form
            && (same_marks || lost_mark)
            && same_depth
            && not_deeper
            && self.hidden == other.hidden
            && self.bold == other.bold
            && self.label == other.label
    }
}

/// A block and what can be said of it without its neighbours.
#[derive(Debug)]
pub struct Unit<'b> {
    pub block: &'b Block,
    pub shape: Shape,
    /// How much its text sounds like a question.
    pub asks: f32,
    /// The text is nothing but a label: "Answer", "References".
    pub is_label: bool,
    /// It is one because it stands again and again.
    pub is_repeated: bool,
    /// It is set aside before any reading: contents, rewordings, repeats.
    pub aside: bool,
    /// How much blocks of its shape ask around here: added to what it says itself.
    pub vote: f32,
    /// How much the layout of its shape alone speaks for questions.
    pub structure: f32,
    /// What the lines around it say against it.
    pub against: f32,
    /// It has no number, and one is missing in the count around it.
    pub fills_count: bool,
    /// It has no number, and stands between two that have.
    pub between: bool,
    /// Few blocks look like it, and many like it but for a number.
    pub is_rare: bool,
    /// It lies among answers that stand together at the end.
    pub in_key: bool,
    /// It is a title among questions.
    pub titles: bool,
}

impl Unit<'_> {
    /// Text of the document, and no heading of it; furniture and pictures are set aside.
    pub fn is_body(&self) -> bool {
        !self.aside && !matches!(self.block.form, Form::Heading(_))
    }
}

pub fn units(blocks: &[Block]) -> Vec<Unit<'_>> {
    let labels = repeated_labels(blocks);
    let mut after_heading = false;
    let mut units: Vec<Unit<'_>> = Vec::with_capacity(blocks.len());
    for block in blocks {
        let shape = Shape::of(block, after_heading);
        if !matches!(block.form, Form::Furniture | Form::Picture) {
            after_heading = matches!(block.form, Form::Heading(_));
        }
        let is_label = marks::alone(&block.text)
            .is_some_and(|label| label != Label::Question || block.text.len() < 12)
            || labels.contains_key(block.text.as_str());
        let asks = if shape.can_ask() { ask::score(spoken(block)) } else { -2.0 };
        units.push(Unit {
            block,
            shape,
            asks,
            is_label,
            is_repeated: labels.contains_key(block.text.as_str()),
            aside: false,
            vote: 0.0,
            structure: 0.0,
            against: 0.0,
            fills_count: false,
            between: false,
            is_rare: false,
            in_key: false,
            titles: false,
        });
    }
    units
}

/// The part of a block that would be the question: its bold beginning where that asks.
pub fn spoken(block: &Block) -> &str {
    match block.text.get(..block.lead) {
        Some(lead)
            if block.bold == Bold::Lead && !lead.trim().is_empty() && ask::score(lead) > 1.0 =>
        {
            lead
        }
        // "**Closures:** explain how they work": the rest asks, where it does.
        Some(lead) if block.bold == Bold::Lead && lead.trim_end().ends_with([':', '：']) => {
            match block.text.get(block.lead..) {
                Some(rest) if ask::score(rest) > ask::score(&block.text) => rest,
                _ => &block.text,
            }
        }
        _ => &block.text,
    }
}

/// Texts that stand again and again without asking: "References", "Click to expand".
fn repeated_labels(blocks: &[Block]) -> HashMap<&str, usize> {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for block in blocks.iter().filter(|block| block.text.len() <= 60 && block.number().is_none()) {
        if !matches!(block.form, Form::Row | Form::Code | Form::Furniture | Form::Picture) {
            *counts.entry(block.text.as_str()).or_default() += 1;
        }
    }
    counts.retain(|text, count| {
        *count >= 3
            && *count * 40 >= blocks.len().min(2_000) / 4
            && !text.contains(['?', '？'])
            && !text.is_empty()
    });
    counts
}

/// Whether a heading of the one shape closes what the other one begins.
pub fn is_outer(next: &Shape, shape: &Shape) -> bool {
    match (next.form, shape.form) {
        (Form::Heading(next), Form::Heading(own)) => next <= own,
        (Form::Heading(_), _) => true,
        _ => false,
    }
}
