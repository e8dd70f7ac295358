//! The menu: the table of commands by group, with what can be done now.

use egui::{Button, Ui};

use super::widgets::label;
use crate::app::action::Action;
use crate::app::model::Model;
use crate::frame::command::{Group, TABLE};
use crate::tokens::screen;

/// The button with the menu below it.
pub fn menu_ui(ui: &mut Ui, model: &Model, out: &mut Vec<Action>) {
    let is_mac = ui.ctx().os().is_mac();
    ui.menu_button("Menu", |ui| {
        ui.set_min_width(280.0);
        let height = ui.ctx().content_rect().height() - 80.0;
        egui::ScrollArea::vertical().max_height(height).show(ui, |ui| {
            for group in Group::ALL {
                let mut entries = TABLE
                    .iter()
                    .filter(|entry| entry.group == group && model.allows(entry.command, None))
                    .peekable();
                if entries.peek().is_some() {
                    label(ui, group.label());
                }
                for entry in entries {
                    let chord = entry.chords.first().map(|(chord, _)| chord.label(is_mac));
                    let button = Button::new(entry.title)
                        .shortcut_text(chord.unwrap_or_default())
                        .frame_when_inactive(false)
                        .min_size(egui::vec2(ui.available_width(), screen::CONTROL));
                    if ui.add(button).clicked() {
                        out.push(Action::Run(entry.command));
                        ui.close();
                    }
                }
            }
        });
    });
}
