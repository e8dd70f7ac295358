//! The report of a session on screen: the one model that every export shows too.

mod amend;

use egui::{RichText, ScrollArea, Ui, Vec2};

use super::{Action, CardOrigin, Draft, ExportJob, FileKind, Form, OpenCard, ScorecardRoom};
use crate::domain::scorecard::{CompetencyRow, Evidence, QuestionResult, QuestionRow, Scorecard};
use crate::domain::timer::clock_text;
use crate::export::words;
use crate::frame::command::Command;
use crate::frame::focus::Focus;
use crate::frame::request::Out;
use crate::shared::look::Look;
use crate::tokens::screen;
use crate::ui::theme::{Type, colours};
use crate::ui::widgets::field::{field_id, take_focus};
use crate::ui::widgets::form::{
    FormAnswer, PathAnswer, answer_ui, destroy_ui, form_ui as form_ui_of, path_form_ui,
};
use crate::ui::widgets::icon::{Icon, icon_ui};
use crate::ui::widgets::prose::{prose_ui, words_ui};
use crate::ui::widgets::{
    button, cap, card, card_title, column, empty, follow_focus, heading, keycap, label, line,
    primary, share_beside, split, text, turn_pages,
};

/// Draws the form over the screen.
pub fn form_ui(ui: &mut Ui, room: &mut ScorecardRoom, out: &mut Out<Action>) {
    let ScorecardRoom { form, open, .. } = room;
    let answer = match form {
        None => None,
        Some(Form::Amend(form)) => form_ui_of(ui, |ui| {
            amend::amend_ui(ui, open.as_ref(), form);
            answer_ui(ui, "Amend", None)
        }),
        Some(Form::Replace { job, candidate }) => {
            form_ui_of(ui, |ui| replace_ui(ui, job, candidate))
        }
        Some(Form::Path(form)) => match path_form_ui(ui, form) {
            Some(PathAnswer::Browse) => return out.act(Action::Browse(form.errand.kind)),
            Some(PathAnswer::Form(answer)) => Some(answer),
            None => None,
        },
    };
    match answer {
        Some(FormAnswer::Confirm) => out.act(Action::Confirm),
        Some(FormAnswer::Dismiss) => out.act(Action::Dismiss),
        None => {}
    }
}

fn replace_ui(ui: &mut Ui, job: &ExportJob, candidate: &str) -> Option<FormAnswer> {
    heading(ui, "Replace this file?");
    let masked = if job.disclosure.mask_candidate { " (name left out)" } else { "" };
    let path = job.path.display();
    let words = format!(
        "A different version is already at {path}. Replace it with the scorecard of \
         {candidate}{masked}?"
    );
    text(ui, words, Type::Body);
    destroy_ui(ui, "Replace it")
}

/// Draws the screen.
pub fn scorecard_ui(ui: &mut Ui, room: &mut ScorecardRoom, look: Look<'_>, out: &mut Out<Action>) {
    let can_amend = room.can_amend(look.desk());
    let ScorecardRoom { draft, open, .. } = room;
    let Some(open) = open else { return empty(ui, "No scorecard is open") };
    if ui.available_width() > 900.0 {
        let share = share_beside(ui, 330.0);
        split(ui, share, |[left, right]| {
            let sheet = ScrollArea::vertical().id_salt("sheet").auto_shrink(false);
            sheet.show(left, |ui| {
                turn_pages(ui);
                sheet_ui(ui, open);
            });
            let side = ScrollArea::vertical().id_salt("side").auto_shrink(false);
            side.show(right, |ui| {
                export_ui(ui, open, draft, can_amend, out);
                follow_focus(ui);
            });
        });
    } else {
        ScrollArea::vertical().id_salt("narrow").auto_shrink(false).show(ui, |ui| {
            turn_pages(ui);
            sheet_ui(ui, open);
            ui.add_space(screen::GAP);
            export_ui(ui, open, draft, can_amend, out);
            follow_focus(ui);
        });
    }
}

