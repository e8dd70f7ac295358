//! What a page is to somebody who does not see it: headings, paragraphs, lists, tables, figures, in
//! reading order. PDF calls it the logical structure (ISO 32000-1, 14.7).
#![allow(missing_docs, reason = "a field whose name says all needs no sentence")]

/// An element of a [`Structure`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Tag(usize);

impl Tag {
    /// The whole document.
    pub const ROOT: Tag = Tag(0);

    pub fn index(self) -> usize {
        self.0
    }
}

/// The standard types in use (ISO 32000-1, 14.8.4).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    Document,
    /// What belongs together under one heading.
    Section,
    /// 1 for the title of the document.
    Heading(u8),
    Paragraph,
    List,
    Item,
    /// What stands before an item: a time, a bullet.
    Label,
    Body,
    Table,
    Row,
    ColumnHeader,
    RowHeader,
    Cell,
    /// Its alternative text says what it shows.
    Figure,
    Code,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Element {
    pub role: Role,
    pub parent: Tag,
    /// What a figure shows, in words.
    pub alt: Option<String>,
}

/// A tree; elements with the same parent are read in the order they were added. One that marks
/// nothing on a page, and holds none that does, is not read at all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Structure {
    elements: Vec<Element>,
}

impl Default for Structure {
    fn default() -> Self {
        let root = Element { role: Role::Document, parent: Tag::ROOT, alt: None };
        Self { elements: vec![root] }
    }
}

impl Structure {
    pub fn add(&mut self, parent: Tag, role: Role) -> Tag {
        self.push(Element { role, parent, alt: None })
    }

    pub fn figure(&mut self, parent: Tag, alt: impl Into<String>) -> Tag {
        self.push(Element { role: Role::Figure, parent, alt: Some(alt.into()) })
    }

    fn push(&mut self, element: Element) -> Tag {
        self.elements.push(element);
        Tag(self.elements.len() - 1)
    }

    /// In the order added; the first is the document.
    pub fn elements(&self) -> impl Iterator<Item = (Tag, &Element)> {
        self.elements.iter().enumerate().map(|(index, element)| (Tag(index), element))
    }

    pub fn get(&self, tag: Tag) -> Option<&Element> {
        self.elements.get(tag.0)
    }

    /// For each element whether it marks something itself, or holds one that does.
    pub fn in_use(&self, marked: impl Iterator<Item = Tag>) -> Vec<bool> {
        let mut in_use = vec![false; self.elements.len()];
        for tag in marked {
            let mut at = tag;
            while let Some(used) = in_use.get_mut(at.0)
                && !*used
            {
                *used = true;
                at = self.get(at).map_or(Tag::ROOT, |element| element.parent);
            }
        }
        in_use
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_marks_something_is_read_and_whatever_holds_it() {
        let mut structure = Structure::default();
        let list = structure.add(Tag::ROOT, Role::List);
        let item = structure.add(list, Role::Item);
        let empty = structure.add(list, Role::Item);
        let body = structure.add(item, Role::Body);
        let in_use = structure.in_use([body].into_iter());
        let used = |tag: Tag| in_use[tag.index()];
        assert!(used(Tag::ROOT) && used(list) && used(item) && used(body));
        assert!(!used(empty));
    }
}
