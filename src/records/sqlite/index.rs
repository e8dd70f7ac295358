//! The list of sessions: a summary of each, written with its events, searched and read in pages.

use rusqlite::{Transaction, params};

use super::failure::WriteError;
use super::read::listed_id;
use super::write::canonical_text;
use super::{Head, SqliteStore};
use crate::domain::canonical::Digest;
use crate::domain::earlier::Earlier;
use crate::domain::ids::{QuestionId, SessionId, SetId};
use crate::domain::summary::{Overview, Summary};
use crate::records::{RecordStore, RecordsError};

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query {
    /// Looked for in candidate, role, interviewer, set title and status; empty finds everything.
    pub words: String,
    /// The latest first.
    pub limit: u32,
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Page {
    /// The latest, as many as were asked for.
    pub rows: Vec<Summary>,
    pub found: u64,
}

/// A session that was planned with a set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetUse {
    pub session: Summary,
    /// Of the set as it was then: equal to that of the set now only where nothing has changed.
    pub digest: Digest,
}

/// The kinds of sessions that Home lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowKind {
    /// Neither submitted nor given up.
    Unfinished,
    /// Submitted, or the candidate did not come; not put aside.
    Done,
}

struct Stored {
    number: i64,
    id: String,
    body: Option<String>,
    checksum: Option<String>,
}

impl SqliteStore {
    pub fn count(&self) -> Result<u64, RecordsError> {
        let sql = "SELECT count(*) FROM sessions";
        let count = self.connection.query_row(sql, [], |row| row.get(0));
        count.map_err(|error| self.failed(&error))
    }

    pub fn page(&self, query: &Query) -> Result<Page, RecordsError> {
        let words = query.words.trim().to_lowercase();
        if words.is_empty() {
            let rows = self.rows("", "", i64::from(query.limit))?;
            return Ok(Page { rows, found: self.count()? });
        }
        let escaped = words.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
        let pattern = format!("%{escaped}%");
        let filter = "WHERE search LIKE ?1 ESCAPE '\\'";
        let sql = format!("SELECT count(*) FROM summaries {filter}");
        let found = self.connection.query_row(&sql, [&pattern], |row| row.get(0));
        let found = found.map_err(|error| self.failed(&error))?;
        Ok(Page { rows: self.rows(filter, &pattern, i64::from(query.limit))?, found })
    }

    pub fn latest(&self, kind: RowKind, limit: u32) -> Result<Vec<Summary>, RecordsError> {
        let filter = match kind {
            RowKind::Unfinished => "WHERE ?1 = '' AND is_unfinished = 1",
            RowKind::Done => "WHERE ?1 = '' AND is_unfinished = 0 AND is_listed = 1",
        };
        self.rows(filter, "", i64::from(limit))
    }

    pub fn summary(&self, id: &SessionId) -> Result<Option<Summary>, RecordsError> {
        Ok(self.rows("WHERE sessions.id = ?1", id.as_str(), 1)?.pop())
    }

