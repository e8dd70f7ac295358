//! Files, sets and settings, while the screen goes on to something else.

use std::fs;
use std::path::Path;

use egui::Key;
use plumbline::domain::ids::SetId;

use super::asks::{
    browse_scorecard, browse_set, export, move_records, open_records, propose, reload,
    save_to_workspace, show_set, use_workspace,
};
use super::export::two_cards;
use super::races::{assert_half_typed, half_typed_skip};
use super::stage::Stage;

#[test]
fn a_workspace_that_is_not_there_leaves_the_library_being_read() {
    let mut stage = Stage::with().stepped().open();
    stage.ask(use_workspace(Some("/nowhere/at/all".into())));
    stage.drain();
    assert!(stage.notice().contains("/nowhere/at/all"));
    assert!(!stage.app().content().is_reading());
    stage.press(Key::F5);
    let all = stage.app().content().bank().questions.len();
    assert!(stage.says(&format!("{all} of {all} questions")));
}

#[test]
fn a_file_dialog_saves_what_it_was_opened_for() {
    let mut stage = two_cards();
    stage.app_mut().typed().scorecard.draft.mask = true;
    stage.ask(browse_scorecard());
    stage.open_session("Grace");
    let field = stage.app().rooms().scorecard.draft.path.clone();
    let path = stage.folder().join("picked.md");
    stage.pick(Some(&path));
    stage.drain();
    let text = fs::read_to_string(&path).unwrap();
    assert!(!text.contains("Grace") && !text.contains("Ada"), "Ada's card, her name left out");
    assert_eq!(stage.app().rooms().scorecard.draft.path, field, "the field is of Grace's card");
}

fn assert_shows_ready(stage: &Stage, id: &SetId) {
    let shown = stage.app().content().shown_set().unwrap();
    assert_eq!((&shown.set.id, shown.from.is_ready()), (id, true));
}

#[test]
fn a_set_is_saved_as_it_was_when_that_was_asked() {
    let mut stage = Stage::stepped();
    stage.press(Key::F6);
    stage.drain();
    let proposed = stage.app().content().shown_set().unwrap().set.clone();
    let ready = stage.app().content().bank().sets[0].id.clone();
    let path = stage.folder().join("mine.ron");
    stage.ask(browse_set());
    stage.ask(show_set(ready.clone()));
    stage.pick(Some(&path));
    stage.drain();
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.contains(&proposed.title) && text.contains(proposed.id.as_str()), "{text}");
    assert_shows_ready(&stage, &ready);
}

#[test]
fn a_kept_set_is_the_one_on_screen_at_that_time() {
    let mut stage = Stage::stepped();
    stage.press(Key::F6);
    stage.drain();
    let ready = stage.app().content().bank().sets[0].id.clone();
    stage.ask(save_to_workspace());
    stage.ask(show_set(ready.clone()));
    stage.drain();
    assert_shows_ready(&stage, &ready);
}

#[test]
fn a_ready_set_is_not_replaced_by_an_older_proposal() {
    let mut stage = Stage::stepped();
    let ready = stage.app().content().bank().sets[0].id.clone();
    stage.ask(propose());
    stage.ask(show_set(ready.clone()));
    stage.drain();
    assert_shows_ready(&stage, &ready);
}

#[test]
fn a_set_is_proposed_from_the_library_that_is_being_read() {
    let mut stage = Stage::stepped();
    let workspace = stage.folder().join("workspace");
    fs::create_dir(&workspace).unwrap();
    let bank = Path::new(env!("CARGO_MANIFEST_DIR")).join("rubrics/bank/caching.ron");
    fs::copy(bank, workspace.join("bank.ron")).unwrap();
    stage.ask(use_workspace(Some(workspace.clone())));
    stage.drain();
    let before = stage.app().content().bank().questions.len();
    assert!(before > 0);
    stage.press(Key::F6);
    stage.drain();
    let bank = Path::new(env!("CARGO_MANIFEST_DIR")).join("rubrics/bank/tasks.ron");
    fs::copy(bank, workspace.join("bank.ron")).unwrap();
    stage.ask(reload());
    stage.ask(propose());
    stage.drain();
    let shown = stage.app().content().shown_set().expect("a proposal");
    assert!(shown.frozen.is_ok(), "{:?}", shown.frozen.as_ref().err());
}

#[test]
fn questions_about_files_wait_for_a_half_typed_form() {
    let mut stage = Stage::stepped_after(|stage| stage.conduct("Ada"));
    let card = stage.folder().join("card.md");
    fs::write(&card, "mine").unwrap();
    stage.begin("Grace");
    stage.next();
    stage.drain();
    stage.open_session("Ada");
    stage.drain();
    stage.type_export_path(&card);
    stage.ask(export());
    stage.press(Key::F7);
    half_typed_skip(&mut stage);
    stage.drain();
    assert_half_typed(&mut stage, "a file to replace");
    stage.press(Key::Escape);
    assert!(stage.says("Replace this file?"));
}

#[test]
fn a_settings_field_keeps_what_was_typed_since_it_was_submitted() {
    let mut stage = Stage::stepped();
    stage.press_command(Key::Comma);
    stage.app_mut().typed().settings.records.text =
        stage.folder().join("new.sqlite").display().to_string();
    stage.ask(move_records());
    let settings = &mut stage.app_mut().typed().settings;
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
    let mut stage = Stage::stepped();
    let taken = stage.folder().join("taken.sqlite");
    fs::write(&taken, "mine").unwrap();
    stage.press_command(Key::Comma);
    stage.app_mut().typed().settings.records.text = taken.display().to_string();
    stage.ask(move_records());
    stage.drain();
    assert!(stage.notice().contains("a file of that name exists"));
    assert_eq!(stage.app().rooms().settings.records.text, taken.display().to_string());
}

#[test]
fn records_that_are_opened_anew_leave_a_half_typed_path_alone() {
    let mut stage = Stage::stepped();
    stage.press_command(Key::Comma);
    stage.ask(open_records());
    stage.app_mut().typed().settings.records.text = "/half/typed".to_owned();
    stage.drain();
    assert_eq!(stage.app().rooms().settings.records.text, "/half/typed");
}
