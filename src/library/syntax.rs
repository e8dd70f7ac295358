//! RON read in one pass into a [`Tree`], with every place where the text is no RON.
//!
//! What is accepted is what the `ron` crate accepts, with three exceptions: a byte order mark is
//! passed over; extensions other than `implicit_some` (which is always on) are refused, because parts
//! of a file are also read by themselves, where no attribute stands before them; and no file is longer
//! than 4 GiB. Numbers, characters and strings with escapes are left to `ron` itself, one by one.
//!
//! A broken field of the file, or a broken entry of one of its lists, costs nothing but itself: the
//! reader goes on behind it.

mod rescue;

use ron::Options;
use ron::extensions::Extensions;
use serde::de::{Deserializer as _, IgnoredAny};

use super::skim::blank_end;
use super::source::{Fault, Span};
use super::tree::{Kind, Node, Tree};
use super::words::in_words;

/// `ron` counts a bracket and the value in it as one each. In a file, its struct and the lists in that
/// go on behind what is broken.
const FILE: Depth = Depth { left: 128, rescue: 2 };

/// As `ron` reads the files: a value that may be missing needs no `Some`.
pub(super) fn options() -> Options {
    Options::default().with_default_extension(Extensions::IMPLICIT_SOME)
}

pub(super) struct Parser<'t> {
    tree: Tree<'t>,
    at: usize,
    /// Whether something that is never closed took in the rest of the text.
    is_swallowed: bool,
    /// How often something was not closed.
    unclosed: u8,
    /// Where the last entry of a list began.
    entry: usize,
    /// An entry, and where the one behind it was found.
    sought: Option<(usize, Option<usize>)>,
}

/// How far into each other values may still lie.
#[derive(Clone, Copy)]
struct Depth {
    /// What `ron` would still allow.
    left: u32,
    /// How many levels of brackets, from the next on, go on behind what is broken in them.
    rescue: u8,
}

type Result<T = (), E = Fault> = std::result::Result<T, E>;

impl<'t> Parser<'t> {
    pub fn new(text: &'t str, at: usize) -> Self {
        // About as many as the shipped files have; most that is read again is short.
        let nodes = Vec::with_capacity((text.len() - at.min(text.len())) / 40);
        let tree = Tree { text, nodes, faults: Vec::new(), is_cut: false };
        Self { tree, at, is_swallowed: false, unclosed: 0, entry: 0, sought: None }
    }

