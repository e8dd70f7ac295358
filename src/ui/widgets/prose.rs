//! Texts of questions: paragraphs, bullets, code.

use egui::text::{LayoutJob, TextWrapping};
use egui::{Color32, FontId, Label, RichText, TextFormat, Ui};

use super::code::code_ui;
use crate::domain::question::{LineKind, line_kinds};
use crate::ui::theme::{Type, colours};

pub fn prose_ui(ui: &mut Ui, text: &str, style: Type) {
    let mut prose: Vec<&str> = Vec::new();
    let mut code: Vec<&str> = Vec::new();
    for (kind, line) in line_kinds(text) {
        match kind {
            LineKind::Prose => prose.push(line),
            LineKind::Opening => flush_prose(ui, &mut prose, style),
            LineKind::Code => code.push(line),
            LineKind::Closing => flush_code(ui, &mut code),
        }
    }
    flush_prose(ui, &mut prose, style);
    flush_code(ui, &mut code);
}

fn flush_prose(ui: &mut Ui, lines: &mut Vec<&str>, style: Type) {
    let colour = colours(ui).text;
    let mut paragraph = String::new();
    let say = |ui: &mut Ui, words: &mut String| {
        if !words.is_empty() {
            words_ui(ui, &std::mem::take(words), style);
        }
    };
    for line in lines.drain(..) {
        match line.trim().strip_prefix("- ") {
            Some(bullet) => {
                say(ui, &mut paragraph);
                ui.horizontal_top(|ui| {
                    ui.spacing_mut().item_spacing.x = 6.0;
                    ui.label(RichText::new("•").font(style.font()).color(colour));
                    words_ui(ui, bullet, style);
                });
            }
            None if line.trim().is_empty() => say(ui, &mut paragraph),
            None => {
                if !paragraph.is_empty() {
                    paragraph.push(' ');
                }
                paragraph.push_str(line.trim());
            }
        }
    }
    say(ui, &mut paragraph);
}

/// Wrapped; text between backticks is code.
pub fn words_ui(ui: &mut Ui, words: &str, style: Type) -> egui::Response {
    let job = words_job(words, style, colours(ui).text, f32::INFINITY);
    ui.add(Label::new(job).wrap())
}

pub fn words_job(words: &str, style: Type, colour: Color32, width: f32) -> LayoutJob {
    let mut job = LayoutJob {
        wrap: TextWrapping { max_width: width, ..TextWrapping::default() },
        ..LayoutJob::default()
    };
    let plain = style.font();
    let code = FontId::new(plain.size - 1.0, Type::Code.font().family);
    let mut pieces = words.split('`').peekable();
    let mut is_code = false;
    while let Some(piece) = pieces.next() {
        // An unpaired last backtick stands for itself.
        let is_last_odd = is_code && pieces.peek().is_none();
        let font = if is_code && !is_last_odd { code.clone() } else { plain.clone() };
        let piece = if is_last_odd { format!("`{piece}") } else { piece.to_owned() };
        job.append(&piece, 0.0, TextFormat::simple(font, colour));
        is_code = !is_code;
    }
    job
}

fn flush_code(ui: &mut Ui, lines: &mut Vec<&str>) {
    if !lines.is_empty() {
        let text = lines.join("\n");
        lines.clear();
        code_ui(ui, &text);
    }
}
