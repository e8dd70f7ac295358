//! The scorecard as text, in the blocks that the page and Markdown show too: what a screen reader reads.

use egui::{RichText, Ui, Vec2};

use crate::export::blocks::{
    Block, Claims, Competencies, Competency, Decision, Head, Line, OpenPoints, Question, Score,
    Section, Timeline,
};
use crate::tokens::screen;
use crate::ui::theme::{Type, colours};
use crate::ui::widgets::icon::{Icon, icon_ui};
use crate::ui::widgets::prose::{prose_ui, words_ui};
use crate::ui::widgets::{card, card_title, column, heading, label, line, split, text};

pub fn sheet_ui(ui: &mut Ui, blocks: &[Block]) {
    for block in blocks {
        match block {
            Block::Head(head) => card(ui, |ui| head_ui(ui, head)),
            Block::Decision(decision) => card(ui, |ui| decision_ui(ui, decision)),
            Block::Competencies(competencies) => card(ui, |ui| competencies_ui(ui, competencies)),
            Block::Claims(claims) => card(ui, |ui| claims_ui(ui, claims)),
            Block::Timeline(timeline) => card(ui, |ui| timeline_ui(ui, timeline)),
            Block::Open(open) => card(ui, |ui| open_ui(ui, open)),
            Block::Questions(questions) => {
                for row in &questions.rows {
                    card(ui, |ui| question_ui(ui, row));
                    ui.add_space(screen::STEP * 2.0);
                }
            }
            Block::Section(section) => card(ui, |ui| section_ui(ui, section)),
        }
        ui.add_space(screen::STEP * 2.0);
    }
}

fn head_ui(ui: &mut Ui, head: &Head) {
    heading(ui, &head.candidate.value);
    text(ui, &head.role.value, Type::Body);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = screen::GAP;
        for fact in &head.facts {
            label(ui, format!("{}: {}", fact.label, fact.value));
        }
    });
    if let Some(status) = &head.status {
        ui.horizontal(|ui| {
            icon_ui(ui, Icon::Warning, colours(ui).caution);
            text(ui, status, Type::Strong);
        });
    }
}

fn decision_ui(ui: &mut Ui, decision: &Decision) {
    split(ui, 0.5, |[left, right]| {
        label(left, &decision.recommendation.label);
        text(left, &decision.recommendation.value, Type::Figure);
        if let Some(before) = &decision.submitted {
            label(left, before);
        }
        text(left, &decision.reason.value, Type::Body);
        label(right, decision.score_label);
        text(right, decision.score.words(), Type::Figure);
        if let Some(before) = &decision.submitted_score {
            label(right, before);
        }
        for words in &decision.coverage {
            text(right, words, Type::Body);
        }
        if let Some(warning) = &decision.warning {
            text(right, warning, Type::Strong);
        }
    });
}

fn competencies_ui(ui: &mut Ui, competencies: &Competencies) {
    card_title(ui, competencies.title);
    label(ui, competencies.note);
    for row in &competencies.rows {
        competency_ui(ui, row);
    }
}

fn competency_ui(ui: &mut Ui, row: &Competency) {
    ui.horizontal(|ui| {
        let width = (ui.available_width() * 0.34).min(260.0);
        ui.allocate_ui(Vec2::new(width, 20.0), |ui| {
            ui.set_width(width);
            line(ui, &row.title, Type::Body);
        });
        let words = match &row.score {
            Score::Given { figure, tenths } => {
                score_bar(ui, Score::share(*tenths), row.score.words());
                ui.allocate_ui(Vec2::new(34.0, 20.0), |ui| {
                    ui.set_width(34.0);
                    text(ui, figure, Type::Strong);
                });
                row.basis.clone()
            }
            // Without a score there is no bar: an empty one would look like a low score.
            Score::Missing(word) => format!("{word}: {}", row.basis),
        };
        let words = RichText::new(words).font(Type::Label.font()).color(colours(ui).muted);
        ui.add(egui::Label::new(words).truncate());
    });
}

