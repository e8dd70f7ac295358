//! `plumbline import` as a script sees it, and the drafts that it writes.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use plumbline::domain::draft::{Entry, Facts};
use plumbline::domain::ids::CompetencyId;
use plumbline::domain::level::Level;
use plumbline::domain::question::Status;
use plumbline::library::document::{Document, read_document};
use plumbline::library::edit::replace_question;
use plumbline::library::load::Library;
use plumbline::library::source::Source;
use serde_json::Value;

const GIFT: &str =
    "$CATEGORY: Locks\n\n::Q1::What is a mutex? {=a lock ~a queue}\n\nIt spins. {T}\n";
const JSON: &str = "[\n {\"question\": \"Was ist ein Schloß?\", \"code\": \"a:\\n    b\"},\n {\"question\": \"它是什么?\"}\n]\n";

fn plumbline(arguments: &[&str], pasted: &str) -> Output {
    let home = tempfile::tempdir().unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_plumbline"));
    command.args(arguments).env("HOME", home.path());
    for name in ["XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"] {
        command.env_remove(name);
    }
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    child.stdin.take().unwrap().write_all(pasted.as_bytes()).unwrap();
    child.wait_with_output().unwrap()
}

/// Standard output of a command that ends with this status, and standard error.
fn run(arguments: &[&str], status: i32) -> (String, String) {
    let output = plumbline(arguments, "");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let (stdout, stderr) = (text(&output.stdout), text(&output.stderr));
    assert_eq!(output.status.code(), Some(status), "{arguments:?}: {stderr}");
    (stdout, stderr)
}

struct Folder(tempfile::TempDir);

impl Folder {
    fn new(files: &[(&str, &str)]) -> Self {
        let folder = Self(tempfile::tempdir().unwrap());
        files.iter().for_each(|(name, text)| fs::write(folder.path(name), text).unwrap());
        folder
    }

    fn path(&self, name: &str) -> String {
        self.0.path().join(name).to_str().unwrap().to_owned()
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }
}

#[test]
fn the_json_has_every_field_of_every_file() {
    let folder = Folder::new(&[("a.gift", GIFT), ("b.txt", JSON)]);
    let (stdout, _) = run(&["import", "--json", &folder.path("a.gift"), &folder.path("b.txt")], 0);
    let all: Value = serde_json::from_str(&stdout).unwrap();
    assert_eq!(all.as_array().unwrap().len(), 2);
    assert_eq!(all[0]["file"], folder.path("a.gift"));
    assert_eq!(
        (&all[0]["doubtful"], all[0]["notices"].as_array().unwrap().len()),
        (&Value::Bool(false), 0)
    );
    let first = &all[0]["questions"][0];
    let keys: Vec<&str> = first.as_object().unwrap().keys().map(String::as_str).collect();
    let expected = [
        "answer",
        "code",
        "details",
        "end_line",
        "kind",
        "level",
        "level_stated",
        "line",
        "number",
        "section",
        "text",
    ];
    assert_eq!(keys, expected);
    assert_eq!(first["text"], "What is a mutex?");
    assert_eq!(
        (&first["line"], &first["section"][0], &first["level"]),
        (&3.into(), &"Locks".into(), &Value::Null)
    );
    assert_eq!(all[1]["questions"][0]["code"], "a:\n    b");
    let pasted = plumbline(&["import", "--json", "-"], JSON);
    let pasted: Value = serde_json::from_slice(&pasted.stdout).unwrap();
    assert_eq!(
        (&pasted[0]["file"], pasted[0]["questions"].as_array().unwrap().len()),
        (&"-".into(), 2)
    );
}

#[test]
fn the_summary_says_what_was_found_and_where_to_look() {
    let many: String =
        (1..=30).map(|n| format!("Only a note {n}.\n\n::Q{n}::Is it {n}? {{T}}\n\n")).collect();
    let folder = Folder::new(&[("a.gift", &format!("{GIFT}\n{many}"))]);
    let path = folder.path("a.gift");
    let (stdout, _) = run(&["import", &path], 0);
    assert!(stdout.starts_with(&format!("{path}: 32 questions, Moodle GIFT\n")), "{stdout}");
    assert!(
        stdout.contains("    32  Locks\n") && stdout.contains("with an answer: 32"),
        "{stdout}"
    );
    assert_eq!(stdout.matches("a description, no question").count(), 20);
    assert!(
        stdout.contains(&format!("{path}:7: ")) && stdout.contains("and 10 notices more"),
        "{stdout}"
    );
}

