//! The records as a whole: store, second copy and witness; opened, checked, repaired.
//!
//! What one copy lost another gives back, and the person is told. What none has is told too, by
//! name and number; then nothing is touched until a person decides ([`Decision`]).

mod finding;
mod place;
mod work;

pub use finding::{Cause, Finding, Trouble};
pub use work::{Leftovers, Moved, rescue_files};

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use super::backup;
use super::journal::Journals;
use super::merge::{self, Copies, Gathered};
use super::salvage::{Best, Scraps};
use super::sqlite::{SqliteStore, wal_is_empty};
use super::witness::{Condition, Entry, Witness};
use super::{Batch, RecordStore, RecordsError};
use crate::disk::disk_reason;
use crate::domain::ids::SessionId;
use crate::domain::record::SessionRecord;
use crate::domain::text::Text;

/// Where a person's records and their copies lie.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shelf {
    /// The database, unless the witness knows another place.
    pub records: PathBuf,
    /// Folder of the witness and the second copies.
    pub witness: PathBuf,
    pub backups: PathBuf,
    /// Databases of older versions, one for each workspace.
    pub older: Vec<PathBuf>,
    /// Where the preferences say the records were moved to.
    pub moved_to: Option<PathBuf>,
}

/// How thoroughly an opening checks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Depth {
    /// How far each session has come, and every open session.
    Quick,
    /// Every event and every text.
    Deep,
}

#[derive(Debug)]
pub enum Opening {
    Open(Box<Vault>, Vec<Finding>),
    /// Something is missing that no copy has, or the file is not where it was: a person decides.
    Undecided(Box<Trouble>),
}

/// What a person may decide where something is missing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decision {
    Locate(PathBuf),
    /// Go on with everything that all copies together still have.
    Recover,
    /// Begin with no session; what is left of the old ones is set aside. Own notes on questions stay.
    StartNew,
}

#[derive(Debug)]
pub struct Vault {
    store: SqliteStore,
    witness: Witness,
    journals: Journals,
    shelf: Shelf,
    read_only: Option<String>,
    second_copy_trouble: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Loaded {
    pub record: SessionRecord,
    /// Why it can only be read.
    pub read_only: Option<String>,
}

impl Vault {
    /// Opens the records, and repairs what their copies can.
    pub fn open(shelf: &Shelf, depth: Depth) -> Result<Opening, RecordsError> {
        Self::open_with(shelf, depth, Self::repair)
    }

    /// For records in use a moment ago: a missing file is never made, even if nothing else mentions
    /// any.
    pub fn open_again(shelf: &Shelf) -> Result<Opening, RecordsError> {
        let witness = place::read_witness(shelf);
        let path = place::of_records(shelf, &witness);
        if path.is_file() {
            return Self::open(shelf, Depth::Quick);
        }
        let journals = Journals::in_folder(&shelf.witness);
        undecided(shelf, &path, place::absence(&path), &witness, &journals)
    }

