//! The contract of the records, and what SQLite adds to it.

use std::fs;
use std::path::Path;

use plumbline::domain::event::{EventKind, NoteTag};
use plumbline::domain::ids::SessionId;
use plumbline::domain::record::SessionRecord;
use plumbline::records::sqlite::SqliteStore;
use plumbline::records::{Batch, RecordStore, RecordsError};
use rusqlite::Connection;

use crate::library_files::{GOLDEN_SEAL, GOLDEN_SET};
use crate::support::{Script, frozen_set, id, step};

/// Everything a store must do. `open` opens the same records again each time.
fn contract(open: &dyn Fn() -> Box<dyn RecordStore>) {
    let record = session("one");
    let unknown = SessionId::parse("unknown").unwrap();
    {
        let mut store = open();
        assert_eq!(store.list().unwrap(), []);
        assert!(matches!(store.load(&unknown), Err(RecordsError::NoSuchSession(_))));
        let batch = batch(&record, 0..1);
        assert!(matches!(store.append(&unknown, 0, &batch), Err(RecordsError::NoSuchSession(_))));

        store.create(&record.id, &record.set, &batch).unwrap();
        // The same call again finds it written; another session of that name is refused.
        store.create(&record.id, &record.set, &batch).unwrap();
        let other = frozen_set(&["b"]);
        assert!(matches!(
            store.create(&record.id, &other, &batch),
            Err(RecordsError::SessionExists(_))
        ));
        store.append(&record.id, 1, &self::batch(&record, 1..3)).unwrap();
    }
    {
        // What was acknowledged is there when the records are opened again.
        let mut store = open();
        let loaded = store.load(&record.id).unwrap();
        assert_eq!(loaded.events, record.events[..3]);

        // What is there already is passed over, where it is the very same.
        store.append(&record.id, 2, &batch(&record, 2..3)).unwrap();
        assert_eq!(store.load(&record.id).unwrap().events.len(), 3);
        let mut other = batch(&record, 2..3);
        other.events[0].wall_ms += 1;
        let repeated = store.append(&record.id, 2, &other);
        assert!(matches!(repeated, Err(RecordsError::OutOfOrder { expected: 2, found: 3, .. })));
        // An event that does not follow is refused, and so is all that came with it.
        let skipping = Batch {
            events: vec![record.events[3].clone(), record.events[5].clone()],
            texts: vec![],
        };
        assert!(matches!(
            store.append(&record.id, 3, &skipping),
            Err(RecordsError::OutOfOrder { .. })
        ));
        assert_eq!(store.load(&record.id).unwrap().events.len(), 3);

        store.append(&record.id, 3, &batch(&record, 3..record.events.len())).unwrap();
        assert_eq!(store.load(&record.id).unwrap(), record);
    }
    {
        // Two sessions with the same set do not touch each other.
        let mut store = open();
        let other = session("two");
        store.create(&other.id, &other.set, &batch(&other, 0..other.events.len())).unwrap();
        assert_eq!(store.list().unwrap(), [other.id.clone(), record.id.clone()]);
        assert_eq!(store.load(&record.id).unwrap(), record);
        assert_eq!(store.load(&other.id).unwrap().faults().unwrap(), []);
    }
    {
        // A session goes with everything in it; the other one with the same set stays.
        let mut store = open();
        store.delete(&record.id).unwrap();
        assert!(matches!(store.delete(&record.id), Err(RecordsError::NoSuchSession(_))));
        assert!(matches!(store.load(&record.id), Err(RecordsError::NoSuchSession(_))));
        let other = session("two");
        assert_eq!(store.list().unwrap(), std::slice::from_ref(&other.id));
        assert_eq!(store.load(&other.id).unwrap(), other);
        store.delete(&other.id).unwrap();
        assert_eq!(store.list().unwrap(), []);
        // Its name is free again.
        store.create(&record.id, &record.set, &batch(&record, 0..1)).unwrap();
    }
}

fn session(name: &str) -> SessionRecord {
    let mut script = Script::new(frozen_set(&["a", "b"]));
    script.record.id = SessionId::parse(name).unwrap();
    script.happen(EventKind::Started);
    script.score("q1", 4);
    script.note(Some("q1"), NoteTag::Quote, false, "“Ça dépend” — 王");
    script.score("q2", 2).submit();
    script.record
}

/// These events, with the texts they refer to.
fn batch(record: &SessionRecord, range: std::ops::Range<usize>) -> Batch {
    let events = record.events[range].to_vec();
    let is_needed =
        |id| events.iter().any(|event| event.kind.texts().iter().any(|text| text.id == id));
    let texts = record.texts.iter().filter(|text| is_needed(text.id.clone())).cloned().collect();
    Batch { events, texts }
}

#[test]
fn the_sqlite_store_keeps_the_contract() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("new/folder/records.sqlite");
    contract(&|| Box::new(SqliteStore::open(&path).unwrap()));
}

fn stored(path: &Path) -> SessionRecord {
    let record = session("one");
    let mut store = SqliteStore::open(path).unwrap();
    store.create(&record.id, &record.set, &batch(&record, 0..record.events.len())).unwrap();
    record
}

/// The words of a deleted session are in no file of the records any more.
#[test]
fn a_deleted_session_leaves_no_words_on_the_disk() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("records.sqlite");
    let mut store = SqliteStore::open(&path).unwrap();
    let record = session("one");
    store.create(&record.id, &record.set, &batch(&record, 0..record.events.len())).unwrap();
    let words: Vec<&str> =
        record.texts.iter().filter_map(|text| Some(text.content.as_ref()?.body.as_str())).collect();
    let found = || {
        let files = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().path());
        let bytes: Vec<u8> = files.flat_map(|file| fs::read(file).unwrap()).collect();
        let has = |word: &&&str| bytes.windows(word.len()).any(|part| part == word.as_bytes());
        words.iter().filter(has).count()
    };
    assert_eq!(found(), words.len());
    assert!(!words.is_empty());
    store.delete(&record.id).unwrap();
    assert_eq!(found(), 0);
}

