//! The plan: every question, what became of it, and the minutes.

use egui::{ScrollArea, Ui};

use super::Scene;
use crate::domain::session::plan::Planned;
use crate::domain::session::{Answer, Verdict};
use crate::frame::request::Out;
use crate::rooms::live::Action;
use crate::ui::theme::colours;
use crate::ui::widgets::answer::AnswerRow;
use crate::ui::widgets::icon::Icon;
use crate::ui::widgets::row::Row;
use crate::ui::widgets::{budget_bar, label};

/// Draws the plan.
pub fn plan_ui(ui: &mut Ui, scene: Scene<'_>, out: &mut Out<Action>) {
    let set = &scene.held.record().set;
    let session = scene.held.session();
    egui::Panel::bottom("minutes").show_separator_line(false).frame(egui::Frame::new()).show(
        ui,
        |ui| {
            let (spent, planned) = (session.stopwatch.session_ms(), set.planned_ms());
            label(ui, format!("{} of {} min", spent / 60_000, planned / 60_000));
            let width = ui.available_width();
            budget_bar(ui, spent, planned, width);
        },
    );
    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        label(ui, "Plan");
        let is_between = session.current.is_none();
        let none_asked = session.is_opening();
        let opening = if none_asked { Stage::At(is_between) } else { Stage::Behind };
        frame_row(ui, "Opening", set.opening_minutes, opening, out);
        for planned in session.plan(set) {
            item_ui(ui, scene, planned, out);
        }
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
    if (Row { icon, words, right: &right, is_chosen, ..Row::default() }).show(ui).clicked() {
        out.act(Action::Stage(None));
    }
}

fn item_ui(ui: &mut Ui, scene: Scene<'_>, planned: Planned<'_>, out: &mut Out<Action>) {
    let item = planned.item;
    let session = scene.held.session();
    let is_chosen = session.current.as_ref() == Some(&item.question.id);
    let unknown = Answer::default();
    let answer = session.answer(&item.question.id).unwrap_or(&unknown);
    let asked = session.was_asked(&item.question.id);
    let right = match &answer.outcome {
        Verdict::Scored(step) => step.get().to_string(),
        Verdict::NotAssessed(_) => "n/a".to_owned(),
        Verdict::Skipped(_) => "skip".to_owned(),
        Verdict::Open if asked && !is_chosen => "no score".to_owned(),
        Verdict::Open => format!("{} min", planned.minutes),
    };
    let right = Some(right.as_str());
    let row = AnswerRow { planned, answer, asked, is_on_stage: is_chosen, is_chosen, right };
    let response = row.show(ui);
    if is_chosen && response.rect.height() > 0.0 && !ui.clip_rect().contains_rect(response.rect) {
        response.scroll_to_me(None);
    }
    if response.clicked() {
        out.act(Action::Stage(Some(item.question.id.clone())));
    }
}
