//! Small questions over the screen: one thing is asked, one key answers.

use egui::Ui;

use super::amend::amend_ui;
use super::keys::take_command_digit;
use super::theme::Type;
use super::widgets::field::{Field, entered};
use super::widgets::{button, cap, chord_cap, heading, label, modal, primary, quiet, text};
use crate::app::action::Action;
use crate::app::drafts::{Focus, Popup, Screen};
use crate::app::errand::Purpose;
use crate::app::model::Model;
use crate::domain::session::{Outcome, Phase};
use crate::export::words::{count, question_list};
use crate::frame::chord::{Chord, Key};
use crate::shared::desk::held::Held;
use crate::tokens::screen;

/// The reasons for a skip that are offered, each under the digit of its place.
const SKIP_REASONS: [&str; 3] =
    ["Short of time", "Covered by an earlier answer", "Does not fit this role"];

/// Draws the popup.
pub fn popup_ui(
    ui: &mut Ui,
    model: &Model,
    popup: &mut Popup,
    focus: &mut Option<Focus>,
    out: &mut Vec<Action>,
) {
    // In the interview it stands over the prompt and leaves the scale free: what is clicked twice in a
    // hurry must not score.
    let place = match model.screen {
        Screen::Live => egui::Align2::CENTER_TOP,
        _ => egui::Align2::CENTER_CENTER,
    };
    let response = modal(ui, "popup", place, 460.0, |ui| match popup {
        Popup::Skip { reason, .. } => skip_ui(ui, reason, focus, out),
        Popup::Unplanned { text } => {
            heading(ui, "A question outside the set");
            label(ui, "It is listed on the scorecard and not counted in the score");
            let field = Field::new("What you asked").focus_on(focus, Focus::First);
            let response = field.show(ui, text);
            answer_ui(ui, "Note it", Some(&response), focus, out);
        }
        Popup::Details(draft) => {
            heading(ui, "Candidate, role and interviewer");
            let first = Field::new("Candidate").focus_on(focus, Focus::First);
            let first = first.show(ui, &mut draft.candidate);
            let role = Field::new("Role").show(ui, &mut draft.role);
            let last = Field::new("Interviewer").show(ui, &mut draft.interviewer);
            let any = [first, role, last].into_iter().find(|field| entered(ui, field));
            answer_ui(ui, "Keep", any.as_ref(), focus, out);
        }
        Popup::End { session, reason } => {
            end_ui(ui, model.held.get(session), reason, focus, out);
        }
        Popup::Submit => submit_ui(ui, model, focus, out),
        Popup::Delete { name, .. } => {
            heading(ui, "Delete this session?");
            text(
                ui,
                format!(
                    "{name}: its scores, notes and names are removed from the records for good. \
                         Files that were exported stay. This cannot be undone."
                ),
                Type::Body,
            );
            destroy_ui(ui, "Delete for good", focus, out);
        }
        Popup::Restore(copy) => {
            heading(ui, "Restore this backup?");
            text(
                ui,
                format!(
                    "{}: it is checked first. Its sessions are added to yours, and nothing you have is \
                     lost. The records file you have now is kept too.",
                    copy.name
                ),
                Type::Body,
            );
            answer_ui(ui, "Restore", None, focus, out);
        }
        Popup::Path { errand, path } => {
            let purpose = errand.purpose();
            heading(ui, purpose.title());
            let response = Field::new("Path").focus_on(focus, Focus::First).show(ui, path);
            if button(ui, "Browse…").clicked() {
                out.push(Action::Browse(purpose));
            }
            let answer = match purpose {
                Purpose::OpenFile | Purpose::Workspace => "Open",
                Purpose::LocateRecords => "Use this file",
                Purpose::RestoreRecords => "Restore…",
                _ => "Save",
            };
            answer_ui(ui, answer, Some(&response), focus, out);
        }
        Popup::Amend(draft) => {
            amend_ui(ui, model, draft, focus);
            answer_ui(ui, "Amend", None, focus, out);
        }
        Popup::Replace { job, candidate } => {
            heading(ui, "Replace this file?");
            let masked = if job.disclosure.mask_candidate { " (name left out)" } else { "" };
            let path = job.path.display();
            let words = format!(
                "A different version is already at {path}. Replace it with the scorecard of \
                 {candidate}{masked}?"
            );
            text(ui, words, Type::Body);
            destroy_ui(ui, "Replace it", focus, out);
        }
        Popup::Close => close_ui(ui, model, focus, out),
        Popup::Palette { .. } | Popup::Help => {}
    });
    if response.should_close() {
        out.push(Action::Dismiss);
    }
}

/// The answer and the way out. Enter in the field answers too.
fn answer_ui(
    ui: &mut Ui,
    words: &str,
    field: Option<&egui::Response>,
    focus: &mut Option<Focus>,
    out: &mut Vec<Action>,
) {
    let is_entered = field.is_some_and(|field| entered(ui, field));
    ui.add_space(screen::STEP);
    ui.horizontal(|ui| {
        let answer = primary(ui, words, true);
        if *focus == Some(Focus::First) {
            *focus = None;
            answer.request_focus();
        }
        if answer.clicked() || is_entered {
            out.push(Action::Confirm);
        }
        if button(ui, "Cancel").clicked() {
            out.push(Action::Dismiss);
        }
        cap(ui, "Esc");
    });
}

