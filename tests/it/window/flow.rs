//! A whole interview, from Home to the page on the disk.

use std::fs;
use std::path::Path;
use std::process;

use egui::Key;
use egui::accesskit::Role;
use plumbline::domain::event::Recommendation;
use plumbline::domain::session::{Phase, Verdict};
use plumbline::frame::command::Command;

use super::stage::Stage;
use super::verbs::SET;
use crate::rig;

#[test]
fn an_interview_goes_from_home_to_the_page_by_role_and_label() {
    let mut stage = Stage::new();
    // Three clicks: the set, the clock, the first question.
    stage.click_row(SET);
    stage.fill("Candidate", "Nguyễn Thị Minh Khai");
    stage.fill("Role", "Senior engineer");
    stage.fill("Interviewer", "Łukasz");
    stage.click(Role::Button, "Start interview");
    stage.click(Role::Button, "First question");

    stage.pass_secs(3);
    let anchor = "Score 4: between anchors 3 and 5";
    stage.click(Role::RadioButton, anchor);
    stage.fill("Note", "+ Asked for the numbers first");
    stage.press(Key::Enter);
    stage.press(Key::Escape);
    stage.run(Command::Skip);
    stage.fill("Reason", "Covered before");
    stage.click(Role::Button, "Skip");
    assert_eq!(stage.session().phase, Phase::Live);
    stage.click(Role::Button, "Pause");
    assert_eq!(stage.session().phase, Phase::Paused);
    stage.click(Role::Button, "Resume");
    stage.press(Key::PageUp);

    stage.click(Role::Button, "End…");
    stage.fill("Reason for ending early (optional)", "The line broke");
    stage.click(Role::Button, "End the interview");
    assert_eq!(stage.session().phase, Phase::Finished);

    stage.fill("Another concern", "Guessed once");
    stage.press(Key::Enter);
    stage.click(Role::RadioButton, "Yes");
    stage.give_reason("Weighs costs well.");
    stage.click(Role::Button, "Submit…");
    stage.click(Role::Button, "Submit");
    assert!(stage.says("Page 1 of "));
    stage.read_as_text();
    assert!(stage.says("Recommendation") && stage.says("Weighs costs well."));

    let pdf = stage.folder().join("card.pdf");
    stage.type_export_path(&pdf);
    stage.click(Role::Button, "Export");
    assert!(stage.says("Exported to"), "{}", stage.notice());
    assert!(fs::read(&pdf).unwrap().starts_with(b"%PDF-"));
    let text = stage.folder().join("card.md");
    stage.export_to(&text);
    let text = fs::read_to_string(text).unwrap();
    for words in [
        "Nguyễn Thị Minh Khai",
        "Senior engineer",
        "Łukasz",
        "Asked for the numbers first",
        "Covered before",
        "The line broke",
        "Guessed once",
        "Weighs costs well.",
    ] {
        assert!(text.contains(words), "{words}");
    }
}

#[test]
fn every_step_of_an_interview_has_a_key() {
    let mut stage = Stage::on_first_question();
    let first = stage.session().current.unwrap();
    stage.score(3);
    stage.run(Command::Mark);
    stage.run(Command::AskProbe);
    stage.run(Command::ShowAnswer);
    stage.run(Command::Note);
    // Digits and letters are words now; Ctrl and a digit still scores.
    stage.type_text("4 of 5 n");
    stage.press_command(Key::Num5);
    stage.press(Key::Enter);
    stage.press(Key::Escape);
    let session = stage.session();
    let answer = session.answer(&first).unwrap();
    assert!(matches!(answer.outcome, Verdict::Scored(step) if step.get() == 5));
    assert!(answer.marked);
    assert_eq!(answer.probes.len(), 1);
    assert_eq!(session.notes.len(), 1);
    assert_eq!(session.notes[0].question.as_ref(), Some(&first));
    assert_eq!(session.current.as_ref(), Some(&first));

    stage.next();
    stage.run(Command::Skip);
    stage.press_command(Key::Num1);
    stage.press(Key::F8);
    let session = stage.session();
    assert_eq!(session.phase, Phase::Paused);
    assert!(session.answers.values().any(|a| matches!(a.outcome, Verdict::Skipped(_))));
    stage.press(Key::F8);
    stage.press(Key::PageUp);
    stage.press(Key::PageUp);
    assert_eq!(stage.session().current.as_ref(), Some(&first));
    stage.end();
    assert_eq!(stage.session().phase, Phase::Finished);
    stage.run(Command::Recommend);
    for _ in 0..2 {
        stage.press(Key::Tab);
    }
    stage.press(Key::Space);
    assert_eq!(stage.app().rooms().wrap_up.draft.recommendation, None, "a space is no choice");
    stage.press(Key::Enter);
    assert_eq!(stage.app().rooms().wrap_up.draft.recommendation, Some(Recommendation::Yes));
}

