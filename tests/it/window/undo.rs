//! One act is one step to undo, it says what it was, and nothing changes out of sight.

use super::asks::close_now;
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use plumbline::domain::event::{EventKind, NoteTag};
use plumbline::domain::session::{Outcome, Phase};
use plumbline::frame::command::Command;

use super::stage::{SIZE, Stage, TestClock};

const COMMAND: Modifiers = Modifiers::COMMAND;
const SET: &str = "6 years' experience, 60 minutes";

fn note_words(stage: &mut Stage) -> Vec<String> {
    let held = stage.app().desk().current().unwrap();
    let notes = held.session().notes.iter();
    notes.map(|note| held.record().words(&note.text).unwrap().to_owned()).collect()
}

fn outcomes(stage: &mut Stage) -> Vec<Outcome> {
    let held = stage.app().desk().current().unwrap();
    let items = held.record().set.items.iter();
    items.map(|item| held.session().answer(&item.question.id).unwrap().outcome.clone()).collect()
}

/// The question on stage, by its number.
fn on_stage(stage: &mut Stage) -> Option<usize> {
    let held = stage.app().desk().current().unwrap();
    let current = held.session().current.clone()?;
    let mut items = held.record().set.items.iter();
    items.position(|item| item.question.id == current).map(|place| place + 1)
}

fn note(stage: &mut Stage, words: &str) {
    stage.press(Key::T);
    stage.type_text(words);
    stage.press(Key::Enter);
    stage.press(Key::Escape);
}

#[test]
fn a_note_typed_over_a_minute_is_one_act() {
    let folder = tempfile::tempdir().unwrap();
    let mut stage = Stage::open(folder.path());
    stage.begin(SET, "Ada");
    stage.press(Key::N);
    stage.press(Key::Num4);
    stage.press(Key::T);
    for words in ["Split", " the table", " by tenant"] {
        stage.type_text(words);
        stage.pass_secs(3);
    }
    assert_eq!(
        note_words(&mut stage),
        ["Split the table by tenant"],
        "it is written as it is typed"
    );
    stage.press(Key::Enter);
    stage.press(Key::F5);
    assert_eq!(note_words(&mut stage), Vec::<String>::new());
    assert!(stage.says("Undone: note “Split the table by tenan…” on question 1"));
    assert!(matches!(outcomes(&mut stage)[0], Outcome::Scored(_)), "the score stays");
    stage.press(Key::F6);
    assert_eq!(note_words(&mut stage), ["Split the table by tenant"]);
}

#[test]
fn a_fragment_that_was_deleted_again_is_no_act_and_never_comes_back() {
    let folder = tempfile::tempdir().unwrap();
    let mut stage = Stage::open(folder.path());
    stage.begin(SET, "Ada");
    stage.press(Key::N);
    stage.press(Key::Num4);
    stage.press(Key::T);
    stage.type_text("Looks like my neighbour");
    stage.pass_secs(3);
    stage.press_with(COMMAND, Key::A);
    stage.press(Key::Delete);
    stage.press(Key::Enter);
    stage.press(Key::F5);
    assert_eq!(outcomes(&mut stage)[0], Outcome::Open, "the act before is the score");
    for key in [Key::F6, Key::F6, Key::F5, Key::F5, Key::F6] {
        stage.press(key);
        assert_eq!(note_words(&mut stage), Vec::<String>::new());
    }
}

#[test]
fn another_kind_and_privacy_are_one_act_and_the_note_stays_in_sight() {
    let folder = tempfile::tempdir().unwrap();
    let mut stage = Stage::open(folder.path());
    stage.begin(SET, "Ada");
    stage.press(Key::N);
    note(&mut stage, "Slow start");
    stage.click(Role::Button, "Edit note: Slow start");
    stage.click(Role::Button, "concern");
    stage.press(Key::F11);
    stage.press(Key::T);
    stage.press(Key::Enter);
    let kind = |stage: &mut Stage| {
        let notes = stage.session().notes;
        assert_eq!(notes.len(), 1);
        (notes[0].tag, notes[0].private)
    };
    assert_eq!(kind(&mut stage), (NoteTag::Concern, true));
    stage.press(Key::F5);
    assert_eq!(kind(&mut stage), (NoteTag::Plain, false));
    assert!(stage.says("Undone: note “Slow start” on question 1 (edit)"));
    stage.press(Key::F6);
    assert_eq!(kind(&mut stage), (NoteTag::Concern, true));
}

#[test]
fn undo_goes_to_the_question_that_it_changes() {
    let folder = tempfile::tempdir().unwrap();
    let mut stage = Stage::open(folder.path());
    stage.begin(SET, "Ada");
    stage.press(Key::N);
    stage.press(Key::N);
    stage.press(Key::Num4);
    stage.press(Key::N);
    assert_eq!(on_stage(&mut stage), Some(3));
    note(&mut stage, "One");
    stage.press(Key::F5);
    assert_eq!(on_stage(&mut stage), Some(3));
    stage.press(Key::F5);
    assert_eq!(on_stage(&mut stage), Some(2));
    assert!(stage.says("Undone: score 4 of question 2"));
    stage.press(Key::F6);
    stage.press(Key::F6);
    assert_eq!(on_stage(&mut stage), Some(3));
    assert!(stage.says("Done again: note “One” on question 3"));
    assert_eq!(note_words(&mut stage), ["One"]);
}

