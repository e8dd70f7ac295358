//! The records in use: every step is in two places before it counts as saved.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::{Loaded, Shelf, Vault, place};
use crate::disk::{disk_reason, make_private_folder, sync_folder};
use crate::domain::annotation::Annotation;
use crate::domain::ids::SessionId;
use crate::domain::record::SessionRecord;
use crate::domain::session::Phase;
use crate::domain::set::FrozenSet;
use crate::domain::summary::Summary;
use crate::records::backup::{self, copies, copy_database};
use crate::records::merge::{remove_database, set_asides, unwritable};
use crate::records::salvage::Scraps;
use crate::records::sqlite::{Head, Page, Query, RowKind, SqliteStore};
use crate::records::witness::Entry;
use crate::records::{Batch, RecordStore, RecordsError};

/// Files that still hold a deleted session.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Leftovers(pub Vec<PathBuf>);

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moved {
    pub from: PathBuf,
    pub to: PathBuf,
}

impl Vault {
    pub fn path(&self) -> &Path {
        self.store.path()
    }

    pub fn store(&self) -> &SqliteStore {
        &self.store
    }

    /// Why nothing can be written, where that is so.
    pub fn read_only(&self) -> Option<&str> {
        self.read_only.as_deref()
    }

    /// Why the last step has no second copy, where that is so.
    pub fn second_copy_trouble(&self) -> Option<&str> {
        self.second_copy_trouble.as_deref()
    }

    /// What the records must hold.
    pub fn entries(&self) -> &BTreeMap<SessionId, Entry> {
        self.witness.entries()
    }

    pub fn shelf(&self) -> &Shelf {
        &self.shelf
    }

    pub fn page(&self, query: &Query) -> Result<Page, RecordsError> {
        self.store.page(query)
    }

    pub fn latest(&self, kind: RowKind, limit: u32) -> Result<Vec<Summary>, RecordsError> {
        self.store.latest(kind, limit)
    }

    /// See [`RecordStore::create`].
    pub fn create(
        &mut self,
        id: &SessionId,
        set: &FrozenSet,
        batch: &Batch,
    ) -> Result<(), RecordsError> {
        self.may_write()?;
        let Batch { events, texts } = batch.clone();
        let record = SessionRecord { id: id.clone(), set: set.clone(), events, texts, lost: None };
        let begun = self.journals.begin(&record);
        self.second_copy_trouble = begun.err().map(|error| disk_reason(&error));
        self.in_place(|store| store.create(id, set, batch))?;
        self.note(id)
    }

    /// See [`RecordStore::append`].
    pub fn append(
        &mut self,
        id: &SessionId,
        after: u64,
        batch: &Batch,
    ) -> Result<(), RecordsError> {
        self.may_write()?;
        let second = self.add_to_second_copy(id, after, batch);
        self.second_copy_trouble = second.err();
        self.in_place(|store| store.append(id, after, batch))?;
        self.note(id)
    }

    /// Keeps the interviewer's own notes on questions. They have no second copy but the backups.
    pub fn annotate(&mut self, annotations: &[Annotation]) -> Result<(), RecordsError> {
        self.may_write()?;
        self.in_place(|store| store.annotate(annotations))
    }

    fn may_write(&self) -> Result<(), RecordsError> {
        match self.read_only {
            Some(_) => Err(RecordsError::ReadOnly { path: self.path().to_owned() }),
            None => Ok(()),
        }
    }

    /// Writes only while the path leads to the open file; "saved" is said only then.
    fn in_place(
        &mut self,
        write: impl FnOnce(&mut SqliteStore) -> Result<(), RecordsError>,
    ) -> Result<(), RecordsError> {
        self.store.check_presence()?;
        write(&mut self.store)?;
        self.store.check_presence()
    }

