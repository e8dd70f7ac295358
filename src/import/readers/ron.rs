//! Plumbline's own RON: the questions of a bank, and those that a set file holds itself.
//!
//! Only what a question document has is taken: a bank with rubrics is used as it is, in a workspace.

use std::fmt;

use ron::Options;
use ron::extensions::Extensions;
use ron::value::RawValue;
use serde::de::{Deserialize, DeserializeOwned, Deserializer, Error, MapAccess, Visitor};

use super::{Content, Format, Reader};
use crate::domain::level::{Kind, Level};
use crate::domain::prose::{unindent, unwrap_prose};
use crate::import::found::{Fate, Found, Imported, LeftOut, Lines, Notice};
use crate::import::input::Input;
use crate::import::kind;
use crate::import::refusal::Refusal;

pub struct Ron;

/// Fields of a question that an import cannot carry.
const RUBRIC: [&str; 8] = [
    "listen_for",
    "anchors",
    "probes",
    "red_flags",
    "covers",
    "claims",
    "references",
    "interviewer_material",
];

impl Reader for Ron {
    fn format(&self) -> Format {
        Format::Ron
    }

    fn claims(&self, input: &Input<'_>) -> u8 {
        let Some(text) = &input.text else { return 0 };
        let mut lines = text.lines().map(str::trim);
        let is_before =
            |line: &&str| line.is_empty() || line.starts_with("//") || line.starts_with("#!");
        let first = lines.find(|line| !is_before(line)).unwrap_or_default();
        let head: String = text.chars().take(4000).collect();
        match first.starts_with('(') {
            true if head.contains("schema:") && head.contains("\"plumbline.") => 98,
            true if input.name.to_lowercase().ends_with(".ron") => 40,
            _ => 0,
        }
    }

    fn read(&self, input: &Input<'_>) -> Result<Content, Refusal> {
        let text = input.text.as_deref().unwrap_or_default();
        let file: Fields = options().from_str(text).map_err(|error| {
            let place = error.span.start;
            let message = format!("this is not valid RON: {}", error.code);
            Refusal::Broken { line: place.line, column: place.col, message }
        })?;
        let mut reading = Reading::of(text);
        reading.file(&file)?;
        Ok(Content::Questions(reading.imported.with_rest(text, LeftOut::Furniture)))
    }
}

fn options() -> Options {
    Options::default().with_default_extension(Extensions::IMPLICIT_SOME)
}

/// The fields of a struct, each as the text of its value.
struct Fields<'t>(Vec<(String, &'t RawValue)>);

impl<'t> Fields<'t> {
    fn get(&self, name: &str) -> Option<&'t RawValue> {
        self.0.iter().find(|(known, _)| known == name).map(|(_, value)| *value)
    }

    fn read<T: DeserializeOwned>(&self, name: &str) -> Option<T> {
        options().from_str(self.get(name)?.get_ron()).ok()
    }
}

impl<'de: 't, 't> Deserialize<'de> for Fields<'t> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct FieldsVisitor;

        impl<'de> Visitor<'de> for FieldsVisitor {
            type Value = Fields<'de>;

            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("a struct in ( )")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut fields = Vec::new();
                while let Some(Name(name)) = map.next_key()? {
                    fields.push((name, map.next_value()?));
                }
                Ok(Fields(fields))
            }
        }

        deserializer.deserialize_any(FieldsVisitor)
    }
}

struct Name(String);

impl<'de> Deserialize<'de> for Name {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct NameVisitor;

        impl Visitor<'_> for NameVisitor {
            type Value = Name;

            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("the name of a field")
            }

            fn visit_str<E: Error>(self, name: &str) -> Result<Name, E> {
                Ok(Name(name.to_owned()))
            }
        }

        deserializer.deserialize_identifier(NameVisitor)
    }
}

struct Reading<'t> {
    text: &'t str,
    /// Where each line begins.
    starts: Vec<usize>,
    imported: Imported,
    has_rubric: bool,
}

impl<'t> Reading<'t> {
    fn of(text: &'t str) -> Self {
        let breaks = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        let starts = std::iter::once(0).chain(breaks.map(|(at, _)| at + 1)).collect();
        Self { text, starts, imported: Imported::default(), has_rubric: false }
    }

