//! Reading sessions: whole and checked, or what is left of a damaged one.

use std::collections::BTreeMap;

use rusqlite::OptionalExtension;

use super::SqliteStore;
use crate::domain::canonical::Digest;
use crate::domain::event::{Event, EventKind, chain_start};
use crate::domain::ids::{SessionId, TextId};
use crate::domain::record::SessionRecord;
use crate::domain::set::FrozenSet;
use crate::domain::text::{Salt, Text, TextContent};
use crate::records::RecordsError;
use crate::records::salvage::{Scrap, Scraps};

/// How far a session has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// The number of its last event.
    pub events: u64,
    /// The chain over all of them.
    pub chain: Digest,
}

/// Id, number of the last event, and the chain there.
type HeadRow = (String, Option<u64>, Option<String>);

/// Id, salt and body.
type TextRow = (String, Option<String>, Option<String>);

impl SqliteStore {
    /// The latest first. A row with an id that no session can have goes by its number.
    pub fn ids(&self) -> Result<Vec<SessionId>, RecordsError> {
        let rows: rusqlite::Result<Vec<(String, i64)>> = (|| {
            let sql = "SELECT id, number FROM sessions ORDER BY number DESC";
            let row = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?));
            self.connection.prepare_cached(sql)?.query_map([], row)?.collect()
        })();
        let rows = rows.map_err(|error| self.failed(&error))?;
        Ok(rows.into_iter().filter_map(|(id, number)| listed_id(id, number)).collect())
    }

    /// Sessions without events have no head.
    pub fn heads(&self) -> Result<BTreeMap<SessionId, Head>, RecordsError> {
        let sql = "SELECT id, \
                   (SELECT max(seq) FROM events WHERE session = id), \
                   (SELECT chain FROM events WHERE session = id ORDER BY seq DESC LIMIT 1) \
                   FROM sessions";
        let rows: rusqlite::Result<Vec<HeadRow>> = (|| {
            let row = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get(2)?));
            self.connection.prepare_cached(sql)?.query_map([], row)?.collect()
        })();
        let head = |(id, events, chain): HeadRow| {
            let chain = Digest::parse(&chain?)?;
            Some((SessionId::parse(id).ok()?, Head { events: events?, chain }))
        };
        Ok(rows.map_err(|error| self.failed(&error))?.into_iter().filter_map(head).collect())
    }

    pub fn head(&self, id: &SessionId) -> Result<Option<Head>, RecordsError> {
        let sql = "SELECT seq, chain FROM events WHERE session = ?1 ORDER BY seq DESC LIMIT 1";
        let row: Option<(u64, String)> =
            self.one(sql, [id.as_str()], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(row.and_then(|(events, chain)| Some(Head { events, chain: Digest::parse(&chain)? })))
    }

    /// As it stood after an event.
    pub fn chain_at(&self, id: &SessionId, seq: u64) -> Result<Option<Digest>, RecordsError> {
        let sql = "SELECT chain FROM events WHERE session = ?1 AND seq = ?2";
        let chain: Option<String> = self.one(sql, (id.as_str(), seq), |row| row.get(0))?;
        Ok(chain.and_then(|chain| Digest::parse(&chain)))
    }

    /// Whether the session shares its id with another, and what of it was lost.
    pub fn standing(
        &self,
        id: &SessionId,
    ) -> Result<(Option<SessionId>, Option<String>), RecordsError> {
        let sql = "SELECT twin_of, lost FROM sessions WHERE id = ?1";
        let row: Option<(Option<String>, Option<String>)> =
            self.one(sql, [id.as_str()], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let (twin_of, lost) = row.unwrap_or_default();
        Ok((twin_of.and_then(|id| SessionId::parse(id).ok()), lost))
    }

    /// The one row of a query, if there is one.
    pub(super) fn one<T>(
        &self,
        sql: &str,
        values: impl rusqlite::Params,
        read: impl FnOnce(&rusqlite::Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Option<T>, RecordsError> {
        let row = self
            .connection
            .prepare_cached(sql)
            .and_then(|mut statement| statement.query_row(values, read).optional());
        row.map_err(|error| self.failed(&error))
    }

    pub(super) fn load_whole(&self, id: &SessionId) -> Result<SessionRecord, RecordsError> {
        let set = self.frozen_set(id)?;
        let (twin_of, lost) = self.standing(id)?;
        let true_id = twin_of.unwrap_or_else(|| id.clone());
        let record = SessionRecord {
            events: self.events(id, &true_id)?,
            texts: self.texts(id)?,
            id: true_id,
            set,
            lost,
        };
        match record.faults()?.into_iter().next() {
            Some(fault) => Err(RecordsError::Faulty { session: id.clone(), fault }),
            None => Ok(record),
        }
    }

    pub(super) fn frozen_set(&self, id: &SessionId) -> Result<FrozenSet, RecordsError> {
        let sql = "SELECT body FROM sessions LEFT JOIN sets ON digest = set_digest WHERE id = ?1";
        let body: Option<Option<String>> = self.one(sql, [id.as_str()], |row| row.get(0))?;
        let body = body.ok_or_else(|| RecordsError::NoSuchSession(id.clone()))?;
        let unreadable = || RecordsError::Unreadable { session: id.clone() };
        serde_json::from_str(&body.ok_or_else(unreadable)?).map_err(|_| unreadable())
    }

    fn events(&self, id: &SessionId, true_id: &SessionId) -> Result<Vec<Event>, RecordsError> {
        let mut link = chain_start(true_id);
        let mut events = Vec::new();
        for (expected, (seq, body, chain)) in (1..).zip(self.event_rows(id, 0)?) {
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

    /// Events after `after`, each as far as it can be read.
    pub(super) fn events_behind(
        &self,
        id: &SessionId,
        after: u64,
    ) -> Result<Vec<Event>, RecordsError> {
        let rows = self.event_rows(id, after)?;
        Ok(rows.iter().map_while(|(_, body, _)| serde_json::from_str(body).ok()).collect())
    }

    fn event_rows(
        &self,
        id: &SessionId,
        after: u64,
    ) -> Result<Vec<(u64, String, String)>, RecordsError> {
        let sql =
            "SELECT seq, body, chain FROM events WHERE session = ?1 AND seq > ?2 ORDER BY seq";
        let rows: rusqlite::Result<Vec<(u64, String, String)>> = (|| {
            let row = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get(2)?));
            self.connection.prepare_cached(sql)?.query_map((id.as_str(), after), row)?.collect()
        })();
        rows.map_err(|error| self.failed(&error))
    }

    fn texts(&self, id: &SessionId) -> Result<Vec<Text>, RecordsError> {
        let unreadable = || RecordsError::Unreadable { session: id.clone() };
        let rows = self.text_rows(id).map_err(|error| self.failed(&error))?;
        rows.into_iter().map(|row| text(row).ok_or_else(unreadable)).collect()
    }

    fn text_rows(&self, id: &SessionId) -> rusqlite::Result<Vec<TextRow>> {
        let sql = "SELECT id, salt, body FROM texts WHERE session = ?1 ORDER BY length(id), id";
        let row = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get(2)?));
        self.connection.prepare_cached(sql)?.query_map([id.as_str()], row)?.collect()
    }

    /// Whatever of a session can still be read, row by row; never fails.
    pub fn scraps(&self, id: &SessionId) -> Scraps {
        let mut scraps = Scraps::default();
        let collected = (|| -> rusqlite::Result<()> {
            let sql = "SELECT body, chain FROM events WHERE session = ?1 ORDER BY seq";
            let mut statement = self.connection.prepare_cached(sql)?;
            let mut rows = statement.query([id.as_str()])?;
            while let Ok(Some(row)) = rows.next() {
                let body: rusqlite::Result<String> = row.get(0);
                let link: rusqlite::Result<String> = row.get(1);
                let event = body.ok().and_then(|body| serde_json::from_str(&body).ok());
                let link = link.ok().and_then(|link| Digest::parse(&link));
                let scrap = |event| Scrap { event, link, is_checked: false };
                scraps.events.extend(event.map(scrap));
            }
            Ok(())
        })();
        // Rows read before an error count.
        let _ = collected;
        let rows = self.text_rows(id).unwrap_or_default();
        scraps.texts.extend(rows.into_iter().filter_map(text));
        for digest in scraps.set_digests() {
            let sql = "SELECT body FROM sets WHERE digest = ?1";
            let body: rusqlite::Result<String> =
                self.connection.query_row(sql, [digest.to_string()], |row| row.get(0));
            scraps.sets.extend(body.ok().and_then(|body| serde_json::from_str(&body).ok()));
        }
        scraps
    }

    /// The ids under which events are stored, whatever the sessions' own rows say.
    pub fn ids_of_events(&self) -> Vec<SessionId> {
        let ids: rusqlite::Result<Vec<String>> = (|| {
            let sql = "SELECT DISTINCT session FROM events";
            self.connection.prepare(sql)?.query_map([], |row| row.get(0))?.collect()
        })();
        ids.unwrap_or_default().into_iter().filter_map(|id| SessionId::parse(id).ok()).collect()
    }
}

/// The id under which a row is listed.
pub(super) fn listed_id(id: String, number: i64) -> Option<SessionId> {
    SessionId::parse(id).or_else(|_| SessionId::parse(format!("unreadable-{number}"))).ok()
}

fn text((id, salt, body): TextRow) -> Option<Text> {
    let id = TextId::parse(id).ok()?;
    let Some((salt, body)) = salt.zip(body) else { return Some(Text { id, content: None }) };
    let salt = Salt::try_from(salt).ok()?;
    Some(Text { id, content: Some(TextContent { salt, body }) })
}

impl Scraps {
    /// The sets that the events name.
    fn set_digests(&self) -> Vec<Digest> {
        let planned = |scrap: &Scrap| match &scrap.event.kind {
            EventKind::Planned { set, .. } => Some(*set),
            _ => None,
        };
        self.events.iter().filter_map(planned).collect()
    }
}
