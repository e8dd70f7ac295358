//! The session in a JSON scorecard: it opens again, whole, or says why not.

use std::fs;
use std::path::PathBuf;

use plumbline::domain::record::SessionRecord;
use plumbline::domain::scorecard::Disclosure;
use plumbline::export::writing::Format;
use plumbline::library::file::session_file;
use plumbline::library::load::{read_session, read_used_questions};
use proptest::prelude::*;
use serde_json::Value;

use super::{DISCLOSURES, full, text, unusual, write};
use crate::laws;

struct Folder(tempfile::TempDir);

impl Folder {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn keep(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.0.path().join(name);
        fs::write(&path, bytes).unwrap();
        path
    }

    /// What is wrong with a file that holds this, all in one text.
    fn problems(&self, bytes: impl AsRef<[u8]>) -> String {
        let path = self.keep("card.json", bytes);
        let problems = read_session(&path).expect_err("it was opened");
        problems.iter().map(|problem| format!("{problem}\n")).collect()
    }
}

/// Exported, opened and exported again, the session is the same bytes, and the same as a session file.
fn check_round_trip(folder: &Folder, record: &SessionRecord) {
    for disclosure in DISCLOSURES {
        let first = write(record, disclosure, Format::Json).bytes;
        let opened = read_session(&folder.keep("first.json", &first)).unwrap();
        assert_eq!(opened, record.disclosed(disclosure));
        let second = write(&opened, disclosure, Format::Json).bytes;
        let session = |bytes: &[u8]| {
            let file: Value = serde_json::from_slice(bytes).unwrap();
            serde_json::to_vec(&file["session"]).unwrap()
        };
        assert!(session(&first) == session(&second), "{disclosure:?}");
        assert!(first == second, "the report of it too, {disclosure:?}");
        let ron = session_file(&record.disclosed(disclosure)).unwrap();
        assert_eq!(read_session(&folder.keep("first.ron", ron)).unwrap(), opened);
    }
}

#[test]
fn the_session_of_a_scorecard_in_json_goes_out_and_comes_back() {
    let folder = Folder::new();
    check_round_trip(&folder, &full().record);
    for (name, record) in unusual() {
        // A set without questions is refused wherever it is opened.
        if name != "without questions" {
            check_round_trip(&folder, &record);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_session_goes_out_and_comes_back(record in laws::record()) {
        check_round_trip(&Folder::new(), &record);
    }
}

#[test]
fn what_a_file_holds_says_how_it_is_read_whatever_it_is_called() {
    let folder = Folder::new();
    let json = text(&full().record, Format::Json);
    let path = folder.keep("card.ron", format!("\u{feff}\r\n {json}"));
    assert_eq!(read_session(&path).unwrap(), full().record.disclosed(Disclosure::default()));
    assert_eq!(read_used_questions(&path).unwrap().len(), 6);
}

#[test]
fn a_scorecard_that_cannot_be_opened_says_why() {
    let folder = Folder::new();
    let json = text(&full().record, Format::Json);
    let altered = |change: &dyn Fn(&mut Value)| {
        let mut file: Value = serde_json::from_str(&json).unwrap();
        change(&mut file);
        serde_json::to_string_pretty(&file).unwrap()
    };
    let greenhouse = text(&full().record, Format::Greenhouse);
    let cases: Vec<(&str, String, &str)> = vec![
        ("cut off", json[..json.len() / 2].to_owned(), "breaks off here"),
        ("cut off at once", "{".to_owned(), "breaks off here"),
        ("another JSON", greenhouse, "not a scorecard of Plumbline"),
        ("no JSON", "{ this is no JSON".to_owned(), "not JSON"),
        ("deep", "{\"a\":".to_owned() + &"[".repeat(100_000), "breaks off here"),
        (
            "no session",
            altered(&|it| drop(it.as_object_mut().unwrap().remove("session"))),
            "session was removed",
        ),
        ("null", altered(&|it| it["session"] = Value::Null), "session was removed"),
        ("newer", altered(&|it| it["version"] = 2.into()), "newer Plumbline"),
        ("no version", altered(&|it| it["version"] = 0.into()), "which version"),
        (
            "a score",
            json.replacen("\"step\": 4\n", "\"step\": 5\n", 9),
            "the file was changed outside",
        ),
        ("an impossible score", json.replace("\"step\": 2\n", "\"step\": 9\n"), "steps are 1 to 5"),
        (
            "a word",
            altered(&|it| {
                let texts = it["session"]["texts"].as_array_mut().unwrap();
                texts[3]["content"]["body"] = "Ada missed the race.".into();
            }),
            "is not the one that was recorded",
        ),
        (
            "a question",
            altered(&|it| it["session"]["set"]["title"] = "Other".into()),
            "not the one this session was made from",
        ),
        (
            "an unknown event",
            altered(&|it| it["session"]["events"][5]["kind"] = "Slept".into()),
            "comes from a newer Plumbline",
        ),
        (
            "a field of its own",
            altered(&|it| it["session"]["more"] = 1.into()),
            "unknown field `more`",
        ),
        (
            "an event too few",
            altered(&|it| drop(it["session"]["events"].as_array_mut().unwrap().pop())),
            "the file was changed outside",
        ),
        (
            "a text too few",
            altered(&|it| drop(it["session"]["texts"].as_array_mut().unwrap().pop())),
            "missing from the record",
        ),
    ];
    for (name, bytes, words) in cases {
        assert_ne!(bytes, json, "{name}: nothing was altered");
        let said = folder.problems(&bytes);
        assert!(said.contains(words), "{name}: {said}");
        assert!(said.contains("card.json:"), "{name}: {said}");
    }
    let not_text = [json.as_bytes(), b"\xff"].concat();
    assert!(folder.problems(not_text).contains("not UTF-8"));
    let huge = json + &" ".repeat(33 * 1024 * 1024);
    assert!(folder.problems(huge).contains("larger than 32 MB"));
}
