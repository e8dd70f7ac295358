//! What goes wrong is said, and nothing typed or scored is lost by it.

use std::fs;
use std::path::Path;

use egui::Key;
use egui::accesskit::Role;
use plumbline::frame::command::Command;
use plumbline::ui::dialogs;

use super::asks::browse_file;
use super::stage::Stage;

#[test]
fn a_session_goes_on_at_the_same_question_after_the_program_died() {
    let mut stage = Stage::new();
    stage.begin("Ada Lovelace");
    stage.next();
    stage.score(4);
    stage.next();
    stage.type_note("Named the failure case");
    stage.press(Key::Enter);
    stage.pass_secs(30);
    let before = stage.session();
    let mut stage = stage.restart_after_ms(600_000);
    assert!(stage.says("Ada Lovelace") && stage.says("at question 2 of 7"));
    stage.click(Role::Button, "Continue");
    let after = stage.session();
    assert_eq!(after.current, before.current);
    assert_eq!(after.answers, before.answers);
    assert_eq!(after.notes, before.notes);
    // The time away is shown and does not count until somebody says so.
    assert!(stage.says("Plumbline was closed for"));
    let counted = after.stopwatch.session_ms();
    assert!(counted <= before.stopwatch.session_ms());
    stage.run(Command::CountGap);
    assert!(stage.session().stopwatch.session_ms() >= counted + 600_000);
    assert!(!stage.says("not counted"));
    stage.undo();
    assert_eq!(stage.session().stopwatch.session_ms(), counted);
}

#[test]
fn a_broken_file_is_named_with_its_line_and_nothing_changes() {
    let mut stage = Stage::new();
    let folder = stage.folder().to_owned();
    let broken = folder.join("broken.ron");
    fs::write(&broken, "(\n    schema: \"plumbline.set\",\n    version: 1,\n    titel: 3,\n)\n")
        .unwrap();
    for (path, words) in [
        (broken.as_path(), "broken.ron:"),
        (Path::new("/nowhere/at/all.ron"), "there is no such file"),
        (&folder, "this is a folder"),
        (Path::new("/dev/null"), "device"),
    ] {
        stage.open_path(path);
        assert!(stage.says(words), "{}", path.display());
    }
    assert!(stage.says("Start an interview"), "still at home");
}

#[test]
fn where_no_file_dialog_opens_the_path_can_be_typed() {
    let mut stage = Stage::new();
    let mut answered = |ms| {
        stage.ask(browse_file());
        stage.last_pick().answer(dialogs::answer(None, ms));
        stage.settle();
        let asks = stage.app_mut().file_form().is_some();
        (asks, stage.says("No file dialog opened"))
    };
    assert_eq!(answered(900), (false, false), "put away by a person");
    assert_eq!(answered(20), (true, true));
    let chosen = Some(stage.folder().join("a.ron"));
    assert_eq!(dialogs::answer(chosen.clone(), 0), Ok(chosen));
}

#[test]
fn without_random_numbers_no_interview_begins_and_nothing_typed_is_lost() {
    let mut stage = Stage::with().unsalted().open();
    stage.begin("Ada");
    assert!(stage.says("supplied no random numbers"));
    assert!(stage.app().desk().held().is_empty());
    assert_eq!(stage.app().rooms().start.details.candidate, "Ada");
}
