//! One interview runs at most, and it is the one to go back to.

use egui::Key;
use egui::accesskit::Role;
use plumbline::domain::event::Detail;
use plumbline::domain::session::Phase;
use plumbline::shared::desk::held::Held;

use super::stage::Stage;
use super::verbs::SET;

/// The names of the candidates whose clocks run.
fn running(stage: &Stage) -> Vec<String> {
    let held = stage.app().desk().held().values();
    let running = held.filter(|held| held.session().phase == Phase::Live);
    let name = |held: &Held| {
        let name = &held.session().details[&Detail::Candidate];
        held.record().words(name).unwrap().to_owned()
    };
    running.map(name).collect()
}

/// Ada's clock ran when the program died; Grace's runs now.
fn two_interviews() -> Stage {
    let mut stage = Stage::on_first_question().restart_after_ms(60_000);
    stage.begin("Grace");
    stage.select("Ada");
    stage
}

#[test]
fn an_interview_that_is_opened_pauses_the_one_that_runs() {
    let mut stage = two_interviews();
    stage.primary();
    assert_eq!(running(&stage), ["Ada"]);
    assert!(stage.says("Grace: paused, since another interview runs"));
}

#[test]
fn a_session_that_is_only_ended_or_discarded_does_not_run() {
    for button in ["End early…", "Discard"] {
        let mut stage = two_interviews();
        stage.click(Role::Button, button);
        assert_eq!(running(&stage), ["Grace"], "{button}");
        stage.press(Key::Escape);
        stage.pass_secs(30);
        let ada =
            stage.app().desk().held().values().find(|held| held.session().phase != Phase::Live);
        let ada = ada.unwrap().session().clone();
        assert!(ada.stopwatch.session_ms() < 1_000, "{button}");
    }
}

#[test]
fn nobody_holds_two_interviews_at_once() {
    let mut stage = Stage::in_interview();
    stage.pass_secs(3);
    stage.prepare(SET, "Grace");
    stage.click(Role::Button, "Start interview");
    assert!(stage.says("Ada's clock runs. Pause it and start this one?"));
    stage.press(Key::Escape);
    assert_eq!(running(&stage), ["Ada"]);
    stage.primary();
    stage.press(Key::Enter);
    assert!(stage.says("Ada: paused, since another interview runs"));
    assert_eq!(running(&stage), ["Grace"]);
    stage.select("Ada");
    stage.primary();
    stage.press(Key::F8);
    assert_eq!(running(&stage), ["Ada"], "Grace's clock stops when Ada's goes on");
}

#[test]
fn an_interview_that_runs_is_the_one_to_go_back_to() {
    let mut stage = Stage::in_wrap_up();
    stage.begin("Grace");
    stage.select("Ada");
    stage.primary();
    assert!(stage.says("Wrap-up"));
    stage.press(Key::F7);
    assert!(stage.says("Grace") && stage.says("Opening"));
}

#[test]
fn a_session_that_comes_late_does_not_run_beside_another() {
    // The program died while Ada's clock ran.
    let mut stage = Stage::stepped_after(|stage| stage.begin("Ada"));
    stage.open_session("Ada");
    stage.begin("Grace");
    stage.drain();
    assert_eq!(running(&stage), ["Grace"]);
    assert_eq!(stage.candidate(), "Grace", "the newest wish");
}
