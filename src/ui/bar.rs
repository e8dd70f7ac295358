//! The bar at the top: the screens, and all commands.

use egui::{Frame, Margin, Stroke, Ui};

use super::theme::{Type, colours};
use super::widgets::icon::{Icon, icon_ui};
use super::widgets::{self, button, hover, keycap};
use crate::domain::timer::clock_text;
use crate::frame::command::Command;
use crate::frame::request::Out;
use crate::root::Screen;
use crate::shared::look::Look;
use crate::tokens::screen;

/// A low window keeps its height for what is below.
pub fn bar_frame(ui: &Ui) -> Frame {
    let colours = colours(ui);
    let margin = if ui.ctx().content_rect().height() < LOW { 5 } else { 8 };
    Frame::new()
        .fill(colours.panel)
        .stroke(Stroke::new(1.0, colours.line))
        .inner_margin(Margin::symmetric(screen::EDGE as i8, margin))
}

/// Lower than this, bars are slim.
const LOW: f32 = 480.0;

/// Screens with a place in the bar.
const TABS: [Screen; 5] =
    [Screen::Home, Screen::Sessions, Screen::Bank, Screen::Sets, Screen::Settings];

pub(super) fn bar_ui<A>(ui: &mut Ui, shown: Screen, look: Look<'_>, out: &mut Out<A>) {
    let is_narrow = ui.available_width() < 800.0;
    ui.horizontal(|ui| {
        if !is_narrow {
            widgets::text(ui, "Plumbline", Type::List);
            ui.add_space(screen::GAP);
        }
        for (tab, command) in TABS.iter().filter_map(|tab| Some((tab, tab.command()?))) {
            let button = egui::Button::selectable(shown == *tab, tab.title())
                .min_size(egui::vec2(0.0, screen::CONTROL));
            if ui.add(button).on_hover_text(hover(ui, command)).clicked() {
                out.run(command);
            }
        }
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            commands_ui(ui, is_narrow, out);
            if look.can_run(Command::BackToInterview) {
                interview_ui(ui, look, is_narrow, out);
            }
        });
    });
}

/// The way to every command.
pub fn commands_ui<A>(ui: &mut Ui, is_narrow: bool, out: &mut Out<A>) {
    if !is_narrow {
        keycap(ui, Command::Palette);
    }
    if button(ui, if is_narrow { "Keys" } else { "Commands" }).clicked() {
        out.run(Command::Palette);
    }
}

/// The way back to the interview; while its clock runs, with the clock.
fn interview_ui<A>(ui: &mut Ui, look: Look<'_>, is_narrow: bool, out: &mut Out<A>) {
    keycap(ui, Command::BackToInterview);
    let runs = look.desk().running().next().and_then(|id| look.desk().held().get(id));
    let clock = runs.map(|held| clock_text(held.session().stopwatch.session_ms()));
    let words = match (clock, is_narrow) {
        (Some(clock), true) => clock,
        (Some(clock), false) => format!("Interview in progress, {clock}"),
        (None, true) => "Interview".to_owned(),
        (None, false) => "Back to the interview".to_owned(),
    };
    let spoken = format!("Back to the interview: {words}");
    if button(ui, &words).accessible_name(spoken).clicked() {
        out.run(Command::BackToInterview);
    }
    if runs.is_some() {
        icon_ui(ui, Icon::Dot, colours(ui).accent);
    }
}
