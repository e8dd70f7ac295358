//! What a first trial by a new user found.

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT, Queryable};
use plumbline::domain::event::Detail;
use plumbline::root::Screen;

use super::asks::sample;
use plumbline::domain::session::{Outcome, Phase};

use super::stage::{SIZE, Stage, TestClock};

const COMMAND: Modifiers = Modifiers::COMMAND;
const SET: &str = "6 years' experience, 60 minutes";

fn note_words(stage: &mut Stage) -> Vec<String> {
    let held = stage.app().desk().current().unwrap();
    let notes = held.session().notes.iter();
    notes.map(|note| held.record().words(&note.text).unwrap().to_owned()).collect()
}

#[test]
fn an_edited_note_is_taken_back_to_what_it_said() {
    let folder = tempfile::tempdir().unwrap();
    let mut stage = Stage::open(folder.path());
    stage.begin(SET, "Ada");
    stage.press(Key::N);
    stage.press(Key::T);
    stage.type_text("first");
    stage.pass_secs(3);
    stage.type_text(" words");
    stage.press(Key::Enter);
    stage.press(Key::Escape);
    stage.click(Role::Button, "Edit note: first words");
    stage.type_text(" and more");
    stage.pass_secs(3);
    stage.type_text(" still");
    stage.press(Key::Enter);
    assert_eq!(note_words(&mut stage), ["first words and more still"]);
    stage.press(Key::F5);
    assert_eq!(note_words(&mut stage), ["first words"]);
    assert!(stage.says("Undone: note"));
    stage.press(Key::F5);
    assert_eq!(note_words(&mut stage), Vec::<String>::new());
    stage.press(Key::F6);
    stage.press(Key::F6);
    assert_eq!(note_words(&mut stage), ["first words and more still"]);
}

#[test]
fn undo_says_which_step_it_took_back() {
    let folder = tempfile::tempdir().unwrap();
    let mut stage = Stage::open(folder.path());
    stage.begin(SET, "Ada");
    stage.press(Key::N);
    stage.press(Key::Num4);
    stage.press(Key::N);
    stage.press(Key::F5);
    assert!(stage.says("Undone: score 4 of question 1"));
}

#[test]
fn no_step_is_taken_back_from_behind_one_that_stays() {
    let folder = tempfile::tempdir().unwrap();
    let mut stage = Stage::open(folder.path());
    stage.press(Key::F3);
    stage.click_row(SET);
    stage.click(Role::Button, "Start the clock");
    stage.press(Key::N);
    stage.press(Key::Num4);
    // The first name has nothing before it, so it stays; F5 must not reach behind it.
    stage.press(Key::D);
    stage.type_text("Ada");
    stage.press(Key::Enter);
    stage.press(Key::F5);
    let session = stage.session();
    let question = session.current.clone().unwrap();
    assert!(matches!(session.answer(&question).unwrap().outcome, Outcome::Scored(_)));
    // A second name gives way to the first.
    stage.press(Key::D);
    stage.type_text(" Lovelace");
    stage.press(Key::Enter);
    stage.press(Key::F5);
    let held = stage.app().desk().current().unwrap();
    let name = &held.session().details[&Detail::Candidate];
    assert_eq!(held.record().words(name), Some("Ada"));
}

#[test]
fn nobody_holds_two_interviews_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let mut stage = Stage::open(folder.path());
    stage.begin(SET, "Ada");
    stage.pass_secs(3);
    stage.begin(SET, "Grace");
    assert!(stage.says("Ada: paused, since another interview runs"));
    let live = |stage: &mut Stage| {
        let held = stage.app().desk().held().values();
        held.filter(|held| held.session().phase == Phase::Live).count()
    };
    assert_eq!(live(&mut stage), 1);
    stage.press(Key::F4);
    stage.click_row("Ada");
    stage.press_with(COMMAND, Key::Enter);
    stage.press(Key::F8);
    assert_eq!(live(&mut stage), 1, "Grace's clock stops when Ada's goes on");
}

#[test]
fn a_message_goes_with_the_next_thing_that_is_done() {
    let folder = tempfile::tempdir().unwrap();
    let mut stage = Stage::open(folder.path());
    stage.begin(SET, "Ada");
    stage.press(Key::F4);
    stage.click_row("Ada");
    stage.click(Role::Button, "Discard");
    assert!(stage.says("discarded"));
    stage.press(Key::F2);
    assert!(stage.harness.query_by_label("Undo").is_none(), "no stale undo");
}

#[test]
fn who_types_goes_on_typing_on_the_next_question() {
    let folder = tempfile::tempdir().unwrap();
    let mut stage = Stage::open(folder.path());
    stage.begin(SET, "Ada");
    stage.press(Key::N);
    stage.press(Key::T);
    stage.type_text("one");
    stage.press(Key::PageDown);
    stage.type_text("Deep");
    stage.press(Key::Enter);
    assert!(!stage.app().has_form());
    let session = stage.session();
    assert_eq!(session.notes.len(), 2);
    assert_eq!(session.notes[1].question, session.current);
}

