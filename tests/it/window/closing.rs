//! Closing asks where something would be lost, says what is safe, and waits for what is on its way.

use egui::Key;
use egui::accesskit::Role;
use plumbline::domain::event::EventKind;
use plumbline::domain::session::Phase;

use super::asks::close_now;
use super::races::{assert_half_typed, half_typed_skip};
use super::stage::Stage;

#[test]
fn closing_in_mid_session_asks_and_says_what_is_safe() {
    let mut stage = Stage::new();
    assert!(stage.app_mut().ask_close(), "nothing runs");
    stage.begin("Ada");
    stage.next();
    stage.type_note("Half a sent");
    assert!(!stage.ask_close());
    assert!(stage.says("The interview is still running") && stage.says("is saved"));
    assert_eq!(stage.session().notes.len(), 1, "what was typed is written down first");
    stage.click(Role::Button, "Stay");
    assert!(!stage.app().has_form());
    assert!(!stage.ask_close());
    stage.click(Role::Button, "Pause and close");
    assert_eq!(stage.session().phase, Phase::Paused);
    assert!(stage.has_closed());
    assert!(stage.app_mut().ask_close());
}

#[test]
fn a_second_close_request_while_saving_does_not_ask_again() {
    let mut stage = Stage::in_interview();
    assert!(!stage.app_mut().ask_close());
    // The pause is on its way to the disk until the next tick.
    stage.app_mut().handle(vec![close_now(true)]);
    assert!(stage.unsaved() > 0);
    assert!(!stage.app_mut().ask_close());
    assert!(!stage.app().has_form(), "it was answered once");
    stage.settle();
    assert!(stage.app_mut().ask_close());
    assert_eq!(stage.record().events.last().unwrap().kind, EventKind::Paused);
}

#[test]
fn a_write_that_fails_while_closing_keeps_the_program_open() {
    let mut stage = Stage::in_interview();
    let blocker = stage.block_records();
    assert!(!stage.ask_close());
    stage.click(Role::Button, "Pause and close");
    assert!(!stage.has_closed());
    assert!(stage.says("could not be saved") && stage.says("Closing now loses them"));
    stage.click(Role::Button, "Stay");
    drop(blocker);
    stage.click(Role::Button, "Save again");
    assert!(stage.app_mut().ask_close(), "paused and saved");
}

#[test]
fn time_up_to_closing_counts_and_the_time_away_is_asked_about() {
    let mut stage = Stage::on_first_question();
    stage.pass_secs(480);
    assert!(!stage.ask_close());
    stage.click(Role::Button, "Close without pausing");
    assert!(stage.has_closed());
    let mut stage = stage.restart_after_ms(120_000);
    stage.primary();
    assert!(stage.says("Plumbline was closed for 02:00"));
    assert_eq!(stage.session().stopwatch.session_ms(), 480_000);
}

#[test]
fn a_form_that_is_half_typed_is_there_again_when_one_stays() {
    let mut stage = Stage::stepped_on_first_question();
    half_typed_skip(&mut stage);
    assert!(!stage.ask_close());
    stage.click(Role::Button, "Stay");
    assert_half_typed(&mut stage, "closing was called off");
}

#[test]
fn a_write_that_fails_while_closing_waits_for_a_half_typed_form() {
    let mut stage = Stage::stepped_on_first_question();
    let blocker = stage.block_records();
    stage.ask(close_now(true));
    half_typed_skip(&mut stage);
    stage.drain();
    assert_half_typed(&mut stage, "the write failed");
    stage.press(Key::Escape);
    assert!(stage.says("could not be saved"));
    assert!(!stage.has_closed());
    drop(blocker);
}
