//! Behind the conversation: what is unscored, strengths, concerns, the recommendation, the seal.

use egui::{RichText, ScrollArea, TextEdit, Ui};

use super::{Action, CONCERN, Draft, Form, STRENGTH, WrapUp};
use crate::domain::event::{NoteTag, Recommendation};
use crate::domain::session::{Answer, Session, Verdict};
use crate::domain::set::FrozenItem;
use crate::domain::timer::clock_text;
use crate::frame::command::Command;
use crate::frame::dialog::FormAnswer;
use crate::frame::focus::{Focus, RECOMMENDATION};
use crate::frame::request::Out;
use crate::shared::desk::Desk;
use crate::shared::desk::held::Held;
use crate::shared::look::Look;
use crate::shared::note::NoteDraft;
use crate::tokens::screen;
use crate::ui::theme::{Type, colours};
use crate::ui::widgets::anchors::Scoring;
use crate::ui::widgets::answer::AnswerRow;
use crate::ui::widgets::asked::asked_ui;
use crate::ui::widgets::field::{MAX_CHARS, entered, field_id, take_field_focus, take_focus};
use crate::ui::widgets::form::{answer_ui as form_answer_ui, details_ui, over_screen};
use crate::ui::widgets::prose::prose_ui;
use crate::ui::widgets::{
    button, card, card_title, empty, follow_focus, heading, keycap, label, line, primary, small,
    split, text, turn_pages,
};

/// Draws the form over the screen.
pub fn form_ui(ui: &Ui, room: &mut WrapUp, look: Look<'_>) -> Option<FormAnswer> {
    over_screen(ui, |ui| match room.form.as_mut()? {
        Form::Details(form) => details_ui(ui, form),
        Form::Submit => submit_ui(ui, look.desk(), room.draft.recommendation),
    })
}

fn submit_ui(
    ui: &mut Ui,
    desk: &Desk,
    recommendation: Option<Recommendation>,
) -> Option<FormAnswer> {
    let held = desk.current()?;
    let name = desk.name_of(&held.record().id);
    let choice = recommendation.map_or("No decision", Recommendation::label);
    heading(ui, &format!("Submit “{choice}” for {name}?"));
    let answers = held.session().answers.values();
    let unscored = answers.filter(|answer| !matches!(answer.outcome, Verdict::Scored(_))).count();
    if unscored > 0 {
        text(ui, format!("{unscored} unscored, left out of the average."), Type::Body);
    }
    text(ui, "You can amend the scorecard later; the original stays visible.", Type::Body);
    form_answer_ui(ui, "Submit", None)
}

/// Draws the screen.
pub fn wrap_up_ui(ui: &mut Ui, room: &mut WrapUp, look: Look<'_>, out: &mut Out<Action>) {
    let Some(held) = look.desk().current() else { return empty(ui, "No interview in progress") };
    let name =
        look.desk().overview(&held.record().id).map_or("", |overview| overview.name()).to_owned();
    ui.horizontal(|ui| {
        heading(ui, "Wrap-up");
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            if button(ui, "Edit details…").clicked() {
                out.act(Action::AskDetails);
            }
            if button(ui, "Reopen interview").clicked() {
                out.run(Command::Reopen);
            }
            label(ui, format!("{} min", held.session().stopwatch.session_ms() / 60_000));
            ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                line(ui, &name, Type::List);
            });
        });
    });
    ui.add_space(screen::STEP);
    if ui.available_width() > 900.0 {
        split(ui, 0.5, |[left, right]| {
            left.push_id("answers", |ui| {
                ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
                    turn_pages(ui);
                    answers_ui(ui, held, &mut room.draft, out);
                    follow_focus(ui);
                });
            });
            right.push_id("judgement", |ui| {
                ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
                    judgement_ui(ui, held, &mut room.draft, out);
                    follow_focus(ui);
                });
            });
        });
    } else {
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            answers_ui(ui, held, &mut room.draft, out);
            ui.add_space(screen::GAP);
            judgement_ui(ui, held, &mut room.draft, out);
            follow_focus(ui);
        });
    }
}

