//! Forms that more than one room asks with.

use super::desk::held::Held;
use crate::domain::event::Detail;
use crate::domain::ids::SessionId;
use crate::domain::summary::detail_words;

/// Candidate, role and interviewer.
#[derive(Debug, Clone, Default)]
pub struct DetailsForm {
    pub candidate: String,
    pub role: String,
    pub interviewer: String,
}

impl DetailsForm {
    /// Filled in with what a session says.
    pub fn of(held: &Held) -> Self {
        let words = |detail| detail_words(held.record(), held.session(), detail).to_owned();
        Self {
            candidate: words(Detail::Candidate),
            role: words(Detail::Role),
            interviewer: words(Detail::Interviewer),
        }
    }

    /// The details as the records name them.
    pub fn details(&self) -> [(Detail, &str); 3] {
        [
            (Detail::Candidate, &self.candidate),
            (Detail::Role, &self.role),
            (Detail::Interviewer, &self.interviewer),
        ]
    }
}

/// The end of a conversation.
#[derive(Debug)]
pub struct EndForm {
    pub session: SessionId,
    /// Why before its time.
    pub reason: String,
}

impl EndForm {
    pub fn new(session: SessionId) -> Self {
        Self { session, reason: String::new() }
    }
}
