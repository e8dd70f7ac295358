//! `plumbline scorecard` and `plumbline schema` as a script sees them.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use plumbline::domain::alias::alias;
use plumbline::domain::ids::SessionId;
use plumbline::domain::record::SessionRecord;
use plumbline::export::format::json::SCHEMA;
use plumbline::library::file::session_file;

use super::{full, unusual};

fn plumbline(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_plumbline")).args(arguments).output().unwrap()
}

fn keep(folder: &Path, name: &str, record: &SessionRecord) -> String {
    let path = folder.join(name);
    fs::write(&path, session_file(record).unwrap()).unwrap();
    path.to_str().unwrap().to_owned()
}

fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

struct Place {
    folder: tempfile::TempDir,
}

impl Place {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    fn at(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn path(&self, name: &str) -> String {
        self.at(name).to_str().unwrap().to_owned()
    }
}

#[test]
fn the_format_and_the_ending_must_agree() {
    let place = Place::new();
    let session = keep(place.folder.path(), "session.ron", &full().record);
    let run = |out: &str, more: &[&str]| {
        let out = place.path(out);
        let output = plumbline(&[&["scorecard", &session, "--out", &out], more].concat());
        (output.status.code().unwrap(), stderr(&output))
    };
    for (out, more, status, words) in [
        ("card.json", &[][..], 0, ""),
        ("card.XLSX", &[], 0, ""),
        ("card.pdf", &["--paper", "letter"], 0, ""),
        ("green.json", &["--format", "greenhouse"], 0, "Greenhouse has no place for"),
        ("card.csv", &["--format", "csv"], 0, "1 question that joined the plan"),
        (
            "card.csv",
            &["--format", "xlsx"],
            2,
            "--format xlsx is written to a file that ends in .xlsx",
        ),
        ("green.pdf", &["--format", "greenhouse"], 2, "ends in .json"),
        ("card.doc", &[], 2, "name a file that ends in .pdf, .json, .csv, .xlsx or .md"),
        ("card", &[], 2, "name a file that ends in"),
        ("card.pdf", &["--format", "doc"], 2, "invalid value"),
        ("card.pdf", &["--paper", "a3"], 2, "invalid value"),
        ("card.pdf", &["--out-dir", "x"], 2, "cannot be used with"),
    ] {
        let (code, said) = run(out, more);
        assert_eq!(code, status, "{out} {more:?}: {said}");
        assert!(said.contains(words), "{out} {more:?}: {said}");
        assert_eq!(place.at(out).exists(), status == 0 || place.at(out).exists());
    }
    assert!(!place.at("card.doc").exists() && !place.at("green.pdf").exists());
    let output = plumbline(&["scorecard", &session]);
    assert_eq!(output.status.code(), Some(2));
    let output = plumbline(&["scorecard", &session, &session, "--out", &place.path("two.pdf")]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("name a folder with --out-dir"), "{}", stderr(&output));
    assert!(!place.at("two.pdf").exists());
}

#[test]
fn a_scorecard_in_json_is_a_session_to_every_command() {
    let place = Place::new();
    let session = keep(place.folder.path(), "session.ron", &full().record);
    let (first, second) = (place.path("first.json"), place.path("second.json"));
    for (from, to) in [(&session, &first), (&first, &second)] {
        let output = plumbline(&["scorecard", from, "--out", to]);
        assert!(output.status.success(), "{}", stderr(&output));
    }
    assert!(fs::read(&first).unwrap() == fs::read(&second).unwrap());
    assert!(plumbline(&["check", &first]).status.success());
    fs::write(&first, &fs::read(&first).unwrap()[..900]).unwrap();
    let output = plumbline(&["scorecard", &first, "--out", &second]);
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("breaks off here"), "{}", stderr(&output));
    assert!(fs::read(&second).unwrap().len() > 900, "what was there is untouched");
}

#[test]
fn many_sessions_are_written_under_safe_names_and_a_bad_one_stops_none() {
    let place = Place::new();
    let mut sessions = Vec::new();
    for (number, (_, mut record)) in unusual().into_iter().enumerate() {
        if !record.set.items.is_empty() {
            // The chain of events begins with the id, so a seal is made for the one it was made with.
            record.events.retain(|event| {
                !matches!(event.kind, plumbline::domain::event::EventKind::Submitted { .. })
            });
            record.id = SessionId::parse(format!("2026-09-21-{number}")).unwrap();
            sessions.push(keep(place.folder.path(), &format!("{number}.ron"), &record));
        }
    }
    let bad = place.path("bad.ron");
    fs::write(&bad, "(").unwrap();
    sessions.insert(1, bad);
    sessions.insert(2, place.path("missing.ron"));
    sessions.push(sessions[0].clone());
    let out = place.path("out/deep");
    let arguments: Vec<&str> = ["scorecard", "--format", "csv", "--out-dir", &out]
        .into_iter()
        .chain(sessions.iter().map(String::as_str))
        .collect();
    let output = plumbline(&arguments);
    let said = stderr(&output);
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(
        said.contains("bad.ron:1:") && said.contains("missing.ron:1:1: there is no such"),
        "{said}"
    );
    let written = names(&place.at("out/deep"));
    assert_eq!(written.len(), sessions.len() - 2, "{written:?}");
    for name in &written {
        let plain = |c: char| c.is_alphanumeric() || c == '-';
        assert!(name.strip_suffix(".csv").unwrap().chars().all(plain), "{name}");
        assert!(name.len() <= 255, "{name}");
    }
    assert!(written.iter().any(|name| name.starts_with("scorecard-etc-passwd-2026-09-21-")));
    assert!(written.iter().any(|name| name.ends_with("-2.csv")), "{written:?}");
    // Again, the same files; nothing is added.
    assert_eq!(plumbline(&arguments).status.code(), Some(1));
    assert_eq!(names(&place.at("out/deep")), written);
}

#[test]
fn a_masked_file_is_named_by_the_alias_and_the_name_in_notes_is_told() {
    let place = Place::new();
    let record = full().record;
    let session = keep(place.folder.path(), "session.ron", &record);
    let out = place.path("out");
    for format in ["pdf", "json", "csv", "xlsx", "md", "greenhouse"] {
        let output =
            plumbline(&["scorecard", &session, "--out-dir", &out, "--mask", "--format", format]);
        let said = stderr(&output);
        assert!(output.status.success(), "{said}");
        assert!(said.contains("question 4 “No time for Lovelace.” names the candidate"), "{said}");
    }
    let alias = alias(&record).unwrap().to_lowercase().replace(' ', "-");
    let written = names(&place.at("out"));
    assert_eq!(written.len(), 6, "{written:?}");
    for name in written {
        assert!(name.starts_with(&format!("scorecard-{alias}-2026-09-21-session.")), "{name}");
    }
}

#[test]
fn the_schema_is_printed_as_published() {
    let output = plumbline(&["schema"]);
    assert!(output.status.success());
    assert_eq!(String::from_utf8(output.stdout).unwrap(), SCHEMA);
}

/// What is the same for every file is said once, not a thousand times.
#[test]
fn what_greenhouse_lacks_is_told_once_for_all_sessions() {
    let place = Place::new();
    let session = keep(place.folder.path(), "session.ron", &full().record);
    let out = place.path("out");
    let output = plumbline(&[
        "scorecard",
        &session,
        &session,
        &session,
        "--out-dir",
        &out,
        "--format",
        "greenhouse",
    ]);
    assert_eq!(stderr(&output).matches("Greenhouse has no place for the rubric").count(), 1);
    assert_eq!(names(&place.at("out")).len(), 3);
}
