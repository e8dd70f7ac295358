//! The report of a session on screen, in the blocks that the page and Markdown show too.

mod amend;

use egui::{RichText, ScrollArea, Ui, Vec2};

use super::{Action, CardOrigin, Draft, ExportJob, FileKind, Form, OpenCard, ScorecardRoom};
use crate::export::blocks::{
    Block, Competencies, Competency, Decision, Fact, Head, Line, Points, Question, Score,
    Verification,
};
use crate::export::words::count;
use crate::frame::command::Command;
use crate::frame::dialog::FormAnswer;
use crate::frame::focus::Focus;
use crate::frame::request::Out;
use crate::shared::look::Look;
use crate::tokens::screen;
use crate::ui::theme::{Type, colours};
use crate::ui::widgets::field::{field_id, take_focus};
use crate::ui::widgets::form::{answer_ui, destroy_ui, over_screen, path_form_ui};
use crate::ui::widgets::icon::{Icon, icon_ui};
use crate::ui::widgets::prose::{prose_ui, words_ui};
use crate::ui::widgets::{
    button, cap, card, card_title, column, empty, follow_focus, heading, keycap, label, line,
    primary, share_beside, split, text, turn_pages,
};

/// Draws the form over the screen.
pub fn form_ui(ui: &Ui, room: &mut ScorecardRoom) -> Option<FormAnswer> {
    let ScorecardRoom { form, open, file, .. } = room;
    let Some(form) = form else { return path_form_ui(ui, file.form_mut()?) };
    over_screen(ui, |ui| match form {
        Form::Amend(form) => {
            amend::amend_ui(ui, open.as_ref(), form);
            answer_ui(ui, "Amend", None)
        }
        Form::Replace { job, candidate } => replace_ui(ui, job, candidate),
    })
}

fn replace_ui(ui: &mut Ui, job: &ExportJob, candidate: &str) -> Option<FormAnswer> {
    heading(ui, "Replace this file?");
    let masked = if job.disclosure.mask_candidate { " (name left out)" } else { "" };
    let path = job.path.display();
    let what = if job.is_session_file() { "session" } else { "scorecard" };
    let words = format!(
        "A different version is already at {path}. Replace it with the {what} of {candidate}{masked}?"
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
                sheet_ui(ui, &open.blocks);
            });
            let side = ScrollArea::vertical().id_salt("side").auto_shrink(false);
            side.show(right, |ui| {
                beside_ui(ui, open, draft, can_amend, out);
                follow_focus(ui);
            });
        });
    } else {
        ScrollArea::vertical().id_salt("narrow").auto_shrink(false).show(ui, |ui| {
            turn_pages(ui);
            sheet_ui(ui, &open.blocks);
            ui.add_space(screen::GAP);
            beside_ui(ui, open, draft, can_amend, out);
            follow_focus(ui);
        });
    }
}

fn beside_ui(
    ui: &mut Ui,
    open: &OpenCard,
    draft: &mut Draft,
    can_amend: bool,
    out: &mut Out<Action>,
) {
    export_ui(ui, open, draft, out);
    ui.add_space(screen::STEP * 2.0);
    if can_amend {
        card(ui, |ui| {
            card_title(ui, "After submission");
            label(ui, "You can still amend the scorecard; the original stays visible");
            if button(ui, "Amend…").clicked() {
                out.run(Command::Amend);
            }
        });
        ui.add_space(screen::STEP * 2.0);
    }
    card(ui, |ui| {
        for block in &open.blocks {
            match block {
                Block::Verification(verification) => verification_ui(ui, verification),
                Block::Footnote(words) => {
                    label(ui, words);
                }
                _ => {}
            }
        }
        origin_ui(ui, &open.origin);
    });
}

fn export_ui(ui: &mut Ui, open: &OpenCard, draft: &mut Draft, out: &mut Out<Action>) {
    card(ui, |ui| {
        card_title(ui, "Export");
        let name = label(ui, "File");
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
            let words = format!("Include {} in this export", count(private, "private note"));
            ui.checkbox(&mut draft.include_private, words);
        } else {
            label(ui, "This session has no private notes");
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
}

fn origin_ui(ui: &mut Ui, origin: &CardOrigin) {
    match origin {
        CardOrigin::Records => {}
        CardOrigin::ToRead(why) => {
            label(ui, format!("Read only: {why}"));
        }
        CardOrigin::File(path) => {
            label(ui, "Opened from");
            line(ui, &path.display().to_string(), Type::Body);
        }
        CardOrigin::Sample => {
            label(ui, "Sample interview, not in your records");
        }
    }
}

fn verification_ui(ui: &mut Ui, verification: &Verification) {
    card_title(ui, verification.title);
    label(ui, &verification.set.label);
    text(ui, &verification.set.value, Type::Body);
    for Fact { label: name, value } in &verification.hashes {
        label(ui, name);
        ui.add(egui::Label::new(RichText::new(value).font(Type::Code.font())).wrap());
    }
    label(ui, verification.note);
}

fn private_notes(open: &OpenCard) -> usize {
    let card = &open.card;
    let on_questions = card.questions.iter().flat_map(|row| &row.evidence);
    let general = card.remarks.iter().chain(&card.strengths).chain(&card.concerns);
    let general = general.filter(|note| note.question.is_none());
    on_questions.chain(general).filter(|note| note.private).count()
}

fn sheet_ui(ui: &mut Ui, blocks: &[Block]) {
    for block in blocks {
        match block {
            Block::Head(head) => card(ui, |ui| head_ui(ui, head)),
            Block::Decision(decision) => card(ui, |ui| decision_ui(ui, decision)),
            Block::Competencies(competencies) => card(ui, |ui| competencies_ui(ui, competencies)),
            Block::Points(points) => card(ui, |ui| points_ui(ui, points)),
            Block::Questions(questions) => {
                for row in &questions.rows {
                    card(ui, |ui| question_ui(ui, row));
                    ui.add_space(screen::STEP * 2.0);
                }
            }
            Block::Section(section) => card(ui, |ui| {
                card_title(ui, section.title);
                if let Some(note) = section.note {
                    label(ui, note);
                }
                for line in &section.lines {
                    line_ui(ui, line);
                }
            }),
            // They stand beside the sheet.
            Block::Verification(_) | Block::Footnote(_) => continue,
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
    if let Some(fact) = &head.ended_early {
        label(ui, format!("{}: {}", fact.label, fact.value));
    }
}

fn decision_ui(ui: &mut Ui, decision: &Decision) {
    split(ui, 0.5, |[left, right]| {
        label(left, &decision.recommendation.label);
        text(left, &decision.recommendation.value, Type::Figure);
        text(left, &decision.reason.value, Type::Body);
        label(right, decision.score_label);
        text(right, decision.score.words(), Type::Figure);
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
            Score::Given { figure, share } => {
                score_bar(ui, *share, row.score.words());
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

fn points_ui(ui: &mut Ui, points: &Points) {
    for list in &points.lists {
        card_title(ui, list.title);
        if list.points.is_empty() {
            label(ui, list.none);
        }
        for point in &list.points {
            prose_ui(ui, &format!("- {}", point.replace('\n', " ")), Type::Body);
        }
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
    for line in &row.lines {
        line_ui(ui, line);
    }
    ui.horizontal(|ui| {
        label(ui, &row.time);
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
        Line::Authored(words) => {
            words_ui(ui, words, Type::Body);
        }
        Line::Anchor { step, text } => {
            ui.horizontal_top(|ui| {
                cap(ui, &step.to_string());
                words_ui(ui, text, Type::Body);
            });
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
