//! What the threads send back.

use std::sync::Arc;

use crate::app::drafts::{Popup, Screen};
use crate::app::jobs::{CardWritten, Opened, Reply};
use crate::app::model::{BankFile, CardOrigin, NoticeKind, SetOrigin};
use crate::app::state::App;

impl App {
    pub(in crate::app) fn take_reply(&mut self, reply: Reply) {
        match reply {
            Reply::Records(reply) => self.take_records_reply(reply),
            Reply::Written { id, batch, result } => self.written(&id, &batch, result),
            Reply::Loaded { request, act, id, result } => {
                if request == self.latest.loading {
                    self.loaded(&id, act, result);
                }
            }
            Reply::Deleted { id, result } => match result {
                Ok(leftovers) => self.deleted(&id, &leftovers),
                Err(message) => self.problem(message),
            },
            Reply::WorkspaceFound { request, result } => {
                if request == self.latest.library {
                    match result {
                        Ok(folder) => self.enter_workspace(folder),
                        Err(message) => self.problem(message),
                    }
                }
            }
            Reply::Library { request, library } => {
                if request == self.latest.library {
                    self.model.library = Arc::from(library);
                    self.model.is_reading = false;
                    if self.model.screen == Screen::Sets && self.model.shown_set.is_none() {
                        self.propose();
                    }
                }
            }
            Reply::Proposed { request, result } => {
                if request == self.latest.proposal {
                    match result {
                        Ok((set, gaps)) => self.show_set(set, gaps, SetOrigin::Proposed),
                        Err(message) => self.problem(message),
                    }
                }
            }
            Reply::SetWritten { path, result } => match result {
                Ok(()) => {
                    self.say(NoticeKind::Done, format!("Set written to {}", path.display()));
                    self.read_library();
                    if let Some(shown) = &mut self.model.shown_set {
                        shown.from = SetOrigin::File(path);
                    }
                }
                Err(message) => self.problem(message),
            },
            Reply::CardWritten { path, result } => match result {
                CardWritten::Done(more) => {
                    // Whether private notes leave is asked anew for each export.
                    self.drafts.card.include_private = false;
                    let more = more.map_or(String::new(), |more| format!(" — {more}"));
                    self.say(NoticeKind::Done, format!("Written to {}{more}", path.display()));
                    if let Some(notice) = &mut self.model.notice {
                        notice.file = Some(path);
                    }
                }
                CardWritten::Occupied => self.ask(Popup::Replace { path }),
                CardWritten::Failed(message) => self.problem(message),
            },
            Reply::FileOpened { path, result } => match result {
                Ok(Opened::Session(record)) => self.show_card(*record, CardOrigin::File(path)),
                Ok(Opened::Set(set)) => {
                    self.show_set(set, Vec::new(), SetOrigin::File(path));
                    self.go(Screen::Sets);
                }
                Ok(Opened::Bank(questions)) => {
                    self.model.bank_file = Some(BankFile { path, questions });
                    self.drafts.bank = Default::default();
                    self.go(Screen::Bank);
                }
                Err(message) => self.problem(message),
            },
            Reply::Sample { result } => match result {
                Ok(record) => self.show_card(*record, CardOrigin::Sample),
                Err(message) => self.problem(message),
            },
            Reply::Picked { purpose, result } => match result {
                Ok(Some(path)) => self.picked(purpose, path),
                Ok(None) => {}
                Err(why) => self.no_dialog(purpose, &why),
            },
            Reply::PrefsWritten { result } => {
                if let Err(message) = result {
                    self.problem(message);
                }
            }
        }
    }
}
