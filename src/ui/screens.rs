//! Which view draws which screen, and which the form of which room.

use egui::{CentralPanel, Frame, Margin, Panel, Ui};

use super::bar::{bar_frame, bar_ui};
use super::foot::foot_ui;
use super::theme::colours;
use crate::frame::dialog::FormAnswer;
use crate::frame::request::{Out, Request};
use crate::rooms::{
    bank, home, live, practice, scorecard, sessions, sets, settings, start, wrap_up,
};
use crate::root::everywhere::Everywhere;
use crate::root::{Action, Rooms, Screen};
use crate::shared::look::Look;
use crate::tokens::screen;

/// The interview has a frame of its own.
pub fn screen_ui(
    ui: &mut Ui,
    screen: Screen,
    rooms: &mut Rooms,
    look: Look<'_>,
    actions: &mut Vec<Action>,
) {
    if screen == Screen::Live {
        return gather(actions, Action::Live, |out| {
            live::view::live_ui(ui, &mut rooms.live, look, out);
        });
    }
    gather(actions, Action::Everywhere, |out| {
        let bar = Panel::top("bar").show_separator_line(false).frame(bar_frame(ui));
        bar.show(ui, |ui| bar_ui(ui, screen, look, out));
        foot_ui(ui, look, out, |_| {});
    });
    let edge = Margin::same(screen::EDGE as i8);
    let frame = Frame::new().fill(colours(ui).ground).inner_margin(edge);
    CentralPanel::default().frame(frame).show(ui, |ui| {
        // Each screen scrolls by itself.
        ui.push_id(screen.title(), |ui| room_ui(ui, screen, rooms, look, actions));
    });
}

fn room_ui(
    ui: &mut Ui,
    screen: Screen,
    rooms: &mut Rooms,
    look: Look<'_>,
    actions: &mut Vec<Action>,
) {
    match screen {
        Screen::Home => gather(actions, Action::Home, |out| home::view::home_ui(ui, look, out)),
        Screen::Start => gather(actions, Action::Start, |out| {
            start::view::start_ui(ui, &mut rooms.start, look, out);
        }),
        Screen::Sessions => gather(actions, Action::Sessions, |out| {
            sessions::view::sessions_ui(ui, &mut rooms.sessions, look, out);
        }),
        Screen::Bank => gather(actions, Action::Bank, |out| {
            bank::view::bank_ui(ui, &mut rooms.bank, look, out);
        }),
        Screen::Sets => gather(actions, Action::Sets, |out| {
            sets::view::sets_ui(ui, &mut rooms.sets, look, out);
        }),
        Screen::WrapUp => gather(actions, Action::WrapUp, |out| {
            wrap_up::view::wrap_up_ui(ui, &mut rooms.wrap_up, look, out);
        }),
        Screen::Scorecard => gather(actions, Action::Scorecard, |out| {
            scorecard::view::scorecard_ui(ui, &mut rooms.scorecard, look, out);
        }),
        Screen::Practice => gather(actions, Action::Practice, |out| {
            practice::view::practice_ui(ui, &rooms.practice, look, out);
        }),
        Screen::Settings => gather(actions, Action::Settings, |out| {
            settings::view::settings_ui(ui, &mut rooms.settings, look, out);
        }),
        Screen::Live => {}
    }
}

/// Draws the candidate's window, where it is open, whatever the interviewer's shows.
pub fn candidate_ui(
    ui: &Ui,
    rooms: &Rooms,
    look: Look<'_>,
    actions: &mut Vec<Action>,
) -> Vec<egui::Event> {
    let mut typed = Vec::new();
    gather(actions, Action::Live, |out| {
        typed = live::view::candidate_window_ui(ui, &rooms.live, look, out);
    });
    typed
}

/// Draws the form of a room over whatever screen is shown.
pub fn form_ui(ui: &Ui, of: Screen, rooms: &mut Rooms, look: Look<'_>) -> Option<FormAnswer> {
    match of {
        Screen::Home => home::view::form_ui(ui, &mut rooms.home),
        Screen::Sessions => sessions::view::form_ui(ui, &mut rooms.sessions, look),
        Screen::Sets => sets::view::form_ui(ui, &mut rooms.sets, look),
        Screen::Live => live::view::form_ui(ui, &mut rooms.live, look),
        Screen::WrapUp => wrap_up::view::form_ui(ui, &mut rooms.wrap_up, look),
        Screen::Scorecard => scorecard::view::form_ui(ui, &mut rooms.scorecard),
        Screen::Settings => settings::view::form_ui(ui, &mut rooms.settings),
        Screen::Start => start::view::over_ui(ui, &rooms.start),
        Screen::Bank | Screen::Practice => None,
    }
}

/// Turns a view's requests into actions of the program.
pub(super) fn gather<A>(
    actions: &mut Vec<Action>,
    of_room: fn(A) -> Action,
    draw: impl FnOnce(&mut Out<A>),
) {
    let mut out = Out::default();
    draw(&mut out);
    actions.extend(out.requests().map(|request| match request {
        Request::Act(action) => of_room(action),
        Request::Run(command) => Action::Run(command),
        Request::KeepTyped => Action::KeepTyped,
        Request::DismissNotice => Action::Everywhere(Everywhere::DismissNotice),
    }));
}
