//! Points to listen for, and red flags: read at a glance, ticked by a click or a chord.

use egui::Ui;

use super::{Scene, answer};
use crate::domain::session::Answer;
use crate::frame::command::Command;
use crate::frame::request::Out;
use crate::rooms::live::{Action, Live};
use crate::ui::widgets::points::{show_news, ticks_ui};
use crate::ui::widgets::{cap, label, small};

/// Draws the points, or in their place what the scores mean.
pub fn points_ui(ui: &mut Ui, scene: Scene<'_>, room: &Live, out: &mut Out<Action>) {
    let drawn = ui.scope(|ui| points_or_scale_ui(ui, scene, room, out));
    show_news(ui, "scale", room.shows_scale, &drawn.response, Some(egui::Align::TOP));
}

fn points_or_scale_ui(ui: &mut Ui, scene: Scene<'_>, room: &Live, out: &mut Out<Action>) {
    let Some(planned) = scene.planned() else { return };
    if room.shows_scale {
        return answer::scale_ui(ui, out);
    }
    let question = planned.question();
    let unknown = Answer::default();
    let answer = scene.held.session().answer(planned.id()).unwrap_or(&unknown);
    head_ui(ui, scene, !question.listen_for.is_empty(), out);
    if let Some(place) = ticks_ui(ui, question, answer) {
        out.act(Action::Tick(planned.id().clone(), place));
    }
}

fn head_ui(ui: &mut Ui, scene: Scene<'_>, has_points: bool, out: &mut Out<Action>) {
    ui.horizontal(|ui| {
        if !has_points {
            label(ui, "No points prepared: score by the cards below");
        } else {
            label(ui, "Listen for: core");
            if ui.available_width() > 320.0 {
                cap(ui, if ui.ctx().os().is_mac() { "Cmd+Shift+1–9" } else { "Ctrl+Shift+1–9" });
            }
        }
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let is_mac = ui.ctx().os().is_mac();
            for (command, words) in [(Command::ShowScale, "Scale"), (Command::ShowAnswer, "Answer")]
            {
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
