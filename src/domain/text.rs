//! Personal text, kept apart from the events that mention it.
//!
//! A name, a note or a reason lives in its own record; the event holds its id and a salted hash.
//! So a text can be left out of an export, masked or erased, and every seal still verifies. The
//! salt keeps a short text (a name) from being guessed from its hash, and is erased with the text.

use serde::{Deserialize, Serialize};

use super::canonical::Digest;
use super::ids::TextId;

/// What an event holds of a text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TextRef {
    pub id: TextId,
    pub hash: Digest,
}

/// 16 random bytes as 32 lower-case hexadecimal digits; drawn outside the domain.
///
/// The fixed length leaves no doubt where the salt ends and the text begins in what is hashed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Salt(String);

impl Salt {
    pub fn new(bytes: [u8; 16]) -> Self {
        Self(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A new salt for each text; random in use, scripted in a demo or test. `None` where the system has
/// no random bytes.
pub type SaltSource = Box<dyn FnMut() -> Option<Salt> + Send>;

impl TryFrom<String> for Salt {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let is_hex = |byte: u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
        if text.len() == 32 && text.bytes().all(is_hex) {
            Ok(Self(text))
        } else {
            Err(format!("\"{text}\" is not a salt of 32 hexadecimal digits"))
        }
    }
}

impl From<Salt> for String {
    fn from(salt: Salt) -> String {
        salt.0
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Text {
    pub id: TextId,
    /// `None` once erased or left out of an export.
    pub content: Option<TextContent>,
}

/// The part of a text that can be erased.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TextContent {
    /// Random, so that the hash gives nothing of a short text away.
    pub salt: Salt,
    pub body: String,
}

impl Text {
    pub fn new(id: TextId, salt: Salt, body: impl Into<String>) -> Self {
        Self { id, content: Some(TextContent { salt, body: body.into() }) }
    }

    /// `None` once the text is erased.
    pub fn reference(&self) -> Option<TextRef> {
        let content = self.content.as_ref()?;
        Some(TextRef { id: self.id.clone(), hash: content.hash() })
    }
}

impl TextContent {
    /// SHA-256 over the salt and the text.
    pub fn hash(&self) -> Digest {
        Digest::of_parts("plumbline.text", &[self.salt.0.as_bytes(), self.body.as_bytes()])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_words_under_another_salt_hash_differently() {
        let id = TextId::parse("t1").unwrap();
        let hash =
            |salt: &str| Text::new(id.clone(), Salt(salt.into()), "Ada").reference().unwrap().hash;
        assert_eq!(hash("00"), hash("00"));
        assert_ne!(hash("00"), hash("01"));
    }
}