fn export_ui(
    ui: &mut Ui,
    open: &OpenCard,
    draft: &mut Draft,
    can_amend: bool,
    out: &mut Out<Action>,
) {
    card(ui, |ui| {
        card_title(ui, "Export");
        let name = label(ui, "File; the ending names the format");
        let edit = egui::TextEdit::multiline(&mut draft.path)
            .id(field_id("File"))
            .desired_rows(2)
            .desired_width(f32::INFINITY)
            .margin(egui::Margin::symmetric(8, 4))
            .return_key(None);
        let response = ui.add(edit).labelled_by(name.id);
        if take_focus(ui, Focus::First) {
            response.request_focus();
        }
        label(ui, ".pdf, .md, .csv, .json, or .ron for the whole session");
        if ui.checkbox(&mut draft.mask, "Leave the candidate's name out").changed() {
            draft.follow_mask();
        }
        let private = private_notes(open);
        if private > 0 {
            let words = format!("Include {} this once", words::count(private, "private note"));
            ui.checkbox(&mut draft.include_private, words);
        } else {
            label(ui, "There are no private notes");
        }
        ui.horizontal(|ui| {
            if primary(ui, "Export", true).clicked() {
                out.act(Action::Export);
            }
            keycap(ui, Command::Primary);
            if button(ui, "Browse…").clicked() {
                out.act(Action::Browse(FileKind::Scorecard));
            }
        });
    });
    ui.add_space(screen::STEP * 2.0);
    if can_amend {
        card(ui, |ui| {
            card_title(ui, "After submission");
            label(ui, "Sealed: a change is an amendment that keeps the old value");
            if button(ui, "Amend…").clicked() {
                out.run(Command::Amend);
            }
        });
        ui.add_space(screen::STEP * 2.0);
    }
    card(ui, |ui| {
        card_title(ui, "Fingerprints");
        label(ui, "Question set (SHA-256)");
        ui.add(egui::Label::new(RichText::new(&open.card.set_hash).font(Type::Code.font())).wrap());
        label(ui, "Seal of the session");
        let seal = open.card.seal.clone().unwrap_or_else(|| "not submitted, not sealed".to_owned());
        ui.add(egui::Label::new(RichText::new(seal).font(Type::Code.font())).wrap());
        match &open.origin {
            CardOrigin::Records => {}
            CardOrigin::ToRead(why) => {
                label(ui, format!("Read only: {why}"));
            }
            CardOrigin::File(path) => {
                label(ui, "Opened from");
                line(ui, &path.display().to_string(), Type::Body);
            }
            CardOrigin::Sample => {
                label(ui, "A made-up interview: it is in no records");
            }
        }
    });
}

fn private_notes(open: &OpenCard) -> usize {
    let card = &open.card;
    let on_questions = card.questions.iter().flat_map(|row| &row.evidence);
    let general = card.remarks.iter().chain(&card.strengths).chain(&card.concerns);
    let general = general.filter(|note| note.question.is_none());
    on_questions.chain(general).filter(|note| note.private).count()
}

fn sheet_ui(ui: &mut Ui, open: &OpenCard) {
    let card = &open.card;
    decision_ui(ui, card);
    ui.add_space(screen::STEP * 2.0);
    self::card(ui, |ui| {
        card_title(ui, "Competencies");
        label(ui, "Mean of the scored questions of each; 1 to 5");
        for row in &card.competencies {
            competency_ui(ui, row);
        }
    });
    ui.add_space(screen::STEP * 2.0);
    for (title, notes) in
        [("Strengths", &card.strengths), ("Concerns", &card.concerns), ("Remarks", &card.remarks)]
    {
        if !notes.is_empty() {
            self::card(ui, |ui| {
                card_title(ui, title);
                for note in notes {
                    bullet(ui, &words::point(note));
                }
            });
            ui.add_space(screen::STEP * 2.0);
        }
    }
    for row in &card.questions {
        self::card(ui, |ui| question_ui(ui, row));
        ui.add_space(screen::STEP * 2.0);
    }
    list_ui(ui, "Asked outside the set", card.unplanned.iter().map(|asked| asked.text.clone()));
    list_ui(
        ui,
        "Changes after submission",
        card.amendments.iter().map(|row| format!("{}: {}", words::amendment(row), row.reason)),
    );
}

fn bullet(ui: &mut Ui, words: &str) {
    prose_ui(ui, &format!("- {}", words.replace('\n', " ")), Type::Body);
}

fn list_ui(ui: &mut Ui, title: &str, rows: impl Iterator<Item = String>) {
    let rows: Vec<String> = rows.collect();
    if !rows.is_empty() {
        card(ui, |ui| {
            card_title(ui, title);
            rows.iter().for_each(|row| bullet(ui, row));
        });
        ui.add_space(screen::STEP * 2.0);
    }
}

