//! The question bank: a list with its filters, and the whole question.

use egui::{ComboBox, ScrollArea, Ui};

use super::theme::Type;
use super::widgets::field::Field;
use super::widgets::prose::{code_ui, prose_ui, words_ui};
use super::widgets::row::Row;
use super::widgets::{button, cap, card, empty, heading, keycap, label, split, text, turn_pages};
use crate::app::action::Action;
use crate::app::drafts::{BankDraft, Drafts, Focus};
use crate::app::model::Model;
use crate::domain::level::{Kind, Level};
use crate::domain::question::Question;
use crate::export::words::count;
use crate::frame::command::Command;
use crate::tokens::screen;

/// Draws the screen.
pub fn bank_ui(ui: &mut Ui, model: &Model, drafts: &mut Drafts, out: &mut Vec<Action>) {
    ui.horizontal_wrapped(|ui| {
        heading(ui, "Question bank");
        ui.add_space(screen::STEP);
        let draft = &mut drafts.bank;
        Field::new("Search")
            .hint("words, id or topic key")
            .then("Search")
            .width(220.0)
            .focus_on(&mut drafts.focus, Focus::Search)
            .show(ui, &mut draft.query);
        keycap(ui, Command::Find);
        filter_ui(ui, "Level", &mut draft.level, Level::ALL.iter().copied(), |level| {
            level.label().to_owned()
        });
        filter_ui(ui, "Kind", &mut draft.kind, Kind::ALL.iter().copied(), |kind| {
            kind.label().to_owned()
        });
        filter_ui(ui, "Topic", &mut draft.topic, topics(model).into_iter(), Clone::clone);
        if draft_filters(draft) && button(ui, "Clear filters").clicked() {
            *draft = BankDraft { selected: draft.selected.take(), ..BankDraft::default() };
        }
    });
    if let Some(file) = &model.bank_file {
        ui.horizontal(|ui| {
            label(ui, format!("Questions of {}", file.path.display()));
            if button(ui, "Back to the workspace").clicked() {
                out.push(Action::CloseBankFile);
            }
        });
    }
    ui.add_space(screen::STEP);
    let draft = &mut drafts.bank;
    let query = draft.query.trim().to_lowercase();
    let found: Vec<&Question> =
        model.bank_questions().iter().filter(|question| fits(question, draft, &query)).collect();
    // The first of what was found is shown until another is chosen.
    let shown = found.iter().find(|q| draft.selected.as_ref() == Some(&q.id)).or(found.first());
    let shown = shown.copied();
    if ui.available_width() < 800.0 {
        ScrollArea::vertical().id_salt("narrow").auto_shrink(false).show(ui, |ui| {
            card(ui, |ui| {
                ui.set_max_height(220.0);
                list_ui(ui, model, &found, shown, draft);
            });
            ui.add_space(screen::GAP);
            if let Some(question) = shown {
                card(ui, |ui| question_ui(ui, model, question));
            }
        });
        return;
    }
    split(ui, 0.5, |[left, right]| {
        card(left, |ui| list_ui(ui, model, &found, shown, draft));
        card(right, |ui| match shown {
            Some(question) => {
                let scroll = ScrollArea::vertical().id_salt(question.id.as_str());
                scroll.auto_shrink(false).show(ui, |ui| {
                    turn_pages(ui);
                    question_ui(ui, model, question);
                });
            }
            None => empty(ui, "Nothing to show"),
        });
    });
}

fn draft_filters(draft: &BankDraft) -> bool {
    !draft.query.is_empty()
        || draft.level.is_some()
        || draft.kind.is_some()
        || draft.topic.is_some()
}

fn topics(model: &Model) -> Vec<String> {
    let mut topics: Vec<String> = model.bank_questions().iter().map(|q| q.topic.clone()).collect();
    topics.sort();
    topics.dedup();
    topics
}

