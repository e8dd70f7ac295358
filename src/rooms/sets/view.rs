//! Question sets: the ready ones, and a proposal by seniority and minutes.

use egui::{ComboBox, DragValue, ScrollArea, Ui};

use super::{Action, Draft, Sets};
use crate::domain::check::MAX_INTERVIEW_MINUTES;
use crate::domain::level::Seniority;
use crate::frame::command::Command;
use crate::frame::dialog::FormAnswer;
use crate::frame::request::Out;
use crate::shared::content::{SetChoice, SetOrigin, ShownSet};
use crate::shared::look::Look;
use crate::tokens::screen;
use crate::ui::theme::{Type, colours};
use crate::ui::widgets::form::path_form_ui;
use crate::ui::widgets::icon::{Icon, icon_ui};
use crate::ui::widgets::row::{Row, set_figures};
use crate::ui::widgets::{
    button, button_if, card, card_title, empty, follow_focus, heading, keycap, label, line,
    primary, split, text, turn_pages,
};

/// Draws the form over the screen.
pub fn form_ui(ui: &Ui, room: &mut Sets) -> Option<FormAnswer> {
    path_form_ui(ui, room.file.form_mut()?)
}

/// Draws the screen.
pub fn sets_ui(ui: &mut Ui, room: &mut Sets, look: Look<'_>, out: &mut Out<Action>) {
    let draft = &mut room.draft;
    heading(ui, "Question sets");
    ui.add_space(screen::STEP);
    if ui.available_width() < 800.0 {
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            propose_ui(ui, draft, out);
            ui.add_space(screen::STEP);
            card(ui, |ui| set_ui(ui, look, draft, out));
            ui.add_space(screen::STEP);
            ready_ui(ui, look, out);
            follow_focus(ui);
        });
        return;
    }
    let share = (330.0 / ui.available_width()).clamp(0.25, 0.5);
    split(ui, share, |[left, right]| {
        ScrollArea::vertical().show(left, |ui| {
            propose_ui(ui, draft, out);
            ui.add_space(screen::STEP);
            ready_ui(ui, look, out);
            follow_focus(ui);
        });
        card(right, |ui| {
            let scroll = ScrollArea::vertical().id_salt("set").auto_shrink(false);
            scroll.show(ui, |ui| {
                turn_pages(ui);
                set_ui(ui, look, draft, out);
            });
        });
    });
}

fn set_ui(ui: &mut Ui, look: Look<'_>, draft: &mut Draft, out: &mut Out<Action>) {
    match look.content().shown_set() {
        Some(shown) => shown_ui(ui, look, shown, draft, out),
        None => empty(ui, "Build a set, or choose a ready one"),
    }
}

fn propose_ui(ui: &mut Ui, draft: &mut Draft, out: &mut Out<Action>) {
    card(ui, |ui| {
        card_title(ui, "Build a set");
        let before = (draft.wanted.seniority, draft.wanted.minutes);
        let named = label(ui, "Seniority of the role");
        ComboBox::from_id_salt("seniority")
            .selected_text(draft.wanted.seniority.label())
            .width(200.0)
            .show_ui(ui, |ui| {
                for &seniority in Seniority::ALL {
                    ui.selectable_value(&mut draft.wanted.seniority, seniority, seniority.label());
                }
            })
            .response
            .labelled_by(named.id);
        let named = label(ui, "Length");
        ui.horizontal(|ui| {
            let range = 15..=MAX_INTERVIEW_MINUTES;
            let minutes = DragValue::new(&mut draft.wanted.minutes).range(range).suffix(" min");
            ui.add(minutes).labelled_by(named.id);
            for minutes in [45, 60, 90] {
                let preset =
                    egui::Button::selectable(draft.wanted.minutes == minutes, minutes.to_string());
                if ui.add(preset.min_size(egui::vec2(34.0, screen::CONTROL))).clicked() {
                    draft.wanted.minutes = minutes;
                }
            }
        });
        if before != (draft.wanted.seniority, draft.wanted.minutes) {
            draft.wanted.seed = 0;
            out.act(Action::Propose);
        }
        ui.horizontal(|ui| {
            if button(ui, "Build").clicked() {
                out.act(Action::Propose);
            }
            if button(ui, "Try another").clicked() {
                draft.wanted.seed = draft.wanted.seed.wrapping_add(1);
                out.act(Action::Propose);
            }
        });
    });
}

