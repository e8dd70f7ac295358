//! A second copy of the program on the same records reads, and keeps its hands off.

use egui::Key;
use egui::accesskit::Role;
use plumbline::shared::desk::SessionAct;
use plumbline::shared::desk::store::RecordsState;

use super::asks::{ask_delete, do_to};
use super::records::{assert_goes_on, interview};
use super::stage::Stage;
use super::verbs::SET;

#[test]
fn records_in_use_elsewhere_are_said_and_questions_still_work() {
    let first = Stage::new();
    let mut second = first.beside();
    assert!(matches!(second.records_state(), RecordsState::ReadOnly(_)));
    assert!(second.says("in use by another running copy"));
    second.press(Key::F5);
    let all = second.app().content().bank().questions.len();
    assert!(second.says(&format!("{all} of {all} questions")));
    second.press(Key::F3);
    second.fill("Candidate", "Typed and kept");
    second.click_row(SET);
    second.primary();
    assert!(second.says("No interview can be started"));
    assert_eq!(second.app().rooms().start.details.candidate, "Typed and kept");
    assert!(matches!(first.records_state(), RecordsState::Ready));
}

#[test]
fn a_second_copy_of_the_program_reads_and_keeps_its_hands_off() {
    let mut first = Stage::new();
    first.conduct("Grace Hopper");
    interview(&mut first);
    let mut second = first.beside();
    assert!(second.says("The records can only be read"));
    assert!(second.says("in use by another running copy of Plumbline"));
    // What the first has under way is no interview to go back to here.
    assert!(!second.has_button("Continue") && !second.has_button("Back to the interview"));
    second.click(Role::Button, "Open the scorecard");
    second.read_as_text();
    assert!(second.says("Draft, not submitted") && second.app().desk().held().is_empty());
    second.press(Key::F2);
    second.click_row("Grace Hopper");
    assert!(second.says("Weighs costs well."));
    assert!(!second.has_button("Amend…"));
    second.press(Key::F3);
    second.fill("Candidate", "Alan Turing");
    second.click_row(SET);
    second.primary();
    assert!(second.app().desk().held().is_empty());
    assert!(second.says("No interview can be started") && second.says("another running copy"));
    second.select("Ada Lovelace");
    for button in ["Continue", "End early…", "Discard", "Delete…"] {
        assert!(!second.has_button(button), "{button}");
    }
    assert!(second.says("No session can be changed now: the records at"));
    let id = first.record().id;
    for action in [do_to(id.clone(), SessionAct::Discard), ask_delete(id)] {
        second.ask(action);
        assert!(!second.app().has_form() && second.app().desk().held().is_empty());
        assert!(second.notice().starts_with("No session can be changed now: the records at"));
    }
    assert_eq!(second.unsaved(), 0);
    // The first goes on undisturbed.
    first.score_next(2);
    assert!(first.shows("Saved"));
    let record = first.record();
    first.press(Key::F8);
    drop(second);
    assert_goes_on(first.restart(), &record, "the first");
}

#[test]
fn records_in_use_elsewhere_stay_readable_after_a_restore_that_is_refused() {
    let mut first = Stage::new();
    first.conduct("Grace Hopper");
    let mut second = first.beside();
    second.press_command(Key::Comma);
    second.click(Role::Button, "Restore: Backup made after the last submission");
    second.click(Role::Button, "Restore");
    assert!(second.notice().contains("another running copy"), "{}", second.notice());
    assert!(matches!(second.records_state(), RecordsState::ReadOnly(_)));
    second.press(Key::F2);
    second.click_row("Grace Hopper");
    second.read_as_text();
    assert!(second.says("Weighs costs well."));
}