fn answers_ui(ui: &mut Ui, held: &Held, draft: &mut Draft, out: &mut Out<Action>) {
    let session = held.session();
    let plan = || session.plan(&held.record().set);
    card(ui, |ui| {
        card_title(ui, "Answers");
        let unscored = plan().filter(|planned| !is_scored(session, planned.item)).count();
        let words = match unscored {
            0 => "Every question has a score".to_owned(),
            many => format!("{many} unscored, left out of the average"),
        };
        label(ui, words);
        ui.spacing_mut().item_spacing.y = 2.0;
        for planned in plan() {
            let item = planned.item;
            let is_chosen = draft.selected.as_ref() == Some(&item.question.id);
            let unknown = Answer::default();
            let answer = session.answer(&item.question.id).unwrap_or(&unknown);
            let asked = session.was_asked(&item.question.id);
            let (is_on_stage, minutes, is_loose) = (false, None, false);
            let row = AnswerRow { planned, answer, asked, is_on_stage, is_chosen, minutes, is_loose };
            if row.show(ui).clicked() {
                draft.selected = (!is_chosen).then(|| item.question.id.clone());
            }
            if is_chosen {
                answer_ui(ui, held, item, out);
            }
        }
    });
}

fn is_scored(session: &Session, item: &FrozenItem) -> bool {
    let answer = session.answer(&item.question.id);
    answer.is_some_and(|answer| matches!(answer.outcome, Verdict::Scored(_)))
}

/// The chosen question with its anchors: a score can still be given or changed.
fn answer_ui(ui: &mut Ui, held: &Held, item: &FrozenItem, out: &mut Out<Action>) {
    let question = &item.question;
    ui.add_space(screen::STEP);
    prose_ui(ui, &question.prompt, Type::Strong);
    let open = Verdict::Open;
    let answer = held.session().answer(&question.id);
    let outcome = answer.map_or(&open, |answer| &answer.outcome);
    if let Verdict::Skipped(reason) = outcome {
        label(ui, format!("Skipped: {}", held.record().words(reason).unwrap_or("left out")));
    }
    asked_ui(ui, held.session(), &question.id, out);
    let notes = held.session().notes.iter();
    for note in notes.filter(|note| note.question.as_ref() == Some(&question.id)) {
        let words = held.record().words(&note.text).unwrap_or("left out");
        ui.horizontal_top(|ui| {
            label(ui, clock_text(note.at_ms));
            ui.add(egui::Label::new(words).wrap());
        });
    }
    ui.add_space(screen::STEP);
    let scoring =
        Scoring { anchors: held.record().set.scale.anchors_for(&question.anchors), outcome, replaced: None };
    if let Some(judgement) = scoring.show(ui).asked {
        out.act(Action::Judge(question.id.clone(), judgement));
    }
    ui.add_space(screen::STEP * 2.0);
}

fn judgement_ui(ui: &mut Ui, held: &Held, draft: &mut Draft, out: &mut Out<Action>) {
    let typed = |note: &NoteDraft| note.note().cloned();
    let hidden = [typed(&draft.strength), typed(&draft.concern)];
    let (strength, concern) = (&mut draft.strength, &mut draft.concern);
    let (keep_strength, keep_concern) = (Action::FinishStrength, Action::FinishConcern);
    for (draft, tag, title, name, command, finish) in [
        (strength, NoteTag::Strength, "Strengths", STRENGTH, Command::NoteStrength, keep_strength),
        (concern, NoteTag::Concern, "Concerns", CONCERN, Command::NoteConcern, keep_concern),
    ] {
        card(ui, |ui| {
            ui.horizontal(|ui| {
                card_title(ui, title);
                keycap(ui, command);
            });
            let notes = held.session().notes.iter().filter(|note| note.tag == tag);
            let notes = notes.filter(|note| !hidden.contains(&Some(note.id.clone())));
            for note in notes {
                let words = held.record().words(&note.text).unwrap_or("left out").to_owned();
                let planned =
                    note.question.as_ref().and_then(|id| held.session().find(&held.record().set, id));
                point_ui(
                    ui,
                    &words,
                    planned.map(|planned| planned.number),
                    note.private,
                    || Action::RemoveNote(note.id.clone()),
                    out,
                );
            }
            add_ui(ui, name, draft, finish, out);
        });
        ui.add_space(screen::STEP * 2.0);
    }
    recommendation_ui(ui, draft, out);
}

