//! A sealed scorecard is changed with everything in view, and what was sent before is named.

use std::fs;

use egui::Key;
use egui::accesskit::Role;
use egui_kittest::kittest::Queryable;
use plumbline::domain::event::{Change, EventKind};
use plumbline::frame::command::Command;
use plumbline::rooms::scorecard::OpenCard;

use super::stage::Stage;

/// Scored 2, with a note, submitted; its amend form open on that question.
fn amending() -> Stage {
    let mut stage = Stage::on_first_question();
    stage.pass_secs(3);
    stage.note("Named no client");
    stage.score(2);
    stage.submit("No", "Too little evidence.");
    stage.run(Command::Amend);
    stage.click(Role::RadioButton, "Change a score");
    stage.click(Role::ComboBox, "Question");
    stage.click_row("1. Sessions or tokens");
    stage
}

fn open(stage: &Stage) -> &OpenCard {
    stage.app().rooms().scorecard.open().unwrap()
}

fn outdated(stage: &Stage) -> Vec<String> {
    let names = open(stage).outdated().iter().map(|sent| &sent.path);
    names.map(|path| path.file_name().unwrap().to_string_lossy().into_owned()).collect()
}

fn amend_to_4(stage: &mut Stage) {
    stage.click(Role::RadioButton, "Score 4: between anchors 3 and 5");
    stage.fill("Reason for the change", "Misheard.");
    stage.click(Role::Button, "Amend");
}

#[test]
fn the_form_shows_the_submitted_score_the_anchors_and_the_own_evidence() {
    let mut stage = amending();
    for words in ["2 of 5 → …", "Calls JWTs stateless", "00:03", "Named no client", "Points heard"]
    {
        assert!(stage.says(words), "{words}");
    }
    stage.click(Role::RadioButton, "Score 4: between anchors 3 and 5");
    assert!(stage.says("2 of 5 → 4 of 5"));
    stage.click(Role::RadioButton, "Not assessed");
    assert!(stage.says("2 of 5 → Not assessed"));
}

#[test]
fn a_score_becomes_not_assessed_and_the_submitted_one_stays() {
    let mut stage = amending();
    stage.click(Role::RadioButton, "Not assessed");
    stage.fill("Reason for the change", "The line broke.");
    stage.click(Role::Button, "Amend");
    let card = &open(&stage).card;
    assert_eq!(card.questions[0].result.label(), "Not assessed");
    assert_eq!(card.questions[0].submitted.as_deref(), Some("2 of 5"));
    assert!(card.overall.is_none(), "nothing else was scored");
    // It is signed right behind.
    let kinds: Vec<&EventKind> =
        open(&stage).record.events.iter().rev().take(2).map(|event| &event.kind).collect();
    assert!(matches!(
        kinds[..],
        [EventKind::Signed { .. }, EventKind::Amended { change: Change::NotAssessed { .. }, .. }]
    ));
    // It is read back from the records as it was written.
    let mut stage = stage.restart();
    stage.open_session("Ada");
    assert_eq!(open(&stage).card.questions[0].result.label(), "Not assessed");
}

#[test]
fn a_digit_gives_the_score_where_the_scale_has_the_focus() {
    let mut stage = amending();
    let card = "Score 4: between anchors 3 and 5";
    stage.harness.get_by_role_and_label(Role::RadioButton, card).focus();
    stage.settle();
    stage.press(Key::Num5);
    assert!(stage.says("2 of 5 → 5 of 5"));
    stage.press(Key::Num0);
    assert!(stage.says("2 of 5 → Not assessed"));
}

#[test]
fn a_change_that_changes_nothing_is_refused() {
    let mut stage = amending();
    stage.click(Role::RadioButton, "Score 2: between anchors 1 and 3");
    stage.fill("Reason for the change", "None.");
    stage.click(Role::Button, "Amend");
    assert!(stage.says("That is the score already"));
    assert!(open(&stage).card.amendments.is_empty());
}

#[test]
fn another_question_begins_without_a_score() {
    let mut stage = amending();
    stage.click(Role::RadioButton, "Not assessed");
    stage.click(Role::ComboBox, "Question");
    stage.click_row("2. ");
    assert!(stage.says("Not asked → …"));
}

#[test]
fn the_submitted_recommendation_and_its_reason_stand_beside_the_choices() {
    let mut stage = amending();
    stage.click(Role::RadioButton, "Change the recommendation");
    assert!(stage.says("No → …") && stage.says("Too little evidence."));
    stage.click(Role::RadioButton, "Yes");
    assert!(stage.says("No → Yes"));
}

#[test]
fn files_sent_before_an_amendment_are_named_and_keep_their_names() {
    let mut stage = Stage::on_first_question();
    stage.score(2);
    stage.submit("No", "Too little evidence.");
    let proposed = stage.app().rooms().scorecard.draft.path.clone();
    stage.primary();
    assert!(stage.says("Exported to"), "{}", stage.notice());
    let before = fs::read(&proposed).unwrap();
    assert_eq!(outdated(&stage), Vec::<String>::new());
    stage.run(Command::Amend);
    stage.click(Role::RadioButton, "Change a score");
    stage.click(Role::ComboBox, "Question");
    stage.click_row("1. Sessions or tokens");
    amend_to_4(&mut stage);
    let name = proposed.rsplit('/').next().unwrap();
    assert_eq!(outdated(&stage), [name]);
    assert!(stage.says("is out of date: amended since"));
    let renamed = stage.app().rooms().scorecard.draft.path.clone();
    assert!(renamed.ends_with("-amended-1.pdf"), "{renamed}");
    stage.primary();
    assert!(fs::read(&renamed).unwrap() != before && fs::read(&proposed).unwrap() == before);
    // It is known after the next start too; the new file is up to date.
    let mut stage = stage.restart();
    stage.open_session("Ada");
    assert_eq!(outdated(&stage), [name]);
    // A file that is gone cannot mislead anybody.
    fs::remove_file(&proposed).unwrap();
    let mut stage = stage.restart();
    stage.open_session("Ada");
    assert_eq!(outdated(&stage), Vec::<String>::new());
}

#[test]
fn a_deleted_session_leaves_no_trace_among_the_exports() {
    let mut stage = Stage::new();
    stage.conduct("Ada");
    stage.primary();
    let table = stage.folder().join("exports.ron");
    assert!(fs::read_to_string(&table).unwrap().contains("ada"));
    let id = stage.id_of("Ada");
    stage.delete_session(&id);
    assert!(!fs::read_to_string(&table).unwrap().contains("ada"));
}

#[test]
fn a_sample_is_not_remembered_as_sent() {
    let mut stage = Stage::new();
    stage.ask(super::asks::sample());
    let path = stage.folder().join("sample.pdf");
    stage.export_to(&path);
    assert!(path.exists() && !stage.folder().join("exports.ron").exists());
}
