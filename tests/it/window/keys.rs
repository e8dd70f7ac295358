//! One table of commands: no clash in it or with the toolkit, and right on other layouts.

use std::collections::BTreeMap;

use egui::{Event, Key as EguiKey, Modifiers};
use plumbline::domain::session::Outcome;
use plumbline::frame::chord::{Chord, Key};
use plumbline::frame::command::{Reach, TABLE};

use super::stage::Stage;

const SET: &str = "6 years' experience, 60 minutes";

/// What the toolkit does with a chord while a text field has the focus, wherever a command could want
/// the same one.
fn text_field_owns(chord: Chord) -> bool {
    let letters = if chord.shift { "Z" } else { "ACXVZYHUW" };
    match chord.key {
        Key::Letter(letter) if chord.command => letters.contains(letter),
        Key::Backspace | Key::Enter => !chord.command,
        Key::PageDown | Key::PageUp | Key::Function(_) => false,
        _ => chord.types_text(),
    }
}

#[test]
fn no_two_commands_share_a_chord() {
    let mut owners = BTreeMap::new();
    for entry in TABLE {
        for (chord, _) in entry.chords {
            let other = owners.insert(*chord, entry.title);
            assert_eq!(other, None, "{} and {}", entry.title, chord.label(false));
        }
    }
    assert!(owners.len() > 40);
}

#[test]
fn no_command_takes_a_chord_from_a_text_field() {
    for entry in TABLE {
        for (chord, reach) in entry.chords {
            let clashes = *reach == Reach::Everywhere && text_field_owns(*chord);
            assert!(!clashes, "{}: {}", entry.title, chord.label(false));
        }
    }
}

/// The toolkit moves and presses the focus with these, everywhere: none of them is in the table
/// without Ctrl.
#[test]
fn the_keys_of_the_focus_are_the_toolkits() {
    for entry in TABLE {
        for (chord, _) in entry.chords {
            assert!(chord.command || chord.key != Key::Enter, "{}", entry.title);
        }
    }
}

#[test]
fn every_command_is_in_the_table_once() {
    let mut commands: Vec<_> = TABLE.iter().map(|entry| entry.command).collect();
    let count = commands.len();
    commands.sort();
    commands.dedup();
    assert_eq!(commands.len(), count);
    assert!(TABLE.iter().all(|entry| !entry.title.is_empty()));
}

#[test]
fn digits_score_by_their_place_on_a_french_keyboard() {
    let folder = tempfile::tempdir().unwrap();
    let mut stage = Stage::open(folder.path());
    stage.begin(SET, "Ada");
    stage.press(EguiKey::N);
    let question = stage.session().current.unwrap();
    for (sign, place, step) in [
        (EguiKey::Quote, EguiKey::Num4, 4),
        // Signs that the toolkit has no name for come under the name of their place.
        (EguiKey::Num2, EguiKey::Num2, 2),
        (EguiKey::Minus, EguiKey::Num6, 2),
    ] {
        stage.press_at(sign, place);
        stage.press(EguiKey::Escape);
        let answer = stage.session().answer(&question).cloned().unwrap();
        assert!(
            matches!(answer.outcome, Outcome::Scored(given) if given.get() == step),
            "{sign:?} {place:?}: {:?}",
            answer.outcome
        );
    }
}

#[test]
fn what_is_typed_right_behind_a_key_lands_in_the_field() {
    let folder = tempfile::tempdir().unwrap();
    let mut stage = Stage::open(folder.path());
    stage.begin(SET, "Ada");
    stage.press(EguiKey::N);
    let key = |key, pressed| Event::Key {
        key,
        physical_key: None,
        pressed,
        repeat: false,
        modifiers: Modifiers::NONE,
    };
    // All in one frame, as from fast fingers on a slow machine: T opens the note, the rest is its
    // text, in which N and 4 are no commands.
    for (sign, text) in [(EguiKey::T, "t"), (EguiKey::N, "n"), (EguiKey::Num4, "4")] {
        stage.harness.event(key(sign, true));
        stage.harness.event(Event::Text(text.to_owned()));
        stage.harness.event(key(sign, false));
    }
    stage.settle();
    assert_eq!(stage.app().rooms().live.note.text, "n4");
    let session = stage.session();
    let question = session.current.clone().unwrap();
    assert_eq!(session.answer(&question).unwrap().outcome, Outcome::Open);
}

#[test]
fn in_a_text_field_undo_belongs_to_the_text() {
    let folder = tempfile::tempdir().unwrap();
    let mut stage = Stage::open(folder.path());
    stage.begin(SET, "Ada");
    stage.press(EguiKey::N);
    stage.press(EguiKey::Num3);
    stage.press(EguiKey::T);
    stage.type_text("words");
    stage.press_with(Modifiers::COMMAND, EguiKey::Z);
    let question = stage.session().current.unwrap();
    let outcome = stage.session().answer(&question).unwrap().outcome.clone();
    assert!(matches!(outcome, Outcome::Scored(_)));
    stage.press(EguiKey::F5);
    let outcome = stage.session().answer(&question).unwrap().outcome.clone();
    assert_eq!(outcome, Outcome::Open, "F5 undoes the step from within the field");
}
