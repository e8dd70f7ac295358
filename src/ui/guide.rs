//! The interviewer's guide: how to ask and score, what the scores mean, what is measured.

use egui::{ScrollArea, Ui};

use super::theme::Type;
use super::widgets::field::take_focus;
use super::widgets::points::meanings_ui;
use super::widgets::prose::prose_ui;
use super::widgets::{card_title, heading, modal, primary, text, turn_pages_over};
use crate::frame::focus::Focus;
use crate::shared::look::Look;
use crate::tokens::screen;

const WIDTH: f32 = 760.0;

/// Whether it is to be put away.
pub fn guide_ui(ui: &Ui, look: Look<'_>) -> bool {
    let bank = look.content().bank();
    let response = modal(ui, "guide", egui::Align2::CENTER_CENTER, WIDTH, |ui| {
        heading(ui, "Interviewer's guide");
        let height = (ui.ctx().content_rect().height() - 190.0).max(120.0);
        ScrollArea::vertical().max_height(height).show(ui, |ui| {
            turn_pages_over(ui);
            for advice in &bank.guidance {
                part(ui, &advice.title);
                prose_ui(ui, &advice.text, Type::Body);
            }
            part(ui, "What the scores mean");
            meanings_ui(ui);
            if !bank.competencies.is_empty() {
                part(ui, "What is measured");
            }
            for competency in &bank.competencies {
                text(ui, competency.title.as_str(), Type::Strong);
                prose_ui(ui, &competency.about, Type::Body);
            }
        });
        ui.add_space(screen::STEP);
        let close = primary(ui, "Close", true);
        if take_focus(ui, Focus::First) {
            close.request_focus();
        }
        close.clicked()
    });
    response.inner || response.should_close()
}

fn part(ui: &mut Ui, title: &str) {
    ui.add_space(screen::STEP);
    card_title(ui, title);
}