#[test]
fn drafts_open_and_check_says_what_each_needs() {
    let folder = Folder::new(&[("a.gift", GIFT), ("b.json", JSON)]);
    let out = folder.path("bank.ron");
    let files = [folder.path("a.gift"), folder.path("b.json")];
    let (stdout, _) = run(&["import", &files[0], &files[1], "--out", &out], 0);
    assert!(stdout.contains("wrote 4 drafts"), "{stdout}");
    let text = folder.read("bank.ron");
    assert!(text.starts_with("// Drafts imported from a.gift, b.json.\n("), "{text}");
    let (stdout, stderr) = run(&["check", &out], 0);
    assert!(stdout.contains("1 file, 4 drafts: no problems"), "{stdout}");
    assert!(stderr.contains("bank.ron:9:21: note: the draft \"what-is-a-mutex\" still needs title, level, competency, minutes, listen_for, anchors, probes, red_flags\n"), "{stderr}");
    assert_eq!(stderr.matches("note: the draft").count(), 4);
    run(&["check", "--strict", &out], 0);
    let library = Library::open(folder.0.path());
    assert_eq!(library.problems, Vec::new());
    let [first, _, third, fourth] = library.bank.drafts.as_slice() else { panic!("{text}") };
    assert_eq!(first.facts, Facts::default());
    assert_eq!(first.written().prompt, "What is a mutex?\n\n- a lock\n- a queue");
    assert_eq!(
        (first.written().answer.as_str(), first.written().topic.as_str()),
        ("a lock", "Locks")
    );
    assert_eq!(
        (third.id().as_str(), third.written().topic.as_str()),
        ("was-ist-ein-schloss", "Imported")
    );
    assert_eq!(third.written().candidate_material.as_deref(), Some("a:\n    b"));
    assert!(fourth.id().as_str().starts_with("q-"));
    let (bank, _) = run(&["bank", "--json", "--library", &folder.path("")], 0);
    let bank: Value = serde_json::from_str(&bank).unwrap();
    assert_eq!(
        (&bank[0]["status"], &bank[0]["level"], &bank[0]["minutes"]),
        (&"Draft".into(), &Value::Null, &Value::Null)
    );
}

#[test]
fn a_file_that_holds_something_else_is_never_replaced() {
    let folder = Folder::new(&[("a.gift", GIFT), ("other.gift", "Other? {T}\n"), ("none.txt", "")]);
    let (out, gift) = (folder.path("bank.ron"), folder.path("a.gift"));
    run(&["import", &gift, "--out", &out], 0);
    let before = folder.read("bank.ron");
    run(&["import", &gift, "--out", &out], 0);
    let (_, stderr) = run(&["import", &folder.path("other.gift"), "--out", &out], 1);
    assert!(stderr.contains("exists already"), "{stderr}");
    assert_eq!(folder.read("bank.ron"), before);
    run(&["import", &folder.path("none.txt"), "--out", &folder.path("new.ron")], 1);
    assert!(!Path::new(&folder.path("new.ron")).exists());
}

#[test]
fn one_bad_file_stops_no_other() {
    let folder = Folder::new(&[("a.gift", GIFT), ("bad.json", "[\n {\"question\": \"x\" 1}\n]")]);
    let (bad, gift, out) =
        (folder.path("bad.json"), folder.path("a.gift"), folder.path("bank.ron"));
    let large = fs::File::create(folder.path("large.txt")).unwrap();
    large.set_len(100 * 1024 * 1024).unwrap();
    let large = folder.path("large.txt");
    let missing = folder.path("missing.txt");
    let (stdout, stderr) = run(
        &["import", &bad, &large, &missing, &folder.path(""), &gift, "--json", "--out", &out],
        1,
    );
    assert!(
        stderr.contains(&format!("{bad}:2:19: this is not valid JSON: a comma is expected here")),
        "{stderr}"
    );
    assert!(
        stderr.contains(&format!("{large}:1:1: the file is larger than 32 MB; split it")),
        "{stderr}"
    );
    assert!(stderr.contains(&format!("{missing}:1:1: there is no such file")), "{stderr}");
    assert!(stderr.contains("this is a folder"), "{stderr}");
    let all: Value = serde_json::from_str(&stdout).unwrap();
    assert_eq!(
        (&all[0]["notices"][0]["line"], all[4]["questions"].as_array().unwrap().len()),
        (&2.into(), 2)
    );
    assert_eq!(all[0]["questions"], Value::Array(Vec::new()));
    assert!(folder.read("bank.ron").contains("what-is-a-mutex"));
    run(&["import"], 2);
    run(&["import", "--what", &gift], 2);
}

