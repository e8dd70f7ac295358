//! Candidate, role, interviewer and set of an interview to come.

use egui::{Align, Frame, Layout, Margin, Panel, ScrollArea, Ui};

use super::{Action, Start};
use crate::domain::gist::gist;
use crate::domain::set::QuestionSet;
use crate::frame::command::Command;
use crate::frame::dialog::FormAnswer;
use crate::frame::failure::Failure;
use crate::frame::request::Out;
use crate::shared::content::SetChoice;
use crate::shared::look::Look;
use crate::shared::reading::Turn;
use crate::tokens::screen;
use crate::ui::theme::Type;
use crate::ui::widgets::field::Field;
use crate::ui::widgets::form::{other_runs_ui, over_screen};
use crate::ui::widgets::gaps::gaps_ui;
use crate::ui::widgets::reader::reader_ui;
use crate::ui::widgets::row::{Row, set_figures, set_minutes, set_row};
use crate::ui::widgets::{
    button, button_if, card, card_title, empty, follow_focus, heading, keycap, label, line,
    primary, quiet, split,
};

/// Draws the screen.
pub fn start_ui(ui: &mut Ui, room: &mut Start, look: Look<'_>, out: &mut Out<Action>) {
    room.reading.note.is_typing = false;
    let bare = Frame::new().inner_margin(Margin { top: 8, ..Margin::ZERO });
    let foot = Panel::bottom("begin").show_separator_line(false).resizable(false).frame(bare);
    foot.show(ui, |ui| begin_ui(ui, room, look, out));
    let is_narrow = ui.available_width() < 900.0;
    let chosen = room.shown(look.content());
    if let Some(set) = chosen
        && reader_ui(ui, &mut room.reading, set, look, Action::Turn, out)
    {
        return;
    }
    ui.horizontal(|ui| {
        heading(ui, "New interview");
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if quiet(ui, Command::Guide.title()).clicked() {
                out.run(Command::Guide);
            }
        });
    });
    label(ui, "You can fill in names now, or any time before you submit");
    ui.add_space(screen::STEP);
    if is_narrow {
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            form_ui(ui, room, look, out);
            if let Some(set) = chosen {
                ui.add_space(screen::GAP);
                card(ui, |ui| plan_ui(ui, look, set, out));
            }
            follow_focus(ui);
        });
        return;
    }
    split(ui, 0.46, |[left, right]| {
        let form = ScrollArea::vertical().id_salt("form").auto_shrink(false);
        form.show(left, |ui| {
            form_ui(ui, room, look, out);
            follow_focus(ui);
        });
        let Some(set) = chosen else { return };
        let plan = ScrollArea::vertical().id_salt("plan").auto_shrink(false);
        plan.show(right, |ui| {
            card(ui, |ui| plan_ui(ui, look, set, out));
            follow_focus(ui);
        });
    });
}

/// Draws the form over the screen.
pub fn over_ui(ui: &Ui, room: &Start) -> Option<FormAnswer> {
    let other = room.asks.as_ref()?;
    over_screen(ui, |ui| other_runs_ui(ui, other))
}

fn form_ui(ui: &mut Ui, room: &mut Start, look: Look<'_>, out: &mut Out<Action>) {
    card(ui, |ui| {
        let draft = &mut room.details;
        Field::new("Candidate").first().then("Role").show(ui, &mut draft.candidate);
        Field::new("Role")
            .hint("for example: senior engineer, payments")
            .then("Interviewer")
            .show(ui, &mut draft.role);
        Field::new("Interviewer")
            .hint("remembered for next time")
            .then("Interviewer")
            .show(ui, &mut draft.interviewer);
    });
    ui.add_space(screen::GAP);
    sets_ui(ui, room, look, out);
}

/// What the chosen set asks, at a glance; a click reads a question in full.
fn plan_ui(ui: &mut Ui, look: Look<'_>, set: &QuestionSet, out: &mut Out<Action>) {
    ui.horizontal(|ui| {
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            keycap(ui, Command::Next);
            if button_if(ui, !set.items.is_empty(), "Read it").clicked() {
                out.act(Action::Turn(Turn::Next));
            }
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                line(ui, &set.title, Type::List);
            });
        });
    });
    label(ui, set_figures(set));
    let shown = look.content().shown_set().filter(|shown| shown.set == *set);
    if let Some(shown) = shown {
        gaps_ui(ui, &set.id, &shown.gaps);
    }
    ui.spacing_mut().item_spacing.y = 2.0;
    let has_column = ui.available_width() > 460.0;
    for (number, item) in (1..).zip(&set.items) {
        let question = set.as_asked(item, look.bank());
        let question = question.as_deref();
        let first = question.and_then(|question| question.prompt.lines().next());
        let optional = if item.required { "" } else { "optional · " };
        let level = question.map_or("", |question| question.level.label());
        let row = Row {
            number: Some(number),
            words: question.map_or(item.question.as_str(), |question| question.name()),
            more: &format!("{optional}{}", first.unwrap_or_default()),
            column: if has_column { level } else { "" },
            right: &format!("{} min", item.minutes),
            spoken: "read this question",
            ..Row::default()
        };
        if row.show(ui).clicked() {
            out.act(Action::Turn(Turn::To(item.question.clone())));
        }
    }
}

fn sets_ui(ui: &mut Ui, room: &Start, look: Look<'_>, out: &mut Out<Action>) {
    card(ui, |ui| {
        card_title(ui, "Question set");
        let shown = look.content().shown_set().filter(|shown| shown.frozen.is_ok());
        for (set, gist) in look.content().ready_sets() {
            row_ui(ui, set, SetChoice::Ready(set.id.clone()), gist, room, out);
        }
        let is_listed = |set: &QuestionSet| look.bank().sets.iter().any(|other| other == set);
        if let Some(shown) = shown.filter(|shown| !is_listed(&shown.set)) {
            let about = format!("from the Sets screen · {}", gist(&shown.set, look.bank()));
            row_ui(ui, &shown.set, SetChoice::Shown, &about, room, out);
        } else if look.bank().sets.is_empty() {
            empty(ui, "No question set yet: build one first");
            if button(ui, "Build a set").clicked() {
                out.run(Command::GoSets);
            }
        }
    });
}

fn row_ui(
    ui: &mut Ui,
    set: &QuestionSet,
    choice: SetChoice,
    gist: &str,
    room: &Start,
    out: &mut Out<Action>,
) {
    let is_chosen = room.set.as_ref() == Some(&choice);
    let minutes = set_minutes(set);
    let row = Row { is_chosen, ..set_row(set, gist, &minutes) };
    if row.show(ui).clicked() {
        out.act(Action::Choose(choice));
    }
}

fn begin_ui(ui: &mut Ui, room: &Start, look: Look<'_>, out: &mut Out<Action>) {
    let is_ready = look.desk().not_kept().is_none();
    let chosen = room.shown(look.content());
    let is_chosen = chosen.is_some();
    ui.horizontal(|ui| {
        if primary(ui, "Start interview", is_ready && is_chosen).clicked() {
            out.act(Action::Begin { start_clock: true });
        }
        keycap(ui, Command::Primary);
        if button_if(ui, is_ready && is_chosen, "Save for later").clicked() {
            out.act(Action::Begin { start_clock: false });
        }
    });
    // The place of this line is always kept.
    let words = match (look.desk().not_kept(), chosen) {
        (Some(why), _) => Failure::NoInterview(why).to_string(),
        (_, None) => "Choose a question set".to_owned(),
        (_, Some(set)) => {
            format!("“{}”: later edits to the bank won't change this interview", set.title)
        }
    };
    line(ui, &words, Type::Label);
}
