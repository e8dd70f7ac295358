//! The workspace's content, and the set on view.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::disk::disk_reason;
use crate::domain::bank::Bank;
use crate::domain::gist::gists;
use crate::domain::ids::{QuestionId, SetId};
use crate::domain::set::{FrozenSet, QuestionSet};
use crate::frame::Frame;
use crate::frame::failure::Failure;
use crate::frame::tickets::Ticket;
use crate::frame::work::Inbox;
use crate::library::load::Library;
use crate::library::set_file::SetFile;

pub struct Content {
    library: Arc<Library>,
    /// What each ready set is about, in the order of the bank.
    gists: Vec<String>,
    is_reading: bool,
    shown_set: Option<ShownSet>,
    /// The request whose answer is the shown set.
    set: Ticket,
    /// Newest request to read the library or to look a workspace up: an older one asked the same.
    read: Ticket,
    looked_up: Ticket,
    inbox: Inbox<Reply>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SetChoice {
    Ready(SetId),
    /// The set on view: proposed, or opened from a file.
    Shown,
}

#[derive(Debug)]
pub struct ShownSet {
    pub set: QuestionSet,
    /// What its blueprint asks for and it lacks.
    pub gaps: Vec<String>,
    pub from: SetOrigin,
    /// The set with its questions, or the ids that the workspace lacks.
    pub frozen: Result<FrozenSet, Vec<QuestionId>>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SetOrigin {
    /// Proposed, not saved anywhere.
    Proposed,
    /// Of the workspace, with its file as it was when the set came on view; a shipped set has none.
    Ready(Option<SetFile>),
    File(SetFile),
}

impl SetOrigin {
    /// The file to save the set into, as the set knows it.
    pub fn file(&self) -> Option<&SetFile> {
        match self {
            Self::Proposed => None,
            Self::Ready(file) => file.as_ref(),
            Self::File(file) => Some(file),
        }
    }

    pub fn is_ready(&self) -> bool {
        matches!(self, Self::Ready(_))
    }
}

/// What happened that somebody else acts on.
#[derive(Debug)]
pub enum Outcome {
    Read,
    /// Another workspace is in use; its library is being read.
    Entered,
}

/// `Found` has the real path of a folder; `None` for the built-in workspace.
enum Reply {
    Read { ticket: Ticket, library: Box<Library>, gists: Vec<String> },
    Found { ticket: Ticket, result: Result<Option<PathBuf>, Failure> },
}

impl Content {
    /// Empty; [`Content::read`] follows.
    pub fn new(frame: &Frame) -> Self {
        Self {
            library: Arc::default(),
            gists: Vec::new(),
            is_reading: false,
            shown_set: None,
            set: Ticket::default(),
            read: Ticket::default(),
            looked_up: Ticket::default(),
            inbox: frame.inbox(),
        }
    }

    pub fn library(&self) -> &Arc<Library> {
        &self.library
    }

    pub fn bank(&self) -> &Bank {
        &self.library.bank
    }

    /// The ready sets, each with what it is about.
    pub fn ready_sets(&self) -> impl Iterator<Item = (&QuestionSet, &str)> {
        self.bank().sets.iter().zip(self.gists.iter().map(String::as_str))
    }

    pub fn is_reading(&self) -> bool {
        self.is_reading
    }

    pub fn shown_set(&self) -> Option<&ShownSet> {
        self.shown_set.as_ref()
    }

    pub fn chosen_set(&self, choice: &SetChoice) -> Option<&QuestionSet> {
        match choice {
            SetChoice::Ready(id) => self.bank().sets.iter().find(|set| set.id == *id),
            SetChoice::Shown => self.shown_set.as_ref().map(|shown| &shown.set),
        }
    }

    /// Where a set of the workspace comes from.
    pub fn ready_origin(&self, id: &SetId) -> SetOrigin {
        SetOrigin::Ready(self.library.set_files.get(id).cloned())
    }

