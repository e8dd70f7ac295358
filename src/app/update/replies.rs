//! What the threads send back.
//!
//! A reply comes when it comes: meanwhile the person went on. What it may still do follows from four
//! rules.
//!
//! 1. **A reply is stale only where the same question was asked again.** Records, library, workspace,
//!    proposal: each has its own number in `Latest`, and an older reply is dropped. Acts on sessions
//!    are no such question: each is done, and none cancels another. Only of several sessions to be
//!    opened, the newest is the one that is shown.
//! 2. **The newest wish is shown.** The screen, the scorecard, the set and the bank file each remember
//!    the number of the request that they answer; going to a screen is a request as well. A reply
//!    takes the place of an older answer only, so the end is as if every reply had come at once.
//! 3. **A form is typed to its end.** What changes the screen or asks a question ([`Presented`])
//!    waits while a popup is open or a note is being typed. Messages do not wait: they take nothing
//!    away. A field of the settings that was changed since it was submitted keeps its text.
//! 4. **A job is a value.** An export carries its record, disclosure and path, a saved set carries the
//!    set. The reply brings that back, and touches only what still shows the same.
//!
//! A session that is being deleted takes part in nothing: acts on it are refused in words.

use std::sync::Arc;

use super::Presented;
use crate::app::drafts::{Popup, Screen};
use crate::app::jobs::{CardWritten, ExportJob, Reply};
use crate::app::model::{NoticeKind, SetOrigin};
use crate::app::state::App;
use crate::domain::summary::Overview;
use crate::library::load::Library;

impl App {
    pub(in crate::app) fn take_reply(&mut self, reply: Reply) {
        match reply {
            Reply::Records(reply) => self.take_records_reply(reply),
            Reply::Written { id, batch, result } => self.written(&id, &batch, result),
            Reply::Loaded { request, act, id, result } => self.loaded(&id, act, request, result),
            Reply::Deleted { id, result } => self.deleted(&id, result),
            Reply::WorkspaceFound { request, result } => {
                if request == self.latest.workspace {
                    match result {
                        Ok(folder) => self.present(request, Presented::Workspace(folder)),
                        Err(message) => self.problem(message),
                    }
                }
            }
            Reply::Library { request, library } => {
                if request == self.latest.library {
                    self.library_read(library);
                }
            }
            Reply::Proposed { request, result } => {
                if request == self.latest.proposal {
                    match result {
                        Ok((set, gaps)) => self.show_set(set, gaps, SetOrigin::Proposed, request),
                        Err(message) => self.problem(message),
                    }
                }
            }
            Reply::SetWritten { set, path, result } => match result {
                Ok(()) => {
                    self.say(NoticeKind::Done, format!("Set written to {}", path.display()));
                    self.read_library();
                    if let Some(shown) = self.model.shown_set.as_mut().filter(|s| s.set == *set) {
                        shown.from = SetOrigin::File(path);
                    }
                }
                Err(message) => self.problem(message),
            },
            Reply::CardWritten { job, result } => self.card_written(job, result),
            Reply::FileOpened { request, path, result } => match result {
                Ok(opened) => self.present(request, Presented::File(path, opened)),
                Err(message) => self.problem(message),
            },
            Reply::Sample { request, result } => match result {
                Ok(record) => self.present(request, Presented::Sample(record)),
                Err(message) => self.problem(message),
            },
            Reply::Picked { errand, result } => match result {
                Ok(Some(path)) => self.picked(errand, path),
                Ok(None) => {}
                Err(why) => self.no_dialog(errand, &why),
            },
            Reply::PrefsWritten { result } => {
                if let Err(message) = result {
                    self.problem(message);
                }
            }
        }
    }
    fn library_read(&mut self, library: Box<Library>) {
        self.model.library = Arc::from(library);
        self.model.is_reading = false;
        if let Some(shown) = &mut self.model.shown_set {
            shown.frozen = shown.set.freeze(&self.model.library.bank);
        }
        if let Some((request, wish)) = self.proposal_to_make.take() {
            self.make_proposal(request, wish);
        } else if self.model.screen == Screen::Sets && self.model.shown_set.is_none() {
            self.propose();
        }
    }

    fn card_written(&mut self, job: ExportJob, result: CardWritten) {
        match result {
            CardWritten::Done(more) => {
                let card = self.model.card.as_ref();
                if card.is_some_and(|card| Arc::ptr_eq(&card.record, &job.record)) {
                    // Whether private notes leave is asked anew for each export.
                    self.drafts.card.include_private = false;
                }
                let more = more.map_or(String::new(), |more| format!(" — {more}"));
                self.say(NoticeKind::Done, format!("Written to {}{more}", job.path.display()));
                if let Some(notice) = &mut self.model.notice {
                    notice.file = Some(job.path);
                }
            }
            CardWritten::Occupied => {
                let overview = Overview::of(&job.record, &job.record.fold());
                let candidate = overview.name().to_owned();
                let request = self.new_request();
                self.present(request, Presented::Popup(Popup::Replace { job, candidate }));
            }
            CardWritten::Failed(message) => self.problem(message),
        }
    }
}
