//! The steps of an interview.

use crate::app::action::Field;
use crate::app::drafts::{Focus, Screen};
use crate::app::model::NoticeKind;
use crate::app::state::App;
use crate::domain::event::{EventKind, possible_offset};
use crate::domain::ids::{QuestionId, SessionId};
use crate::domain::pace::next_open;
use crate::domain::rubric::Step;
use crate::domain::session::{Outcome, Phase};
use crate::frame::clock::Now;
use crate::shared::desk::held::Held;
use crate::shared::desk::interview::Refused;

/// For this long after a change of the question on stage, in milliseconds, no click scores it.
const CLICK_MS: u64 = 400;

impl App {
    /// Records a step of the current session and says where it does not fit; true where it was taken.
    pub(super) fn happen(&mut self, kind: EventKind) -> bool {
        let Some(id) = self.model.current.clone() else { return false };
        self.happen_to(&id, kind)
    }

    /// Records a step of a session in hand.
    pub(super) fn happen_to(&mut self, id: &SessionId, kind: EventKind) -> bool {
        let acts = |app: &Self| app.model.held.get(id).map_or(0, Held::acts);
        let before = acts(self);
        let is_taken = self.record(id, |held, now| held.happen(now, kind));
        if acts(self) > before {
            self.note_acted();
        }
        is_taken
    }

    /// Records in a session in hand what is no act of the person.
    pub(super) fn go_on(&mut self, id: &SessionId, kind: EventKind) -> bool {
        self.record(id, |held, now| held.go_on(now, kind))
    }

    /// Records something in a session in hand, and says where it does not fit.
    pub(super) fn record(
        &mut self,
        id: &SessionId,
        record: impl FnOnce(&mut Held, Now) -> Result<(), Refused>,
    ) -> bool {
        let now = self.model.now;
        let Some(held) = self.model.held.get_mut(id) else { return false };
        let result = record(held, now);
        if let Err(refused) = &result {
            self.problem(format!("That was not recorded: {}", refused.0));
        }
        self.refresh_summary(id);
        result.is_ok()
    }

    /// Stops the clocks of every other interview: nobody holds two at once.
    pub(super) fn pause_others(&mut self) {
        let current = self.model.current.clone();
        let runs = |(id, held): (&SessionId, &Held)| {
            let is_other = Some(id) != current.as_ref() && held.session().phase == Phase::Live;
            is_other.then(|| id.clone())
        };
        let others: Vec<SessionId> = self.model.held.iter().filter_map(runs).collect();
        for id in others {
            self.pause_for_another(&id);
        }
    }

    /// Stops the clock of a session that was taken up while another one's runs.
    pub(super) fn pause_beside_another(&mut self, id: &SessionId) {
        let runs = |held: &Held| held.session().phase == Phase::Live;
        let is_running = self.model.held.get(id).is_some_and(runs);
        if is_running && self.model.held.iter().any(|(other, held)| other != id && runs(held)) {
            self.pause_for_another(id);
        }
    }

    fn pause_for_another(&mut self, id: &SessionId) {
        if self.happen_to(id, EventKind::Paused) {
            let name = self.model.overview(id).map_or("", |row| row.name()).to_owned();
            self.say(NoticeKind::Done, format!("{name}: paused, since another interview runs"));
        }
    }

    /// Does something to the question that keys mean: the one on stage, or the one looked at in the
    /// wrap-up.
    pub(super) fn on_question(&mut self, act: impl FnOnce(&mut Self, QuestionId)) {
        let question = match self.model.screen {
            Screen::WrapUp => self.drafts.wrap_up.selected.clone(),
            _ => self.model.on_stage().cloned(),
        };
        match question {
            Some(question) => act(self, question),
            None => self.say(NoticeKind::Hint, "Choose a question first"),
        }
    }

    /// Records the offset from UTC where it is another one than the session knows, before something
    /// whose time is printed.
    pub(super) fn note_offset(&mut self, id: &SessionId) {
        let utc_offset_minutes = possible_offset(self.model.utc_offset_minutes);
        let known = self.model.held.get(id).map(|held| held.session().utc_offset_minutes);
        if known.is_some_and(|known| known != utc_offset_minutes) {
            self.go_on(id, EventKind::OffsetChanged { utc_offset_minutes });
        }
    }

    pub(super) fn start_clock(&mut self) {
        if let Some(id) = self.model.current.clone() {
            self.note_offset(&id);
        }
        if self.happen(EventKind::Started) {
            self.drafts.focus = Some(Focus::Nowhere);
            self.pause_others();
        }
    }

    pub(super) fn stage(&mut self, question: Option<QuestionId>) {
        self.flush();
        self.finish_note(Field::Note);
        if self.model.on_stage() != question.as_ref() {
            let runs = self
                .model
                .current()
                .is_some_and(|held| matches!(held.session().phase, Phase::Live | Phase::Paused));
            if runs {
                self.happen(EventKind::Opened { question });
                self.drafts.live.staged_ms = Some(self.model.now.mono_ms);
            } else {
                self.say(NoticeKind::Hint, "Start the clock first: Ctrl+Enter");
            }
        }
        self.drafts.live.shows_answer = false;
        // Who is typing goes on typing, on the next question.
        let is_typing = self.drafts.is_typing_note;
        self.drafts.focus = Some(if is_typing { Focus::Note } else { Focus::Nowhere });
    }

