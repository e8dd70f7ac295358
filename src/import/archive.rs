//! Word and Excel documents as the archives they are, unpacked within limits.

use std::collections::BTreeMap;
use std::io::{BufReader, Cursor, Read};

use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

use super::input::Input;
use super::refusal::{Foreign, Refusal};

/// What the archive's main part is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holds {
    Word,
    Workbook,
}

pub struct Archive<'b> {
    zip: ZipArchive<Cursor<&'b [u8]>>,
    /// Places by name, in lower case: some programs write names in another case than they refer to them.
    places: BTreeMap<String, usize>,
    /// Bytes that may still be unpacked.
    allowance: u64,
    pub holds: Holds,
    pub main: String,
}

/// Where a relationship leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Relation {
    pub kind: String,
    pub target: String,
    pub is_external: bool,
}

const MAX_ENTRIES: usize = 10_000;
/// Documents of text reach about 100:1; an archive made to explode reaches 1,000:1.
const MAX_RATIO: u64 = 200;
const SMALL: u64 = 16 << 20;
const MAX_UNPACKED: u64 = 512 << 20;
/// No paragraph and no cell of a document comes near.
const MAX_EVENT: usize = 16 << 20;
const MAX_DEPTH: usize = 256;

/// How surely a document is an archive of this.
pub fn claims(input: &Input<'_>, holds: Holds) -> u8 {
    let is_it = input.text.is_none()
        && Archive::open(input.bytes).is_ok_and(|archive| archive.holds == holds);
    if is_it { 100 } else { 0 }
}

/// Where the first relationship of a kind leads, such as `/styles`.
pub fn target(relations: &BTreeMap<String, Relation>, kind: &str) -> Option<String> {
    let mut relations = relations.values();
    relations.find(|relation| relation.kind.ends_with(kind)).map(|relation| relation.target.clone())
}

