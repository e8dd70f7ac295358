//! Sessions: begun, continued, ended, put aside, deleted; and their way to the disk.

use std::sync::Arc;

use super::Presented;
use super::popups::details;
use crate::app::action::{Action, Field, SessionAct};
use crate::app::drafts::{
    CardDraft, Focus, NoteDraft, Popup, Screen, SetChoice, StartDraft, WrapUpDraft,
};
use crate::app::jobs::Reply;
use crate::app::model::{CardOrigin, NoticeKind, OpenCard};
use crate::app::state::App;
use crate::domain::event::EventKind;
use crate::domain::ids::SessionId;
use crate::domain::record::SessionRecord;
use crate::domain::scorecard::{Disclosure, Scorecard};
use crate::domain::session::Phase;
use crate::domain::summary::Summary;
use crate::records::vault::{Leftovers, Loaded};
use crate::shared::desk::held::Held;
use crate::shared::desk::interview::TextError;
use crate::shared::desk::keeper::{FailureKind, WriteFailure};

/// Why a discarded session does not open.
const RESTORE_FIRST: &str = "Restore the session first";

impl App {
    pub(super) fn start_with(&mut self, choice: SetChoice) {
        if choice == SetChoice::Shown {
            // The set that was chosen stays the one that is shown.
            self.latest.set = self.new_request();
        }
        self.drafts.start.set = Some(choice);
        self.go(Screen::Start);
    }

    /// Makes the session of the Start screen.
    pub(super) fn begin(&mut self, start_clock: bool) {
        if let Some(why) = self.model.why_not_kept() {
            return self.problem(format!("No interview can be started: {why}"));
        }
        let Some(set) = self.drafts.start.set.as_ref().and_then(|c| self.model.chosen_set(c))
        else {
            return self.problem("Choose a question set first");
        };
        let frozen = match set.freeze(self.model.bank()) {
            Ok(frozen) => frozen,
            Err(missing) => {
                let names: Vec<&str> = missing.iter().map(|id| id.as_str()).collect();
                return self.problem(format!(
                    "“{}” names questions that this workspace does not have: {}",
                    set.title,
                    names.join(", ")
                ));
            }
        };
        let (now, offset) = (self.model.now, self.model.utc_offset_minutes);
        let id = match self.new_session_id() {
            Ok(id) => id,
            Err(error) => return self.problem(error),
        };
        let held = match Held::plan(id.clone(), frozen, now, offset, self.salt_source()) {
            Ok(held) => held,
            Err(error) => return self.problem(error),
        };
        self.model.held.insert(id.clone(), held);
        let draft = std::mem::take(&mut self.drafts.start);
        self.describe(&id, details(&draft));
        self.act(Action::SetInterviewer(draft.interviewer.trim().to_owned()));
        self.drafts.start = StartDraft { interviewer: draft.interviewer, ..StartDraft::default() };
        self.take_in_hand(&id);
        if start_clock {
            self.start_clock();
        }
        self.refresh_summary(&id);
        self.model.prefs.knows_home = true;
        self.latest.opening = self.new_request();
        self.show_screen(Screen::Live, self.latest.opening);
    }

    /// A name that no session has: the day, and something random.
    fn new_session_id(&self) -> Result<SessionId, TextError> {
        let at = chrono::DateTime::from_timestamp_millis(self.model.now.wall_ms);
        let day = at.map_or(String::new(), |at| at.format("%Y-%m-%d-").to_string());
        let salt = (self.salts)().ok_or(TextError::Unsalted)?;
        Ok(SessionId::parse(format!("{day}{}", salt.as_str().get(..12).unwrap_or_default()))?)
    }

    /// Goes on with a session, or shows its scorecard.
    pub(super) fn open_session(&mut self, id: &SessionId) {
        self.act_on(id, SessionAct::Open);
    }

