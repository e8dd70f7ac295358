//! Own notes on questions: kept, changed, taken back, and carried wherever the records go.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use plumbline::domain::annotation::{Annotation, MAX_CHARS};
use plumbline::domain::ids::QuestionId;
use plumbline::records::backup::{Occasion, copies};
use plumbline::records::sqlite::SqliteStore;
use plumbline::records::vault::{Decision, Finding, Opening, Vault};
use plumbline::records::{RecordStore, RecordsError};
use rusqlite::Connection;

use crate::rig::{back_up, check_whole, cut, decide, fill, folder, open, shelf};

fn note(question: &str, text: &str, wall_ms: i64) -> Annotation {
    let question = QuestionId::parse(question).unwrap();
    Annotation { question, text: text.to_owned(), wall_ms }
}

/// Question and text of each, without those that were taken back and the one of [`fill`].
fn texts(store: &SqliteStore) -> Vec<(String, String)> {
    let kept = store
        .annotations()
        .unwrap()
        .into_iter()
        .filter(|kept| !kept.text.is_empty() && kept.question.as_str() != "q0");
    kept.map(|kept| (kept.question.to_string(), kept.text)).collect()
}

fn check(store: &SqliteStore, expected: &[(&str, &str)]) {
    let found = texts(store);
    let found: Vec<_> = found.iter().map(|(id, text)| (id.as_str(), text.as_str())).collect();
    assert_eq!(found, expected);
}

#[test]
fn a_note_is_kept_changed_and_taken_back() {
    let folder = folder();
    let shelf = shelf(folder.path());
    let (mut vault, _) = open(&shelf);
    let long = "é".repeat(MAX_CHARS);
    vault.annotate(&[note("b", "ask about Celery", 1), note("a", &long, 1)]).unwrap();
    check(vault.store(), &[("a", &long), ("b", "ask about Celery")]);
    vault.annotate(&[note("b", "ask about RQ", 2), note("a", "", 2)]).unwrap();
    drop(vault);
    let (vault, findings) = open(&shelf);
    assert_eq!(findings, []);
    check(vault.store(), &[("b", "ask about RQ")]);
    // What was overwritten is gone from the file as well.
    drop(vault);
    let bytes = fs::read(&shelf.records).unwrap();
    assert!(!bytes.windows(10).any(|window| window == "bout Celer".as_bytes()));
}

#[test]
fn databases_of_older_versions_open_and_take_notes() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("records.sqlite");
    let dump = include_str!("../golden/records-v1.sql");
    Connection::open(&path).unwrap().execute_batch(dump).unwrap();
    // Read before anything is migrated, as a backup is.
    check(&SqliteStore::open_to_read(&path).unwrap(), &[]);
    let mut store = SqliteStore::open(&path).unwrap();
    assert_eq!(store.list().unwrap().len(), 1);
    store.annotate(&[note("q", "kept", 1)]).unwrap();
    check(&store, &[("q", "kept")]);
    drop(store);
    // The version before this one had every table but this.
    let database = Connection::open(&path).unwrap();
    database.execute_batch("DROP TABLE annotations; PRAGMA user_version = 3").unwrap();
    drop(database);
    check(&SqliteStore::open_to_read(&path).unwrap(), &[]);
    let mut store = SqliteStore::open(&path).unwrap();
    store.annotate(&[note("q", "again", 1)]).unwrap();
    check(&store, &[("q", "again")]);
}

#[test]
fn notes_are_in_every_backup_and_the_latest_of_two_comes_back() {
    let folder = folder();
    let shelf = shelf(folder.path());
    let (mut vault, _) = open(&shelf);
    let filled = fill(&mut vault);
    vault.annotate(&[note("a", "first", 10), note("b", "taken back", 10)]).unwrap();
    back_up(&mut vault, Occasion::Submission);
    for copy in copies(&shelf.backups) {
        let store = SqliteStore::open_to_read(&copy.path).unwrap();
        check(&store, &[("a", "first"), ("b", "taken back")]);
    }
    // The clock was set back since: what was written last holds all the same.
    vault.annotate(&[note("a", "second", 5), note("b", "", 5)]).unwrap();
    drop(vault);
    let backup = copies(&shelf.backups).remove(0).path;
    let Opening::Open(vault, _) = Vault::restore(&shelf, &backup).unwrap() else { panic!() };
    check(vault.store(), &[("a", "second")]);
    check_whole(&vault, &filled.all(), "restored");
}

