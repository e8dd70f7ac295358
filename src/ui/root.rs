//! The frame around every screen: keys, the bar at the top, the screen, the message at the foot.

use std::time::Duration;

use egui::{CentralPanel, Context, Frame, Margin, Panel, RichText, Stroke, Ui};

use super::keys::{Carried, take_commands};
use super::theme::{self, Type, colours};
use super::widgets::field::field_id;
use super::widgets::icon::{Icon, icon_ui};
use super::widgets::{self, button, keycap};
use super::{
    bank, help, home, live, palette, popups, scorecard, sessions, sets, settings, start, wrap_up,
};
use crate::app::action::Action;
use crate::app::drafts::{Focus, Popup, Screen};
use crate::app::model::{Model, NoticeKind};
use crate::app::state::App;
use crate::disk::file_url;
use crate::frame::command::Command;
use crate::tokens::screen;

/// What the window remembers between frames and the app does not need to know.
#[derive(Debug, Default)]
pub struct Shown {
    carried: Carried,
    screen: Option<Screen>,
}

/// What is done before a frame is drawn, and for a hidden window in its place: the clock, the threads'
/// replies, and when to wake next.
pub fn logic(ctx: &Context, app: &mut App) {
    app.tick();
    if let Some(ms) = app.next_wake() {
        ctx.request_repaint_after(Duration::from_millis(ms));
    }
}

/// Draws one frame and applies what it asks for.
pub fn root_ui(ui: &mut Ui, app: &mut App, shown: &mut Shown) {
    theme::apply(ui.ctx(), app.model.prefs.theme, app.model.prefs.scale_percent);
    let is_focus_moving = app.drafts.focus.is_some();
    let ctx = ui.ctx().clone();
    let mut out =
        take_commands(&ctx, &app.model, app.popup.as_ref(), is_focus_moving, &mut shown.carried);
    app.drafts.is_typing_note = ctx.memory(|memory| memory.has_focus(field_id("Note")));
    widgets::ask_scroll(&ctx, std::mem::take(&mut app.drafts.scroll_pages), app.popup.is_some());
    if shown.screen != Some(app.model.screen) {
        // A new screen begins with nothing in focus.
        shown.screen = Some(app.model.screen);
        drop_focus(ui);
    }
    if app.drafts.focus == Some(Focus::Nowhere) {
        app.drafts.focus = None;
        drop_focus(ui);
    }
    // Over a popup the screen behind it must not take the focus.
    let mut waiting = if app.popup.is_some() { app.drafts.focus.take() } else { None };
    match app.model.screen {
        Screen::Live => live::live_ui(ui, &app.model, &mut app.drafts, &mut out),
        _ => {
            let bar = Panel::top("bar").show_separator_line(false).frame(bar_frame(ui));
            bar.show(ui, |ui| bar_ui(ui, &app.model, &mut out));
            foot_ui(ui, &app.model, &mut out, |_| {});
            screen_ui(ui, app, &mut out);
        }
    }
    if let Some(popup) = &mut app.popup {
        match popup {
            Popup::Palette { query, selected } => {
                palette::palette_ui(ui, &app.model, query, selected, &mut waiting, &mut out);
            }
            Popup::Help => help::help_ui(ui, &mut out),
            popup => popups::popup_ui(ui, &app.model, popup, &mut waiting, &mut out),
        }
    }
    // A focus that nothing took is not kept for later.
    app.drafts.focus = None;
    if !out.is_empty() {
        app.handle(out);
        ctx.request_repaint();
    }
}

fn drop_focus(ui: &Ui) {
    ui.memory_mut(|memory| {
        if let Some(id) = memory.focused() {
            memory.surrender_focus(id);
        }
    });
}

fn screen_ui(ui: &mut Ui, app: &mut App, out: &mut Vec<Action>) {
    let frame =
        Frame::new().fill(colours(ui).ground).inner_margin(Margin::same(screen::EDGE as i8));
    let (model, drafts) = (&app.model, &mut app.drafts);
    CentralPanel::default().frame(frame).show(ui, |ui| match model.screen {
        Screen::Home => home::home_ui(ui, model, out),
        Screen::Start => start::start_ui(ui, model, drafts, out),
        Screen::Sessions => sessions::sessions_ui(ui, model, drafts, out),
        Screen::Bank => bank::bank_ui(ui, model, drafts, out),
        Screen::Sets => sets::sets_ui(ui, model, &mut drafts.sets, out),
        Screen::WrapUp => wrap_up::wrap_up_ui(ui, model, drafts, out),
        Screen::Scorecard => scorecard::scorecard_ui(ui, model, drafts, out),
        Screen::Settings => settings::settings_ui(ui, model, drafts, out),
        Screen::Live => {}
    });
}

pub(super) fn bar_frame(ui: &Ui) -> Frame {
    let colours = colours(ui);
    Frame::new()
        .fill(colours.panel)
        .stroke(Stroke::new(1.0, colours.line))
        .inner_margin(Margin::symmetric(screen::EDGE as i8, 8))
}

