//! What is asked over the interview. A form stands over the prompt and leaves the scale free: what is
//! clicked twice in a hurry must not score.

use egui::{RichText, Ui};

use crate::domain::rubric::Step;
use crate::frame::chord::{Chord, Key};
use crate::frame::dialog::FormAnswer;
use crate::rooms::live::{Form, Live};
use crate::shared::look::Look;
use crate::ui::keys::take_command_digit;
use crate::ui::theme::colours;
use crate::ui::widgets::adding::{AddWords, add_ui};
use crate::ui::widgets::field::Field;
use crate::ui::widgets::form::{answer_ui, details_ui, end_ui, other_runs_ui, over_screen};
use crate::ui::widgets::{button, chord_cap, heading, label};

/// The reasons for a skip that are offered, each under the digit of its place.
const SKIP_REASONS: [&str; 3] =
    ["Short of time", "Covered by an earlier answer", "Does not fit this role"];

/// Draws the form over the screen.
pub fn form_ui(ui: &Ui, room: &mut Live, look: Look<'_>) -> Option<FormAnswer> {
    over_screen(ui, |ui| match room.form.as_mut()? {
        Form::Skip { reason, lacks_reason, replaces, .. } => {
            skip_ui(ui, reason, *lacks_reason, *replaces)
        }
        Form::Add(form) => {
            let session = look.desk().current()?.session();
            add_ui(ui, form, &ADD, look.bank(), |id| session.answers.contains_key(id))
        }
        Form::Start { other } => other_runs_ui(ui, other),
        Form::Details(form) => details_ui(ui, form),
        Form::End(form) => end_ui(ui, look.desk(), form),
    })
}

fn skip_ui(
    ui: &mut Ui,
    reason: &mut String,
    lacks_reason: bool,
    replaces: Option<Step>,
) -> Option<FormAnswer> {
    heading(ui, "Skip this question");
    label(ui, "The scorecard shows it as skipped, with your reason, and leaves it out of averages");
    match replaces {
        Some(step) => {
            let words = format!("This replaces your score of {}", step.get());
            ui.label(RichText::new(words).color(colours(ui).caution));
        }
        None => drop(label(ui, "If the candidate couldn't answer, score it instead")),
    }
    let pressed = take_command_digit(ui);
    let response =
        Field::new("Reason").hint("required: type one, or choose below").first().show(ui, reason);
    if lacks_reason && reason.trim().is_empty() {
        ui.label(RichText::new("Choose a reason or type one").color(colours(ui).bad));
    }
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

/// What is not found in the bank can be noted as asked.
const ADD: AddWords<'_> = AddWords {
    about: "It gets a score of its own, left out of the average; the set stays as it is",
    own: "as you typed it, not scored",
};
