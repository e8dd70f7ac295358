//! The interviewer's own notes on questions: shown at once and written behind, as steps are.

use std::collections::{BTreeMap, BTreeSet};

use super::keeper::{FailureKind, WriteFailure};
use super::{Desk, Reply};
use crate::domain::annotation::{self, Annotation};
use crate::domain::ids::QuestionId;
use crate::frame::clock::Now;

#[derive(Debug, Default)]
pub(super) struct Annotations {
    /// As they are to be, on the disk or not yet.
    known: BTreeMap<QuestionId, Annotation>,
    unsaved: BTreeSet<QuestionId>,
    is_in_flight: bool,
    /// Something is new since the last write was tried.
    is_due: bool,
    failure: Option<WriteFailure>,
}

impl Annotations {
    /// Takes those that the records have; what they still lack stays as it is here.
    pub fn take(&mut self, kept: Vec<Annotation>) {
        let unsaved = std::mem::take(&mut self.known).into_iter();
        let unsaved: Vec<_> = unsaved.filter(|(id, _)| self.unsaved.contains(id)).collect();
        annotation::join(&mut self.known, kept);
        self.known.extend(unsaved);
        self.try_again();
    }

    pub fn unsaved(&self) -> usize {
        self.unsaved.len()
    }

    pub fn failure(&self) -> Option<&str> {
        Some(&self.failure.as_ref()?.words)
    }

    /// The last write failed because the records are not where they were.
    pub fn is_displaced(&self) -> bool {
        self.failure.as_ref().is_some_and(|failure| failure.kind == FailureKind::Displaced)
    }

    pub fn try_again(&mut self) {
        self.is_due = !self.unsaved.is_empty();
    }

    /// Everything unsaved, unless a write is on its way, or failed and nothing is new since.
    fn next_write(&mut self) -> Option<Vec<Annotation>> {
        if self.is_in_flight || !self.is_due {
            return None;
        }
        (self.is_in_flight, self.is_due) = (true, false);
        Some(self.unsaved.iter().filter_map(|id| self.known.get(id)).cloned().collect())
    }

    fn written(&mut self, written: &[Annotation], result: Result<(), WriteFailure>) {
        self.is_in_flight = false;
        self.failure = result.err();
        if self.failure.is_none() {
            for annotation in written {
                // What was typed meanwhile is still to be written.
                if self.known.get(&annotation.question) == Some(annotation) {
                    self.unsaved.remove(&annotation.question);
                }
            }
        }
    }
}

impl Desk {
    /// The interviewer's own note on a question, where there is one.
    pub fn annotation(&self, question: &QuestionId) -> Option<&str> {
        let known = self.annotations.known.get(question)?;
        Some(known.text.as_str()).filter(|text| !text.is_empty())
    }

    /// Keeps an own note on a question; an empty one takes it back.
    pub fn annotate(&mut self, question: &QuestionId, text: &str, now: Now) {
        let text = annotation::tidy(text.trim());
        if self.annotation(question).unwrap_or_default() == text {
            return;
        }
        let annotation = Annotation { question: question.clone(), text, wall_ms: now.wall_ms };
        self.annotations.known.insert(question.clone(), annotation);
        self.annotations.unsaved.insert(question.clone());
        self.annotations.is_due = true;
    }

    pub(super) fn write_annotations(&mut self) {
        let Some(annotations) = self.annotations.next_write() else { return };
        let tried = annotations.clone();
        let given = self.thread.give(&self.inbox.replies(), move |keeper| {
            let result = keeper.annotate(&annotations);
            Reply::Annotated { annotations, result }
        });
        if given.is_err() {
            self.annotations.written(&tried, Err(WriteFailure::stopped()));
        }
    }

    pub(super) fn annotated(
        &mut self,
        annotations: &[Annotation],
        result: Result<(), WriteFailure>,
    ) {
        self.annotations.written(annotations, result);
    }
}
