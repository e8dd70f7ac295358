//! Small questions over the screen: one thing is asked, one key answers.

use egui::Ui;

use super::theme::Type;
use super::widgets::field::{Field, entered};
use super::widgets::{button, heading, label, modal, primary, quiet, text};
use crate::app::USUAL_SKIP_REASON;
use crate::app::action::Action;
use crate::app::drafts::{Focus, Popup, Purpose};
use crate::app::model::Model;
use crate::domain::pace::next_open;
use crate::domain::session::{Outcome, Phase};
use crate::export::words::{count, question_list};
use crate::tokens::screen;

/// The reasons for a skip that are offered.
const SKIP_REASONS: [&str; 3] =
    [USUAL_SKIP_REASON, "Covered by an earlier answer", "Does not fit this role"];

/// Draws the popup.
pub fn popup_ui(
    ui: &mut Ui,
    model: &Model,
    popup: &mut Popup,
    focus: &mut Option<Focus>,
    out: &mut Vec<Action>,
) {
    let response = modal(ui, "popup", 460.0, |ui| match popup {
        Popup::Skip { reason, .. } => skip_ui(ui, reason, focus, out),
        Popup::Unplanned { text } => {
            heading(ui, "A question outside the set");
            label(ui, "It is listed on the scorecard and never averaged");
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
        Popup::End { reason, .. } => end_ui(ui, model, reason, focus, out),
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
        Popup::OpenPath { path } => {
            heading(ui, "Open a file");
            label(ui, "A set, a session or questions (.ron)");
            let response = Field::new("Path").focus_on(focus, Focus::First).show(ui, path);
            if button(ui, "Browse…").clicked() {
                out.push(Action::Dismiss);
                out.push(Action::Browse(Purpose::OpenFile));
            }
            answer_ui(ui, "Open", Some(&response), focus, out);
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
        super::widgets::cap(ui, "Esc");
    });
}

/// What destroys is plain text; the focus begins on the way out.
fn destroy_ui(ui: &mut Ui, words: &str, focus: &mut Option<Focus>, out: &mut Vec<Action>) {
    ui.add_space(screen::STEP);
    ui.horizontal(|ui| {
        let keep = button(ui, "Keep it");
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
    label(ui, "It is listed as skipped with the reason, and no mean counts it");
    let response =
        Field::new("Reason").hint(USUAL_SKIP_REASON).focus_on(focus, Focus::First).show(ui, reason);
    ui.horizontal_wrapped(|ui| {
        for words in SKIP_REASONS {
            if button(ui, words).clicked() {
                words.clone_into(reason);
                out.push(Action::Confirm);
            }
        }
    });
    if reason.trim().is_empty() {
        label(ui, format!("Enter takes “{USUAL_SKIP_REASON}”"));
    } else {
        label(ui, "Enter takes what you typed");
    }
    answer_ui(ui, "Skip", Some(&response), focus, out);
}

fn end_ui(
    ui: &mut Ui,
    model: &Model,
    reason: &mut String,
    focus: &mut Option<Focus>,
    out: &mut Vec<Action>,
) {
    heading(ui, "End the interview?");
    let open = model.current().map_or(Vec::new(), |held| {
        let session = held.session();
        let items = (1..).zip(&held.record().set.items);
        let is_open =
            |id| session.answer(id).is_some_and(|a| !a.asked && a.outcome == Outcome::Open);
        items.filter(|(_, item)| is_open(&item.question.id)).map(|(number, _)| number).collect()
    });
    let has_more =
        model.current().is_some_and(|held| next_open(&held.record().set, held.session()).is_some());
    let words = if has_more {
        format!(
            "Not asked so far: {}. The wrap-up follows; scores can still be given there.",
            question_list(&open)
        )
    } else {
        "Every question was asked or decided. The wrap-up follows.".to_owned()
    };
    text(ui, words, Type::Body);
    let response = Field::new("Why before its time, if so")
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
    heading(ui, if runs { "The interview is still running" } else { "Not everything is saved" });
    match (model.save_failure(), model.unsaved()) {
        (Some(why), unsaved) => {
            text(ui, format!("{} could not be saved: {why}", count(unsaved, "step")), Type::Body);
            text(ui, "Closing now loses them.", Type::Strong);
        }
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
