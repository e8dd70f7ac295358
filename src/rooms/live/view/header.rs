//! Who is here, how long it takes, and whether the plan still fits.

use chrono::Timelike;
use egui::{Align, Layout, RichText, Ui};

use super::Scene;
use crate::domain::event::GapCause;
use crate::domain::pace::{NoFit, Pace, pace};
use crate::domain::session::Phase;
use crate::domain::timer::clock_text;
use crate::export::words::{local_time, question_list};
use crate::frame::command::Command;
use crate::frame::request::Out;
use crate::rooms::live::{Action, Live};
use crate::shared::desk::held::Away;
use crate::tokens::screen;
use crate::ui::menu::menu_ui;
use crate::ui::theme::{Type, colours};
use crate::ui::widgets::icon::{Icon, icon_ui};
use crate::ui::widgets::{accented, badge, button, button_if, keycap, label, line};

/// Draws the header.
pub fn header_ui(
    ui: &mut Ui,
    scene: Scene<'_>,
    is_narrow: bool,
    room: &mut Live,
    out: &mut Out<Action>,
) {
    ui.horizontal(|ui| {
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            menu_ui(ui, scene.look, out);
            main_action_ui(ui, scene, is_narrow, out);
            clock_ui(ui, scene, is_narrow);
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                if is_narrow {
                    let words = if room.shows_plan { "Hide plan" } else { "Plan" };
                    if button(ui, words).clicked() {
                        room.shows_plan = !room.shows_plan;
                    }
                }
                who_ui(ui, scene, is_narrow);
            });
        });
    });
}

fn who_ui(ui: &mut Ui, scene: Scene<'_>, is_narrow: bool) {
    let Some(overview) = scene.look.desk().overview(&scene.held.record().id) else { return };
    let size = egui::vec2(ui.available_width(), if is_narrow { 24.0 } else { 38.0 });
    ui.allocate_ui_with_layout(size, Layout::top_down(Align::Min), |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        line(ui, overview.name(), Type::List);
        if !is_narrow {
            let role = match overview.role.trim() {
                "" => overview.set_title.clone(),
                role => format!("{role} · {}", overview.set_title),
            };
            let colour = colours(ui).muted;
            ui.add(
                egui::Label::new(RichText::new(role).font(Type::Label.font()).color(colour))
                    .truncate(),
            );
        }
    });
}

/// Pause or go on, or whatever the one main thing is.
fn main_action_ui(ui: &mut Ui, scene: Scene<'_>, is_narrow: bool, out: &mut Out<Action>) {
    let can_end = matches!(scene.phase(), Phase::Live | Phase::Paused);
    if button_if(ui, can_end, "End…").clicked() {
        out.run(Command::EndInterview);
    }
    if !is_narrow {
        keycap(ui, Command::Pause);
    }
    // Both words in one place of one size: nothing moves when the clock stops.
    let place = Layout::centered_and_justified(egui::Direction::LeftToRight);
    ui.allocate_ui_with_layout(egui::vec2(78.0, screen::CONTROL), place, |ui| {
        let clicked = match scene.phase() {
            Phase::Paused => accented(ui, "Resume", true, screen::CONTROL).clicked(),
            phase => button_if(ui, phase == Phase::Live, "Pause").clicked(),
        };
        if clicked {
            out.run(Command::Pause);
        }
    });
}

