//! Different sessions, each made from the demo's: other people, scores and notes, about as long.

use plumbline::domain::event::{Detail, EventKind};
use plumbline::domain::ids::SessionId;
use plumbline::domain::record::SessionRecord;
use plumbline::domain::rubric::Step;
use plumbline::domain::text::TextRef;
use plumbline::library::load::Library;
use plumbline::records::sqlite::SqliteStore;
use plumbline::shared::demo;

/// Sealed like any submitted session, so that every command reads them.
pub fn sessions(count: usize) -> Vec<SessionRecord> {
    let folder = tempfile::tempdir().unwrap();
    let mut store = SqliteStore::open(&folder.path().join("records.sqlite")).unwrap();
    let played = demo::play(&Library::shipped().bank, &mut store).unwrap().record;
    (0..count).map(|number| varied(&played, number)).collect()
}

fn varied(played: &SessionRecord, number: usize) -> SessionRecord {
    let mut record = played.clone();
    record.id = SessionId::parse(format!("bench-{number:04}")).unwrap();
    for (at, event) in record.events.iter_mut().enumerate() {
        if let EventKind::Scored { step, .. } = &mut event.kind {
            *step = Step::try_from(u8::try_from((number + at) % 5 + 1).unwrap()).unwrap();
        }
        let words = words(&event.kind, number, at);
        let Some(reference) = reference_mut(&mut event.kind) else { continue };
        let text = record.texts.iter_mut().find(|text| text.id == reference.id).unwrap();
        text.content.as_mut().unwrap().body = words;
        *reference = text.reference().unwrap();
    }
    let last = record.events.pop().unwrap();
    let EventKind::Submitted { .. } = last.kind else { panic!("the demo ends with its seal") };
    let seal = record.chain().unwrap();
    record
        .events
        .push(plumbline::domain::event::Event { kind: EventKind::Submitted { seal }, ..last });
    record
}

/// Those that the demo has.
fn reference_mut(kind: &mut EventKind) -> Option<&mut TextRef> {
    match kind {
        EventKind::Described { text, .. }
        | EventKind::Noted { text, .. }
        | EventKind::UnplannedAsked { text }
        | EventKind::Skipped { reason: text, .. }
        | EventKind::Recommended { reason: text, .. } => Some(text),
        EventKind::NotAssessed { reason, .. } => reason.as_mut(),
        _ => None,
    }
}

fn words(kind: &EventKind, number: usize, at: usize) -> String {
    let pick = |list: &[&str], shift: usize| list[(number + shift) % list.len()].to_owned();
    match kind {
        EventKind::Described { detail: Detail::Candidate, .. } => {
            pick(&FIRST, 0) + " " + &pick(&LAST, number / FIRST.len())
        }
        EventKind::Described { detail: Detail::Role, .. } => pick(&ROLES, 0),
        EventKind::Described { detail: Detail::Interviewer, .. } => {
            pick(&FIRST, 3) + " " + &pick(&LAST, 5)
        }
        EventKind::Recommended { .. } => {
            [0, 1, 2].map(|sentence| note(number, at + sentence)).join(" ")
        }
        _ => note(number, at),
    }
}

/// No two sessions have the same one at the same place.
fn note(number: usize, at: usize) -> String {
    let pick = |list: &[&'static str], step: usize| list[(number * step + at) % list.len()];
    format!("{} {}, {} (case {number}).", pick(&DID, 1), pick(&WHAT, 3), pick(&HOW, 7))
}

const FIRST: [&str; 14] = [
    "Ada",
    "Nguyễn Thị",
    "Łukasz",
    "Ελένη",
    "Олена",
    "José",
    "Sørine",
    "Ángel",
    "Zoë",
    "Grace",
    "Đặng Văn",
    "Björn",
    "Мирослав",
    "Françoise",
];

const LAST: [&str; 15] = [
    "Lovelace",
    "Minh Anh",
    "Øvergaard",
    "Παπαδοπούλου",
    "Шевченко",
    "Muñoz",
    "Kjær",
    "Ibáñez",
    "Brontë",
    "Hopper",
    "Hùng",
    "Åkesson",
    "Петров",
    "Lefèvre",
    "Worthington",
];

const ROLES: [&str; 4] = [
    "Senior backend engineer, payments",
    "Staff engineer, data platform",
    "Backend engineer, search",
    "Platform engineer, reliability",
];

const DID: [&str; 9] = [
    "Set out",
    "Asked for",
    "Measured",
    "Questioned",
    "Worked from",
    "Came back to",
    "Named",
    "Weighed",
    "Explained",
];

const WHAT: [&str; 8] = [
    "the options first",
    "the numbers of the last release",
    "what would change the choice",
    "the failure case without being asked",
    "the cost of a lock on the table",
    "a real case of the previous team",
    "the limits of the cache",
    "who would have to be told",
];

const HOW: [&str; 10] = [
    "then chose",
    "and only then wrote code",
    "with one probe",
    "before proposing anything",
    "and said how to test for it",
    "with the first fix that came to mind",
    "and kept to it under questions",
    "with its dates and amounts",
    "though the cause came up late",
    "in plain words",
];
