//! A row of a list: status on the left, words in the middle, figures on the right.

use egui::text::{LayoutJob, TextWrapping};
use egui::{
    Align2, Color32, CornerRadius, Rect, Response, Role, Sense, Stroke, StrokeKind, TextFormat, Ui,
    Vec2, WidgetInfo, pos2,
};

use super::icon::{self, Icon};
use crate::domain::set::QuestionSet;
use crate::export::words::count;
use crate::tokens::screen;
use crate::ui::theme::{Type, colours};

#[derive(Debug, Clone, Default)]
pub struct Row<'a> {
    /// The state as sign and colour; the spoken name says it in words.
    pub icon: Option<(Icon, Color32)>,
    /// In front of the words.
    pub number: Option<usize>,
    pub words: &'a str,
    /// After them, quieter.
    pub more: &'a str,
    /// In a column of its own before the figures.
    pub column: &'a str,
    /// On the right, in aligned digits.
    pub right: &'a str,
    /// Behind that, in a column of its own whether it has words or not.
    pub score: Option<&'a str>,
    pub is_marked: bool,
    pub is_chosen: bool,
    /// It can be dragged to another place.
    pub is_loose: bool,
    /// Its list has the focus in its place, and moves through the rows by the arrow keys.
    pub is_in_list: bool,
    /// What a screen reader says besides the words.
    pub spoken: &'a str,
}

const ICON_WIDTH: f32 = 22.0;
const NUMBER_WIDTH: f32 = 20.0;
const PADDING: f32 = 8.0;
/// Width of the column before the figures, and of the figures behind it.
const COLUMN: f32 = 100.0;
const FIGURES: f32 = 60.0;
/// Width of the column of scores.
const SCORE: f32 = 26.0;

