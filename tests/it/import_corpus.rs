//! The seeds of the fuzzer as plain tests: every trap of a reader, without the fuzzer's build.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use plumbline::import::import;

#[path = "../../fuzz/src/office.rs"]
mod office;
#[path = "../../fuzz/src/sound.rs"]
mod sound;

const TARGETS: [&str; 11] = [
    "aiken",
    "any",
    "docx",
    "gift",
    "json",
    "markdown",
    "page",
    "plain",
    "ron",
    "separated",
    "xlsx",
];

fn corpus() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus")
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name());
    let mut names: Vec<String> = entries.map(|name| name.into_string().unwrap()).collect();
    names.sort();
    names
}

/// Imports every seed of a target; gives back how many there are, and how many of them hold questions.
fn check(target: &str, document: impl Fn(Vec<u8>) -> Vec<u8>) -> (usize, usize) {
    let folder = corpus().join(target);
    let names = names(&folder);
    let imported = names.iter().filter(|name| {
        println!("{target}/{name}");
        let bytes = document(fs::read(folder.join(name)).unwrap());
        sound::check(name, &bytes).is_ok()
    });
    (names.len(), imported.count())
}

#[test]
fn every_seed_of_the_fuzzer_is_read_soundly() {
    assert_eq!(names(&corpus()), TARGETS, "a target without a test, or the other way round");
    for target in TARGETS {
        let (seeds, imported) = match target {
            "docx" => check(target, |bytes| office::word(&bytes)),
            "xlsx" => check(target, |bytes| office::workbook(&bytes)),
            _ => check(target, |bytes| bytes),
        };
        assert!(imported > 0, "{target}: none of {seeds} seeds gives questions");
    }
}

/// Each of these once took minutes: its time grew with the square of its lines.
#[test]
fn a_long_document_is_read_in_time() {
    let lines = |line: fn(usize) -> String| (1..=25_000).map(line).collect::<String>();
    for text in [
        lines(|_| "What is a lock?\n".to_owned()),
        lines(|number| format!("{number}、什么是{}？\n", ["锁", "队列"][number % 2].repeat(4))),
        lines(|number| format!("{}. a page of the index waits in a queue\n", number + 10_000)),
    ] {
        let start = Instant::now();
        let _ = import("long.txt", text.as_bytes());
        let spent = start.elapsed();
        assert!(
            spent < Duration::from_secs(60),
            "{spent:?} for {}",
            text.lines().next().unwrap_or_default()
        );
    }
}
