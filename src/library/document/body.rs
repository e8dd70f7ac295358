//! The fields after the header, schema by schema.

use std::fmt;

use serde::de::{Deserialize, DeserializeOwned, Deserializer, Error, Visitor};

use super::question::{BankEntry, read_question, read_set_question};
use super::{Document, Outline};
use crate::domain::bank::Advice;
use crate::domain::blueprint::{Blueprint, Section};
use crate::domain::canonical::Digest;
use crate::domain::practice::{Practice, Reply, SampleAnswer, Saying};
use crate::domain::record::SessionRecord;
use crate::domain::rubric::{Anchors, Scale, Step};
use crate::domain::set::{QuestionSet, SetItem};
use crate::library::fields::{FieldReader, UniqueMap};
use crate::library::prose::unwrap_prose;
use crate::library::source::Fault;
use crate::library::tree::{Kind, Value};

/// Reads the body of a document; what it finds out on the way stays in it.
pub(super) struct Body<'t> {
    root: Value<'t>,
    /// The list of the document.
    list: Option<Value<'t>>,
    pub outline: Outline,
    pub faults: Vec<Fault>,
}

impl<'t> Body<'t> {
    pub fn new(root: Value<'t>) -> Self {
        let outline = Outline { span: root.span(), ..Outline::default() };
        Self { root, list: None, outline, faults: Vec::new() }
    }

    pub fn bank(&mut self) -> Option<Document> {
        let mut reader = self.reader("a bank file");
        let topic: Option<String> = reader.required("topic");
        let questions = reader.elsewhere("questions");
        self.finish(reader);
        self.read_entries("questions", questions)?;
        let topic = topic.unwrap_or_else(|| "Unsorted".to_owned());
        let (mut questions, mut drafts) = (Vec::new(), Vec::new());
        for (place, entry) in self.structs(|entry| read_question(entry, &topic)) {
            match entry {
                BankEntry::Question(question) => questions.push((place, *question)),
                BankEntry::Draft(draft) => drafts.push((place, *draft)),
            }
        }
        Some(Document::Bank(questions, drafts))
    }

    pub fn competencies(&mut self) -> Option<Document> {
        let mut reader = self.reader("a competencies file");
        let competencies = reader.elsewhere("competencies");
        let anchors: Option<UniqueMap<Step, Prose>> = reader.required("scale");
        self.finish(reader);
        self.read_entries("competencies", competencies)?;
        let competencies = self.values();
        let scale = Scale { anchors: unwrap_anchors(anchors?) };
        Some(Document::Competencies(competencies, scale))
    }

    pub fn topics(&mut self) -> Option<Document> {
        let mut reader = self.reader("a topics file");
        let topics = reader.elsewhere("topics");
        self.finish(reader);
        self.read_entries("topics", topics)?;
        Some(Document::Topics(self.values()))
    }

    pub fn guidance(&mut self) -> Option<Document> {
        let mut reader = self.reader("a guide");
        let sections = reader.elsewhere("sections");
        self.finish(reader);
        self.read_entries("sections", sections)?;
        let sections = self.structs(|entry| {
            let mut reader = FieldReader::new(entry, "a section");
            let title: Option<Prose> = reader.required("title");
            let text: Option<Prose> = reader.required("text");
            let advice = title.zip(text);
            whole(advice.map(|(Prose(title), Prose(text))| Advice { title, text }), reader)
        });
        Some(Document::Guidance(without_places(sections)))
    }

