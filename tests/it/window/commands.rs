//! One table of commands: none is in the way of another or of the toolkit.

use std::collections::BTreeMap;

use egui::Key as Pressed;
use egui::accesskit::Role;
use plumbline::frame::chord::{Chord, Key};
use plumbline::frame::command::{Reach, TABLE};

use super::stage::Stage;

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
fn the_palette_finds_and_runs_a_command() {
    let mut stage = Stage::new();
    stage.press_command(Pressed::K);
    stage.type_text("bank");
    stage.press(Pressed::Enter);
    assert!(stage.says("32 of 32 questions"));
    stage.press(Pressed::F1);
    assert!(stage.says("Keys"));
    stage.press(Pressed::Escape);
    assert!(!stage.app().has_form());
}

#[test]
fn the_menu_lists_what_can_be_done_now() {
    let mut stage = Stage::new();
    stage.click(Role::Button, "Menu");
    assert!(stage.says("Question bank") && !stage.says("Skip the question…"));
    stage.click_row("Question bank");
    assert!(stage.says("32 of 32 questions"));
    stage.begin("Ada");
    stage.next();
    stage.click(Role::Button, "Menu");
    stage.click_row("Skip the question…");
    assert!(stage.says("Skip this question"));
}
