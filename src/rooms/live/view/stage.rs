//! The question on stage: its prompt, what the candidate is shown, the expected answer, the probes.

use egui::{RichText, Ui};

use super::Scene;
use crate::domain::question::Probe;
use crate::domain::session::{Phase, Verdict};
use crate::domain::set::FrozenItem;
use crate::domain::timer::clock_text;
use crate::export::words;
use crate::frame::command::Command;
use crate::frame::request::Out;
use crate::rooms::live::{Action, Live};
use crate::tokens::screen;
use crate::ui::theme::{Type, colours};
use crate::ui::widgets::asked::asked_ui;
use crate::ui::widgets::icon::{Icon, icon_ui};
use crate::ui::widgets::prose::{code_ui, prose_ui, words_job, words_ui};
use crate::ui::widgets::{budget_bar, button, keycap, label, primary, split, text};

/// Where one is, and how long it takes; `beside` is drawn before the time, from right to left.
pub fn title_ui(ui: &mut Ui, scene: Scene<'_>, beside: impl FnOnce(&mut Ui)) {
    let colours = colours(ui);
    let count = scene.held.record().set.items.len();
    ui.horizontal(|ui| {
        let Some((number, item)) = scene.item() else {
            // Its line is kept, so that nothing moves when a question comes.
            label(ui, "");
            return;
        };
        let question = &item.question;
        let spent = scene.held.session().stopwatch.question_ms(&question.id);
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            budget_bar(ui, spent, item.budget_ms(), 110.0);
            let is_over = spent > item.budget_ms();
            let ink = if is_over { colours.bad } else { colours.text };
            let over = if is_over { ", over" } else { "" };
            let words = format!("{} of {}{over}", clock_text(spent), clock_text(item.budget_ms()));
            ui.label(RichText::new(words).font(Type::Strong.font()).color(ink));
            ui.add_space(screen::GAP);
            beside(ui);
            ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                let required = if item.required { "required" } else { "optional" };
                let answer = scene.held.session().answer(&question.id);
                if answer.is_some_and(|answer| answer.marked) {
                    icon_ui(ui, Icon::Flag, colours.caution);
                }
                let level = question.level.label();
                let kind = question.kind.label();
                let words = format!(
                    "{number} of {count} · {} · {level} · {kind} · {required}",
                    question.topic
                );
                ui.add(egui::Label::new(RichText::new(words).color(colours.muted)).truncate());
            });
        });
    });
}

/// Where one is, in a narrow column.
pub fn small_title_ui(ui: &mut Ui, scene: Scene<'_>) {
    let Some((number, item)) = scene.item() else { return };
    let colours = colours(ui);
    let spent = scene.held.session().stopwatch.question_ms(&item.question.id);
    let ink = if spent > item.budget_ms() { colours.bad } else { colours.text };
    let count = scene.held.record().set.items.len();
    let required = if item.required { "required" } else { "optional" };
    ui.horizontal(|ui| {
        let words = format!("{} of {}", clock_text(spent), clock_text(item.budget_ms()));
        ui.label(RichText::new(words).font(Type::Strong.font()).color(ink));
        let notes = scene.held.session().notes.iter();
        let notes = notes.filter(|note| note.question.as_ref() == Some(&item.question.id)).count();
        let notes =
            if notes > 0 { format!(" · {}", words::count(notes, "note")) } else { String::new() };
        let words = format!("{number} of {count} · {required}{notes}");
        let words = RichText::new(words).font(Type::Label.font()).color(colours.muted);
        ui.add(egui::Label::new(words).truncate());
    });
}

/// What is said and shown on the left, what helps on the right.
pub fn stage_ui(ui: &mut Ui, scene: Scene<'_>, room: &mut Live, out: &mut Out<Action>) {
    let Some((_, item)) = scene.item() else { return between_ui(ui, scene, out) };
    // The answer takes more room while it is shown.
    let share = if room.shows_answer { 0.5 } else { 0.62 };
    split(ui, share, |[left, right]| {
        // What the candidate is shown needs the room more than the size of the prompt.
        let has_material = item.question.candidate_material.is_some();
        prompt_ui(left, scene, if has_material { Type::Lead } else { Type::Prompt }, out);
        answer_ui(right, item, room, out);
        probes_ui(right, scene, item, out);
    });
}

