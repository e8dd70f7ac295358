//! A RON text as a flat tree of spans: what a value is, where it lies, what lies in it.

use super::source::{Fault, Span};
use super::syntax::Parser;

/// What a value is, as far as its spelling tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A string between plain quotes whose text stands there letter by letter.
    Plain,
    /// A number, a character or any other string: one token, which `ron` decodes.
    Token,
    /// A name alone: a variant, `true`, `None`.
    Name,
    /// `()`.
    Unit,
    /// `Some(…)`, or `Some …`.
    Some,
    /// `[…]`.
    List,
    /// `{…}`; its children are keys and values in turn.
    Map,
    /// `(…)` with values, maybe behind a name.
    Tuple,
    /// `(…)` with fields, maybe behind a name; its children are names and values in turn.
    Struct,
    /// What could not be read; its fault is told.
    Broken,
}

/// One value; the nodes of all that lies inside follow it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Node {
    pub kind: Kind,
    pub span: Span,
    /// Where the name before a parenthesis ends; the start where there is none.
    pub name_end: u32,
    /// The first node behind this one and all that lies inside.
    pub next: u32,
}

/// A text as values.
#[derive(Debug)]
pub struct Tree<'t> {
    pub(super) text: &'t str,
    pub(super) nodes: Vec<Node>,
    /// Where the text is no RON, in the order of the text.
    pub faults: Vec<Fault>,
    /// Whether fields of the file may be missing here because they could not be told apart.
    pub is_cut: bool,
}

/// One value of a tree.
#[derive(Debug, Clone, Copy)]
pub struct Value<'t> {
    tree: &'t Tree<'t>,
    at: usize,
    node: Node,
}

/// One field of a struct.
#[derive(Debug, Clone, Copy)]
pub struct Field<'t> {
    /// Its name as it stands in the text, without the `r#` of a raw one.
    pub name: &'t str,
    /// Where the name lies.
    pub name_span: Span,
    /// Its value.
    pub value: Value<'t>,
}

impl<'t> Tree<'t> {
    /// Reads a whole file.
    pub fn of_file(text: &'t str) -> Self {
        Parser::new(text, 0).file()
    }

    /// Reads one value of a file again, from where it was found.
    pub fn of_value(text: &'t str, span: Span) -> Self {
        let Span { start, end } = span;
        Parser::new(text.get(..end as usize).unwrap_or(text), start as usize).one_value()
    }

    /// The one value of the text, as far as there is one.
    pub fn root(&self) -> Option<Value<'_>> {
        self.value(0)
    }

    fn value(&self, at: usize) -> Option<Value<'_>> {
        Some(Value { tree: self, at, node: *self.nodes.get(at)? })
    }
}

impl<'t> Value<'t> {
    /// What it is.
    pub fn kind(self) -> Kind {
        self.node.kind
    }

    /// Where it lies, without the comments and spaces around it.
    pub fn span(self) -> Span {
        self.node.span
    }

    /// As it stands in the file.
    pub fn text(self) -> &'t str {
        self.tree.text.get(self.node.span.range()).unwrap_or_default()
    }

    /// Whether all of it could be read.
    pub fn is_sound(self) -> bool {
        let nodes = self.tree.nodes.get(self.at..self.node.next as usize);
        let is_read = |node: &Node| node.kind != Kind::Broken;
        self.tree.faults.is_empty() || nodes.unwrap_or_default().iter().all(is_read)
    }

    /// Where the name of a variant or a struct lies; empty where there is none.
    pub fn name_span(self) -> Span {
        Span { end: self.node.name_end, ..self.node.span }
    }

    /// The name of a variant or a struct, without the `r#` of a raw one.
    pub fn name(self) -> &'t str {
        let name = self.tree.text.get(self.name_span().range()).unwrap_or_default();
        name.strip_prefix("r#").unwrap_or(name)
    }

    /// The values inside: of a map or a struct, keys and values in turn.
    pub fn children(self) -> Children<'t> {
        Children { tree: self.tree, at: self.at + 1, end: self.node.next as usize }
    }

    /// The fields of a struct.
    pub fn fields(self) -> impl Iterator<Item = Field<'t>> {
        let mut children = self.children();
        std::iter::from_fn(move || {
            let name = children.next()?;
            Some(Field { name: name.name(), name_span: name.span(), value: children.next()? })
        })
    }

    /// The first field of that name.
    pub fn field(self, name: &str) -> Option<Field<'t>> {
        self.fields().find(|field| field.name == name)
    }

    /// The value where it is a struct without a name.
    pub fn as_struct(self) -> Result<Self, Fault> {
        let is_empty = self.children().next().is_none();
        let is_struct = match self.node.kind {
            Kind::Struct => true,
            Kind::Tuple | Kind::Unit => is_empty,
            _ => false,
        };
        if is_struct && self.name().is_empty() {
            return Ok(self);
        }
        Err(Fault::new(self.node.span, "a struct in ( ) is expected here"))
    }
}

/// The values inside a value, in the order of the text.
#[derive(Debug, Clone)]
pub struct Children<'t> {
    tree: &'t Tree<'t>,
    at: usize,
    end: usize,
}

impl<'t> Iterator for Children<'t> {
    type Item = Value<'t>;

    fn next(&mut self) -> Option<Value<'t>> {
        let child = self.tree.value(self.at).filter(|_| self.at < self.end)?;
        self.at = child.node.next as usize;
        Some(child)
    }
}
