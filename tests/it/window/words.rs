//! Every text of every screen, kept in a file to be read aloud.

use std::fmt::Write;
use std::fs;

use egui::Key;
use egui::accesskit::Role;
use egui_kittest::kittest::NodeT;
use plumbline::frame::command::Command;
use plumbline::root::{Action, Screen};

use super::asks::go;
use super::stage::Stage;
use crate::golden;

const SET: &str = "SET";

/// A workspace whose questions no other change touches.
const BANK: &str = r#"(
    schema: "plumbline.bank",
    version: 1,
    topic: "TOPIC",
    questions: [
        (
            id: "first",
            level: Beginner,
            kind: Knowledge,
            competency: "fundamentals",
            minutes: 3,
            prompt: "PROMPT 1",
            answer: "ANSWER 1",
            anchors: { 1: "ANCHOR 1", 3: "ANCHOR 3", 5: "ANCHOR 5" },
            probes: ["PROBE"],
            red_flags: ["FLAG"],
            covers: ["topic-key"],
            references: ["https://example.com/"],
            candidate_material: "MATERIAL",
        ),
        (
            id: "second",
            level: Advanced,
            kind: Design,
            competency: "fundamentals",
            minutes: 5,
            prompt: "PROMPT 2",
            answer: "ANSWER 2",
        ),
    ],
)"#;
const READY: &str = r#"(
    schema: "plumbline.set", version: 1, id: "ready", title: "SET", seniority: Mid,
    opening_minutes: 5, closing_minutes: 5,
    items: [
        (question: "first", section: "SECTION", minutes: 3, required: true, why: "WHY"),
        (question: "second", section: "SECTION", minutes: 5, required: false, why: ""),
    ],
)"#;

/// The texts of a screen that none before it has, in the order in which a screen reader says them.
fn texts(stage: &Stage, title: &str, folder: &str, out: &mut String) {
    writeln!(out, "## {title}\n").unwrap();
    for node in stage.harness.root().children_recursive() {
        let node = node.accesskit_node();
        let role = match node.role() {
            Role::Button => "[button] ",
            Role::CheckBox => "[check] ",
            Role::RadioButton => "[radio] ",
            Role::ComboBox => "[choice] ",
            Role::TextInput | Role::MultilineTextInput => "[field] ",
            _ => "",
        };
        let said = [node.label(), node.value(), node.placeholder().map(str::to_owned)];
        // Hashes differ with every change of the questions; paths break where the folder's name ends.
        let is_plain = |text: &String| !text.is_empty() && !is_hash(text) && !text.contains(".pdf");
        let said: Vec<String> = said.into_iter().flatten().filter(is_plain).collect();
        let line = format!("{role}{}", said.join(" | ")).replace(folder, "…").replace('\n', " / ");
        if !said.is_empty() && !out.lines().any(|known| known == line) {
            writeln!(out, "{line}").unwrap();
        }
    }
    out.push('\n');
}

fn is_hash(text: &str) -> bool {
    let last = text.split(' ').next_back().unwrap_or_default();
    last.len() == 64 && last.chars().all(|c| c.is_ascii_hexdigit())
}

#[test]
fn every_text_of_every_screen_is_as_kept() {
    let setup = Stage::with();
    let place = setup.folder().display().to_string();
    let workspace = setup.folder().join("workspace");
    fs::create_dir(&workspace).unwrap();
    fs::write(workspace.join("bank.ron"), BANK).unwrap();
    fs::write(workspace.join("set.ron"), READY).unwrap();
    let prefs = format!("(workspace: Some({:?}))", workspace.display().to_string());
    fs::write(setup.folder().join("preferences.ron"), prefs).unwrap();
    let mut stage = setup.open();
    let mut out = String::new();
    let mut look = |stage: &mut Stage, title: &str| texts(stage, title, &place, &mut out);
    look(&mut stage, "Home, first start");
    for screen in [Screen::Start, Screen::Sessions, Screen::Bank, Screen::Sets, Screen::Settings] {
        stage.ask(go(screen));
        look(&mut stage, screen.title());
    }
    stage.ask(go(Screen::Sets));
    stage.click_row(SET);
    look(&mut stage, "Sets, one chosen");
    stage.run(Command::AddQuestion);
    look(&mut stage, "Add a question to a set");
    stage.press(Key::Escape);
    stage.run(Command::EditWording);
    look(&mut stage, "Word a question for a set");
    stage.press(Key::Escape);
    stage.press_command(Key::O);
    look(&mut stage, "Open a file");
    stage.press(Key::Escape);
    stage.press_command(Key::K);
    look(&mut stage, "Commands");
    stage.press(Key::Escape);
    stage.run(Command::Guide);
    look(&mut stage, "Interviewer's guide");
    stage.press(Key::Escape);
    stage.press(Key::F6);
    stage.press_command(Key::S);
    look(&mut stage, "Save a set");
    stage.press(Key::Escape);
    stage.press(Key::F3);
    stage.fill("Candidate", "Dana Whitfield");
    stage.click_row(SET);
    look(&mut stage, "New interview, filled in");
    stage.click(Role::Button, "Save for later");
    look(&mut stage, "Interview, planned");
    stage.press_command(Key::Enter);
    look(&mut stage, "Interview, opening");
    stage.press(Key::PageDown);
    stage.run(Command::ShowAnswer);
    look(&mut stage, "Interview, a question and its answer");
    for command in [Command::Skip, Command::AddQuestion, Command::Details, Command::EndInterview] {
        stage.ask(Action::Run(command));
        look(&mut stage, command.title());
        stage.press(Key::Escape);
    }
    stage.press(Key::Num4);
    stage.run(Command::Note);
    stage.type_text("+ Split the table by tenant");
    stage.press(Key::Enter);
    stage.press(Key::Escape);
    stage.clock.pass_ms(7_000);
    stage.settle();
    look(&mut stage, "Interview, scored, with a note and a gap");
    stage.press(Key::F8);
    stage.press(Key::F2);
    look(&mut stage, "Home, an interview under way");
    assert!(stage.ask_close());
    stage.press(Key::F7);
    stage.press(Key::F8);
    assert!(!stage.ask_close());
    stage.settle();
    look(&mut stage, "Closing while the clock runs");
    stage.press(Key::Escape);
    stage.press_command(Key::E);
    stage.press(Key::Enter);
    look(&mut stage, "Wrap-up");
    stage.click_row("1");
    stage.click(Role::RadioButton, "Yes");
    stage.fill("Reason (for the hiring manager)", "Knows the limits of what she built.");
    look(&mut stage, "Wrap-up, a question looked at, recommended");
    stage.press_command(Key::Enter);
    look(&mut stage, "Submit");
    stage.press(Key::Enter);
    look(&mut stage, "Scorecard");
    stage.read_as_text();
    look(&mut stage, "Scorecard as text");
    stage.ask(Action::Run(Command::Amend));
    look(&mut stage, "Amend");
    stage.click(Role::RadioButton, "Change a score");
    stage.click(Role::ComboBox, "Question");
    stage.click_row("1. ");
    look(&mut stage, "Amend a score");
    stage.press(Key::Escape);
    stage.press(Key::F4);
    stage.click_row("Dana Whitfield");
    look(&mut stage, "Sessions, one chosen");
    stage.click(Role::Button, "Delete…");
    look(&mut stage, "Delete");
    stage.press(Key::Escape);
    golden::check("words/screens.txt", &out);
}
