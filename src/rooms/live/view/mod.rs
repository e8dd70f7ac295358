//! The interview: plan, prompt, points, anchors, notes and clocks in one view.
//!
//! One glance must answer where one is, how long it took and what was given. Nothing that is needed
//! while talking scrolls at 1280 × 720; a larger window gives its height to notes and material and its
//! width to the answer; a small one gets the same parts in fewer columns, with the anchors in view.

mod answer;
mod candidate;
mod forms;
mod header;
mod notes;
mod plan;
mod points;
mod practice;
mod proposal;
mod stage;

use egui::{CentralPanel, Frame, Margin, Panel, Rect, RichText, ScrollArea, Ui};

use super::{Action, Anchors, Live};
use crate::domain::session::plan::Planned;
use crate::domain::session::{Phase, Verdict};
use crate::frame::command::Command;
use crate::frame::request::Out;
use crate::shared::desk::held::Held;
use crate::shared::look::Look;
use crate::tokens::screen;
use crate::ui::bar::bar_frame;
use crate::ui::foot::foot_ui;
use crate::ui::theme::{Type, colours};
use crate::ui::widgets::anchors::Scoring;
use crate::ui::widgets::asked::asked_at_end_ui;
use crate::ui::widgets::{cap, empty, follow_focus, keycap, label, split, turn_pages};
pub use candidate::{candidate_ui, candidate_window_ui};
pub use forms::form_ui;

/// Narrower than this, the plan folds away.
const NARROW: f32 = 900.0;
/// Narrower or lower than this, the anchors need the height that the prompt needs: both stand side by
/// side.
const WIDE: f32 = 1150.0;
const HIGH: f32 = 640.0;
/// From this width on the answer has a column of its own.
const VERY_WIDE: f32 = 1560.0;
/// Narrower than this, everything stands in one column.
const VERY_NARROW: f32 = 560.0;
const PLAN_WIDTH: f32 = 304.0;
const ANSWER_WIDTH: f32 = 420.0;
/// The least height of the notes with their field, and of the field alone.
const NOTES_HEIGHT: f32 = 112.0;
const FIELD_HEIGHT: f32 = 58.0;
/// The least height of prompt and points, and their usual share of what is left.
const STAGE_HEIGHT: f32 = 150.0;
const STAGE_SHARE: f32 = 0.36;

