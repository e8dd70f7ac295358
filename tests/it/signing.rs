//! Signatures of sessions: what each kind of session says of its own, and that no change gets past them.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use plumbline::domain::event::{Change, Event, EventKind, NoteTag, Recommendation};
use plumbline::domain::record::SessionRecord;
use plumbline::domain::scorecard::Disclosure;
use plumbline::domain::signature::{PublicKey, Signature, Signer, session_message, verify};
use plumbline::domain::signing::{Standing, signing};
use plumbline::domain::text::{Salt, Text};
use plumbline::domain::verify::{InRecords, compare};
use plumbline::keys::{KnownKeys, SigningKey};
use plumbline::library::file::session_file;
use plumbline::library::load::read_session;
use plumbline::library::source::Source;
use plumbline::records::backup::Occasion;

use crate::chance::{Chance, seed};
use crate::rig;
use crate::support::{Script, frozen_set, id, step};

/// Always the same key for a number.
pub fn key(number: u8) -> SigningKey {
    SigningKey::from_secret(&[number; 32])
}

pub fn sign(script: &mut Script, key: &SigningKey) {
    let message = session_message(&script.record.id, &script.record.chain().unwrap());
    script.happen(EventKind::Signed { key: key.public(), signature: key.sign(&message) });
}

/// Submitted, not signed.
pub fn sealed() -> Script {
    Script { record: rig::submitted("s") }
}

pub fn amend(script: &mut Script, number: u8) {
    let reason = script.text("The debrief brought more");
    let change = Change::Score { question: id("q2"), step: step(number) };
    script.happen(EventKind::Amended { change, reason });
}

fn signed() -> Script {
    let mut script = sealed();
    sign(&mut script, &key(1));
    script
}

fn check(record: &SessionRecord, expected: &str) {
    let name = |key: &PublicKey| match *key {
        known if known == key_of(1) => "one",
        known if known == key_of(2) => "two",
        _ => "another",
    };
    let names = |keys: &[PublicKey]| keys.iter().map(name).collect::<Vec<_>>().join("+");
    let found = match signing(record).unwrap().standing() {
        Standing::NotSubmitted => "not submitted".to_owned(),
        Standing::Unsigned => "unsigned".to_owned(),
        Standing::Signed(keys) => format!("signed by {}", names(&keys)),
        Standing::Partly { unsigned, keys } => {
            let steps: Vec<String> = unsigned.iter().map(|step| step.name()).collect();
            format!("{} unsigned, rest by {}", steps.join("+"), names(&keys))
        }
        Standing::Mismatch(steps) => {
            let steps: Vec<String> = steps.iter().map(|step| step.name()).collect();
            format!("{} mismatched", steps.join("+"))
        }
    };
    assert_eq!(found, expected);
}

fn key_of(number: u8) -> PublicKey {
    key(number).public()
}

#[test]
fn each_kind_of_session_says_how_it_is_signed() {
    check(&rig::under_way("s"), "not submitted");
    check(&sealed().record, "unsigned");
    check(&signed().record, "signed by one");

    let mut script = signed();
    amend(&mut script, 5);
    check(&script.record, "amendment 1 unsigned, rest by one");
    sign(&mut script, &key(1));
    check(&script.record, "signed by one");
    script.happen(EventKind::OffsetChanged { utc_offset_minutes: 0 });
    amend(&mut script, 3);
    sign(&mut script, &key(2));
    check(&script.record, "signed by one+two");
    amend(&mut script, 4);
    check(&script.record, "amendment 3 unsigned, rest by one+two");

    let mut script = sealed();
    amend(&mut script, 5);
    sign(&mut script, &key(2));
    check(&script.record, "the submission unsigned, rest by two");
}

