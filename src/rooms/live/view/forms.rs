//! What is asked over the interview. A form stands over the prompt and leaves the scale free: what is
//! clicked twice in a hurry must not score.

use egui::{Modifiers, RichText, ScrollArea, Ui};

use crate::domain::rubric::Step;
use crate::frame::chord::{Chord, Key};
use crate::frame::dialog::FormAnswer;
use crate::rooms::live::adding::AddForm;
use crate::rooms::live::{Form, Live};
use crate::shared::look::Look;
use crate::ui::keys::take_command_digit;
use crate::ui::theme::colours;
use crate::ui::widgets::field::Field;
use crate::ui::widgets::form::{answer_ui, details_ui, end_ui, other_runs_ui, over_screen};
use crate::ui::widgets::row::Row;
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
        Form::Add(form) => add_ui(ui, form, look),
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

/// A search of the bank; what is not found there can be noted as asked.
fn add_ui(ui: &mut Ui, form: &mut AddForm, look: Look<'_>) -> Option<FormAnswer> {
    heading(ui, "Add a question");
    label(ui, "It gets a score of its own, left out of the average; the set stays as it is");
    let moved = ui.input_mut(|input| {
        let mut count = |key| input.count_and_consume_key(Modifiers::NONE, key) as isize;
        count(egui::Key::ArrowDown) - count(egui::Key::ArrowUp)
    });
    let before = form.query.clone();
    let field = Field::new("Search the bank, or type your question").first();
    let response = field.show(ui, &mut form.query);
    if form.query != before {
        form.selected = 0;
    }
    let session = look.desk().current()?.session();
    let hits = form.hits(look.bank(), session);
    let own = usize::from(!form.query.trim().is_empty());
    let last = (hits.len() + own).saturating_sub(1);
    form.selected = form.selected.saturating_add_signed(moved).min(last);
    let mut clicked = None;
    let height = (ui.ctx().content_rect().height() - 300.0).clamp(64.0, 150.0);
    let scroll = ScrollArea::vertical().max_height(height).min_scrolled_height(height);
    scroll.show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        for (place, question) in hits.iter().enumerate() {
            let right = format!("{} · {} min", question.level.label(), question.minutes);
            let is_chosen = place == form.selected;
            let (words, more) = (question.name(), question.topic.as_str());
            let row = Row { words, more, right: &right, is_chosen, ..Row::default() }.show(ui);
            if is_chosen && moved != 0 {
                row.scroll_to_me(None);
            }
            if row.clicked() {
                clicked = Some(place);
            }
        }
        if own > 0 {
            let words = format!("“{}”", form.query.trim());
            let is_chosen = form.selected == hits.len();
            let row = Row {
                words: &words,
                more: "as you typed it, not scored",
                is_chosen,
                ..Row::default()
            };
            if row.show(ui).clicked() {
                clicked = Some(hits.len());
            }
        }
    });
    if let Some(place) = clicked {
        form.selected = place;
    }
    answer_ui(ui, "Add", Some(&response)).or(clicked.map(|_| FormAnswer::Confirm))
}
