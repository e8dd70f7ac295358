//! One round: sound records, the program at work, faults, and what is left.

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;

use plumbline::records::RecordStore;
use plumbline::records::backup::Occasion;
use plumbline::records::sqlite::SqliteStore;
use tempfile::TempDir;

use crate::chance::Chance;
use crate::disk::Mounts;
use crate::fault::{Fault, KINDS, Kind};
use crate::judge::{Known, Outcome, Said, compare, open, take_over};
use crate::rig::{back_up, batch, copy_tree, folder, keep, shelf, submitted};
use crate::story;
use crate::tally::{Row, Tally};
use crate::work::Worker;

/// What every round begins with.
pub struct Ground {
    /// Sound records: one session submitted, one under way, one planned; the day's backup holds less.
    pub base: TempDir,
    /// Databases that are none of theirs.
    pub others: Vec<PathBuf>,
    pub can_mount: bool,
    _others: TempDir,
}

/// How far the sessions of [`story::growing`] have come when a round begins.
const BEGUN: [usize; 3] = [14, 1, 0];

impl Ground {
    pub fn make() -> Self {
        let (base, other) = (folder(), folder());
        let (mut vault, _) = crate::rig::open(&shelf(base.path()));
        keep(&mut vault, &story::done());
        back_up(&mut vault, Occasion::Submission);
        for (record, begun) in story::growing().iter().zip(BEGUN) {
            for at in 0..begun {
                let batch = batch(record, at..at + 1);
                match at {
                    0 => vault.create(&record.id, &record.set, &batch).unwrap(),
                    _ => vault.append(&record.id, at as u64, &batch).unwrap(),
                }
                if at == 5 {
                    back_up(&mut vault, Occasion::Day);
                }
            }
        }
        let stranger = other.path().join("stranger.sqlite");
        let mut store = SqliteStore::open(&stranger).unwrap();
        store.insert(&submitted("stranger").id, &submitted("stranger")).unwrap();
        assert_eq!(store.list().unwrap().len(), 1);
        drop(store);
        let foreign = other.path().join("foreign.sqlite");
        let raw = rusqlite::Connection::open(&foreign).unwrap();
        raw.execute_batch("CREATE TABLE shopping (item TEXT); INSERT INTO shopping VALUES ('x')")
            .unwrap();
        drop(raw);
        let can_mount = Mounts::are_allowed();
        Self { base, others: vec![stranger, foreign], can_mount, _others: other }
    }

    pub fn records(&self) -> PathBuf {
        shelf(self.base.path()).records
    }
}

/// Plays a round and counts what it came to.
pub fn play(ground: &Ground, number: u64, chance: &mut Chance, tally: &mut Tally) {
    let kind = KINDS[usize::try_from(number).unwrap() % KINDS.len()];
    let mut faults = vec![Fault::draw(kind, ground, chance)];
    if number % 3 == 2 {
        let second = (0..100).map(|_| Fault::draw(*chance.pick(&KINDS).unwrap(), ground, chance));
        let second = second.collect::<Vec<_>>().into_iter().find(|it| it.is_apart_from(&faults[0]));
        faults.extend(second);
    }
    let mut round = Round::begin(ground, faults);
    let mut row = Row { rounds: 1, ..Row::default() };
    let place = (kind, round.faults.len() > 1);
    let played = catch_unwind(AssertUnwindSafe(|| {
        round.work(chance, &mut row);
        round.after(chance, &mut row);
    }));
    if let Err(panic) = played {
        let words = panic.downcast_ref::<String>().map_or("?", String::as_str);
        row.panics += 1;
        row.details.push(format!("panicked: {words}"));
    }
    row.refusals = round.said.refusals.len();
    row.mounted = usize::from(round.has_mounted);
    for detail in &row.details {
        println!("round {number}: {detail}");
    }
    if row.is_bad() {
        println!("round {number}: {:#?}", round.log);
        println!("round {number}: said {:#?} {:#?}", round.said.words, round.said.refusals);
    }
    tally.add(place, row);
}

struct Round<'g> {
    ground: &'g Ground,
    faults: Vec<Fault>,
    known: Vec<Known>,
    said: Said,
    /// What happened, in order.
    log: Vec<String>,
    has_mounted: bool,
    /// Dropped before the folder, which then has no mounts in it.
    mounts: Mounts,
    folder: TempDir,
}

