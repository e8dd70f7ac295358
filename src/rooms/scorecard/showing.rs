//! How the scorecard is shown, as pages or as text, and what is copied of it.

use super::pages::{Choice, Seen, Turn, Zoom};
use super::{Action, CardShown, ScorecardRoom};
use crate::domain::scorecard::{Disclosure, Scorecard};
use crate::frame::Frame;
use crate::frame::command::Command;

impl ScorecardRoom {
    /// What the pages are to show: what an export would write now.
    pub fn choice(&self) -> Option<Choice> {
        let CardShown { record, disclosure, paper, .. } = self.card_shown()?;
        Some(Choice { record, disclosure, paper })
    }

    /// Whether the text stands on screen rather than the pages.
    pub fn shows_text(&self, frame: &Frame) -> bool {
        frame.prefs().scorecard_as_text || self.pages.has_failed()
    }

    pub(super) fn see(&mut self, seen: Seen, frame: &mut Frame) {
        if let Some(choice) = self.choice() {
            self.pages.see(seen, choice, frame);
        }
    }

    pub(super) fn show_text(&mut self, as_text: bool, frame: &mut Frame) {
        if !as_text {
            self.pages.try_again();
        }
        frame.change_prefs(|prefs| prefs.scorecard_as_text = as_text);
    }

    /// Puts the card on the clipboard, without private notes, and without the name where it is to be
    /// left out.
    pub(super) fn copy(&self, write: fn(&Scorecard) -> String, done: &str, frame: &mut Frame) {
        let Some(open) = &self.open else { return };
        let disclosure = Disclosure { mask_candidate: self.draft.mask, include_private: false };
        match Scorecard::build(&open.record, disclosure) {
            Ok(card) => {
                frame.copy(write(&card));
                frame.notices.done(done);
            }
            Err(error) => frame.notices.fail(error),
        }
    }

    /// What a command means while pages are on screen.
    pub(super) fn resolve_on_pages(&self, command: Command) -> Option<Action> {
        let percent = self.pages.seen().percent;
        Some(match command {
            Command::Next => Action::Turn(Turn::On),
            Command::Previous => Action::Turn(Turn::Back),
            Command::FirstPage => Action::Turn(Turn::First),
            Command::LastPage => Action::Turn(Turn::Last),
            Command::ZoomIn => Action::Zoom(Zoom::beside(percent, true)),
            Command::ZoomOut => Action::Zoom(Zoom::beside(percent, false)),
            Command::FitWidth => Action::Zoom(Zoom::Width),
            _ => return None,
        })
    }
}
