//! The files of the library: their schemas, and what was read from one.
//!
//! Every file is one RON struct that starts with `schema` and `version`. A version this program does
//! not know yet is refused with nothing changed; an older one is brought up to date while reading.

mod body;
mod question;

use super::carried::{is_json, read_scorecard};
use super::source::{Fault, FileProblem, Source, Span};
use super::tree::{Tree, Value};
use crate::domain::bank::{Advice, Topic};
use crate::domain::blueprint::Blueprint;
use crate::domain::check::{Problem, suggestion};
use crate::domain::draft::Draft;
use crate::domain::practice::Practice;
use crate::domain::question::{Competency, Question};
use crate::domain::record::SessionRecord;
use crate::domain::rubric::Scale;
use crate::domain::set::QuestionSet;
use body::Body;
pub use question::{BankEntry, read_question};

/// The schemas, each with the newest version that this program reads and writes.
///
/// Version 2 of a bank has titles, points, replies and the like; each may be left out, so that every
/// bank of version 1 is one of version 2 as it stands. So it is with a session: version 2 has events
/// that version 1 did not know, and rules that they are read by; version 3 has points that were heard
/// and changes of the plan. Version 3 of a bank has claims and the pages of references, and so has
/// version 4 of a session. Version 4 of a bank has drafts that lack facts, and questions that name a
/// topic of their own. Version 5 of a session has signatures, and scores amended to "not assessed".
/// Version 2 of a set has what it is for, wordings, and questions of its own; version 2 of a blueprint
/// has areas, numbers at most, questions that must be there, and its reasons.
pub const SCHEMAS: [(&str, u32); 8] = [
    (BANK, 4),
    (COMPETENCIES, 1),
    (TOPICS, 1),
    (GUIDANCE, 1),
    (BLUEPRINT, 2),
    (SET, 2),
    (SESSION, 5),
    (PRACTICE, 1),
];

/// Questions of one topic.
pub const BANK: &str = "plumbline.bank";
/// Competencies and the general scale.
pub const COMPETENCIES: &str = "plumbline.competencies";
/// What questions may cover.
pub const TOPICS: &str = "plumbline.topics";
/// What an interviewer reads.
pub const GUIDANCE: &str = "plumbline.guidance";
/// A blueprint.
pub const BLUEPRINT: &str = "plumbline.blueprint";
/// A question set that names questions of the bank.
pub const SET: &str = "plumbline.set";
/// A session with its frozen set, events and texts.
pub const SESSION: &str = "plumbline.session";

/// A sample candidate to practise with.
pub const PRACTICE: &str = "plumbline.practice";

/// What a file holds.
#[derive(Debug, Clone, PartialEq)]
pub enum Document {
    /// Questions that could be read, each with its place in the file's list, and drafts with theirs.
    Bank(Vec<(usize, Question)>, Vec<(usize, Draft)>),
    /// Competencies, each with its place in the file's list, and the general scale.
    Competencies(Vec<(usize, Competency)>, Scale),
    /// Topics, each with its place in the file's list.
    Topics(Vec<(usize, Topic)>),
    /// The interviewer's guide.
    Guidance(Vec<Advice>),
    /// A blueprint.
    Blueprint(Blueprint),
    /// A question set.
    Set(QuestionSet),
    /// A session.
    Session(Box<SessionRecord>),
    /// A sample candidate.
    Practice(Practice),
}

/// Where the parts of a document lie, for problems that are found later and for edits.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Outline {
    /// The document itself.
    pub span: Span,
    /// The entries of its list (questions, items, competencies, events), where it has one; of a set,
    /// its items and behind them its questions. What lies in an entry is read again where it is wanted.
    pub entries: Vec<Span>,
}

/// A file as far as it could be read.
#[derive(Debug, Clone, Default, PartialEq)]
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
    /// Where in the file these problems of the content are.
    pub fn locate(&self, source: &Source, problems: Vec<Problem>) -> Vec<FileProblem> {
        // Problems of one entry follow each other, so it is read again only once.
        let mut last: Option<(Option<usize>, Tree)> = None;
        let locate = |Problem { place, severity, message, hint }| {
            let entry = place.entry.and_then(|entry| self.entries.get(entry)).copied();
            let tree = match last.take() {
                Some((of, tree)) if of == place.entry => tree,
                _ => match entry {
                    Some(entry) => Tree::of_value(&source.text, entry),
                    None => Tree::of_file(&source.text),
                },
            };
            let field = tree.root().zip(place.field).and_then(|(value, name)| value.field(name));
            let span = field.map_or(entry.unwrap_or(self.span), |field| field.value.span());
            last = Some((place.entry, tree));
            source.problem(Fault { span, message, hint }, severity)
        };
        problems.into_iter().map(locate).collect()
    }
}

