//! Cases that a first version got wrong.

use std::fs;

use plumbline::frame::dialog::Effect;

use super::asks::sample;
use egui::accesskit::Role;
use egui::{Event, Key, Modifiers};
use plumbline::domain::event::NoteTag;
use plumbline::domain::session::Outcome;
use plumbline::records::sqlite::SqliteStore;

use super::stage::{SIZE, Stage, TestClock};

const COMMAND: Modifiers = Modifiers::COMMAND;
const SET: &str = "6 years' experience, 60 minutes";

fn outcome(stage: &mut Stage) -> Outcome {
    let session = stage.session();
    session.answer(session.current.as_ref().unwrap()).unwrap().outcome.clone()
}

#[test]
fn a_write_that_fails_while_closing_keeps_the_program_open() {
    let folder = tempfile::tempdir().unwrap();
    let mut stage = Stage::open(folder.path());
    stage.begin(SET, "Ada");
    let blocker = rusqlite::Connection::open(stage.app().desk().store().path()).unwrap();
    blocker.execute_batch("BEGIN IMMEDIATE").unwrap();
    assert!(!stage.app().ask_close());
    stage.settle();
    stage.click(Role::Button, "Pause and close");
    assert!(!stage.harness.state().effects.iter().any(|effect| matches!(effect, Effect::Close)));
    assert!(stage.says("could not be saved") && stage.says("Closing now loses them"));
    stage.click(Role::Button, "Stay");
    blocker.execute_batch("ROLLBACK").unwrap();
    stage.click(Role::Button, "Save again");
    assert!(stage.app().ask_close(), "paused and saved");
}

#[test]
fn a_session_file_leaves_private_words_and_a_masked_name_behind() {
    let folder = tempfile::tempdir().unwrap();
    let mut stage = Stage::open(folder.path());
    stage.begin(SET, "Ada Lovelace");
    stage.press(Key::N);
    stage.press(Key::T);
    stage.press(Key::F11);
    stage.type_text("Between us only");
    stage.press(Key::Enter);
    stage.press(Key::Escape);
    stage.submit("No", "Because.");
    let path = folder.path().join("session.ron");
    for (mask, private, has_name, has_note) in
        [(false, false, true, false), (true, true, false, true), (true, false, false, false)]
    {
        let _ = fs::remove_file(&path);
        let card = &mut stage.app().typed().scorecard.draft;
        (card.mask, card.include_private) = (mask, private);
        card.path = path.display().to_string();
        stage.settle();
        stage.press_with(COMMAND, Key::Enter);
        let text = fs::read_to_string(&path).unwrap();
        assert_eq!(text.contains("Ada Lovelace"), has_name);
        assert_eq!(text.contains("Between us only"), has_note);
        // It is a valid session all the same: the seal verifies.
        let session = plumbline::library::load::read_session(&path);
        assert!(session.is_ok(), "{session:?}");
        assert!(!stage.app().rooms().scorecard.draft.include_private, "asked anew each time");
    }
}

#[test]
fn the_proposed_file_of_a_masked_export_does_not_name_the_candidate() {
    let folder = tempfile::tempdir().unwrap();
    let mut stage = Stage::open(folder.path());
    stage.app().handle(vec![sample()]);
    stage.settle();
    assert!(stage.app().rooms().scorecard.draft.path.contains("minh-anh"));
    stage.click(Role::CheckBox, "Leave the candidate's name out");
    assert!(stage.app().rooms().scorecard.draft.path.contains("scorecard-candidate-"));
    stage.click(Role::CheckBox, "Leave the candidate's name out");
    assert!(stage.app().rooms().scorecard.draft.path.contains("minh-anh"));
    // In another folder and of another format it is still the proposed name.
    let other = stage.app().rooms().scorecard.draft.path.replace("scorecard-", "sent/scorecard-");
    stage.app().typed().scorecard.draft.path = other.replace(".pdf", ".md");
    stage.click(Role::CheckBox, "Leave the candidate's name out");
    let path = stage.app().rooms().scorecard.draft.path.clone();
    assert!(path.contains("sent/scorecard-candidate-") && path.ends_with(".md"), "{path}");
    stage.app().typed().scorecard.draft.path = "/tmp/mine.pdf".to_owned();
    stage.click(Role::CheckBox, "Leave the candidate's name out");
    assert_eq!(stage.app().rooms().scorecard.draft.path, "/tmp/mine.pdf");
}

