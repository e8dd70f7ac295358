//! Ed25519 signatures (RFC 8032), and the messages that are signed.
//!
//! Each message begins with a line that names its purpose, so that a signature made for one never
//! stands for another. The secret half of a key is none of this layer's business: it is handed in as
//! a [`Signer`].

use std::fmt;

use ed25519_dalek::VerifyingKey;
use serde::{Deserialize, Serialize};

use super::canonical::{Digest, bytes_of_hex};
use super::ids::SessionId;

/// Text that is not the lower-case hexadecimal form of a key or a signature.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{what} has {digits} lower-case hexadecimal digits (0–9, a–f), and \"{text}\" is none")]
pub struct InvalidHex {
    what: &'static str,
    digits: usize,
    text: String,
}

macro_rules! hexadecimal {
    ($($(#[$doc:meta])* $name:ident, $bytes:literal, $what:literal;)+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name([u8; $bytes]);

        impl $name {
            pub fn new(bytes: [u8; $bytes]) -> Self {
                Self(bytes)
            }

            pub fn as_bytes(&self) -> &[u8; $bytes] {
                &self.0
            }

            /// Accepts lower-case hexadecimal digits only, so that one value has one text.
            pub fn parse(text: &str) -> Result<Self, InvalidHex> {
                let refused = || {
                    let digits = $bytes * 2;
                    InvalidHex { what: $what, digits, text: text.chars().take(digits).collect() }
                };
                bytes_of_hex(text).map(Self).ok_or_else(refused)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self)
            }
        }

        impl TryFrom<String> for $name {
            type Error = InvalidHex;

            fn try_from(text: String) -> Result<Self, InvalidHex> {
                Self::parse(&text)
            }
        }

        impl From<$name> for String {
            fn from(value: $name) -> String {
                value.to_string()
            }
        }
    )+};
}

hexadecimal! {
    /// Any 32 bytes; [`PublicKey::is_usable`] says whether they are a key.
    PublicKey, 32, "a public key";
    Signature, 64, "a signature";
}

impl PublicKey {
    /// Whether the bytes are a point of the curve that a signature can be made for.
    pub fn is_usable(&self) -> bool {
        VerifyingKey::from_bytes(&self.0).is_ok_and(|key| !key.is_weak())
    }
}

/// Signs in somebody's name.
pub trait Signer {
    fn public(&self) -> PublicKey;
    fn sign(&self, message: &[u8]) -> Signature;
}

/// Strict: no weak key, and one form only of each signature.
pub fn verify(key: &PublicKey, message: &[u8], signature: &Signature) -> bool {
    let signature = ed25519_dalek::Signature::from_bytes(signature.as_bytes());
    VerifyingKey::from_bytes(key.as_bytes())
        .is_ok_and(|key| key.verify_strict(message, &signature).is_ok())
}

/// What signs a session: `plumbline.session.v1`, its id and the chain over its events so far, each
/// with a line end.
pub fn session_message(session: &SessionId, chain: &Digest) -> Vec<u8> {
    format!("plumbline.session.v1\n{session}\n{chain}\n").into_bytes()
}

/// What signs an exported file: `plumbline.export.v1`, the SHA-256 of the file and that of its
/// manifest in hexadecimal digits, each with a line end.
pub fn export_message(file_sha256: &str, manifest_sha256: &str) -> Vec<u8> {
    format!("plumbline.export.v1\n{file_sha256}\n{manifest_sha256}\n").into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 8032, section 7.1, test 2.
    const KEY: &str = "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c";
    const SIGNATURE: &str = "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da\
                             085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00";

    #[test]
    fn the_published_signature_verifies_and_no_other_does() {
        let (key, signature) =
            (PublicKey::parse(KEY).unwrap(), Signature::parse(SIGNATURE).unwrap());
        assert!(key.is_usable() && verify(&key, &[0x72], &signature));
        assert!(!verify(&key, &[0x73], &signature));
        for bit in 0..64 * 8 {
            let mut bytes = *signature.as_bytes();
            bytes[bit / 8] ^= 1 << (bit % 8);
            assert!(!verify(&key, &[0x72], &Signature::new(bytes)), "bit {bit}");
        }
    }

    /// With the neutral point as the key, a signature of zeros would fit every message.
    #[test]
    fn a_weak_key_verifies_nothing() {
        let mut neutral = [0; 32];
        neutral[0] = 1;
        let key = PublicKey::new(neutral);
        let mut signature = [0; 64];
        signature[0] = 1;
        assert!(!key.is_usable());
        assert!(!verify(&key, b"anything", &Signature::new(signature)));
    }

    #[test]
    fn only_lower_case_digits_in_full_are_a_key() {
        assert_eq!(PublicKey::parse(KEY).unwrap().to_string(), KEY);
        for text in ["", &KEY[1..], &KEY.to_uppercase(), &format!("{KEY}0"), &format!(" {KEY}")] {
            assert!(PublicKey::parse(text).is_err(), "{text:?}");
        }
        let json = serde_json::to_string(&PublicKey::parse(KEY).unwrap()).unwrap();
        assert_eq!(json, format!("\"{KEY}\""));
        assert!(serde_json::from_str::<PublicKey>(&json.to_uppercase()).is_err());
    }

    /// Golden: a change of these bytes breaks every signature that exists.
    #[test]
    fn the_signed_messages_are_fixed() {
        let session = SessionId::parse("s-1").unwrap();
        let zero = "0".repeat(64);
        let chain = Digest::parse(&zero).unwrap();
        let message = format!("plumbline.session.v1\ns-1\n{zero}\n");
        assert_eq!(session_message(&session, &chain), message.as_bytes());
        assert_eq!(export_message("a", "b"), b"plumbline.export.v1\na\nb\n");
    }
}