/// What destroys is plain text; the focus begins on the way out.
fn destroy_ui(ui: &mut Ui, words: &str, focus: &mut Option<Focus>, out: &mut Vec<Action>) {
    ui.add_space(screen::STEP);
    ui.horizontal(|ui| {
        let keep = primary(ui, "Keep it", true);
        if focus.take() == Some(Focus::First) {
            keep.request_focus();
        }
        if keep.clicked() {
            out.push(Action::Dismiss);
        }
        if quiet(ui, words).clicked() {
            out.push(Action::Confirm);
        }
    });
}

fn skip_ui(ui: &mut Ui, reason: &mut String, focus: &mut Option<Focus>, out: &mut Vec<Action>) {
    heading(ui, "Skip this question");
    label(ui, "For a question you leave out: shown with its reason, doesn't affect the score");
    label(ui, "Could the candidate not answer it? That is a score, not a skip");
    let pressed = take_command_digit(ui);
    let response = Field::new("Reason")
        .hint("needed: type one, or choose below")
        .focus_on(focus, Focus::First)
        .show(ui, reason);
    ui.horizontal_wrapped(|ui| {
        for (digit, words) in (1..).zip(SKIP_REASONS) {
            if button(ui, words).clicked() || pressed == Some(digit) {
                words.clone_into(reason);
                out.push(Action::Confirm);
            }
            chord_cap(ui, Chord::command(Key::Digit(digit)));
        }
    });
    answer_ui(ui, "Skip", Some(&response), focus, out);
}

fn end_ui(
    ui: &mut Ui,
    held: Option<&Held>,
    reason: &mut String,
    focus: &mut Option<Focus>,
    out: &mut Vec<Action>,
) {
    heading(ui, "End the interview?");
    let open = |was_asked: bool| -> Vec<usize> {
        let Some(held) = held else { return Vec::new() };
        let session = held.session();
        let is_open = |id| {
            session.answer(id).is_some_and(|answer| answer.outcome == Outcome::Open)
                && session.was_asked(id) == was_asked
        };
        let items = (1..).zip(&held.record().set.items);
        let open = items.filter(|(_, item)| is_open(&item.question.id));
        open.map(|(number, _)| number).collect()
    };
    let (not_asked, not_scored) = (open(false), open(true));
    for (words, numbers) in [("Not asked", &not_asked), ("Asked, not scored", &not_scored)] {
        if !numbers.is_empty() {
            text(ui, format!("{words}: {}", question_list(numbers)), Type::Body);
        }
    }
    let words = if not_asked.is_empty() && not_scored.is_empty() {
        "Every question has a score or a reason. The wrap-up follows."
    } else {
        "The wrap-up follows: scores can still be given there."
    };
    text(ui, words, Type::Body);
    let response = Field::new("Reason for ending early (optional)")
        .hint("for example: the candidate had to leave")
        .focus_on(focus, Focus::First)
        .show(ui, reason);
    answer_ui(ui, "End the interview", Some(&response), focus, out);
}

fn submit_ui(ui: &mut Ui, model: &Model, focus: &mut Option<Focus>, out: &mut Vec<Action>) {
    heading(ui, "Submit and seal?");
    let unscored = model.current().map_or(0, |held| {
        let answers = held.session().answers.values();
        answers.filter(|answer| !matches!(answer.outcome, Outcome::Scored(_))).count()
    });
    if unscored > 0 {
        text(
            ui,
            format!(
                "{} without a score: they are listed as such and never averaged.",
                count(unscored, "question")
            ),
            Type::Body,
        );
    }
    text(ui, "From here on every change is an amendment that keeps the old value.", Type::Body);
    answer_ui(ui, "Submit", None, focus, out);
}

fn close_ui(ui: &mut Ui, model: &Model, focus: &mut Option<Focus>, out: &mut Vec<Action>) {
    let runs = model.held.values().any(|held| held.session().phase == Phase::Live);
    let (failure, unsaved) = (model.save_failure(), model.unsaved());
    let title = match (runs, unsaved) {
        (true, _) => "The interview is still running",
        (false, 0) => "A reason without a recommendation",
        (false, _) => "Not everything is saved",
    };
    heading(ui, title);
    if !runs && unsaved == 0 {
        let words = "The reason you typed is kept once you choose a recommendation. Closing now \
                     loses it.";
        text(ui, words, Type::Body);
    }
    match (failure, unsaved) {
        (Some(why), unsaved) => {
            text(ui, format!("{} could not be saved: {why}", count(unsaved, "step")), Type::Body);
            let (words, style) = match model.rescued.first() {
                None => ("Closing now loses them.".to_owned(), Type::Strong),
                Some(path) => {
                    let path = path.display();
                    (format!("A copy is in {path}; the next start restores it."), Type::Body)
                }
            };
            text(ui, words, style);
        }
        (None, 0) if !runs => {}
        (None, 0) => {
            text(
                ui,
                "Every score and note so far is saved. When you come back, Home offers to continue at the same question.",
                Type::Body,
            );
        }
        (None, unsaved) => {
            text(
                ui,
                format!(
                    "{} on the way to the disk; closing waits for them.",
                    count(unsaved, "step")
                ),
                Type::Body,
            );
        }
    }
    ui.add_space(screen::STEP);
    ui.horizontal_wrapped(|ui| {
        let stay = primary(ui, "Stay", true);
        if focus.take() == Some(Focus::First) {
            stay.request_focus();
        }
        if stay.clicked() {
            out.push(Action::Dismiss);
        }
        if runs && button(ui, "Pause and close").clicked() {
            out.push(Action::CloseNow { pause: true });
        }
        let words = if runs { "Close, the time away does not count" } else { "Close" };
        if quiet(ui, words).clicked() {
            out.push(Action::CloseNow { pause: false });
        }
    });
}