impl Row<'_> {
    /// Over the whole width.
    pub fn show(self, ui: &mut Ui) -> Response {
        let colours = colours(ui);
        let size = Vec2::new(ui.available_width(), screen::CONTROL);
        let sense = if self.is_loose { Sense::click_and_drag() } else { Sense::click() };
        let sense = if self.is_in_list { sense - Sense::FOCUSABLE } else { sense };
        let (rect, response) = ui.allocate_exact_size(size, sense);
        let spoken = [self.words, self.more, self.column, self.right, self.spoken];
        let spoken: Vec<&str> = spoken.into_iter().filter(|part| !part.is_empty()).collect();
        let spoken = match self.number {
            Some(number) => format!("{number} {}", spoken.join(", ")),
            None => spoken.join(", "),
        };
        let is_chosen = self.is_chosen;
        response.widget_info(|| WidgetInfo::selected(Role::Button, true, is_chosen, &spoken));
        if !ui.is_rect_visible(rect) {
            return response;
        }
        let radius = CornerRadius::same(screen::RADIUS - 2);
        let painter = ui.painter();
        if is_chosen {
            painter.rect_filled(rect, radius, colours.chosen);
            let mut edge = rect;
            edge.set_width(3.0);
            painter.rect_filled(edge, CornerRadius::same(1), colours.accent);
        } else if response.hovered() {
            painter.rect_filled(rect, radius, colours.hover);
        }
        if response.has_focus() {
            let ring = Stroke::new(2.0, colours.accent);
            painter.rect_stroke(rect, radius, ring, StrokeKind::Inside);
        }
        let mut left = rect.left() + PADDING;
        if let Some((sign, colour)) = self.icon {
            let side = Vec2::splat(icon::SIZE);
            let place = Rect::from_center_size(pos2(left + 8.0, rect.center().y), side);
            icon::paint(ui, sign, place, colour);
            left += ICON_WIDTH;
        }
        if let Some(number) = self.number {
            let place = pos2(left + NUMBER_WIDTH - 6.0, rect.center().y);
            let font = Type::Body.font();
            painter.text(place, Align2::RIGHT_CENTER, number.to_string(), font, colours.muted);
            left += NUMBER_WIDTH;
        }
        let mut right = rect.right() - PADDING;
        if let Some(score) = self.score {
            let place = pos2(right - SCORE / 2.0, rect.center().y);
            let font = Type::Strong.font();
            painter.text(place, Align2::CENTER_CENTER, score, font, colours.text);
            right -= SCORE + 4.0;
        }
        if !self.right.is_empty() {
            let galley =
                painter.layout_no_wrap(self.right.to_owned(), Type::Body.font(), colours.muted);
            let place = pos2(right - galley.size().x, rect.center().y - galley.size().y / 2.0);
            right = place.x - PADDING;
            painter.galley(place, galley, colours.muted);
        }
        if !self.column.is_empty() {
            let start = (rect.right() - PADDING - FIGURES - COLUMN).min(right - COLUMN);
            let font = Type::Body.font();
            let place = pos2(start, rect.center().y);
            painter.text(place, Align2::LEFT_CENTER, self.column, font, colours.muted);
            right = start - PADDING;
        }
        if self.is_marked {
            let side = Vec2::splat(icon::SIZE);
            let place = Rect::from_center_size(pos2(right - 8.0, rect.center().y), side);
            icon::paint(ui, Icon::Flag, place, colours.caution);
            right -= ICON_WIDTH;
        }
        let is_cut =
            self.middle(ui, Rect::from_min_max(pos2(left, rect.top()), pos2(right, rect.bottom())));
        if is_cut {
            let whole = if self.more.is_empty() {
                self.words.to_owned()
            } else {
                format!("{} · {}", self.words, self.more)
            };
            return response.on_hover_text(whole);
        }
        response
    }

    /// Cut where they do not fit; true where they were.
    fn middle(&self, ui: &Ui, area: Rect) -> bool {
        let colours = colours(ui);
        let mut job = LayoutJob {
            wrap: TextWrapping::truncate_at_width(area.width().max(0.0)),
            ..LayoutJob::default()
        };
        job.append(self.words, 0.0, TextFormat::simple(Type::Body.font(), colours.text));
        if !self.more.is_empty() {
            job.append(self.more, 10.0, TextFormat::simple(Type::Label.font(), colours.muted));
        }
        let galley = ui.painter().layout_job(job);
        let is_cut = galley.elided;
        let place = pos2(area.left(), area.center().y - galley.size().y / 2.0);
        ui.painter().galley(place, galley, colours.text);
        is_cut
    }
}

/// Shows where a row that is dragged would go: before which of the rows, or behind the last. Gives the
/// place once the row is dropped.
pub fn drop_place(ui: &Ui, rows: &[Rect], is_dropped: bool) -> Option<usize> {
    let pointer = ui.input(|input| input.pointer.interact_pos())?;
    let before = rows.iter().position(|row| pointer.y < row.center().y);
    let y = match before.and_then(|at| rows.get(at)) {
        Some(row) => row.top() - 1.0,
        None => rows.last()?.bottom() + 1.0,
    };
    let (left, right) = (ui.min_rect().left(), ui.min_rect().right());
    let stroke = Stroke::new(2.0, colours(ui).accent);
    ui.painter().line_segment([pos2(left, y), pos2(right, y)], stroke);
    is_dropped.then(|| before.unwrap_or(rows.len()))
}

/// A set in a list: what it is about, and how long it takes.
pub fn set_row<'a>(set: &'a QuestionSet, gist: &'a str, minutes: &'a str) -> Row<'a> {
    Row { words: &set.title, more: gist, right: minutes, ..Row::default() }
}

/// How long a set takes.
pub fn set_minutes(set: &QuestionSet) -> String {
    format!("{} min", set.total_minutes())
}

/// Number of questions, and length.
pub fn set_figures(set: &QuestionSet) -> String {
    format!("{} · {} min", count(set.items.len(), "question"), set.total_minutes())
}
