//! The left column: what to build, and the sets there are.

use egui::{ComboBox, Slider, Ui};

use crate::domain::check::MAX_INTERVIEW_MINUTES;
use crate::domain::earlier::candidates;
use crate::domain::level::Seniority;
use crate::domain::set::QuestionSet;
use crate::export::words::count;
use crate::frame::command::Command;
use crate::frame::request::Out;
use crate::rooms::sets::{Action, LeaveOut, Sets};
use crate::shared::content::SetOrigin;
use crate::shared::look::Look;
use crate::ui::theme::colours;
use crate::ui::widgets::row::{Row, set_minutes, set_row};
use crate::ui::widgets::{button, button_if, card, card_title, empty, keycap, label, quiet, small};

/// Longer interviews are typed.
const SLIDER_MOST: u16 = 120;
/// Of the latest interviews; more would be a list to search in.
const MOST_CANDIDATES: usize = 20;
const PRESETS: [u16; 4] = [30, 45, 60, 90];

pub(super) fn build_ui(ui: &mut Ui, room: &mut Sets, look: Look<'_>, out: &mut Out<Action>) {
    card(ui, |ui| {
        card_title(ui, "Build a set");
        let wanted = &mut room.draft.wanted;
        let before = (wanted.seniority, wanted.minutes);
        let named = label(ui, "Seniority of the role");
        ComboBox::from_id_salt("seniority")
            .selected_text(wanted.seniority.label())
            .width(ui.available_width() - 8.0)
            .show_ui(ui, |ui| {
                for &seniority in Seniority::ALL {
                    ui.selectable_value(&mut wanted.seniority, seniority, seniority.label());
                }
            })
            .response
            .labelled_by(named.id);
        minutes_ui(ui, &mut wanted.minutes);
        let left_out = wanted_ui(ui, room, look);
        let wanted = &mut room.draft.wanted;
        if left_out || before != (wanted.seniority, wanted.minutes) {
            wanted.seed = 0;
            out.act(Action::Follow);
        }
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = 6.0;
            command_ui(ui, "Build", Command::BuildSet, look, out);
            command_ui(ui, "Try another", Command::TryAnother, look, out);
        });
        if button_if(ui, look.can_run(Command::CompareOthers), "Equally good sets…").clicked() {
            out.run(Command::CompareOthers);
        }
        // The place of this line is always kept.
        let kept = match room.locked() {
            0 => "Locked questions stay in the next set".to_owned(),
            locked => format!("The next set keeps {}", count(locked, "locked question")),
        };
        label(ui, kept);
    });
}

/// Whose questions the set does without; true where that was changed.
fn wanted_ui(ui: &mut Ui, room: &mut Sets, look: Look<'_>) -> bool {
    let before = room.draft.leave_out.clone();
    let sets = look.bank().sets.iter();
    let sets = sets.map(|set| (set.title.clone(), LeaveOut::Set(set.id.clone())));
    let candidates = candidates(look.desk().earlier()).into_iter().take(MOST_CANDIDATES);
    let candidates = candidates.map(|name| (name.to_owned(), LeaveOut::Candidate(name.to_owned())));
    let choices: Vec<(String, LeaveOut)> = candidates.chain(sets).collect();
    let is_chosen = |(_, choice): &&(String, LeaveOut)| Some(choice) == before.as_ref();
    let chosen = choices.iter().find(is_chosen).map_or("nothing", |(words, _)| words);
    let named = label(ui, "Leave out what was asked of, or is in");
    ComboBox::from_id_salt("leave out")
        .selected_text(chosen)
        .width(ui.available_width() - 8.0)
        .truncate()
        .show_ui(ui, |ui| {
            ui.selectable_value(&mut room.draft.leave_out, None, "nothing");
            for (words, choice) in &choices {
                ui.selectable_value(&mut room.draft.leave_out, Some(choice.clone()), words);
            }
        })
        .response
        .labelled_by(named.id);
    room.draft.leave_out != before
}

/// The set follows while the slider moves.
fn minutes_ui(ui: &mut Ui, minutes: &mut u16) {
    let named = label(ui, "Length");
    let most = SLIDER_MOST.max(*minutes).min(MAX_INTERVIEW_MINUTES);
    ui.scope(|ui| {
        ui.spacing_mut().slider_width = (ui.available_width() - 90.0).max(80.0);
        // The rail is of this colour too, and would not show on the card.
        ui.visuals_mut().widgets.inactive.bg_fill = colours(ui).line;
        let slider = Slider::new(minutes, 15..=most).suffix(" min").trailing_fill(true);
        ui.add(slider).labelled_by(named.id);
    });
    ui.horizontal(|ui| {
        for preset in PRESETS {
            let is_chosen = *minutes == preset;
            let button = egui::Button::selectable(is_chosen, preset.to_string());
            let button = ui.add(button.min_size(egui::vec2(34.0, 28.0)));
            if button.accessible_name(format!("{preset} minutes")).clicked() {
                *minutes = preset;
            }
        }
    });
}

