//! The controls that every screen is made of.

pub mod adding;
pub mod anchors;
pub mod answer;
pub mod asked;
pub mod code;
pub mod field;
pub mod form;
pub mod gaps;
pub mod icon;
pub mod listbox;
pub mod own_note;
pub mod points;
pub mod prose;
pub mod reader;
pub mod row;

use egui::{
    Button, CornerRadius, Frame, Margin, Rect, Response, RichText, Role, Sense, Stroke, Ui, Vec2,
    WidgetInfo, pos2,
};

use super::theme::{Type, colours};
use crate::frame::chord::Chord;
use crate::frame::command::Command;
use crate::tokens::screen;

pub fn card<R>(ui: &mut Ui, content: impl FnOnce(&mut Ui) -> R) -> R {
    let colours = colours(ui);
    Frame::new()
        .fill(colours.panel)
        .stroke(Stroke::new(1.0, colours.line))
        .corner_radius(CornerRadius::same(screen::RADIUS))
        .inner_margin(Margin::same(screen::GAP as i8))
        .show(ui, |ui| {
            ui.set_min_width(ui.available_width());
            content(ui)
        })
        .inner
}

pub fn text(ui: &mut Ui, words: impl Into<String>, style: Type) -> Response {
    let colour = colours(ui).text;
    ui.label(RichText::new(words).font(style.font()).color(colour))
}

/// What something is, never content.
pub fn label(ui: &mut Ui, words: impl Into<String>) -> Response {
    let colour = colours(ui).muted;
    ui.label(RichText::new(words).font(Type::Label.font()).color(colour))
}

/// One line, cut with … where it does not fit; the whole shows under the pointer.
pub fn line(ui: &mut Ui, words: &str, style: Type) -> Response {
    let colour = colours(ui).text;
    let words = RichText::new(words).font(style.font()).color(colour);
    ui.add(egui::Label::new(words).truncate())
}

pub fn heading(ui: &mut Ui, words: &str) {
    text(ui, words, Type::Heading);
}

pub fn card_title(ui: &mut Ui, words: &str) {
    text(ui, words, Type::List);
}

/// The one main action of a screen, with its keys.
pub fn primary(ui: &mut Ui, words: &str, is_enabled: bool) -> Response {
    accented(ui, words, is_enabled, screen::PRIMARY)
}

/// A button on the accent.
pub fn accented(ui: &mut Ui, words: &str, is_enabled: bool, height: f32) -> Response {
    let colours = colours(ui);
    let words_on = RichText::new(words).font(Type::Strong.font()).color(colours.on_accent);
    let button = Button::new(words_on)
        .fill(colours.accent)
        .stroke(Stroke::NONE)
        .min_size(Vec2::new(0.0, height));
    let response = ui.add_enabled(is_enabled, button);
    // The usual ring would not show on the accent, so it stands a little off.
    if response.has_focus() {
        let ring = response.rect.expand(3.0);
        let radius = CornerRadius::same(screen::RADIUS + 3);
        let stroke = Stroke::new(2.0, colours.accent);
        ui.painter().rect_stroke(ring, radius, stroke, egui::StrokeKind::Middle);
    }
    response
}

/// An action beside the main one.
pub fn button(ui: &mut Ui, words: &str) -> Response {
    ui.add(Button::new(words).min_size(Vec2::new(0.0, screen::CONTROL)))
}

pub fn button_if(ui: &mut Ui, is_enabled: bool, words: &str) -> Response {
    ui.add_enabled(is_enabled, Button::new(words).min_size(Vec2::new(0.0, screen::CONTROL)))
}

/// Words without a frame, as for what destroys.
pub fn quiet(ui: &mut Ui, words: &str) -> Response {
    let button = Button::new(words).frame_when_inactive(false);
    ui.add(button.min_size(Vec2::new(0.0, screen::CONTROL)))
}

/// A quiet action in a line of text.
pub fn small(ui: &mut Ui, words: &str) -> Response {
    let galley =
        ui.painter().layout_no_wrap(words.to_owned(), Type::Body.font(), colours(ui).muted);
    let size = Vec2::new(galley.size().x + 12.0, 20.0);
    let (id, rect) = ui.allocate_space(size);
    small_at(ui, rect, id, words, words)
}

/// The same at a place of its own; `spoken` is its name for a screen reader.
pub fn small_at(ui: &Ui, rect: Rect, id: egui::Id, words: &str, spoken: &str) -> Response {
    let colours = colours(ui);
    let response = ui.interact(rect, id, Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, spoken));
    let radius = CornerRadius::same(4);
    if response.hovered() {
        ui.painter().rect_filled(rect, radius, colours.hover);
    }
    if response.has_focus() {
        let ring = Stroke::new(2.0, colours.accent);
        ui.painter().rect_stroke(rect, radius, ring, egui::StrokeKind::Inside);
    }
    let ink = if response.hovered() { colours.text } else { colours.muted };
    let (place, font) = (rect.center(), Type::Body.font());
    ui.painter().text(place, egui::Align2::CENTER_CENTER, words, font, ink);
    response
}

