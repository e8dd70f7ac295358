//! The expected answer, in a column beside the conversation; and what the scores mean.

use egui::{ScrollArea, Ui};

use super::Scene;
use crate::frame::command::Command;
use crate::frame::request::Out;
use crate::rooms::live::Action;
use crate::ui::theme::Type;
use crate::ui::widgets::code::code_ui;
use crate::ui::widgets::points::meanings_ui;
use crate::ui::widgets::prose::prose_ui;
use crate::ui::widgets::{card_title, keycap, label, small};

/// Below these there is no room for a long title beside its key.
const NARROW: f32 = 260.0;
const NARROW_SCALE: f32 = 400.0;

pub fn answer_ui(ui: &mut Ui, scene: Scene<'_>, out: &mut Out<Action>) {
    let Some(planned) = scene.planned() else { return };
    ui.horizontal(|ui| {
        let is_narrow = ui.available_width() < NARROW;
        card_title(ui, if is_narrow { "Answer" } else { "Expected answer" });
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            keycap(ui, Command::ShowAnswer);
            if small(ui, "Hide").accessible_name("Hide the expected answer").clicked() {
                out.run(Command::ShowAnswer);
            }
        });
    });
    let scroll = ScrollArea::vertical().auto_shrink(false).id_salt((planned.id(), "answer"));
    scroll.show(ui, |ui| {
        prose_ui(ui, &planned.question().answer, Type::Body);
        if let Some(material) = &planned.question().interviewer_material {
            label(ui, "For your eyes only");
            code_ui(ui, material);
        }
    });
}

/// The table that turns points into a score: a person does, the program never.
pub fn scale_ui(ui: &mut Ui, out: &mut Out<Action>) {
    ui.horizontal(|ui| {
        let is_narrow = ui.available_width() < NARROW_SCALE;
        card_title(ui, if is_narrow { "Scale" } else { "What the scores mean" });
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            keycap(ui, Command::ShowScale);
            if small(ui, "Back to the points").clicked() {
                out.run(Command::ShowScale);
            }
        });
    });
    meanings_ui(ui);
}
