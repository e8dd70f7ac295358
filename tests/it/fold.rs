//! Laws of the fold, over any events in any order.

use plumbline::domain::event::{
    AddedQuestion, Change, Detail, Event, EventKind, GapCause, NoteTag, Recommendation,
};
use plumbline::domain::ids::{QuestionId, SessionId};
use plumbline::domain::pace::pace;
use plumbline::domain::record::SessionRecord;
use plumbline::domain::scorecard::{Disclosure, Scorecard};
use plumbline::domain::session::{Phase, Session, Verdict};
use plumbline::domain::set::{FrozenItem, FrozenSet};
use proptest::prelude::*;

use crate::scores::{mean_of, means, tenths};
use crate::support::{Script, frozen_set, id, no_digest, question, step, text_ref};

/// `q1` to `q4` are in the set; `q9` is not.
fn question_id() -> impl Strategy<Value = QuestionId> {
    prop::sample::select(vec!["q1", "q2", "q3", "q4", "q9"]).prop_map(id)
}

fn event_kind() -> impl Strategy<Value = EventKind> {
    let text = || (0..6_u8).prop_map(|n| text_ref(&format!("t{n}")));
    let note = || (0..6_u8).prop_map(|n| text_ref(&format!("t{n}")).id);
    let tag = prop::sample::select(vec![
        NoteTag::Plain,
        NoteTag::Strength,
        NoteTag::Concern,
        NoteTag::Quote,
    ]);
    let recommendation = || prop::sample::select(Recommendation::ALL.to_vec());
    let score = || (question_id(), 1..=5_u8).prop_map(|(question, n)| (question, step(n)));
    prop_oneof![
        1 => (any::<i16>(), 1..=2_u8).prop_map(|(utc_offset_minutes, rules)| EventKind::Planned { set: no_digest(), utc_offset_minutes, rules }),
        1 => (prop::sample::select(vec![Detail::Candidate, Detail::Role]), text())
            .prop_map(|(detail, text)| EventKind::Described { detail, text }),
        1 => any::<i16>().prop_map(|utc_offset_minutes| EventKind::OffsetChanged { utc_offset_minutes }),
        4 => Just(EventKind::Started),
        4 => prop::option::of(question_id()).prop_map(|question| EventKind::Opened { question }),
        6 => score().prop_map(|(question, step)| EventKind::Scored { question, step }),
        1 => (question_id(), prop::option::of(text())).prop_map(|(question, reason)| EventKind::NotAssessed { question, reason }),
        1 => (question_id(), text()).prop_map(|(question, reason)| EventKind::Skipped { question, reason }),
        1 => question_id().prop_map(|question| EventKind::OutcomeCleared { question }),
        1 => (question_id(), any::<bool>()).prop_map(|(question, marked)| EventKind::Marked { question, marked }),
        1 => (question_id(), prop::option::of(any::<bool>()))
            .prop_map(|(question, asked)| EventKind::AskRuled { question, asked }),
        1 => (question_id(), any::<u16>(), any::<bool>())
            .prop_map(|(question, probe, asked)| EventKind::ProbeAsked { question, probe, asked }),
        1 => (question_id(), any::<u16>(), any::<bool>(), prop::option::of(any::<u64>()))
            .prop_map(|(question, point, heard, at_ms)| EventKind::PointHeard { question, point, heard, at_ms }),
        1 => (question_id(), any::<u16>(), any::<bool>(), prop::option::of(any::<u64>()))
            .prop_map(|(question, flag, raised, at_ms)| EventKind::FlagRaised { question, flag, raised, at_ms }),
        1 => (any::<bool>(), prop::option::of(question_id()))
            .prop_map(|(is_honest, before)| added("q8", is_honest, before)),
        1 => prop::sample::select(vec!["q1", "q8"]).prop_map(|name| EventKind::QuestionRemoved { question: id(name) }),
        1 => (question_id(), prop::option::of(question_id()))
            .prop_map(|(question, before)| EventKind::QuestionMoved { question, before }),
        1 => (question_id(), prop::option::of(any::<u16>()))
            .prop_map(|(question, minutes)| EventKind::Budgeted { question, minutes }),
        1 => (note(), any::<bool>()).prop_map(|(note, fronted)| EventKind::NoteFronted { note, fronted }),
        1 => (note(), prop::option::of(note())).prop_map(|(note, before)| EventKind::NoteMoved { note, before }),
        1 => (text(), prop::option::of(question_id()), tag, any::<bool>())
            .prop_map(|(text, question, tag, private)| EventKind::Noted { text, question, tag, private }),
        1 => (note(), text()).prop_map(|(note, text)| EventKind::NoteRevised { note, text }),
        1 => note().prop_map(|note| EventKind::NoteRemoved { note }),
        1 => text().prop_map(|text| EventKind::UnplannedAsked { text }),
        2 => Just(EventKind::Paused),
        2 => Just(EventKind::Resumed),
        1 => any::<u64>().prop_map(|gap_ms| EventKind::Gap { cause: GapCause::Sleep, gap_ms }),
        1 => (0..40_u64, any::<bool>()).prop_map(|(gap, counts)| EventKind::GapRuled { gap, counts }),
        1 => prop::option::of(text()).prop_map(|ended_early| EventKind::Finished { ended_early }),
        2 => any::<u64>().prop_map(|gap_ms| EventKind::Reopened { gap_ms }),
        1 => Just(EventKind::NoShow),
        1 => Just(EventKind::Discarded),
        1 => Just(EventKind::Restored),
        1 => (recommendation(), text()).prop_map(|(recommendation, reason)| EventKind::Recommended { recommendation, reason }),
        1 => Just(EventKind::Submitted { seal: no_digest() }),
        1 => (score(), text()).prop_map(|((question, step), reason)| EventKind::Amended {
            change: Change::Score { question, step },
            reason,
        }),
        1 => (question_id(), text()).prop_map(|(question, reason)| EventKind::Amended {
            change: Change::NotAssessed { question },
            reason,
        }),
        1 => (recommendation(), text()).prop_map(|(recommendation, reason)| EventKind::Amended {
            change: Change::Recommendation { recommendation },
            reason,
        }),
    ]
}

