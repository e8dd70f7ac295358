//! What the styles of a document say of its paragraphs and runs.

use std::collections::BTreeMap;

use quick_xml::events::BytesStart;

use crate::import::archive::{Archive, Node, attribute};
use crate::import::refusal::Refusal;
use crate::import::words::STYLE_HEADINGS;

/// Styles by their id, with all that they take over from others.
#[derive(Debug, Default)]
pub struct Styles {
    by_id: BTreeMap<String, Style>,
    plain: Style,
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct Style {
    /// 1 is the outermost.
    pub heading: Option<u8>,
    pub role: Role,
    pub list: Option<String>,
    pub list_level: Option<u8>,
    pub is_bold: bool,
    pub is_monospaced: bool,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Role {
    #[default]
    Text,
    Code,
    Quote,
    /// A line of a table of contents.
    Contents,
}

/// As it is written, before what it is based on is added.
#[derive(Default)]
struct Written {
    name: String,
    base: Option<String>,
    outline: Option<u8>,
    list: Option<String>,
    list_level: Option<u8>,
    is_bold: Option<bool>,
    font: Option<String>,
}

/// A style based on a style, and so on; more are a mistake or a circle.
const MAX_CHAIN: usize = 20;

impl Styles {
    pub fn read(archive: &mut Archive<'_>, part: &str) -> Result<Self, Refusal> {
        let mut written: BTreeMap<String, Written> = BTreeMap::new();
        let mut current: Option<(String, Written)> = None;
        let Some(mut xml) = archive.part(part)? else { return Ok(Self::default()) };
        loop {
            match xml.step()? {
                Node::Open(element) => match (element.local_name().as_ref(), &mut current) {
                    ("style", _) => {
                        current = attribute(&element, "styleId").map(|id| (id, Written::default()))
                    }
                    (name, Some((_, style))) => style.add(name, &element),
                    _ => {}
                },
                Node::Close(name) if name == "style" => written.extend(current.take()),
                Node::End => break,
                _ => {}
            }
        }
        let by_id = written.keys().map(|id| (id.clone(), resolved(&written, id))).collect();
        Ok(Self { by_id, plain: Style::default() })
    }

    pub fn of(&self, id: Option<&str>) -> &Style {
        id.and_then(|id| self.by_id.get(id)).unwrap_or(&self.plain)
    }
}

impl Written {
    fn add(&mut self, name: &str, element: &BytesStart<'_>) {
        let value = || attribute(element, "val");
        match name {
            "name" => self.name = value().unwrap_or_default().to_lowercase(),
            "basedOn" => self.base = value(),
            "outlineLvl" => self.outline = value().and_then(|level| level.parse().ok()),
            "numId" => self.list = value(),
            "ilvl" => self.list_level = value().and_then(|level| level.parse().ok()),
            "b" => self.is_bold = Some(is_on(element)),
            "rFonts" => {
                self.font = attribute(element, "ascii").or_else(|| attribute(element, "hAnsi"))
            }
            _ => {}
        }
    }
}

fn resolved(written: &BTreeMap<String, Written>, id: &str) -> Style {
    let mut style = Style::default();
    let (mut is_bold, mut font) = (None, None);
    let mut next = Some(id);
    for _ in 0..MAX_CHAIN {
        let Some(one) = next.and_then(|id| written.get(id)) else { break };
        let outline = one.outline.filter(|level| *level < 9).map(|level| level + 1);
        style.heading = style.heading.or_else(|| heading(&one.name)).or(outline);
        if style.role == Role::Text {
            style.role = role(&one.name);
        }
        style.list = style.list.or_else(|| one.list.clone());
        style.list_level = style.list_level.or(one.list_level).or_else(|| inset(&one.name));
        is_bold = is_bold.or(one.is_bold);
        font = font.or(one.font.as_deref());
        next = one.base.as_deref();
    }
    style.is_bold = is_bold.unwrap_or_default();
    style.is_monospaced = font.is_some_and(is_monospaced);
    if style.role != Role::Text {
        style.heading = None;
    }
    style
}

/// "List Bullet 2" is one step in, though its numbering says nothing of that.
fn inset(name: &str) -> Option<u8> {
    let number = name.strip_prefix("list ")?.rsplit_once(' ')?.1.parse::<u8>().ok()?;
    number.checked_sub(1).filter(|step| (1..9).contains(step))
}

/// The built-in names stay English in the file, whatever language Word speaks; other programs translate them.
fn heading(name: &str) -> Option<u8> {
    if name == "title" {
        return Some(1);
    }
    if name == "subtitle" {
        return Some(2);
    }
    let rest = STYLE_HEADINGS.iter().find_map(|word| name.strip_prefix(word))?;
    rest.trim().parse().ok().filter(|level| (1..=9).contains(level))
}

fn role(name: &str) -> Role {
    let has = |words: &[&str]| words.iter().any(|word| name.contains(word));
    if name.starts_with("toc ") && name != "toc heading"
        || has(&["table of figures", "contents 1", "contents 2", "contents 3"])
    {
        Role::Contents
    } else if has(&[
        "code",
        "source",
        "verbatim",
        "preformatted",
        "listing",
        "macro",
        "quelltext",
        "código",
    ]) && !has(&["postcode", "barcode", "resource"])
    {
        Role::Code
    } else if has(&["quote", "quotation", "zitat", "citation", "citation"]) {
        Role::Quote
    } else {
        Role::Text
    }
}

pub fn is_monospaced(font: &str) -> bool {
    let font = font.to_lowercase();
    let names = [
        "courier",
        "consolas",
        "mono",
        "menlo",
        "inconsolata",
        "lucida console",
        "source code",
        "fira code",
        "cascadia",
        "fixedsys",
        "terminal",
    ];
    names.iter().any(|name| font.contains(name)) && !font.contains("monotype")
}

/// A switch is on where it stands, unless its value says otherwise.
pub fn is_on(element: &BytesStart<'_>) -> bool {
    !matches!(attribute(element, "val").as_deref(), Some("0" | "false" | "off"))
}
