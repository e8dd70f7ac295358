//! Practice: an interview with a sample candidate on a virtual clock, and then where one's scores differ
//! from the reference. Nothing of it is kept.

#[cfg(feature = "gui")]
pub mod view;

use std::sync::Arc;

use super::Room;
use crate::domain::event::Detail;
use crate::domain::ids::SessionId;
use crate::domain::practice::{Comparison, Practice};
use crate::domain::session::{Phase, Verdict};
use crate::frame::command::Command;
use crate::frame::failure::Failure;
use crate::frame::focus::Focus;
use crate::shared::Shared;
use crate::shared::desk::Desk;

#[derive(Default)]
pub struct PracticeRoom {
    /// The last practice, question by question.
    pub review: Option<Review>,
}

/// How a practice went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Review {
    pub candidate: String,
    /// Those that were asked and have a reference.
    pub rows: Vec<ReviewRow>,
    /// The names of the others.
    pub not_asked: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReviewRow {
    pub number: usize,
    pub name: String,
    pub comparison: Comparison,
}

impl Review {
    fn of(desk: &Desk) -> Option<Self> {
        let held = desk.rehearsal()?;
        let practice = held.practice()?;
        let session = held.session();
        let row = |planned: crate::domain::session::plan::Planned<'_>| {
            let answer = session.answer(planned.id())?;
            let is_skipped = matches!(answer.outcome, Verdict::Skipped(_));
            if is_skipped || !session.was_asked(planned.id()) {
                return None;
            }
            let sample = practice.answer(planned.id())?;
            Some(ReviewRow {
                number: planned.number,
                name: planned.question().name().to_owned(),
                comparison: sample.compare(planned.question(), answer),
            })
        };
        let rows: Vec<ReviewRow> = session.plan(&held.record().set).filter_map(row).collect();
        let is_shown = |number: usize| rows.iter().any(|row| row.number == number);
        let others = session.plan(&held.record().set).filter(|it| !is_shown(it.number));
        let not_asked = others.map(|planned| planned.question().name().to_owned()).collect();
        Some(Self { candidate: practice.candidate.clone(), rows, not_asked })
    }

    /// How far each given score lies above the reference.
    fn above(&self) -> Vec<i16> {
        self.rows.iter().filter_map(|row| row.comparison.above()).collect()
    }

    /// In a sentence.
    pub fn summary(&self) -> String {
        let above = self.above();
        if above.is_empty() {
            return "No question was scored".to_owned();
        }
        let count = |most: i16| above.iter().filter(|steps| steps.abs() <= most).count();
        let sum: i32 = above.iter().map(|steps| i32::from(*steps)).sum();
        // In tenths, away from zero on a tie.
        let tenths = (sum * 20 / above.len() as i32 + sum.signum()) / 2;
        let lean = match tenths {
            0 => "level with it on average".to_owned(),
            tenths => {
                let side = if tenths > 0 { "above" } else { "below" };
                let tenths = tenths.abs();
                format!("{}.{} {side} on average", tenths / 10, tenths % 10)
            }
        };
        format!("Same score on {} of {}, within one on {}; {lean}", count(0), above.len(), count(1))
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Action {
    /// With the sample candidate of this id.
    Begin(String),
    /// Back to the one that was begun.
    GoOn,
}

#[derive(Debug)]
pub enum Outcome {
    Begun(SessionId),
    GoOn(SessionId),
}

impl PracticeRoom {
    /// The practice is over: compares it with the reference.
    pub fn take_review(&mut self, desk: &Desk) {
        self.review = Review::of(desk);
    }

    fn begin(&mut self, practice: &Practice, shared: &mut Shared) -> Result<SessionId, Failure> {
        let Shared { frame, desk, content } = shared;
        let bank = content.bank();
        let set = bank.sets.iter().find(|set| set.id == practice.set);
        let set = set.ok_or(Failure::NoSetChosen)?;
        let frozen = set
            .freeze(bank)
            .map_err(|missing| Failure::MissingQuestions { title: set.title.clone(), missing })?;
        let id = desk.rehearse(frozen, Arc::new(practice.clone()), frame)?;
        let interviewer = frame.prefs().interviewer.clone();
        let details = [
            (Detail::Candidate, practice.candidate.as_str()),
            (Detail::Role, practice.role.as_str()),
            (Detail::Interviewer, interviewer.as_str()),
        ];
        desk.describe(&id, details, frame);
        self.review = None;
        Ok(id)
    }
}

/// The practice under way, unless it is over.
pub fn under_way(desk: &Desk) -> Option<&SessionId> {
    let held = desk.rehearsal()?;
    let runs = matches!(held.session().phase, Phase::Planned | Phase::Live | Phase::Paused);
    runs.then_some(&held.record().id)
}

impl Room for PracticeRoom {
    type Action = Action;
    type Outcome = Outcome;

    fn update(&mut self, action: Action, shared: &mut Shared) -> Option<Outcome> {
        if let Some(other) = shared.desk.running_beside(None) {
            let name = shared.desk.name_of(other);
            let words = format!("{name}'s interview is running: pause or end it first");
            shared.frame.notices.hint(words);
            return None;
        }
        match action {
            Action::GoOn => under_way(&shared.desk).cloned().map(Outcome::GoOn),
            Action::Begin(id) => {
                let practices = &shared.content.bank().practices;
                let practice = practices.iter().find(|practice| practice.id == id)?.clone();
                let begun = self.begin(&practice, shared);
                begun.map_err(|failure| shared.frame.notices.fail(failure)).ok().map(Outcome::Begun)
            }
        }
    }

    fn enter(&mut self, shared: &mut Shared) {
        shared.frame.focus = Some(Focus::First);
    }

    fn resolve(&self, command: Command, shared: &Shared) -> Option<Action> {
        if command != Command::Primary {
            return None;
        }
        if under_way(&shared.desk).is_some() {
            return Some(Action::GoOn);
        }
        let first = shared.content.bank().practices.first();
        first.map(|practice| Action::Begin(practice.id.clone()))
    }
}
