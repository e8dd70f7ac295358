//! The list of sessions: searched, discarded, restored, and deleted down to the last byte.

use std::fs;
use std::path::{Path, PathBuf};

use egui::Key;
use egui::accesskit::Role;
use egui_kittest::kittest::Queryable;
use plumbline::records::sqlite::SqliteStore;

use super::asks::search_sessions;
use super::records::records;
use super::stage::Stage;
use crate::rig;

#[test]
fn sessions_are_searched_discarded_restored_and_deleted() {
    let mut stage = Stage::new();
    stage.plan("Ada");
    stage.plan("Grace");
    stage.press(Key::F4);
    stage.press_command(Key::F);
    stage.type_text("ada");
    assert!(stage.says("Ada") && !stage.says("Grace"));
    stage.click_row("Ada");
    stage.click(Role::Button, "Discard");
    assert!(stage.says("Discarded") && stage.says("Ada: discarded"));
    stage.click(Role::Button, "Undo");
    assert!(stage.says("Planned"));
    stage.click(Role::Button, "No-show");
    assert!(stage.says("No-show"));
    stage.click(Role::Button, "Delete…");
    stage.click(Role::Button, "Keep it");
    assert!(stage.says("Ada"));
    stage.delete();
    assert!(stage.says("No matching sessions"));
    assert_eq!(stage.restart().app().desk().index().total, 1);
}

#[test]
fn a_message_goes_with_the_next_thing_that_is_done() {
    let mut stage = Stage::in_interview();
    stage.select("Ada");
    stage.click(Role::Button, "Discard");
    assert!(stage.says("discarded"));
    stage.press(Key::F2);
    assert!(stage.harness.query_by_label("Undo").is_none(), "no stale undo");
}

/// Records of so many sessions, the last the latest.
fn many(folder: &Path, count: usize) {
    fs::create_dir_all(folder.join("records")).unwrap();
    let mut store = SqliteStore::open(&records(folder)).unwrap();
    for number in 0..count {
        let record = rig::under_way(&format!("s{number:03}"));
        store.insert(&record.id, &record).unwrap();
    }
}

#[test]
fn sessions_are_searched_in_the_records_and_shown_two_hundred_at_a_time() {
    let setup = Stage::with();
    many(setup.folder(), 230);
    let mut stage = setup.open();
    stage.press(Key::F4);
    assert!(stage.says("The latest 200 of 230 sessions"));
    stage.click(Role::Button, "Show more");
    assert!(stage.says("230 sessions") && !stage.has_button("Show more"));
    // The first session is not among the latest: the search finds it all the same.
    stage.fill("Search", "candidate s003");
    assert!(stage.says("1 session"));
    stage.click_row("Candidate s003");
    stage.click(Role::Button, "Continue");
    assert!(stage.says("Candidate s003"));
    stage.press(Key::F4);
    stage.app_mut().typed().sessions.query.clear();
    stage.ask(search_sessions());
    assert!(stage.says("The latest 200 of 230 sessions"), "no session is counted twice");
    assert_eq!(stage.app().desk().index().total, 230);
}

#[test]
fn the_name_in_a_deleted_session_is_in_no_file_any_more() {
    let mut stage = Stage::new();
    stage.begin("Zebulon Quatermain");
    stage.submit("Yes", "Zebulon showed his numbers.");
    let mut stage = stage.restart();
    stage.click_row("Zebulon Quatermain");
    let holders = |folder: &Path| {
        let has = |bytes: &[u8]| bytes.windows(7).any(|part| part == b"Zebulon");
        let files = rig::files(folder).into_iter();
        files.filter(|(_, bytes)| has(bytes)).map(|(path, _)| path).collect::<Vec<_>>()
    };
    let before = holders(stage.folder());
    assert!(before.len() >= 2, "the records and a backup: {before:?}");
    stage.select("Zebulon Quatermain");
    stage.delete();
    assert!(stage.shows("The session was deleted"), "{}", stage.notice());
    assert_eq!(holders(stage.folder()), [] as [PathBuf; 0]);
    assert_eq!(holders(stage.close().folder()), [] as [PathBuf; 0]);
}
