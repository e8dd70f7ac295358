//! The interviewer's guide: from every screen, of the workspace where it has one.

use std::fs;

use egui::Key;
use egui::accesskit::Role;
use plumbline::frame::command::Command;

use super::stage::Stage;

#[test]
fn the_guide_opens_from_home_and_says_what_scores_mean_and_what_is_measured() {
    let mut stage = Stage::new();
    stage.click(Role::Button, "Interviewer's guide");
    assert!(stage.says("Not for an interview"));
    assert!(stage.says("All core; or one core point missing and one depth point"));
    let competencies = stage.app().content().bank().competencies.clone();
    assert!((6..=8).contains(&competencies.len()), "{}", competencies.len());
    for competency in competencies {
        assert!(stage.says(&competency.title) && stage.says(&competency.about), "{competency:?}");
    }
    stage.press(Key::Escape);
    assert!(!stage.says("Not for an interview"));
}

#[test]
fn the_guide_lies_over_an_interview_and_leaves_it_as_it_was() {
    let mut stage = Stage::on_first_question();
    stage.run(Command::Guide);
    assert!(stage.says("What the scores mean"));
    // It closes by its button, which has the focus: the digit before that scores nothing.
    stage.press(Key::Num4);
    assert_eq!(stage.given(), None);
    stage.press(Key::Enter);
    assert!(!stage.says("Not for an interview"));
    stage.press(Key::Num4);
    assert_eq!(stage.given(), Some(4));
}

#[test]
fn a_workspace_with_a_guide_of_its_own_shows_that_one() {
    let setup = Stage::with();
    let workspace = setup.folder().join("workspace");
    fs::create_dir(&workspace).unwrap();
    let guide = "(schema: \"plumbline.guidance\", version: 1, sections: [(title: \"OURS\", text: \"BE KIND\")])";
    fs::write(workspace.join("guidance.ron"), guide).unwrap();
    let prefs = format!("(workspace: Some({:?}))", workspace.display().to_string());
    fs::write(setup.folder().join("preferences.ron"), prefs).unwrap();
    let mut stage = setup.open();
    stage.run(Command::Guide);
    assert!(stage.says("OURS") && stage.says("BE KIND"));
    assert!(!stage.says("Not for an interview"));
}