#[test]
fn in_the_wrap_up_undo_selects_the_question() {
    let folder = tempfile::tempdir().unwrap();
    let mut stage = Stage::open(folder.path());
    stage.begin(SET, "Ada");
    stage.press_with(COMMAND, Key::E);
    stage.press(Key::Enter);
    stage.press(Key::N);
    stage.press(Key::Num2);
    stage.press(Key::N);
    let first = stage.app().desk().current().unwrap().record().set.items[0].question.id.clone();
    assert_ne!(stage.app().rooms().wrap_up.draft.selected.as_ref(), Some(&first));
    stage.press(Key::F5);
    assert_eq!(stage.app().rooms().wrap_up.draft.selected.as_ref(), Some(&first));
    assert!(stage.says("Undone: score 2 of question 1"));
}

/// A wrong digit while a note is typed: the digit goes first, the words stay in the field.
#[test]
fn what_was_done_since_the_last_word_is_undone_before_the_note() {
    let folder = tempfile::tempdir().unwrap();
    let mut stage = Stage::open(folder.path());
    stage.begin(SET, "Ada");
    stage.press(Key::N);
    stage.press(Key::T);
    stage.type_text("Knows the limits");
    stage.pass_secs(3);
    stage.press_with(COMMAND, Key::Num2);
    stage.press(Key::F5);
    assert_eq!(outcomes(&mut stage)[0], Outcome::Open);
    assert_eq!(stage.app().rooms().live.note.text, "Knows the limits");
    assert_eq!(note_words(&mut stage), ["Knows the limits"]);
    stage.press(Key::F5);
    assert_eq!(note_words(&mut stage), Vec::<String>::new());
    stage.press(Key::F6);
    assert_eq!(note_words(&mut stage), ["Knows the limits"]);
}

#[test]
fn a_note_is_undone_before_it_is_written_down_even_as_the_first_act() {
    let folder = tempfile::tempdir().unwrap();
    let mut stage = Stage::open(folder.path());
    stage.begin(SET, "Ada");
    stage.press(Key::N);
    stage.press(Key::T);
    stage.type_text("Half a");
    stage.press(Key::F5);
    assert_eq!(stage.app().rooms().live.note.text, "");
    stage.press(Key::F6);
    assert_eq!(note_words(&mut stage), ["Half a"]);
}

#[test]
fn a_removed_note_returns_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let mut stage = Stage::open(folder.path());
    stage.begin(SET, "Ada");
    stage.press(Key::N);
    note(&mut stage, "+ Clear");
    let before = stage.session().notes;
    stage.pass_secs(5);
    stage.click(Role::Button, "Remove note: Clear");
    stage.press(Key::F5);
    assert_eq!(stage.session().notes, before);
    assert!(stage.says("Undone: note “Clear” on question 1 (removal)"));
}

#[test]
fn an_end_is_taken_back_until_submission() {
    let folder = tempfile::tempdir().unwrap();
    let clock = TestClock::new();
    let mut stage = Stage::open_at(folder.path(), SIZE, 1.0, clock.clone());
    stage.begin(SET, "Ada");
    stage.press(Key::N);
    stage.press(Key::N);
    stage.pass_secs(60);
    stage.press_with(COMMAND, Key::E);
    stage.type_text("The line broke");
    stage.press(Key::Enter);
    stage.pass_secs(20);
    // The time since the end is known even where the program was closed meanwhile.
    drop(stage);
    clock.pass_ms(40_000);
    let mut stage = Stage::open_at(folder.path(), SIZE, 1.0, clock);
    stage.press_with(COMMAND, Key::Enter);
    stage.click(Role::Button, "Resume interview");
    assert_eq!(stage.session().phase, Phase::Live);
    assert_eq!((on_stage(&mut stage), stage.session().ended_early), (Some(2), None));
    assert!(stage.says("01:00 passed while the interview had been ended"));
    assert_eq!(stage.session().stopwatch.session_ms(), 60_000);
    stage.pass_secs(5);
    stage.press(Key::C);
    assert_eq!(stage.session().stopwatch.session_ms(), 125_000);
    assert!(!stage.says("passed while"));
    stage.submit("Yes", "Clear.");
    assert_eq!(stage.session().phase, Phase::Submitted);
    assert!(stage.app().resolve(Command::Reopen).is_none());
}

#[test]
fn a_second_close_request_while_saving_does_not_ask_again() {
    let folder = tempfile::tempdir().unwrap();
    let mut stage = Stage::open(folder.path());
    stage.begin(SET, "Ada");
    assert!(!stage.app().ask_close());
    // The pause is on its way to the disk until the next tick.
    stage.app().handle(vec![close_now(true)]);
    assert!(stage.app().desk().unsaved() > 0);
    assert!(!stage.app().ask_close());
    assert!(!stage.app().has_form(), "it was answered once");
    stage.settle();
    assert!(stage.app().ask_close());
    let last = stage.app().desk().current().unwrap().record().events.last().unwrap().kind.clone();
    assert_eq!(last, EventKind::Paused);
}
