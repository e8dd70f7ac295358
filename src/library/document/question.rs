//! One question of a bank file.

use serde::de::DeserializeOwned;

use super::body::{Prose, unwrap_anchors, whole};
use crate::domain::draft::{Draft, Entry, Facts};
use crate::domain::question::{
    Claim, Cover, Effect, Page, Point, Probe, Question, Quotes, RedFlag, Reference, Status,
};
use crate::domain::rubric::Step;
use crate::library::fields::{FieldReader, UniqueMap};
use crate::library::prose::unindent;
use crate::library::source::Fault;
use crate::library::tree::{Kind, Value};

/// An entry of a bank file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BankEntry {
    Question(Box<Question>),
    /// It lacks what a question must have.
    Draft(Box<Draft>),
}

impl BankEntry {
    pub fn as_entry(&self) -> Entry<'_> {
        match self {
            Self::Question(question) => Entry::Question(question),
            Self::Draft(draft) => Entry::Draft(draft),
        }
    }
}

/// Reads one entry of a bank file whose topic is `topic`, where it names none of its own. A question
/// with any problem is not used: what it means is not certain.
pub fn read_question(entry: Value, topic: &str) -> Result<BankEntry, Vec<Fault>> {
    let topic = |reader: &mut FieldReader| {
        Some(reader.optional("topic").unwrap_or_else(|| topic.to_owned()))
    };
    let (question, facts) = read(entry, topic, true)?;
    Ok(match facts.are_complete() {
        true => BankEntry::Question(Box::new(question)),
        false => BankEntry::Draft(Box::new(Draft::of(question, facts))),
    })
}

/// Reads one question of a set file. They are of many topics, so each names its own.
pub fn read_set_question(entry: Value) -> Result<Question, Vec<Fault>> {
    read(entry, |reader| reader.required("topic"), false).map(|(question, _)| question)
}

/// A fact that a draft may leave out.
fn fact<T: DeserializeOwned>(
    reader: &mut FieldReader,
    name: &'static str,
    may_lack: bool,
) -> Option<T> {
    if may_lack { reader.optional(name) } else { reader.required(name) }
}

/// `may_lack`: a draft needs no level, competency, minutes and answer.
fn read(
    entry: Value,
    topic: impl FnOnce(&mut FieldReader) -> Option<String>,
    may_lack: bool,
) -> Result<(Question, Facts), Vec<Fault>> {
    let mut reader = FieldReader::new(entry, "a question");
    let id = reader.required("id");
    let topic = topic(&mut reader);
    let title: Option<String> = reader.optional("title");
    let status: Option<Status> = reader.optional("status");
    let may_lack = may_lack && status == Some(Status::Draft);
    let level = fact(&mut reader, "level", may_lack);
    let kind = reader.required("kind");
    let competency = fact(&mut reader, "competency", may_lack);
    let minutes = fact(&mut reader, "minutes", may_lack);
    let facts = Facts { level, competency, minutes };
    let prompt: Option<Prose> = reader.required("prompt");
    let candidate_material: Option<String> = reader.optional("candidate_material");
    let interviewer_material: Option<String> = reader.optional("interviewer_material");
    let answer: Option<Prose> = fact(&mut reader, "answer", may_lack);
    let answer = answer.or_else(|| may_lack.then(|| Prose(String::new())));
    let listen_for = reader.parts("listen_for", read_point);
    let anchors: Option<UniqueMap<Step, Prose>> = reader.optional("anchors");
    let probes = reader.parts("probes", read_probe);
    let red_flags = reader.parts("red_flags", read_flag);
    let covers = reader.parts("covers", read_cover);
    let mut prose_list = |name| {
        let texts: Option<Vec<Prose>> = reader.optional(name);
        texts.unwrap_or_default().into_iter().map(|Prose(text)| text).collect()
    };
    let touches = prose_list("touches");
    let tags = prose_list("tags");
    let claims = reader.parts("claims", read_claim);
    let references = reader.parts("references", read_reference);
    let parallel_of = reader.optional("parallel_of");
    let question = (|| {
        if !may_lack && !facts.are_complete() {
            return None;
        }
        let (level, competency, minutes) = facts.with_stand_ins()?;
        Some(Question {
            id: id?,
            title: title.unwrap_or_default(),
            topic: topic?,
            status: status.unwrap_or_default(),
            level,
            kind: kind?,
            competency,
            minutes,
            prompt: prompt?.0,
            candidate_material: candidate_material.map(|text| unindent(&text)),
            interviewer_material: interviewer_material.map(|text| unindent(&text)),
            answer: answer?.0,
            listen_for,
            anchors: anchors.map(unwrap_anchors).unwrap_or_default(),
            probes,
            red_flags,
            covers,
            touches,
            claims,
            references,
            parallel_of,
            tags,
        })
    })();
    whole(question.map(|question| (question, facts)), reader)
}

