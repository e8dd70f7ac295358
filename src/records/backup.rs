//! Verified copies of the whole database, and their rotation.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::time::Duration;

use chrono::DateTime;
use rusqlite::Connection;
use rusqlite::backup::Backup;

use super::merge::{remove_database, unwritable};
use super::sqlite::{Head, SqliteStore, beside, database_error};
use super::witness::Entry;
use super::{RecordStore, RecordsError};
use crate::disk::{make_private_folder, narrow, private_options, sync_folder};
use crate::domain::ids::SessionId;

/// For this many days the newest copy of each is kept.
const DAYS: usize = 7;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Occasion {
    /// The program started, or a session closed without a submission: the day's copy.
    Day,
    /// A session was submitted or amended: the last submission's copy, and the day's.
    Submission,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Copy {
    pub path: PathBuf,
    /// As a list shows it.
    pub name: String,
}

/// A session that a database does not hold as it should.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unsound {
    pub session: SessionId,
    /// As far as it is known.
    pub who: String,
    pub why: String,
}

impl Unsound {
    /// The candidate, or the session where the name is not known.
    pub fn name(&self) -> &str {
        if self.who.is_empty() { self.session.as_str() } else { &self.who }
    }
}

/// The last submission's copy first, then the days', newest first.
pub fn copies(folder: &Path) -> Vec<Copy> {
    let files = fs::read_dir(folder).into_iter().flatten().flatten().map(|file| file.path());
    let mut paths: Vec<PathBuf> =
        files.filter(|path| path.extension().is_some_and(|ending| ending == "sqlite")).collect();
    paths.sort();
    paths.reverse();
    let copy = |path: PathBuf| {
        let stem = path.file_stem()?.to_str()?.to_owned();
        let name = match (stem.strip_prefix("day-"), stem.strip_prefix("kept-")) {
            (Some(day), _) => format!("Backup of {day}"),
            (None, Some(day)) => format!("Earlier backup of {day}"),
            (None, None) if stem == "submission" => {
                "Backup made after the last submission".to_owned()
            }
            (None, None) => return None,
        };
        Some(Copy { path, name })
    };
    paths.into_iter().filter_map(copy).collect()
}

/// Copies the database at `from`, which must hold what `entries` say. Returns how far each session
/// has come in the copies. A copy that does not verify replaces nothing.
pub fn make(
    from: &Path,
    folder: &Path,
    entries: &BTreeMap<SessionId, Entry>,
    (occasion, wall_ms): (Occasion, i64),
) -> Result<BTreeMap<SessionId, Head>, BackupError> {
    make_private_folder(folder).map_err(|error| unwritable(folder, &error))?;
    narrow(folder).map_err(|error| unwritable(folder, &error))?;
    let day = DateTime::from_timestamp_millis(wall_ms).map(|at| at.format("%Y-%m-%d").to_string());
    let day = folder.join(format!("day-{}.sqlite", day.unwrap_or_default()));
    // One name every day, so that a draft cut short is found and removed.
    let draft = folder.join("draft");
    copy_database(from, &draft)?;
    let heads = match verify(&draft, entries) {
        Ok(heads) => heads,
        Err(error) => {
            let _ = remove_database(&draft);
            return Err(error);
        }
    };
    keep_better(&day, &heads);
    if occasion == Occasion::Submission {
        let (again, submission) = (folder.join("draft-2"), folder.join("submission.sqlite"));
        remove_database(&again)?;
        let copied = fs::copy(&draft, &again).and_then(|_| File::open(&again)?.sync_all());
        copied.map_err(|error| unwritable(&again, &error))?;
        replace(&again, &submission)?;
    }
    replace(&draft, &day)?;
    rotate(folder);
    Ok(heads)
}

#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    #[error(transparent)]
    Records(#[from] RecordsError),
    /// The database itself does not hold what it should; the older copies stay as they are.
    #[error("{} of the records are damaged or short", .0.len())]
    Unsound(Vec<Unsound>),
}

/// Copies a database, as it stands between two writes, to a new file complete by itself.
pub fn copy_database(from: &Path, to: &Path) -> Result<(), RecordsError> {
    remove_database(to)?;
    let source = SqliteStore::open_to_read(from)?;
    let file = private_options().create_new(true).write(true).open(to);
    file.map_err(|error| unwritable(to, &error))?;
    let failed = |error: rusqlite::Error| database_error(to, &error);
    let copied = (|| {
        let mut target = Connection::open(to).map_err(failed)?;
        source.copy_into(&mut target)?;
        // Without a journal beside it, so that the one file is everything.
        target.pragma_update(None, "journal_mode", "DELETE").map_err(failed)?;
        drop(target);
        let file = File::open(to).map_err(|error| unwritable(to, &error))?;
        file.sync_all().map_err(|error| unwritable(to, &error))
    })();
    if copied.is_err() {
        // An unfinished copy is of no use.
        let _ = remove_database(to);
    }
    copied
}

