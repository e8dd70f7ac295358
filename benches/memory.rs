//! The most memory that a scorecard with very long notes takes on its way to a PDF.
//!
//! `cargo bench --bench memory` prints the peak of this process, as Linux counts it.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a bench fails by panicking")]

use plumbline::domain::scorecard::Disclosure;
use plumbline::domain::text::Text;
use plumbline::export::writing::{self, Format};
use plumbline::library::load::Library;
use plumbline::records::sqlite::SqliteStore;
use plumbline::shared::demo;

/// All notes together, in bytes: fifteen of a megabyte.
const NOTES_BYTES: usize = 15_000_000;

fn main() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = SqliteStore::open(&folder.path().join("records.sqlite")).unwrap();
    let mut record = demo::play(&Library::shipped().bank, &mut store).unwrap().record;
    drop(store);
    // The longer texts of the demo grow; the page does not ask for their hashes.
    let is_note = |text: &&mut Text| text.content.as_ref().is_some_and(|c| c.body.len() > 40);
    let mut notes: Vec<&mut Text> = record.texts.iter_mut().filter(is_note).collect();
    let words = "Set out the options first, then chose, and said what would change the choice. ";
    let long = words.repeat(NOTES_BYTES / notes.len() / words.len());
    for text in &mut notes {
        text.content.as_mut().unwrap().body.clone_from(&long);
    }
    let grown = notes.len();
    let before = peak_kb();
    let written = writing::scorecard(&record, Disclosure::default(), Format::Pdf).unwrap();
    println!(
        "{grown} texts of {} MB in all: a PDF of {} MB, peak {} MB (before: {} MB)",
        grown * long.len() / 1_000_000,
        written.bytes.len() / 1_000_000,
        peak_kb() / 1000,
        before / 1000
    );
}

fn peak_kb() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or_default();
    line.trim().trim_end_matches(" kB").parse().unwrap_or(0)
}
