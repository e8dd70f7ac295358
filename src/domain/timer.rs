//! Clocks: how long the session and each question have run, and when a shown digit changes next.

use std::collections::BTreeMap;

use super::ids::QuestionId;

/// The time of the session and of each question, fed with the monotonic clock.
///
/// It runs only between [`start`](Self::start) and [`stop`](Self::stop); that time goes to the
/// session and to the question on stage. A clock that steps back counts as standing still.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Stopwatch {
    running: bool,
    last_elapsed_ms: u64,
    session_ms: u64,
    by_question: BTreeMap<QuestionId, u64>,
    on_stage: Option<QuestionId>,
    gaps: BTreeMap<u64, Gap>,
}

/// Time that passed unseen.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Gap {
    /// Interview time, if it counts.
    ms: u64,
    /// The part that goes to the question on stage.
    question_ms: u64,
    question: Option<QuestionId>,
    /// False until the interviewer says so.
    counts: bool,
}

impl Stopwatch {
    /// Runs up to `elapsed_ms` of the session's monotonic clock.
    pub fn advance(&mut self, elapsed_ms: u64) {
        let passed = elapsed_ms.saturating_sub(self.last_elapsed_ms);
        self.last_elapsed_ms = self.last_elapsed_ms.max(elapsed_ms);
        if self.running {
            self.session_ms = self.session_ms.saturating_add(passed);
            if let Some(question) = &self.on_stage {
                let spent = self.by_question.entry(question.clone()).or_default();
                *spent = spent.saturating_add(passed);
            }
        }
    }

    pub fn start(&mut self) {
        self.running = true;
    }

    pub fn stop(&mut self) {
        self.running = false;
    }

    /// From here on the time goes to this question.
    pub fn turn_to(&mut self, question: Option<QuestionId>) {
        self.on_stage = question;
    }

    /// Takes a gap that has just passed out of the time, until it is ruled to count.
    pub fn leave_out(&mut self, seq: u64, gap_ms: u64) {
        let ms = gap_ms.min(self.session_ms);
        self.session_ms -= ms;
        let mut question_ms = 0;
        if let Some(spent) = self.on_stage.as_ref().and_then(|q| self.by_question.get_mut(q)) {
            question_ms = ms.min(*spent);
            *spent -= question_ms;
        }
        let question = self.on_stage.clone();
        self.gaps.insert(seq, Gap { ms, question_ms, question, counts: false });
    }

    /// Keeps a gap during which the clock stood, for the question on stage; it counts only once
    /// ruled to.
    pub fn miss(&mut self, seq: u64, gap_ms: u64) {
        let question = self.on_stage.clone();
        let gap = Gap { ms: gap_ms, question_ms: gap_ms, question, counts: false };
        self.gaps.insert(seq, gap);
    }

    /// Rules on the gap recorded by event `seq`.
    pub fn rule(&mut self, seq: u64, counts: bool) -> Result<(), &'static str> {
        let gap = self.gaps.get_mut(&seq).ok_or("there is no such gap")?;
        if gap.counts == counts {
            return Ok(());
        }
        gap.counts = counts;
        let shift = |time: u64, ms: u64| {
            if counts { time.saturating_add(ms) } else { time.saturating_sub(ms) }
        };
        self.session_ms = shift(self.session_ms, gap.ms);
        if let Some(question) = &gap.question {
            let spent = self.by_question.entry(question.clone()).or_default();
            *spent = shift(*spent, gap.question_ms);
        }
        Ok(())
    }

    /// `None` where there is no such gap.
    pub fn counts(&self, gap: u64) -> Option<bool> {
        self.gaps.get(&gap).map(|gap| gap.counts)
    }

    pub fn session_ms(&self) -> u64 {
        self.session_ms
    }

    pub fn question_ms(&self, question: &QuestionId) -> u64 {
        self.by_question.get(question).copied().unwrap_or(0)
    }

    /// Milliseconds until a clock showing whole seconds changes next; `None` while it stands.
    ///
    /// The session's clock and the question's turn at moments of their own; the nearer counts.
    pub fn next_change(&self) -> Option<u64> {
        if !self.running {
            return None;
        }
        let until_turn = |ms: u64| 1000 - ms % 1000;
        let question = self.on_stage.as_ref().map(|question| self.question_ms(question));
        let session = until_turn(self.session_ms);
        Some(question.map_or(session, |ms| session.min(until_turn(ms))))
    }
}

