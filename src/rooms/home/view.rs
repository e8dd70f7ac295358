//! Where the program begins: go on, start, look back.

use egui::{ScrollArea, Ui};

use super::{Action, Home};
use crate::domain::ids::SessionId;
use crate::domain::session::{Phase, Session};
use crate::domain::summary::Overview;
use crate::domain::timer::clock_text;
use crate::export::words::{count, day_and_time, local_time, sentence};
use crate::frame::command::Command;
use crate::frame::dialog::FormAnswer;
use crate::frame::request::Out;
use crate::records::vault::{Cause, Decision, Finding, Trouble};
use crate::shared::desk::held::Held;
use crate::shared::desk::store::RecordsState;
use crate::shared::look::Look;
use crate::tokens::screen;
use crate::ui::theme::{Type, colours};
use crate::ui::widgets::form::path_form_ui;
use crate::ui::widgets::icon::{Icon, icon_ui};
use crate::ui::widgets::row::{Row, set_minutes, set_row};
use crate::ui::widgets::{
    button, card, card_title, empty, follow_focus, keycap, label, primary, quiet, split, text,
    turn_pages,
};

/// Draws the form over the screen.
pub fn form_ui(ui: &Ui, room: &mut Home) -> Option<FormAnswer> {
    path_form_ui(ui, room.records.form_mut()?)
}

/// Draws the screen.
pub fn home_ui(ui: &mut Ui, look: Look<'_>, out: &mut Out<Action>) {
    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        turn_pages(ui);
        if !look.prefs().knows_home {
            first_run_ui(ui, out);
            ui.add_space(screen::GAP);
        }
        records_ui(ui, look, out);
        findings_ui(ui, look, out);
        damaged_ui(ui, look, out);
        unfinished_ui(ui, look, out);
        if ui.available_width() > 900.0 {
            split(ui, 0.5, |[left, right]| {
                sets_ui(left, look, out);
                recent_ui(right, look, out);
            });
        } else {
            sets_ui(ui, look, out);
            ui.add_space(screen::GAP);
            recent_ui(ui, look, out);
        }
        follow_focus(ui);
    });
}

