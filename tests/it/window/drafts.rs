//! Drafts in the question bank: listed, with what they lack.

use std::fs;

use super::stage::Stage;

const DRAFTS: &str = r#"(
    schema: "plumbline.bank",
    version: 4,
    topic: "Locks",
    questions: [
        (id: "mutex", status: Draft, kind: Knowledge, prompt: "What is a mutex?", minutes: 4),
    ],
)"#;

#[test]
fn a_bank_of_drafts_opens_and_says_what_is_missing() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("drafts.ron");
    fs::write(&path, DRAFTS).unwrap();
    let mut stage = Stage::with().file(&path).open();
    stage.settle();
    for words in ["1 of 1 question", "Locks · Knowledge · 4 min", "What is a mutex?"] {
        assert!(stage.says(words), "{words}");
    }
    assert!(stage.says("Draft: it still needs title, level, competency, answer, listen for"));
    assert!(!stage.says("Expected answer"));
}
