//! Laws of a session in hand: undo and redo cancel out, and the clocks add up whatever happens between.

use plumbline::domain::event::{AddedQuestion, Detail, EventKind, NoteTag};
use plumbline::domain::ids::{QuestionId, SessionId};
use plumbline::domain::question::{Effect, Point, RedFlag, Tier};
use plumbline::domain::record::SessionRecord;
use plumbline::domain::session::{Phase, Session};
use plumbline::domain::set::{FrozenItem, FrozenSet};
use plumbline::domain::text::{Salt, SaltSource};
use plumbline::frame::clock::Now;
use plumbline::shared::desk::held::{GAP_MS, Held};
use plumbline::shared::desk::undo::Way;
use proptest::prelude::*;

use crate::support::{frozen_set, id, question, step};

fn salts() -> SaltSource {
    Box::new(|| Some(Salt::new([7; 16])))
}

/// Three questions with three points and a flag each.
fn set() -> FrozenSet {
    let mut set = frozen_set(&["a", "b", "c"]);
    for item in &mut set.items {
        let point = |(text, at): (&str, Tier)| Point { text: text.to_owned(), at };
        item.question.listen_for =
            [("one", Tier::Core), ("two", Tier::Core), ("three", Tier::Depth)].map(point).into();
        let flag = RedFlag { text: "flag".to_owned(), effect: Effect::CapsAt(step(2)) };
        item.question.red_flags = vec![flag];
    }
    set
}

fn at(mono_ms: u64) -> Now {
    Now { wall_ms: 1_790_000_000_000 + mono_ms as i64, mono_ms }
}

fn planned() -> Held {
    let name = SessionId::parse("s").unwrap();
    Held::plan(name, set(), at(0), 60, salts()).unwrap()
}

// ---- Undo ---------------------------------------------------------------------------------------

#[derive(Debug, Clone)]
enum Act {
    Score(usize, u8),
    NotAssessed(usize),
    Skip(usize),
    Clear(usize),
    Mark(usize, bool),
    Probe(usize, u16, bool),
    Heard(usize, u16, bool),
    Raised(usize, bool),
    Asked(usize, Option<bool>),
    Move(usize, Option<usize>),
    Budget(usize, Option<u16>),
    Add(u8),
    Note(usize, u8),
    Front(usize, bool),
    MoveNote(usize, usize),
    Together(usize, usize),
}

fn act() -> impl Strategy<Value = Act> {
    let place = || 0..3_usize;
    prop_oneof![
        3 => (place(), 1..=5_u8).prop_map(|(at, step)| Act::Score(at, step)),
        1 => place().prop_map(Act::NotAssessed),
        1 => place().prop_map(Act::Skip),
        1 => place().prop_map(Act::Clear),
        1 => (place(), any::<bool>()).prop_map(|(at, on)| Act::Mark(at, on)),
        1 => (place(), 0..2_u16, any::<bool>()).prop_map(|(at, probe, on)| Act::Probe(at, probe, on)),
        3 => (place(), 0..3_u16, any::<bool>()).prop_map(|(at, point, on)| Act::Heard(at, point, on)),
        2 => (place(), any::<bool>()).prop_map(|(at, on)| Act::Raised(at, on)),
        1 => (place(), prop::option::of(any::<bool>())).prop_map(|(at, on)| Act::Asked(at, on)),
        2 => (place(), prop::option::of(place())).prop_map(|(at, to)| Act::Move(at, to)),
        1 => (place(), prop::option::of(1..20_u16)).prop_map(|(at, to)| Act::Budget(at, to)),
        1 => (0..4_u8).prop_map(Act::Add),
        3 => (place(), 0..4_u8).prop_map(|(at, tag)| Act::Note(at, tag)),
        1 => (0..6_usize, any::<bool>()).prop_map(|(note, on)| Act::Front(note, on)),
        1 => (0..6_usize, 0..6_usize).prop_map(|(note, to)| Act::MoveNote(note, to)),
        1 => (place(), place()).prop_map(|(one, other)| Act::Together(one, other)),
    ]
}

