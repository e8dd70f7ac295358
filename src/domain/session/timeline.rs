//! The interview as a line of time: what was on stage when, and where the clock stood.

use super::Session;
use crate::domain::event::{Event, EventKind};
use crate::domain::ids::QuestionId;
use crate::domain::set::FrozenSet;

/// In interview time, so a note's stamp names a place on it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Timeline {
    /// Without overlap, in the order of time.
    pub stretches: Vec<Stretch>,
    /// In the order of time.
    pub breaks: Vec<Break>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stretch {
    /// `None`: the opening, the closing, or between two questions.
    pub question: Option<QuestionId>,
    pub from_ms: u64,
    pub to_ms: u64,
}

/// A moment of interview time at which other time passed that does not count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Break {
    pub at_ms: u64,
    pub ms: u64,
    /// The clock was paused by hand; otherwise the time passed unseen, or after the end.
    pub is_pause: bool,
}

impl Timeline {
    pub fn of(set: &FrozenSet, events: &[Event]) -> Self {
        let mut session = Session::new(set);
        let mut timeline = Self::default();
        let mut paused_at = None;
        let mut gaps = Vec::new();
        for event in events {
            let (before, question) = (session.stopwatch.session_ms(), session.current.clone());
            let refused = session.ignored.len();
            session.apply(event);
            let now = session.stopwatch.session_ms();
            timeline.go(before, now, question);
            if session.ignored.len() > refused {
                continue;
            }
            match &event.kind {
                EventKind::Paused => paused_at = Some(event.elapsed_ms),
                EventKind::Resumed | EventKind::Finished { .. } => {
                    if let Some(since) = paused_at.take() {
                        let ms = event.elapsed_ms.saturating_sub(since);
                        timeline.breaks.push(Break { at_ms: now, ms, is_pause: true });
                    }
                }
                EventKind::Gap { gap_ms, .. } | EventKind::Reopened { gap_ms } => {
                    gaps.push((event.seq, now, *gap_ms));
                }
                _ => {}
            }
        }
        let uncounted =
            gaps.into_iter().filter(|(seq, ..)| session.stopwatch.counts(*seq) == Some(false));
        timeline.breaks.extend(uncounted.map(|(_, at_ms, ms)| Break {
            at_ms,
            ms,
            is_pause: false,
        }));
        timeline.breaks.retain(|gap| gap.ms >= 1000);
        timeline.breaks.sort_by_key(|gap| gap.at_ms);
        timeline
    }

    /// The clock went from one reading to another with this on stage.
    fn go(&mut self, from_ms: u64, to_ms: u64, question: Option<QuestionId>) {
        if to_ms < from_ms {
            // A gap was taken out of the time that had just passed.
            self.stretches.retain(|stretch| stretch.from_ms < to_ms);
            if let Some(last) = self.stretches.last_mut() {
                last.to_ms = last.to_ms.min(to_ms);
            }
            return;
        }
        if to_ms == from_ms {
            return;
        }
        match self.stretches.last_mut() {
            Some(last) if last.question == question && last.to_ms == from_ms => last.to_ms = to_ms,
            _ => self.stretches.push(Stretch { question, from_ms, to_ms }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn question(name: &str) -> Option<QuestionId> {
        Some(QuestionId::parse(name).unwrap())
    }

    #[test]
    fn time_that_is_taken_out_again_leaves_no_stretch_behind() {
        let mut timeline = Timeline::default();
        timeline.go(0, 10_000, None);
        timeline.go(10_000, 30_000, question("a"));
        timeline.go(30_000, 40_000, question("a"));
        timeline.go(40_000, 90_000, question("b"));
        timeline.go(90_000, 35_000, question("b"));
        timeline.go(35_000, 50_000, question("b"));
        let rows: Vec<_> = timeline
            .stretches
            .iter()
            .map(|s| (s.question.as_ref().map(QuestionId::as_str), s.from_ms, s.to_ms))
            .collect();
        assert_eq!(
            rows,
            [(None, 0, 10_000), (Some("a"), 10_000, 35_000), (Some("b"), 35_000, 50_000)]
        );
    }
}
