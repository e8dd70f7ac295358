//! Whether a question counts as asked, and the way to say otherwise.

use egui::Ui;

use super::{button, keycap, label};
use crate::app::action::Action;
use crate::app::command::Command;
use crate::domain::ids::QuestionId;
use crate::domain::session::{Outcome, Session};

/// Draws the line, where there is something to say: what was judged was asked.
pub fn asked_ui(ui: &mut Ui, session: &Session, question: &QuestionId, out: &mut Vec<Action>) {
    let outcome = session.answer(question).map(|answer| &answer.outcome);
    if !matches!(outcome, Some(Outcome::Open | Outcome::Skipped(_))) {
        return;
    }
    let (words, other) = if session.was_asked(question) {
        ("Counts as asked", "It was not asked")
    } else {
        ("Counts as not asked", "It was asked")
    };
    ui.horizontal(|ui| {
        label(ui, words);
        if button(ui, other).clicked() {
            out.push(Action::Run(Command::RuleAsked));
        }
        keycap(ui, Command::RuleAsked);
    });
}
