//! Preferences: the look, the interviewer, the workspace, the records, the keys.

use std::path::{Path, PathBuf};

use egui::{ScrollArea, Ui};

use super::{Action, Errand, Settings};
use crate::export::words::{count, sentence};
use crate::frame::command::Command;
use crate::frame::dialog::FormAnswer;
use crate::frame::prefs::{SCALES, ThemeChoice};
use crate::frame::request::Out;
use crate::records::backup::Copy;
use crate::shared::desk::signing::KeyState;
use crate::shared::desk::store::RecordsState;
use crate::shared::look::Look;
use crate::tokens::screen;
use crate::ui::theme::{Type, colours};
use crate::ui::widgets::field::{Field, entered};
use crate::ui::widgets::form::{answer_ui, over_screen, path_form_ui};
use crate::ui::widgets::icon::{Icon, icon_ui};
use crate::ui::widgets::{
    button, button_if, card, card_title, column, follow_focus, heading, keycap, label, split, text,
    turn_pages,
};

/// Draws the form over the screen.
pub fn form_ui(ui: &Ui, room: &mut Settings) -> Option<FormAnswer> {
    match &room.restoring {
        Some(copy) => over_screen(ui, |ui| restore_ui(ui, copy)),
        None => path_form_ui(ui, room.file.form_mut()?),
    }
}

fn restore_ui(ui: &mut Ui, copy: &Copy) -> Option<FormAnswer> {
    heading(ui, "Restore this backup?");
    let words = format!(
        "{}: it is checked first. Its sessions are added to yours, and nothing you have is lost. The \
         records file you have now is kept too.",
        copy.name
    );
    text(ui, words, Type::Body);
    answer_ui(ui, "Restore", None)
}

/// Draws the screen.
pub fn settings_ui(ui: &mut Ui, room: &mut Settings, look: Look<'_>, out: &mut Out<Action>) {
    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        turn_pages(ui);
        heading(ui, "Settings");
        ui.add_space(screen::STEP);
        if ui.available_width() > 900.0 {
            split(ui, 0.5, |[left, right]| {
                choices_ui(left, room, look, out);
                content_ui(right, room, look, out);
            });
        } else {
            choices_ui(ui, room, look, out);
            content_ui(ui, room, look, out);
        }
        follow_focus(ui);
    });
}

fn choices_ui(ui: &mut Ui, room: &mut Settings, look: Look<'_>, out: &mut Out<Action>) {
    card(ui, |ui| look_ui(ui, look, out));
    ui.add_space(screen::STEP * 2.0);
    card(ui, |ui| interviewer_ui(ui, room, look, out));
    ui.add_space(screen::STEP * 2.0);
    card(ui, |ui| {
        card_title(ui, "Keys");
        ui.horizontal(|ui| {
            if button(ui, "Keys and commands").clicked() {
                out.run(Command::Palette);
            }
            keycap(ui, Command::Palette);
        });
    });
    ui.add_space(screen::STEP * 2.0);
}

fn content_ui(ui: &mut Ui, room: &mut Settings, look: Look<'_>, out: &mut Out<Action>) {
    card(ui, |ui| workspace_ui(ui, room, look, out));
    ui.add_space(screen::STEP * 2.0);
    card(ui, |ui| records_ui(ui, room, look, out));
    ui.add_space(screen::STEP * 2.0);
    card(ui, |ui| key_ui(ui, look, out));
    ui.add_space(screen::STEP * 2.0);
}

fn look_ui(ui: &mut Ui, look: Look<'_>, out: &mut Out<Action>) {
    card_title(ui, "Appearance");
    label(ui, "Theme");
    ui.horizontal_wrapped(|ui| {
        for theme in ThemeChoice::ALL {
            if ui.radio(look.prefs().theme == theme, theme.label()).clicked() {
                out.act(Action::SetTheme(theme));
            }
        }
    });
    label(ui, "Interface size");
    ui.horizontal_wrapped(|ui| {
        for percent in SCALES {
            if ui.radio(look.prefs().scale_percent == percent, format!("{percent} %")).clicked() {
                out.act(Action::SetScale(percent));
            }
        }
    });
}

fn interviewer_ui(ui: &mut Ui, room: &mut Settings, look: Look<'_>, out: &mut Out<Action>) {
    card_title(ui, "Interviewer");
    let response = Field::new("Your name, filled in for each new interview")
        .show(ui, room.interviewer.get_or_insert_with(|| look.prefs().interviewer.clone()));
    if response.lost_focus()
        && let Some(name) = &room.interviewer
    {
        out.act(Action::SetInterviewer(name.trim().to_owned()));
    }
}

