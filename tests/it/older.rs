//! What the first version with a window wrote opens for good: the same digests, the same scorecards.

use std::fs;
use std::path::{Path, PathBuf};

use plumbline::domain::ids::SessionId;
use plumbline::domain::record::SessionRecord;
use plumbline::domain::scorecard::Disclosure;
use plumbline::export::writing::{Format, scorecard};
use plumbline::library::load::read_session;
use plumbline::records::vault::Finding;

use crate::rig::{folder, open, shelf};

/// Id, events, head of the chain and seal, as that version printed them.
const BUILT_IN: &[(&str, usize, &str, Option<&str>)] = &[
    (
        "2026-09-21-4e468ab603d2",
        9,
        "4b5449a0addf33cc7495996a1a5f26e65996c810acc4340a6c7d2b848cb37725",
        None,
    ),
    (
        "2026-09-21-d76979bd3104",
        13,
        "ce9384bfbbae7395c7608093f99c79c60233fad71cb72f3248f58a4ea8b78337",
        None,
    ),
    (
        "2026-09-21-a9ff60707077",
        39,
        "6ad6a42ac1a0283cd285fb327cbabe4ca281ecc8e78e017d871c635332159e13",
        None,
    ),
    (
        "2026-09-21-461f01439720",
        9,
        "bbaf9cf0945a50e664752894df3f8a10b7edcdfbf43785e4aa12eeebca03cf03",
        None,
    ),
    (
        "2026-09-21-146c025b9938",
        5,
        "05d5e93dc33d8aecff74a9d921359e376d6be3f7c3c0bc8ff22287ef6f54e08a",
        None,
    ),
    (
        "2026-09-21-1a64f30fc272",
        4,
        "68d3ec798d018e5ed5b33b42cbec0dc9df72eed644a6e33930c6b1e20c5abd4b",
        None,
    ),
    (
        "2026-09-21-fd74417865ec",
        42,
        "f07a0a38a1d20775153e9d3306d0814478bc39b581c2a81c2134f3e08e05d22a",
        Some("6b51e59314a194e8ff9591273aa655a6121f256a70d706c3e44d8ce4ca6789ac"),
    ),
    (
        "2026-09-21-b375def439ab",
        40,
        "bd32211053de6eddaf4a6029c4d5548a264fc0920677ab87148970fcd6f12e8b",
        Some("71d486a7ff2b814cba7439ae758fc3e876f79ec62854aaccffda1de5afc8298f"),
    ),
];

/// The sessions that only the other workspace had.
const WORKSPACE: &[(&str, usize, &str, Option<&str>)] = &[
    (
        "2026-09-21-fe791130998c",
        4,
        "fdec0c8ef3e2569be950f27ee023d26799cd3d21afeab36820ca01c1795282b4",
        None,
    ),
    (
        "2026-09-21-6da167804c7c",
        8,
        "6f1ce82d527a42c4318f0977411556f238eb34cc937154100cb66e134d04bf51",
        None,
    ),
    (
        "2026-09-21-b1e9ef7f753c",
        40,
        "34218a35d99c10da22ca7ad1bde7d40fc218bcf649ade11b355bd3866f509dc8",
        Some("548d7145826c1c92f4623fe4b16351df8053289bf557266ad5446d6ab2ec0a63"),
    ),
];

/// The session that both had, continued differently.
const FORKED: &str = "2026-09-21-d76979bd3104";
const FORKED_HEAD: &str = "14cc15d7fedb9390ab9dd50d83833a3118d8a722e52fa57e0c9e2751d9e248b9";
/// Every session used the same set.
const SET: &str = "e81e17765d109eaa467488e846ebe74d9edf96fb50e0aa305823382e09a17bcb";

pub fn golden(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/part-2").join(name)
}

fn check(record: &SessionRecord, (events, head, seal): (usize, &str, Option<&str>)) {
    assert_eq!(record.faults().unwrap(), []);
    assert_eq!(record.events.len(), events, "{}", record.id);
    assert_eq!(record.chain().unwrap().to_string(), head, "{}", record.id);
    assert_eq!(record.set.digest().unwrap().to_string(), SET);
    let found = record.fold().seal.map(|seal| seal.to_string());
    assert_eq!(found.as_deref(), seal, "{}", record.id);
}

