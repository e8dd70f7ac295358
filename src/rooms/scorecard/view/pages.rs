//! The pages of the PDF, one below the other, as they are printed: white paper in both themes.
//!
//! Where each page lies follows from the sizes of the pages alone, so the thread that draws them is asked
//! only for those that are seen.

use egui::scroll_area::ScrollAreaOutput;
use egui::style::ScrollAnimation;
use egui::{
    Color32, ColorImage, Key, Modifiers, Rect, Role, ScrollArea, Sense, Stroke, StrokeKind,
    TextureHandle, TextureOptions, Ui, Vec2, WidgetInfo, pos2, vec2,
};

use crate::frame::request::Out;
use crate::rooms::scorecard::Action;
use crate::rooms::scorecard::pages::{Choice, Pages, Picture, Seen, Turn, Zoom};
use crate::tokens::{page, screen};
use crate::ui::theme::colours;
use crate::ui::widgets::label;

/// 100 % is the size on paper where 96 points of the screen are an inch.
const POINTS: f32 = 96.0 / 72.0;

/// Says which page is read.
pub fn page_words(current: usize, count: usize) -> String {
    format!("Page {} of {count}", current + 1)
}

/// Draws the pages in a scroll area of their own, and `below` under them.
pub fn pages_ui(
    ui: &mut Ui,
    pages: &mut Pages,
    choice: &Choice,
    out: &mut Out<Action>,
    below: impl FnOnce(&mut Ui),
) {
    let widest = pages.made().map_or(page::A4.0, |made| made.widest());
    let scale = Scale::of(ui, pages.zoom, widest);
    let turn = pages.turn.take();
    let Some(made) = pages.made() else {
        // How wide they will be is known before they are made, so the first is drawn at once.
        look(
            pages,
            Seen { width: scale.width, percent: scale.percent, ..Seen::default() },
            choice,
            out,
        );
        label(ui, "Preparing the pages…");
        ScrollArea::vertical().id_salt("unmade").show(ui, below);
        return;
    };
    let stack = Stack::new(&made.sizes, scale.points_per_point);
    let place_id = ui.scope_id().with("place");
    let before: Option<Place> = ui.data(|data| data.get_temp(place_id));
    let offset = before.and_then(|place| place.goal(&stack, &made.sizes, turn));
    let mut scroll = ScrollArea::both().id_salt("pages").auto_shrink(false);
    if let Some(offset) = offset {
        scroll = scroll.vertical_scroll_offset(offset);
    }
    let room = ui.available_width() - ui.spacing().scroll.allocated_width();
    let nudge = arrows(ui);
    let shown = scroll.show(ui, |ui| {
        if nudge != Vec2::ZERO {
            ui.scroll_with_delta_animation(nudge, ScrollAnimation::none());
        }
        stack_ui(ui, pages, &stack);
        // A page wider than the window must not widen what stands below it.
        ui.set_max_width(room);
        below(ui);
    });
    let place = Place::of(&shown, &stack);
    ui.data_mut(|data| data.insert_temp(place_id, place));
    let seen = Seen {
        pages: stack.between(place.offset, place.offset + place.height),
        current: stack.current(place),
        width: scale.width,
        percent: scale.percent,
    };
    look(pages, seen, choice, out);
}

/// How far the arrow keys move the pages: a page wider than the window has no other key. Where something
/// has the focus they are the toolkit's.
fn arrows(ui: &Ui) -> Vec2 {
    if ui.memory(|memory| memory.focused().is_some()) {
        return Vec2::ZERO;
    }
    ui.input_mut(|input| {
        let mut count = |key| input.count_and_consume_key(Modifiers::NONE, key) as f32;
        let across = count(Key::ArrowLeft) - count(Key::ArrowRight);
        let down = count(Key::ArrowUp) - count(Key::ArrowDown);
        vec2(across, down) * ARROW
    })
}

/// In points.
const ARROW: f32 = 60.0;

/// Asks for what is new on screen.
fn look(pages: &Pages, seen: Seen, choice: &Choice, out: &mut Out<Action>) {
    if pages.is_news(&seen, choice) {
        out.act(Action::See(seen));
    }
}

