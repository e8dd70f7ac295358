//! State of the records thread: the records in use, and every job that needs them.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::held::Write;
use super::rescue::take_in_rescued;
use crate::domain::annotation::Annotation;
use crate::domain::earlier::Earlier;
use crate::domain::ids::{SessionId, SetId};
use crate::domain::summary::Summary;
use crate::frame::failure::{Failure, Thread};
use crate::records::RecordsError;
use crate::records::backup::{self, BackupError, Copy, Occasion};
use crate::records::sqlite::{Head, Page, Query, RowKind, SetUse};
use crate::records::vault::{
    Decision, Depth, Finding, Leftovers, Loaded, Moved, Opening, Shelf, Trouble, Vault,
};
use crate::records::witness::Entry;

/// Most unfinished sessions that Home lists.
const UNFINISHED: u32 = 50;
/// Most finished sessions that Home lists.
const DONE: u32 = 8;
/// Most sessions that a set is shown with.
const USES: u32 = 50;
/// A year of interviews, for somebody who holds many.
const EARLIER: u32 = 500;

#[derive(Debug, Default)]
pub struct Keeper {
    vault: Option<Vault>,
    /// The same records, only to be looked at while a person decides about them.
    reader: Option<Vault>,
}

#[derive(Debug)]
pub enum OpenedRecords {
    /// They can be used, or at least read.
    Open(Box<Open>),
    Undecided(Box<Undecided>),
}

#[derive(Debug)]
pub struct Undecided {
    pub trouble: Trouble,
    /// What can be read meanwhile.
    pub lists: Option<Lists>,
    pub annotations: Vec<Annotation>,
    pub copies: Vec<Copy>,
}

#[derive(Debug)]
pub struct Open {
    pub path: PathBuf,
    /// Why nothing can be written, where that is so.
    pub read_only: Option<String>,
    pub findings: Vec<Finding>,
    /// What Home and Sessions begin with.
    pub lists: Lists,
    /// The interviewer's own notes on questions.
    pub annotations: Vec<Annotation>,
    pub copies: Vec<Copy>,
}

/// What Home and Sessions show.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lists {
    pub unfinished: Vec<Summary>,
    pub done: Vec<Summary>,
    /// Sessions that match the search.
    pub page: Page,
    pub total: u64,
    /// Sessions that cannot be read as they were written.
    pub damaged: usize,
}

/// Why a step is not on the disk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WriteFailure {
    pub kind: FailureKind,
    pub words: String,
}

impl WriteFailure {
    /// The records thread is gone.
    pub(super) fn stopped() -> Self {
        let words = Failure::Stopped(Thread::Records).to_string();
        Self { kind: FailureKind::Again, words }
    }
}

/// What to do about a failed write.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FailureKind {
    Again,
    /// The file is gone, or is not open to write: keep everything elsewhere, and open the records
    /// anew.
    Displaced,
    /// The records have fewer steps than they acknowledged: write from there.
    Behind(u64),
}

impl From<RecordsError> for WriteFailure {
    fn from(error: RecordsError) -> Self {
        let kind = match &error {
            RecordsError::Displaced { .. }
            | RecordsError::Damaged { .. }
            | RecordsError::ReadOnly { .. }
            | RecordsError::NotOpen => FailureKind::Displaced,
            RecordsError::OutOfOrder { expected, found, .. } if found < expected => {
                FailureKind::Behind(*found)
            }
            RecordsError::NoSuchSession(_) => FailureKind::Behind(0),
            _ => FailureKind::Again,
        };
        Self { kind, words: error.to_string() }
    }
}

/// What a backup is made from.
#[derive(Debug, Clone)]
pub struct Snapshot {
    path: PathBuf,
    folder: PathBuf,
    entries: BTreeMap<SessionId, Entry>,
}

impl Snapshot {
    /// Makes the copies; returns how far each session has come in them.
    pub fn back_up(
        &self,
        occasion: Occasion,
        wall_ms: i64,
    ) -> Result<BTreeMap<SessionId, Head>, BackupError> {
        backup::make(&self.path, &self.folder, &self.entries, (occasion, wall_ms))
    }
}

impl Keeper {
    pub fn open(
        &mut self,
        shelf: &Shelf,
        depth: Depth,
        query: &Query,
    ) -> Result<OpenedRecords, RecordsError> {
        self.change(shelf, query, || Vault::open(shelf, depth))
    }

    pub fn decide(
        &mut self,
        shelf: &Shelf,
        decision: &Decision,
        query: &Query,
    ) -> Result<OpenedRecords, RecordsError> {
        self.change(shelf, query, || Vault::decide(shelf, decision))
    }

    pub fn restore(
        &mut self,
        shelf: &Shelf,
        from: &Path,
        query: &Query,
    ) -> Result<OpenedRecords, RecordsError> {
        let restored = self.change(shelf, query, || Vault::restore(shelf, from));
        if restored.is_err() {
            // The records go on as they were.
            if let Ok(Opening::Open(vault, _)) = Vault::open(shelf, Depth::Quick) {
                self.vault = Some(*vault);
            }
        }
        restored
    }

    /// Opens a file that was gone or damaged while in use. Where all copies together have
    /// everything, nobody needs to decide.
    pub fn reopen(&mut self, shelf: &Shelf, query: &Query) -> Result<OpenedRecords, RecordsError> {
        self.change(shelf, query, || match Vault::open_again(shelf)? {
            Opening::Undecided(trouble) if trouble.costs_nothing() => {
                Vault::decide(shelf, &Decision::Recover)
            }
            opening => Ok(opening),
        })
    }

