//! A session in hand: each step shows at once and is written behind.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::interview::{Interview, Refused, TextError};
use super::keeper::{FailureKind, WriteFailure};
use super::undo::{About, Act, Back, History, Way, inverse, is_barrier, note_steps};
use crate::domain::canonical::CanonicalError;
use crate::domain::event::{Event, EventKind, GapCause};
use crate::domain::ids::{SessionId, TextId};
use crate::domain::practice::Practice;
use crate::domain::record::SessionRecord;
use crate::domain::session::{Note, Phase, Session};
use crate::domain::set::FrozenSet;
use crate::domain::signature::Signer;
use crate::domain::text::{SaltSource, Text, TextRef};
use crate::frame::clock::Now;
use crate::frame::failure::Failure;
use crate::records::Batch;

/// A longer silence is no interview time until the person says so.
pub const GAP_MS: u64 = 5_000;

/// A session with what is not on the disk yet.
pub struct Held {
    interview: Interview,
    history: History,
    /// Notes being typed, and how each was before; `None`: not there.
    typed: BTreeMap<TextId, Option<Note>>,
    writing: Writing,
    /// When the clocks were last read.
    seen: Now,
    /// The session at [`Held::seen`], its clocks included.
    shown: Session,
    /// The sample candidate; such a session is never written anywhere.
    practice: Option<Arc<Practice>>,
}

#[derive(Default)]
struct Writing {
    is_created: bool,
    /// Events that are acknowledged.
    saved: u64,
    /// Events and texts that are not.
    unsaved: Batch,
    is_in_flight: bool,
    /// How many of its events were handed over and have not come back as saved.
    tried: usize,
    failure: Option<WriteFailure>,
}

#[derive(Debug, Clone)]
pub struct Write {
    pub id: SessionId,
    /// The set, where the records do not know the session yet.
    pub create: Option<FrozenSet>,
    /// How many events the records have of it.
    pub after: u64,
    pub batch: Batch,
}

/// Time that passed without the interview, not ruled on yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OpenGap {
    pub seq: u64,
    pub ms: u64,
    pub why: Away,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Away {
    Unseen(GapCause),
    /// The interview had been ended.
    Ended,
}

impl Held {
    pub fn plan(
        id: SessionId,
        set: FrozenSet,
        now: Now,
        utc_offset_minutes: i16,
        salts: SaltSource,
    ) -> Result<Self, CanonicalError> {
        let (interview, unsaved) = Interview::plan(id, set, now, utc_offset_minutes, salts)?;
        let writing = Writing { unsaved, ..Writing::default() };
        Ok(Self::over(interview, writing, now))
    }

    /// From the records. Where its clock ran, the time since its last event passed unseen.
    pub fn resume(record: SessionRecord, now: Now, salts: SaltSource) -> Self {
        let saved = record.events.len() as u64;
        let last_wall_ms = record.events.last().map_or(now.wall_ms, |event| event.wall_ms);
        let writing = Writing { is_created: true, saved, ..Writing::default() };
        let mut held = Self::over(Interview::resume(record, now, salts), writing, now);
        let gap_ms = u64::try_from(now.wall_ms.saturating_sub(last_wall_ms)).unwrap_or(0);
        match held.shown.phase {
            Phase::Live => held.pass_unseen(now, gap_ms, GapCause::Restart),
            // The end may be taken back, so the time since then must be known.
            Phase::Finished => held.interview.let_pass(gap_ms),
            _ => {}
        }
        held
    }

    fn over(interview: Interview, writing: Writing, now: Now) -> Self {
        let shown = interview.session_at(now);
        let (history, typed) = (History::default(), BTreeMap::new());
        Self { interview, history, typed, writing, seen: now, shown, practice: None }
    }

    /// The session as one with a sample candidate.
    pub fn practising(self, practice: Arc<Practice>) -> Self {
        Self { practice: Some(practice), ..self }
    }

