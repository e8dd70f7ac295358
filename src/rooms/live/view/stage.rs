//! The question on stage: its prompt, what the candidate is shown, the follow-ups.

use egui::{RichText, ScrollArea, Ui};

use super::{Scene, points};
use crate::domain::question::Probe;
use crate::domain::session::plan::Planned;
use crate::domain::session::{Phase, Verdict};
use crate::domain::timer::clock_text;
use crate::export::words;
use crate::frame::command::Command;
use crate::frame::request::Out;
use crate::rooms::live::{Action, Live};
use crate::tokens::screen;
use crate::ui::theme::{Type, colours};
use crate::ui::widgets::code::{code_in_ui, code_ui};
use crate::ui::widgets::icon::{Icon, icon_ui};
use crate::ui::widgets::own_note::{own_note_line_ui, own_note_ui};
use crate::ui::widgets::points::show_news;
use crate::ui::widgets::prose::{prose_ui, words_job};
use crate::ui::widgets::reader::reply_ui;
use crate::ui::widgets::{
    budget_bar, button, chord_cap, keycap, label, primary, small, split, text, turn_pages,
};

/// How far the time of a question is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spent {
    InTime,
    /// From 80 % on.
    Nearly,
    Over,
}

impl Spent {
    pub fn of(spent_ms: u64, budget_ms: u64) -> Self {
        match spent_ms {
            spent if spent > budget_ms => Self::Over,
            spent if spent.saturating_mul(5) >= budget_ms.saturating_mul(4) => Self::Nearly,
            _ => Self::InTime,
        }
    }
}

/// Where one is, and how long it takes; `beside` is drawn before the time, from right to left.
pub fn title_ui(ui: &mut Ui, scene: Scene<'_>, beside: impl FnOnce(&mut Ui)) {
    let colours = colours(ui);
    let count = scene.held.session().order.len();
    ui.horizontal(|ui| {
        let Some(planned) = scene.planned() else {
            // Its line is kept, so that nothing moves when a question comes.
            label(ui, "");
            return;
        };
        let question = planned.question();
        let spent = scene.held.session().stopwatch.question_ms(&question.id);
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            budget_bar(ui, spent, planned.budget_ms(), 110.0);
            spent_ui(ui, spent, planned.budget_ms());
            ui.add_space(screen::GAP);
            beside(ui);
            ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                let answer = scene.held.session().answer(&question.id);
                if answer.is_some_and(|answer| answer.marked) {
                    icon_ui(ui, Icon::Flag, colours.caution);
                }
                let level = question.level.label();
                let kind = question.kind.label();
                let words = format!(
                    "{} of {count} · {} · {level} · {kind} · {}",
                    place(scene, planned),
                    question.name(),
                    role(planned)
                );
                ui.add(egui::Label::new(RichText::new(words).color(colours.muted)).truncate());
            });
        });
    });
}

/// Its place in the plan as it is now, from 1.
fn place(scene: Scene<'_>, planned: Planned<'_>) -> usize {
    let mut order = scene.held.session().order.iter();
    order.position(|id| id == planned.id()).map_or(planned.number, |at| at + 1)
}

