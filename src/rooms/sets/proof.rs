//! What is known of a set because it was built: whether there is a better one, and what cannot be had.

use std::collections::BTreeMap;

use crate::domain::assemble::Proposal;
use crate::domain::ids::QuestionId;
use crate::domain::set::QuestionSet;

/// It holds while the set has these questions with these minutes, in whatever order.
#[derive(Debug)]
pub struct Proof {
    minutes: BTreeMap<QuestionId, u16>,
    is_proven: bool,
    keeps_any: bool,
    /// What the blueprint asks for that cannot be had together, in sentences.
    pub conflicts: Vec<String>,
}

impl Proof {
    pub(super) fn of(proposal: &Proposal, keeps_any: bool) -> Self {
        Self {
            minutes: minutes(&proposal.set),
            is_proven: proposal.is_proven(),
            keeps_any,
            conflicts: proposal.conflicts.iter().map(ToString::to_string).collect(),
        }
    }

    pub(super) fn is_of(&self, set: &QuestionSet) -> bool {
        self.minutes == minutes(set)
    }

    pub fn words(&self) -> &'static str {
        match (self.is_proven, self.keeps_any) {
            (true, false) => "no set from your bank fits better",
            (true, true) => "nothing fits better beside what you locked",
            (false, _) => "a better set may exist",
        }
    }
}

fn minutes(set: &QuestionSet) -> BTreeMap<QuestionId, u16> {
    set.items.iter().map(|item| (item.question.clone(), item.minutes)).collect()
}
