//! Kills the real window at random moments of an interview, and looks for what is gone: 20 times, and 200
//! times where `PLUMBLINE_FULL` is set.
//!
//! What the records hold when the program is killed was acknowledged or on the way to be: all of it must be
//! there again. Of what was typed, two seconds may be lost.

use std::time::{Duration, Instant};

use plumbline::domain::event::{Event, EventKind};
use plumbline::domain::ids::QuestionId;

use super::begin;
use super::chance::Chance;
use super::desk::{Desk, wait_until};

/// Typing that is younger may be lost.
const MAY_BE_LOST: Duration = Duration::from_secs(2);
/// What a busy machine itself takes for a key: from the tool that presses it to the window and the disk.
const ON_THE_WAY: Duration = Duration::from_secs(1);

#[derive(Default)]
struct Totals {
    acknowledged: usize,
    missing: usize,
    typed_lost: Duration,
    other_question: usize,
}

/// The question on stage after these events.
fn on_stage(events: &[Event]) -> Option<QuestionId> {
    events.iter().rev().find_map(|event| match &event.kind {
        EventKind::Opened { question } => Some(question.clone()),
        _ => None,
    })?
}

/// Words with the moment when each was typed.
struct Typed(Vec<(String, Instant)>);

impl Typed {
    /// How long before `killed` the first word was typed that the records do not have.
    fn lost(&self, notes: &[String], killed: Instant) -> Duration {
        let is_kept = |word: &str| notes.iter().any(|note| note.contains(word));
        let lost = self.0.iter().find(|(word, _)| !is_kept(word));
        lost.map_or(Duration::ZERO, |(_, at)| killed.saturating_duration_since(*at))
    }
}

#[test]
fn nothing_acknowledged_is_lost_and_the_same_question_is_open() {
    let kills = if std::env::var_os("PLUMBLINE_FULL").is_some() { 200 } else { 20 };
    let mut chance = Chance::new(kills);
    let mut totals = Totals::default();
    let mut desk = Desk::set_up();
    begin(&desk, "Ada Lovelace");
    desk.keys(&["Next"]);
    for round in 0..kills {
        let mut typed = Typed(Vec::new());
        // Some acts, then words up to a moment that nobody chose.
        for _ in 0..chance.below(3) {
            match chance.below(4) {
                0 => desk.keys(&["Next"]),
                1 => desk.keys(&["Prior"]),
                2 => desk.keys(&["ctrl+shift+1"]),
                _ => desk.keys(&[&(chance.below(5) + 1).to_string()]),
            }
        }
        for number in 0..1 + chance.below(6) {
            let word = format!("w{round}x{number}e");
            desk.type_text(&format!("{word} "));
            typed.0.push((word, Instant::now()));
            std::thread::sleep(Duration::from_millis(chance.below(700) as u64));
        }
        let before = desk.events();
        let killed = Instant::now();
        desk.kill();
        let after = desk.events();
        totals.acknowledged += before.len();
        totals.missing += before
            .iter()
            .zip(after.iter().chain(std::iter::repeat(&before[0])))
            .filter(|(one, other)| one != other)
            .count();
        let notes = desk.texts();
        let lost = typed.lost(&notes, killed);
        totals.typed_lost = totals.typed_lost.max(lost);
        let stage = on_stage(&after);

        desk.start();
        desk.wait_for_title("Home");
        desk.keys(&["ctrl+Return"]);
        desk.wait_for_title("Interview");
        // A score goes to the question that is open.
        let count = desk.events().len();
        desk.keys(&["ctrl+3"]);
        let scored = || {
            desk.events().into_iter().skip(count).find_map(|event| match event.kind {
                EventKind::Scored { question, .. } => Some(question),
                _ => None,
            })
        };
        if stage.is_some() {
            wait_until("a score after the restart", || scored().is_some());
            totals.other_question += usize::from(scored() != stage);
        }
    }
    println!(
        "killed the window {kills} times: {} events read before the kills, {} missing after; at most {} ms \
         of typing lost; another question open {} times",
        totals.acknowledged,
        totals.missing,
        totals.typed_lost.as_millis(),
        totals.other_question
    );
    assert_eq!((totals.missing, totals.other_question), (0, 0));
    assert!(totals.typed_lost <= MAY_BE_LOST + ON_THE_WAY, "{:?}", totals.typed_lost);
}
