//! What the bank has changed in the questions of a set, to be taken over one by one or all at once.

use crate::domain::bank::Bank;
use crate::domain::ids::QuestionId;
use crate::domain::set::QuestionSet;
use crate::domain::set::revisions::{FieldChange, Revision, accept, accept_all, revisions};

/// Made when a set comes on view, and again when it or the bank changes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Review {
    pub entries: Vec<Entry>,
}

/// A question with a newer revision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    pub id: QuestionId,
    /// Its place in the set, from 1.
    pub number: usize,
    pub name: String,
    pub changes: Vec<FieldChange>,
}

/// What the person decides; each is one step to undo.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decision {
    Accept(QuestionId),
    AcceptAll,
}

impl Review {
    pub fn of(set: &QuestionSet, bank: &Bank) -> Self {
        let entry = |revision: Revision| {
            let name = set.question(&revision.id, bank).map(|question| question.name().to_owned());
            Entry {
                number: set.place(&revision.id).map_or(0, |place| place + 1),
                name: name.unwrap_or_else(|| revision.id.to_string()),
                id: revision.id,
                changes: revision.changes,
            }
        };
        Self { entries: revisions(set, bank).into_iter().map(entry).collect() }
    }
}

impl Decision {
    /// How many questions it changed.
    pub fn apply(&self, set: &mut QuestionSet, bank: &Bank) -> usize {
        match self {
            Self::Accept(id) => usize::from(accept(set, bank, id)),
            Self::AcceptAll => accept_all(set, bank),
        }
    }
}

/// How a changed field is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shown<'c> {
    /// Both values fit one line.
    Short,
    /// Lines that only one side has, and how many both have.
    Lines { before: Vec<&'c str>, after: Vec<&'c str>, same: usize },
    /// Two texts, each as a whole.
    Whole,
}

/// In characters, of each value.
const SHORT: usize = 40;

impl<'c> Shown<'c> {
    pub fn of(change: &'c FieldChange) -> Self {
        let is_short = |text: &str| !text.contains('\n') && text.chars().count() <= SHORT;
        if is_short(&change.before) && is_short(&change.after) {
            return Self::Short;
        }
        let only_in = |text: &'c str, other: &str| -> Vec<&'c str> {
            let is_new = |line: &&str| !line.is_empty() && !other.lines().any(|it| it == *line);
            text.lines().filter(is_new).collect()
        };
        let before = only_in(&change.before, &change.after);
        let after = only_in(&change.after, &change.before);
        let same = change.before.lines().filter(|line| !line.is_empty()).count() - before.len();
        // Nothing in common, or nothing but the order: then the whole says more.
        if same == 0 || (before.is_empty() && after.is_empty()) {
            return Self::Whole;
        }
        Self::Lines { before, after, same }
    }
}
