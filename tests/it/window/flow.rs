//! A whole interview, from Home to the page on the disk.

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use plumbline::domain::event::{Detail, NoteTag, Recommendation};
use plumbline::domain::session::{Outcome, Phase};

use super::stage::Stage;

const COMMAND: Modifiers = Modifiers::COMMAND;
const SET: &str = "6 years' experience, 60 minutes";

#[test]
fn an_interview_goes_from_home_to_the_page_by_role_and_label() {
    let folder = tempfile::tempdir().unwrap();
    let mut stage = Stage::open(folder.path());
    // Three clicks: the set, the clock, the first question.
    stage.click_row(SET);
    stage.fill("Candidate", "Nguyễn Thị Minh Khai");
    stage.fill("Role", "Senior engineer");
    stage.fill("Interviewer", "Łukasz");
    stage.click(Role::Button, "Start the clock");
    stage.click(Role::Button, "First question");

    stage.pass_secs(3);
    let anchor = "Score 4: between";
    stage.click(Role::RadioButton, anchor);
    stage.fill("Note", "+ Asked for the numbers first");
    stage.press(Key::Enter);
    stage.press(Key::Escape);
    stage.press(Key::S);
    stage.fill("Reason", "Covered before");
    stage.click(Role::Button, "Skip");
    assert_eq!(stage.session().phase, Phase::Live);
    stage.click(Role::Button, "Pause");
    assert_eq!(stage.session().phase, Phase::Paused);
    stage.click(Role::Button, "Resume");
    stage.press(Key::P);

    stage.click(Role::Button, "End…");
    stage.fill("Reason for ending early (optional)", "The line broke");
    stage.click(Role::Button, "End the interview");
    assert_eq!(stage.session().phase, Phase::Finished);

    stage.fill("Another concern", "Guessed once");
    stage.press(Key::Enter);
    stage.click(Role::RadioButton, "Yes");
    stage.fill("Reason (for the hiring manager)", "Weighs costs well.");
    stage.click(Role::Button, "Submit…");
    stage.click(Role::Button, "Submit");
    assert!(stage.says("Recommendation") && stage.says("Weighs costs well."));

    let pdf = folder.path().join("card.pdf");
    stage.app().typed().scorecard.draft.path = pdf.display().to_string();
    stage.settle();
    stage.click(Role::Button, "Export");
    assert!(stage.says("Written to"));
    assert!(std::fs::read(&pdf).unwrap().starts_with(b"%PDF-"));
    let text = folder.path().join("card.md");
    stage.app().typed().scorecard.draft.path = text.display().to_string();
    stage.settle();
    stage.press_with(COMMAND, Key::Enter);
    let text = std::fs::read_to_string(text).unwrap();
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
    let folder = tempfile::tempdir().unwrap();
    let mut stage = Stage::open(folder.path());
    stage.begin(SET, "Ada");
    stage.press(Key::N);
    let first = stage.session().current.unwrap();
    stage.press(Key::Num3);
    stage.press(Key::M);
    stage.press(Key::F);
    stage.press(Key::A);
    stage.press(Key::T);
    // Digits and letters are words now; Ctrl and a digit still scores.
    stage.type_text("4 of 5 n");
    stage.press_with(COMMAND, Key::Num5);
    stage.press(Key::Enter);
    stage.press(Key::Escape);
    let session = stage.session();
    let answer = session.answer(&first).unwrap();
    assert!(matches!(answer.outcome, Outcome::Scored(step) if step.get() == 5));
    assert!(answer.marked);
    assert_eq!(answer.probes.len(), 1);
    assert_eq!(session.notes.len(), 1);
    assert_eq!(session.notes[0].question.as_ref(), Some(&first));
    assert_eq!(session.current.as_ref(), Some(&first));

    stage.press(Key::N);
    stage.press(Key::S);
    stage.press_with(COMMAND, Key::Num1);
    stage.press(Key::F8);
    let session = stage.session();
    assert_eq!(session.phase, Phase::Paused);
    assert!(session.answers.values().any(|a| matches!(a.outcome, Outcome::Skipped(_))));
    stage.press(Key::F8);
    stage.press(Key::P);
    stage.press(Key::P);
    assert_eq!(stage.session().current.as_ref(), Some(&first));
    stage.press_with(COMMAND, Key::E);
    stage.press(Key::Enter);
    assert_eq!(stage.session().phase, Phase::Finished);
    stage.press(Key::R);
    for _ in 0..2 {
        stage.press(Key::Tab);
    }
    stage.press(Key::Space);
    assert_eq!(stage.app().rooms().wrap_up.draft.recommendation, Some(Recommendation::Yes));
}

