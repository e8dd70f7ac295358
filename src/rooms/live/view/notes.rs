//! Notes: each line stamps itself with its question and its time.

use egui::{
    Align2, Key, KeyboardShortcut, Modifiers, Rect, Role, ScrollArea, Sense, TextEdit, Ui, Vec2,
    WidgetInfo, pos2,
};

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
use crate::ui::widgets::icon::{self, Icon};
use crate::ui::widgets::{button, card, label, sign, small_at};

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

const HINT: &str = "Just type: + strength, − concern, \" quote; Space first before a digit";
/// Five lines of the field.
const FIELD_HEIGHT: f32 = 108.0;
/// A column narrower than this has the note under its stamp.
const NARROW: f32 = 460.0;

/// Width of the stamp with its kind, so that the words of all notes begin at one place.
const STAMP: f32 = 124.0;
/// Width of what can be done with a note.
const ACTIONS: f32 = 124.0;

/// One note with its stamp. Painted as one row: there may be many, and most are scrolled away.
fn note_ui(ui: &mut Ui, scene: Scene<'_>, note: &Note, out: &mut Out<Action>) {
    let colours = colours(ui);
    let words = scene.held.record().words(&note.text).unwrap_or("left out");
    let width = ui.available_width();
    let is_narrow = width < NARROW;
    let room = if is_narrow { width } else { width - STAMP - ACTIONS };
    let font = Type::Body.font();
    let galley = ui.painter().layout(words.to_owned(), font, colours.text, room.max(60.0));
    let above = if is_narrow { 20.0 } else { 0.0 };
    let size = egui::vec2(width, above + galley.size().y.max(20.0));
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    let (_, icon, name) = TAGS.iter().find(|(tag, ..)| *tag == note.tag).unwrap_or(&TAGS[0]);
    let name = if note.private { format!("private {name}") } else { (*name).to_owned() };
    response.widget_info(|| {
        let spoken = format!("{} {name}: {words}", clock_text(note.at_ms));
        WidgetInfo::labeled(Role::Label, true, spoken)
    });
    if !ui.is_rect_visible(rect) {
        return;
    }
    let middle = rect.top() + 10.0;
    let label = Type::Label.font();
    let stamp = pos2(rect.left(), middle);
    let time = clock_text(note.at_ms);
    ui.painter().text(stamp, Align2::LEFT_CENTER, time, label.clone(), colours.muted);
    let (sign, ink) =
        if note.private { (Icon::Lock, colours.caution) } else { (*icon, colours.muted) };
    let place = Rect::from_center_size(pos2(rect.left() + 46.0, middle), Vec2::splat(icon::SIZE));
    icon::paint(ui, sign, place, ink);
    ui.painter().text(
        pos2(rect.left() + 60.0, middle),
        Align2::LEFT_CENTER,
        name,
        label,
        colours.muted,
    );
    let left = if is_narrow { rect.left() } else { rect.left() + STAMP };
    ui.painter().galley(pos2(left, rect.top() + above), galley, colours.text);
    let start: String = words.chars().take(24).collect();
    let mut right = rect.right();
    for (words, action) in [
        ("Remove", Action::RemoveNote(note.id.clone())),
        ("Edit", Action::EditNote(note.id.clone())),
    ] {
        let size = egui::vec2(if words == "Edit" { 44.0 } else { 68.0 }, 20.0);
        let place = Rect::from_min_size(pos2(right - size.x, rect.top()), size);
        right -= size.x + 4.0;
        let id = ui.make_persistent_id((words, note.id.as_str()));
        if small_at(ui, place, id, words, &format!("{words} note: {start}")).clicked() {
            out.act(action);
        }
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
    let mark = if is_marked { "Unmark" } else { "Come back" };
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
    if has_focus && entered {
        out.act(Action::FinishNote);
    } else if response.lost_focus() {
        out.keep_typed();
    }
}