impl<'g> Round<'g> {
    fn begin(ground: &'g Ground, faults: Vec<Fault>) -> Self {
        let folder = folder();
        let root = folder.path().join("data");
        fs::create_dir_all(&root).unwrap();
        let mut mounts = Mounts::default();
        for fault in &faults {
            fault.prepare(&root, &mut mounts);
        }
        copy_tree(ground.base.path(), &root);
        let mut known = vec![Known::new(story::done(), story::done().events.len())];
        let growing = story::growing().into_iter().zip(BEGUN);
        known.extend(growing.map(|(record, begun)| Known::new(record, begun)));
        let (said, log) = (Said::default(), Vec::new());
        Self { ground, faults, known, said, log, has_mounted: false, mounts, folder }
    }

    fn root(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    fn strike(&mut self, at: usize, chance: &mut Chance) {
        let root = self.root();
        let Some(fault) = self.faults.get_mut(at) else { return };
        let what = fault.strike((self.ground, &root), &mut self.mounts, chance);
        self.has_mounted |= fault.stands();
        self.log.push(what);
    }

    /// The program takes steps, and in half of the rounds the first fault strikes among them.
    fn work(&mut self, chance: &mut Chance, row: &mut Row) {
        let mut worker = Worker::start(&self.root(), chance.next());
        let mut struck = 0;
        let (is_live, is_killed) = (chance.once_in(2), chance.once_in(2));
        for part in 0..3 {
            let reports = worker.steps(1 + chance.below(6));
            self.log.push(format!("{reports:?}"));
            take_over(&mut self.known, &reports, &mut self.said);
            // The second fault strikes under the program at work, or after it.
            if is_live && (part == 0 || (part == 1 && chance.once_in(2))) {
                self.strike(struck, chance);
                struck += 1;
            }
        }
        let (status, words) = worker.end(is_killed);
        self.log.push(format!("killed: {is_killed}; {status}"));
        if status.code().is_some_and(|code| code != 0) {
            row.panics += 1;
            row.details.push(format!("the program at work ended with {status}: {words}"));
        } else if !is_killed && !status.success() {
            row.died += 1;
        }
        while struck < self.faults.len() {
            self.strike(struck, chance);
            struck += 1;
        }
    }

    /// The records are opened, while the fault stands and after it, and worked on.
    fn after(&mut self, chance: &mut Chance, row: &mut Row) {
        let stands = self.faults.iter().any(Fault::stands);
        if stands && chance.once_in(2) {
            self.log.push("opened while the fault stands".to_owned());
            if let Some(outcome) = self.look() {
                row.standing(outcome);
            }
        }
        // A disk that comes back hides what was written in its place. Where both were away, only the first
        // comes back, and none where the other fault took the other copy: two would hide every copy of a
        // step at once, which is no fault of two copies.
        let takes_a_copy = self.faults.iter().any(Fault::takes_a_copy);
        let away = |fault: &&mut Fault| fault.kind == Kind::Unmount && fault.stands();
        for second in self.faults.iter_mut().filter(away).skip(usize::from(!takes_a_copy)) {
            second.stay();
        }
        for fault in &mut self.faults {
            fault.lift(&mut self.mounts);
        }
        let Some(outcome) = self.look() else {
            row.stuck += 1;
            row.details.push(format!("does not open: {:?}", self.said.refusals.last()));
            return;
        };
        row.take(outcome.clone());
        self.go_on(row);
        // What was decided is decided: nothing more is lost or asked.
        let words = self.said.words.len();
        match self.look() {
            Some(again) if again.named == outcome.named => row.standing(again),
            again => {
                let words = &self.said.words[words..];
                row.unstable += 1;
                row.details.push(format!("the second opening differs: {again:?} {words:?}"));
            }
        }
    }

    fn look(&mut self) -> Option<Outcome> {
        let vault = open(&shelf(&self.root()), &mut self.said)?;
        Some(compare(&vault, &self.known, &self.said))
    }

    /// Whatever can be written after the repair is written, and counts.
    fn go_on(&mut self, row: &mut Row) {
        let Some(mut vault) = open(&shelf(&self.root()), &mut self.said) else { return };
        for known in &mut self.known {
            let at = known.events;
            let is_whole = vault
                .load(&known.truth.id)
                .is_ok_and(|loaded| loaded.read_only.is_none() && loaded.record.events.len() == at);
            if at == 0 || at == known.truth.events.len() || !is_whole {
                continue;
            }
            let more = batch(&known.truth, at..at + 1);
            match vault.append(&known.truth.id, at as u64, &more) {
                Ok(()) => *known = Known::new(known.truth.clone(), at + 1),
                Err(error) => {
                    row.unstable += 1;
                    row.details.push(format!("cannot be written after the repair: {error}"));
                }
            }
        }
    }
}
