//! One frame of the window: keys, the screen, what lies over it.

use std::time::Duration;

use egui::{Context, Ui};

use super::keys::{Carried, drop_focus, take_commands};
use super::overlay::overlay_ui;
use super::screens::{candidate_ui, form_ui, screen_ui};
use super::theme;
use super::widgets::ask_scroll;
use super::widgets::field::{field_id, send_focus};
use super::widgets::form::{path_form_ui, place_forms};
use crate::frame::command::Runnable;
use crate::frame::focus::{Focus, NOTE};
use crate::root::everywhere::Everywhere;
use crate::root::{Action, App, Over, Screen};
use crate::shared::look::Look;

/// Kept between frames; the program need not know it.
#[derive(Debug, Default)]
pub struct Shown {
    carried: Carried,
    /// Typed into the candidate's window: for the next frame of this one.
    pub typed_beside: Vec<egui::Event>,
    screen: Option<Screen>,
}

/// Before each frame, and for a hidden window in place of one: the clock, the threads' replies, and
/// when to wake next.
pub fn logic(ctx: &Context, app: &mut App) {
    app.tick();
    if let Some(ms) = app.next_wake() {
        ctx.request_repaint_after(Duration::from_millis(ms));
    }
}

/// Files that were dropped on the window are opened, one after the other.
fn dropped(ctx: &Context) -> Vec<Action> {
    let files = ctx.input(|input| input.raw.dropped_files.clone());
    let paths = files.iter().map(|file| file.path().to_owned());
    paths.map(|path| Action::Everywhere(Everywhere::OpenFile(path))).collect()
}

/// Draws one frame and applies its requests.
pub fn window_ui(ui: &mut Ui, app: &mut App, shown: &mut Shown) {
    let ctx = ui.ctx().clone();
    let prefs = app.frame().prefs();
    theme::apply(&ctx, prefs.theme, prefs.scale_percent);
    let focus = app.frame().focus;
    let mut actions = Vec::new();
    let (rooms, shared, _) = app.parts();
    let look = Look { shared, runnable: &Runnable::default() };
    shown.typed_beside.extend(candidate_ui(ui, rooms, look, &mut actions));
    actions.extend(take_commands(&ctx, app, focus.is_some(), &mut shown.carried));
    actions.extend(dropped(&ctx));
    app.typed().live.is_typing = ctx.memory(|memory| memory.has_focus(field_id(NOTE)));
    ask_scroll(&ctx, app.take_scroll(), app.has_form());
    // A focus that nothing takes in this frame is dropped.
    app.take_focus();
    if shown.screen != Some(app.screen()) || focus == Some(Focus::Nowhere) {
        // A new screen begins with nothing in focus.
        shown.screen = Some(app.screen());
        drop_focus(&ctx);
    }
    let runnable = app.runnable();
    let (screen, is_covered) = (app.screen(), app.has_form());
    let (rooms, shared, over) = app.parts();
    let look = Look { shared, runnable: &runnable };
    place_forms(&ctx, screen == Screen::Live);
    // Under a form the screen must not take the focus.
    send_focus(&ctx, focus.filter(|_| !is_covered));
    screen_ui(ui, screen, rooms, look, &mut actions);
    send_focus(&ctx, focus.filter(|_| is_covered));
    match over {
        Some(Over::Overlay(overlay)) => overlay_ui(ui, overlay, look, &mut actions),
        Some(Over::File(form)) => actions.extend(path_form_ui(ui, form).map(Action::Answer)),
        Some(Over::Room(room)) => {
            actions.extend(form_ui(ui, room, rooms, look).map(Action::Answer));
        }
        None => {}
    }
    send_focus(&ctx, None);
    if !actions.is_empty() {
        app.handle(actions);
        ctx.request_repaint();
    }
}
