//! Code and data as they were given, in colours. A line too long for its place goes on in the next
//! one, behind a mark.

use std::sync::Arc;

use egui::cache::{ComputerMut, FrameCache};
use egui::text::{LayoutJob, TextWrapping};
use egui::{
    Align2, Color32, CornerRadius, FontId, Frame, Label, Margin, Rect, Role, TextFormat, Ui,
    WidgetInfo, pos2,
};
use synoptic::{TokOpt, from_extension};

use crate::ui::theme::{Colours, Type, colours};

/// In the usual size of code.
pub fn code_ui(ui: &mut Ui, text: &str) {
    code_in_ui(ui, text, Type::Code.font().size);
}

/// In a size of its own.
pub fn code_in_ui(ui: &mut Ui, text: &str, size: f32) {
    let frame = Frame::new()
        .fill(colours(ui).hover)
        .corner_radius(CornerRadius::same(4))
        .inner_margin(Margin { left: GUTTER as i8, right: 8, top: 6, bottom: 6 });
    frame.show(ui, |ui| {
        ui.set_min_width(ui.available_width());
        let is_dark = ui.visuals().dark_mode;
        let job = ui.memory_mut(|memory| {
            let cache = memory.caches.cache::<FrameCache<Arc<LayoutJob>, Painter>>();
            Arc::clone(cache.get((text, size.to_bits(), is_dark)))
        });
        let mut job = LayoutJob::clone(&job);
        job.wrap = TextWrapping { max_width: ui.available_width(), ..TextWrapping::default() };
        job.wrap.break_anywhere = false;
        let (place, galley, response) = Label::new(job).layout_in_ui(ui);
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, galley.text()));
        mark_wrapped(ui, place, &galley, size);
        ui.painter().galley(place, galley, colours(ui).text);
    });
}

/// Room for the mark before a line that goes on.
const GUTTER: f32 = 16.0;

fn mark_wrapped(ui: &Ui, place: egui::Pos2, galley: &egui::Galley, size: f32) {
    let mut goes_on = false;
    for row in &galley.rows {
        if goes_on {
            let row = row.rect().translate(place.to_vec2());
            let gutter = Rect::from_min_max(
                pos2(place.x - GUTTER, row.top()),
                pos2(place.x - 2.0, row.bottom()),
            );
            let font = FontId::new(size - 1.0, Type::Code.font().family);
            let painter = ui.painter();
            painter.text(gutter.center(), Align2::CENTER_CENTER, "↪", font, colours(ui).muted);
        }
        goes_on = !row.ends_with_newline;
    }
}

/// Colours a text; the result is kept while it is shown.
#[derive(Default)]
struct Painter;

impl ComputerMut<(&str, u32, bool), Arc<LayoutJob>> for Painter {
    fn compute(&mut self, (text, size, is_dark): (&str, u32, bool)) -> Arc<LayoutJob> {
        let palette = if is_dark { crate::tokens::DARK } else { crate::tokens::LIGHT };
        let font = FontId::new(f32::from_bits(size), Type::Code.font().family);
        Arc::new(coloured(text, font, Colours::from(palette)))
    }
}

fn coloured(text: &str, font: FontId, colours: Colours) -> LayoutJob {
    let mut job = LayoutJob::default();
    let mut put = |text: &str, ink: Color32| {
        job.append(text, 0.0, TextFormat::simple(font.clone(), ink));
    };
    // Tabs keep their sign; the highlighter counts them as one place.
    let lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let Some(mut highlighter) = from_extension(language(text), 1) else {
        put(text, colours.text);
        return job;
    };
    highlighter.run(&lines);
    for (place, line) in lines.iter().enumerate() {
        if place > 0 {
            put("\n", colours.text);
        }
        let tokens = highlighter.line(place, line);
        let told: String = tokens.iter().map(|token| token.text().as_str()).collect();
        if told != *line {
            // What the rules do not reproduce is shown as it is.
            put(line, colours.text);
            continue;
        }
        for token in tokens {
            match token {
                TokOpt::Some(text, name) => put(&text, ink(&name, colours)),
                TokOpt::None(text) => put(&text, colours.text),
            }
        }
    }
    job
}

fn ink(token: &str, colours: Colours) -> Color32 {
    match token {
        "comment" => colours.muted,
        "string" | "character" => colours.good,
        "digit" | "boolean" | "none" => colours.caution,
        "keyword" | "statement" | "tag" | "attribute" | "macros" => colours.accent,
        _ => colours.text,
    }
}

/// The language by its first words; code without a sign of another one is Python.
fn language(text: &str) -> &'static str {
    let start = text.trim_start();
    // In capitals, as people write it: `with` begins a line of Python too.
    let is_sql = ["SELECT", "EXPLAIN", "CREATE", "UPDATE", "INSERT", "ALTER", "WITH", "DELETE"]
        .iter()
        .any(|word| start.starts_with(word));
    match start.chars().next() {
        Some('{' | '[') => "json",
        Some('<') => "html",
        _ if is_sql => "sql",
        _ => "py",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every sign of the text is shown, whatever its language.
    #[test]
    fn colours_change_no_sign() {
        for text in [
            "class Order(models.Model):\n\tname = \"é\"  # 注文\n\n    total = 3\n",
            "SELECT count(*) FROM orders -- all\nWHERE id = 'x';",
            "{\"a\": [1, true, null]}",
            "<form method=\"post\">{% csrf_token %}</form>",
            "\"\"\"open string",
            "",
        ] {
            let font = Type::Code.font();
            let job = coloured(text, font, Colours::from(crate::tokens::LIGHT));
            assert_eq!(job.text, text.trim_end_matches('\n'), "{}", language(text));
        }
    }

    #[test]
    fn the_language_is_known_by_its_first_words() {
        for (text, expected) in [
            ("def view(request):", "py"),
            ("with transaction.atomic():", "py"),
            ("SELECT 1", "sql"),
            ("  {\"a\": 1}", "json"),
            ("<p>", "html"),
        ] {
            assert_eq!(language(text), expected, "{text:?}");
        }
    }
}
