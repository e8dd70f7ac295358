//! Icons, painted as shapes: no font has to have them.

use egui::{Color32, Pos2, Rect, Sense, Shape, Stroke, Ui, Vec2, pos2};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Icon {
    /// Done.
    Check,
    /// Under way.
    Dot,
    /// To come.
    Circle,
    /// Begun and not decided.
    Half,
    /// Left out.
    Dash,
    /// It could not be judged.
    Cross,
    /// To come back to.
    Flag,
    /// A strength.
    Plus,
    /// A concern.
    Minus,
    /// Somebody's own words.
    Quote,
    /// A plain note.
    Pencil,
    /// Private, or sealed.
    Lock,
    /// Attention.
    Warning,
}

/// In points.
pub const SIZE: f32 = 16.0;

/// For a line of text; the words beside it say the same.
pub fn icon_ui(ui: &mut Ui, icon: Icon, colour: Color32) {
    let (rect, _) = ui.allocate_exact_size(Vec2::splat(SIZE), Sense::hover());
    paint(ui, icon, rect, colour);
}

/// Paints an icon into a square.
pub fn paint(ui: &Ui, icon: Icon, rect: Rect, colour: Color32) {
    let at = |x: f32, y: f32| pos2(rect.left() + x * rect.width(), rect.top() + y * rect.height());
    let thin = Stroke::new(1.6, colour);
    let line = |points: Vec<Pos2>| Shape::line(points, thin);
    let painter = ui.painter();
    let size = rect.width();
    match icon {
        Icon::Check => {
            painter.add(Shape::line(
                vec![at(0.18, 0.55), at(0.42, 0.78), at(0.84, 0.25)],
                Stroke::new(2.0, colour),
            ));
        }
        Icon::Dot => {
            painter.circle_filled(rect.center(), size * 0.28, colour);
        }
        Icon::Circle => {
            painter.circle_stroke(rect.center(), size * 0.28, thin);
        }
        Icon::Half => {
            painter.circle_stroke(rect.center(), size * 0.28, thin);
            let mut left = vec![at(0.5, 0.22), at(0.5, 0.78)];
            left.extend((0..=8).map(|step| {
                let angle = std::f32::consts::PI * (0.5 + step as f32 / 8.0);
                rect.center() + size * 0.28 * Vec2::angled(angle)
            }));
            painter.add(Shape::convex_polygon(left, colour, Stroke::NONE));
        }
        Icon::Dash => {
            painter.add(line(vec![at(0.2, 0.5), at(0.8, 0.5)]));
        }
        Icon::Cross => {
            painter.add(line(vec![at(0.25, 0.25), at(0.75, 0.75)]));
            painter.add(line(vec![at(0.75, 0.25), at(0.25, 0.75)]));
        }
        Icon::Flag => {
            painter.add(line(vec![at(0.25, 0.9), at(0.25, 0.12)]));
            let cloth = vec![at(0.25, 0.14), at(0.85, 0.32), at(0.25, 0.54)];
            painter.add(Shape::convex_polygon(cloth, colour, Stroke::NONE));
        }
        Icon::Plus => {
            painter.add(line(vec![at(0.2, 0.5), at(0.8, 0.5)]));
            painter.add(line(vec![at(0.5, 0.2), at(0.5, 0.8)]));
        }
        Icon::Minus => {
            painter.add(line(vec![at(0.2, 0.5), at(0.8, 0.5)]));
        }
        Icon::Quote => {
            for x in [0.3, 0.68] {
                painter.circle_filled(at(x, 0.62), size * 0.13, colour);
                painter.add(line(vec![at(x - 0.1, 0.6), at(x - 0.06, 0.4), at(x + 0.08, 0.26)]));
            }
        }
        Icon::Pencil => {
            painter.add(line(vec![at(0.2, 0.82), at(0.28, 0.58), at(0.72, 0.14)]));
            painter.add(line(vec![at(0.2, 0.82), at(0.44, 0.74), at(0.88, 0.3), at(0.72, 0.14)]));
        }
        Icon::Lock => {
            let body = Rect::from_two_pos(at(0.2, 0.48), at(0.8, 0.88));
            painter.rect_filled(body, 2.0, colour);
            painter.add(line(vec![
                at(0.32, 0.5),
                at(0.32, 0.3),
                at(0.42, 0.16),
                at(0.58, 0.16),
                at(0.68, 0.3),
                at(0.68, 0.5),
            ]));
        }
        Icon::Warning => {
            painter
                .add(Shape::closed_line(vec![at(0.5, 0.12), at(0.93, 0.86), at(0.07, 0.86)], thin));
            painter.add(line(vec![at(0.5, 0.38), at(0.5, 0.62)]));
            painter.circle_filled(at(0.5, 0.74), size * 0.06, colour);
        }
    }
}
