//! The texts that a session still refers to.

use std::collections::BTreeSet;

use super::{Amended, Outcome, Session};
use crate::domain::ids::TextId;
use crate::domain::text::TextRef;

impl Session {
    /// Every text that the session refers to as it stands. The words of a note that was taken back or
    /// reworded, or of a detail that was corrected, are not among them; what an amendment replaced is,
    /// since a report shows it.
    pub fn texts(&self) -> BTreeSet<TextId> {
        let answers = self.answers.values().filter_map(|answer| reason_of(&answer.outcome));
        let amendments = self.amendments.iter().flat_map(|amendment| {
            let before = match &amendment.what {
                Amended::Score { before, .. } => reason_of(&before.outcome),
                Amended::Recommendation { before, .. } => before.as_ref().map(|(_, text)| text),
                Amended::Remark => None,
            };
            before.into_iter().chain([&amendment.reason])
        });
        let texts = self.details.values();
        let texts = texts.chain(self.notes.iter().map(|note| &note.text));
        let texts = texts.chain(self.unplanned.iter().map(|asked| &asked.text));
        let texts = texts.chain(&self.ended_early);
        let texts = texts.chain(self.recommendation.as_ref().map(|(_, reason)| reason));
        texts.chain(answers).chain(amendments).map(|text| text.id.clone()).collect()
    }
}

fn reason_of(outcome: &Outcome) -> Option<&TextRef> {
    match outcome {
        Outcome::NotAssessed(reason) => reason.as_ref(),
        Outcome::Skipped(reason) => Some(reason),
        Outcome::Open | Outcome::Scored(_) => None,
    }
}