#[test]
fn the_windows_title_names_no_candidate() {
    let folder = tempfile::tempdir().unwrap();
    let mut stage = Stage::open(folder.path());
    stage.begin(SET, "Ada Lovelace");
    assert_eq!(stage.app().window_title(), "Interview – Plumbline");
    stage.submit("No", "Because.");
    assert!(!stage.app().window_title().contains("Ada"));
}

#[test]
fn a_file_that_holds_something_else_is_replaced_only_when_told() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("card.md");
    fs::write(&path, "mine").unwrap();
    let mut stage = Stage::open(folder.path());
    stage.app().handle(vec![sample()]);
    stage.settle();
    stage.app().typed().scorecard.draft.path = path.display().to_string();
    stage.settle();
    stage.press_with(COMMAND, Key::Enter);
    assert!(stage.says("Replace this file?"));
    stage.press_with(COMMAND, Key::Enter);
    stage.press(Key::Enter);
    assert_eq!(fs::read_to_string(&path).unwrap(), "mine", "the keys that confirm keep it");
    stage.press_with(COMMAND, Key::Enter);
    stage.click(Role::Button, "Replace it");
    assert!(fs::read_to_string(&path).unwrap().contains("Minh Anh"));
    stage.press_with(COMMAND, Key::Enter);
    assert!(!stage.app().has_form(), "the same bytes are no change");
}

#[test]
fn undoing_that_a_gap_is_left_out_does_not_count_it() {
    let folder = tempfile::tempdir().unwrap();
    let mut stage = Stage::open(folder.path());
    stage.begin(SET, "Ada");
    stage.clock.sleep_ms(600_000);
    stage.pass_secs(1);
    let before = stage.session().stopwatch.session_ms();
    stage.press(Key::X);
    stage.press(Key::F5);
    assert_eq!(stage.session().stopwatch.session_ms(), before);
}

#[test]
fn a_number_pad_that_scrolls_does_not_score() {
    let folder = tempfile::tempdir().unwrap();
    let mut stage = Stage::open(folder.path());
    stage.begin(SET, "Ada");
    stage.press(Key::N);
    for (sign, place) in
        [(Key::End, Key::Num1), (Key::ArrowDown, Key::Num2), (Key::ArrowLeft, Key::Num4)]
    {
        stage.press_at(sign, place);
        assert_eq!(outcome(&mut stage), Outcome::Open, "{sign:?}");
    }
    stage.press_at(Key::Num4, Key::Num4);
    assert!(matches!(outcome(&mut stage), Outcome::Scored(step) if step.get() == 4));
}

#[test]
fn a_key_that_is_held_down_acts_once() {
    let folder = tempfile::tempdir().unwrap();
    let mut stage = Stage::open(folder.path());
    stage.begin(SET, "Ada");
    for repeat in [false, true, true, true] {
        stage.harness.event(Event::Key {
            key: Key::N,
            physical_key: None,
            pressed: true,
            repeat,
            modifiers: Modifiers::NONE,
        });
    }
    stage.settle();
    let session = stage.session();
    assert_eq!(session.answers.values().filter(|answer| answer.came_on_stage).count(), 1);
}

/// Shift comes up before the key, so the key comes up as another one; the toolkit then takes the next
/// press for a repetition.
#[test]
fn a_shifted_key_acts_again_and_again() {
    let folder = tempfile::tempdir().unwrap();
    let mut stage = Stage::open(folder.path());
    stage.begin(SET, "Ada");
    stage.press(Key::N);
    for words in ["one", "two"] {
        for (key, pressed) in [(Key::Plus, true), (Key::Equals, false)] {
            stage.harness.event(Event::Key {
                key,
                physical_key: Some(Key::Equals),
                pressed,
                repeat: false,
                modifiers: if pressed { Modifiers::SHIFT } else { Modifiers::NONE },
            });
        }
        stage.settle();
        stage.type_text(words);
        stage.press(Key::Enter);
        stage.press(Key::Escape);
    }
    let tags: Vec<NoteTag> = stage.session().notes.iter().map(|note| note.tag).collect();
    assert_eq!(tags, [NoteTag::Strength, NoteTag::Strength]);
}

