//! A skip has a reason that a person gave, and no click meant for something else scores.

use plumbline::root::Action;
use plumbline::shared::desk::Judgement;

use super::asks::click;
use egui::accesskit::Role;
use egui::{Key, Modifiers, Rect};
use egui_kittest::kittest::Queryable;
use plumbline::domain::rubric::Step;
use plumbline::domain::session::Outcome;
use plumbline::frame::command::Command;

use super::stage::{SIZE, Stage, TestClock};

const COMMAND: Modifiers = Modifiers::COMMAND;
const SET: &str = "6 years' experience, 60 minutes";

fn on_first_question(folder: &std::path::Path) -> Stage {
    let mut stage = Stage::open_at(folder, SIZE, 1.0, TestClock::new());
    stage.begin(SET, "Ada");
    stage.press(Key::N);
    stage
}

/// Why each question was skipped, in the order of the set; `None` where it was not.
fn skips(stage: &mut Stage) -> Vec<Option<String>> {
    let held = stage.app().desk().current().unwrap();
    let reason = |outcome: &Outcome| match outcome {
        Outcome::Skipped(reason) => Some(held.record().words(reason).unwrap().to_owned()),
        _ => None,
    };
    let items = held.record().set.items.iter();
    items.map(|item| reason(&held.session().answer(&item.question.id).unwrap().outcome)).collect()
}

#[test]
fn a_skip_without_a_reason_is_no_skip() {
    let folder = tempfile::tempdir().unwrap();
    let mut stage = on_first_question(folder.path());
    stage.press(Key::S);
    assert!(stage.says("That is a score, not a skip"));
    stage.press(Key::Enter);
    assert!(stage.says("Choose a reason or type one"));
    stage.press_with(COMMAND, Key::Enter);
    stage.type_text("  ");
    stage.click(Role::Button, "Skip");
    assert!(skips(&mut stage).iter().all(Option::is_none));
    stage.type_text("Asked last week");
    stage.press(Key::Enter);
    assert_eq!(skips(&mut stage)[0].as_deref(), Some("Asked last week"));
    assert!(!stage.app().has_form());
}

#[test]
fn the_offered_reasons_have_keys_on_every_layout() {
    for (place, sign, reason) in [
        (Key::Num1, Key::Num1, "Short of time"),
        (Key::Num3, Key::Num3, "Does not fit this role"),
        (Key::Num2, Key::Quote, "Covered by an earlier answer"),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let mut stage = on_first_question(folder.path());
        stage.press(Key::S);
        assert!(stage.says("Ctrl+1") && stage.says("Ctrl+3"));
        for pressed in [true, false] {
            let (key, physical_key, modifiers) = (sign, Some(place), COMMAND);
            let event = egui::Event::Key { key, physical_key, pressed, repeat: false, modifiers };
            stage.harness.event_modifiers(event, COMMAND);
        }
        stage.settle();
        assert_eq!(skips(&mut stage)[0].as_deref(), Some(reason));
    }
}

#[test]
fn a_form_of_the_interview_leaves_the_scale_free() {
    let folder = tempfile::tempdir().unwrap();
    let mut stage = on_first_question(folder.path());
    for command in [Command::Skip, Command::Unplanned, Command::Details, Command::EndInterview] {
        stage.app().handle(vec![Action::Run(command)]);
        stage.settle();
        let form = stage.harness.get_by_role_and_label(Role::Button, "Cancel").rect();
        let steps = stage.harness.get_all_by_role(Role::RadioButton).map(|node| node.rect());
        let scale = steps.reduce(Rect::union).unwrap();
        assert!(form.bottom() < scale.top(), "{command:?}: {form:?} {scale:?}");
        stage.press(Key::Escape);
    }
}

#[test]
fn no_click_scores_a_question_that_has_just_come() {
    let folder = tempfile::tempdir().unwrap();
    let mut stage = on_first_question(folder.path());
    let question = stage.session().current.unwrap();
    let outcome = |stage: &mut Stage| stage.session().answer(&question).unwrap().outcome.clone();
    let click = |stage: &mut Stage, judgement| {
        stage.app().handle(vec![click(question.clone(), judgement)]);
        stage.settle();
    };
    let step = Step::try_from(2).unwrap();
    click(&mut stage, Judgement::Score(step));
    click(&mut stage, Judgement::NotAssessed);
    assert_eq!(outcome(&mut stage), Outcome::Open);
    assert!(stage.says("click again"));
    stage.press(Key::Num4);
    assert!(matches!(outcome(&mut stage), Outcome::Scored(step) if step.get() == 4), "keys may");
    click(&mut stage, Judgement::Clear);
    assert!(matches!(outcome(&mut stage), Outcome::Scored(_)));
    stage.clock.pass_ms(400);
    stage.settle();
    click(&mut stage, Judgement::Score(step));
    assert_eq!(outcome(&mut stage), Outcome::Scored(step));
}
