//! A change to a sealed session: what changes, and why. The old value stays.
//!
//! Old and new value head the form; a score is changed as it was given, with the anchors and the own
//! evidence in view.

use egui::{ComboBox, ScrollArea, TextEdit, Ui};

use crate::domain::event::Recommendation;
use crate::domain::scorecard::{QuestionRow, RecommendationRow};
use crate::domain::session::plan::Planned;
use crate::domain::session::{Session, Verdict};
use crate::domain::timer::clock_text;
use crate::export::words::evidence;
use crate::frame::dialog::FormAnswer;
use crate::frame::focus::Focus;
use crate::rooms::scorecard::{AmendForm, Amending, NewScore, OpenCard};
use crate::shared::desk::Judgement;
use crate::tokens::screen;
use crate::ui::theme::Type;
use crate::ui::widgets::anchors::Scoring;
use crate::ui::widgets::field::{MAX_CHARS, field_id, take_focus};
use crate::ui::widgets::form::{answer_ui, wide_over_screen};
use crate::ui::widgets::prose::{prose_ui, words_ui};
use crate::ui::widgets::{follow_focus, heading, label, text, turn_pages_over};

/// The anchors need room beside each other.
const WIDTH: f32 = 860.0;
const USUAL_WIDTH: f32 = 460.0;
/// Of the head, the answer and the edges, which do not scroll.
const AROUND: f32 = 200.0;
/// A lower window has no room for a large figure.
const LOW: f32 = 500.0;

pub fn form_ui(ui: &Ui, open: Option<&OpenCard>, draft: &mut AmendForm) -> Option<FormAnswer> {
    let width = if draft.what == Amending::Score { WIDTH } else { USUAL_WIDTH };
    let open = open?;
    let session = open.record.fold();
    wide_over_screen(ui, width, |ui| {
        heading(ui, "Amend the scorecard");
        let chosen = chosen(open, &session, draft);
        head_ui(ui, open, chosen, draft);
        let room = ui.ctx().content_rect().height() - AROUND;
        let scroll = ScrollArea::vertical().id_salt("amendment").max_height(room);
        scroll.min_scrolled_height(room).show(ui, |ui| {
            turn_pages_over(ui);
            label(
                ui,
                "The submitted value stays beside the new one, with the time and your reason",
            );
            ui.horizontal_wrapped(|ui| {
                for (what, words) in [
                    (Amending::Remark, "Add a remark"),
                    (Amending::Recommendation, "Change the recommendation"),
                    (Amending::Score, "Change a score"),
                ] {
                    ui.radio_value(&mut draft.what, what, words);
                }
            });
            match draft.what {
                Amending::Remark => {}
                Amending::Recommendation => recommendation_ui(ui, open, draft),
                Amending::Score => score_ui(ui, open, &session, chosen, draft),
            }
            reason_ui(ui, draft);
            follow_focus(ui);
        });
        answer_ui(ui, "Amend", None)
    })
}

/// The question whose score changes, as planned and as reported.
type Chosen<'a> = Option<(Planned<'a>, &'a QuestionRow)>;

fn chosen<'a>(open: &'a OpenCard, session: &'a Session, draft: &AmendForm) -> Chosen<'a> {
    let mut plan = session.numbered(&open.record.set);
    let planned = plan.find(|planned| Some(planned.id()) == draft.question.as_ref())?;
    Some((planned, row(open, planned)?))
}

/// What holds, and what will.
fn head_ui(ui: &mut Ui, open: &OpenCard, chosen: Chosen<'_>, draft: &AmendForm) {
    match (draft.what, chosen) {
        (Amending::Recommendation, _) => {
            let row = open.card.recommendation.as_ref();
            let submitted = row.and_then(|row| row.submitted.as_ref());
            let after = draft.recommendation.map(Recommendation::label);
            let before = row.map_or("None given", |row| row.label);
            change_ui(ui, before, after, submitted.map(|submitted| submitted.label));
        }
        (Amending::Score, Some((_, row))) => {
            let after = draft.score.map(NewScore::words);
            change_ui(ui, &row.result.label(), after.as_deref(), row.submitted.as_deref());
        }
        (Amending::Score, None) | (Amending::Remark, _) => {}
    }
}

fn reason_ui(ui: &mut Ui, draft: &mut AmendForm) {
    let name = if draft.what == Amending::Remark { "Remark" } else { "Reason for the change" };
    let named = label(ui, name);
    let edit = TextEdit::multiline(&mut draft.reason)
        .id(field_id("Amendment"))
        .desired_rows(2)
        .desired_width(f32::INFINITY)
        .margin(egui::Margin::symmetric(8, 4))
        .char_limit(MAX_CHARS);
    let response = ui.add(edit).labelled_by(named.id);
    if take_focus(ui, Focus::First) {
        response.request_focus();
    }
}