fn number(place: usize) -> QuestionId {
    id(&format!("q{}", place + 1))
}

fn added(number: u8) -> EventKind {
    let competency = frozen_set(&["a"]).competencies.remove(0);
    let item = FrozenItem {
        question: question(&format!("added-{number}"), "a"),
        section: "Added".to_owned(),
        minutes: 4,
        required: false,
    };
    let added = AddedQuestion { item, competency };
    let hash = added.digest().unwrap();
    EventKind::QuestionAdded { added: Box::new(added), hash, before: Some(id("q2")), at_ms: None }
}

/// Does it; what does not fit is refused, as it is in the program.
fn perform(held: &mut Held, act: &Act, now: Now) {
    let note_at = |held: &Held, at: usize| held.session().notes.get(at).map(|note| note.id.clone());
    let kind = match act.clone() {
        Act::Score(at, n) => EventKind::Scored { question: number(at), step: step(n) },
        Act::NotAssessed(at) => EventKind::NotAssessed { question: number(at), reason: None },
        Act::Skip(at) => {
            let reason = held.text("no time").unwrap();
            EventKind::Skipped { question: number(at), reason }
        }
        Act::Clear(at) => EventKind::OutcomeCleared { question: number(at) },
        Act::Mark(at, marked) => {
            let is = held.session().answer(&number(at)).unwrap().marked;
            if is == marked {
                return;
            }
            EventKind::Marked { question: number(at), marked }
        }
        Act::Probe(at, probe, asked) => {
            let is = held.session().answer(&number(at)).unwrap().probes.contains(&probe);
            if is == asked {
                return;
            }
            EventKind::ProbeAsked { question: number(at), probe, asked }
        }
        Act::Heard(at, point, heard) => {
            EventKind::PointHeard { question: number(at), point, heard, at_ms: None }
        }
        Act::Raised(at, raised) => {
            EventKind::FlagRaised { question: number(at), flag: 0, raised, at_ms: None }
        }
        Act::Asked(at, asked) => EventKind::AskRuled { question: number(at), asked },
        Act::Move(at, to) => {
            EventKind::QuestionMoved { question: number(at), before: to.map(number) }
        }
        Act::Budget(at, minutes) => EventKind::Budgeted { question: number(at), minutes },
        Act::Add(number) => added(number),
        Act::Note(at, tag) => {
            let text = held.text("a note").unwrap();
            let tags = [NoteTag::Plain, NoteTag::Strength, NoteTag::Concern, NoteTag::Quote];
            let (note, tag) = (text.id.clone(), tags[usize::from(tag)]);
            let question = Some(number(at));
            held.type_note(now, EventKind::Noted { text, question, tag, private: false }).unwrap();
            return held.finish_note(&note);
        }
        Act::Front(note, fronted) => {
            let Some(note) = note_at(held, note) else { return };
            if held.session().note(&note).unwrap().fronted == fronted {
                return;
            }
            EventKind::NoteFronted { note, fronted }
        }
        Act::MoveNote(note, to) => {
            let Some(note) = note_at(held, note) else { return };
            EventKind::NoteMoved { note, before: note_at(held, to) }
        }
        Act::Together(one, other) => {
            let reason = held.text("For time").unwrap();
            let steps = vec![
                EventKind::Skipped { question: number(one), reason },
                EventKind::Budgeted { question: number(other), minutes: Some(2) },
            ];
            let about = plumbline::shared::desk::undo::About {
                name: "change of plan".to_owned(),
                place: plumbline::shared::desk::undo::Place::Anywhere,
            };
            return held.record_together(now, steps, about).unwrap();
        }
    };
    let _ = held.record_act(now, kind);
}

