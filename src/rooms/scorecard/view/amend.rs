//! A change to a sealed session: what changes, and why. The old value stays.

use egui::{ComboBox, TextEdit, Ui};

use crate::domain::event::Recommendation;
use crate::domain::record::SessionRecord;
use crate::domain::rubric::Step;
use crate::frame::focus::Focus;
use crate::rooms::scorecard::{AmendForm, Amending, OpenCard};
use crate::ui::theme::Type;
use crate::ui::widgets::field::{MAX_CHARS, field_id, take_focus};
use crate::ui::widgets::prose::words_ui;
use crate::ui::widgets::{cap, heading, label, text};

/// The form; the answer stands below it.
pub fn amend_ui(ui: &mut Ui, open: Option<&OpenCard>, draft: &mut AmendForm) {
    heading(ui, "Amend the scorecard");
    label(ui, "The submitted value stays beside the new one, with the time and your reason");
    ui.horizontal_wrapped(|ui| {
        for (what, words) in [
            (Amending::Remark, "Add a remark"),
            (Amending::Recommendation, "Change the recommendation"),
            (Amending::Score, "Change a score"),
        ] {
            ui.radio_value(&mut draft.what, what, words);
        }
    });
    match (draft.what, open) {
        (Amending::Recommendation, _) => recommendation_ui(ui, draft),
        (Amending::Score, Some(card)) => score_ui(ui, &card.record, draft),
        _ => {}
    }
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

fn recommendation_ui(ui: &mut Ui, draft: &mut AmendForm) {
    ui.horizontal_wrapped(|ui| {
        for choice in Recommendation::ALL {
            ui.radio_value(&mut draft.recommendation, Some(choice), choice.label());
        }
    });
}

/// The question, its anchors in view, and the step.
fn score_ui(ui: &mut Ui, record: &SessionRecord, draft: &mut AmendForm) {
    let session = record.fold();
    let plan = || session.numbered(&record.set);
    let chosen = plan().find(|planned| Some(planned.id()) == draft.question.as_ref());
    let named = label(ui, "Question");
    let shown = chosen.map_or("Choose a question", |planned| planned.question().name());
    let combo = ComboBox::from_id_salt("question").selected_text(shown).width(300.0);
    let response = combo.show_ui(ui, |ui| {
        for planned in plan() {
            let words = format!("{}. {}", planned.number, planned.question().name());
            let id = planned.id().clone();
            ui.selectable_value(&mut draft.question, Some(id), words);
        }
    });
    response.response.labelled_by(named.id);
    let Some(item) = chosen.map(|planned| planned.item) else { return };
    text(ui, item.question.prompt.clone(), Type::Strong);
    for (step, words) in record.set.scale.anchors_for(&item.question.anchors) {
        ui.horizontal_top(|ui| {
            cap(ui, &step.get().to_string());
            words_ui(ui, words, Type::Body);
        });
    }
    ui.horizontal(|ui| {
        for step in Step::ALL {
            ui.radio_value(&mut draft.step, Some(step), step.get().to_string());
        }
    });
}