/// What the program is for, until it is put away or the first interview has begun.
fn first_run_ui(ui: &mut Ui, out: &mut Out<Action>) {
    card(ui, |ui| {
        card_title(ui, "Welcome to Plumbline");
        text(
            ui,
            "Choose a question set, run the interview, export the scorecard. The questions here are a \
             built-in sample: start with them, or choose your own folder in Settings.",
            Type::Body,
        );
        let steps = |ui: &mut Ui| {
            for (number, words) in [
                ("1", "Start with a ready set, or have one built for you in Sets"),
                ("2", "Score each answer 1 to 5 against its anchors; notes are timestamped"),
                ("3", "Recommend, submit, export the PDF"),
            ] {
                ui.horizontal(|ui| {
                    text(ui, format!("{number}."), Type::Strong);
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
            label(ui, "Everything works from the keyboard: F1 lists the keys");
            if button(ui, Command::Guide.title()).clicked() {
                out.run(Command::Guide);
            }
            if quiet(ui, "Got it").clicked() {
                out.act(Action::KnowsHome);
            }
        });
    });
}

/// What is wrong with the records, and what can be done about it.
fn records_ui(ui: &mut Ui, look: Look<'_>, out: &mut Out<Action>) {
    let (title, why, more) = match look.desk().store().state() {
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
            "Your records are not as you left them",
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
        ui.horizontal_wrapped(|ui| match look.desk().store().state() {
            RecordsState::Undecided(trouble) => decide_ui(ui, trouble, out),
            _ => {
                if button(ui, "Try again").clicked() {
                    out.act(Action::OpenRecords);
                }
                if button(ui, "Open the settings").clicked() {
                    out.run(Command::GoSettings);
                }
            }
        });
    });
    ui.add_space(screen::GAP);
}

fn decide_ui(ui: &mut Ui, trouble: &Trouble, out: &mut Out<Action>) {
    // A file that is there and damaged does not mend by itself.
    let may_come_back = matches!(trouble.cause, Cause::Missing | Cause::FolderMissing);
    let again = match may_come_back {
        true => primary(ui, "Try again", true),
        false => button(ui, "Try again"),
    };
    if again.clicked() {
        out.act(Action::OpenRecords);
    }
    if button(ui, "Locate the file…").clicked() {
        out.act(Action::Locate);
    }
    if trouble.sessions > 0 {
        let whole = count(trouble.whole, "session");
        let words = match trouble.losses.is_empty() {
            true => format!("Restore {whole} from copies"),
            false => "Restore what the copies have".to_owned(),
        };
        if button(ui, &words).clicked() {
            out.act(Action::Decide(Decision::Recover));
        }
    }
    if quiet(ui, "Start with no sessions").clicked() {
        out.act(Action::Decide(Decision::StartNew));
    }
}

/// What was found and put right when the records were opened.
fn findings_ui(ui: &mut Ui, look: Look<'_>, out: &mut Out<Action>) {
    let findings = look.desk().store().findings();
    if findings.is_empty() {
        return;
    }
    card(ui, |ui| {
        ui.horizontal(|ui| {
            let has_loss = findings.iter().any(Finding::is_loss);
            let (icon, colour) = match has_loss {
                true => (Icon::Warning, colours(ui).bad),
                false => (Icon::Check, colours(ui).good),
            };
            icon_ui(ui, icon, colour);
            card_title(ui, "About your records");
        });
        for finding in findings {
            text(ui, finding.to_string(), Type::Body);
        }
        if quiet(ui, "Got it").clicked() {
            out.act(Action::DismissFindings);
        }
    });
    ui.add_space(screen::GAP);
}

/// Sessions that cannot be read are no secret.
fn damaged_ui(ui: &mut Ui, look: Look<'_>, out: &mut Out<Action>) {
    let damaged = look.desk().index().damaged;
    if damaged > 0 {
        card(ui, |ui| {
            ui.horizontal(|ui| {
                icon_ui(ui, Icon::Warning, colours(ui).bad);
                text(ui, format!("{} cannot be read", count(damaged, "session")), Type::Body);
                if button(ui, "See Sessions").clicked() {
                    out.run(Command::GoSessions);
                }
            });
        });
        ui.add_space(screen::GAP);
    }
}

fn unfinished_ui(ui: &mut Ui, look: Look<'_>, out: &mut Out<Action>) {
    let unfinished: Vec<(&SessionId, &Overview)> = look.desk().unfinished().collect();
    let Some(((id, first), rest)) = unfinished.split_first() else { return };
    card(ui, |ui| {
        label(ui, progress_words(look, id));
        text(ui, first.name(), Type::List);
        text(ui, continue_words(first), Type::Body);
        ui.horizontal(|ui| {
            let clicked = if look.desk().can_go_on(id) {
                primary(ui, "Continue", true).clicked()
            } else {
                button(ui, "Open the scorecard").clicked()
            };
            if clicked {
                out.act(Action::Open((*id).clone()));
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
                out.act(Action::Open((*id).clone()));
            }
        }
    });
    ui.add_space(screen::GAP);
}

/// What there is to go on with; while the clock is at hand, how far it is.
fn progress_words(look: Look<'_>, id: &SessionId) -> String {
    let held = look.desk().held().get(id).map(Held::session);
    let time = |session: &Session| clock_text(session.stopwatch.session_ms());
    match held {
        Some(session) if session.phase == Phase::Live => {
            format!("Interview in progress, {}", time(session))
        }
        Some(session) if session.phase == Phase::Paused => {
            format!("Interview paused, {}", time(session))
        }
        _ => "Unfinished interview".to_owned(),
    }
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

fn sets_ui(ui: &mut Ui, look: Look<'_>, out: &mut Out<Action>) {
    card(ui, |ui| {
        card_title(ui, "Start an interview");
        label(ui, look.frame().workspace_name());
        for (set, gist) in look.content().ready_sets() {
            let minutes = set_minutes(set);
            let row =
                Row { spoken: "start an interview with this set", ..set_row(set, gist, &minutes) };
            if row.show(ui).clicked() {
                out.act(Action::StartWith(set.id.clone()));
            }
        }
        if look.bank().sets.is_empty() {
            let words = if look.content().is_reading() {
                "Reading the questions…"
            } else {
                "No ready set yet: have one built for you"
            };
            empty(ui, words);
        }
        ui.add_space(screen::STEP);
        ui.horizontal(|ui| {
            let is_next =
                look.desk().unfinished().next().is_none() && look.desk().not_kept().is_none();
            let clicked = if is_next {
                primary(ui, "New interview", true).clicked()
            } else {
                button(ui, "New interview").clicked()
            };
            keycap(ui, Command::NewInterview);
            if clicked {
                out.run(Command::NewInterview);
            }
            if button(ui, "Practise first").clicked() {
                out.run(Command::Practice);
            }
            if button(ui, "Build a set").clicked() {
                out.run(Command::GoSets);
            }
            if button(ui, "Open a file…").clicked() {
                out.run(Command::OpenFile);
            }
        });
    });
}

fn recent_ui(ui: &mut Ui, look: Look<'_>, out: &mut Out<Action>) {
    card(ui, |ui| {
        card_title(ui, "Recent interviews");
        label(ui, "Submitted interviews and their scorecards");
        let mut is_empty = true;
        for (id, row) in look.desk().done().take(8) {
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
                out.act(Action::Open(id.clone()));
            }
        }
        if is_empty {
            empty(
                ui,
                match look.desk().store().state() {
                    RecordsState::Opening => "Opening the records…",
                    RecordsState::Undecided(_) | RecordsState::Failed(_) => {
                        "The records are not open"
                    }
                    RecordsState::Ready | RecordsState::ReadOnly(_) => "No interviews yet",
                },
            );
            if button(ui, "See a sample scorecard").clicked() {
                out.act(Action::ShowSample);
            }
        }
    });
}