/// How large pages are shown.
struct Scale {
    /// Points of the screen for a point of the page: the pixels of the widest page are whole.
    points_per_point: f32,
    /// Of the picture of the widest page, in pixels.
    width: u32,
    percent: u16,
}

impl Scale {
    fn of(ui: &Ui, zoom: Zoom, widest: f32) -> Self {
        let points = match zoom {
            Zoom::Width => {
                let bar = ui.spacing().scroll.allocated_width();
                ui.available_width() - bar - 2.0 * screen::STEP
            }
            Zoom::Percent(percent) => widest * POINTS * f32::from(percent) / 100.0,
        };
        let pixels_per_point = ui.pixels_per_point();
        let pixels = (points * pixels_per_point).floor().max(1.0);
        let points_per_point = pixels / pixels_per_point / widest;
        // No picture may be larger than the graphics card takes.
        let side = ui.input(|input| input.max_texture_side) as f32;
        let most = side * page::A4.0 / page::A4.1;
        Self {
            points_per_point,
            width: pixels.min(most.floor()) as u32,
            percent: (points_per_point / POINTS * 100.0).round().clamp(1.0, 999.0) as u16,
        }
    }
}

/// Where each page lies, in points of the screen from the top of the first.
struct Stack {
    /// Top and size.
    pages: Vec<(f32, Vec2)>,
    points_per_point: f32,
}

impl Stack {
    fn new(sizes: &[(f32, f32)], points_per_point: f32) -> Self {
        let mut top = screen::STEP;
        let place = |&(width, height): &(f32, f32)| {
            let size = vec2(width, height) * points_per_point;
            let placed = (top, size);
            top += size.y + screen::GAP;
            placed
        };
        Self { pages: sizes.iter().map(place).collect(), points_per_point }
    }

    fn top(&self, page: usize) -> f32 {
        self.pages.get(page).map_or(0.0, |(top, _)| top - screen::STEP)
    }

    fn bottom(&self, page: usize) -> f32 {
        self.pages.get(page).map_or(0.0, |(top, size)| top + size.y + screen::STEP)
    }

    fn last(&self) -> usize {
        self.pages.len().saturating_sub(1)
    }

    /// The page at a height, or the one above the gap there.
    fn at(&self, y: f32) -> usize {
        let after = self.pages.partition_point(|(top, _)| top - screen::STEP <= y + 0.5);
        after.saturating_sub(1)
    }

    /// The first and the last page of which something lies between two heights.
    fn between(&self, top: f32, bottom: f32) -> (usize, usize) {
        (self.at(top), self.at(bottom))
    }

    /// The page that fills most of the view; at the very end the last one.
    fn current(&self, place: Place) -> usize {
        let (top, bottom) = (place.offset, place.offset + place.height);
        let last = self.last();
        if last > 0 && bottom + 1.0 >= self.bottom(last) && self.top(last) + 1.0 >= top {
            return last;
        }
        let seen = |page: &usize| {
            (self.bottom(*page).min(bottom) - self.top(*page).max(top)).max(0.0) as i32
        };
        // Of two that fill as much, the upper one.
        (0..self.pages.len()).rev().max_by_key(seen).unwrap_or(0)
    }
}

/// Where the view stood when it was last drawn.
#[derive(Debug, Clone, Copy)]
struct Place {
    offset: f32,
    /// Of the view.
    height: f32,
    /// How much stands below the pages.
    below: f32,
    points_per_point: f32,
}

impl Place {
    fn of<R>(shown: &ScrollAreaOutput<R>, stack: &Stack) -> Self {
        Self {
            offset: shown.state.clamped_offset().y,
            height: shown.inner_rect.height(),
            below: (shown.content_size.y - stack.bottom(stack.last())).max(0.0),
            points_per_point: stack.points_per_point,
        }
    }

