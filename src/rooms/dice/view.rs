//! What was rolled, and a button.

use egui::Ui;

use super::{Action, Dice};
use crate::frame::request::Out;
use crate::ui::theme::Type;
use crate::ui::widgets::{primary, text};

pub fn dice_ui(ui: &mut Ui, room: &Dice, out: &mut Out<Action>) {
    let words = room.rolled.map_or("Not rolled yet".to_owned(), |rolled| rolled.to_string());
    text(ui, words, Type::Figure);
    if primary(ui, "Roll", true).clicked() {
        out.act(Action::Roll);
    }
}
