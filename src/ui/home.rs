//! Where the program begins: go on, start, look back.

use egui::{ScrollArea, Ui};

use super::theme::{Type, colours};
use super::widgets::icon::{Icon, icon_ui};
use super::widgets::row::Row;
use super::widgets::{
    button, cap, card, card_title, empty, follow_focus, keycap, label, primary, quiet, split, text,
    turn_pages,
};
use crate::app::action::Action;
use crate::app::drafts::{Screen, SetChoice};
use crate::app::errand::Purpose;
use crate::app::model::{Model, RecordsState};
use crate::domain::ids::SessionId;
use crate::domain::session::Phase;
use crate::domain::set::QuestionSet;
use crate::domain::summary::Overview;
use crate::export::words::{count, day_and_time, local_time, sentence};
use crate::frame::command::Command;
use crate::records::vault::{Cause, Decision, Finding, Trouble};
use crate::tokens::screen;

/// Draws the screen.
pub fn home_ui(ui: &mut Ui, model: &Model, out: &mut Vec<Action>) {
    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        turn_pages(ui);
        if !model.prefs.knows_home {
            first_run_ui(ui, out);
            ui.add_space(screen::GAP);
        }
        records_ui(ui, model, out);
        findings_ui(ui, model, out);
        damaged_ui(ui, model, out);
        unfinished_ui(ui, model, out);
        if ui.available_width() > 900.0 {
            split(ui, 0.5, |[left, right]| {
                sets_ui(left, model, out);
                recent_ui(right, model, out);
            });
        } else {
            sets_ui(ui, model, out);
            ui.add_space(screen::GAP);
            recent_ui(ui, model, out);
        }
        follow_focus(ui);
    });
}

/// What the program is for, until it is put away or the first interview has begun.
fn first_run_ui(ui: &mut Ui, out: &mut Vec<Action>) {
    card(ui, |ui| {
        card_title(ui, "Welcome to Plumbline");
        text(
            ui,
            "Choose a question set, hold the interview, hand over the scorecard. The questions you see \
             are a built-in sample: start with them, or point Settings at a folder of your own.",
            Type::Body,
        );
        let steps = |ui: &mut Ui| {
            for (number, words) in [
                ("1", "Start with a ready set, or propose one under Sets"),
                ("2", "Score each answer 1 to 5 beside its anchors; notes stamp themselves"),
                ("3", "Recommend, submit, export the PDF"),
            ] {
                ui.horizontal(|ui| {
                    cap(ui, number);
                    text(ui, words, Type::Body);
                    ui.add_space(screen::GAP);
                });
            }
        };
        if ui.available_width() > 1100.0 {
            ui.horizontal(steps);
        } else {
            ui.vertical(steps);
        }
        ui.horizontal(|ui| {
            label(ui, "Everything works from the keyboard: F1 shows every key");
            if quiet(ui, "Got it").clicked() {
                out.push(Action::KnowsHome);
            }
        });
    });
}

/// What is wrong with the records, and what can be done about it.
fn records_ui(ui: &mut Ui, model: &Model, out: &mut Vec<Action>) {
    let (title, why, more) = match &model.records {
        RecordsState::Opening | RecordsState::Ready => return,
        RecordsState::Failed(why) => (
            "The records cannot be used",
            why.clone(),
            "Sets and questions work as usual; no interview can be started.",
        ),
        RecordsState::ReadOnly(why) => (
            "The records can only be read",
            why.clone(),
            "Scorecards can be opened and exported; no interview can be started.",
        ),
        RecordsState::Undecided(trouble) => (
            "The records are not as they were left",
            trouble.to_string(),
            "Nothing was changed. Choose what to do:",
        ),
    };
    card(ui, |ui| {
        ui.horizontal(|ui| {
            icon_ui(ui, Icon::Warning, colours(ui).bad);
            card_title(ui, title);
        });
        text(ui, sentence(&why), Type::Body);
        text(ui, more, Type::Body);
        ui.horizontal_wrapped(|ui| match &model.records {
            RecordsState::Undecided(trouble) => decide_ui(ui, trouble, out),
            _ => {
                if button(ui, "Try again").clicked() {
                    out.push(Action::OpenRecords);
                }
                if button(ui, "Open the settings").clicked() {
                    out.push(Action::Go(Screen::Settings));
                }
            }
        });
    });
    ui.add_space(screen::GAP);
}