#[test]
fn a_second_writer_is_kept_out_until_the_first_is_gone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("records.sqlite");
    let first = SqliteStore::open(&path).unwrap();
    let refused = SqliteStore::open(&path).unwrap_err();
    assert!(matches!(refused, RecordsError::Locked { .. }));
    assert!(refused.to_string().contains("another running copy"));
    drop(first);
    assert!(SqliteStore::open(&path).is_ok());
}

#[test]
fn the_database_itself_refuses_to_change_an_event() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("records.sqlite");
    stored(&path);
    let raw = Connection::open(&path).unwrap();
    for sql in
        ["UPDATE events SET body = '{}'", "DELETE FROM events", "UPDATE sets SET body = '{}'"]
    {
        assert!(raw.execute(sql, []).is_err(), "{sql}");
    }
    raw.execute_batch("PRAGMA foreign_keys = ON; DELETE FROM sessions").unwrap();
    let left: u32 = raw.query_row("SELECT count(*) FROM events", [], |row| row.get(0)).unwrap();
    assert_eq!(left, 0, "events go with their session");
}

#[test]
fn an_event_changed_behind_the_programs_back_is_found() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("records.sqlite");
    let record = stored(&path);
    let raw = Connection::open(&path).unwrap();
    raw.execute_batch(
        "DROP TRIGGER events_are_never_changed;
         UPDATE events SET body = replace(body, '\"step\":2', '\"step\":5')",
    )
    .unwrap();
    drop(raw);
    let error = SqliteStore::open(&path).unwrap().load(&record.id).unwrap_err();
    let position = record
        .events
        .iter()
        .position(|event| event.kind == EventKind::Scored { question: id("q2"), step: step(2) });
    assert!(
        matches!(error, RecordsError::Tampered { seq, .. } if seq == position.unwrap() as u64 + 1)
    );
}

#[test]
fn a_set_or_a_text_changed_behind_the_programs_back_is_found() {
    for sql in [
        "DROP TRIGGER sets_are_frozen; UPDATE sets SET body = replace(body, 'What of q1', 'What of it')",
        "UPDATE texts SET body = 'Something else'",
    ] {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("records.sqlite");
        let record = stored(&path);
        Connection::open(&path).unwrap().execute_batch(sql).unwrap();
        let error = SqliteStore::open(&path).unwrap().load(&record.id).unwrap_err();
        assert!(matches!(error, RecordsError::Faulty { .. }), "{sql}: {error}");
    }
}

#[cfg(unix)]
#[test]
fn a_link_to_the_records_does_not_let_a_second_writer_in() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("records.sqlite");
    let link = folder.path().join("link.sqlite");
    let _first = SqliteStore::open(&path).unwrap();
    std::os::unix::fs::symlink(&path, &link).unwrap();
    assert!(matches!(SqliteStore::open(&link), Err(RecordsError::Locked { .. })));
}

#[test]
fn newer_foreign_and_broken_files_are_refused_and_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let newer = folder.path().join("newer.sqlite");
    stored(&newer);
    Connection::open(&newer).unwrap().pragma_update(None, "user_version", 99).unwrap();
    let error = SqliteStore::open(&newer).unwrap_err();
    assert!(matches!(error, RecordsError::NewerSchema { found: 99, newest: 4, .. }), "{error}");

    let foreign = folder.path().join("foreign.sqlite");
    Connection::open(&foreign).unwrap().execute_batch("CREATE TABLE other (x)").unwrap();
    let error = SqliteStore::open(&foreign).unwrap_err();
    assert!(matches!(error, RecordsError::Foreign { .. }), "{error}");

    let text = folder.path().join("text.sqlite");
    fs::write(&text, "This is a shopping list, and longer than a header of SQLite would be: milk.")
        .unwrap();
    let error = SqliteStore::open(&text).unwrap_err();
    assert!(matches!(error, RecordsError::Foreign { .. }), "{error}");
    assert!(fs::read_to_string(&text).unwrap().starts_with("This is a shopping list"));
}

#[test]
fn records_that_cannot_be_written_say_where() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("file");
    fs::write(&file, "x").unwrap();
    let error = SqliteStore::open(&file.join("records.sqlite")).unwrap_err();
    assert!(matches!(error, RecordsError::Unwritable { .. }), "{error}");
    let error = SqliteStore::open(folder.path()).unwrap_err();
    assert!(matches!(error, RecordsError::Unwritable { .. }), "{error}");
}

/// A database of the first schema must open for good, with its hashes.
#[test]
fn a_database_of_version_1_opens() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("records.sqlite");
    let dump = include_str!("../golden/records-v1.sql");
    Connection::open(&path).unwrap().execute_batch(dump).unwrap();
    let store = SqliteStore::open(&path).unwrap();
    let id = store.list().unwrap().remove(0);
    let record = store.load(&id).unwrap();
    assert_eq!(record.faults().unwrap(), []);
    let session = record.fold();
    assert_eq!(session.seal.unwrap().to_string(), GOLDEN_SEAL);
    assert_eq!(record.set.digest().unwrap().to_string(), GOLDEN_SET);
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden/session-v1.ron");
    assert_eq!(plumbline::library::load::read_session(Path::new(file)).unwrap(), record);
}