    /// What needs a repair goes to `repair`.
    fn open_with(shelf: &Shelf, depth: Depth, repair: Repair) -> Result<Opening, RecordsError> {
        let witness = place::read_witness(shelf);
        let journals = Journals::in_folder(&shelf.witness);
        let path = place::of_records(shelf, &witness);
        let is_expected = place::is_expected(shelf, &witness, &journals, &path);
        if !path.is_file() && is_expected {
            return undecided(shelf, &path, place::absence(&path), &witness, &journals);
        }
        let is_empty = fs::metadata(&path).is_ok_and(|about| about.len() == 0);
        if is_empty && is_expected {
            return repair(shelf, &path, Cause::Empty, witness, journals);
        }
        // SQLite would clear away an older journal beside a new database.
        if !path.is_file() && !wal_is_empty(&path) {
            return undecided(shelf, &path, Cause::Missing, &witness, &journals);
        }
        let mut findings = Vec::new();
        findings.extend(place::join_older(shelf, &path)?);
        // Checked before it is opened to write: what is short must not be touched.
        if path.is_file() && is_expected && place::is_short(&path, &witness, &journals)? {
            return repair(shelf, &path, Cause::Damaged, witness, journals);
        }
        let store = match SqliteStore::open(&path) {
            Ok(store) => store,
            Err(error @ (RecordsError::Locked { .. } | RecordsError::Unwritable { .. })) => {
                return Self::open_to_read(shelf, &path, witness, journals, error);
            }
            Err(RecordsError::Damaged { .. }) if is_expected => {
                return repair(shelf, &path, Cause::Damaged, witness, journals);
            }
            Err(error) => return Err(error),
        };
        if store.was_narrowed() {
            findings.push(Finding::Narrowed(path.clone()));
        }
        let mut vault = Self::over(store, witness, journals, shelf);
        match vault.complete_all(depth) {
            Ok(Compared::Sound) => {}
            Ok(Compared::Completed(who)) => findings.push(Finding::Completed(who)),
            Ok(Compared::Suspect) | Err(RecordsError::Damaged { .. }) => {
                let Self { store, witness, journals, .. } = vault;
                drop(store);
                return repair(shelf, &path, Cause::Damaged, witness, journals);
            }
            Err(error) => return Err(error),
        }
        let is_joined = findings.iter().any(|finding| matches!(finding, Finding::Joined { .. }));
        // Older versions kept no witness.
        findings.extend(vault.renew_witness()?.filter(|_| !is_joined));
        Ok(Opening::Open(Box::new(vault), findings))
    }

    /// To look only: nothing is made, repaired or kept.
    pub fn inspect(shelf: &Shelf) -> Result<Self, RecordsError> {
        let witness = Witness::read(&shelf.witness, &shelf.records);
        let store = SqliteStore::open_to_read(&place::of_records(shelf, &witness))?;
        let journals = Journals::in_folder(&shelf.witness);
        let mut vault = Self::over(store, witness, journals, shelf);
        vault.read_only = Some("the records are open read-only".to_owned());
        Ok(vault)
    }

    /// Whether there must be records: something mentions sessions.
    pub fn is_expected(shelf: &Shelf) -> bool {
        let witness = Witness::read(&shelf.witness, &shelf.records);
        let journals = Journals::in_folder(&shelf.witness);
        let path = place::of_records(shelf, &witness);
        place::is_expected(shelf, &witness, &journals, &path) || place::has_older(shelf, &path)
    }

    /// Does what a person decided, then opens the result.
    pub fn decide(shelf: &Shelf, decision: &Decision) -> Result<Opening, RecordsError> {
        let mut witness = place::read_witness(shelf);
        let journals = Journals::in_folder(&shelf.witness);
        let path = place::of_records(shelf, &witness);
        match decision {
            Decision::Locate(found) => {
                drop(SqliteStore::open_to_read(found)?);
                let entries = witness.entries().clone();
                place::renew(&mut witness, found, entries)?;
                Self::open(shelf, Depth::Quick)
            }
            Decision::Recover => {
                let target = place::reachable(shelf, &path);
                let (gathered, lock) = place::gather(shelf, &path, &witness, &journals)?;
                let losses = gathered.losses(&witness);
                let aside = merge::write(&target, &gathered)?;
                drop(lock);
                // What is left of a broken second copy must not be taken for new events.
                let broken: Vec<SessionId> =
                    losses.iter().map(|loss| loss.session.clone()).collect();
                place::set_journals_aside(shelf, &journals, &broken)?;
                place::renew(&mut witness, &target, BTreeMap::new())?;
                let sessions = gathered.sessions.len();
                let found = Finding::Recovered { sessions, losses, aside };
                Self::reopen(shelf, with_doubts(found, &gathered))
            }
            Decision::StartNew => {
                let target = place::reachable(shelf, &path);
                let annotations = place::annotations(shelf, &path);
                let aside = merge::set_aside(&target)?;
                let kept = place::set_journals_aside(shelf, &journals, &journals.ids())?;
                place::renew(&mut witness, &target, BTreeMap::new())?;
                SqliteStore::open(&target)?.annotate(&annotations)?;
                Self::reopen(shelf, vec![Finding::StartedNew { aside, kept }])
            }
        }
    }