#[test]
fn the_key_of_the_main_action_deletes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let mut stage = Stage::open(folder.path());
    stage.press(Key::F3);
    stage.click_row(SET);
    stage.click(Role::Button, "Prepare for later");
    stage.press(Key::F4);
    stage.click_row("Candidate not named");
    stage.click(Role::Button, "Delete…");
    stage.press_with(COMMAND, Key::Enter);
    // The focus is on the way out, and that is what the key presses.
    assert!(!stage.app().has_form());
    assert_eq!(stage.app().desk().index().total, 1);
}

#[test]
fn a_reason_without_a_recommendation_is_not_lost_without_a_word() {
    let folder = tempfile::tempdir().unwrap();
    let mut stage = Stage::open(folder.path());
    for name in ["Ada", "Grace"] {
        stage.begin(SET, name);
        stage.press_with(COMMAND, Key::E);
        stage.press(Key::Enter);
        stage.fill("Reason (for the hiring manager)", &format!("About {name}"));
    }
    stage.press(Key::F4);
    stage.click_row("Ada");
    stage.press_with(COMMAND, Key::Enter);
    assert_eq!(stage.app().rooms().wrap_up.draft.reason, "About Ada");
    assert!(!stage.app().ask_close());
    stage.settle();
    assert!(stage.says("kept once you choose a recommendation"));
    stage.press(Key::Escape);
    stage.press(Key::F4);
    stage.click_row("Grace");
    stage.press_with(COMMAND, Key::Enter);
    assert_eq!(stage.app().rooms().wrap_up.draft.reason, "About Grace");
}

#[test]
fn a_note_of_another_kind_keeps_its_stamp() {
    let folder = tempfile::tempdir().unwrap();
    let mut stage = Stage::open(folder.path());
    stage.begin(SET, "Ada");
    stage.press(Key::N);
    stage.press(Key::T);
    stage.type_text("Slow start");
    stage.press(Key::Enter);
    stage.press(Key::Escape);
    let at_ms = stage.session().notes[0].at_ms;
    stage.pass_secs(60);
    stage.click(Role::Button, "Edit note: Slow start");
    stage.click(Role::Button, "concern");
    stage.click(Role::CheckBox, "private");
    stage.pass_secs(3);
    let notes = stage.session().notes;
    assert_eq!(notes.len(), 1);
    assert_eq!((notes[0].tag, notes[0].private, notes[0].at_ms), (NoteTag::Concern, true, at_ms));
    // Emptying the field for a moment takes nothing back.
    stage.press(Key::T);
    stage.press_with(COMMAND, Key::A);
    stage.press(Key::Delete);
    stage.pass_secs(3);
    stage.type_text("Warmed up late");
    stage.press(Key::Enter);
    let held = stage.app().desk().current().unwrap();
    let note = &held.session().notes[0];
    assert_eq!((held.record().words(&note.text), note.at_ms), (Some("Warmed up late"), at_ms));
}

#[test]
fn a_new_kind_of_note_does_not_change_the_one_in_the_field() {
    let folder = tempfile::tempdir().unwrap();
    let mut stage = Stage::open(folder.path());
    stage.begin(SET, "Ada");
    stage.press(Key::N);
    stage.press(Key::T);
    stage.type_text("slow start");
    stage.press(Key::Escape);
    stage.press(Key::Minus);
    stage.type_text("guessed");
    stage.press(Key::Enter);
    let tags: Vec<NoteTag> = stage.session().notes.iter().map(|note| note.tag).collect();
    assert_eq!(tags, [NoteTag::Plain, NoteTag::Concern]);
}

