//! Ten minutes before the interview: the set is read, notes are left, and they stand there again.

use std::fs;

use egui::Key;
use egui::accesskit::Role;
use egui::{Modifiers, Vec2};
use egui_kittest::kittest::Queryable;
use plumbline::domain::ids::QuestionId;

use super::stage::Stage;
use super::verbs::SET;

const NOTE: &str = "Your own note";

/// A set on screen, at its first question.
fn reading() -> Stage {
    let mut stage = Stage::new();
    stage.prepare(SET, "Ada");
    stage.press(Key::PageDown);
    stage
}

/// The question that is read.
fn read(stage: &Stage) -> Option<QuestionId> {
    stage.app().rooms().start.reading.note.question().cloned()
}

fn questions(stage: &Stage) -> Vec<QuestionId> {
    let bank = stage.app().content().bank();
    let set = bank.sets.iter().find(|set| set.title == SET).unwrap();
    set.items.iter().map(|item| item.question.clone()).collect()
}

#[test]
fn a_set_is_read_by_keys_from_its_plan_to_its_plan() {
    let mut stage = Stage::new();
    stage.prepare(SET, "Ada");
    let all = questions(&stage);
    assert_eq!(read(&stage), None);
    for (place, question) in (1..).zip(&all) {
        stage.press(Key::PageDown);
        assert_eq!(read(&stage).as_ref(), Some(question));
        assert!(stage.says(&format!("{place} of {}", all.len())));
    }
    stage.press(Key::PageDown);
    assert_eq!(read(&stage), None, "behind the last lies the plan");
    stage.press(Key::PageUp);
    assert_eq!(read(&stage).as_ref(), all.last());
    stage.click(Role::Button, "Plan");
    assert_eq!(read(&stage), None);
    assert!(stage.has_button("Read it"));
}

#[test]
fn the_reader_shows_a_question_whole_with_nothing_to_score() {
    let mut stage = Stage::new();
    stage.prepare(SET, "Ada");
    for _ in 0..questions(&stage).len() {
        stage.press(Key::PageDown);
        let id = read(&stage).unwrap();
        let question = stage.app().content().bank().question(&id).unwrap().clone();
        assert!(stage.says(question.name()));
        for point in &question.listen_for {
            assert!(
                stage.says(&point.text.replace('`', "")) || stage.says(&point.text),
                "{point:?}"
            );
        }
        for flag in &question.red_flags {
            assert!(stage.says(&format!("Red flag: {}", flag.text)), "{flag:?}");
        }
        for probe in &question.probes {
            let reply = probe.reply.iter().chain([&probe.ask]);
            for words in reply {
                assert!(stage.says(&words.replace('`', "")), "{words}");
            }
        }
        for words in question.anchors.values() {
            assert!(stage.says(&words.replace('`', "")), "{words}");
        }
        if let Some(material) = &question.candidate_material {
            assert!(stage.says(material.lines().next().unwrap()));
        }
        assert!(!stage.says("Score 3:"), "nothing is scored here");
    }
}

#[test]
fn a_note_written_before_the_interview_stands_there_live_and_after_a_restart() {
    let mut stage = reading();
    let first = read(&stage).unwrap();
    stage.fill(NOTE, "Ask about\u{7} Celery");
    assert_eq!(stage.app().desk().annotation(&first), None, "typed a moment ago");
    stage.pass_secs(3);
    assert_eq!(stage.app().desk().annotation(&first), Some("Ask about Celery"));
    assert_eq!(stage.unsaved(), 0);
    // Turning the page keeps what was typed at once.
    stage.fill(NOTE, " first");
    stage.press(Key::PageDown);
    assert_eq!(stage.app().desk().annotation(&first), Some("Ask about Celery first"));
    assert!(!stage.says("Celery"), "the next question has no note");
    let mut stage = stage.restart();
    stage.prepare(SET, "Ada");
    stage.press(Key::PageDown);
    assert!(stage.says("Ask about Celery first"));
    stage.click(Role::Button, "Start interview");
    stage.next();
    assert_eq!(stage.session().current.as_ref(), Some(&first));
    assert!(stage.shows(NOTE) && stage.says("Ask about Celery first"));
    stage.next();
    assert!(!stage.says("Celery"));
}

#[test]
fn an_own_note_is_on_no_scorecard() {
    let mut stage = reading();
    stage.fill(NOTE, "Ask about Celery");
    stage.click(Role::Button, "Start interview");
    stage.next();
    stage.score(3);
    stage.submit("Yes", "Weighs costs well.");
    for name in ["card.md", "card.json", "card.csv"] {
        let path = stage.folder().join(name);
        stage.export_to(&path);
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains("Ada") && !text.contains("Celery"), "{name}");
    }
    let record = format!("{:?}", stage.record());
    assert!(!record.contains("Celery"), "no session holds it either");
}

