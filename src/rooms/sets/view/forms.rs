//! What is asked over the screen.

use egui::{ComboBox, DragValue, Key, Modifiers, Rect, ScrollArea, TextEdit, Ui, pos2};

use crate::domain::assemble::Alternative;
use crate::domain::check::MAX_QUESTION_MINUTES;
use crate::domain::ids::QuestionId;
use crate::domain::level::{Kind, Level};
use crate::domain::set::QuestionSet;
use crate::domain::set::own::OwnQuestion;
use crate::domain::set::typed::MAX_TEXT;
use crate::frame::chord::{Chord, Key as Named};
use crate::frame::command::Command;
use crate::frame::dialog::FormAnswer;
use crate::frame::focus::Focus;
use crate::rooms::sets::compare::SideBySide;
use crate::rooms::sets::revisions::{Decision, Review};
use crate::rooms::sets::view::compare::compare_ui;
use crate::rooms::sets::view::revisions::revisions_ui;
use crate::rooms::sets::{Conflict, Form, Sets, comparable};
use crate::shared::look::Look;
use crate::tokens::screen;
use crate::ui::keys::take_command_digit;
use crate::ui::theme::Type;
use crate::ui::widgets::adding::{AddWords, add_ui, moved_by_arrows};
use crate::ui::widgets::field::{Field, field_id, take_focus};
use crate::ui::widgets::form::{answer_ui, destroy_ui, path_form_ui, wide_over_screen};
use crate::ui::widgets::listbox::form_listbox;
use crate::ui::widgets::row::{Row, set_figures};
use crate::ui::widgets::{
    button, cap, card, chord_cap, empty, follow_focus, heading, keycap, label, line, primary,
    quiet, text, turn_pages_over,
};

const ADD: AddWords<'_> = AddWords {
    about: "It goes behind the chosen question",
    own: "as a question of your own, for this set only",
};

/// Draws the form over the screen.
pub fn form_ui(ui: &Ui, room: &mut Sets, look: Look<'_>) -> Option<FormAnswer> {
    let Some(form) = room.form.as_mut() else { return path_form_ui(ui, room.file.form_mut()?) };
    match form {
        Form::Others { sets, selected, .. } => {
            wide_over_screen(ui, 940.0, |ui| others_ui(ui, look, sets, selected))
        }
        Form::Replace { out, found, selected } => {
            wide_over_screen(ui, 620.0, |ui| replace_ui(ui, look, out, found.as_deref(), selected))
        }
        Form::Compare { other, sides, only_differences } => wide_over_screen(ui, 760.0, |ui| {
            compare_form_ui(ui, look, other, sides, only_differences)
        }),
        Form::Review { review, decision } => {
            wide_over_screen(ui, 760.0, |ui| review_form_ui(ui, review, decision))
        }
        form => wide_over_screen(ui, 520.0, |ui| small_form_ui(ui, form, look)),
    }
}

fn small_form_ui(ui: &mut Ui, form: &mut Form, look: Look<'_>) -> Option<FormAnswer> {
    let set = look.content().shown_set().map(|shown| &shown.set);
    match form {
        Form::Add(form) => {
            add_ui(ui, form, &ADD, look.bank(), |id| set.is_some_and(|set| set.place(id).is_some()))
        }
        Form::Own { question, own } => own_ui(ui, look, question.is_none(), own),
        Form::Wording { question, text } => wording_ui(ui, look, question, text),
        Form::Section { text, .. } => section_ui(ui, set?, text),
        Form::Describe { text } => {
            heading(ui, "Describe the set");
            long_ui(ui, "What it is for", "shown in the list of sets", text);
            long_answer_ui(ui, "Keep")
        }
        Form::Conflict { path, choice, .. } => conflict_ui(ui, &path.display().to_string(), choice),
        Form::Delete { set, file } => {
            heading(ui, "Delete this set?");
            text(ui, format!("“{}”: {}", set.title, file.path.display()), Type::Body);
            label(ui, "Interviews that used it keep their own copy. Undo brings the file back.");
            destroy_ui(ui, "Delete the file")
        }
        Form::Others { .. } | Form::Replace { .. } | Form::Compare { .. } | Form::Review { .. } => {
            None
        }
    }
}

