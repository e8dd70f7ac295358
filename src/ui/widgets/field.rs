//! Text fields, each with its visible name.

use egui::{Id, Key, Response, TextEdit, Ui};

use super::label;
use crate::app::drafts::Focus;

/// A named field of one line.
pub struct Field<'a> {
    name: &'a str,
    hint: &'a str,
    width: f32,
    focus: bool,
    next: Option<&'a str>,
}

impl<'a> Field<'a> {
    /// A field with its name above it.
    pub fn new(name: &'a str) -> Self {
        Self { name, hint: "", width: f32::INFINITY, focus: false, next: None }
    }

    /// What stands in the field while it is empty.
    pub fn hint(mut self, hint: &'a str) -> Self {
        self.hint = hint;
        self
    }

    /// How wide it is at most.
    pub fn width(mut self, width: f32) -> Self {
        self.width = width;
        self
    }

    /// Takes the focus where it is on its way to here.
    pub fn focus_on(mut self, focus: &mut Option<Focus>, here: Focus) -> Self {
        self.focus = take_focus(focus, here);
        self
    }

    /// Where Enter leads: another field, or this one again.
    pub fn then(mut self, name: &'a str) -> Self {
        self.next = Some(name);
        self
    }

    /// Draws the name and the field.
    pub fn show(self, ui: &mut Ui, text: &mut String) -> Response {
        let width = self.width.min(ui.available_width());
        let place = egui::Layout::top_down(egui::Align::Min);
        ui.allocate_ui_with_layout(egui::vec2(width, 46.0), place, |ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            let name = label(ui, self.name);
            let edit = TextEdit::singleline(text)
                .id(field_id(self.name))
                .hint_text(self.hint)
                .desired_width(width)
                .margin(egui::Margin::symmetric(8, 4))
                .char_limit(MAX_LINE);
            let response = ui.add(edit).labelled_by(name.id);
            if self.focus {
                response.request_focus();
            }
            if let Some(next) = self.next
                && entered(ui, &response)
            {
                // The next field must not take the same key for its own.
                ui.input_mut(|input| input.consume_key(egui::Modifiers::NONE, Key::Enter));
                ui.memory_mut(|memory| memory.request_focus(field_id(next)));
            }
            response
        })
        .inner
    }
}

/// Longer than any note that a person types while talking; it keeps a pasted file from stalling the
/// window.
pub const MAX_CHARS: usize = 4_000;
/// Longer than any name or path.
const MAX_LINE: usize = 1_000;

/// The identity of a field, by its name.
pub fn field_id(name: &str) -> Id {
    Id::unique(("field", name))
}

/// Whether the focus was on its way to here; it has arrived now.
pub fn take_focus(focus: &mut Option<Focus>, here: Focus) -> bool {
    let is_meant = *focus == Some(here);
    if is_meant {
        *focus = None;
    }
    is_meant
}

/// Whether Enter was pressed in a field of one line.
pub fn entered(ui: &Ui, response: &Response) -> bool {
    response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter))
}