    fn add_to_second_copy(
        &mut self,
        id: &SessionId,
        after: u64,
        batch: &Batch,
    ) -> Result<(), String> {
        let failed = |error: std::io::Error| disk_reason(&error);
        if !self.journals.is_ready(id, after) {
            let record = self.known(id).ok_or("the session cannot be read")?;
            self.journals.begin(&record).map_err(failed)?;
        }
        self.journals.append(id, batch).map_err(failed)
    }

    /// All that the store and the second copy have of a session.
    fn known(&self, id: &SessionId) -> Option<SessionRecord> {
        let stored = self.store.load(id).ok();
        let scraps = stored.as_ref().map(Scraps::of).unwrap_or_default();
        let head = self.entries().get(id).map(|entry| &entry.head);
        let best = scraps.join(self.journals.scraps(id)).best(id, head)?;
        Some(best.record)
    }

    /// Notes in the witness how far a session has come. The step is already safe in two places, so
    /// trouble here is told and is no failure.
    fn note(&mut self, id: &SessionId) -> Result<(), RecordsError> {
        let Some(head) = self.store.head(id)? else { return Ok(()) };
        let known = self.entries().get(id).map(|entry| entry.who.clone());
        let who = self.store.who(id).map(str::to_owned).or(known).unwrap_or_default();
        if let Err(error) = self.witness.note(id, Entry { head, who }) {
            self.second_copy_trouble = Some(disk_reason(&error));
        }
        Ok(())
    }

    /// A session, whole or what is left of it, with what there is to say about it.
    pub fn load(&self, id: &SessionId) -> Result<Loaded, RecordsError> {
        let (twin_of, _) = self.store.standing(id)?;
        let twin = twin_of.map(|_| "another session has the same id".to_owned());
        let error = match self.store.load(id) {
            Ok(record) => {
                let read_only = twin.or_else(|| self.read_only.clone());
                return Ok(Loaded { record, read_only });
            }
            Err(error) => error,
        };
        let head = self.entries().get(id).map(|entry| &entry.head);
        let scraps = self.store.scraps(id).join(self.journals.scraps(id));
        match scraps.best(id, head) {
            Some(best) => Ok(Loaded { read_only: Some(error.to_string()), record: best.record }),
            None => Err(error),
        }
    }

    /// Removes every trace of a session: records, witness, second copies, backups and set-aside
    /// files. Returns the copies that still hold it.
    pub fn delete(&mut self, id: &SessionId) -> Result<Leftovers, RecordsError> {
        self.may_write()?;
        self.store.check_presence()?;
        // The witness first: a deletion cut short must not look like a loss.
        let folder = self.witness.folder().to_owned();
        self.witness.forget(id).map_err(|error| unwritable(&folder, &error))?;
        self.journals.remove(id).map_err(|error| unwritable(&folder, &error))?;
        place::forget_journals_aside(&self.shelf, &self.journals, id);
        for rescue in rescue_files(self.path(), &self.shelf, id) {
            let _ = std::fs::remove_file(rescue);
        }
        self.store.delete(id)?;
        let kept = copies(&self.shelf.backups).into_iter().map(|copy| copy.path);
        let kept: Vec<PathBuf> = kept.chain(set_asides(self.path())).collect();
        Ok(Leftovers(backup::forget(kept, id)))
    }

    /// Drops second copies of closed sessions that are in a verified backup.
    pub fn settle(&mut self, backed_up: &BTreeMap<SessionId, Head>) {
        // A session deleted while the backup was made is in it again.
        let deleted = backed_up.keys().filter(|id| !self.entries().contains_key(id));
        for id in deleted {
            let copies = copies(&self.shelf.backups).into_iter().map(|copy| copy.path);
            backup::forget(copies, id);
        }
        for id in self.journals.ids() {
            let is_backed_up = self.entries().get(&id).map(|entry| &entry.head)
                == backed_up.get(&id).filter(|head| head.events > 0);
            let row = self.store.summary(&id).ok().flatten();
            let is_closed = row
                .and_then(|row| row.state.ok())
                .is_some_and(|overview| matches!(overview.phase, Phase::Submitted | Phase::NoShow));
            // Written whole, the witness says how many sessions there are, even when it is cut
            // short later.
            if is_backed_up && is_closed && self.witness.save().is_ok() {
                // Otherwise it is dropped after the next backup.
                let _ = self.journals.remove(&id);
            }
        }
    }