fn workspace_ui(ui: &mut Ui, room: &mut Settings, look: Look<'_>, out: &mut Out<Action>) {
    card_title(ui, "Workspace");
    let bank = look.bank();
    label(
        ui,
        format!(
            "{}: {}, {}",
            look.frame().workspace_name(),
            count(bank.questions.len(), "question"),
            count(bank.sets.len(), "ready set")
        ),
    );
    let draft = &mut room.workspace.text;
    let response = Field::new("Folder with .ron files of questions and sets")
        .hint("empty: the built-in sample")
        .show(ui, draft);
    let folder = draft.trim();
    let folder = (!folder.is_empty()).then(|| PathBuf::from(folder));
    let is_new = folder.as_deref() != look.frame().workspace();
    ui.horizontal_wrapped(|ui| {
        let enter = entered(ui, &response) && is_new;
        if button_if(ui, is_new, "Use this workspace").clicked() || enter {
            out.act(Action::UseWorkspace(folder.clone()));
        }
        if button(ui, "Browse…").accessible_name("Browse for the workspace").clicked() {
            out.act(Action::Browse(Errand::Workspace));
        }
        if look.frame().workspace().is_some() && button(ui, "Use the built-in sample").clicked() {
            out.act(Action::UseWorkspace(None));
        }
        if button_if(ui, !look.content().is_reading(), "Reload").clicked() {
            out.act(Action::Reload);
        }
    });
    let problems = &look.content().library().problems;
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

fn records_ui(ui: &mut Ui, room: &mut Settings, look: Look<'_>, out: &mut Out<Action>) {
    card_title(ui, "Records");
    let words = match look.desk().store().state() {
        RecordsState::Opening => "Opening…".to_owned(),
        RecordsState::Ready => {
            let total = usize::try_from(look.desk().index().total).unwrap_or(usize::MAX);
            format!("{}, shared by every workspace", count(total, "session"))
        }
        RecordsState::ReadOnly(why) | RecordsState::Failed(why) => sentence(why),
        RecordsState::Undecided(trouble) => trouble.to_string(),
    };
    text(ui, words, Type::Body);
    let draft = &mut room.records.text;
    Field::new("Records file").show(ui, draft);
    let is_new = Path::new(draft.trim()) != look.desk().store().path();
    ui.horizontal_wrapped(|ui| {
        let can_move = is_new && *look.desk().store().state() == RecordsState::Ready;
        if button_if(ui, can_move, "Move records here").clicked() {
            out.act(Action::MoveRecords);
        }
        if button(ui, "Browse…").accessible_name("Browse for the records").clicked() {
            out.act(Action::Browse(Errand::Records));
        }
    });
    column(ui, |ui| {
        label(ui, "Records hold names and notes: keep them out of git and synced folders");
    });
    backups_ui(ui, look, out);
}

fn key_ui(ui: &mut Ui, look: Look<'_>, out: &mut Out<Action>) {
    card_title(ui, "Signing key");
    let own = look.desk().own_key();
    match own.state() {
        KeyState::Opening => {
            text(ui, "Opening…", Type::Body);
        }
        KeyState::Off(why) => {
            ui.horizontal(|ui| {
                icon_ui(ui, Icon::Warning, colours(ui).caution);
                text(ui, "Submissions are not signed", Type::Strong);
            });
            ui.add(egui::Label::new(sentence(why)).wrap());
        }
        KeyState::Ready(_) => {
            label(ui, "Public key: others know your submissions by it");
            let key = own.public().map_or(String::new(), |key| key.to_string());
            ui.add(egui::Label::new(key).wrap());
            if button(ui, "Copy").accessible_name("Copy the public key").clicked() {
                out.act(Action::CopyKey);
            }
            column(ui, |ui| {
                label(
                    ui,
                    format!("It lies in {}, in no backup of the records", own.path().display()),
                );
            });
        }
    }
}

/// The copies of the records, and the way back from them.
fn backups_ui(ui: &mut Ui, look: Look<'_>, out: &mut Out<Action>) {
    ui.add_space(screen::STEP);
    label(ui, "Backups, made at every start and after each submission");
    if look.desk().store().copies().is_empty() {
        text(ui, "None yet", Type::Body);
    }
    for copy in look.desk().store().copies() {
        ui.horizontal(|ui| {
            if button(ui, "Restore…").accessible_name(format!("Restore: {}", copy.name)).clicked()
            {
                out.act(Action::AskRestore(copy.clone()));
            }
            text(ui, copy.name.clone(), Type::Body);
        });
    }
    if button(ui, "Restore from a file…").clicked() {
        out.act(Action::Browse(Errand::Restore));
    }
}