#[test]
fn a_signature_of_anything_else_does_not_match() {
    let foreign = |message: &[u8]| {
        let mut script = sealed();
        script.happen(EventKind::Signed { key: key_of(1), signature: key(1).sign(message) });
        check(&script.record, "the submission mismatched");
    };
    let (record, chain) = (sealed().record, sealed().record.chain().unwrap());
    foreign(b"");
    foreign(chain.as_bytes());
    let other = plumbline::domain::ids::SessionId::parse("other").unwrap();
    foreign(&session_message(&other, &chain));
    foreign(&session_message(&record.id, &record.set.digest().unwrap()));

    // By another key under this one's name, and by none at all.
    let message = session_message(&record.id, &chain);
    let mut script = sealed();
    script.happen(EventKind::Signed { key: key_of(1), signature: key(2).sign(&message) });
    amend(&mut script, 5);
    sign(&mut script, &key(1));
    check(&script.record, "the submission mismatched");
    let mut script = sealed();
    let (key, signature) = (PublicKey::new([255; 32]), Signature::new([0; 64]));
    script.happen(EventKind::Signed { key, signature });
    check(&script.record, "the submission mismatched");
    assert_eq!(script.record.faults().unwrap(), [], "it can be opened and shown all the same");
}

/// The signature covers set and words only by their hashes, so those must fit too.
#[test]
fn words_or_a_set_that_were_not_sealed_match_no_signature() {
    let mut record = signed().record;
    let text = record.texts.iter_mut().find(|text| text.content.is_some()).unwrap();
    text.content.as_mut().unwrap().body.push('!');
    check(&record, "the submission mismatched");
    let mut record = signed().record;
    record.set.title.push('!');
    check(&record, "the submission mismatched");
    let mut record = signed().record;
    record.events.last_mut().unwrap().seq -= 1;
    assert!(!matches!(signing(&record).unwrap().standing(), Standing::Signed(_)));
}

#[test]
fn masked_and_erased_sessions_are_still_signed() {
    let mut script = signed();
    amend(&mut script, 5);
    sign(&mut script, &key(1));
    let record = script.record;
    let masked = Disclosure { mask_candidate: true, include_private: false };
    let disclosed = record.disclosed(masked);
    assert_ne!(disclosed, record);
    check(&disclosed, "signed by one");
    assert_eq!(compare(&disclosed, &record), InRecords::Same);
    let erase = |text: &Text| Text { content: None, ..text.clone() };
    let erased =
        SessionRecord { texts: record.texts.iter().map(erase).collect(), ..record.clone() };
    check(&erased, "signed by one");
    assert_eq!(compare(&record, &erased), InRecords::Same);
}

#[test]
fn a_signature_stands_right_behind_what_it_signs_and_nowhere_else() {
    let refused = |script: &Script| {
        let ignored = script.record.fold().ignored;
        assert_eq!(ignored.len(), 1, "{ignored:?}");
    };
    let mut script = Script { record: rig::under_way("s") };
    sign(&mut script, &key(1));
    refused(&script);
    let mut script = signed();
    sign(&mut script, &key(2));
    refused(&script);
    let mut script = sealed();
    script.happen(EventKind::OffsetChanged { utc_offset_minutes: 0 });
    sign(&mut script, &key(1));
    refused(&script);
}

/// The interview stays as it was.
#[test]
fn a_signature_changes_nothing_of_the_interview() {
    let (mut before, mut after) = (sealed().record.fold(), signed().record.fold());
    before.sealed.clear();
    after.sealed.clear();
    before.stopwatch = after.stopwatch.clone();
    assert_eq!(before, after);
}

#[test]
fn a_file_is_compared_with_the_records_event_by_event() {
    let (short, mut long) = (signed(), signed());
    assert_eq!(compare(&short.record, &long.record), InRecords::Same);
    amend(&mut long, 5);
    sign(&mut long, &key(1));
    let later = InRecords::Later { events: 2, amendments: 1 };
    assert_eq!(compare(&short.record, &long.record), later);
    let behind = short.record.events.len() as u64 + 1;
    assert_eq!(compare(&long.record, &short.record), InRecords::Differs { seq: behind });
    let mut other = signed().record;
    other.events[3].wall_ms += 1;
    assert_eq!(compare(&other, &short.record), InRecords::Differs { seq: 4 });
}