    fn change(
        &mut self,
        shelf: &Shelf,
        query: &Query,
        open: impl FnOnce() -> Result<Opening, RecordsError>,
    ) -> Result<OpenedRecords, RecordsError> {
        // The old store's lock must go first, where both are the same file.
        (self.vault, self.reader) = (None, None);
        match open()? {
            Opening::Undecided(trouble) => {
                self.reader = Vault::inspect(shelf).ok();
                let left = self.reader.as_ref().map(|vault| vault.store().annotations_left().0);
                Ok(OpenedRecords::Undecided(Box::new(Undecided {
                    trouble: *trouble,
                    lists: self.reader.as_ref().and_then(|vault| lists(vault, query).ok()),
                    annotations: left.unwrap_or_default(),
                    copies: backup::copies(&shelf.backups),
                })))
            }
            Opening::Open(mut vault, mut findings) => {
                if vault.read_only().is_none() {
                    let taken = take_in_rescued(&mut vault);
                    findings.extend((!taken.is_empty()).then_some(Finding::Rescued(taken)));
                }
                let (annotations, error) = vault.store().annotations_left();
                findings.extend(error.map(|_| Finding::Unannotated));
                let open = Open {
                    path: vault.path().to_owned(),
                    read_only: vault.read_only().map(str::to_owned),
                    findings,
                    lists: lists(&vault, query)?,
                    annotations,
                    copies: backup::copies(&vault.shelf().backups),
                };
                self.vault = Some(*vault);
                Ok(OpenedRecords::Open(Box::new(open)))
            }
        }
    }

    /// Whether the records can be used, at least to read.
    pub fn is_open(&self) -> bool {
        self.vault.is_some()
    }

    pub fn lists(&self, query: &Query) -> Result<Lists, RecordsError> {
        lists(self.readable()?, query)
    }

    pub fn uses_of(&self, set: &SetId) -> Result<Vec<SetUse>, RecordsError> {
        self.readable()?.store().uses_of(set, USES)
    }

    pub fn earlier(&self) -> Result<Vec<Earlier>, RecordsError> {
        self.readable()?.store().earlier(EARLIER)
    }

    /// Writes what is new of a session; returns why there is no second copy, where that is so.
    pub fn write(&mut self, write: &Write) -> Result<Option<String>, WriteFailure> {
        let vault = self.vault()?;
        match &write.create {
            Some(set) => vault.create(&write.id, set, &write.batch),
            None => vault.append(&write.id, write.after, &write.batch),
        }?;
        Ok(vault.second_copy_trouble().map(str::to_owned))
    }

    /// Writes own notes on questions.
    pub fn annotate(&mut self, annotations: &[Annotation]) -> Result<(), WriteFailure> {
        Ok(self.vault()?.annotate(annotations)?)
    }

    /// A session, or what is left of it.
    pub fn load(&self, id: &SessionId) -> Result<Loaded, RecordsError> {
        self.readable()?.load(id)
    }

    /// With everything in it; returns the copies that still hold it.
    pub fn delete(&mut self, id: &SessionId) -> Result<Leftovers, RecordsError> {
        self.vault()?.delete(id)
    }

    pub fn move_to(
        &mut self,
        path: &Path,
        workspace: Option<&Path>,
    ) -> Result<Moved, RecordsError> {
        self.vault()?;
        let Some(vault) = self.vault.take() else { return Err(not_open()) };
        match vault.move_to(path, workspace) {
            Ok((vault, moved)) => {
                self.vault = Some(vault);
                Ok(moved)
            }
            Err((vault, error)) => {
                self.vault = Some(*vault);
                Err(error)
            }
        }
    }

    /// What a backup is to hold.
    pub fn snapshot(&mut self) -> Option<Snapshot> {
        let vault = self.vault.as_ref().filter(|vault| vault.read_only().is_none())?;
        Some(Snapshot {
            path: vault.path().to_owned(),
            folder: vault.shelf().backups.clone(),
            entries: vault.entries().clone(),
        })
    }

    /// Drops second copies that a backup makes needless; returns the backups there are now.
    pub fn settle(&mut self, backed_up: &BTreeMap<SessionId, Head>) -> Vec<Copy> {
        let Some(vault) = &mut self.vault else { return Vec::new() };
        vault.settle(backed_up);
        backup::copies(&vault.shelf().backups)
    }

    fn readable(&self) -> Result<&Vault, RecordsError> {
        self.vault.as_ref().or(self.reader.as_ref()).ok_or_else(not_open)
    }

    fn vault(&mut self) -> Result<&mut Vault, RecordsError> {
        self.vault.as_mut().ok_or_else(not_open)
    }
}

fn not_open() -> RecordsError {
    RecordsError::NotOpen
}

fn lists(vault: &Vault, query: &Query) -> Result<Lists, RecordsError> {
    Ok(Lists {
        unfinished: vault.latest(RowKind::Unfinished, UNFINISHED)?,
        done: vault.latest(RowKind::Done, DONE)?,
        page: vault.page(query)?,
        total: vault.store().count()?,
        damaged: vault.store().damaged(UNFINISHED)?.len(),
    })
}