fn role(planned: Planned<'_>) -> &'static str {
    match (planned.is_added, planned.item.required) {
        (true, _) => "added, not averaged",
        (false, true) => "required",
        (false, false) => "optional",
    }
}

/// The question's time in a sign, in words and in a colour, from right to left.
fn spent_ui(ui: &mut Ui, spent_ms: u64, budget_ms: u64) {
    let colours = colours(ui);
    let (ink, more) = match Spent::of(spent_ms, budget_ms) {
        Spent::InTime => (colours.text, String::new()),
        Spent::Nearly => {
            (colours.caution, format!(", {} left", clock_text(budget_ms.saturating_sub(spent_ms))))
        }
        Spent::Over => (colours.bad, ", over".to_owned()),
    };
    let words = format!("{} of {}{more}", clock_text(spent_ms), clock_text(budget_ms));
    ui.label(RichText::new(words).font(Type::Strong.font()).color(ink));
    match Spent::of(spent_ms, budget_ms) {
        Spent::InTime => {}
        Spent::Nearly => icon_ui(ui, Icon::Half, colours.caution),
        Spent::Over => icon_ui(ui, Icon::Warning, colours.bad),
    }
}

/// Where one is, in a narrow column.
pub fn small_title_ui(ui: &mut Ui, scene: Scene<'_>) {
    let Some(planned) = scene.planned() else { return };
    let colours = colours(ui);
    let spent = scene.held.session().stopwatch.question_ms(planned.id());
    let count = scene.held.session().order.len();
    ui.horizontal(|ui| {
        let (ink, icon) = match Spent::of(spent, planned.budget_ms()) {
            Spent::InTime => (colours.text, None),
            Spent::Nearly => (colours.caution, Some(Icon::Half)),
            Spent::Over => (colours.bad, Some(Icon::Warning)),
        };
        if let Some(icon) = icon {
            icon_ui(ui, icon, ink);
        }
        let words = format!("{} of {}", clock_text(spent), clock_text(planned.budget_ms()));
        ui.label(RichText::new(words).font(Type::Strong.font()).color(ink));
        let notes = scene.held.session().notes.iter();
        let notes = notes.filter(|note| note.question.as_ref() == Some(planned.id())).count();
        let notes =
            if notes > 0 { format!(" · {}", words::count(notes, "note")) } else { String::new() };
        let words = format!("{} of {count} · {}{notes}", place(scene, planned), role(planned));
        let words = RichText::new(words).font(Type::Label.font()).color(colours.muted);
        ui.add(egui::Label::new(words).truncate());
    });
}

/// What is said and shown on the left, what to listen for on the right; each scrolls by itself. Returns
/// the height that both would need.
pub fn stage_ui(ui: &mut Ui, scene: Scene<'_>, room: &mut Live, out: &mut Out<Action>) -> f32 {
    let salt = super::stage_salt(scene);
    let has_whole_stage = room.shows_material && has_material(scene);
    let left_ui = |ui: &mut Ui, room: &mut Live, out: &mut Out<Action>| {
        let scroll = ScrollArea::vertical().auto_shrink(false).id_salt((&salt, "prompt"));
        let inner = scroll.show(ui, |ui| {
            turn_pages(ui);
            prompt_ui(ui, scene, room, false, out);
            if !has_whole_stage {
                noted_ui(ui, scene, out);
            }
        });
        inner.content_size.y
    };
    if has_whole_stage {
        return left_ui(ui, room, out);
    }
    split(ui, 0.54, |[left, right]| {
        let said = left_ui(left, room, out);
        let scroll = ScrollArea::vertical().auto_shrink(false).id_salt((&salt, "points"));
        let inner = scroll.show(right, |ui| points::points_ui(ui, scene, room, out));
        said.max(inner.content_size.y)
    })
}

fn has_material(scene: Scene<'_>) -> bool {
    scene.planned().is_some_and(|planned| planned.question().candidate_material.is_some())
}

/// What the interviewer says and the candidate is shown.
pub fn prompt_ui(
    ui: &mut Ui,
    scene: Scene<'_>,
    room: &Live,
    is_small: bool,
    out: &mut Out<Action>,
) {
    let Some(planned) = scene.planned() else { return };
    let question = planned.question();
    let material = question.candidate_material.as_ref();
    let has_whole_stage = room.shows_material && material.is_some();
    let style = match (is_small, has_whole_stage, material) {
        (_, true, _) => Type::Body,
        (true, ..) => Type::List,
        // What the candidate is shown needs the room more than the size of the prompt.
        (_, _, Some(_)) => Type::Lead,
        (_, _, None) => Type::Prompt,
    };
    prose_ui(ui, &question.prompt, style);
    if let Some(material) = material {
        material_bar_ui(ui, has_whole_stage, planned, out);
        match has_whole_stage {
            // Larger, as long as all of it is seen.
            true if material.lines().count() <= FEW_LINES => {
                code_in_ui(ui, material, Type::Code.font().size + 2.0);
            }
            true => code_ui(ui, material),
            false => code_ui(ui, material),
        }
    }
    let answer = scene.held.session().answer(planned.id());
    if let Some(Verdict::Skipped(reason)) = answer.map(|answer| &answer.outcome) {
        let reason = scene.held.record().words(reason).unwrap_or("left out");
        label(ui, format!("Skipped: {reason}"));
    }
}

/// Code of more lines than this is not set larger.
const FEW_LINES: usize = 12;

/// From here on its buttons leave room for a title.
const TITLED_WIDTH: f32 = 340.0;

/// What can be done with the code.
fn material_bar_ui(
    ui: &mut Ui,
    has_whole_stage: bool,
    planned: Planned<'_>,
    out: &mut Out<Action>,
) {
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        if ui.available_width() > TITLED_WIDTH {
            label(ui, "For the candidate");
        }
        ui.scope(|ui| {
            let words = if has_whole_stage { "Shrink" } else { "Enlarge" };
            if small(ui, words).clicked() {
                out.act(Action::ShowMaterial);
            }
        });
        keycap(ui, Command::ShowMaterial);
        ui.scope(|ui| {
            if small(ui, "Copy").clicked() {
                out.act(Action::CopyMaterial(planned.id().clone()));
            }
        });
        if let Some(chord) = Command::CopyMaterial.chord() {
            chord_cap(ui, chord);
        }
    });
}

