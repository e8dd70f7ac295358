//! Forms that several rooms share.

use super::desk::held::Held;
use crate::domain::event::Detail;
use crate::domain::ids::SessionId;
use crate::domain::summary::detail_words;

#[derive(Debug, Clone, Default)]
pub struct DetailsForm {
    pub candidate: String,
    pub role: String,
    pub interviewer: String,
}

impl DetailsForm {
    /// Filled in from a session.
    pub fn of(held: &Held) -> Self {
        let words = |detail| detail_words(held.record(), held.session(), detail).to_owned();
        Self {
            candidate: words(Detail::Candidate),
            role: words(Detail::Role),
            interviewer: words(Detail::Interviewer),
        }
    }

    /// As the records name them.
    pub fn details(&self) -> [(Detail, &str); 3] {
        [
            (Detail::Candidate, &self.candidate),
            (Detail::Role, &self.role),
            (Detail::Interviewer, &self.interviewer),
        ]
    }
}

#[derive(Debug)]
pub struct EndForm {
    pub session: SessionId,
    /// Why it ends early.
    pub reason: String,
}

impl EndForm {
    pub fn new(session: SessionId) -> Self {
        Self { session, reason: String::new() }
    }
}