#[test]
fn notes_come_back_with_the_records_that_are_repaired() {
    for share in [0, 1, 3] {
        let folder = folder();
        let shelf = shelf(folder.path());
        let (mut vault, _) = open(&shelf);
        fill(&mut vault);
        vault.annotate(&[note("a", "ask about Celery", 10)]).unwrap();
        back_up(&mut vault, Occasion::Day);
        drop(vault);
        cut(&shelf.records, share);
        let (vault, findings) = decide(&shelf, Decision::Recover);
        check(vault.store(), &[("a", "ask about Celery")]);
        assert!(findings.contains(&Finding::Unannotated), "{share}: the latest may be missing");
    }
}

/// A table that cannot be read would keep every backup from being made.
#[test]
fn notes_that_cannot_be_read_are_taken_from_a_backup_and_no_session_suffers() {
    let folder = folder();
    let shelf = shelf(folder.path());
    let (mut vault, _) = open(&shelf);
    let filled = fill(&mut vault);
    vault.annotate(&[note("a", "ask about Celery", 10)]).unwrap();
    back_up(&mut vault, Occasion::Day);
    drop(vault);
    let database = Connection::open(&shelf.records).unwrap();
    database
        .execute_batch(
            "DROP TABLE annotations; CREATE TABLE annotations (question, body, wall_ms);
             INSERT INTO annotations VALUES ('a', x'00', 'never')",
        )
        .unwrap();
    drop(database);
    let (mut vault, findings) = open(&shelf);
    assert!(
        matches!(findings[..], [Finding::Repaired { .. }, Finding::Unannotated]),
        "{findings:?}"
    );
    check(vault.store(), &[("a", "ask about Celery")]);
    check_whole(&vault, &filled.all(), "repaired");
    back_up(&mut vault, Occasion::Day);
}

#[test]
fn who_starts_anew_keeps_the_notes_and_no_session() {
    let folder = folder();
    let shelf = shelf(folder.path());
    let (mut vault, _) = open(&shelf);
    fill(&mut vault);
    vault.annotate(&[note("a", "ask about Celery", 10)]).unwrap();
    drop(vault);
    let (vault, _) = decide(&shelf, Decision::StartNew);
    assert_eq!(vault.store().count().unwrap(), 0);
    check(vault.store(), &[("a", "ask about Celery")]);
}

/// A note is about a question: nothing of a candidate's session takes it along.
#[test]
fn deleting_a_session_and_moving_the_records_leave_notes_as_they_are() {
    let folder = folder();
    let shelf = shelf(folder.path());
    let (mut vault, _) = open(&shelf);
    let filled = fill(&mut vault);
    vault.annotate(&[note("q1", "ask about Celery", 10)]).unwrap();
    vault.delete(&filled.done.id).unwrap();
    check(vault.store(), &[("q1", "ask about Celery")]);
    let to = folder.path().join("elsewhere/kept.sqlite");
    let (vault, _) = vault.move_to(&to, None).map_err(|(_, error)| error).unwrap();
    check(vault.store(), &[("q1", "ask about Celery")]);
}

#[test]
fn records_that_can_only_be_read_take_no_note() {
    let folder = folder();
    let shelf = shelf(folder.path());
    let (mut first, _) = open(&shelf);
    first.annotate(&[note("a", "first", 1)]).unwrap();
    let (mut second, _) = open(&shelf);
    check(second.store(), &[("a", "first")]);
    let refused = second.annotate(&[note("a", "second", 2)]);
    assert!(matches!(refused, Err(RecordsError::ReadOnly { .. })), "{refused:?}");
    check(first.store(), &[("a", "first")]);
}

