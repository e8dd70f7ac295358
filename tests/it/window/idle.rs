//! A window that shows nothing new sleeps; a running session wakes once a second.

use std::time::Duration;

use egui::{Key, ViewportId};
use plumbline::root::Screen;

use super::asks::{go, sample};
use super::stage::Stage;

fn delay(stage: &Stage) -> Duration {
    stage.harness.output().viewport_output[&ViewportId::ROOT].repaint_delay
}

#[test]
fn every_screen_asks_for_no_repaint_when_idle() {
    let mut stage = Stage::new();
    for screen in Screen::ALL {
        stage.ask(go(*screen));
        assert_eq!(delay(&stage), Duration::MAX, "{screen:?}");
    }
    stage.ask(sample());
    assert!(stage.says("Page 1 of "));
    assert_eq!(delay(&stage), Duration::MAX, "a scorecard");
    stage.read_as_text();
    assert!(stage.says("Nguyễn Thị Minh Anh"));
    assert_eq!(delay(&stage), Duration::MAX, "the same as text");
    stage.press(Key::F1);
    assert_eq!(delay(&stage), Duration::MAX, "the help");
}

#[test]
fn a_running_session_wakes_when_a_digit_changes_and_not_before() {
    let mut stage = Stage::on_first_question();
    for _ in 0..5 {
        stage.clock.pass_ms(1000);
        stage.settle();
        // Both clocks started on the same millisecond of this virtual time.
        assert_eq!(delay(&stage), Duration::from_secs(1));
    }
    stage.clock.pass_ms(400);
    stage.settle();
    assert_eq!(delay(&stage), Duration::from_millis(600));
    stage.press(Key::F8);
    assert_eq!(delay(&stage), Duration::MAX, "paused");
    stage.press(Key::F8);
    stage.press(Key::F2);
    assert!(delay(&stage) <= Duration::from_secs(1), "running behind another screen");
}

#[test]
fn a_typed_note_wakes_the_window_only_until_it_is_written_down() {
    let mut stage = Stage::in_interview();
    stage.press(Key::F8);
    stage.type_note("A note in a pause");
    let wait = delay(&stage);
    assert!(wait > Duration::ZERO && wait <= Duration::from_secs(2), "{wait:?}");
    stage.pass_secs(3);
    assert_eq!(delay(&stage), Duration::MAX);
    // An emptied field has nothing to write down.
    stage.press_command(Key::A);
    stage.press(Key::Delete);
    stage.pass_secs(3);
    assert_eq!(delay(&stage), Duration::MAX);
}