    /// Does something to a session; one that is not in hand is read first.
    pub(super) fn act_on(&mut self, id: &SessionId, act: SessionAct) {
        self.flush();
        if self.model.deleting.contains(id) {
            return self.refuse_deleting(id);
        }
        if act != SessionAct::Open && self.refuses_change() {
            return;
        }
        let request = self.new_request();
        if act == SessionAct::Open {
            if self.model.overview(id).is_some_and(|row| row.discarded) {
                return self.say(NoticeKind::Hint, RESTORE_FIRST);
            }
            self.latest.opening = request;
        }
        if self.model.held.contains_key(id) {
            return self.act_on_held(id, act, request);
        }
        let wanted = id.clone();
        let given = self.records.give(move |keeper| {
            let result = keeper.load(&wanted).map(Box::new).map_err(|error| error.to_string());
            Reply::Loaded { request, act, id: wanted, result }
        });
        if !given {
            self.problem(
                "The records cannot be read any more: close the program and start it again",
            );
        }
    }

    /// Refuses in words what the records could not keep.
    fn refuses_change(&mut self) -> bool {
        let Some(why) = self.model.why_not_kept() else { return false };
        self.problem(format!("No session can be changed now: {why}"));
        true
    }

    fn refuse_deleting(&mut self, id: &SessionId) {
        let name = self.model.name_of(id);
        self.problem(format!("{name} is being deleted: nothing else can be done to this session"));
    }

    /// Takes up a session that was read, and does to it what it was read for.
    pub(super) fn loaded(
        &mut self,
        id: &SessionId,
        act: SessionAct,
        request: u64,
        result: Result<Box<Loaded>, String>,
    ) {
        let Loaded { record, read_only } = match result {
            Ok(loaded) => *loaded,
            Err(message) => return self.problem(message),
        };
        if self.model.deleting.contains(id) {
            return self.refuse_deleting(id);
        }
        // It may have been taken in hand while it was read.
        if !self.model.held.contains_key(id) {
            if let Some(why) = read_only {
                return self.show_to_read(record, act, why, request);
            }
            let held = Held::resume(record, self.model.now, self.salt_source());
            let session = held.session();
            let goes_on = act == SessionAct::Open && !session.discarded;
            let must_stop = session.phase == Phase::Live && !goes_on;
            self.model.held.insert(id.clone(), held);
            if must_stop {
                // It is only read to be put aside or ended: its clock does not run for that.
                self.go_on(id, EventKind::Paused);
            } else if request < self.latest.opening || self.must_wait() {
                // What does not come on screen now has no clock of its own.
                self.pause_beside_another(id);
            }
        }
        match act {
            SessionAct::Open | SessionAct::EndEarly => {
                self.present(request, Presented::Session(id.clone(), act));
            }
            SessionAct::NoShow | SessionAct::Discard | SessionAct::Restore => {
                self.act_on_held(id, act, request);
            }
        }
    }

    /// Does something to a session in hand, as it was asked for under a number.
    pub(super) fn act_on_held(&mut self, id: &SessionId, act: SessionAct, request: u64) {
        let Some(held) = self.model.held.get(id).filter(|_| !self.model.deleting.contains(id))
        else {
            return self.refuse_deleting(id);
        };
        let phase = held.session().phase;
        let name = Summary::of(held.record(), held.session())
            .state
            .map_or(String::new(), |overview| overview.name().to_owned());
        match act {
            SessionAct::Open if held.session().discarded => {
                return self.say(NoticeKind::Hint, RESTORE_FIRST);
            }
            // Of several sessions that were asked for, the newest is shown.
            SessionAct::Open if request < self.latest.opening => {}
            SessionAct::Open => return self.show_session(id, phase, request),
            SessionAct::NoShow => {
                if self.happen_to(id, EventKind::NoShow) {
                    self.say(NoticeKind::Done, format!("{name}: no-show recorded"));
                }
            }
            SessionAct::EndEarly => {
                return self.ask(Popup::End { session: id.clone(), reason: String::new() });
            }
            SessionAct::Discard => {
                // A clock does not run on in a session that was put aside.
                let is_running = phase == Phase::Live;
                if is_running {
                    self.happen_to(id, EventKind::Paused);
                }
                if self.happen_to(id, EventKind::Discarded) {
                    self.model.acted_on = Some(id.clone());
                    self.say(NoticeKind::Undoable, format!("{name}: discarded"));
                }
            }
            SessionAct::Restore => {
                if self.happen_to(id, EventKind::Restored) {
                    self.model.acted_on = Some(id.clone());
                    self.say(NoticeKind::Undoable, format!("{name}: restored"));
                }
            }
        }
        self.refresh_summary(id);
    }