/// A question of the bank that joins the plan; one whose hash is not its own is refused.
fn added(name: &str, is_honest: bool, before: Option<QuestionId>) -> EventKind {
    let competency = frozen_set(&["d"]).competencies.remove(0);
    let item = FrozenItem {
        question: question(name, "d"),
        section: "Added".to_owned(),
        minutes: 5,
        required: false,
    };
    let added = AddedQuestion { item, competency };
    let hash = if is_honest { added.digest().unwrap() } else { no_digest() };
    EventKind::QuestionAdded { added: Box::new(added), hash, before, at_ms: None }
}

fn events() -> impl Strategy<Value = Vec<Event>> {
    let elapsed = prop_oneof![4 => 0..10_000_000_u64, 1 => any::<u64>()];
    let event = (any::<i64>(), elapsed, event_kind());
    prop::collection::vec(event, 0..40).prop_map(|events| {
        (1..)
            .zip(events)
            .map(|(seq, (wall_ms, elapsed_ms, kind))| Event { seq, wall_ms, elapsed_ms, kind })
            .collect()
    })
}

fn question_of(kind: &EventKind) -> Option<&QuestionId> {
    match kind {
        EventKind::Scored { question, .. }
        | EventKind::NotAssessed { question, .. }
        | EventKind::Skipped { question, .. }
        | EventKind::OutcomeCleared { question }
        | EventKind::Marked { question, .. }
        | EventKind::AskRuled { question, .. }
        | EventKind::ProbeAsked { question, .. }
        | EventKind::PointHeard { question, .. }
        | EventKind::FlagRaised { question, .. }
        | EventKind::Budgeted { question, .. }
        | EventKind::Noted { question: Some(question), .. }
        | EventKind::Opened { question: Some(question) }
        | EventKind::Amended {
            change: Change::Score { question, .. } | Change::NotAssessed { question },
            ..
        } => Some(question),
        _ => None,
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn every_prefix_folds_to_a_session_with_a_scorecard(events in events()) {
        let set = frozen_set(&["a", "a", "b", "c"]);
        let mut stepwise = Session::new(&set);
        for end in 0..=events.len() {
            let prefix = &events[..end];
            let session = Session::fold(&set, prefix);
            prop_assert_eq!(&session, &stepwise);
            let pace = pace(&set, &session);
            prop_assert!(pace.wont_fit.is_empty() || pace.needed_ms > pace.left_ms);
            let steps = set.items.iter().filter_map(|item| {
                match session.answer(&item.question.id)?.outcome {
                    Verdict::Scored(step) => Some((item.question.competency.as_str(), step.get())),
                    _ => None,
                }
            });
            let steps: Vec<(&str, u8)> = steps.collect();
            let record = SessionRecord {
                id: SessionId::parse("s").unwrap(),
                set: set.clone(),
                events: prefix.to_vec(),
                texts: Vec::new(),
                lost: None,
            };
            let card = Scorecard::build(&record, Disclosure::default()).unwrap();
            prop_assert_eq!(card.questions.len(), 4);
            let overall = card.overall.map(|overall| (overall.tenths, overall.questions_scored));
            let expected = mean_of(&means(&steps)).map(|mean| (tenths(mean), steps.len()));
            prop_assert_eq!(overall, expected);
            if let Some(event) = events.get(end) {
                stepwise.apply(event);
            }
        }
    }

    #[test]
    fn events_on_one_question_never_change_anothers_score(events in events(), touched in question_id()) {
        let set = frozen_set(&["a", "a", "b", "c"]);
        let all = Session::fold(&set, &events);
        let others: Vec<Event> =
            events.iter().filter(|event| question_of(&event.kind) != Some(&touched)).cloned().collect();
        let without = Session::fold(&set, &others);
        for (question, answer) in &all.answers {
            if *question != touched {
                prop_assert_eq!(&answer.outcome, &without.answers[question].outcome);
            }
        }
    }

    #[test]
    fn nothing_but_amendments_changes_a_sealed_session(events in events()) {
        let set = frozen_set(&["a", "a", "b", "c"]);
        let mut session = sealed(&set);
        for event in &events {
            let mut before = session.clone();
            session.apply(event);
            prop_assert_eq!(session.phase, Phase::Submitted);
            if !matches!(event.kind, EventKind::Amended { .. }) {
                // Only the clock's own reading, the offset of what follows and the list of what was
                // ignored may differ.
                if matches!(event.kind, EventKind::OffsetChanged { .. }) {
                    before.utc_offset_minutes = session.utc_offset_minutes;
                }
                before.ignored.clone_from(&session.ignored);
                before.stopwatch.clone_from(&session.stopwatch);
                prop_assert_eq!(&session, &before);
            }
        }
    }
}

fn sealed(set: &FrozenSet) -> Session {
    let kinds = [
        EventKind::Started,
        EventKind::Opened { question: Some(id("q1")) },
        EventKind::Scored { question: id("q1"), step: step(3) },
        EventKind::Noted {
            text: text_ref("t5"),
            question: None,
            tag: NoteTag::Plain,
            private: false,
        },
        EventKind::Recommended { recommendation: Recommendation::Yes, reason: text_ref("t4") },
        EventKind::Finished { ended_early: None },
        EventKind::Submitted { seal: no_digest() },
    ];
    let events: Vec<Event> = (1..)
        .zip(kinds)
        .map(|(seq, kind)| Event { seq, wall_ms: 0, elapsed_ms: seq * 1000, kind })
        .collect();
    let session = Session::fold(set, &events);
    assert_eq!(session.ignored, []);
    session
}

#[test]
fn a_reopened_session_is_live_where_it_ended_and_its_end_is_gone() {
    let mut script = Script::started(frozen_set(&["a", "b"]));
    script.happen(EventKind::Opened { question: Some(id("q2")) });
    let before = script.record.fold();
    let ended_early = Some(script.text("The line broke."));
    script.happen(EventKind::Finished { ended_early });
    let end = script.record.events.len() as u64;
    script.happen(EventKind::Reopened { gap_ms: 60_000 });
    let session = script.record.fold();
    assert_eq!(session.ignored, []);
    assert_eq!((session.phase, &session.current), (Phase::Live, &before.current));
    assert_eq!(
        (
            &session.ended_early,
            session.texts(Disclosure { mask_candidate: false, include_private: true }).len()
        ),
        (&None, 0)
    );
    // Three minutes up to the end; the minute since then counts once somebody says so.
    assert_eq!(session.stopwatch.session_ms(), 120_000);
    assert_eq!(session.stopwatch.question_ms(&id("q2")), 60_000);
    script.happen(EventKind::GapRuled { gap: end + 1, counts: true });
    let session = script.record.fold();
    assert_eq!(session.stopwatch.session_ms(), 240_000);
    assert_eq!(session.stopwatch.question_ms(&id("q2")), 180_000);
    script.submit().happen(EventKind::Reopened { gap_ms: 0 });
    assert_eq!(script.record.fold().ignored.len(), 1, "a sealed session stays closed");
}

#[test]
fn a_session_refers_only_to_texts_that_still_say_something() {
    let mut script = Script::started(frozen_set(&["a", "b"]));
    script.describe(Detail::Candidate, "Adah").describe(Detail::Candidate, "Ada");
    script.note(Some("q1"), NoteTag::Plain, false, "Fragm");
    let note = script.record.texts[2].id.clone();
    let text = script.text("Fragment, finished.");
    script.happen(EventKind::NoteRevised { note, text });
    script.note(None, NoteTag::Plain, false, "Taken back.");
    let note = script.record.texts[4].id.clone();
    script.happen(EventKind::NoteRemoved { note });
    script.skip("q1", "No time.");
    let text = script.text("What do you build at home?");
    script.happen(EventKind::UnplannedAsked { text });
    script.recommend(Recommendation::No, "Weak.");
    let ended_early = Some(script.text("The line broke."));
    script.happen(EventKind::Finished { ended_early });
    let seal = script.record.chain().unwrap();
    script.happen(EventKind::Submitted { seal });
    let reason = script.text("From the recording.");
    let change = Change::Score { question: id("q1"), step: step(4) };
    script.happen(EventKind::Amended { change, reason });
    let session = script.record.fold();
    assert_eq!(session.ignored, []);
    let texts = script.record.texts.iter().filter(|text| {
        session
            .texts(Disclosure { mask_candidate: false, include_private: true })
            .contains(&text.id)
    });
    let words: Vec<&str> = texts.map(|text| text.content.as_ref().unwrap().body.as_str()).collect();
    assert_eq!(
        words,
        [
            "Ada",
            "Fragment, finished.",
            "No time.",
            "What do you build at home?",
            "Weak.",
            "The line broke.",
            "From the recording.",
        ]
    );
}
