//! Files for open sessions while the records are not where they were.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::disk::Access;
use crate::domain::ids::SessionId;
use crate::domain::record::SessionRecord;
use crate::frame::failure::Failure;
use crate::library::file::session_file;
use crate::library::load::read_session;
use crate::library::save::{Expect, SaveError, save};

use crate::records::merge::who;
use crate::records::vault::{Loaded, Shelf, Vault, rescue_files};
use crate::records::{Batch, RecordsError};

/// Writes each session to a file beside the records or, where that folder is gone too, beside the
/// second copies. Returns the files.
pub fn write_rescue_files(
    records: &Path,
    shelf: &Shelf,
    sessions: &[Arc<SessionRecord>],
) -> Result<Vec<PathBuf>, Failure> {
    let mut written = Vec::new();
    for record in sessions {
        let text = session_file(record)?;
        let [near, far] = rescue_files(records, shelf, &record.id);
        let path = match put(&near, &text) {
            Ok(()) => near,
            Err(_) => {
                put(&far, &text)?;
                far
            }
        };
        written.push(path);
    }
    Ok(written)
}

fn put(path: &Path, text: &str) -> Result<(), SaveError> {
    save(path, text.as_bytes(), Expect::Anything, Access::Private)
}

/// Removes rescue files of sessions that are safe in the records again.
pub fn remove_rescue_files(records: &Path, shelf: &Shelf, sessions: &[SessionId]) {
    for path in sessions.iter().flat_map(|id| rescue_files(records, shelf, id)) {
        // A file that stays is one copy more.
        let _ = fs::remove_file(path);
    }
}

/// Adds to the records what only rescue files have: the program ended before it could. Returns the
/// candidates. A file that contradicts the records stays, for a person to open.
pub fn take_in_rescued(vault: &mut Vault) -> Vec<String> {
    let folders = [vault.path().parent().map(Path::to_owned), Some(vault.shelf().witness.clone())];
    let files = folders.into_iter().flatten().filter_map(|folder| fs::read_dir(folder).ok());
    let paths: Vec<PathBuf> = files.flatten().flatten().map(|file| file.path()).collect();
    let is_rescue = |path: &&PathBuf| {
        let name = path.file_name().map(OsStr::to_string_lossy).unwrap_or_default();
        name.starts_with("rescue-") && name.ends_with(".ron")
    };
    let mut taken = Vec::new();
    for path in paths.iter().filter(is_rescue) {
        let Ok(record) = read_session(path) else { continue };
        let Ok(missing) = missing_steps(vault, &record) else { continue };
        if missing > 0 {
            taken.push(who(&record));
        }
        // A file that stays is one copy more.
        let _ = fs::remove_file(path);
    }
    taken
}

/// Writes what the records lack of a session; returns how many steps.
fn missing_steps(vault: &mut Vault, record: &SessionRecord) -> Result<usize, RecordsError> {
    let id = &record.id;
    let refused = || RecordsError::SessionExists(id.clone());
    let stored = match vault.load(id) {
        Ok(Loaded { record, read_only: None }) => record,
        Ok(_) => return Err(refused()),
        Err(RecordsError::NoSuchSession(_)) => {
            let batch = Batch { events: record.events.clone(), texts: record.texts.clone() };
            vault.create(id, &record.set, &batch)?;
            return Ok(record.events.len());
        }
        Err(error) => return Err(error),
    };
    let known = stored.events.len().min(record.events.len());
    let (old, new) = record.events.split_at(known);
    if stored.lost != record.lost || !stored.events.starts_with(old) {
        return Err(refused());
    }
    if !new.is_empty() {
        let is_new = |text: &&_| !stored.texts.contains(text);
        let texts = record.texts.iter().filter(is_new).cloned().collect();
        vault.append(id, known as u64, &Batch { events: new.to_vec(), texts })?;
    }
    Ok(new.len())
}
