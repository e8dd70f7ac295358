//! Keys act once, by their place where that counts, and belong to the text where one is typed.

use egui::accesskit::Role;
use egui::{Event, Key, Modifiers};
use egui_kittest::kittest::Queryable;
use plumbline::domain::session::Verdict;
use plumbline::root::Screen;

use super::asks::sample;
use super::stage::{Stage, key_event};
use super::verbs::SET;

#[test]
fn digits_score_by_their_place_on_a_french_keyboard() {
    let mut stage = Stage::on_first_question();
    for (sign, place, step) in [
        (Key::Quote, Key::Num4, 4),
        // Signs that the toolkit has no name for come under the name of their place.
        (Key::Num2, Key::Num2, 2),
        (Key::Minus, Key::Num6, 2),
    ] {
        stage.press_at(sign, place, Modifiers::NONE);
        stage.press(Key::Escape);
        assert_eq!(stage.given(), Some(step), "{sign:?} {place:?}");
    }
}

#[test]
fn what_is_typed_right_behind_a_key_lands_in_the_field() {
    let mut stage = Stage::on_first_question();
    let key = |key, pressed| key_event(key, None, pressed, Modifiers::NONE);
    // All in one frame, as from fast fingers on a slow machine: the next question, then its note, in
    // which 4 is no score.
    for (sign, text) in [(Key::PageDown, ""), (Key::N, "n"), (Key::Num4, "4")] {
        stage.harness.event(key(sign, true));
        if !text.is_empty() {
            stage.harness.event(Event::Text(text.to_owned()));
        }
        stage.harness.event(key(sign, false));
    }
    stage.settle();
    assert_eq!(stage.on_stage(), Some(2));
    assert_eq!(stage.app().rooms().live.note.text, "n4");
    assert_eq!(stage.outcomes(), vec![Verdict::Open; 7]);
}

#[test]
fn in_a_text_field_undo_belongs_to_the_text() {
    let mut stage = Stage::on_first_question();
    stage.score(3);
    stage.type_note("words");
    stage.press_command(Key::Z);
    assert_eq!(stage.given(), Some(3));
    assert_eq!(stage.app().rooms().live.note.text, "", "the typing is undone");
    stage.press_command(Key::Z);
    assert_eq!(stage.outcome(), Verdict::Open, "with nothing typed it is the score");
    stage.press_with(Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
    assert_eq!(stage.given(), Some(3));
}

#[test]
fn a_number_pad_that_scrolls_does_not_score() {
    let mut stage = Stage::on_first_question();
    for (sign, place) in
        [(Key::End, Key::Num1), (Key::ArrowDown, Key::Num2), (Key::ArrowLeft, Key::Num4)]
    {
        stage.press_at(sign, place, Modifiers::NONE);
        assert_eq!(stage.outcome(), Verdict::Open, "{sign:?}");
    }
    stage.press_at(Key::Num4, Key::Num4, Modifiers::NONE);
    assert_eq!(stage.given(), Some(4));
}

#[test]
fn a_key_that_is_held_down_acts_once() {
    let mut stage = Stage::in_interview();
    for repeat in [false, true, true, true] {
        let (key, modifiers) = (Key::PageDown, Modifiers::NONE);
        stage.harness.event(Event::Key {
            key,
            physical_key: None,
            pressed: true,
            repeat,
            modifiers,
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
    let mut stage = Stage::on_first_question();
    let held = Modifiers::COMMAND | Modifiers::SHIFT;
    for heard in [1, 0, 1] {
        let place = Some(Key::Num1);
        stage.harness.event(key_event(Key::Exclamationmark, place, true, held));
        stage.harness.event(key_event(Key::Num1, place, false, Modifiers::COMMAND));
        stage.settle();
        let session = stage.session();
        let question = session.current.clone().unwrap();
        assert_eq!(session.answer(&question).unwrap().points.len(), heard);
    }
}

#[test]
fn a_sign_that_takes_shift_begins_a_note_and_scores_nothing() {
    let mut stage = Stage::on_first_question();
    stage.press_at(Key::Exclamationmark, Key::Num1, Modifiers::SHIFT);
    assert_eq!(stage.outcome(), Verdict::Open);
    // On a French keyboard the digit itself takes Shift.
    stage.press_at(Key::Num4, Key::Num4, Modifiers::SHIFT);
    assert_eq!(stage.given(), Some(4));
}

#[test]
fn the_key_of_the_main_action_deletes_nothing() {
    let mut stage = Stage::new();
    stage.press(Key::F3);
    stage.click_row(SET);
    stage.click(Role::Button, "Save for later");
    stage.select("Candidate not named");
    stage.click(Role::Button, "Delete…");
    stage.primary();
    // The focus is on the way out, and that is what the key presses.
    assert!(!stage.app().has_form());
    assert_eq!(stage.app().desk().index().total, 1);
}

/// Nobody puts a space behind a score, and everybody behind the number at the beginning of a sentence.
#[test]
fn a_digit_and_a_space_begin_a_note_and_give_the_score_back() {
    let mut stage = Stage::on_first_question();
    stage.score(4);
    let digit_and = |stage: &mut Stage, words: &str| {
        for (key, text) in [(Key::Num3, "3"), (Key::Space, words)] {
            stage.harness.event(key_event(key, Some(key), true, Modifiers::NONE));
            stage.harness.event(Event::Text(text.to_owned()));
            stage.harness.event(key_event(key, Some(key), false, Modifiers::NONE));
        }
        stage.settle();
    };
    digit_and(&mut stage, " ");
    assert_eq!(stage.given(), Some(4), "taken back");
    stage.enter("workers each");
    assert_eq!(stage.note_words(), ["3 workers each"]);
    // What is typed behind a score without a space is a note of its own, and so is a late space.
    digit_and(&mut stage, "Good");
    assert_eq!(stage.given(), Some(3));
    stage.press(Key::Enter);
    assert_eq!(stage.note_words()[1], "Good");
    stage.score(5);
    stage.harness.run_steps(8);
    stage.type_text(" 2 of them");
    stage.press(Key::Enter);
    assert_eq!((stage.given(), stage.note_words()[2].as_str()), (Some(5), "2 of them"));
}

#[test]
fn control_and_zero_scores_and_the_usual_size_has_shift_as_well() {
    let mut stage = Stage::on_first_question();
    stage.press_command(Key::Plus);
    assert_eq!(stage.app().frame().prefs().scale_percent, 115);
    stage.press_command(Key::Num0);
    assert_eq!(stage.outcome(), Verdict::NotAssessed(None));
    stage.press_at(Key::CloseBracket, Key::Num0, Modifiers::COMMAND | Modifiers::SHIFT);
    assert_eq!(stage.app().frame().prefs().scale_percent, 100);
}

#[test]
fn what_does_not_fit_can_be_scrolled_by_key() {
    let mut stage = Stage::new();
    let top = |stage: &Stage, words: &str| {
        let nodes = stage.harness.query_all_by_label_contains(words);
        nodes.map(|node| node.rect().top()).fold(f32::INFINITY, f32::min)
    };
    stage.ask(sample());
    stage.read_as_text();
    let before = top(&stage, "Competencies");
    stage.press(Key::PageDown);
    assert!(top(&stage, "Competencies") < before);
    stage.press(Key::PageUp);
    assert_eq!(top(&stage, "Competencies"), before);
    stage.press(Key::F1);
    let before = top(&stage, "In the interview");
    stage.press(Key::PageDown);
    assert!(top(&stage, "In the interview") < before);
    assert!(stage.app().screen() == Screen::Scorecard);
}
