//! What a set covers: questions by competency and level, and the minutes of each level.

use std::sync::Arc;

use egui::text::{LayoutJob, TextWrapping};
use egui::{Color32, FontId, Galley, Rect, Role, Sense, TextFormat, Ui, Vec2, WidgetInfo, pos2};

use crate::domain::assemble::{Coverage, CoverageRow};
use crate::domain::level::Level;
use crate::export::words::count;
use crate::shared::look::Look;
use crate::ui::theme::{Type, colours};
use crate::ui::widgets::icon::{self, Icon};

const ROW: f32 = 20.0;
/// Width of the last column.
const TOTAL: f32 = 66.0;
/// Widest column of a level.
const CELL: f32 = 76.0;
/// Narrowest column of names.
const NAME: f32 = 120.0;

pub(super) fn grid_ui(ui: &mut Ui, look: Look<'_>, coverage: &Coverage) {
    ui.spacing_mut().item_spacing.y = 0.0;
    let levels = coverage.levels.len().max(1) as f32;
    let cell = ((ui.available_width() - TOTAL - NAME) / levels).min(CELL);
    let muted = colours(ui).muted;
    let header = coverage.levels.iter().map(|(level, ..)| (level.label().to_owned(), muted));
    let header = Cells { name: "Questions on", cells: header.collect(), total: None };
    header.show(ui, cell, "Questions by competency and level");
    for row in &coverage.rows {
        row_ui(ui, look, row, &coverage.levels, cell);
    }
    let minutes = coverage.levels.iter();
    let minutes = minutes.map(|(_, wanted, found)| (format!("{found} of {wanted}"), muted));
    let spoken: Vec<String> = coverage
        .levels
        .iter()
        .map(|(level, wanted, found)| format!("{} {found} of {wanted}", level.label()))
        .collect();
    let cells = Cells { name: "Minutes", cells: minutes.collect(), total: None };
    cells.show(ui, cell, &format!("Minutes: {}", spoken.join(", ")));
}

fn row_ui(ui: &mut Ui, look: Look<'_>, row: &CoverageRow, levels: &[(Level, u32, u32)], cell: f32) {
    let colours = colours(ui);
    let title = look.bank().competency(&row.competency);
    let title = title.map_or(row.competency.as_str(), |competency| competency.title.as_str());
    let cells = row.by_level.iter().map(|found| match found {
        0 => ("–".to_owned(), colours.muted),
        found => (found.to_string(), colours.text),
    });
    let (found, need) = (row.found(), row.need);
    let fault = match need.at_most.map(u32::from) {
        _ if row.is_short() => Some(format!("{} short", u32::from(need.at_least) - found)),
        Some(most) if found > most => Some(format!("{} over", found - most)),
        _ => None,
    };
    let by_level: Vec<String> = levels
        .iter()
        .zip(&row.by_level)
        .filter(|(_, found)| **found > 0)
        .map(|((level, ..), found)| format!("{} {found}", level.label()))
        .collect();
    let spoken = [
        format!("{title}: {}", count(found as usize, "question")),
        by_level.join(", "),
        format!("at least {} asked for", need.at_least),
        fault.clone().unwrap_or_default(),
    ];
    let spoken: Vec<&str> = spoken.iter().map(String::as_str).filter(|it| !it.is_empty()).collect();
    let total = match &fault {
        Some(fault) => Total { words: fault, is_fault: true },
        None => Total { words: &found.to_string(), is_fault: false },
    };
    let cells = Cells { name: title, cells: cells.collect(), total: Some(total) };
    cells.show(ui, cell, &spoken.join(", "));
}

struct Total<'a> {
    words: &'a str,
    is_fault: bool,
}

struct Cells<'a> {
    name: &'a str,
    cells: Vec<(String, Color32)>,
    total: Option<Total<'a>>,
}

impl Cells<'_> {
    fn show(&self, ui: &mut Ui, cell: f32, spoken: &str) {
        let colours = colours(ui);
        let size = Vec2::new(ui.available_width(), ROW);
        let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, spoken));
        if !ui.is_rect_visible(rect) {
            return;
        }
        let font = Type::Label.font();
        let first = rect.right() - TOTAL - cell * self.cells.len() as f32;
        let name = cut(ui, self.name, first - rect.left() - 8.0, &font, colours.text);
        let middle = |galley: &Galley| rect.center().y - galley.size().y / 2.0;
        let is_cut = name.elided;
        let y = middle(&name);
        ui.painter().galley(pos2(rect.left(), y), name, colours.text);
        for (at, (words, ink)) in self.cells.iter().enumerate() {
            let galley = cut(ui, words, cell, &font, *ink);
            let x = first + cell * (at as f32 + 0.5) - galley.size().x / 2.0;
            let y = middle(&galley);
            ui.painter().galley(pos2(x, y), galley, *ink);
        }
        if let Some(Total { words, is_fault }) = self.total {
            let ink = if is_fault { colours.caution } else { colours.text };
            let galley = cut(ui, words, TOTAL - 20.0, &font, ink);
            let x = rect.right() - galley.size().x;
            if is_fault {
                let side = Vec2::splat(icon::SIZE - 2.0);
                let place = Rect::from_center_size(pos2(x - 12.0, rect.center().y), side);
                icon::paint(ui, Icon::Warning, place, ink);
            }
            let y = middle(&galley);
            ui.painter().galley(pos2(x, y), galley, ink);
        }
        if is_cut {
            response.on_hover_text(self.name);
        }
    }
}

/// One line, cut with … where it does not fit.
fn cut(ui: &Ui, words: &str, width: f32, font: &FontId, ink: Color32) -> Arc<Galley> {
    let wrap = TextWrapping::truncate_at_width(width.max(0.0));
    let mut job = LayoutJob { wrap, ..LayoutJob::default() };
    job.append(words, 0.0, TextFormat::simple(font.clone(), ink));
    ui.painter().layout_job(job)
}