    /// Brings back what a backup has: its sessions join those that are there, and nothing is lost.
    /// The backup is checked before anything is replaced.
    pub fn restore(shelf: &Shelf, from: &Path) -> Result<Opening, RecordsError> {
        let mut witness = place::read_witness(shelf);
        let path = place::of_records(shelf, &witness);
        let bad = |reason: String| RecordsError::BadBackup { path: from.to_owned(), reason };
        let backup = SqliteStore::open_to_read(from).map_err(|error| bad(error.to_string()))?;
        let damaged = backup::unsound(&backup, &BTreeMap::new()).map_err(|e| bad(e.to_string()))?;
        if let Some(first) = damaged.first() {
            return Err(bad(format!(
                "{} of its sessions are damaged: {}",
                damaged.len(),
                first.why
            )));
        }
        let journals = Journals::in_folder(&shelf.witness);
        let writer = place::open_current(&path)?;
        let mut stores: Vec<SqliteStore> = writer.into_iter().collect();
        stores.push(backup);
        let copies = Copies { stores: &stores, spare: &[], journals: &journals, witness: &witness };
        let gathered = merge::gather(copies);
        // Some systems cannot rename an open file.
        drop(stores);
        let aside = merge::write(&path, &gathered)?;
        let losses = gathered.losses(&witness);
        place::renew(&mut witness, &path, BTreeMap::new())?;
        let finding = Finding::Recovered { sessions: gathered.sessions.len(), losses, aside };
        Self::reopen(shelf, vec![finding])
    }

    fn reopen(shelf: &Shelf, first: Vec<Finding>) -> Result<Opening, RecordsError> {
        let mut opening = Self::open_with(shelf, Depth::Quick, Self::ask)?;
        if let Opening::Open(_, findings) = &mut opening {
            findings.splice(0..0, first);
        }
        Ok(opening)
    }

    fn over(store: SqliteStore, witness: Witness, journals: Journals, shelf: &Shelf) -> Self {
        let shelf = shelf.clone();
        Self { store, witness, journals, shelf, read_only: None, second_copy_trouble: None }
    }

    fn open_to_read(
        shelf: &Shelf,
        path: &Path,
        witness: Witness,
        journals: Journals,
        why: RecordsError,
    ) -> Result<Opening, RecordsError> {
        let store = match SqliteStore::open_to_read(path) {
            Ok(store) => store,
            Err(_) => return Err(why),
        };
        let mut vault = Self::over(store, witness, journals, shelf);
        vault.read_only = Some(why.to_string());
        Ok(Opening::Open(Box::new(vault), Vec::new()))
    }

    /// Makes the database anew where all copies together certainly have everything; otherwise asks.
    fn repair(
        shelf: &Shelf,
        path: &Path,
        cause: Cause,
        mut witness: Witness,
        journals: Journals,
    ) -> Result<Opening, RecordsError> {
        let (gathered, lock) = place::gather(shelf, path, &witness, &journals)?;
        let is_witnessed = witness.condition() == Condition::Sound;
        if !gathered.losses(&witness).is_empty() || !is_witnessed {
            drop(lock);
            return undecided(shelf, path, cause, &witness, &journals);
        }
        let aside = merge::write(path, &gathered)?;
        drop(lock);
        let entries = witness.entries().clone();
        place::renew(&mut witness, path, entries)?;
        let sessions = gathered.sessions.len();
        Self::reopen(shelf, with_doubts(Finding::Repaired { sessions, aside }, &gathered))
    }

    /// A repair that did not help is not tried again: a person decides.
    fn ask(
        shelf: &Shelf,
        path: &Path,
        cause: Cause,
        witness: Witness,
        journals: Journals,
    ) -> Result<Opening, RecordsError> {
        undecided(shelf, path, cause, &witness, &journals)
    }

    /// Adds to the store what only the second copies have.
    fn complete_all(&mut self, depth: Depth) -> Result<Compared, RecordsError> {
        let mut completed = Vec::new();
        for id in self.journals.ids() {
            match self.complete(&id)? {
                Some(Some(who)) => completed.push(who),
                Some(None) => {}
                None => return Ok(Compared::Suspect),
            }
        }
        // Left alone, it would keep every backup from being made.
        if self.store.annotations().is_err() {
            return Ok(Compared::Suspect);
        }
        if depth == Depth::Deep && !backup::unsound(&self.store, self.witness.entries())?.is_empty()
        {
            return Ok(Compared::Suspect);
        }
        Ok(if completed.is_empty() { Compared::Sound } else { Compared::Completed(completed) })
    }

