//! The questions of the set by section. The list has the focus as a whole: the arrow keys choose.

use egui::{Id, Rect, ScrollArea, Ui};

use super::Scene;
use crate::domain::ids::QuestionId;
use crate::domain::set::edit::Edit;
use crate::domain::set::{QuestionSet, SetItem};
use crate::frame::request::Out;
use crate::rooms::sets::{Action, Sets};
use crate::tokens::screen;
use crate::ui::theme::colours;
use crate::ui::widgets::adding::moved_by_arrows;
use crate::ui::widgets::icon::Icon;
use crate::ui::widgets::label;
use crate::ui::widgets::listbox::{list_id, listbox};
use crate::ui::widgets::row::{Row, drop_place};

/// `scrolls`: in an area of its own.
pub(super) fn items_ui(
    ui: &mut Ui,
    room: &Sets,
    scene: Scene<'_>,
    scrolls: bool,
    out: &mut Out<Action>,
) {
    if !scrolls {
        let start = ui.cursor().min;
        let end = rows_ui(ui, room, scene, out);
        let area = Rect::from_min_max(start, end.max);
        list_ui(ui, area, room, scene, out);
        return;
    }
    let area = ui.available_rect_before_wrap();
    list_ui(ui, area, room, scene, out);
    ScrollArea::vertical().id_salt("questions").auto_shrink(false).show(ui, |ui| {
        rows_ui(ui, room, scene, out);
    });
}

/// Of the list.
const NAME: &str = "Questions of the set";

/// The focus of the list, and the keys that choose in it.
fn list_ui(ui: &Ui, area: Rect, room: &Sets, scene: Scene<'_>, out: &mut Out<Action>) {
    let place = room.draft.selected.as_ref().and_then(|id| scene.shown.set.place(id));
    let chosen = place.map_or("none chosen".to_owned(), |place| {
        let name = scene.question(place).map_or("", |question| question.name());
        format!("{} of {} chosen, {name}", place + 1, scene.shown.set.items.len())
    });
    let list = listbox(ui, NAME, &chosen, area);
    let is_free =
        ui.memory(|memory| memory.focused().is_none() && memory.top_modal_layer().is_none());
    if !(list.has_focus() || is_free) || room.is_asking() {
        return;
    }
    let moved = moved_by_arrows(ui);
    for _ in 0..moved.unsigned_abs() {
        out.act(Action::SelectBeside { later: moved > 0 });
    }
}

/// Gives the place that the rows take.
fn rows_ui(ui: &mut Ui, room: &Sets, scene: Scene<'_>, out: &mut Out<Action>) -> Rect {
    ui.spacing_mut().item_spacing.y = 2.0;
    // Lines of words are as high as the words.
    ui.spacing_mut().interact_size.y = 0.0;
    let set = &scene.shown.set;
    let start = ui.cursor().min;
    frame_row(ui, "Opening: welcome and introductions", set.opening_minutes);
    let mut section = "";
    let mut rows = Vec::new();
    let mut dragged = None;
    for (place, item) in set.items.iter().enumerate() {
        if item.section != section {
            section = &item.section;
            ui.add_space(screen::STEP);
            label(ui, section);
        }
        let response = item_ui(ui, room, scene, place, item, out);
        if response.dragged() || response.drag_stopped() {
            dragged = Some((place, response.drag_stopped()));
        }
        rows.push(response.rect);
    }
    frame_row(ui, "Closing: the candidate's own questions", set.closing_minutes);
    if let Some((from, is_dropped)) = dragged
        && let Some(before) = drop_place(ui, &rows, is_dropped)
        && let Some(item) = set.items.get(from)
    {
        let to = if before > from { before - 1 } else { before };
        if to != from {
            let question = item.question.clone();
            out.act(Action::Edit(Edit::Move { question, to }));
        }
    }
    Rect::from_min_max(start, ui.min_rect().max)
}

fn item_ui(
    ui: &mut Ui,
    room: &Sets,
    scene: Scene<'_>,
    place: usize,
    item: &SetItem,
    out: &mut Out<Action>,
) -> egui::Response {
    let question = scene.question(place);
    let is_chosen = room.draft.selected.as_ref() == Some(&item.question);
    let is_locked = room.is_locked(&item.question);
    let right = format!("{} min", item.minutes);
    let more =
        [(!item.required).then_some("optional"), item.wording.is_some().then_some("own wording")];
    let more: Vec<&str> = more.into_iter().flatten().collect();
    let icon = match (is_locked, item.required) {
        (true, _) => (Icon::Lock, colours(ui).accent),
        (false, true) => (Icon::Dot, colours(ui).muted),
        (false, false) => (Icon::Circle, colours(ui).muted),
    };
    let row = Row {
        icon: Some(icon),
        number: Some(place + 1),
        words: question.map_or(item.question.as_str(), |question| question.name()),
        more: &more.join(", "),
        column: question.map_or("", |question| question.level.label()),
        right: &right,
        is_chosen,
        is_loose: true,
        is_in_list: true,
        spoken: if is_locked { "locked" } else { "" },
        ..Row::default()
    };
    let response = row.show(ui);
    if response.clicked() || response.drag_started() {
        out.act(Action::Select(item.question.clone()));
        ui.memory_mut(|memory| memory.request_focus(list_id(NAME)));
    }
    let mut seen = response.rect;
    if !item.why.is_empty() {
        ui.horizontal(|ui| {
            ui.add_space(50.0);
            let why = egui::RichText::new(&item.why).small().color(colours(ui).muted);
            let why = ui.add(egui::Label::new(why).truncate()).on_hover_text(&item.why);
            seen = seen.union(why.rect);
        });
    }
    if is_chosen
        && has_moved(ui, &item.question, &scene.shown.set)
        && !ui.clip_rect().contains_rect(seen)
    {
        ui.scroll_to_rect_animation(seen, None, egui::style::ScrollAnimation::none());
    }
    response
}

/// Whether the choice went from one question to another since the last frame: only then does it come
/// into view, and not because another set is shown.
fn has_moved(ui: &Ui, chosen: &QuestionId, set: &QuestionSet) -> bool {
    let key = Id::unique("question chosen before");
    let before = ui.data(|data| data.get_temp::<QuestionId>(key));
    if before.as_ref() == Some(chosen) {
        return false;
    }
    ui.data_mut(|data| data.insert_temp(key, chosen.clone()));
    before.is_some_and(|before| set.place(&before).is_some())
}

fn frame_row(ui: &mut Ui, words: &str, minutes: u16) {
    ui.horizontal(|ui| {
        label(ui, words);
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            ui.add_space(8.0);
            label(ui, format!("{minutes} min"));
        });
    });
}
