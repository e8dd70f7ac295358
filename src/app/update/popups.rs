//! What is asked over the screen, and what the answer does.

use std::path::PathBuf;

use super::Presented;
use crate::app::drafts::{AmendDraft, Amending, Focus, Popup, Screen, StartDraft, WrapUpDraft};
use crate::app::jobs::ExportJob;
use crate::app::model::NoticeKind;
use crate::app::state::{App, Closing, Effect};
use crate::domain::event::{Change, Detail, EventKind};
use crate::domain::ids::SessionId;
use crate::domain::session::Phase;
use crate::domain::summary::detail_words;
use crate::library::save::Expect;

impl App {
    pub(super) fn dismiss(&mut self) {
        if matches!(self.popup.take(), Some(Popup::Close)) {
            self.closing = Closing::No;
        }
        self.drafts.focus = Some(Focus::Nowhere);
    }

    pub(super) fn confirm(&mut self) {
        let Some(popup) = self.popup.take() else { return };
        self.drafts.focus = Some(Focus::Nowhere);
        match popup {
            Popup::Skip { question, reason } if reason.trim().is_empty() => {
                self.ask(Popup::Skip { question, reason });
                self.say(NoticeKind::Hint, "Choose a reason or type one: a skip keeps its reason");
            }
            Popup::Skip { question, reason } => {
                if let Some(reason) = self.name_text(reason.trim())
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
            Popup::Amend(draft) => self.amend(draft),
            Popup::Replace { job, .. } => {
                self.write_card(ExportJob { expect: Expect::Anything, ..job });
            }
            Popup::Restore(copy) => self.restore_records(copy),
            Popup::Path { path, .. } if path.trim().is_empty() => {}
            Popup::Path { errand, path } => self.take_path(errand, PathBuf::from(path.trim())),
            Popup::Palette { .. } | Popup::Help | Popup::Close => {}
        }
    }

    pub(super) fn ask_details(&mut self) {
        let Some(held) = self.model.current() else { return };
        let words = |detail| detail_words(held.record(), held.session(), detail).to_owned();
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
            let request = self.new_request();
            self.show_current(request);
        }
    }

    /// Records a change to the sealed session on screen. What is missing is said, and nothing typed is
    /// lost.
    fn amend(&mut self, draft: AmendDraft) {
        let change = match (draft.what, draft.recommendation, &draft.question, draft.step) {
            (Amending::Remark, ..) => Ok(Change::Remark),
            (Amending::Recommendation, Some(recommendation), ..) => {
                Ok(Change::Recommendation { recommendation })
            }
            (Amending::Recommendation, None, ..) => Err("Choose the new recommendation"),
            (Amending::Score, _, Some(question), Some(step)) => {
                Ok(Change::Score { question: question.clone(), step })
            }
            (Amending::Score, ..) => Err("Choose the question and its new score"),
        };
        let change = match change {
            Ok(_) if draft.reason.trim().is_empty() => {
                Err("Write why: an amendment keeps its reason")
            }
            change => change,
        };
        let change = match change {
            Ok(change) => change,
            Err(missing) => {
                self.ask(Popup::Amend(draft));
                return self.say(NoticeKind::Hint, missing);
            }
        };
        let Some(id) = self.model.card.as_ref().map(|card| card.record.id.clone()) else { return };
        self.note_offset(&id);
        let Some(reason) = self.name_text_of(&id, draft.reason.trim()) else { return };
        if self.happen_to(&id, EventKind::Amended { change, reason }) {
            let request = self.new_request();
            self.show_card_of(&id, request);
            self.say(NoticeKind::Done, "Amended: the submitted value stays beside it");
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
        self.note_offset(&id);
        let Some(held) = self.model.held.get_mut(&id) else { return };
        match held.submit(now) {
            Ok(()) => {
                self.refresh_summary(&id);
                let request = self.new_request();
                self.show_card_of(&id, request);
                self.say(NoticeKind::Done, "Submitted and sealed: later changes are amendments");
            }
            Err(message) => self.problem(message),
        }
    }

    /// Whether the program may close now; where an interview runs or something is not saved, the
    /// person is asked first.
    pub fn ask_close(&mut self) -> bool {
        self.flush();
        self.write_behind();
        let is_safe = self.model.unsaved() == 0;
        let may_close = match self.closing {
            Closing::Now => true,
            // The person was asked, and closing goes on by itself: see `close_when_safe`.
            Closing::WhenSaved => return is_safe,
            Closing::No => is_safe && self.running().is_empty() && !self.has_unkept_reason(),
        };
        if !may_close && !matches!(self.popup, Some(Popup::Close)) {
            // A form that is half typed comes back where the person stays.
            if let Some(form) = self.popup.take() {
                self.waiting.push_front((self.latest.screen, Presented::Popup(form)));
            }
            self.ask(Popup::Close);
        }
        may_close
    }

    /// A reason that was typed without a recommendation: there is no step that keeps it.
    pub fn has_unkept_reason(&self) -> bool {
        let is_unkept =
            |draft: &WrapUpDraft| draft.recommendation.is_none() && !draft.reason.trim().is_empty();
        is_unkept(&self.drafts.wrap_up) || self.drafts.put_aside.values().any(is_unkept)
    }

    fn running(&self) -> Vec<SessionId> {
        let held = self.model.held.iter();
        let runs = held.filter(|(id, held)| {
            held.session().phase == Phase::Live && !self.model.deleting.contains(*id)
        });
        runs.map(|(id, _)| id.clone()).collect()
    }

    pub(super) fn close_now(&mut self, pause: bool) {
        for id in self.running() {
            let question = self.model.held.get(&id).and_then(|held| held.session().current.clone());
            // Without a pause this stamps the moment, so that the time up to here counts.
            let kind = if pause { EventKind::Paused } else { EventKind::Opened { question } };
            self.happen_to(&id, kind);
        }
        self.popup = None;
        self.waiting.clear();
        // The failure, if there is one, was on screen when the person chose to close.
        let has_failed = self.model.save_failure().is_some();
        self.closing = if has_failed { Closing::Now } else { Closing::WhenSaved };
        if has_failed {
            self.effect(Effect::Close);
        }
        self.write_behind();
    }

    /// Closes once everything is on the disk. Where that fails meanwhile, the person is asked again. A
    /// form that was begun meanwhile is typed to its end first.
    pub(in crate::app) fn close_when_safe(&mut self) {
        if self.closing != Closing::WhenSaved || self.popup.is_some() {
            return;
        }
        if self.model.save_failure().is_some() {
            self.closing = Closing::No;
            self.ask(Popup::Close);
        } else if self.model.unsaved() == 0 {
            self.closing = Closing::Now;
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
