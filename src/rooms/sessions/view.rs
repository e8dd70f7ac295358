//! Every session: search, open, continue, end early, no-show, discard, delete.

use egui::{ScrollArea, Ui};

use super::{Action, Form, Sessions};
use crate::domain::ids::SessionId;
use crate::domain::session::Phase;
use crate::domain::summary::{Overview, Summary};
use crate::export::words::{count, day_and_time, local_time, sentence};
use crate::frame::command::Command;
use crate::frame::dialog::FormAnswer;
use crate::frame::focus::SEARCH;
use crate::frame::request::Out;
use crate::shared::desk::SessionAct;
use crate::shared::desk::store::RecordsState;
use crate::shared::look::Look;
use crate::tokens::screen;
use crate::ui::theme::{Type, colours};
use crate::ui::widgets::field::Field;
use crate::ui::widgets::form::{destroy_ui, end_ui, over_screen};
use crate::ui::widgets::icon::Icon;
use crate::ui::widgets::row::Row;
use crate::ui::widgets::{
    button, card, empty, follow_focus, heading, keycap, label, primary, quiet, share_beside, split,
    text,
};

/// Draws the form over the screen.
pub fn form_ui(ui: &Ui, room: &mut Sessions, look: Look<'_>) -> Option<FormAnswer> {
    over_screen(ui, |ui| match room.form.as_mut()? {
        Form::End(form) => end_ui(ui, look.desk(), form),
        Form::Delete { name, .. } => delete_ui(ui, name),
    })
}

fn delete_ui(ui: &mut Ui, name: &str) -> Option<FormAnswer> {
    heading(ui, "Delete this session?");
    let words = format!(
        "The session with {name}, including its scores, notes and names, will be removed from the \
         records for good. Exported files stay. This cannot be undone."
    );
    text(ui, words, Type::Body);
    destroy_ui(ui, "Delete for good")
}

/// Draws the screen.
pub fn sessions_ui(ui: &mut Ui, room: &mut Sessions, look: Look<'_>, out: &mut Out<Action>) {
    ui.horizontal(|ui| {
        heading(ui, "Sessions");
        ui.add_space(screen::GAP);
        let search = Field::new(SEARCH)
            .hint("candidate, role, set or status")
            .then("Search")
            .width(300.0)
            .show(ui, &mut room.query);
        if search.changed() {
            out.act(Action::Search);
        }
        keycap(ui, Command::Find);
    });
    ui.add_space(screen::STEP);
    let rows = look.desk().index().page();
    let selected = room.selected.clone();
    let chosen = selected.as_ref().and_then(|id| rows.iter().find(|row| row.id == *id));
    if ui.available_width() < 800.0 {
        ScrollArea::vertical().id_salt("narrow").auto_shrink(false).show(ui, |ui| {
            if let Some(row) = chosen {
                if button(ui, "All sessions").clicked() {
                    room.selected = None;
                }
                card(ui, |ui| detail_ui(ui, look, row, out));
                ui.add_space(screen::GAP);
            }
            card(ui, |ui| {
                ui.set_max_height(300.0);
                list_ui(ui, room, look, &rows, out);
            });
            follow_focus(ui);
        });
        return;
    }
    let share = share_beside(ui, 340.0);
    split(ui, share, |[left, right]| {
        card(left, |ui| list_ui(ui, room, look, &rows, out));
        card(right, |ui| match chosen {
            Some(row) => detail_ui(ui, look, row, out),
            None => empty(ui, "Choose a session"),
        });
    });
}

fn list_ui(
    ui: &mut Ui,
    room: &mut Sessions,
    look: Look<'_>,
    rows: &[&Summary],
    out: &mut Out<Action>,
) {
    if rows.is_empty() {
        let words = match (look.desk().store().state(), look.desk().index().total) {
            (RecordsState::Opening, _) => "Opening the records…",
            (RecordsState::Failed(_) | RecordsState::Undecided(_), _) => {
                "Records unavailable: see Home"
            }
            (RecordsState::Ready | RecordsState::ReadOnly(_), 0) => {
                "No sessions yet: start one with F3"
            }
            (RecordsState::Ready | RecordsState::ReadOnly(_), _) => "No matching sessions",
        };
        return empty(ui, words);
    }
    let found = usize::try_from(look.desk().index().found).unwrap_or(usize::MAX);
    ui.horizontal(|ui| {
        if found > rows.len() {
            label(ui, format!("The latest {} of {}", rows.len(), count(found, "session")));
            if quiet(ui, "Show more").clicked() {
                out.act(Action::More);
            }
        } else {
            label(ui, count(found, "session"));
        }
    });
    ui.spacing_mut().item_spacing.y = 2.0;
    ScrollArea::vertical().auto_shrink(false).show_rows(
        ui,
        screen::CONTROL,
        rows.len(),
        |ui, range| {
            for row in rows.get(range).unwrap_or_default() {
                let is_chosen = room.selected.as_ref() == Some(&row.id);
                let response = match &row.state {
                    Ok(overview) => overview_row(ui, overview, is_chosen),
                    Err(why) => {
                        let icon = Some((Icon::Warning, colours(ui).bad));
                        let words = row.id.as_str();
                        Row {
                            icon,
                            words,
                            more: why,
                            right: "Damaged",
                            is_chosen,
                            ..Row::default()
                        }
                        .show(ui)
                    }
                };
                if response.clicked() {
                    room.selected = Some(row.id.clone());
                }
            }
        },
    );
}

