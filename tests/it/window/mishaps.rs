//! What goes wrong is said, and nothing typed or scored is lost by it.

use std::fs;

use plumbline::frame::dialog::Effect;
use plumbline::shared::desk::store::RecordsState;

use super::asks::{browse_file, open_session, sample};
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use plumbline::domain::session::{Outcome, Phase};
use plumbline::ui::dialogs;

use super::stage::{SIZE, Stage, TestClock};

const SET: &str = "6 years' experience, 60 minutes";

#[test]
fn a_session_goes_on_at_the_same_question_after_the_program_died() {
    let folder = tempfile::tempdir().unwrap();
    let clock = TestClock::new();
    let mut stage = Stage::open_at(folder.path(), SIZE, 1.0, clock.clone());
    stage.begin(SET, "Ada Lovelace");
    stage.press(Key::N);
    stage.press(Key::Num4);
    stage.press(Key::N);
    stage.press(Key::T);
    stage.type_text("Named the failure case");
    stage.press(Key::Enter);
    stage.pass_secs(30);
    let before = stage.session();
    // Nothing says goodbye: the program is gone.
    drop(stage);
    clock.pass_ms(600_000);
    let mut stage = Stage::open_at(folder.path(), SIZE, 1.0, clock.clone());
    assert!(stage.says("Ada Lovelace") && stage.says("at question 2 of 7"));
    stage.click(Role::Button, "Continue");
    let after = stage.session();
    assert_eq!(after.current, before.current);
    assert_eq!(after.answers, before.answers);
    assert_eq!(after.notes, before.notes);
    // The time away is shown and does not count until somebody says so.
    assert!(stage.says("passed unseen (the program was not running)"));
    let counted = after.stopwatch.session_ms();
    assert!(counted <= before.stopwatch.session_ms());
    stage.press(Key::C);
    assert!(stage.session().stopwatch.session_ms() >= counted + 600_000);
    assert!(!stage.says("passed unseen"));
    stage.press(Key::F5);
    assert_eq!(stage.session().stopwatch.session_ms(), counted);
}

#[test]
fn a_sleep_of_the_machine_is_noticed_and_left_out() {
    let folder = tempfile::tempdir().unwrap();
    let mut stage = Stage::open(folder.path());
    stage.begin(SET, "Ada");
    stage.pass_secs(10);
    stage.clock.sleep_ms(3_600_000);
    stage.settle();
    stage.pass_secs(1);
    assert!(stage.says("1:00:00 passed unseen (the machine slept)"));
    assert_eq!(stage.session().stopwatch.session_ms(), 11_000);
    stage.press(Key::X);
    assert!(!stage.says("passed unseen"));
    assert_eq!(stage.session().stopwatch.session_ms(), 11_000);
}

#[test]
fn steps_that_cannot_be_saved_are_kept_and_saved_later() {
    let folder = tempfile::tempdir().unwrap();
    let mut stage = Stage::open(folder.path());
    stage.begin(SET, "Ada");
    stage.press(Key::N);
    let path = stage.app().desk().store().path().to_owned();
    let blocker = rusqlite::Connection::open(&path).unwrap();
    blocker.execute_batch("BEGIN IMMEDIATE").unwrap();
    stage.press(Key::Num3);
    assert!(stage.says("Not saved:"), "the message");
    assert!(stage.says("1 step not saved"));
    let question = stage.session().current.unwrap();
    let outcome = stage.session().answer(&question).unwrap().outcome.clone();
    assert!(matches!(outcome, Outcome::Scored(_)), "it is shown and kept");
    assert!(!stage.app().ask_close(), "and the program does not close over it");
    stage.press(Key::Escape);
    blocker.execute_batch("ROLLBACK").unwrap();
    stage.click(Role::Button, "Save again");
    assert_eq!(stage.app().desk().unsaved(), 0);
    assert!(!stage.says("not saved"));
    let record = stage.app().desk().current().unwrap().record().clone();
    drop(stage);
    let mut stage = Stage::open(folder.path());
    stage.app().handle(vec![open_session(record.id.clone())]);
    stage.settle();
    let loaded = stage.app().desk().current().unwrap().record().clone();
    assert_eq!(loaded.events[..record.events.len()], record.events[..]);
}

#[test]
fn closing_in_mid_session_asks_and_says_what_is_safe() {
    let folder = tempfile::tempdir().unwrap();
    let mut stage = Stage::open(folder.path());
    assert!(stage.app().ask_close(), "nothing runs");
    stage.begin(SET, "Ada");
    stage.press(Key::N);
    stage.press(Key::T);
    stage.type_text("Half a sent");
    assert!(!stage.app().ask_close());
    stage.settle();
    assert!(stage.says("The interview is still running") && stage.says("is saved"));
    assert_eq!(stage.session().notes.len(), 1, "what was typed is written down first");
    stage.click(Role::Button, "Stay");
    assert!(!stage.app().has_form());
    assert!(!stage.app().ask_close());
    stage.settle();
    stage.click(Role::Button, "Pause and close");
    assert_eq!(stage.session().phase, Phase::Paused);
    assert!(stage.harness.state().effects.iter().any(|effect| matches!(effect, Effect::Close)));
    assert!(stage.app().ask_close());
}

