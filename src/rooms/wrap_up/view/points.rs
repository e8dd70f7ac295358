//! Strengths and concerns: which of them stand on page 1, and in which order.

use egui::{TextEdit, Ui};

use crate::domain::event::NoteTag;
use crate::domain::session::Note;
use crate::frame::command::Command;
use crate::frame::request::Out;
use crate::rooms::wrap_up::{Action, CONCERN, Draft, STRENGTH};
use crate::shared::desk::held::Held;
use crate::shared::note::NoteDraft;
use crate::tokens::screen;
use crate::ui::theme::colours;
use crate::ui::widgets::field::{MAX_CHARS, entered, field_id, take_field_focus};
use crate::ui::widgets::{card, card_title, chord_cap, label, small};

pub fn points_ui(ui: &mut Ui, held: &Held, draft: &mut Draft, out: &mut Out<Action>) {
    let typed = |note: &NoteDraft| note.note().cloned();
    let hidden = [typed(&draft.strength), typed(&draft.concern)];
    let mut focus = None;
    let (strength, concern) = (&mut draft.strength, &mut draft.concern);
    let (keep_strength, keep_concern) = (Action::FinishStrength, Action::FinishConcern);
    for (draft, tag, title, name, finish) in [
        (strength, NoteTag::Strength, "Strengths", STRENGTH, keep_strength),
        (concern, NoteTag::Concern, "Concerns", CONCERN, keep_concern),
    ] {
        card(ui, |ui| {
            let notes = held.session().points().into_iter().filter(|note| note.tag == tag);
            let notes = notes.filter(|note| !hidden.contains(&Some(note.id.clone())));
            let notes: Vec<&Note> = notes.collect();
            ui.horizontal(|ui| {
                card_title(ui, title);
                if notes.len() > 1 {
                    label(ui, "click a line, then");
                    for command in [Command::MoveEarlier, Command::MoveLater] {
                        command.chord().into_iter().for_each(|chord| chord_cap(ui, chord));
                    }
                }
            });
            for note in notes {
                // Known by its note, so that the focus goes with it to another place.
                let has_focus = ui.push_id(note.id.as_str(), |ui| point_ui(ui, held, note, out));
                if has_focus.inner {
                    focus = Some(note.id.clone());
                }
            }
            add_ui(ui, name, draft, finish, out);
        });
        ui.add_space(screen::STEP * 2.0);
    }
    draft.point_focus = focus;
}

/// True where the focus is on it.
fn point_ui(ui: &mut Ui, held: &Held, note: &Note, out: &mut Out<Action>) -> bool {
    let words = held.record().words(&note.text).unwrap_or("left out").to_owned();
    let set = &held.record().set;
    let planned = note.question.as_ref().and_then(|id| held.session().find(set, id));
    let mut has_focus = false;
    ui.horizontal_top(|ui| {
        label(ui, planned.map_or("Overall".to_owned(), |it| format!("Q{}", it.number)));
        if note.private {
            label(ui, "private");
        }
        if !note.fronted {
            label(ui, "not on page 1");
        }
        let width = (ui.available_width() - 190.0).max(60.0);
        ui.scope(|ui| {
            ui.set_max_width(width);
            // A click on the words chooses what the keys move.
            let sense = egui::Sense::click();
            let line = ui.add(egui::Label::new(&words).wrap().sense(sense));
            if line.clicked() {
                line.request_focus();
            }
            if line.has_focus() {
                has_focus = true;
                let ring = egui::Stroke::new(2.0, colours(ui).accent);
                let place = line.rect.expand(3.0);
                ui.painter().rect_stroke(place, 4.0, ring, egui::StrokeKind::Inside);
            }
        });
        let short: String = words.chars().take(24).collect();
        ui.with_layout(egui::Layout::right_to_left(egui::Align::TOP), |ui| {
            ui.spacing_mut().item_spacing.x = 0.0;
            let front = if note.fronted { "Leave off page 1" } else { "Put on page 1" };
            let button = small(ui, front).accessible_name(format!("{front}: {short}"));
            has_focus |= button.has_focus();
            if button.clicked() {
                out.act(Action::Front(note.id.clone(), !note.fronted));
            }
            for (sign, later, name) in [("↓", true, "Move down"), ("↑", false, "Move up")] {
                let button = small(ui, sign).accessible_name(format!("{name}: {short}"));
                has_focus |= button.has_focus();
                if button.clicked() {
                    out.act(Action::Shift(note.id.clone(), later));
                }
            }
        });
    });
    has_focus
}

fn add_ui(ui: &mut Ui, name: &str, draft: &mut NoteDraft, finish: Action, out: &mut Out<Action>) {
    let edit = TextEdit::singleline(&mut draft.text)
        .id(field_id(name))
        .hint_text(format!("{name}: Enter adds it"))
        .desired_width(f32::INFINITY)
        .margin(egui::Margin::symmetric(8, 4))
        .char_limit(MAX_CHARS);
    let response = ui.add(edit).accessible_name(name);
    if take_field_focus(ui, name) {
        response.request_focus();
    }
    if entered(ui, &response) {
        out.act(finish);
        response.request_focus();
    } else if response.lost_focus() {
        out.keep_typed();
    }
}
