//! Files, sets and settings, while the screen goes on to something else.

use std::fs;
use std::path::Path;

use plumbline::shared::content::SetOrigin;

use super::asks::{
    browse_scorecard, browse_set, export, move_records, open_records, propose, reload,
    save_to_workspace, show_set, use_workspace,
};
use egui::Key;
use egui::accesskit::Role;
use plumbline::domain::ids::SetId;

use super::races::{
    COMMAND, SET, ask, assert_half_typed, half_typed_skip, notice, open, stepped_with, submitted,
};
use super::stage::Stage;

#[test]
fn a_workspace_that_is_not_there_leaves_the_library_being_read() {
    let folder = tempfile::tempdir().unwrap();
    let mut stage = Stage::open_stepped(folder.path());
    ask(&mut stage, use_workspace(Some("/nowhere/at/all".into())));
    stage.drain();
    assert!(notice(&mut stage).contains("/nowhere/at/all"));
    assert!(!stage.app().content().is_reading());
    stage.press(Key::F7);
    assert!(stage.says("32 of 32 questions"));
}

/// Exports Ada's card over a file that holds something else, and shows Grace's before the answer
/// comes.
fn occupied_export(folder: &Path, mask: bool) -> Stage {
    let mut stage = stepped_with(folder, |stage| {
        submitted(stage, "Ada");
        submitted(stage, "Grace");
    });
    let path = folder.join("card.md");
    fs::write(&path, "mine").unwrap();
    open(&mut stage, "Grace");
    open(&mut stage, "Ada");
    stage.drain();
    stage.app().typed().scorecard.draft.path = path.display().to_string();
    stage.app().typed().scorecard.draft.mask = mask;
    ask(&mut stage, export());
    open(&mut stage, "Grace");
    stage.drain();
    stage
}

#[test]
fn a_file_is_replaced_by_the_card_the_question_names() {
    for mask in [false, true] {
        let folder = tempfile::tempdir().unwrap();
        let mut stage = occupied_export(folder.path(), mask);
        assert!(stage.says("Replace this file?"));
        assert!(stage.says("Replace it with the scorecard of Ada"));
        assert_eq!(stage.says("name left out"), mask);
        stage.click(Role::Button, "Replace it");
        stage.drain();
        let text = fs::read_to_string(folder.path().join("card.md")).unwrap();
        assert!(!text.contains("Grace"), "another candidate's card");
        assert_eq!(text.contains("Ada"), !mask);
    }
}

#[test]
fn private_notes_of_one_card_are_not_unticked_by_the_export_of_another() {
    let folder = tempfile::tempdir().unwrap();
    let mut stage = stepped_with(folder.path(), |stage| {
        submitted(stage, "Ada");
        submitted(stage, "Grace");
    });
    open(&mut stage, "Grace");
    stage.drain();
    open(&mut stage, "Ada");
    stage.drain();
    stage.app().typed().scorecard.draft.path = folder.path().join("ada.md").display().to_string();
    stage.app().typed().scorecard.draft.include_private = true;
    ask(&mut stage, export());
    open(&mut stage, "Grace");
    stage.app().typed().scorecard.draft.include_private = true;
    stage.drain();
    assert!(
        stage.app().rooms().scorecard.draft.include_private,
        "asked for Grace's card, not exported yet"
    );
}

#[test]
fn a_file_dialog_saves_what_it_was_opened_for() {
    let folder = tempfile::tempdir().unwrap();
    let mut stage = stepped_with(folder.path(), |stage| {
        submitted(stage, "Ada");
        submitted(stage, "Grace");
    });
    open(&mut stage, "Grace");
    stage.drain();
    open(&mut stage, "Ada");
    stage.drain();
    stage.app().typed().scorecard.draft.mask = true;
    ask(&mut stage, browse_scorecard());
    open(&mut stage, "Grace");
    let field = stage.app().rooms().scorecard.draft.path.clone();
    let path = folder.path().join("picked.md");
    stage.pick(Some(&path));
    stage.drain();
    let text = fs::read_to_string(&path).unwrap();
    assert!(!text.contains("Grace") && !text.contains("Ada"), "Ada's card, her name left out");
    assert_eq!(stage.app().rooms().scorecard.draft.path, field, "the field is of Grace's card");
}

#[test]
fn a_set_is_saved_as_it_was_when_that_was_asked() {
    let folder = tempfile::tempdir().unwrap();
    let mut stage = Stage::open_stepped(folder.path());
    stage.drain();
    stage.press(Key::F9);
    stage.drain();
    let proposed = stage.app().content().shown_set().unwrap().set.clone();
    let ready: SetId = stage.app().content().bank().sets[0].id.clone();
    let path = folder.path().join("mine.ron");
    ask(&mut stage, browse_set());
    ask(&mut stage, show_set(ready.clone()));
    stage.pick(Some(&path));
    stage.drain();
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.contains(&proposed.title) && text.contains(proposed.id.as_str()), "{text}");
    let shown = stage.app().content().shown_set().unwrap();
    assert_eq!((&shown.set.id, &shown.from), (&ready, &SetOrigin::Ready));
}

