//! Backups are listed when they are needed, and come back when that is confirmed.

use std::fs;

use egui::Key;
use egui::accesskit::Role;
use egui_kittest::kittest::{NodeT, Queryable};
use plumbline::shared::desk::store::RecordsState;

use super::records::{left_behind, records};
use super::stage::Stage;

#[test]
fn a_backup_is_listed_after_a_start_and_a_submission_and_comes_back_when_confirmed() {
    let mut stage = left_behind().open();
    stage.press_command(Key::Comma);
    let listed = |stage: &Stage| -> Vec<String> {
        let buttons = stage.harness.query_all_by_role(Role::Button);
        let names = buttons.filter_map(|node| node.accesskit_node().label());
        names.filter(|name| name.starts_with("Restore: ")).collect()
    };
    assert_eq!(listed(&stage).len(), 1);
    stage.conduct("Grace Hopper");
    stage.press_command(Key::Comma);
    let names = listed(&stage);
    assert_eq!(names.len(), 2, "{names:?}");
    // Grace's session is lost to a deletion that the person regrets; a copy was put away in time.
    let kept = stage.folder().join("kept.sqlite");
    fs::copy(stage.folder().join("backups/submission.sqlite"), &kept).unwrap();
    stage.select("Grace Hopper");
    stage.delete();
    assert!(!stage.says("Grace Hopper"));
    stage.press_command(Key::Comma);
    stage.click(Role::Button, "Restore from a file…");
    stage.type_path(&kept, "Restore…");
    assert!(stage.says("Restore this backup?"));
    stage.click(Role::Button, "Cancel");
    assert_eq!(stage.app().desk().index().total, 1, "not confirmed, nothing done");
    stage.click(Role::Button, "Restore from a file…");
    stage.type_path(&kept, "Restore…");
    stage.click(Role::Button, "Restore");
    assert_eq!(stage.app().desk().index().total, 2);
    assert!(stage.notice().contains("2 sessions"), "{}", stage.notice());
    stage.press(Key::F2);
    assert!(stage.says("Grace Hopper") && stage.says("Ada Lovelace"));
}

#[test]
fn backups_are_listed_while_a_person_has_to_decide() {
    let closed = left_behind().open().close();
    fs::remove_file(records(closed.folder())).unwrap();
    let mut stage = closed.open();
    assert!(matches!(stage.records_state(), RecordsState::Undecided(_)));
    stage.press_command(Key::Comma);
    assert!(!stage.says("None yet"));
    stage.click_row("Restore: ");
    stage.click(Role::Button, "Restore");
    assert_eq!(*stage.records_state(), RecordsState::Ready);
    stage.press(Key::F2);
    assert!(stage.says("Ada Lovelace"));
}
