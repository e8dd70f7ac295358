//! The fields after the header, schema by schema.

use std::ops::Range;

use serde::de::DeserializeOwned;

use super::{Document, Outline, RawEntry};
use crate::domain::blueprint::{Blueprint, Section};
use crate::domain::canonical::Digest;
use crate::domain::question::Question;
use crate::domain::record::SessionRecord;
use crate::domain::rubric::{Anchors, Scale, Step};
use crate::domain::set::{QuestionSet, SetItem};
use crate::library::prose::{unindent, unwrap_prose};
use crate::library::raw::{FieldReader, RawStruct, UniqueMap, read_list, read_struct, read_value};
use crate::library::scan::scan_list;
use crate::library::source::{FileProblem, Source};

/// Reads the body of a document; what it finds out on the way stays in it.
pub(super) struct Body<'a> {
    source: &'a Source,
    raw: &'a RawStruct,
    pub outline: Outline,
    pub problems: Vec<FileProblem>,
}

impl<'a> Body<'a> {
    pub fn new(source: &'a Source, raw: &'a RawStruct) -> Self {
        let outline = Outline { raw: raw.clone(), entries: Vec::new(), list: None };
        Self { source, raw, outline, problems: Vec::new() }
    }

    pub fn bank(&mut self) -> Option<Document> {
        let mut reader = self.reader("a bank file");
        let topic: Option<String> = reader.required("topic");
        let questions = reader.elsewhere("questions");
        self.finish(reader);
        self.read_entries("questions", questions)?;
        let topic = topic.unwrap_or_else(|| "Unsorted".to_owned());
        let read = |source: &Source, raw: &RawStruct| read_question(source, raw, &topic);
        Some(Document::Bank(self.structs(read)))
    }

    pub fn competencies(&mut self) -> Option<Document> {
        let mut reader = self.reader("a competencies file");
        let competencies = reader.elsewhere("competencies");
        let anchors: Option<UniqueMap<Step, String>> = reader.required("scale");
        self.finish(reader);
        self.read_entries("competencies", competencies)?;
        let competencies = self.values();
        let scale = Scale { anchors: unwrap_anchors(anchors?) };
        Some(Document::Competencies(competencies, scale))
    }

    pub fn blueprint(&mut self) -> Option<Document> {
        let mut reader = self.reader("a blueprint");
        let id = reader.required("id");
        let title = reader.required("title");
        let seniority = reader.required("seniority");
        let minutes = reader.required("minutes");
        let opening_minutes = reader.required("opening_minutes");
        let closing_minutes = reader.required("closing_minutes");
        let levels: Option<UniqueMap<_, _>> = reader.required("levels");
        let kinds: Option<UniqueMap<_, _>> = reader.required("kinds");
        let competencies: Option<UniqueMap<_, _>> = reader.required("competencies");
        let sections = reader.elsewhere("sections");
        self.finish(reader);
        self.read_entries("sections", sections)?;
        let sections = without_places(self.values::<Section>());
        let is_whole = sections.len() == self.outline.entries.len();
        let blueprint = Blueprint {
            id: id?,
            title: title?,
            seniority: seniority?,
            minutes: minutes?,
            opening_minutes: opening_minutes?,
            closing_minutes: closing_minutes?,
            levels: levels?.0,
            kinds: kinds?.0,
            competencies: competencies?.0,
            sections,
        };
        is_whole.then_some(Document::Blueprint(blueprint))
    }

    pub fn set(&mut self) -> Option<Document> {
        let mut reader = self.reader("a question set");
        let id = reader.required("id");
        let title = reader.required("title");
        let seniority = reader.required("seniority");
        let opening_minutes = reader.required("opening_minutes");
        let closing_minutes = reader.required("closing_minutes");
        let items = reader.elsewhere("items");
        self.finish(reader);
        self.read_entries("items", items)?;
        let items = self.structs(read_item);
        // A set with an item left out would be another set.
        let is_whole = items.len() == self.outline.entries.len();
        let set = QuestionSet {
            id: id?,
            title: title?,
            seniority: seniority?,
            opening_minutes: opening_minutes?,
            closing_minutes: closing_minutes?,
            items: without_places(items),
        };
        is_whole.then_some(Document::Set(set))
    }

