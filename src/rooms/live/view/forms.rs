//! What is asked over the interview. A form stands over the prompt and leaves the scale free: what is
//! clicked twice in a hurry must not score.

use egui::Ui;

use crate::frame::chord::{Chord, Key};
use crate::frame::dialog::FormAnswer;
use crate::rooms::live::{Form, Live};
use crate::shared::look::Look;
use crate::ui::keys::take_command_digit;
use crate::ui::widgets::field::Field;
use crate::ui::widgets::form::{answer_ui, details_ui, end_ui, over_screen};
use crate::ui::widgets::{button, chord_cap, heading, label};

/// The reasons for a skip that are offered, each under the digit of its place.
const SKIP_REASONS: [&str; 3] =
    ["Short of time", "Covered by an earlier answer", "Does not fit this role"];

/// Draws the form over the screen.
pub fn form_ui(ui: &Ui, room: &mut Live, look: Look<'_>) -> Option<FormAnswer> {
    over_screen(ui, |ui| match room.form.as_mut()? {
        Form::Skip { reason, .. } => skip_ui(ui, reason),
        Form::Unplanned { text } => unplanned_ui(ui, text),
        Form::Details(form) => details_ui(ui, form),
        Form::End(form) => end_ui(ui, look.desk(), form),
    })
}

fn skip_ui(ui: &mut Ui, reason: &mut String) -> Option<FormAnswer> {
    heading(ui, "Skip this question");
    label(ui, "The scorecard shows it as skipped, with your reason; the score isn't affected");
    label(ui, "If the candidate couldn't answer, score it instead");
    let pressed = take_command_digit(ui);
    let response =
        Field::new("Reason").hint("required: type one, or choose below").first().show(ui, reason);
    let mut chosen = None;
    ui.horizontal_wrapped(|ui| {
        for (digit, words) in (1..).zip(SKIP_REASONS) {
            if button(ui, words).clicked() || pressed == Some(digit) {
                words.clone_into(reason);
                chosen = Some(FormAnswer::Confirm);
            }
            chord_cap(ui, Chord::command(Key::Digit(digit)));
        }
    });
    answer_ui(ui, "Skip", Some(&response)).or(chosen)
}

fn unplanned_ui(ui: &mut Ui, words: &mut String) -> Option<FormAnswer> {
    heading(ui, "A question outside the set");
    label(ui, "Shown on the scorecard; doesn't affect the score");
    let response = Field::new("What you asked").first().show(ui, words);
    answer_ui(ui, "Add", Some(&response))
}
