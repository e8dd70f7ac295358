//! The files of the library: their schemas, and how each is read into checked values.
//!
//! Every file is one RON struct that starts with `schema` and `version`. A version this program does
//! not know yet is refused with nothing changed; an older one is brought up to date while reading.

use std::ops::Range;

use super::prose::{unindent, unwrap_prose};
use super::raw::{FieldReader, RawStruct, read_list, read_struct, read_value, whole_value};
use super::scan::{scan_list, scan_struct};
use super::source::{FileProblem, Source};
use crate::domain::blueprint::{Blueprint, Section};
use crate::domain::check::suggestion;
use crate::domain::question::{Competency, Question};
use crate::domain::record::SessionRecord;
use crate::domain::rubric::{Anchors, Scale};
use crate::domain::set::{QuestionSet, SetItem};

/// The schemas, each with the newest version that this program reads and writes.
pub const SCHEMAS: [(&str, u32); 5] =
    [(BANK, 1), (COMPETENCIES, 1), (BLUEPRINT, 1), (SET, 1), (SESSION, 1)];

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
    /// Competencies and the general scale.
    Competencies(Vec<Competency>, Scale),
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
    /// The entries of its list (questions of a bank, items of a set), where it has one.
    pub entries: Vec<RawStruct>,
    /// Where that list lies.
    pub list: Option<Range<usize>>,
}

/// A file as far as it could be read.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// What it holds; `None` where too little could be read to say.
    pub document: Option<Document>,
    /// Where its parts lie; `None` where it is no RON struct.
    pub outline: Option<Outline>,
    /// Whether it is valid RON throughout; if not, its sound entries were picked out.
    pub is_whole: bool,
    /// Everything that is wrong with its shape.
    pub problems: Vec<FileProblem>,
}

/// Reads a file of any known schema, with every problem in it.
pub fn read_document(source: &Source) -> Reading {
    let mut reading =
        Reading { document: None, outline: None, is_whole: true, problems: Vec::new() };
    let raw = match whole_value(source).and_then(|span| read_struct(source, span)) {
        Ok(raw) => raw,
        Err(problem) => {
            reading.is_whole = false;
            reading.problems.push(problem);
            match scan_struct(&source.text).filter(|raw| raw.field("schema").is_some()) {
                Some(raw) => raw,
                None => return reading,
            }
        }
    };
    let schema = match read_header(source, &raw) {
        Ok(schema) => schema,
        Err(problem) => {
            reading.problems.push(problem);
            return reading;
        }
    };
    let body = Body { source, raw: &raw };
    let (document, outline, problems) = match schema {
        BANK => body.bank(),
        COMPETENCIES => body.competencies(),
        BLUEPRINT => body.blueprint(),
        SET => body.set(),
        _ => body.session(),
    };
    reading.document = document;
    reading.outline = Some(outline);
    reading.problems.extend(problems);
    reading.problems.sort();
    // The error that stopped the parser is found again in the entry where it lies.
    reading.problems.dedup_by_key(|problem| (problem.line, problem.column));
    reading
}

/// The schema of a file whose version this program reads.
fn read_header(source: &Source, raw: &RawStruct) -> Result<&'static str, FileProblem> {
    let Some(field) = raw.field("schema") else {
        let message = "this is not a Plumbline file: it has no field \"schema\", such as \
                       schema: \"plumbline.bank\"";
        return Err(source.problem_at(raw.span.start, message));
    };
    let name: String = read_value(source, &field.value)?;
    let Some((schema, newest)) = SCHEMAS.into_iter().find(|(known, _)| *known == name) else {
        let near = suggestion(&name, SCHEMAS.iter().map(|(known, _)| *known));
        let message = format!("there is no schema \"{name}\"{near}");
        return Err(source.problem_at(field.value.start, message));
    };
    let Some(field) = raw.field("version") else {
        let message = format!("the file needs the field \"version\", such as version: {newest}");
        return Err(source.problem_at(raw.span.start, message));
    };
    let version: u32 = read_value(source, &field.value)?;
    let refuse = |message: String| Err(source.problem_at(field.value.start, message));
    if version > newest {
        return refuse(format!(
            "this file is {schema} version {version}, and this program reads up to version \
             {newest}: open it with a newer Plumbline; nothing was changed"
        ));
    }
    if version == 0 {
        return refuse(format!("{schema} has no version 0: versions start at 1"));
    }
    Ok(schema)
}

