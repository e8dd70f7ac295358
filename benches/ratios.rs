//! Speed as ratios: each pair is measured in turn, in one run, on the same data.
//!
//! `cargo bench` prints the table of the README. A ratio holds on any machine of its kind; a time
//! does not, so no time is promised and none is tested.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a bench fails by panicking")]

mod pair;

use std::collections::BTreeSet;
use std::hint::black_box;

use pair::{head, row};
use plumbline::domain::assemble::{Request, assemble};
use plumbline::domain::bank::Bank;
use plumbline::domain::ids::{QuestionId, SessionId};
use plumbline::domain::level::Seniority;
use plumbline::domain::record::SessionRecord;
use plumbline::domain::scorecard::{Disclosure, Scorecard};
use plumbline::export::layout::layout;
use plumbline::export::page::Paper;
use plumbline::export::pdf::{self, Carried};
use plumbline::library::load::{Library, shipped_sources};
use plumbline::library::source::Source;
use plumbline::records::sqlite::SqliteStore;
use plumbline::records::{Batch, RecordStore};
use plumbline::shared::demo;

/// Rounds of each pair; the table shows the median.
const ROUNDS: usize = 15;

fn main() {
    let bank = Library::shipped().bank;
    let folder = tempfile::tempdir().unwrap();
    let record = demo_record(&bank, &folder);
    let large = enlarge(&bank, 450);
    let many = many_events(&record);
    head();
    row(
        "append one event, flushed to the disk",
        "write and flush a file of the same bytes",
        ROUNDS,
        &mut appending(&record, &folder),
        &mut flushing(&record, &folder),
    );
    row(
        "fold a session of 1,000 events",
        "copy those events",
        ROUNDS,
        &mut || drop(black_box(many.fold())),
        &mut || drop(black_box(many.events.clone())),
    );
    row(
        "read and check 450 questions with every byte's place, on one core",
        "parse the same text with ron alone",
        ROUNDS,
        &mut reading(450),
        &mut parsing(450),
    );
    row(
        "propose a set from 450 questions",
        "propose a set from the shipped bank",
        ROUNDS,
        &mut || propose(&large),
        &mut || propose(&bank),
    );
    row(
        "scorecard to PDF bytes",
        "its layout alone",
        ROUNDS,
        &mut || {
            drop(black_box(
                pdf::write(&layout(&card(&record), Paper::A4), &Carried::default()).unwrap(),
            ))
        },
        &mut || drop(black_box(layout(&card(&record), Paper::A4))),
    );
}

fn demo_record(bank: &Bank, folder: &tempfile::TempDir) -> SessionRecord {
    let mut store = SqliteStore::open(&folder.path().join("demo.sqlite")).unwrap();
    demo::play(bank, &mut store).unwrap().record
}

fn card(record: &SessionRecord) -> Scorecard {
    Scorecard::build(record, Disclosure::default()).unwrap()
}

/// The demo's session with its scores given over and over.
fn many_events(record: &SessionRecord) -> SessionRecord {
    let mut record = record.clone();
    record.events.pop();
    while let Some(event) = record.events.get(record.events.len() % 20 + 4).cloned() {
        record.events.push(event);
        if record.events.len() >= 1000 {
            break;
        }
    }
    record
}

fn appending(record: &SessionRecord, folder: &tempfile::TempDir) -> impl FnMut() {
    let mut store = SqliteStore::open(&folder.path().join("append.sqlite")).unwrap();
    let id = SessionId::parse("bench").unwrap();
    let template = record.events.first().unwrap().clone();
    let first = Batch { events: vec![template.clone()], texts: Vec::new() };
    store.create(&id, &record.set, &first).unwrap();
    let mut last = 1;
    move || {
        let mut event = template.clone();
        event.seq = last + 1;
        store.append(&id, last, &Batch { events: vec![event], texts: Vec::new() }).unwrap();
        last += 1;
    }
}

fn flushing(record: &SessionRecord, folder: &tempfile::TempDir) -> impl FnMut() {
    use std::io::Write;
    let bytes = serde_json::to_vec(record.events.first().unwrap()).unwrap();
    let mut file = std::fs::File::create(folder.path().join("plain")).unwrap();
    move || {
        file.write_all(&bytes).unwrap();
        file.sync_data().unwrap();
    }
}

/// Bank files with at least `count` questions: the shipped ones, over and over under other ids.
fn bank_sources(count: usize) -> Vec<Source> {
    let banks: Vec<Source> =
        shipped_sources().into_iter().filter(|file| file.text.contains("plumbline.bank")).collect();
    let per_copy: usize = banks.iter().map(|file| file.text.matches(" id: \"").count()).sum();
    let copies = count.div_ceil(per_copy);
    let copy = |copy: usize| {
        banks.iter().map(move |file| {
            let text = file.text.replace(" id: \"", &format!(" id: \"copy-{copy}-"));
            Source::new(file.path.with_extension(format!("{copy}.ron")), text)
        })
    };
    (0..copies).flat_map(copy).collect()
}

fn reading(count: usize) -> impl FnMut() {
    let sources = bank_sources(count);
    move || {
        let library = Library::from_sources_on(1, sources.clone());
        assert!(library.problems.is_empty() && library.bank.questions.len() >= count);
    }
}

fn parsing(count: usize) -> impl FnMut() {
    let sources = bank_sources(count);
    move || {
        for source in &sources {
            black_box(ron::from_str::<ron::Value>(&source.text).unwrap());
        }
    }
}

fn enlarge(bank: &Bank, count: usize) -> Bank {
    let copies = (0..count).filter_map(|number| {
        let mut question = bank.questions.get(number % bank.questions.len())?.clone();
        question.id = QuestionId::parse(format!("{}-{number}", question.id)).ok()?;
        Some(question)
    });
    Bank { questions: copies.collect(), ..bank.clone() }
}

fn propose(bank: &Bank) {
    let blueprint = bank.blueprint(Seniority::SixYears).unwrap();
    let none = BTreeSet::new();
    let request = Request::fresh(blueprint, 60, 0, &none);
    black_box(assemble(bank, request));
}
