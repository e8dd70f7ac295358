//! What a reply puts before the person's eyes, and when.

use std::path::PathBuf;

use crate::app::action::SessionAct;
use crate::app::drafts::{Popup, Screen};
use crate::app::jobs::Opened;
use crate::app::model::{BankFile, CardOrigin, NoticeKind, SetOrigin};
use crate::app::state::App;
use crate::domain::ids::SessionId;
use crate::domain::record::SessionRecord;

/// Something that changes the screen, or asks a question over it.
#[derive(Debug)]
pub(in crate::app) enum Presented {
    /// A session that was read: opened, or to be ended.
    Session(SessionId, SessionAct),
    /// An opened file.
    File(PathBuf, Opened),
    /// The made-up session.
    Sample(Box<SessionRecord>),
    /// A question.
    Popup(Popup),
    /// A workspace to go over to; none for the built-in one.
    Workspace(Option<PathBuf>),
}

impl App {
    /// Shows what a reply brought, at once or as soon as no form is open any more.
    pub(super) fn present(&mut self, request: u64, what: Presented) {
        if self.must_wait() {
            self.waiting.push_back((request, what));
        } else {
            self.show(request, what);
        }
    }

    /// Shows what waited for a form to be closed.
    pub(in crate::app) fn present_waiting(&mut self) {
        while !self.is_in_a_form()
            && let Some((request, what)) = self.waiting.pop_front()
        {
            self.show(request, what);
        }
    }

    /// Whether what comes now is shown later.
    pub(super) fn must_wait(&self) -> bool {
        self.is_in_a_form() || !self.waiting.is_empty()
    }

    /// Whether somebody is in the middle of an answer, or of a sentence.
    fn is_in_a_form(&self) -> bool {
        let is_noting = self.model.screen == Screen::Live
            && self.drafts.is_typing_note
            && !self.drafts.note.text.is_empty();
        self.popup.is_some() || is_noting
    }

    fn show(&mut self, request: u64, what: Presented) {
        match what {
            Presented::Session(id, act) => self.act_on_held(&id, act, request),
            Presented::Sample(record) => self.show_card(*record, CardOrigin::Sample, request),
            Presented::Popup(popup) => self.ask(popup),
            Presented::Workspace(folder) => self.enter_workspace(folder),
            Presented::File(path, opened) => self.show_file(request, path, opened),
        }
    }

    fn show_file(&mut self, request: u64, path: PathBuf, opened: Opened) {
        let name = path.display().to_string();
        let screen = match opened {
            Opened::Session(record) => {
                self.show_card(*record, CardOrigin::File(path), request);
                Screen::Scorecard
            }
            Opened::Set(set) => {
                self.show_set(set, Vec::new(), SetOrigin::File(path), request);
                Screen::Sets
            }
            Opened::Bank(questions) => {
                if request >= self.latest.bank_file {
                    self.latest.bank_file = request;
                    self.model.bank_file = Some(BankFile { path, questions });
                    self.drafts.bank = Default::default();
                }
                Screen::Bank
            }
        };
        self.show_screen(screen, request);
        if self.model.screen != screen {
            self.say(NoticeKind::Done, format!("{name} is open under {}", screen.title()));
        }
    }
}