#[test]
fn a_kept_set_is_the_one_on_screen_at_that_time() {
    let folder = tempfile::tempdir().unwrap();
    let mut stage = Stage::open_stepped(folder.path());
    stage.drain();
    stage.press(Key::F9);
    stage.drain();
    let ready: SetId = stage.app().content().bank().sets[0].id.clone();
    ask(&mut stage, save_to_workspace());
    ask(&mut stage, show_set(ready.clone()));
    stage.drain();
    let shown = stage.app().content().shown_set().unwrap();
    assert_eq!((&shown.set.id, &shown.from), (&ready, &SetOrigin::Ready));
}

#[test]
fn a_ready_set_is_not_replaced_by_an_older_proposal() {
    let folder = tempfile::tempdir().unwrap();
    let mut stage = Stage::open_stepped(folder.path());
    stage.drain();
    let ready: SetId = stage.app().content().bank().sets[0].id.clone();
    ask(&mut stage, propose());
    ask(&mut stage, show_set(ready.clone()));
    stage.drain();
    assert_eq!(stage.app().content().shown_set().unwrap().from, SetOrigin::Ready);
}

#[test]
fn a_set_is_proposed_from_the_library_that_is_being_read() {
    let folder = tempfile::tempdir().unwrap();
    let workspace = folder.path().join("workspace");
    fs::create_dir(&workspace).unwrap();
    let bank = Path::new(env!("CARGO_MANIFEST_DIR")).join("rubrics/bank");
    let mut files: Vec<_> = fs::read_dir(bank).unwrap().map(|file| file.unwrap().path()).collect();
    files.sort();
    fs::copy(&files[0], workspace.join("bank.ron")).unwrap();
    let mut stage = Stage::open_stepped(folder.path());
    stage.drain();
    ask(&mut stage, use_workspace(Some(workspace.clone())));
    stage.drain();
    let before = stage.app().content().bank().questions.len();
    assert!(before > 0);
    stage.press(Key::F9);
    stage.drain();
    fs::copy(&files[1], workspace.join("bank.ron")).unwrap();
    ask(&mut stage, reload());
    ask(&mut stage, propose());
    stage.drain();
    let shown = stage.app().content().shown_set().expect("a proposal");
    assert!(shown.frozen.is_ok(), "{:?}", shown.frozen.as_ref().err());
}

#[test]
fn questions_about_files_wait_for_a_half_typed_form() {
    let folder = tempfile::tempdir().unwrap();
    let card = folder.path().join("card.md");
    fs::write(&card, "mine").unwrap();
    let mut stage = stepped_with(folder.path(), |stage| submitted(stage, "Ada"));
    stage.begin(SET, "Grace");
    stage.press(Key::N);
    stage.drain();
    open(&mut stage, "Ada");
    stage.drain();
    stage.app().typed().scorecard.draft.path = card.display().to_string();
    ask(&mut stage, export());
    stage.press(Key::F10);
    half_typed_skip(&mut stage);
    stage.drain();
    assert_half_typed(&mut stage, "a file to replace");
    stage.press(Key::Escape);
    stage.settle();
    assert!(stage.says("Replace this file?"));
}

#[test]
fn a_settings_field_keeps_what_was_typed_since_it_was_submitted() {
    let folder = tempfile::tempdir().unwrap();
    let mut stage = Stage::open_stepped(folder.path());
    stage.drain();
    stage.press_with(COMMAND, Key::Comma);
    stage.app().typed().settings.records.text =
        folder.path().join("new.sqlite").display().to_string();
    ask(&mut stage, move_records());
    let settings = &mut stage.app().typed().settings;
    settings.records.text = "/typed/since".to_owned();
    settings.workspace.text = "/half/typed".to_owned();
    settings.interviewer = Some("Grace Hop".to_owned());
    stage.drain();
    let settings = &stage.app().rooms().settings;
    assert_eq!(settings.records.text, "/typed/since");
    assert_eq!(settings.workspace.text, "/half/typed");
    assert_eq!(settings.interviewer.as_deref(), Some("Grace Hop"));
}

#[test]
fn a_path_that_was_refused_stays_to_be_corrected() {
    let folder = tempfile::tempdir().unwrap();
    let taken = folder.path().join("taken.sqlite");
    fs::write(&taken, "mine").unwrap();
    let mut stage = Stage::open_stepped(folder.path());
    stage.drain();
    stage.press_with(COMMAND, Key::Comma);
    stage.app().typed().settings.records.text = taken.display().to_string();
    ask(&mut stage, move_records());
    stage.drain();
    assert!(notice(&mut stage).contains("a file of that name exists"));
    assert_eq!(stage.app().rooms().settings.records.text, taken.display().to_string());
}

#[test]
fn records_that_are_opened_anew_leave_a_half_typed_path_alone() {
    let folder = tempfile::tempdir().unwrap();
    let mut stage = Stage::open_stepped(folder.path());
    stage.drain();
    stage.press_with(COMMAND, Key::Comma);
    ask(&mut stage, open_records());
    stage.app().typed().settings.records.text = "/half/typed".to_owned();
    stage.drain();
    assert_eq!(stage.app().rooms().settings.records.text, "/half/typed");
}
