//! Whole files: sets, sessions and banks as RON, with a schema and a version.

use ron::ser::PrettyConfig;

use super::document::{BANK, SESSION, SET, newest_version};
use super::print::{bank_entry, needs_version_3, prose, quoted, set_question, version_needed};
use crate::domain::draft::Entry;
use crate::domain::event::{Event, EventKind};
use crate::domain::question::Question;
use crate::domain::record::SessionRecord;
use crate::domain::set::{QuestionSet, SetItem};

/// A set as the text of a `.ron` file, laid out for reading and for review in git.
pub fn set_file(set: &QuestionSet) -> String {
    let about = field_if("about", &set.about, 1);
    let items: String = set.items.iter().map(item).collect();
    let questions = questions(&set.questions);
    format!(
        "// A question set: an ordered, timed plan that names questions of the bank.\n\
         (\n{}    id: {},\n    title: {},\n    seniority: {},\n    opening_minutes: {},\n    \
         closing_minutes: {},\n{about}    items: [\n{items}    ],\n{questions})\n",
        header(SET, set_version(set)),
        quoted(set.id.as_str()),
        quoted(&set.title),
        set.seniority.name(),
        set.opening_minutes,
        set.closing_minutes,
    )
}

/// The oldest version that knows everything in the set: older programs open what they can.
fn set_version(set: &QuestionSet) -> u32 {
    let is_of_2 = !set.about.is_empty()
        || !set.questions.is_empty()
        || set.items.iter().any(|item| item.wording.is_some());
    if is_of_2 { newest_version(SET) } else { 1 }
}

/// A text of the set as a line of its own, or nothing where it is empty.
fn field_if(name: &str, text: &str, indent: usize) -> String {
    if text.is_empty() {
        return String::new();
    }
    let text = prose(text, indent, name.len() + 3);
    format!("{}{name}: {text},\n", "    ".repeat(indent))
}

fn questions(questions: &[Question]) -> String {
    if questions.is_empty() {
        return String::new();
    }
    let all: String = questions
        .iter()
        .map(|question| format!("        {},\n", set_question(question, 2)))
        .collect();
    format!(
        "    // As they were when the set was saved, and questions written for this set alone.\n    \
         questions: [\n{all}    ],\n"
    )
}

fn item(item: &SetItem) -> String {
    let wording = field_if("wording", item.wording.as_deref().unwrap_or_default(), 3);
    format!(
        "        (\n            question: {},\n            section: {},\n            minutes: {},\n            \
         required: {},\n            why: {},\n{wording}        ),\n",
        quoted(item.question.as_str()),
        quoted(&item.section),
        item.minutes,
        item.required,
        quoted(&item.why),
    )
}

/// A session as the text of a `.ron` file, complete in itself.
pub fn session_file(record: &SessionRecord) -> Result<String, ron::Error> {
    let pretty = PrettyConfig::new().new_line("\n").struct_names(false);
    let body = ron::ser::to_string_pretty(record, pretty)?;
    let fields = body.strip_prefix("(\n").unwrap_or(&body);
    let chain = record.chain().map_err(|error| ron::Error::Message(error.to_string()))?;
    Ok(format!(
        "// An interview session: its frozen question set, its events and its texts. `chain` is the\n\
         // hash over all events: a change of them by hand is refused.\n(\n{}    chain: {},\n{fields}\n",
        header(SESSION, session_version(record)),
        quoted(&chain.to_string())
    ))
}

/// The oldest version that knows everything in the session: its file stays as it was written.
fn session_version(record: &SessionRecord) -> u32 {
    let needs_3 = |event: &Event| match &event.kind {
        EventKind::Planned { rules, .. } => *rules > 2,
        kind => kind.is_of_rules_3(),
    };
    let added = record.events.iter().filter_map(|event| match &event.kind {
        EventKind::QuestionAdded { added, .. } => Some(&added.item.question),
        _ => None,
    });
    let mut questions = record.set.items.iter().map(|item| &item.question).chain(added);
    match () {
        () if record.events.iter().any(|event| event.kind.is_of_version_5()) => {
            newest_version(SESSION)
        }
        () if questions.any(needs_version_3) => 4,
        () if record.events.iter().any(needs_3) => 3,
        () => 2,
    }
}

/// A bank of one topic as the text of a `.ron` file, in the oldest version that knows all of it. `about`
/// is said in a comment at its beginning.
pub fn bank_file(topic: &str, about: &str, entries: &[Entry]) -> String {
    let needed = |entry: &Entry| match entry {
        Entry::Question(question) if question.topic == topic => version_needed(question),
        _ => newest_version(BANK),
    };
    let version = entries.iter().map(needed).max().unwrap_or(1);
    let comment: String = about.lines().map(|line| format!("// {}\n", line.trim())).collect();
    let entries: String = entries
        .iter()
        .map(|entry| format!("        {},\n", bank_entry(*entry, topic, 2)))
        .collect();
    format!(
        "{comment}(\n{}    topic: {},\n    questions: [\n{entries}    ],\n)\n",
        header(BANK, version),
        quoted(topic)
    )
}

fn header(schema: &str, version: u32) -> String {
    format!("    schema: {},\n    version: {version},\n", quoted(schema))
}
