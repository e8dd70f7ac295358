//! What the candidate is shown: the prompt and its material, and nothing else.

use crate::domain::question::Question;

/// Everything that the candidate's window is given.
///
/// It has no field for a score, a note, an answer or a next question, so none can be shown by
/// mistake.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CandidateView {
    pub prompt: String,
    /// Code or data, line by line as given.
    pub material: Option<String>,
}

impl CandidateView {
    pub fn of(question: &Question) -> Self {
        Self { prompt: question.prompt.clone(), material: question.candidate_material.clone() }
    }
}

/// The window itself, as the interviewer has set it up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CandidateWindow {
    pub is_open: bool,
    /// The number of the screen that it fills, from 0.
    pub fills: Option<usize>,
    /// The size of its texts, in percent.
    pub percent: u16,
}

impl Default for CandidateWindow {
    fn default() -> Self {
        Self { is_open: false, fills: None, percent: 150 }
    }
}

impl CandidateWindow {
    /// One step larger or smaller.
    pub fn resize(&mut self, larger: bool) {
        let step = 25;
        let percent = if larger { self.percent + step } else { self.percent - step };
        self.percent = percent.clamp(75, 400);
    }
}