/// What the interviewer wrote beside the question beforehand, where it cannot be overlooked.
pub fn own_note_line(ui: &mut Ui, scene: Scene<'_>) {
    if let Some(note) = own_note(scene) {
        own_note_line_ui(ui, note);
    }
}

fn own_note(scene: Scene<'_>) -> Option<&str> {
    scene.look.desk().annotation(scene.planned()?.id())
}

/// The follow-ups, and below them an own note that is too long for its line.
pub fn noted_ui(ui: &mut Ui, scene: Scene<'_>, out: &mut Out<Action>) {
    probes_ui(ui, scene, out);
    let is_long = |note: &&str| note.contains('\n') || note.chars().count() > SHORT_NOTE;
    if let Some(note) = own_note(scene).filter(is_long) {
        own_note_ui(ui, note);
    }
}

/// In characters: what a line of the usual window has room for.
const SHORT_NOTE: usize = 80;

/// The follow-ups; one that was asked shows the reply one hopes for.
fn probes_ui(ui: &mut Ui, scene: Scene<'_>, out: &mut Out<Action>) {
    let Some(planned) = scene.planned() else { return };
    let question = planned.question();
    if question.probes.is_empty() {
        return;
    }
    ui.add_space(screen::STEP);
    ui.horizontal(|ui| {
        label(ui, "Follow-ups");
        keycap(ui, Command::AskProbe);
    });
    let answer = scene.held.session().answer(&question.id);
    ui.spacing_mut().item_spacing.y = 2.0;
    for (place, Probe { ask, reply }) in (0_u16..).zip(&question.probes) {
        let mut asked = answer.is_some_and(|answer| answer.probes.contains(&place));
        let ink = colours(ui).text;
        let is_ticked = asked;
        let check = egui::Checkbox::new(&mut asked, words_job(ask, Type::Body, ink, f32::INFINITY));
        let whole = ui.scope(|ui| {
            if ui.add(check).changed() {
                let asked = !is_ticked;
                out.act(Action::Probe { question: question.id.clone(), probe: place, asked });
            }
            if is_ticked && let Some(reply) = reply {
                reply_ui(ui, reply);
            }
        });
        show_news(ui, (&question.id, place, "probe"), is_ticked, &whole.response, None);
    }
}

/// Before the first question, and behind the last.
pub fn between_ui(ui: &mut Ui, scene: Scene<'_>, out: &mut Out<Action>) {
    let set = &scene.held.record().set;
    let none_asked = scene.held.session().is_opening();
    match scene.phase() {
        Phase::Planned => {
            text(ui, "Ready to start", Type::Prompt);
            let words = format!(
                "{} questions, {} minutes including opening and closing. The clock starts when you do.",
                set.items.len(),
                set.planned_ms() / 60_000
            );
            text(ui, words, Type::Body);
            ui.horizontal(|ui| {
                if primary(ui, "Start interview", true).clicked() {
                    out.run(Command::Primary);
                }
                keycap(ui, Command::Primary);
            });
        }
        _ if none_asked => {
            text(ui, "Opening", Type::Prompt);
            let words = format!(
                "{} minutes: welcome the candidate, introduce everyone, explain the schedule, and say that you \
                 take notes.",
                set.opening_minutes
            );
            text(ui, words, Type::Body);
            ui.horizontal(|ui| {
                if primary(ui, "First question", true).clicked() {
                    out.run(Command::Next);
                }
                keycap(ui, Command::Next);
            });
        }
        _ => {
            text(ui, "Closing", Type::Prompt);
            let words = format!(
                "{} minutes, kept for the candidate's own questions and what happens next. Type their \
                 questions as notes.",
                set.closing_minutes
            );
            text(ui, words, Type::Body);
            ui.horizontal(|ui| {
                if primary(ui, "End the interview…", true).clicked() {
                    out.run(Command::EndInterview);
                }
                keycap(ui, Command::EndInterview);
                if button(ui, "Add a question…").clicked() {
                    out.run(Command::AddQuestion);
                }
                keycap(ui, Command::AddQuestion);
            });
        }
    }
}