/// What a part of the screen needs to know.
#[derive(Clone, Copy)]
struct Scene<'a> {
    look: Look<'a>,
    held: &'a Held,
    /// See [`Live::visits`].
    visit: u32,
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
    let scene = Scene { look, held, visit: room.visits };
    let size = ui.available_size();
    let is_narrow = size.x < NARROW;
    let is_small = size.x < WIDE || size.y < HIGH;
    room.plan_focus = None;
    Panel::top("live header")
        .show_separator_line(false)
        .frame(bar_frame(ui))
        .show(ui, |ui| header::header_ui(ui, scene, size.x, room, out));
    // A message takes the place of the keys until it is read: the line is there in any case.
    let kind = notes::kind_of(&room.note);
    let replaced = scene.planned().and_then(|planned| room.replaced_at(planned.id()));
    foot_ui(ui, look, out, |ui| keys_ui(ui, scene, kind, replaced, is_small));
    let has_column = size.x >= VERY_WIDE;
    let shows_answer = scene.planned().is_some() && room.shows_answer.unwrap_or(has_column);
    let frame = Frame::new().fill(colours(ui).panel).inner_margin(Margin::symmetric(8, 8));
    if shows_answer && has_column {
        let panel = Panel::right("answer").exact_size(ANSWER_WIDTH).resizable(false);
        panel.frame(frame).show(ui, |ui| answer::answer_ui(ui, scene, out));
    }
    // Elsewhere the answer takes the place of the plan: prompt, points and probes stay where they are.
    let takes_place = shows_answer && !has_column;
    if !is_narrow || room.shows_plan || takes_place {
        let width = if is_narrow { 250.0 } else { PLAN_WIDTH };
        let panel = Panel::left("plan").exact_size(width.min(size.x * 0.5)).resizable(false);
        panel.frame(frame).show(ui, |ui| match takes_place {
            true => {
                practice::panel_ui(ui, scene, out);
                answer::answer_ui(ui, scene, out);
            }
            false => plan::plan_ui(ui, scene, room, out),
        });
    }
    if room.note.text.is_empty() && ui.input(|input| input.key_pressed(egui::Key::Escape)) {
        out.act(Action::FoldAll);
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

/// Prompt and points above, anchors and notes below, at places that do not move with the prompt's
/// length.
fn wide_ui(ui: &mut Ui, scene: Scene<'_>, room: &mut Live, out: &mut Out<Action>) {
    stage::title_ui(ui, scene, |ui| {
        if let Some(planned) = scene.planned() {
            asked_at_end_ui(ui, scene.held.session(), planned.id(), out);
        }
    });
    stage::own_note_line(ui, scene);
    header::gap_ui(ui, scene, out);
    let bare = || Frame::new().inner_margin(Margin::ZERO);
    let panel = |name: &'static str| {
        Panel::top(name).resizable(false).show_separator_line(false).frame(bare())
    };
    let planned = scene.planned();
    if planned.is_some() {
        let needed = Heights::of(ui, scene);
        let notes = if room.shows_material { FIELD_HEIGHT } else { NOTES_HEIGHT };
        let height = needed.stage(ui.available_height(), notes);
        panel("stage").exact_size(height).show(ui, |ui| {
            let content = stage::stage_ui(ui, scene, room, out);
            Heights { stage: content, ..needed }.keep(ui, scene);
        });
        let frame = bare().inner_margin(Margin::symmetric(0, 6));
        let shown = panel("anchors").frame(frame).show(ui, |ui| anchors_ui(ui, scene, room, out));
        let anchors = shown.response.rect.height();
        let content = Heights::of(ui, scene).stage;
        Heights { stage: content, anchors }.keep(ui, scene);
    } else {
        let notes = if scene.phase() == Phase::Planned { 0.0 } else { NOTES_HEIGHT };
        let height = (ui.available_height() - notes).max(STAGE_HEIGHT);
        panel("between").exact_size(height).show(ui, |ui| stage::between_ui(ui, scene, out));
    }
    if scene.phase() != Phase::Planned {
        CentralPanel::default().frame(bare()).show(ui, |ui| notes::notes_ui(ui, scene, room, out));
    }
}

/// What the parts of the stage took when they were last drawn.
#[derive(Debug, Clone, Copy)]
struct Heights {
    stage: f32,
    anchors: f32,
}

impl Heights {
    fn of(ui: &Ui, scene: Scene<'_>) -> Self {
        let kept = ui.data(|data| data.get_temp::<Self>(Self::id(scene)));
        kept.unwrap_or(Self { stage: 0.0, anchors: 188.0 })
    }

    fn keep(self, ui: &Ui, scene: Scene<'_>) {
        let before = Self::of(ui, scene);
        let moved = (before.stage - self.stage).abs() + (before.anchors - self.anchors).abs();
        ui.data_mut(|data| data.insert_temp(Self::id(scene), self));
        if moved > 1.0 {
            ui.ctx().request_repaint();
        }
    }

    fn id(scene: Scene<'_>) -> egui::Id {
        egui::Id::unique(("heights of the stage", stage_salt(scene)))
    }

    /// Of the stage: its usual share, more where a question needs it, and never what anchors and notes
    /// need.
    fn stage(self, room: f32, notes: f32) -> f32 {
        let most = room - self.anchors - notes - 8.0;
        (room * STAGE_SHARE).max(self.stage).min(most).max(STAGE_HEIGHT)
    }
}

