//! One act is one step to undo, it says what it was, and nothing changes out of sight.

use egui::Key;
use egui::accesskit::Role;
use egui_kittest::kittest::Queryable;
use plumbline::domain::event::NoteTag;
use plumbline::domain::session::{Phase, Verdict};
use plumbline::frame::command::Command;

use super::stage::Stage;
use super::verbs::SET;

#[test]
fn a_step_is_taken_back_and_taken_again() {
    let mut stage = Stage::on_first_question();
    stage.score(2);
    stage.score(4);
    stage.undo();
    assert_eq!(stage.given(), Some(2));
    stage.undo();
    assert_eq!(stage.outcome(), Verdict::Open);
    stage.redo();
    stage.redo();
    assert_eq!(stage.given(), Some(4));

    stage.run(Command::NoteStrength);
    stage.enter("Clear");
    stage.press(Key::Escape);
    let before = stage.session().notes;
    stage.pass_secs(5);
    stage.click(Role::Button, "Remove note: Clear");
    assert_eq!(stage.session().notes, []);
    stage.click(Role::Button, "Undo");
    assert_eq!(stage.session().notes, before, "with its stamp");
}

#[test]
fn a_note_typed_over_a_minute_is_one_act() {
    let mut stage = Stage::on_first_question();
    stage.score(4);
    stage.run(Command::Note);
    for words in ["Split", " the table", " by tenant"] {
        stage.type_text(words);
        stage.pass_secs(3);
    }
    assert_eq!(stage.note_words(), ["Split the table by tenant"], "it is written as it is typed");
    stage.press(Key::Enter);
    stage.undo();
    assert!(stage.note_words().is_empty());
    assert!(stage.says("Undone: note “Split the table by tenan…” on question 1"));
    assert!(matches!(stage.outcomes()[0], Verdict::Scored(_)), "the score stays");
    stage.redo();
    assert_eq!(stage.note_words(), ["Split the table by tenant"]);
}

#[test]
fn a_fragment_that_was_deleted_again_is_no_act_and_never_comes_back() {
    let mut stage = Stage::on_first_question();
    stage.score(4);
    stage.type_note("Looks like my neighbour");
    stage.pass_secs(3);
    stage.press_command(Key::A);
    stage.press(Key::Delete);
    stage.press(Key::Enter);
    stage.undo();
    assert_eq!(stage.outcomes()[0], Verdict::Open, "the act before is the score");
    for command in [Command::Redo, Command::Redo, Command::Undo, Command::Undo, Command::Redo] {
        stage.run(command);
        assert!(stage.note_words().is_empty());
    }
}

#[test]
fn another_kind_and_privacy_are_one_act_and_the_note_stays_in_sight() {
    let mut stage = Stage::on_first_question();
    stage.note("Slow start");
    stage.click(Role::Button, "Edit note: Slow start");
    stage.click(Role::Button, "concern");
    stage.run(Command::PrivateNote);
    stage.run(Command::Note);
    stage.press(Key::Enter);
    let kind = |stage: &Stage| {
        let notes = stage.session().notes;
        assert_eq!(notes.len(), 1);
        (notes[0].tag, notes[0].private)
    };
    assert_eq!(kind(&stage), (NoteTag::Concern, true));
    stage.undo();
    assert_eq!(kind(&stage), (NoteTag::Plain, false));
    assert!(stage.says("Undone: note “Slow start” on question 1 (edit)"));
    stage.redo();
    assert_eq!(kind(&stage), (NoteTag::Concern, true));
}

#[test]
fn undo_goes_to_the_question_that_it_changes() {
    let mut stage = Stage::on_first_question();
    stage.next();
    stage.score(4);
    stage.next();
    assert_eq!(stage.on_stage(), Some(3));
    stage.note("One");
    stage.undo();
    assert_eq!(stage.on_stage(), Some(3));
    stage.undo();
    assert_eq!(stage.on_stage(), Some(2));
    assert!(stage.says("Undone: score 4 of question 2"));
    stage.redo();
    stage.redo();
    assert_eq!(stage.on_stage(), Some(3));
    assert!(stage.says("Done again: note “One” on question 3"));
    assert_eq!(stage.note_words(), ["One"]);
}

#[test]
fn in_the_wrap_up_undo_selects_the_question() {
    let mut stage = Stage::in_wrap_up();
    stage.click_row("1 Sessions or tokens");
    stage.harness.get_by_label_contains("Score 2").focus();
    stage.settle();
    stage.score(2);
    stage.next();
    let selected = |stage: &Stage| stage.app().rooms().wrap_up.draft.selected.clone();
    let first = Some(stage.record().set.items[0].question.id.clone());
    assert_ne!(selected(&stage), first);
    stage.undo();
    assert_eq!(selected(&stage), first);
    assert!(stage.says("Undone: score 2 of question 1"));
}