fn point_ui(
    ui: &mut Ui,
    words: &str,
    number: Option<usize>,
    is_private: bool,
    remove: impl FnOnce() -> Action,
    out: &mut Out<Action>,
) {
    ui.horizontal_top(|ui| {
        let place = number.map_or("Overall".to_owned(), |number| format!("Q{number}"));
        label(ui, place);
        if is_private {
            label(ui, "private");
        }
        let width = (ui.available_width() - 84.0).max(60.0);
        ui.scope(|ui| {
            ui.set_max_width(width);
            ui.add(egui::Label::new(words).wrap());
        });
        let short: String = words.chars().take(24).collect();
        ui.with_layout(egui::Layout::right_to_left(egui::Align::TOP), |ui| {
            if small(ui, "Remove").accessible_name(format!("Remove: {short}")).clicked() {
                out.act(remove());
            }
        });
    });
}

fn add_ui(ui: &mut Ui, name: &str, draft: &mut NoteDraft, finish: Action, out: &mut Out<Action>) {
    let edit = TextEdit::singleline(&mut draft.text)
        .id(field_id(name))
        .hint_text(format!("{name}: Enter adds it"))
        .desired_width(f32::INFINITY)
        .margin(egui::Margin::symmetric(8, 4))
        .char_limit(MAX_CHARS);
    let response = ui.add(edit).accessible_name(name);
    if take_field_focus(ui, name) {
        response.request_focus();
    }
    if entered(ui, &response) {
        out.act(finish);
        response.request_focus();
    } else if response.lost_focus() {
        out.keep_typed();
    }
}

/// Five choices, none of them made beforehand, and the reason.
fn recommendation_ui(ui: &mut Ui, draft: &mut Draft, out: &mut Out<Action>) {
    card(ui, |ui| {
        ui.horizontal(|ui| {
            card_title(ui, "Your recommendation");
            keycap(ui, Command::Recommend);
        });
        ui.horizontal_wrapped(|ui| {
            for choice in Recommendation::ALL {
                let is_chosen = draft.recommendation == Some(choice);
                let radio = ui.radio(is_chosen, choice.label());
                let is_first = choice == Recommendation::StrongNo;
                if is_first && take_focus(ui, Focus::Field(RECOMMENDATION)) {
                    radio.request_focus();
                }
                if radio.clicked() {
                    draft.recommendation = Some(choice);
                    out.keep_typed();
                }
            }
        });
        let name = label(ui, "Reason (for the hiring manager)");
        let edit = TextEdit::multiline(&mut draft.reason)
            .id(field_id("Reason"))
            .desired_rows(3)
            .desired_width(f32::INFINITY)
            .margin(egui::Margin::symmetric(8, 6))
            .char_limit(MAX_CHARS);
        let response = ui.add(edit).labelled_by(name.id);
        if response.lost_focus() {
            out.keep_typed();
        }
        ui.horizontal(|ui| {
            if primary(ui, "Submit…", true).clicked() {
                out.act(Action::AskSubmit);
            }
            keycap(ui, Command::Primary);
            let colour = colours(ui).muted;
            let words = match (draft.recommendation, draft.reason.trim().is_empty()) {
                (None, _) => "Choose a recommendation first",
                (Some(_), true) => "Add a reason",
                (Some(_), false) => "After you submit, changes are recorded as amendments",
            };
            ui.label(RichText::new(words).font(Type::Label.font()).color(colour));
        });
    });
}
