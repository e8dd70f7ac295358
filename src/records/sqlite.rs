//! The embedded store: one SQLite database for all sessions of a person.

mod annotations;
mod failure;
mod index;
mod read;
mod write;

pub use index::{Page, Query, RowKind, SetUse};
pub use read::Head;

pub(super) use failure::database_error;

use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, OpenFlags, Transaction, TransactionBehavior, params};

use failure::WriteError;
use write::{insert_events, insert_session};

use super::lock::WriterLock;
use super::presence::Watch;
use super::schema::{MIGRATIONS, check_schema, migrate};
use super::{Batch, RecordStore, RecordsError};
use crate::disk::{disk_reason, make_private_folder, narrow};
use crate::domain::event::{Detail, Event};
use crate::domain::ids::SessionId;
use crate::domain::record::SessionRecord;
use crate::domain::session::Session;
use crate::domain::set::FrozenSet;
use crate::domain::summary::{Overview, detail_words};
use crate::domain::text::Text;

#[derive(Debug)]
pub struct SqliteStore {
    path: PathBuf,
    connection: Connection,
    /// The session written last, so that its summary is one step more and not a new reading.
    warm: Option<Warm>,
    database: Watch,
    wal: Watch,
    was_narrowed: bool,
    /// Dropped last: see [`super::lock`]. Readers have none.
    lock: Option<WriterLock>,
}

#[derive(Debug)]
struct Warm {
    record: SessionRecord,
    session: Session,
}

