//! Opens what is left as a person would, and compares it with what was acknowledged.

use std::collections::BTreeMap;

use plumbline::domain::record::SessionRecord;
use plumbline::records::merge::Loss;
use plumbline::records::vault::{Decision, Depth, Finding, Opening, Shelf, Trouble, Vault};

use crate::rig::batch;
use crate::work::Report;

/// What was said of losses.
#[derive(Debug, Default)]
pub struct Said {
    /// By session: the steps that are left, those that there were, and the texts that are gone.
    losses: BTreeMap<String, (usize, usize, usize)>,
    /// Steps may be gone that nothing knows of.
    is_open_ended: bool,
    /// Why something was not done.
    pub refusals: Vec<String>,
    /// Everything, in the words of the program.
    pub words: Vec<String>,
}

impl Said {
    pub fn trouble(&mut self, trouble: &Trouble) {
        let words = trouble.to_string();
        // Words that a person can read, and no flag.
        self.is_open_ended |= words.contains("the latest steps may be missing");
        self.take(&trouble.losses, &words);
    }

    pub fn findings(&mut self, findings: &[Finding]) {
        for finding in findings {
            let losses = match finding {
                Finding::Recovered { losses, .. } | Finding::Joined { losses, .. } => losses,
                _ => &Vec::new(),
            };
            let words = finding.to_string();
            self.is_open_ended |= words.contains("look whether your latest sessions are complete");
            self.take(losses, &words);
        }
    }

    fn take(&mut self, losses: &[Loss], words: &str) {
        self.words.push(words.to_owned());
        for loss in losses {
            // Only what a person can read counts as said.
            if words.contains(&loss.to_string()) {
                let (have, expected) = (loss.have as usize, loss.expected as usize);
                let said = (have, expected, loss.lost_texts);
                self.losses.insert(loss.session.to_string(), said);
            }
        }
    }

    /// As lines, for the other process.
    pub fn lines(&self) -> Vec<String> {
        let loss = |(id, (have, expected, texts)): (&String, &(usize, usize, usize))| {
            format!("loss {id} {have} {expected} {texts}")
        };
        let open_ended = self.is_open_ended.then(|| "open-ended".to_owned());
        self.losses.iter().map(loss).chain(open_ended).collect()
    }

    fn line(&mut self, line: &str) {
        let parts: Vec<&str> = line.split(' ').collect();
        match parts.as_slice() {
            ["loss", id, numbers @ ..] => {
                let numbers: Vec<usize> = numbers.iter().map(|n| n.parse().unwrap()).collect();
                self.losses.insert((*id).to_owned(), (numbers[0], numbers[1], numbers[2]));
            }
            _ => self.is_open_ended = true,
        }
    }
}

/// A session as it was acknowledged.
pub struct Known {
    /// The whole session; only its beginning was acknowledged.
    pub truth: SessionRecord,
    /// Events that were acknowledged.
    pub events: usize,
    /// Events that were acknowledged without a warning that the second copy fails.
    unwarned: usize,
}

impl Known {
    pub fn new(truth: SessionRecord, events: usize) -> Self {
        Self { truth, events, unwarned: events }
    }
}

/// Takes over what the program at work reported.
pub fn take_over(known: &mut [Known], reports: &[Report], said: &mut Said) {
    for report in reports {
        match report {
            Report::Acknowledged { session, events, is_warned } => {
                let known = known.iter_mut().find(|known| known.truth.id.as_str() == session);
                let known = known.unwrap();
                known.events = *events;
                if !is_warned {
                    known.unwarned = *events;
                }
            }
            Report::Refused(words) => said.refusals.push(words.clone()),
            Report::Said(line) => said.line(line),
        }
    }
}

/// Opens the records, quickly and then deeply as every start does; where a person must decide, everything
/// is taken that is left.
pub fn open(shelf: &Shelf, said: &mut Said) -> Option<Vault> {
    let mut vault = None;
    for depth in [Depth::Quick, Depth::Deep] {
        drop(vault.take());
        let opened = match Vault::open(shelf, depth) {
            Ok(Opening::Undecided(trouble)) => {
                said.trouble(&trouble);
                Vault::decide(shelf, &Decision::Recover)
            }
            opened => opened,
        };
        match opened {
            Ok(Opening::Open(opened, findings)) => {
                said.findings(&findings);
                vault = Some(*opened);
            }
            Ok(Opening::Undecided(trouble)) => {
                said.trouble(&trouble);
                said.refusals.push(format!("undecided after the decision: {trouble}"));
                return None;
            }
            Err(error) => {
                said.refusals.push(error.to_string());
                return None;
            }
        }
    }
    vault
}

/// What a comparison came to; losses in steps.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Outcome {
    pub acknowledged: usize,
    pub named: usize,
    pub open_ended: usize,
    pub silent: usize,
    /// Sessions shown as right that are wrong.
    pub wrong: usize,
    pub details: Vec<String>,
}

pub fn compare(vault: &Vault, known: &[Known], said: &Said) -> Outcome {
    let mut outcome = Outcome::default();
    for known in known.iter().filter(|known| known.events > 0) {
        let Known { truth, events, unwarned } = known;
        outcome.acknowledged += events;
        let (mut have, mut lost_texts) = (0, 0);
        let mark;
        match vault.load(&truth.id) {
            Err(error) => {
                mark = vault.store().standing(&truth.id).ok().and(Some(error.to_string()))
            }
            Ok(loaded) => {
                let own = loaded.read_only.filter(|why| vault.read_only() != Some(why));
                mark = own.or(loaded.record.lost);
                let (found, texts) = (&loaded.record.events, &loaded.record.texts);
                let same = found.iter().zip(&truth.events).take_while(|(a, b)| a == b).count();
                let right = batch(truth, 0..same).texts;
                lost_texts = right.iter().filter(|text| !texts.contains(text)).count();
                have = same;
                if mark.is_none() && (found.len() != same || *texts != right) {
                    outcome.wrong += 1;
                    let (len, id) = (found.len(), &truth.id);
                    outcome.details.push(format!("{id} is wrong from event {same} of {len}"));
                }
            }
        }
        let lost = events.saturating_sub(have).max(lost_texts);
        if lost == 0 {
            continue;
        }
        let id = truth.id.as_str();
        let is_named = said.losses.get(id).is_some_and(|(left, expected, texts)| {
            expected.saturating_sub(*left) >= events.saturating_sub(have) && *texts >= lost_texts
        });
        let told = format!("{id}: {have} of {events} steps left, {lost_texts} texts lost");
        if is_named {
            outcome.named += lost;
        } else if said.is_open_ended || have >= *unwarned || (have > 0 && mark.is_some()) {
            outcome.open_ended += lost;
            outcome.details.push(format!("said, not counted: {told}; marked {mark:?}"));
        } else {
            outcome.silent += lost;
            outcome.details.push(format!("SILENT {told}; {mark:?}"));
        }
    }
    outcome
}