/// Any session of a named candidate, with a private note.
pub fn record() -> impl Strategy<Value = SessionRecord> {
    prop::collection::vec(act(), 0..24).prop_map(|acts| {
        let mut held = planned();
        let text = held.text("Ada Lovelace").unwrap();
        let kind = EventKind::Described { detail: Detail::Candidate, text };
        held.record_act(at(500), kind).unwrap();
        held.record_act(at(1_000), EventKind::Started).unwrap();
        let mut now_ms = 1_000;
        for act in &acts {
            now_ms += 700;
            perform(&mut held, act, at(now_ms));
        }
        let text = held.text("Between us").unwrap();
        let (note, tag) = (text.id.clone(), NoteTag::Plain);
        let kind = EventKind::Noted { text, question: None, tag, private: true };
        held.type_note(at(now_ms + 700), kind).unwrap();
        held.finish_note(&note);
        held.record().clone()
    })
}

/// What a person sees of a session; clocks and what the program keeps for itself aside.
fn seen(session: &Session) -> impl PartialEq + std::fmt::Debug + use<> {
    let points: Vec<_> = session.points().into_iter().map(|note| note.id.clone()).collect();
    let Session { answers, order, added, budgets, notes, phase, current, .. } = session.clone();
    (answers, order, added, budgets, notes, points, phase, current)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn undo_then_redo_is_identity(acts in prop::collection::vec(act(), 1..24), back in 1..30_usize) {
        let mut held = planned();
        held.record_act(at(1_000), EventKind::Started).unwrap();
        let mut now_ms = 1_000;
        let mut states = vec![seen(held.session())];
        for act in &acts {
            now_ms += 700;
            let before = held.acts();
            perform(&mut held, act, at(now_ms));
            if held.acts() > before {
                states.push(seen(held.session()));
            }
        }
        prop_assert_eq!(held.acts() + 1, states.len());
        let back = back.min(held.acts());
        for place in (states.len() - 1 - back..states.len() - 1).rev() {
            now_ms += 700;
            prop_assert!(held.travel(at(now_ms), Way::Back).unwrap().is_some());
            prop_assert_eq!(&seen(held.session()), &states[place], "undone");
        }
        for state in states.iter().skip(states.len() - back) {
            now_ms += 700;
            prop_assert!(held.travel(at(now_ms), Way::Again).unwrap().is_some());
            prop_assert_eq!(&seen(held.session()), state, "done again");
        }
        prop_assert_eq!(held.record().faults().unwrap(), vec![]);
        prop_assert_eq!(held.record().fold().ignored, vec![]);
    }
}

// ---- Clocks -------------------------------------------------------------------------------------

#[derive(Debug, Clone)]
enum Turn {
    /// The program watches for so long.
    Pass(u64),
    PauseOrResume,
    Stage(Option<usize>),
    /// The machine sleeps for so long.
    Sleep(u64),
    /// Whether the last gap counts.
    Rule(bool),
    /// The program dies and is started again so much later.
    Crash(u64),
}

fn turn() -> impl Strategy<Value = Turn> {
    prop_oneof![
        5 => (1..90_000_u64).prop_map(Turn::Pass),
        2 => Just(Turn::PauseOrResume),
        3 => prop::option::of(0..3_usize).prop_map(Turn::Stage),
        1 => (1..4_000_000_u64).prop_map(Turn::Sleep),
        1 => any::<bool>().prop_map(Turn::Rule),
        1 => (1..400_000_u64).prop_map(Turn::Crash),
    ]
}

/// The same clocks, kept another way: every stretch of time with where it goes.
#[derive(Default)]
struct Ledger {
    stretches: Vec<Stretch>,
}

struct Stretch {
    ms: u64,
    question: Option<usize>,
    counts: bool,
    /// The gap that it is.
    gap: Option<u64>,
    /// When it ended, on the session's own clock.
    until_ms: u64,
}

impl Ledger {
    fn session_ms(&self) -> u64 {
        self.stretches.iter().filter(|it| it.counts).map(|it| it.ms).sum()
    }

    fn question_ms(&self, question: usize) -> u64 {
        let of = self.stretches.iter().filter(|it| it.counts && it.question == Some(question));
        of.map(|it| it.ms).sum()
    }
}