/// Reads a file of any known schema, with every problem in it; a scorecard in JSON as its session.
pub fn read_document(source: &Source) -> Reading {
    if is_json(&source.text) {
        return read_scorecard(source);
    }
    let tree = Tree::of_file(&source.text);
    let mut reading = Reading { is_whole: tree.faults.is_empty(), ..Reading::default() };
    let mut faults = Vec::new();
    if let Some(root) = tree.root() {
        faults = read_root(root, &mut reading);
        if tree.is_cut {
            // What a file seems to lack may stand in what could not be read.
            faults.retain(|fault| fault.span != root.span());
        }
    }
    let faults = faults.into_iter().chain(tree.faults);
    reading.problems = faults.map(|fault| source.error(fault)).collect();
    reading.problems.sort();
    reading.problems.dedup();
    reading
}

fn read_root(root: Value, reading: &mut Reading) -> Vec<Fault> {
    let root = match root.as_struct() {
        Ok(root) => root,
        // What is no RON was told already.
        Err(fault) => return if reading.is_whole { vec![fault] } else { Vec::new() },
    };
    let schema = match read_schema(root) {
        Ok(Some(schema)) => schema,
        Ok(None) => return Vec::new(),
        Err(fault) => return vec![fault],
    };
    let mut faults = Vec::new();
    match read_version(root, schema) {
        Version::Known => {}
        Version::Missing(fault) => faults.push(fault),
        Version::Refused(fault) => return vec![fault],
    }
    let mut body = Body::new(root);
    reading.document = match schema {
        BANK => body.bank(),
        COMPETENCIES => body.competencies(),
        TOPICS => body.topics(),
        GUIDANCE => body.guidance(),
        BLUEPRINT => body.blueprint(),
        SET => body.set(),
        PRACTICE => body.practice(),
        _ => body.session(),
    };
    faults.extend(body.faults);
    reading.outline = Some(body.outline);
    faults
}

/// The schema of a file, where this program knows it; `None` where it is broken.
fn read_schema(root: Value) -> Result<Option<&'static str>, Fault> {
    let Some(field) = root.field("schema") else {
        let missing = "this is not a Plumbline file: it has no field \"schema\"";
        let hint = "such as schema: \"plumbline.bank\"";
        return Err(Fault::new(root.span(), missing).with_hint(hint));
    };
    if !field.value.is_sound() {
        return Ok(None);
    }
    let name: String = field.value.read()?;
    let known = SCHEMAS.iter().map(|(known, _)| *known);
    known.clone().find(|known| *known == name).map(Some).ok_or_else(|| {
        let message = format!("there is no schema \"{name}\"");
        Fault::new(field.value.span(), message).with_hint_if(suggestion(&name, known))
    })
}

enum Version {
    Known,
    /// The rest of the file is read as the newest version, so that all its problems are told.
    Missing(Fault),
    Refused(Fault),
}

fn read_version(root: Value, schema: &str) -> Version {
    let newest = newest_version(schema);
    let Some(field) = root.field("version") else {
        let fault = Fault::new(root.span(), "the file needs the field \"version\"");
        return Version::Missing(fault.with_hint(format!("such as version: {newest}")));
    };
    if !field.value.is_sound() {
        return Version::Known;
    }
    let span = field.value.span();
    match field.value.read::<u32>() {
        Err(fault) => Version::Refused(fault),
        Ok(0) => {
            let fault = Fault::new(span, format!("{schema} has no version 0"));
            Version::Refused(fault.with_hint("versions start at 1"))
        }
        Ok(version) if version > newest => {
            let message = format!(
                "this file is {schema} version {version}, and this program reads up to version \
                 {newest}"
            );
            let hint = "open it with a newer Plumbline; nothing was changed";
            Version::Refused(Fault::new(span, message).with_hint(hint))
        }
        Ok(_) => Version::Known,
    }
}

/// The version that files of this schema are written in.
pub fn newest_version(schema: &str) -> u32 {
    SCHEMAS.iter().find(|(name, _)| *name == schema).map_or(1, |(_, newest)| *newest)
}
