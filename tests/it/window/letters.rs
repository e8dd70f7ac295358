//! Letters write: no sentence that begins with a letter changes anything but words, wherever it is typed
//! and whatever has the focus. 1,000 sentences over all screens, and 10,000 where `PLUMBLINE_FULL` is set.

use egui::accesskit::Role;
use egui::{Event, Key, Modifiers};
use egui_kittest::kittest::Queryable;
use plumbline::frame::command::Command;
use plumbline::root::Screen;

use crate::chance::Chance;

use super::asks::{go, sample};
use super::stage::{Stage, key_event};

/// Sentences for each of the ten screens.
fn count() -> usize {
    if std::env::var_os("PLUMBLINE_FULL").is_some() { 1_000 } else { 100 }
}

/// Begins with a letter; then letters, digits, spaces and signs.
fn sentence(chance: &mut Chance) -> String {
    const LETTERS: &[u8] = b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    const OTHERS: &[u8] = b"aeinrst 0123456789 .,;:!?+-\"'()/ ";
    let mut pick = |from: &[u8]| char::from(*chance.pick(from).unwrap());
    let mut sentence = pick(LETTERS).to_string();
    for _ in 0..pick(b"159BGL") as u32 % 24 + 2 {
        let sign = pick(OTHERS);
        sentence.push(sign);
    }
    // A note keeps neither the space behind it nor a doubled one before a sign.
    sentence.trim_end().to_owned()
}

/// A key for what is typed, as far as the toolkit has a name for it.
fn key_of(sign: char) -> Option<Key> {
    match sign {
        ' ' => Some(Key::Space),
        '+' => Some(Key::Plus),
        '-' => Some(Key::Minus),
        _ => Key::from_name(&sign.to_uppercase().to_string()),
    }
}

/// Types as a keyboard does: every sign is a key that goes down, a text, and a key that comes up.
fn type_keys(stage: &mut Stage, text: &str, signs_per_frame: usize) {
    for (place, sign) in text.chars().enumerate() {
        let key = key_of(sign);
        let press = |pressed| key.map(|key| key_event(key, Some(key), pressed, Modifiers::NONE));
        press(true).into_iter().for_each(|event| stage.harness.event(event));
        stage.harness.event(Event::Text(sign.to_string()));
        press(false).into_iter().for_each(|event| stage.harness.event(event));
        if place % signs_per_frame == signs_per_frame - 1 {
            stage.harness.step();
        }
    }
    stage.settle();
}

/// What no typing may change, on any screen.
fn state(stage: &Stage) -> String {
    let app = stage.app();
    let held: Vec<String> = app
        .desk()
        .held()
        .values()
        .map(|held| {
            let session = held.session();
            let outcomes: Vec<String> = session
                .answers
                .values()
                .map(|it| format!("{:?} {}", it.outcome, it.marked))
                .collect();
            format!(
                "{:?} {:?} {:?} {:?} {:?}",
                session.phase, outcomes, session.order, session.recommendation, session.current
            )
        })
        .collect();
    format!(
        "{held:?} {:?} {} {:?} {:?}",
        app.rooms().wrap_up.draft.recommendation,
        app.desk().index().total,
        app.screen(),
        app.has_form(),
    )
}

/// Sentences wherever the Tab key leads.
fn nothing_changes(mut stage: Stage, what: &str) {
    let mut chance = Chance::new(count() as u64 + what.len() as u64);
    let before = state(&stage);
    for _ in 0..count() {
        // Anything may have the focus by accident.
        for _ in 0..chance.below(3) {
            stage.press(Key::Tab);
        }
        let sentence = sentence(&mut chance);
        let signs_per_frame = 1 + chance.below(40);
        type_keys(&mut stage, &sentence, signs_per_frame);
        assert_eq!(state(&stage), before, "{what}: {sentence:?}");
    }
}

#[test]
fn in_lists_and_forms_no_sentence_changes_anything() {
    for screen in [
        Screen::Home,
        Screen::Sessions,
        Screen::Bank,
        Screen::Sets,
        Screen::Settings,
        Screen::Practice,
    ] {
        let mut stage = Stage::new();
        stage.plan("Ada");
        stage.ask(go(screen));
        nothing_changes(stage, screen.title());
    }
}

#[test]
fn before_and_behind_an_interview_no_sentence_changes_anything() {
    let mut stage = Stage::new();
    stage.ask(go(Screen::Start));
    nothing_changes(stage, "New interview");
    let mut stage = Stage::new();
    stage.ask(sample());
    nothing_changes(stage, "Scorecard");
    let mut stage = Stage::on_first_question();
    stage.score(3);
    stage.note("+ Asked first");
    stage.end();
    stage.click_row("1 Sessions or tokens");
    nothing_changes(stage, "Wrap-up");
}

#[test]
fn in_the_interview_every_sentence_arrives_whole_as_a_note() {
    let mut stage = Stage::on_first_question();
    stage.score(3);
    let mut chance = Chance::new(count() as u64);
    for number in 0..count() {
        if number % 100 == 99 {
            // So that the list of notes does not grow for ever; the words stay what they are.
            stage.end();
            stage = Stage::on_first_question();
            stage.score(3);
        }
        // A button may have the focus by accident.
        for _ in 0..chance.below(3) {
            stage.press(Key::Tab);
        }
        let sentence = sentence(&mut chance);
        let signs_per_frame = 1 + chance.below(40);
        type_keys(&mut stage, &sentence, signs_per_frame);
        stage.press(Key::Enter);
        assert_eq!(stage.note_words().last().map(String::as_str), Some(sentence.as_str()));
        assert_eq!(stage.app().rooms().live.note.text, "", "{sentence:?}");
        assert_eq!((stage.on_stage(), stage.given()), (Some(1), Some(3)), "{sentence:?}");
        assert_eq!(
            stage.session().order,
            stage.record().set.items.iter().map(|it| it.question.id.clone()).collect::<Vec<_>>()
        );
        assert!(
            stage
                .session()
                .answers
                .values()
                .all(|answer| !answer.marked && answer.points.is_empty())
        );
    }
}

#[test]
fn the_sentence_that_once_chose_strong_no_chooses_nothing() {
    const SENTENCE: &str = "Reasons from evidence, 3 of 5 areas strong";
    let mut stage = Stage::on_first_question();
    stage.end();
    stage.click_row("1 Sessions or tokens");
    let (outcomes, notes) = (stage.outcomes(), stage.note_words());
    // A click beside the reason leaves nothing in focus; then a radio button has it.
    for command in [None, Some(Command::Recommend)] {
        command.into_iter().for_each(|command| stage.run(command));
        type_keys(&mut stage, SENTENCE, 3);
        assert_eq!(stage.app().rooms().wrap_up.draft.recommendation, None);
        assert_eq!((stage.outcomes(), stage.note_words()), (outcomes.clone(), notes.clone()));
        assert!(stage.notice().contains("No field has the focus"), "{}", stage.notice());
    }
    // The answer in focus takes a digit, and its anchors are there.
    stage.harness.get_by_label_contains("Score 5").focus();
    stage.settle();
    stage.press(Key::Num4);
    assert_eq!(
        stage.outcomes()[0],
        plumbline::domain::session::Verdict::Scored(4.try_into().unwrap())
    );
    assert_eq!(stage.harness.query_all_by_role(Role::RadioButton).count(), 6 + 5);
}
