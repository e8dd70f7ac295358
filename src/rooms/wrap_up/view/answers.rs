//! The answers with everything noted on each, and how far every competency is covered.

use egui::{Grid, RichText, Ui};

use crate::domain::event::NoteTag;
use crate::domain::session::plan::Planned;
use crate::domain::session::{Answer, Note, Session, Verdict};
use crate::domain::timer::clock_text;
use crate::export::words::count;
use crate::frame::request::Out;
use crate::rooms::wrap_up::{Action, Draft};
use crate::shared::desk::Judgement;
use crate::shared::desk::held::Held;
use crate::tokens::screen;
use crate::ui::keys::take_digit;
use crate::ui::theme::{Type, colours};
use crate::ui::widgets::anchors::Scoring;
use crate::ui::widgets::answer::AnswerRow;
use crate::ui::widgets::asked::asked_ui;
use crate::ui::widgets::icon::Icon;
use crate::ui::widgets::points::ticks_ui;
use crate::ui::widgets::prose::{prose_ui, words_ui};
use crate::ui::widgets::{card, card_title, label, sign};

/// Every question; the chosen one with all its evidence.
pub fn answers_ui(ui: &mut Ui, held: &Held, draft: &mut Draft, out: &mut Out<Action>) {
    let session = held.session();
    let plan = || session.plan(&held.record().set);
    card(ui, |ui| {
        card_title(ui, "Answers");
        let is_unscored = |planned: &Planned<'_>| !is_scored(session, *planned);
        let words = match plan().filter(is_unscored).count() {
            0 => "Every question has a score".to_owned(),
            many => format!("{many} unscored, left out of the average"),
        };
        label(ui, words);
        ui.spacing_mut().item_spacing.y = 2.0;
        for planned in plan() {
            let id = planned.id();
            let is_chosen = draft.selected.as_ref() == Some(id);
            let unknown = Answer::default();
            let answer = session.answer(id).unwrap_or(&unknown);
            let row = AnswerRow {
                planned,
                answer,
                asked: session.was_asked(id),
                is_on_stage: false,
                is_chosen,
                minutes: None,
                is_loose: false,
            };
            let response = row.show(ui);
            if response.clicked() {
                draft.selected = (!is_chosen).then(|| id.clone());
                // Digits and Tab go on from here.
                response.request_focus();
            }
            // A digit scores the answer in focus, and only with its anchors in view.
            if response.has_focus()
                && is_chosen
                && let Some(digit) = take_digit(ui)
            {
                out.act(Action::Judge(id.clone(), judgement(digit)));
            }
            if is_chosen {
                answer_ui(ui, held, planned, answer, out);
            }
        }
    });
}

fn judgement(digit: u8) -> Judgement {
    use crate::domain::rubric::Step;
    Step::try_from(digit).map_or(Judgement::NotAssessed, Judgement::Score)
}

fn is_scored(session: &Session, planned: Planned<'_>) -> bool {
    let answer = session.answer(planned.id());
    answer.is_some_and(|answer| matches!(answer.outcome, Verdict::Scored(_)))
}

/// The chosen question: anchors first, since a score is reconsidered by them, then all evidence.
fn answer_ui(
    ui: &mut Ui,
    held: &Held,
    planned: Planned<'_>,
    answer: &Answer,
    out: &mut Out<Action>,
) {
    let question = planned.question();
    ui.add_space(screen::STEP);
    prose_ui(ui, &question.prompt, Type::Strong);
    if let Verdict::Skipped(reason) = &answer.outcome {
        label(ui, format!("Skipped: {}", held.record().words(reason).unwrap_or("left out")));
    }
    let spent = held.session().stopwatch.question_ms(&question.id);
    label(ui, format!("{} of {}", clock_text(spent), clock_text(planned.budget_ms())));
    asked_ui(ui, held.session(), &question.id, out);
    let anchors = held.record().set.scale.anchors_for(&question.anchors);
    let scoring = Scoring { anchors, outcome: &answer.outcome, replaced: None };
    if let Some(judgement) = scoring.show(ui).asked {
        out.act(Action::Judge(question.id.clone(), judgement));
    }
    ui.add_space(screen::STEP);
    for note in held.session().notes.iter().filter(|it| it.question.as_ref() == Some(&question.id))
    {
        note_ui(ui, held, note, out);
    }
    if let Some(place) = ticks_ui(ui, question, answer) {
        out.act(Action::Tick(question.id.clone(), place));
    }
    let asked = (0_u16..).zip(&question.probes).filter(|(at, _)| answer.probes.contains(at));
    for (_, probe) in asked {
        ui.horizontal_top(|ui| {
            label(ui, "asked");
            words_ui(ui, &probe.ask, Type::Body);
        });
    }
    ui.add_space(screen::STEP * 2.0);
}

/// A note with its stamp; what it is evidence of can be said after the fact.
fn note_ui(ui: &mut Ui, held: &Held, note: &Note, out: &mut Out<Action>) {
    let words = held.record().words(&note.text).unwrap_or("left out");
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 2.0;
        label(ui, clock_text(note.at_ms));
        for (tag, icon, name) in [
            (NoteTag::Plain, Icon::Pencil, "note"),
            (NoteTag::Strength, Icon::Plus, "strength"),
            (NoteTag::Concern, Icon::Minus, "concern"),
            (NoteTag::Quote, Icon::Quote, "quote"),
        ] {
            let start: String = words.chars().take(24).collect();
            let spoken = format!("{name}: {start}");
            let button = sign(ui, icon, &spoken, note.tag == tag);
            if button.clicked() {
                out.act(Action::Tag(note.id.clone(), tag));
            }
        }
        ui.add_space(screen::STEP);
        if note.private {
            label(ui, "private");
        }
        ui.add(egui::Label::new(words).wrap());
    });
}

/// Which competencies have a score, over what, and where the time went.
pub fn coverage_ui(ui: &mut Ui, held: &Held) {
    card_title(ui, "Coverage");
    let session = held.session();
    let set = &held.record().set;
    Grid::new("coverage").num_columns(3).spacing([16.0, 2.0]).min_row_height(0.0).show(ui, |ui| {
        for competency in session.competencies(set) {
            let of = || session.plan(set).filter(|it| it.question().competency == competency.id);
            let own = of().filter(|planned| !planned.is_added);
            let (all, scored) = own.fold((0, 0), |(all, scored), planned| {
                (all + 1, scored + usize::from(is_scored(session, planned)))
            });
            let spent: u64 = of().map(|planned| session.stopwatch.question_ms(planned.id())).sum();
            ui.label(&competency.title);
            let colours = colours(ui);
            let (words, ink) = match (scored, all) {
                (_, 0) => ("only added questions".to_owned(), colours.muted),
                (0, all) => (format!("0 of {} scored", count(all, "question")), colours.caution),
                (scored, all) => {
                    (format!("{scored} of {} scored", count(all, "question")), colours.text)
                }
            };
            ui.label(RichText::new(words).color(ink));
            label(ui, clock_text(spent));
            ui.end_row();
        }
    });
}
