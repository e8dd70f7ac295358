//! The one canonical byte form, and the hashes made over it.
//!
//! A value is written as JSON by the rules of RFC 8785 (JSON Canonicalization Scheme), narrowed to
//! what the records hold: objects with their keys in ascending order, arrays, strings in UTF-8,
//! integers, booleans and null. Floating-point numbers are refused, so no rounding rule is needed, and
//! integers are written exactly, beyond 2^53 too (where the RFC would round). Keys are ASCII, so byte
//! order and the RFC's UTF-16 order agree.
//!
//! A digest is SHA-256 over `<domain> 0x00 <canonical bytes>`; the domain keeps the hash of a set
//! from ever standing for the hash of an event.

use std::fmt;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest as _, Sha256};

#[derive(Debug, thiserror::Error)]
pub enum CanonicalError {
    #[error("the value has no JSON form: {0}")]
    NoJson(#[from] serde_json::Error),
    #[error("{0} is not allowed here: use a whole number")]
    NotAnInteger(String),
}

pub fn canonical_bytes<T: Serialize>(value: &T) -> Result<Vec<u8>, CanonicalError> {
    let mut out = Vec::new();
    write_value(&serde_json::to_value(value)?, &mut out)?;
    Ok(out)
}

/// SHA-256 over the domain, a zero byte and the canonical bytes.
pub fn digest_of<T: Serialize>(domain: &str, value: &T) -> Result<Digest, CanonicalError> {
    Ok(Digest::of_parts(domain, &[&canonical_bytes(value)?]))
}

/// 32 bytes of SHA-256, written as 64 lower-case hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Digest([u8; 32]);

impl Digest {
    /// SHA-256 over the domain, then a zero byte and the bytes of each part.
    pub fn of_parts(domain: &str, parts: &[&[u8]]) -> Self {
        let mut hasher = Sha256::new();
        hasher.update(domain.as_bytes());
        for part in parts {
            hasher.update([0]);
            hasher.update(part);
        }
        Self(hasher.finalize().into())
    }

    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// Reads 64 hexadecimal digits.
    pub fn parse(text: &str) -> Option<Self> {
        bytes_of_hex(&text.to_ascii_lowercase()).map(Self)
    }
}

/// Exactly `N` bytes in lower-case hexadecimal digits.
pub fn bytes_of_hex<const N: usize>(text: &str) -> Option<[u8; N]> {
    let is_digit = |byte: u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
    if text.len() != 2 * N || !text.bytes().all(is_digit) {
        return None;
    }
    let mut bytes = [0; N];
    for (byte, pair) in bytes.iter_mut().zip(text.as_bytes().chunks_exact(2)) {
        *byte = u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()?;
    }
    Some(bytes)
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Digest({self})")
    }
}

impl TryFrom<String> for Digest {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        Self::parse(&text).ok_or_else(|| format!("\"{text}\" is not 64 hexadecimal digits"))
    }
}

impl From<Digest> for String {
    fn from(digest: Digest) -> String {
        digest.to_string()
    }
}

fn write_value(value: &Value, out: &mut Vec<u8>) -> Result<(), CanonicalError> {
    match value {
        Value::Null => out.extend_from_slice(b"null"),
        Value::Bool(true) => out.extend_from_slice(b"true"),
        Value::Bool(false) => out.extend_from_slice(b"false"),
        Value::Number(number) if number.is_f64() => {
            return Err(CanonicalError::NotAnInteger(number.to_string()));
        }
        Value::Number(number) => out.extend_from_slice(number.to_string().as_bytes()),
        Value::String(text) => write_string(text, out)?,
        Value::Array(items) => {
            out.push(b'[');
            for (index, item) in items.iter().enumerate() {
                separate(index, out);
                write_value(item, out)?;
            }
            out.push(b']');
        }
        Value::Object(object) => {
            let mut entries: Vec<_> = object.iter().collect();
            entries.sort_by_key(|(key, _)| key.as_bytes());
            out.push(b'{');
            for (index, (key, item)) in entries.into_iter().enumerate() {
                separate(index, out);
                write_string(key, out)?;
                out.push(b':');
                write_value(item, out)?;
            }
            out.push(b'}');
        }
    }
    Ok(())
}

fn separate(index: usize, out: &mut Vec<u8>) {
    if index > 0 {
        out.push(b',');
    }
}

/// serde_json escapes exactly as RFC 8785 asks: the two-character escapes, `\u00xx` for the other
/// control characters, and nothing else.
fn write_string(text: &str, out: &mut Vec<u8>) -> Result<(), CanonicalError> {
    Ok(serde_json::to_writer(out, text)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn check(value: Value, expected: &str) {
        assert_eq!(String::from_utf8(canonical_bytes(&value).unwrap()).unwrap(), expected);
    }

    #[test]
    fn keys_are_sorted_and_nothing_is_spaced() {
        check(
            json!({"b": [1, null, true], "a": {"d": -2, "c": "x"}}),
            r#"{"a":{"c":"x","d":-2},"b":[1,null,true]}"#,
        );
    }

    #[test]
    fn strings_are_escaped_as_rfc_8785_says() {
        check(
            json!("€ ñ \" \\ / \u{8}\u{c}\n\r\t\u{1} \u{2028}"),
            "\"€ ñ \\\" \\\\ / \\b\\f\\n\\r\\t\\u0001 \u{2028}\"",
        );
    }

    #[test]
    fn a_fraction_is_refused() {
        assert!(matches!(canonical_bytes(&json!([1.5])), Err(CanonicalError::NotAnInteger(_))));
    }

    /// Golden: the bytes `test` 00 `{"a":1}` hashed with an independent tool.
    #[test]
    fn a_digest_is_sha256_over_domain_and_bytes() {
        let digest = digest_of("test", &json!({"a": 1})).unwrap();
        assert_eq!(
            digest.to_string(),
            "7ebff836822c407c02c053fb10536c971355846838259b3273b9c6d946dec7a8"
        );
        assert_eq!(Digest::parse(&digest.to_string()), Some(digest));
        assert_eq!(Digest::parse("xyz"), None);
    }
}
