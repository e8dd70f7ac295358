//! One database made from several copies: after damage, from a backup, or from the databases that
//! older versions kept for each workspace.
//!
//! Of every session the longest proven version is taken. Where two whole versions contradict each
//! other, both are kept, the second read-only. The old file is set aside, never overwritten.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use super::journal::Journals;
use super::salvage::{Best, Scraps, follows};
use super::sqlite::{SqliteStore, beside};
use super::witness::{Condition, Witness};
use super::{RecordStore, RecordsError};
use crate::disk::{disk_reason, sync_folder};
use crate::domain::annotation::{self, Annotation};
use crate::domain::ids::{QuestionId, SessionId};
use crate::domain::record::SessionRecord;
use crate::domain::session::Phase;
use crate::domain::summary::Overview;

#[derive(Clone, Copy)]
pub struct Copies<'c> {
    /// Every session of these is wanted; the most trusted first.
    pub stores: &'c [SqliteStore],
    /// Asked only for what the others do not have whole.
    pub spare: &'c [SqliteStore],
    /// The second copies of open sessions.
    pub journals: &'c Journals,
    /// What there must be.
    pub witness: &'c Witness,
}

#[derive(Debug, Default)]
pub struct Gathered {
    /// Under the key each gets, in the order of the list.
    pub sessions: Vec<(SessionId, Best)>,
    /// Sessions of which not even the planning is left.
    pub gone: Vec<SessionId>,
    /// Sessions that contradict another of the same id.
    pub twins: Vec<SessionId>,
    /// The latest text on each question.
    pub annotations: BTreeMap<QuestionId, Annotation>,
    /// Those of the records themselves could not all be read: the latest may be missing.
    pub are_annotations_older: bool,
}

impl Gathered {
    /// What there is to say about own notes on questions.
    pub fn doubts_annotations(&self) -> bool {
        self.are_annotations_older && !self.annotations.is_empty()
    }

    /// Sessions that are not whole, by candidate, with what they lost.
    pub fn losses(&self, witness: &Witness) -> Vec<Loss> {
        let short =
            self.sessions.iter().filter(|(_, best)| !best.is_whole()).map(|(id, best)| Loss {
                session: id.clone(),
                who: who(&best.record),
                have: best.record.events.len() as u64,
                expected: best.expected,
                lost_texts: best.lost_texts,
            });
        let gone = self.gone.iter().map(|id| {
            let entry = witness.entries().get(id);
            Loss {
                session: id.clone(),
                who: entry.map_or(String::new(), |entry| entry.who.clone()),
                have: 0,
                expected: entry.map_or(0, |entry| entry.head.events),
                lost_texts: 0,
            }
        });
        short.chain(gone).collect()
    }
}

/// A session that is not whole in any copy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Loss {
    pub session: SessionId,
    /// The candidate; empty where the name was never filled in.
    pub who: String,
    /// Steps left.
    pub have: u64,
    /// Steps there were.
    pub expected: u64,
    pub lost_texts: usize,
}

impl std::fmt::Display for Loss {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let who = if self.who.is_empty() { "a candidate not named" } else { &self.who };
        match self.expected.saturating_sub(self.have) {
            0 => write!(f, "{who}: {} texts", self.lost_texts),
            lost => write!(f, "{who}: {lost} of {} steps", self.expected),
        }
    }
}

pub fn who(record: &SessionRecord) -> String {
    Overview::of(record, &record.fold()).candidate
}

