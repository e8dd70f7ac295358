//! Small questions over the screen: one thing is asked, one key answers.

use egui::{Align2, Response, Ui};

use super::field::{Field, entered, take_focus};
use super::{button, cap, heading, modal, primary, quiet, text};
use crate::domain::session::Verdict;
use crate::export::words::question_list;
use crate::frame::dialog::{FormAnswer, PathForm};
use crate::frame::focus::Focus;
use crate::shared::desk::Desk;
use crate::shared::forms::{DetailsForm, EndForm};
use crate::tokens::screen;
use crate::ui::theme::Type;

/// Whether forms stand at the top from here on. Over the interview they do: there they leave the scale
/// free, since what is clicked twice in a hurry must not score.
pub fn place_forms(ctx: &egui::Context, are_at_top: bool) {
    ctx.data_mut(|data| data.insert_temp(at_top_id(), are_at_top));
}

/// Where forms stand now.
pub fn form_place(ui: &Ui) -> Align2 {
    let are_at_top = ui.data(|data| data.get_temp(at_top_id())).unwrap_or(false);
    if are_at_top { Align2::CENTER_TOP } else { Align2::CENTER_CENTER }
}

fn at_top_id() -> egui::Id {
    egui::Id::unique("forms at the top")
}

/// Draws a form over the screen.
pub fn over_screen(
    ui: &Ui,
    content: impl FnOnce(&mut Ui) -> Option<FormAnswer>,
) -> Option<FormAnswer> {
    wide_over_screen(ui, 460.0, content)
}

/// The same with a width of its own.
pub fn wide_over_screen(
    ui: &Ui,
    width: f32,
    content: impl FnOnce(&mut Ui) -> Option<FormAnswer>,
) -> Option<FormAnswer> {
    let response = modal(ui, "popup", form_place(ui), width, content);
    let is_left = response.should_close().then_some(FormAnswer::Dismiss);
    response.inner.or(is_left)
}

/// The answer and the way out. Enter in the field answers too.
pub fn answer_ui(ui: &mut Ui, words: &str, field: Option<&Response>) -> Option<FormAnswer> {
    let is_entered = field.is_some_and(|field| entered(ui, field));
    ui.add_space(screen::STEP);
    ui.horizontal(|ui| {
        let answer = primary(ui, words, true);
        if take_focus(ui, Focus::First) {
            answer.request_focus();
        }
        let is_confirmed = answer.clicked() || is_entered;
        cap(ui, "Enter");
        let is_dismissed = button(ui, "Cancel").clicked();
        cap(ui, "Esc");
        either(is_confirmed, is_dismissed)
    })
    .inner
}

/// What destroys is plain text; the focus begins on the way out.
pub fn destroy_ui(ui: &mut Ui, words: &str) -> Option<FormAnswer> {
    ui.add_space(screen::STEP);
    ui.horizontal(|ui| {
        let keep = primary(ui, "Keep it", true);
        if take_focus(ui, Focus::First) {
            keep.request_focus();
        }
        let is_dismissed = keep.clicked();
        either(quiet(ui, words).clicked(), is_dismissed)
    })
    .inner
}

fn either(is_confirmed: bool, is_dismissed: bool) -> Option<FormAnswer> {
    match (is_confirmed, is_dismissed) {
        (true, _) => Some(FormAnswer::Confirm),
        (_, true) => Some(FormAnswer::Dismiss),
        _ => None,
    }
}

/// A file by its path, with a file dialog beside it.
pub fn path_form_ui<E>(ui: &Ui, form: &mut PathForm<E>) -> Option<FormAnswer> {
    over_screen(ui, |ui| {
        heading(ui, form.dialog.title);
        let response = Field::new("Path").first().show(ui, &mut form.path);
        let browse = button(ui, "Browse…").clicked().then_some(FormAnswer::Browse);
        browse.or(answer_ui(ui, form.dialog.answer, Some(&response)))
    })
}

/// Another interview's clock runs: nobody holds two at once.
pub fn other_runs_ui(ui: &mut Ui, other: &str) -> Option<FormAnswer> {
    heading(ui, "Another interview is running");
    text(ui, format!("{other}'s clock runs. Pause it and start this one?"), Type::Body);
    answer_ui(ui, "Pause it and start", None)
}

pub fn details_ui(ui: &mut Ui, form: &mut DetailsForm) -> Option<FormAnswer> {
    heading(ui, "Candidate, role and interviewer");
    let first = Field::new("Candidate").first().show(ui, &mut form.candidate);
    let role = Field::new("Role").show(ui, &mut form.role);
    let last = Field::new("Interviewer").show(ui, &mut form.interviewer);
    let any = [first, role, last].into_iter().find(|field| entered(ui, field));
    answer_ui(ui, "Save", any.as_ref())
}

/// What is still open, and why the conversation ends early.
pub fn end_ui(ui: &mut Ui, desk: &Desk, form: &mut EndForm) -> Option<FormAnswer> {
    heading(ui, "End the interview?");
    let open = |was_asked: bool| -> Vec<usize> {
        let Some(held) = desk.held().get(&form.session) else { return Vec::new() };
        let session = held.session();
        let is_open = |id| {
            session.answer(id).is_some_and(|answer| answer.outcome == Verdict::Open)
                && session.was_asked(id) == was_asked
        };
        let plan = session.plan(&held.record().set);
        plan.filter(|planned| is_open(planned.id())).map(|planned| planned.number).collect()
    };
    let (not_asked, not_scored) = (open(false), open(true));
    for (words, numbers) in [("Not asked", &not_asked), ("Asked, not scored", &not_scored)] {
        if !numbers.is_empty() {
            text(ui, format!("{words}: {}", question_list(numbers)), Type::Body);
        }
    }
    let marked: Vec<usize> = desk.held().get(&form.session).map_or(Vec::new(), |held| {
        let session = held.session();
        let is_marked = |id| session.answer(id).is_some_and(|answer| answer.marked);
        let plan = session.plan(&held.record().set);
        plan.filter(|planned| is_marked(planned.id())).map(|planned| planned.number).collect()
    });
    if !marked.is_empty() {
        text(ui, format!("Marked to come back to: {}", question_list(&marked)), Type::Body);
    }
    let is_practice = desk.held().get(&form.session).is_some_and(|it| it.practice().is_some());
    let words = match not_asked.is_empty() && not_scored.is_empty() {
        _ if is_practice => "Next is the comparison with the reference.",
        true => "Every question has a score or a reason. Next is the wrap-up.",
        false => "Next is the wrap-up, where you can still score.",
    };
    text(ui, words, Type::Body);
    let response = Field::new("Reason for ending early (optional)")
        .hint("for example: the candidate had to leave")
        .first()
        .show(ui, &mut form.reason);
    answer_ui(ui, "End the interview", Some(&response))
}
