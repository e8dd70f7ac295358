//! What lies over every screen: the palette, the path of a file, the close guard.

use egui::Ui;

use super::guide::guide_ui;
use super::palette::{Choice, palette_ui};
use super::theme::Type;
use super::widgets::field::take_focus;
use super::widgets::form::form_place;
use super::widgets::{button, heading, modal, primary, quiet, text};
use crate::export::words::count;
use crate::frame::dialog::FormAnswer;
use crate::frame::focus::Focus;
use crate::root::everywhere::Everywhere;
use crate::root::{Action, Overlay};
use crate::shared::look::Look;
use crate::tokens::screen;

pub(super) fn overlay_ui(
    ui: &mut Ui,
    overlay: &mut Overlay,
    look: Look<'_>,
    actions: &mut Vec<Action>,
) {
    match overlay {
        Overlay::Palette { query, selected } => {
            let choice = palette_ui(ui, look, query, selected);
            actions.extend(choice.map(|_| DISMISS));
            if let Some(Choice::Run(command)) = choice {
                actions.push(Action::Run(command));
            }
        }
        Overlay::Guide => actions.extend(guide_ui(ui, look).then_some(DISMISS)),
        Overlay::Close => actions.extend(close_ui(ui, look)),
    }
}

const DISMISS: Action = Action::Answer(FormAnswer::Dismiss);

fn close_ui(ui: &mut Ui, look: Look<'_>) -> Option<Action> {
    let mut answer = None;
    let response = modal(ui, "popup", form_place(ui), 460.0, |ui| {
        let runs = look.desk().running().next().is_some();
        close_words_ui(ui, look, runs);
        ui.add_space(screen::STEP);
        ui.horizontal_wrapped(|ui| {
            let stay = primary(ui, "Stay", true);
            if take_focus(ui, Focus::First) {
                stay.request_focus();
            }
            if stay.clicked() {
                answer = Some(DISMISS);
            }
            if runs && button(ui, "Pause and close").clicked() {
                answer = Some(Action::Everywhere(Everywhere::CloseNow { pause: true }));
            }
            let words = if runs { "Close without pausing" } else { "Close" };
            if quiet(ui, words).clicked() {
                answer = Some(Action::Everywhere(Everywhere::CloseNow { pause: false }));
            }
        });
    });
    answer.or(response.should_close().then_some(DISMISS))
}

fn close_words_ui(ui: &mut Ui, look: Look<'_>, runs: bool) {
    let (failure, unsaved) = (look.desk().save_failure(), look.desk().unsaved());
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
            let (words, style) = match look.desk().store().rescued().first() {
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
            let words = "Every score and note so far is saved. When you come back, Home offers to \
                         continue at the same question.";
            text(ui, words, Type::Body);
        }
        (None, unsaved) => {
            let words = count(unsaved, "step");
            let words = format!("Saving {words}; closing waits for that.");
            text(ui, words, Type::Body);
        }
    }
}