    pub fn practice(&self) -> Option<&Arc<Practice>> {
        self.practice.as_ref()
    }

    /// Lets time pass until the sample candidate says more; false where there is no more to hear.
    pub fn hear_on(&mut self, now: Now) -> bool {
        let answer = self.shown.current.as_ref().zip(self.practice.as_ref());
        let answer = answer.and_then(|(id, practice)| Some((id, practice.answer(id)?)));
        let next =
            answer.and_then(|(id, answer)| answer.next_words(self.shown.stopwatch.question_ms(id)));
        let Some(ms) = next.filter(|_| self.shown.phase == Phase::Live) else { return false };
        self.interview.let_pass(ms);
        self.shown = self.interview.session_at(now);
        true
    }

    /// Unsaved events included.
    pub fn record(&self) -> &SessionRecord {
        self.interview.record()
    }

    /// With its clocks as of the last [`Held::tick`].
    pub fn session(&self) -> &Session {
        &self.shown
    }

    pub fn is_new(&self) -> bool {
        !self.writing.is_created
    }

    pub fn unsaved(&self) -> usize {
        if self.practice.is_some() { 0 } else { self.writing.unsaved.events.len() }
    }

    /// Why the last write failed, until something is written again.
    pub fn failure(&self) -> Option<&str> {
        Some(&self.writing.failure.as_ref()?.words)
    }

    /// The last write failed because the records are not where they were.
    pub fn is_displaced(&self) -> bool {
        let failure = self.writing.failure.as_ref();
        failure.is_some_and(|failure| failure.kind == FailureKind::Displaced)
    }

    /// Reads the clocks. A silence while the clock ran is recorded and left out.
    pub fn tick(&mut self, now: Now) {
        // The monotonic clock goes on while the machine sleeps; anybody can set the wall clock.
        let unseen_ms = now.mono_ms.saturating_sub(self.seen.mono_ms);
        self.seen = now;
        if self.shown.phase == Phase::Live && unseen_ms > GAP_MS {
            self.record_gap(now, unseen_ms, GapCause::Sleep);
        }
        self.shown = self.interview.session_at(now);
    }

    fn pass_unseen(&mut self, now: Now, ms: u64, cause: GapCause) {
        self.interview.let_pass(ms);
        if ms > GAP_MS {
            self.record_gap(now, ms, cause);
        }
        self.shown = self.interview.session_at(now);
    }

    fn record_gap(&mut self, now: Now, gap_ms: u64, cause: GapCause) {
        // A gap fits every phase, so it is never refused.
        let _ = self.record_step(now, EventKind::Gap { cause, gap_ms });
    }

    /// The last time that passed without the interview, until somebody rules on it.
    pub fn open_gap(&self) -> Option<OpenGap> {
        let events = &self.record().events;
        let ruled = |seq: u64| {
            events
                .iter()
                .any(|event| matches!(event.kind, EventKind::GapRuled { gap, .. } if gap == seq))
        };
        let gap = |event: &crate::domain::event::Event| match event.kind {
            EventKind::Gap { cause, gap_ms } if !ruled(event.seq) => {
                Some(OpenGap { seq: event.seq, ms: gap_ms, why: Away::Unseen(cause) })
            }
            EventKind::Reopened { gap_ms } if !ruled(event.seq) => {
                Some(OpenGap { seq: event.seq, ms: gap_ms, why: Away::Ended })
            }
            _ => None,
        };
        if matches!(self.shown.phase, Phase::Live | Phase::Paused) {
            events.iter().rev().find_map(gap)
        } else {
            None
        }
    }

    /// Registers a text for the next event.
    pub fn text(&mut self, words: &str) -> Result<TextRef, TextError> {
        self.interview.text(words)
    }

