//! The formats beside the page: what each holds, and that no input breaks one.

mod carried;
mod command;
mod greenhouse;
mod masked;
mod schema;
mod sheets;
mod texts;

use plumbline::domain::event::{Change, Detail, EventKind, NoteTag, Recommendation};
use plumbline::domain::question::{Effect, Point, RedFlag, Tier};
use plumbline::domain::record::SessionRecord;
use plumbline::domain::scorecard::Disclosure;
use plumbline::export::writing::{Format, Written, scorecard};

use crate::support::{Script, frozen_set, id, question, step};

pub const DISCLOSURES: [Disclosure; 4] = [
    Disclosure { mask_candidate: false, include_private: false },
    Disclosure { mask_candidate: true, include_private: false },
    Disclosure { mask_candidate: false, include_private: true },
    Disclosure { mask_candidate: true, include_private: true },
];

fn write(record: &SessionRecord, disclosure: Disclosure, format: Format) -> Written {
    scorecard(record, disclosure, format).unwrap()
}

fn text(record: &SessionRecord, format: Format) -> String {
    String::from_utf8(write(record, Disclosure::default(), format).bytes).unwrap()
}

/// A session with something in every field that a report has.
pub fn full() -> Script {
    let mut set = frozen_set(&["a", "a", "b", "b", "c", "c"]);
    let first = &mut set.items[0].question;
    first.title = "First thing".to_owned();
    first.candidate_material = Some("print(1)".to_owned());
    let point = |(text, at): (&str, Tier)| Point { text: text.to_owned(), at };
    first.listen_for =
        [("one", Tier::Core), ("two", Tier::Core), ("three", Tier::Depth)].map(point).into();
    first.red_flags = vec![RedFlag { text: "flag".to_owned(), effect: Effect::CapsAt(step(2)) }];
    let mut script = Script::by_rules(3, set);
    for (detail, words) in [
        (Detail::Candidate, "Ada Lovelace"),
        (Detail::Role, "Engineer"),
        (Detail::Interviewer, "Grace Hopper"),
    ] {
        script.describe(detail, words);
    }
    script.happen(EventKind::Started);
    script.score("q1", 4).note(Some("q1"), NoteTag::Strength, false, "Ada saw the race.");
    script.note(Some("q1"), NoteTag::Quote, false, "I would measure.");
    let (q1, heard, raised) = (id("q1"), true, true);
    script.happen(EventKind::PointHeard { question: q1.clone(), point: 0, heard, at_ms: None });
    script.happen(EventKind::FlagRaised { question: q1.clone(), flag: 0, raised, at_ms: None });
    script.happen(EventKind::ProbeAsked { question: q1, probe: 0, asked: true });
    script.happen(EventKind::Budgeted { question: id("q2"), minutes: Some(9) });
    script.happen(EventKind::Paused).happen(EventKind::Resumed);
    script.score("q2", 3).score("q3", 2).skip("q4", "No time for Lovelace.");
    script.happen(EventKind::Opened { question: Some(id("q5")) });
    let reason = Some(script.text("The line dropped."));
    script.happen(EventKind::NotAssessed { question: id("q5"), reason });
    script.happen(EventKind::QuestionAdded {
        hash: added().digest().unwrap(),
        added: Box::new(added()),
        before: None,
        at_ms: None,
    });
    script.score("own", 5);
    script.note(None, NoteTag::Concern, false, "Slow to start.");
    script.note(None, NoteTag::Plain, false, "Asked about on-call.");
    script.note(Some("q3"), NoteTag::Plain, true, "Between us: Ada was late.");
    let text = script.text("What would you rebuild?");
    script.happen(EventKind::UnplannedAsked { text });
    script.recommend(Recommendation::Yes, "Sound.");
    let ended_early = Some(script.text("The room was taken."));
    script.happen(EventKind::Finished { ended_early });
    let seal = script.record.chain().unwrap();
    script.happen(EventKind::Submitted { seal });
    for change in [
        Change::Score { question: id("q3"), step: step(3) },
        Change::Recommendation { recommendation: Recommendation::StrongYes },
        Change::Remark,
    ] {
        let reason = script.text("The debrief of Ada brought more.");
        script.happen(EventKind::Amended { change, reason });
    }
    assert_eq!(script.record.fold().ignored, vec![]);
    script
}

fn added() -> plumbline::domain::event::AddedQuestion {
    let item = plumbline::domain::set::FrozenItem {
        question: question("own", "a"),
        section: "Added".to_owned(),
        minutes: 4,
        required: false,
    };
    let competency = frozen_set(&["a"]).competencies.remove(0);
    plumbline::domain::event::AddedQuestion { item, competency }
}

/// Sessions in which something usual is missing, or there is very much of it.
fn unusual() -> Vec<(&'static str, SessionRecord)> {
    let untouched = Script::new(frozen_set(&["a"])).record;
    let mut no_questions = Script::started(frozen_set(&[]));
    no_questions.submit();
    let mut no_scores = Script::started(frozen_set(&["a", "b"]));
    no_scores.describe(Detail::Candidate, "Ada").skip("q1", "No time.").submit();
    let mut no_show = Script::new(frozen_set(&["a"]));
    no_show.happen(EventKind::NoShow);
    let mut discarded = Script::started(frozen_set(&["a"]));
    discarded.score("q1", 2).happen(EventKind::Discarded);
    let mut long = Script::started(frozen_set(&["a"; 200]));
    for number in 1..=200 {
        let name = format!("q{number}");
        long.score(&name, (number % 5 + 1) as u8);
        long.note(Some(&name), NoteTag::Plain, false, &"word ".repeat(30));
    }
    long.submit();
    let named = |name: &str| {
        let mut script = Script::started(frozen_set(&["a"]));
        script.describe(Detail::Candidate, name).score("q1", 3).submit();
        script.record
    };
    let mut incomplete = named("Ada");
    incomplete.lost = Some("3 of 9 events could not be read".to_owned());
    vec![
        ("untouched", untouched),
        ("without questions", no_questions.record),
        ("without scores", no_scores.record),
        ("no-show", no_show.record),
        ("discarded", discarded.record),
        ("of 200 questions", long.record),
        ("a name with slashes", named("../../etc/passwd\\..")),
        ("a name of control characters", named("A\u{0}d\u{1b}[2Ja\r\n\u{7f}\u{85}\u{fffe}")),
        ("a name of 300 characters", named(&"Ada".repeat(100))),
        ("incomplete", incomplete),
    ]
}

#[test]
fn every_format_takes_every_session() {
    let all = unusual().into_iter().chain([("full", full().record)]);
    for (name, record) in all {
        for format in Format::ALL {
            for disclosure in DISCLOSURES {
                let written = write(&record, disclosure, format);
                assert!(written.bytes.len() > 50, "{name}, {format:?}");
                let again = write(&record, disclosure, format);
                assert!(written.bytes == again.bytes, "{name}, {format:?}: other bytes");
            }
        }
    }
}