    pub fn blueprint(&mut self) -> Option<Document> {
        let mut reader = self.reader("a blueprint");
        let id = reader.required("id");
        let title = reader.required("title");
        let seniority = reader.required("seniority");
        let why: Option<Prose> = reader.optional("why");
        let minutes = reader.required("minutes");
        let opening_minutes = reader.required("opening_minutes");
        let closing_minutes = reader.required("closing_minutes");
        let levels: Option<UniqueMap<_, _>> = reader.required("levels");
        let kinds: Option<UniqueMap<_, _>> = reader.required("kinds");
        let competencies: Option<UniqueMap<_, _>> = reader.required("competencies");
        let areas: Option<UniqueMap<_, _>> = reader.optional("areas");
        let each_area_at_most = reader.optional("each_area_at_most");
        let required = reader.optional("required");
        let easier_first = reader.optional("easier_first");
        let sections = reader.elsewhere("sections");
        self.finish(reader);
        self.read_entries("sections", sections)?;
        let sections = without_places(self.values::<Section>());
        let is_whole = sections.len() == self.outline.entries.len();
        let blueprint = Blueprint {
            id: id?,
            title: title?,
            seniority: seniority?,
            why: why.map(|Prose(text)| text).unwrap_or_default(),
            minutes: minutes?,
            opening_minutes: opening_minutes?,
            closing_minutes: closing_minutes?,
            levels: levels?.0,
            kinds: kinds?.0,
            competencies: competencies?.0,
            areas: areas.map(|areas| areas.0).unwrap_or_default(),
            each_area_at_most,
            required: required.unwrap_or_default(),
            easier_first: easier_first.unwrap_or(true),
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
        let about: Option<Prose> = reader.optional("about");
        let items = reader.elsewhere("items");
        let questions = reader.elsewhere("questions");
        let questions = questions.map_or(Vec::new(), |list| list.children().collect());
        let copies = reader.parts("questions", |entry| {
            read_set_question(entry.as_struct().map_err(|fault| vec![fault])?)
        });
        self.finish(reader);
        self.read_entries("items", items)?;
        let items = self.structs(read_item);
        // A set with an item or a question left out would be another set.
        let is_whole = items.len() == self.outline.entries.len() && copies.len() == questions.len();
        self.outline.entries.extend(questions.into_iter().map(Value::span));
        let set = QuestionSet {
            id: id?,
            title: title?,
            seniority: seniority?,
            opening_minutes: opening_minutes?,
            closing_minutes: closing_minutes?,
            about: about.map(|Prose(about)| about).unwrap_or_default(),
            items: without_places(items),
            questions: copies,
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
        if is_changed && let Some(field) = self.root.field("chain") {
            let message = "the events are not those that were written: the file was changed outside \
                           Plumbline";
            self.faults.push(Fault::new(field.value.span(), message));
        }
        Some(Document::Session(Box::new(record)))
    }

    pub fn practice(&mut self) -> Option<Document> {
        let mut reader = self.reader("a practice");
        let id = reader.required("id");
        let candidate = reader.required("candidate");
        let role = reader.required("role");
        let set = reader.required("set");
        let answers = reader.elsewhere("answers");
        self.finish(reader);
        self.read_entries("answers", answers)?;
        let answers = self.structs(read_answer);
        let is_whole = answers.len() == self.outline.entries.len();
        let answers = without_places(answers);
        let practice = Practice { id: id?, candidate: candidate?, role: role?, set: set?, answers };
        is_whole.then_some(Document::Practice(practice))
    }

    fn reader(&self, what: &'t str) -> FieldReader<'t> {
        let mut reader = FieldReader::new(self.root, what);
        reader.elsewhere("schema");
        reader.elsewhere("version");
        reader
    }

    fn finish(&mut self, reader: FieldReader<'t>) {
        self.faults.extend(reader.finish());
    }

    /// Finds the entries of the list that `value` is; `None` where it is none.
    fn read_entries(&mut self, name: &str, value: Option<Value<'t>>) -> Option<()> {
        let Some(value) = value else {
            let message = format!("the file needs the list \"{name}\"");
            self.faults.push(Fault::new(self.root.span(), message));
            return None;
        };
        if value.kind() != Kind::List {
            if value.is_sound() {
                self.faults.push(Fault::new(value.span(), "a list in [ ] is expected here"));
            }
            return None;
        }
        self.list = Some(value);
        self.outline.entries = value.children().map(Value::span).collect();
        self.outline.entries.shrink_to_fit();
        Some(())
    }

    /// Every entry that can be read, with its place; the others leave their faults.
    fn entries<T>(&mut self, read: impl Fn(Value<'t>) -> Result<T, Vec<Fault>>) -> Vec<(usize, T)> {
        let mut found = Vec::with_capacity(self.outline.entries.len());
        let entries = self.list.into_iter().flat_map(Value::children).enumerate();
        // What is broken was told while the text was read.
        for (place, entry) in entries.filter(|(_, entry)| entry.is_sound()) {
            match read(entry) {
                Ok(value) => found.push((place, value)),
                Err(faults) => self.faults.extend(faults),
            }
        }
        found
    }

    fn structs<T>(&mut self, read: impl Fn(Value<'t>) -> Result<T, Vec<Fault>>) -> Vec<(usize, T)> {
        self.entries(|entry| read(entry.as_struct().map_err(|fault| vec![fault])?))
    }

    fn values<T: DeserializeOwned>(&mut self) -> Vec<(usize, T)> {
        self.entries(|entry| entry.read().map_err(|fault| vec![fault]))
    }
}

fn read_answer(entry: Value) -> Result<SampleAnswer, Vec<Fault>> {
    let mut reader = FieldReader::new(entry, "a sample answer");
    let question = reader.required("question");
    let says = reader.parts("says", |entry| {
        let mut reader = FieldReader::new(entry, "something said");
        let at_secs = reader.required("at_secs");
        let text: Option<Prose> = reader.required("text");
        let saying = at_secs.zip(text).map(|(at_secs, Prose(text))| Saying { at_secs, text });
        whole(saying, reader)
    });
    let replies = reader.parts("replies", |entry| {
        let mut reader = FieldReader::new(entry, "a reply");
        let probe = reader.required("probe");
        let text: Option<Prose> = reader.required("text");
        whole(probe.zip(text).map(|(probe, Prose(text))| Reply { probe, text }), reader)
    });
    let heard = reader.required("heard");
    let flags: Option<Vec<u16>> = reader.optional("flags");
    let score = reader.required("score");
    let why: Option<Prose> = reader.required("why");
    let answer = (|| {
        Some(SampleAnswer {
            question: question?,
            says,
            replies,
            heard: heard?,
            flags: flags.unwrap_or_default(),
            score: score?,
            why: why?.0,
        })
    })();
    whole(answer, reader)
}

fn read_item(entry: Value) -> Result<SetItem, Vec<Fault>> {
    let mut reader = FieldReader::new(entry, "a set item");
    let question = reader.required("question");
    let section: Option<String> = reader.optional("section");
    let minutes = reader.required("minutes");
    let required: Option<bool> = reader.optional("required");
    let why: Option<String> = reader.optional("why");
    let wording: Option<Prose> = reader.optional("wording");
    let item = (|| {
        Some(SetItem {
            question: question?,
            section: section.unwrap_or_else(|| "Questions".to_owned()),
            minutes: minutes?,
            required: required.unwrap_or(true),
            why: why.unwrap_or_default(),
            wording: wording.map(|Prose(wording)| wording),
        })
    })();
    whole(item, reader)
}

/// What was read, where nothing is wrong with it.
pub(super) fn whole<T>(value: Option<T>, reader: FieldReader) -> Result<T, Vec<Fault>> {
    let faults = reader.finish();
    value.filter(|_| faults.is_empty()).ok_or(faults)
}

fn without_places<T>(entries: Vec<(usize, T)>) -> Vec<T> {
    entries.into_iter().map(|(_, entry)| entry).collect()
}

pub(super) fn unwrap_anchors(anchors: UniqueMap<Step, Prose>) -> Anchors {
    anchors.0.into_iter().map(|(step, Prose(text))| (step, text)).collect()
}

/// A wrapped text, unwrapped as it is read.
pub(super) struct Prose(pub String);

impl<'de> Deserialize<'de> for Prose {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct ProseVisitor;

        impl Visitor<'_> for ProseVisitor {
            type Value = Prose;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a text in quotes")
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<Prose, E> {
                Ok(Prose(unwrap_prose(text)))
            }
        }

        deserializer.deserialize_str(ProseVisitor)
    }
}
