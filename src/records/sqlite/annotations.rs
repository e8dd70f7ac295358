//! The interviewer's own notes on questions.

use rusqlite::params;

use super::SqliteStore;
use crate::domain::annotation::Annotation;
use crate::domain::ids::QuestionId;
use crate::records::RecordsError;

impl SqliteStore {
    /// With those that were taken back, in the order of the questions' ids.
    pub fn annotations(&self) -> Result<Vec<Annotation>, RecordsError> {
        match self.annotations_left() {
            (annotations, None) => Ok(annotations),
            (_, Some(error)) => Err(error),
        }
    }

    /// As many as can be read, and why there are no more.
    pub fn annotations_left(&self) -> (Vec<Annotation>, Option<RecordsError>) {
        let mut found = Vec::new();
        let read: rusqlite::Result<()> = (|| {
            // A database of an older version that is only read has no such table.
            let sql = "SELECT count(*) FROM sqlite_schema WHERE name = 'annotations'";
            let tables: u32 = self.connection.query_row(sql, [], |row| row.get(0))?;
            if tables == 0 {
                return Ok(());
            }
            let sql = "SELECT question, body, wall_ms FROM annotations ORDER BY question";
            let mut statement = self.connection.prepare_cached(sql)?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                let question: String = row.get(0)?;
                // No question can have that id, so nothing would ever show it.
                let Ok(question) = QuestionId::parse(question) else { continue };
                found.push(Annotation { question, text: row.get(1)?, wall_ms: row.get(2)? });
            }
            Ok(())
        })();
        (found, read.err().map(|error| self.failed(&error)))
    }

    /// Writes all of them, or nothing. A clock that was set back must not make a newer text the older
    /// one.
    pub fn annotate(&mut self, annotations: &[Annotation]) -> Result<(), RecordsError> {
        self.write(|transaction| {
            let sql = "INSERT INTO annotations (question, body, wall_ms) VALUES (?1, ?2, ?3) \
                       ON CONFLICT (question) DO UPDATE SET body = excluded.body, \
                       wall_ms = max(excluded.wall_ms, annotations.wall_ms + 1) \
                       WHERE body IS NOT excluded.body";
            let mut statement = transaction.prepare_cached(sql)?;
            for Annotation { question, text, wall_ms } in annotations {
                statement.execute(params![question.as_str(), text, wall_ms])?;
            }
            Ok(())
        })
    }
}