/// A bank with one entry of these fields.
fn bank(version: u32, fields: &str) -> Source {
    let text = format!(
        "(\n    schema: \"plumbline.bank\",\n    version: {version},\n    topic: \"T\",\n    questions: [\n        (\n            {fields}\n        ),\n    ],\n)\n"
    );
    Source::new("bank.ron", text)
}

#[test]
fn only_a_draft_may_lack_what_a_question_must_have() {
    let part = "id: \"a\", kind: Knowledge, prompt: \"P?\"";
    let draft = bank(4, &format!("{part}, status: Draft"));
    assert_eq!(Library::from_sources(vec![draft]).problems, Vec::new());
    for status in ["", ", status: Ready", ", status: Retired"] {
        let problems = Library::from_sources(vec![bank(4, &format!("{part}{status}"))]).problems;
        let words: Vec<&str> = problems.iter().map(|problem| problem.message.as_str()).collect();
        for field in ["level", "competency", "minutes", "answer"] {
            let wanted = format!("a question needs the field \"{field}\"");
            assert!(words.contains(&wanted.as_str()), "{status}: {words:?}");
        }
    }
    // What a draft does say must be right.
    let wrong = format!("{part}, status: Draft, competency: \"magic\", minutes: 0");
    assert_eq!(Library::from_sources(vec![bank(4, &wrong)]).problems.len(), 2);
    let set = "(schema: \"plumbline.set\", version: 1, id: \"s\", title: \"S\", seniority: Mid, opening_minutes: 1, \
               closing_minutes: 1, items: [(question: \"a\", minutes: 5)])";
    let draft = bank(4, &format!("{part}, status: Draft"));
    let library = Library::from_sources(vec![draft, Source::new("set.ron", set)]);
    assert!(
        library.problems[0].message.contains("the bank has no question \"a\""),
        "{:?}",
        library.problems
    );
    let twice =
        [bank(4, &format!("{part}, status: Draft")), bank(4, &format!("{part}, status: Draft"))];
    assert!(
        Library::from_sources(twice.into()).problems[0]
            .message
            .contains("another question is called")
    );
}

#[test]
fn a_draft_that_is_filled_in_becomes_a_question_in_its_place() {
    let source = bank(
        4,
        "// from a list\n            id: \"a\",\n            topic: \"Own\",\n            status: Draft,\n            kind: Knowledge,\n            prompt: \"P?\", // ask Ana",
    );
    let Some(Document::Bank(questions, drafts)) = read_document(&source).document else { panic!() };
    assert_eq!((questions.len(), drafts.len()), (0, 1));
    let draft = &drafts[0].1;
    assert_eq!(draft.written().topic, "Own");
    assert!(Entry::Draft(draft).needs().contains(&"level"));
    let mut question = draft.written().clone();
    question.status = Status::Ready;
    question.level = Level::Beginner;
    question.competency = CompetencyId::parse("quality").unwrap();
    question.minutes = 3;
    question.answer = "A.".to_owned();
    let text = replace_question(&source, &question.id, &question).unwrap();
    assert!(
        text.contains("// from a list") && text.contains("// ask Ana") && !text.contains("Draft"),
        "{text}"
    );
    let Some(Document::Bank(questions, drafts)) =
        read_document(&Source::new("a.ron", text)).document
    else {
        panic!()
    };
    assert_eq!((questions[0].1.clone(), drafts.len()), (question, 0));
}
