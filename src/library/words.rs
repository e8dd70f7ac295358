//! What `ron` says of a value, in words for the person who wrote the file.

use super::source::{Fault, Span};
use crate::domain::check::suggestion;

/// The error as a fault at `span`.
pub(super) fn in_words(code: &ron::Error, span: Span) -> Fault {
    use ron::Error as Code;
    match code {
        Code::NoSuchEnumVariant { expected, found, .. } => unknown_variant(found, expected, span),
        Code::Message(message) => Fault::new(span, message),
        Code::InvalidEscape(_) => {
            Fault::new(span, "what follows this \\ means nothing in a string")
                .with_hint("write a backslash as \\\\")
        }
        Code::InvalidValueForType { found, .. } => {
            Fault::new(span, format!("{found} is of another type than what belongs here"))
        }
        code => match expectation(code) {
            Some(expected) => Fault::new(span, format!("{expected} is expected here")),
            None => {
                let said = code.to_string();
                let said = said.strip_prefix("Expected ").map(|what| format!("expected {what}"));
                let said = said.unwrap_or_else(|| code.to_string());
                Fault::new(span, "this is not valid RON").with_hint(said)
            }
        },
    }
}

/// A name that is none of these.
pub(super) fn unknown_variant(found: &str, known: &'static [&'static str], span: Span) -> Fault {
    let message = format!("\"{found}\" is none of {}", known.join(", "));
    Fault::new(span, message).with_hint_if(suggestion(found, known.iter().copied()))
}

/// A field that is none of these.
pub(super) fn unknown_field(found: &str, known: &'static [&'static str], span: Span) -> Fault {
    let hint = suggestion(found, known.iter().copied());
    let hint = hint.unwrap_or_else(|| format!("use {}", known.join(", ")));
    Fault::new(span, format!("there is no field \"{found}\" here")).with_hint(hint)
}

/// What a value should have been.
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
        Code::UnexpectedChar(_) => "a value",
        _ => return None,
    })
}