#[test]
fn a_sealed_scorecard_is_amended_and_keeps_what_was_submitted() {
    let mut stage = Stage::on_first_question();
    stage.score(2);
    stage.submit("No", "Too little evidence.");
    stage.read_as_text();

    stage.click(Role::Button, "Amend…");
    stage.click(Role::RadioButton, "Change the recommendation");
    stage.click(Role::RadioButton, "Yes");
    stage.click(Role::Button, "Amend");
    assert!(stage.says("Write why"), "nothing changes without a reason");
    stage.fill("Reason for the change", "The debrief brought more.");
    stage.click(Role::Button, "Amend");
    assert!(stage.says("Amended after submission") && stage.says("Submitted as No"));

    stage.click(Role::Button, "Amend…");
    stage.click(Role::RadioButton, "Change a score");
    stage.click(Role::ComboBox, "Question");
    stage.click_row("1. Sessions or tokens");
    assert!(stage.says("Calls JWTs stateless"), "the anchors are in view");
    stage.click(Role::RadioButton, "Score 4: between anchors 3 and 5");
    assert!(stage.says("2 of 5 → 4 of 5"));
    stage.fill("Reason for the change", "Heard the recording of the notes again.");
    stage.click(Role::Button, "Amend");
    assert!(stage.says("4 of 5") && stage.says("Submitted as 2 of 5"));
    let mut stage = stage.restart();
    stage.select("Ada");
    stage.primary();
    assert!(stage.says("Amended after submission"));
}

#[test]
fn a_proposed_set_is_kept_opened_and_used() {
    let mut stage = Stage::new();
    stage.press(Key::F6);
    assert!(stage.says("built for you, not saved"));
    stage.click(Role::Button, "Try another");
    stage.click(Role::Button, "Save");
    assert!(stage.says("Set written to"));
    let sets = fs::read_dir(stage.folder().join("sets")).unwrap();
    let sets: Vec<_> = sets.map(|file| file.unwrap().path()).collect();
    let [file] = sets.as_slice() else { panic!("{sets:?}") };
    stage.press(Key::F2);
    assert!(stage.says("6 years' experience, 60 minutes (2)"));
    // The same file by its path.
    stage.open_path(file);
    assert!(stage.says(&file.display().to_string()));
    stage.primary();
    stage.primary();
    assert_eq!(stage.session().phase, Phase::Live);
}

#[test]
fn a_set_a_session_and_a_bank_open_from_the_command_line() {
    let folder = rig::folder();
    let demo = folder.path().join("demo");
    let program = env!("CARGO_BIN_EXE_plumbline");
    let out = ["demo", "--out", demo.to_str().unwrap()];
    assert!(process::Command::new(program).args(out).output().unwrap().status.success());
    let bank = Path::new(env!("CARGO_MANIFEST_DIR")).join("rubrics/bank/caching.ron");
    for (file, words) in [
        (demo.join("set.ron"), "Title of the set"),
        (demo.join("session.ron"), "Page 1 of "),
        (bank, "Back to the workspace"),
        (demo.join("scorecard.pdf"), "Page 1 of "),
    ] {
        let stage = Stage::with().file(&file).open();
        assert!(stage.says(words), "{}", file.display());
    }
}