    /// One value; of a broken one, what stands before the fault.
    pub fn one_value(mut self) -> Tree<'t> {
        if let Err(fault) = self.value(Depth { rescue: 0, ..FILE }) {
            self.report(fault);
            let is_open = |(_, node): &(usize, &Node)| node.next == 0;
            let open = self.tree.nodes.iter().enumerate().filter(is_open).map(|(at, _)| at);
            open.collect::<Vec<_>>().into_iter().for_each(|node| self.close(node));
        }
        self.finish()
    }

    pub fn file(mut self) -> Tree<'t> {
        if u32::try_from(self.tree.text.len()).is_err() {
            self.report(Fault::new(Span::at(0), "the file is too large to be read"));
            return self.tree;
        }
        self.at = if self.rest().starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        self.attributes();
        if self.blank().is_none() {
            let empty = Fault::new(self.end_of_text(), "the file is empty");
            self.report(empty.with_hint("it needs one struct in ( )"));
        } else if let Err(fault) = self.value(FILE) {
            self.report(fault);
        } else if self.blank().is_some() && self.tree.faults.is_empty() {
            let behind = Span::new(self.at, self.tree.text.trim_end().len());
            self.report(Fault::new(behind, "nothing more is expected here"));
        }
        self.finish()
    }

    fn finish(mut self) -> Tree<'t> {
        self.tree.faults.sort_by_key(|fault| fault.span);
        self.tree.faults.dedup();
        self.tree
    }

    /// Past attributes such as `#![enable(implicit_some)]`, which stand before the value.
    fn attributes(&mut self) {
        if self.blank() != Some(b'#') {
            return;
        }
        let line = self.rest().lines().next().map_or(0, str::len);
        let span = Span::new(self.at, self.at + line);
        match ron::Deserializer::from_str(self.rest()) {
            Ok(behind) => {
                self.at = self.tree.text.len() - behind.remainder().len();
                if !Extensions::IMPLICIT_SOME.contains(behind.extensions()) {
                    let fault = Fault::new(span, "this extension of RON is not known here");
                    let hint = "only implicit_some is, and it is always on";
                    self.report(fault.with_hint(hint));
                }
            }
            Err(error) => {
                self.report(in_words(&error.code, span));
                self.at += line;
            }
        }
    }

    fn value(&mut self, depth: Depth) -> Result {
        let start = self.at;
        match self.byte() {
            None => Err(self.early_end()),
            Some(b'"') => self.string(),
            Some(b'(') => self.parentheses(start, start, depth),
            Some(b'[') => self.brackets(Kind::List, start, start, depth),
            Some(b'{') => self.brackets(Kind::Map, start, start, Depth { rescue: 0, ..depth }),
            Some(b'0'..=b'9') if self.digits() => Ok(()),
            Some(_) if starts_name(self.rest()) => self.named(depth),
            Some(_) => self.token(),
        }
    }

    fn string(&mut self) -> Result {
        let body = self.rest().get(1..).unwrap_or_default();
        let Some(len) = body.find('"') else { return Err(self.unclosed("string", 1)) };
        if body.get(..len).is_some_and(|inside| inside.contains('\\')) {
            return self.token();
        }
        self.leaf(Kind::Plain, self.at + len + 2);
        Ok(())
    }

    /// A plain whole number, as nearly every number is.
    fn digits(&mut self) -> bool {
        let rest = self.rest();
        let len = rest.bytes().take_while(u8::is_ascii_digit).count();
        let goes_on = |c: char| c.is_alphanumeric() || "_.+-".contains(c);
        if len > 18 || rest.get(len..).is_none_or(|behind| behind.starts_with(goes_on)) {
            return false;
        }
        self.leaf(Kind::Token, self.at + len);
        true
    }

    /// Whatever `ron` reads as one value without brackets.
    fn token(&mut self) -> Result {
        let first = self.rest().chars().next().map_or(0, char::len_utf8);
        let here = Span::new(self.at, self.at + first);
        let mut ron = ron::Deserializer::from_str_with_options(self.rest(), &options())
            .map_err(|error| in_words(&error.code, here))?;
        let read = ron.deserialize_any(IgnoredAny);
        let end = self.tree.text.len() - ron.remainder().len();
        match read {
            Ok(IgnoredAny) => self.leaf(Kind::Token, end),
            Err(ron::Error::ExpectedStringEnd) => return Err(self.unclosed("string", 1)),
            Err(ron::Error::Eof) => return Err(self.early_end()),
            Err(code) if end > self.at => return Err(in_words(&code, Span::new(self.at, end))),
            Err(code) => return Err(in_words(&code, here)),
        }
        Ok(())
    }

    /// A name, or what begins with one.
    fn named(&mut self, depth: Depth) -> Result {
        let start = self.at;
        let end = self.name_end()?;
        match self.tree.text.get(start..end).unwrap_or_default() {
            "inf" | "inff32" | "inff64" | "NaN" | "NaNf32" | "NaNf64" => self.token(),
            "Some" => self.some(start, end, depth),
            name => {
                self.at = end;
                let is_alone = matches!(name, "true" | "false" | "None");
                if !is_alone && self.blank() == Some(b'(') {
                    return self.parentheses(start, end, depth);
                }
                self.at = start;
                self.leaf(Kind::Name, end);
                Ok(())
            }
        }
    }

    fn some(&mut self, start: usize, end: usize, depth: Depth) -> Result {
        let inside = Depth { rescue: 0, ..self.deeper(depth)? };
        let node = self.open(Kind::Some, start, end);
        self.at = end;
        if self.blank() == Some(b'(') {
            self.at += 1;
            self.blank();
            self.value(inside)?;
            self.blank();
            self.skip(b',');
            self.blank();
            self.expect(b')', "a ) is expected here")?;
        } else {
            self.value(inside)?;
        }
        self.close(node);
        Ok(())
    }

    /// At an opening parenthesis; the value begins at `start`, maybe with a name.
    fn parentheses(&mut self, start: usize, name_end: usize, depth: Depth) -> Result {
        if start == name_end && self.rest().starts_with("()") {
            self.leaf(Kind::Unit, self.at + 2);
            return Ok(());
        }
        let open = self.at;
        self.at += 1;
        self.blank();
        let has_fields = starts_name(self.rest())
            && self.name_end().is_ok_and(|end| {
                self.at = end;
                self.blank() == Some(b':')
            });
        self.at = open;
        let kind = if has_fields { Kind::Struct } else { Kind::Tuple };
        let is_file = has_fields && depth.rescue == FILE.rescue;
        let rescue = if is_file { depth.rescue } else { 0 };
        self.brackets(kind, start, name_end, Depth { rescue, ..depth })
    }

    /// At an opening bracket.
    fn brackets(&mut self, kind: Kind, start: usize, name_end: usize, depth: Depth) -> Result {
        let inside = self.deeper(depth)?;
        let node = self.open(kind, start, name_end);
        self.at += 1;
        if depth.rescue > 0 {
            self.rescued_parts(kind, inside);
        } else {
            self.parts(kind, inside)?;
        }
        self.close(node);
        Ok(())
    }

    /// What lies between two brackets, and the closing one.
    fn parts(&mut self, kind: Kind, depth: Depth) -> Result {
        while self.blank() != Some(closing(kind)) {
            self.part(kind, depth)?;
            match self.blank() {
                Some(b',') => self.at += 1,
                Some(byte) if byte == closing(kind) => {}
                Some(_) => return Err(self.unexpected("a comma is expected here")),
                None => return Err(self.early_end()),
            }
        }
        self.at += 1;
        Ok(())
    }

    fn part(&mut self, kind: Kind, depth: Depth) -> Result {
        let inside = self.deeper(depth)?;
        match kind {
            Kind::Map => self.value(inside)?,
            Kind::Struct if self.byte() == Some(b'(') => {
                return Err(self.unexpected("a ) is missing before this"));
            }
            Kind::Struct => {
                let end = self.name_end()?;
                self.leaf(Kind::Name, end);
                if self.blank().is_some_and(|byte| byte != b':') {
                    return Err(Fault::new(Span::at(end), "a colon is expected here"));
                }
            }
            _ => return self.value_or_broken(kind, inside),
        }
        self.blank();
        self.expect(b':', "a colon is expected here")?;
        self.blank();
        self.value_or_broken(kind, inside)
    }

    fn deeper(&self, depth: Depth) -> Result<Depth> {
        let left = depth.left.checked_sub(1);
        let deep = || self.unexpected("this lies too deep in other values");
        Ok(Depth { left: left.ok_or_else(deep)?, ..depth })
    }

    /// Where the name that stands here ends.
    fn name_end(&self) -> Result<usize> {
        let rest = self.rest();
        let is_plain = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'_';
        let len = rest.bytes().take_while(is_plain).count();
        let is_all = rest.as_bytes().get(len).is_none_or(|byte| byte.is_ascii() && *byte != b'#');
        if is_all && len > 0 && !rest.starts_with(|c: char| c.is_ascii_digit()) {
            return Ok(self.at + len);
        }
        let none = || match self.byte() {
            None => self.early_end(),
            Some(_) => self.unexpected("a name without quotes is expected here"),
        };
        let mut ron = ron::Deserializer::from_str(rest).map_err(|_| none())?;
        ron.deserialize_identifier(IgnoredAny).map_err(|_| none())?;
        Ok(self.tree.text.len() - ron.remainder().len())
    }

    fn rest(&self) -> &'t str {
        self.tree.text.get(self.at..).unwrap_or_default()
    }

    fn byte(&self) -> Option<u8> {
        self.tree.text.as_bytes().get(self.at).copied()
    }

    /// Past spaces and comments, to the byte that follows.
    fn blank(&mut self) -> Option<u8> {
        match blank_end(self.tree.text, self.at) {
            Ok(end) => self.at = end,
            Err(comment) => {
                self.at = comment.start as usize;
                let fault = self.unclosed("comment", 2);
                self.tree.faults.push(fault);
                self.at = self.tree.text.len();
            }
        }
        self.byte()
    }

    fn skip(&mut self, byte: u8) {
        self.at += usize::from(self.byte() == Some(byte));
    }

    fn expect(&mut self, byte: u8, message: &str) -> Result {
        match self.byte() {
            Some(found) if found == byte => {
                self.at += 1;
                Ok(())
            }
            Some(_) => Err(self.unexpected(message)),
            None => Err(self.early_end()),
        }
    }

    /// A value without others in it, from here to `end`.
    fn leaf(&mut self, kind: Kind, end: usize) {
        let node = self.open(kind, self.at, if kind == Kind::Name { end } else { self.at });
        self.at = end;
        self.close(node);
    }

    fn open(&mut self, kind: Kind, start: usize, name_end: usize) -> usize {
        let span = Span::new(start, start);
        let name_end = Span::at(name_end).start;
        self.tree.nodes.push(Node { kind, span, name_end, next: 0 });
        self.tree.nodes.len() - 1
    }

    fn close(&mut self, node: usize) {
        let Span { start: next, end } = Span::new(self.tree.nodes.len(), self.at);
        if let Some(node) = self.tree.nodes.get_mut(node) {
            (node.next, node.span.end) = (next, end);
        }
    }

    /// Keeps the fault, unless it only says again that the rest of the text was taken in.
    fn report(&mut self, fault: Fault) {
        if !(self.is_swallowed && fault.span == self.end_of_text()) {
            self.tree.faults.push(fault);
        }
    }

    fn unexpected(&self, message: &str) -> Fault {
        let len = self.rest().chars().next().map_or(0, char::len_utf8);
        Fault::new(Span::new(self.at, self.at + len), message)
    }

    fn unclosed(&mut self, what: &str, len: usize) -> Fault {
        self.is_swallowed = true;
        self.unclosed = self.unclosed.saturating_add(1);
        Fault::new(Span::new(self.at, self.at + len), format!("this {what} is not closed"))
    }

    fn early_end(&self) -> Fault {
        let hint = "a string, a list or a parenthesis is not closed";
        Fault::new(self.end_of_text(), "the file ends too early").with_hint(hint)
    }

    fn end_of_text(&self) -> Span {
        Span::at(self.tree.text.trim_end().len())
    }
}

fn closing(kind: Kind) -> u8 {
    match kind {
        Kind::List => b']',
        Kind::Map => b'}',
        _ => b')',
    }
}

/// Whether a name stands here, and no string that starts with a letter.
fn starts_name(text: &str) -> bool {
    let is_string = ["b\"", "b'", "br#", "br\"", "r\"", "r#\"", "r##"];
    let first = text.as_bytes().first().copied().unwrap_or_default();
    match first {
        b'b' | b'r' => !is_string.iter().any(|start| text.starts_with(start)),
        _ => first.is_ascii_alphabetic() || first == b'_' || !first.is_ascii(),
    }
}
