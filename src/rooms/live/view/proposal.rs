//! The clock that thinks ahead: what would bring the interview back to its plan, and what that gains.

use egui::{CornerRadius, Frame, Margin, RichText, Stroke, Ui};

use super::Scene;
use crate::domain::ids::QuestionId;
use crate::domain::pace::{FOR_TIME, ON_PACE_MS, Pace, Proposal, Step, pace, proposal};
use crate::frame::command::Command;
use crate::frame::request::Out;
use crate::rooms::live::Action;
use crate::ui::theme::{Type, colours};
use crate::ui::widgets::icon::{Icon, icon_ui};
use crate::ui::widgets::prose::words_ui;
use crate::ui::widgets::{button, keycap, label};

/// `6 min behind`, `12 min ahead`, `on pace`.
pub fn pace_words(pace: &Pace) -> String {
    let minutes = |ms: u64| ms.div_ceil(60_000);
    match (pace.behind_ms(), pace.ahead_ms()) {
        (behind, _) if behind >= ON_PACE_MS => format!("{} min behind", minutes(behind)),
        (_, ahead) if ahead >= 2 * ON_PACE_MS => format!("{} min ahead", ahead / 60_000),
        _ => "on pace".to_owned(),
    }
}

/// What the proposal does: what it skips, with the reason, what it shortens, and what fits again.
fn proposal_words(scene: Scene<'_>, proposal: &Proposal) -> String {
    let name = |id: &QuestionId| {
        let planned = scene.held.session().find(&scene.held.record().set, id);
        planned.map_or(String::new(), |it| format!("{} {}", it.number, it.question().name()))
    };
    let mut parts = Vec::new();
    let skipped = of_steps(proposal, |step| match step {
        Step::Skip(id) => Some(name(id)),
        _ => None,
    });
    if !skipped.is_empty() {
        parts.push(format!("Skip “{}” – reason: “{FOR_TIME}”", skipped.join("”, “")));
    }
    let shortened = of_steps(proposal, |step| match step {
        Step::Shorten { question, from, to } => {
            Some(format!("“{}” from {from} to {to} min", name(question)))
        }
        _ => None,
    });
    if !shortened.is_empty() {
        parts.push(format!("Shorten {}", shortened.join(", ")));
    }
    let restored = of_steps(proposal, |step| match step {
        Step::Restore(id) => Some(name(id)),
        _ => None,
    });
    match restored.len() {
        0 => {}
        1 => parts.push(format!("“{}” fits again", restored.join(""))),
        many => parts.push(format!("{many} optional questions fit: “{}”", restored.join("”, “"))),
    }
    parts.join(". ")
}

fn of_steps(proposal: &Proposal, words: impl Fn(&Step) -> Option<String>) -> Vec<String> {
    proposal.steps.iter().filter_map(words).collect()
}

fn gain_words(proposal: &Proposal) -> String {
    let minutes = proposal.gained_ms / 60_000;
    match proposal.steps.first() {
        Some(Step::Restore(_)) => format!("uses {minutes} min"),
        _ => format!("gains {minutes} min"),
    }
}

/// At the foot of the plan.
pub fn card_ui(ui: &mut Ui, scene: Scene<'_>, out: &mut Out<Action>) {
    let Some(proposal) = proposal(scene.held.record(), scene.held.session()) else { return };
    if !scene.look.can_run(Command::Replan) {
        return;
    }
    let colours = colours(ui);
    let frame = Frame::new()
        .fill(colours.ground)
        .stroke(Stroke::new(1.0, colours.line))
        .corner_radius(CornerRadius::same(6))
        .inner_margin(Margin::same(8));
    frame.show(ui, |ui| {
        ui.set_min_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 4.0;
        let pace = pace(&scene.held.record().set, scene.held.session());
        ui.horizontal(|ui| {
            let is_behind = pace.behind_ms() >= ON_PACE_MS;
            let (icon, ink) = match is_behind {
                true => (Icon::Warning, colours.caution),
                false => (Icon::Check, colours.good),
            };
            icon_ui(ui, icon, ink);
            ui.label(RichText::new(pace_words(&pace)).font(Type::Strong.font()).color(ink));
        });
        words_ui(ui, &proposal_words(scene, &proposal), Type::Body);
        ui.horizontal(|ui| {
            if button(ui, "Change the plan").clicked() {
                out.run(Command::Replan);
            }
            label(ui, gain_words(&proposal));
        });
        keycap(ui, Command::Replan);
    });
    ui.add_space(4.0);
}

/// The same in one line, where the plan has no place.
pub fn line_ui(ui: &mut Ui, scene: Scene<'_>, out: &mut Out<Action>) {
    let Some(proposal) = proposal(scene.held.record(), scene.held.session()) else { return };
    if !scene.look.can_run(Command::Replan) {
        return;
    }
    ui.horizontal(|ui| {
        let words = format!("{} ({})", proposal_words(scene, &proposal), gain_words(&proposal));
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            if button(ui, "Change").accessible_name("Change the plan").clicked() {
                out.run(Command::Replan);
            }
            ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                let text = RichText::new(&words).font(Type::Label.font());
                ui.add(egui::Label::new(text).truncate()).on_hover_text(&words);
            });
        });
    });
}