/// A command's name with its chord.
pub fn hover(ui: &Ui, command: Command) -> String {
    let chord = command.chord().map(|chord| chord.label(ui.ctx().os().is_mac()));
    match chord {
        Some(chord) => format!("{} ({chord})", command.title()),
        None => command.title().to_owned(),
    }
}

pub fn keycap(ui: &mut Ui, command: Command) {
    if let Some(chord) = command.chord() {
        chord_cap(ui, chord);
    }
}

pub fn chord_cap(ui: &mut Ui, chord: Chord) {
    let is_mac = ui.ctx().os().is_mac();
    cap(ui, &chord.label(is_mac));
}

pub fn cap(ui: &mut Ui, words: &str) {
    let colours = colours(ui);
    let galley = ui.painter().layout_no_wrap(words.to_owned(), Type::Label.font(), colours.muted);
    let size = Vec2::new((galley.size().x + 8.0).max(18.0), 18.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    let radius = CornerRadius::same(4);
    let painter = ui.painter();
    painter.rect(
        rect,
        radius,
        colours.panel,
        Stroke::new(1.0, colours.edge),
        egui::StrokeKind::Inside,
    );
    painter.galley(rect.center() - galley.size() / 2.0, galley, colours.muted);
    let words = words.to_owned();
    response.widget_info(move || WidgetInfo::labeled(Role::Label, true, &words));
}

/// A word that must not be overlooked.
pub fn badge(ui: &mut Ui, words: &str) {
    let colours = colours(ui);
    let frame = Frame::new()
        .fill(colours.caution)
        .corner_radius(CornerRadius::same(4))
        .inner_margin(Margin::symmetric(8, 3));
    frame.show(ui, |ui| {
        ui.spacing_mut().interact_size.y = 0.0;
        ui.label(RichText::new(words).font(Type::Strong.font()).color(colours.panel));
    });
}

/// A choice among a few by its sign; the word shows under the pointer.
pub fn sign(ui: &mut Ui, icon: icon::Icon, words: &str, is_chosen: bool) -> Response {
    let colours = colours(ui);
    let (rect, response) = ui.allocate_exact_size(Vec2::splat(screen::CONTROL), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, is_chosen, words));
    let fill = match (is_chosen, response.hovered()) {
        (true, _) => colours.chosen,
        (false, true) => colours.hover,
        (false, false) => egui::Color32::TRANSPARENT,
    };
    let radius = CornerRadius::same(screen::RADIUS);
    ui.painter().rect_filled(rect, radius, fill);
    if response.has_focus() {
        let ring = Stroke::new(2.0, colours.accent);
        ui.painter().rect_stroke(rect, radius, ring, egui::StrokeKind::Inside);
    }
    let ink = if is_chosen { colours.accent } else { colours.muted };
    let place = Rect::from_center_size(rect.center(), Vec2::splat(icon::SIZE));
    icon::paint(ui, icon, place, ink);
    response.on_hover_text(words)
}

/// How much of a budget is spent; beyond it, full and of another colour.
pub fn budget_bar(ui: &mut Ui, spent_ms: u64, budget_ms: u64, width: f32) {
    let colours = colours(ui);
    let (rect, response) = ui.allocate_exact_size(Vec2::new(width, 8.0), Sense::hover());
    let share = if budget_ms == 0 { 1.0 } else { spent_ms as f32 / budget_ms as f32 };
    let colour = if share > 1.0 { colours.bad } else { colours.accent };
    let radius = CornerRadius::same(4);
    ui.painter().rect_filled(rect, radius, colours.line);
    let mut filled = rect;
    filled.set_width(rect.width() * share.clamp(0.0, 1.0));
    ui.painter().rect_filled(filled, radius, colour);
    let words = format!("{} % of the planned time", (share * 100.0).round());
    response.widget_info(move || WidgetInfo::labeled(Role::ProgressIndicator, true, &words));
}

/// A column of a comfortable reading width.
pub fn column<R>(ui: &mut Ui, content: impl FnOnce(&mut Ui) -> R) -> R {
    ui.scope(|ui| {
        ui.set_max_width(screen::COLUMN.min(ui.available_width()));
        content(ui)
    })
    .inner
}

