//! A recommendation and its reason: both or no submission, and neither lost.

use egui::Key;
use egui::accesskit::Role;
use plumbline::domain::session::Phase;

use super::stage::Stage;

#[test]
fn nothing_is_submitted_without_a_recommendation_and_its_reason() {
    let mut stage = Stage::in_wrap_up();
    stage.primary();
    assert!(stage.says("Choose a recommendation first"));
    stage.click(Role::RadioButton, "No decision");
    stage.primary();
    assert!(stage.says("Add a reason: the hiring manager"));
    assert_eq!(stage.session().phase, Phase::Finished);
}

#[test]
fn a_reason_without_a_recommendation_is_not_lost_without_a_word() {
    let mut stage = Stage::new();
    for name in ["Ada", "Grace"] {
        stage.begin(name);
        stage.end();
        stage.give_reason(&format!("About {name}"));
    }
    stage.select("Ada");
    stage.primary();
    assert_eq!(stage.app().rooms().wrap_up.draft.reason, "About Ada");
    assert!(!stage.ask_close());
    assert!(stage.says("kept once you choose a recommendation"));
    stage.press(Key::Escape);
    stage.select("Grace");
    stage.primary();
    assert_eq!(stage.app().rooms().wrap_up.draft.reason, "About Grace");
}
