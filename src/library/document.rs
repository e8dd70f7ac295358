//! The files of the library: their schemas, and what was read from one.
//!
//! Every file is one RON struct that starts with `schema` and `version`. A version this program does
//! not know yet is refused with nothing changed; an older one is brought up to date while reading.

mod body;

use std::ops::Range;

use super::raw::{RawStruct, read_struct, read_value, whole_value};
use super::scan::scan_struct;
use super::source::{FileProblem, Source};
use crate::domain::blueprint::Blueprint;
use crate::domain::check::{Problem, suggestion};
use crate::domain::question::{Competency, Question};
use crate::domain::record::SessionRecord;
use crate::domain::rubric::Scale;
use crate::domain::set::QuestionSet;
use body::Body;
pub use body::read_question;

/// The schemas, each with the newest version that this program reads and writes.
///
/// Version 2 of a session has events that version 1 did not know, and rules that they are read by;
/// every session of version 1 is one of version 2 as it stands.
pub const SCHEMAS: [(&str, u32); 5] =
    [(BANK, 1), (COMPETENCIES, 1), (BLUEPRINT, 1), (SET, 1), (SESSION, 2)];

/// Questions of one topic.
pub const BANK: &str = "plumbline.bank";
/// Competencies and the general scale.
pub const COMPETENCIES: &str = "plumbline.competencies";
/// A blueprint.
pub const BLUEPRINT: &str = "plumbline.blueprint";
/// A question set that names questions of the bank.
pub const SET: &str = "plumbline.set";
/// A session with its frozen set, events and texts.
pub const SESSION: &str = "plumbline.session";

/// What a file holds.
#[derive(Debug, Clone, PartialEq)]
pub enum Document {
    /// Questions that could be read, each with its place in the file's list.
    Bank(Vec<(usize, Question)>),
    /// Competencies, each with its place in the file's list, and the general scale.
    Competencies(Vec<(usize, Competency)>, Scale),
    /// A blueprint.
    Blueprint(Blueprint),
    /// A question set.
    Set(QuestionSet),
    /// A session.
    Session(Box<SessionRecord>),
}

/// Where the parts of a document lie, for problems that are found later and for edits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outline {
    /// The document itself.
    pub raw: RawStruct,
    /// The entries of its list (questions, items, competencies, events), where it has one.
    pub entries: Vec<RawEntry>,
    /// Where that list lies.
    pub list: Option<Range<usize>>,
}

/// One entry of a document's list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RawEntry {
    /// Where it lies.
    pub span: Range<usize>,
    /// Its fields, or why it is no struct.
    pub raw: Result<RawStruct, FileProblem>,
}

/// A file as far as it could be read.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// What it holds; `None` where too little could be read to say.
    pub document: Option<Document>,
    /// Where its parts lie; `None` where it is no RON struct of a known schema.
    pub outline: Option<Outline>,
    /// Whether it is valid RON throughout; if not, its sound entries were picked out.
    pub is_whole: bool,
    /// Everything that is wrong with its shape.
    pub problems: Vec<FileProblem>,
}

impl Outline {
    /// Where in the file a problem of the content is.
    pub fn locate(&self, source: &Source, problem: &Problem) -> FileProblem {
        let entry = problem.place.entry.and_then(|place| self.entries.get(place));
        let (start, raw) = match entry {
            Some(entry) => (entry.span.start, entry.raw.as_ref().ok()),
            None => (self.raw.span.start, Some(&self.raw)),
        };
        let field = raw.zip(problem.place.field).and_then(|(raw, name)| raw.field(name));
        source.problem_at(field.map_or(start, |field| field.value.start), problem.message.clone())
    }
}