    /// Takes a step that is an act. Where it can be undone, [`Held::travel`] does.
    pub fn record_act(&mut self, now: Now, kind: EventKind) -> Result<(), Refused> {
        let act = Act::of(self.record(), self.interview.session(), &kind);
        let is_barrier = is_barrier(&kind) && act.is_none();
        self.record_step(now, kind)?;
        if is_barrier {
            self.history.forget();
        }
        if let Some(act) = act {
            self.history.remember(act);
        }
        Ok(())
    }

    /// Takes several steps as one act.
    pub fn record_together(
        &mut self,
        now: Now,
        steps: Vec<EventKind>,
        about: About,
    ) -> Result<(), Refused> {
        let back = Back::Steps(self.step_back(now, steps)?);
        self.history.remember(Act { back, about });
        Ok(())
    }

    /// Takes a step that is no act: what the program records by itself.
    pub fn record_aside(&mut self, now: Now, kind: EventKind) -> Result<(), Refused> {
        self.record_step(now, kind)
    }

    /// Writes a note down as far as it is typed. All of it is one act, once finished.
    pub fn type_note(&mut self, now: Now, kind: EventKind) -> Result<(), Refused> {
        let (EventKind::Noted { text: TextRef { id: note, .. }, .. }
        | EventKind::NoteRevised { note, .. }
        | EventKind::NoteRemoved { note }) = &kind
        else {
            return Err(Refused("this step is no note"));
        };
        let note = note.clone();
        let before = self.interview.session().note(&note).cloned();
        self.record_step(now, kind)?;
        self.typed.entry(note).or_insert(before);
        Ok(())
    }

    /// Changes what a note is evidence of, not its words.
    pub fn retag(&mut self, now: Now, wanted: &Note) -> Result<(), Refused> {
        for kind in note_steps(self.record(), self.interview.session(), &wanted.id, Some(wanted)) {
            self.type_note(now, kind)?;
        }
        Ok(())
    }

    /// Makes what was typed of a note an act, unless the note is as it was before.
    pub fn finish_note(&mut self, note: &TextId) {
        let Some(before) = self.typed.remove(note) else { return };
        let act = Act::of_note(self.record(), self.interview.session(), note, before);
        if let Some(act) = act {
            self.history.remember(act);
        }
    }

    /// Takes the end of the conversation back.
    pub fn reopen(&mut self, now: Now) -> Result<(), Refused> {
        let is_end = |kind: &EventKind| matches!(kind, EventKind::Finished { .. });
        let end = self.record().events.iter().rev().find(|event| is_end(&event.kind));
        let ended_ms = end.map_or(0, |end| end.elapsed_ms);
        let gap_ms = self.interview.elapsed_ms(now).saturating_sub(ended_ms);
        self.record_act(now, EventKind::Reopened { gap_ms })
    }

    pub fn submit(&mut self, now: Now) -> Result<(), Failure> {
        let seal = self.interview.seal()?;
        Ok(self.record_step(now, seal)?)
    }

    /// Whether its last step is a submission or an amendment.
    pub fn awaits_signature(&self) -> bool {
        let last = self.interview.session().sealed.last();
        last.is_some_and(|step| step.seq == self.record().events.len() as u64)
    }

    /// Signs the step taken last.
    pub fn sign(&mut self, now: Now, signer: &dyn Signer) -> Result<(), Failure> {
        let signed = self.interview.signature(signer)?;
        Ok(self.record_step(now, signed)?)
    }

    /// Whether there is an act to undo or redo. A note being typed is one to undo.
    pub fn can_travel(&self, way: Way) -> bool {
        self.history.count(way) > 0 || (way == Way::Back && !self.typed.is_empty())
    }

    pub fn acts(&self) -> usize {
        self.history.count(Way::Back)
    }

    /// Whether that act is one that a list of sessions shows.
    pub fn can_travel_in_lists(&self, way: Way) -> bool {
        self.history.is_of_lists(way)
    }