/// Where one can go, and all commands.
fn bar_ui(ui: &mut Ui, model: &Model, out: &mut Vec<Action>) {
    let is_narrow = ui.available_width() < 800.0;
    ui.horizontal(|ui| {
        if !is_narrow {
            widgets::text(ui, "Plumbline", Type::List);
            ui.add_space(screen::GAP);
        }
        for (screen, command) in [
            (Screen::Home, Command::GoHome),
            (Screen::Sessions, Command::GoSessions),
            (Screen::Bank, Command::GoBank),
            (Screen::Sets, Command::GoSets),
            (Screen::Settings, Command::GoSettings),
        ] {
            let tab = egui::Button::selectable(model.screen == screen, screen.title())
                .min_size(egui::vec2(0.0, screen::CONTROL));
            if ui.add(tab).on_hover_text(hover(ui, command)).clicked() {
                out.push(Action::Run(command));
            }
        }
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            super::menu::menu_ui(ui, model, out);
            if !is_narrow {
                keycap(ui, Command::Palette);
                if button(ui, "Commands").clicked() {
                    out.push(Action::Run(Command::Palette));
                }
            }
            if model.allows(Command::BackToInterview, None) {
                keycap(ui, Command::BackToInterview);
                let words = if is_narrow { "Interview" } else { "Back to the interview" };
                if button(ui, words).clicked() {
                    out.push(Action::Run(Command::BackToInterview));
                }
            }
        });
    });
}

/// A command's name with its chord.
fn hover(ui: &Ui, command: Command) -> String {
    let chord = command.chord().map(|chord| chord.label(ui.ctx().os().is_mac()));
    match chord {
        Some(chord) => format!("{} ({chord})", command.title()),
        None => command.title().to_owned(),
    }
}

/// The message at the foot, and whether everything is on the disk. Its place is always kept; without
/// a message `otherwise` stands there.
pub(super) fn foot_ui(
    ui: &mut Ui,
    model: &Model,
    out: &mut Vec<Action>,
    otherwise: impl FnOnce(&mut Ui),
) {
    let frame = Frame::new()
        .fill(colours(ui).panel)
        .stroke(Stroke::new(1.0, colours(ui).line))
        .inner_margin(Margin::symmetric(screen::EDGE as i8, 4));
    let panel = Panel::bottom("foot").exact_size(screen::CONTROL + 11.0).show_separator_line(false);
    panel.frame(frame).show(ui, |ui| {
        ui.horizontal_centered(|ui| {
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                saved_ui(ui, model, out);
                ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                    if !notice_ui(ui, model, out) {
                        otherwise(ui);
                    }
                });
            });
        });
    });
}

fn saved_ui(ui: &mut Ui, model: &Model, out: &mut Vec<Action>) {
    let colours = colours(ui);
    let unsaved = model.unsaved();
    if let Some(failure) = model.save_failure() {
        if button(ui, "Save again").clicked() {
            out.push(Action::Run(Command::SaveAgain));
        }
        let words = format!("{} not saved", crate::export::words::count(unsaved, "step"));
        ui.label(RichText::new(words).color(colours.bad).font(Type::Strong.font()))
            .on_hover_text(failure);
        icon_ui(ui, Icon::Warning, colours.bad);
    } else if model.current().is_some() {
        match (&model.second_copy_trouble, unsaved) {
            (_, 1..) => drop(widgets::label(ui, "Saving…")),
            (None, 0) => drop(widgets::label(ui, "Saved")),
            (Some(why), 0) => {
                let hover = format!("The second copy could not be written: {why}");
                ui.label(RichText::new("Saved, no second copy").color(colours.caution))
                    .on_hover_text(hover);
                icon_ui(ui, Icon::Warning, colours.caution);
            }
        }
    } else {
        widgets::label(ui, model.workspace_name());
    }
}

/// The message, if there is one; true where it was shown.
fn notice_ui(ui: &mut Ui, model: &Model, out: &mut Vec<Action>) -> bool {
    let colours = colours(ui);
    let failure = model.save_trouble().map(|words| (NoticeKind::Problem, words));
    let stays = failure.is_some();
    let notice = model.notice.as_ref().map(|notice| (notice.kind, notice.text.clone()));
    let Some((kind, text)) = failure.or(notice) else { return false };
    let (icon, colour) = match kind {
        NoticeKind::Problem => (Icon::Warning, colours.bad),
        NoticeKind::Done | NoticeKind::Undoable => (Icon::Check, colours.good),
        NoticeKind::Hint => (Icon::Dot, colours.accent),
    };
    icon_ui(ui, icon, colour);
    let has_file = model.notice.as_ref().is_some_and(|notice| notice.file.is_some());
    let buttons = match (stays, has_file || kind == NoticeKind::Undoable) {
        (true, _) => 0.0,
        (false, true) => 180.0,
        (false, false) => 110.0,
    };
    let width = (ui.available_width() - buttons).max(80.0);
    let words = RichText::new(&text).color(colours.text);
    let label = ui.scope(|ui| {
        ui.set_max_width(width);
        ui.add(egui::Label::new(words).truncate())
    });
    label.inner.on_hover_text(&text);
    let file = model.notice.as_ref().and_then(|notice| notice.file.as_ref());
    if let Some(file) = file.filter(|_| kind == NoticeKind::Done)
        && button(ui, "Open").clicked()
    {
        ui.ctx().open_url(egui::OpenUrl::new_tab(file_url(file)));
    }
    if kind == NoticeKind::Undoable && button(ui, "Undo").clicked() {
        out.push(Action::Run(Command::Undo));
    }
    if !stays && widgets::quiet(ui, "Dismiss").clicked() {
        out.push(Action::DismissNotice);
    }
    true
}
