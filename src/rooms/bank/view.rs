//! The question bank: a list with its filters, and the whole question.

use egui::{ComboBox, ScrollArea, Ui};

use super::{Action, Bank, Source};
use crate::domain::draft::Entry;
use crate::domain::ids::QuestionId;
use crate::domain::level::{Kind, Level};
use crate::domain::question::{Effect, Status, Tier};
use crate::export::words::count;
use crate::frame::command::Command;
use crate::frame::focus::SEARCH;
use crate::frame::request::Out;
use crate::shared::look::Look;
use crate::tokens::screen;
use crate::ui::theme::Type;
use crate::ui::widgets::code::code_ui;
use crate::ui::widgets::field::Field;
use crate::ui::widgets::prose::{prose_ui, words_ui};
use crate::ui::widgets::row::Row;
use crate::ui::widgets::{
    button, cap, card, card_title, empty, heading, keycap, label, split, text, turn_pages,
};

/// Draws the screen.
pub fn bank_ui(ui: &mut Ui, room: &mut Bank, look: Look<'_>, out: &mut Out<Action>) {
    let before = room.filters.clone();
    let Bank { filters, selected, source, found, .. } = room;
    let (source, found) = (&*source, found.as_ref());
    let listing = source.listing(look.bank());
    let all = listing.questions.len() + listing.drafts.len();
    let (places, topics) = match found {
        Some(found) => (found.places.as_slice(), found.topics.as_slice()),
        None => Default::default(),
    };
    ui.horizontal_wrapped(|ui| {
        heading(ui, "Question bank");
        ui.add_space(screen::STEP);
        Field::new(SEARCH)
            .hint("words, id or topic key")
            .then(SEARCH)
            .width(220.0)
            .show(ui, &mut filters.query);
        keycap(ui, Command::Find);
        filter_ui(ui, "Level", &mut filters.level, Level::ALL.iter().copied(), |level| {
            level.label().to_owned()
        });
        filter_ui(ui, "Kind", &mut filters.kind, Kind::ALL.iter().copied(), |kind| {
            kind.label().to_owned()
        });
        filter_ui(ui, "Topic", &mut filters.topic, topics.iter().cloned(), Clone::clone);
        if filters.are_set() && button(ui, "Clear filters").clicked() {
            *filters = Default::default();
        }
    });
    if *filters != before {
        out.act(Action::Filter);
    }
    if let Source::File(file) = source {
        ui.horizontal(|ui| {
            label(ui, format!("Questions of {}", file.path.display()));
            if button(ui, "Back to the workspace").clicked() {
                out.act(Action::CloseFile);
            }
        });
    }
    ui.add_space(screen::STEP);
    let is_looking = found.is_none();
    let found: Vec<Entry> = places.iter().filter_map(|place| listing.get(*place)).collect();
    // The first of what was found is shown until another is chosen.
    let is_chosen = |entry: &&Entry| selected.as_ref() == Some(&entry.written().id);
    let shown = found.iter().find(is_chosen).or(found.first());
    let shown = shown.copied();
    if ui.available_width() < 800.0 {
        ScrollArea::vertical().id_salt("narrow").auto_shrink(false).show(ui, |ui| {
            card(ui, |ui| {
                ui.set_max_height(220.0);
                list_ui(ui, is_looking, (&found, all), shown, selected);
            });
            ui.add_space(screen::GAP);
            if let Some(question) = shown {
                card(ui, |ui| question_ui(ui, look, question));
            }
        });
        return;
    }
    split(ui, 0.5, |[left, right]| {
        card(left, |ui| list_ui(ui, is_looking, (&found, all), shown, selected));
        card(right, |ui| match shown {
            Some(question) => {
                let scroll = ScrollArea::vertical().id_salt(question.written().id.as_str());
                scroll.auto_shrink(false).show(ui, |ui| {
                    turn_pages(ui);
                    question_ui(ui, look, question);
                });
            }
            None => empty(ui, "Nothing to show"),
        });
    });
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

fn list_ui(
    ui: &mut Ui,
    is_looking: bool,
    (found, all): (&[Entry<'_>], usize),
    shown: Option<Entry<'_>>,
    selected: &mut Option<QuestionId>,
) {
    label(ui, format!("{} of {}", found.len(), count(all, "question")));
    if found.is_empty() {
        let words = match (is_looking, all) {
            (true, _) => "Reading the questions…",
            (_, 0) => "No questions here: add .ron files of schema plumbline.bank to the workspace",
            _ => "No matching question: clear the filters",
        };
        return empty(ui, words);
    }
    ui.spacing_mut().item_spacing.y = 2.0;
    ScrollArea::vertical().auto_shrink(false).show_rows(
        ui,
        screen::CONTROL,
        found.len(),
        |ui, range| {
            for entry in found.get(range).unwrap_or_default() {
                let question = entry.written();
                let minutes = entry.minutes().map(|minutes| format!("{minutes} min"));
                let right = minutes.unwrap_or_else(|| "draft".to_owned());
                let first = question.prompt.lines().next().unwrap_or_default();
                let row = Row {
                    words: question.name(),
                    more: first,
                    column: entry.level().map_or("", Level::label),
                    right: &right,
                    is_chosen: shown.is_some_and(|shown| shown.written().id == question.id),
                    ..Row::default()
                };
                if row.show(ui).clicked() {
                    *selected = Some(question.id.clone());
                }
            }
        },
    );
}

/// The whole question, as its author wrote it.
fn question_ui(ui: &mut Ui, look: Look<'_>, entry: Entry<'_>) {
    let question = entry.written();
    let facts = entry.facts();
    let competency = facts.competency.as_ref().map(|id| {
        look.bank().competency(id).map_or_else(|| id.to_string(), |known| known.title.clone())
    });
    let said = [
        Some(question.topic.clone()),
        facts.level.map(|level| level.label().to_owned()),
        Some(question.kind.label().to_owned()),
        competency,
        facts.minutes.map(|minutes| format!("{minutes} min")),
    ];
    label(ui, said.into_iter().flatten().collect::<Vec<_>>().join(" · "));
    if question.status == Status::Draft {
        let needs = entry.needs().join(", ").replace('_', " ");
        let needs = if needs.is_empty() { "nothing more" } else { &needs };
        label(ui, format!("Draft: it still needs {needs}"));
    }
    if !question.title.is_empty() {
        card_title(ui, &question.title);
    }
    prose_ui(ui, &question.prompt, Type::List);
    if let Some(material) = &question.candidate_material {
        part(ui, "Shown to the candidate");
        code_ui(ui, material);
    }
    if !question.answer.is_empty() {
        part(ui, "Expected answer");
        prose_ui(ui, &question.answer, Type::Body);
    }
    let anchors = look.bank().scale.anchors_for(&question.anchors);
    part(ui, if question.anchors.is_empty() { "Anchors (general scale)" } else { "Anchors" });
    for (step, words) in anchors {
        ui.horizontal_top(|ui| {
            cap(ui, &step.get().to_string());
            words_ui(ui, words, Type::Body);
        });
    }
    for tier in Tier::ALL {
        let points = question.listen_for.iter().filter(|point| point.at == tier);
        let name = format!("Listen for: {}", tier.label());
        list_part(ui, &name, points.map(|point| point.text.clone()));
    }
    list_part(
        ui,
        "Follow-ups",
        question.probes.iter().map(|probe| match &probe.reply {
            Some(reply) => format!("{} – {reply}", probe.ask),
            None => probe.ask.clone(),
        }),
    );
    list_part(
        ui,
        "Red flags",
        question.red_flags.iter().map(|flag| match flag.effect {
            Effect::Nothing => flag.text.clone(),
            effect => format!("{} ({})", flag.text, effect.words()),
        }),
    );
    list_part(
        ui,
        "Covers",
        question.covers.iter().map(|cover| match &cover.quotes {
            Some(quotes) => format!("{}: “{}”", cover.topic, quotes.answer),
            None => cover.topic.clone(),
        }),
    );
    if !question.touches.is_empty() {
        part(ui, "Touches");
        text(ui, question.touches.join(", "), Type::Body);
    }
    list_part(
        ui,
        "Proven by a test",
        question.claims.iter().map(|claim| format!("“{}”", claim.quote)),
    );
    if !question.references.is_empty() {
        part(ui, "References");
        for reference in &question.references {
            ui.hyperlink_to(reference.name(), &reference.url);
        }
    }
    part(ui, "Id");
    text(ui, question.id.as_str(), Type::Code);
}

fn part(ui: &mut Ui, name: &str) {
    ui.add_space(screen::STEP);
    label(ui, name);
}

fn list_part(ui: &mut Ui, name: &str, items: impl Iterator<Item = String>) {
    let mut items = items.peekable();
    if items.peek().is_none() {
        return;
    }
    part(ui, name);
    for item in items {
        prose_ui(ui, &format!("- {item}"), Type::Body);
    }
}
