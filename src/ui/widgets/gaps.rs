//! What a set lacks of its blueprint: one line, with the rest behind it.

use egui::{Label, Ui};

use super::icon::{Icon, icon_ui};
use super::small;
use crate::domain::ids::SetId;
use crate::export::words::count;
use crate::ui::theme::colours;

/// Draws nothing where nothing is missing; the details stay open until they are hidden.
pub fn gaps_ui(ui: &mut Ui, set: &SetId, gaps: &[String]) {
    let id = egui::Id::unique(("gaps of", set));
    let mut is_open = ui.data(|data| data.get_temp::<bool>(id)).unwrap_or(false);
    match gaps {
        [] => {}
        [gap] => warning_ui(ui, |ui| {
            ui.add(Label::new(format!("Misses its blueprint: {gap}")).wrap());
        }),
        gaps => {
            warning_ui(ui, |ui| {
                ui.label(format!("Misses its blueprint: {}", count(gaps.len(), "thing")));
                let words = if is_open { "Hide the details" } else { "Details" };
                if small(ui, words).clicked() {
                    is_open = !is_open;
                    ui.data_mut(|data| data.insert_temp(id, is_open));
                }
            });
            for gap in gaps.iter().filter(|_| is_open) {
                ui.horizontal_top(|ui| {
                    ui.add_space(24.0);
                    ui.add(Label::new(gap).wrap());
                });
            }
        }
    }
}

fn warning_ui(ui: &mut Ui, words: impl FnOnce(&mut Ui)) {
    ui.horizontal_top(|ui| {
        icon_ui(ui, Icon::Warning, colours(ui).caution);
        words(ui);
    });
}
