//! Files opened from outside: a set, a session or a bank.

use std::path::{Path, PathBuf};

use super::{App, Overlay, Screen};
use crate::domain::question::Question;
use crate::domain::record::SessionRecord;
use crate::domain::set::QuestionSet;
use crate::frame::dialog::{Chooses, Dialog, PathForm, Picked};
use crate::frame::failure::Failure;
use crate::frame::tickets::Ticket;
use crate::library::document::Document;
use crate::library::load::{read_file, read_session};
use crate::rooms::scorecard::CardOrigin;
use crate::shared::content::SetOrigin;

/// What came of opening a file.
pub enum Opened {
    Read { ticket: Ticket, path: PathBuf, result: Result<Contents, Failure> },
    Picked(Picked<()>),
}

/// What an opened file holds.
#[derive(Debug)]
pub enum Contents {
    Session(Box<SessionRecord>),
    Set(QuestionSet),
    Bank(Vec<Question>),
}

const OPEN: Dialog = Dialog {
    title: "Open a set, a session or questions",
    answer: "Open",
    chooses: Chooses::File,
    filter: Some(("Plumbline", &["ron"])),
};

impl App {
    pub(super) fn ask_file(&mut self) {
        let start = self.frame.folder_for_files();
        self.lay_over(Overlay::Open(PathForm::new(&OPEN, &start, ())));
    }

    /// Opens a file dialog, also in place of the form that asks for the same path.
    pub(super) fn browse_file(&mut self) {
        self.overlays.pop_if(|overlay| matches!(overlay, Overlay::Open(_)));
        let start = self.frame.folder_for_files();
        self.frame.pick(&OPEN, &start, (), self.opened.replies(), Opened::Picked);
    }

    pub(super) fn open_path(&mut self, path: PathBuf) {
        let ticket = self.frame.tickets.issue();
        self.frame.file_job(&self.opened.replies(), move || {
            let result = read_contents(&path);
            Opened::Read { ticket, path, result }
        });
    }

    pub(super) fn take_opened(&mut self) {
        let is_shown = |opened: &Opened| match opened {
            Opened::Read { result, .. } => result.is_ok(),
            Opened::Picked(picked) => picked.path.is_err(),
        };
        loop {
            let must_wait = self.must_wait();
            let next = self.opened.next(|opened| !must_wait || !is_shown(opened));
            match next {
                None => return,
                Some(Opened::Read { ticket, path, result: Ok(contents) }) => {
                    self.show_contents(ticket, path, contents);
                }
                Some(Opened::Read { result: Err(failure), .. }) => {
                    self.frame.notices.fail(failure);
                }
                Some(Opened::Picked(Picked { path: Ok(path), .. })) => {
                    if let Some(path) = path {
                        self.frame.remember_folder(&path);
                        self.open_path(path);
                    }
                }
                Some(Opened::Picked(Picked { path: Err(why), .. })) => {
                    self.ask_file();
                    self.frame.ask_for_path(why);
                }
            }
        }
    }

    fn show_contents(&mut self, ticket: Ticket, path: PathBuf, contents: Contents) {
        let name = path.display().to_string();
        let screen = match contents {
            Contents::Session(record) => {
                self.show_card(*record, CardOrigin::File(path), ticket);
                Screen::Scorecard
            }
            Contents::Set(set) => {
                let from = SetOrigin::File(path);
                self.rooms.sets.show(set, from, ticket, &mut self.shared.content);
                Screen::Sets
            }
            Contents::Bank(questions) => {
                self.rooms.bank.show(path, questions, ticket);
                Screen::Bank
            }
        };
        self.show(screen, ticket);
        if self.screen != screen {
            self.frame.notices.done(format!("{name} is open under {}", screen.title()));
        }
    }
}

/// Reads a set, a session or a bank.
pub fn read_contents(path: &Path) -> Result<Contents, Failure> {
    if path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("pdf")) {
        return Err(Failure::OpenedPage(path.to_owned()));
    }
    Ok(match read_file(path).map_err(Failure::Problems)? {
        Document::Session(_) => {
            Contents::Session(Box::new(read_session(path).map_err(Failure::Problems)?))
        }
        Document::Set(set) => Contents::Set(set),
        Document::Bank(questions) => {
            Contents::Bank(questions.into_iter().map(|(_, question)| question).collect())
        }
        Document::Competencies(..) | Document::Blueprint(_) => {
            return Err(Failure::OpenedContent(path.to_owned()));
        }
    })
}
