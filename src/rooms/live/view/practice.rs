//! The sample candidate: what they say, as it is said.

use egui::{RichText, ScrollArea, Ui};

use super::Scene;
use crate::domain::practice::SampleAnswer;
use crate::domain::timer::clock_text;
use crate::frame::command::Command;
use crate::frame::request::Out;
use crate::rooms::live::Action;
use crate::ui::theme::{Type, colours};
use crate::ui::widgets::prose::words_ui;
use crate::ui::widgets::{button, keycap, label};

fn answer(scene: Scene<'_>) -> Option<&SampleAnswer> {
    scene.held.practice()?.answer(scene.planned()?.id())
}

/// At the foot of the plan: the words of the candidate so far.
pub fn panel_ui(ui: &mut Ui, scene: Scene<'_>, out: &mut Out<Action>) {
    if answer(scene).is_none() {
        return;
    }
    let height = ui.available_height() * 0.52;
    let panel = egui::Panel::bottom("sample candidate").exact_size(height).resizable(false);
    panel.frame(egui::Frame::new()).show(ui, |ui| {
        let scroll = ScrollArea::vertical().id_salt("said").auto_shrink(false);
        head_ui(ui, scene, out);
        scroll.stick_to_bottom(true).show(ui, |ui| words_of_ui(ui, scene));
    });
}

/// The same between the other parts of a small window.
pub fn said_ui(ui: &mut Ui, scene: Scene<'_>, out: &mut Out<Action>) {
    if answer(scene).is_some() {
        head_ui(ui, scene, out);
        words_of_ui(ui, scene);
    }
}

fn head_ui(ui: &mut Ui, scene: Scene<'_>, out: &mut Out<Action>) {
    let Some(practice) = scene.held.practice() else { return };
    ui.horizontal(|ui| {
        let first = practice.candidate.split_whitespace().next().unwrap_or_default();
        let words = format!("{first} says");
        ui.label(RichText::new(words).font(Type::Strong.font()).color(colours(ui).text));
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            keycap(ui, Command::HearOn);
            if button(ui, "Go on").on_hover_text("Skips ahead to the next words").clicked() {
                out.run(Command::HearOn);
            }
        });
    });
}

fn words_of_ui(ui: &mut Ui, scene: Scene<'_>) {
    let Some(answer) = answer(scene) else { return };
    let Some(planned) = scene.planned() else { return };
    let spent_ms = scene.held.session().stopwatch.question_ms(planned.id());
    let said = answer.says.iter().filter(|saying| u64::from(saying.at_secs) * 1000 <= spent_ms);
    for saying in said {
        label(ui, clock_text(u64::from(saying.at_secs) * 1000));
        words_ui(ui, &saying.text, Type::Body);
    }
    for (probe, words) in replies(scene, answer) {
        label(ui, format!("asked follow-up {}", probe + 1));
        words_ui(ui, words, Type::Body);
    }
    match answer.next_words(spent_ms) {
        Some(_) => label(ui, "…"),
        None => label(ui, "That is all: ask a follow-up, or score"),
    };
}

/// Replies to the follow-ups that were asked.
fn replies<'a>(scene: Scene<'a>, sample: &'a SampleAnswer) -> impl Iterator<Item = (u16, &'a str)> {
    let asked = scene.planned().and_then(|it| scene.held.session().answer(it.id()));
    let asked = asked.into_iter().flat_map(|answer| answer.probes.iter().copied());
    asked.filter_map(|probe| Some((probe, sample.reply(probe)?)))
}