    /// Undoes or redoes an act; returns what it was about.
    pub fn travel(&mut self, now: Now, way: Way) -> Result<Option<About>, Refused> {
        let Some(Act { back, about }) = self.history.pop(way) else { return Ok(None) };
        let back = match back {
            Back::Steps(steps) => Back::Steps(self.step_back(now, steps)?),
            Back::Note(note, wanted) => {
                let (record, session) = (self.record(), self.interview.session());
                let is = session.note(&note).cloned();
                for kind in note_steps(record, session, &note, wanted.as_ref()) {
                    self.record_step(now, kind)?;
                }
                Back::Note(note, is)
            }
        };
        self.history.push_opposite(way, Act { back, about: about.clone() });
        Ok(Some(about))
    }

    /// Records steps; returns those that take them back.
    fn step_back(&mut self, now: Now, steps: Vec<EventKind>) -> Result<Vec<EventKind>, Refused> {
        let mut opposite = Vec::new();
        for kind in steps {
            let mut back = inverse(self.interview.session(), &kind);
            self.record_step(now, kind)?;
            back.append(&mut opposite);
            opposite = back;
        }
        Ok(opposite)
    }

    fn record_step(&mut self, now: Now, kind: EventKind) -> Result<(), Refused> {
        let step = self.interview.prepare(now, kind)?;
        self.writing.unsaved.events.extend(step.batch.events.iter().cloned());
        self.writing.unsaved.texts.extend(step.batch.texts.iter().cloned());
        self.interview.take(step);
        self.shown = self.interview.session_at(now);
        Ok(())
    }

    /// Lets the next write try what failed before.
    pub fn try_again(&mut self) {
        self.writing.tried = 0;
    }

    /// What to write now: everything unsaved, unless a write is on its way, or failed and nothing
    /// is new since.
    pub fn next_write(&mut self) -> Option<Write> {
        let writing = &mut self.writing;
        let count = writing.unsaved.events.len();
        if self.practice.is_some() || writing.is_in_flight || count == writing.tried {
            return None;
        }
        writing.is_in_flight = true;
        writing.tried = count;
        let record = self.interview.record();
        let create = (!writing.is_created).then(|| record.set.clone());
        let batch = writing.unsaved.clone();
        Some(Write { id: record.id.clone(), create, after: writing.saved, batch })
    }

    /// Takes the result of a write. After a failure everything is kept, and the next write tries
    /// again.
    pub fn written(&mut self, batch: &Batch, result: Result<(), WriteFailure>) {
        let writing = &mut self.writing;
        writing.is_in_flight = false;
        match result {
            Ok(()) => {
                writing.is_created = true;
                writing.failure = None;
                writing.tried = 0;
                writing.saved += batch.events.len() as u64;
                let _ = writing.unsaved.events.drain(..batch.events.len());
                let _ = writing.unsaved.texts.drain(..batch.texts.len());
            }
            Err(failure) => {
                if let FailureKind::Behind(found) = failure.kind {
                    self.go_back_to(found);
                }
                self.writing.failure = Some(failure);
            }
        }
    }

    /// The records have fewer steps than they acknowledged: everything after those is unsaved
    /// again.
    fn go_back_to(&mut self, found: u64) {
        let record = self.interview.record();
        let known = usize::try_from(found).unwrap_or(usize::MAX).min(record.events.len());
        let (old, new) = record.events.split_at(known);
        let is_old = |text: &Text| {
            let uses = |event: &Event| event.kind.texts().iter().any(|used| used.id == text.id);
            old.iter().any(uses)
        };
        let texts = record.texts.iter().filter(|text| !is_old(text)).cloned().collect();
        let writing = &mut self.writing;
        writing.unsaved = Batch { events: new.to_vec(), texts };
        writing.saved = known as u64;
        writing.is_created = known > 0;
        writing.tried = 0;
    }

    /// Milliseconds until a shown digit changes; `None` while the clock stands.
    pub fn next_change(&self) -> Option<u64> {
        self.shown.stopwatch.next_change()
    }
}