#[test]
fn typed_notes_are_written_down_within_two_seconds() {
    let folder = tempfile::tempdir().unwrap();
    let mut stage = Stage::open(folder.path());
    stage.begin(SET, "Ada");
    stage.press(Key::N);
    stage.press(Key::T);
    stage.type_text("- Went for the first fix");
    assert_eq!(stage.session().notes.len(), 0);
    stage.pass_secs(3);
    let notes = stage.session().notes;
    assert_eq!((notes.len(), notes[0].tag), (1, NoteTag::Concern));
    stage.type_text(" that came to mind");
    stage.pass_secs(3);
    let held = stage.app().desk().current().unwrap();
    let note = &held.session().notes[0];
    assert_eq!(held.record().words(&note.text), Some("Went for the first fix that came to mind"));
    assert_eq!(held.session().notes.len(), 1);
}

#[test]
fn a_step_is_taken_back_and_taken_again() {
    let folder = tempfile::tempdir().unwrap();
    let mut stage = Stage::open(folder.path());
    stage.begin(SET, "Ada");
    stage.press(Key::N);
    let question = stage.session().current.unwrap();
    let outcome = |stage: &mut Stage| stage.session().answer(&question).unwrap().outcome.clone();
    stage.press(Key::Num2);
    stage.press(Key::Num4);
    stage.press(Key::F5);
    assert!(matches!(outcome(&mut stage), Outcome::Scored(step) if step.get() == 2));
    stage.press(Key::F5);
    assert_eq!(outcome(&mut stage), Outcome::Open);
    stage.press(Key::F6);
    stage.press(Key::F6);
    assert!(matches!(outcome(&mut stage), Outcome::Scored(step) if step.get() == 4));

    stage.press(Key::Plus);
    stage.type_text("Clear");
    stage.press(Key::Enter);
    stage.press(Key::Escape);
    let before = stage.session().notes;
    stage.pass_secs(5);
    stage.click(Role::Button, "Remove note: Clear");
    assert_eq!(stage.session().notes, []);
    stage.click(Role::Button, "Undo");
    assert_eq!(stage.session().notes, before, "with its stamp");
}

#[test]
fn names_can_be_filled_in_later_and_the_interviewer_is_remembered() {
    let folder = tempfile::tempdir().unwrap();
    let mut stage = Stage::open(folder.path());
    stage.press(Key::F3);
    stage.fill("Interviewer", "Grace");
    stage.click_row(SET);
    stage.click(Role::Button, "Prepare for later");
    assert_eq!(stage.session().phase, Phase::Planned);
    stage.press(Key::D);
    stage.type_text("Ada");
    stage.press(Key::Enter);
    let held = stage.app().desk().current().unwrap();
    let name = &held.session().details[&Detail::Candidate];
    assert_eq!(held.record().words(name), Some("Ada"));
    drop(stage);
    let mut stage = Stage::open(folder.path());
    stage.press(Key::F3);
    assert_eq!(stage.app().rooms().start.details.interviewer, "Grace");
}

#[test]
fn the_palette_finds_and_runs_a_command() {
    let folder = tempfile::tempdir().unwrap();
    let mut stage = Stage::open(folder.path());
    stage.press_with(COMMAND, Key::K);
    stage.type_text("bank");
    stage.press(Key::Enter);
    assert!(stage.says("32 of 32 questions"));
    stage.press(Key::F1);
    assert!(stage.says("Keys"));
    stage.press(Key::Escape);
    assert!(!stage.app().has_form());
}

#[test]
fn a_sealed_scorecard_is_amended_and_keeps_what_was_submitted() {
    let folder = tempfile::tempdir().unwrap();
    let mut stage = Stage::open(folder.path());
    stage.begin(SET, "Ada");
    stage.press(Key::N);
    stage.press(Key::Num2);
    stage.submit("No", "Too little evidence.");

    stage.click(Role::Button, "Amend…");
    stage.click(Role::RadioButton, "Change the recommendation");
    stage.click(Role::RadioButton, "Yes");
    stage.click(Role::Button, "Amend");
    assert!(stage.says("Write why"), "nothing changes without a reason");
    stage.fill("Reason for the change", "The debrief brought more.");
    stage.click(Role::Button, "Amend");
    assert!(stage.says("AMENDED") && stage.says("submitted as No"));

    stage.click(Role::Button, "Amend…");
    stage.click(Role::RadioButton, "Change a score");
    stage.click(Role::ComboBox, "Question");
    stage.click_row("1. Authentication");
    assert!(stage.says("Calls JWT stateless"), "the anchors are in view");
    stage.click(Role::RadioButton, "4");
    stage.fill("Reason for the change", "Heard the recording of the notes again.");
    stage.click(Role::Button, "Amend");
    assert!(stage.says("4 of 5") && stage.says("submitted as 2 of 5"));
    drop(stage);
    let mut stage = Stage::open(folder.path());
    stage.press(Key::F4);
    stage.click_row("Ada");
    stage.press_with(COMMAND, Key::Enter);
    assert!(stage.says("AMENDED after submission: 2 changes"));
}

