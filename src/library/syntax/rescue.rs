//! What goes on behind something broken: the fields of a file, and the entries of its lists.

use super::{Depth, Parser, Result, closing, starts_name};
use crate::library::skim::{blank_end, next_entry, part_end};
use crate::library::source::{Fault, Span};
use crate::library::tree::Kind;

/// So many strings and comments that are not closed cost no more than their entries.
const MAX_UNCLOSED: u8 = 8;

impl Parser<'_> {
    /// What lies between two brackets, and the closing one, whatever is wrong in between.
    pub(super) fn rescued_parts(&mut self, kind: Kind, depth: Depth) {
        loop {
            match self.blank() {
                Some(byte) if byte == closing(kind) => {
                    self.at += 1;
                    return;
                }
                Some(b')' | b']' | b'}') => {
                    if self.is_closed_by_another(closing(kind)) {
                        return;
                    }
                }
                Some(_) => self.rescued_part(kind, depth),
                None => {
                    self.tree.is_cut = true;
                    return self.report(self.early_end());
                }
            }
        }
    }

    /// A value, or a node that says that there is none.
    pub(super) fn value_or_broken(&mut self, kind: Kind, depth: Depth) -> Result {
        let (start, nodes) = (self.at, self.tree.nodes.len());
        let inside = Depth { rescue: depth.rescue.saturating_sub(1), ..depth };
        let Err(fault) = self.value(inside) else { return Ok(()) };
        if depth.rescue == 0 {
            return Err(fault);
        }
        self.report(fault);
        let text = self.tree.text;
        let end = match self.next_entry(kind, start) {
            Some(next) => next,
            None if self.is_swallowed => text.len(),
            None => part_end(text, start),
        };
        self.is_swallowed = end == text.len();
        self.tree.is_cut |= self.is_swallowed;
        self.tree.nodes.truncate(nodes);
        self.at = start;
        let inside = text.get(start..end).unwrap_or_default().trim_end();
        self.leaf(Kind::Broken, start + inside.len());
        self.at = end;
        Ok(())
    }

    /// One part, and what follows it up to the next.
    fn rescued_part(&mut self, kind: Kind, depth: Depth) {
        if kind == Kind::List && self.byte() == Some(b'(') {
            self.entry = self.at;
        }
        let (faults, nodes) = (self.tree.faults.len(), self.tree.nodes.len());
        if let Err(fault) = self.part(kind, depth) {
            self.tree.is_cut = true;
            self.tree.nodes.truncate(nodes);
            self.report(fault);
            self.at = part_end(self.tree.text, self.at);
        }
        let Some(byte) = self.blank() else { return };
        if byte == b',' {
            self.at += 1;
        } else if !matches!(byte, b')' | b']' | b'}') {
            if self.tree.faults.len() == faults {
                self.report(self.unexpected("a comma is expected here"));
            }
            let is_next = match kind {
                Kind::List => byte == b'(',
                _ => starts_name(self.rest()),
            };
            if !is_next {
                let next = self.next_entry(kind, self.at);
                self.at = next.unwrap_or_else(|| part_end(self.tree.text, self.at));
                self.blank();
                self.skip(b',');
            }
        }
    }

    /// Where the entry behind `at` begins, if the lines of the file show it.
    fn next_entry(&mut self, kind: Kind, at: usize) -> Option<usize> {
        // Each search for what closes a string goes to the end of the file, so there are few of them.
        if kind != Kind::List || self.unclosed > MAX_UNCLOSED {
            return None;
        }
        let (entry, text) = (self.entry, self.tree.text);
        let (_, next) = match self.sought {
            Some(sought) if sought.0 == entry => sought,
            _ => *self.sought.insert((entry, next_entry(text, entry))),
        };
        next.filter(|next| *next > at)
    }

    /// At a bracket that closes something else: whether it shows that these were left open.
    fn is_closed_by_another(&mut self, close: u8) -> bool {
        let here = Span::new(self.at, self.at + 1);
        let is_last = blank_end(self.tree.text, self.at + 1) == Ok(self.tree.text.len());
        if is_last {
            let missing = format!("a {} is missing before this", char::from(close));
            self.report(Fault::new(here, missing));
        } else {
            self.report(Fault::new(here, "nothing is open that this could close"));
            self.at += 1;
            self.blank();
            self.skip(b',');
        }
        is_last
    }
}