fn replace_ui(
    ui: &mut Ui,
    look: Look<'_>,
    out: &QuestionId,
    found: Option<&[Alternative]>,
    selected: &mut usize,
) -> Option<FormAnswer> {
    let set = &look.content().shown_set()?.set;
    let name = |id: &QuestionId| set.question(id, look.bank()).map_or("", |it| it.name());
    heading(ui, "Replace the question");
    label(ui, format!("In place of “{}”, the best first", name(out)));
    let Some(found) = found else {
        empty(ui, "Looking through the bank…");
        return answer_ui(ui, "Replace", None).filter(|answer| *answer == FormAnswer::Dismiss);
    };
    let moved = moved_by_arrows(ui);
    *selected = selected.saturating_add_signed(moved).min(found.len().saturating_sub(1));
    let mut clicked = None;
    let height = (ui.ctx().content_rect().height() - 220.0).clamp(90.0, 400.0);
    let shown = ScrollArea::vertical().max_height(height).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        ui.spacing_mut().interact_size.y = 0.0;
        for (place, alternative) in found.iter().enumerate() {
            let Some(question) = look.bank().question(&alternative.question) else { continue };
            let right = format!("{} min", question.minutes);
            let is_chosen = place == *selected;
            let row = Row {
                number: Some(place + 1),
                words: question.name(),
                more: &question.topic,
                column: question.level.label(),
                right: &right,
                is_chosen,
                is_in_list: true,
                spoken: &alternative.reason,
                ..Row::default()
            };
            let row = row.show(ui);
            if row.clicked() {
                clicked = Some(place);
            }
            ui.horizontal(|ui| {
                ui.add_space(28.0);
                line(ui, &alternative.reason, Type::Label);
            });
            if is_chosen {
                let first = question.prompt.lines().next().unwrap_or_default();
                ui.horizontal(|ui| {
                    ui.add_space(28.0);
                    line(ui, first, Type::Body);
                });
                if moved != 0 {
                    row.scroll_to_me(None);
                }
            }
        }
    });
    let chosen = found.get(*selected).map_or("", |it| name(&it.question));
    let is_entered = form_listbox(ui, "Alternatives", chosen, shown.inner_rect);
    if let Some(place) = clicked {
        *selected = place;
    }
    label(ui, "Up and down choose");
    answer_ui(ui, "Replace", None).or(is_entered.then_some(FormAnswer::Confirm))
}

/// Another choice is compared at once.
fn compare_form_ui(
    ui: &mut Ui,
    look: Look<'_>,
    other: &mut usize,
    sides: &SideBySide,
    only_differences: &mut bool,
) -> Option<FormAnswer> {
    heading(ui, "Compare with another set");
    let before = *other;
    choice_ui(ui, "The second set", &sides.titles[1], |ui| {
        for (place, set) in comparable(look.content()).enumerate() {
            ui.selectable_value(other, place, &set.title);
        }
    });
    let height = (ui.ctx().content_rect().height() - 200.0).max(90.0);
    ScrollArea::vertical().max_height(height).show(ui, |ui| {
        turn_pages_over(ui);
        compare_ui(ui, sides, only_differences);
    });
    let is_closed = close_ui(ui);
    if *other == before { is_closed } else { Some(FormAnswer::Confirm) }
}

fn review_form_ui(
    ui: &mut Ui,
    review: &Review,
    decision: &mut Option<Decision>,
) -> Option<FormAnswer> {
    heading(ui, "Newer revisions");
    let height = (ui.ctx().content_rect().height() - 160.0).max(90.0);
    ScrollArea::vertical().max_height(height).show(ui, |ui| {
        turn_pages_over(ui);
        *decision = revisions_ui(ui, review);
        follow_focus(ui);
    });
    let is_closed = close_ui(ui);
    decision.as_ref().map(|_| FormAnswer::Confirm).or(is_closed)
}

fn close_ui(ui: &mut Ui) -> Option<FormAnswer> {
    ui.add_space(screen::STEP);
    ui.horizontal(|ui| {
        let close = primary(ui, "Close", true);
        if take_focus(ui, Focus::First) {
            close.request_focus();
        }
        cap(ui, "Esc");
        close.clicked().then_some(FormAnswer::Dismiss)
    })
    .inner
}