/// What the interviewer says and the candidate is shown.
pub fn prompt_ui(ui: &mut Ui, scene: Scene<'_>, style: Type, out: &mut Out<Action>) {
    let Some((_, item)) = scene.item() else {
        return between_ui(ui, scene, out);
    };
    prose_ui(ui, &item.question.prompt, style);
    if let Some(material) = &item.question.candidate_material {
        label(ui, "Shown to the candidate");
        code_ui(ui, material, item.question.id.as_str());
    }
    let answer = scene.held.session().answer(&item.question.id);
    if let Some(Verdict::Skipped(reason)) = answer.map(|answer| &answer.outcome) {
        let reason = scene.held.record().words(reason).unwrap_or("left out");
        label(ui, format!("Skipped: {reason}"));
    }
}

/// What helps with the question: the probes, and the expected answer folded away.
pub fn help_ui(ui: &mut Ui, scene: Scene<'_>, room: &mut Live, out: &mut Out<Action>) {
    let Some((_, item)) = scene.item() else { return };
    probes_ui(ui, scene, item, out);
    asked_ui(ui, scene.held.session(), &item.question.id, out);
    answer_ui(ui, item, room, out);
}

fn answer_ui(ui: &mut Ui, item: &FrozenItem, room: &mut Live, out: &mut Out<Action>) {
    let shows = room.shows_answer;
    let row = ui.horizontal(|ui| {
        let words = if shows { "Hide the expected answer" } else { "Expected answer" };
        if button(ui, words).clicked() {
            out.run(Command::ShowAnswer);
        }
        keycap(ui, Command::ShowAnswer);
    });
    if std::mem::take(&mut room.reveals_answer) {
        // The button ends up at the top, the answer below it.
        let none = egui::style::ScrollAnimation::none();
        row.response.scroll_to_me_animation(Some(egui::Align::TOP), none);
    }
    if shows {
        prose_ui(ui, &item.question.answer, Type::Body);
        for flag in &item.question.red_flags {
            ui.horizontal_top(|ui| {
                icon_ui(ui, Icon::Warning, colours(ui).caution);
                words_ui(ui, &format!("Red flag: {}", flag.text), Type::Body);
            });
        }
    }
}

fn probes_ui(ui: &mut Ui, scene: Scene<'_>, item: &FrozenItem, out: &mut Out<Action>) {
    let question = &item.question;
    if question.probes.is_empty() {
        label(ui, "No follow-ups prepared");
        return;
    }
    ui.horizontal(|ui| {
        label(ui, "Follow-ups");
        keycap(ui, Command::AskProbe);
    });
    let answer = scene.held.session().answer(&question.id);
    for (place, Probe { ask: words, .. }) in (0_u16..).zip(&question.probes) {
        let mut asked = answer.is_some_and(|answer| answer.probes.contains(&place));
        let ink = colours(ui).text;
        let check =
            egui::Checkbox::new(&mut asked, words_job(words, Type::Body, ink, f32::INFINITY));
        if ui.add(check).changed() {
            out.act(Action::Probe { question: question.id.clone(), probe: place, asked });
        }
    }
}

/// Before the first question, and behind the last.
fn between_ui(ui: &mut Ui, scene: Scene<'_>, out: &mut Out<Action>) {
    let set = &scene.held.record().set;
    let none_asked = scene.held.session().is_opening();
    match scene.phase() {
        Phase::Planned => {
            text(ui, "Ready to start", Type::Prompt);
            text(
                ui,
                format!(
                    "{} questions, {} minutes including opening and closing. The clock starts when you do.",
                    set.items.len(),
                    set.planned_ms() / 60_000
                ),
                Type::Body,
            );
            ui.horizontal(|ui| {
                if primary(ui, "Start interview", true).clicked() {
                    out.run(Command::Primary);
                }
                keycap(ui, Command::Primary);
            });
        }
        _ if none_asked => {
            text(ui, "Opening", Type::Prompt);
            text(
                ui,
                format!(
                    "{} minutes: welcome the candidate, introduce everyone, explain the schedule, and say that you \
                     take notes.",
                    set.opening_minutes
                ),
                Type::Body,
            );
            next_ui(ui, "First question", out);
        }
        _ => {
            text(ui, "Closing", Type::Prompt);
            text(
                ui,
                format!(
                    "{} minutes: the candidate's own questions, and what happens next.",
                    set.closing_minutes
                ),
                Type::Body,
            );
            ui.horizontal(|ui| {
                if primary(ui, "End the interview…", true).clicked() {
                    out.run(Command::EndInterview);
                }
                keycap(ui, Command::EndInterview);
                if button(ui, "Note their question…").clicked() {
                    out.run(Command::Note);
                }
                keycap(ui, Command::Note);
            });
        }
    }
}

fn next_ui(ui: &mut Ui, words: &str, out: &mut Out<Action>) {
    ui.horizontal(|ui| {
        if primary(ui, words, true).clicked() {
            out.run(Command::Next);
        }
        keycap(ui, Command::Next);
    });
}
