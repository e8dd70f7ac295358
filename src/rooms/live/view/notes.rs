//! Notes: each line stamps itself with its question and its time.

use egui::{Key, KeyboardShortcut, Modifiers, RichText, ScrollArea, TextEdit, Ui};

use super::Scene;
use crate::domain::event::NoteTag;
use crate::domain::session::Note;
use crate::domain::timer::clock_text;
use crate::frame::command::Command;
use crate::frame::focus::NOTE;
use crate::frame::request::Out;
use crate::rooms::live::{Action, Live};
use crate::shared::note::NoteDraft;
use crate::ui::theme::{Type, colours};
use crate::ui::widgets::field::{MAX_CHARS, field_id, take_field_focus};
use crate::ui::widgets::icon::{Icon, icon_ui};
use crate::ui::widgets::{button, card, label, sign, small};

/// Every tag with its sign and its word.
const TAGS: [(NoteTag, Icon, &str); 4] = [
    (NoteTag::Plain, Icon::Pencil, "note"),
    (NoteTag::Strength, Icon::Plus, "strength"),
    (NoteTag::Concern, Icon::Minus, "concern"),
    (NoteTag::Quote, Icon::Quote, "quote"),
];

/// What the typed note is evidence of, in a word; `None` while nothing is typed.
pub fn kind_of(draft: &NoteDraft) -> Option<&'static str> {
    let (kind, _) = draft.parse();
    let name = TAGS.iter().find(|(tag, ..)| *tag == kind).map_or("note", |(_, _, name)| name);
    (!draft.text.is_empty()).then_some(name)
}

/// The notes of the question on stage, and the field.
pub fn notes_ui(ui: &mut Ui, scene: Scene<'_>, room: &mut Live, out: &mut Out<Action>) {
    card(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 4.0;
        // The field takes the lines it needs from the list; what it took last is what it needs.
        let id = egui::Id::unique("height of the note field");
        let field = ui.data(|data| data.get_temp(id)).unwrap_or(30.0_f32);
        let height = ui.available_height() - field - 4.0;
        if height > 20.0 {
            list_ui(ui, scene, room, height, out);
        }
        let row = ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = 2.0;
            kinds_ui(ui, room);
            ui.with_layout(egui::Layout::right_to_left(egui::Align::TOP), |ui| {
                ui.spacing_mut().item_spacing.x = 4.0;
                question_actions_ui(ui, scene, out);
                ui.with_layout(egui::Layout::top_down(egui::Align::Min), |ui| {
                    field_ui(ui, scene, room, out);
                });
            });
        });
        let taken = row.response.rect.height();
        if (taken - field).abs() > 0.5 {
            ui.data_mut(|data| data.insert_temp(id, taken));
            ui.ctx().request_repaint();
        }
    });
}

/// In a small window: the notes, then the field alone; signs before the words say what a note is.
pub fn small_notes_ui(ui: &mut Ui, scene: Scene<'_>, room: &mut Live, out: &mut Out<Action>) {
    list_ui(ui, scene, room, f32::INFINITY, out);
}

fn list_ui(ui: &mut Ui, scene: Scene<'_>, room: &Live, height: f32, out: &mut Out<Action>) {
    let on_stage = scene.held.session().current.as_ref();
    let typed = room.note.note().cloned();
    let notes: Vec<&Note> = scene
        .held
        .session()
        .notes
        .iter()
        .filter(|note| note.question.as_ref() == on_stage && Some(&note.id) != typed.as_ref())
        .collect();
    let mut show = |ui: &mut Ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        for note in &notes {
            note_ui(ui, scene, note, out);
        }
        if notes.is_empty() {
            let words = match scene.planned() {
                Some(_) => "Notes on this question appear here, each with its time",
                None => "Notes on the whole interview appear here, each with its time",
            };
            label(ui, words);
        }
    };
    if height.is_finite() {
        let scroll =
            ScrollArea::vertical().id_salt("notes").max_height(height).min_scrolled_height(height);
        scroll.auto_shrink(false).stick_to_bottom(true).show(ui, show);
    } else {
        show(ui);
    }
}

const HINT: &str = "Just type: + strength, − concern, \" quote, Space before a digit";
/// Five lines of the field.
const FIELD_HEIGHT: f32 = 108.0;
/// A column narrower than this has the note under its stamp.
const NARROW: f32 = 460.0;