#[test]
fn the_menu_lists_what_can_be_done_now() {
    let folder = tempfile::tempdir().unwrap();
    let mut stage = Stage::open(folder.path());
    stage.click(Role::Button, "Menu");
    assert!(stage.says("Question bank") && !stage.says("Skip the question…"));
    stage.click_row("Question bank");
    assert!(stage.says("32 of 32 questions"));
    stage.begin(SET, "Ada");
    stage.press(Key::N);
    stage.click(Role::Button, "Menu");
    stage.click_row("Skip the question…");
    assert!(stage.says("Skip this question"));
}

#[test]
fn a_set_a_session_and_a_bank_open_from_the_command_line() {
    let folder = tempfile::tempdir().unwrap();
    let demo = folder.path().join("demo");
    let program = env!("CARGO_BIN_EXE_plumbline");
    let out = ["demo", "--out", demo.to_str().unwrap()];
    assert!(std::process::Command::new(program).args(out).output().unwrap().status.success());
    let bank = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("rubrics/bank");
    let bank = std::fs::read_dir(bank).unwrap().next().unwrap().unwrap().path();
    for (file, words) in [
        (demo.join("set.ron"), "Keep in the workspace"),
        (demo.join("session.ron"), "Nguyễn Thị Minh Anh"),
        (bank, "Back to the workspace"),
        (demo.join("scorecard.pdf"), "PDF viewer"),
    ] {
        let stage = Stage::open_file(&folder.path().join("data"), &file);
        assert!(stage.says(words), "{}", file.display());
    }
}

#[test]
fn sessions_are_searched_discarded_restored_and_deleted() {
    let folder = tempfile::tempdir().unwrap();
    let mut stage = Stage::open(folder.path());
    for name in ["Ada", "Grace"] {
        stage.press(Key::F3);
        stage.fill("Candidate", name);
        stage.click_row(SET);
        stage.click(Role::Button, "Prepare for later");
    }
    stage.press(Key::F4);
    stage.press_with(COMMAND, Key::F);
    stage.type_text("ada");
    assert!(stage.says("Ada") && !stage.says("Grace"));
    stage.click_row("Ada");
    stage.click(Role::Button, "Discard");
    assert!(stage.says("Discarded") && stage.says("Ada: discarded"));
    stage.click(Role::Button, "Undo");
    assert!(stage.says("Planned"));
    stage.click(Role::Button, "No-show");
    assert!(stage.says("No-show"));
    stage.click(Role::Button, "Delete…");
    stage.click(Role::Button, "Keep it");
    assert!(stage.says("Ada"));
    stage.click(Role::Button, "Delete…");
    stage.click(Role::Button, "Delete for good");
    assert!(stage.says("No session fits the search"));
    drop(stage);
    let mut stage = Stage::open(folder.path());
    assert_eq!(stage.app().desk().index().total, 1);
}

#[test]
fn a_proposed_set_is_kept_opened_and_used() {
    let folder = tempfile::tempdir().unwrap();
    let mut stage = Stage::open(folder.path());
    stage.press(Key::F9);
    assert!(stage.says("proposed, not saved") && stage.says("asked for"));
    stage.click(Role::Button, "Another one");
    stage.click(Role::Button, "Keep in the workspace");
    assert!(stage.says("Set written to"));
    let sets = std::fs::read_dir(folder.path().join("sets")).unwrap().count();
    assert_eq!(sets, 1);
    stage.press(Key::F2);
    assert!(stage.says("6 years' experience, 60 minutes (2)"));
    // The same file by its path.
    let file = std::fs::read_dir(folder.path().join("sets")).unwrap().next().unwrap().unwrap();
    stage.press_with(COMMAND, Key::O);
    stage.type_text(&file.path().display().to_string());
    stage.press(Key::Enter);
    assert!(stage.says(&file.path().display().to_string()));
    stage.press_with(COMMAND, Key::Enter);
    stage.press_with(COMMAND, Key::Enter);
    assert_eq!(stage.session().phase, Phase::Live);
}