/// For a small window: what is said and noted on the left, what is scored on the right; a very narrow
/// one has everything under one another. The note field is always at the foot.
fn small_ui(ui: &mut Ui, scene: Scene<'_>, room: &mut Live, out: &mut Out<Action>) {
    header::gap_ui(ui, scene, out);
    proposal::line_ui(ui, scene, out);
    let salt = stage_salt(scene);
    let scroll = || ScrollArea::vertical().auto_shrink(false).id_salt(&salt);
    if scene.planned().is_none() {
        small_field_ui(ui, scene, room, out);
        scroll().show(ui, |ui| {
            stage::between_ui(ui, scene, out);
            said_ui(ui, scene, room, out);
        });
    } else if ui.available_width() < VERY_NARROW {
        column_ui(ui, scene, room, out);
    } else {
        split(ui, 0.44, |[left, right]| {
            small_field_ui(left, scene, room, out);
            stage::small_title_ui(left, scene);
            scroll().show(left, |ui| {
                turn_pages(ui);
                stage::own_note_line(ui, scene);
                stage::prompt_ui(ui, scene, room, true, out);
                points::points_ui(ui, scene, room, out);
                stage::noted_ui(ui, scene, out);
                practice::said_ui(ui, scene, out);
                said_ui(ui, scene, room, out);
                ui.horizontal_wrapped(|ui| notes::question_actions_ui(ui, scene, out));
                follow_focus(ui);
            });
            scroll().id_salt((&salt, "anchors")).show(right, |ui| {
                let _ = anchors_ui(ui, scene, room, out);
                follow_focus(ui);
            });
        });
    }
}

/// One column beside a video call: clock, prompt, score keys, points, notes. The scale has a place of
/// its own below; where the window is too low for that it scrolls with the rest, and a digit brings it
/// into view.
fn column_ui(ui: &mut Ui, scene: Scene<'_>, room: &mut Live, out: &mut Out<Action>) {
    small_field_ui(ui, scene, room, out);
    let needed = Heights::of(ui, scene);
    let is_pinned = ui.available_height() - needed.anchors >= STAGE_HEIGHT;
    if is_pinned {
        let bare = Frame::new().inner_margin(Margin::symmetric(0, 4));
        let panel = Panel::bottom("anchors").resizable(false).show_separator_line(false);
        panel.frame(bare).exact_size(needed.anchors + 8.0).show(ui, |ui| {
            column_anchors_ui(ui, scene, room, out);
        });
    }
    stage::small_title_ui(ui, scene);
    let scroll = ScrollArea::vertical().auto_shrink(false).id_salt(stage_salt(scene));
    scroll.show(ui, |ui| {
        turn_pages(ui);
        stage::own_note_line(ui, scene);
        stage::prompt_ui(ui, scene, room, true, out);
        if !is_pinned {
            column_anchors_ui(ui, scene, room, out);
        }
        points::points_ui(ui, scene, room, out);
        stage::noted_ui(ui, scene, out);
        practice::said_ui(ui, scene, out);
        said_ui(ui, scene, room, out);
        follow_focus(ui);
    });
}

fn column_anchors_ui(ui: &mut Ui, scene: Scene<'_>, room: &mut Live, out: &mut Out<Action>) {
    let height = anchors_ui(ui, scene, room, out);
    Heights { anchors: height, ..Heights::of(ui, scene) }.keep(ui, scene);
}

fn small_field_ui(ui: &mut Ui, scene: Scene<'_>, room: &mut Live, out: &mut Out<Action>) {
    if scene.phase() != Phase::Planned {
        let panel = Panel::bottom("note").show_separator_line(false).resizable(false);
        let frame = Frame::new().inner_margin(Margin::symmetric(0, 4));
        panel.frame(frame).show(ui, |ui| notes::field_ui(ui, scene, room, out));
    }
}

fn said_ui(ui: &mut Ui, scene: Scene<'_>, room: &mut Live, out: &mut Out<Action>) {
    if scene.phase() != Phase::Planned {
        notes::small_notes_ui(ui, scene, room, out);
    }
}

/// Each question scrolls by itself, and begins at the top whenever it comes.
fn stage_salt(scene: Scene<'_>) -> String {
    let current = scene.held.session().current.as_ref();
    format!("{} {}", scene.visit, current.map_or("none", |id| id.as_str()))
}