/// A duration as `12:05`, or `1:02:05` from one hour on.
pub fn clock_text(ms: u64) -> String {
    let seconds = ms / 1000;
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if hours > 0 {
        format!("{hours}:{minutes:02}:{seconds:02}")
    } else {
        format!("{minutes:02}:{seconds:02}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn question(name: &str) -> QuestionId {
        QuestionId::parse(name).unwrap()
    }

    #[test]
    fn time_goes_to_the_question_on_stage_and_stops_in_a_pause() {
        let mut watch = Stopwatch::default();
        watch.start();
        watch.advance(10_000);
        watch.turn_to(Some(question("a")));
        watch.advance(40_000);
        watch.stop();
        watch.advance(100_000);
        watch.start();
        watch.advance(101_500);
        assert_eq!(watch.session_ms(), 41_500);
        assert_eq!(watch.question_ms(&question("a")), 31_500);
        assert_eq!(watch.question_ms(&question("b")), 0);
    }

    #[test]
    fn a_gap_counts_only_when_ruled_so_and_can_be_ruled_again() {
        let mut watch = Stopwatch::default();
        watch.start();
        watch.turn_to(Some(question("a")));
        watch.advance(60_000);
        watch.leave_out(7, 50_000);
        assert_eq!((watch.session_ms(), watch.question_ms(&question("a"))), (10_000, 10_000));
        watch.rule(7, true).unwrap();
        watch.rule(7, true).unwrap();
        assert_eq!((watch.session_ms(), watch.question_ms(&question("a"))), (60_000, 60_000));
        watch.rule(7, false).unwrap();
        assert_eq!(watch.session_ms(), 10_000);
        assert!(watch.rule(8, true).is_err());
    }

    #[test]
    fn time_missed_while_the_clock_stood_counts_only_when_ruled_so() {
        let mut watch = Stopwatch::default();
        watch.turn_to(Some(question("a")));
        watch.miss(3, 40_000);
        assert_eq!((watch.session_ms(), watch.question_ms(&question("a"))), (0, 0));
        watch.rule(3, true).unwrap();
        assert_eq!((watch.session_ms(), watch.question_ms(&question("a"))), (40_000, 40_000));
        watch.rule(3, false).unwrap();
        assert_eq!((watch.session_ms(), watch.question_ms(&question("a"))), (0, 0));
    }

    #[test]
    fn a_clock_that_steps_back_stands_still() {
        let mut watch = Stopwatch::default();
        watch.start();
        watch.advance(5_000);
        watch.advance(3_000);
        watch.advance(6_000);
        assert_eq!(watch.session_ms(), 6_000);
    }

    #[test]
    fn the_next_change_is_the_nearer_turn_of_the_two_clocks() {
        let mut watch = Stopwatch::default();
        assert_eq!(watch.next_change(), None);
        watch.start();
        watch.advance(250);
        watch.turn_to(Some(question("a")));
        watch.advance(400);
        assert_eq!(watch.next_change(), Some(600));
        watch.advance(1_000);
        assert_eq!(watch.next_change(), Some(250));
    }

    #[test]
    fn a_clock_reads_minutes_and_seconds() {
        assert_eq!(clock_text(0), "00:00");
        assert_eq!(clock_text(725_999), "12:05");
        assert_eq!(clock_text(3_725_000), "1:02:05");
    }
}
