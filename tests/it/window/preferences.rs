//! Preferences that are damaged or older are said, kept, and still lead to the records.

use std::fs;

use egui::Key;
use egui::accesskit::Role;
use plumbline::records::sqlite::SqliteStore;
use plumbline::shared::desk::store::RecordsState;

use super::stage::Stage;
use crate::rig;

#[test]
fn damaged_preferences_are_said_and_the_usual_ones_hold() {
    let setup = Stage::with();
    fs::write(setup.folder().join("preferences.ron"), "(theme: Purple").unwrap();
    assert!(setup.open().says("preferences.ron could not be read"));
}

#[test]
fn damaged_preferences_are_kept_aside() {
    let setup = Stage::with();
    let file = setup.folder().join("preferences.ron");
    let kept = setup.folder().join("kept.sqlite");
    drop(SqliteStore::open(&kept).unwrap());
    fs::write(&file, format!("(records: {{\"\": {kept:?}}}, theme: Purple")).unwrap();
    let mut stage = setup.open();
    stage.press_command(Key::Plus);
    assert!(fs::read_to_string(&file).unwrap().contains("115"));
    let aside = stage.folder().join("preferences.damaged.ron");
    assert!(fs::read_to_string(aside).unwrap().contains("Purple"));
    assert_eq!(stage.app().desk().store().path(), kept);
    assert!(fs::read_to_string(&file).unwrap().contains("kept.sqlite"));
}

#[test]
fn preferences_of_an_older_version_lead_to_the_records_that_were_moved() {
    let setup = Stage::with();
    let moved = setup.folder().join("moved");
    fs::create_dir_all(&moved).unwrap();
    let (main, of_workspace) = (moved.join("kept.sqlite"), moved.join("workspace-kept.sqlite"));
    for (path, name) in [(&main, "first"), (&of_workspace, "second")] {
        let record = rig::under_way(name);
        SqliteStore::open(path).unwrap().insert(&record.id, &record).unwrap();
    }
    let preferences = format!(
        "(theme: System, scale_percent: 100, interviewer: \"Łukasz\", workspace: None, \
         records: {{\"\": {main:?}, \"/somewhere/workspace\": {of_workspace:?}}}, \
         last_folder: None, knows_home: true)"
    );
    fs::write(setup.folder().join("preferences.ron"), preferences).unwrap();
    let mut stage = setup.open();
    assert_eq!(*stage.records_state(), RecordsState::Ready);
    assert!(stage.says("Candidate first") && stage.says("Candidate second"));
    assert_eq!(stage.app().desk().store().path(), main);
    assert!(stage.says("The records of all workspaces are one file now: 2 sessions"));
    stage.click(Role::Button, "Got it");
    let stage = stage.restart();
    assert!(stage.says("Candidate first") && stage.app().desk().store().findings().is_empty());
}