/// A session with its ledger.
struct Both {
    held: Held,
    ledger: Ledger,
    now_ms: u64,
    /// Milliseconds between the program's clock and that of the first one.
    on_stage: Option<usize>,
    runs: bool,
}

impl Both {
    fn begin() -> Self {
        let mut held = planned();
        held.record_act(at(0), EventKind::Started).unwrap();
        Self { held, ledger: Ledger::default(), now_ms: 0, on_stage: None, runs: true }
    }

    fn note(&mut self, ms: u64, counts: bool, gap: Option<u64>) {
        let (question, until_ms) = (self.on_stage, self.now_ms);
        self.ledger.stretches.push(Stretch { ms, question, counts, gap, until_ms });
    }

    /// Watched, tick by tick.
    fn pass(&mut self, ms: u64) {
        let mut left = ms;
        while left > 0 {
            let part = left.min(GAP_MS);
            self.now_ms += part;
            self.held.tick(at(self.now_ms));
            left -= part;
            if self.runs {
                self.note(part, true, None);
            }
        }
    }

    fn turn(&mut self, turn: &Turn) {
        match *turn {
            Turn::Pass(ms) => self.pass(ms),
            Turn::PauseOrResume => {
                let kind = if self.runs { EventKind::Paused } else { EventKind::Resumed };
                self.held.record_act(at(self.now_ms), kind).unwrap();
                self.runs = !self.runs;
            }
            Turn::Stage(place) => {
                let question = place.map(number);
                self.held.record_act(at(self.now_ms), EventKind::Opened { question }).unwrap();
                self.on_stage = place;
            }
            Turn::Sleep(ms) => {
                self.now_ms += ms;
                self.held.tick(at(self.now_ms));
                if self.runs {
                    let is_gap = ms > GAP_MS;
                    let seq = self.held.record().events.len() as u64;
                    self.note(ms, !is_gap, is_gap.then_some(seq));
                }
            }
            Turn::Rule(counts) => {
                let Some(gap) = self.held.open_gap() else { return };
                let kind = EventKind::GapRuled { gap: gap.seq, counts };
                self.held.record_act(at(self.now_ms), kind).unwrap();
                for stretch in &mut self.ledger.stretches {
                    if stretch.gap == Some(gap.seq) {
                        stretch.counts = counts;
                    }
                }
            }
            Turn::Crash(later_ms) => self.crash(later_ms),
        }
    }

    /// What passed since the last event is known only from the wall clock: it is the gap.
    fn crash(&mut self, later_ms: u64) {
        let record = self.held.record().clone();
        let last_ms = (record.events.last().unwrap().wall_ms - at(0).wall_ms) as u64;
        self.now_ms += later_ms;
        self.held = Held::resume(record, at(self.now_ms), salts());
        if !self.runs {
            return;
        }
        // Whole stretches lie behind the last event: events end them.
        self.ledger.stretches.retain(|it| it.until_ms <= last_ms || it.gap.is_some());
        let gap_ms = self.now_ms - last_ms;
        let is_gap = gap_ms > GAP_MS;
        let seq = self.held.record().events.len() as u64;
        self.note(gap_ms, !is_gap, is_gap.then_some(seq));
    }

    fn check(&self) -> Result<(), TestCaseError> {
        let session = self.held.session();
        prop_assert_eq!(session.phase == Phase::Live, self.runs);
        prop_assert_eq!(session.stopwatch.session_ms(), self.ledger.session_ms());
        for place in 0..3 {
            let spent = session.stopwatch.question_ms(&number(place));
            prop_assert_eq!(spent, self.ledger.question_ms(place), "question {}", place + 1);
        }
        Ok(())
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn clocks_add_up_over_pauses_sleep_crashes_and_returns(turns in prop::collection::vec(turn(), 1..40)) {
        let mut both = Both::begin();
        for turn in &turns {
            both.turn(turn);
            both.check()?;
        }
        // A record read again says the same, up to its last event.
        let record = both.held.record();
        prop_assert_eq!(record.fold().ignored, vec![]);
        prop_assert_eq!(record.faults().unwrap(), vec![]);
    }
}