#[test]
fn a_broken_file_is_named_with_its_line_and_nothing_changes() {
    let folder = tempfile::tempdir().unwrap();
    let broken = folder.path().join("broken.ron");
    fs::write(&broken, "(\n    schema: \"plumbline.set\",\n    version: 1,\n    titel: 3,\n)\n")
        .unwrap();
    let mut stage = Stage::open(folder.path());
    for (path, words) in [
        (broken.display().to_string(), "broken.ron:"),
        ("/nowhere/at/all.ron".to_owned(), "there is no such file"),
        (folder.path().display().to_string(), "this is a folder"),
        ("/dev/null".to_owned(), "device"),
    ] {
        stage.press_with(Modifiers::COMMAND, Key::O);
        stage.type_text(&path);
        stage.press(Key::Enter);
        assert!(stage.says(words), "{path}");
    }
    assert!(stage.says("Start an interview"), "still at home");
}

#[test]
fn damaged_preferences_are_said_and_the_usual_ones_hold() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("preferences.ron"), "(theme: Purple").unwrap();
    let stage = Stage::open(folder.path());
    assert!(stage.says("preferences.ron could not be read"));
}

#[test]
fn records_in_use_elsewhere_are_said_and_questions_still_work() {
    let folder = tempfile::tempdir().unwrap();
    let mut first = Stage::open(folder.path());
    let mut second = Stage::open(folder.path());
    assert!(matches!(second.app().desk().store().state(), RecordsState::ReadOnly(_)));
    assert!(second.says("in use by another running copy"));
    second.press(Key::F7);
    assert!(second.says("32 of 32 questions"));
    second.press(Key::F3);
    second.fill("Candidate", "Typed and kept");
    second.click_row(SET);
    second.press_with(Modifiers::COMMAND, Key::Enter);
    assert!(second.says("No interview can be started"));
    assert_eq!(second.app().rooms().start.details.candidate, "Typed and kept");
    assert!(matches!(first.app().desk().store().state(), RecordsState::Ready));
}

#[test]
fn nothing_is_submitted_without_a_recommendation_and_its_reason() {
    let folder = tempfile::tempdir().unwrap();
    let mut stage = Stage::open(folder.path());
    stage.begin(SET, "Ada");
    stage.press_with(Modifiers::COMMAND, Key::E);
    stage.press(Key::Enter);
    stage.press_with(Modifiers::COMMAND, Key::Enter);
    assert!(stage.says("Choose a recommendation first"));
    stage.click(Role::RadioButton, "No decision");
    stage.press_with(Modifiers::COMMAND, Key::Enter);
    assert!(stage.says("Write a reason"));
    assert_eq!(stage.session().phase, Phase::Finished);
}

#[test]
fn an_export_that_fails_keeps_the_path_and_says_why() {
    let folder = tempfile::tempdir().unwrap();
    let mut stage = Stage::open(folder.path());
    stage.app().handle(vec![sample()]);
    stage.settle();
    for (path, words) in [
        ("/nowhere/card.pdf", "the folder does not exist"),
        ("card.doc", "name a file that ends in"),
    ] {
        stage.app().typed().scorecard.draft.path = path.to_owned();
        stage.settle();
        stage.press_with(Modifiers::COMMAND, Key::Enter);
        assert!(stage.says(words), "{words}");
        assert_eq!(stage.app().rooms().scorecard.draft.path, path);
    }
}

#[test]
fn records_are_moved_with_every_session() {
    let folder = tempfile::tempdir().unwrap();
    let mut stage = Stage::open(folder.path());
    stage.begin(SET, "Ada");
    stage.press(Key::F8);
    let old = stage.app().desk().store().path().to_owned();
    let new = folder.path().join("elsewhere/kept.sqlite");
    stage.press_with(Modifiers::COMMAND, Key::Comma);
    stage.app().typed().settings.records.text = new.display().to_string();
    stage.settle();
    stage.click(Role::Button, "Move the records there");
    assert!(stage.says("The records are at"));
    assert!(new.exists() && !old.exists());
    stage.press(Key::F10);
    stage.press(Key::F8);
    assert_eq!(stage.app().desk().unsaved(), 0);
    drop(stage);
    let stage = Stage::open(folder.path());
    assert!(stage.says("Ada"));
}

#[test]
fn where_no_file_dialog_opens_the_path_can_be_typed() {
    let folder = tempfile::tempdir().unwrap();
    let mut stage = Stage::open(folder.path());
    let mut answered = |ms| {
        stage.app().handle(vec![browse_file()]);
        stage.settle();
        stage.last_pick().answer(dialogs::answer(None, ms));
        stage.settle();
        let asks = stage.app().file_form().is_some();
        (asks, stage.says("No file dialog could be opened"))
    };
    assert_eq!(answered(900), (false, false), "put away by a person");
    assert_eq!(answered(20), (true, true));
    let chosen = Some(folder.path().join("a.ron"));
    assert_eq!(dialogs::answer(chosen.clone(), 0), Ok(chosen));
}

#[test]
fn without_random_numbers_no_interview_begins_and_nothing_typed_is_lost() {
    let folder = tempfile::tempdir().unwrap();
    let mut stage = Stage::open_unsalted(folder.path());
    stage.begin(SET, "Ada");
    assert!(stage.says("the system gives no random numbers"));
    assert!(stage.app().desk().held().is_empty());
    assert_eq!(stage.app().rooms().start.details.candidate, "Ada");
}