fn overview_row(ui: &mut Ui, overview: &Overview, is_chosen: bool) -> egui::Response {
    let colours = colours(ui);
    let icon = match overview.phase {
        _ if overview.discarded => (Icon::Dash, colours.muted),
        Phase::Submitted => (Icon::Lock, colours.muted),
        Phase::NoShow => (Icon::Cross, colours.muted),
        Phase::Live => (Icon::Dot, colours.accent),
        Phase::Planned | Phase::Paused | Phase::Finished => (Icon::Circle, colours.accent),
    };
    let at = local_time(Some(overview.began_wall_ms), overview.utc_offset_minutes);
    let at = at.map_or(String::new(), |at| at.format("%-d %b %Y, %H:%M").to_string());
    let right = format!("{}  ·  {at}", overview.status());
    let more = match overview.role.is_empty() {
        true => overview.set_title.clone(),
        false => format!("{} · {}", overview.role, overview.set_title),
    };
    Row {
        icon: Some(icon),
        words: overview.name(),
        more: &more,
        right: &right,
        is_chosen,
        ..Row::default()
    }
    .show(ui)
}

fn detail_ui(ui: &mut Ui, look: Look<'_>, row: &Summary, out: &mut Out<Action>) {
    match &row.state {
        Ok(overview) => overview_ui(ui, look, &row.id, overview, out),
        Err(why) => {
            let can_delete = look.desk().not_kept().is_none();
            text(ui, "This session is damaged", Type::List);
            text(ui, sentence(why), Type::Body);
            if button(ui, "Open what's left").clicked() {
                out.act(Action::Act(row.id.clone(), SessionAct::Open));
            }
            if can_delete && quiet(ui, "Delete…").clicked() {
                out.act(Action::AskDelete(row.id.clone()));
            }
        }
    }
}

fn overview_ui(
    ui: &mut Ui,
    look: Look<'_>,
    id: &SessionId,
    overview: &Overview,
    out: &mut Out<Action>,
) {
    text(ui, overview.name(), Type::List);
    for (name, words) in [
        ("Role", overview.role.as_str()),
        ("Interviewer", &overview.interviewer),
        ("Set", &overview.set_title),
        ("Status", overview.status()),
    ] {
        if !words.is_empty() {
            label(ui, name);
            text(ui, words, Type::Body);
        }
    }
    let at = local_time(Some(overview.touched_wall_ms), overview.touched_offset_minutes);
    if let Some(at) = at {
        label(ui, format!("Last saved {}", day_and_time(at)));
    }
    if let Some(result) = &overview.result {
        label(ui, "Recommendation and overall score");
        text(ui, result.clone(), Type::Strong);
    }
    ui.add_space(screen::STEP);
    let act = |what| Action::Act(id.clone(), what);
    ui.horizontal_wrapped(|ui| {
        if overview.discarded {
            if look.desk().not_kept().is_none() && primary(ui, "Restore", true).clicked() {
                out.act(act(SessionAct::Restore));
            }
        } else {
            let goes_on = overview.is_unfinished() && look.desk().can_go_on(id);
            let words = if goes_on { "Continue" } else { "Open the scorecard" };
            if primary(ui, words, true).clicked() {
                out.act(act(SessionAct::Open));
            }
            keycap(ui, Command::Primary);
        }
        if overview.is_unfinished() && look.desk().not_kept().is_none() {
            if matches!(overview.phase, Phase::Live | Phase::Paused)
                && button(ui, "End early…").clicked()
            {
                out.act(act(SessionAct::EndEarly));
            }
            if overview.phase == Phase::Planned && button(ui, "No-show").clicked() {
                out.act(act(SessionAct::NoShow));
            }
        }
    });
    if let Some(why) = look.desk().not_kept() {
        label(ui, format!("No session can be changed now: {why}"));
        return;
    }
    ui.horizontal_wrapped(|ui| {
        if overview.is_unfinished() && quiet(ui, "Discard").clicked() {
            out.act(act(SessionAct::Discard));
        }
        if quiet(ui, "Delete…").clicked() {
            out.act(Action::AskDelete(id.clone()));
        }
    });
}
