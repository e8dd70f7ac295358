//! Whether a question was asked: by the clock and the evidence, unless the interviewer says otherwise.

use super::{Answer, Session, Verdict};
use crate::domain::ids::QuestionId;

/// A question on stage for less than this was only looked at.
const ASKED_MS: u64 = 15_000;

impl Session {
    /// Every report and every screen goes by this.
    ///
    /// What was judged was asked. Otherwise the interviewer's word counts, and without it the clock
    /// and the evidence: 15 seconds of its own time on stage, a note on it, a probe that was asked, a
    /// point that was said or a flag that came up.
    pub fn was_asked(&self, question: &QuestionId) -> bool {
        let Some(answer) = self.answer(question) else { return false };
        matches!(answer.outcome, Verdict::Scored(_) | Verdict::NotAssessed(_))
            || answer.ruled_asked.unwrap_or_else(|| self.seems_asked(question, answer))
    }

    /// What the interviewer must say for a question to count as asked, or not; `None` where the
    /// clock and the evidence already say so.
    pub fn ruling_for(&self, question: &QuestionId, asked: bool) -> Option<bool> {
        let answer = self.answer(question)?;
        (self.seems_asked(question, answer) != asked).then_some(asked)
    }

    /// No question was asked, skipped or judged yet.
    pub fn is_opening(&self) -> bool {
        self.answers
            .iter()
            .all(|(id, answer)| answer.outcome == Verdict::Open && !self.was_asked(id))
    }

    fn seems_asked(&self, question: &QuestionId, answer: &Answer) -> bool {
        if self.rules == 1 {
            return answer.came_on_stage;
        }
        self.stopwatch.question_ms(question) >= ASKED_MS
            || !answer.probes.is_empty()
            || !answer.points.is_empty()
            || !answer.flags.is_empty()
            || self.notes.iter().any(|note| note.question.as_ref() == Some(question))
    }
}
