//! What reading a library costs beside `ron` alone, in time and in memory.
//!
//! `cargo bench --bench reading` prints the table. Both sides of a ratio are measured in turn, in one
//! run, on the same texts; memory is the peak of a child process, as Linux counts it.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a bench fails by panicking")]

mod banks;
mod pair;

use std::collections::BTreeMap;
use std::fs;
use std::hint::black_box;
use std::num::NonZeroUsize;
use std::path::Path;
use std::process::Command;
use std::thread::available_parallelism;

use banks::bank_sources;
use pair::{head, row};
use plumbline::domain::ids::{CompetencyId, QuestionId};
use plumbline::domain::level::{Kind, Level};
use plumbline::domain::rubric::Step;
use plumbline::library::load::Library;
use plumbline::library::source::Source;
use ron::extensions::Extensions;
use serde::Deserialize;

/// Questions, and rounds of each pair; the table shows the median.
const SIZES: [(usize, usize); 3] = [(450, 15), (10_000, 5), (100_000, 3)];

/// Names the folder that a child reads for its peak.
const CHILD: &str = "PLUMBLINE_BENCH_READ";

/// A bank file as `ron` reads it by itself: the same leaves, and nothing said of places.
#[derive(Deserialize)]
#[expect(dead_code, reason = "only read into")]
struct PlainBank {
    schema: String,
    version: u32,
    topic: String,
    questions: Vec<PlainQuestion>,
}

#[derive(Deserialize)]
#[expect(dead_code, reason = "only read into")]
struct PlainQuestion {
    id: QuestionId,
    level: Level,
    kind: Kind,
    competency: CompetencyId,
    minutes: u16,
    prompt: String,
    #[serde(default)]
    candidate_material: Option<String>,
    answer: String,
    #[serde(default)]
    anchors: BTreeMap<Step, String>,
    #[serde(default)]
    probes: Vec<String>,
    #[serde(default)]
    red_flags: Vec<String>,
    #[serde(default)]
    covers: Vec<String>,
    #[serde(default)]
    references: Vec<String>,
}

fn main() {
    if let Some(folder) = std::env::var_os(CHILD) {
        let library = Library::open(Path::new(&folder));
        assert!(library.problems.is_empty());
        return println!("{} {}", library.bank.questions.len(), peak_kb());
    }
    let cores = available_parallelism().map_or(1, NonZeroUsize::get);
    head();
    for (count, rounds) in SIZES {
        let sources = bank_sources(count);
        let read = |cores| {
            let library = Library::from_sources_on(cores, sources.clone());
            assert!(library.problems.is_empty() && library.bank.questions.len() >= count);
        };
        row(
            &format!("read and check {count} questions on one core"),
            "parse the same texts with ron alone",
            rounds,
            &mut || read(1),
            &mut || sources.iter().for_each(parse_plainly),
        );
        row(
            &format!("read and check {count} questions on all {cores} cores"),
            "on one core",
            rounds,
            &mut || read(cores),
            &mut || read(1),
        );
    }
    for (count, _) in SIZES {
        let folder = tempfile::tempdir().unwrap();
        let mut bytes = 0;
        for source in bank_sources(count) {
            bytes += source.text.len();
            fs::write(folder.path().join(&source.path), source.text).unwrap();
        }
        let (least, most) = (child_peak_kb(&tempfile::tempdir().unwrap()), child_peak_kb(&folder));
        let ratio = (most - least) as f64 * 1024.0 / bytes as f64;
        println!("| peak memory of reading {count} questions | their text | {ratio:.2} |");
    }
}

fn parse_plainly(source: &Source) {
    let options = ron::Options::default().with_default_extension(Extensions::IMPLICIT_SOME);
    black_box(options.from_str::<PlainBank>(&source.text).unwrap());
}

fn child_peak_kb(folder: &tempfile::TempDir) -> u64 {
    let program = std::env::current_exe().unwrap();
    let output = Command::new(program).env(CHILD, folder.path()).output().unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    said.split_whitespace().nth(1).unwrap().parse().unwrap()
}

fn peak_kb() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or_default();
    line.trim().trim_end_matches(" kB").parse().unwrap_or(0)
}