type Read = (Option<Document>, Outline, Vec<FileProblem>);

/// The fields after the header.
struct Body<'a> {
    source: &'a Source,
    raw: &'a RawStruct,
}

impl<'a> Body<'a> {
    fn reader(&self, what: &'a str) -> FieldReader<'a> {
        let mut reader = FieldReader::new(self.source, self.raw, what);
        reader.elsewhere("schema");
        reader.elsewhere("version");
        reader
    }

    fn plain_outline(&self) -> Outline {
        Outline { raw: self.raw.clone(), entries: Vec::new(), list: None }
    }

    /// The entries of the list in field `name`, each read as a struct.
    fn entries(
        &self,
        reader: &mut FieldReader<'a>,
        name: &'static str,
    ) -> (Outline, Vec<FileProblem>) {
        let mut outline = self.plain_outline();
        let mut problems = Vec::new();
        let Some(field) = reader.elsewhere(name) else {
            let message = format!("the file needs the list \"{name}\"");
            problems.push(self.source.problem_at(self.raw.span.start, message));
            return (outline, problems);
        };
        outline.list = Some(field.value.clone());
        let spans = match read_list(self.source, field.value.clone()) {
            Ok(spans) => spans,
            Err(problem) => {
                problems.push(problem);
                scan_list(&self.source.text, field.value.start)
            }
        };
        for span in spans {
            let entry = read_struct(self.source, span.clone()).unwrap_or_else(|problem| {
                problems.push(problem);
                // The place in the list is kept, so that later entries keep theirs.
                RawStruct { span, fields: Vec::new() }
            });
            outline.entries.push(entry);
        }
        (outline, problems)
    }

    fn bank(&self) -> Read {
        let mut reader = self.reader("a bank file");
        let topic: Option<String> = reader.required("topic");
        let (outline, mut problems) = self.entries(&mut reader, "questions");
        problems.extend(reader.finish());
        let topic = topic.unwrap_or_else(|| "Unsorted".to_owned());
        let mut questions = Vec::new();
        for (entry, raw) in
            outline.entries.iter().enumerate().filter(|(_, raw)| !raw.fields.is_empty())
        {
            let (question, found) = read_question(self.source, raw, &topic);
            questions.extend(question.map(|question| (entry, question)));
            problems.extend(found);
        }
        problems.sort();
        (Some(Document::Bank(questions)), outline, problems)
    }

    fn competencies(&self) -> Read {
        let mut reader = self.reader("a competencies file");
        let competencies: Option<Vec<Competency>> = reader.required("competencies");
        let anchors: Option<Anchors> = reader.required("scale");
        let document = competencies.zip(anchors).map(|(competencies, anchors)| {
            let scale = Scale { anchors: unwrap_anchors(anchors) };
            Document::Competencies(competencies, scale)
        });
        (document, self.plain_outline(), reader.finish())
    }

    fn blueprint(&self) -> Read {
        let mut reader = self.reader("a blueprint");
        let id = reader.required("id");
        let title = reader.required("title");
        let seniority = reader.required("seniority");
        let minutes = reader.required("minutes");
        let opening_minutes = reader.required("opening_minutes");
        let closing_minutes = reader.required("closing_minutes");
        let levels = reader.required("levels");
        let kinds = reader.required("kinds");
        let competencies = reader.required("competencies");
        let sections: Option<Vec<Section>> = reader.required("sections");
        let blueprint = (|| {
            Some(Blueprint {
                id: id?,
                title: title?,
                seniority: seniority?,
                minutes: minutes?,
                opening_minutes: opening_minutes?,
                closing_minutes: closing_minutes?,
                levels: levels?,
                kinds: kinds?,
                competencies: competencies?,
                sections: sections?,
            })
        })();
        (blueprint.map(Document::Blueprint), self.plain_outline(), reader.finish())
    }

    fn set(&self) -> Read {
        let mut reader = self.reader("a question set");
        let id = reader.required("id");
        let title = reader.required("title");
        let seniority = reader.required("seniority");
        let opening_minutes = reader.required("opening_minutes");
        let closing_minutes = reader.required("closing_minutes");
        let (outline, mut problems) = self.entries(&mut reader, "items");
        problems.extend(reader.finish());
        let mut items = Vec::new();
        for raw in outline.entries.iter().filter(|raw| !raw.fields.is_empty()) {
            let (item, found) = read_item(self.source, raw);
            items.extend(item);
            problems.extend(found);
        }
        let is_whole = items.len() == outline.entries.len();
        let set = (|| {
            Some(QuestionSet {
                id: id?,
                title: title?,
                seniority: seniority?,
                opening_minutes: opening_minutes?,
                closing_minutes: closing_minutes?,
                items,
            })
        })();
        problems.sort();
        // A set with an item left out would be another set.
        (set.filter(|_| is_whole).map(Document::Set), outline, problems)
    }

    fn session(&self) -> Read {
        let mut reader = self.reader("a session file");
        let id = reader.required("id");
        let set = reader.required("set");
        let events = reader.required("events");
        let texts = reader.required("texts");
        let record =
            (|| Some(SessionRecord { id: id?, set: set?, events: events?, texts: texts? }))();
        (record.map(|r| Document::Session(Box::new(r))), self.plain_outline(), reader.finish())
    }
}

/// Reads one question of a bank file whose topic is `topic`.
pub fn read_question(
    source: &Source,
    raw: &RawStruct,
    topic: &str,
) -> (Option<Question>, Vec<FileProblem>) {
    let mut reader = FieldReader::new(source, raw, "a question");
    let id = reader.required("id");
    let level = reader.required("level");
    let kind = reader.required("kind");
    let competency = reader.required("competency");
    let minutes = reader.required("minutes");
    let prompt: Option<String> = reader.required("prompt");
    let candidate_material: Option<String> = reader.optional("candidate_material");
    let answer: Option<String> = reader.required("answer");
    let anchors: Option<Anchors> = reader.optional("anchors");
    let mut prose_list = |name| {
        let texts: Option<Vec<String>> = reader.optional(name);
        texts.unwrap_or_default().iter().map(|text| unwrap_prose(text)).collect()
    };
    let probes = prose_list("probes");
    let red_flags = prose_list("red_flags");
    let covers = prose_list("covers");
    let references = prose_list("references");
    let question = (|| {
        Some(Question {
            id: id?,
            topic: topic.to_owned(),
            level: level?,
            kind: kind?,
            competency: competency?,
            minutes: minutes?,
            prompt: unwrap_prose(&prompt?),
            candidate_material: candidate_material.map(|text| unindent(&text)),
            answer: unwrap_prose(&answer?),
            anchors: unwrap_anchors(anchors.unwrap_or_default()),
            probes,
            red_flags,
            covers,
            references,
        })
    })();
    let problems = reader.finish();
    // A field that was left out by mistake and one that could not be read are both problems; a
    // question is only used when it has none.
    (question.filter(|_| problems.is_empty()), problems)
}

fn read_item(source: &Source, raw: &RawStruct) -> (Option<SetItem>, Vec<FileProblem>) {
    let mut reader = FieldReader::new(source, raw, "a set item");
    let question = reader.required("question");
    let section: Option<String> = reader.optional("section");
    let minutes = reader.required("minutes");
    let required: Option<bool> = reader.optional("required");
    let why: Option<String> = reader.optional("why");
    let item = (|| {
        Some(SetItem {
            question: question?,
            section: section.unwrap_or_else(|| "Questions".to_owned()),
            minutes: minutes?,
            required: required.unwrap_or(true),
            why: why.unwrap_or_default(),
        })
    })();
    let problems = reader.finish();
    (item.filter(|_| problems.is_empty()), problems)
}

fn unwrap_anchors(anchors: Anchors) -> Anchors {
    anchors.into_iter().map(|(step, text)| (step, unwrap_prose(&text))).collect()
}

/// Reads the topic of a bank file, for edits that read one question again.
pub fn topic_of(source: &Source, outline: &Outline) -> String {
    let field = outline.raw.field("topic");
    field.and_then(|field| read_value(source, &field.value).ok()).unwrap_or_default()
}