/// A button with its keys.
pub(super) fn command_ui(
    ui: &mut Ui,
    words: &str,
    command: Command,
    look: Look<'_>,
    out: &mut Out<Action>,
) {
    if button_if(ui, look.can_run(command), words).clicked() {
        out.run(command);
    }
    keycap(ui, command);
}

pub(super) fn ready_ui(ui: &mut Ui, room: &Sets, look: Look<'_>, out: &mut Out<Action>) {
    card(ui, |ui| {
        card_title(ui, "Sets");
        label(ui, look.frame().workspace_name());
        ui.scope(|ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            list_ui(ui, room, look, out);
        });
        if button(ui, "Open a file…").clicked() {
            out.run(Command::OpenFile);
        }
    });
}

fn list_ui(ui: &mut Ui, room: &Sets, look: Look<'_>, out: &mut Out<Action>) {
    let shown = look.content().shown_set();
    let sets: Vec<(&QuestionSet, &str)> = look.content().ready_sets().collect();
    let is_chosen = |set: &QuestionSet| {
        shown.is_some_and(|it| it.from != SetOrigin::Proposed && it.set.id == set.id)
    };
    // A set that is in no folder is chosen as well, and is acted on like the others.
    let is_elsewhere = shown.is_some() && !sets.iter().any(|(set, _)| is_chosen(set));
    if let Some(shown) = shown.filter(|_| is_elsewhere) {
        row_ui(ui, &shown.set, "", true, "not in this list");
        acts_ui(ui, room, look, out);
    }
    for &(set, gist) in &sets {
        let is_chosen = is_chosen(set);
        if row_ui(ui, set, gist, is_chosen, "").clicked() && !is_chosen {
            out.act(Action::Show(set.id.clone()));
        }
        if is_chosen {
            acts_ui(ui, room, look, out);
        }
    }
    if sets.is_empty() {
        empty(ui, "None yet: build one and save it");
    }
}

/// What it is about stands under the pointer, where the row has no room for it.
fn row_ui(
    ui: &mut Ui,
    set: &QuestionSet,
    gist: &str,
    is_chosen: bool,
    spoken: &str,
) -> egui::Response {
    let minutes = set_minutes(set);
    let row = Row { is_chosen, spoken, ..set_row(set, gist, &minutes) }.show(ui);
    let about = if set.about.is_empty() { gist } else { &set.about };
    row.on_hover_text(about)
}

/// What can be done with the shown set, and where it was used.
fn acts_ui(ui: &mut Ui, room: &Sets, look: Look<'_>, out: &mut Out<Action>) {
    let Some(shown) = look.content().shown_set() else { return };
    ui.indent("acts", |ui| {
        ui.spacing_mut().item_spacing.x = 2.0;
        if !shown.set.about.is_empty() {
            label(ui, &shown.set.about);
        }
        let used = label(ui, used_words(look, &shown.set));
        let by = used_by(look, &shown.set);
        if !by.is_empty() {
            used.on_hover_text(by);
        }
        ui.horizontal_wrapped(|ui| {
            for (words, command) in [
                ("Rename", Command::RenameSet),
                ("Describe…", Command::DescribeSet),
                ("Duplicate", Command::DuplicateSet),
                ("Compare…", Command::CompareSet),
            ] {
                if small(ui, words).clicked() {
                    out.run(command);
                }
            }
            if room.home(look.content()).is_some() && quiet(ui, "Delete…").clicked() {
                out.run(Command::DeleteSet);
            }
        });
    });
}

fn used_words(look: Look<'_>, set: &QuestionSet) -> String {
    match look.desk().uses_of(&set.id).unwrap_or_default() {
        [] => "Not used in an interview yet".to_owned(),
        uses => format!("Used in {}", count(uses.len(), "interview")),
    }
}

/// Who was interviewed with the set, for the pointer.
fn used_by(look: Look<'_>, set: &QuestionSet) -> String {
    let uses = look.desk().uses_of(&set.id).unwrap_or_default();
    let names = uses.iter().filter_map(|it| it.session.state.as_ref().ok());
    let names: Vec<String> =
        names.map(|row| format!("{}, {}", row.name(), row.status().to_lowercase())).collect();
    names.join("\n")
}
