//! The texts that a session still refers to.

use std::collections::BTreeSet;

use super::{Amended, Session};
use crate::domain::event::Detail;
use crate::domain::ids::TextId;
use crate::domain::scorecard::Disclosure;

impl Session {
    /// Every text the session refers to as it stands, less what is not disclosed. Without the words
    /// of a note that was taken back or reworded, or of a detail that was corrected; with what an
    /// amendment replaced, since a report shows it.
    pub fn texts(&self, disclosure: Disclosure) -> BTreeSet<TextId> {
        let is_shown = |detail: &Detail| *detail != Detail::Candidate || !disclosure.mask_candidate;
        let details = self.details.iter().filter(|(detail, _)| is_shown(detail));
        let notes = self.notes.iter().filter(|note| disclosure.shows(note));
        let answers = self.answers.values().filter_map(|answer| answer.outcome.reason());
        let amendments = self.amendments.iter().flat_map(|amendment| {
            let before = match &amendment.what {
                Amended::Score { before, .. } => before.outcome.reason(),
                Amended::Recommendation { before, .. } => before.as_ref().map(|(_, text)| text),
                Amended::Remark => None,
            };
            before.into_iter().chain([&amendment.reason])
        });
        let texts = details.map(|(_, text)| text).chain(notes.map(|note| &note.text));
        let texts = texts.chain(self.unplanned.iter().map(|asked| &asked.text));
        let texts = texts.chain(&self.ended_early);
        let texts = texts.chain(self.recommendation.as_ref().map(|(_, reason)| reason));
        texts.chain(answers).chain(amendments).map(|text| text.id.clone()).collect()
    }
}
