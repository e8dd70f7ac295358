//! Points to listen for, and red flags: read at a glance, ticked by a click or a chord.

use egui::{CornerRadius, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, Vec2, WidgetInfo, pos2, vec2};

use super::{Scene, answer};
use crate::domain::question::{Effect, Tier};
use crate::domain::session::Answer;
use crate::frame::command::Command;
use crate::frame::request::Out;
use crate::rooms::live::{Action, Live};
use crate::ui::theme::{Type, colours};
use crate::ui::widgets::icon::{Icon, paint};
use crate::ui::widgets::prose::words_job;
use crate::ui::widgets::{cap, label, small};

/// Draws the points, or in their place what the scores mean.
pub fn points_ui(ui: &mut Ui, scene: Scene<'_>, room: &Live, out: &mut Out<Action>) {
    let Some(planned) = scene.planned() else { return };
    if room.shows_scale {
        return answer::scale_ui(ui, out);
    }
    let question = planned.question();
    let unknown = Answer::default();
    let answer = scene.held.session().answer(planned.id()).unwrap_or(&unknown);
    head_ui(ui, scene, !question.listen_for.is_empty(), out);
    ui.spacing_mut().item_spacing.y = 1.0;
    let mut ticked = None;
    let mut place = 0;
    for (index, point) in (0_u16..).zip(&question.listen_for) {
        let is_first_depth = point.at == Tier::Depth && Some(place) == first_depth(question);
        if is_first_depth {
            label(ui, "Depth");
        }
        let row = TickRow {
            number: place + 1,
            words: &point.text,
            more: None,
            is_ticked: answer.points.contains_key(&index),
            is_flag: false,
        };
        if row.show(ui).clicked() {
            ticked = Some(place);
        }
        place += 1;
    }
    if !question.red_flags.is_empty() {
        label(ui, "Red flags");
    }
    for (index, flag) in (0_u16..).zip(&question.red_flags) {
        let effect = (flag.effect != Effect::Nothing).then(|| flag.effect.words());
        let row = TickRow {
            number: place + 1,
            words: &flag.text,
            more: effect.as_deref(),
            is_ticked: answer.flags.contains_key(&index),
            is_flag: true,
        };
        if row.show(ui).clicked() {
            ticked = Some(place);
        }
        place += 1;
    }
    if let Some(place) = ticked {
        out.act(Action::Tick(planned.id().clone(), place));
    }
}

fn first_depth(question: &crate::domain::question::Question) -> Option<usize> {
    question.listen_for.iter().position(|point| point.at == Tier::Depth)
}

fn head_ui(ui: &mut Ui, scene: Scene<'_>, has_points: bool, out: &mut Out<Action>) {
    ui.horizontal(|ui| {
        if has_points {
            label(ui, "Listen for");
            if ui.available_width() > 320.0 {
                cap(ui, if ui.ctx().os().is_mac() { "Cmd+Shift+1–9" } else { "Ctrl+Shift+1–9" });
            }
        }
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let is_mac = ui.ctx().os().is_mac();
            for (command, words) in [(Command::ShowScale, "Scale"), (Command::ShowAnswer, "Answer")] {
                let chord = command.chord().map_or(String::new(), |chord| chord.label(is_mac));
                let hover = format!("{} ({chord})", command.title());
                ui.scope(|ui| {
                    let button = small(ui, words).on_hover_text(hover);
                    if button.clicked() && scene.look.can_run(command) {
                        out.run(command);
                    }
                });
            }
        });
    });
}

/// A statement with its tick.
struct TickRow<'a> {
    /// The digit of its chord.
    number: usize,
    words: &'a str,
    more: Option<&'a str>,
    is_ticked: bool,
    is_flag: bool,
}

impl TickRow<'_> {
    fn show(self, ui: &mut Ui) -> Response {
        let colours = colours(ui);
        let words = match self.more {
            Some(more) => format!("{} ({more})", self.words),
            None => self.words.to_owned(),
        };
        let width = ui.available_width();
        let gutter = 48.0;
        let style = if self.is_ticked { Type::Strong } else { Type::Body };
        // As wide as it is when ticked, so that nothing moves.
        let measure = words_job(&words, Type::Strong, colours.text, width - gutter - 4.0);
        let height = ui.painter().layout_job(measure).size().y;
        let size = vec2(width, (height + 5.0).max(24.0));
        let (rect, response) = ui.allocate_exact_size(size, Sense::click());
        let spoken = if self.is_flag { format!("Red flag: {words}") } else { words.clone() };
        response.widget_info(|| {
            WidgetInfo::selected(Role::CheckBox, true, self.is_ticked, &spoken)
        });
        let radius = CornerRadius::same(4);
        if self.is_ticked || response.hovered() {
            let fill = if self.is_ticked { colours.chosen } else { colours.hover };
            ui.painter().rect_filled(rect, radius, fill);
        }
        if response.has_focus() {
            let ring = Stroke::new(2.0, colours.accent);
            ui.painter().rect_stroke(rect, radius, ring, StrokeKind::Inside);
        }
        let middle = rect.top() + 12.0;
        let font = Type::Label.font();
        let number = self.number.to_string();
        let align = egui::Align2::CENTER_CENTER;
        ui.painter().text(pos2(rect.left() + 9.0, middle), align, number, font, colours.muted);
        let side = Vec2::splat(16.0);
        let tick = Rect::from_center_size(pos2(rect.left() + 30.0, middle), side);
        let ink = if self.is_flag { colours.caution } else { colours.accent };
        if self.is_ticked {
            let icon = if self.is_flag { Icon::Warning } else { Icon::Check };
            paint(ui, icon, tick, ink);
        } else {
            let edge = Stroke::new(1.0, colours.edge);
            ui.painter().rect_stroke(tick.shrink(1.0), CornerRadius::same(3), edge, StrokeKind::Inside);
        }
        let job = words_job(&words, style, colours.text, width - gutter - 4.0);
        let galley = ui.painter().layout_job(job);
        ui.painter().galley(pos2(rect.left() + gutter, rect.top() + 2.0), galley, colours.text);
        response
    }
}