/// A wrong digit while a note is typed: the digit goes first, the words stay in the field.
#[test]
fn what_was_done_since_the_last_word_is_undone_before_the_note() {
    let mut stage = Stage::on_first_question();
    stage.type_note("Knows the limits");
    stage.pass_secs(3);
    stage.press_command(Key::Num2);
    stage.undo();
    assert_eq!(stage.outcomes()[0], Verdict::Open);
    assert_eq!(stage.app().rooms().live.note.text, "Knows the limits");
    assert_eq!(stage.note_words(), ["Knows the limits"]);
    stage.undo();
    assert!(stage.note_words().is_empty());
    stage.redo();
    assert_eq!(stage.note_words(), ["Knows the limits"]);
}

#[test]
fn a_note_is_undone_before_it_is_written_down_even_as_the_first_act() {
    let mut stage = Stage::on_first_question();
    stage.type_note("Half a");
    stage.undo();
    assert_eq!(stage.app().rooms().live.note.text, "");
    stage.redo();
    assert_eq!(stage.note_words(), ["Half a"]);
}

#[test]
fn a_removed_note_returns_as_it_was() {
    let mut stage = Stage::on_first_question();
    stage.note("+ Clear");
    let before = stage.session().notes;
    stage.pass_secs(5);
    stage.click(Role::Button, "Remove note: Clear");
    stage.undo();
    assert_eq!(stage.session().notes, before);
    assert!(stage.says("Undone: note “Clear” on question 1 (removal)"));
}

#[test]
fn an_end_is_taken_back_until_submission() {
    let mut stage = Stage::on_first_question();
    stage.next();
    stage.pass_secs(60);
    stage.press_command(Key::E);
    stage.enter("The line broke");
    stage.pass_secs(20);
    // The time since the end is known even where the program was closed meanwhile.
    let mut stage = stage.restart_after_ms(40_000);
    stage.primary();
    stage.click(Role::Button, "Reopen interview");
    assert_eq!(stage.session().phase, Phase::Live);
    assert_eq!((stage.on_stage(), stage.session().ended_early), (Some(2), None));
    assert!(stage.says("The interview was ended for 01:00"));
    assert_eq!(stage.session().stopwatch.session_ms(), 60_000);
    stage.pass_secs(5);
    stage.run(Command::CountGap);
    assert_eq!(stage.session().stopwatch.session_ms(), 125_000);
    assert!(!stage.says("passed while"));
    stage.submit("Yes", "Clear.");
    assert_eq!(stage.session().phase, Phase::Submitted);
    assert!(stage.app().resolve(Command::Reopen).is_none());
}

#[test]
fn an_edited_note_is_taken_back_to_what_it_said() {
    let mut stage = Stage::on_first_question();
    stage.type_note("first");
    stage.pass_secs(3);
    stage.enter(" words");
    stage.press(Key::Escape);
    stage.click(Role::Button, "Edit note: first words");
    stage.type_text(" and more");
    stage.pass_secs(3);
    stage.enter(" still");
    assert_eq!(stage.note_words(), ["first words and more still"]);
    stage.undo();
    assert_eq!(stage.note_words(), ["first words"]);
    assert!(stage.says("Undone: note"));
    stage.undo();
    assert!(stage.note_words().is_empty());
    stage.redo();
    stage.redo();
    assert_eq!(stage.note_words(), ["first words and more still"]);
}

#[test]
fn undo_says_which_step_it_took_back() {
    let mut stage = Stage::on_first_question();
    stage.score(4);
    stage.next();
    stage.undo();
    assert!(stage.says("Undone: score 4 of question 1"));
}

#[test]
fn no_step_is_taken_back_from_behind_one_that_stays() {
    let mut stage = Stage::new();
    stage.press(Key::F3);
    stage.click_row(SET);
    stage.click(Role::Button, "Start interview");
    stage.next();
    stage.score(4);
    // The first name has nothing before it, so it stays; F5 must not reach behind it.
    stage.run(Command::Details);
    stage.enter("Ada");
    stage.undo();
    assert_eq!(stage.given(), Some(4));
    // A second name gives way to the first.
    stage.run(Command::Details);
    stage.enter(" Lovelace");
    stage.undo();
    assert_eq!(stage.candidate(), "Ada");
}

#[test]
fn what_is_typed_survives_an_undo_as_a_step_to_redo() {
    let mut stage = Stage::on_first_question();
    stage.score(3);
    stage.type_note("just typed");
    stage.undo();
    assert_eq!(stage.session().notes, []);
    assert_eq!(stage.given(), Some(3));
    stage.redo();
    assert_eq!(stage.note_words(), ["just typed"]);
}

#[test]
fn undo_in_a_list_reaches_no_step_of_the_interview() {
    let mut stage = Stage::on_first_question();
    stage.score(3);
    stage.select("Ada");
    stage.click(Role::Button, "Discard");
    for _ in 0..3 {
        stage.undo();
    }
    assert!(!stage.session().discarded);
    assert_eq!(stage.given(), Some(3), "no score went with it");
}