#[test]
fn enter_leads_from_name_to_name() {
    let folder = tempfile::tempdir().unwrap();
    let mut stage = Stage::open(folder.path());
    stage.press(Key::F3);
    for words in ["Ada", "Engineer", "Grace"] {
        stage.type_text(words);
        stage.press(Key::Enter);
    }
    let start = &stage.app().rooms().start.details;
    assert_eq!(
        [start.candidate.as_str(), &start.role, &start.interviewer],
        ["Ada", "Engineer", "Grace"]
    );
}

#[test]
fn what_does_not_fit_can_be_scrolled_by_key() {
    let folder = tempfile::tempdir().unwrap();
    let mut stage = Stage::open_at(folder.path(), SIZE, 1.0, TestClock::new());
    let top = |stage: &Stage, words: &str| {
        let nodes = stage.harness.query_all_by_label_contains(words);
        nodes.map(|node| node.rect().top()).fold(f32::INFINITY, f32::min)
    };
    stage.app().handle(vec![sample()]);
    stage.settle();
    let before = top(&stage, "Competencies");
    stage.press(Key::PageDown);
    assert!(top(&stage, "Competencies") < before);
    stage.press(Key::K);
    assert_eq!(top(&stage, "Competencies"), before);
    stage.press(Key::F1);
    let before = top(&stage, "In the interview");
    stage.press(Key::PageDown);
    assert!(top(&stage, "In the interview") < before);
    assert!(stage.app().screen() == Screen::Scorecard);
}

#[test]
fn control_and_zero_gives_the_usual_size_as_everywhere() {
    let folder = tempfile::tempdir().unwrap();
    let mut stage = Stage::open(folder.path());
    stage.begin(SET, "Ada");
    stage.press(Key::N);
    stage.press_with(COMMAND, Key::Plus);
    stage.press_with(COMMAND, Key::Num0);
    assert_eq!(stage.app().frame().prefs().scale_percent, 100);
    let session = stage.session();
    let question = session.current.clone().unwrap();
    assert_eq!(session.answer(&question).unwrap().outcome, Outcome::Open);
}

/// Words typed where no field has the focus reach keys that are commands: none of them may write.
#[test]
fn words_that_miss_their_field_change_no_name() {
    let folder = tempfile::tempdir().unwrap();
    let mut stage = Stage::open(folder.path());
    stage.begin(SET, "Ada");
    stage.press_with(COMMAND, Key::E);
    stage.press(Key::Enter);
    for key in [Key::G, Key::O, Key::O, Key::D, Key::R, Key::E, Key::A, Key::S, Key::O, Key::N] {
        stage.press(key);
    }
    assert!(!stage.app().has_form());
    stage.click(Role::Button, "Details…");
    assert!(stage.says("Candidate, role and interviewer"));
}

#[test]
fn what_has_the_focus_is_in_view() {
    let folder = tempfile::tempdir().unwrap();
    let mut stage = Stage::open_at(folder.path(), SIZE, 2.0, TestClock::new());
    stage.begin(SET, "Ada");
    stage.press_with(COMMAND, Key::E);
    stage.press(Key::Enter);
    let view = egui::Rect::from_min_size(egui::Pos2::ZERO, SIZE / 2.0);
    stage.press(Key::R);
    for _ in 0..8 {
        let focused = stage
            .harness
            .query_all(egui_kittest::kittest::By::new().predicate(|node| node.is_focused()));
        for node in focused {
            assert!(view.contains_rect(node.rect()), "{:?}", node.accesskit_node().label());
        }
        stage.press(Key::Tab);
    }
}

#[test]
fn a_long_note_pushes_nothing_away() {
    let folder = tempfile::tempdir().unwrap();
    let mut stage = Stage::open(folder.path());
    stage.begin(SET, "Ada");
    stage.press(Key::N);
    stage.press(Key::T);
    let steps = |stage: &Stage| -> Vec<egui::Rect> {
        stage.harness.get_all_by_role(Role::RadioButton).map(|node| node.rect()).collect()
    };
    let before = steps(&stage);
    stage.type_text(&"words and more words ".repeat(190));
    assert_eq!(steps(&stage), before);
    stage.press(Key::Enter);
    assert_eq!(steps(&stage), before);
    assert_eq!(stage.session().notes.len(), 1);
}

#[test]
fn the_prompt_is_seen_at_ordinary_sizes() {
    for size in [(900.0, 600.0), (960.0, 640.0), (1024.0, 700.0), (1280.0, 720.0)] {
        let folder = tempfile::tempdir().unwrap();
        let mut stage = Stage::open_at(folder.path(), size.into(), 1.0, TestClock::new());
        stage.begin(SET, "Ada");
        stage.press(Key::N);
        let prompt = stage.harness.query_all_by_label_contains("One Django backend serves");
        let prompt = prompt.map(|node| node.rect()).next().unwrap();
        let note = stage.harness.get_by_role_and_label(Role::MultilineTextInput, "Note").rect();
        let steps = stage.harness.get_all_by_role(Role::RadioButton).map(|node| node.rect());
        let covers = |rect: egui::Rect| {
            rect.top() < prompt.bottom()
                && rect.left() < prompt.right()
                && rect.bottom() > prompt.top()
        };
        assert!(prompt.height() < size.1 / 2.0, "{size:?}");
        assert!(!covers(note) && steps.into_iter().all(|rect| !covers(rect)), "{size:?}");
    }
}