impl<'b> Archive<'b> {
    pub fn open(bytes: &'b [u8]) -> Result<Self, Refusal> {
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Refusal::Damaged)?;
        if zip.len() > MAX_ENTRIES {
            return Err(Refusal::Bomb);
        }
        let mut places = BTreeMap::new();
        for place in 0..zip.len() {
            if let Some(Ok(name)) = zip.name_for_index(place) {
                places.entry(normal(&name)).or_insert(place);
            }
        }
        let size = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        let allowance = size.saturating_mul(MAX_RATIO).clamp(SMALL, MAX_UNPACKED);
        let mut archive = Self { zip, places, allowance, holds: Holds::Word, main: String::new() };
        (archive.holds, archive.main) = archive.find_main()?;
        Ok(archive)
    }

    /// The part of this name, or `None` where the archive has none.
    pub fn part(&mut self, name: &str) -> Result<Option<Xml<'_>>, Refusal> {
        let Some(place) = self.places.get(&normal(name)) else { return Ok(None) };
        let file = self.zip.by_index(*place).map_err(|error| match error {
            zip::result::ZipError::UnsupportedArchive(zip::result::ZipError::PASSWORD_REQUIRED) => {
                Refusal::PasswordProtected
            }
            _ => Refusal::Damaged,
        })?;
        if file.size() > self.allowance {
            return Err(Refusal::Bomb);
        }
        Ok(Some(Xml::new(Unpacked {
            file: Box::new(file),
            allowance: &mut self.allowance,
            since_event: 0,
        })))
    }

    /// What the part refers to, by id.
    pub fn relations(&mut self, part: &str) -> Result<BTreeMap<String, Relation>, Refusal> {
        let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
        let separator = if folder.is_empty() { "" } else { "/" };
        let mut relations = BTreeMap::new();
        let Some(mut xml) = self.part(&format!("{folder}{separator}_rels/{file}.rels"))? else {
            return Ok(relations);
        };
        loop {
            match xml.step()? {
                Node::Open(element) if element.local_name().as_ref() == "Relationship" => {
                    let is_external = attribute(&element, "TargetMode")
                        .is_some_and(|mode| mode.eq_ignore_ascii_case("external"));
                    let (Some(id), Some(target)) =
                        (attribute(&element, "Id"), attribute(&element, "Target"))
                    else {
                        continue;
                    };
                    let target = if is_external { target } else { resolve(folder, &target) };
                    let kind = attribute(&element, "Type").unwrap_or_default();
                    relations.insert(id, Relation { kind, target, is_external });
                }
                Node::End => return Ok(relations),
                _ => {}
            }
        }
    }

    fn find_main(&mut self) -> Result<(Holds, String), Refusal> {
        let relations = self.relations("")?;
        let told =
            relations.into_values().find(|relation| relation.kind.ends_with("/officeDocument"));
        let usual = ["word/document.xml", "xl/workbook.xml"]
            .into_iter()
            .find(|name| self.places.contains_key(*name));
        let main = match (told, usual) {
            (Some(relation), _) if self.places.contains_key(&normal(&relation.target)) => {
                relation.target
            }
            (_, Some(usual)) => usual.to_owned(),
            (..) => return Err(self.stranger()),
        };
        let main = main.trim_start_matches('/').to_owned();
        let content = self.content_type(&main)?;
        let is = |kind: &str, folder: &str| {
            content
                .as_deref()
                .map_or_else(|| normal(&main).starts_with(folder), |content| content.contains(kind))
        };
        if is("sheet.binary", "//") {
            Err(Refusal::Foreign(Foreign::BinaryExcel))
        } else if is("wordprocessingml", "word/") || is("ms-word", "//") {
            Ok((Holds::Word, main))
        } else if is("spreadsheetml", "xl/") || is("ms-excel", "//") {
            Ok((Holds::Workbook, main))
        } else if is("presentationml", "ppt/") || is("ms-powerpoint", "//") {
            Err(Refusal::Foreign(Foreign::PowerPoint))
        } else {
            Err(self.stranger())
        }
    }

    /// As `[Content_Types].xml` tells it of this part.
    fn content_type(&mut self, part: &str) -> Result<Option<String>, Refusal> {
        let Some(mut xml) = self.part("[Content_Types].xml")? else { return Ok(None) };
        loop {
            match xml.step()? {
                Node::Open(element)
                    if element.local_name().as_ref() == "Override"
                        && attribute(&element, "PartName")
                            .is_some_and(|name| normal(&name) == normal(part)) =>
                {
                    return Ok(attribute(&element, "ContentType"));
                }
                Node::End => return Ok(None),
                _ => {}
            }
        }
    }

    /// An archive that is no Office document, by what is in it.
    fn stranger(&mut self) -> Refusal {
        let has = |name: &str| self.places.contains_key(name);
        let is_apple = has("index.zip")
            || has("index/document.iwa")
            || self.places.keys().any(|name| name.ends_with(".iwa"));
        let mut kind = String::new();
        if let Some(place) = self.places.get("mimetype")
            && let Ok(file) = self.zip.by_index(*place)
        {
            // A short line by its standard; what is longer is not it.
            let _ = file.take(100).read_to_string(&mut kind);
        }
        Refusal::Foreign(match kind.trim() {
            kind if kind.starts_with("application/vnd.oasis.opendocument.text") => {
                Foreign::OpenText
            }
            kind if kind.starts_with("application/vnd.oasis.opendocument.spreadsheet") => {
                Foreign::OpenSheet
            }
            kind if kind.starts_with("application/vnd.oasis.opendocument") => Foreign::OpenOther,
            kind if kind.starts_with("application/epub") => Foreign::Book,
            _ if is_apple => Foreign::Apple,
            _ => Foreign::Archive,
        })
    }
}

/// One part of the document, element by element.
pub struct Xml<'a> {
    reader: quick_xml::Reader<BufReader<Unpacked<'a>>>,
    buffer: Vec<u8>,
    depth: usize,
}

pub enum Node {
    Open(BytesStart<'static>),
    /// The name without its prefix.
    Close(String),
    Text(String),
    End,
}

impl<'a> Xml<'a> {
    fn new(file: Unpacked<'a>) -> Self {
        let mut reader = quick_xml::Reader::from_reader(BufReader::new(file));
        reader.config_mut().expand_empty_elements = true;
        Self { reader, buffer: Vec::new(), depth: 0 }
    }

