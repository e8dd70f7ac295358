//! A skip has a reason that a person gave, and no click meant for something else scores.

use egui::accesskit::Role;
use egui::{Key, Modifiers, Rect};
use egui_kittest::kittest::Queryable;
use plumbline::domain::rubric::Step;
use plumbline::domain::session::Verdict;
use plumbline::frame::command::Command;
use plumbline::root::Action;
use plumbline::shared::desk::Judgement;

use super::asks::click;
use super::stage::Stage;

/// Why each question was skipped, in the order of the set; `None` where it was not.
fn skips(stage: &Stage) -> Vec<Option<String>> {
    let record = stage.record();
    let reason = |outcome: &Verdict| match outcome {
        Verdict::Skipped(reason) => Some(record.words(reason).unwrap().to_owned()),
        _ => None,
    };
    stage.outcomes().iter().map(reason).collect()
}

#[test]
fn a_skip_without_a_reason_is_no_skip() {
    let mut stage = Stage::on_first_question();
    stage.run(Command::Skip);
    assert!(stage.says("score it instead"));
    stage.press(Key::Enter);
    assert!(stage.says("Choose a reason or type one"), "beside the field");
    stage.primary();
    stage.type_text("  ");
    stage.click(Role::Button, "Skip");
    assert!(skips(&stage).iter().all(Option::is_none));
    stage.enter("Asked last week");
    assert_eq!(skips(&stage)[0].as_deref(), Some("Asked last week"));
    assert!(!stage.app().has_form());
}

#[test]
fn the_offered_reasons_have_keys_on_every_layout() {
    for (place, sign, reason) in [
        (Key::Num1, Key::Num1, "Short of time"),
        (Key::Num3, Key::Num3, "Does not fit this role"),
        (Key::Num2, Key::Quote, "Covered by an earlier answer"),
    ] {
        let mut stage = Stage::on_first_question();
        stage.run(Command::Skip);
        assert!(stage.says("Ctrl+1") && stage.says("Ctrl+3"));
        stage.press_at(sign, place, Modifiers::COMMAND);
        assert_eq!(skips(&stage)[0].as_deref(), Some(reason));
    }
}

#[test]
fn a_form_of_the_interview_leaves_the_scale_free() {
    let mut stage = Stage::on_first_question();
    for command in [Command::Skip, Command::AddQuestion, Command::Details, Command::EndInterview] {
        stage.ask(Action::Run(command));
        let form = stage.harness.get_by_role_and_label(Role::Button, "Cancel").rect();
        let steps = stage.harness.get_all_by_role(Role::RadioButton).map(|node| node.rect());
        let scale = steps.reduce(Rect::union).unwrap();
        assert!(form.bottom() < scale.top(), "{command:?}: {form:?} {scale:?}");
        stage.press(Key::Escape);
    }
}

#[test]
fn no_click_scores_a_question_that_has_just_come() {
    let mut stage = Stage::on_first_question();
    let question = stage.session().current.unwrap();
    let click = |stage: &mut Stage, judgement| stage.ask(click(question.clone(), judgement));
    let step = Step::try_from(2).unwrap();
    click(&mut stage, Judgement::Score(step));
    click(&mut stage, Judgement::NotAssessed);
    assert_eq!(stage.outcome(), Verdict::Open);
    assert!(stage.says("click again"));
    stage.score(4);
    assert_eq!(stage.given(), Some(4), "keys may");
    click(&mut stage, Judgement::Clear);
    assert_eq!(stage.given(), Some(4));
    stage.clock.pass_ms(400);
    stage.settle();
    click(&mut stage, Judgement::Score(step));
    assert_eq!(stage.outcome(), Verdict::Scored(step));
}
