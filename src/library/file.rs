//! Whole files: sets and sessions as RON, with a schema and a version.

use ron::ser::PrettyConfig;
use serde::Serialize;

use super::document::{SCHEMAS, SESSION, SET};
use crate::domain::record::SessionRecord;
use crate::domain::set::QuestionSet;

/// A set as the text of a `.ron` file.
pub fn set_file(set: &QuestionSet) -> Result<String, ron::Error> {
    file(SET, "A question set: an ordered, timed plan that names questions of the bank.", set)
}

/// A session as the text of a `.ron` file, complete in itself.
pub fn session_file(record: &SessionRecord) -> Result<String, ron::Error> {
    file(
        SESSION,
        "An interview session: its frozen question set, its events and its texts.",
        record,
    )
}

/// A struct's fields behind the header. The struct prints as `(` newline, its fields, `)`.
fn file<T: Serialize>(schema: &str, comment: &str, value: &T) -> Result<String, ron::Error> {
    let pretty = PrettyConfig::new().new_line("\n").struct_names(false);
    let body = ron::ser::to_string_pretty(value, pretty)?;
    let fields = body.strip_prefix("(\n").unwrap_or(&body);
    let version = SCHEMAS.iter().find(|(name, _)| *name == schema).map_or(1, |(_, newest)| *newest);
    Ok(format!("// {comment}\n(\n    schema: \"{schema}\",\n    version: {version},\n{fields}\n"))
}
