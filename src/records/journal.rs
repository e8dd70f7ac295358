//! The second copy of each open session: a file of lines. Every event is added and flushed before
//! it counts as saved.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use tempfile::NamedTempFile;

use super::Batch;
use super::lines::{self, line};
use super::presence::Watch;
use super::salvage::{Scrap, Scraps};
use crate::disk::{make_private_folder, narrow, private_options, sync_folder};
use crate::domain::event::Event;
use crate::domain::ids::SessionId;
use crate::domain::record::SessionRecord;
use crate::domain::set::FrozenSet;
use crate::domain::text::Text;

const ENDING: &str = "journal";

#[derive(Debug, Serialize, Deserialize)]
enum Entry {
    /// Always the first line.
    Session { version: u32, id: SessionId, set: FrozenSet },
    /// Events written together, with their texts.
    Steps { events: Vec<Event>, texts: Vec<Text> },
}

#[derive(Debug)]
pub struct Journals {
    folder: PathBuf,
    open: BTreeMap<SessionId, Journal>,
}

#[derive(Debug)]
struct Journal {
    file: File,
    watch: Watch,
    events: u64,
}

impl Journals {
    /// The folder need not exist yet.
    pub fn in_folder(folder: &Path) -> Self {
        Self { folder: folder.to_owned(), open: BTreeMap::new() }
    }

    pub fn ids(&self) -> Vec<SessionId> {
        let files = fs::read_dir(&self.folder).into_iter().flatten().flatten();
        let id = |file: fs::DirEntry| {
            let path = file.path();
            let is_journal = path.extension().is_some_and(|ending| ending == ENDING);
            let id = path.file_stem().filter(|_| is_journal)?.to_str()?.to_owned();
            SessionId::parse(id).ok()
        };
        files.filter_map(id).collect()
    }

    /// Empty where there is no journal or it cannot be read.
    pub fn scraps(&self, id: &SessionId) -> Scraps {
        let mut scraps = Scraps::default();
        let read = lines::read::<Entry>(&self.path(id));
        for entry in read.ok().flatten().unwrap_or_default().values {
            match entry {
                Entry::Session { id: of, set, .. } if of == *id => scraps.sets.push(set),
                Entry::Session { .. } => {}
                Entry::Steps { events, texts } => {
                    let scrap = |event| Scrap { event, link: None, is_checked: true };
                    scraps.events.extend(events.into_iter().map(scrap));
                    scraps.texts.extend(texts);
                }
            }
        }
        scraps
    }

    /// Whether events can be added at once: the journal is open and in its place.
    pub fn is_ready(&mut self, id: &SessionId, after: u64) -> bool {
        let journal = self.open.get_mut(id);
        journal.is_some_and(|journal| journal.events >= after && journal.watch.is_in_place())
    }

    /// Writes a session's journal anew, whole or not at all.
    pub fn begin(&mut self, record: &SessionRecord) -> io::Result<()> {
        self.open.remove(&record.id);
        make_private_folder(&self.folder)?;
        narrow(&self.folder)?;
        let (id, set) = (record.id.clone(), record.set.clone());
        let head = Entry::Session { version: 1, id, set };
        let steps = Entry::Steps { events: record.events.clone(), texts: record.texts.clone() };
        let text = [line(&head), line(&steps)];
        let mut file = NamedTempFile::new_in(&self.folder)?;
        for line in text {
            file.write_all(line.map_err(io::Error::other)?.as_bytes())?;
        }
        file.as_file().sync_all()?;
        let path = self.path(&record.id);
        file.persist(&path)?;
        sync_folder(&self.folder);
        let file = private_options().append(true).open(&path)?;
        let journal =
            Journal { file, watch: Watch::begin(&path), events: record.events.len() as u64 };
        self.open.insert(record.id.clone(), journal);
        Ok(())
    }

    /// Adds what the journal lacks, and flushes it.
    pub fn append(&mut self, id: &SessionId, batch: &Batch) -> io::Result<()> {
        let Some(journal) = self.open.get_mut(id) else {
            return Err(io::Error::other("the second copy is not open"));
        };
        let known = journal.events;
        let events: Vec<Event> =
            batch.events.iter().filter(|event| event.seq > known).cloned().collect();
        let Some(last) = events.last().map(|event| event.seq) else { return Ok(()) };
        let text = line(&Entry::Steps { events, texts: batch.texts.clone() });
        let text = text.map_err(io::Error::other)?;
        let written = journal.file.write_all(text.as_bytes());
        if let Err(error) = written.and_then(|()| journal.file.sync_data()) {
            // Half a line may be there, so the next write begins the file anew.
            self.open.remove(id);
            return Err(error);
        }
        journal.events = last;
        journal.watch.renew();
        Ok(())
    }

    pub fn remove(&mut self, id: &SessionId) -> io::Result<()> {
        self.open.remove(id);
        let removed = fs::remove_file(self.path(id));
        sync_folder(&self.folder);
        match removed {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    }

    pub fn path(&self, id: &SessionId) -> PathBuf {
        self.folder.join(format!("{id}.{ENDING}"))
    }
}
