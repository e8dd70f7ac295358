//! Forms over the screen: what they cover waits, what they allow changes nothing else, where they stand.

use egui::Key;
use egui::accesskit::Role;
use egui_kittest::kittest::Queryable;
use plumbline::domain::session::Phase;
use plumbline::frame::command::Command;
use plumbline::root::{Action, Screen};
use plumbline::shared::desk::SessionAct;

use super::asks::{do_to, open_session};
use super::stage::Stage;

#[test]
fn the_size_changes_over_a_form_and_the_focus_stays_in_its_field() {
    let mut stage = Stage::on_first_question();
    stage.ask(Action::Run(Command::Details));
    stage.fill("Role", "Eng");
    stage.press_command(Key::Plus);
    stage.type_text("ineer");
    assert_eq!(stage.app().frame().prefs().scale_percent, 115);
    stage.press(Key::Enter);
    let id = stage.id_of("Ada");
    assert_eq!(stage.app().desk().overview(&id).unwrap().role, "Engineer");
    assert_eq!(stage.app().desk().overview(&id).unwrap().candidate, "Ada");
}

/// The command means what the person saw when it was chosen, not what came meanwhile.
#[test]
fn a_command_of_the_palette_acts_before_what_waited_behind_it() {
    let mut stage = Stage::stepped_after(|stage| stage.plan("Ada"));
    stage.select("Ada");
    let ada = stage.id_of("Ada");
    stage.ask(open_session(ada));
    stage.press_command(Key::K);
    stage.type_text("main action");
    stage.drain();
    assert_eq!(stage.app().screen(), Screen::Sessions, "the palette is open");
    stage.press(Key::Enter);
    stage.drain();
    assert_eq!(stage.app().screen(), Screen::Live);
    assert_eq!(stage.session().phase, Phase::Planned, "no clock was started");
}

#[test]
fn the_interview_under_way_is_gone_back_to_with_a_note_half_typed() {
    let mut stage = Stage::on_first_question();
    stage.press(Key::F8);
    stage.begin("Grace");
    let ada = stage.id_of("Ada");
    stage.ask(open_session(ada));
    assert_eq!(stage.candidate(), "Ada");
    let grace = stage.id_of("Grace");
    stage.run(Command::Note);
    stage.type_text("Half a th");
    stage.ask(open_session(grace));
    assert_eq!(stage.candidate(), "Grace", "at once, the words kept");
    let notes = stage.app().desk().held().values().map(|held| held.session().notes.len());
    assert_eq!(notes.sum::<usize>(), 1);
}

#[test]
fn an_interview_that_is_ended_over_its_own_screen_goes_on_to_the_wrap_up() {
    let mut stage = Stage::stepped_after(|stage| {
        stage.begin("Ada");
        stage.press(Key::F8);
    });
    let ada = stage.id_of("Ada");
    stage.ask(open_session(ada.clone()));
    stage.ask(do_to(ada, SessionAct::EndEarly));
    stage.drain();
    assert_eq!(stage.app().screen(), Screen::Live);
    stage.confirm();
    assert_eq!(stage.app().screen(), Screen::WrapUp);
}

#[test]
fn every_form_over_the_interview_leaves_the_scale_free() {
    let mut stage = Stage::on_first_question();
    let top = |stage: &Stage, button| {
        stage.harness.get_by_role_and_label(Role::Button, button).rect().bottom()
    };
    stage.press_command(Key::O);
    assert!(top(&stage, "Cancel") < 360.0);
    stage.press(Key::Escape);
    assert!(!stage.ask_close());
    assert!(top(&stage, "Stay") < 360.0);
}