fn read_point(entry: Value) -> Result<Point, Vec<Fault>> {
    let mut reader = FieldReader::new(entry, "a point");
    let text: Option<Prose> = reader.required("text");
    let at = reader.required("at");
    let point = text.zip(at).map(|(Prose(text), at)| Point { text, at });
    whole(point, reader)
}

fn read_probe(entry: Value) -> Result<Probe, Vec<Fault>> {
    if let Some(ask) = plain(entry)? {
        return Ok(Probe::plain(ask));
    }
    let mut reader = FieldReader::new(entry, "a follow-up");
    let ask: Option<Prose> = reader.required("ask");
    let reply: Option<Prose> = reader.optional("reply");
    let reply = reply.map(|Prose(reply)| reply);
    whole(ask.map(|Prose(ask)| Probe { ask, reply }), reader)
}

fn read_flag(entry: Value) -> Result<RedFlag, Vec<Fault>> {
    if let Some(text) = plain(entry)? {
        return Ok(RedFlag::plain(text));
    }
    let mut reader = FieldReader::new(entry, "a red flag");
    let text: Option<Prose> = reader.required("text");
    let effect: Option<Effect> = reader.optional("effect");
    let effect = effect.unwrap_or_default();
    whole(text.map(|Prose(text)| RedFlag { text, effect }), reader)
}

fn read_cover(entry: Value) -> Result<Cover, Vec<Fault>> {
    if let Some(topic) = plain(entry)? {
        return Ok(Cover::plain(topic));
    }
    let mut reader = FieldReader::new(entry, "a claim of coverage");
    let topic = reader.required("topic");
    let prompt: Option<Prose> = reader.required("prompt_quote");
    let answer: Option<Prose> = reader.required("answer_quote");
    let quotes = prompt.zip(answer);
    let quotes = quotes.map(|(Prose(prompt), Prose(answer))| Quotes { prompt, answer });
    let cover = topic.zip(quotes);
    whole(cover.map(|(topic, quotes)| Cover { topic, quotes: Some(quotes) }), reader)
}

fn read_claim(entry: Value) -> Result<Claim, Vec<Fault>> {
    let mut reader = FieldReader::new(entry, "a claim");
    let quote: Option<Prose> = reader.required("quote");
    let test = reader.required("test");
    let claim = quote.zip(test).map(|(Prose(quote), test)| Claim { quote, test });
    whole(claim, reader)
}

fn read_reference(entry: Value) -> Result<Reference, Vec<Fault>> {
    if let Some(url) = plain(entry)? {
        return Ok(Reference::plain(url));
    }
    let mut reader = FieldReader::new(entry, "a reference");
    let title: Option<Prose> = reader.required("title");
    let version: Option<Prose> = reader.required("version");
    let section: Option<Prose> = reader.required("section");
    let url = reader.required("url");
    let page = (|| Some(Page { title: title?.0, version: version?.0, section: section?.0 }))();
    whole(url.zip(page).map(|(url, page)| Reference { url, page: Some(page) }), reader)
}

/// The text, where the value is one and no struct.
fn plain(value: Value) -> Result<Option<String>, Vec<Fault>> {
    if matches!(value.kind(), Kind::Struct | Kind::Tuple | Kind::Unit) {
        return Ok(None);
    }
    value.read().map(|Prose(text)| Some(text)).map_err(|fault| vec![fault])
}
