//! The sessions of a round, the same in both processes.

use plumbline::domain::event::{Detail, EventKind, NoteTag};
use plumbline::domain::ids::SessionId;
use plumbline::domain::record::SessionRecord;

use crate::chance::Chance;
use crate::rig::submitted;
use crate::support::{Script, frozen_set};

/// Submitted before the round, and in the backups.
pub fn done() -> SessionRecord {
    submitted("done")
}

/// The sessions that the program at work adds to: under way, planned, and not there yet.
pub fn growing() -> [SessionRecord; 3] {
    ["open", "planned", "fresh"].map(long)
}

/// A session with more steps than a round needs; some notes fill pages of the database.
fn long(name: &str) -> SessionRecord {
    let mut chance = Chance::new(name.bytes().map(u64::from).sum());
    let mut script = Script::new(frozen_set(&["a", "b", "a"]));
    script.record.id = SessionId::parse(name).unwrap();
    script.describe(Detail::Candidate, &format!("Candidate {name}"));
    script.happen(EventKind::Started);
    for number in 0..60 {
        let question = ["q1", "q2", "q3"][chance.below(3)];
        match chance.below(3) {
            0 => script.score(question, [1, 3, 5][chance.below(3)]),
            1 => {
                let words = format!("Note {number} on {name}. ").repeat(1 + chance.below(4));
                script.note(Some(question), NoteTag::Plain, false, &words)
            }
            _ => {
                let words = format!("Long note {number} on {name}. ").repeat(chance.below(200) + 1);
                script.note(None, NoteTag::Strength, true, &words)
            }
        };
    }
    script.record
}
