//! The anchors under the digit keys: no score is given without one in view.

use egui::{
    Align2, CornerRadius, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, Vec2, WidgetInfo,
    pos2, vec2,
};

use super::prose::words_job;
use crate::domain::rubric::{Anchors, Step};
use crate::domain::session::Verdict;
use crate::shared::desk::Judgement;
use crate::tokens::screen;
use crate::ui::theme::{Type, colours};

pub struct Scoring<'a> {
    /// Those that hold for the question.
    pub anchors: &'a Anchors,
    pub outcome: &'a Verdict,
}

/// Narrower than this, the anchors stand under one another.
const NARROW: f32 = 700.0;
/// An anchor narrower than this is set in the type of labels.
const SMALL: f32 = 400.0;
/// Narrower than this, only one word stands beside a step between anchors.
const SLIM: f32 = 90.0;
/// Where the words begin beside a digit.
const GUTTER: f32 = 46.0;
const NOT_ASSESSED: &str = "not assessed";
const DIGIT_HEIGHT: f32 = 30.0;
const USUAL_HEIGHT: f32 = 172.0;
const PADDING: f32 = 8.0;

impl Scoring<'_> {
    /// Returns what was clicked.
    pub fn show(self, ui: &mut Ui) -> Option<Judgement> {
        let mut clicked = None;
        let out = &mut clicked;
        ui.scope(|ui| {
            ui.spacing_mut().item_spacing = Vec2::splat(6.0);
            if ui.available_width() < NARROW {
                ui.spacing_mut().item_spacing.y = 4.0;
                self.narrow_all(ui, out);
            } else {
                self.wide(ui, out);
            }
        });
        clicked
    }

    fn is_chosen(&self, step: Step) -> bool {
        *self.outcome == Verdict::Scored(step)
    }

    /// The step's anchor, or which two it lies between.
    fn words(&self, step: Step) -> String {
        match (self.anchors.get(&step), self.neighbours(step)) {
            (Some(words), _) => words.clone(),
            (None, Some((below, above))) => format!("between anchors {below} and {above}"),
            (None, None) => "no anchor".to_owned(),
        }
    }

    /// One row of equal heights. A step without words of its own is narrow: its neighbours' anchors
    /// stand right beside it.
    fn wide(&self, ui: &mut Ui, out: &mut Option<Judgement>) {
        let gaps = ui.spacing().item_spacing.x * 5.0;
        let own = Step::ALL.iter().filter(|step| self.anchors.contains_key(step)).count();
        let slim = 74.0;
        let room = ui.available_width() - gaps - slim * (6 - own) as f32;
        let wide = room / own.max(1) as f32;
        let width = |step: Step| match (own, self.anchors.contains_key(&step)) {
            (0, _) => (ui.available_width() - gaps - slim) / 5.0,
            (_, true) => wide,
            (_, false) => slim,
        };
        let widths = Step::ALL.map(|step| (step, width(step)));
        let height = widths
            .iter()
            .map(|(step, width)| self.text(ui, *step, Type::Body, width - 2.0 * PADDING).size().y)
            .fold(0.0, f32::max);
        // Room for most anchors, so that the row keeps its height from question to question.
        let height = (height + DIGIT_HEIGHT + 2.0 * PADDING).max(USUAL_HEIGHT);
        ui.horizontal_top(|ui| {
            for (step, width) in widths {
                let response = self.step_card(ui, step, vec2(width, height));
                self.ask(&response, step, out);
            }
            self.not_assessed(ui, vec2(slim, height), out);
        });
    }

    fn step_card(&self, ui: &mut Ui, step: Step, size: Vec2) -> Response {
        let (rect, response) = self.surface(ui, step, size);
        let digit = pos2(rect.left() + PADDING + 11.0, rect.top() + PADDING + 11.0);
        self.digit(ui, step, digit);
        let colours = colours(ui);
        if self.is_chosen(step) && rect.width() > 110.0 {
            let place = pos2(rect.right() - PADDING, digit.y);
            let font = Type::Label.font();
            ui.painter().text(place, Align2::RIGHT_CENTER, "chosen", font, colours.accent);
        }
        let galley = self.text(ui, step, Type::Body, rect.width() - 2.0 * PADDING);
        let place = pos2(rect.left() + PADDING, rect.top() + PADDING + DIGIT_HEIGHT);
        ui.painter().galley(place, galley, colours.text);
        if self.is_chosen(step) && rect.width() <= 110.0 {
            let place = pos2(rect.left() + PADDING, rect.bottom() - PADDING);
            let font = Type::Label.font();
            ui.painter().text(place, Align2::LEFT_BOTTOM, "chosen", font, colours.accent);
        }
        response
    }

    /// Anchored steps under one another; those between them share the last line.
    fn narrow_all(&self, ui: &mut Ui, out: &mut Option<Judgement>) {
        let (own, between): (Vec<Step>, Vec<Step>) =
            Step::ALL.iter().partition(|step| self.anchors.contains_key(step));
        for step in own {
            let width = ui.available_width();
            self.narrow(ui, step, width, out);
        }
        ui.horizontal(|ui| {
            let parts = between.len() as f32 + 1.0;
            let gaps = ui.spacing().item_spacing.x * (parts - 1.0);
            let width = (ui.available_width() - gaps) / parts;
            let heights = between.iter().map(|step| self.narrow_height(ui, *step, width));
            let height = heights.fold(30.0, f32::max);
            for step in between {
                let (rect, response) = self.surface(ui, step, vec2(width, height));
                self.narrow_words(ui, step, rect);
                self.ask(&response, step, out);
            }
            self.not_assessed(ui, vec2(width, height), out);
        });
    }

    fn narrow(&self, ui: &mut Ui, step: Step, width: f32, out: &mut Option<Judgement>) {
        let height = self.narrow_height(ui, step, width);
        let (rect, response) = self.surface(ui, step, vec2(width, height));
        self.narrow_words(ui, step, rect);
        self.ask(&response, step, out);
    }

    fn narrow_height(&self, ui: &Ui, step: Step, width: f32) -> f32 {
        (self.narrow_text(ui, step, width).size().y + 10.0).max(30.0)
    }

    fn narrow_text(&self, ui: &Ui, step: Step, width: f32) -> std::sync::Arc<egui::Galley> {
        // Where space is short, an anchor in view matters more than its size.
        let style = if width < SMALL { Type::Label } else { Type::Body };
        self.text(ui, step, style, width - GUTTER - 6.0)
    }

    /// Digit on the left, anchor beside it.
    fn narrow_words(&self, ui: &Ui, step: Step, rect: Rect) {
        self.digit(ui, step, pos2(rect.left() + PADDING + 11.0, rect.top() + 15.0));
        let colours = colours(ui);
        let galley = self.narrow_text(ui, step, rect.width());
        ui.painter().galley(pos2(rect.left() + GUTTER, rect.top() + 5.0), galley, colours.text);
        if self.is_chosen(step) && rect.height() > 44.0 {
            let place = pos2(rect.left() + 5.0, rect.top() + 30.0);
            let font = egui::FontId::new(10.0, Type::Label.font().family);
            ui.painter().text(place, Align2::LEFT_TOP, "chosen", font, colours.accent);
        }
    }

    fn surface(&self, ui: &mut Ui, step: Step, size: Vec2) -> (Rect, Response) {
        let spoken = format!("Score {}: {}", step.get(), self.words(step));
        self.choice(ui, self.is_chosen(step), &spoken, size)
    }

    /// With its edge and its focus ring.
    fn choice(&self, ui: &mut Ui, is_chosen: bool, spoken: &str, size: Vec2) -> (Rect, Response) {
        let colours = colours(ui);
        let (rect, response) = ui.allocate_exact_size(size, Sense::click());
        response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, is_chosen, spoken));
        let fill = match (is_chosen, response.hovered()) {
            (true, _) => colours.chosen,
            (false, true) => colours.hover,
            (false, false) => colours.panel,
        };
        let edge = if is_chosen { (2.0, colours.accent) } else { (1.0, colours.edge) };
        let radius = CornerRadius::same(screen::RADIUS);
        ui.painter().rect(rect, radius, fill, Stroke::from(edge), StrokeKind::Inside);
        if response.has_focus() {
            let ring = Stroke::new(2.0, colours.accent);
            let round = CornerRadius::same(screen::RADIUS + 3);
            ui.painter().rect_stroke(rect.expand(3.0), round, ring, StrokeKind::Inside);
        }
        (rect, response)
    }

    /// The digit that is the key: filled where it was chosen.
    fn digit(&self, ui: &Ui, step: Step, center: egui::Pos2) {
        digit_cap(ui, &step.get().to_string(), self.is_chosen(step), center);
    }

    fn text(&self, ui: &Ui, step: Step, style: Type, width: f32) -> std::sync::Arc<egui::Galley> {
        let colours = colours(ui);
        let is_own = self.anchors.contains_key(&step);
        // A card of the narrow row; the slim cards of the wide one have room below the digit.
        let is_slim = style == Type::Label && width < SLIM;
        let (words, style, ink) = if is_own {
            (self.words(step), style, colours.text)
        } else {
            let between = match self.neighbours(step) {
                _ if self.is_chosen(step) && is_slim => "chosen".to_owned(),
                Some((below, above)) if is_slim => format!("{below}–{above}"),
                Some((below, above)) => format!("between {below} and {above}"),
                None => "no anchor".to_owned(),
            };
            (between, Type::Label, colours.muted)
        };
        let job = words_job(&words, style, ink, width);
        ui.painter().layout_job(job)
    }

    fn neighbours(&self, step: Step) -> Option<(u8, u8)> {
        let below = self.anchors.range(..step).next_back()?;
        let above = self.anchors.range(step..).next()?;
        Some((below.0.get(), above.0.get()))
    }

    fn ask(&self, response: &Response, step: Step, out: &mut Option<Judgement>) {
        if response.clicked() {
            let is_chosen = self.is_chosen(step);
            *out = Some(if is_chosen { Judgement::Clear } else { Judgement::Score(step) });
        }
    }

    /// No step of the scale, and never averaged.
    fn not_assessed(&self, ui: &mut Ui, size: Vec2, out: &mut Option<Judgement>) {
        let is_chosen = matches!(self.outcome, Verdict::NotAssessed(_));
        let (rect, response) = self.choice(ui, is_chosen, "Not assessed", size);
        let is_slim = size.y > 100.0;
        let center =
            pos2(rect.left() + PADDING + 11.0, rect.top() + if is_slim { 19.0 } else { 15.0 });
        digit_cap(ui, "0", is_chosen, center);
        let colours = colours(ui);
        let words = match (is_slim, is_chosen) {
            (true, true) => "not assessed: chosen",
            (false, _) if size.x - 50.0 < SLIM => "n/a",
            _ => NOT_ASSESSED,
        };
        let (place, width) = if is_slim {
            (
                pos2(rect.left() + PADDING, rect.top() + PADDING + DIGIT_HEIGHT),
                size.x - 2.0 * PADDING,
            )
        } else {
            (pos2(rect.left() + 40.0, rect.top() + 5.0), size.x - 50.0)
        };
        let ink = if is_chosen { colours.accent } else { colours.muted };
        let galley = ui.painter().layout_job(words_job(words, Type::Label, ink, width));
        ui.painter().galley(place, galley, ink);
        if response.clicked() {
            *out = Some(if is_chosen { Judgement::Clear } else { Judgement::NotAssessed });
        }
    }
}

fn digit_cap(ui: &Ui, digit: &str, is_chosen: bool, center: egui::Pos2) {
    let colours = colours(ui);
    let cap = Rect::from_center_size(center, Vec2::splat(22.0));
    let (fill, ink) =
        if is_chosen { (colours.accent, colours.on_accent) } else { (colours.panel, colours.text) };
    let edge = Stroke::new(1.0, colours.edge);
    ui.painter().rect(cap, CornerRadius::same(4), fill, edge, StrokeKind::Inside);
    ui.painter().text(center, Align2::CENTER_CENTER, digit, Type::Strong.font(), ink);
}
