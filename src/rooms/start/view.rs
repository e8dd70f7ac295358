//! Candidate, role, interviewer and set of an interview to come.

use egui::{Frame, Margin, Panel, ScrollArea, Ui};

use super::{Action, Start};
use crate::domain::set::QuestionSet;
use crate::frame::command::Command;
use crate::frame::dialog::FormAnswer;
use crate::frame::failure::Failure;
use crate::frame::request::Out;
use crate::shared::content::SetChoice;
use crate::shared::look::Look;
use crate::tokens::screen;
use crate::ui::theme::Type;
use crate::ui::widgets::field::Field;
use crate::ui::widgets::form::{other_runs_ui, over_screen};
use crate::ui::widgets::row::{Row, set_figures};
use crate::ui::widgets::{
    button, button_if, card, card_title, empty, follow_focus, heading, keycap, label, line,
    primary, quiet, split, text,
};

/// Draws the screen.
pub fn start_ui(ui: &mut Ui, room: &mut Start, look: Look<'_>, out: &mut Out<Action>) {
    let bare = Frame::new().inner_margin(Margin { top: 8, ..Margin::ZERO });
    let foot = Panel::bottom("begin").show_separator_line(false).resizable(false).frame(bare);
    foot.show(ui, |ui| begin_ui(ui, room, look, out));
    ui.horizontal(|ui| {
        heading(ui, "New interview");
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            if quiet(ui, Command::Guide.title()).clicked() {
                out.run(Command::Guide);
            }
        });
    });
    label(ui, "You can fill in names now, or any time before you submit");
    ui.add_space(screen::STEP);
    if ui.available_width() < 900.0 {
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| form_ui(ui, room, look, out));
        return;
    }
    split(ui, 0.46, |[left, right]| {
        let form = ScrollArea::vertical().id_salt("form").auto_shrink(false);
        form.show(left, |ui| form_ui(ui, room, look, out));
        let chosen = room.set.as_ref().and_then(|set| look.content().chosen_set(set));
        if let Some(set) = chosen {
            let plan = ScrollArea::vertical().id_salt("plan").auto_shrink(false);
            plan.show(right, |ui| card(ui, |ui| plan_ui(ui, look, set)));
        }
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
    follow_focus(ui);
}

/// What the chosen set asks, at a glance.
fn plan_ui(ui: &mut Ui, look: Look<'_>, set: &QuestionSet) {
    card_title(ui, &set.title);
    label(ui, set_figures(set));
    for (number, item) in (1..).zip(&set.items) {
        let question = look.bank().question(&item.question);
        let name = question.map_or(item.question.as_str(), |question| question.name());
        let level = question.map_or("", |question| question.level.label());
        let optional = if item.required { "" } else { " · optional" };
        label(ui, format!("{number}. {name} · {level} · {} min{optional}", item.minutes));
        let first = question.and_then(|question| question.prompt.lines().next());
        line(ui, first.unwrap_or_default(), Type::Body);
    }
}

fn sets_ui(ui: &mut Ui, room: &mut Start, look: Look<'_>, out: &mut Out<Action>) {
    card(ui, |ui| {
        card_title(ui, "Question set");
        let shown = look.content().shown_set().filter(|shown| shown.frozen.is_ok());
        for set in &look.bank().sets {
            row_ui(ui, set, SetChoice::Ready(set.id.clone()), "", room);
        }
        let is_listed = |set: &QuestionSet| look.bank().sets.iter().any(|other| other == set);
        if let Some(shown) = shown.filter(|shown| !is_listed(&shown.set)) {
            row_ui(ui, &shown.set, SetChoice::Shown, "from the Sets screen", room);
        } else if look.bank().sets.is_empty() {
            empty(ui, "No question set yet: build one first");
            if button(ui, "Build a set").clicked() {
                out.run(Command::GoSets);
            }
        }
    });
}

fn row_ui(ui: &mut Ui, set: &QuestionSet, choice: SetChoice, more: &str, room: &mut Start) {
    let is_chosen = room.set.as_ref() == Some(&choice);
    let figures = set_figures(set);
    let row = Row { words: &set.title, more, right: &figures, is_chosen, ..Row::default() };
    if row.show(ui).clicked() {
        room.set = Some(choice);
    }
}

fn begin_ui(ui: &mut Ui, room: &Start, look: Look<'_>, out: &mut Out<Action>) {
    let is_ready = look.desk().not_kept().is_none();
    let is_chosen = room.set.is_some();
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
    let words = match (look.desk().not_kept(), is_chosen) {
        (Some(why), _) => Failure::NoInterview(why).to_string(),
        (_, false) => "Choose a question set".to_owned(),
        (_, true) => "Later edits to the bank won't change this interview".to_owned(),
    };
    text(ui, words, Type::Label);
}
