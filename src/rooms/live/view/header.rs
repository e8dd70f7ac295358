//! Who is here, how long it takes, and whether the plan still fits.

use chrono::Timelike;
use egui::{Align, Layout, RichText, Ui};

use super::Scene;
use super::proposal::pace_words;
use super::stage::Spent;
use crate::domain::event::GapCause;
use crate::domain::pace::{ON_PACE_MS, Pace, pace};
use crate::domain::session::Phase;
use crate::domain::timer::clock_text;
use crate::export::words::local_time;
use crate::frame::command::Command;
use crate::frame::request::Out;
use crate::rooms::live::{Action, Live};
use crate::shared::desk::held::Away;
use crate::tokens::screen;
use crate::ui::bar::commands_ui;
use crate::ui::theme::{Type, colours};
use crate::ui::widgets::icon::{Icon, icon_ui};
use crate::ui::widgets::{accented, badge, button, button_if, keycap, label, line};

/// Draws the header.
pub fn header_ui(
    ui: &mut Ui,
    scene: Scene<'_>,
    width: f32,
    room: &mut Live,
    out: &mut Out<Action>,
) {
    let is_narrow = width < super::NARROW;
    let is_slim = width < super::VERY_NARROW;
    ui.horizontal(|ui| {
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            commands_ui(ui, is_narrow, out);
            main_action_ui(ui, scene, is_narrow, is_slim, out);
            clock_ui(ui, scene, is_narrow);
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                if is_narrow && !is_slim {
                    let words = if room.shows_plan { "Hide plan" } else { "Plan" };
                    if button(ui, words).clicked() {
                        room.shows_plan = !room.shows_plan;
                    }
                }
                if !is_slim {
                    who_ui(ui, scene, is_narrow);
                }
                if scene.held.practice().is_some() {
                    accent_ui(ui, "Practice");
                }
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

fn accent_ui(ui: &mut Ui, words: &str) {
    let ink = colours(ui).accent;
    ui.label(RichText::new(words).font(Type::Strong.font()).color(ink));
}

/// Pause or go on, or whatever the one main thing is.
fn main_action_ui(
    ui: &mut Ui,
    scene: Scene<'_>,
    is_narrow: bool,
    is_slim: bool,
    out: &mut Out<Action>,
) {
    let can_end = matches!(scene.phase(), Phase::Live | Phase::Paused);
    if !is_narrow {
        keycap(ui, Command::EndInterview);
    }
    if !is_slim && button_if(ui, can_end, "End…").clicked() {
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
        ui.spacing_mut().interact_size.y = 0.0;
        ui.set_min_size(size);
        let left = if over > 0 {
            format!("{} over", clock_text(over))
        } else {
            format!("{} left", clock_text(pace.left_ms))
        };
        let (ink, icon) = match Spent::of(spent, set.planned_ms()) {
            Spent::InTime => (colours.text, None),
            Spent::Nearly => (colours.caution, Some(Icon::Half)),
            Spent::Over => (colours.bad, Some(Icon::Warning)),
        };
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 4.0;
            if let Some(icon) = icon.filter(|_| !is_narrow) {
                icon_ui(ui, icon, ink);
            }
            ui.label(RichText::new(left).font(Type::Strong.font()).color(ink));
        });
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

/// When it will end at this pace, in words, a sign and a colour.
fn pace_ui(ui: &mut Ui, scene: Scene<'_>, pace: &Pace) {
    let colours = colours(ui);
    let is_behind = pace.behind_ms() >= ON_PACE_MS;
    let (icon, ink) = match pace.wont_fit.iter().any(|item| item.required) {
        _ if !is_behind => (Icon::Check, colours.good),
        false => (Icon::Warning, colours.caution),
        true => (Icon::Warning, colours.bad),
    };
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        icon_ui(ui, icon, ink);
        let words = forecast_words(scene, pace);
        let text = RichText::new(&words).font(Type::Label.font()).color(ink);
        let hover = match pace.percent {
            100 => words.clone(),
            percent => {
                format!("{words}. Scored questions took {percent} % of their minutes so far")
            }
        };
        ui.add(egui::Label::new(text).truncate()).on_hover_text(hover);
    });
}

/// `on pace, ends 10:58`.
fn forecast_words(scene: Scene<'_>, pace: &Pace) -> String {
    if scene.phase() == Phase::Planned {
        return format!("{} minutes planned", scene.held.record().set.planned_ms() / 60_000);
    }
    let how = pace_words(pace);
    if scene.phase() != Phase::Live {
        return how;
    }
    // Ahead of the plan it ends when all is asked; the plan is no duty to stay.
    let ms = i64::try_from(pace.needed_ms).unwrap_or(0);
    let frame = scene.look.frame();
    match local_time(Some(frame.now.wall_ms + ms), frame.utc_offset_minutes) {
        Some(end) => format!("{how}, ends {:02}:{:02}", end.hour(), end.minute()),
        None => how,
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
