//! Saving a file: all of it or nothing, and never over somebody else's change.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::Builder;

use super::source::fingerprint;
use crate::disk::{Access, disk_reason, sync_folder};
use crate::domain::canonical::Digest;

/// Why a file was not saved. What was on the disk before is untouched in every case.
#[derive(Debug, thiserror::Error)]
pub enum SaveError {
    /// Somebody else changed the file since it was read.
    #[error(
        "{path} was changed by another program since it was opened, and was left as it is: \
         open it again and repeat the change, or save under another name"
    )]
    ChangedOnDisk {
        /// The file.
        path: PathBuf,
    },
    /// A file of that name exists, and this was to be a new one.
    #[error("{path} exists already and was left as it is: choose another name")]
    Exists {
        /// The file.
        path: PathBuf,
    },
    /// The disk refused.
    #[error("{path} could not be written: {reason}; what was there before is untouched")]
    Disk {
        /// The file or its folder.
        path: PathBuf,
        /// Why, and what to do.
        reason: String,
    },
}

/// What may be replaced.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expect {
    /// No file of that name.
    Nothing,
    /// The very bytes that were read.
    Unchanged(Digest),
    /// No file of that name, or one of the very bytes that are to be written.
    NothingElse,
    /// Whatever is there: the person named the file as the one to write.
    Anything,
}

/// Writes a file through a temporary one beside it: flushed to disk, then renamed over it. A new file
/// has the rights of `access`, one that is replaced keeps its own; the temporary one never has more.
pub fn save(path: &Path, bytes: &[u8], expect: Expect, access: Access) -> Result<(), SaveError> {
    let path = &link_target(path);
    if fs::metadata(path).is_ok_and(|about| !about.is_file() && !about.is_dir()) {
        let reason = "this is a device or a pipe: give a file name".to_owned();
        return Err(SaveError::Disk { path: path.clone(), reason });
    }
    if expect == Expect::NothingElse && fs::read(path).is_ok_and(|there| there == bytes) {
        return Ok(());
    }
    check_expectation(path, expect)?;
    let disk = |error: io::Error| disk_failure(path, &error);
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new("."));
    let mut builder = Builder::new();
    builder.prefix(".plumbline-").suffix(".tmp");
    let replaced = fs::metadata(path).map(|about| about.permissions()).ok();
    if let Some(rights) = replaced.clone().or_else(|| access.of_new_file()) {
        builder.permissions(rights);
    }
    let mut file = builder.tempfile_in(folder).map_err(disk)?;
    file.write_all(bytes).map_err(disk)?;
    if let Some(rights) = replaced {
        // The system's mask may have taken some away. A disk that cannot give them back keeps fewer.
        let _ = file.as_file().set_permissions(rights);
    }
    file.as_file().sync_all().map_err(disk)?;
    check_expectation(path, expect)?;
    let persisted = match expect {
        Expect::Nothing | Expect::NothingElse => file.persist_noclobber(path),
        Expect::Unchanged(_) | Expect::Anything => file.persist(path),
    };
    persisted.map_err(|failed| match failed.error.kind() {
        io::ErrorKind::AlreadyExists => SaveError::Exists { path: path.clone() },
        _ => disk_failure(path, &failed.error),
    })?;
    sync_folder(folder);
    Ok(())
}

/// A link stays a link: the file it points to is replaced, or made where it leads nowhere yet.
fn link_target(path: &Path) -> PathBuf {
    if let Ok(real) = fs::canonicalize(path) {
        return real;
    }
    match (fs::read_link(path), path.parent()) {
        (Ok(target), Some(folder)) => folder.join(target),
        _ => path.to_owned(),
    }
}

fn disk_failure(path: &Path, error: &io::Error) -> SaveError {
    SaveError::Disk { path: path.to_owned(), reason: disk_reason(error) }
}

fn check_expectation(path: &Path, expect: Expect) -> Result<(), SaveError> {
    let Expect::Unchanged(expected) = expect else {
        let is_taken = expect != Expect::Anything && path.exists();
        return if is_taken { Err(SaveError::Exists { path: path.to_owned() }) } else { Ok(()) };
    };
    unchanged_bytes(path, expected).map(|_| ())
}

/// The bytes of a file that nobody has changed.
pub(super) fn unchanged_bytes(path: &Path, expected: Digest) -> Result<Vec<u8>, SaveError> {
    match fs::read(path) {
        Ok(bytes) if fingerprint(&bytes) == expected => Ok(bytes),
        Ok(_) => Err(SaveError::ChangedOnDisk { path: path.to_owned() }),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            Err(SaveError::ChangedOnDisk { path: path.to_owned() })
        }
        Err(error) => Err(disk_failure(path, &error)),
    }
}