    /// Whether a click on the scale may still be meant for what stood there before: the second one of
    /// a double click must not score the question that the first one brought.
    pub(super) fn is_too_soon(&self) -> bool {
        let now_ms = self.model.now.mono_ms;
        self.model.screen == Screen::Live
            && self.drafts.live.staged_ms.is_some_and(|staged| now_ms < staged + CLICK_MS)
    }

    pub(super) fn score(&mut self, question: QuestionId, step: Step) {
        self.happen(EventKind::Scored { question, step });
    }

    pub(super) fn not_assessed(&mut self, question: QuestionId) {
        self.happen(EventKind::NotAssessed { question, reason: None });
    }

    pub(super) fn clear(&mut self, question: QuestionId) {
        self.happen(EventKind::OutcomeCleared { question });
    }

    pub(super) fn mark(&mut self, question: QuestionId) {
        let session = self.model.current().map(|held| held.session());
        let answer = session.and_then(|session| session.answer(&question));
        let marked = !answer.is_some_and(|answer| answer.marked);
        self.happen(EventKind::Marked { question, marked });
    }

    /// Takes back that a question was asked, or says that it was. What was judged was asked.
    pub(super) fn rule_asked(&mut self, question: QuestionId) {
        let Some(session) = self.model.current().map(|held| held.session()) else { return };
        let outcome = session.answer(&question).map(|answer| &answer.outcome);
        if let Some(Outcome::Scored(_) | Outcome::NotAssessed(_)) = outcome {
            let words = "A question with a score was asked: take the score back first";
            return self.say(NoticeKind::Hint, words);
        }
        let asked = session.ruling_for(&question, !session.was_asked(&question));
        self.happen(EventKind::AskRuled { question, asked });
    }

    pub(super) fn probe(&mut self, question: QuestionId, probe: u16, asked: bool) {
        self.happen(EventKind::ProbeAsked { question, probe, asked });
    }

    /// Ticks the first probe that is not ticked.
    pub(super) fn ask_next_probe(&mut self, question: QuestionId) {
        let Some(held) = self.model.current() else { return };
        let item = held.record().set.items.iter().find(|item| item.question.id == question);
        let count = item.map_or(0, |item| item.question.probes.len());
        let ticked = held.session().answer(&question).map(|answer| &answer.probes);
        let places = (0..).take(count);
        let next = places.into_iter().find(|at| ticked.is_none_or(|ticked| !ticked.contains(at)));
        match next {
            Some(probe) => self.probe(question, probe, true),
            None => self.say(NoticeKind::Done, "Every probe of this question is ticked"),
        }
    }

    pub(super) fn pause(&mut self) {
        let phase = self.model.current().map(|held| held.session().phase);
        let kind =
            if phase == Some(Phase::Paused) { EventKind::Resumed } else { EventKind::Paused };
        if self.happen(kind) && phase == Some(Phase::Paused) {
            self.pause_others();
        }
    }

    /// Goes on with an interview that was ended; the time since then is asked about.
    pub(super) fn reopen(&mut self) {
        self.flush();
        self.finish_note(Field::Strength);
        self.finish_note(Field::Concern);
        let Some(id) = self.model.current.clone() else { return };
        if self.record(&id, |held, now| held.reopen(now)) {
            self.drafts.live.staged_ms = Some(self.model.now.mono_ms);
            self.pause_others();
            let request = self.new_request();
            self.show_current(request);
        }
    }

    /// The question behind or before, in the interview and in the wrap-up.
    pub(super) fn step_through(&mut self, forward: bool) {
        let Some(held) = self.model.current() else { return };
        let items = &held.record().set.items;
        let ids: Vec<QuestionId> = items.iter().map(|item| item.question.id.clone()).collect();
        let place = |id: &QuestionId| ids.iter().position(|other| other == id);
        if self.model.screen == Screen::WrapUp {
            let at = self.drafts.wrap_up.selected.as_ref().and_then(place);
            let next = match (at, forward) {
                (None, _) => Some(0),
                (Some(at), true) => at.checked_add(1),
                (Some(at), false) => at.checked_sub(1),
            };
            if let Some(id) = next.and_then(|at| ids.get(at)) {
                self.drafts.wrap_up.selected = Some(id.clone());
            }
            return;
        }
        let at = self.model.on_stage().and_then(place);
        let target = match (at, forward) {
            (Some(at), true) => ids.get(at + 1).cloned(),
            (Some(at), false) => at.checked_sub(1).and_then(|at| ids.get(at)).cloned(),
            (None, true) => next_open(&held.record().set, held.session()).cloned(),
            (None, false) => ids.last().cloned(),
        };
        match (target, forward) {
            (Some(id), _) => self.stage(Some(id)),
            (None, true) if at.is_some() => self.stage(None),
            (None, true) => {
                self.say(NoticeKind::Hint, "Every question was on stage: end with Ctrl+E")
            }
            (None, false) => self.say(NoticeKind::Hint, "This is the first question"),
        }
    }

    pub(super) fn rule_gap(&mut self, counts: bool) {
        let gap = self.model.current().and_then(|held| held.open_gap());
        if let Some(gap) = gap {
            self.happen(EventKind::GapRuled { gap: gap.seq, counts });
        }
    }
}