    fn file(&mut self, file: &Fields<'t>) -> Result<(), Refusal> {
        let schema: String = file.read("schema").unwrap_or_default();
        let Some(list) = file.get("questions") else {
            let message = match schema.as_str() {
                "plumbline.set" => {
                    "this set names questions of a bank and holds none: import the bank"
                }
                "plumbline.session" => "this is an interview session, not a list of questions",
                _ => "this file of Plumbline holds no list of questions",
            };
            return Err(Refusal::Broken { line: 1, column: 1, message: message.to_owned() });
        };
        if let Some(topic) = file.get("topic") {
            self.fate(topic, Fate::Heading);
        }
        let topic: Option<String> = file.read("topic");
        let entries: Vec<&RawValue> = options().from_str(list.get_ron()).map_err(|error| {
            let (line, column) = self.place(list);
            let message = format!("a list of questions is expected here: {}", error.code);
            Refusal::Broken { line, column, message }
        })?;
        for entry in entries {
            self.entry(entry, topic.as_deref());
        }
        if self.has_rubric {
            let message = "rubrics, follow-ups and references are not imported: to keep them, put this file \
                           into a workspace";
            self.imported.notices.push(Notice::new(1, message));
        }
        Ok(())
    }

    fn entry(&mut self, entry: &'t RawValue, topic: Option<&str>) {
        let (line, _) = self.place(entry);
        let fields: Option<Fields> = options().from_str(entry.get_ron()).ok();
        let prompt = fields.as_ref().and_then(|fields| fields.read::<String>("prompt"));
        let (Some(fields), Some(prompt)) = (fields, prompt) else {
            let message = "this entry has no prompt: it was left out";
            self.imported.notices.push(Notice::new(line, message));
            return self.fate(entry, Fate::LeftOut(LeftOut::Other));
        };
        let index = self.imported.questions.len();
        for (name, value) in &fields.0 {
            let fate = match name.as_str() {
                "prompt" => Fate::Question(index),
                "answer" => Fate::Answer(index),
                "candidate_material" => Fate::Code(index),
                "topic" => Fate::Heading,
                _ => Fate::LeftOut(LeftOut::Other),
            };
            self.has_rubric |= RUBRIC.contains(&name.as_str());
            self.fate(value, fate);
        }
        let first = fields.get("prompt").map_or(line, |prompt| self.lines(prompt).first);
        let mut found =
            Found::new(unwrap_prose(&prompt), Lines::new(first, self.lines(entry).last));
        let own: Option<String> = fields.read("topic");
        found.section = own.or(topic.map(str::to_owned)).into_iter().collect();
        found.answer = unwrap_prose(&fields.read::<String>("answer").unwrap_or_default());
        let material: Option<String> = fields.read("candidate_material");
        found.code = material.map(|text| unindent(&text)).unwrap_or_default();
        found.is_code_asked = !found.code.is_empty();
        found.level = fields.read("level");
        found.level_stated = found.level.map(|level: Level| level.label().to_owned());
        if let (Some(value), None) = (fields.get("level"), found.level) {
            let message = format!("{} is no level: left open", value.get_ron().trim());
            self.imported.notices.push(Notice::new(self.lines(value).first, message));
        }
        let stated: Option<Kind> = fields.read("kind");
        found.kind = stated.unwrap_or_else(|| kind::of(&found.text, found.is_code_asked));
        self.imported.questions.push(found);
    }

    fn fate(&mut self, value: &RawValue, fate: Fate) {
        let lines = self.lines(value);
        self.imported.fates.push((lines, fate));
    }

    fn place(&self, value: &RawValue) -> (usize, usize) {
        let at = self.offset(value);
        let line = self.starts.partition_point(|start| *start <= at);
        let start = line.checked_sub(1).and_then(|line| self.starts.get(line)).copied();
        let before = self.text.get(start.unwrap_or(0)..at).unwrap_or_default();
        (line, before.chars().count() + 1)
    }

    fn lines(&self, value: &RawValue) -> Lines {
        let (first, _) = self.place(value);
        Lines::new(first, first + value.get_ron().trim().matches('\n').count())
    }

    /// Where the value begins, which is a part of the text.
    fn offset(&self, value: &RawValue) -> usize {
        let ron = value.get_ron();
        let blank = ron.len() - ron.trim_start().len();
        (ron.as_ptr() as usize).saturating_sub(self.text.as_ptr() as usize) + blank
    }
}
