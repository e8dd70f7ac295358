//! What must be on screen is on screen.

use egui::accesskit::Role;
use egui::{Key, Pos2, Rect, Vec2};
use egui_kittest::kittest::{By, NodeT, Queryable};
use plumbline::frame::command::Command;
use plumbline::frame::prefs::ThemeChoice;
use plumbline::root::everywhere::Everywhere;
use plumbline::root::{Action, Screen};

use super::asks::{go, sample};
use super::stage::{SIZE, Stage};

const SETS: [&str; 5] = [
    "Junior, 60 minutes",
    "Mid-level, 60 minutes",
    "Senior, 60 minutes",
    "6 years' experience, 60 minutes",
    "System design, 60 minutes",
];

fn is_inside(rect: Rect) -> bool {
    Rect::from_min_size(Pos2::ZERO, SIZE).contains_rect(rect)
}

/// Where the steps of the scale are.
fn steps(stage: &Stage) -> Vec<Rect> {
    stage.harness.get_all_by_role(Role::RadioButton).map(|node| node.rect()).collect()
}

fn note_field(stage: &Stage) -> Rect {
    stage.harness.get_by_role_and_label(Role::MultilineTextInput, "Note").rect()
}

#[test]
fn nothing_that_is_needed_while_talking_is_off_screen() {
    let mut stage = Stage::new();
    for set in SETS {
        stage.begin_with(
            set,
            "Nguyễn Thị Minh Khai Aleksandrovna Konstantinopolskaya-Wolfeschlegelstein",
        );
        stage.next();
        let count = stage.session().answers.len();
        for _ in 0..count {
            let question = stage.session().current.unwrap();
            let steps = steps(&stage);
            assert_eq!(steps.len(), 6, "{question}");
            assert!(steps.iter().all(|rect| is_inside(*rect)), "{question}: {steps:?}");
            let heights: Vec<i32> = steps.iter().map(|rect| rect.height() as i32).collect();
            assert!(heights.windows(2).all(|pair| pair[0] == pair[1]), "{question}: {heights:?}");
            let note = note_field(&stage);
            assert!(is_inside(note), "{question}: {note:?}");
            assert!(steps.iter().all(|rect| rect.bottom() < note.top()), "{question}");
            stage.next();
        }
        stage.end();
    }
}

#[test]
fn every_screen_draws_at_every_size_and_in_both_themes() {
    for (size, scale) in
        [(SIZE, 1.0), (SIZE, 2.0), (Vec2::new(640.0, 360.0), 1.0), (Vec2::new(1920.0, 1080.0), 0.8)]
    {
        let mut stage = Stage::with().size(size).scale(scale).open();
        stage.begin("Łukasz Øvergaard");
        stage.next();
        stage.run(Command::ShowAnswer);
        stage.score(4);
        assert!(stage.says("chosen") || stage.says("Score 4"));
        for theme in [ThemeChoice::Light, ThemeChoice::Dark] {
            stage.ask(Action::Everywhere(Everywhere::SetTheme(theme)));
            for screen in Screen::ALL {
                stage.ask(go(*screen));
            }
            stage.ask(sample());
            assert!(stage.says("Page 1 of "));
            stage.run(Command::PagesOrText);
            assert!(stage.says("Overall score"));
            stage.run(Command::PagesOrText);
        }
    }
}

#[test]
fn a_long_note_pushes_nothing_away() {
    let mut stage = Stage::on_first_question();
    stage.run(Command::Note);
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
        let mut stage = Stage::with().size(size.into()).open();
        stage.begin("Ada");
        stage.next();
        let prompt = stage.harness.query_all_by_label_contains("A Django backend serves");
        let prompt = prompt.map(|node| node.rect()).next().unwrap();
        let covers = |rect: Rect| {
            rect.top() < prompt.bottom()
                && rect.left() < prompt.right()
                && rect.bottom() > prompt.top()
        };
        assert!(prompt.height() < size.1 / 2.0, "{size:?}");
        let [scale, note] = [steps(&stage), vec![note_field(&stage)]];
        assert!(scale.into_iter().chain(note).all(|rect| !covers(rect)), "{size:?}");
    }
}

#[test]
fn what_has_the_focus_is_in_view() {
    let mut stage = Stage::with().scale(2.0).open();
    stage.begin("Ada");
    stage.end();
    let view = Rect::from_min_size(Pos2::ZERO, SIZE / 2.0);
    stage.run(Command::Recommend);
    for _ in 0..8 {
        let is_focused = By::new().predicate(|node| node.is_focused());
        for node in stage.harness.query_all(is_focused) {
            assert!(view.contains_rect(node.rect()), "{:?}", node.accesskit_node().label());
        }
        stage.press(Key::Tab);
    }
}
