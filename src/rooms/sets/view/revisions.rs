//! Newer revisions of a set's questions, each to be looked at before it is taken over.

use egui::Ui;

use super::changes::changes_ui;
use crate::domain::words::count;
use crate::rooms::sets::revisions::{Decision, Review};
use crate::tokens::screen;
use crate::ui::widgets::{button, card, card_title, label};

/// Draws every revision; the caller scrolls and takes the decision.
pub fn revisions_ui(ui: &mut Ui, review: &Review) -> Option<Decision> {
    let mut decision = None;
    if review.entries.is_empty() {
        label(ui, "Every question of this set is as in the bank");
        return None;
    }
    let changed = count(review.entries.len(), "question");
    label(ui, format!("{changed} changed in the bank since this set was saved"));
    if review.entries.len() > 1 && button(ui, "Take all over").clicked() {
        decision = Some(Decision::AcceptAll);
    }
    for entry in &review.entries {
        ui.add_space(screen::STEP * 2.0);
        card(ui, |ui| {
            let title = format!("{}. {}", entry.number, entry.name);
            card_title(ui, &title);
            changes_ui(ui, &entry.changes, ["in this set", "in the bank"]);
            let button = button(ui, "Take this over");
            // Two questions may have the same name.
            let spoken = format!("Take this over: {title}");
            button.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &spoken));
            if button.clicked() {
                decision = Some(Decision::Accept(entry.id.clone()));
            }
        });
    }
    decision
}
