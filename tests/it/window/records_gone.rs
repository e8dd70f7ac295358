//! Records that are not where they were left: a person decides, and nothing is made in their place.

use std::fs;

use egui::Key;
use egui::accesskit::Role;
use plumbline::shared::desk::store::RecordsState;

use super::records::{left_behind, records, rename};
use super::verbs::SET;
use crate::rig;

#[test]
fn a_missing_file_is_told_on_home_and_nothing_is_made_in_its_place() {
    let closed = left_behind();
    let path = records(closed.folder());
    rename(&path, &closed.folder().join("away/kept.sqlite"));
    let before = rig::files(closed.folder());
    let mut stage = closed.open();
    assert!(stage.says("Your records are not as you left them"));
    assert!(stage.says(&format!("The records file {} is gone", path.display())));
    assert!(stage.says("Nothing was changed"));
    for button in
        ["Try again", "Locate the file…", "Restore 1 session from copies", "Start with no sessions"]
    {
        assert!(stage.has_button(button), "{button}");
    }
    assert_eq!(rig::files(stage.folder()), before);
    assert!(stage.says("The records are not open"), "instead of: there were no interviews");
    // No interview is begun that could not be saved, and the screen says why.
    stage.press(Key::F3);
    stage.fill("Candidate", "Grace");
    stage.click_row(SET);
    stage.primary();
    assert!(stage.app().desk().held().is_empty());
    assert!(stage.says("No interview can be started"));
    assert_eq!(rig::files(stage.close().folder()), before);
}

#[test]
fn every_choice_of_a_person_whose_records_are_gone_does_what_it_says() {
    let cases = ["Try again", "Locate the file…", "Restore 1 session from copies"];
    for choice in cases {
        let closed = left_behind();
        let (path, away) = (records(closed.folder()), closed.folder().join("away/kept.sqlite"));
        rename(&path, &away);
        let mut stage = closed.open();
        if choice == "Try again" {
            stage.click(Role::Button, choice);
            assert!(stage.has_button(choice), "it is still gone");
            rename(&away, &path);
        }
        stage.click(Role::Button, choice);
        if choice == "Locate the file…" {
            stage.type_path(&away, "Use this file");
            assert_eq!(stage.app().desk().store().path(), away);
        }
        assert_eq!(*stage.records_state(), RecordsState::Ready, "{choice}");
        assert!(!stage.says("Your records are not as you left them"), "{choice}");
        stage.click(Role::Button, "Continue");
        stage.press(Key::F8);
        assert!(stage.shows("Saved"), "{choice}");
        assert!(stage.restart().says("Ada Lovelace"), "{choice}");
    }
}

#[test]
fn beginning_with_no_sessions_keeps_what_is_left_of_the_old_ones() {
    let closed = left_behind();
    fs::remove_file(records(closed.folder())).unwrap();
    let mut stage = closed.open();
    stage.click(Role::Button, "Start with no sessions");
    assert_eq!(*stage.records_state(), RecordsState::Ready);
    assert!(stage.says("The records are empty now"));
    assert!(!stage.says("Ada Lovelace"));
    let kept = stage.folder().join("witness/set-aside-1");
    assert!(stage.says(&kept.display().to_string()) && kept.is_dir());
    stage.begin("Grace Hopper");
    assert!(stage.shows("Saved"));
    let stage = stage.restart();
    assert!(stage.says("Grace Hopper") && !stage.says("Ada Lovelace"));
}

#[test]
fn a_folder_of_the_records_that_was_renamed_is_found_again() {
    let closed = left_behind();
    rename(&closed.folder().join("records"), &closed.folder().join("renamed"));
    let mut stage = closed.open();
    assert!(stage.says("is not there: is its drive connected?"));
    assert!(!stage.folder().join("records").exists());
    stage.click(Role::Button, "Locate the file…");
    // A file that holds no records changes nothing.
    let other = stage.folder().join("other.sqlite");
    fs::write(&other, "milk").unwrap();
    stage.type_path(&other, "Use this file");
    assert!(stage.notice().contains("is not a Plumbline database"));
    assert!(stage.has_button("Locate the file…"));
    stage.click(Role::Button, "Locate the file…");
    let found = stage.folder().join("renamed/sessions.sqlite");
    stage.type_path(&found, "Use this file");
    assert!(stage.says("Ada Lovelace"));
    assert_eq!(stage.app().desk().store().path(), found);
    assert!(stage.restart().says("Ada Lovelace"));
}
