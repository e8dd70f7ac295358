//! Every command, found by a few letters.

use egui::{Key, Modifiers, ScrollArea, TextEdit, Ui};

use super::widgets::field::{field_id, take_focus};
use super::widgets::row::Row;
use super::widgets::{empty, modal};
use crate::frame::command::{Command, Entry};
use crate::frame::focus::Focus;
use crate::shared::look::Look;
use crate::tokens::screen;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choice {
    Run(Command),
    Dismiss,
}

pub fn palette_ui(
    ui: &mut Ui,
    look: Look<'_>,
    query: &mut String,
    selected: &mut usize,
) -> Option<Choice> {
    let is_mac = ui.ctx().os().is_mac();
    let response = modal(ui, "palette", egui::Align2::CENTER_CENTER, 520.0, |ui| {
        let moved = ui.input_mut(|input| {
            let down = input.count_and_consume_key(Modifiers::NONE, Key::ArrowDown);
            let up = input.count_and_consume_key(Modifiers::NONE, Key::ArrowUp);
            down as isize - up as isize
        });
        let edit = TextEdit::singleline(query)
            .id(field_id("Search all commands"))
            .hint_text("Search all commands")
            .desired_width(f32::INFINITY)
            .margin(egui::Margin::symmetric(8, 6));
        let response = ui.add(edit).accessible_name("Search all commands");
        if take_focus(ui, Focus::First) {
            response.request_focus();
        }
        if response.changed() {
            *selected = 0;
        }
        let found = found(look, query);
        *selected = selected.saturating_add_signed(moved).min(found.len().saturating_sub(1));
        let entered = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        let mut run = entered.then(|| found.get(*selected)).flatten().copied();
        if entered && run.is_none() {
            response.request_focus();
        }
        ui.spacing_mut().item_spacing.y = 2.0;
        let height = (ui.ctx().content_rect().height() - 180.0).clamp(90.0, 420.0);
        ScrollArea::vertical().max_height(height).min_scrolled_height(height).show(ui, |ui| {
            for (place, entry) in found.iter().enumerate() {
                let chord = entry.chords.first().map(|(chord, _)| chord.label(is_mac));
                let row = Row {
                    words: entry.title,
                    more: entry.group.label(),
                    right: chord.as_deref().unwrap_or_default(),
                    is_chosen: place == *selected,
                    ..Row::default()
                };
                let response = row.show(ui);
                if place == *selected && moved != 0 {
                    response.scroll_to_me(None);
                }
                if response.clicked() {
                    run = Some(entry);
                }
            }
            if found.is_empty() {
                empty(ui, "No matching command");
            }
        });
        ui.add_space(screen::STEP);
        run
    });
    let is_left = response.should_close().then_some(Choice::Dismiss);
    response.inner.map(|entry| Choice::Run(entry.command)).or(is_left)
}

/// Runnable commands whose title has every word of the query.
fn found(look: Look<'_>, query: &str) -> Vec<&'static Entry> {
    let query = query.to_lowercase();
    let has_words = |entry: &&Entry| {
        let title = entry.title.to_lowercase();
        query.split_whitespace().all(|word| title.contains(word))
    };
    look.runnable.entries().filter(has_words).collect()
}
