//! The outline that a reader jumps by, a tree of two levels.

use lopdf::{Dictionary, Object, ObjectId};

use super::{PdfError, assembly, round, text_string};
use crate::export::page::Document;

pub fn add(
    file: &mut lopdf::Document,
    document: &Document,
    pages: &[ObjectId],
) -> Result<(), PdfError> {
    if document.bookmarks.is_empty() {
        return Ok(());
    }
    let root = file.new_object_id();
    let ids: Vec<ObjectId> = document.bookmarks.iter().map(|_| file.new_object_id()).collect();
    let mut nodes: Vec<Node> = Vec::new();
    for (bookmark, id) in document.bookmarks.iter().zip(ids) {
        let mut entry = Dictionary::new();
        entry.set("Title", text_string(&bookmark.title));
        if let Some(page) = pages.get(bookmark.page) {
            let y = round(document.paper.height() - bookmark.y + 6.0);
            let dest: Vec<Object> =
                vec![(*page).into(), "XYZ".into(), Object::Null, y.into(), Object::Null];
            entry.set("Dest", dest);
        }
        let node = Node { id, entry, children: Vec::new() };
        match nodes.last_mut() {
            Some(parent) if bookmark.depth > 0 => parent.children.push(node),
            _ => nodes.push(node),
        }
    }
    let mut dictionary = link_siblings(file, nodes, root);
    dictionary.set("Type", "Outlines");
    file.objects.insert(root, dictionary.into());
    let catalog = file.catalog_mut().map_err(assembly)?;
    catalog.set("Outlines", root);
    catalog.set("PageMode", "UseOutlines");
    Ok(())
}

struct Node {
    id: ObjectId,
    entry: Dictionary,
    children: Vec<Node>,
}

/// Stores the nodes as children of `parent`; returns the parent's share of the links.
fn link_siblings(file: &mut lopdf::Document, nodes: Vec<Node>, parent: ObjectId) -> Dictionary {
    let ids: Vec<ObjectId> = nodes.iter().map(|node| node.id).collect();
    let mut of_parent = Dictionary::new();
    let (Some(first), Some(last)) = (ids.first(), ids.last()) else { return of_parent };
    of_parent.set("First", *first);
    of_parent.set("Last", *last);
    of_parent.set("Count", i64::try_from(ids.len()).unwrap_or(i64::MAX));
    for (place, node) in nodes.into_iter().enumerate() {
        let mut entry = node.entry;
        entry.set("Parent", parent);
        if let Some(before) = place.checked_sub(1).and_then(|before| ids.get(before)) {
            entry.set("Prev", *before);
        }
        if let Some(next) = ids.get(place + 1) {
            entry.set("Next", *next);
        }
        entry.extend(&link_siblings(file, node.children, node.id));
        file.objects.insert(node.id, entry.into());
    }
    of_parent
}
