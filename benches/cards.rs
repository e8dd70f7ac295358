//! The processor time of one more scorecard as PDF, in a process that has written many.
//!
//! `cargo bench --bench cards` prints it, with its parts. Behind `--`, `--write DIR COUNT` writes different
//! sessions and their reports as JSON instead, for the peers (benches/peers/README.md).
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a bench fails by panicking"
)]

mod varied;

use std::path::Path;
use std::time::Duration;

use plumbline::domain::record::SessionRecord;
use plumbline::domain::scorecard::{Disclosure, Scorecard};
use plumbline::export::format::PdfOptions;
use plumbline::export::layout::layout;
use plumbline::export::page::{Document, Paper};
use plumbline::export::pdf::{self, Carried};
use plumbline::export::structure::Structure;
use plumbline::export::writing::{Format, scorecard, scorecard_with};
use plumbline::library::file::session_file;
use rustix::time::{ClockId, clock_gettime};
use serde_json::json;

/// Cards of a measurement.
const COUNT: usize = 200;
/// Written before any is measured.
const WARM_UP: usize = 20;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().position(|argument| argument == "--write") {
        Some(at) => write(Path::new(&arguments[at + 1]), arguments[at + 2].parse().unwrap()),
        None => measure(),
    }
}

/// `0000.ron` and `0000.json` and so on.
fn write(folder: &Path, count: usize) {
    std::fs::create_dir_all(folder).unwrap();
    for (number, record) in varied::sessions(count).iter().enumerate() {
        let usual = Disclosure::default();
        let report = scorecard(record, usual, Format::Json).unwrap().bytes;
        std::fs::write(folder.join(format!("{number:04}.json")), report).unwrap();
        let session = session_file(&record.disclosed(usual)).unwrap();
        std::fs::write(folder.join(format!("{number:04}.ron")), session).unwrap();
    }
}

/// What the command line does for each session once it is read: the report, the session file that
/// travels inside, the layout, the PDF.
fn whole(record: &SessionRecord) -> Vec<u8> {
    let options = PdfOptions { attach: Some(session_file), ..PdfOptions::default() };
    scorecard_with(record, Disclosure::default(), Format::Pdf, options).unwrap().bytes
}

fn measure() {
    let records = varied::sessions(COUNT + WARM_UP);
    // The first ones are measured, as with the peers.
    let (records, others) = records.split_at(COUNT);
    others.iter().for_each(|record| drop(whole(record)));
    let time = processor_time(|| records.iter().for_each(|record| drop(whole(record))));
    let figures = json!({
        "ms": ms_per(time, COUNT),
        "parts": parts(records),
        "bytes": sizes(&records[0]),
    });
    println!("{}", serde_json::to_string_pretty(&figures).unwrap());
}

/// Each part over all records by itself.
fn parts(records: &[SessionRecord]) -> serde_json::Value {
    let usual = Disclosure::default();
    let mut reports: Vec<Scorecard> = Vec::new();
    let report = processor_time(|| {
        reports = records.iter().map(|record| Scorecard::build(record, usual).unwrap()).collect();
    });
    let mut sessions: Vec<String> = Vec::new();
    let session = processor_time(|| {
        let file = |record: &SessionRecord| session_file(&record.disclosed(usual)).unwrap();
        sessions = records.iter().map(file).collect();
    });
    let mut documents: Vec<Document> = Vec::new();
    let placed = processor_time(|| {
        documents = reports.iter().map(|report| layout(report, Paper::A4)).collect();
    });
    let written = processor_time(|| {
        for (document, session) in documents.iter().zip(&sessions) {
            let carried = Carried { session: Some(session.as_bytes()), signer: None };
            drop(pdf::write(document, &carried).unwrap());
        }
    });
    let ms = |time| ms_per(time, records.len());
    json!({
        "report_ms": ms(report),
        "session_file_ms": ms(session),
        "layout_ms": ms(placed),
        "pdf_ms": ms(written),
    })
}

fn sizes(record: &SessionRecord) -> serde_json::Value {
    let report = Scorecard::build(record, Disclosure::default()).unwrap();
    let tagged = layout(&report, Paper::A4);
    let mut untagged = tagged.clone();
    untagged.structure = Structure::default();
    let marks = untagged.pages.iter_mut().flat_map(|page| &mut page.marks);
    marks.for_each(|mark| mark.tag = None);
    let bytes = |document| pdf::write(document, &Carried::default()).unwrap().len();
    json!({
        "with_tags_and_session": whole(record).len(),
        "with_tags": bytes(&tagged),
        "bare": bytes(&untagged),
    })
}

fn processor_time(run: impl FnOnce()) -> Duration {
    let now = || {
        let time = clock_gettime(ClockId::ProcessCPUTime);
        Duration::try_from(time).unwrap()
    };
    let start = now();
    run();
    now() - start
}

fn ms_per(time: Duration, cards: usize) -> f64 {
    (time.as_secs_f64() * 1e6 / cards as f64).round() / 1000.0
}