/// The first is `share` of the width.
pub fn split<R>(ui: &mut Ui, share: f32, content: impl FnOnce([&mut Ui; 2]) -> R) -> R {
    let whole = ui.available_rect_before_wrap();
    let width = ((whole.width() - screen::GAP) * share).floor();
    let left = Rect::from_min_size(whole.min, Vec2::new(width, whole.height()));
    let right = Rect::from_min_max(pos2(left.right() + screen::GAP, whole.top()), whole.max);
    let top_down = egui::Layout::top_down(egui::Align::Min);
    let place = |rect, salt| egui::UiBuilder::new().id_salt(salt).max_rect(rect).layout(top_down);
    let mut left = ui.new_child(place(left, "left"));
    let mut right = ui.new_child(place(right, "right"));
    let result = content([&mut left, &mut right]);
    ui.advance_cursor_after_rect(left.min_rect().union(right.min_rect()));
    result
}

/// The share that is left beside a column of `width`.
pub fn share_beside(ui: &Ui, width: f32) -> f32 {
    1.0 - width / (ui.available_width() - screen::GAP).max(width + 1.0)
}

/// Turns pages in the main scroll area: those asked for, and those of keys that no command took.
pub fn ask_scroll(ctx: &egui::Context, pages: i32, is_over_screen: bool) {
    use egui::{Key, Modifiers};
    let keys = ctx.input_mut(|input| {
        let mut count = |key| input.count_and_consume_key(Modifiers::NONE, key) as i32;
        let mut pages = count(Key::PageDown) - count(Key::PageUp);
        if is_over_screen {
            pages += count(Key::End) * 100 - count(Key::Home) * 100;
        }
        pages
    });
    // What lies over the screen has fields of one line, which have no use for these keys.
    let is_free = is_over_screen || !ctx.text_edit_focused();
    let pages = if is_free { pages + keys } else { pages };
    ctx.data_mut(|data| data.insert_temp(scroll_id(is_over_screen), pages));
}

fn scroll_id(is_over_screen: bool) -> egui::Id {
    egui::Id::unique(("pages to scroll", is_over_screen))
}

/// Called in the one scroll area of the screen that the page keys move.
pub fn turn_pages(ui: &mut Ui) {
    turn(ui, false);
}

/// The same for what lies over the screen.
pub fn turn_pages_over(ui: &mut Ui) {
    turn(ui, true);
}

fn turn(ui: &mut Ui, is_over_screen: bool) {
    let id = scroll_id(is_over_screen);
    let pages = ui.data_mut(|data| data.remove_temp::<i32>(id)).unwrap_or(0);
    if pages != 0 {
        let height = ui.clip_rect().height() * 0.8;
        let delta = Vec2::new(0.0, -height * pages as f32);
        ui.scroll_with_delta_animation(delta, egui::style::ScrollAnimation::none());
    }
}

/// Called at the end of a scroll area: what the keys gave the focus to comes into view.
pub fn follow_focus(ui: &mut Ui) {
    let key = ui.scope_id().with("focus before");
    let focused = ui.memory(|memory| memory.focused());
    let before = ui.data(|data| data.get_temp::<Option<egui::Id>>(key)).flatten();
    ui.data_mut(|data| data.insert_temp(key, focused));
    let Some(id) = focused.filter(|id| Some(*id) != before) else { return };
    let Some(response) = ui.ctx().read_response(id) else { return };
    let is_inside =
        response.layer_id == ui.layer_id() && ui.min_rect().contains_rect(response.rect);
    // What is seen elsewhere, as a field below this area, only looks as if it lay inside.
    let (clip, seen) = (ui.clip_rect(), response.interact_rect);
    let is_elsewhere = seen.is_positive() && !clip.expand(1.0).contains_rect(seen);
    if is_inside && !is_elsewhere && !clip.contains_rect(response.rect) {
        let none = egui::style::ScrollAnimation::none();
        ui.scroll_to_rect_animation(response.rect.expand(screen::STEP * 2.0), None, none);
    }
}

/// A question over the screen, which waits for its answer.
pub fn modal<R>(
    ui: &Ui,
    name: &str,
    place: egui::Align2,
    width: f32,
    content: impl FnOnce(&mut Ui) -> R,
) -> egui::ModalResponse<R> {
    let colours = colours(ui);
    let frame = Frame::new()
        .fill(colours.panel)
        .stroke(Stroke::new(1.0, colours.edge))
        .corner_radius(CornerRadius::same(screen::RADIUS))
        .inner_margin(Margin::same(screen::EDGE as i8));
    let room = ui.ctx().content_rect().width() - 72.0;
    let id = egui::Id::unique(("modal", name));
    let margin = if place == egui::Align2::CENTER_TOP { screen::STEP } else { 0.0 };
    let area = egui::Modal::default_area(id).anchor(place, Vec2::new(0.0, margin));
    egui::Modal::new(id).area(area).frame(frame).show(ui.ctx(), |ui| {
        ui.set_width(width.min(room));
        content(ui)
    })
}

/// What belongs in an empty list, and the first step.
pub fn empty(ui: &mut Ui, words: &str) {
    let colour = colours(ui).muted;
    ui.add_space(screen::GAP);
    ui.label(RichText::new(words).color(colour));
}
