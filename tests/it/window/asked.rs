//! What counts as asked on the screens, and how a person says otherwise.

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable;

use super::stage::Stage;

const COMMAND: Modifiers = Modifiers::COMMAND;
const SET: &str = "6 years' experience, 60 minutes";

/// The numbers of the questions that count as asked.
fn asked(stage: &mut Stage) -> Vec<usize> {
    let held = stage.app().desk().current().unwrap();
    let items = (1..).zip(&held.record().set.items);
    let asked = items.filter(|(_, item)| held.session().was_asked(&item.question.id));
    asked.map(|(number, _)| number).collect()
}

#[test]
fn leafing_through_the_plan_asks_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let mut stage = Stage::open(folder.path());
    stage.begin(SET, "Ada");
    for _ in 0..6 {
        stage.press(Key::PageDown);
        stage.pass_secs(1);
    }
    assert_eq!(asked(&mut stage), Vec::<usize>::new());
    assert!(!stage.says("no score"));
    stage.press_with(COMMAND, Key::E);
    assert!(stage.says("Not asked: questions 1, 2, 3, 4, 5, 6 and 7"));
    assert!(!stage.says("Asked, not scored"));
}

#[test]
fn a_person_takes_back_that_a_question_was_asked_and_undoes_that() {
    let folder = tempfile::tempdir().unwrap();
    let mut stage = Stage::open(folder.path());
    stage.begin(SET, "Ada");
    stage.press(Key::N);
    assert!(stage.says("Counts as not asked"));
    stage.pass_secs(15);
    assert!(stage.says("Counts as asked"));
    stage.press(Key::F12);
    assert_eq!(asked(&mut stage), Vec::<usize>::new());
    stage.press(Key::F5);
    assert!(stage.says("Undone: question 1 as not asked"));
    assert_eq!(asked(&mut stage), [1]);
    stage.click(Role::Button, "It was not asked");
    assert_eq!(asked(&mut stage), Vec::<usize>::new());
    stage.press(Key::Num3);
    assert_eq!(asked(&mut stage), [1], "what was judged was asked");
    stage.press(Key::F12);
    assert!(stage.says("take the score back first"));
}

#[test]
fn in_the_wrap_up_a_question_is_said_to_have_been_asked() {
    let folder = tempfile::tempdir().unwrap();
    let mut stage = Stage::open(folder.path());
    stage.begin(SET, "Ada");
    stage.press_with(COMMAND, Key::E);
    stage.press(Key::Enter);
    stage.click_row("1 Authentication");
    stage.click(Role::Button, "It was asked");
    assert_eq!(asked(&mut stage), [1]);
    assert_eq!(stage.harness.query_all_by_label_contains("asked, not scored").count(), 1);
    stage.click(Role::Button, "It was not asked");
    assert_eq!(asked(&mut stage), Vec::<usize>::new());
}