const FULL: &str = "PLUMBLINE_TEST_OF_A_FULL_DISK";

/// This test runs itself once more with a limit for files, which stands in for a full disk.
#[cfg(unix)]
#[test]
fn a_disk_that_fills_up_leaves_every_note_as_it_was() {
    if let Some(folder) = std::env::var_os(FULL) {
        return fill_up(Path::new(&folder));
    }
    let folder = tempfile::tempdir().unwrap();
    let script = format!(
        "trap '' XFSZ; ulimit -f 400; exec '{}' --exact annotations::a_disk_that_fills_up_leaves_every_note_as_it_was",
        std::env::current_exe().unwrap().display()
    );
    let output =
        Command::new("sh").args(["-c", &script]).env(FULL, folder.path()).output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success() && said.contains("1 passed"), "{said}");
    let (vault, _) = open(&shelf(folder.path()));
    let kept = texts(vault.store());
    assert!(kept.len() > 1 && kept.iter().all(|(_, text)| text.len() == 9_000), "{}", kept.len());
}

fn fill_up(folder: &Path) {
    let (mut vault, _) = open(&shelf(folder));
    for number in 1..100 {
        let text = "long ".repeat(1_800);
        match vault.annotate(&[note(&format!("q{number}"), &text, 1)]) {
            Ok(()) => assert!(number < 99, "the disk was never full"),
            Err(error) => {
                assert!(error.to_string().contains("disk"), "{error}");
                return assert_eq!(texts(vault.store()).len(), number - 1);
            }
        }
    }
}

fn plumbline(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_plumbline")).args(arguments).output().unwrap()
}

/// The words of a written PDF are compressed: the file's size says whether something was added.
fn guide(set: &str, out: &Path, more: &[&str]) -> (u64, String) {
    let out_text = out.to_str().unwrap();
    let output = plumbline(&[&["guide", set, "--out", out_text], more].concat());
    assert!(output.status.success(), "{output:?}");
    (fs::metadata(out).unwrap().len(), String::from_utf8_lossy(&output.stdout).into_owned())
}

#[test]
fn the_guide_prints_own_notes_only_when_asked() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    let (set, data) = (path("set.ron"), path("data"));
    let (set, data) = (set.to_str().unwrap(), data.to_str().unwrap());
    let made = plumbline(&["assemble", "--seniority", "mid", "--minutes", "45", "--out", set]);
    assert!(made.status.success(), "{made:?}");
    let notes = ["--notes", "--data-dir", data];
    let (plain, said) = guide(set, &path("plain.pdf"), &[]);
    assert!(!said.contains("note"), "{said}");
    let (none, said) = guide(set, &path("none.pdf"), &notes);
    assert!(none == plain && said.contains("you have no notes on these questions"), "{said}");
    assert!(!path("data").exists(), "reading makes no records");

    let records = plumbline::frame::places::Places::below(&path("data"));
    let shelf = records.shelf(&plumbline::frame::prefs::Prefs::default());
    let text = fs::read_to_string(set).unwrap();
    let first = text.split("question: \"").nth(1).unwrap().split('"').next().unwrap();
    let (mut vault, _) = open(&shelf);
    let long = "Ask about Celery. ".repeat(500);
    vault.annotate(&[note(first, &long, 1), note("not-in-this-set", "other", 1)]).unwrap();
    drop(vault);
    let (with, said) = guide(set, &path("with.pdf"), &notes);
    assert!(with > plain && said.contains("with 1 note of your own"), "{said}");
    let (without, _) = guide(set, &path("without.pdf"), &[]);
    assert_eq!(without, plain);
    let alone = plumbline(&["guide", set, "--out", "x.pdf", "--data-dir", data]);
    assert_eq!(alone.status.code(), Some(2), "a folder of records without notes to print");
}
