//! The interview: plan, prompt, anchors, notes and clocks in one view.
//!
//! One glance must answer where one is, how long it took and what was given. Nothing that is needed
//! while talking scrolls at 1280 × 720; a small window gets the same parts in one column.

mod forms;
mod header;
mod notes;
mod plan;
mod stage;

use egui::{CentralPanel, Frame, Margin, Panel, ScrollArea, Ui};

use super::{Action, Live};
use crate::domain::session::{Phase, Verdict};
use crate::domain::set::FrozenItem;
use crate::frame::command::Command;
use crate::frame::request::Out;
use crate::shared::desk::held::Held;
use crate::shared::look::Look;
use crate::ui::bar::bar_frame;
use crate::ui::foot::foot_ui;
use crate::ui::theme::{Type, colours};
use crate::ui::widgets::anchors::Scoring;
use crate::ui::widgets::asked::asked_at_end_ui;
use crate::ui::widgets::{cap, empty, follow_focus, keycap, label, split, turn_pages};
pub use forms::form_ui;

/// Narrower than this, the plan folds away.
const NARROW: f32 = 900.0;
/// Narrower or lower than this, the anchors need the height that the prompt needs: both stand side by
/// side.
const WIDE: f32 = 1150.0;
const HIGH: f32 = 660.0;
/// Narrower than this, everything stands in one column.
const VERY_NARROW: f32 = 560.0;

/// What a part of the screen needs to know.
#[derive(Clone, Copy)]
struct Scene<'a> {
    look: Look<'a>,
    held: &'a Held,
}

impl<'a> Scene<'a> {
    /// The question on stage.
    fn planned(self) -> Option<Planned<'a>> {
        self.held.session().on_stage(&self.held.record().set)
    }

    fn phase(self) -> Phase {
        self.held.session().phase
    }
}

/// Draws the screen.
pub fn live_ui(ui: &mut Ui, room: &mut Live, look: Look<'_>, out: &mut Out<Action>) {
    let Some(held) = look.desk().current() else {
        CentralPanel::default().show(ui, |ui| empty(ui, "No interview in progress: F2 goes home"));
        return;
    };
    let scene = Scene { look, held };
    let size = ui.available_size();
    let is_narrow = size.x < NARROW;
    let is_small = size.x < WIDE || size.y < HIGH;
    Panel::top("live header")
        .show_separator_line(false)
        .frame(bar_frame(ui))
        .show(ui, |ui| header::header_ui(ui, scene, is_narrow, room, out));
    // A message takes the place of the keys until it is read: the line is there in any case.
    let kind = notes::kind_of(&room.note);
    foot_ui(ui, look, out, |ui| keys_ui(ui, scene, kind, is_small));
    if !is_narrow || room.shows_plan {
        let frame = Frame::new().fill(colours(ui).panel).inner_margin(Margin::symmetric(8, 8));
        Panel::left("plan")
            .exact_size(if is_narrow { 230.0 } else { 296.0 })
            .resizable(false)
            .frame(frame)
            .show(ui, |ui| plan::plan_ui(ui, scene, out));
    }
    let margin = if is_small { Margin::symmetric(12, 4) } else { Margin::symmetric(16, 8) };
    let frame = Frame::new().fill(colours(ui).ground).inner_margin(margin);
    CentralPanel::default().frame(frame).show(ui, |ui| {
        if is_small {
            small_ui(ui, scene, room, out);
        } else {
            wide_ui(ui, scene, room, out);
        }
    });
}

/// Prompt above, anchors and notes below at places that do not move with the prompt's length.
fn wide_ui(ui: &mut Ui, scene: Scene<'_>, room: &mut Live, out: &mut Out<Action>) {
    let bare = Frame::new().inner_margin(Margin::ZERO);
    stage::title_ui(ui, scene, |ui| {
        if let Some((_, item)) = scene.item() {
            asked_at_end_ui(ui, scene.held.session(), &item.question.id, out);
        }
    });
    header::gap_ui(ui, scene, out);
    if scene.phase() != Phase::Planned {
        Panel::bottom("notes")
            .exact_size(156.0)
            .resizable(false)
            .show_separator_line(false)
            .frame(bare)
            .show(ui, |ui| notes::notes_ui(ui, scene, room, out));
    }
    if let Some((_, item)) = scene.item() {
        Panel::bottom("anchors")
            .resizable(false)
            .show_separator_line(false)
            .frame(bare.inner_margin(Margin::symmetric(0, 8)))
            .show(ui, |ui| anchors_ui(ui, scene, item, out));
    }
    CentralPanel::default().frame(bare).show(ui, |ui| {
        ScrollArea::vertical().auto_shrink(false).id_salt(stage_salt(scene)).show(ui, |ui| {
            turn_pages(ui);
            stage::stage_ui(ui, scene, room, out);
        });
    });
}

