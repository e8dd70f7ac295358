//! The plan: every question, what became of it, and the minutes.

use egui::{Rect, ScrollArea, Ui};

use super::{Scene, candidate, practice, proposal};
use crate::domain::ids::QuestionId;
use crate::domain::session::Answer;
use crate::domain::session::plan::Planned;
use crate::frame::command::Command;
use crate::frame::request::Out;
use crate::rooms::live::{Action, Live};
use crate::ui::theme::colours;
use crate::ui::widgets::answer::AnswerRow;
use crate::ui::widgets::icon::Icon;
use crate::ui::widgets::row::{Row, drop_place};
use crate::ui::widgets::{budget_bar, keycap, label, small};

/// Draws the plan.
pub fn plan_ui(ui: &mut Ui, scene: Scene<'_>, room: &mut Live, out: &mut Out<Action>) {
    let set = &scene.held.record().set;
    let session = scene.held.session();
    let foot = egui::Panel::bottom("minutes").show_separator_line(false);
    foot.frame(egui::Frame::new()).show(ui, |ui| {
        proposal::card_ui(ui, scene, out);
        candidate::controls_ui(ui, room, out);
        let (spent, planned) = (session.stopwatch.session_ms(), set.planned_ms());
        label(ui, format!("{} of {} min", spent / 60_000, planned / 60_000));
        let width = ui.available_width();
        budget_bar(ui, spent, planned, width);
    });
    practice::panel_ui(ui, scene, out);
    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        ui.horizontal(|ui| {
            label(ui, "Plan");
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                keycap(ui, Command::AddQuestion);
                if small(ui, "Add").accessible_name("Add a question").clicked() {
                    out.run(Command::AddQuestion);
                }
            });
        });
        let is_between = session.current.is_none();
        let none_asked = session.is_opening();
        let is_behind = !is_between || !none_asked;
        let opening = if is_behind { Stage::Behind } else { Stage::At(true) };
        frame_row(ui, "Opening", set.opening_minutes, opening, out);
        rows_ui(ui, scene, room, out);
        frame_row(ui, "Closing", set.closing_minutes, Stage::At(is_between && !none_asked), out);
    });
}

/// Where a part without questions is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    /// Done.
    Behind,
    /// On stage, or to come.
    At(bool),
}

/// Opening and closing: on stage when no question is.
fn frame_row(ui: &mut Ui, words: &str, minutes: u16, stage: Stage, out: &mut Out<Action>) {
    let right = format!("{minutes} min");
    let is_chosen = stage == Stage::At(true);
    let icon = Some(match stage {
        Stage::Behind => (Icon::Check, colours(ui).accent),
        Stage::At(true) => (Icon::Dot, colours(ui).accent),
        Stage::At(false) => (Icon::Circle, colours(ui).muted),
    });
    let row = Row { icon, words, right: &right, score: Some(""), is_chosen, ..Row::default() };
    if row.show(ui).clicked() {
        out.act(Action::Stage(None));
    }
}

/// The questions; a row that is dragged shows where it would go.
fn rows_ui(ui: &mut Ui, scene: Scene<'_>, room: &mut Live, out: &mut Out<Action>) {
    let (mut ids, mut places): (Vec<QuestionId>, Vec<Rect>) = Default::default();
    let mut dragged = None;
    for planned in scene.held.session().plan(&scene.held.record().set) {
        let response = item_ui(ui, scene, planned, out);
        if response.has_focus() {
            room.plan_focus = Some(planned.id().clone());
        }
        if response.dragged() || response.drag_stopped() {
            dragged = Some((planned.id().clone(), response.drag_stopped()));
        }
        ids.push(planned.id().clone());
        places.push(response.rect);
    }
    let Some((question, is_dropped)) = dragged else { return };
    let Some(place) = drop_place(ui, &places, is_dropped) else { return };
    let before = ids.get(place).cloned();
    let stays = before.as_ref() == Some(&question)
        || scene.held.session().behind(&question) == before.as_ref();
    if !stays {
        out.act(Action::Move { question, before });
    }
}

fn item_ui(
    ui: &mut Ui,
    scene: Scene<'_>,
    planned: Planned<'_>,
    out: &mut Out<Action>,
) -> egui::Response {
    let session = scene.held.session();
    let id = planned.id();
    let is_chosen = session.current.as_ref() == Some(id);
    let unknown = Answer::default();
    let answer = session.answer(id).unwrap_or(&unknown);
    let asked = session.was_asked(id);
    let minutes = format!("{} min", planned.minutes);
    let minutes = Some(minutes.as_str());
    let row = AnswerRow {
        planned,
        answer,
        asked,
        is_on_stage: is_chosen,
        is_chosen,
        minutes,
        is_loose: true,
    };
    let response = row.show(ui);
    if is_chosen && response.rect.height() > 0.0 && !ui.clip_rect().contains_rect(response.rect) {
        response.scroll_to_me(None);
    }
    if response.clicked() {
        out.act(Action::Stage(Some(id.clone())));
    }
    response
}
