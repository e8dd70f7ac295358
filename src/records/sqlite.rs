//! The embedded store: one SQLite database per workspace.

use std::fs;
use std::path::{Path, PathBuf};

use rusqlite::{
    Connection, ErrorCode, OptionalExtension, Transaction, TransactionBehavior, params,
};

use super::lock::WriterLock;
use super::schema::{MIGRATIONS, migrate};
use super::{Batch, RecordStore, RecordsError};
use crate::domain::canonical::{Digest, canonical_bytes};
use crate::domain::event::{Event, chain_start};
use crate::domain::ids::{SessionId, TextId};
use crate::domain::record::SessionRecord;
use crate::domain::set::FrozenSet;
use crate::domain::text::{Salt, Text, TextContent};

/// Sessions in a SQLite file, opened for writing by this program alone.
#[derive(Debug)]
pub struct SqliteStore {
    path: PathBuf,
    connection: Connection,
    _lock: WriterLock,
}

impl SqliteStore {
    /// Opens the database at `path`, and makes it and its folder where they are missing.
    pub fn open(path: &Path) -> Result<Self, RecordsError> {
        if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
            fs::create_dir_all(folder).map_err(|error| RecordsError::Unwritable {
                path: folder.to_owned(),
                reason: error.to_string(),
            })?;
        }
        let lock = WriterLock::take(path)?;
        let failed = |error| database_error(path, error);
        let mut connection = Connection::open(path).map_err(failed)?;
        migrate(&mut connection, path, MIGRATIONS)?;
        for (name, value) in [
            ("journal_mode", "WAL"),
            ("synchronous", "FULL"),
            ("secure_delete", "ON"),
            ("foreign_keys", "ON"),
        ] {
            connection.pragma_update(None, name, value).map_err(failed)?;
        }
        Ok(Self { path: path.to_owned(), connection, _lock: lock })
    }

    /// Where the database lies.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Copies the whole database to a new file, as it stands between two writes.
    pub fn copy_to(&self, path: &Path) -> Result<(), RecordsError> {
        let unwritable = |error: std::io::Error| RecordsError::Unwritable {
            path: path.to_owned(),
            reason: error.to_string(),
        };
        if path.exists() {
            let reason = "a file of that name exists: choose another name".to_owned();
            return Err(RecordsError::Unwritable { path: path.to_owned(), reason });
        }
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
        folder.map_or(Ok(()), fs::create_dir_all).map_err(unwritable)?;
        let copied = self.connection.execute("VACUUM INTO ?1", [path.to_string_lossy().as_ref()]);
        if let Err(error) = copied {
            // What was begun of it is of no use.
            let _ = fs::remove_file(path);
            return Err(database_error(path, error));
        }
        let copy = fs::OpenOptions::new().write(true).open(path);
        copy.and_then(|file| file.sync_all()).map_err(|error| {
            let _ = fs::remove_file(path);
            unwritable(error)
        })
    }

    fn failed(&self, error: rusqlite::Error) -> RecordsError {
        database_error(&self.path, error)
    }

    /// One transaction: all of `write`, or nothing.
    fn write(
        &mut self,
        write: impl FnOnce(&Transaction<'_>) -> Result<(), Failure>,
    ) -> Result<(), RecordsError> {
        let path = self.path.clone();
        let result = (|| {
            let behavior = TransactionBehavior::Immediate;
            let transaction = self.connection.transaction_with_behavior(behavior)?;
            write(&transaction)?;
            transaction.commit()?;
            Ok(())
        })();
        result.map_err(|failure| match failure {
            Failure::Records(error) => error,
            Failure::Sqlite(error) => database_error(&path, error),
        })
    }

    fn frozen_set(&self, id: &SessionId) -> Result<FrozenSet, RecordsError> {
        let sql = "SELECT body FROM sets JOIN sessions ON digest = set_digest WHERE id = ?1";
        let body: Option<String> = self
            .connection
            .query_row(sql, [id.as_str()], |row| row.get(0))
            .optional()
            .map_err(|error| self.failed(error))?;
        let body = body.ok_or_else(|| RecordsError::NoSuchSession(id.clone()))?;
        serde_json::from_str(&body).map_err(|error| RecordsError::Database(error.to_string()))
    }

    fn events(&self, id: &SessionId) -> Result<Vec<Event>, RecordsError> {
        let sql = "SELECT seq, body, chain FROM events WHERE session = ?1 ORDER BY seq";
        let rows: Vec<(u64, String, String)> = self
            .rows(sql, id, |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
            .map_err(|error| self.failed(error))?;
        let mut link = chain_start(id);
        let mut events = Vec::with_capacity(rows.len());
        for (expected, (seq, body, chain)) in (1..).zip(rows) {
            let tampered = || RecordsError::Tampered { session: id.clone(), seq: expected };
            let event: Event = serde_json::from_str(&body).map_err(|_| tampered())?;
            link = event.chain(&link)?;
            if seq != expected || event.seq != expected || Digest::parse(&chain) != Some(link) {
                return Err(tampered());
            }
            events.push(event);
        }
        Ok(events)
    }

    fn texts(&self, id: &SessionId) -> Result<Vec<Text>, RecordsError> {
        let sql = "SELECT id, salt, body FROM texts WHERE session = ?1 ORDER BY length(id), id";
        let rows: Vec<(String, Option<String>, Option<String>)> = self
            .rows(sql, id, |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
            .map_err(|error| self.failed(error))?;
        rows.into_iter()
            .map(|(id, salt, body)| {
                let id = TextId::parse(id).map_err(|e| RecordsError::Database(e.to_string()))?;
                let content = salt.zip(body);
                let Some((salt, body)) = content else { return Ok(Text { id, content: None }) };
                let salt = Salt::try_from(salt).map_err(RecordsError::Database)?;
                Ok(Text { id, content: Some(TextContent { salt, body }) })
            })
            .collect()
    }

    fn rows<T>(
        &self,
        sql: &str,
        id: &SessionId,
        read: impl FnMut(&rusqlite::Row<'_>) -> rusqlite::Result<T>,
    ) -> rusqlite::Result<Vec<T>> {
        self.connection.prepare_cached(sql)?.query_map([id.as_str()], read)?.collect()
    }
}

impl RecordStore for SqliteStore {
    fn create(
        &mut self,
        id: &SessionId,
        set: &FrozenSet,
        batch: &Batch,
    ) -> Result<(), RecordsError> {
        let digest = set.digest()?.to_string();
        let body = canonical_text(set)?;
        self.write(|transaction| {
            let sql = "SELECT 1 FROM sessions WHERE id = ?1";
            let exists = transaction.query_row(sql, [id.as_str()], |_| Ok(())).optional()?;
            if exists.is_some() {
                return Err(RecordsError::SessionExists(id.clone()).into());
            }
            transaction.execute(
                "INSERT INTO sets (digest, body) SELECT ?1, ?2 \
                 WHERE NOT EXISTS (SELECT 1 FROM sets WHERE digest = ?1)",
                params![digest, body],
            )?;
            transaction.execute(
                "INSERT INTO sessions (id, set_digest) VALUES (?1, ?2)",
                params![id.as_str(), digest],
            )?;
            insert(transaction, id, 0, batch)
        })
    }

    fn append(&mut self, id: &SessionId, after: u64, batch: &Batch) -> Result<(), RecordsError> {
        self.write(|transaction| insert(transaction, id, after, batch))
    }

    fn load(&self, id: &SessionId) -> Result<SessionRecord, RecordsError> {
        let record = SessionRecord {
            id: id.clone(),
            set: self.frozen_set(id)?,
            events: self.events(id)?,
            texts: self.texts(id)?,
        };
        match record.faults()?.into_iter().next() {
            Some(fault) => Err(RecordsError::Faulty { session: id.clone(), fault }),
            None => Ok(record),
        }
    }

    fn list(&self) -> Result<Vec<SessionId>, RecordsError> {
        let ids: rusqlite::Result<Vec<String>> = (|| {
            let sql = "SELECT id FROM sessions ORDER BY number DESC";
            self.connection.prepare_cached(sql)?.query_map([], |row| row.get(0))?.collect()
        })();
        ids.map_err(|error| self.failed(error))?
            .into_iter()
            .map(|id| SessionId::parse(id).map_err(|e| RecordsError::Database(e.to_string())))
            .collect()
    }

    fn delete(&mut self, id: &SessionId) -> Result<(), RecordsError> {
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
        let fold = "PRAGMA wal_checkpoint(TRUNCATE)";
        let folded = self.connection.query_row(fold, [], |_| Ok(()));
        folded.map_err(|error| self.failed(error))
    }
}

/// Inserts the batch behind event `after`, each event with its link of the chain.
fn insert(
    transaction: &Transaction<'_>,
    id: &SessionId,
    after: u64,
    batch: &Batch,
) -> Result<(), Failure> {
    let sql = "SELECT (SELECT count(*) FROM events WHERE session = id), \
               (SELECT chain FROM events WHERE session = id ORDER BY seq DESC LIMIT 1) \
               FROM sessions WHERE id = ?1";
    let row: Option<(u64, Option<String>)> = transaction
        .query_row(sql, [id.as_str()], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let (found, chain) = row.ok_or_else(|| RecordsError::NoSuchSession(id.clone()))?;
    let out_of_order = |expected| RecordsError::OutOfOrder { session: id.clone(), expected, found };
    if found != after {
        return Err(out_of_order(after).into());
    }
    let tampered = || RecordsError::Tampered { session: id.clone(), seq: found };
    let mut link = match chain {
        Some(chain) => Digest::parse(&chain).ok_or_else(tampered)?,
        None => chain_start(id),
    };
    let mut statement = transaction
        .prepare_cached("INSERT INTO events (session, seq, body, chain) VALUES (?1, ?2, ?3, ?4)")?;
    for (expected, event) in (after + 1..).zip(&batch.events) {
        if event.seq != expected {
            return Err(out_of_order(event.seq.saturating_sub(1)).into());
        }
        link = event.chain(&link).map_err(RecordsError::from)?;
        let body = canonical_text(event)?;
        statement.execute(params![id.as_str(), event.seq, body, link.to_string()])?;
    }
    let mut statement = transaction
        .prepare_cached("INSERT INTO texts (session, id, salt, body) VALUES (?1, ?2, ?3, ?4)")?;
    for text in &batch.texts {
        let (salt, body) = match &text.content {
            Some(content) => (Some(content.salt.as_str()), Some(content.body.as_str())),
            None => (None, None),
        };
        statement.execute(params![id.as_str(), text.id.as_str(), salt, body])?;
    }
    Ok(())
}

fn canonical_text<T: serde::Serialize>(value: &T) -> Result<String, RecordsError> {
    let bytes = canonical_bytes(value)?;
    String::from_utf8(bytes).map_err(|error| RecordsError::Database(error.to_string()))
}

/// Either side of a write can fail; the caller sees one error.
enum Failure {
    Records(RecordsError),
    Sqlite(rusqlite::Error),
}

impl From<RecordsError> for Failure {
    fn from(error: RecordsError) -> Self {
        Self::Records(error)
    }
}

impl From<rusqlite::Error> for Failure {
    fn from(error: rusqlite::Error) -> Self {
        Self::Sqlite(error)
    }
}

/// What SQLite says, in the words of the records.
pub(super) fn database_error(path: &Path, error: rusqlite::Error) -> RecordsError {
    let path = path.to_owned();
    match error.sqlite_error_code() {
        Some(ErrorCode::DiskFull) => RecordsError::DiskFull,
        Some(ErrorCode::NotADatabase) => RecordsError::Foreign { path },
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => RecordsError::Locked { path },
        Some(ErrorCode::ReadOnly | ErrorCode::CannotOpen | ErrorCode::PermissionDenied) => {
            let reason = "check that it and its folder may be written".to_owned();
            RecordsError::Unwritable { path, reason }
        }
        _ => RecordsError::Database(error.to_string()),
    }
}
