//! What page 1 will say, shown before anything is sealed.

use egui::{ScrollArea, Ui};

use crate::domain::event::{NoteTag, Recommendation};
use crate::domain::scorecard::{Disclosure, Scorecard};
use crate::domain::session::Verdict;
use crate::export::words::{count, point};
use crate::frame::dialog::FormAnswer;
use crate::rooms::wrap_up::Draft;
use crate::shared::desk::Desk;
use crate::tokens::screen;
use crate::ui::theme::Type;
use crate::ui::widgets::form::{answer_ui, form_place};
use crate::ui::widgets::prose::words_ui;
use crate::ui::widgets::{card_title, heading, label, modal, text, turn_pages_over};

/// The seal, behind a look at page 1.
pub fn submit_ui(ui: &Ui, desk: &Desk, draft: &Draft) -> Option<FormAnswer> {
    let response = modal(ui, "popup", form_place(ui), 620.0, |ui| {
        let held = desk.current()?;
        let name = desk.name_of(&held.record().id);
        let choice = draft.recommendation.map_or("No decision", Recommendation::label);
        heading(ui, &format!("Submit “{choice}” for {name}?"));
        let answers = held.session().answers.values();
        let is_unscored = |outcome: &Verdict| !matches!(outcome, Verdict::Scored(_));
        let unscored = answers.filter(|answer| is_unscored(&answer.outcome)).count();
        if unscored > 0 {
            text(ui, format!("{unscored} unscored, left out of the average."), Type::Body);
        }
        text(ui, "You can amend the scorecard later; the original stays visible.", Type::Body);
        ui.add_space(screen::STEP);
        let height = (ui.ctx().content_rect().height() - 260.0).clamp(80.0, 360.0);
        let scroll = ScrollArea::vertical().max_height(height).min_scrolled_height(height);
        scroll.auto_shrink([false, true]).show(ui, |ui| {
            turn_pages_over(ui);
            if let Ok(card) = Scorecard::build(held.record(), Disclosure::default()) {
                page_ui(ui, &card, choice, draft.reason.trim());
            }
        });
        answer_ui(ui, "Submit", None)
    });
    let is_left = response.should_close().then_some(FormAnswer::Dismiss);
    response.inner.or(is_left)
}

fn page_ui(ui: &mut Ui, card: &Scorecard, choice: &str, reason: &str) {
    label(ui, "Page 1 will say");
    card_title(ui, choice);
    words_ui(ui, reason, Type::Body);
    let score = card.overall.as_ref().map_or("No score".to_owned(), |overall| {
        format!(
            "{} of 5, average of {} of {} competencies, {} of {} scored",
            overall.score,
            overall.competencies_scored,
            overall.competencies_planned,
            overall.questions_scored,
            count(overall.questions_planned, "question")
        )
    });
    text(ui, score, Type::Strong);
    for (title, tag, points) in [
        ("Strengths", NoteTag::Strength, &card.strengths),
        ("Concerns", NoteTag::Concern, &card.concerns),
    ] {
        label(ui, title);
        let sign = if tag == NoteTag::Strength { "+" } else { "−" };
        if points.is_empty() {
            text(ui, "None noted", Type::Body);
        }
        for evidence in points {
            ui.horizontal_top(|ui| {
                ui.label(sign);
                words_ui(ui, &point(evidence), Type::Body);
            });
        }
    }
    if card.private_notes_left_out > 0 {
        let notes = count(card.private_notes_left_out, "private note");
        label(ui, format!("{notes} left out"));
    }
}
