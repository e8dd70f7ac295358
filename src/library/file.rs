//! Whole files: sets and sessions as RON, with a schema and a version.

use ron::ser::PrettyConfig;

use super::document::{SESSION, SET, newest_version};
use super::print::{needs_version_3, quoted};
use crate::domain::event::{Event, EventKind};
use crate::domain::record::SessionRecord;
use crate::domain::set::{QuestionSet, SetItem};

/// A set as the text of a `.ron` file, laid out for reading and for review in git.
pub fn set_file(set: &QuestionSet) -> String {
    let items: String = set.items.iter().map(item).collect();
    format!(
        "// A question set: an ordered, timed plan that names questions of the bank.\n\
         (\n{}    id: {},\n    title: {},\n    seniority: {},\n    opening_minutes: {},\n    \
         closing_minutes: {},\n    items: [\n{items}    ],\n)\n",
        header(SET, newest_version(SET)),
        quoted(set.id.as_str()),
        quoted(&set.title),
        set.seniority.name(),
        set.opening_minutes,
        set.closing_minutes,
    )
}

fn item(item: &SetItem) -> String {
    format!(
        "        (\n            question: {},\n            section: {},\n            minutes: {},\n            \
         required: {},\n            why: {},\n        ),\n",
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

fn header(schema: &str, version: u32) -> String {
    format!("    schema: {},\n    version: {version},\n", quoted(schema))
}