/// Who, what was recommended, and the overall score with what it is the mean of.
fn decision_ui(ui: &mut Ui, card: &Scorecard) {
    self::card(ui, |ui| {
        heading(ui, &card.candidate);
        text(ui, format!("{} · {}", card.role, card.set_title), Type::Body);
        let at = words::local_time(card.started_wall_ms, card.utc_offset_minutes);
        let at = at.map_or("not started".to_owned(), words::day_and_time);
        label(
            ui,
            format!(
                "Interviewed by {} · {at} · {} of {} planned",
                card.interviewer,
                clock_text(card.spent_ms),
                clock_text(card.planned_ms)
            ),
        );
        if let Some(status) = words::status(card) {
            ui.horizontal(|ui| {
                icon_ui(ui, Icon::Warning, colours(ui).caution);
                text(ui, status, Type::Strong);
            });
        }
        if let Some(reason) = &card.ended_early {
            label(ui, format!("Ended before its time: {reason}"));
        }
        ui.add_space(screen::STEP);
        let (choice, reason) = words::recommendation(card);
        split(ui, 0.5, |[left, right]| {
            label(left, "Recommendation");
            text(left, choice, Type::Figure);
            text(left, reason, Type::Body);
            label(right, "Overall score");
            match &card.overall {
                Some(overall) => {
                    text(right, format!("{} of 5", overall.score), Type::Figure);
                    for line in words::coverage(overall) {
                        text(right, line, Type::Body);
                    }
                }
                None => {
                    text(right, "—", Type::Figure);
                    text(right, "no question has a score", Type::Body);
                }
            }
        });
    });
}

fn competency_ui(ui: &mut Ui, row: &CompetencyRow) {
    ui.horizontal(|ui| {
        let width = (ui.available_width() * 0.34).min(260.0);
        ui.allocate_ui(Vec2::new(width, 20.0), |ui| {
            ui.set_width(width);
            line(ui, &row.title, Type::Body);
        });
        score_bar(ui, row.tenths);
        ui.allocate_ui(Vec2::new(34.0, 20.0), |ui| {
            ui.set_width(34.0);
            text(ui, row.score.clone().unwrap_or_else(|| "—".to_owned()), Type::Strong);
        });
        let scored = (!row.scored.is_empty()).then(|| words::question_list(&row.scored));
        let unscored = (!row.unscored.is_empty()).then(|| words::unscored(&row.unscored));
        let words = scored.into_iter().chain(unscored).collect::<Vec<_>>().join("; ");
        let muted = colours(ui).muted;
        ui.add(
            egui::Label::new(RichText::new(words).font(Type::Label.font()).color(muted)).truncate(),
        );
    });
}

/// A place on the scale from 1 to 5: position and digit carry it, one hue.
fn score_bar(ui: &mut Ui, tenths: Option<u16>) {
    let colours = colours(ui);
    let (rect, response) = ui.allocate_exact_size(Vec2::new(120.0, 10.0), egui::Sense::hover());
    // Without a score there is no bar: an empty one would look like a low score.
    if let Some(tenths) = tenths {
        ui.painter().rect_filled(rect, 3, colours.line);
        let mut filled = rect;
        filled.set_width(rect.width() * (f32::from(tenths) / 50.0).clamp(0.0, 1.0));
        ui.painter().rect_filled(filled, 3, colours.accent);
    }
    let words = tenths.map_or("no score".to_owned(), |t| format!("{} of 50 tenths", t));
    response.widget_info(move || {
        egui::WidgetInfo::labeled(egui::Role::ProgressIndicator, true, &words)
    });
}

fn question_ui(ui: &mut Ui, row: &QuestionRow) {
    ui.horizontal(|ui| {
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            text(ui, row.result.label(), Type::List);
            ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                let required = if row.required { "required" } else { "optional" };
                let words = format!(
                    "{}. {} · {} · {} · {required} · {} of {}",
                    row.number,
                    row.topic,
                    row.level.label(),
                    row.kind.label(),
                    clock_text(row.spent_ms),
                    clock_text(row.budget_ms)
                );
                let muted = colours(ui).muted;
                ui.add(egui::Label::new(RichText::new(words).color(muted)).truncate());
            });
        });
    });
    column(ui, |ui| prose_ui(ui, &row.prompt, Type::Strong));
    if let Some(before) = &row.submitted {
        label(ui, format!("Amended; submitted as {before}"));
    }
    match &row.result {
        QuestionResult::Scored { anchors, .. } => {
            for anchor in anchors {
                ui.horizontal_top(|ui| {
                    cap(ui, &anchor.step.to_string());
                    words_ui(ui, &anchor.text, Type::Body);
                });
            }
        }
        QuestionResult::Skipped { reason } => {
            label(ui, format!("Reason: {reason}"));
        }
        QuestionResult::NotAssessed { reason: Some(reason) } => {
            label(ui, format!("Reason: {reason}"));
        }
        _ => {}
    }
    for note in &row.evidence {
        evidence_ui(ui, note);
    }
    for probe in &row.probes {
        label(ui, format!("Probe asked: {probe}"));
    }
}

fn evidence_ui(ui: &mut Ui, note: &Evidence) {
    ui.horizontal_top(|ui| {
        label(ui, clock_text(note.at_ms));
        ui.add(egui::Label::new(words::evidence(note)).wrap());
    });
}