    /// Sessions that were planned with a set of that id, whatever it held then, the latest first.
    pub fn uses_of(&self, set: &SetId, limit: u32) -> Result<Vec<SetUse>, RecordsError> {
        let sql = "SELECT sessions.id, set_digest FROM sessions \
                   JOIN sets ON sets.digest = set_digest \
                   WHERE json_valid(sets.body) AND json_extract(sets.body, '$.id') = ?1 \
                   ORDER BY number DESC LIMIT ?2";
        let found: rusqlite::Result<Vec<(String, String)>> = (|| {
            let mut statement = self.connection.prepare_cached(sql)?;
            let row = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?));
            statement.query_map(params![set.as_str(), limit], row)?.collect()
        })();
        let found = found.map_err(|error| self.failed(&error))?;
        let mut uses = Vec::new();
        for (id, digest) in found {
            // A damaged id or digest names no session.
            let Some((id, digest)) = SessionId::parse(id).ok().zip(Digest::parse(&digest)) else {
                continue;
            };
            uses.extend(self.summary(&id)?.map(|session| SetUse { session, digest }));
        }
        Ok(uses)
    }

    /// Interviews that have begun, with the questions of their sets, the latest first.
    pub fn earlier(&self, limit: u32) -> Result<Vec<Earlier>, RecordsError> {
        let sql = "SELECT latest.id, json_extract(item.value, '$.question.id') \
                   FROM (SELECT number, id, set_digest FROM sessions ORDER BY number DESC LIMIT ?1) \
                   AS latest JOIN sets ON sets.digest = latest.set_digest, \
                   json_each(CASE WHEN json_valid(sets.body) THEN sets.body ELSE '{}' END, '$.items') \
                   AS item ORDER BY latest.number DESC";
        let found: rusqlite::Result<Vec<(String, Option<String>)>> = (|| {
            let mut statement = self.connection.prepare_cached(sql)?;
            let row = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?));
            statement.query_map(params![limit], row)?.collect()
        })();
        let found = found.map_err(|error| self.failed(&error))?;
        let mut earlier = Vec::new();
        for rows in found.chunk_by(|(one, _), (other, _)| one == other) {
            let id = rows.first().and_then(|(id, _)| SessionId::parse(id.clone()).ok());
            let Some(summary) = id.map(|id| self.summary(&id)).transpose()?.flatten() else {
                continue;
            };
            let questions = rows.iter().filter_map(|(_, question)| question.clone());
            let questions = questions.filter_map(|id| QuestionId::parse(id).ok()).collect();
            earlier.extend(summary.state.ok().filter(Overview::has_begun).map(|overview| {
                let Overview { candidate, began_wall_ms, .. } = overview;
                Earlier { candidate, began_wall_ms, questions }
            }));
        }
        Ok(earlier)
    }

    /// Empty where nobody is named or the name cannot be read.
    pub fn candidate(&self, id: &SessionId) -> String {
        let row = self.summary(id).ok().flatten();
        row.and_then(|row| row.state.ok()).map_or(String::new(), |overview| overview.candidate)
    }

    /// Sessions without a summary; each row says why.
    pub fn damaged(&self, limit: u32) -> Result<Vec<Summary>, RecordsError> {
        self.rows("WHERE ?1 = '' AND summaries.session IS NULL", "", i64::from(limit))
    }

    fn rows(&self, filter: &str, value: &str, limit: i64) -> Result<Vec<Summary>, RecordsError> {
        let sql = format!(
            "SELECT number, id, body, checksum FROM sessions \
             LEFT JOIN summaries ON summaries.session = sessions.id \
             {filter} ORDER BY number DESC LIMIT {limit}"
        );
        let stored: rusqlite::Result<Vec<Stored>> = (|| {
            let mut statement = self.connection.prepare_cached(&sql)?;
            let row = |row: &rusqlite::Row<'_>| {
                Ok(Stored {
                    number: row.get(0)?,
                    id: row.get(1)?,
                    body: row.get(2)?,
                    checksum: row.get(3)?,
                })
            };
            if statement.parameter_count() == 0 {
                statement.query_map([], row)?.collect()
            } else {
                statement.query_map([value], row)?.collect()
            }
        })();
        let stored = stored.map_err(|error| self.failed(&error))?;
        Ok(stored.into_iter().filter_map(|row| self.listed(row)).collect())
    }

    fn listed(&self, stored: Stored) -> Option<Summary> {
        let id = listed_id(stored.id, stored.number)?;
        let sound = stored.body.zip(stored.checksum).filter(|(body, sum)| checksum(body) == *sum);
        let overview = sound.and_then(|(body, _)| serde_json::from_str(&body).ok());
        let state = match overview {
            Some(overview) => Ok(overview),
            // A damaged summary does not mean a damaged session.
            None => match self.load(&id) {
                Ok(record) => Ok(Overview::of(&record, &record.fold())),
                Err(error) => Err(error.to_string()),
            },
        };
        Some(Summary { id, state })
    }

    /// Writes summaries that are missing, damaged or out of step with their events.
    pub(super) fn refresh_summaries(&mut self) -> Result<(), RecordsError> {
        for id in self.doubtful()? {
            let Ok(record) = self.load(&id) else { continue };
            let overview = Overview::of(&record, &record.fold());
            let head = Head { events: record.events.len() as u64, chain: record.chain()? };
            self.write(|transaction| write_summary(transaction, &id, &head, &overview))?;
        }
        Ok(())
    }

    /// Sessions whose summary cannot be trusted.
    pub fn doubtful(&self) -> Result<Vec<SessionId>, RecordsError> {
        let sql = "SELECT id, body, checksum, \
                   events IS (SELECT max(seq) FROM events WHERE session = id) \
                   AND head IS (SELECT chain FROM events WHERE session = id ORDER BY seq DESC LIMIT 1) \
                   FROM sessions LEFT JOIN summaries ON summaries.session = sessions.id";
        type Row = (String, Option<String>, Option<String>, bool);
        let rows: rusqlite::Result<Vec<Row>> = (|| {
            let row =
                |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?));
            self.connection.prepare_cached(sql)?.query_map([], row)?.collect()
        })();
        let is_doubtful = |(_, body, sum, is_current): &Row| {
            let is_sound = body.as_ref().zip(sum.as_ref()).is_some_and(|(b, s)| checksum(b) == *s);
            !is_current || !is_sound
        };
        let rows = rows.map_err(|error| self.failed(&error))?;
        let doubtful = rows.into_iter().filter(is_doubtful);
        Ok(doubtful.filter_map(|(id, ..)| SessionId::parse(id).ok()).collect())
    }
}

/// In the transaction of the session's events.
pub(super) fn write_summary(
    transaction: &Transaction<'_>,
    id: &SessionId,
    head: &Head,
    overview: &Overview,
) -> Result<(), WriteError> {
    let body = canonical_text(overview)?;
    let mut statement = transaction.prepare_cached(
        "INSERT OR REPLACE INTO summaries \
         (session, events, head, is_unfinished, is_listed, search, body, checksum) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
    )?;
    statement.execute(params![
        id.as_str(),
        head.events,
        head.chain.to_string(),
        overview.is_unfinished(),
        !overview.discarded,
        overview.search_text(),
        body,
        checksum(&body),
    ])?;
    Ok(())
}

/// Drops a summary that can no longer be computed; the next opening writes it anew.
pub(super) fn forget_summary(
    transaction: &Transaction<'_>,
    id: &SessionId,
) -> Result<(), WriteError> {
    transaction.execute("DELETE FROM summaries WHERE session = ?1", [id.as_str()])?;
    Ok(())
}

fn checksum(body: &str) -> String {
    Digest::of_parts("plumbline.summary", &[body.as_bytes()]).to_string()
}
