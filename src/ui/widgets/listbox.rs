//! A list that has the focus as a whole: the arrow keys choose in it, and Tab leads past it.

use egui::{EventFilter, Id, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo};

use super::field::take_focus;
use crate::frame::focus::Focus;
use crate::tokens::screen;
use crate::ui::theme::colours;

pub fn list_id(name: &str) -> Id {
    Id::unique(("list", name))
}

/// The focus around the rows of an `area`; what is chosen is said with the name.
pub fn listbox(ui: &Ui, name: &str, chosen: &str, area: Rect) -> Response {
    let id = list_id(name);
    let list = ui.interact(area, id, Sense::focusable_noninteractive());
    list.widget_info(|| WidgetInfo::labeled(Role::ListBox, true, format!("{name}: {chosen}")));
    if list.has_focus() {
        let filter =
            EventFilter { vertical_arrows: true, horizontal_arrows: true, ..Default::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
        let ring = Stroke::new(1.0, colours(ui).accent);
        ui.painter().rect_stroke(area.expand(2.0), screen::RADIUS, ring, StrokeKind::Outside);
    }
    list
}

/// In a form: it has the focus first. True where Enter takes what is chosen.
pub fn form_listbox(ui: &Ui, name: &str, chosen: &str, area: Rect) -> bool {
    let list = listbox(ui, name, chosen, area);
    if take_focus(ui, Focus::First) {
        list.request_focus();
    }
    list.has_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter))
}
