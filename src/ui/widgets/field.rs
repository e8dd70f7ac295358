//! Text fields, each with its visible name.

use egui::{Id, Key, Response, TextEdit, Ui};

use super::label;
use crate::frame::focus::Focus;

/// One line, with its name above it.
pub struct Field<'a> {
    name: &'a str,
    hint: &'a str,
    width: f32,
    is_first: bool,
    next: Option<&'a str>,
}

impl<'a> Field<'a> {
    pub fn new(name: &'a str) -> Self {
        Self { name, hint: "", width: f32::INFINITY, is_first: false, next: None }
    }

    /// Shown while the field is empty.
    pub fn hint(mut self, hint: &'a str) -> Self {
        self.hint = hint;
        self
    }

    /// At most.
    pub fn width(mut self, width: f32) -> Self {
        self.width = width;
        self
    }

    /// The first field of its screen or form.
    pub fn first(mut self) -> Self {
        self.is_first = true;
        self
    }

    /// Where Enter leads: another field, or this one again.
    pub fn then(mut self, name: &'a str) -> Self {
        self.next = Some(name);
        self
    }

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
            let is_meant = self.is_first && take_focus(ui, Focus::First);
            if is_meant || take_field_focus(ui, self.name) {
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

/// Longer than any note typed while talking; keeps a pasted file from stalling the window.
pub const MAX_CHARS: usize = 4_000;
/// Longer than any name or path.
const MAX_LINE: usize = 1_000;

pub fn field_id(name: &str) -> Id {
    Id::unique(("field", name))
}

/// Sends the focus on its way: the field meant takes it when it is next drawn.
pub fn send_focus(ctx: &egui::Context, focus: Option<Focus>) {
    ctx.data_mut(|data| data.insert_temp(on_its_way(), focus));
}

/// Whether the focus was on its way to here; it has arrived now.
pub fn take_focus(ui: &Ui, here: Focus) -> bool {
    take_focus_if(ui, |focus| focus == here)
}

/// The same for the field of a name.
pub fn take_field_focus(ui: &Ui, name: &str) -> bool {
    take_focus_if(ui, |focus| matches!(focus, Focus::Field(meant) if meant == name))
}

fn take_focus_if(ui: &Ui, is_meant: impl FnOnce(Focus) -> bool) -> bool {
    ui.data_mut(|data| {
        let focus = data.get_temp_mut_or_default::<Option<Focus>>(on_its_way());
        let is_here = focus.is_some_and(is_meant);
        if is_here {
            *focus = None;
        }
        is_here
    })
}

fn on_its_way() -> Id {
    Id::unique("focus on its way")
}

/// Whether Enter was pressed in a field of one line.
pub fn entered(ui: &Ui, response: &Response) -> bool {
    response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter))
}
