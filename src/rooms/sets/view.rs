//! Question sets: what to build and which there are on the left; on the right the set and what it
//! covers, its questions, and the chosen one.

mod build;
pub mod changes;
mod chosen;
pub mod compare;
mod forms;
mod grid;
mod items;
pub mod revisions;
mod set;

use egui::{ScrollArea, Ui};

use super::{Action, Sets};
use crate::domain::question::Question;
use crate::frame::request::Out;
use crate::shared::content::ShownSet;
use crate::shared::look::Look;
use crate::tokens::screen;
use crate::ui::widgets::{card, empty, follow_focus, heading, split, turn_pages};
pub use forms::form_ui;

/// Narrower than this, everything is one column.
const NARROW: f32 = 800.0;
/// Width of the left column.
const LEFT: f32 = 308.0;

/// The shown set, with all that is drawn of it.
#[derive(Clone, Copy)]
struct Scene<'a> {
    look: Look<'a>,
    shown: &'a ShownSet,
}

impl<'a> Scene<'a> {
    /// The question at a place, as it starts: with its wording for this set.
    fn question(self, place: usize) -> Option<&'a Question> {
        match &self.shown.frozen {
            Ok(frozen) => frozen.items.get(place).map(|item| &item.question),
            Err(_) => {
                let item = self.shown.set.items.get(place)?;
                self.shown.set.question(&item.question, self.look.bank())
            }
        }
    }
}

/// Draws the screen.
pub fn sets_ui(ui: &mut Ui, room: &mut Sets, look: Look<'_>, out: &mut Out<Action>) {
    room.draft.note.is_typing = false;
    if ui.available_width() < NARROW {
        heading(ui, "Question sets");
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            turn_pages(ui);
            build::build_ui(ui, room, look, out);
            ui.add_space(screen::STEP);
            card(ui, |ui| narrow_set_ui(ui, room, look, out));
            ui.add_space(screen::STEP);
            build::ready_ui(ui, room, look, out);
            follow_focus(ui);
        });
        return;
    }
    let share = (LEFT / ui.available_width()).clamp(0.2, 0.4);
    split(ui, share, |[left, right]| {
        heading(left, "Question sets");
        ScrollArea::vertical().auto_shrink(false).show(left, |ui| {
            build::build_ui(ui, room, look, out);
            ui.add_space(screen::STEP);
            build::ready_ui(ui, room, look, out);
            follow_focus(ui);
        });
        card(right, |ui| wide_set_ui(ui, room, look, out));
    });
}

fn scene(look: Look<'_>) -> Option<Scene<'_>> {
    Some(Scene { look, shown: look.content().shown_set()? })
}

const EMPTY: &str = "Build a set, or choose a ready one";

/// Questions on the left; what the set covers and the chosen question on the right.
fn wide_set_ui(ui: &mut Ui, room: &mut Sets, look: Look<'_>, out: &mut Out<Action>) {
    let Some(scene) = scene(look) else { return empty(ui, EMPTY) };
    set::header_ui(ui, room, scene, out);
    ui.add_space(screen::STEP);
    split(ui, 0.49, |[left, right]| {
        items::items_ui(left, room, scene, true, out);
        if let Some(coverage) = room.coverage() {
            grid::grid_ui(right, look, coverage);
            right.separator();
        }
        chosen::actions_ui(right, room, scene, out);
        ScrollArea::vertical().id_salt("question").auto_shrink(false).show(right, |ui| {
            turn_pages(ui);
            chosen::reading_ui(ui, room, scene, out);
            follow_focus(ui);
        });
    });
}

/// One below the other.
fn narrow_set_ui(ui: &mut Ui, room: &mut Sets, look: Look<'_>, out: &mut Out<Action>) {
    let Some(scene) = scene(look) else { return empty(ui, EMPTY) };
    set::header_ui(ui, room, scene, out);
    items::items_ui(ui, room, scene, false, out);
    ui.separator();
    chosen::actions_ui(ui, room, scene, out);
    chosen::reading_ui(ui, room, scene, out);
    if let Some(coverage) = room.coverage() {
        ui.separator();
        grid::grid_ui(ui, look, coverage);
    }
}
