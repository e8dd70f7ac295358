//! Whether a question was asked: by the clock and the evidence, unless a person says otherwise.

use plumbline::domain::event::{Change, Event, EventKind, GapCause, NoteTag};
use plumbline::domain::pace::{next_open, pace};
use plumbline::domain::record::RecordFault;
use plumbline::domain::scorecard::{Disclosure, Scorecard};
use plumbline::domain::session::Session;

use crate::support::{Script, frozen_set, id, no_digest, step, text_ref};

fn open(name: &str) -> EventKind {
    EventKind::Opened { question: Some(id(name)) }
}

fn ruled(asked: Option<bool>) -> EventKind {
    EventKind::AskRuled { question: id("q1"), asked }
}

fn planned(rules: u8) -> EventKind {
    EventKind::Planned { set: no_digest(), utc_offset_minutes: 0, rules }
}

/// `events`: seconds and what happened then, behind the plan and the start.
fn fold(rules: u8, events: &[(u64, EventKind)]) -> Session {
    let events = [(0, planned(rules)), (0, EventKind::Started)].into_iter().chain(events.to_vec());
    let events: Vec<Event> = (1..)
        .zip(events)
        .map(|(seq, (secs, kind))| Event { seq, wall_ms: 0, elapsed_ms: secs * 1000, kind })
        .collect();
    let session = Session::fold(&frozen_set(&["a", "b"]), &events);
    assert_eq!(session.ignored, []);
    session
}

/// Whether q1 was asked by rules 1 and by rules 2.
fn check(events: &[(u64, EventKind)], expected: [bool; 2]) {
    let asked = [1, 2].map(|rules| fold(rules, events).was_asked(&id("q1")));
    assert_eq!(asked, expected, "{events:?}");
}

fn scored() -> EventKind {
    EventKind::Scored { question: id("q1"), step: step(3) }
}

#[test]
fn a_question_that_was_looked_at_for_a_moment_was_not_asked() {
    check(&[(10, open("q1")), (12, open("q2"))], [true, false]);
    check(&[(10, open("q1")), (24, open("q2")), (99, EventKind::Paused)], [true, false]);
    check(&[(10, open("q1")), (25, open("q2"))], [true, true]);
    // In two turns, and not in a pause.
    check(&[(0, open("q1")), (8, open("q2")), (9, open("q1")), (16, open("q2"))], [true, true]);
    check(&[(0, open("q1")), (8, EventKind::Paused), (90, open("q2"))], [true, false]);
}

#[test]
fn a_note_a_probe_or_a_judgement_makes_it_asked() {
    let glance = [(0, open("q1")), (1, open("q2"))];
    let and = |kind: EventKind| [glance.to_vec(), vec![(2, kind)]].concat();
    let question = id("q1");
    let noted = |question| EventKind::Noted {
        text: text_ref("t1"),
        question,
        tag: NoteTag::Plain,
        private: true,
    };
    check(&and(noted(Some(id("q1")))), [true, true]);
    check(&and(noted(Some(id("q2")))), [true, false]);
    check(&and(noted(None)), [true, false]);
    let probe = |asked| EventKind::ProbeAsked { question: question.clone(), probe: 0, asked };
    check(&and(probe(true)), [true, true]);
    check(&[and(probe(true)), vec![(3, probe(false))]].concat(), [true, false]);
    let heard =
        |heard| EventKind::PointHeard { question: question.clone(), point: 0, heard, at_ms: None };
    check(&and(heard(true)), [true, true]);
    check(&[and(heard(true)), vec![(3, heard(false))]].concat(), [true, false]);
    check(&and(scored()), [true, true]);
    check(&[(1, scored())], [true, true]);
    let cleared = EventKind::OutcomeCleared { question: question.clone() };
    check(&[(1, scored()), (2, cleared)], [false, false]);
    let not_assessed = EventKind::NotAssessed { question: question.clone(), reason: None };
    check(&[(1, not_assessed)], [true, true]);
    let skipped = EventKind::Skipped { question, reason: text_ref("t1") };
    check(&and(skipped), [true, false]);
}

#[test]
fn a_gap_makes_a_question_asked_only_where_it_counts() {
    let gap = EventKind::Gap { cause: GapCause::Sleep, gap_ms: 60_000 };
    let away = [(0, open("q1")), (65, gap), (66, open("q2"))];
    check(&away, [true, false]);
    let counts = EventKind::GapRuled { gap: 4, counts: true };
    check(&[away.to_vec(), vec![(70, counts)]].concat(), [true, true]);
}

#[test]
fn a_person_has_the_last_word_but_for_a_score() {
    let long = [(0, open("q1")), (60, open("q2"))];
    check(&[long.to_vec(), vec![(61, ruled(Some(false)))]].concat(), [false, false]);
    check(&[long.to_vec(), vec![(61, ruled(Some(false))), (62, scored())]].concat(), [true, true]);
    check(
        &[long.to_vec(), vec![(61, ruled(Some(false))), (62, ruled(None))]].concat(),
        [true, true],
    );
    check(&[(1, ruled(Some(true)))], [true, true]);
}

#[test]
fn a_question_that_was_only_looked_at_still_needs_its_minutes() {
    let set = frozen_set(&["a", "b"]);
    let glance = fold(2, &[(0, open("q1")), (2, EventKind::Opened { question: None })]);
    assert!(glance.is_opening());
    assert_eq!(next_open(&set, &glance), Some(&id("q1")));
    // The opening goes on, and has the rest of its minutes as well.
    assert_eq!(pace(&set, &glance).needed_ms, 15 * 60_000 - 2_000 + 5 * 60_000 - 2_000);
    let asked = fold(2, &[(0, open("q1")), (20, EventKind::Opened { question: None })]);
    assert!(!asked.is_opening());
    assert_eq!(next_open(&set, &asked), Some(&id("q2")));
    assert_eq!(pace(&set, &asked).needed_ms, 10 * 60_000);
}

#[test]
fn the_scorecard_and_an_amendment_tell_the_same_truth() {
    // A script lets a minute pass between its steps, so q1 was asked and the person takes it back.
    let mut script = Script::by_rules(2, frozen_set(&["a", "b"]));
    script.happen(EventKind::Started).happen(open("q1"));
    script.happen(ruled(Some(false))).submit();
    let card = |script: &Script| Scorecard::build(&script.record, Disclosure::default()).unwrap();
    let row = card(&script).questions.remove(0);
    assert_eq!((row.asked, row.result.label().as_str()), (false, "Not asked"));
    let reason = script.text("From the recording.");
    let change = Change::Score { question: id("q1"), step: step(4) };
    script.happen(EventKind::Amended { change, reason });
    let card = card(&script);
    assert_eq!(card.amendments[0].what, "1. Topic: not asked → 4 of 5");
    assert_eq!(card.questions[0].submitted.as_deref(), Some("not asked"));
}

#[test]
fn a_session_of_rules_that_are_not_known_is_refused() {
    let script = Script::by_rules(4, frozen_set(&["a"]));
    assert_eq!(script.record.faults().unwrap(), [RecordFault::UnknownRules(4)]);
    assert_eq!(Script::by_rules(3, frozen_set(&["a"])).record.faults().unwrap(), []);
}
