//! Practice: the sample candidates, and how the last practice went.

use egui::{RichText, ScrollArea, Ui};

use super::{Action, PracticeRoom, Review, ReviewRow, under_way};
use crate::domain::practice::PointComparison;
use crate::frame::command::Command;
use crate::frame::focus::Focus;
use crate::frame::request::Out;
use crate::shared::look::Look;
use crate::tokens::screen;
use crate::ui::theme::{Type, colours};
use crate::ui::widgets::field::take_focus;
use crate::ui::widgets::icon::{Icon, icon_ui};
use crate::ui::widgets::prose::words_ui;
use crate::ui::widgets::{
    button, card, card_title, column, empty, follow_focus, heading, keycap, label, primary, text,
    turn_pages,
};

/// Draws the screen.
pub fn practice_ui(ui: &mut Ui, room: &PracticeRoom, look: Look<'_>, out: &mut Out<Action>) {
    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        turn_pages(ui);
        if let Some(review) = &room.review {
            heading(ui, &format!("Review: {}", review.candidate));
            review_ui(ui, review);
            ui.add_space(screen::GAP);
        }
        heading(ui, "Practice interview");
        column(ui, |ui| {
            let words = "A sample candidate answers in writing while the clock runs. Take notes, tick \
                         points, score; at the end you see where your scores differ from the \
                         reference, and by which points. Nothing of it is kept.";
            text(ui, words, Type::Body);
        });
        ui.add_space(screen::STEP);
        begin_ui(ui, room, look, out);
        follow_focus(ui);
    });
}

fn begin_ui(ui: &mut Ui, room: &PracticeRoom, look: Look<'_>, out: &mut Out<Action>) {
    if under_way(look.desk()).is_some() {
        ui.horizontal(|ui| {
            if primary(ui, "Go on with the practice", true).clicked() {
                out.act(Action::GoOn);
            }
            keycap(ui, Command::Primary);
        });
        return;
    }
    let practices = &look.bank().practices;
    if practices.is_empty() {
        return empty(ui, "This workspace has no sample candidate: the built-in one has");
    }
    for (place, practice) in practices.iter().enumerate() {
        let set = look.bank().sets.iter().find(|set| set.id == practice.set);
        let set = set.map_or(practice.set.as_str(), |set| set.title.as_str());
        ui.horizontal(|ui| {
            let words = match (&room.review, place) {
                (Some(_), 0) => format!("Practise with {} again", practice.candidate),
                _ => format!("Practise with {}", practice.candidate),
            };
            let is_clicked = match place {
                0 => {
                    let first = primary(ui, &words, true);
                    // Behind a review it would scroll the review away.
                    if take_focus(ui, Focus::First) && room.review.is_none() {
                        first.request_focus();
                    }
                    first.clicked()
                }
                _ => button(ui, &words).clicked(),
            };
            if place == 0 {
                keycap(ui, Command::Primary);
            }
            if is_clicked {
                out.act(Action::Begin(practice.id.clone()));
            }
            label(ui, format!("{} · {set}", practice.role));
        });
    }
}

fn review_ui(ui: &mut Ui, review: &Review) {
    card(ui, |ui| {
        text(ui, review.summary(), Type::Strong);
        if !review.not_asked.is_empty() {
            label(ui, format!("Not compared: {}", review.not_asked.join(", ")));
        }
    });
    for row in &review.rows {
        ui.add_space(screen::STEP * 2.0);
        card(ui, |ui| row_ui(ui, row));
    }
}

fn row_ui(ui: &mut Ui, row: &ReviewRow) {
    let colours = colours(ui);
    let comparison = &row.comparison;
    ui.horizontal(|ui| {
        card_title(ui, &format!("{}. {}", row.number, row.name));
        let reference = comparison.reference.get();
        let (icon, ink, words) = match (comparison.given, comparison.above()) {
            (Some(given), Some(0)) => {
                (Icon::Check, colours.good, format!("{} of 5, as the reference", given.get()))
            }
            (Some(given), _) => (
                Icon::Warning,
                colours.caution,
                format!("you gave {}, the reference is {reference}", given.get()),
            ),
            (None, _) => {
                (Icon::Half, colours.muted, format!("no score; the reference is {reference}"))
            }
        };
        icon_ui(ui, icon, ink);
        ui.label(RichText::new(words).font(Type::Strong.font()).color(ink));
    });
    words_ui(ui, &comparison.why, Type::Body);
    let all = || comparison.points.iter().chain(&comparison.flags);
    points_ui(ui, "Said, and you did not tick it", all().filter(|it| it.said && !it.ticked));
    points_ui(ui, "You ticked it, and it was not said", all().filter(|it| !it.said && it.ticked));
    if all().all(PointComparison::agrees) {
        label(ui, "Every point is ticked as the reference has it");
    }
}

fn points_ui<'a>(ui: &mut Ui, words: &str, points: impl Iterator<Item = &'a PointComparison>) {
    let mut points = points.peekable();
    if points.peek().is_none() {
        return;
    }
    label(ui, words);
    for point in points {
        let tier = point.at.map_or("red flag", |at| at.label());
        ui.horizontal_top(|ui| {
            label(ui, tier);
            words_ui(ui, &point.text, Type::Body);
        });
    }
}