/// The sets side by side: what only one has stands out.
fn others_ui(
    ui: &mut Ui,
    look: Look<'_>,
    sets: &[QuestionSet],
    selected: &mut usize,
) -> Option<FormAnswer> {
    heading(ui, "Equally good sets");
    label(ui, "Each fits the blueprint as well. A dot marks what the shown set does not have");
    let moved = ui.input_mut(|input| {
        let mut count = |key| input.count_and_consume_key(Modifiers::NONE, key) as isize;
        count(Key::ArrowRight) - count(Key::ArrowLeft)
    });
    *selected = selected.saturating_add_signed(moved).min(sets.len().saturating_sub(1));
    let mut taken = None;
    if let Some(digit) = take_command_digit(ui)
        && (1..=sets.len()).contains(&usize::from(digit))
    {
        taken = Some(usize::from(digit) - 1);
    }
    let height = (ui.ctx().content_rect().height() - 230.0).max(90.0);
    let top = ui.cursor().min;
    ScrollArea::vertical().max_height(height).show(ui, |ui| {
        turn_pages_over(ui);
        let is_wide = ui.available_width() > 560.0;
        let one = |ui: &mut Ui, place: usize, set: &QuestionSet| {
            if moved != 0 && place == *selected && !is_wide {
                ui.scroll_to_cursor(Some(egui::Align::TOP));
            }
            card(ui, |ui| column_ui(ui, look, sets.first(), set, place, place == *selected))
        };
        let mut pick = |place: usize, is_picked: bool| {
            if is_picked {
                taken = Some(place);
            }
        };
        if is_wide {
            ui.columns(sets.len().max(1), |columns| {
                for ((place, set), ui) in sets.iter().enumerate().zip(columns) {
                    let is_picked = one(ui, place, set);
                    pick(place, is_picked);
                }
            });
        } else {
            for (place, set) in sets.iter().enumerate() {
                let is_picked = one(ui, place, set);
                pick(place, is_picked);
            }
        }
    });
    let chosen = format!("set {} of {}", *selected + 1, sets.len());
    let area = Rect::from_min_max(top, pos2(ui.max_rect().right(), ui.cursor().top()));
    if form_listbox(ui, "Equally good sets", &chosen, area) {
        taken = Some(*selected);
    }
    if let Some(place) = taken {
        *selected = place;
        return Some(FormAnswer::Confirm);
    }
    label(ui, "Left and right choose");
    answer_ui(ui, &format!("Take set {}", *selected + 1), None)
}

/// True where it is taken.
fn column_ui(
    ui: &mut Ui,
    look: Look<'_>,
    shown: Option<&QuestionSet>,
    set: &QuestionSet,
    place: usize,
    is_chosen: bool,
) -> bool {
    let mut is_taken = false;
    ui.horizontal(|ui| {
        let words =
            if place == 0 { "The shown one".to_owned() } else { format!("Set {}", place + 1) };
        let button = egui::Button::selectable(is_chosen, words);
        let button = ui.add(button.min_size(egui::vec2(0.0, screen::CONTROL)));
        is_taken = button.accessible_name(format!("Take set {}", place + 1)).clicked();
        if let Ok(digit) = u8::try_from(place + 1) {
            chord_cap(ui, Chord::command(Named::Digit(digit)));
        }
    });
    label(ui, set_figures(set));
    ui.spacing_mut().item_spacing.y = 2.0;
    for item in &set.items {
        let question = set.question(&item.question, look.bank());
        let name = question.map_or(item.question.as_str(), |question| question.name());
        let is_same = shown.is_none_or(|shown| shown.place(&item.question).is_some());
        let mark = if is_same { "" } else { "• " };
        line(ui, &format!("{mark}{name} · {} min", item.minutes), Type::Body);
    }
    is_taken
}

fn wording_ui(
    ui: &mut Ui,
    look: Look<'_>,
    question: &QuestionId,
    text: &mut String,
) -> Option<FormAnswer> {
    let set = &look.content().shown_set()?.set;
    let prompt = set.question(question, look.bank()).map_or("", |it| it.prompt.as_str());
    heading(ui, "Word it for this set");
    label(ui, "Only what you say changes; points, anchors and the bank stay as they are");
    long_ui(ui, "Your wording", "empty: as in the bank", text);
    if text.as_str() != prompt && quiet(ui, "Back to the bank's words").clicked() {
        prompt.clone_into(text);
    }
    long_answer_ui(ui, "Keep")
}

/// A section of the set, or a new one.
fn section_ui(ui: &mut Ui, set: &QuestionSet, text: &mut String) -> Option<FormAnswer> {
    heading(ui, "Section of the question");
    let response = Field::new("Section").first().show(ui, text);
    let mut sections: Vec<&str> = set.items.iter().map(|item| item.section.as_str()).collect();
    sections.dedup();
    let pressed = take_command_digit(ui);
    let mut chosen = None;
    ui.horizontal_wrapped(|ui| {
        for (digit, section) in (1..=5).zip(sections) {
            if button(ui, section).clicked() || pressed == Some(digit) {
                section.clone_into(text);
                chosen = Some(FormAnswer::Confirm);
            }
            chord_cap(ui, Chord::command(Named::Digit(digit)));
        }
    });
    answer_ui(ui, "Keep", Some(&response)).or(chosen)
}