    pub fn session(&mut self) -> Option<Document> {
        let mut reader = self.reader("a session file");
        let id = reader.required("id");
        let set = reader.required("set");
        let texts = reader.required("texts");
        let lost: Option<Option<String>> = reader.optional("lost");
        let chain: Option<Digest> = reader.required("chain");
        let events = reader.elsewhere("events");
        self.finish(reader);
        self.read_entries("events", events)?;
        let events = without_places(self.values());
        if events.len() != self.outline.entries.len() {
            return None;
        }
        let record =
            SessionRecord { id: id?, set: set?, events, texts: texts?, lost: lost.flatten() };
        let is_changed = chain.is_some() && record.chain().ok() != chain;
        if is_changed && let Some(field) = self.raw.field("chain") {
            let message = "the events are not those that were written: the file was changed outside \
                           Plumbline";
            self.problems.push(self.source.problem_at(field.value.start, message));
        }
        Some(Document::Session(Box::new(record)))
    }

    fn reader(&self, what: &'a str) -> FieldReader<'a> {
        let mut reader = FieldReader::new(self.source, self.raw, what);
        reader.elsewhere("schema");
        reader.elsewhere("version");
        reader
    }

    fn finish(&mut self, reader: FieldReader<'a>) {
        self.problems.extend(reader.finish());
    }

    /// Finds the entries of the list in `value`, each as far as it can be read as a struct.
    ///
    /// `None` where there is no list at all.
    fn read_entries(&mut self, name: &str, value: Option<Range<usize>>) -> Option<()> {
        let Some(value) = value else {
            let message = format!("the file needs the list \"{name}\"");
            self.problems.push(self.source.problem_at(self.raw.span.start, message));
            return None;
        };
        let spans = match read_list(self.source, value.clone()) {
            Ok(spans) => spans,
            Err(problem) => {
                self.problems.push(problem);
                if !self.source.slice(&value).starts_with('[') {
                    return None;
                }
                scan_list(&self.source.text, value.start)
            }
        };
        self.outline.list = Some(value);
        self.outline.entries = spans
            .into_iter()
            .map(|span| RawEntry { raw: read_struct(self.source, span.clone()), span })
            .collect();
        Some(())
    }

    /// Every entry that can be read, with its place; the others leave their problems.
    fn structs<T>(
        &mut self,
        read: impl Fn(&Source, &RawStruct) -> (Option<T>, Vec<FileProblem>),
    ) -> Vec<(usize, T)> {
        let mut found = Vec::new();
        for (place, entry) in self.outline.entries.iter().enumerate() {
            match &entry.raw {
                Ok(raw) => {
                    let (value, problems) = read(self.source, raw);
                    found.extend(value.map(|value| (place, value)));
                    self.problems.extend(problems);
                }
                Err(problem) => self.problems.push(problem.clone()),
            }
        }
        found
    }

    /// Every entry that can be read as a value, with its place; the others leave their problems.
    fn values<T: DeserializeOwned>(&mut self) -> Vec<(usize, T)> {
        let mut found = Vec::new();
        for (place, entry) in self.outline.entries.iter().enumerate() {
            match read_value(self.source, &entry.span) {
                Ok(value) => found.push((place, value)),
                Err(problem) => self.problems.push(problem),
            }
        }
        found
    }
}

/// Reads one question of a bank file whose topic is `topic`. A question with any problem is not
/// used: what it means is not certain.
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
    let anchors: Option<UniqueMap<Step, String>> = reader.optional("anchors");
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
            anchors: anchors.map(unwrap_anchors).unwrap_or_default(),
            probes,
            red_flags,
            covers,
            references,
        })
    })();
    let problems = reader.finish();
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

fn without_places<T>(entries: Vec<(usize, T)>) -> Vec<T> {
    entries.into_iter().map(|(_, entry)| entry).collect()
}

fn unwrap_anchors(anchors: UniqueMap<Step, String>) -> Anchors {
    anchors.0.into_iter().map(|(step, text)| (step, unwrap_prose(&text))).collect()
}
