//! The records as ratios: a step until it is durable, and start and search with many sessions.
//!
//! `cargo bench --bench records` prints the rows of the README. Twenty thousand sessions are written
//! first, in memory where the system offers that; the step and its flushes go to a real disk.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a bench fails by panicking"
)]

mod pair;

use std::fs::OpenOptions;
use std::hint::black_box;
use std::io::Write;
use std::path::Path;

use pair::{head, row};
use plumbline::domain::event::Event;
use plumbline::domain::ids::SessionId;
use plumbline::domain::record::SessionRecord;
use plumbline::library::load::Library;
use plumbline::records::sqlite::{Query, RowKind, SqliteStore};
use plumbline::records::vault::{Depth, Opening, Shelf, Vault};
use plumbline::records::{Batch, RecordStore};
use plumbline::shared::demo;
use tempfile::TempDir;

fn main() {
    let record = demo_record();
    head();
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
    row(
        "a score until it is durable in both places",
        "write and flush two files of the same bytes",
        31,
        &mut scoring(&record, folder.path()),
        &mut flushing(&record, folder.path()),
    );
    let few = filled(10, &record);
    for count in [1_000, 20_000] {
        let many = filled(count, &record);
        let rounds = if count > 1_000 { 3 } else { 7 };
        row(
            &format!("start with {count} sessions: open, compare, list"),
            "start with 10",
            rounds,
            &mut || start(many.path()),
            &mut || start(few.path()),
        );
        row(
            &format!("search {count} sessions by name"),
            "search 10",
            rounds,
            &mut searching(many.path()),
            &mut searching(few.path()),
        );
        row(
            &format!("read all {count} sessions in full"),
            "start with as many",
            1,
            &mut || read_all(many.path()),
            &mut || start(many.path()),
        );
    }
}

fn demo_record() -> SessionRecord {
    let folder = tempfile::tempdir().unwrap();
    let mut store = SqliteStore::open(&folder.path().join("demo.sqlite")).unwrap();
    demo::play(&Library::shipped().bank, &mut store).unwrap().record
}

fn shelf(folder: &Path) -> Shelf {
    Shelf {
        records: folder.join("records/sessions.sqlite"),
        witness: folder.join("witness"),
        backups: folder.join("backups"),
        older: Vec::new(),
        moved_to: None,
    }
}

fn open(folder: &Path) -> Vault {
    match Vault::open(&shelf(folder), Depth::Quick).unwrap() {
        Opening::Open(vault, _) => *vault,
        Opening::Undecided(trouble) => panic!("{trouble}"),
    }
}

/// Records with sessions of the demo's first 30 events, each under a name of its own.
fn filled(count: usize, record: &SessionRecord) -> TempDir {
    let memory = Path::new("/dev/shm");
    let folder =
        if memory.is_dir() { tempfile::tempdir_in(memory) } else { tempfile::tempdir() }.unwrap();
    let mut store = SqliteStore::open(&shelf(folder.path()).records).unwrap();
    let mut record = record.clone();
    record.events.truncate(30);
    let uses = |event: &Event, id: &_| event.kind.texts().iter().any(|text| text.id == *id);
    let events = record.events.clone();
    record.texts.retain(|text| events.iter().any(|event| uses(event, &text.id)));
    for number in 0..count {
        record.id = SessionId::parse(format!("session-{number}")).unwrap();
        store.insert(&record.id.clone(), &record).unwrap();
    }
    drop(store);
    // The first start writes the witness.
    drop(open(folder.path()));
    folder
}

fn start(folder: &Path) {
    let vault = open(folder);
    black_box(vault.latest(RowKind::Unfinished, 50).unwrap());
    black_box(vault.latest(RowKind::Done, 8).unwrap());
    black_box(vault.page(&Query { words: String::new(), limit: 200 }).unwrap());
}

fn searching(folder: &Path) -> impl FnMut() {
    let vault = open(folder);
    move || drop(black_box(vault.page(&Query { words: "an".to_owned(), limit: 200 }).unwrap()))
}

fn read_all(folder: &Path) {
    let store = SqliteStore::open_to_read(&shelf(folder).records).unwrap();
    for id in store.ids().unwrap() {
        black_box(store.load(&id).unwrap().fold());
    }
}

fn scoring(record: &SessionRecord, folder: &Path) -> impl FnMut() {
    let mut vault = open(folder);
    let id = SessionId::parse("bench").unwrap();
    let template = record.events.first().unwrap().clone();
    vault.create(&id, &record.set, &Batch { events: vec![template], texts: Vec::new() }).unwrap();
    let scored = record
        .events
        .iter()
        .find(|event| matches!(event.kind, plumbline::domain::event::EventKind::Scored { .. }));
    let scored = scored.unwrap().clone();
    let mut last = 1;
    move || {
        let mut event = scored.clone();
        event.seq = last + 1;
        vault.append(&id, last, &Batch { events: vec![event], texts: Vec::new() }).unwrap();
        last += 1;
    }
}

fn flushing(record: &SessionRecord, folder: &Path) -> impl FnMut() {
    let bytes = serde_json::to_vec(record.events.last().unwrap()).unwrap();
    let mut files = ["one", "two"]
        .map(|name| OpenOptions::new().create(true).append(true).open(folder.join(name)).unwrap());
    move || {
        for file in &mut files {
            file.write_all(&bytes).unwrap();
            file.sync_data().unwrap();
        }
    }
}