/// The best version of every session that any copy knows.
pub fn gather(copies: Copies<'_>) -> Gathered {
    let keys = keys(copies);
    let mut taken: BTreeSet<SessionId> = keys.iter().cloned().collect();
    let are_annotations_older = copies.stores.is_empty();
    let mut gathered = Gathered { are_annotations_older, ..Gathered::default() };
    for store in copies.stores {
        let (left, error) = store.annotations_left();
        annotation::join(&mut gathered.annotations, left);
        gathered.are_annotations_older |= error.is_some();
    }
    for store in copies.spare {
        annotation::join(&mut gathered.annotations, store.annotations_left().0);
    }
    for key in keys {
        // No session can have this id: its events are found under their own.
        let true_id = true_id(copies, &key);
        let head = copies.witness.entries().get(&key).map(|entry| &entry.head);
        let is_enough = |record: &SessionRecord| {
            head.is_none_or(|head| {
                record.events.len() as u64 >= head.events && follows(record, head)
            })
        };
        let mut versions = whole_versions(copies, &key);
        let main = versions.iter().position(&is_enough).map(|at| versions.remove(at));
        if main.is_some() {
            for record in versions {
                let names =
                    (2..10_000).map(|number| SessionId::parse(format!("{true_id}-{number}")));
                let free = names.flatten().find(|name| !taken.contains(name));
                gathered.twins.extend(free.clone());
                taken.extend(free.clone());
                gathered.sessions.extend(free.map(|name| (name, whole(record))));
            }
        }
        let in_spare = || copies.spare.iter().filter_map(|store| store.load(&key).ok());
        let scraps = match main.or_else(|| in_spare().find(is_enough)) {
            Some(main) => Scraps::of(&main),
            None => copies
                .stores
                .iter()
                .chain(copies.spare)
                .map(|store| store.scraps(&key))
                .fold(Scraps::default(), Scraps::join),
        };
        match scraps.join(copies.journals.scraps(&key)).best(&true_id, head) {
            Some(best) => gathered.sessions.push((key.clone(), doubted(copies, &key, best))),
            None => gathered.gone.push(key),
        }
    }
    gathered
}

/// Without a sound witness, a backup alone cannot say how far an open session had come.
fn doubted(copies: Copies<'_>, key: &SessionId, mut best: Best) -> Best {
    let is_in_use = copies.stores.iter().any(|store| !store.scraps(key).events.is_empty())
        || !copies.journals.scraps(key).events.is_empty();
    let is_closed = || matches!(best.record.fold().phase, Phase::Submitted | Phase::NoShow);
    if copies.witness.condition() != Condition::Sound && !is_in_use && !is_closed() {
        let words = "it comes from a backup, and its latest steps may be missing";
        best.record.lost.get_or_insert_with(|| words.to_owned());
    }
    best
}

fn whole(record: SessionRecord) -> Best {
    let expected = record.events.len() as u64;
    Best { record, expected, lost_texts: 0, has_other_set: false, is_another: false }
}

/// The oldest session first.
fn keys(copies: Copies<'_>) -> Vec<SessionId> {
    let mut known = BTreeSet::new();
    let mut keys = Vec::new();
    let listed = copies.stores.iter().rev().flat_map(|store| {
        let mut ids = store.ids().unwrap_or_default();
        ids.reverse();
        // Sessions whose own row is gone or has another id.
        let strays = store.ids_of_events();
        ids.into_iter().chain(strays).filter(|id| !id.as_str().starts_with("unreadable-"))
    });
    let witnessed = copies.witness.entries().keys().cloned();
    for key in listed.chain(witnessed).chain(copies.journals.ids()) {
        if known.insert(key.clone()) {
            keys.push(key);
        }
    }
    keys
}

fn true_id(copies: Copies<'_>, key: &SessionId) -> SessionId {
    let mut standings = copies.stores.iter().chain(copies.spare).map(|store| store.standing(key));
    let twin = standings.find_map(|standing| standing.ok()?.0);
    twin.unwrap_or_else(|| key.clone())
}

/// Whole versions of a session that contradict each other, each the longest of its kind.
fn whole_versions(copies: Copies<'_>, key: &SessionId) -> Vec<SessionRecord> {
    let mut versions: Vec<SessionRecord> = Vec::new();
    for record in copies.stores.iter().filter_map(|store| store.load(key).ok()) {
        let same = versions
            .iter_mut()
            .find(|known| known.events.iter().zip(&record.events).all(|(one, other)| one == other));
        match same {
            Some(known) if known.events.len() < record.events.len() => *known = record,
            Some(_) => {}
            None => versions.push(record),
        }
    }
    versions
}