/// For a small window: what is said and noted on the left, what is scored on the right; a very narrow
/// one has everything under one another. The note field is always at the foot.
fn small_ui(ui: &mut Ui, scene: Scene<'_>, room: &mut Live, out: &mut Out<Action>) {
    header::gap_ui(ui, scene, out);
    let salt = stage_salt(scene);
    let scroll = || ScrollArea::vertical().auto_shrink(false).id_salt(&salt);
    if ui.available_width() < VERY_NARROW || scene.item().is_none() {
        small_field_ui(ui, scene, room, out);
        stage::title_ui(ui, scene, |_| {});
        scroll().show(ui, |ui| {
            stage::prompt_ui(ui, scene, Type::List, out);
            scored_ui(ui, scene, room, out);
            said_ui(ui, scene, room, out);
        });
        return;
    }
    split(ui, 0.42, |[left, right]| {
        small_field_ui(left, scene, room, out);
        stage::small_title_ui(left, scene);
        scroll().show(left, |ui| {
            turn_pages(ui);
            stage::prompt_ui(ui, scene, Type::List, out);
            said_ui(ui, scene, room, out);
            ui.horizontal_wrapped(|ui| notes::question_actions_ui(ui, scene, out));
        });
        scroll().show(right, |ui| {
            scored_ui(ui, scene, room, out);
            follow_focus(ui);
        });
    });
}

fn small_field_ui(ui: &mut Ui, scene: Scene<'_>, room: &mut Live, out: &mut Out<Action>) {
    if scene.phase() != Phase::Planned {
        let panel = Panel::bottom("note").show_separator_line(false).resizable(false);
        let frame = Frame::new().inner_margin(Margin::symmetric(0, 4));
        panel.frame(frame).show(ui, |ui| notes::field_ui(ui, room, out));
    }
}

fn said_ui(ui: &mut Ui, scene: Scene<'_>, room: &mut Live, out: &mut Out<Action>) {
    if scene.phase() != Phase::Planned {
        notes::small_notes_ui(ui, scene, room, out);
    }
}

fn scored_ui(ui: &mut Ui, scene: Scene<'_>, room: &mut Live, out: &mut Out<Action>) {
    if let Some((_, item)) = scene.item() {
        anchors_ui(ui, scene, item, out);
    }
    stage::help_ui(ui, scene, room, out);
}

/// Each question scrolls by itself.
fn stage_salt(scene: Scene<'_>) -> String {
    scene.held.session().current.as_ref().map_or("none".to_owned(), ToString::to_string)
}

fn anchors_ui(ui: &mut Ui, scene: Scene<'_>, item: &FrozenItem, out: &mut Out<Action>) {
    let open = Verdict::Open;
    let answer = scene.held.session().answer(&item.question.id);
    let scoring = Scoring {
        anchors: scene.held.record().set.scale.anchors_for(&item.question.anchors),
        outcome: answer.map_or(&open, |answer| &answer.outcome),
    };
    if item.question.anchors.is_empty() {
        label(ui, "General scale: this question has no anchors of its own");
    }
    if let Some(judgement) = scoring.show(ui) {
        out.act(Action::Click(item.question.id.clone(), judgement));
    }
}

/// The keys that act now; after a week nobody reads them.
fn keys_ui(ui: &mut Ui, scene: Scene<'_>, kind: &str, is_small: bool) {
    ui.spacing_mut().item_spacing.x = 4.0;
    if ui.ctx().text_edit_focused() {
        label(ui, format!("{kind}:"));
        for (key, words) in [("Enter", "keep"), ("Esc", "leave the field")] {
            cap(ui, key);
            named(ui, words);
        }
        if !is_small {
            for (key, words) in [("Ctrl+1–5", "score"), ("Page down", "next"), ("F8", "pause")] {
                cap(ui, key);
                named(ui, words);
            }
        }
        return;
    }
    let is_on_stage = scene.item().is_some();
    if is_on_stage {
        cap(ui, "1–5");
        named(ui, "score");
    }
    // What a key is called, whether it needs a question, and whether a small window has room for it.
    for (command, words, needs_question, is_dear) in [
        (Command::NotAssessed, "not assessed", true, true),
        (Command::Next, "next", false, false),
        (Command::Previous, "back", true, false),
        (Command::Skip, "skip", true, false),
        (Command::Mark, "mark", true, false),
        (Command::Note, "note", false, false),
        (Command::NoteStrength, "strength", false, true),
        (Command::NoteConcern, "concern", false, true),
        (Command::Pause, "pause", false, true),
        (Command::Undo, "undo", false, true),
        (Command::Help, "all keys", false, false),
    ] {
        if (is_on_stage || !needs_question) && !(is_small && is_dear) {
            keycap(ui, command);
            named(ui, words);
        }
    }
}

fn named(ui: &mut Ui, words: &str) {
    label(ui, words);
    ui.add_space(8.0);
}