    /// Moves the records to another file: copies and checks, then points the witness there, then
    /// removes the old file. They must not lie in `workspace`.
    pub fn move_to(
        mut self,
        path: &Path,
        workspace: Option<&Path>,
    ) -> Result<(Self, Moved), (Box<Self>, RecordsError)> {
        match self.moved_copy(path, workspace) {
            Err(error) => Err((Box::new(self), error)),
            Ok(store) => {
                let from = self.path().to_owned();
                self.store = store;
                // The witness leads to the new file, so a leftover of the old one does no harm.
                let _ = remove_database(&from);
                Ok((self, Moved { from, to: path.to_owned() }))
            }
        }
    }

    fn moved_copy(
        &mut self,
        path: &Path,
        workspace: Option<&Path>,
    ) -> Result<SqliteStore, RecordsError> {
        self.may_write()?;
        self.store.check_presence()?;
        let bad = |reason: &str| RecordsError::BadPlace {
            path: path.to_owned(),
            reason: reason.to_owned(),
        };
        if path.exists() {
            return Err(bad("a file of that name exists: choose another name"));
        }
        let folder = path.parent().unwrap_or(Path::new("."));
        make_private_folder(folder).map_err(|error| unwritable(folder, &error))?;
        let real = std::fs::canonicalize(folder).map_err(|error| unwritable(folder, &error))?;
        let is_in =
            |other: &Path| std::fs::canonicalize(other).is_ok_and(|other| real.starts_with(other));
        if workspace.is_some_and(is_in) {
            return Err(bad(
                "that is in the workspace, which others may share: choose another folder",
            ));
        }
        if is_in(&self.shelf.witness) {
            return Err(bad("the second copies lie there: choose another folder"));
        }
        self.store.fold_journal()?;
        copy_database(self.path(), path)?;
        let opened = (|| {
            backup::verify(path, self.entries()).map_err(|error| RecordsError::BadPlace {
                path: path.to_owned(),
                reason: error.to_string(),
            })?;
            sync_folder(folder);
            let store = SqliteStore::open(path)?;
            let entries = self.entries().clone();
            place::renew(&mut self.witness, path, entries)?;
            Ok(store)
        })();
        if opened.is_err() {
            let old = self.store.path().to_owned();
            let entries = self.entries().clone();
            self.witness.renew(&old, entries);
            let _ = remove_database(path);
        }
        opened
    }
}

/// The demo plays through it as through any store.
impl RecordStore for Vault {
    fn create(
        &mut self,
        id: &SessionId,
        set: &FrozenSet,
        batch: &Batch,
    ) -> Result<(), RecordsError> {
        Self::create(self, id, set, batch)
    }

    fn append(&mut self, id: &SessionId, after: u64, batch: &Batch) -> Result<(), RecordsError> {
        Self::append(self, id, after, batch)
    }

    fn load(&self, id: &SessionId) -> Result<SessionRecord, RecordsError> {
        self.store.load(id)
    }

    fn list(&self) -> Result<Vec<SessionId>, RecordsError> {
        self.store.list()
    }

    fn delete(&mut self, id: &SessionId) -> Result<(), RecordsError> {
        Self::delete(self, id).map(|_| ())
    }
}

/// Where a session's rescue file may lie: beside the records, or beside the second copies.
pub fn rescue_files(records: &Path, shelf: &Shelf, id: &SessionId) -> [PathBuf; 2] {
    let name = format!("rescue-{id}.ron");
    [records.with_file_name(&name), shelf.witness.join(name)]
}
