//! Two sets side by side.

use egui::{Grid, Ui};

use super::changes::changes_ui;
use crate::rooms::sets::compare::{SideBySide, SideRow};
use crate::tokens::screen;
use crate::ui::theme::Type;
use crate::ui::widgets::{card_title, label, line, text};

/// Draws the comparison; the caller scrolls. `only_differences` hides what both sets agree on.
pub fn compare_ui(ui: &mut Ui, sides: &SideBySide, only_differences: &mut bool) {
    let [first, second] = &sides.titles;
    card_title(ui, &format!("{first} and {second}"));
    label(ui, &sides.summary);
    ui.checkbox(only_differences, "Only show differences");
    ui.add_space(screen::STEP);
    changes_ui(ui, &sides.about, SIDES);
    let rows = sides.rows.iter().filter(|row| !*only_differences || !row.agrees());
    let width = (ui.available_width() * 0.4).max(120.0);
    Grid::new("side by side").num_columns(4).striped(true).min_row_height(screen::CONTROL).show(
        ui,
        |ui| {
            for words in ["Question", "First", "Second", ""] {
                label(ui, words);
            }
            ui.end_row();
            for row in rows.clone() {
                row_ui(ui, row, width);
            }
        },
    );
    for row in rows.filter(|row| !row.changes.is_empty()) {
        ui.add_space(screen::STEP);
        text(ui, &row.name, Type::Strong);
        changes_ui(ui, &row.changes, SIDES);
    }
}

const SIDES: [&str; 2] = ["in the first", "in the second"];

fn row_ui(ui: &mut Ui, row: &SideRow, width: f32) {
    ui.scope(|ui| {
        ui.set_max_width(width);
        line(ui, &row.name, Type::Body);
    });
    for cell in &row.cells {
        text(ui, if cell.is_empty() { "–" } else { cell }, Type::Body);
    }
    label(ui, row.note());
    ui.end_row();
}
