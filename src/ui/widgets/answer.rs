//! A question of a session as a row: what became of it, in a sign and in words.

use egui::{Response, Ui};

use super::icon::Icon;
use super::row::Row;
use crate::domain::session::plan::Planned;
use crate::domain::session::{Answer, Verdict};
use crate::ui::theme::colours;

pub struct AnswerRow<'a> {
    pub planned: Planned<'a>,
    pub answer: &'a Answer,
    pub asked: bool,
    pub is_on_stage: bool,
    pub is_chosen: bool,
    /// Its minutes, with the score in a column behind them; without, the outcome in words.
    pub minutes: Option<&'a str>,
    /// It can be dragged to another place.
    pub is_loose: bool,
}

impl AnswerRow<'_> {
    pub fn show(self, ui: &mut Ui) -> Response {
        let colours = colours(ui);
        let answer = self.answer;
        let (icon, words) = match &answer.outcome {
            Verdict::Scored(step) => {
                ((Icon::Check, colours.accent), format!("{} of 5", step.get()))
            }
            Verdict::NotAssessed(_) => ((Icon::Cross, colours.muted), "not assessed".to_owned()),
            Verdict::Skipped(_) => ((Icon::Dash, colours.muted), "skipped".to_owned()),
            Verdict::Open if self.is_on_stage => {
                ((Icon::Dot, colours.accent), "current question".to_owned())
            }
            Verdict::Open if self.asked => {
                ((Icon::Half, colours.caution), "asked, not scored".to_owned())
            }
            Verdict::Open => ((Icon::Circle, colours.muted), "not asked".to_owned()),
        };
        let marked = if answer.marked { "marked to come back to" } else { "" };
        // Words on screen need not be said twice.
        let spoken = match self.minutes {
            Some(_) => format!("{words} {marked}"),
            None => marked.to_owned(),
        };
        let score = match &answer.outcome {
            Verdict::Scored(step) => step.get().to_string(),
            Verdict::NotAssessed(_) => "n/a".to_owned(),
            Verdict::Skipped(_) => "skip".to_owned(),
            Verdict::Open if self.asked && !self.is_on_stage => "?".to_owned(),
            Verdict::Open => String::new(),
        };
        Row {
            icon: Some(icon),
            number: Some(self.planned.number),
            words: self.planned.question().name(),
            more: match (self.planned.is_added, self.planned.item.required) {
                (true, _) => "added",
                (false, true) => "",
                (false, false) => "optional",
            },
            right: self.minutes.unwrap_or(&words),
            score: self.minutes.map(|_| score.as_str()),
            is_marked: answer.marked,
            is_chosen: self.is_chosen,
            is_loose: self.is_loose,
            spoken: spoken.trim(),
            ..Row::default()
        }
        .show(ui)
    }
}