    fn show_session(&mut self, id: &SessionId, phase: Phase, request: u64) {
        match phase {
            Phase::Submitted | Phase::NoShow => self.show_card_of(id, request),
            Phase::Planned | Phase::Live | Phase::Paused | Phase::Finished => {
                if self.model.current.as_ref() != Some(id) {
                    self.take_in_hand(id);
                }
                self.show_current(request);
                self.warn_of_step_back();
                if phase == Phase::Live {
                    self.pause_others();
                }
            }
        }
    }

    /// Puts the current session out of hand, and its drafts aside.
    fn put_aside(&mut self) {
        self.finish_note(Field::Note);
        self.flush();
        let before = std::mem::take(&mut self.drafts.wrap_up);
        if let Some(session) = before.session.clone() {
            self.drafts.put_aside.insert(session, before);
        }
        self.model.current = None;
        self.drafts.note = NoteDraft::new(Field::Note);
        self.drafts.live = Default::default();
    }

    /// Goes over to another session: its drafts come, those of the one before are put aside.
    fn take_in_hand(&mut self, id: &SessionId) {
        self.put_aside();
        self.model.current = Some(id.clone());
        if let Some(draft) = self.drafts.put_aside.remove(id) {
            self.drafts.wrap_up = draft;
            return;
        }
        let Some(held) = self.model.current() else { return };
        let recommendation = held.session().recommendation.as_ref();
        let reason = recommendation.and_then(|(_, text)| held.record().words(text));
        let reason = reason.unwrap_or_default().to_owned();
        let choice = recommendation.map(|(choice, _)| *choice);
        self.drafts.wrap_up = WrapUpDraft {
            session: Some(id.clone()),
            strength: NoteDraft::new(Field::Strength),
            concern: NoteDraft::new(Field::Concern),
            recommendation: choice,
            written: choice.map(|choice| (choice, reason.clone())),
            reason,
            ..WrapUpDraft::default()
        };
    }

    /// Shows the current session where it is: in the interview or in the wrap-up.
    pub(super) fn show_current(&mut self, request: u64) {
        let Some(held) = self.model.current() else { return };
        let screen = match held.session().phase {
            Phase::Finished => Screen::WrapUp,
            _ => Screen::Live,
        };
        self.show_screen(screen, request);
    }

    /// Goes to a screen that was asked for under a number, unless the person went to another since.
    pub(super) fn show_screen(&mut self, screen: Screen, request: u64) {
        self.flush();
        if request >= self.latest.screen {
            self.latest.screen = request;
            self.model.screen = screen;
            self.drafts.focus = Some(Focus::Nowhere);
        }
    }

    pub(super) fn show_card_of(&mut self, id: &SessionId, request: u64) {
        let Some(held) = self.model.held.get(id) else { return };
        let record = held.record().clone();
        self.show_card(record, CardOrigin::Records, request);
    }

    /// Shows a scorecard that was asked for under a number, unless a newer one is shown.
    pub(super) fn show_card(&mut self, record: SessionRecord, origin: CardOrigin, request: u64) {
        if request < self.latest.card {
            return;
        }
        // On the interviewer's own screen private notes are shown; an export asks each time.
        let disclosure = Disclosure { mask_candidate: false, include_private: true };
        match Scorecard::build(&record, disclosure) {
            Ok(card) => {
                let proposed = self.proposed_card_paths(&card);
                let [path, _] = proposed.clone();
                self.drafts.card = CardDraft { path, proposed, ..Default::default() };
                self.model.card = Some(OpenCard { record: Arc::new(record), card, origin });
                self.latest.card = request;
                self.show_screen(Screen::Scorecard, request);
                self.warn_of_step_back();
            }
            Err(error) => self.problem(error),
        }
    }