/// Older programs must know by the number that they lack something, and older files keep theirs.
#[test]
fn files_and_databases_with_signatures_have_numbers_of_their_own() {
    let unsigned = session_file(&sealed().record).unwrap();
    assert!(unsigned.contains("version: 2,"), "{unsigned}");
    let text = session_file(&signed().record).unwrap();
    assert!(text.contains("version: 5,"), "{text}");
    let folder = rig::folder();
    let path = folder.path().join("session.ron");
    fs::write(&path, text).unwrap();
    assert_eq!(read_session(&path).unwrap(), signed().record);

    let shelf = rig::shelf(folder.path());
    let (mut vault, _) = rig::open(&shelf);
    rig::keep(&mut vault, &signed().record);
    rig::back_up(&mut vault, Occasion::Submission);
    drop(vault);
    let database = rusqlite::Connection::open(&shelf.records).unwrap();
    let version: u32 = database.pragma_query_value(None, "user_version", |row| row.get(0)).unwrap();
    assert_eq!(version, 4);
    drop(database);
    let (vault, findings) = rig::open(&shelf);
    assert_eq!(findings, []);
    rig::check_whole(&vault, &[&signed().record], "signed");
}

// ---- Altered and hashed again -------------------------------------------------------------------

/// A session with its signatures, amended or not.
fn random_session(chance: &mut Chance) -> Script {
    let mut script = Script::started(frozen_set(&["a", "b", "a"]));
    for question in ["q1", "q2", "q3"] {
        script.score(question, chance.below(5) as u8 + 1);
        for note in 0..chance.below(3) + 1 {
            script.note(Some(question), NoteTag::Plain, false, &format!("Note {note}, {question}"));
        }
    }
    script.recommend(Recommendation::Yes, "Reasons");
    script.submit();
    sign(&mut script, &key(1));
    for _ in 0..chance.below(3) {
        amend(&mut script, chance.below(5) as u8 + 1);
        sign(&mut script, &key(1));
    }
    script
}

const CHANGES: [&str; 6] = ["score", "note", "amendment", "order", "time", "removal"];
const SIGNATURES: [&str; 6] = [
    "kept",
    "dropped",
    "dropped where they fail",
    "by another key",
    "by another key where they fail",
    "by another key under the name",
];

/// Changes something that a reader may see; false where there is nothing of the kind.
fn alter(record: &mut SessionRecord, change: &str, chance: &mut Chance) -> bool {
    let is_note = |event: &Event| matches!(event.kind, EventKind::Noted { .. });
    let places = |record: &SessionRecord, is: &dyn Fn(&Event) -> bool| -> Vec<usize> {
        (0..record.events.len()).filter(|at| is(&record.events[*at])).collect()
    };
    let notes = places(record, &is_note);
    let at = *chance.pick(&notes).unwrap();
    match change {
        "score" => {
            let scores = places(record, &|event| matches!(event.kind, EventKind::Scored { .. }));
            let at = *chance.pick(&scores).unwrap();
            let EventKind::Scored { step: score, .. } = &mut record.events[at].kind else {
                unreachable!()
            };
            *score = step(score.get() % 5 + 1);
        }
        "note" => {
            let EventKind::Noted { text, .. } = &mut record.events[at].kind else { unreachable!() };
            let new = Text::new(text.id.clone(), Salt::new([9; 16]), "Said nothing of the kind");
            text.hash = new.reference().unwrap().hash;
            let known = record.texts.iter_mut().find(|known| known.id == new.id);
            *known.unwrap() = new;
        }
        "amendment" => {
            let amendments =
                places(record, &|event| matches!(event.kind, EventKind::Amended { .. }));
            let Some(at) = chance.pick(&amendments) else { return false };
            let EventKind::Amended { change: Change::Score { step: score, .. }, .. } =
                &mut record.events[*at].kind
            else {
                unreachable!()
            };
            *score = step(score.get() % 5 + 1);
        }
        "order" => {
            let next = notes.iter().find(|next| **next == at + 1);
            let Some(next) = next else { return false };
            let (one, other) = record.events.split_at_mut(*next);
            std::mem::swap(&mut one[at].kind, &mut other[0].kind);
        }
        "time" => {
            record.events[at].wall_ms -= 1_000 * (1 + chance.below(30) as i64);
        }
        _ => {
            let gone = record.events.remove(at);
            let gone: Vec<_> = gone.kind.texts().into_iter().map(|text| text.id.clone()).collect();
            record.texts.retain(|text| !gone.contains(&text.id));
        }
    }
    true
}