impl SqliteStore {
    fn copy_into(&self, target: &mut Connection) -> Result<(), RecordsError> {
        let failed = |error: rusqlite::Error| database_error(self.path(), &error);
        let backup = Backup::new(self.connection(), target).map_err(failed)?;
        backup.run_to_completion(1024, Duration::ZERO, None).map_err(failed)
    }
}

/// Compares every session of a database with the witness.
pub fn verify(
    path: &Path,
    entries: &BTreeMap<SessionId, Entry>,
) -> Result<BTreeMap<SessionId, Head>, BackupError> {
    let store = SqliteStore::open_to_read(path)?;
    let unsound = unsound(&store, entries)?;
    if unsound.is_empty() { Ok(store.heads()?) } else { Err(BackupError::Unsound(unsound)) }
}

/// Sessions that are damaged, short or missing in a store.
pub fn unsound(
    store: &SqliteStore,
    entries: &BTreeMap<SessionId, Entry>,
) -> Result<Vec<Unsound>, RecordsError> {
    store.check_structure()?;
    let heads = store.heads()?;
    let mut unsound = Vec::new();
    let who = |id: &SessionId| entries.get(id).map_or(String::new(), |entry| entry.who.clone());
    for id in store.ids()? {
        // The person already knows of this loss.
        let is_known = store.standing(&id)?.1.is_some();
        if let Err(error) = store.load(&id)
            && !is_known
        {
            unsound.push(Unsound { who: who(&id), session: id, why: error.to_string() });
        }
    }
    for (id, entry) in entries {
        let found = heads.get(id).map_or(0, |head| head.events);
        let why = if found < entry.head.events {
            format!("{} of {} steps are missing", entry.head.events - found, entry.head.events)
        } else if store.chain_at(id, entry.head.events)? != Some(entry.head.chain) {
            "its steps are not those that were acknowledged".to_owned()
        } else {
            continue;
        };
        if unsound.iter().all(|known| known.session != *id) {
            unsound.push(Unsound { session: id.clone(), who: entry.who.clone(), why });
        }
    }
    Ok(unsound)
}

/// Keeps a day's copy under a name of its own where the new one lacks something of it.
fn keep_better(day: &Path, heads: &BTreeMap<SessionId, Head>) {
    let Ok(store) = SqliteStore::open_to_read(day) else { return };
    let old = store.heads().unwrap_or_default();
    drop(store);
    let has_it = |(id, head): (&SessionId, &Head)| {
        heads.get(id).is_some_and(|found| found.events >= head.events)
    };
    if old.iter().all(has_it) {
        return;
    }
    let stem = day.file_stem().unwrap_or_default().to_string_lossy().replacen("day-", "kept-", 1);
    let names = (1..1000).map(|number| day.with_file_name(format!("{stem}-{number}.sqlite")));
    if let Some(kept) = names.into_iter().find(|path| !path.exists()) {
        // Where it cannot be renamed it is replaced; the copies of the other days remain.
        let _ = fs::rename(day, kept);
    }
}

fn replace(draft: &Path, path: &Path) -> Result<(), RecordsError> {
    // A journal that an older copy left would be read into the new one.
    for ending in ["-wal", "-shm"] {
        let _ = fs::remove_file(beside(path, ending));
    }
    fs::rename(draft, path).map_err(|error| unwritable(path, &error))?;
    if let Some(folder) = path.parent() {
        sync_folder(folder);
    }
    Ok(())
}

/// Keeps the newest copy of each of the last days.
fn rotate(folder: &Path) {
    let days = copies(folder);
    let stem = |copy: &Copy| copy.path.file_stem()?.to_str().map(str::to_owned);
    let is_day = |copy: &&Copy| stem(copy).is_some_and(|stem| stem.starts_with("day-"));
    for copy in days.iter().filter(is_day).skip(DAYS) {
        // Otherwise it goes next time.
        let _ = remove_database(&copy.path);
    }
}

/// Removes a session from every copy; returns the copies that still hold it.
pub fn forget(copies: impl IntoIterator<Item = PathBuf>, id: &SessionId) -> Vec<PathBuf> {
    let mut left = Vec::new();
    for path in copies {
        let forgotten = (|| {
            let mut store = SqliteStore::open(&path)?;
            match store.delete(id) {
                Err(RecordsError::NoSuchSession(_)) if store.scraps(id).events.is_empty() => Ok(()),
                result => result,
            }?;
            store.close_whole()
        })();
        // A copy too damaged to forget one session is of little use, and must not keep its words.
        if forgotten.is_err() && remove_database(&path).is_err() {
            left.push(path);
        }
    }
    left
}
