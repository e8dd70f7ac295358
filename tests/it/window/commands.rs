//! One table of commands: each can be run somewhere, and none is in the way of another or of the
//! toolkit.

use std::collections::{BTreeMap, BTreeSet};

use egui::Key as Pressed;
use egui::accesskit::Role;
use egui_kittest::kittest::{NodeT, Queryable};
use plumbline::frame::chord::{Chord, Key};
use plumbline::frame::command::{Command, Reach, TABLE};
use plumbline::root::Screen;

use super::asks::{go, sample};
use super::stage::Stage;

/// The commands that can be run in none of the states that a day with the program goes through.
fn never_runnable() -> BTreeSet<Command> {
    let mut never: BTreeSet<Command> = Command::ALL.iter().copied().collect();
    let mut look = |stage: &Stage| never.retain(|it| stage.app().resolve(*it).is_none());
    let mut stage = Stage::new();
    for screen in Screen::ALL {
        stage.ask(go(*screen));
        look(&stage);
    }
    stage.ask(go(Screen::Sets));
    stage.run(Command::SaveFile);
    look(&stage);
    stage.ask(sample());
    look(&stage);
    stage.plan("Ada");
    look(&stage);
    // Its clock runs, and the machine has slept: a score to take back, a gap to rule on.
    stage.primary();
    stage.next();
    stage.score(4);
    stage.clock.pass_ms(600_000);
    stage.pass_secs(1);
    look(&stage);
    stage.undo();
    look(&stage);
    stage.press(Pressed::F8);
    look(&stage);
    stage.press(Pressed::F8);
    let blocker = stage.block_records();
    stage.score(2);
    look(&stage);
    drop(blocker);
    stage.click(Role::Button, "Save again");
    stage.press(Pressed::F2);
    look(&stage);
    stage.press(Pressed::F7);
    // Half an hour too late, on every question in turn.
    for _ in 0..5 {
        stage.next();
        look(&stage);
    }
    for _ in 0..3 {
        stage.clock.pass_ms(600_000);
        stage.pass_secs(1);
        stage.run(Command::CountGap);
    }
    look(&stage);
    stage.end();
    look(&stage);
    stage.click(Role::RadioButton, "Yes");
    stage.give_reason("Weighs costs well.");
    stage.primary();
    look(&stage);
    stage.press(Pressed::Enter);
    look(&stage);
    stage.run(Command::Practice);
    stage.primary();
    look(&stage);
    never
}

#[test]
fn every_command_can_be_run_somewhere() {
    let never = never_runnable();
    assert!(never.is_empty(), "{never:?}");
}

/// What the toolkit does with a chord while a text field has the focus, wherever a command could want
/// the same one.
fn text_field_owns(chord: Chord) -> bool {
    let letters = if chord.shift { "Z" } else { "ACXVZYHUW" };
    match chord.key {
        Key::Letter(letter) if chord.command => letters.contains(letter),
        Key::Enter | Key::ArrowDown | Key::ArrowUp => !chord.command,
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
fn no_two_commands_have_one_title() {
    let titles: BTreeSet<_> = TABLE.iter().map(|entry| entry.title).collect();
    assert_eq!(titles.len(), TABLE.len());
}

/// What every node of the window is called.
fn names(stage: &Stage) -> Vec<String> {
    let nodes = stage.harness.root().children_recursive();
    let name = |node: egui_kittest::Node<'_>| {
        let node = node.accesskit_node();
        node.label().or(node.value())
    };
    nodes.filter_map(name).collect()
}

#[test]
fn the_help_shows_every_command_with_its_chords_once() {
    for is_in_interview in [false, true] {
        let mut stage = if is_in_interview { Stage::on_first_question() } else { Stage::new() };
        let behind = names(&stage);
        stage.press(Pressed::F1);
        let shown = names(&stage);
        let is_listed = |command: Command| command.score().is_none() && command.tick().is_none();
        for entry in TABLE.iter().filter(|entry| is_listed(entry.command)) {
            let chords: Vec<String> = entry.chords.iter().map(|(it, _)| it.label(false)).collect();
            let chords = chords.join("  ");
            let row = [entry.title, &chords].join(", ");
            let rows = [entry.title, row.trim_end_matches(", ")];
            let count =
                |names: &[String]| names.iter().filter(|it| rows.contains(&it.as_str())).count();
            assert_eq!(count(&shown) - count(&behind), 1, "{}", entry.title);
            assert!(shown.iter().any(|name| name.contains(&chords)), "{}: {chords}", entry.title);
        }
        for words in ["0–5", "Ctrl+0–5", "Ctrl+Shift+1–9", "any letter", "Space"] {
            assert!(shown.iter().any(|name| name == words), "{words}");
        }
    }
}

#[test]
fn the_palette_finds_and_runs_a_command() {
    let mut stage = Stage::new();
    stage.press_command(Pressed::K);
    stage.enter("bank");
    let all = stage.app().content().bank().questions.len();
    assert!(stage.says(&format!("{all} of {all} questions")));
    stage.press(Pressed::F1);
    assert!(stage.says("In the interview"));
    stage.press(Pressed::Escape);
    assert!(!stage.app().has_form());
}

#[test]
fn what_cannot_be_done_now_is_listed_and_cannot_be_chosen() {
    let mut stage = Stage::new();
    stage.click(Role::Button, "Commands");
    let button = |stage: &Stage| {
        stage
            .harness
            .query_by_role_and_label(Role::Button, "Skip the question…, Ctrl+Page down")
            .is_some()
    };
    assert!(stage.says("Skip the question…") && !button(&stage));
    stage.enter("skip");
    assert!(stage.says("No matching command"));
    stage.press(Pressed::Escape);
    stage.begin("Ada");
    stage.next();
    stage.click(Role::Button, "Commands");
    assert!(button(&stage));
    stage.click_row("Skip the question…");
    assert!(stage.says("Skip this question"));
}