    /// Says that the times of the session on screen are in doubt, where they are.
    fn warn_of_step_back(&mut self) {
        let record = match self.model.screen {
            Screen::Scorecard => self.model.card.as_ref().map(|card| &*card.record),
            _ => self.model.current().map(|held| held.record()),
        };
        if let Some(seq) = record.and_then(SessionRecord::first_step_back) {
            let words = format!(
                "The computer's clock was set back during this session (at event {seq}): times of \
                 day around it may be wrong. Durations are not affected"
            );
            self.say(NoticeKind::Hint, words);
        }
    }

    pub(super) fn ask_delete(&mut self, session: SessionId) {
        if self.model.deleting.contains(&session) {
            return self.refuse_deleting(&session);
        }
        if self.refuses_change() {
            return;
        }
        let name = self.model.overview(&session).map_or("", |overview| overview.name()).to_owned();
        self.ask(Popup::Delete { session, name });
    }

    pub(super) fn delete(&mut self, id: SessionId) {
        if self.model.current.as_ref() == Some(&id) {
            self.put_aside();
            if matches!(self.model.screen, Screen::Live | Screen::WrapUp) {
                self.go(Screen::Sessions);
            }
        }
        self.model.acted_on.take_if(|acted_on| *acted_on == id);
        let deleting = id.clone();
        let given = self.records.give(move |keeper| {
            let result = keeper.delete(&id).map_err(|error| error.to_string());
            Reply::Deleted { id, result }
        });
        if given {
            self.model.deleting.insert(deleting);
        } else {
            self.problem("The records cannot be written any more: nothing was deleted");
        }
    }

    /// Forgets a session that the records no longer have; where they still have it, everything of it
    /// is there as before.
    pub(super) fn deleted(&mut self, id: &SessionId, result: Result<Leftovers, String>) {
        self.model.deleting.remove(id);
        let leftovers = match result {
            Ok(leftovers) => leftovers,
            Err(message) => return self.problem(message),
        };
        self.model.held.remove(id);
        self.drafts.put_aside.remove(id);
        self.model.sessions.remove(id);
        self.drafts.sessions.selected.take_if(|selected| selected == id);
        let is_gone =
            |card: &mut OpenCard| card.origin == CardOrigin::Records && card.record.id == *id;
        if self.model.card.take_if(is_gone).is_some() && self.model.screen == Screen::Scorecard {
            self.model.screen = Screen::Sessions;
        }
        match leftovers.0.first() {
            None => self.say(NoticeKind::Done, "The session was deleted"),
            Some(path) => self.problem(format!(
                "The session was deleted, but a copy of it is still in {}: delete that file",
                path.display()
            )),
        }
    }

    /// Brings the row of a session in hand up to date.
    pub(super) fn refresh_summary(&mut self, id: &SessionId) {
        let Some(held) = self.model.held.get(id) else { return };
        self.model.sessions.put(Summary::of(held.record(), held.session()), held.is_new());
    }

    /// A session that can only be read shows its scorecard, whatever was to be done with it.
    fn show_to_read(&mut self, record: SessionRecord, act: SessionAct, why: String, request: u64) {
        if act == SessionAct::Open {
            self.show_card(record, CardOrigin::ToRead(why), request);
        } else {
            self.problem(format!("This session can only be read: {why}"));
        }
    }

    /// Hands to the records what is not on the disk yet.
    pub(in crate::app) fn write_behind(&mut self) {
        for (id, held) in &mut self.model.held {
            if self.model.deleting.contains(id) {
                continue;
            }
            // After a failure only a new step or the person's word tries again.
            let Some(write) = held.next_write() else { continue };
            let (id, batch) = (write.id.clone(), write.batch.clone());
            let given = self.records.give(move |keeper| {
                let result = keeper.write(&write);
                Reply::Written { id: write.id, batch: write.batch, result }
            });
            if !given {
                let words = format!("the records of {id} cannot be written any more");
                held.written(&batch, Err(WriteFailure { kind: FailureKind::Again, words }));
            }
        }
    }

    pub(super) fn save_again(&mut self) {
        if self.model.held.values().any(Held::is_displaced) {
            return self.reopen_records();
        }
        for held in self.model.held.values_mut() {
            held.try_again();
        }
        self.write_behind();
    }
}
