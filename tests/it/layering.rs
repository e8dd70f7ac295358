//! Holds the layers: dependencies point one way, and the domain is pure.

use std::fs;
use std::path::{Path, PathBuf};

/// Each layer, and what must not appear in it.
const LAYERS: [(&str, &[&str]); 10] = [
    (
        "domain",
        &[
            "crate::disk",
            "crate::library",
            "crate::records",
            "crate::export",
            "crate::app",
            "crate::cli",
            "crate::ui",
            "std::fs",
            "std::env",
            "std::net",
            "std::time",
            "Utc::now",
            "Local::now",
        ],
    ),
    ("library", &["crate::records", "crate::export", "crate::app", "crate::cli", "crate::ui"]),
    ("records", &["crate::library", "crate::export", "crate::app", "crate::cli", "crate::ui"]),
    (
        "export",
        &["crate::library", "crate::records", "crate::app", "crate::cli", "crate::ui", "std::fs"],
    ),
    ("tokens", &["crate::", "std::"]),
    ("disk", &["crate::"]),
    ("frame", &["crate::shared", "crate::app", "crate::cli", "crate::ui"]),
    ("shared", &["crate::app", "crate::cli", "crate::ui"]),
    ("app", &["crate::cli", "crate::ui"]),
    ("cli", &["crate::ui"]),
];

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            files.push(path);
        }
    }
    files
}

fn source() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

/// A file's code without comments and white space, so that a grouped import reads as one.
fn code(path: &Path) -> String {
    let text = fs::read_to_string(path).unwrap();
    let lines = text.lines().map(|line| line.split("//").next().unwrap_or_default());
    lines.flat_map(str::chars).filter(|c| !c.is_whitespace()).collect()
}

/// Nothing can hide behind `use crate::{…}`, `use std::{…}` or `super::super`: each import names its
/// path in full.
#[test]
fn imports_name_their_paths() {
    for path in rust_files(&source()) {
        let code = code(&path);
        for hidden in
            ["crate::{", "std::{fs", "std::{env", "std::{net", "std::{time", "super::super"]
        {
            assert!(!code.contains(hidden), "{}: {hidden}", path.display());
        }
    }
}

/// The places below `src`, outside comments, where one of `words` stands.
fn uses(is_searched: impl Fn(&Path) -> bool, words: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    for path in rust_files(&source()) {
        let name = path.strip_prefix(source()).unwrap().to_owned();
        if !is_searched(&name) {
            continue;
        }
        for (number, line) in (1..).zip(fs::read_to_string(&path).unwrap().lines()) {
            let is_comment = line.trim_start().starts_with("//");
            if !is_comment && words.iter().any(|word| line.contains(word)) {
                found.push(format!("{}:{number}: {line}", name.display()));
            }
        }
    }
    found
}

fn is_in(path: &Path, layer: &str) -> bool {
    path.starts_with(layer) || path == Path::new(&format!("{layer}.rs"))
}

#[test]
fn no_layer_knows_a_later_one() {
    for (layer, forbidden) in LAYERS {
        assert!(!uses(|path| is_in(path, layer), &["pub "]).is_empty(), "no layer {layer}");
        assert_eq!(uses(|path| is_in(path, layer), forbidden), Vec::<String>::new(), "{layer}");
    }
}

#[test]
fn the_toolkit_appears_only_in_the_window() {
    let outside = |path: &Path| !is_in(path, "ui");
    assert_eq!(uses(outside, &["egui", "eframe", "rfd::"]), Vec::<String>::new());
}

#[test]
fn only_the_pdf_writer_knows_printpdf() {
    let elsewhere = |path: &Path| path != Path::new("export/pdf.rs");
    assert_eq!(uses(elsewhere, &["printpdf::", "lopdf::"]), Vec::<String>::new());
}

/// Today's date, too, comes in through one door.
#[test]
fn only_the_clock_reads_the_time() {
    let elsewhere = |path: &Path| path != Path::new("frame/clock.rs");
    let clocks = ["Utc::now", "Local::now", "Instant::now", "SystemTime::now", "clock_gettime"];
    assert_eq!(uses(elsewhere, &clocks), Vec::<String>::new());
}

/// A window that waits does not answer: files, SQL and sleep are for other threads.
#[test]
fn nothing_in_the_window_blocks() {
    let in_window = |path: &Path| is_in(path, "ui");
    let blocking =
        ["std::fs", "File::open", "rusqlite", "thread::sleep", ".recv()", "process::Command"];
    assert_eq!(uses(in_window, &blocking), Vec::<String>::new());
}
