//! A scorecard as a file: what it holds, where it goes, and what it replaces.

use std::fs;
use std::path::Path;

use egui::Key;
use egui::accesskit::Role;

use plumbline::frame::command::Command;

use super::asks::{export, sample};
use super::stage::Stage;

#[test]
fn a_session_file_leaves_private_words_and_a_masked_name_behind() {
    let mut stage = Stage::new();
    stage.begin("Ada Lovelace");
    stage.next();
    stage.run(Command::Note);
    stage.run(Command::PrivateNote);
    stage.enter("Between us only");
    stage.press(Key::Escape);
    stage.submit("No", "Because.");
    let path = stage.folder().join("session.ron");
    for (mask, private, has_name, has_note) in
        [(false, false, true, false), (true, true, false, true), (true, false, false, false)]
    {
        let _ = fs::remove_file(&path);
        let card = &mut stage.app_mut().typed().scorecard.draft;
        (card.mask, card.include_private) = (mask, private);
        stage.export_to(&path);
        let text = fs::read_to_string(&path).unwrap();
        assert_eq!(text.contains("Ada Lovelace"), has_name);
        assert_eq!(text.contains("Between us only"), has_note);
        // It is a valid session all the same: the seal verifies.
        let session = plumbline::library::load::read_session(&path);
        assert!(session.is_ok(), "{session:?}");
        assert!(!stage.app().rooms().scorecard.draft.include_private, "asked anew each time");
    }
}

#[test]
fn the_proposed_file_of_a_masked_export_does_not_name_the_candidate() {
    let mut stage = Stage::new();
    stage.ask(sample());
    let path = |stage: &Stage| stage.app().rooms().scorecard.draft.path.clone();
    let toggle_mask = |stage: &mut Stage| {
        stage.click(Role::CheckBox, "Leave the candidate's name out");
        path(stage)
    };
    assert!(path(&stage).contains("minh-anh"));
    assert!(toggle_mask(&mut stage).contains("scorecard-candidate-"));
    assert!(toggle_mask(&mut stage).contains("minh-anh"));
    // In another folder and of another format it is still the proposed name.
    let other = path(&stage).replace("scorecard-", "sent/scorecard-").replace(".pdf", ".md");
    stage.app_mut().typed().scorecard.draft.path = other;
    let masked = toggle_mask(&mut stage);
    assert!(masked.contains("sent/scorecard-candidate-") && masked.ends_with(".md"), "{masked}");
    stage.app_mut().typed().scorecard.draft.path = "/tmp/mine.pdf".to_owned();
    assert_eq!(toggle_mask(&mut stage), "/tmp/mine.pdf");
}

#[test]
fn a_file_that_holds_something_else_is_replaced_only_when_told() {
    let mut stage = Stage::new();
    let path = stage.folder().join("card.md");
    fs::write(&path, "mine").unwrap();
    stage.ask(sample());
    stage.export_to(&path);
    assert!(stage.says("Replace this file?"));
    stage.primary();
    stage.press(Key::Enter);
    assert_eq!(fs::read_to_string(&path).unwrap(), "mine", "the keys that confirm keep it");
    stage.primary();
    stage.click(Role::Button, "Replace it");
    assert!(fs::read_to_string(&path).unwrap().contains("Minh Anh"));
    stage.primary();
    assert!(!stage.app().has_form(), "the same bytes are no change");
}

#[test]
fn an_export_that_fails_keeps_the_path_and_says_why() {
    let mut stage = Stage::new();
    stage.ask(sample());
    for (path, words) in [
        ("/nowhere/card.pdf", "the folder does not exist"),
        ("card.doc", "name a file that ends in"),
    ] {
        stage.export_to(Path::new(path));
        assert!(stage.says(words), "{words}");
        assert_eq!(stage.app().rooms().scorecard.draft.path, path);
    }
}

/// The scorecards of Ada and Grace, both read, Ada's on screen and every job held back.
pub fn two_cards() -> Stage {
    let mut stage = Stage::stepped_after(|stage| {
        stage.conduct("Ada");
        stage.conduct("Grace");
    });
    for candidate in ["Grace", "Ada"] {
        stage.open_session(candidate);
        stage.drain();
    }
    stage
}

#[test]
fn a_file_is_replaced_by_the_card_the_question_names() {
    for mask in [false, true] {
        let mut stage = two_cards();
        let path = stage.folder().join("card.md");
        fs::write(&path, "mine").unwrap();
        stage.type_export_path(&path);
        stage.app_mut().typed().scorecard.draft.mask = mask;
        stage.ask(export());
        // Grace's card is shown before the answer comes.
        stage.open_session("Grace");
        stage.drain();
        assert!(stage.says("Replace this file?"));
        assert!(stage.says("Replace it with the scorecard of Ada"));
        assert_eq!(stage.says("name left out"), mask);
        stage.click(Role::Button, "Replace it");
        stage.drain();
        let text = fs::read_to_string(&path).unwrap();
        assert!(!text.contains("Grace"), "another candidate's card");
        assert_eq!(text.contains("Ada"), !mask);
    }
}

#[test]
fn private_notes_of_one_card_are_not_unticked_by_the_export_of_another() {
    let mut stage = two_cards();
    stage.type_export_path(&stage.folder().join("ada.md"));
    stage.app_mut().typed().scorecard.draft.include_private = true;
    stage.ask(export());
    stage.open_session("Grace");
    stage.app_mut().typed().scorecard.draft.include_private = true;
    stage.drain();
    assert!(
        stage.app().rooms().scorecard.draft.include_private,
        "asked for Grace's card, not exported yet"
    );
}
