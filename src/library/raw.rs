//! RON as spans: which bytes of a file hold which field of which entry.
//!
//! The `ron` crate parses; this module only keeps where each raw value lies. So every field is
//! decoded by itself, all problems of a file are found, and a save replaces nothing but the value
//! that changed.

use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;
use std::ops::Range;

use ron::Options;
use ron::error::SpannedError;
use ron::extensions::Extensions;
use ron::value::RawValue;
use serde::Deserialize;
use serde::de::{DeserializeOwned, Deserializer, Error as _, MapAccess, Visitor};

use super::scan::tokens;
use super::source::{FileProblem, Source};
use crate::domain::check::suggestion;

/// One struct of a file: its fields and where they lie.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RawStruct {
    /// From the opening to the closing parenthesis.
    pub span: Range<usize>,
    /// In the order of the file.
    pub fields: Vec<RawField>,
}

/// One field of a struct.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RawField {
    /// The field's name.
    pub name: String,
    /// Where the name lies.
    pub name_span: Range<usize>,
    /// Where the value lies, without the comments and spaces around it.
    pub value: Range<usize>,
}

impl RawStruct {
    /// The first field of that name.
    pub fn field(&self, name: &str) -> Option<&RawField> {
        self.fields.iter().find(|field| field.name == name)
    }
}

/// Where a file's one value lies, without the comments and spaces around it.
pub fn whole_value(source: &Source) -> Result<Range<usize>, FileProblem> {
    // A byte order mark is none of RON's business; it stays in the file.
    let text = source.text.strip_prefix('\u{feff}').unwrap_or(&source.text);
    let start = source.text.len() - text.len();
    // The last line may be a comment; to `ron` it ends only with a line end.
    let text = format!("{text}\n");
    let value: &RawValue = options().from_str(&text).map_err(|error: SpannedError| {
        let (line, column) = (error.span.end.line, error.span.end.col);
        if is_at_end(&text, line, column) {
            let message = if tokens(&text, 0).next().is_none() {
                "the file is empty: it needs one struct in ( )"
            } else {
                "the file ends too early: a string, a list or a parenthesis is not closed"
            };
            return source.problem_at(source.text.trim_end().len(), message);
        }
        ron_problem(source, &(start..source.text.len()), &error)
    })?;
    let value = value.trim().get_ron();
    let at = start + offset_in(&text, value);
    Ok(at..at + value.len())
}

/// Reads the struct that lies at `span`, from its opening to its closing parenthesis.
pub fn read_struct(source: &Source, span: Range<usize>) -> Result<RawStruct, FileProblem> {
    let raw: RawFields<'_> = options()
        .from_str(source.slice(&span))
        .map_err(|error| ron_problem(source, &span, &error))?;
    let fields = raw.0.into_iter().map(|(name, value)| RawField {
        name: name.to_owned(),
        name_span: span_of(source, name),
        value: span_of(source, value.trim().get_ron()),
    });
    Ok(RawStruct { span, fields: fields.collect() })
}

/// Reads the list that lies at `span` as the spans of its values.
pub fn read_list(source: &Source, span: Range<usize>) -> Result<Vec<Range<usize>>, FileProblem> {
    let values: Vec<&RawValue> = options()
        .from_str(source.slice(&span))
        .map_err(|error| ron_problem(source, &span, &error))?;
    Ok(values.into_iter().map(|value| span_of(source, value.trim().get_ron())).collect())
}

/// Reads the value that lies at `span`.
pub fn read_value<T: DeserializeOwned>(
    source: &Source,
    span: &Range<usize>,
) -> Result<T, FileProblem> {
    options().from_str(source.slice(span)).map_err(|error| ron_problem(source, span, &error))
}

/// Reads the fields of one struct and keeps every problem it meets.
pub struct FieldReader<'a> {
    source: &'a Source,
    raw: &'a RawStruct,
    what: &'a str,
    known: Vec<&'static str>,
    problems: Vec<FileProblem>,
}