#[test]
fn a_note_is_taken_back_by_emptying_it() {
    let mut stage = reading();
    let first = read(&stage).unwrap();
    stage.fill(NOTE, "Ask about Celery");
    stage.pass_secs(3);
    stage.press_command(Key::A);
    stage.press(Key::Delete);
    stage.pass_secs(3);
    assert_eq!(stage.app().desk().annotation(&first), None);
    let stage = stage.restart();
    assert_eq!(stage.app().desk().annotation(&first), None);
}

#[test]
fn a_note_that_cannot_be_saved_is_kept_and_saved_later() {
    let mut stage = reading();
    let first = read(&stage).unwrap();
    let blocker = stage.block_records();
    stage.fill(NOTE, "Ask about Celery");
    stage.pass_secs(3);
    assert!(stage.says("Not saved:") && stage.unsaved() == 1);
    assert!(!stage.ask_close(), "the program does not close over it");
    stage.press(Key::Escape);
    drop(blocker);
    stage.click(Role::Button, "Save again");
    assert!(stage.unsaved() == 0 && !stage.says("Not saved"));
    let stage = stage.restart();
    assert_eq!(stage.app().desk().annotation(&first), Some("Ask about Celery"));
}

#[test]
fn records_that_can_only_be_read_show_notes_and_take_none() {
    let mut first = reading();
    first.fill(NOTE, "Ask about Celery");
    first.pass_secs(3);
    let mut second = first.beside();
    second.press(Key::F3);
    second.click_row(SET);
    second.press(Key::PageDown);
    assert!(second.says("Ask about Celery") && second.says("can't be changed now"));
    let fields = second.harness.query_all_by_role(Role::MultilineTextInput);
    assert_eq!(fields.count(), 0);
}

#[test]
fn a_long_note_flows_and_scrolls_at_every_size() {
    for (size, scale) in [
        (Vec2::new(1280.0, 720.0), 1.0),
        (Vec2::new(1280.0, 720.0), 2.0),
        (Vec2::new(360.0, 360.0), 1.0),
    ] {
        let mut stage = Stage::with().size(size).scale(scale).open();
        stage.prepare(SET, "Ada");
        stage.press(Key::PageDown);
        let first = read(&stage).unwrap();
        let long = "word ".repeat(2_000);
        stage.fill(NOTE, &long);
        stage.fill(NOTE, "no room for this");
        stage.pass_secs(3);
        let kept = stage.app().desk().annotation(&first).unwrap();
        assert_eq!(kept, long.trim(), "{size} at {scale}");
        // The question scrolls by key while the note is typed.
        stage.press_with(Modifiers::COMMAND, Key::ArrowDown);
        stage.press(Key::PageDown);
        assert_ne!(read(&stage), Some(first));
        stage.primary();
        stage.next();
        assert!(stage.shows(NOTE), "{size} at {scale}");
    }
}

#[test]
fn a_question_scrolls_by_key_at_every_size() {
    for (size, scale) in [(Vec2::new(1280.0, 720.0), 1.0), (Vec2::new(1280.0, 720.0), 2.0)] {
        let mut stage = Stage::with().size(size).scale(scale).open();
        stage.prepare(SET, "Ada");
        stage.press(Key::PageDown);
        let top = |stage: &Stage| stage.harness.get_by_label("Expected answer").rect().top();
        let before = top(&stage);
        stage.press_with(Modifiers::COMMAND, Key::ArrowDown);
        let after = top(&stage);
        assert!(after < before, "at {scale}: {before} to {after}");
        stage.press_with(Modifiers::COMMAND, Key::ArrowUp);
        assert_eq!(top(&stage), before, "at {scale}");
    }
}

#[test]
fn start_starts_the_set_that_is_shown() {
    let mut stage = Stage::new();
    let other = stage.app().content().bank().sets.iter().find(|set| set.title != SET).unwrap();
    let title = other.title.clone();
    stage.click_row(SET);
    stage.press(Key::PageDown);
    stage.press(Key::PageUp);
    stage.click_row(&title);
    assert_eq!(read(&stage), None, "another set begins with its plan");
    assert!(stage.says(&format!("“{title}”")));
    stage.press(Key::PageDown);
    stage.primary();
    assert_eq!(stage.record().set.title, title);
}

#[test]
fn rows_say_what_a_set_is_about() {
    let stage = Stage::new();
    let sets: Vec<(String, String)> = stage
        .app()
        .content()
        .ready_sets()
        .map(|(set, gist)| (set.title.clone(), gist.to_owned()))
        .collect();
    assert!(!sets.is_empty());
    let mut stage = stage;
    for key in [Key::F2, Key::F3, Key::F6] {
        stage.press(key);
        for (title, gist) in &sets {
            assert!(!gist.is_empty() && stage.says(&format!("{title}, {gist}")), "{title}: {gist}");
        }
    }
}
