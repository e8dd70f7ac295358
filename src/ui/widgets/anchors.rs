//! The anchors under the digit keys: no score is given without one in view.
//!
//! They stand in the order 0 to 5 wherever they are: in one row, or where that is too narrow two and two
//! under one another.

use std::sync::Arc;

use egui::{
    Align2, CornerRadius, Galley, Pos2, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, Vec2,
    WidgetInfo, pos2, vec2,
};

use super::prose::words_job;
use crate::domain::rubric::{Anchors, Step};
use crate::domain::session::Verdict;
use crate::shared::desk::Judgement;
use crate::tokens::screen;
use crate::ui::keys::take_digit;
use crate::ui::theme::{Type, colours};

pub struct Scoring<'a> {
    /// Those that hold for the question.
    pub anchors: &'a Anchors,
    pub outcome: &'a Verdict,
    /// What the score has just replaced: `was 3`.
    pub replaced: Option<&'a str>,
}

/// What came of showing them.
#[derive(Debug, Clone, Copy)]
pub struct Shown {
    /// What was clicked, or pressed as a digit while one of them had the focus.
    pub asked: Option<Judgement>,
    pub place: Rect,
    /// All of them are on screen.
    pub is_in_view: bool,
}

/// A place of the scale; 0 is no step, and never averaged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Slot {
    NotAssessed,
    Step(Step),
}

/// Narrower than this, the anchors stand two and two.
const NARROW: f32 = 700.0;
/// Two that are narrower than this are set in the type of labels.
const SMALL: f32 = 480.0;
const DIGIT: f32 = 22.0;
/// From the top of a card to its words, in the row.
const DIGIT_HEIGHT: f32 = 30.0;
/// Width of a card without words of its own.
const SLIM: f32 = 74.0;
const SLIM_PAIR: f32 = 46.0;
const USUAL_HEIGHT: f32 = 150.0;
/// A card of the row narrower than this is set a little smaller: the height goes to the stage.
const ROOMY: f32 = 280.0;
const PADDING: f32 = 8.0;