fn filter_ui<T: PartialEq + Clone>(
    ui: &mut Ui,
    name: &str,
    chosen: &mut Option<T>,
    choices: impl Iterator<Item = T>,
    words: impl Fn(&T) -> String,
) {
    let place = egui::Layout::top_down(egui::Align::Min);
    ui.allocate_ui_with_layout(egui::vec2(128.0, 46.0), place, |ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        let named = label(ui, name);
        let shown = chosen.as_ref().map_or("All".to_owned(), &words);
        let combo = ComboBox::from_id_salt(name).selected_text(shown).width(120.0);
        let response = combo.show_ui(ui, |ui| {
            ui.selectable_value(chosen, None, "All");
            for choice in choices {
                let label = words(&choice);
                ui.selectable_value(chosen, Some(choice), label);
            }
        });
        response.response.labelled_by(named.id);
    });
}

fn fits(question: &Question, draft: &BankDraft, query: &str) -> bool {
    let is_level = draft.level.is_none_or(|level| level == question.level);
    let is_kind = draft.kind.is_none_or(|kind| kind == question.kind);
    let is_topic = draft.topic.as_ref().is_none_or(|topic| *topic == question.topic);
    let texts = [question.id.as_str(), &question.topic, &question.prompt, &question.answer];
    let has = |text: &str| text.to_lowercase().contains(query);
    is_level
        && is_kind
        && is_topic
        && (texts.into_iter().any(has) || question.covers.iter().any(|key| has(key)))
}

fn list_ui(
    ui: &mut Ui,
    model: &Model,
    found: &[&Question],
    shown: Option<&Question>,
    draft: &mut BankDraft,
) {
    let all = model.bank_questions().len();
    label(ui, format!("{} of {}", found.len(), count(all, "question")));
    if found.is_empty() {
        let words = match (model.is_reading, all) {
            (true, _) => "Reading the questions…",
            (_, 0) => "No questions here: add .ron files of schema plumbline.bank to the workspace",
            _ => "No question fits: clear the filters",
        };
        return empty(ui, words);
    }
    ui.spacing_mut().item_spacing.y = 2.0;
    ScrollArea::vertical().auto_shrink(false).show_rows(
        ui,
        screen::CONTROL,
        found.len(),
        |ui, range| {
            for question in found.get(range).unwrap_or_default() {
                let right = format!("{} min", question.minutes);
                let first = question.prompt.lines().next().unwrap_or_default();
                let row = Row {
                    words: &question.topic,
                    more: first,
                    column: question.level.label(),
                    right: &right,
                    is_chosen: shown.is_some_and(|shown| shown.id == question.id),
                    ..Row::default()
                };
                if row.show(ui).clicked() {
                    draft.selected = Some(question.id.clone());
                }
            }
        },
    );
}

/// The whole question, as its author wrote it.
pub fn question_ui(ui: &mut Ui, model: &Model, question: &Question) {
    let competency = model.bank().competency(&question.competency);
    let competency = competency.map_or(question.competency.as_str(), |c| c.title.as_str());
    label(
        ui,
        format!(
            "{} · {} · {} · {} · {} min",
            question.topic,
            question.level.label(),
            question.kind.label(),
            competency,
            question.minutes
        ),
    );
    prose_ui(ui, &question.prompt, Type::List);
    if let Some(material) = &question.candidate_material {
        part(ui, "The candidate is shown");
        code_ui(ui, material, "material");
    }
    part(ui, "Expected answer");
    prose_ui(ui, &question.answer, Type::Body);
    let anchors = model.bank().scale.anchors_for(&question.anchors);
    part(ui, if question.anchors.is_empty() { "Anchors (general scale)" } else { "Anchors" });
    for (step, words) in anchors {
        ui.horizontal_top(|ui| {
            cap(ui, &step.get().to_string());
            words_ui(ui, words, Type::Body);
        });
    }
    list_part(ui, "Probes", &question.probes);
    list_part(ui, "Red flags", &question.red_flags);
    if !question.covers.is_empty() {
        part(ui, "Topic keys");
        text(ui, question.covers.join(", "), Type::Body);
    }
    if !question.references.is_empty() {
        part(ui, "References");
        for link in &question.references {
            ui.hyperlink(link);
        }
    }
    part(ui, "Id");
    text(ui, question.id.as_str(), Type::Code);
}

fn part(ui: &mut Ui, name: &str) {
    ui.add_space(screen::STEP);
    label(ui, name);
}

fn list_part(ui: &mut Ui, name: &str, items: &[String]) {
    if items.is_empty() {
        return;
    }
    part(ui, name);
    for item in items {
        prose_ui(ui, &format!("- {item}"), Type::Body);
    }
}
