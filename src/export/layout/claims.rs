//! Strengths beside concerns, each above what it rests on.

use super::parts::{LABEL_STYLE, SMALL, STRONG, TEXT_STYLE, style};
use crate::export::blocks::{Claim, ClaimList, Claims};
use crate::export::fonts::Face;
use crate::export::page::{Area, Column, Ink, Slab};
use crate::export::structure::{Role, Tag};
use crate::export::text::TextStyle;
use crate::tokens::LIGHT;
use crate::tokens::page::{BODY_WIDTH, LEAD, MARGIN, STEP};

/// Two columns, each filled down to `room` by itself.
pub fn columns_of_claims(ink: &mut Ink, section: Tag, block: &Claims, room: f32) -> Slab {
    let gap = 5.0 * STEP;
    let width = (BODY_WIDTH - gap) / 2.0;
    let mut slab = Slab::default();
    for (index, list) in block.lists.iter().enumerate() {
        slab.lay(column(ink, section, list, width, room), index as f32 * (width + gap), 0.0);
    }
    slab
}

/// The claims of one column down to `room`, but at least one.
fn column(ink: &mut Ink, section: Tag, list: &ClaimList, width: f32, room: f32) -> Slab {
    let whole = Column { x: MARGIN, width };
    let indent = 3.0 * STEP;
    let inner = Column { x: MARGIN + indent, width: width - indent };
    let mut slab = Slab::default();
    slab.put(&ink.line(list.title, style(Face::SemiBold, LEAD, LIGHT.text)), MARGIN, 0.0);
    slab = slab.tagged(ink.tag(section, Role::Heading(2)));
    let rule = Area { x: MARGIN, y: slab.height + 1.0, width, height: 0.7 };
    slab.fill(rule, LIGHT.line);
    slab.height += 1.5 * STEP;
    if list.claims.is_empty() {
        let mut none = Slab::default();
        none.text(ink, list.none, TEXT_STYLE, whole);
        slab.stack(none.tagged(ink.tag(section, Role::Paragraph)));
    }
    let tag = ink.tag(section, Role::List);
    for (index, one) in list.claims.iter().enumerate() {
        let left = list.claims.len() - index;
        let next = claim(ink, tag, list.sign, one, inner);
        let more = if left > 1 { STEP + ink.line("", SMALL).height() } else { 0.0 };
        if index > 0 && slab.height + next.height + more > room {
            let words = format!("and {left} more with the questions and notes");
            let mut more = Slab::default();
            more.text(ink, &words, SMALL, inner);
            slab.stack(more.tagged(ink.tag(section, Role::Paragraph)));
            return slab;
        }
        slab.stack(next);
        slab.height += STEP;
    }
    slab
}

fn claim(ink: &mut Ink, list: Tag, sign: &str, claim: &Claim, inner: Column) -> Slab {
    let item = ink.tag(list, Role::Item);
    let (label, body) = (ink.tag(item, Role::Label), ink.tag(item, Role::Body));
    let mut mark = Slab::default();
    mark.put(&ink.line(sign, STRONG), MARGIN, 0.0);
    let mut slab = mark.tagged(label);
    let mut words = Slab::default();
    words.put(&ink.setter.excerpt(&claim.text, TEXT_STYLE, inner.width, 2).0, inner.x, 0.0);
    // A point that was heard may hold code.
    let look = if claim.is_supported { SMALL } else { LABEL_STYLE };
    let small = TextStyle { marks_code: true, ..look };
    words.add(&ink.setter.excerpt(&claim.support, small, inner.width, 2).0, inner.x);
    slab.lay(words.tagged(body), 0.0, 0.0);
    slab
}
