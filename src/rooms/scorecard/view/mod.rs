//! The report of a session on screen: the pages that are printed, or the same as text.

mod amend;
mod beside;
mod pages;
mod text;

use egui::{ScrollArea, Ui, Vec2};

use super::pages::{Pages, Seen, Turn, Zoom};
use super::{Action, ExportJob, Form, ScorecardRoom};
use crate::frame::dialog::FormAnswer;
use crate::frame::request::Out;
use crate::shared::look::Look;
use crate::tokens::screen;
use crate::ui::theme::Type;
use crate::ui::widgets::form::{destroy_ui, over_screen, path_form_ui};
use crate::ui::widgets::{
    button, button_if, empty, follow_focus, heading, share_beside, split, text as words_ui,
    turn_pages,
};
use beside::beside_ui;
use pages::{page_words, pages_ui};
use text::sheet_ui;

/// Draws the form over the screen.
pub fn form_ui(ui: &Ui, room: &mut ScorecardRoom) -> Option<FormAnswer> {
    let ScorecardRoom { form, open, file, .. } = room;
    let Some(form) = form else { return path_form_ui(ui, file.form_mut()?) };
    match form {
        Form::Amend(form) => amend::form_ui(ui, open.as_ref(), form),
        Form::Replace { job, candidate } => over_screen(ui, |ui| replace_ui(ui, job, candidate)),
    }
}

fn replace_ui(ui: &mut Ui, job: &ExportJob, candidate: &str) -> Option<FormAnswer> {
    heading(ui, "Replace this file?");
    let masked = if job.disclosure.mask_candidate { " (name left out)" } else { "" };
    let path = job.path.display();
    let what = if job.is_session_file() { "session" } else { "scorecard" };
    let words = format!(
        "A different version is already at {path}. Replace it with the {what} of {candidate}{masked}?"
    );
    words_ui(ui, words, Type::Body);
    destroy_ui(ui, "Replace it")
}

/// Wider than this, the scorecard and what is done with it stand side by side.
const WIDE: f32 = 900.0;

/// Draws the screen.
pub fn scorecard_ui(ui: &mut Ui, room: &mut ScorecardRoom, look: Look<'_>, out: &mut Out<Action>) {
    let can_amend = room.can_amend(look.desk());
    let as_text = room.shows_text(look.frame());
    let Some(choice) = room.choice() else { return empty(ui, "No scorecard is open") };
    let ScorecardRoom { draft, open: Some(open), pages, .. } = room else { return };
    let is_wide = ui.available_width() > WIDE;
    if !is_wide {
        bar_ui(ui, pages, as_text, true, out);
        return match as_text {
            true => {
                ScrollArea::vertical().id_salt("narrow").auto_shrink(false).show(ui, |ui| {
                    turn_pages(ui);
                    sheet_ui(ui, &open.blocks);
                    beside_ui(ui, open, draft, can_amend, out);
                    follow_focus(ui);
                });
            }
            false => {
                let mut asked = Out::default();
                pages_ui(ui, pages, &choice, out, |ui| {
                    ui.add_space(screen::GAP);
                    beside_ui(ui, open, draft, can_amend, &mut asked);
                    follow_focus(ui);
                });
                out.append(asked);
            }
        };
    }
    let share = share_beside(ui, 330.0);
    split(ui, share, |[left, right]| {
        bar_ui(left, pages, as_text, false, out);
        if as_text {
            let sheet = ScrollArea::vertical().id_salt("sheet").auto_shrink(false);
            sheet.show(left, |ui| {
                turn_pages(ui);
                sheet_ui(ui, &open.blocks);
            });
        } else {
            pages_ui(left, pages, &choice, out, |_| {});
        }
        let side = ScrollArea::vertical().id_salt("side").auto_shrink(false);
        side.show(right, |ui| {
            beside_ui(ui, open, draft, can_amend, out);
            follow_focus(ui);
        });
    });
}

/// How the scorecard is shown, and which page one reads.
fn bar_ui(ui: &mut Ui, pages: &Pages, as_text: bool, is_narrow: bool, out: &mut Out<Action>) {
    ui.horizontal_wrapped(|ui| {
        for (text, words) in [(false, "Pages"), (true, "Text")] {
            let choice = egui::Button::selectable(as_text == text, words)
                .min_size(Vec2::new(0.0, screen::CONTROL));
            if ui.add(choice).clicked() {
                out.act(Action::ShowText(text));
            }
        }
        if !as_text && pages.count() > 0 {
            page_bar_ui(ui, pages, out);
        }
        if is_narrow && button(ui, "Export…").clicked() {
            out.act(Action::GoToExport);
        }
    });
    ui.add_space(screen::STEP);
}

fn page_bar_ui(ui: &mut Ui, pages: &Pages, out: &mut Out<Action>) {
    let Seen { current, percent, .. } = *pages.seen();
    ui.add_space(screen::GAP);
    let step = |ui: &mut Ui,
                sign: &str,
                name: &str,
                is_enabled: bool,
                turn: Turn,
                out: &mut Out<Action>| {
        if button_if(ui, is_enabled, sign).accessible_name(name).clicked() {
            out.act(Action::Turn(turn));
        }
    };
    step(ui, "‹", "Previous page", current > 0, Turn::Previous, out);
    words_ui(ui, page_words(current, pages.count()), Type::Body);
    step(ui, "›", "Next page", current + 1 < pages.count(), Turn::Next, out);
    ui.add_space(screen::GAP);
    let larger = Zoom::beside(percent, true);
    let smaller = Zoom::beside(percent, false);
    let now = Zoom::Percent(percent);
    if button_if(ui, smaller != now, "−").accessible_name("Zoom out").clicked() {
        out.act(Action::Zoom(smaller));
    }
    words_ui(ui, format!("{percent} %"), Type::Body);
    if button_if(ui, larger != now, "+").accessible_name("Zoom in").clicked() {
        out.act(Action::Zoom(larger));
    }
    let fit = egui::Button::selectable(pages.zoom == Zoom::Width, "Fit width")
        .min_size(Vec2::new(0.0, screen::CONTROL));
    if ui.add(fit).clicked() {
        out.act(Action::Zoom(Zoom::Width));
    }
}