impl Scoring<'_> {
    pub fn show(self, ui: &mut Ui) -> Shown {
        let mut asked = None;
        let mut has_focus = false;
        let inner = ui.scope(|ui| {
            let is_narrow = ui.available_width() < NARROW;
            ui.spacing_mut().item_spacing = Vec2::splat(if is_narrow { 3.0 } else { 6.0 });
            let mut show = |ui: &mut Ui, slot: Slot, size: Vec2, is_pair: bool| {
                let response = self.card(ui, slot, size, is_pair);
                has_focus |= response.has_focus();
                if response.clicked() {
                    asked = Some(self.judgement(slot));
                }
            };
            if is_narrow { self.pairs(ui, &mut show) } else { self.row(ui, &mut show) }
        });
        if has_focus && let Some(digit) = take_digit(ui) {
            asked = Some(match Step::try_from(digit) {
                Ok(step) => Judgement::Score(step),
                Err(_) => Judgement::NotAssessed,
            });
        }
        let place = inner.response.rect;
        Shown { asked, place, is_in_view: ui.clip_rect().expand(1.0).contains_rect(place) }
    }

    fn judgement(&self, slot: Slot) -> Judgement {
        match slot {
            _ if self.is_chosen(slot) => Judgement::Clear,
            Slot::Step(step) => Judgement::Score(step),
            Slot::NotAssessed => Judgement::NotAssessed,
        }
    }

    fn is_chosen(&self, slot: Slot) -> bool {
        match slot {
            Slot::Step(step) => *self.outcome == Verdict::Scored(step),
            Slot::NotAssessed => matches!(self.outcome, Verdict::NotAssessed(_)),
        }
    }

    fn has_words(&self, slot: Slot) -> bool {
        matches!(slot, Slot::Step(step) if self.anchors.contains_key(&step))
    }

    /// The step's anchor, or which two it lies between.
    fn words(&self, slot: Slot) -> String {
        let Slot::Step(step) = slot else { return "not assessed".to_owned() };
        match (self.anchors.get(&step), self.neighbours(step)) {
            (Some(words), _) => words.clone(),
            (None, Some((below, above))) => format!("between anchors {below} and {above}"),
            (None, None) => "no anchor".to_owned(),
        }
    }

    fn neighbours(&self, step: Step) -> Option<(u8, u8)> {
        let below = self.anchors.range(..step).next_back()?;
        let above = self.anchors.range(step..).next()?;
        Some((below.0.get(), above.0.get()))
    }

    /// One row of equal heights. A step without words of its own is narrow: its neighbours' anchors
    /// stand right beside it.
    fn row(&self, ui: &mut Ui, show: &mut dyn FnMut(&mut Ui, Slot, Vec2, bool)) {
        let slots = slots();
        let own = slots.iter().filter(|slot| self.has_words(**slot)).count();
        let gaps = ui.spacing().item_spacing.x * 5.0;
        let room = ui.available_width() - gaps - SLIM * (6 - own) as f32;
        let wide = if own == 0 { SLIM } else { room / own as f32 };
        let width = |slot: Slot| if self.has_words(slot) { wide } else { SLIM };
        let heights = slots.map(|slot| self.text(ui, slot, width(slot), false).size().y);
        let height = heights.into_iter().fold(0.0, f32::max) + DIGIT_HEIGHT + 2.0 * PADDING;
        // Room for most anchors, so that the row keeps its height from question to question.
        let height = height.max(USUAL_HEIGHT);
        ui.horizontal_top(|ui| {
            for slot in slots {
                show(ui, slot, vec2(width(slot), height), false);
            }
        });
    }

    /// Two and two: what is named before an anchor stands before it.
    fn pairs(&self, ui: &mut Ui, show: &mut dyn FnMut(&mut Ui, Slot, Vec2, bool)) {
        for pair in slots().chunks_exact(2) {
            let gap = ui.spacing().item_spacing.x;
            let room = ui.available_width() - gap;
            let both = pair.iter().all(|slot| self.has_words(*slot));
            let width = |slot: Slot| match (both, self.has_words(slot)) {
                (true, _) => room / 2.0,
                (false, true) => room - SLIM_PAIR,
                (false, false) => SLIM_PAIR,
            };
            let heights = pair.iter().map(|slot| {
                let top = if self.has_words(*slot) { 0.0 } else { DIGIT_HEIGHT - 8.0 };
                self.text(ui, *slot, width(*slot), true).size().y + top
            });
            let height = heights.fold(DIGIT, f32::max) + 8.0;
            ui.horizontal_top(|ui| {
                for slot in pair {
                    show(ui, *slot, vec2(width(*slot), height), true);
                }
            });
        }
    }

    fn card(&self, ui: &mut Ui, slot: Slot, size: Vec2, is_pair: bool) -> Response {
        let is_chosen = self.is_chosen(slot);
        let (rect, response) = self.surface(ui, slot, size);
        let corner = if is_pair { vec2(5.0, 5.0) } else { Vec2::splat(PADDING) };
        let digit = rect.min + corner + Vec2::splat(DIGIT / 2.0);
        digit_cap(ui, &name(slot), is_chosen, digit);
        let galley = self.text(ui, slot, size.x, is_pair);
        let is_beside = is_pair && self.has_words(slot);
        let place = match (is_pair, is_beside) {
            (true, true) => rect.min + vec2(5.0 + DIGIT + 7.0, 3.0),
            (true, false) => rect.min + vec2(6.0, 5.0 + DIGIT),
            (false, _) => rect.min + vec2(PADDING, PADDING + DIGIT_HEIGHT),
        };
        let ink = if self.has_words(slot) { colours(ui).text } else { colours(ui).muted };
        ui.painter().galley(place, galley, ink);
        if is_chosen {
            self.chosen(ui, rect, digit, is_pair);
        }
        response
    }

    /// The word "chosen", and for two seconds what that replaced.
    fn chosen(&self, ui: &Ui, rect: Rect, digit: Pos2, is_pair: bool) {
        let colours = colours(ui);
        let font = Type::Label.font();
        let words = self.replaced.unwrap_or("chosen");
        let (place, align) = match is_pair {
            true if rect.width() > 2.0 * SLIM_PAIR => {
                (pos2(rect.left() + 4.0, digit.y + 14.0), Align2::LEFT_TOP)
            }
            true => (pos2(rect.left() + 4.0, rect.bottom() - 2.0), Align2::LEFT_BOTTOM),
            false if rect.width() > 110.0 => {
                (pos2(rect.right() - PADDING, digit.y), Align2::RIGHT_CENTER)
            }
            false => (pos2(rect.left() + PADDING, rect.bottom() - PADDING), Align2::LEFT_BOTTOM),
        };
        let small = egui::FontId::new(if is_pair { 9.5 } else { font.size }, font.family);
        ui.painter().text(place, align, words, small, colours.accent);
    }

    /// With its edge and its focus ring.
    fn surface(&self, ui: &mut Ui, slot: Slot, size: Vec2) -> (Rect, Response) {
        let colours = colours(ui);
        let is_chosen = self.is_chosen(slot);
        let (rect, response) = ui.allocate_exact_size(size, Sense::click());
        let spoken = match slot {
            Slot::Step(step) => format!("Score {}: {}", step.get(), self.words(slot)),
            Slot::NotAssessed => "Not assessed".to_owned(),
        };
        response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, is_chosen, &spoken));
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

    fn text(&self, ui: &Ui, slot: Slot, width: f32, is_pair: bool) -> Arc<Galley> {
        let colours = colours(ui);
        let has_words = self.has_words(slot);
        let room = match (is_pair, has_words) {
            (true, true) => width - DIGIT - 16.0,
            (true, false) => width - 8.0,
            (false, _) => width - 2.0 * PADDING,
        };
        let (words, style, ink) = match slot {
            // Where space is short, an anchor in view matters more than its size.
            _ if has_words && is_pair && width < SMALL => {
                (self.words(slot), Type::Label, colours.text)
            }
            _ if has_words && !is_pair && width < ROOMY => {
                (self.words(slot), Type::Point, colours.text)
            }
            _ if has_words => (self.words(slot), Type::Body, colours.text),
            Slot::NotAssessed if is_pair => ("n/a".to_owned(), Type::Label, colours.muted),
            Slot::NotAssessed => (self.words(slot), Type::Label, colours.muted),
            Slot::Step(step) => {
                let words = match (self.neighbours(step), is_pair) {
                    (Some((below, above)), true) => format!("{below}–{above}"),
                    (Some((below, above)), false) => format!("between {below} and {above}"),
                    (None, _) => "no anchor".to_owned(),
                };
                (words, Type::Label, colours.muted)
            }
        };
        ui.painter().layout_job(words_job(&words, style, ink, room))
    }
}

fn slots() -> [Slot; 6] {
    let [one, two, three, four, five] = Step::ALL.map(Slot::Step);
    [Slot::NotAssessed, one, two, three, four, five]
}

fn name(slot: Slot) -> String {
    match slot {
        Slot::NotAssessed => "0".to_owned(),
        Slot::Step(step) => step.get().to_string(),
    }
}

/// The digit that is the key: filled where it was chosen.
fn digit_cap(ui: &Ui, digit: &str, is_chosen: bool, center: Pos2) {
    let colours = colours(ui);
    let cap = Rect::from_center_size(center, Vec2::splat(DIGIT));
    let (fill, ink) =
        if is_chosen { (colours.accent, colours.on_accent) } else { (colours.panel, colours.text) };
    let edge = Stroke::new(1.0, colours.edge);
    ui.painter().rect(cap, CornerRadius::same(4), fill, edge, StrokeKind::Inside);
    ui.painter().text(center, Align2::CENTER_CENTER, digit, Type::Strong.font(), ink);
}
