//! What is left of a damaged session is marked as such wherever it is shown.

use std::fs;

use egui::Key;
use egui::accesskit::Role;

use super::records::{interview, records};
use super::stage::{Setup, Stage};

/// Tampers with a score of a session that nothing else knows.
fn damaged() -> Setup {
    let mut stage = Stage::new();
    stage.conduct("Grace Hopper");
    interview(&mut stage);
    stage.press(Key::F8);
    let id = stage.record().id;
    let closed = stage.close();
    fs::remove_dir_all(closed.folder().join("witness")).unwrap();
    fs::remove_dir_all(closed.folder().join("backups")).unwrap();
    let raw = rusqlite::Connection::open(records(closed.folder())).unwrap();
    raw.execute_batch(&format!(
        "DROP TRIGGER events_are_never_changed; UPDATE events SET body = \
         replace(body, '\"step\":4', '\"step\":5') WHERE session = '{id}'; \
         UPDATE summaries SET body = 'x' WHERE session = '{id}'"
    ))
    .unwrap();
    closed
}

#[test]
fn what_is_left_of_a_damaged_session_is_marked_on_screen_and_in_every_export() {
    let mut stage = damaged().open();
    stage.press(Key::F4);
    assert!(stage.says("Grace Hopper"));
    stage.click_row("2026-");
    stage.click(Role::Button, "Open what's left");
    stage.read_as_text();
    assert!(stage.says("INCOMPLETE"), "{}", stage.notice());
    for ending in ["pdf", "md", "csv", "json", "ron"] {
        let path = stage.folder().join(format!("card.{ending}"));
        stage.export_to(&path);
        let bytes = fs::read(&path).unwrap();
        // How the mark stands on the page is tested where the page is laid out.
        if ending != "pdf" {
            let text = String::from_utf8(bytes).unwrap().to_lowercase();
            assert!(text.contains("incomplete") || text.contains("lost:"), "{ending}: {text}");
        }
    }
    stage.press(Key::F2);
    stage.click_row("Grace Hopper");
    assert!(stage.says("Weighs costs well.") && !stage.says("INCOMPLETE"));
}
