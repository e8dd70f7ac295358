//! The corridors of the house: what follows from what happened in a room, on the desk or to the content.

use std::convert::Infallible;

use super::{App, Screen};
use crate::domain::ids::SessionId;
use crate::domain::record::SessionRecord;
use crate::domain::session::Phase;
use crate::frame::focus::Focus;
use crate::frame::tickets::Ticket;
use crate::rooms::scorecard::CardOrigin;
use crate::rooms::{home, live, practice, scorecard, sessions, sets, start, wrap_up};
use crate::shared::content::{self, SetChoice};
use crate::shared::desk::held::Held;
use crate::shared::desk::signing::KeyState;
use crate::shared::desk::{self, Arrival, SessionAct};
use crate::shared::forms::EndForm;

/// Where an outcome leads.
pub(super) trait Leads<O> {
    fn follow(&mut self, outcome: O);
}

/// From a room without outcomes nothing follows.
impl Leads<Infallible> for App {
    fn follow(&mut self, outcome: Infallible) {
        match outcome {}
    }
}

impl Leads<home::Outcome> for App {
    fn follow(&mut self, outcome: home::Outcome) {
        match outcome {
            home::Outcome::Open(id) => self.open_session(&id),
            home::Outcome::StartWith(set) => self.start_with(SetChoice::Ready(set)),
            home::Outcome::NewInterview => self.go(Screen::Start),
            home::Outcome::Sample { record, ticket } => {
                self.show_card(*record, CardOrigin::Sample, ticket);
            }
        }
    }
}

impl Leads<start::Outcome> for App {
    fn follow(&mut self, outcome: start::Outcome) {
        match outcome {
            start::Outcome::Begun { session, start_clock } => {
                self.take_in_hand(&session);
                if start_clock {
                    self.rooms.live.start(&mut self.shared.desk, &mut self.shared.frame);
                }
                let ticket = self.shared.frame.tickets.issue();
                self.shared.desk.show_newest(ticket);
                self.show(Screen::Live, ticket);
            }
        }
    }
}

impl Leads<sessions::Outcome> for App {
    fn follow(&mut self, outcome: sessions::Outcome) {
        match outcome {
            sessions::Outcome::Ending(EndForm { session, reason }) => {
                let is_current = self.desk().current_id() == Some(&session);
                if is_current {
                    self.rooms.live.finish_note(&mut self.shared.desk, &mut self.shared.frame);
                }
                let is_over = self.shared.desk.end(&session, &reason, &mut self.shared.frame);
                if is_over && is_current && self.screen == Screen::Live {
                    self.show_current();
                }
            }
            sessions::Outcome::Deleting(id) => {
                if self.desk().current_id() == Some(&id) {
                    self.put_aside();
                    if matches!(self.screen, Screen::Live | Screen::WrapUp) {
                        self.go(Screen::Sessions);
                    }
                }
            }
        }
    }
}

impl Leads<live::Outcome> for App {
    fn follow(&mut self, outcome: live::Outcome) {
        match outcome {
            live::Outcome::Ended if self.desk().current().is_some_and(is_practice) => {
                self.rooms.practice.take_review(&self.shared.desk);
                self.put_aside();
                self.shared.desk.forget_rehearsal();
                self.go(Screen::Practice);
            }
            live::Outcome::Ended => self.show_current(),
        }
    }
}

fn is_practice(held: &Held) -> bool {
    held.practice().is_some()
}

impl Leads<practice::Outcome> for App {
    fn follow(&mut self, outcome: practice::Outcome) {
        let (session, is_new) = match outcome {
            practice::Outcome::Begun(session) => (session, true),
            practice::Outcome::GoOn(session) => (session, false),
        };
        self.take_in_hand(&session);
        if is_new {
            self.rooms.live.start(&mut self.shared.desk, &mut self.shared.frame);
        }
        let ticket = self.shared.frame.tickets.issue();
        self.shared.desk.show_newest(ticket);
        self.show(Screen::Live, ticket);
    }
}

impl Leads<wrap_up::Outcome> for App {
    fn follow(&mut self, outcome: wrap_up::Outcome) {
        match outcome {
            wrap_up::Outcome::Submitted(id) => {
                let ticket = self.shared.frame.tickets.issue();
                self.show_card_of(&id, ticket);
                self.shared.frame.notices.done(match self.desk().own_key().state() {
                    KeyState::Off(_) => "Submitted and sealed, but not signed: Settings says why",
                    _ => "Submitted and sealed: later changes are amendments",
                });
            }
            wrap_up::Outcome::Reopened => {
                self.rooms.live.resume(&self.shared.frame);
                self.shared.desk.pause_others(&mut self.shared.frame);
                self.show_current();
            }
        }
    }
}

impl Leads<scorecard::Outcome> for App {
    fn follow(&mut self, outcome: scorecard::Outcome) {
        match outcome {
            scorecard::Outcome::Amended(id) => {
                let ticket = self.shared.frame.tickets.issue();
                self.show_card_of(&id, ticket);
                self.shared.frame.notices.done("Amended: the submitted value stays beside it");
            }
        }
    }
}

impl Leads<sets::Outcome> for App {
    fn follow(&mut self, outcome: sets::Outcome) {
        match outcome {
            sets::Outcome::StartWith(choice) => self.start_with(choice),
            sets::Outcome::Saved => self.shared.content.read(&mut self.shared.frame),
        }
    }
}

