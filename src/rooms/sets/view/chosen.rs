//! The chosen question: what can be done with it, and its text.

use egui::Ui;

use super::Scene;
use super::build::command_ui;
use crate::domain::set::SetItem;
use crate::frame::command::Command;
use crate::frame::request::Out;
use crate::rooms::sets::{Action, Sets};
use crate::shared::look::Look;
use crate::ui::theme::Type;
use crate::ui::widgets::own_note::own_note_field_ui;
use crate::ui::widgets::reader::question_ui;
use crate::ui::widgets::{button_if, hover, label, line, quiet, text};

/// Height of the note's field.
const NOTE_HEIGHT: f32 = 52.0;

fn chosen<'a>(room: &Sets, scene: Scene<'a>) -> Option<(usize, &'a SetItem)> {
    let set = &scene.shown.set;
    let place = set.place(room.draft.selected.as_ref()?)?;
    Some((place, set.items.get(place)?))
}

pub(super) fn actions_ui(ui: &mut Ui, room: &Sets, scene: Scene<'_>, out: &mut Out<Action>) {
    let Some((place, item)) = chosen(room, scene) else { return };
    let look = scene.look;
    let name = scene.question(place).map_or(item.question.as_str(), |question| question.name());
    line(ui, &format!("{}. {name}", place + 1), Type::List);
    let is_locked = room.is_locked(&item.question);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = egui::vec2(6.0, 6.0);
        command_ui(ui, "Replace…", Command::ReplaceItem, look, out);
        let lock = if is_locked { "Unlock" } else { "Lock" };
        command_ui(ui, lock, Command::LockItem, look, out);
        plain_ui(ui, look, "−", "A minute less", Command::FewerMinutes, out);
        text(ui, format!("{} min", item.minutes), Type::Body);
        plain_ui(ui, look, "+", "A minute more", Command::MoreMinutes, out);
        if quiet(ui, "Remove").on_hover_text(hover(ui, Command::RemoveItem)).clicked() {
            out.run(Command::RemoveItem);
        }
        let required = if item.required { "Make optional" } else { "Make required" };
        plain_ui(ui, look, required, "", Command::OptionalItem, out);
        plain_ui(ui, look, "Wording…", "", Command::EditWording, out);
        plain_ui(ui, look, "Section…", "", Command::EditSection, out);
        plain_ui(ui, look, "Up", "Move up", Command::MoveEarlier, out);
        plain_ui(ui, look, "Down", "Move down", Command::MoveLater, out);
    });
}

/// Its keys show under the pointer; `spoken` where its words alone say too little.
fn plain_ui(
    ui: &mut Ui,
    look: Look<'_>,
    words: &str,
    spoken: &str,
    command: Command,
    out: &mut Out<Action>,
) {
    let button = button_if(ui, look.can_run(command), words).on_hover_text(hover(ui, command));
    let button = if spoken.is_empty() { button } else { button.accessible_name(spoken) };
    if button.clicked() {
        out.run(command);
    }
}

/// As it is asked, and as the interview shows it.
pub(super) fn reading_ui(ui: &mut Ui, room: &mut Sets, scene: Scene<'_>, out: &mut Out<Action>) {
    let Some((place, item)) = chosen(room, scene) else { return };
    let Some(question) = scene.question(place) else {
        label(ui, "This workspace does not have the question: replace it or remove it");
        return;
    };
    let competency = scene.look.bank().competency(&question.competency);
    let competency = competency.map_or(question.competency.as_str(), |it| it.title.as_str());
    let (level, kind) = (question.level.label(), question.kind.label());
    label(ui, format!("{level} · {kind} · {competency} · {}", item.section));
    if !item.why.is_empty() {
        label(ui, format!("Why: {}", item.why));
    }
    if item.wording.is_some() {
        label(ui, "Your wording for this set:");
    }
    question_ui(ui, question, &scene.look.bank().scale);
    let is_of_note = room.draft.note.question() == Some(&item.question);
    if is_of_note {
        let not_kept = scene.look.desk().not_kept();
        if own_note_field_ui(ui, &mut room.draft.note, not_kept.as_ref(), NOTE_HEIGHT) {
            out.keep_typed();
        }
    }
}
