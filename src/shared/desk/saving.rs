//! What becomes of a step once it was taken: handed to the records thread, written, tried again, or kept
//! in a file of its own while the records are gone.

use std::path::PathBuf;
use std::sync::Arc;

use super::held::Held;
use super::keeper::{FailureKind, WriteFailure};
use super::rescue::{remove_rescue_files, write_rescue_files};
use super::store::{self, shelf};
use super::{Desk, Reply};
use crate::domain::ids::SessionId;
use crate::domain::session::Phase;
use crate::frame::Frame;
use crate::frame::failure::Failure;
use crate::records::Batch;
use crate::records::backup::Occasion;

impl Desk {
    /// Hands unsaved steps to the records thread.
    pub fn write_behind(&mut self) {
        self.write_annotations();
        for (id, held) in &mut self.held {
            if self.deleting.contains(id) {
                continue;
            }
            // After a failure, only a new step or the person's word tries again.
            let Some(write) = held.next_write() else { continue };
            let batch = write.batch.clone();
            let given = self.thread.give(&self.inbox.replies(), move |keeper| {
                let result = keeper.write(&write);
                Reply::Written { id: write.id, batch: write.batch, result }
            });
            if given.is_err() {
                held.written(&batch, Err(WriteFailure::stopped()));
            }
        }
    }

    /// Retries failed writes; records that are gone are opened anew.
    pub fn save_again(&mut self, frame: &mut Frame) {
        if self.held.values().any(Held::is_displaced) || self.annotations.is_displaced() {
            let shelf = shelf(frame);
            return self.change_records(frame, move |keeper, query| keeper.reopen(&shelf, query));
        }
        self.held.values_mut().for_each(Held::try_again);
        self.annotations.try_again();
        self.write_behind();
    }

    pub(super) fn written(
        &mut self,
        id: &SessionId,
        batch: &Batch,
        result: Result<Option<String>, WriteFailure>,
        frame: &mut Frame,
    ) {
        let Some(held) = self.held.get_mut(id) else { return };
        let failure = result.as_ref().err().map(|failure| failure.kind);
        if let Ok(trouble) = &result {
            self.store.second_copy_trouble.clone_from(trouble);
        }
        held.written(batch, result.map(|_| ()));
        let is_sealed = held.session().phase == Phase::Submitted && held.unsaved() == 0;
        match failure {
            None if is_sealed => self.back_up(Occasion::Submission, frame),
            None => {}
            Some(FailureKind::Displaced) => self.rescue(frame),
            Some(FailureKind::Behind(_) | FailureKind::Again) => {}
        }
        if failure.is_none() && self.unsaved() == 0 {
            self.end_rescue(frame);
        }
    }

    /// Writes open sessions to files of their own, since the records are not where they were.
    fn rescue(&mut self, frame: &mut Frame) {
        let is_open = |held: &&Held| held.unsaved() > 0 || held.session().phase != Phase::Submitted;
        let held = self.held.values().filter(is_open);
        let sessions: Vec<_> = held.map(|held| Arc::new(held.record().clone())).collect();
        let (shelf, path) = (shelf(frame), self.store.path().to_owned());
        self.records_job(frame, move |_| {
            Reply::Store(store::Reply::Rescued(write_rescue_files(&path, &shelf, &sessions)))
        });
    }

    pub(super) fn rescued(&mut self, result: Result<Vec<PathBuf>, Failure>, frame: &mut Frame) {
        match result {
            Ok(paths) => self.store.rescued = paths,
            Err(failure) => {
                // The earlier rescue files lack the last steps.
                self.store.rescued.clear();
                frame.notices.fail(Failure::NoRescue(Box::new(failure)));
            }
        }
    }

    /// Everything is in the records again, so the rescue files can go.
    fn end_rescue(&mut self, frame: &mut Frame) {
        if self.store.rescued.is_empty() {
            return;
        }
        self.store.rescued.clear();
        let ids: Vec<SessionId> = self.held.keys().cloned().collect();
        let (shelf, path) = (shelf(frame), self.store.path().to_owned());
        self.records_job(frame, move |keeper| {
            remove_rescue_files(&path, &shelf, &ids);
            Reply::Store(store::Reply::Settled(keeper.settle(&Default::default())))
        });
    }
}