    /// Where to scroll to: where a turn leads, or where the same line is after a zoom.
    fn goal(self, stack: &Stack, sizes: &[(f32, f32)], turn: Option<Turn>) -> Option<f32> {
        // Beyond its end the scroll area would spring back.
        let most = (stack.bottom(stack.last()) + self.below - self.height).max(0.0);
        if let Some(turn) = turn {
            return Some(self.turned(stack, turn).clamp(0.0, most));
        }
        if self.points_per_point == stack.points_per_point {
            return None;
        }
        let old = Stack::new(sizes, self.points_per_point);
        let page = old.at(self.offset);
        let share = (self.offset - old.top(page)) / (old.bottom(page) - old.top(page)).max(1.0);
        let same = stack.top(page) + share * (stack.bottom(page) - stack.top(page));
        Some(same.clamp(0.0, most))
    }

    fn turned(self, stack: &Stack, turn: Turn) -> f32 {
        let (top, step) = (self.offset, self.height * 0.9);
        let page = stack.at(top);
        let current = stack.current(self);
        let end = |page: usize| (stack.bottom(page) - self.height).max(stack.top(page));
        match turn {
            Turn::On if page < stack.last() && top + 1.0 >= end(page) => stack.top(page + 1),
            Turn::On if page < stack.last() => (top + step).min(end(page)),
            Turn::On => top + step,
            Turn::Back if top > stack.bottom(stack.last()) => top - step,
            Turn::Back if top > stack.top(page) + 1.0 => (top - step).max(stack.top(page)),
            Turn::Back if page > 0 => end(page - 1),
            Turn::Back | Turn::First => 0.0,
            Turn::Next => stack.top((current + 1).min(stack.last())),
            Turn::Previous => stack.top(current.saturating_sub(1)),
            Turn::Last => stack.top(stack.last()),
        }
    }
}

/// Pictures on their way to the screen, by the id of each.
type Textures = Vec<(u64, TextureHandle)>;

fn stack_ui(ui: &mut Ui, pages: &Pages, stack: &Stack) {
    let textures_id = egui::Id::unique("pictures of the scorecard");
    let mut before: Textures = ui.data(|data| data.get_temp(textures_id)).unwrap_or_default();
    let mut shown: Textures = Vec::new();
    let widest = stack.pages.iter().map(|(_, size)| size.x).fold(0.0, f32::max);
    let height = stack.bottom(stack.last());
    let room = ui.available_width().max(widest);
    let (whole, _) = ui.allocate_exact_size(vec2(room, height), Sense::hover());
    for (number, (top, size)) in stack.pages.iter().enumerate() {
        let left = whole.left() + ((room - size.x) / 2.0).max(0.0);
        let place = to_pixels(ui, Rect::from_min_size(pos2(left, whole.top() + top), *size));
        let id = ui.scope_id().with(("page", number));
        let response = ui.interact(place, id, Sense::hover());
        let words = page_words(number, stack.pages.len());
        response.widget_info(move || WidgetInfo::labeled(Role::Image, true, &words));
        if !ui.is_rect_visible(place) {
            continue;
        }
        ui.painter().rect_filled(place, 0, Color32::WHITE);
        if let Some(picture) = pages.picture(number) {
            let texture = texture(ui, &mut before, picture);
            let all = Rect::from_min_max(pos2(0.0, 0.0), pos2(1.0, 1.0));
            ui.painter().image(texture.id(), place, all, Color32::WHITE);
            shown.push((picture.id, texture));
        }
        let edge = Stroke::new(1.0, colours(ui).line);
        ui.painter().rect_stroke(place, 0, edge, StrokeKind::Outside);
    }
    ui.data_mut(|data| data.insert_temp(textures_id, shown));
}

/// Beginning on whole pixels, so that a sharp picture stays sharp.
fn to_pixels(ui: &Ui, rect: Rect) -> Rect {
    let scale = ui.pixels_per_point();
    let min = pos2((rect.min.x * scale).round() / scale, (rect.min.y * scale).round() / scale);
    Rect::from_min_size(min, rect.size())
}

fn texture(ui: &Ui, before: &mut Textures, picture: &Picture) -> TextureHandle {
    if let Some(at) = before.iter().position(|(id, _)| *id == picture.id) {
        return before.swap_remove(at).1;
    }
    let size = [picture.width as usize, picture.height as usize];
    let image = ColorImage::from_rgba_premultiplied(size, &picture.pixels);
    ui.ctx().load_texture("page of the scorecard", image, TextureOptions::LINEAR)
}
