//! The counts, by kind of fault.

use std::collections::BTreeMap;
use std::fmt;

use crate::fault::Kind;
use crate::judge::Outcome;

/// The counts of some rounds; losses in steps.
#[derive(Debug, Default)]
pub struct Row {
    pub rounds: usize,
    /// Rounds in which a whole disk was full, away or read-only.
    pub mounted: usize,
    pub acknowledged: usize,
    /// Said by name and number.
    pub named: usize,
    /// Said, without the number.
    pub open_ended: usize,
    pub silent: usize,
    pub wrong: usize,
    pub panics: usize,
    /// The system ended the program.
    pub died: usize,
    /// Times that something was refused, with words.
    pub refusals: usize,
    /// Records that did not open even when the fault was lifted.
    pub stuck: usize,
    /// Records that were other at the second opening, or could not be written.
    pub unstable: usize,
    pub details: Vec<String>,
}

impl Row {
    pub fn take(&mut self, outcome: Outcome) {
        self.acknowledged += outcome.acknowledged;
        self.named += outcome.named;
        self.open_ended += outcome.open_ended;
        self.standing(outcome);
    }

    /// What must never be, at whatever moment it is looked at.
    pub fn standing(&mut self, outcome: Outcome) {
        self.silent += outcome.silent;
        self.wrong += outcome.wrong;
        self.details.extend(outcome.details);
    }

    pub fn is_bad(&self) -> bool {
        self.silent + self.wrong + self.panics + self.stuck + self.unstable > 0
    }

    fn numbers(&self) -> [usize; 11] {
        [
            self.rounds,
            self.mounted,
            self.acknowledged,
            self.named,
            self.open_ended,
            self.silent,
            self.wrong,
            self.panics,
            self.died,
            self.refusals,
            self.stuck + self.unstable,
        ]
    }
}

/// All rounds, by the first fault and whether another one followed.
#[derive(Default)]
pub struct Tally(BTreeMap<(bool, Kind), Vec<Row>>);

impl Tally {
    pub fn add(&mut self, (kind, is_first_of_two): (Kind, bool), row: Row) {
        self.0.entry((is_first_of_two, kind)).or_default().push(row);
    }

    /// Fails where something was lost in silence.
    pub fn check(&self) {
        let bad = self.0.values().flatten().filter(|row| row.is_bad()).count();
        assert_eq!(bad, 0, "rounds with a loss in silence, a wrong session, a panic or no way on");
        let acknowledged: usize = self.0.values().flatten().map(|row| row.acknowledged).sum();
        assert!(acknowledged > 0, "the program did nothing");
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let heads = [
            "rounds", "disks", "steps", "named", "said", "SILENT", "WRONG", "panics", "died",
            "refused", "stuck",
        ];
        write!(f, "{:<34}", "")?;
        heads.iter().try_for_each(|head| write!(f, "{head:>8}"))?;
        writeln!(f)?;
        let mut totals = [0; 11];
        for ((is_first_of_two, kind), rows) in &self.0 {
            let ending = if *is_first_of_two { ", another" } else { "" };
            let name = format!("{}{ending}", kind.words());
            let mut sums = [0; 11];
            for row in rows {
                sums.iter_mut().zip(row.numbers()).for_each(|(sum, number)| *sum += number);
            }
            totals.iter_mut().zip(sums).for_each(|(total, sum)| *total += sum);
            line(f, &name, sums)?;
        }
        line(f, "all", totals)
    }
}

fn line(f: &mut fmt::Formatter<'_>, name: &str, numbers: [usize; 11]) -> fmt::Result {
    write!(f, "{name:<34}")?;
    numbers.iter().try_for_each(|number| write!(f, "{number:>8}"))?;
    writeln!(f)
}
