//! Fields that differ: what stands on either side, in words.

use egui::Ui;

use crate::domain::set::revisions::FieldChange;
use crate::domain::words::count;
use crate::rooms::sets::revisions::Shown;
use crate::tokens::screen;
use crate::ui::theme::Type;
use crate::ui::widgets::label;
use crate::ui::widgets::prose::{prose_ui, words_ui};

/// `sides` name where the two values stand.
pub fn changes_ui(ui: &mut Ui, changes: &[FieldChange], sides: [&str; 2]) {
    for change in changes {
        change_ui(ui, change, sides);
        ui.add_space(screen::STEP);
    }
}

fn change_ui(ui: &mut Ui, change: &FieldChange, sides: [&str; 2]) {
    let FieldChange { field, before, after } = change;
    let [left, right] = sides;
    match Shown::of(change) {
        Shown::Short => {
            let words = format!("{field}: {} → {}", or_nothing(before), or_nothing(after));
            words_ui(ui, &words, Type::Body);
        }
        Shown::Lines { before, after, same } => {
            label(ui, format!("{field}: {} the same", count(same, "line")));
            lines_ui(ui, &format!("Only {left}"), &before);
            lines_ui(ui, &format!("Only {right}"), &after);
        }
        Shown::Whole => {
            for (side, text) in [(left, before), (right, after)] {
                label(ui, format!("{field} {side}"));
                prose_ui(ui, or_nothing(text), Type::Body);
            }
        }
    }
}

fn lines_ui(ui: &mut Ui, side: &str, lines: &[&str]) {
    if lines.is_empty() {
        return;
    }
    label(ui, side);
    for line in lines {
        words_ui(ui, line, Type::Body);
    }
}

fn or_nothing(text: &str) -> &str {
    if text.is_empty() { "nothing" } else { text }
}