/// `3 of 5 → 4 of 5`.
fn change_ui(ui: &mut Ui, before: &str, after: Option<&str>, submitted: Option<&str>) {
    let is_low = ui.ctx().content_rect().height() < LOW;
    let style = if is_low { Type::Strong } else { Type::Figure };
    ui.horizontal(|ui| {
        text(ui, format!("{before} → {}", after.unwrap_or("…")), style);
        // After an earlier amendment, what holds is not what was submitted.
        if let Some(submitted) = submitted.filter(|it| !it.eq_ignore_ascii_case(before)) {
            label(ui, format!("Submitted as {submitted}"));
        }
    });
}

fn recommendation_ui(ui: &mut Ui, open: &OpenCard, draft: &mut AmendForm) {
    ui.horizontal_wrapped(|ui| {
        for choice in Recommendation::ALL {
            ui.radio_value(&mut draft.recommendation, Some(choice), choice.label());
        }
    });
    if let Some(RecommendationRow { reason, submitted, .. }) = &open.card.recommendation {
        let reason = submitted.as_ref().map_or(reason, |submitted| &submitted.reason);
        label(ui, "Submitted reason");
        text(ui, reason, Type::Body);
    }
}

/// The question, the anchors, the evidence.
fn score_ui(
    ui: &mut Ui,
    open: &OpenCard,
    session: &Session,
    chosen: Chosen<'_>,
    draft: &mut AmendForm,
) {
    question_ui(ui, open, session, chosen.map(|(planned, _)| planned), draft);
    let Some((planned, row)) = chosen else { return };
    prose_ui(ui, &planned.question().prompt, Type::Strong);
    ui.add_space(screen::STEP);
    let outcome = draft.score.map_or(Verdict::Open, NewScore::verdict);
    let anchors = open.record.set.scale.anchors_for(&planned.question().anchors);
    let scoring = Scoring { anchors, outcome: &outcome, replaced: None };
    match scoring.show(ui).asked {
        Some(Judgement::Score(step)) => draft.score = Some(NewScore::Step(step)),
        Some(Judgement::NotAssessed) => draft.score = Some(NewScore::NotAssessed),
        Some(Judgement::Clear) => draft.score = None,
        None => {}
    }
    ui.add_space(screen::STEP);
    evidence_ui(ui, row);
}

fn row<'a>(open: &'a OpenCard, planned: Planned<'_>) -> Option<&'a QuestionRow> {
    let mut rows = open.card.questions.iter().chain(&open.card.added);
    rows.find(|row| row.number == planned.number)
}

fn question_ui(
    ui: &mut Ui,
    open: &OpenCard,
    session: &Session,
    chosen: Option<Planned<'_>>,
    draft: &mut AmendForm,
) {
    let words = |planned: Planned<'_>| {
        let score = row(open, planned).map_or(String::new(), |row| row.result.label());
        format!("{}. {} · {score}", planned.number, planned.question().name())
    };
    ui.horizontal(|ui| {
        let named = label(ui, "Question");
        let shown = chosen.map_or("Choose a question".to_owned(), words);
        let width = (ui.available_width() - 16.0).min(520.0);
        let combo = ComboBox::from_id_salt("question").selected_text(shown).width(width).truncate();
        let mut is_new = false;
        let response = combo.show_ui(ui, |ui| {
            for planned in session.numbered(&open.record.set) {
                let is_chosen = draft.question.as_ref() == Some(planned.id());
                if ui.selectable_label(is_chosen, words(planned)).clicked() {
                    // A key closes the list as well as a click does.
                    ui.close();
                    is_new = !is_chosen;
                    draft.question = Some(planned.id().clone());
                }
            }
        });
        if is_new {
            draft.score = None;
            response.response.request_focus();
        }
        response.response.labelled_by(named.id);
    });
}

/// What was noted, heard and asked at the time.
fn evidence_ui(ui: &mut Ui, row: &QuestionRow) {
    label(ui, "Your evidence");
    let stamped = |ui: &mut Ui, at_ms: u64, words: &str| {
        ui.horizontal_top(|ui| {
            label(ui, clock_text(at_ms));
            words_ui(ui, words, Type::Body);
        });
    };
    for note in &row.evidence {
        ui.horizontal_top(|ui| {
            label(ui, clock_text(note.at_ms));
            // A person's own words: no sign in them is markup.
            ui.add(egui::Label::new(evidence(note)).wrap());
        });
    }
    if let Some(points) = &row.points {
        for point in &points.heard {
            stamped(ui, point.at_ms, &format!("Heard ({}): {}", point.at.label(), point.text));
        }
        label(ui, format!("Points heard: {}", points.words()));
    }
    for flag in &row.flags {
        stamped(ui, flag.at_ms, &format!("Red flag: {}", flag.text));
    }
    for probe in &row.probes {
        words_ui(ui, &format!("Follow-up asked: {probe}"), Type::Body);
    }
    if row.evidence.is_empty() && row.flags.is_empty() && row.points.is_none() {
        label(ui, "Nothing was noted on this question");
    }
}
