//! Files opened from outside: a set, a session, a scorecard that carries its session, or a bank.

use std::path::{Path, PathBuf};

use super::{App, Screen};
use crate::domain::draft::Draft;
use crate::domain::question::Question;
use crate::domain::record::SessionRecord;
use crate::domain::set::QuestionSet;
use crate::frame::dialog::{Chooses, Dialog, FormAnswer};
use crate::frame::failure::Failure;
use crate::frame::tickets::Ticket;
use crate::library::document::Document;
use crate::library::load::{read_file, read_session};
use crate::library::set_file::{SetFile, read_set};
use crate::rooms::scorecard::CardOrigin;
use crate::shared::carried::{is_pdf, read_carried};

/// What came of opening a file.
pub(super) struct Opened {
    ticket: Ticket,
    path: PathBuf,
    result: Result<Contents, Failure>,
}

/// What an opened file holds.
#[derive(Debug)]
pub enum Contents {
    Session {
        record: Box<SessionRecord>,
        /// What is to be said of the file around it.
        warning: Option<String>,
    },
    Set(QuestionSet, SetFile),
    Bank(Vec<Question>, Vec<Draft>),
}

const OPEN: Dialog = Dialog {
    title: "Open a set, a session, a scorecard or questions",
    answer: "Open",
    chooses: Chooses::File,
    filter: Some(("Plumbline", &["ron", "pdf", "json"])),
};

impl App {
    pub(super) fn ask_file(&mut self) {
        let frame = &mut self.shared.frame;
        self.file.ask(&OPEN, frame.folder_for_files(), (), frame);
    }

    pub(super) fn browse_file(&mut self) {
        let frame = &mut self.shared.frame;
        self.file.browse(&OPEN, frame.folder_for_files(), (), frame);
    }

    pub(super) fn answer_file(&mut self, answer: FormAnswer) {
        if let Some(((), path)) = self.file.answer(answer, &mut self.shared.frame) {
            self.open_path(path);
        }
    }

    pub(super) fn open_path(&mut self, path: PathBuf) {
        let ticket = self.shared.frame.tickets.issue();
        self.shared.frame.file_job(&self.opened.replies(), move || {
            let result = read_contents(&path);
            Opened { ticket, path, result }
        });
    }

    /// Takes the paths that were chosen and the files that were read.
    pub(super) fn take_opened(&mut self) {
        let must_wait = self.must_wait();
        while let Some(((), path)) = self.file.picked(must_wait, &mut self.shared.frame) {
            self.open_path(path);
        }
        loop {
            let must_wait = self.must_wait();
            let next = self.opened.next(|opened| opened.result.is_err() || !must_wait);
            let Some(Opened { ticket, path, result }) = next else { return };
            match result {
                Ok(contents) => self.show_contents(ticket, path, contents),
                Err(failure) => self.shared.frame.notices.fail(failure),
            }
        }
    }

    fn show_contents(&mut self, ticket: Ticket, path: PathBuf, contents: Contents) {
        let name = path.display().to_string();
        let screen = match contents {
            Contents::Session { record, warning } => {
                if let Some(warning) = warning {
                    self.shared.frame.notices.hint(format!("{name}: {warning}"));
                }
                let is_shown = self.show_card(*record, CardOrigin::File(path), ticket);
                if !is_shown {
                    return;
                }
                Screen::Scorecard
            }
            Contents::Set(set, file) => {
                self.rooms.sets.show_file(set, file, ticket, &mut self.shared);
                Screen::Sets
            }
            Contents::Bank(questions, drafts) => {
                self.rooms.bank.show(path, (questions, drafts), ticket, &mut self.shared);
                Screen::Bank
            }
        };
        self.show(screen, ticket);
        if self.screen != screen {
            self.shared.frame.notices.done(format!("{name} is open under {}", screen.title()));
        }
    }
}

/// Reads a set, a session or a bank.
pub fn read_contents(path: &Path) -> Result<Contents, Failure> {
    if is_pdf(path) {
        let (record, warning) = read_carried(path).map_err(Failure::Problems)?;
        return Ok(Contents::Session { record: Box::new(record), warning });
    }
    Ok(match read_file(path).map_err(Failure::Problems)? {
        Document::Session(_) => {
            let record = Box::new(read_session(path).map_err(Failure::Problems)?);
            Contents::Session { record, warning: None }
        }
        Document::Set(_) => {
            let (set, file) = read_set(path).map_err(Failure::Problems)?;
            Contents::Set(set, file)
        }
        Document::Bank(questions, drafts) => Contents::Bank(
            questions.into_iter().map(|(_, question)| question).collect(),
            drafts.into_iter().map(|(_, draft)| draft).collect(),
        ),
        Document::Competencies(..)
        | Document::Topics(_)
        | Document::Guidance(_)
        | Document::Blueprint(_)
        | Document::Practice(_) => {
            return Err(Failure::OpenedContent(path.to_owned()));
        }
    })
}