impl Leads<content::Outcome> for App {
    fn follow(&mut self, outcome: content::Outcome) {
        match outcome {
            content::Outcome::Read => {
                let is_shown = self.screen == Screen::Sets;
                self.rooms.sets.library_read(is_shown, &mut self.shared);
                self.rooms.bank.look_anew(&mut self.shared);
            }
            content::Outcome::Entered => {
                self.rooms.bank.close_file(&mut self.shared);
                self.rooms.start.set = None;
                self.rooms.settings.fill(&self.shared);
            }
        }
    }
}

impl App {
    /// What happened on the desk; what is to be shown waits while a form is open.
    pub(super) fn follow_desk(&mut self, at_once: bool) {
        for outcome in self.shared.desk.take_outcomes() {
            match outcome {
                desk::Outcome::Arrived(arrival) if at_once => self.arrive(arrival),
                desk::Outcome::Arrived(arrival) => self.arrivals.push_back(arrival),
                desk::Outcome::Deleted(id) => self.deleted(&id),
                desk::Outcome::ForHome(notice) => {
                    if self.screen != Screen::Home {
                        self.shared.frame.notices.show(notice);
                    }
                }
                desk::Outcome::RecordsChanged => {
                    self.rooms.settings.fill(&self.shared);
                }
            }
        }
    }

    /// Shows what waited for a form to be closed.
    pub(super) fn show_arrivals(&mut self) {
        while !self.is_in_a_form()
            && let Some(arrival) = self.arrivals.pop_front()
        {
            self.arrive(arrival);
        }
    }

    fn arrive(&mut self, arrival: Arrival) {
        match arrival {
            Arrival::Ready { id, act: SessionAct::EndEarly, .. } => self.ask_end(id),
            Arrival::Ready { id, ticket, .. } => self.show_session(&id, ticket),
            Arrival::ToRead { record, why, ticket } => {
                self.show_card(*record, CardOrigin::ToRead(why), ticket);
            }
        }
    }

    fn ask_end(&mut self, id: SessionId) {
        if self.shared.desk.is_at_hand(&id, &mut self.shared.frame) {
            self.rooms.sessions.ask_end(id, &mut self.shared.frame);
        }
    }

    fn show_session(&mut self, id: &SessionId, ticket: Ticket) {
        match self.shared.desk.wanted(id, ticket, &mut self.shared.frame) {
            None => {}
            Some(Phase::Submitted | Phase::NoShow) => self.show_card_of(id, ticket),
            Some(phase) => {
                if self.desk().current_id() != Some(id) {
                    self.take_in_hand(id);
                }
                self.show_current_for(ticket);
                self.warn_of_step_back();
                if phase == Phase::Live {
                    self.shared.desk.pause_others(&mut self.shared.frame);
                }
            }
        }
    }

    fn start_with(&mut self, choice: SetChoice) {
        self.rooms.start.choose(choice, &mut self.shared);
        self.go(Screen::Start);
    }

    /// Goes over to another session; what is typed for the one before is kept for later.
    fn take_in_hand(&mut self, id: &SessionId) {
        self.put_aside();
        self.shared.desk.take_in_hand(id);
        self.rooms.wrap_up.take_up(id, &self.shared.desk);
    }

    fn put_aside(&mut self) {
        self.keep_typed();
        self.rooms.live.put_aside(&mut self.shared.desk, &mut self.shared.frame);
        self.rooms.wrap_up.put_aside();
        self.shared.desk.put_out_of_hand();
    }

    /// Shows the current session where it is: in the interview or in the wrap-up.
    fn show_current(&mut self) {
        let ticket = self.shared.frame.tickets.issue();
        self.show_current_for(ticket);
    }

    fn show_current_for(&mut self, ticket: Ticket) {
        let Some(held) = self.desk().current() else { return };
        let screen = match held.session().phase {
            Phase::Finished => Screen::WrapUp,
            _ => Screen::Live,
        };
        self.show(screen, ticket);
    }

    /// Goes to a screen that was asked for under a ticket, unless the person went to another since.
    pub(super) fn show(&mut self, screen: Screen, ticket: Ticket) {
        self.keep_typed();
        if self.shown.give_way(ticket) {
            self.screen = screen;
            self.shared.frame.focus = Some(Focus::Nowhere);
        }
    }

    fn show_card_of(&mut self, id: &SessionId, ticket: Ticket) {
        let Some(held) = self.desk().held().get(id) else { return };
        let record = held.record().clone();
        self.show_card(record, CardOrigin::Records, ticket);
    }

    /// Shows a scorecard; false where a newer one is shown, or it cannot be made.
    pub(super) fn show_card(
        &mut self,
        record: SessionRecord,
        origin: CardOrigin,
        ticket: Ticket,
    ) -> bool {
        let is_shown = self.rooms.scorecard.show(record, origin, ticket, &mut self.shared.frame);
        if is_shown {
            self.show(Screen::Scorecard, ticket);
            self.warn_of_step_back();
        }
        is_shown
    }

    /// Says that the times of the session on screen are in doubt, where they are.
    fn warn_of_step_back(&mut self) {
        let record = match self.screen {
            Screen::Scorecard => self.rooms.scorecard.open().map(|open| &*open.record),
            _ => self.shared.desk.current().map(|held| held.record()),
        };
        if let Some(seq) = record.and_then(SessionRecord::first_step_back) {
            self.shared.frame.notices.hint(format!(
                "The computer's clock was set back during this session (at event {seq}): times of \
                 day around it may be wrong. Durations are not affected"
            ));
        }
    }

    fn deleted(&mut self, id: &SessionId) {
        self.rooms.wrap_up.forget(id);
        self.rooms.sessions.forget(id);
        if self.rooms.scorecard.forget(id, &mut self.shared.frame)
            && self.screen == Screen::Scorecard
        {
            self.screen = Screen::Sessions;
        }
    }
}
