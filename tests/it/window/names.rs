//! Names: typed from field to field, or filled in later, and never written by accident.

use egui::Key;
use egui::accesskit::Role;
use plumbline::domain::session::Phase;
use plumbline::frame::command::Command;

use super::stage::Stage;
use super::verbs::SET;

#[test]
fn names_can_be_filled_in_later_and_the_interviewer_is_remembered() {
    let mut stage = Stage::new();
    stage.press(Key::F3);
    stage.fill("Interviewer", "Grace");
    stage.click_row(SET);
    stage.click(Role::Button, "Save for later");
    assert_eq!(stage.session().phase, Phase::Planned);
    stage.run(Command::Details);
    stage.enter("Ada");
    assert_eq!(stage.candidate(), "Ada");
    let mut stage = stage.restart();
    stage.press(Key::F3);
    assert_eq!(stage.app().rooms().start.details.interviewer, "Grace");
}

#[test]
fn enter_leads_from_name_to_name() {
    let mut stage = Stage::new();
    stage.press(Key::F3);
    for words in ["Ada", "Engineer", "Grace"] {
        stage.enter(words);
    }
    let start = &stage.app().rooms().start.details;
    assert_eq!(
        [start.candidate.as_str(), &start.role, &start.interviewer],
        ["Ada", "Engineer", "Grace"]
    );
}

/// Words typed where no field has the focus reach keys that are commands: none of them may write.
#[test]
fn words_that_miss_their_field_change_no_name() {
    let mut stage = Stage::in_wrap_up();
    for key in [Key::G, Key::O, Key::O, Key::D, Key::R, Key::E, Key::A, Key::S, Key::O, Key::N] {
        stage.press(key);
    }
    assert!(!stage.app().has_form());
    stage.click(Role::Button, "Edit details…");
    assert!(stage.says("Candidate, role and interviewer"));
}

#[test]
fn the_windows_title_names_no_candidate() {
    let mut stage = Stage::new();
    stage.begin("Ada Lovelace");
    assert_eq!(stage.app().window_title(), "Interview – Plumbline");
    stage.submit("No", "Because.");
    assert!(!stage.app().window_title().contains("Ada"));
}
