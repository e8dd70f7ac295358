//! Identifiers, each a newtype, so that a question is never mistaken for a set.

use std::fmt;

use serde::{Deserialize, Serialize};

/// In bytes.
pub const MAX_ID_LEN: usize = 80;

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "\"{text}\" is not an identifier: use 1 to {MAX_ID_LEN} lower-case letters, digits and hyphens"
)]
pub struct InvalidId {
    pub text: String,
}

/// Whether `text` is 1 to [`MAX_ID_LEN`] lower-case ASCII letters, digits and hyphens.
pub fn is_identifier(text: &str) -> bool {
    (1..=MAX_ID_LEN).contains(&text.len())
        && text.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-'))
}

macro_rules! identifiers {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            /// Accepts lower-case letters, digits and hyphens only.
            pub fn parse(text: impl Into<String>) -> Result<Self, InvalidId> {
                let text = text.into();
                if is_identifier(&text) { Ok(Self(text)) } else { Err(InvalidId { text }) }
            }

            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl TryFrom<String> for $name {
            type Error = InvalidId;

            fn try_from(text: String) -> Result<Self, InvalidId> {
                Self::parse(text)
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> String {
                id.0
            }
        }
    )+};
}

identifiers! {
    /// Never changes once a set uses it.
    QuestionId,
    CompetencyId,
    SetId,
    BlueprintId,
    SessionId,
    /// Personal text is stored apart from the events.
    TextId,
}

/// A proposed set may take its blueprint's name.
impl From<BlueprintId> for SetId {
    fn from(id: BlueprintId) -> Self {
        Self(id.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_plain_identifiers_are_accepted() {
        let longest = "a".repeat(MAX_ID_LEN);
        let too_long = "a".repeat(MAX_ID_LEN + 1);
        let cases = [
            ("orm-select-vs-prefetch", true),
            ("q1", true),
            (longest.as_str(), true),
            (too_long.as_str(), false),
            ("", false),
            ("Upper", false),
            ("with space", false),
            ("ünïcode", false),
            ("../escape", false),
        ];
        for (text, accepted) in cases {
            assert_eq!(QuestionId::parse(text).is_ok(), accepted, "{text:?}");
        }
    }
}