/// One note with its stamp.
fn note_ui(ui: &mut Ui, scene: Scene<'_>, note: &Note, out: &mut Out<Action>) {
    let words = scene.held.record().words(&note.text).unwrap_or("left out");
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
                out.act(Action::RemoveNote(note.id.clone()));
            }
            if small(ui, "Edit").accessible_name(format!("Edit note: {short}")).clicked() {
                out.act(Action::EditNote(note.id.clone()));
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
    // A column of one width, so that the words of all notes begin at one place.
    let place = egui::Layout::left_to_right(egui::Align::Center);
    ui.allocate_ui_with_layout(egui::vec2(118.0, 20.0), place, |ui| {
        ui.set_min_width(118.0);
        let stamp = RichText::new(clock_text(note.at_ms)).font(Type::Label.font());
        ui.label(stamp.color(colours.muted));
        if let Some((_, icon, name)) = TAGS.iter().find(|(tag, ..)| *tag == note.tag) {
            icon_ui(ui, *icon, colours.muted);
            label(ui, *name);
        }
    });
    if note.private {
        icon_ui(ui, Icon::Lock, colours.caution);
        label(ui, "private");
    }
}

/// What kind of note it is: the sign before the words says it too.
fn kinds_ui(ui: &mut Ui, room: &mut Live) {
    let draft = &mut room.note;
    let (shown, _) = draft.parse();
    for (tag, icon, name) in TAGS {
        if sign(ui, icon, name, shown == tag).clicked() {
            draft.tag = Some(tag);
        }
    }
    let is_private = draft.private;
    if sign(ui, Icon::Lock, "private", is_private).clicked() {
        draft.private = !is_private;
    }
    ui.add_space(4.0);
}

/// Back, mark, skip and next, always at the same place.
pub fn question_actions_ui(ui: &mut Ui, scene: Scene<'_>, out: &mut Out<Action>) {
    let Some(planned) = scene.planned() else { return };
    let answer = scene.held.session().answer(planned.id());
    let is_marked = answer.is_some_and(|answer| answer.marked);
    let mark = if is_marked { "Unmark" } else { "Mark" };
    for (words, command) in [
        ("Next", Command::Next),
        ("Skip…", Command::Skip),
        (mark, Command::Mark),
        ("Back", Command::Previous),
    ] {
        if button(ui, words).clicked() {
            out.run(command);
        }
    }
}

/// The field that notes are typed in. It has the focus unless something else has it, so that hands can
/// begin to write, and input methods to compose.
pub fn field_ui(ui: &mut Ui, scene: Scene<'_>, room: &mut Live, out: &mut Out<Action>) {
    let is_meant = take_field_focus(ui, NOTE);
    let is_free = ui.memory(|memory| memory.focused().is_none());
    let takes_focus = is_meant || (is_free && scene.look.can_run(Command::Note));
    let is_composing = crate::ui::keys::is_composing(ui.ctx());
    let draft = &mut room.note;
    let width = ui.available_width();
    let mut scroll = ScrollArea::vertical().id_salt("note field").max_height(FIELD_HEIGHT);
    scroll = scroll.auto_shrink([false, true]);
    let edit = TextEdit::multiline(&mut draft.text)
        .id(field_id(NOTE))
        .hint_text(if width < NARROW { "Just type a note" } else { HINT })
        .desired_rows(1)
        .desired_width(width)
        .margin(egui::Margin::symmetric(8, 4))
        .char_limit(MAX_CHARS)
        // Enter keeps the note; a new line takes Shift as well.
        .return_key(KeyboardShortcut::new(Modifiers::SHIFT, Key::Enter));
    let response = scroll.show(ui, |ui| ui.add(edit).accessible_name(NOTE)).inner;
    if takes_focus {
        response.request_focus();
        // One goes on where the words end.
        if let Some(mut state) = TextEdit::load_state(ui.ctx(), response.id) {
            let end = egui::text::CCursor::new(draft.text.chars().count());
            state.cursor.set_char_range(Some(egui::text::CCursorRange::one(end)));
            state.store(ui.ctx(), response.id);
        }
    }
    let entered = ui.input(|input| {
        input.key_pressed(Key::Enter) && !input.modifiers.shift && !input.modifiers.command
    });
    // The candidate's window may have the keyboard: what is typed there comes here.
    let has_focus = ui.memory(|memory| memory.has_focus(response.id));
    if has_focus && entered && !is_composing {
        out.act(Action::FinishNote);
    } else if response.lost_focus() {
        out.keep_typed();
    }
}