fn decide_ui(ui: &mut Ui, trouble: &Trouble, out: &mut Vec<Action>) {
    // A file that is there and damaged does not mend by itself.
    let may_come_back = matches!(trouble.cause, Cause::Missing | Cause::FolderMissing);
    let again = match may_come_back {
        true => primary(ui, "Try again", true),
        false => button(ui, "Try again"),
    };
    if again.clicked() {
        out.push(Action::OpenRecords);
    }
    if button(ui, "Locate the file…").clicked() {
        out.push(Action::Browse(Purpose::LocateRecords));
    }
    if trouble.sessions > 0 {
        let whole = count(trouble.whole, "session");
        let words = match trouble.losses.is_empty() {
            true => format!("Restore {whole} from copies"),
            false => "Restore what the copies have".to_owned(),
        };
        if button(ui, &words).clicked() {
            out.push(Action::DecideRecords(Decision::Recover));
        }
    }
    if quiet(ui, "Start with no sessions").clicked() {
        out.push(Action::DecideRecords(Decision::StartNew));
    }
}

/// What was found and put right when the records were opened.
fn findings_ui(ui: &mut Ui, model: &Model, out: &mut Vec<Action>) {
    if model.findings.is_empty() {
        return;
    }
    card(ui, |ui| {
        ui.horizontal(|ui| {
            let has_loss = model.findings.iter().any(Finding::is_loss);
            let (icon, colour) = match has_loss {
                true => (Icon::Warning, colours(ui).bad),
                false => (Icon::Check, colours(ui).good),
            };
            icon_ui(ui, icon, colour);
            card_title(ui, "About your records");
        });
        for finding in &model.findings {
            text(ui, finding.to_string(), Type::Body);
        }
        if quiet(ui, "Got it").clicked() {
            out.push(Action::DismissFindings);
        }
    });
    ui.add_space(screen::GAP);
}

/// Sessions that cannot be read are no secret.
fn damaged_ui(ui: &mut Ui, model: &Model, out: &mut Vec<Action>) {
    let damaged = model.sessions.damaged;
    if damaged > 0 {
        card(ui, |ui| {
            ui.horizontal(|ui| {
                icon_ui(ui, Icon::Warning, colours(ui).bad);
                text(ui, format!("{} cannot be read", count(damaged, "session")), Type::Body);
                if button(ui, "See Sessions").clicked() {
                    out.push(Action::Go(Screen::Sessions));
                }
            });
        });
        ui.add_space(screen::GAP);
    }
}

fn unfinished_ui(ui: &mut Ui, model: &Model, out: &mut Vec<Action>) {
    let unfinished: Vec<(&SessionId, &Overview)> = model.unfinished().collect();
    let Some(((id, first), rest)) = unfinished.split_first() else { return };
    card(ui, |ui| {
        label(ui, "Unfinished interview");
        text(ui, first.name(), Type::List);
        text(ui, continue_words(first), Type::Body);
        ui.horizontal(|ui| {
            let clicked = if model.can_go_on(id) {
                primary(ui, "Continue", true).clicked()
            } else {
                button(ui, "Open the scorecard").clicked()
            };
            if clicked {
                out.push(Action::Open((*id).clone()));
            }
            keycap(ui, Command::Primary);
        });
        for (id, row) in rest.iter().take(3) {
            let words = continue_words(row);
            let name = row.name();
            if (Row { words: name, more: &words, right: row.status(), ..Row::default() })
                .show(ui)
                .clicked()
            {
                out.push(Action::Open((*id).clone()));
            }
        }
    });
    ui.add_space(screen::GAP);
}