    /// Shows a set requested under a ticket, unless a newer one is shown.
    pub fn show_set(
        &mut self,
        set: QuestionSet,
        gaps: Vec<String>,
        from: SetOrigin,
        ticket: Ticket,
    ) -> bool {
        let is_newest = self.set.give_way(ticket);
        if is_newest {
            let frozen = set.freeze(self.bank());
            self.shown_set = Some(ShownSet { set, gaps, from, frozen });
        }
        is_newest
    }

    /// Whether the answer to this request is newer than what is shown.
    pub fn would_show(&self, ticket: Ticket) -> bool {
        ticket >= self.set
    }

    /// No answer to an earlier request takes the place of the shown set.
    pub fn hold_shown_set(&mut self, frame: &mut Frame) {
        self.set = frame.tickets.issue();
    }

    /// Changes the shown set; what starts from here on is the changed one.
    pub fn edit_shown_set(&mut self, edit: impl FnOnce(&mut ShownSet)) {
        if let Some(shown) = &mut self.shown_set {
            edit(shown);
            shown.frozen = shown.set.freeze(&self.library.bank);
        }
    }

    /// Reads the workspace, or the built-in content with the sets saved beside it.
    pub fn read(&mut self, frame: &mut Frame) {
        let ticket = frame.tickets.issue();
        self.read = ticket;
        self.is_reading = true;
        let workspace = frame.workspace().map(Path::to_owned);
        let own_sets = frame.places.sets(None);
        frame.file_job(&self.inbox.replies(), move || {
            let library = Box::new(match workspace {
                Some(folder) => Library::open(&folder),
                None => Library::shipped_with(&own_sets),
            });
            let gists = gists(&library.bank);
            Reply::Read { ticket, library, gists }
        });
    }

    /// Switches to another workspace once its folder is found.
    pub fn enter(&mut self, folder: Option<PathBuf>, frame: &mut Frame) {
        let ticket = frame.tickets.issue();
        self.looked_up = ticket;
        frame.file_job(&self.inbox.replies(), move || {
            let result = folder.map(|folder| real_folder(&folder)).transpose();
            Reply::Found { ticket, result }
        });
    }

    /// Takes replies of the files thread. `must_wait`: a form is open, so no other workspace is
    /// entered now.
    pub fn take_replies(&mut self, must_wait: bool, frame: &mut Frame) -> Vec<Outcome> {
        let mut outcomes = Vec::new();
        let is_wanted =
            |reply: &Reply| !must_wait || !matches!(reply, Reply::Found { result: Ok(_), .. });
        while let Some(reply) = self.inbox.next(is_wanted) {
            match reply {
                Reply::Read { ticket, library, gists } if ticket == self.read => {
                    self.gists = gists;
                    let before = std::mem::replace(&mut self.library, Arc::from(library));
                    frame.drop_elsewhere(before);
                    self.is_reading = false;
                    let bank = &self.library.bank;
                    if let Some(shown) = &mut self.shown_set {
                        shown.frozen = shown.set.freeze(bank);
                    }
                    outcomes.push(Outcome::Read);
                }
                Reply::Found { ticket, result } if ticket == self.looked_up => match result {
                    Ok(folder) => {
                        frame.change_prefs(|prefs| prefs.workspace = folder);
                        self.shown_set = None;
                        self.read(frame);
                        frame.notices.done(format!("Workspace: {}", frame.workspace_name()));
                        outcomes.push(Outcome::Entered);
                    }
                    Err(failure) => frame.notices.fail(failure),
                },
                // A newer answer to the same question is on its way.
                Reply::Read { .. } | Reply::Found { .. } => {}
            }
        }
        outcomes
    }
}

/// The real path, whatever link led to it.
fn real_folder(folder: &Path) -> Result<PathBuf, Failure> {
    let refused = |error| Failure::Disk { path: folder.to_owned(), reason: disk_reason(&error) };
    let real = std::fs::canonicalize(folder).map_err(refused)?;
    if real.is_dir() { Ok(real) } else { Err(Failure::NotAFolder(folder.to_owned())) }
}
