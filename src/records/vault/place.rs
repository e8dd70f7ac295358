//! Where the records lie, what is expected there, and how their copies are collected.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};

use super::{Cause, Finding, Shelf};
use crate::disk::make_private_folder;
use crate::domain::annotation::{self, Annotation};
use crate::domain::ids::SessionId;
use crate::records::RecordsError;
use crate::records::backup::copies;
use crate::records::journal::Journals;
use crate::records::lock::WriterLock;
use crate::records::merge::{self, Copies, Gathered, unwritable};
use crate::records::sqlite::{Head, SqliteStore, beside};
use crate::records::witness::{Condition, Entry, Witness};

/// The witness knows best, then the preferences, then the usual place.
pub fn of_records(shelf: &Shelf, witness: &Witness) -> PathBuf {
    let moved = || shelf.moved_to.clone();
    witness.records().map(Path::to_owned).or_else(moved).unwrap_or_else(|| shelf.records.clone())
}

/// A verified backup holds only what was acknowledged, so backups stand in for a witness that is
/// damaged or gone.
pub fn read_witness(shelf: &Shelf) -> Witness {
    let mut witness = Witness::read(&shelf.witness, &shelf.records);
    if witness.condition() != Condition::Sound {
        for copy in copies(&shelf.backups) {
            // A backup that cannot be read says nothing.
            let store = SqliteStore::open_to_read(&copy.path);
            witness.supplement(store.and_then(|store| entries(&store)).unwrap_or_default());
        }
    }
    witness
}

/// How far each session of a database has come, and whose it is.
fn entries(store: &SqliteStore) -> Result<BTreeMap<SessionId, Entry>, RecordsError> {
    let heads = store.heads()?.into_iter();
    let entry = |(id, head): (SessionId, Head)| {
        let who = store.candidate(&id);
        (id, Entry { head, who })
    };
    Ok(heads.map(entry).collect())
}

/// Whether there must be records: something mentions sessions or a chosen place.
pub fn is_expected(shelf: &Shelf, witness: &Witness, journals: &Journals, path: &Path) -> bool {
    !witness.entries().is_empty()
        || !journals.ids().is_empty()
        || !copies(&shelf.backups).is_empty()
        || (witness.records().is_none() && shelf.moved_to.as_deref() == Some(path))
}

/// Whether a database cannot be read, or lacks something that the witness knows of and the second
/// copies cannot simply add.
pub fn is_short(path: &Path, witness: &Witness, journals: &Journals) -> Result<bool, RecordsError> {
    let compared = SqliteStore::open_to_read(path).and_then(|store| {
        let heads = store.heads()?;
        let journaled = journals.ids();
        for (id, entry) in witness.entries() {
            let found = heads.get(id);
            let is_there = found.is_some_and(|head| head.events >= entry.head.events)
                && (found == Some(&entry.head)
                    || store.chain_at(id, entry.head.events)? == Some(entry.head.chain));
            if !is_there && !journaled.contains(id) {
                return Ok(true);
            }
        }
        Ok(false)
    });
    match compared {
        Err(RecordsError::Foreign { .. } | RecordsError::Damaged { .. }) => Ok(true),
        // Opening it to write reports anything else.
        Err(_) => Ok(false),
        compared => compared,
    }
}

/// The best version of every session. The database stays locked as long as the second value lives.
pub fn gather(
    shelf: &Shelf,
    path: &Path,
    witness: &Witness,
    journals: &Journals,
) -> Result<(Gathered, Option<WriterLock>), RecordsError> {
    let lock = if path.is_file() { Some(WriterLock::take(path)?) } else { None };
    let stores: Vec<SqliteStore> = SqliteStore::open_to_read(path).into_iter().collect();
    let spare = copies(&shelf.backups);
    let spare: Vec<SqliteStore> =
        spare.iter().filter_map(|copy| SqliteStore::open_to_read(&copy.path).ok()).collect();
    let gathered = merge::gather(Copies { stores: &stores, spare: &spare, journals, witness });
    Ok((gathered, lock))
}

/// The latest own note on each question that the records or a backup still have.
pub fn annotations(shelf: &Shelf, path: &Path) -> Vec<Annotation> {
    let mut known = BTreeMap::new();
    let backups = copies(&shelf.backups).into_iter().map(|copy| copy.path);
    for path in std::iter::once(path.to_owned()).chain(backups) {
        if let Ok(store) = SqliteStore::open_to_read(&path) {
            annotation::join(&mut known, store.annotations_left().0);
        }
    }
    known.into_values().collect()
}

/// What is missing where there is no file.
pub fn absence(path: &Path) -> Cause {
    if path.parent().is_some_and(Path::is_dir) { Cause::Missing } else { Cause::FolderMissing }
}

/// The folder of the records while it is there; a drive that is away must not be written to.
pub fn reachable(shelf: &Shelf, path: &Path) -> PathBuf {
    let is_there = path.parent().is_some_and(Path::is_dir);
    if is_there { path.to_owned() } else { shelf.records.clone() }
}

