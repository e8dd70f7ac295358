//! What the records must hold: where they lie, and how far each session has come.
//!
//! The witness lies in another folder than the records. It is a file of lines: each write adds one,
//! and a start or a deletion writes it anew. So it knows every session that was acknowledged and
//! not deleted, whatever became of the database.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use tempfile::NamedTempFile;

use super::lines::{self, line};
use super::presence::Watch;
use super::sqlite::Head;
use crate::disk::{make_private_folder, narrow, private_options, sync_folder};
use crate::domain::canonical::Digest;
use crate::domain::ids::SessionId;

const FILE: &str = "witness.txt";

#[derive(Debug, Serialize, Deserialize)]
enum Line {
    /// `None`: at the usual place, so that the whole folder may be moved.
    Records {
        version: u32,
        path: Option<PathBuf>,
        /// At least so many sessions follow: a file cut between two lines looks sound.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        sessions: Option<usize>,
    },
    Session {
        id: SessionId,
        events: u64,
        head: Digest,
        who: String,
    },
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    pub head: Head,
    /// The candidate, so that a loss can be named.
    pub who: String,
}

#[derive(Debug)]
pub struct Witness {
    folder: PathBuf,
    usual: PathBuf,
    records: Option<PathBuf>,
    entries: BTreeMap<SessionId, Entry>,
    condition: Condition,
    /// Lines that newer ones replace.
    overtaken: usize,
    open: Option<(File, Watch)>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Condition {
    Absent,
    /// Every line is what was written.
    Sound,
    /// Some lines are not, or the file could not be read.
    Damaged,
}

impl Witness {
    /// `usual` is where records lie that were never moved.
    pub fn read(folder: &Path, usual: &Path) -> Self {
        let mut witness = Self {
            folder: folder.to_owned(),
            usual: usual.to_owned(),
            records: None,
            entries: BTreeMap::new(),
            condition: Condition::Absent,
            overtaken: 0,
            open: None,
        };
        let lines = match lines::read::<Line>(&witness.path()) {
            Ok(None) => return witness,
            Ok(Some(lines)) => lines,
            Err(_) => {
                witness.condition = Condition::Damaged;
                return witness;
            }
        };
        let mut at_least = 0;
        for line in lines.values {
            match line {
                Line::Records { path, sessions, .. } => {
                    at_least = sessions.unwrap_or(0);
                    witness.records = Some(path.unwrap_or_else(|| usual.to_owned()));
                }
                Line::Session { id, events, head, who } => {
                    let known = witness.entries.get(&id);
                    witness.overtaken += usize::from(known.is_some());
                    if known.is_none_or(|entry| entry.head.events <= events) {
                        let head = Head { events, chain: head };
                        witness.entries.insert(id, Entry { head, who });
                    }
                }
            }
        }
        let is_sound =
            lines.damaged == 0 && witness.records.is_some() && witness.entries.len() >= at_least;
        witness.condition = if is_sound { Condition::Sound } else { Condition::Damaged };
        witness
    }

    pub fn folder(&self) -> &Path {
        &self.folder
    }

    pub fn condition(&self) -> Condition {
        self.condition
    }

    /// As far as it is known.
    pub fn records(&self) -> Option<&Path> {
        self.records.as_deref()
    }

    /// Every session that there must be.
    pub fn entries(&self) -> &BTreeMap<SessionId, Entry> {
        &self.entries
    }

    /// Takes over what other copies say where sessions had come further.
    pub fn supplement(&mut self, entries: BTreeMap<SessionId, Entry>) {
        for (id, entry) in entries {
            let known = self.entries.get(&id).map_or(0, |known| known.head.events);
            if entry.head.events > known {
                self.entries.insert(id, entry);
            }
        }
    }

    /// Takes over where the records lie and what they hold; [`Witness::save`] writes it.
    pub fn renew(&mut self, records: &Path, entries: BTreeMap<SessionId, Entry>) {
        self.records = Some(records.to_owned());
        self.entries = entries;
    }

    /// Brings the file up to date; leaves it alone where it already is.
    pub fn update(
        &mut self,
        records: &Path,
        entries: BTreeMap<SessionId, Entry>,
    ) -> io::Result<()> {
        let is_current = self.condition == Condition::Sound
            && self.records() == Some(records)
            && self.entries == entries
            && self.overtaken <= entries.len();
        if is_current {
            return self.open_to_add();
        }
        self.renew(records, entries);
        self.save()
    }

    /// Adds a line: how far a session has come.
    pub fn note(&mut self, id: &SessionId, entry: Entry) -> io::Result<()> {
        let Head { events, chain } = entry.head;
        let who = entry.who.clone();
        self.entries.insert(id.clone(), entry);
        let is_open = self.open.as_mut().is_some_and(|(_, watch)| watch.is_in_place());
        if !is_open {
            return self.save();
        }
        let text = line(&Line::Session { id: id.clone(), events, head: chain, who });
        let text = text.map_err(io::Error::other)?;
        let Some((file, watch)) = &mut self.open else { return self.save() };
        match file.write_all(text.as_bytes()) {
            Ok(()) => watch.renew(),
            Err(error) => {
                self.open = None;
                return Err(error);
            }
        }
        Ok(())
    }

    /// Removes every trace of a session.
    pub fn forget(&mut self, id: &SessionId) -> io::Result<()> {
        self.entries.remove(id);
        self.save()
    }

    /// Whole or not at all.
    pub fn save(&mut self) -> io::Result<()> {
        self.open = None;
        make_private_folder(&self.folder)?;
        narrow(&self.folder)?;
        let path = self.records.clone().filter(|path| *path != self.usual);
        let first = Line::Records { version: 1, path, sessions: Some(self.entries.len()) };
        let mut text = line(&first).map_err(io::Error::other)?;
        for (id, Entry { head, who }) in &self.entries {
            let (id, who) = (id.clone(), who.clone());
            let entry = Line::Session { id, events: head.events, head: head.chain, who };
            text.push_str(&line(&entry).map_err(io::Error::other)?);
        }
        let mut file = NamedTempFile::new_in(&self.folder)?;
        file.write_all(text.as_bytes())?;
        file.as_file().sync_all()?;
        file.persist(self.path())?;
        sync_folder(&self.folder);
        self.condition = Condition::Sound;
        self.overtaken = 0;
        self.open_to_add()
    }

    fn open_to_add(&mut self) -> io::Result<()> {
        narrow(&self.path())?;
        let file = private_options().append(true).open(self.path())?;
        self.open = Some((file, Watch::begin(&self.path())));
        Ok(())
    }

    fn path(&self) -> PathBuf {
        self.folder.join(FILE)
    }
}