/// A place on the scale from 1 to 5: position and digit carry it, one hue.
fn score_bar(ui: &mut Ui, share: f32, words: String) {
    let colours = colours(ui);
    let (rect, response) = ui.allocate_exact_size(Vec2::new(120.0, 10.0), egui::Sense::hover());
    ui.painter().rect_filled(rect, 3, colours.line);
    let mut filled = rect;
    filled.set_width(rect.width() * share);
    ui.painter().rect_filled(filled, 3, colours.accent);
    response.widget_info(move || {
        egui::WidgetInfo::labeled(egui::Role::ProgressIndicator, true, &words)
    });
}

fn claims_ui(ui: &mut Ui, claims: &Claims) {
    for list in &claims.lists {
        card_title(ui, list.title);
        if list.claims.is_empty() {
            label(ui, list.none);
        }
        for claim in &list.claims {
            prose_ui(ui, &format!("- {}", claim.text.replace('\n', " ")), Type::Body);
            label(ui, &claim.support);
        }
    }
}

fn timeline_ui(ui: &mut Ui, timeline: &Timeline) {
    card_title(ui, timeline.title);
    for words in &timeline.words {
        label(ui, words);
    }
}

fn open_ui(ui: &mut Ui, open: &OpenPoints) {
    card_title(ui, open.title);
    if open.items.is_empty() {
        label(ui, open.none);
    }
    for fact in &open.items {
        words_ui(ui, &format!("{}: {}", fact.label, fact.value), Type::Body);
    }
}

fn section_ui(ui: &mut Ui, section: &Section) {
    card_title(ui, section.title);
    if let Some(note) = section.note {
        label(ui, note);
    }
    for line in &section.lines {
        line_ui(ui, line);
    }
}

fn question_ui(ui: &mut Ui, row: &Question) {
    ui.horizontal(|ui| {
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            text(ui, row.score.words(), Type::List);
            ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                let words = RichText::new(format!("{} · {}", row.title, row.facts));
                let muted = colours(ui).muted;
                ui.add(egui::Label::new(words.color(muted)).truncate());
            });
        });
    });
    column(ui, |ui| prose_ui(ui, &row.prompt, Type::Strong));
    if let Some(amended) = &row.amended {
        label(ui, amended);
    }
    if let Some(material) = &row.material {
        column(ui, |ui| prose_ui(ui, material, Type::Body));
    }
    for line in row.said.iter().chain(&row.rubric) {
        line_ui(ui, line);
    }
    ui.horizontal(|ui| {
        label(ui, format!("Time: {}", row.time));
        if let Some(over) = &row.over {
            ui.colored_label(colours(ui).bad, RichText::new(over).font(Type::Label.font()));
        }
    });
}

fn line_ui(ui: &mut Ui, line: &Line) {
    match line {
        Line::Caption(words) => {
            label(ui, words);
        }
        Line::Text(words) => {
            text(ui, words, Type::Body);
        }
        Line::Authored(words) | Line::Minor(words) => {
            words_ui(ui, words, Type::Body);
        }
        Line::Anchor { label: name, text } => {
            ui.horizontal_top(|ui| {
                label(ui, name);
                words_ui(ui, text, Type::Body);
            });
        }
        Line::Hash { head, text } => {
            label(ui, head);
            ui.add(egui::Label::new(RichText::new(text).font(Type::Code.font())).wrap());
        }
        Line::Note { at, text } => {
            ui.horizontal_top(|ui| {
                label(ui, at);
                ui.add(egui::Label::new(text).wrap());
            });
        }
        Line::Ticked { at, text } => {
            ui.horizontal_top(|ui| {
                label(ui, at);
                words_ui(ui, text, Type::Body);
            });
        }
        Line::Entry { head, text: words } => {
            text(ui, head, Type::Strong);
            text(ui, words, Type::Body);
        }
    }
}
