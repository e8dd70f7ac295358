//! Signing keys: the one of this installation, and those of others by name.
//!
//! The own key lies in a folder of its own, apart from the records and never in their backups: who has
//! a copy of the records cannot sign. Nothing here replaces a key: one that is damaged is told, and
//! signing is off until a person has put it right.
//!
//! This layer knows the domain, the disk, and how the library reads and saves files. It must not know the
//! records, the exports, the frame or egui; the layers above are handed a
//! [`Signer`](crate::domain::signature::Signer).

pub mod known;
pub mod own;

pub use known::KnownKeys;
pub use own::{Damage, Imported, KeyError, Keyring, Opened, SigningKey};