fn ready_ui(ui: &mut Ui, look: Look<'_>, out: &mut Out<Action>) {
    card(ui, |ui| {
        card_title(ui, "Ready sets");
        label(ui, look.frame().workspace_name());
        let shown = look.content().shown_set();
        for set in &look.bank().sets {
            let figures = format!("{} min", set.total_minutes());
            let is_chosen =
                shown.is_some_and(|shown| shown.from == SetOrigin::Ready && shown.set.id == set.id);
            let row = Row { words: &set.title, right: &figures, is_chosen, ..Row::default() };
            if row.show(ui).clicked() {
                out.act(Action::Show(set.id.clone()));
            }
        }
        if look.bank().sets.is_empty() {
            empty(ui, "None yet: build one and save it");
        }
        if button(ui, "Open a file…").clicked() {
            out.run(Command::OpenFile);
        }
    });
}

fn shown_ui(
    ui: &mut Ui,
    look: Look<'_>,
    shown: &ShownSet,
    draft: &mut Draft,
    out: &mut Out<Action>,
) {
    let set = &shown.set;
    line(ui, &set.title, Type::List);
    let from = match &shown.from {
        SetOrigin::Proposed => "built for you, not saved".to_owned(),
        SetOrigin::Ready => "ready in the workspace".to_owned(),
        SetOrigin::File(path) => path.display().to_string(),
    };
    label(ui, format!("{} · {} · {from}", set.seniority.label(), set_figures(set)));
    ui.horizontal_wrapped(|ui| {
        if primary(ui, "Start an interview", shown.frozen.is_ok()).clicked() {
            let ready = (shown.from == SetOrigin::Ready).then(|| set.id.clone());
            out.act(Action::StartWith(ready.map_or(SetChoice::Shown, SetChoice::Ready)));
        }
        keycap(ui, Command::Primary);
        if button_if(ui, shown.from == SetOrigin::Proposed, "Save set").clicked() {
            out.act(Action::SaveToWorkspace);
        }
        if button(ui, "Save as…").clicked() {
            out.run(Command::SaveFile);
        }
        keycap(ui, Command::SaveFile);
    });
    if let Err(missing) = &shown.frozen {
        let names: Vec<&str> = missing.iter().map(|id| id.as_str()).collect();
        warning(ui, &format!("This workspace does not have: {}", names.join(", ")));
    }
    for gap in &shown.gaps {
        warning(ui, gap);
    }
    ui.add_space(screen::STEP);
    items_ui(ui, look, shown, draft);
}

fn warning(ui: &mut Ui, words: &str) {
    ui.horizontal_top(|ui| {
        icon_ui(ui, Icon::Warning, colours(ui).caution);
        ui.add(egui::Label::new(words).wrap());
    });
}

fn items_ui(ui: &mut Ui, look: Look<'_>, shown: &ShownSet, draft: &mut Draft) {
    let set = &shown.set;
    ui.spacing_mut().item_spacing.y = 3.0;
    frame_row(ui, "Opening: welcome and introductions", set.opening_minutes);
    let mut section = "";
    for (number, item) in (1..).zip(&set.items) {
        if item.section != section {
            section = &item.section;
            label(ui, section);
        }
        let question = look.bank().question(&item.question);
        let topic = question.map_or(item.question.as_str(), |question| question.topic.as_str());
        let more = question.map_or("", |q| q.prompt.lines().next().unwrap_or_default());
        let level = question.map_or("", |question| question.level.label());
        let right = format!("{} min", item.minutes);
        let is_chosen = draft.selected.as_ref() == Some(&item.question);
        let row = Row {
            number: Some(number),
            words: topic,
            more,
            column: level,
            right: &right,
            is_chosen,
            ..Row::default()
        };
        if row.show(ui).clicked() {
            draft.selected = if is_chosen { None } else { Some(item.question.clone()) };
        }
        ui.horizontal_top(|ui| {
            ui.add_space(30.0);
            ui.vertical(|ui| {
                let optional = if item.required { "" } else { "Optional. " };
                let why = if item.why.is_empty() { "No reason given" } else { &item.why };
                label(ui, format!("{optional}{why}"));
                if is_chosen && let Some(question) = question {
                    text(ui, question.prompt.clone(), Type::Body);
                }
            });
        });
    }
    frame_row(ui, "Closing: the candidate's own questions", set.closing_minutes);
}

fn frame_row(ui: &mut Ui, words: &str, minutes: u16) {
    ui.horizontal(|ui| {
        label(ui, words);
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            ui.add_space(8.0);
            label(ui, format!("{minutes} min"));
        });
    });
}