/// The scale. Only while all of it is on screen does a digit score; otherwise a digit brings it back.
/// Returns its height.
fn anchors_ui(ui: &mut Ui, scene: Scene<'_>, room: &mut Live, out: &mut Out<Action>) -> f32 {
    let Some(planned) = scene.planned() else { return 0.0 };
    let open = Verdict::Open;
    let answer = scene.held.session().answer(planned.id());
    if planned.question().anchors.is_empty() {
        label(ui, "General scale: this question has no anchors of its own");
    }
    let scoring = Scoring {
        anchors: scene.held.record().set.scale.anchors_for(&planned.question().anchors),
        outcome: answer.map_or(&open, |answer| &answer.outcome),
        replaced: room.replaced_at(planned.id()),
    };
    let shown = scoring.show(ui);
    if let Some(judgement) = shown.asked {
        out.act(Action::Click(planned.id().clone(), judgement));
    }
    room.anchors = match shown.is_in_view || is_as_far_as_it_fits(shown.place, ui) {
        true => Anchors::InView,
        false => {
            if room.anchors == Anchors::Wanted {
                let none = egui::style::ScrollAnimation::none();
                ui.scroll_to_rect_animation(shown.place, Some(egui::Align::TOP), none);
                ui.ctx().request_repaint();
            }
            Anchors::OutOfView
        }
    };
    shown.place.height()
}

/// What is taller than its place can never be whole in it; then as much as fits must do, from the top.
fn is_as_far_as_it_fits(place: Rect, ui: &Ui) -> bool {
    let clip = ui.clip_rect();
    // The toolkit leaves a space above what it scrolls to.
    let is_taller = place.height() + screen::GAP > clip.height();
    is_taller && (place.top() - clip.top()).abs() <= screen::GAP
}

/// The keys that act now; after a week nobody reads them.
fn keys_ui(
    ui: &mut Ui,
    scene: Scene<'_>,
    kind: Option<&str>,
    replaced: Option<&str>,
    is_small: bool,
) {
    ui.spacing_mut().item_spacing.x = 4.0;
    if let Some(was) = replaced {
        let words = RichText::new(format!("The score {was}")).font(Type::Strong.font());
        ui.label(words.color(colours(ui).accent));
        keycap(ui, Command::Undo);
        return named(ui, "takes it back");
    }
    if let Some(kind) = kind {
        label(ui, format!("{kind}:"));
        for (key, words) in [("Enter", "keep"), ("Shift+Enter", "new line")] {
            cap(ui, key);
            named(ui, words);
        }
        if !is_small {
            let command = if ui.ctx().os().is_mac() { "Cmd" } else { "Ctrl" };
            for (key, words) in [
                (format!("{command}+0–5"), "score"),
                ("Page down".to_owned(), "next"),
                ("F8".to_owned(), "pause"),
            ] {
                cap(ui, &key);
                named(ui, words);
            }
        }
        return;
    }
    let is_on_stage = scene.planned().is_some();
    if is_on_stage {
        cap(ui, "0–5");
        named(ui, "score");
    }
    if scene.phase() != Phase::Planned {
        cap(ui, "any letter");
        named(ui, "note");
    }
    // What a key is called, whether it needs a question, and whether a small window has room for it.
    for (command, words, needs_question, is_dear) in [
        (Command::Next, "next", false, false),
        (Command::Skip, "skip", true, true),
        (Command::AskProbe, "follow-up", true, true),
        (Command::ShowAnswer, "answer", true, true),
        (Command::Undo, "undo", false, true),
        (Command::Palette, "all keys", false, false),
    ] {
        if (is_on_stage || !needs_question)
            && !(is_small && is_dear)
            && (scene.look.can_run(command) || command == Command::Undo)
        {
            keycap(ui, command);
            named(ui, words);
        }
    }
}

fn named(ui: &mut Ui, words: &str) {
    label(ui, words);
    ui.add_space(screen::STEP);
}
