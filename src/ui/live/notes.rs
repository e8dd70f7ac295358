//! Notes: each line stamps itself with its question and its time.

use egui::{Key, KeyboardShortcut, Modifiers, RichText, ScrollArea, TextEdit, Ui};

use super::Now;
use crate::app::action::{Action, Field};
use crate::app::command::Command;
use crate::app::drafts::{Drafts, Focus, NoteDraft};
use crate::domain::event::NoteTag;
use crate::domain::session::Note;
use crate::domain::timer::clock_text;
use crate::ui::theme::{Type, colours};
use crate::ui::widgets::field::{MAX_CHARS, field_id, take_focus};
use crate::ui::widgets::icon::{Icon, icon_ui};
use crate::ui::widgets::{card, keycap, label, small};

/// Every tag with its sign and its word.
const TAGS: [(NoteTag, Icon, &str); 4] = [
    (NoteTag::Plain, Icon::Pencil, "note"),
    (NoteTag::Strength, Icon::Plus, "strength"),
    (NoteTag::Concern, Icon::Minus, "concern"),
    (NoteTag::Quote, Icon::Quote, "quote"),
];

/// The notes of the question on stage, and the field.
pub fn notes_ui(ui: &mut Ui, now: Now<'_>, drafts: &mut Drafts, out: &mut Vec<Action>) {
    card(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 4.0;
        let is_in_column = ui.available_height() > 400.0 || !ui.available_height().is_finite();
        let room = if is_in_column { 200.0 } else { (ui.available_height() - 84.0).max(28.0) };
        let on_stage = now.held.session().current.as_ref();
        let typed = drafts.note.written.as_ref().map(|(id, ..)| id.clone());
        let notes: Vec<&Note> = now
            .held
            .session()
            .notes
            .iter()
            .filter(|note| note.question.as_ref() == on_stage && Some(&note.id) != typed.as_ref())
            .collect();
        ScrollArea::vertical()
            .max_height(room)
            .auto_shrink([false, is_in_column])
            .stick_to_bottom(true)
            .show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = 2.0;
                for note in &notes {
                    note_ui(ui, now, note, out);
                }
                if notes.is_empty() {
                    label(ui, "Notes of this question stand here, each with its time");
                }
            });
        input_ui(ui, drafts, out);
    });
}

/// A column narrower than this has the note under its stamp.
const NARROW: f32 = 460.0;

/// One note with its stamp.
fn note_ui(ui: &mut Ui, now: Now<'_>, note: &Note, out: &mut Vec<Action>) {
    let words = now.held.record().words(&note.text).unwrap_or("left out");
    let is_narrow = ui.available_width() < NARROW;
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        stamp_ui(ui, note);
        if !is_narrow {
            let width = (ui.available_width() - 130.0).max(60.0);
            ui.scope(|ui| {
                ui.set_max_width(width);
                ui.add(egui::Label::new(words).wrap());
            });
        }
        ui.with_layout(egui::Layout::right_to_left(egui::Align::TOP), |ui| {
            let short: String = words.chars().take(24).collect();
            if small(ui, "Remove").accessible_name(format!("Remove note: {short}")).clicked() {
                out.push(Action::RemoveNote(note.id.clone()));
            }
            if small(ui, "Edit").accessible_name(format!("Edit note: {short}")).clicked() {
                out.push(Action::EditNote(note.id.clone()));
            }
        });
    });
    if is_narrow {
        ui.add(egui::Label::new(words).wrap());
    }
}

/// When it was noted, and what it is.
fn stamp_ui(ui: &mut Ui, note: &Note) {
    let colours = colours(ui);
    let stamp = RichText::new(clock_text(note.at_ms)).font(Type::Label.font());
    ui.label(stamp.color(colours.muted));
    if let Some((tag, icon, name)) = TAGS.iter().find(|(tag, ..)| *tag == note.tag) {
        icon_ui(ui, *icon, colours.muted);
        if *tag != NoteTag::Plain {
            label(ui, *name);
        }
    }
    if note.private {
        icon_ui(ui, Icon::Lock, colours.caution);
        label(ui, "private");
    }
}

fn input_ui(ui: &mut Ui, drafts: &mut Drafts, out: &mut Vec<Action>) {
    let takes_focus = take_focus(&mut drafts.focus, Focus::Note);
    let draft = &mut drafts.note;
    let is_narrow = ui.available_width() < NARROW;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = egui::vec2(4.0, 2.0);
        tags_ui(ui, draft);
        ui.checkbox(&mut draft.private, "private");
        if !is_narrow {
            keycap(ui, Command::PrivateNote);
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                label(ui, "Enter keeps it, Esc leaves the field");
            });
        }
    });
    let width = ui.available_width();
    let edit = TextEdit::multiline(&mut draft.text)
        .id(field_id("Note"))
        .hint_text("Type a note (T); begin with + strength, - concern or \" quote")
        .desired_rows(1)
        .desired_width(width)
        .margin(egui::Margin::symmetric(8, 4))
        .char_limit(MAX_CHARS)
        // Enter keeps the note; a new line takes Shift as well.
        .return_key(KeyboardShortcut::new(Modifiers::SHIFT, Key::Enter));
    let response = ui.add(edit).accessible_name("Note");
    if takes_focus {
        response.request_focus();
        response.scroll_to_me(None);
    }
    let entered = ui.input(|input| {
        input.key_pressed(Key::Enter) && !input.modifiers.shift && !input.modifiers.command
    });
    if response.has_focus() && entered {
        out.push(Action::FinishNote(Field::Note));
    } else if response.lost_focus() {
        out.push(Action::Flush);
    }
}

/// What the note is evidence of: chosen, or said by the sign before its words.
fn tags_ui(ui: &mut Ui, draft: &mut NoteDraft) {
    let (shown, _) = draft.parse();
    for (tag, icon, name) in TAGS {
        let colour = colours(ui);
        let is_chosen = shown == tag;
        let ink = if is_chosen { colour.accent } else { colour.muted };
        icon_ui(ui, icon, ink);
        let button = egui::Button::selectable(is_chosen, name);
        if ui.add(button.min_size(egui::vec2(0.0, 24.0))).clicked() {
            draft.tag = Some(tag);
        }
    }
}
