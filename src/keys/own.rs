//! The key of this installation, and its file.
//!
//! ```text
//! plumbline signing key 1
//! # Whoever has this file can sign as its owner: keep it to yourself.
//! secret: 64 lower-case hexadecimal digits: the 32 bytes of RFC 8032
//! public: 64 lower-case hexadecimal digits: what others know the key by
//! ```
//!
//! The public half follows from the secret one. It stands there so that a flipped bit is found, and not
//! taken for another key.

use std::fmt;
use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use ed25519_dalek::Signer as _;

use crate::disk::{Access, disk_reason, make_private_folder, narrow};
use crate::domain::canonical::bytes_of_hex;
use crate::domain::signature::{PublicKey, Signature, Signer};
use crate::library::folder::read_source_up_to;
use crate::library::save::{Expect, SaveError, save};

const HEADER: &str = "plumbline signing key";
const VERSION: &str = "1";
const FILE: &str = "signing.key";
/// No key file is larger, so no more is read.
const MAX_BYTES: u64 = 1024 * 1024;

pub struct SigningKey(ed25519_dalek::SigningKey);

/// What is wrong with a key file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Damage {
    #[error("the file is empty")]
    Empty,
    #[error("its first line is not \"{HEADER} {VERSION}\"")]
    NotAKey,
    #[error("it was written by a newer Plumbline (format {0}; this one reads {VERSION})")]
    Newer(String),
    #[error("line {0} is neither \"secret: …\" nor \"public: …\"")]
    UnknownLine(usize),
    #[error("it has no line \"{0}: …\"")]
    Missing(&'static str),
    #[error("it has the line \"{0}: …\" twice")]
    Twice(&'static str),
    #[error("its {half} half has {found} characters where 64 belong")]
    WrongLength { half: &'static str, found: usize },
    #[error("its {0} half has characters other than 0–9 and a–f")]
    NotHex(&'static str),
    #[error("its public half does not belong to its secret half: one of them was changed")]
    Unmatched,
}

/// Nothing was changed in any of these cases.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    #[error(
        "the signing key {path} is damaged: {damage}. Put a copy of the key in its place, or move \
             it away to get a new one; nothing was changed"
    )]
    Damaged { path: PathBuf, damage: Damage },
    #[error("the signing key {path} cannot be read: {reason}; nothing was changed")]
    Unreadable { path: PathBuf, reason: String },
    #[error("the signing key cannot be kept in {path}: {reason}")]
    NoFolder { path: PathBuf, reason: String },
    #[error(transparent)]
    NotSaved(#[from] SaveError),
    #[error("this computer supplied no random numbers to make a signing key of")]
    NoRandom,
    #[error("there is no signing key at {path} yet: \"plumbline key show\" makes one")]
    Absent { path: PathBuf },
    #[error("{from} is not a key to import: {damage}; nothing was changed")]
    NotAKey { from: PathBuf, damage: Damage },
    #[error(
        "another signing key ({public}) is at {path} already and was left as it is: what it signed \
             is known by it. Move it away to use the other one"
    )]
    Another { path: PathBuf, public: PublicKey },
}

/// Where the key of an installation lies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Keyring {
    path: PathBuf,
}

#[derive(Debug)]
pub struct Opened {
    pub key: SigningKey,
    /// There was none before.
    pub was_made: bool,
    /// Others could read it until now.
    pub was_narrowed: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Imported {
    New(PublicKey),
    AlreadyThere(PublicKey),
}

impl SigningKey {
    /// `None` where the system has no random bytes.
    pub fn make() -> Option<Self> {
        let mut secret = [0; 32];
        getrandom::fill(&mut secret).ok()?;
        Some(Self::from_secret(&secret))
    }

    pub fn from_secret(secret: &[u8; 32]) -> Self {
        Self(ed25519_dalek::SigningKey::from_bytes(secret))
    }

    /// The text of a key file.
    pub fn parse(text: &str) -> Result<Self, Damage> {
        if text.trim().is_empty() {
            return Err(Damage::Empty);
        }
        let mut lines = (1..).zip(text.lines());
        let first = lines.next().map_or("", |(_, line)| line.trim_end());
        match first.strip_prefix(HEADER).and_then(|rest| rest.strip_prefix(' ')) {
            Some(VERSION) => {}
            Some(other) if other.parse::<u32>().is_ok() => {
                return Err(Damage::Newer(other.to_owned()));
            }
            _ => return Err(Damage::NotAKey),
        }
        let (mut secret, mut public) = (None, None);
        for (number, line) in lines {
            let line = line.trim_end();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let (half, slot, digits) = if let Some(digits) = line.strip_prefix("secret:") {
                ("secret", &mut secret, digits)
            } else if let Some(digits) = line.strip_prefix("public:") {
                ("public", &mut public, digits)
            } else {
                return Err(Damage::UnknownLine(number));
            };
            if slot.replace(read_half(half, digits.trim())?).is_some() {
                return Err(Damage::Twice(half));
            }
        }
        let key = Self::from_secret(&secret.ok_or(Damage::Missing("secret"))?);
        let public = public.ok_or(Damage::Missing("public"))?;
        if key.public().as_bytes() == &public { Ok(key) } else { Err(Damage::Unmatched) }
    }

