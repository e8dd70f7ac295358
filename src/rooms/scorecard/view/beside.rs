//! What stands beside the scorecard: where it goes, how it is amended, and what proves it.

use egui::{Response, Ui};

use crate::domain::mentions::Mention;
use crate::export::format::Paper;
use crate::export::words::{count, local_time, sentence};
use crate::frame::command::Command;
use crate::frame::focus::Focus;
use crate::frame::request::Out;
use crate::rooms::scorecard::sent::Sent;
use crate::rooms::scorecard::{Action, CardOrigin, Draft, FileKind, OpenCard};
use crate::tokens::screen;
use crate::ui::theme::{Type, colours};
use crate::ui::widgets::field::{field_id, take_focus};
use crate::ui::widgets::icon::{Icon, icon_ui};
use crate::ui::widgets::{button, card, card_title, keycap, label, line, primary};

pub fn beside_ui(
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
    let sealed = open.card.seal.as_ref().zip(open.card.signature.as_ref());
    if sealed.is_none() && open.origin == CardOrigin::Records {
        return;
    }
    card(ui, |ui| {
        if let Some((seal, signature)) = sealed {
            card_title(ui, "Seal and signature");
            label(ui, "Session seal");
            code_ui(ui, seal);
            label(ui, "Signature of the session");
            code_ui(ui, signature);
        }
        origin_ui(ui, &open.origin);
    });
}

fn export_ui(ui: &mut Ui, open: &OpenCard, draft: &mut Draft, out: &mut Out<Action>) {
    card(ui, |ui| {
        card_title(ui, "Export");
        outdated_ui(ui, open.outdated());
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
        label(ui, ".pdf, .xlsx, .csv, .md, .json, or .ron for the whole session");
        if ui.checkbox(&mut draft.mask, "Leave the candidate's name out").changed() {
            draft.follow_mask();
        }
        ui.horizontal_wrapped(|ui| {
            label(ui, "Paper");
            for (paper, words) in [(Paper::A4, "A4"), (Paper::Letter, "US Letter")] {
                ui.radio_value(&mut draft.paper, paper, words);
            }
        });
        if draft.mask {
            mentions_ui(ui, open.mentions(draft.include_private));
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
        ui.horizontal_wrapped(|ui| {
            if button(ui, "Copy summary").clicked() {
                out.act(Action::CopySummary);
            }
            if button(ui, "Copy as Markdown").clicked() {
                out.act(Action::CopyMarkdown);
            }
        });
    });
}

/// Files that were sent before the last amendment.
fn outdated_ui(ui: &mut Ui, outdated: &[Sent]) {
    for sent in outdated {
        let name = sent.path.file_name().unwrap_or(sent.path.as_os_str()).to_string_lossy();
        let day = local_time(Some(sent.wall_ms), sent.utc_offset_minutes);
        let day = day.map_or(String::new(), |at| at.format(", exported %-d %B %Y,").to_string());
        let words = format!("{name}{day} is out of date: amended since");
        warning_ui(ui, &words).on_hover_text(sent.path.display().to_string());
    }
    if !outdated.is_empty() {
        label(ui, "The amended scorecard gets a name of its own; the old file stays as it is");
    }
}

fn warning_ui(ui: &mut Ui, words: &str) -> Response {
    let row = ui.horizontal_top(|ui| {
        icon_ui(ui, Icon::Warning, colours(ui).caution);
        ui.add(egui::Label::new(words).wrap())
    });
    row.inner
}

/// Longer lists are cut: whoever sees six will read the rest in the notes.
const MOST_MENTIONS: usize = 6;

/// Where the name still stands although it is left out. What people wrote is never rewritten.
fn mentions_ui(ui: &mut Ui, mentions: &[Mention]) {
    if mentions.is_empty() {
        label(ui, "No note that is exported contains the name");
        return;
    }
    let places = count(mentions.len(), "place");
    warning_ui(ui, &format!("The name still stands in {places}; notes are not changed"));
    for mention in mentions.iter().take(MOST_MENTIONS) {
        label(ui, sentence(&mention.place()));
        line(ui, &mention.excerpt, Type::Body);
    }
    if mentions.len() > MOST_MENTIONS {
        label(ui, format!("and {} more", mentions.len() - MOST_MENTIONS));
    }
}

fn code_ui(ui: &mut Ui, text: &str) {
    let text = egui::RichText::new(text).font(Type::Code.font());
    ui.add(egui::Label::new(text).wrap());
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

fn private_notes(open: &OpenCard) -> usize {
    let card = &open.card;
    let on_questions = card.questions.iter().flat_map(|row| &row.evidence);
    let general = card.remarks.iter().chain(&card.strengths).chain(&card.concerns);
    let general = general.filter(|note| note.question.is_none());
    on_questions.chain(general).filter(|note| note.private).count()
}