/// The two databases of the old version become one: every session once, the forked one twice.
#[test]
fn the_databases_of_two_workspaces_open_as_one_with_the_same_digests() {
    let folder = folder();
    let shelf = shelf(folder.path());
    let records = shelf.records.parent().unwrap();
    fs::create_dir_all(records).unwrap();
    for name in ["built-in.sqlite", "4948a34d2190abce.sqlite"] {
        fs::copy(golden(name), records.join(name)).unwrap();
    }
    let (vault, findings) = open(&shelf);
    let count = BUILT_IN.len() + WORKSPACE.len() + 1;
    let [Finding::Joined { sessions, twins: 1, losses }] = findings.as_slice() else {
        panic!("{findings:?}")
    };
    assert_eq!((*sessions, losses.len()), (count, 0));
    let mut heads = Vec::new();
    for (id, events, head, seal) in BUILT_IN.iter().chain(WORKSPACE) {
        let loaded = vault.load(&SessionId::parse(*id).unwrap()).unwrap();
        assert_eq!(loaded.record.lost, None);
        if *id == FORKED {
            heads.push(loaded.record.chain().unwrap().to_string());
            continue;
        }
        assert_eq!(loaded.read_only, None);
        check(&loaded.record, (*events, *head, *seal));
    }
    let twin = vault.load(&SessionId::parse(format!("{FORKED}-2")).unwrap()).unwrap();
    assert!(twin.read_only.is_some(), "the second version is to read only");
    assert_eq!(twin.record.id.as_str(), FORKED);
    heads.push(twin.record.chain().unwrap().to_string());
    let of_first = BUILT_IN.iter().find(|row| row.0 == FORKED).unwrap().2;
    heads.sort();
    let mut expected = vec![of_first.to_owned(), FORKED_HEAD.to_owned()];
    expected.sort();
    assert_eq!(heads, expected);
}

#[test]
fn its_session_files_open_with_the_same_digests() {
    for (name, id) in
        [("submitted", "2026-09-21-b375def439ab"), ("amended", "2026-09-21-fd74417865ec")]
    {
        let row = BUILT_IN.iter().find(|row| row.0 == id).unwrap();
        for ending in ["session.ron", "session.private.ron"] {
            let record = read_session(&golden(&format!("{name}.{ending}"))).unwrap();
            check(&record, (row.1, row.2, row.3));
        }
    }
}

fn export(name: &str, format: Format) -> String {
    let record = read_session(&golden(&format!("{name}.session.private.ron"))).unwrap();
    let written = scorecard(&record, Disclosure::default(), format).unwrap();
    String::from_utf8(written.bytes).unwrap()
}

/// The words of a scorecard may change; these files change with them, and a review sees how.
#[test]
fn its_scorecards_in_markdown_read_as_kept_here() {
    for name in ["submitted", "amended"] {
        let kept = fs::read_to_string(golden(&format!("{name}.md"))).unwrap();
        assert_eq!(export(name, Format::Markdown), kept, "{name}");
    }
}

/// Named changes: an amendment carries the offset at which its time is printed and names its question,
/// and the report holds the strip of the session, the general scale and, where an amendment changed
/// it, the overall score as submitted; the file says what it is and carries its session.
#[test]
fn its_scorecards_in_json_are_the_same_but_for_named_changes() {
    for name in ["submitted", "amended"] {
        let old = fs::read_to_string(golden(&format!("{name}.json"))).unwrap();
        let old: serde_json::Value = serde_json::from_str(&old).unwrap();
        let mut new: serde_json::Value = serde_json::from_str(&export(name, Format::Json)).unwrap();
        let mut old = old;
        for (new, old) in rows(&mut new, "amendments").zip(rows(&mut old, "amendments")) {
            assert!(new.remove("utc_offset_minutes").is_some());
            let (new, old) = (new.remove("what").unwrap(), old.remove("what").unwrap());
            let result = |what: &serde_json::Value| {
                let what = what.as_str().unwrap();
                what.split_once(": ").map_or(what.to_owned(), |(_, result)| result.to_owned())
            };
            assert_eq!(result(&new), result(&old));
        }
        let report = new.as_object_mut().unwrap();
        for added in ["timeline", "scale", "signature"] {
            assert!(report.remove(added).is_some(), "{added}");
        }
        if let Some(overall) = new["overall"].as_object_mut() {
            assert_eq!(overall.remove("submitted").is_some(), name == "amended");
        }
        for added in ["schema", "version", "session"] {
            assert!(new.as_object_mut().unwrap().remove(added).is_some(), "{added}");
        }
        assert_eq!(new, old, "{name}");
    }
}

fn rows<'v>(
    report: &'v mut serde_json::Value,
    list: &str,
) -> impl Iterator<Item = &'v mut serde_json::Map<String, serde_json::Value>> {
    report[list].as_array_mut().unwrap().iter_mut().map(|row| row.as_object_mut().unwrap())
}

/// Named changes: every cell is quoted; the cells say the same.
#[test]
fn its_scorecards_in_csv_have_the_same_cells() {
    let cells = |text: &str| -> Vec<csv::StringRecord> {
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
        reader.records().map(Result::unwrap).collect()
    };
    for name in ["submitted", "amended"] {
        let old = fs::read_to_string(golden(&format!("{name}.csv"))).unwrap();
        assert_eq!(cells(&export(name, Format::Csv)), cells(&old), "{name}");
    }
}
