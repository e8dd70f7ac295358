//! What is asked over the interview. A form stands over the prompt and leaves the scale free: what is
//! clicked twice in a hurry must not score.

use egui::Ui;

use crate::frame::chord::{Chord, Key};
use crate::frame::request::Out;
use crate::rooms::live::{Action, Form, Live};
use crate::shared::look::Look;
use crate::ui::keys::take_command_digit;
use crate::ui::widgets::field::Field;
use crate::ui::widgets::form::{FormAnswer, answer_ui, details_ui, end_ui, form_at_top};
use crate::ui::widgets::{button, chord_cap, heading, label};

/// The reasons for a skip that are offered, each under the digit of its place.
const SKIP_REASONS: [&str; 3] =
    ["Short of time", "Covered by an earlier answer", "Does not fit this role"];

/// Draws the form over the screen.
pub fn form_ui(ui: &mut Ui, room: &mut Live, look: Look<'_>, out: &mut Out<Action>) {
    let answer = match &mut room.form {
        None => None,
        Some(Form::Skip { reason, .. }) => form_at_top(ui, |ui| skip_ui(ui, reason, out)),
        Some(Form::Unplanned { text }) => form_at_top(ui, |ui| unplanned_ui(ui, text)),
        Some(Form::Details(form)) => form_at_top(ui, |ui| details_ui(ui, form)),
        Some(Form::End(form)) => form_at_top(ui, |ui| end_ui(ui, look.desk(), form)),
    };
    match answer {
        Some(FormAnswer::Confirm) => out.act(Action::Confirm),
        Some(FormAnswer::Dismiss) => out.act(Action::Dismiss),
        None => {}
    }
}

fn skip_ui(ui: &mut Ui, reason: &mut String, out: &mut Out<Action>) -> Option<FormAnswer> {
    heading(ui, "Skip this question");
    label(ui, "For a question you leave out: shown with its reason, doesn't affect the score");
    label(ui, "Could the candidate not answer it? That is a score, not a skip");
    let pressed = take_command_digit(ui);
    let response =
        Field::new("Reason").hint("needed: type one, or choose below").first().show(ui, reason);
    ui.horizontal_wrapped(|ui| {
        for (digit, words) in (1..).zip(SKIP_REASONS) {
            if button(ui, words).clicked() || pressed == Some(digit) {
                out.act(Action::SkipFor(words));
            }
            chord_cap(ui, Chord::command(Key::Digit(digit)));
        }
    });
    answer_ui(ui, "Skip", Some(&response))
}

fn unplanned_ui(ui: &mut Ui, words: &mut String) -> Option<FormAnswer> {
    heading(ui, "A question outside the set");
    label(ui, "It is listed on the scorecard and not counted in the score");
    let response = Field::new("What you asked").first().show(ui, words);
    answer_ui(ui, "Note it", Some(&response))
}
