//! The candidate's window: a prompt, its material, and nothing else.

use egui::{
    Event, Frame, Margin, RichText, ScrollArea, Ui, ViewportBuilder, ViewportClass, ViewportId,
};

use crate::frame::command::Command;
use crate::frame::request::Out;
use crate::rooms::live::candidate::{CandidateView, CandidateWindow};
use crate::rooms::live::{Action, Live};
use crate::shared::look::Look;
use crate::ui::theme::{Type, colours};
use crate::ui::widgets::code::code_in_ui;
use crate::ui::widgets::{keycap, label, small};

/// What the window shows now: blank between questions, and where no clock runs.
pub fn shown(look: Look<'_>) -> Option<CandidateView> {
    let held = look.desk().current()?;
    let planned = held.session().on_stage(&held.record().set)?;
    Some(CandidateView::of(planned.question()))
}

/// Draws the window beside the interviewer's, on every screen of it. Returns what was typed into it: it
/// is meant for the interviewer's window, whichever of the two has the keyboard.
pub fn candidate_window_ui(
    ui: &Ui,
    room: &Live,
    look: Look<'_>,
    out: &mut Out<Action>,
) -> Vec<Event> {
    let CandidateWindow { is_open: true, fills, percent } = room.candidate else {
        return Vec::new();
    };
    let view = shown(look);
    let builder = ViewportBuilder::default()
        .with_title("Question")
        .with_inner_size([960.0, 600.0])
        .with_min_inner_size([320.0, 200.0])
        // The hands stay in the interviewer's window.
        .with_active(false);
    let builder = match fills {
        Some(screen) => builder.with_monitor(screen),
        None => builder,
    };
    // Another screen takes another window: the toolkit places one only when it is made.
    let id = ViewportId::from_hash_of(("candidate", fills));
    let (is_closed, typed) = ui.ctx().show_viewport_immediate(id, builder, |ui, class| {
        // Where the toolkit draws it into the same window, that window's events are its own.
        let typed = match class {
            ViewportClass::EmbeddedWindow => Vec::new(),
            _ => take_typed(ui),
        };
        candidate_ui(ui, view.as_ref(), percent);
        give_back_keyboard(ui);
        (ui.input(|input| input.viewport().close_requested()), typed)
    });
    if is_closed {
        out.act(Action::ToggleCandidate);
    }
    typed
}

/// A window that has just come takes the keyboard on some desktops: it goes back to the interviewer's.
fn give_back_keyboard(ui: &Ui) {
    let (now, has_keyboard) =
        ui.input(|input| (input.time, input.viewport().focused.unwrap_or(false)));
    let id = ui.scope_id().with("came at");
    let came = ui.data_mut(|data| *data.get_temp_mut_or_insert_with(id, || now));
    if has_keyboard && now - came < 2.0 {
        ui.ctx().send_viewport_cmd_to(ViewportId::ROOT, egui::ViewportCommand::Focus);
    }
}

fn take_typed(ui: &Ui) -> Vec<Event> {
    let is_typed = |event: &Event| {
        matches!(event, Event::Key { .. } | Event::Text(_) | Event::Paste(_) | Event::Ime(_))
    };
    ui.input_mut(|input| {
        let (typed, others) = std::mem::take(&mut input.events).into_iter().partition(is_typed);
        input.events = others;
        typed
    })
}

/// Everything that the candidate sees.
pub fn candidate_ui(ui: &mut Ui, view: Option<&CandidateView>, percent: u16) {
    let frame = Frame::new().fill(colours(ui).panel).inner_margin(Margin::same(32));
    egui::CentralPanel::default().frame(frame).show(ui, |ui| {
        let Some(CandidateView { prompt, material }) = view else { return };
        let scale = f32::from(percent) / 100.0;
        ScrollArea::vertical().auto_shrink(false).id_salt(prompt).show(ui, |ui| {
            let font = Type::Lead.font();
            let font = egui::FontId::new(font.size * scale, font.family);
            for paragraph in prompt.split("\n\n") {
                let words = RichText::new(paragraph).font(font.clone()).color(colours(ui).text);
                ui.add(egui::Label::new(words).wrap());
            }
            if let Some(material) = material {
                ui.add_space(16.0);
                code_in_ui(ui, material, Type::Code.font().size * scale);
            }
        });
    });
}

/// How the interviewer sets it up, from their own window.
pub fn controls_ui(ui: &mut Ui, room: &Live, out: &mut Out<Action>) {
    let CandidateWindow { is_open, fills, percent } = room.candidate;
    ui.horizontal(|ui| {
        label(ui, "Candidate's window");
        keycap(ui, Command::CandidateWindow);
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let words = if is_open { "Close" } else { "Open" };
            let name = format!("{words} the candidate's window");
            if small(ui, words).accessible_name(name).clicked() {
                out.act(Action::ToggleCandidate);
            }
        });
    });
    if !is_open {
        return;
    }
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 2.0;
        label(ui, format!("Text {percent} %"));
        for (sign, larger, name) in [
            ("−", false, "Smaller text for the candidate"),
            ("+", true, "Larger text for the candidate"),
        ] {
            if small(ui, sign).accessible_name(name).clicked() {
                out.act(Action::ResizeCandidate { larger });
            }
        }
        let (words, screen) = match fills {
            None => ("Fill 2nd screen", Some(1)),
            Some(_) => ("As a window", None),
        };
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            if small(ui, words).clicked() {
                out.act(Action::FillScreen(screen));
            }
        });
    });
}
