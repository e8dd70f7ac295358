//! What is asked over the screen, and what the answer does.

use std::path::PathBuf;

use crate::app::drafts::{Focus, Popup, Screen, StartDraft};
use crate::app::model::NoticeKind;
use crate::app::state::{App, Effect};
use crate::domain::event::{Detail, EventKind};
use crate::domain::ids::SessionId;
use crate::domain::session::Phase;

/// The reason for a skip where none is typed; the field shows it.
pub const USUAL_SKIP_REASON: &str = "Short of time";

impl App {
    pub(super) fn dismiss(&mut self) {
        self.popup = None;
        self.drafts.focus = Some(Focus::Nowhere);
    }

    pub(super) fn confirm(&mut self) {
        let Some(popup) = self.popup.take() else { return };
        self.drafts.focus = Some(Focus::Nowhere);
        match popup {
            Popup::Skip { question, reason } => {
                let reason = reason.trim();
                let words = if reason.is_empty() { USUAL_SKIP_REASON } else { reason };
                if let Some(reason) = self.name_text(words)
                    && self.happen(EventKind::Skipped { question, reason })
                    && self.model.screen == Screen::Live
                {
                    self.step_through(true);
                }
            }
            Popup::Unplanned { text } if text.trim().is_empty() => {}
            Popup::Unplanned { text } => {
                if let Some(text) = self.name_text(text.trim()) {
                    self.happen(EventKind::UnplannedAsked { text });
                }
            }
            Popup::Details(draft) => self.take_details(&draft),
            Popup::End { session, reason } => self.end(&session, &reason),
            Popup::Submit => self.submit(),
            Popup::Delete { session, .. } => self.delete(session),
            Popup::OpenPath { path } if path.trim().is_empty() => {}
            Popup::OpenPath { path } => self.open_path(&PathBuf::from(path.trim())),
            Popup::Palette { .. } | Popup::Help | Popup::Close => {}
        }
    }

    pub(super) fn ask_details(&mut self) {
        let Some(held) = self.model.current() else { return };
        let words = |detail| {
            let text = held.session().details.get(&detail);
            text.and_then(|text| held.record().words(text)).unwrap_or_default().to_owned()
        };
        let draft = StartDraft {
            candidate: words(Detail::Candidate),
            role: words(Detail::Role),
            interviewer: words(Detail::Interviewer),
            set: None,
        };
        self.ask(Popup::Details(draft));
    }

    fn take_details(&mut self, draft: &StartDraft) {
        let Some(id) = self.model.current.clone() else { return };
        self.describe(&id, details(draft));
    }

    pub(super) fn ask_end(&mut self) {
        let Some(session) = self.model.current.clone() else { return };
        self.ask(Popup::End { session, reason: String::new() });
    }

    fn end(&mut self, id: &SessionId, reason: &str) {
        let is_current = self.model.current.as_ref() == Some(id);
        if is_current {
            self.finish_note(crate::app::action::Field::Note);
        }
        let reason = reason.trim();
        let ended_early = if reason.is_empty() { None } else { self.name_text_of(id, reason) };
        if self.happen_to(id, EventKind::Finished { ended_early })
            && is_current
            && self.model.screen == Screen::Live
        {
            self.show_current();
        }
    }

    pub(super) fn ask_submit(&mut self) {
        self.flush();
        let draft = &self.drafts.wrap_up;
        if draft.recommendation.is_none() {
            return self.problem(
                "Choose a recommendation first; “No decision” is one too. Nothing is chosen for you",
            );
        }
        if draft.reason.trim().is_empty() {
            return self.problem(
                "Write a reason beside the recommendation: the hiring manager decides from it",
            );
        }
        self.ask(Popup::Submit);
    }

    fn submit(&mut self) {
        use crate::app::action::Field;
        self.flush();
        self.finish_note(Field::Strength);
        self.finish_note(Field::Concern);
        let now = self.model.now;
        let Some(id) = self.model.current.clone() else { return };
        let Some(held) = self.model.held.get_mut(&id) else { return };
        match held.submit(now) {
            Ok(()) => {
                self.refresh_summary(&id);
                self.show_card_of(&id);
                self.say(NoticeKind::Done, "Submitted and sealed: later changes are amendments");
            }
            Err(message) => self.problem(message),
        }
    }

    /// Asks before the program closes, where an interview runs or something is unsaved.
    pub fn ask_close(&mut self) -> bool {
        self.flush();
        self.write_behind();
        let runs = |held: &crate::app::held::Held| held.session().phase == Phase::Live;
        if self.is_closing || (!self.model.held.values().any(runs) && self.model.unsaved() == 0) {
            return true;
        }
        if !matches!(self.popup, Some(Popup::Close)) {
            self.ask(Popup::Close);
        }
        false
    }

    pub(super) fn close_now(&mut self, pause: bool) {
        if pause {
            let runs: Vec<SessionId> = self
                .model
                .held
                .iter()
                .filter(|(_, held)| held.session().phase == Phase::Live)
                .map(|(id, _)| id.clone())
                .collect();
            for id in runs {
                self.happen_to(&id, EventKind::Paused);
            }
        }
        self.is_closing = true;
    }

    /// Closes once everything is on the disk, or cannot be brought there.
    pub(in crate::app) fn close_when_safe(&mut self) {
        if self.is_closing && (self.model.unsaved() == 0 || self.model.save_failure().is_some()) {
            self.effect(Effect::Close);
        }
    }
}

/// The details as the records name them.
pub(super) fn details(draft: &StartDraft) -> [(Detail, &str); 3] {
    [
        (Detail::Candidate, &draft.candidate),
        (Detail::Role, &draft.role),
        (Detail::Interviewer, &draft.interviewer),
    ]
}