/// Where an unfinished session stands.
fn continue_words(row: &Overview) -> String {
    let at = local_time(Some(row.touched_wall_ms), row.touched_offset_minutes);
    let at = at.map_or(String::new(), day_and_time);
    let place = match (row.phase, row.current) {
        (Phase::Planned, _) => "not started".to_owned(),
        (Phase::Finished, _) => "the wrap-up is open".to_owned(),
        (_, Some(number)) => format!("at question {number} of {}", row.questions),
        (_, None) => format!("{} of {} scored", row.scored, row.questions),
    };
    format!("{} · {place} · last saved {at}", row.set_title)
}

fn sets_ui(ui: &mut Ui, model: &Model, out: &mut Vec<Action>) {
    card(ui, |ui| {
        card_title(ui, "Start an interview");
        label(ui, model.workspace_name());
        let sets = &model.bank().sets;
        for set in sets {
            let figures = set_figures(set);
            let row = Row {
                words: &set.title,
                more: set.seniority.label(),
                right: &figures,
                spoken: "start an interview with this set",
                ..Row::default()
            };
            if row.show(ui).clicked() {
                out.push(Action::StartWith(SetChoice::Ready(set.id.clone())));
            }
        }
        if sets.is_empty() {
            let words = if model.is_reading {
                "Reading the questions…"
            } else {
                "No ready set here: propose one, it takes three clicks"
            };
            empty(ui, words);
        }
        ui.add_space(screen::STEP);
        ui.horizontal(|ui| {
            let is_next = model.unfinished().next().is_none() && model.why_not_kept().is_none();
            let clicked = if is_next {
                primary(ui, "New interview", true).clicked()
            } else {
                button(ui, "New interview").clicked()
            };
            keycap(ui, Command::NewInterview);
            if clicked {
                out.push(Action::Run(Command::NewInterview));
            }
            if button(ui, "Propose a set").clicked() {
                out.push(Action::Go(Screen::Sets));
            }
            if button(ui, "Open a file…").clicked() {
                out.push(Action::Run(Command::OpenFile));
            }
        });
    });
}

/// How long and how many.
pub fn set_figures(set: &QuestionSet) -> String {
    format!("{} · {} min", count(set.items.len(), "question"), set.total_minutes())
}

fn recent_ui(ui: &mut Ui, model: &Model, out: &mut Vec<Action>) {
    card(ui, |ui| {
        card_title(ui, "Recent interviews");
        label(ui, "Submitted sessions and their scorecards");
        let mut is_empty = true;
        for (id, row) in model.done().take(8) {
            is_empty = false;
            let at = local_time(Some(row.began_wall_ms), row.utc_offset_minutes);
            let day = at.map_or(String::new(), |at| at.format("%-d %b %Y").to_string());
            let result = row.result.as_deref().unwrap_or(row.status());
            let right = format!("{result}  ·  {day}");
            let row = Row {
                icon: Some((Icon::Lock, colours(ui).muted)),
                words: row.name(),
                more: &row.role,
                right: &right,
                spoken: "open the scorecard",
                ..Row::default()
            };
            if row.show(ui).clicked() {
                out.push(Action::Open(id.clone()));
            }
        }
        if is_empty {
            empty(
                ui,
                match model.records {
                    RecordsState::Opening => "Opening the records…",
                    RecordsState::Undecided(_) | RecordsState::Failed(_) => {
                        "The records are not open"
                    }
                    RecordsState::Ready | RecordsState::ReadOnly(_) => {
                        "None yet: the scorecards of your interviews appear here"
                    }
                },
            );
            if button(ui, "See a sample scorecard").clicked() {
                out.push(Action::ShowSample);
            }
        }
    });
}