    pub fn step(&mut self) -> Result<Node, Refusal> {
        loop {
            self.buffer.clear();
            self.reader.get_mut().get_mut().since_event = 0;
            return Ok(
                match self
                    .reader
                    .read_event_into(&mut self.buffer)
                    .map_err(|error| refusal(&error))?
                {
                    Event::Start(element) => {
                        self.depth += 1;
                        if self.depth > MAX_DEPTH {
                            return Err(Refusal::TooDeep);
                        }
                        Node::Open(element.into_owned())
                    }
                    Event::End(element) => {
                        self.depth = self.depth.saturating_sub(1);
                        Node::Close(element.local_name().as_ref().to_owned())
                    }
                    Event::Text(text) => Node::Text(text.xml10_content().into_owned()),
                    Event::CData(text) => Node::Text(text.into_inner().into_owned()),
                    Event::GeneralRef(reference) => Node::Text(referred(&reference)),
                    Event::Eof if self.depth > 0 => return Err(Refusal::Damaged),
                    Event::Eof => Node::End,
                    Event::Empty(_)
                    | Event::Comment(_)
                    | Event::Decl(_)
                    | Event::PI(_)
                    | Event::DocType(_) => continue,
                },
            );
        }
    }

    /// Passes over the rest of the element that was just opened.
    pub fn skip(&mut self) -> Result<(), Refusal> {
        self.skip_counting("", &mut 0)
    }

    /// The same, counting the elements of this name in it.
    pub fn skip_counting(&mut self, name: &str, count: &mut usize) -> Result<(), Refusal> {
        let outer = self.depth;
        while self.depth >= outer {
            match self.step()? {
                Node::Open(element) => *count += usize::from(element.local_name().as_ref() == name),
                Node::End => break,
                _ => {}
            }
        }
        Ok(())
    }
}

fn referred(reference: &quick_xml::events::BytesRef<'_>) -> String {
    match reference.resolve_char_ref() {
        Ok(Some(character)) => character.to_string(),
        _ => quick_xml::escape::resolve_predefined_entity(reference).unwrap_or_default().to_owned(),
    }
}

fn refusal(error: &quick_xml::Error) -> Refusal {
    match error {
        quick_xml::Error::Io(error) if error.kind() == std::io::ErrorKind::FileTooLarge => {
            Refusal::Bomb
        }
        _ => Refusal::Damaged,
    }
}

/// The value of an attribute, whatever its prefix.
pub fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut attributes = element.attributes();
    attributes
        .with_checks(false)
        .flatten()
        .find(|attribute| attribute.key.local_name().as_ref() == name)
        .map(|attribute| {
            attribute
                .normalized_value(quick_xml::XmlVersion::Implicit1_0)
                .map_or_else(|_| attribute.value.to_string(), |value| value.into_owned())
        })
}

/// A part as it is unpacked; stops where the archive unpacks to more than it may.
struct Unpacked<'a> {
    file: Box<dyn Read + 'a>,
    allowance: &'a mut u64,
    /// Bytes read for the event that is not complete yet; it is held in memory as a whole.
    since_event: usize,
}

impl Read for Unpacked<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let count = self.file.read(buffer)?;
        self.since_event += count;
        match self.allowance.checked_sub(u64::try_from(count).unwrap_or(u64::MAX)) {
            Some(left) if self.since_event <= MAX_EVENT => *self.allowance = left,
            _ => return Err(std::io::ErrorKind::FileTooLarge.into()),
        }
        Ok(count)
    }
}

fn normal(name: &str) -> String {
    name.replace('\\', "/").trim_start_matches('/').to_lowercase()
}

/// A target as it is written in a part of this folder.
fn resolve(folder: &str, target: &str) -> String {
    if let Some(absolute) = target.strip_prefix('/') {
        return absolute.to_owned();
    }
    let mut path: Vec<&str> = folder.split('/').filter(|step| !step.is_empty()).collect();
    for step in target.split('/') {
        match step {
            "" | "." => {}
            ".." => drop(path.pop()),
            _ => path.push(step),
        }
    }
    path.join("/")
}
