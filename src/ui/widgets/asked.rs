//! Whether a question counts as asked, and the way to say otherwise.

use egui::Ui;

use super::{button, label};
use crate::domain::ids::QuestionId;
use crate::domain::session::{Session, Verdict};
use crate::frame::command::Command;
use crate::frame::request::Out;

/// How it counts, and what to say against that; `None` where it was judged, and so was asked.
fn ruling(session: &Session, question: &QuestionId) -> Option<(&'static str, &'static str)> {
    let outcome = session.answer(question).map(|answer| &answer.outcome);
    if !matches!(outcome, Some(Verdict::Open | Verdict::Skipped(_))) {
        return None;
    }
    Some(match session.was_asked(question) {
        true => ("Asked", "Mark as not asked"),
        false => ("Not asked yet", "Mark as asked"),
    })
}

/// At the right end of a line of text, in a layout from right to left.
pub fn asked_at_end_ui<A>(ui: &mut Ui, session: &Session, question: &QuestionId, out: &mut Out<A>) {
    let Some((words, other)) = ruling(session, question) else { return };
    if button(ui, other).clicked() {
        out.run(Command::RuleAsked);
    }
    label(ui, words);
}

/// Draws nothing where there is nothing to say.
pub fn asked_ui<A>(ui: &mut Ui, session: &Session, question: &QuestionId, out: &mut Out<A>) {
    let Some((words, other)) = ruling(session, question) else { return };
    ui.horizontal(|ui| {
        label(ui, words);
        if button(ui, other).clicked() {
            out.run(Command::RuleAsked);
        }
    });
}
