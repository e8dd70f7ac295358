//! The interviewer's own note on a question: read in the interview, written before it.

use egui::{ScrollArea, TextEdit, Ui};

use super::field::{field_id, take_field_focus};
use super::{label, line, text};
use crate::domain::annotation::{MAX_CHARS, tidy};
use crate::frame::failure::NotKept;
use crate::shared::annotation::AnnotationDraft;
use crate::tokens::screen;
use crate::ui::theme::Type;

/// What it is called wherever it stands.
pub const OWN_NOTE: &str = "Your own note";

/// To be read.
pub fn own_note_ui(ui: &mut Ui, words: &str) {
    ui.add_space(screen::STEP);
    label(ui, OWN_NOTE);
    text(ui, words, Type::Body);
}

/// To be read in one line: where it is longer, the line is cut.
pub fn own_note_line_ui(ui: &mut Ui, words: &str) {
    ui.horizontal(|ui| {
        label(ui, OWN_NOTE);
        line(ui, words.lines().next().unwrap_or_default(), Type::Body);
    });
}

/// To be written, at most `height` high; `not_kept`: why nothing can be. True where the field was left.
pub fn own_note_field_ui(
    ui: &mut Ui,
    draft: &mut AnnotationDraft,
    not_kept: Option<&NotKept>,
    height: f32,
) -> bool {
    let about = match not_kept {
        None => {
            "for you alone: it stands beside the question in the interview, and on no scorecard"
        }
        Some(_) => "can't be changed now",
    };
    let name = label(ui, format!("{OWN_NOTE} · {about}"));
    if let Some(why) = not_kept {
        draft.is_typing = false;
        name.on_hover_text(why.to_string());
        if !draft.text.is_empty() {
            let words = ScrollArea::vertical().id_salt("own note").max_height(height);
            words.show(ui, |ui| text(ui, &draft.text, Type::Body));
        }
        return false;
    }
    let is_meant = take_field_focus(ui, OWN_NOTE);
    let edit = TextEdit::multiline(&mut draft.text)
        .id(field_id(OWN_NOTE))
        .hint_text("for example: ask about Celery")
        .desired_rows(2)
        .desired_width(f32::INFINITY)
        .margin(egui::Margin::symmetric(8, 4))
        .char_limit(MAX_CHARS);
    let scroll = ScrollArea::vertical().id_salt("own note").max_height(height);
    let field = scroll.show(ui, |ui| ui.add(edit).accessible_name(OWN_NOTE)).inner;
    if is_meant {
        field.request_focus();
    }
    if field.changed() {
        // What is pasted may hold signs that nobody sees.
        let tidied = tidy(&draft.text);
        if tidied != draft.text {
            draft.text = tidied;
        }
    }
    draft.is_typing = field.has_focus();
    field.lost_focus()
}