impl<'a> FieldReader<'a> {
    /// `what` names the struct in messages: "a question".
    pub fn new(source: &'a Source, raw: &'a RawStruct, what: &'a str) -> Self {
        Self { source, raw, what, known: Vec::new(), problems: Vec::new() }
    }

    /// A field that must be there.
    pub fn required<T: DeserializeOwned>(&mut self, name: &'static str) -> Option<T> {
        if self.raw.field(name).is_none() {
            self.known.push(name);
            let message = format!("{} needs the field \"{name}\"", self.what);
            self.problems.push(self.source.problem_at(self.raw.span.start, message));
            return None;
        }
        self.optional(name)
    }

    /// A field that may be left out.
    pub fn optional<T: DeserializeOwned>(&mut self, name: &'static str) -> Option<T> {
        self.known.push(name);
        let field = self.raw.field(name)?;
        match read_value(self.source, &field.value) {
            Ok(value) => Some(value),
            Err(problem) => {
                self.problems.push(problem);
                None
            }
        }
    }

    /// Where the value of a field lies that is read elsewhere.
    pub fn elsewhere(&mut self, name: &'static str) -> Option<Range<usize>> {
        self.known.push(name);
        self.raw.field(name).map(|field| field.value.clone())
    }

    /// Every problem of the fields read, and each field that is unknown or stands there twice.
    pub fn finish(mut self) -> Vec<FileProblem> {
        for (index, field) in self.raw.fields.iter().enumerate() {
            let at = field.name_span.start;
            if !self.known.contains(&field.name.as_str()) {
                let near = suggestion(&field.name, self.known.iter().copied());
                let message = format!("{} has no field \"{}\"{near}", self.what, field.name);
                self.problems.push(self.source.problem_at(at, message));
            } else if self.raw.fields.iter().take(index).any(|other| other.name == field.name) {
                let message = format!("the field \"{}\" stands here twice", field.name);
                self.problems.push(self.source.problem_at(at, message));
            }
        }
        self.problems
    }
}

fn options() -> Options {
    Options::default().with_default_extension(Extensions::IMPLICIT_SOME)
}

fn ron_problem(source: &Source, span: &Range<usize>, error: &SpannedError) -> FileProblem {
    use ron::Error as Code;
    let message = match &error.code {
        Code::NoSuchEnumVariant { expected, found, .. } => format!(
            "\"{found}\" is none of {}{}",
            expected.join(", "),
            suggestion(found, expected.iter().copied())
        ),
        Code::NoSuchStructField { expected, found, .. } => format!(
            "there is no field \"{found}\" here{}: use {}",
            suggestion(found, expected.iter().copied()),
            expected.join(", ")
        ),
        Code::MissingStructField { field, .. } => format!("the field \"{field}\" is missing"),
        Code::Message(message) => message.clone(),
        Code::TrailingCharacters if starts_number(source.slice(span)) => {
            "a whole number is expected here".to_owned()
        }
        code => match expectation(code) {
            Some(expected) => format!("{expected} is expected here"),
            None => format!("this is not valid RON: {code}"),
        },
    };
    let is_scalar = !source.slice(span).contains(['(', '[', '{']);
    if is_scalar {
        return source.problem_at(span.start, message);
    }
    source.problem_within(span.start, (error.span.start.line, error.span.start.col), message)
}

fn starts_number(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit() || c == '-')
}

/// What a value should have been, in words.
fn expectation(code: &ron::Error) -> Option<&'static str> {
    use ron::Error as Code;
    Some(match code {
        Code::ExpectedString => "a text in quotes",
        Code::ExpectedInteger | Code::ExpectedFloat => "a whole number",
        Code::TrailingCharacters => "nothing more",
        Code::IntegerOutOfBounds => "a smaller whole number that is not negative",
        Code::ExpectedBoolean => "true or false",
        Code::ExpectedArray => "a list in [ ]",
        Code::ExpectedMap => "a map in { }",
        Code::ExpectedStructLike | Code::ExpectedNamedStructLike(_) => "a struct in ( )",
        Code::ExpectedIdentifier => "a name without quotes",
        _ => return None,
    })
}