/// Writes the sessions into a new database at `path`. Returns where the old file was set aside.
pub fn write(path: &Path, gathered: &Gathered) -> Result<Option<PathBuf>, RecordsError> {
    let draft = beside(path, ".new");
    remove_database(&draft)?;
    let mut store = SqliteStore::open(&draft)?;
    for (key, best) in &gathered.sessions {
        store.insert(key, &best.record)?;
    }
    let annotations: Vec<Annotation> = gathered.annotations.values().cloned().collect();
    store.annotate(&annotations)?;
    store.fold_journal()?;
    for (key, best) in &gathered.sessions {
        if best.is_whole() && store.load(key)? != best.record {
            return Err(RecordsError::Disk { path: draft });
        }
    }
    drop(store);
    put_in_place(&draft, path)
}

/// Puts a finished database in the place of another, which is set aside with its journal.
pub fn put_in_place(draft: &Path, path: &Path) -> Result<Option<PathBuf>, RecordsError> {
    let aside = set_aside(path)?;
    fs::rename(draft, path).map_err(|error| unwritable(path, &error))?;
    if let Some(folder) = path.parent() {
        sync_folder(folder);
    }
    Ok(aside)
}

/// Renames a database with SQLite's files beside it, so that none of them is ever read into
/// another.
pub fn set_aside(path: &Path) -> Result<Option<PathBuf>, RecordsError> {
    set_aside_as(path, path)
}

/// Sets a database aside under the name of another, where [`set_asides`] of that one finds it.
pub fn set_aside_as(path: &Path, name: &Path) -> Result<Option<PathBuf>, RecordsError> {
    let is_there = |path: &Path| fs::symlink_metadata(path).is_ok();
    let endings = ["", "-wal", "-shm"];
    if !endings.iter().any(|ending| is_there(&beside(path, ending))) {
        return Ok(None);
    }
    let free = (1..10_000)
        .map(|number| beside(name, &format!(".set-aside-{number}")))
        .find(|name| !endings.iter().any(|ending| is_there(&beside(name, ending))));
    let Some(aside) = free else {
        let reason = "too many older copies lie beside it: remove some".to_owned();
        return Err(RecordsError::Unwritable { path: path.to_owned(), reason });
    };
    for ending in endings {
        let (from, to) = (beside(path, ending), beside(&aside, ending));
        if is_there(&from) {
            fs::rename(&from, &to).map_err(|error| unwritable(&from, &error))?;
        }
    }
    Ok(Some(aside))
}

/// The files that [`set_aside`] left beside a database.
pub fn set_asides(path: &Path) -> Vec<PathBuf> {
    let start = format!("{}.set-aside-", path.file_name().unwrap_or_default().to_string_lossy());
    let folder = path.parent().map(fs::read_dir);
    let files = folder.into_iter().flatten().flatten().flatten().map(|file| file.path());
    let is_main = |path: &PathBuf| {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let number = name.strip_prefix(&start).map(str::to_owned);
        number.is_some_and(|number| number.bytes().all(|byte| byte.is_ascii_digit()))
    };
    files.filter(is_main).collect()
}

/// With SQLite's files beside it.
pub fn remove_database(path: &Path) -> Result<(), RecordsError> {
    for ending in ["", "-wal", "-shm", ".lock"] {
        match fs::remove_file(beside(path, ending)) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                return Err(unwritable(&beside(path, ending), &error));
            }
            _ => {}
        }
    }
    Ok(())
}

pub(super) fn unwritable(path: &Path, error: &std::io::Error) -> RecordsError {
    RecordsError::Unwritable { path: path.to_owned(), reason: disk_reason(error) }
}
