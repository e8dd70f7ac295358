//! Preferences: the look, the interviewer, the workspace, the records, the keys.

use std::path::{Path, PathBuf};

use egui::{ScrollArea, Ui};

use super::help::keys_table_ui;
use super::theme::{Type, colours};
use super::widgets::field::{Field, entered};
use super::widgets::icon::{Icon, icon_ui};
use super::widgets::{
    button, button_if, card, card_title, column, follow_focus, heading, label, split, text,
    turn_pages,
};
use crate::app::action::Action;
use crate::app::drafts::Drafts;
use crate::app::errand::Purpose;
use crate::app::model::{Model, RecordsState};
use crate::export::words::{count, sentence};
use crate::frame::prefs::{SCALES, ThemeChoice};
use crate::tokens::screen;

/// Draws the screen.
pub fn settings_ui(ui: &mut Ui, model: &Model, drafts: &mut Drafts, out: &mut Vec<Action>) {
    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        turn_pages(ui);
        heading(ui, "Settings");
        ui.add_space(screen::STEP);
        if ui.available_width() > 900.0 {
            split(ui, 0.5, |[left, right]| {
                choices_ui(left, model, drafts, out);
                card(right, keys_table_ui);
            });
        } else {
            choices_ui(ui, model, drafts, out);
            card(ui, keys_table_ui);
        }
        follow_focus(ui);
    });
}

fn choices_ui(ui: &mut Ui, model: &Model, drafts: &mut Drafts, out: &mut Vec<Action>) {
    card(ui, |ui| look_ui(ui, model, out));
    ui.add_space(screen::STEP * 2.0);
    card(ui, |ui| interviewer_ui(ui, model, drafts, out));
    ui.add_space(screen::STEP * 2.0);
    card(ui, |ui| workspace_ui(ui, model, drafts, out));
    ui.add_space(screen::STEP * 2.0);
    card(ui, |ui| records_ui(ui, model, drafts, out));
    ui.add_space(screen::STEP * 2.0);
}

fn look_ui(ui: &mut Ui, model: &Model, out: &mut Vec<Action>) {
    card_title(ui, "Look");
    label(ui, "Theme");
    ui.horizontal_wrapped(|ui| {
        for theme in ThemeChoice::ALL {
            if ui.radio(model.prefs.theme == theme, theme.label()).clicked() {
                out.push(Action::SetTheme(theme));
            }
        }
    });
    label(ui, "Interface size");
    ui.horizontal_wrapped(|ui| {
        for percent in SCALES {
            if ui.radio(model.prefs.scale_percent == percent, format!("{percent} %")).clicked() {
                out.push(Action::SetScale(percent));
            }
        }
    });
}

fn interviewer_ui(ui: &mut Ui, model: &Model, drafts: &mut Drafts, out: &mut Vec<Action>) {
    card_title(ui, "Interviewer");
    let draft = &mut drafts.settings;
    let response = Field::new("Your name, filled in for each new interview")
        .show(ui, draft.interviewer.get_or_insert_with(|| model.prefs.interviewer.clone()));
    if response.lost_focus()
        && let Some(name) = &draft.interviewer
    {
        out.push(Action::SetInterviewer(name.trim().to_owned()));
    }
}

fn workspace_ui(ui: &mut Ui, model: &Model, drafts: &mut Drafts, out: &mut Vec<Action>) {
    card_title(ui, "Workspace");
    let bank = model.bank();
    label(
        ui,
        format!(
            "{}: {}, {}",
            model.workspace_name(),
            count(bank.questions.len(), "question"),
            count(bank.sets.len(), "ready set")
        ),
    );
    let draft = &mut drafts.settings.workspace;
    let response = Field::new("Folder with .ron files of questions and sets")
        .hint("empty: the built-in sample")
        .show(ui, draft);
    let folder = draft.trim();
    let folder = (!folder.is_empty()).then(|| PathBuf::from(folder));
    let is_new = folder.as_deref() != model.workspace();
    ui.horizontal_wrapped(|ui| {
        let enter = entered(ui, &response) && is_new;
        if button_if(ui, is_new, "Use this workspace").clicked() || enter {
            out.push(Action::UseWorkspace(folder.clone()));
        }
        if button(ui, "Browse…").accessible_name("Browse for the workspace").clicked() {
            out.push(Action::Browse(Purpose::Workspace));
        }
        if model.workspace().is_some() && button(ui, "Use the built-in sample").clicked() {
            out.push(Action::UseWorkspace(None));
        }
        if button_if(ui, !model.is_reading, "Reload").clicked() {
            out.push(Action::Reload);
        }
    });
    let problems = &model.library.problems;
    if !problems.is_empty() {
        ui.horizontal(|ui| {
            icon_ui(ui, Icon::Warning, colours(ui).caution);
            text(
                ui,
                format!(
                    "{} in the workspace's files; the rest is used",
                    count(problems.len(), "problem")
                ),
                Type::Strong,
            );
        });
        for problem in problems.iter().take(20) {
            ui.add(egui::Label::new(problem.to_string()).wrap());
        }
        if problems.len() > 20 {
            label(ui, format!("and {} more: plumbline check lists them", problems.len() - 20));
        }
    }
}

fn records_ui(ui: &mut Ui, model: &Model, drafts: &mut Drafts, out: &mut Vec<Action>) {
    card_title(ui, "Records");
    let words = match &model.records {
        RecordsState::Opening => "Opening…".to_owned(),
        RecordsState::Ready => {
            let total = usize::try_from(model.sessions.total).unwrap_or(usize::MAX);
            format!("{}, the same in every workspace", count(total, "session"))
        }
        RecordsState::ReadOnly(why) | RecordsState::Failed(why) => sentence(why),
        RecordsState::Undecided(trouble) => trouble.to_string(),
    };
    text(ui, words, Type::Body);
    let draft = &mut drafts.settings.records;
    Field::new("Records file").show(ui, draft);
    let is_new = Path::new(draft.trim()) != model.records_path;
    ui.horizontal_wrapped(|ui| {
        let can_move = is_new && model.records == RecordsState::Ready;
        if button_if(ui, can_move, "Move the records there").clicked() {
            out.push(Action::MoveRecords);
        }
        if button(ui, "Browse…").accessible_name("Browse for the records").clicked() {
            out.push(Action::Browse(Purpose::Records));
        }
    });
    column(ui, |ui| {
        label(ui, "They hold names and notes: keep them out of git and of synced folders");
    });
    backups_ui(ui, model, out);
}

/// The copies of the records, and the way back from them.
fn backups_ui(ui: &mut Ui, model: &Model, out: &mut Vec<Action>) {
    ui.add_space(screen::STEP);
    label(ui, "Backups, made at every start and after each submission");
    if model.backups.is_empty() {
        text(ui, "None yet", Type::Body);
    }
    for copy in &model.backups {
        ui.horizontal(|ui| {
            if button(ui, "Restore…").accessible_name(format!("Restore: {}", copy.name)).clicked()
            {
                out.push(Action::AskRestore(copy.clone()));
            }
            text(ui, copy.name.clone(), Type::Body);
        });
    }
    if button(ui, "Restore from a file…").clicked() {
        out.push(Action::Browse(Purpose::RestoreRecords));
    }
}