/// Reads a file of any known schema, with every problem in it.
pub fn read_document(source: &Source) -> Reading {
    let (raw, broken) = match whole_value(source).and_then(|span| read_struct(source, span)) {
        Ok(raw) => (Some(raw), None),
        Err(problem) => {
            let raw = scan_struct(&source.text).filter(|raw| raw.field("schema").is_some());
            (raw, Some(problem))
        }
    };
    let mut reading =
        Reading { document: None, outline: None, is_whole: broken.is_none(), problems: Vec::new() };
    if let Some(raw) = raw {
        read_body(source, &raw, &mut reading);
        if broken.is_some() {
            // What a file seems to lack may stand behind the place where it broke off.
            let lacks = source.problem_at(raw.span.start, "");
            reading.problems.retain(|p| (p.line, p.column) != (lacks.line, lacks.column));
        }
    }
    // What stopped the parser is found again in the entry where it lies, and told once.
    let is_told = |broken: &FileProblem| {
        reading.problems.iter().any(|p| (p.line, p.column) == (broken.line, broken.column))
    };
    let untold = broken.filter(|broken| !is_told(broken));
    reading.problems.extend(untold);
    reading.problems.sort();
    reading.problems.dedup();
    reading
}

fn read_body(source: &Source, raw: &RawStruct, reading: &mut Reading) {
    let schema = match read_schema(source, raw) {
        Ok(schema) => schema,
        Err(problem) => {
            reading.problems.push(problem);
            return;
        }
    };
    match read_version(source, raw, schema) {
        Version::Known => {}
        Version::Missing(problem) => reading.problems.push(problem),
        Version::Refused(problem) => {
            reading.problems.push(problem);
            return;
        }
    }
    let mut body = Body::new(source, raw);
    reading.document = match schema {
        BANK => body.bank(),
        COMPETENCIES => body.competencies(),
        BLUEPRINT => body.blueprint(),
        SET => body.set(),
        _ => body.session(),
    };
    reading.problems.extend(body.problems);
    reading.outline = Some(body.outline);
}

/// The schema of a file, where this program knows it.
fn read_schema(source: &Source, raw: &RawStruct) -> Result<&'static str, FileProblem> {
    let Some(field) = raw.field("schema") else {
        let message = "this is not a Plumbline file: it has no field \"schema\", such as \
                       schema: \"plumbline.bank\"";
        return Err(source.problem_at(raw.span.start, message));
    };
    let name: String = read_value(source, &field.value)?;
    let known = SCHEMAS.iter().map(|(known, _)| *known);
    known.clone().find(|known| *known == name).ok_or_else(|| {
        let message = format!("there is no schema \"{name}\"{}", suggestion(&name, known));
        source.problem_at(field.value.start, message)
    })
}

enum Version {
    Known,
    /// The rest of the file is read as the newest version, so that all its problems are told.
    Missing(FileProblem),
    Refused(FileProblem),
}

fn read_version(source: &Source, raw: &RawStruct, schema: &str) -> Version {
    let newest = newest_version(schema);
    let Some(field) = raw.field("version") else {
        let message = format!("the file needs the field \"version\", such as version: {newest}");
        return Version::Missing(source.problem_at(raw.span.start, message));
    };
    let refuse = |message: String| Version::Refused(source.problem_at(field.value.start, message));
    match read_value::<u32>(source, &field.value) {
        Err(problem) => Version::Refused(problem),
        Ok(0) => refuse(format!("{schema} has no version 0: versions start at 1")),
        Ok(version) if version > newest => refuse(format!(
            "this file is {schema} version {version}, and this program reads up to version \
             {newest}: open it with a newer Plumbline; nothing was changed"
        )),
        Ok(_) => Version::Known,
    }
}

/// The version that files of this schema are written in.
pub fn newest_version(schema: &str) -> u32 {
    SCHEMAS.iter().find(|(name, _)| *name == schema).map_or(1, |(_, newest)| *newest)
}

/// Reads the topic of a bank file, for edits that read one question again.
pub fn topic_of(source: &Source, outline: &Outline) -> String {
    let field = outline.raw.field("topic");
    field.and_then(|field| read_value(source, &field.value).ok()).unwrap_or_default()
}
