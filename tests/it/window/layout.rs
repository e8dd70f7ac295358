//! What must be on screen is on screen.

use plumbline::root::Screen;

use super::asks::{go, sample};
use egui::accesskit::Role;
use egui::{Key, Rect, Vec2};
use egui_kittest::kittest::Queryable;
use plumbline::frame::prefs::ThemeChoice;

use super::stage::{SIZE, Stage, TestClock};

const SETS: [&str; 5] = [
    "Junior, 60 minutes",
    "Mid-level, 60 minutes",
    "Senior, 60 minutes",
    "6 years' experience, 60 minutes",
    "System design, 60 minutes",
];

fn is_inside(rect: Rect) -> bool {
    Rect::from_min_size(egui::Pos2::ZERO, SIZE).contains_rect(rect)
}

#[test]
fn nothing_that_is_needed_while_talking_is_off_screen() {
    let folder = tempfile::tempdir().unwrap();
    let mut stage = Stage::open(folder.path());
    for set in SETS {
        stage.begin(
            set,
            "Nguyễn Thị Minh Khai Aleksandrovna Konstantinopolskaya-Wolfeschlegelstein",
        );
        stage.press(Key::N);
        let count = stage.session().answers.len();
        for _ in 0..count {
            let question = stage.session().current.unwrap();
            let steps: Vec<Rect> =
                stage.harness.get_all_by_role(Role::RadioButton).map(|node| node.rect()).collect();
            assert_eq!(steps.len(), 6, "{question}");
            assert!(steps.iter().all(|rect| is_inside(*rect)), "{question}: {steps:?}");
            let heights: Vec<i32> = steps.iter().map(|rect| rect.height() as i32).collect();
            assert!(heights.windows(2).all(|pair| pair[0] == pair[1]), "{question}: {heights:?}");
            let note = stage.harness.get_by_role_and_label(Role::MultilineTextInput, "Note").rect();
            assert!(is_inside(note), "{question}: {note:?}");
            assert!(steps.iter().all(|rect| rect.bottom() < note.top()), "{question}");
            stage.press(Key::N);
        }
        stage.press_with(egui::Modifiers::COMMAND, Key::E);
        stage.press(Key::Enter);
    }
}

#[test]
fn every_screen_draws_at_every_size_and_in_both_themes() {
    for (size, scale) in
        [(SIZE, 1.0), (SIZE, 2.0), (Vec2::new(640.0, 360.0), 1.0), (Vec2::new(1920.0, 1080.0), 0.8)]
    {
        let folder = tempfile::tempdir().unwrap();
        let mut stage = Stage::open_at(folder.path(), size, scale, TestClock::new());
        stage.begin(SETS[3], "Łukasz Øvergaard");
        stage.press(Key::N);
        stage.press(Key::A);
        stage.press(Key::Num4);
        assert!(stage.says("chosen") || stage.says("Score 4"));
        for theme in [ThemeChoice::Light, ThemeChoice::Dark] {
            stage.theme(theme);
            for screen in [
                Screen::Live,
                Screen::Home,
                Screen::Start,
                Screen::Sessions,
                Screen::Bank,
                Screen::Sets,
                Screen::Settings,
                Screen::WrapUp,
            ] {
                stage.app().handle(vec![go(screen)]);
                stage.settle();
            }
            stage.app().handle(vec![sample()]);
            stage.settle();
            assert!(stage.says("Overall score"));
        }
    }
}
