//! The menu: the commands that can be run now, by group.

use egui::{Button, Ui};

use super::widgets::label;
use crate::frame::command::Group;
use crate::frame::request::Out;
use crate::shared::look::Look;
use crate::tokens::screen;

pub fn menu_ui<A>(ui: &mut Ui, look: Look<'_>, out: &mut Out<A>) {
    let is_mac = ui.ctx().os().is_mac();
    ui.menu_button("Menu", |ui| {
        ui.set_min_width(280.0);
        let height = ui.ctx().content_rect().height() - 80.0;
        egui::ScrollArea::vertical().max_height(height).show(ui, |ui| {
            for group in Group::ALL {
                let entries = look.runnable.entries();
                let mut entries = entries.filter(|entry| entry.group == group).peekable();
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
                        out.run(entry.command);
                        ui.close();
                    }
                }
            }
        });
    });
}
