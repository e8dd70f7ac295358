//! Records in a folder of their own, filled, damaged and opened again.

use std::fs;
use std::path::{Path, PathBuf};

use plumbline::domain::annotation::Annotation;
use plumbline::domain::canonical::Digest;
use plumbline::domain::event::{Detail, EventKind, NoteTag, Recommendation};
use plumbline::domain::ids::{QuestionId, SessionId};
use plumbline::domain::record::SessionRecord;
use plumbline::records::Batch;
use plumbline::records::backup::{self, Occasion};
use plumbline::records::vault::{Decision, Depth, Finding, Opening, Shelf, Trouble, Vault};
use tempfile::TempDir;

use crate::support::{Script, frozen_set};

/// A moment of a day, for the backups.
pub const DAY_MS: i64 = 1_790_000_000_000;

/// Where everything lies below a folder: records, witness and backups apart.
pub fn shelf(folder: &Path) -> Shelf {
    Shelf {
        records: folder.join("records/sessions.sqlite"),
        witness: folder.join("state/witness"),
        backups: folder.join("backups"),
        older: Vec::new(),
        moved_to: None,
    }
}

/// A folder for records; in memory where the system offers that, since every event is flushed.
pub fn folder() -> TempDir {
    let memory = Path::new("/dev/shm");
    if memory.is_dir() {
        tempfile::tempdir_in(memory).unwrap()
    } else {
        tempfile::tempdir().unwrap()
    }
}

/// A session under way, with a name, a score and notes.
pub fn under_way(name: &str) -> SessionRecord {
    let mut script = Script::new(frozen_set(&["a", "b", "a"]));
    script.record.id = SessionId::parse(name).unwrap();
    script.describe(Detail::Candidate, &format!("Candidate {name}"));
    script.happen(EventKind::Started);
    script.score("q1", 4);
    script.note(Some("q1"), NoteTag::Strength, false, &format!("Named the failure case, {name}"));
    script.score("q2", 2);
    script.note(Some("q2"), NoteTag::Plain, true, &format!("Private of {name}"));
    script.record
}

/// The same, submitted.
pub fn submitted(name: &str) -> SessionRecord {
    let mut script = Script { record: under_way(name) };
    script.recommend(Recommendation::Yes, &format!("Reasons for {name}"));
    script.submit();
    script.record
}

/// The events of a range with the texts that they bring.
pub fn batch(record: &SessionRecord, range: std::ops::Range<usize>) -> Batch {
    let events = record.events[range].to_vec();
    let is_needed =
        |id| events.iter().any(|event| event.kind.texts().iter().any(|text| text.id == id));
    let texts = record.texts.iter().filter(|text| is_needed(text.id.clone())).cloned().collect();
    Batch { events, texts }
}

/// Writes a session event by event, as an interview does.
pub fn keep(vault: &mut Vault, record: &SessionRecord) {
    vault.create(&record.id, &record.set, &batch(record, 0..1)).unwrap();
    for at in 1..record.events.len() {
        vault.append(&record.id, at as u64, &batch(record, at..at + 1)).unwrap();
    }
}

/// Opens what must open without a question.
pub fn open(shelf: &Shelf) -> (Vault, Vec<Finding>) {
    match Vault::open(shelf, Depth::Quick).unwrap() {
        Opening::Open(vault, findings) => (*vault, findings),
        Opening::Undecided(trouble) => panic!("undecided: {trouble}"),
    }
}

pub fn trouble(shelf: &Shelf) -> Trouble {
    match Vault::open(shelf, Depth::Quick).unwrap() {
        Opening::Open(_, findings) => panic!("opened: {findings:?}"),
        Opening::Undecided(trouble) => *trouble,
    }
}

pub fn decide(shelf: &Shelf, decision: Decision) -> (Vault, Vec<Finding>) {
    match Vault::decide(shelf, &decision).unwrap() {
        Opening::Open(vault, findings) => (*vault, findings),
        Opening::Undecided(trouble) => panic!("still undecided: {trouble}"),
    }
}

/// Makes the day's backup and drops what it makes needless.
pub fn back_up(vault: &mut Vault, occasion: Occasion) {
    let shelf = vault.shelf().clone();
    let heads =
        backup::make(vault.path(), &shelf.backups, vault.entries(), (occasion, DAY_MS)).unwrap();
    vault.settle(&heads);
}

/// The sessions of [`fill`].
pub struct Filled {
    pub done: SessionRecord,
    pub open: SessionRecord,
}

impl Filled {
    pub fn all(&self) -> [&SessionRecord; 2] {
        [&self.done, &self.open]
    }
}

/// One submitted session that is backed up, and one under way behind it; and a note on a question, so that
/// every table was written to since.
pub fn fill(vault: &mut Vault) -> Filled {
    let filled = Filled { done: submitted("done"), open: under_way("open") };
    keep(vault, &filled.done);
    back_up(vault, Occasion::Submission);
    keep(vault, &filled.open);
    let question = QuestionId::parse("q0").unwrap();
    let text = "Ask again".to_owned();
    vault.annotate(&[Annotation { question, text, wall_ms: DAY_MS }]).unwrap();
    filled
}

/// Everything as it lies on the disk at this moment: what a crash of the machine would leave.
pub fn image(folder: &Path) -> TempDir {
    let image = self::folder();
    copy_tree(folder, image.path());
    image
}

pub fn copy_tree(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy_tree(&path, &target);
        } else {
            fs::copy(&path, target).unwrap();
        }
    }
}

/// Every file below a folder, with what is in it.
pub fn files(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                found.push((path.clone(), fs::read(&path).unwrap()));
            }
        }
    }
    found.sort();
    found
}

pub fn wal(shelf: &Shelf) -> PathBuf {
    shelf.records.with_file_name("sessions.sqlite-wal")
}

pub fn cut(path: &Path, share: usize) {
    let bytes = fs::read(path).unwrap();
    fs::write(path, &bytes[..bytes.len() * share / 4]).unwrap();
}

pub fn flip(path: &Path, at: usize) {
    let mut bytes = fs::read(path).unwrap();
    bytes[at] ^= 1;
    fs::write(path, bytes).unwrap();
}

/// Every session is there as it was acknowledged.
pub fn check_whole(vault: &Vault, records: &[&SessionRecord], what: &str) {
    for record in records {
        let loaded = vault.load(&record.id).unwrap();
        assert_eq!(loaded.record.events, record.events, "{what}: {}", record.id);
        assert_eq!(loaded.record.texts, record.texts, "{what}: {}", record.id);
        assert_eq!((&loaded.read_only, &loaded.record.lost), (&None, &None), "{what}");
    }
}

/// What is in every file.
pub fn fingerprints(folder: &Path) -> Vec<(PathBuf, Digest)> {
    let print = |(path, bytes): (_, Vec<u8>)| (path, Digest::of_parts("file", &[&bytes]));
    files(folder).into_iter().map(print).collect()
}

pub fn check_untouched(before: &[(PathBuf, Digest)]) {
    for (path, print) in before {
        let now = Digest::of_parts("file", &[&fs::read(path).unwrap()]);
        assert_eq!(now, *print, "{} was touched", path.display());
    }
}

/// Filled records as a crash leaves them, their journal of SQLite full.
pub fn crashed() -> (tempfile::TempDir, Shelf, Filled) {
    let folder = folder();
    let (mut vault, _) = open(&shelf(folder.path()));
    let filled = fill(&mut vault);
    let image = image(folder.path());
    let shelf = shelf(image.path());
    assert!(fs::metadata(wal(&shelf)).unwrap().len() > 10_000, "the journal is full");
    (image, shelf, filled)
}