impl SqliteStore {
    /// To write; makes the database and its folder where they are missing.
    pub fn open(path: &Path) -> Result<Self, RecordsError> {
        let unwritable = |path: &Path, error: std::io::Error| RecordsError::Unwritable {
            path: path.to_owned(),
            reason: disk_reason(&error),
        };
        if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
            make_private_folder(folder).map_err(|error| unwritable(folder, error))?;
        }
        let lock = WriterLock::take(path)?;
        let was_narrowed = narrow(path).map_err(|error| unwritable(path, error))?;
        let failed = |error| database_error(path, &error);
        let mut connection = Connection::open(path).map_err(failed)?;
        migrate(&mut connection, path, MIGRATIONS)?;
        for (name, value) in [
            ("journal_mode", "WAL"),
            ("synchronous", "FULL"),
            ("fullfsync", "ON"),
            ("checkpoint_fullfsync", "ON"),
            ("secure_delete", "ON"),
            ("foreign_keys", "ON"),
        ] {
            connection.pragma_update(None, name, value).map_err(failed)?;
        }
        let mut store = Self::over(path, connection, Some(lock));
        store.was_narrowed = was_narrowed;
        store.refresh_summaries()?;
        store.watch();
        Ok(store)
    }

    /// To read only; the file is never made.
    pub fn open_to_read(path: &Path) -> Result<Self, RecordsError> {
        if !path.is_file() {
            return Err(RecordsError::Missing { path: path.to_owned() });
        }
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let opened = Connection::open_with_flags(path, flags).and_then(|connection| {
            connection.busy_timeout(Duration::from_secs(5))?;
            connection.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))?;
            Ok(connection)
        });
        let connection = match opened {
            Ok(connection) => connection,
            // A folder that cannot be written has no room for SQLite's own files.
            Err(_) if wal_is_empty(path) => {
                let uri = format!("file:{}?immutable=1", encoded(path));
                Connection::open_with_flags(uri, flags | OpenFlags::SQLITE_OPEN_URI)
                    .map_err(|error| database_error(path, &error))?
            }
            Err(error) => return Err(database_error(path, &error)),
        };
        check_schema(&connection, path, MIGRATIONS.len())?;
        Ok(Self::over(path, connection, None))
    }

    fn over(path: &Path, connection: Connection, lock: Option<WriterLock>) -> Self {
        let (database, wal) = (Watch::begin(path), Watch::begin(&beside(path, "-wal")));
        let path = path.to_owned();
        Self { path, connection, warm: None, database, wal, was_narrowed: false, lock }
    }

    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Whether others could read the file until it was opened.
    pub fn was_narrowed(&self) -> bool {
        self.was_narrowed
    }

    pub fn is_writer(&self) -> bool {
        self.lock.is_some()
    }

    /// Whether the path still leads to the files that were opened.
    pub fn check_presence(&mut self) -> Result<(), RecordsError> {
        for watch in [&mut self.database, &mut self.wal] {
            if !watch.is_in_place() {
                return Err(RecordsError::Displaced { path: self.path.clone() });
            }
        }
        Ok(())
    }

    /// Watches the database and its journal; a read makes sure that SQLite has opened both.
    fn watch(&mut self) {
        let read = "SELECT count(*) FROM sqlite_schema";
        let _ = self.connection.query_row(read, [], |_| Ok(()));
        self.database.renew();
        self.wal.renew();
    }

    /// Folds the journal into the database, so that the file is complete by itself.
    pub fn fold_journal(&mut self) -> Result<(), RecordsError> {
        let fold = "PRAGMA wal_checkpoint(TRUNCATE)";
        let folded = self.connection.query_row(fold, [], |_| Ok(()));
        self.database.renew();
        self.wal.renew();
        folded.map_err(|error| self.failed(&error))
    }

    /// Writes a whole session under `key`, which differs from its id where another session has
    /// that.
    pub fn insert(&mut self, key: &SessionId, record: &SessionRecord) -> Result<(), RecordsError> {
        let twin_of = (*key != record.id).then_some(&record.id);
        let batch = Batch { events: record.events.clone(), texts: record.texts.clone() };
        let overview = Overview::of(record, &record.fold());
        self.write(|transaction| {
            insert_session(transaction, key, &record.set)?;
            transaction.execute(
                "UPDATE sessions SET twin_of = ?2, lost = ?3 WHERE id = ?1",
                params![key.as_str(), twin_of.map(SessionId::as_str), record.lost],
            )?;
            let head = insert_events(transaction, key, &record.id, 0, &batch)?;
            index::write_summary(transaction, key, &head, &overview)
        })
    }

    /// Checks the database's own structure: its pages and indexes.
    pub fn check_structure(&self) -> Result<(), RecordsError> {
        let check = self.connection.query_row("PRAGMA quick_check(1)", [], |row| row.get(0));
        let words: String = check.map_err(|error| self.failed(&error))?;
        if words == "ok" { Ok(()) } else { Err(RecordsError::Damaged { path: self.path.clone() }) }
    }

    /// Leaves one file, without SQLite's own beside it.
    pub(super) fn close_whole(self) -> Result<(), RecordsError> {
        let mode = self.connection.pragma_update(None, "journal_mode", "DELETE");
        mode.map_err(|error| self.failed(&error))
    }

    pub(super) fn connection(&self) -> &Connection {
        &self.connection
    }

    /// The candidate of the session written last.
    pub(super) fn who(&self, id: &SessionId) -> Option<&str> {
        let warm = self.warm.as_ref().filter(|warm| warm.record.id == *id)?;
        Some(detail_words(&warm.record, &warm.session, Detail::Candidate))
    }

    fn failed(&self, error: &rusqlite::Error) -> RecordsError {
        database_error(&self.path, error)
    }

    /// All of `write`, or nothing.
    fn write(
        &mut self,
        write: impl FnOnce(&Transaction<'_>) -> Result<(), WriteError>,
    ) -> Result<(), RecordsError> {
        if !self.is_writer() {
            return Err(RecordsError::ReadOnly { path: self.path.clone() });
        }
        let path = self.path.clone();
        let result = (|| {
            let behavior = TransactionBehavior::Immediate;
            let transaction = self.connection.transaction_with_behavior(behavior)?;
            write(&transaction)?;
            transaction.commit()?;
            Ok(())
        })();
        result.map_err(|failure| match failure {
            WriteError::Records(error) => *error,
            WriteError::Sqlite(error) => database_error(&path, &error),
        })
    }

    /// The session as it will be with the batch, where that is known.
    fn warmed(&mut self, id: &SessionId, after: u64, batch: &Batch) -> Option<Warm> {
        let warm = self.warm.take().filter(|warm| warm.record.id == *id);
        let mut warm = match warm {
            Some(warm) => warm,
            None => {
                let record = self.load(id).ok()?;
                let session = record.fold();
                Warm { record, session }
            }
        };
        if warm.record.events.len() as u64 != after {
            return None;
        }
        warm.record.events.extend(batch.events.iter().cloned());
        warm.record.texts.extend(batch.texts.iter().cloned());
        batch.events.iter().for_each(|event| warm.session.apply(event));
        Some(warm)
    }

    /// Adds what is new of a batch, with the summary that then holds.
    fn append_new(
        &mut self,
        id: &SessionId,
        batch: &Batch,
        found: u64,
    ) -> Result<(), RecordsError> {
        if batch.events.is_empty() {
            return Ok(());
        }
        let warm = self.warmed(id, found, batch);
        let overview = warm.as_ref().map(|warm| Overview::of(&warm.record, &warm.session));
        self.write(|transaction| {
            let head = insert_events(transaction, id, id, found, batch)?;
            match &overview {
                Some(overview) => index::write_summary(transaction, id, &head, overview),
                None => index::forget_summary(transaction, id),
            }
        })?;
        self.warm = warm;
        Ok(())
    }

    /// How many events a session has, and that it may be added to; `None` where there is none.
    fn writable_count(&self, id: &SessionId) -> Result<Option<u64>, RecordsError> {
        let sql = "SELECT twin_of, (SELECT count(*) FROM events WHERE session = id) \
                   FROM sessions WHERE id = ?1";
        let row: Option<(Option<String>, u64)> =
            self.one(sql, [id.as_str()], |row| Ok((row.get(0)?, row.get(1)?)))?;
        match row {
            Some((Some(_), _)) => Err(RecordsError::Twin(id.clone())),
            Some((None, count)) => Ok(Some(count)),
            None => Ok(None),
        }
    }

    /// The part of a batch after event `after` that the store lacks; an error where its events
    /// differ.
    fn news(
        &self,
        id: &SessionId,
        (after, found): (u64, u64),
        batch: &Batch,
    ) -> Result<Batch, RecordsError> {
        if found == after {
            return Ok(batch.clone());
        }
        let out_of_order = RecordsError::OutOfOrder { session: id.clone(), expected: after, found };
        let Some(known) = found.checked_sub(after).and_then(|n| usize::try_from(n).ok()) else {
            return Err(out_of_order);
        };
        let Some((old, new)) = batch.events.split_at_checked(known) else {
            return Err(out_of_order);
        };
        let stored = self.events_behind(id, after)?;
        if stored != old {
            return Err(out_of_order);
        }
        let is_new = |text: &&Text| {
            let refers = |event: &Event| event.kind.texts().iter().any(|used| used.id == text.id);
            !old.iter().any(refers)
        };
        let texts = batch.texts.iter().filter(is_new).cloned().collect();
        Ok(Batch { events: new.to_vec(), texts })
    }
}

