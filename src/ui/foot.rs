//! The line at the foot: the last message, and whether everything is on the disk.

use egui::{Frame, Margin, Panel, RichText, Stroke, Ui};

use super::theme::{Type, colours};
use super::widgets::icon::{Icon, icon_ui};
use super::widgets::{button, label, quiet};
use crate::disk::file_url;
use crate::export::words::count;
use crate::frame::command::Command;
use crate::frame::notices::{Notice, NoticeKind};
use crate::frame::request::Out;
use crate::shared::look::Look;
use crate::tokens::screen;

/// The message always has its place; without one `otherwise` stands there.
pub fn foot_ui<A>(ui: &mut Ui, look: Look<'_>, out: &mut Out<A>, otherwise: impl FnOnce(&mut Ui)) {
    let frame = Frame::new()
        .fill(colours(ui).panel)
        .stroke(Stroke::new(1.0, colours(ui).line))
        .inner_margin(Margin::symmetric(screen::EDGE as i8, 4));
    let panel = Panel::bottom("foot").exact_size(screen::CONTROL + 11.0).show_separator_line(false);
    panel.frame(frame).show(ui, |ui| {
        ui.horizontal_centered(|ui| {
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                saved_ui(ui, look, out);
                ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                    if !message_ui(ui, look, out) {
                        otherwise(ui);
                    }
                });
            });
        });
    });
}

fn saved_ui<A>(ui: &mut Ui, look: Look<'_>, out: &mut Out<A>) {
    let colours = colours(ui);
    let unsaved = look.desk().unsaved();
    if let Some(failure) = look.desk().save_failure() {
        if button(ui, "Save again").clicked() {
            out.run(Command::SaveAgain);
        }
        let words = format!("{} not saved", count(unsaved, "step"));
        ui.label(RichText::new(words).color(colours.bad).font(Type::Strong.font()))
            .on_hover_text(failure);
        icon_ui(ui, Icon::Warning, colours.bad);
    } else if look.desk().current().is_some_and(|held| held.practice().is_some()) {
        label(ui, "Practice: not kept");
    } else if look.desk().current().is_some() {
        match (look.desk().store().second_copy_trouble(), unsaved) {
            (_, 1..) => drop(label(ui, "Saving…")),
            (None, 0) => drop(label(ui, "Saved")),
            (Some(why), 0) => {
                let hover = format!("The second copy could not be written: {why}");
                ui.label(RichText::new("Saved, no second copy").color(colours.caution))
                    .on_hover_text(hover);
                icon_ui(ui, Icon::Warning, colours.caution);
            }
        }
    } else {
        label(ui, look.frame().workspace_name());
    }
}

/// True where a message was shown. What is not saved comes first, and stays.
fn message_ui<A>(ui: &mut Ui, look: Look<'_>, out: &mut Out<A>) -> bool {
    let trouble = look.desk().save_trouble();
    let stays = trouble.is_some();
    let trouble = trouble.map(|words| Notice::new(NoticeKind::Problem, words));
    let Some(Notice { kind, text, file }) = trouble.or(look.frame().notices.shown().cloned())
    else {
        return false;
    };
    let colours = colours(ui);
    let (icon, colour) = match kind {
        NoticeKind::Problem => (Icon::Warning, colours.bad),
        NoticeKind::Done | NoticeKind::Undoable => (Icon::Check, colours.good),
        NoticeKind::Hint => (Icon::Dot, colours.accent),
    };
    icon_ui(ui, icon, colour);
    let buttons = match (stays, file.is_some() || kind == NoticeKind::Undoable) {
        (true, _) => 0.0,
        (false, true) if file.is_some() => 300.0,
        (false, true) => 180.0,
        (false, false) => 110.0,
    };
    let width = (ui.available_width() - buttons).max(80.0);
    let words = RichText::new(&text).color(colours.text);
    let shown = ui.scope(|ui| {
        ui.set_max_width(width);
        ui.add(egui::Label::new(words).truncate())
    });
    shown.inner.on_hover_text(&text);
    if let Some(file) = &file {
        let places = [("Open", Some(file.as_path())), ("Open folder", file.parent())];
        for (words, place) in places {
            if let Some(place) = place
                && button(ui, words).clicked()
            {
                ui.ctx().open_url(egui::OpenUrl::new_tab(file_url(place)));
            }
        }
    }
    if kind == NoticeKind::Undoable && button(ui, "Undo").clicked() {
        out.run(Command::Undo);
    }
    if !stays && quiet(ui, "Dismiss").clicked() {
        out.dismiss_notice();
    }
    true
}