#[test]
fn what_is_typed_survives_an_undo_as_a_step_to_redo() {
    let folder = tempfile::tempdir().unwrap();
    let mut stage = Stage::open(folder.path());
    stage.begin(SET, "Ada");
    stage.press(Key::N);
    stage.press(Key::Num3);
    stage.press(Key::T);
    stage.type_text("just typed");
    stage.press(Key::F5);
    assert_eq!(stage.session().notes, []);
    assert!(matches!(outcome(&mut stage), Outcome::Scored(_)));
    stage.press(Key::F6);
    let held = stage.app().desk().current().unwrap();
    assert_eq!(held.record().words(&held.session().notes[0].text), Some("just typed"));
}

#[test]
fn undo_in_a_list_reaches_no_step_of_the_interview() {
    let folder = tempfile::tempdir().unwrap();
    let mut stage = Stage::open(folder.path());
    stage.begin(SET, "Ada");
    stage.press(Key::N);
    stage.press(Key::Num3);
    stage.press(Key::F4);
    stage.click_row("Ada");
    stage.click(Role::Button, "Discard");
    for _ in 0..3 {
        stage.press(Key::F5);
    }
    let session = stage.session();
    assert!(!session.discarded);
    assert!(matches!(outcome(&mut stage), Outcome::Scored(_)), "no score went with it");
}

#[test]
fn a_score_taken_back_leaves_a_question_that_was_never_asked() {
    let folder = tempfile::tempdir().unwrap();
    let mut stage = Stage::open(folder.path());
    stage.begin(SET, "Ada");
    stage.press_with(COMMAND, Key::E);
    stage.press(Key::Enter);
    stage.click_row("1 Authentication");
    stage.press(Key::Num2);
    assert!(stage.says("2 of 5"));
    stage.press(Key::F5);
    let session = stage.session();
    assert!(session.answers.keys().all(|question| !session.was_asked(question)));
    assert!(!stage.says("asked, not scored"));
}

#[test]
fn damaged_preferences_are_kept_aside() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("preferences.ron");
    let kept = folder.path().join("kept.sqlite");
    drop(SqliteStore::open(&kept).unwrap());
    fs::write(&file, format!("(records: {{\"\": {kept:?}}}, theme: Purple")).unwrap();
    let mut stage = Stage::open(folder.path());
    stage.press_with(COMMAND, Key::Plus);
    assert!(fs::read_to_string(&file).unwrap().contains("115"));
    let aside = folder.path().join("preferences.damaged.ron");
    assert!(fs::read_to_string(aside).unwrap().contains("Purple"));
    assert_eq!(stage.app().desk().store().path(), kept);
    assert!(fs::read_to_string(&file).unwrap().contains("kept.sqlite"));
}

#[test]
fn time_up_to_closing_counts_and_the_time_away_is_asked_about() {
    let folder = tempfile::tempdir().unwrap();
    let clock = TestClock::new();
    let mut stage = Stage::open_at(folder.path(), SIZE, 1.0, clock.clone());
    stage.begin(SET, "Ada");
    stage.press(Key::N);
    stage.pass_secs(480);
    assert!(!stage.app().ask_close());
    stage.settle();
    stage.click(Role::Button, "Close, the time away does not count");
    assert!(stage.harness.state().effects.iter().any(|effect| matches!(effect, Effect::Close)));
    drop(stage);
    clock.pass_ms(120_000);
    let mut stage = Stage::open_at(folder.path(), SIZE, 1.0, clock);
    stage.press_with(COMMAND, Key::Enter);
    assert!(stage.says("02:00 passed unseen"));
    assert_eq!(stage.session().stopwatch.session_ms(), 480_000);
}

#[test]
fn an_interview_that_runs_is_the_one_to_go_back_to() {
    let folder = tempfile::tempdir().unwrap();
    let mut stage = Stage::open(folder.path());
    stage.begin(SET, "Ada");
    stage.press_with(COMMAND, Key::E);
    stage.press(Key::Enter);
    stage.begin(SET, "Grace");
    stage.press(Key::F4);
    stage.click_row("Ada");
    stage.press_with(COMMAND, Key::Enter);
    assert!(stage.says("Wrap-up"));
    stage.press(Key::F10);
    assert!(stage.says("Grace") && stage.says("Opening"));
}
