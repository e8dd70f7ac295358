//! No score without an anchor in view: whatever the window's size, a digit scores only in a frame that
//! showed all of the scale, in the order 0 to 5.

use egui::accesskit::Role;
use egui::{Key, Rect, vec2};
use egui_kittest::kittest::{NodeT, Queryable};
use plumbline::domain::session::Verdict;

use crate::chance::Chance;

use super::stage::Stage;
use super::verbs::digit;

/// The places of 0 to 5, in the order of a screen reader.
fn scale(stage: &Stage) -> Vec<(String, Rect)> {
    let nodes = stage.harness.query_all_by_role(Role::RadioButton);
    let named = nodes.map(|node| (node.accesskit_node().label().unwrap_or_default(), node.rect()));
    named.filter(|(name, _)| name.starts_with("Score ") || name == "Not assessed").collect()
}

/// What lies between the bar above and the line below; in one column, between the title and the field.
fn view(stage: &Stage) -> Rect {
    let pause = stage.harness.get_by_role_and_label(Role::Button, "Pause").rect();
    let size = stage.harness.ctx.content_rect().size();
    let saved = stage.harness.query_all_by_label("Saved").map(|node| node.rect().top());
    let mut foot = saved.fold(size.y, f32::min);
    let mut top = pause.bottom();
    let field = stage.harness.get_by_role_and_label(Role::MultilineTextInput, "Note").rect();
    let whole = scale(stage).iter().map(|(_, rect)| *rect).reduce(Rect::union).unwrap();
    if size.x < 560.0 && whole.width() > 0.8 * size.x {
        foot = foot.min(field.top());
        top += 40.0;
    }
    Rect::from_min_max(egui::pos2(0.0, top), egui::pos2(size.x, foot))
}

/// Whether every anchor is seen; of one that is taller than its place, the top.
fn is_in_view(stage: &Stage) -> bool {
    let view = view(stage);
    let whole = scale(stage).iter().map(|(_, rect)| *rect).reduce(Rect::union).unwrap();
    let fits = whole.height() + 24.0 <= view.height();
    whole.top() >= view.top() - 1.0 && (!fits || whole.bottom() <= view.bottom() + 1.0)
}

fn is_read_in_order(stage: &Stage) -> bool {
    let names: Vec<String> = scale(stage).into_iter().map(|(name, _)| name).collect();
    let starts = ["Not assessed", "Score 1", "Score 2", "Score 3", "Score 4", "Score 5"];
    names.len() == 6 && names.iter().zip(starts).all(|(name, start)| name.starts_with(start))
}

/// Left to right, then top to bottom.
fn stands_in_order(stage: &Stage) -> bool {
    let places: Vec<Rect> = scale(stage).into_iter().map(|(_, rect)| rect).collect();
    places.windows(2).all(|pair| {
        let is_beside = pair[1].left() > pair[0].left() && pair[1].top() < pair[0].bottom();
        let is_below = pair[1].top() >= pair[0].bottom();
        is_beside || is_below
    })
}

const SIZES: [(f32, f32); 9] = [
    (1280.0, 720.0),
    (1920.0, 1080.0),
    (1024.0, 768.0),
    (900.0, 600.0),
    (640.0, 360.0),
    (700.0, 500.0),
    (420.0, 660.0),
    (380.0, 420.0),
    (1200.0, 400.0),
];

#[test]
fn every_digit_that_scores_had_the_anchors_on_screen() {
    let mut chance = Chance::new(7);
    let (mut scored, mut brought_back) = (0, 0);
    for (width, height) in SIZES {
        for scale in [1.0, 2.0] {
            if scale > 1.0 && width < 900.0 {
                continue;
            }
            let mut stage = Stage::with().size(vec2(width, height)).scale(scale).open();
            stage.begin("Ada");
            for _ in 0..7 {
                stage.next();
                assert!(is_read_in_order(&stage), "{width} × {height}");
                assert!(stands_in_order(&stage), "{width} × {height}");
                // Scrolls somewhere, with whatever is under the pointer.
                let at = egui::pos2(
                    chance.below(width as usize) as f32,
                    chance.below(height as usize) as f32,
                ) / scale;
                let delta = vec2(0.0, chance.below(900) as f32 - 450.0);
                stage.harness.event(egui::Event::PointerMoved(at));
                stage.harness.event(egui::Event::MouseWheel {
                    unit: egui::MouseWheelUnit::Point,
                    delta,
                    source: egui::MouseWheelSource::Wheel,
                    phase: egui::TouchPhase::Move,
                    modifiers: egui::Modifiers::NONE,
                });
                // A wheel turns on for a while.
                stage.harness.run_steps(12);
                stage.settle();
                let was_in_view = is_in_view(&stage);
                let before = stage.outcome();
                stage.press(digit(1 + chance.below(5) as u8));
                if stage.outcome() == before {
                    assert!(is_in_view(&stage), "the digit brings them back at {width} × {height}");
                    brought_back += 1;
                    stage.press(digit(3));
                    let outcome = stage.outcome();
                    assert!(matches!(outcome, Verdict::Scored(_)), "{width} × {height} × {scale}");
                } else {
                    let seen = (view(&stage), self::scale(&stage));
                    assert!(was_in_view, "out of view at {width} × {height} × {scale}: {seen:?}");
                }
                scored += 1;
                stage.press(Key::PageDown);
                stage.press(Key::PageUp);
            }
        }
    }
    println!("{scored} scores, {brought_back} times the anchors came back first");
    assert!(scored > 60);
}

/// The note field has the focus all the time; it must not pull the question to itself.
#[test]
fn in_every_window_a_question_begins_with_its_prompt() {
    for (width, height) in SIZES {
        let mut stage = Stage::with().size(vec2(width, height)).open();
        stage.begin("Ada");
        for _ in 0..7 {
            stage.next();
            let (session, record) = (stage.session(), stage.record());
            let id = session.current.as_ref().unwrap();
            let prompt = &session.find(&record.set, id).unwrap().question().prompt;
            let begins = prompt.split(['`', '\n']).next().unwrap().to_owned();
            let named = stage.harness.query_all_by_label_contains(&begins);
            let tops: Vec<f32> = named.map(|node| node.rect().top()).collect();
            let bar = stage.harness.get_by_role_and_label(Role::Button, "Pause").rect().bottom();
            let is_seen = tops.iter().any(|top| (bar..height - 60.0).contains(top));
            assert!(is_seen, "{width} × {height}: {begins:?} at {tops:?}");
        }
    }
}
