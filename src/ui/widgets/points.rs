//! Points to listen for, and red flags: read at a glance, each with its tick.

use std::collections::BTreeMap;

use egui::{
    CornerRadius, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, Vec2, WidgetInfo, pos2, vec2,
};

use super::icon::{Icon, paint};
use super::prose::{words_job, words_ui};
use super::{cap, label};
use crate::domain::question::{Effect, Question, Tier};
use crate::domain::rubric::{COUNTING, MEANINGS};
use crate::domain::session::Answer;
use crate::tokens::screen;
use crate::ui::theme::{Type, colours};

/// Draws the points, then the flags; returns the place of what was clicked, counted through both from
/// 0.
pub fn ticks_ui(ui: &mut Ui, question: &Question, answer: &Answer) -> Option<usize> {
    points_ui(ui, question, Some(answer))
}

/// The same to be read before an interview: nothing can be ticked.
pub fn listed_ui(ui: &mut Ui, question: &Question) {
    points_ui(ui, question, None);
}

fn points_ui(ui: &mut Ui, question: &Question, answer: Option<&Answer>) -> Option<usize> {
    ui.spacing_mut().item_spacing.y = 1.0;
    let mut ticked = None;
    let core = question.count(Tier::Core);
    let mut show = |ui: &mut Ui, place: usize, row: TickRow<'_>| {
        let tick = row.tick;
        let response = row.show(ui);
        let Some(is_ticked) = tick else { return };
        show_news(ui, (&question.id, place), is_ticked, &response, None);
        if response.clicked() {
            ticked = Some(place);
        }
    };
    for (place, point) in question.listen_for.iter().enumerate() {
        if place == core {
            ui.add_space(1.0);
            label(ui, "Depth");
        }
        let tick = answer.map(|answer| has(&answer.points, place));
        let row =
            TickRow { number: place + 1, words: &point.text, more: None, tick, is_flag: false };
        show(ui, place, row);
    }
    if !question.red_flags.is_empty() {
        label(ui, "Red flags");
    }
    for (at, flag) in question.red_flags.iter().enumerate() {
        let place = question.listen_for.len() + at;
        let effect = (flag.effect != Effect::Nothing).then(|| flag.effect.words());
        let (words, more) = (&flag.text, effect.as_deref());
        let tick = answer.map(|answer| has(&answer.flags, at));
        show(ui, place, TickRow { number: place + 1, words, more, tick, is_flag: true });
    }
    ticked
}

/// What was ticked or shown by a key comes into view.
pub fn show_news(
    ui: &Ui,
    what: impl std::hash::Hash + std::fmt::Debug,
    is_ticked: bool,
    response: &Response,
    align: Option<egui::Align>,
) {
    let id = egui::Id::unique(("was ticked", what));
    let was = ui.data_mut(|data| {
        let was = data.get_temp(id).unwrap_or(is_ticked);
        data.insert_temp(id, is_ticked);
        was
    });
    if was != is_ticked && !ui.clip_rect().contains_rect(response.rect) {
        response.scroll_to_me(align);
    }
}

fn has<T>(ticked: &BTreeMap<u16, T>, place: usize) -> bool {
    u16::try_from(place).is_ok_and(|place| ticked.contains_key(&place))
}

/// Where the words begin, behind the digit and the tick.
const GUTTER: f32 = 44.0;

/// A statement with its tick.
struct TickRow<'a> {
    /// The digit of its chord.
    number: usize,
    words: &'a str,
    more: Option<&'a str>,
    /// Whether it is ticked; `None`: it cannot be.
    tick: Option<bool>,
    is_flag: bool,
}

impl TickRow<'_> {
    fn show(self, ui: &mut Ui) -> Response {
        let colours = colours(ui);
        let words = match self.more {
            Some(more) => format!("{} ({more})", self.words),
            None => self.words.to_owned(),
        };
        let width = ui.available_width();
        let job = words_job(&words, Type::Point, colours.text, width - GUTTER - 4.0);
        let galley = ui.painter().layout_job(job);
        let size = vec2(width, (galley.size().y + 3.0).max(21.0));
        let sense = if self.tick.is_some() { Sense::click() } else { Sense::hover() };
        let (rect, response) = ui.allocate_exact_size(size, sense);
        let spoken = if self.is_flag { format!("Red flag: {words}") } else { words.clone() };
        response.widget_info(|| match self.tick {
            Some(is_ticked) => WidgetInfo::selected(Role::CheckBox, true, is_ticked, &spoken),
            None => WidgetInfo::labeled(Role::Label, true, &spoken),
        });
        let radius = CornerRadius::same(4);
        let is_ticked = self.tick == Some(true);
        if is_ticked || (self.tick.is_some() && response.hovered()) {
            let fill = if is_ticked { colours.chosen } else { colours.hover };
            ui.painter().rect_filled(rect, radius, fill);
        }
        if response.has_focus() {
            let ring = Stroke::new(2.0, colours.accent);
            ui.painter().rect_stroke(rect, radius, ring, StrokeKind::Inside);
        }
        let middle = rect.top() + 10.5;
        let font = Type::Label.font();
        let number = self.number.to_string();
        let align = egui::Align2::CENTER_CENTER;
        ui.painter().text(pos2(rect.left() + 9.0, middle), align, number, font, colours.muted);
        let side = Vec2::splat(16.0);
        let tick = Rect::from_center_size(pos2(rect.left() + 30.0, middle), side);
        if self.is_flag {
            let ink = if is_ticked { colours.caution } else { colours.muted };
            paint(ui, Icon::Warning, tick, ink);
        } else if is_ticked {
            paint(ui, Icon::Check, tick, colours.accent);
        } else if self.tick.is_some() {
            let edge = Stroke::new(1.0, colours.edge);
            ui.painter().rect_stroke(
                tick.shrink(1.0),
                CornerRadius::same(3),
                edge,
                StrokeKind::Inside,
            );
        }
        ui.painter().galley(pos2(rect.left() + GUTTER, rect.top() + 1.5), galley, colours.text);
        response
    }
}

/// What stands behind a step of the scale.
pub fn step_ui(ui: &mut Ui, step: u8, words: &str) {
    ui.horizontal_top(|ui| {
        cap(ui, &step.to_string());
        words_ui(ui, words, Type::Body);
    });
}

/// The table that turns points into a score: a person does, the program never.
pub fn meanings_ui(ui: &mut Ui) {
    for (step, words) in MEANINGS {
        step_ui(ui, step, words);
    }
    ui.add_space(screen::STEP);
    words_ui(ui, COUNTING, Type::Label);
}
