//! Every key and every command, in the one place where they are listed: found by a few letters, run by
//! Enter. What means nothing here and now is grey.

use egui::{Key, Modifiers, RichText, ScrollArea, TextEdit, Ui};

use super::theme::{Type, colours};
use super::widgets::field::{field_id, take_focus};
use super::widgets::row::Row;
use super::widgets::{cap, empty, label, modal, text};
use crate::frame::command::{Command, Entry, Group, TABLE};
use crate::frame::focus::Focus;
use crate::shared::look::Look;
use crate::tokens::screen;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choice {
    Run(Command),
    Dismiss,
}

const SEARCH: &str = "Search all commands";

pub fn palette_ui(
    ui: &mut Ui,
    look: Look<'_>,
    query: &mut String,
    selected: &mut Option<usize>,
) -> Option<Choice> {
    let response = modal(ui, "palette", egui::Align2::CENTER_CENTER, 620.0, |ui| {
        let moved = ui.input_mut(|input| {
            let down = input.count_and_consume_key(Modifiers::NONE, Key::ArrowDown);
            let up = input.count_and_consume_key(Modifiers::NONE, Key::ArrowUp);
            down as isize - up as isize
        });
        let edit = TextEdit::singleline(query)
            .id(field_id(SEARCH))
            .hint_text(SEARCH)
            .desired_width(f32::INFINITY)
            .margin(egui::Margin::symmetric(8, 6));
        let response = ui.add(edit).accessible_name(SEARCH);
        if take_focus(ui, Focus::First) {
            response.request_focus();
        }
        if response.changed() {
            *selected = (!query.trim().is_empty()).then_some(0);
        }
        let found = found(look, query);
        let count = found.iter().filter(|entry| look.can_run(entry.command)).count();
        // Nothing is chosen before something was typed or moved to: Enter in a list that is only read
        // runs nothing.
        if moved != 0 {
            let next = selected.map_or(0, |at| at.saturating_add_signed(moved));
            *selected = Some(next.min(count.saturating_sub(1)));
        }
        let entered = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        let mut runnable = found.iter().filter(|entry| look.can_run(entry.command));
        let chosen = selected.and_then(|at| runnable.nth(at));
        let mut run = entered.then_some(chosen).flatten().copied();
        if entered && run.is_none() {
            response.request_focus();
        }
        ui.spacing_mut().item_spacing.y = 2.0;
        let height = (ui.ctx().content_rect().height() - 180.0).clamp(90.0, 460.0);
        ScrollArea::vertical().max_height(height).min_scrolled_height(height).show(ui, |ui| {
            super::widgets::turn_pages_over(ui);
            let chosen = chosen.map(|entry| entry.command);
            let chosen = Chosen { command: chosen, was_moved_to: moved != 0 };
            run = run.or(list_ui(ui, look, &found, query.is_empty(), chosen));
        });
        ui.add_space(screen::STEP);
        run
    });
    let is_left = response.should_close().then_some(Choice::Dismiss);
    response.inner.map(|entry| Choice::Run(entry.command)).or(is_left)
}

#[derive(Clone, Copy)]
struct Chosen {
    command: Option<Command>,
    was_moved_to: bool,
}

/// By group while nothing is searched for. What was moved to comes into view.
fn list_ui(
    ui: &mut Ui,
    look: Look<'_>,
    found: &[&'static Entry],
    is_grouped: bool,
    chosen: Chosen,
) -> Option<&'static Entry> {
    let is_mac = ui.ctx().os().is_mac();
    let mut run = None;
    let mut group = None;
    for entry in found {
        if is_grouped && group != Some(entry.group) {
            group = Some(entry.group);
            group_ui(ui, entry.group);
        }
        let chords: Vec<String> = entry.chords.iter().map(|(it, _)| it.label(is_mac)).collect();
        let chords = chords.join("  ");
        if !look.can_run(entry.command) {
            idle_ui(ui, entry.title, &chords);
            continue;
        }
        let row = Row {
            words: entry.title,
            more: if is_grouped { "" } else { entry.group.label() },
            right: &chords,
            is_chosen: chosen.command == Some(entry.command),
            ..Row::default()
        };
        let response = row.show(ui);
        if chosen.was_moved_to && chosen.command == Some(entry.command) {
            response.scroll_to_me(None);
        }
        if response.clicked() {
            run = Some(*entry);
        }
    }
    if found.is_empty() {
        empty(ui, "No matching command");
    }
    run
}

/// The heading, and the keys that are no single command.
fn group_ui(ui: &mut Ui, group: Group) {
    ui.add_space(screen::STEP);
    text(ui, group.label(), Type::List);
    let command = if ui.ctx().os().is_mac() { "Cmd" } else { "Ctrl" };
    let lines: &[(&[&str], &str)] = match group {
        Group::Interview => &[
            (&["0–5", "+0–5"], "score: the digit alone while no note is begun"),
            (&["+Shift+1–9"], "tick a point, core points first, then a red flag"),
        ],
        Group::Notes => &[
            (&["any letter"], "begins a note; Enter keeps it"),
            (&["Space"], "begins a note that starts with a digit"),
            (&["+", "−", "\""], "as first sign: a strength, a concern, a quote"),
        ],
        Group::Scorecard | Group::Sets | Group::Screens | Group::General => &[],
    };
    for (caps, words) in lines {
        ui.horizontal(|ui| {
            ui.add_space(8.0);
            for words in *caps {
                match words.strip_prefix('+').filter(|rest| !rest.is_empty()) {
                    Some(rest) => cap(ui, &format!("{command}+{rest}")),
                    None => cap(ui, words),
                }
            }
            label(ui, *words);
        });
    }
}

/// A command that means nothing now.
fn idle_ui(ui: &mut Ui, title: &str, chords: &str) {
    let ink = colours(ui).muted;
    ui.allocate_ui(egui::vec2(ui.available_width(), screen::CONTROL), |ui| {
        ui.horizontal_centered(|ui| {
            ui.add_space(8.0);
            ui.label(RichText::new(title).color(ink));
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                ui.add_space(8.0);
                ui.label(RichText::new(chords).color(ink));
            });
        });
    });
}

/// Commands whose title has every word of the query. Without a query the scores and ticks stand in the
/// heading of their group; with one, only what can be run is found.
fn found(look: Look<'_>, query: &str) -> Vec<&'static Entry> {
    let query = query.to_lowercase();
    let has_words = |entry: &&Entry| {
        let title = entry.title.to_lowercase();
        query.split_whitespace().all(|word| title.contains(word))
    };
    if !query.trim().is_empty() {
        return look.runnable.entries().filter(has_words).collect();
    }
    let is_listed = |entry: &&Entry| {
        let command = entry.command;
        command.score().is_none() && command.tick().is_none()
    };
    let of = |group: Group| TABLE.iter().filter(move |entry| entry.group == group);
    // What means something here comes first.
    let mut groups = Group::ALL;
    let is_idle = |group: &Group| !of(*group).any(|entry| look.can_run(entry.command));
    groups.sort_by_key(is_idle);
    groups.into_iter().flat_map(of).filter(is_listed).collect()
}
