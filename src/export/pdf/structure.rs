//! The logical structure (ISO 32000-1, 14.7): a tree of elements, and the way from each marked
//! stretch of a page to its element.

use lopdf::{Dictionary, Object, ObjectId};

use super::{PdfError, assembly, dictionary, text_string};
use crate::export::structure::{Element, Role, Structure, Tag};

/// `marked` holds for each page what its stretches are parts of.
pub fn add(
    file: &mut lopdf::Document,
    structure: &Structure,
    pages: &[ObjectId],
    marked: &[Vec<Tag>],
) -> Result<(), PdfError> {
    let in_use = structure.in_use(marked.iter().flatten().copied());
    let mut ids: Vec<Option<ObjectId>> = Vec::new();
    ids.extend(in_use.iter().map(|used| used.then(|| file.new_object_id())));
    let id = |tag: Tag| ids.get(tag.index()).copied().flatten();
    let root = file.new_object_id();
    let mut kids: Vec<Vec<Kid>> = ids.iter().map(|_| Vec::new()).collect();
    for (page, tags) in pages.iter().zip(marked) {
        for (mcid, tag) in (0_i64..).zip(tags) {
            if let Some(kids) = kids.get_mut(tag.index()) {
                kids.push(Kid::Stretch(*page, mcid));
            }
        }
    }
    for (tag, element) in structure.elements().skip(1) {
        if let (Some(own), Some(kids)) = (id(tag), kids.get_mut(element.parent.index())) {
            kids.push(Kid::Element(own));
        }
    }
    for ((tag, element), kids) in structure.elements().zip(kids) {
        let Some(own) = id(tag) else { continue };
        let parent = if tag == Tag::ROOT { Some(root) } else { id(element.parent) };
        file.objects.insert(own, entry(element, parent, &kids).into());
    }
    let nums = (0_i64..).zip(marked).flat_map(|(number, tags)| {
        let elements = tags.iter().map(|tag| id(*tag).map_or(Object::Null, Object::from));
        [number.into(), Object::Array(elements.collect())]
    });
    let parents = file.add_object(dictionary([("Nums", nums.collect::<Vec<Object>>().into())]));
    let document = id(Tag::ROOT).map_or(Object::Null, Object::from);
    let tree = dictionary([
        ("Type", "StructTreeRoot".into()),
        ("K", document),
        ("ParentTree", parents.into()),
        ("ParentTreeNextKey", i64::try_from(pages.len()).unwrap_or(i64::MAX).into()),
    ]);
    file.objects.insert(root, tree.into());
    let catalog = file.catalog_mut().map_err(assembly)?;
    catalog.set("StructTreeRoot", root);
    catalog.set("MarkInfo", dictionary([("Marked", true.into())]));
    Ok(())
}

enum Kid {
    /// Of a page.
    Stretch(ObjectId, i64),
    Element(ObjectId),
}

impl From<&Kid> for Object {
    fn from(kid: &Kid) -> Self {
        match kid {
            Kid::Stretch(page, mcid) => {
                let entries =
                    [("Type", "MCR".into()), ("Pg", (*page).into()), ("MCID", (*mcid).into())];
                dictionary(entries).into()
            }
            Kid::Element(id) => (*id).into(),
        }
    }
}

fn entry(element: &Element, parent: Option<ObjectId>, kids: &[Kid]) -> Dictionary {
    let parent = parent.map_or(Object::Null, Object::from);
    let mut entry = dictionary([("S", name(element.role).into()), ("P", parent)]);
    match kids {
        [] => {}
        // A single stretch needs no more than its number, where the element names the page.
        [Kid::Stretch(page, mcid)] => {
            entry.set("Pg", *page);
            entry.set("K", *mcid);
        }
        [only] => entry.set("K", only),
        kids => entry.set("K", kids.iter().map(Object::from).collect::<Vec<Object>>()),
    }
    if let Some(alt) = &element.alt {
        entry.set("Alt", text_string(alt));
    }
    let scope = match element.role {
        Role::ColumnHeader => "Column",
        Role::RowHeader => "Row",
        _ => return entry,
    };
    entry.set("A", dictionary([("O", "Table".into()), ("Scope", scope.into())]));
    entry
}

/// The standard type (ISO 32000-1, 14.8.4).
fn name(role: Role) -> &'static str {
    match role {
        Role::Document => "Document",
        Role::Section => "Sect",
        Role::Heading(1) => "H1",
        Role::Heading(2) => "H2",
        Role::Heading(_) => "H3",
        Role::Paragraph => "P",
        Role::List => "L",
        Role::Item => "LI",
        Role::Label => "Lbl",
        Role::Body => "LBody",
        Role::Table => "Table",
        Role::Row => "TR",
        Role::ColumnHeader | Role::RowHeader => "TH",
        Role::Cell => "TD",
        Role::Figure => "Figure",
        Role::Code => "Code",
    }
}