/// Whether nothing but white space follows a line and column of `piece`.
fn is_at_end(piece: &str, line: usize, column: usize) -> bool {
    let rest = piece.split_inclusive('\n').skip(line.saturating_sub(1)).flat_map(str::chars);
    rest.skip(column.saturating_sub(1)).all(char::is_whitespace)
}

/// Where `piece`, a part of the source's text, lies in it.
fn span_of(source: &Source, piece: &str) -> Range<usize> {
    let start = offset_in(&source.text, piece);
    start..start + piece.len()
}

/// How many bytes into `text` its part `piece` begins.
fn offset_in(text: &str, piece: &str) -> usize {
    (piece.as_ptr() as usize).saturating_sub(text.as_ptr() as usize)
}

/// A map in which no key stands twice. RON itself would quietly take the last.
pub struct UniqueMap<K, V>(pub BTreeMap<K, V>);

impl<'de, K, V> Deserialize<'de> for UniqueMap<K, V>
where
    K: Deserialize<'de> + Ord,
    V: Deserialize<'de>,
{
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct UniqueVisitor<K, V>(PhantomData<(K, V)>);

        impl<'de, K, V> Visitor<'de> for UniqueVisitor<K, V>
        where
            K: Deserialize<'de> + Ord,
            V: Deserialize<'de>,
        {
            type Value = UniqueMap<K, V>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a map in { }")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut entries = BTreeMap::new();
                while let Some((key, value)) = map.next_entry()? {
                    if entries.insert(key, value).is_some() {
                        return Err(A::Error::custom("this key of the map stands here twice"));
                    }
                }
                Ok(UniqueMap(entries))
            }
        }

        deserializer.deserialize_map(UniqueVisitor(PhantomData))
    }
}

/// The fields of any struct, by name, undecoded.
struct RawFields<'s>(Vec<(&'s str, &'s RawValue)>);

impl<'de> Deserialize<'de> for RawFields<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct FieldsVisitor;

        impl<'de> Visitor<'de> for FieldsVisitor {
            type Value = RawFields<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a struct in parentheses")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut fields = Vec::new();
                while let Some(name) = map.next_key::<&'de str>()? {
                    fields.push((name, map.next_value::<&'de RawValue>()?));
                }
                Ok(RawFields(fields))
            }
        }

        deserializer.deserialize_struct("", &["…"], FieldsVisitor)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(text: &str) -> Source {
        Source::new("a.ron", text)
    }

    #[test]
    fn every_field_is_found_where_it_lies() {
        let source = file("// (a comment)\n( /* x */ one: 1, // one\n  two: [\"é\", 2.0],\n)\n");
        let raw = read_struct(&source, whole_value(&source).unwrap()).unwrap();
        let parts: Vec<_> = raw
            .fields
            .iter()
            .map(|field| (source.slice(&field.name_span), source.slice(&field.value)))
            .collect();
        assert_eq!(parts, [("one", "1"), ("two", "[\"é\", 2.0]")]);
        assert!(source.slice(&raw.span).starts_with("( /* x */ one"));
        assert!(source.slice(&raw.span).ends_with(",\n)"), "{:?}", raw.span);
    }

    #[test]
    fn a_list_is_read_as_spans() {
        let source = file("[ 1, // one\n (a: 2), ]");
        let spans = read_list(&source, 0..source.text.len()).unwrap();
        let parts: Vec<_> = spans.iter().map(|span| source.slice(span)).collect();
        assert_eq!(parts, ["1", "(a: 2)"]);
    }
}
