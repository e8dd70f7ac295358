//! Kills a program that records events, at random moments, and looks for lost events: 20 times, and 200
//! times where `PLUMBLINE_FULL` is set.
//!
//! The test runs itself as the child: it appends events one by one and writes the number of each on
//! its standard output once the records have acknowledged it. The parent kills it (SIGKILL on Unix),
//! reads what was acknowledged and opens the records again. It has a `main` of its own so that the
//! counts are always printed.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test fails by panicking"
)]

#[path = "it/rig.rs"]
#[allow(dead_code, reason = "shared with the integration tests")]
mod rig;
#[path = "it/support.rs"]
#[allow(dead_code, reason = "shared with the integration tests")]
mod support;

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use plumbline::domain::canonical::Digest;
use plumbline::domain::event::{Event, EventKind, NoteTag};
use plumbline::domain::ids::{SessionId, TextId};
use plumbline::domain::text::{Salt, Text};
use plumbline::records::Batch;

const CHILD: &str = "--append-until-killed";

fn main() {
    let mut arguments = std::env::args().skip(1);
    if arguments.next().as_deref() == Some(CHILD) {
        append_until_killed(Path::new(&arguments.next().unwrap()));
    }
    let kills = if std::env::var_os("PLUMBLINE_FULL").is_some() { 200 } else { 20 };
    let mut totals = Totals::default();
    for round in 0..kills {
        kill_once(round, &mut totals);
    }
    println!(
        "killed {kills} times while appending: {} events acknowledged, {} found, {} lost; \
         {} stored whole but not yet acknowledged; {} rounds with at least one event",
        totals.acknowledged, totals.found, totals.lost, totals.unacknowledged, totals.busy_rounds
    );
    assert_eq!(totals.lost, 0);
    assert!(totals.busy_rounds >= kills / 2, "the child did nothing");
    println!("1 passed, 0 failed");
}

#[derive(Default)]
struct Totals {
    acknowledged: u64,
    found: u64,
    lost: u64,
    unacknowledged: u64,
    busy_rounds: u64,
}

fn session() -> SessionId {
    SessionId::parse("crash").unwrap()
}

fn text(seq: u64) -> Text {
    Text::new(
        TextId::parse(format!("t{seq}")).unwrap(),
        Salt::new(u128::from(seq).to_be_bytes()),
        format!("Note {seq}, written in a hurry."),
    )
}

fn event(seq: u64, set: Digest) -> Event {
    let kind = match text(seq).reference() {
        Some(text) if seq > 1 => {
            EventKind::Noted { text, question: None, tag: NoteTag::Plain, private: false }
        }
        _ => EventKind::Planned { set, utc_offset_minutes: 0, rules: 1 },
    };
    Event { seq, wall_ms: 0, elapsed_ms: seq, kind }
}

fn append_until_killed(folder: &Path) -> ! {
    let (mut vault, _) = rig::open(&rig::shelf(folder));
    let set = support::frozen_set(&["a"]);
    let digest = set.digest().unwrap();
    for seq in 1.. {
        let texts = if seq > 1 { vec![text(seq)] } else { Vec::new() };
        let batch = Batch { events: vec![event(seq, digest)], texts };
        if seq == 1 {
            vault.create(&session(), &set, &batch).unwrap();
        } else {
            vault.append(&session(), seq - 1, &batch).unwrap();
        }
        let mut out = std::io::stdout().lock();
        writeln!(out, "{seq}").unwrap();
        out.flush().unwrap();
    }
    unreachable!("the numbers do not run out before the kill")
}

fn kill_once(round: u64, totals: &mut Totals) {
    let folder = tempfile::tempdir().unwrap();
    let mut child = Command::new(std::env::current_exe().unwrap())
        .arg(CHILD)
        .arg(folder.path())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
    // Every other round starts the clock at the first event, so that half of them hit appends on any
    // machine; the others may hit the making of the database too.
    let first = if round.is_multiple_of(2) { lines.next() } else { None };
    std::thread::sleep(random_moment(round));
    child.kill().unwrap();
    child.wait().unwrap();
    let numbers = first.into_iter().chain(lines).filter_map(|line| line.parse().ok());
    let acknowledged = numbers.last().unwrap_or(0);
    let found = stored_events(folder.path());
    totals.acknowledged += acknowledged;
    totals.found += found.min(acknowledged);
    totals.lost += acknowledged.saturating_sub(found);
    totals.unacknowledged += found.saturating_sub(acknowledged);
    totals.busy_rounds += u64::from(acknowledged > 0);
}

/// From 0 to 60 ms, spread by a hash of the round and the process: another moment in each run.
fn random_moment(round: u64) -> Duration {
    let seed = std::process::id().to_be_bytes();
    let hash = Digest::of_parts("moment", &[&seed, &round.to_be_bytes()]);
    let share = u64::from(hash.as_bytes()[0]) << 8 | u64::from(hash.as_bytes()[1]);
    Duration::from_micros(share * 60_000 / 65_536)
}

/// How many events are there, each checked against the chain and with its text. The records open
/// without a question, and nothing about them is marked.
fn stored_events(folder: &Path) -> u64 {
    let (vault, _) = rig::open(&rig::shelf(folder));
    if vault.store().count().unwrap() == 0 {
        return 0;
    }
    let loaded = vault.load(&session()).unwrap();
    assert_eq!((loaded.read_only, &loaded.record.lost), (None, &None));
    assert_eq!(loaded.record.faults().unwrap(), Vec::new());
    loaded.record.events.len() as u64
}