/// Opens the database to replace it; `None` where it is missing or unreadable.
pub fn open_current(path: &Path) -> Result<Option<SqliteStore>, RecordsError> {
    if !path.is_file() {
        return Ok(None);
    }
    match SqliteStore::open(path) {
        Ok(mut store) => {
            store.fold_journal()?;
            Ok(Some(store))
        }
        Err(RecordsError::Damaged { .. } | RecordsError::Foreign { .. }) => {
            Ok(SqliteStore::open_to_read(path).ok())
        }
        Err(error) => Err(error),
    }
}

/// Notes where the records lie and what they must hold.
pub fn renew(
    witness: &mut Witness,
    path: &Path,
    entries: BTreeMap<SessionId, Entry>,
) -> Result<(), RecordsError> {
    witness.renew(path, entries);
    witness.save().map_err(|error| unwritable(witness.folder(), &error))
}

/// A folder for second copies that are set aside.
fn aside_folder(folder: &Path) -> Result<PathBuf, RecordsError> {
    let names = (1..10_000).map(|number| folder.join(format!("set-aside-{number}")));
    let free = names.into_iter().find(|path| fs::symlink_metadata(path).is_err());
    let aside = free.unwrap_or_else(|| folder.join("set-aside"));
    make_private_folder(&aside).map_err(|error| unwritable(&aside, &error))?;
    Ok(aside)
}

/// Sets the second copies of `ids` aside; returns where they lie now.
pub fn set_journals_aside(
    shelf: &Shelf,
    journals: &Journals,
    ids: &[SessionId],
) -> Result<Option<PathBuf>, RecordsError> {
    let there = journals.ids();
    let ids: Vec<&SessionId> = ids.iter().filter(|id| there.contains(id)).collect();
    if ids.is_empty() {
        return Ok(None);
    }
    let aside = aside_folder(&shelf.witness)?;
    for id in ids {
        let from = journals.path(id);
        let to = aside.join(from.file_name().unwrap_or_default());
        fs::rename(&from, &to).map_err(|error| unwritable(&from, &error))?;
    }
    Ok(Some(aside))
}

/// Removes set-aside second copies of a session.
pub fn forget_journals_aside(shelf: &Shelf, journals: &Journals, id: &SessionId) {
    let name = journals.path(id).file_name().unwrap_or_default().to_owned();
    for folder in fs::read_dir(&shelf.witness).into_iter().flatten().flatten() {
        if folder.path().is_dir() {
            // Nothing there, nothing to remove.
            let _ = fs::remove_file(folder.path().join(&name));
        }
    }
}

/// Databases that older versions left.
fn older(shelf: &Shelf, path: &Path) -> BTreeSet<PathBuf> {
    let is_old = |old: &PathBuf| {
        old != path && fs::metadata(old).is_ok_and(|about| about.is_file() && about.len() > 0)
    };
    let is_database = |file: &PathBuf| file.extension().is_some_and(|ending| ending == "sqlite");
    let beside = shelf.records.parent().map(fs::read_dir).into_iter().flatten().flatten();
    let beside = beside.flatten().map(|file| file.path()).filter(is_database);
    beside.chain(shelf.older.iter().cloned()).filter(is_old).collect()
}

pub fn has_older(shelf: &Shelf, path: &Path) -> bool {
    !older(shelf, path).is_empty()
}

/// Joins older versions' databases into the one at `path`, each session once. They are removed once
/// everything in them is in the new one; a damaged one is set aside.
pub fn join_older(shelf: &Shelf, path: &Path) -> Result<Option<Finding>, RecordsError> {
    let older = older(shelf, path);
    if older.is_empty() {
        return Ok(None);
    }
    let mut guards = Vec::new();
    let mut stores: Vec<SqliteStore> = open_current(path)?.into_iter().collect();
    for old in &older {
        guards.push(old_lock(old)?);
        stores.extend(open_current(old)?);
    }
    let witness = Witness::read(&shelf.witness, &shelf.records);
    let journals = Journals::in_folder(&shelf.witness);
    let copies = Copies { stores: &stores, spare: &[], journals: &journals, witness: &witness };
    let gathered = merge::gather(copies);
    let losses = gathered.losses(&witness);
    // Some systems cannot rename an open file.
    drop(stores);
    let aside = merge::write(path, &gathered)?;
    // Everything of it is in the new file.
    aside.filter(|_| losses.is_empty()).map_or(Ok(()), |aside| merge::remove_database(&aside))?;
    for old in &older {
        if losses.is_empty() {
            merge::remove_database(old)?;
        } else {
            merge::set_aside_as(old, path)?;
        }
    }
    let (sessions, twins) = (gathered.sessions.len(), gathered.twins.len());
    Ok(Some(Finding::Joined { sessions, twins, losses }))
}

/// Holds the lock file of an older version, which knew no other lock.
fn old_lock(path: &Path) -> Result<Option<File>, RecordsError> {
    let Ok(file) = File::open(beside(path, ".lock")) else { return Ok(None) };
    match file.try_lock() {
        Err(TryLockError::WouldBlock) => Err(RecordsError::Locked { path: path.to_owned() }),
        // Where it cannot be locked, nobody else has locked it.
        _ => Ok(Some(file)),
    }
}
