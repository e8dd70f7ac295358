//! What counts as asked on the screens, and how a person says otherwise.

use egui::Key;
use egui::accesskit::Role;
use egui_kittest::kittest::Queryable;

use plumbline::frame::command::Command;

use super::stage::Stage;

/// The numbers of the questions that count as asked.
fn asked(stage: &Stage) -> Vec<usize> {
    let session = stage.session();
    let items = (1..).zip(stage.record().set.items);
    let asked = items.filter(|(_, item)| session.was_asked(&item.question.id));
    asked.map(|(number, _)| number).collect()
}

#[test]
fn leafing_through_the_plan_asks_nothing() {
    let mut stage = Stage::in_interview();
    for _ in 0..6 {
        stage.press(Key::PageDown);
        stage.pass_secs(1);
    }
    assert_eq!(asked(&stage), Vec::<usize>::new());
    assert!(!stage.says("no score"));
    stage.press_command(Key::E);
    assert!(stage.says("Not asked: questions 1, 2, 3, 4, 5, 6 and 7"));
    assert!(!stage.says("Asked, not scored"));
}

#[test]
fn a_person_takes_back_that_a_question_was_asked_and_undoes_that() {
    let mut stage = Stage::on_first_question();
    assert!(stage.says("Not asked yet"));
    stage.pass_secs(15);
    assert!(stage.says("Asked"));
    stage.run(Command::RuleAsked);
    assert_eq!(asked(&stage), Vec::<usize>::new());
    stage.undo();
    assert!(stage.says("Undone: question 1 as not asked"));
    assert_eq!(asked(&stage), [1]);
    stage.click(Role::Button, "Mark as not asked");
    assert_eq!(asked(&stage), Vec::<usize>::new());
    stage.score(3);
    assert_eq!(asked(&stage), [1], "what was judged was asked");
    stage.run(Command::RuleAsked);
    assert!(stage.says("clear the score first"));
}

#[test]
fn in_the_wrap_up_a_question_is_said_to_have_been_asked() {
    let mut stage = Stage::in_wrap_up();
    stage.click_row("1 Sessions or tokens");
    stage.click(Role::Button, "Mark as asked");
    assert_eq!(asked(&stage), [1]);
    assert_eq!(stage.harness.query_all_by_label_contains("asked, not scored").count(), 1);
    stage.click(Role::Button, "Mark as not asked");
    assert_eq!(asked(&stage), Vec::<usize>::new());
}

#[test]
fn a_score_taken_back_leaves_a_question_that_was_never_asked() {
    let mut stage = Stage::in_wrap_up();
    stage.click_row("1 Sessions or tokens");
    stage.harness.get_by_label_contains("Score 2").focus();
    stage.settle();
    stage.score(2);
    assert!(stage.says("2 of 5"));
    stage.undo();
    assert_eq!(asked(&stage), Vec::<usize>::new());
    assert!(!stage.says("asked, not scored"));
}
