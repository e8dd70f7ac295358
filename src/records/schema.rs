//! The database's tables, and the way from each older version to the newest.

use std::path::Path;

use rusqlite::{Connection, TransactionBehavior};

use super::RecordsError;
use super::sqlite::database_error;

/// Marks the file as ours in its header ("PLMB").
const APPLICATION_ID: u32 = 0x504C_4D42;

/// Each step brings the database from version n to n + 1. A step that shipped is never edited.
pub const MIGRATIONS: &[&str] = &[VERSION_1, VERSION_2, VERSION_3, VERSION_4];

/// Events are append-only: the database itself refuses to change one. They go only with their whole
/// session.
const VERSION_1: &str = "
    CREATE TABLE sets (
        digest TEXT PRIMARY KEY,
        body TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE sessions (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        id TEXT NOT NULL UNIQUE,
        set_digest TEXT NOT NULL REFERENCES sets (digest)
    ) STRICT;

    CREATE TABLE events (
        session TEXT NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
        seq INTEGER NOT NULL,
        body TEXT NOT NULL,
        chain TEXT NOT NULL,
        PRIMARY KEY (session, seq)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE texts (
        session TEXT NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
        id TEXT NOT NULL,
        salt TEXT,
        body TEXT,
        PRIMARY KEY (session, id)
    ) STRICT, WITHOUT ROWID;

    CREATE TRIGGER events_are_never_changed BEFORE UPDATE ON events
    BEGIN SELECT RAISE(ABORT, 'events are append-only'); END;

    CREATE TRIGGER events_are_never_replaced BEFORE INSERT ON events
    WHEN EXISTS (SELECT 1 FROM events WHERE session = NEW.session AND seq = NEW.seq)
    BEGIN SELECT RAISE(ABORT, 'events are append-only'); END;

    CREATE TRIGGER events_go_only_with_their_session BEFORE DELETE ON events
    WHEN EXISTS (SELECT 1 FROM sessions WHERE id = OLD.session)
    BEGIN SELECT RAISE(ABORT, 'events are append-only'); END;

    CREATE TRIGGER sets_are_frozen BEFORE UPDATE ON sets
    BEGIN SELECT RAISE(ABORT, 'a set in use is frozen'); END;

    CREATE TRIGGER sets_are_never_replaced BEFORE INSERT ON sets
    WHEN EXISTS (SELECT 1 FROM sets WHERE digest = NEW.digest)
    BEGIN SELECT RAISE(ABORT, 'a set in use is frozen'); END;
";

/// The list of sessions without opening each: what a session's fold says, written with its events.
/// `twin_of` holds the true id of a session whose id another one has; `lost` says what of a session
/// could not be found again.
const VERSION_2: &str = "
    ALTER TABLE sessions ADD COLUMN twin_of TEXT;
    ALTER TABLE sessions ADD COLUMN lost TEXT;

    CREATE TABLE summaries (
        session TEXT PRIMARY KEY REFERENCES sessions (id) ON DELETE CASCADE,
        events INTEGER NOT NULL,
        head TEXT NOT NULL,
        is_unfinished INTEGER NOT NULL,
        is_listed INTEGER NOT NULL,
        search TEXT NOT NULL,
        body TEXT NOT NULL,
        checksum TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE INDEX unfinished_summaries ON summaries (session) WHERE is_unfinished = 1;
";

/// Events may be signatures. The tables stay as they are; a program that does not know signatures would
/// call such a session damaged, and by the number it says that a newer one is needed.
const VERSION_3: &str = "";

/// The interviewer's own notes on questions. They belong to no session, so none goes with one; a text
/// that was taken back stays as an empty one, so that no older copy brings it back.
const VERSION_4: &str = "
    CREATE TABLE annotations (
        question TEXT PRIMARY KEY,
        body TEXT NOT NULL,
        wall_ms INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
";

/// In one transaction; refuses what is not ours.
pub fn migrate(
    connection: &mut Connection,
    path: &Path,
    migrations: &[&str],
) -> Result<(), RecordsError> {
    let failed = |error: rusqlite::Error| database_error(path, &error);
    let version = match check_schema(connection, path, migrations.len()) {
        Err(RecordsError::Foreign { .. }) if is_new(connection).map_err(failed)? => 0,
        version => version?,
    };
    if version == migrations.len() {
        return Ok(());
    }
    let newest = u32::try_from(migrations.len()).unwrap_or(u32::MAX);
    let transaction =
        connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(failed)?;
    for step in migrations.iter().skip(version) {
        transaction.execute_batch(step).map_err(failed)?;
    }
    transaction.pragma_update(None, "application_id", APPLICATION_ID).map_err(failed)?;
    transaction.pragma_update(None, "user_version", newest).map_err(failed)?;
    transaction.commit().map_err(failed)
}

/// Refuses a database that is not ours or that a newer program wrote.
pub fn check_schema(
    connection: &Connection,
    path: &Path,
    newest: usize,
) -> Result<usize, RecordsError> {
    let pragma = |name: &str| {
        let value = connection.pragma_query_value(None, name, |row| row.get::<_, u32>(0));
        value.map_err(|error| database_error(path, &error))
    };
    let (version, application) = (pragma("user_version")?, pragma("application_id")?);
    if application != APPLICATION_ID {
        return Err(RecordsError::Foreign { path: path.to_owned() });
    }
    match usize::try_from(version) {
        Ok(version) if version <= newest => Ok(version),
        _ => {
            let newest = u32::try_from(newest).unwrap_or(u32::MAX);
            Err(RecordsError::NewerSchema { path: path.to_owned(), found: version, newest })
        }
    }
}

/// Nothing was ever written to it.
fn is_new(connection: &Connection) -> rusqlite::Result<bool> {
    let pragma = |name: &str| connection.pragma_query_value(None, name, |row| row.get::<_, u32>(0));
    let tables = "SELECT count(*) FROM sqlite_schema";
    let tables: u32 = connection.query_row(tables, [], |row| row.get(0))?;
    Ok(tables == 0 && pragma("user_version")? == 0 && pragma("application_id")? == 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn version(connection: &Connection) -> u32 {
        connection.pragma_query_value(None, "user_version", |row| row.get(0)).unwrap()
    }

    #[test]
    fn each_step_is_taken_once_and_in_order() {
        let mut connection = Connection::open_in_memory().unwrap();
        let path = Path::new("records.sqlite");
        migrate(&mut connection, path, &["CREATE TABLE a (x); INSERT INTO a VALUES (1)"]).unwrap();
        assert_eq!(version(&connection), 1);
        let steps = ["CREATE TABLE a (x)", "ALTER TABLE a ADD COLUMN y DEFAULT 7"];
        migrate(&mut connection, path, &steps).unwrap();
        migrate(&mut connection, path, &steps).unwrap();
        assert_eq!(version(&connection), 2);
        let row = connection.query_row("SELECT x, y FROM a", [], |r| Ok((r.get(0)?, r.get(1)?)));
        assert_eq!(row.unwrap(), (1, 7));
    }

    #[test]
    fn a_step_that_fails_changes_nothing() {
        let mut connection = Connection::open_in_memory().unwrap();
        let path = Path::new("records.sqlite");
        migrate(&mut connection, path, &["CREATE TABLE a (x)"]).unwrap();
        let steps = ["", "CREATE TABLE b (x)", "this is not SQL"];
        assert!(migrate(&mut connection, path, &steps).is_err());
        assert_eq!(version(&connection), 1);
        let tables: u32 = connection
            .query_row("SELECT count(*) FROM sqlite_schema WHERE name = 'b'", [], |r| r.get(0))
            .unwrap();
        assert_eq!(tables, 0);
    }
}
