//! A set read before an interview: each question as the interview shows it, with nothing to score.

use egui::{Frame, Margin, Panel, RichText, ScrollArea, Ui};

use super::code::code_ui;
use super::own_note::own_note_field_ui;
use super::points::{listed_ui, step_ui};
use super::prose::{prose_ui, words_ui};
use super::{button, keycap, label, line, turn_pages};
use crate::domain::question::{Probe, Question};
use crate::domain::rubric::Scale;
use crate::domain::set::{QuestionSet, SetItem};
use crate::frame::command::Command;
use crate::frame::request::Out;
use crate::shared::look::Look;
use crate::shared::reading::{Reading, Turn};
use crate::tokens::screen;
use crate::ui::theme::{Type, colours};

/// Where less height is left, the note scrolls with the question.
const LOW: f32 = 340.0;
/// Height of the note's field where it has a place of its own.
const NOTE_HEIGHT: f32 = 84.0;
/// Narrower than this there is no room for the names of keys.
const NARROW: f32 = 420.0;

/// From here on, what to listen for stands beside the prompt, as in the interview.
const WIDE: f32 = 900.0;

/// Draws the question that is read; draws nothing and returns false where the plan is. The commands for
/// the next question and the one before have to lead to the same turns: see [`Reading::resolve`].
pub fn reader_ui<A>(
    ui: &mut Ui,
    reading: &mut Reading,
    set: &QuestionSet,
    look: Look<'_>,
    turned: impl Fn(Turn) -> A,
    out: &mut Out<A>,
) -> bool {
    let Some((place, item)) = reading.item(set) else { return false };
    let question = set.as_asked(item, look.bank());
    let name = question.as_deref().map_or("", |question| question.name());
    head_ui(ui, &format!("{place} of {}", set.items.len()), name, turned, out);
    let Some(question) = question else {
        label(ui, format!("This workspace does not have the question {}", item.question));
        return true;
    };
    label(ui, facts(&question, item, look));
    let not_kept = look.desk().not_kept();
    let salt = (reading.visits, item.question.as_str());
    let scroll = ScrollArea::vertical().auto_shrink(false).id_salt(salt);
    let is_low = ui.available_height() < LOW;
    if !is_low {
        let bare = Frame::new().inner_margin(Margin { top: 8, ..Margin::ZERO });
        let panel = Panel::bottom("own note").show_separator_line(false).resizable(false);
        let left = panel.frame(bare).show(ui, |ui| {
            own_note_field_ui(ui, &mut reading.note, not_kept.as_ref(), NOTE_HEIGHT)
        });
        if left.inner {
            out.keep_typed();
        }
    }
    scroll.show(ui, |ui| {
        question_ui(ui, &question, &look.bank().scale);
        if is_low {
            ui.add_space(screen::GAP);
            let height = f32::INFINITY;
            if own_note_field_ui(ui, &mut reading.note, not_kept.as_ref(), height) {
                out.keep_typed();
            }
        }
        // The field of the note, which scrolls by itself, would take the pages for its own.
        turn_pages(ui);
    });
    true
}

/// Where one is, and the ways from there.
fn head_ui<A>(ui: &mut Ui, place: &str, name: &str, turned: impl Fn(Turn) -> A, out: &mut Out<A>) {
    ui.horizontal(|ui| {
        let colours = colours(ui);
        ui.label(RichText::new(place).font(Type::Strong.font()).color(colours.text));
        let has_room = ui.available_width() > NARROW;
        for (words, command, turn) in
            [("Back", Command::Previous, Turn::Previous), ("Next", Command::Next, Turn::Next)]
        {
            if button(ui, words).clicked() {
                out.act(turned(turn));
            }
            if has_room {
                keycap(ui, command);
            }
        }
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            if button(ui, "Plan").clicked() {
                out.act(turned(Turn::Close));
            }
            ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                line(ui, name, Type::List);
            });
        });
    });
}

fn facts(question: &Question, item: &SetItem, look: Look<'_>) -> String {
    let competency = look.bank().competency(&question.competency);
    let need = if item.required { "required" } else { "optional" };
    let mut facts = vec![
        format!("{} min", item.minutes),
        question.level.label().to_owned(),
        question.kind.label().to_owned(),
        need.to_owned(),
    ];
    facts.extend(competency.map(|competency| competency.title.clone()));
    facts.join(" · ")
}

/// A question as the interview shows it, from its prompt to its expected answer.
pub fn question_ui(ui: &mut Ui, question: &Question, scale: &Scale) {
    if ui.available_width() < WIDE {
        ui.set_max_width(screen::COLUMN.min(ui.available_width()));
        said_ui(ui, question);
        judged_ui(ui, question, scale);
        return answer_ui(ui, question);
    }
    ui.columns(2, |columns| {
        if let [left, right] = columns {
            // The columns justify their lines, which would tear code apart.
            left.vertical(|ui| {
                ui.set_max_width(ui.available_width() - screen::GAP);
                said_ui(ui, question);
                answer_ui(ui, question);
            });
            right.vertical(|ui| judged_ui(ui, question, scale));
        }
    });
}

/// What is said and shown.
fn said_ui(ui: &mut Ui, question: &Question) {
    prose_ui(ui, &question.prompt, Type::Lead);
    for (words, material) in [
        ("For the candidate", &question.candidate_material),
        ("For your eyes only", &question.interviewer_material),
    ] {
        if let Some(material) = material {
            part(ui, words);
            code_ui(ui, material);
        }
    }
    if !question.probes.is_empty() {
        part(ui, "Follow-ups");
        for Probe { ask, reply } in &question.probes {
            words_ui(ui, ask, Type::Body);
            if let Some(reply) = reply {
                reply_ui(ui, reply);
            }
        }
    }
}

/// What to listen for, and what the scores mean.
fn judged_ui(ui: &mut Ui, question: &Question, scale: &Scale) {
    if !question.listen_for.is_empty() || !question.red_flags.is_empty() {
        let has_points = !question.listen_for.is_empty();
        part(ui, if has_points { "Listen for: core" } else { "No points prepared" });
        ui.scope(|ui| listed_ui(ui, question));
    }
    part(ui, if question.anchors.is_empty() { "Score: the general scale" } else { "Score" });
    for (step, words) in scale.anchors_for(&question.anchors) {
        step_ui(ui, step.get(), words);
    }
}

fn answer_ui(ui: &mut Ui, question: &Question) {
    if !question.answer.is_empty() {
        part(ui, "Expected answer");
        prose_ui(ui, &question.answer, Type::Body);
    }
}

fn part(ui: &mut Ui, words: &str) {
    ui.add_space(screen::STEP);
    label(ui, words);
}

/// The reply that one hopes for, below its follow-up.
pub fn reply_ui(ui: &mut Ui, reply: &str) {
    ui.horizontal_top(|ui| {
        ui.add_space(24.0);
        label(ui, "hope for");
        words_ui(ui, reply, Type::Body);
    });
}
