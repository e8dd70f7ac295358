//! A search of the bank, and below the hits the typed words as a question of one's own.

use egui::{Modifiers, ScrollArea, Ui};

use super::field::Field;
use super::form::answer_ui;
use super::row::Row;
use super::{heading, label};
use crate::domain::bank::Bank;
use crate::domain::ids::QuestionId;
use crate::frame::dialog::FormAnswer;
use crate::shared::adding::AddForm;

/// What a form for adding a question says.
pub struct AddWords<'a> {
    /// What becomes of a question that is added.
    pub about: &'a str,
    /// What becomes of the typed words.
    pub own: &'a str,
}

/// Up and down choose while the field has the focus.
pub fn add_ui(
    ui: &mut Ui,
    form: &mut AddForm,
    words: &AddWords<'_>,
    bank: &Bank,
    is_taken: impl Fn(&QuestionId) -> bool,
) -> Option<FormAnswer> {
    heading(ui, "Add a question");
    label(ui, words.about);
    let moved = moved_by_arrows(ui);
    let before = form.query.clone();
    let field = Field::new("Search the bank, or type your question").first();
    let response = field.show(ui, &mut form.query);
    if form.query != before {
        form.selected = 0;
    }
    let hits = form.hits(bank, is_taken);
    let own = usize::from(!form.query.trim().is_empty());
    let last = (hits.len() + own).saturating_sub(1);
    form.selected = form.selected.saturating_add_signed(moved).min(last);
    let mut clicked = None;
    let height = (ui.ctx().content_rect().height() - 300.0).clamp(64.0, 150.0);
    let scroll = ScrollArea::vertical().max_height(height).min_scrolled_height(height);
    scroll.show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        for (place, question) in hits.iter().enumerate() {
            let right = format!("{} · {} min", question.level.label(), question.minutes);
            let is_chosen = place == form.selected;
            let (words, more) = (question.name(), question.topic.as_str());
            let row = Row { words, more, right: &right, is_chosen, ..Row::default() }.show(ui);
            if is_chosen && moved != 0 {
                row.scroll_to_me(None);
            }
            if row.clicked() {
                clicked = Some(place);
            }
        }
        if own > 0 {
            let typed = format!("“{}”", form.query.trim());
            let is_chosen = form.selected == hits.len();
            let row = Row { words: &typed, more: words.own, is_chosen, ..Row::default() };
            if row.show(ui).clicked() {
                clicked = Some(hits.len());
            }
        }
    });
    if let Some(place) = clicked {
        form.selected = place;
    }
    answer_ui(ui, "Add", Some(&response)).or(clicked.map(|_| FormAnswer::Confirm))
}

/// How many rows the arrow keys moved down; the keys are taken.
pub fn moved_by_arrows(ui: &Ui) -> isize {
    ui.input_mut(|input| {
        let mut count = |key| input.count_and_consume_key(Modifiers::NONE, key) as isize;
        count(egui::Key::ArrowDown) - count(egui::Key::ArrowUp)
    })
}