fn clock_ui(ui: &mut Ui, scene: Scene<'_>, is_narrow: bool) {
    let colours = colours(ui);
    let session = scene.held.session();
    let set = &scene.held.record().set;
    let pace = pace(set, session);
    let spent = session.stopwatch.session_ms();
    let over = spent.saturating_sub(set.planned_ms());
    ui.add_space(8.0);
    let size =
        egui::vec2(if is_narrow { 84.0 } else { 270.0 }, if is_narrow { 20.0 } else { 38.0 });
    ui.allocate_ui_with_layout(size, Layout::top_down(Align::Min), |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        ui.set_min_size(size);
        let left = if over > 0 {
            format!("{} over", clock_text(over))
        } else {
            format!("{} left", clock_text(pace.left_ms))
        };
        let ink = if over > 0 { colours.bad } else { colours.text };
        ui.label(RichText::new(left).font(Type::Strong.font()).color(ink));
        if !is_narrow {
            pace_ui(ui, scene, &pace);
        }
    });
    // The place of both is as wide as the widest: nothing moves when the clock stops.
    let (to_left, to_right) =
        (Layout::right_to_left(Align::Center), Layout::left_to_right(Align::Center));
    let slot = egui::vec2(82.0, screen::CONTROL);
    if !is_narrow || scene.phase() == Phase::Paused {
        ui.allocate_ui_with_layout(slot, to_right, |ui| {
            ui.set_min_size(slot);
            match scene.phase() {
                Phase::Paused => badge(ui, "Paused"),
                Phase::Planned => drop(label(ui, "not started")),
                _ => drop(label(ui, "elapsed")),
            }
        });
    }
    ui.allocate_ui_with_layout(slot, to_left, |ui| {
        ui.set_min_size(slot);
        let shown = RichText::new(clock_text(spent)).font(Type::Clock.font());
        let clock = ui.label(shown.color(colours.text));
        clock.on_hover_text("Interview time without pauses");
    });
}

/// Whether the plan still fits, in words, a sign and a colour.
fn pace_ui(ui: &mut Ui, scene: Scene<'_>, pace: &Pace) {
    let colours = colours(ui);
    let (icon, ink) = match pace.wont_fit.iter().any(|item| item.required) {
        _ if pace.wont_fit.is_empty() => (Icon::Check, colours.good),
        false => (Icon::Warning, colours.caution),
        true => (Icon::Warning, colours.bad),
    };
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        icon_ui(ui, icon, ink);
        let words = pace_words(scene, pace);
        let text = RichText::new(&words).font(Type::Label.font()).color(ink);
        ui.add(egui::Label::new(text).truncate()).on_hover_text(words);
    });
}

fn pace_words(scene: Scene<'_>, pace: &Pace) -> String {
    if scene.phase() == Phase::Planned {
        return format!("{} minutes planned", scene.held.record().set.planned_ms() / 60_000);
    }
    if pace.wont_fit.is_empty() && scene.phase() != Phase::Live {
        return "on pace".to_owned();
    }
    if pace.wont_fit.is_empty() {
        let ms = i64::try_from(pace.left_ms.max(pace.needed_ms)).unwrap_or(0);
        let end = local_time(
            Some(scene.look.frame().now.wall_ms + ms),
            scene.look.frame().utc_offset_minutes,
        );
        return match end {
            Some(end) => format!("on pace, ends {:02}:{:02}", end.hour(), end.minute()),
            None => "on pace".to_owned(),
        };
    }
    let numbers =
        |items: Vec<&NoFit>| items.into_iter().map(|item| item.number).collect::<Vec<_>>();
    let all = numbers(pace.wont_fit.iter().collect());
    let optional = numbers(pace.wont_fit.iter().filter(|item| !item.required).collect());
    let wont_fit = format!("at this pace {} will not fit", question_list(&all));
    match optional.len() {
        0 => wont_fit,
        many if many == all.len() => format!("{wont_fit} (optional)"),
        1 => format!("{wont_fit}; {} is optional", optional.first().copied().unwrap_or(0)),
        _ => format!("{wont_fit}; {} are optional", question_list(&optional)),
    }
}

/// Time that passed unseen: one key says whether it counts.
pub fn gap_ui(ui: &mut Ui, scene: Scene<'_>, out: &mut Out<Action>) {
    let Some(gap) = scene.held.open_gap() else { return };
    let colours = colours(ui);
    let passed = match gap.why {
        Away::Unseen(GapCause::Sleep) => "The computer slept",
        Away::Unseen(GapCause::Restart) => "Plumbline was closed",
        Away::Ended => "The interview was ended",
    };
    ui.horizontal_wrapped(|ui| {
        icon_ui(ui, Icon::Warning, colours.caution);
        let words = format!("{passed} for {}: count that time?", clock_text(gap.ms));
        ui.label(RichText::new(words).color(colours.text));
        if button(ui, "Count it").clicked() {
            out.run(Command::CountGap);
        }
        keycap(ui, Command::CountGap);
        if button(ui, "Leave it out").clicked() {
            out.run(Command::LeaveGapOut);
        }
        keycap(ui, Command::LeaveGapOut);
    });
}