    /// Adds to a session what only its second copy has. Returns the candidate where something was
    /// added, `None` where the session needs a repair.
    #[expect(clippy::option_option, reason = "nothing to add differs from nothing to be done here")]
    fn complete(&mut self, id: &SessionId) -> Result<Option<Option<String>>, RecordsError> {
        let head = self.witness.entries().get(id).map(|entry| entry.head.clone());
        let stored = match self.store.load(id) {
            Ok(record) => record,
            // Events without their session's own row need a repair.
            Err(RecordsError::NoSuchSession(_)) if !self.store.scraps(id).events.is_empty() => {
                return Ok(None);
            }
            Err(RecordsError::NoSuchSession(_)) => {
                return match self.journals.scraps(id).best(id, head.as_ref()) {
                    Some(best) if best.is_whole() => {
                        self.store.insert(id, &best.record)?;
                        Ok(Some(Some(merge::who(&best.record))))
                    }
                    // A journal that was only begun holds nothing acknowledged.
                    None if head.is_none() => Ok(Some(None)),
                    _ => Ok(None),
                };
            }
            Err(_) => return Ok(None),
        };
        let scraps = Scraps::of(&stored).join(self.journals.scraps(id));
        let Some(Best { record, .. }) = scraps.best(id, head.as_ref()).filter(Best::is_whole)
        else {
            return Ok(None);
        };
        let known = stored.events.len();
        let Some((old, new)) = record.events.split_at_checked(known) else { return Ok(None) };
        if old != stored.events {
            return Ok(None);
        }
        if new.is_empty() {
            return Ok(Some(None));
        }
        let is_new = |text: &&Text| stored.texts.iter().all(|known| known.id != text.id);
        let texts = record.texts.iter().filter(is_new).cloned().collect();
        let batch = Batch { events: new.to_vec(), texts };
        self.store.append(id, known as u64, &batch)?;
        Ok(Some(Some(merge::who(&record))))
    }

    /// Updates the witness to what the store holds.
    fn renew_witness(&mut self) -> Result<Option<Finding>, RecordsError> {
        let heads = self.store.heads()?;
        let was_unsound = match self.witness.condition() {
            Condition::Sound => false,
            Condition::Damaged => true,
            // New records have none yet.
            Condition::Absent => !heads.is_empty(),
        };
        let known = self.witness.entries();
        let mut entries = BTreeMap::new();
        for (id, head) in heads {
            let who = match known.get(&id) {
                Some(entry) if entry.head == head => entry.who.clone(),
                _ => self.store.candidate(&id),
            };
            entries.insert(id, Entry { head, who });
        }
        let path = self.store.path().to_owned();
        if let Err(error) = self.witness.update(&path, entries) {
            self.second_copy_trouble = Some(disk_reason(&error));
        }
        Ok(was_unsound.then_some(Finding::WitnessRebuilt))
    }
}

/// What is done with damaged or short records.
type Repair = fn(&Shelf, &Path, Cause, Witness, Journals) -> Result<Opening, RecordsError>;

enum Compared {
    Sound,
    Completed(Vec<String>),
    Suspect,
}

/// What was done, and whether own notes on questions may have been lost on the way.
fn with_doubts(done: Finding, gathered: &Gathered) -> Vec<Finding> {
    let doubts = gathered.doubts_annotations().then_some(Finding::Unannotated);
    std::iter::once(done).chain(doubts).collect()
}

fn undecided(
    shelf: &Shelf,
    path: &Path,
    cause: Cause,
    witness: &Witness,
    journals: &Journals,
) -> Result<Opening, RecordsError> {
    let (gathered, _lock) = place::gather(shelf, path, witness, journals)?;
    let whole = gathered.sessions.iter().filter(|(_, best)| best.is_whole()).count();
    Ok(Opening::Undecided(Box::new(Trouble {
        path: path.to_owned(),
        cause,
        losses: gathered.losses(witness),
        is_witnessed: witness.condition() == Condition::Sound,
        whole,
        sessions: gathered.sessions.len() + gathered.gone.len(),
    })))
}
