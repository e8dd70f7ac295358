//! Nothing is called saved that is not, and what is not saved is kept until it is.

use std::fs;
use std::path::Path;

use egui::Key;
use egui::accesskit::Role;

use super::asks::{reload, use_workspace};
use super::records::{assert_goes_on, interview, rename};
use super::stage::Stage;
use crate::rig;

#[test]
fn steps_that_cannot_be_saved_are_kept_and_saved_later() {
    let mut stage = Stage::on_first_question();
    let blocker = stage.block_records();
    stage.score(3);
    assert!(stage.says("Not saved:"), "the message");
    assert!(stage.says("1 step not saved"));
    assert_eq!(stage.given(), Some(3), "it is shown and kept");
    assert!(!stage.app_mut().ask_close(), "and the program does not close over it");
    stage.press(Key::Escape);
    drop(blocker);
    stage.click(Role::Button, "Save again");
    assert_eq!(stage.unsaved(), 0);
    assert!(!stage.says("not saved"));
    let record = stage.record();
    assert_goes_on(stage.restart(), &record, "saved later");
}

#[test]
fn records_are_moved_with_every_session() {
    let mut stage = Stage::in_interview();
    stage.press(Key::F8);
    let old = stage.app().desk().store().path().to_owned();
    let new = stage.folder().join("elsewhere/kept.sqlite");
    stage.press_command(Key::Comma);
    stage.app_mut().typed().settings.records.text = new.display().to_string();
    stage.settle();
    stage.click(Role::Button, "Move records here");
    assert!(stage.says("The records are at"));
    assert!(new.exists() && !old.exists());
    stage.press(Key::F7);
    stage.press(Key::F8);
    assert_eq!(stage.unsaved(), 0);
    assert!(stage.restart().says("Ada"));
}

#[test]
fn a_second_copy_that_cannot_be_written_is_told_and_the_step_is_saved() {
    let mut stage = Stage::new();
    interview(&mut stage);
    assert!(stage.shows("Saved"));
    let witness = stage.folder().join("witness");
    rename(&witness, &stage.folder().join("away"));
    fs::write(&witness, "in the way").unwrap();
    stage.score_next(3);
    assert!(stage.shows("Saved, no second copy") && !stage.shows("Saved"));
    assert_eq!(stage.unsaved(), 0);
    fs::remove_file(&witness).unwrap();
    stage.score_next(5);
    assert!(stage.shows("Saved"));
}

#[test]
fn a_workspace_that_is_renamed_or_changed_takes_no_session_with_it() {
    let mut stage = Stage::new();
    let workspace = stage.folder().join("workspace");
    rig::copy_tree(Path::new("rubrics"), &workspace);
    stage.ask(use_workspace(Some(workspace.clone())));
    interview(&mut stage);
    let id = stage.record().id;
    rename(&workspace, &stage.folder().join("renamed"));
    stage.score_next(5);
    assert!(stage.shows("Saved"));
    stage.ask(reload());
    stage.ask(use_workspace(None));
    assert!(stage.says("Ada Lovelace"), "the interview stays on screen");
    stage.score_next(2);
    assert!(stage.shows("Saved"));
    let record = stage.record();
    assert_eq!(record.id, id);
    assert_goes_on(stage.restart(), &record, "another workspace");
}
