//! Holds the layers: dependencies point one way, and the domain is pure.

use std::fs;
use std::path::{Path, PathBuf};

/// Each layer, and what must not appear in it.
const LAYERS: [(&str, &[&str]); 13] = [
    ("tokens", &["crate::", "std::"]),
    ("disk", &["crate::"]),
    (
        "domain",
        &[
            "crate::tokens",
            "crate::disk",
            "crate::library",
            "crate::records",
            "crate::keys",
            "crate::export",
            "crate::frame",
        ],
    ),
    ("library", &["crate::records", "crate::keys", "crate::export", "crate::frame"]),
    ("records", &["crate::library", "crate::keys", "crate::export", "crate::frame"]),
    ("keys", &["crate::records", "crate::export", "crate::frame"]),
    (
        "export",
        &[
            "crate::disk",
            "crate::library",
            "crate::records",
            "crate::keys",
            "crate::frame",
            "std::fs",
        ],
    ),
    (
        "import",
        &[
            "crate::disk",
            "crate::library",
            "crate::records",
            "crate::keys",
            "crate::export",
            "crate::frame",
            "std::fs",
        ],
    ),
    ("frame", &["crate::shared"]),
    ("shared", &["crate::rooms"]),
    ("rooms", &["crate::root"]),
    ("root", &["crate::cli"]),
    ("cli", &["crate::ui"]),
];

/// From what a layer must not know on, it knows nothing: the layers above, from below.
const ABOVE: [&str; 6] =
    ["crate::frame", "crate::shared", "crate::rooms", "crate::root", "crate::cli", "crate::ui"];

/// What no pure code may reach for.
const OUTSIDE: [&str; 6] =
    ["std::fs", "std::env", "std::net", "std::time", "Utc::now", "Local::now"];

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

/// The layers that `layer` must not know: those named beside it, and everything above them.
fn forbidden(named: &[&'static str]) -> Vec<&'static str> {
    let first = ABOVE.iter().position(|layer| named.contains(layer)).unwrap_or(ABOVE.len());
    named.iter().chain(&ABOVE[first..]).copied().collect()
}

/// A view belongs to its room and knows what the window is made of.
fn is_view(path: &Path) -> bool {
    let mut parts = path.components().map(|part| part.as_os_str().to_string_lossy().into_owned());
    let parts = [parts.next(), parts.next(), parts.next()].map(Option::unwrap_or_default);
    parts[0] == "rooms" && (parts[2] == "view" || parts[2] == "view.rs")
}

#[test]
fn no_layer_knows_a_later_one() {
    for (layer, named) in LAYERS {
        let is_meant = |path: &Path| is_in(path, layer) && !is_view(path);
        assert!(!uses(is_meant, &["pub "]).is_empty(), "no layer {layer}");
        assert_eq!(uses(is_meant, &forbidden(named)), Vec::<String>::new(), "{layer}");
    }
    assert_eq!(uses(|path| is_in(path, "domain"), &OUTSIDE), Vec::<String>::new());
}

#[test]
fn no_room_names_another() {
    let rooms: Vec<String> = fs::read_dir(source().join("rooms"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    assert!(rooms.len() >= 9, "{rooms:?}");
    for room in &rooms {
        let others = rooms.iter().filter(|other| *other != room);
        let names: Vec<String> = others
            .flat_map(|other| [format!("rooms::{other}"), format!("super::{other}")])
            .chain(["rooms::{".to_owned()])
            .collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let folder = Path::new("rooms").join(room);
        let found = uses(|path| path.starts_with(&folder), &names);
        // A module of its own may bear another room's name: `super::form` is none of these.
        assert_eq!(found, Vec::<String>::new(), "{room}");
    }
}

/// The window around the rooms knows the root; what views are made of knows neither it nor a room.
#[test]
fn only_the_frame_of_the_window_knows_the_root() {
    const AROUND: [&str; 6] = ["bar", "keys", "overlay", "screens", "shell", "window"];
    let is_around =
        |path: &Path| AROUND.iter().any(|name| path == Path::new(&format!("ui/{name}.rs")));
    let inside = |path: &Path| (is_in(path, "ui") && !is_around(path)) || is_view(path);
    assert_eq!(uses(inside, &["crate::root", "crate::cli"]), Vec::<String>::new());
    let without_screens = |path: &Path| is_in(path, "ui") && path != Path::new("ui/screens.rs");
    assert_eq!(uses(without_screens, &["crate::rooms"]), Vec::<String>::new());
}

#[test]
fn the_toolkit_appears_only_in_the_window() {
    let outside = |path: &Path| !is_in(path, "ui") && !is_view(path);
    assert_eq!(uses(outside, &["egui", "eframe", "rfd::"]), Vec::<String>::new());
}

#[test]
fn only_the_pdf_writer_knows_printpdf() {
    let elsewhere = |path: &Path| !is_in(path, "export/pdf");
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
    let in_window = |path: &Path| is_in(path, "ui") || is_view(path);
    let blocking =
        ["std::fs", "File::open", "rusqlite", "thread::sleep", ".recv()", "process::Command"];
    assert_eq!(uses(in_window, &blocking), Vec::<String>::new());
}

/// A secret key that the records knew would lie in their backups.
#[test]
fn only_the_layer_of_keys_knows_secrets() {
    let elsewhere = |path: &Path| !is_in(path, "keys") && path != Path::new("domain/signature.rs");
    assert_eq!(uses(elsewhere, &["ed25519_dalek"]), Vec::<String>::new());
}
