//! The head of the shown set: title, figures, what can be done with it, minutes and gaps.

use egui::{CornerRadius, Label, Rect, RichText, Role, Sense, Ui, Vec2, WidgetInfo, pos2};

use super::Scene;
use super::build::command_ui;
use crate::domain::assemble::Coverage;
use crate::export::words::count;
use crate::frame::command::Command;
use crate::frame::request::Out;
use crate::rooms::sets::{Action, Sets, TITLE};
use crate::shared::content::SetOrigin;
use crate::tokens::screen;
use crate::ui::theme::{Type, colours};
use crate::ui::widgets::field::Field;
use crate::ui::widgets::icon::{Icon, icon_ui};
use crate::ui::widgets::row::set_figures;
use crate::ui::widgets::{button_if, keycap, label, primary, small};

pub(super) fn header_ui(ui: &mut Ui, room: &mut Sets, scene: Scene<'_>, out: &mut Out<Action>) {
    let title = Field::new(TITLE).width(screen::COLUMN).show(ui, &mut room.draft.title);
    if title.lost_focus() {
        out.keep_typed();
    }
    let set = &scene.shown.set;
    let figures = format!("{} · {}", set.seniority.label(), set_figures(set));
    label(ui, format!("{figures} · {}", state_words(room, scene)));
    buttons_ui(ui, room, scene, out);
    if let Err(missing) = &scene.shown.frozen {
        let names: Vec<&str> = missing.iter().map(|id| id.as_str()).collect();
        warning(ui, &format!("This workspace does not have: {}", names.join(", ")));
    }
    if room.newer() > 0 {
        ui.horizontal(|ui| {
            icon_ui(ui, Icon::Dot, colours(ui).accent);
            label(ui, format!("{} changed in the bank since", count(room.newer(), "question")));
            if small(ui, "Review…").clicked() {
                out.run(Command::ReviewSet);
            }
        });
    }
    ui.scope(|ui| {
        ui.spacing_mut().interact_size.y = 18.0;
        if let Some(coverage) = room.coverage() {
            minutes_ui(ui, room, scene, coverage);
        }
        gaps_ui(ui, room, scene);
    });
}

fn state_words(room: &Sets, scene: Scene<'_>) -> String {
    let content = scene.look.content();
    let is_unsaved = room.is_unsaved(content);
    match (&scene.shown.from, room.home(content)) {
        (SetOrigin::Proposed, _) => "built for you, not saved".to_owned(),
        (_, Some(file)) if is_unsaved => format!("changed, not saved to {}", file.path.display()),
        (_, Some(file)) => file.path.display().to_string(),
        (_, None) if is_unsaved => "changed, not saved".to_owned(),
        (_, None) => "comes with Plumbline".to_owned(),
    }
}

fn buttons_ui(ui: &mut Ui, room: &Sets, scene: Scene<'_>, out: &mut Out<Action>) {
    let look = scene.look;
    ui.horizontal_wrapped(|ui| {
        if primary(ui, "Start an interview", scene.shown.frozen.is_ok()).clicked()
            && let Some(choice) = room.choice(look.content())
        {
            out.act(Action::StartWith(choice));
        }
        keycap(ui, Command::Primary);
        command_ui(ui, "Save", Command::SaveFile, look, out);
        if button_if(ui, true, "Save as…").clicked() {
            out.run(Command::SaveCopy);
        }
        command_ui(ui, "Add…", Command::AddQuestion, look, out);
        command_ui(ui, "Re-roll the rest", Command::RerollRest, look, out);
    });
}

/// Minutes of the questions within what the interview leaves for them, by level.
fn minutes_ui(ui: &mut Ui, room: &Sets, scene: Scene<'_>, coverage: &Coverage) {
    let colours = colours(ui);
    let (used, budget) = coverage.minutes;
    let total = scene.shown.set.total_minutes();
    let over = used.saturating_sub(budget);
    let words = match over {
        0 => format!("{used} of {budget} min for questions, {total} of {} in all", room.budget()),
        over => format!("{used} of {budget} min for questions: {over} min over"),
    };
    ui.horizontal(|ui| {
        let width = (ui.available_width() - 330.0).clamp(100.0, 420.0);
        let (rect, response) = ui.allocate_exact_size(Vec2::new(width, 12.0), Sense::hover());
        let spoken = words.clone();
        response.widget_info(move || WidgetInfo::labeled(Role::ProgressIndicator, true, &spoken));
        let radius = CornerRadius::same(3);
        ui.painter().rect_filled(rect, radius, colours.line);
        let per_minute = rect.width() / used.max(budget).max(1) as f32;
        let mut left = rect.left();
        let count = coverage.levels.len().max(1) as f32;
        for (at, (_, _, found)) in coverage.levels.iter().enumerate() {
            let right = (left + *found as f32 * per_minute).min(rect.right());
            let part = Rect::from_min_max(pos2(left, rect.top()), pos2(right, rect.bottom()));
            // One hue that darkens with the level.
            let strength = 0.4 + 0.6 * (at as f32 + 1.0) / count;
            let ink = if over > 0 { colours.caution } else { colours.accent };
            ui.painter().rect_filled(part, radius, ink.gamma_multiply(strength));
            left = right;
        }
        if over > 0 {
            icon_ui(ui, Icon::Warning, colours.caution);
            ui.label(RichText::new(words).color(colours.caution).font(Type::Strong.font()));
        } else {
            label(ui, words);
        }
    });
}

/// The first gap; the others behind a word.
fn gaps_ui(ui: &mut Ui, room: &mut Sets, scene: Scene<'_>) {
    let proof = room.proof(&scene.shown.set);
    let proven = proof.map(|proof| format!("; {}", proof.words())).unwrap_or_default();
    let conflicts = proof.map(|proof| proof.conflicts.clone()).unwrap_or_default();
    let Some((first, rest)) = scene.shown.gaps.split_first() else {
        ui.horizontal(|ui| {
            icon_ui(ui, Icon::Check, colours(ui).good);
            label(ui, format!("Has everything its blueprint asks for{proven}"));
        });
        return;
    };
    let first = &format!("{first}{proven}");
    let rest: Vec<&String> = rest.iter().chain(&conflicts).collect();
    ui.horizontal(|ui| {
        icon_ui(ui, Icon::Warning, colours(ui).caution);
        let more = if rest.is_empty() { 0.0 } else { 90.0 };
        let width = ui.available_width() - more;
        ui.scope(|ui| {
            ui.set_max_width(width);
            ui.add(Label::new(first).truncate()).on_hover_text(first);
        });
        if !rest.is_empty() {
            let words = match room.draft.shows_gaps {
                true => "fewer".to_owned(),
                false => format!("{} more", rest.len()),
            };
            let spoken = format!("{} that the set lacks", count(rest.len(), "more thing"));
            if small(ui, &words).accessible_name(spoken).clicked() {
                room.draft.shows_gaps = !room.draft.shows_gaps;
            }
        }
    });
    if room.draft.shows_gaps {
        for gap in rest {
            warning(ui, gap);
        }
    }
}

fn warning(ui: &mut Ui, words: &str) {
    ui.horizontal_top(|ui| {
        icon_ui(ui, Icon::Warning, colours(ui).caution);
        ui.add(Label::new(words).wrap());
    });
}
