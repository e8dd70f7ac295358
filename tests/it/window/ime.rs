//! Input methods compose in every field: what is half a word is no key, and its Enter ends the word.

use egui::{Event, ImeEvent, Key, Modifiers};
use plumbline::domain::session::Verdict;
use plumbline::frame::command::Command;

use super::stage::{Stage, key_event};

fn compose(stage: &mut Stage, text: &str) {
    let text = text.to_owned();
    stage.harness.event(Event::Ime(ImeEvent::Preedit { text, active_range_chars: None }));
    stage.settle();
}

fn commit(stage: &mut Stage, text: &str) {
    stage.harness.event(Event::Ime(ImeEvent::Commit(text.to_owned())));
    stage.settle();
}

/// Telex, as a Vietnamese input method composes it, then the space that ends the word.
fn vietnamese(stage: &mut Stage) {
    for part in ["d", "dd", "đ", "đu", "đun", "đung", "đúng"] {
        compose(stage, part);
    }
    commit(stage, "đúng");
    stage.type_text(" ");
}

/// Kana, then the word that is chosen from a list by Enter.
fn japanese(stage: &mut Stage) {
    // The window finds a font on the computer; a test takes the box that stands for what has none.
    stage.harness.ctx.set_missing_glyph_policy(egui::MissingGlyphPolicy::Tofu);
    for part in ["k", "か", "かn", "かん", "かんj", "かんじ", "漢字"] {
        compose(stage, part);
    }
    // What the method does not keep to itself.
    for pressed in [true, false] {
        stage.harness.event(key_event(Key::Enter, Some(Key::Enter), pressed, Modifiers::NONE));
    }
    commit(stage, "漢字");
}

#[test]
fn words_are_composed_in_an_empty_note_and_score_nothing() {
    let mut stage = Stage::on_first_question();
    vietnamese(&mut stage);
    assert_eq!(stage.app().rooms().live.note.text, "đúng ");
    japanese(&mut stage);
    assert_eq!(stage.app().rooms().live.note.text, "đúng 漢字", "its Enter keeps no note");
    assert_eq!(stage.session().notes.len(), 0);
    // A digit in the middle of a composition is part of it.
    compose(&mut stage, "a3");
    stage.press_at(Key::Num3, Key::Num3, Modifiers::NONE);
    assert_eq!(stage.outcome(), Verdict::Open);
    commit(&mut stage, "ả");
    stage.press(Key::Enter);
    assert_eq!(stage.note_words(), ["đúng 漢字ả"]);
}

#[test]
fn words_are_composed_in_every_other_field() {
    let mut stage = Stage::new();
    stage.press(Key::F3);
    stage.fill("Candidate", "");
    vietnamese(&mut stage);
    japanese(&mut stage);
    assert_eq!(stage.app().rooms().start.details.candidate, "đúng 漢字");

    let mut stage = Stage::on_first_question();
    stage.run(Command::AddQuestion);
    vietnamese(&mut stage);
    japanese(&mut stage);
    assert!(stage.app().has_form(), "the word is chosen, not the question");

    let mut stage = Stage::in_wrap_up();
    stage.give_reason("");
    vietnamese(&mut stage);
    japanese(&mut stage);
    assert_eq!(stage.app().rooms().wrap_up.draft.reason, "đúng 漢字");
}

/// Some methods take every sign for themselves, digits and Enter too, and hand them on with the word.
#[test]
fn digits_and_enter_that_a_method_takes_still_score_and_keep() {
    let mut stage = Stage::on_first_question();
    for (composed, score) in [("4", 4), ("３", 3), ("9", 3)] {
        compose(&mut stage, composed);
        assert_eq!(stage.given(), Some(score));
    }
    commit(&mut stage, "9");
    assert_eq!(stage.app().rooms().live.note.text, "9", "9 is no score, so it is text");
    stage.press(Key::Backspace);
    compose(&mut stage, "4");
    compose(&mut stage, "");
    commit(&mut stage, "4");
    assert_eq!((stage.given(), stage.app().rooms().live.note.text.as_str()), (Some(4), ""));
    // A space right behind it: it was the beginning of a sentence.
    compose(&mut stage, "5");
    stage.harness.event(Event::Ime(ImeEvent::Commit("5 ".to_owned())));
    stage.settle();
    assert_eq!((stage.given(), stage.app().rooms().live.note.text.as_str()), (Some(4), "5 "));
    compose(&mut stage, "năm");
    compose(&mut stage, "");
    stage.harness.event(Event::Ime(ImeEvent::Commit("\r".to_owned())));
    stage.harness.event(Event::Ime(ImeEvent::Commit("năm".to_owned())));
    stage.settle();
    assert_eq!(stage.note_words(), ["5 năm"]);
}