impl RecordStore for SqliteStore {
    fn create(
        &mut self,
        id: &SessionId,
        set: &FrozenSet,
        batch: &Batch,
    ) -> Result<(), RecordsError> {
        match self.writable_count(id)? {
            // The same call comes again where its first answer was lost.
            Some(found) => {
                let taken = || RecordsError::SessionExists(id.clone());
                let news = self.news(id, (0, found), batch).map_err(|error| match error {
                    RecordsError::OutOfOrder { .. } => taken(),
                    error => error,
                })?;
                if self.frozen_set(id)? != *set {
                    return Err(taken());
                }
                self.append_new(id, &news, found)
            }
            None => {
                let record = SessionRecord {
                    id: id.clone(),
                    set: set.clone(),
                    events: batch.events.clone(),
                    texts: batch.texts.clone(),
                    lost: None,
                };
                let session = record.fold();
                let overview = Overview::of(&record, &session);
                self.write(|transaction| {
                    insert_session(transaction, id, set)?;
                    let head = insert_events(transaction, id, id, 0, batch)?;
                    index::write_summary(transaction, id, &head, &overview)
                })?;
                self.warm = Some(Warm { record, session });
                Ok(())
            }
        }
    }

    fn append(&mut self, id: &SessionId, after: u64, batch: &Batch) -> Result<(), RecordsError> {
        let found =
            self.writable_count(id)?.ok_or_else(|| RecordsError::NoSuchSession(id.clone()))?;
        let news = self.news(id, (after, found), batch)?;
        self.append_new(id, &news, found)
    }

    fn load(&self, id: &SessionId) -> Result<SessionRecord, RecordsError> {
        self.load_whole(id)
    }

    fn list(&self) -> Result<Vec<SessionId>, RecordsError> {
        self.ids()
    }

    fn delete(&mut self, id: &SessionId) -> Result<(), RecordsError> {
        if self.warm.as_ref().is_some_and(|warm| warm.record.id == *id) {
            self.warm = None;
        }
        self.write(|transaction| {
            let gone = transaction.execute("DELETE FROM sessions WHERE id = ?1", [id.as_str()])?;
            if gone == 0 {
                return Err(RecordsError::NoSuchSession(id.clone()).into());
            }
            transaction.execute(
                "DELETE FROM sets WHERE digest NOT IN (SELECT set_digest FROM sessions)",
                [],
            )?;
            Ok(())
        })?;
        // The journal still holds the old pages until it is folded into the file.
        self.fold_journal()
    }
}

/// The file's name with something appended, as SQLite names its own.
pub(super) fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(ending);
    path.with_file_name(name)
}

/// Whether SQLite's journal beside the database holds nothing.
pub(super) fn wal_is_empty(path: &Path) -> bool {
    std::fs::metadata(beside(path, "-wal")).map_or(true, |about| about.len() == 0)
}

/// For a `file:` address.
fn encoded(path: &Path) -> String {
    let plain = |byte: &u8| byte.is_ascii_alphanumeric() || b"/-_.~:\\".contains(byte);
    let text = path.to_string_lossy();
    let byte = |byte: u8| {
        if plain(&byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }
    };
    text.bytes().map(byte).collect()
}
