//! The rows of sessions, events and texts.

use rusqlite::{OptionalExtension, Transaction, params};

use super::Head;
use super::failure::WriteError;
use crate::domain::canonical::{Digest, canonical_bytes};
use crate::domain::event::chain_start;
use crate::domain::ids::SessionId;
use crate::domain::set::FrozenSet;
use crate::records::{Batch, RecordsError};

/// With its set where that is new.
pub(super) fn insert_session(
    transaction: &Transaction<'_>,
    id: &SessionId,
    set: &FrozenSet,
) -> Result<(), WriteError> {
    let digest = set.digest().map_err(RecordsError::from)?.to_string();
    let exists = "SELECT 1 FROM sets WHERE digest = ?1";
    if transaction.query_row(exists, [&digest], |_| Ok(())).optional()?.is_none() {
        let body = canonical_text(set)?;
        transaction
            .execute("INSERT INTO sets (digest, body) VALUES (?1, ?2)", params![digest, body])?;
    }
    transaction.execute(
        "INSERT INTO sessions (id, set_digest) VALUES (?1, ?2)",
        params![id.as_str(), digest],
    )?;
    Ok(())
}

/// Inserts the batch after event `found`, each event with its link of the chain; returns the last
/// event's number and link. The chain begins with `true_id`.
pub(super) fn insert_events(
    transaction: &Transaction<'_>,
    key: &SessionId,
    true_id: &SessionId,
    found: u64,
    batch: &Batch,
) -> Result<Head, WriteError> {
    let sql = "SELECT chain FROM events WHERE session = ?1 ORDER BY seq DESC LIMIT 1";
    let chain: Option<String> =
        transaction.prepare_cached(sql)?.query_row([key.as_str()], |row| row.get(0)).optional()?;
    let tampered = || RecordsError::Tampered { session: key.clone(), seq: found };
    let mut link = match chain {
        Some(chain) => Digest::parse(&chain).ok_or_else(tampered)?,
        None => chain_start(true_id),
    };
    let mut statement = transaction
        .prepare_cached("INSERT INTO events (session, seq, body, chain) VALUES (?1, ?2, ?3, ?4)")?;
    let mut last = found;
    for (expected, event) in (found + 1..).zip(&batch.events) {
        if event.seq != expected {
            let expected = event.seq.saturating_sub(1);
            let session = key.clone();
            return Err(RecordsError::OutOfOrder { session, expected, found }.into());
        }
        link = event.chain(&link).map_err(RecordsError::from)?;
        last = expected;
        let body = canonical_text(event)?;
        statement.execute(params![key.as_str(), event.seq, body, link.to_string()])?;
    }
    let mut statement = transaction
        .prepare_cached("INSERT INTO texts (session, id, salt, body) VALUES (?1, ?2, ?3, ?4)")?;
    for text in &batch.texts {
        let (salt, body) = match &text.content {
            Some(content) => (Some(content.salt.as_str()), Some(content.body.as_str())),
            None => (None, None),
        };
        statement.execute(params![key.as_str(), text.id.as_str(), salt, body])?;
    }
    Ok(Head { events: last, chain: link })
}

pub(super) fn canonical_text<T: serde::Serialize>(value: &T) -> Result<String, RecordsError> {
    Ok(String::from_utf8_lossy(&canonical_bytes(value)?).into_owned())
}
