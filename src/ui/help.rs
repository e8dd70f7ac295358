//! Every key in one table.

use egui::{Grid, ScrollArea, Ui};

use super::theme::Type;
use super::widgets::{button, cap, chord_cap, label, modal, text};
use crate::frame::command::{Command, Group, Reach, TABLE};

/// True where it is to be closed.
pub fn help_ui(ui: &mut Ui) -> bool {
    let height = ui.ctx().content_rect().height() - 150.0;
    let mut is_closed = false;
    let response = modal(ui, "help", egui::Align2::CENTER_CENTER, 620.0, |ui| {
        ui.horizontal(|ui| {
            text(ui, "Keys", Type::Heading);
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                let close = button(ui, "Close");
                if ui.memory(|memory| memory.focused().is_none()) {
                    close.request_focus();
                }
                is_closed = close.clicked();
            });
        });
        label(ui, "Plain keys act while no text field has the focus; Esc leaves a field");
        let height = height.max(120.0);
        ScrollArea::vertical().max_height(height).min_scrolled_height(height).show(ui, |ui| {
            super::widgets::turn_pages_over(ui);
            ui.set_min_width(ui.available_width());
            keys_table_ui(ui);
        });
    });
    is_closed || response.should_close()
}

pub fn keys_table_ui(ui: &mut Ui) {
    for group in Group::ALL {
        ui.add_space(4.0);
        text(ui, group.label(), Type::List);
        Grid::new(group.label()).num_columns(2).spacing([24.0, 4.0]).show(ui, |ui| {
            for entry in TABLE.iter().filter(|entry| entry.group == group) {
                if entry.command.score().is_some() {
                    if entry.command == Command::Score1 {
                        scores_row_ui(ui);
                    }
                    continue;
                }
                text(ui, entry.title, Type::Body);
                ui.horizontal(|ui| {
                    for (chord, reach) in entry.chords {
                        chord_cap(ui, *chord);
                        // A plain key never acts while typing, so only a chord with Ctrl needs the
                        // remark.
                        if *reach == Reach::Everywhere && chord.command && entry.chords.len() > 1 {
                            label(ui, "also while typing");
                        }
                    }
                    if entry.chords.is_empty() {
                        label(ui, "in All commands (Ctrl+K)");
                    }
                });
                ui.end_row();
            }
        });
    }
}

/// The five scores as one row.
fn scores_row_ui(ui: &mut Ui) {
    text(ui, "Score 1 to 5", Type::Body);
    ui.horizontal(|ui| {
        cap(ui, "1–5");
        cap(ui, if ui.ctx().os().is_mac() { "Cmd+1–5" } else { "Ctrl+1–5" });
        label(ui, "also while typing");
    });
    ui.end_row();
}