fn own_ui(ui: &mut Ui, look: Look<'_>, is_new: bool, own: &mut OwnQuestion) -> Option<FormAnswer> {
    heading(ui, if is_new { "Your own question" } else { "Change your own question" });
    label(ui, "It is in this set only and is scored on the general scale");
    long_ui(ui, "Question", "what you say to the candidate", &mut own.prompt);
    let competency = look.bank().competency(&own.competency);
    let competency = competency.map_or("", |it| it.title.as_str());
    choice_ui(ui, "Measures", competency, |ui| {
        for it in &look.bank().competencies {
            ui.selectable_value(&mut own.competency, it.id.clone(), &it.title);
        }
    });
    choice_ui(ui, "Level", own.level.label(), |ui| {
        for &level in Level::ALL {
            ui.selectable_value(&mut own.level, level, level.label());
        }
    });
    choice_ui(ui, "Kind", own.kind.label(), |ui| {
        // A code review needs code, which is not typed here.
        for &kind in Kind::ALL.iter().filter(|kind| **kind != Kind::CodeReview) {
            ui.selectable_value(&mut own.kind, kind, kind.label());
        }
    });
    ui.horizontal(|ui| {
        let named = label(ui, "Minutes");
        let range = 1..=MAX_QUESTION_MINUTES;
        ui.add(DragValue::new(&mut own.minutes).range(range)).labelled_by(named.id);
    });
    long_answer_ui(ui, if is_new { "Add" } else { "Keep" })
}

fn choice_ui(ui: &mut Ui, name: &str, chosen: &str, choices: impl FnOnce(&mut Ui)) {
    ui.horizontal(|ui| {
        let named = label(ui, name);
        let choice = ComboBox::from_id_salt(name).selected_text(chosen).width(260.0);
        choice.show_ui(ui, choices).response.labelled_by(named.id);
    });
}

/// Nobody's work is lost in silence: the three ways on.
fn conflict_ui(ui: &mut Ui, path: &str, choice: &mut Conflict) -> Option<FormAnswer> {
    heading(ui, "The file changed on disk");
    let words =
        format!("{path} was changed by somebody else since you opened it. Nothing is written yet.");
    text(ui, words, Type::Body);
    let mut answer = None;
    let mut choose = |is_chosen: bool, meant: Conflict| {
        if is_chosen {
            *choice = meant;
            answer = Some(FormAnswer::Confirm);
        }
    };
    ui.add_space(screen::STEP);
    ui.horizontal_wrapped(|ui| {
        let copy = primary(ui, "Save as a copy", true);
        if take_focus(ui, Focus::First) {
            copy.request_focus();
        }
        choose(copy.clicked(), Conflict::SaveCopy);
        choose(button(ui, "Look at theirs").clicked(), Conflict::LookAtTheirs);
        choose(quiet(ui, "Replace").clicked(), Conflict::Replace);
    });
    label(ui, "Look at theirs shows the file; undo brings your set back");
    let is_dismissed = button(ui, "Cancel").clicked();
    cap(ui, "Esc");
    answer.or(is_dismissed.then_some(FormAnswer::Dismiss))
}

/// A text of several lines.
fn long_ui(ui: &mut Ui, name: &str, hint: &str, text: &mut String) {
    let named = label(ui, name);
    let edit = TextEdit::multiline(text)
        .id(field_id(name))
        .hint_text(hint)
        .desired_rows(4)
        .desired_width(f32::INFINITY)
        .char_limit(MAX_TEXT)
        .margin(egui::Margin::symmetric(8, 4));
    let height = (ui.ctx().content_rect().height() - 330.0).clamp(70.0, 220.0);
    ScrollArea::vertical().id_salt(name).max_height(height).show(ui, |ui| {
        let response = ui.add(edit).labelled_by(named.id);
        if take_focus(ui, Focus::First) {
            response.request_focus();
        }
    });
}

/// Enter begins a line in a long text, so the main command answers.
fn long_answer_ui(ui: &mut Ui, words: &str) -> Option<FormAnswer> {
    ui.add_space(screen::STEP);
    ui.horizontal(|ui| {
        let is_confirmed = primary(ui, words, true).clicked();
        keycap(ui, Command::Primary);
        let is_dismissed = button(ui, "Cancel").clicked();
        cap(ui, "Esc");
        match (is_confirmed, is_dismissed) {
            (true, _) => Some(FormAnswer::Confirm),
            (_, true) => Some(FormAnswer::Dismiss),
            _ => None,
        }
    })
    .inner
}