    fn text(&self) -> String {
        let secret: String = self.0.as_bytes().iter().map(|byte| format!("{byte:02x}")).collect();
        format!(
            "{HEADER} {VERSION}\n\
             # Whoever has this file can sign as its owner: keep it to yourself.\n\
             secret: {secret}\npublic: {}\n",
            self.public()
        )
    }
}

fn read_half(half: &'static str, digits: &str) -> Result<[u8; 32], Damage> {
    match digits.chars().count() {
        64 => bytes_of_hex(digits).ok_or(Damage::NotHex(half)),
        found => Err(Damage::WrongLength { half, found }),
    }
}

impl Signer for SigningKey {
    fn public(&self) -> PublicKey {
        PublicKey::new(self.0.verifying_key().to_bytes())
    }

    fn sign(&self, message: &[u8]) -> Signature {
        Signature::new(self.0.sign(message).to_bytes())
    }
}

/// Without the secret half.
impl fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SigningKey({})", self.public())
    }
}

impl Keyring {
    pub fn in_folder(folder: &Path) -> Self {
        Self { path: folder.join(FILE) }
    }

    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Reads the key, and makes nothing; `None` where there is none.
    pub fn read(&self) -> Result<Option<SigningKey>, KeyError> {
        let unreadable = |reason: String| KeyError::Unreadable { path: self.path.clone(), reason };
        match fs::symlink_metadata(&self.path) {
            Ok(_) => {}
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(unreadable(disk_reason(&error))),
        }
        let source = read_source_up_to(&self.path, MAX_BYTES);
        let source = source.map_err(|problem| unreadable(problem.words()))?;
        let damaged = |damage| KeyError::Damaged { path: self.path.clone(), damage };
        SigningKey::parse(&source.text).map(Some).map_err(damaged)
    }

    /// Reads the key; makes one where there is none.
    pub fn open(&self) -> Result<Opened, KeyError> {
        if let Some(key) = self.read()? {
            // A disk that knows no rights has none to take away.
            let was_narrowed = narrow(&self.path).unwrap_or(false);
            return Ok(Opened { key, was_made: false, was_narrowed });
        }
        let key = SigningKey::make().ok_or(KeyError::NoRandom)?;
        match self.keep(&key) {
            Ok(()) => Ok(Opened { key, was_made: true, was_narrowed: false }),
            // Another window has just made one.
            Err(KeyError::NotSaved(SaveError::Exists { path })) => {
                let key = self.read()?.ok_or(KeyError::Absent { path })?;
                Ok(Opened { key, was_made: false, was_narrowed: false })
            }
            Err(error) => Err(error),
        }
    }

    /// Writes a copy of the key, secret included, to a new file.
    pub fn export(&self, to: &Path) -> Result<PublicKey, KeyError> {
        let key = self.read()?.ok_or_else(|| KeyError::Absent { path: self.path.clone() })?;
        save(to, key.text().as_bytes(), Expect::Nothing, Access::Private)?;
        Ok(key.public())
    }

    /// Takes over an exported key; refuses to replace another one.
    pub fn import(&self, from: &Path) -> Result<Imported, KeyError> {
        let source = read_source_up_to(from, MAX_BYTES).map_err(|problem| {
            KeyError::Unreadable { path: from.to_owned(), reason: problem.words() }
        })?;
        let not_a_key = |damage| KeyError::NotAKey { from: from.to_owned(), damage };
        let key = SigningKey::parse(&source.text).map_err(not_a_key)?;
        match self.read()?.map(|there| there.public()) {
            Some(public) if public == key.public() => Ok(Imported::AlreadyThere(public)),
            Some(public) => Err(KeyError::Another { path: self.path.clone(), public }),
            None => {
                self.keep(&key)?;
                Ok(Imported::New(key.public()))
            }
        }
    }

    /// Writes the key where there is none.
    fn keep(&self, key: &SigningKey) -> Result<(), KeyError> {
        let folder = self.path.parent().unwrap_or(Path::new("."));
        let no_folder = |error: io::Error| KeyError::NoFolder {
            path: folder.to_owned(),
            reason: disk_reason(&error),
        };
        make_private_folder(folder).map_err(no_folder)?;
        narrow(folder).map_err(no_folder)?;
        Ok(save(&self.path, key.text().as_bytes(), Expect::Nothing, Access::Private)?)
    }
}
