//! Behind the conversation: what is unscored, strengths, concerns, the recommendation, the seal.

mod answers;
mod page_one;
mod points;

use egui::{RichText, ScrollArea, TextEdit, Ui};

use super::{Action, Draft, Form, REASON, Trouble, WrapUp};
use crate::domain::event::Recommendation;
use crate::domain::timer::clock_text;
use crate::frame::command::Command;
use crate::frame::dialog::FormAnswer;
use crate::frame::focus::{Focus, RECOMMENDATION};
use crate::frame::request::Out;
use crate::shared::desk::held::Held;
use crate::shared::look::Look;
use crate::tokens::screen;
use crate::ui::theme::{Type, colours};
use crate::ui::widgets::field::{MAX_CHARS, field_id, take_field_focus, take_focus};
use crate::ui::widgets::form::{details_ui, over_screen};
use crate::ui::widgets::icon::{Icon, icon_ui};
use crate::ui::widgets::{
    button, cap, card, card_title, empty, follow_focus, heading, keycap, label, line, primary,
    split, turn_pages,
};

/// Draws the form over the screen.
pub fn form_ui(ui: &Ui, room: &mut WrapUp, look: Look<'_>) -> Option<FormAnswer> {
    match room.form.as_mut()? {
        Form::Details(form) => over_screen(ui, |ui| details_ui(ui, form)),
        Form::Submit => page_one::submit_ui(ui, look.desk(), &room.draft),
    }
}

/// Draws the screen.
pub fn wrap_up_ui(ui: &mut Ui, room: &mut WrapUp, look: Look<'_>, out: &mut Out<Action>) {
    let Some(held) = look.desk().current() else { return empty(ui, "No interview in progress") };
    room.draft.point_focus = None;
    let name =
        look.desk().overview(&held.record().id).map_or("", |overview| overview.name()).to_owned();
    ui.horizontal(|ui| {
        heading(ui, "Wrap-up");
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            if button(ui, "Edit details…").clicked() {
                out.act(Action::AskDetails);
            }
            if button(ui, "Reopen interview").clicked() {
                out.run(Command::Reopen);
            }
            let spent = held.session().stopwatch.session_ms();
            let planned = held.record().set.planned_ms();
            label(ui, format!("{} of {} min", clock_text(spent), planned / 60_000));
            ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                line(ui, &name, Type::List);
            });
        });
    });
    ui.add_space(screen::STEP);
    if ui.available_width() > 900.0 {
        split(ui, 0.5, |[left, right]| {
            left.push_id("answers", |ui| {
                ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
                    turn_pages(ui);
                    answers::answers_ui(ui, held, &mut room.draft, out);
                    ui.add_space(screen::STEP * 2.0);
                    card(ui, |ui| answers::coverage_ui(ui, held));
                    follow_focus(ui);
                });
            });
            right.push_id("judgement", |ui| {
                ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
                    judgement_ui(ui, held, &mut room.draft, out);
                    follow_focus(ui);
                });
            });
        });
    } else {
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            turn_pages(ui);
            answers::answers_ui(ui, held, &mut room.draft, out);
            ui.add_space(screen::STEP * 2.0);
            card(ui, |ui| answers::coverage_ui(ui, held));
            ui.add_space(screen::GAP);
            judgement_ui(ui, held, &mut room.draft, out);
            follow_focus(ui);
        });
    }
}

fn judgement_ui(ui: &mut Ui, held: &Held, draft: &mut Draft, out: &mut Out<Action>) {
    points::points_ui(ui, held, draft, out);
    recommendation_ui(ui, draft, out);
}

/// Five choices, none of them made beforehand, and the reason.
fn recommendation_ui(ui: &mut Ui, draft: &mut Draft, out: &mut Out<Action>) {
    card(ui, |ui| {
        ui.horizontal(|ui| {
            card_title(ui, "Your recommendation");
            keycap(ui, Command::Recommend);
        });
        ui.horizontal_wrapped(|ui| {
            let mut has_focus = false;
            for choice in Recommendation::ALL {
                has_focus |= choice_ui(ui, draft, choice, out);
            }
            if has_focus {
                cap(ui, "Enter");
                label(ui, "chooses");
            }
        });
        if draft.trouble == Some(Trouble::NoRecommendation) {
            trouble_ui(ui, Trouble::NoRecommendation);
        }
        if draft.trouble == Some(Trouble::NoReason) {
            trouble_ui(ui, Trouble::NoReason);
        }
        let name = label(ui, "Reason (for the hiring manager)");
        let edit = TextEdit::multiline(&mut draft.reason)
            .id(field_id(REASON))
            .desired_rows(3)
            .desired_width(f32::INFINITY)
            .margin(egui::Margin::symmetric(8, 6))
            .char_limit(MAX_CHARS);
        let response = ui.add(edit).labelled_by(name.id);
        if take_field_focus(ui, REASON) {
            response.request_focus();
        }
        if response.lost_focus() {
            out.keep_typed();
        }
        ui.horizontal(|ui| {
            if primary(ui, "Submit…", true).clicked() {
                out.act(Action::AskSubmit);
            }
            keycap(ui, Command::Primary);
            label(ui, "shows page 1 before anything is sealed");
        });
    });
}

/// Chosen by a click or by Enter; a space that was meant for a sentence chooses nothing.
/// True where it has the focus.
fn choice_ui(
    ui: &mut Ui,
    draft: &mut Draft,
    choice: Recommendation,
    out: &mut Out<Action>,
) -> bool {
    let radio = ui.radio(draft.recommendation == Some(choice), choice.label());
    let is_first = choice == Recommendation::StrongNo;
    if is_first && take_focus(ui, Focus::Field(RECOMMENDATION)) {
        radio.request_focus();
    }
    let is_space = ui.input(|input| input.key_pressed(egui::Key::Space));
    if radio.clicked() && !is_space {
        draft.recommendation = Some(choice);
        out.keep_typed();
    }
    radio.has_focus()
}

/// What is missing, where it is missing.
fn trouble_ui(ui: &mut Ui, trouble: Trouble) {
    let ink = colours(ui).bad;
    ui.horizontal_wrapped(|ui| {
        icon_ui(ui, Icon::Warning, ink);
        ui.label(RichText::new(trouble.failure().to_string()).color(ink));
    });
}