/// As the program does: numbers, seal and chain anew; with the signatures kept, left out or made again.
fn hash_again(record: &mut SessionRecord, signatures: &str) {
    let events = std::mem::take(&mut record.events);
    for mut event in events {
        let chain = record.chain().unwrap();
        let message = session_message(&record.id, &chain);
        let again = || key(2).sign(&message);
        match (&mut event.kind, signatures) {
            (EventKind::Submitted { seal }, _) => *seal = chain,
            (EventKind::Signed { key, signature }, "dropped where they fail")
                if !verify(key, &message, signature) =>
            {
                continue;
            }
            (EventKind::Signed { key, signature }, "by another key where they fail")
                if !verify(key, &message, signature) =>
            {
                (*key, *signature) = (key_of(2), again());
            }
            (EventKind::Signed { .. }, "dropped") => continue,
            (EventKind::Signed { key: by, signature }, "by another key") => {
                (*by, *signature) = (key_of(2), again());
            }
            (EventKind::Signed { signature, .. }, "by another key under the name") => {
                *signature = again();
            }
            _ => {}
        }
        event.seq = record.events.len() as u64 + 1;
        record.events.push(event);
    }
}

/// What a reader is told of a session file; `None` where it is not opened at all.
fn verdict(record: &SessionRecord, path: &Path, known: &KnownKeys) -> &'static str {
    fs::write(path, session_file(record).unwrap()).unwrap();
    let Ok(read) = read_session(path) else { return "refused" };
    match signing(&read).unwrap().standing() {
        Standing::Signed(keys) if keys.iter().all(|key| known.name(key).is_some()) => "known",
        Standing::Signed(_) => "unknown key",
        Standing::Unsigned => "unsigned",
        Standing::Partly { .. } => "partly unsigned",
        Standing::Mismatch(_) => "mismatch",
        Standing::NotSubmitted => "not submitted",
    }
}

/// 50 sessions, and 500 where `PLUMBLINE_FULL` is set.
#[test]
fn no_session_that_was_altered_and_hashed_again_is_signed_by_a_known_key() {
    let rounds = if std::env::var_os("PLUMBLINE_FULL").is_some() { 500 } else { 50 };
    let seed = seed();
    let list = Source::new("signers.txt", format!("{}  Dana Whitfield\n", key_of(1)));
    let (known, problems) = KnownKeys::parse(&list);
    assert_eq!(problems, []);
    let folder = rig::folder();
    let path = folder.path().join("session.ron");
    let mut counts: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    let mut changes: BTreeMap<&str, usize> = BTreeMap::new();
    let mut altered = 0;
    for round in 0.. {
        if altered == rounds {
            break;
        }
        let mut chance = Chance::of_round(seed, round);
        let original = random_session(&mut chance).record;
        assert_eq!(verdict(&original, &path, &known), "known", "seed {seed}, round {round}");
        let change = CHANGES[round as usize % CHANGES.len()];
        let signatures = *chance.pick(&SIGNATURES).unwrap();
        let mut record = original.clone();
        if !alter(&mut record, change, &mut chance) {
            continue;
        }
        hash_again(&mut record, signatures);
        assert_ne!(record.events, original.events);
        let verdict = verdict(&record, &path, &known);
        let what = format!("seed {seed}, round {round}: {change}, signatures {signatures}");
        assert_ne!(verdict, "known", "{what}");
        assert_ne!(verdict, "refused", "{what}: only the signature finds it");
        assert!(matches!(compare(&record, &original), InRecords::Differs { .. }), "{what}");
        *counts.entry((signatures, verdict)).or_default() += 1;
        *changes.entry(change).or_default() += 1;
        altered += 1;
    }
    println!("{altered} sessions altered and hashed again (seed {seed}): {changes:?}");
    for ((signatures, verdict), count) in counts {
        println!("  signatures {signatures}: {verdict} {count}");
    }
    println!("  passed as signed by a known key: 0");
}
