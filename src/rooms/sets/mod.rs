//! Question sets: the ready ones, and a proposal by seniority and minutes.

#[cfg(feature = "gui")]
pub mod view;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::Room;
use crate::disk::{Access, disk_reason};
use crate::domain::assemble::{Request, assemble};
use crate::domain::bank::Bank;
use crate::domain::ids::{QuestionId, SetId};
use crate::domain::level::Seniority;
use crate::domain::set::QuestionSet;
use crate::frame::Frame;
use crate::frame::command::Command;
use crate::frame::dialog::{Chooses, Dialog, FormAnswer, PathAsker};
use crate::frame::failure::Failure;
use crate::frame::tickets::Ticket;
use crate::frame::work::Inbox;
use crate::library::file::set_file;
use crate::library::save::{Expect, save};
use crate::shared::Shared;
use crate::shared::content::{Content, SetChoice, SetOrigin};

pub struct Sets {
    pub draft: Draft,
    pub file: PathAsker<Box<QuestionSet>>,
    /// The newest request for a proposal: an older one asked the same.
    proposed: Ticket,
    /// A proposal to be made once the library is read.
    wanted: Option<(Ticket, Wanted)>,
    inbox: Inbox<Reply>,
}

/// What is chosen on the screen.
#[derive(Debug)]
pub struct Draft {
    pub wanted: Wanted,
    /// The chosen item of the shown set.
    pub selected: Option<QuestionId>,
}

impl Default for Draft {
    fn default() -> Self {
        let wanted = Wanted { seniority: Seniority::SixYears, minutes: 60, seed: 0 };
        Self { wanted, selected: None }
    }
}

/// A request for a proposed set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wanted {
    pub seniority: Seniority,
    /// The whole interview.
    pub minutes: u16,
    /// Which of equally good sets.
    pub seed: u64,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Action {
    Propose,
    /// Show a ready set.
    Show(SetId),
    /// Save the shown set into the workspace.
    SaveToWorkspace,
    /// Ask for a path to save the shown set under.
    AskPath,
    Browse,
    StartWith(SetChoice),
}

#[derive(Debug)]
pub enum Outcome {
    StartWith(SetChoice),
    /// A file was written that the library may hold.
    Saved,
}

enum Reply {
    Proposed { ticket: Ticket, result: Result<(QuestionSet, Vec<String>), Failure> },
    Written { set: Box<QuestionSet>, path: PathBuf, result: Result<(), Failure> },
}

const SAVE: Dialog = Dialog {
    title: "Save the set",
    answer: "Save",
    chooses: Chooses::NewFile,
    filter: Some(("Plumbline", &["ron"])),
};

impl Sets {
    pub fn new(frame: &Frame) -> Self {
        Self {
            draft: Draft::default(),
            file: PathAsker::new(frame),
            proposed: Ticket::default(),
            wanted: None,
            inbox: frame.inbox(),
        }
    }

    /// The library was read: a proposal that waited for it is made; `is_shown`: an empty screen asks
    /// for one.
    pub fn library_read(&mut self, is_shown: bool, shared: &mut Shared) {
        let Shared { frame, content, .. } = shared;
        if let Some((ticket, wanted)) = self.wanted.take() {
            self.make_proposal(ticket, wanted, content, frame);
        } else if is_shown && content.shown_set().is_none() {
            self.propose(content, frame);
        }
    }

    /// Shows a set that was asked for under a ticket, unless a newer one is shown.
    pub fn show(
        &mut self,
        set: QuestionSet,
        from: SetOrigin,
        ticket: Ticket,
        content: &mut Content,
    ) {
        self.show_with_gaps(set, Vec::new(), from, ticket, content);
    }

    fn show_with_gaps(
        &mut self,
        set: QuestionSet,
        gaps: Vec<String>,
        from: SetOrigin,
        ticket: Ticket,
        content: &mut Content,
    ) {
        if content.show_set(set, gaps, from, ticket) {
            self.draft.selected = None;
        }
    }

    /// Proposes a set for what the screen asks; from the library that is being read, where one is.
    fn propose(&mut self, content: &Content, frame: &mut Frame) {
        let ticket = frame.tickets.issue();
        self.proposed = ticket;
        if content.is_reading() {
            self.wanted = Some((ticket, self.draft.wanted));
        } else {
            self.make_proposal(ticket, self.draft.wanted, content, frame);
        }
    }

    fn make_proposal(
        &mut self,
        ticket: Ticket,
        wanted: Wanted,
        content: &Content,
        frame: &mut Frame,
    ) {
        let library = Arc::clone(content.library());
        frame.file_job(&self.inbox.replies(), move || Reply::Proposed {
            ticket,
            result: propose(&library.bank, wanted),
        });
    }

    /// Saves the shown set among the workspace's sets, under a name that none of them has.
    fn save_to_workspace(&mut self, content: &mut Content, frame: &mut Frame) {
        let Some(shown) = content.shown_set() else { return };
        let (id, title) = (shown.set.id.clone(), shown.set.title.clone());
        let (id, title) = match free_name(id, title, content.bank()) {
            Ok(named) => named,
            Err(failure) => return frame.notices.fail(failure),
        };
        let mut renamed = None;
        content.edit_shown_set(|shown| {
            (shown.set.id, shown.set.title) = (id, title);
            renamed = Some(Box::new(shown.set.clone()));
        });
        if let Some(set) = renamed {
            let path = set_path(&set.id, frame);
            self.save(set, path, Expect::Nothing, frame);
        }
    }

    fn save(&mut self, set: Box<QuestionSet>, path: PathBuf, expect: Expect, frame: &mut Frame) {
        frame.file_job(&self.inbox.replies(), move || {
            let result = write_set(&set, &path, expect);
            Reply::Written { set, path, result }
        });
    }
}

impl Room for Sets {
    type Action = Action;
    type Outcome = Outcome;

    fn update(&mut self, action: Action, shared: &mut Shared) -> Option<Outcome> {
        let Shared { frame, content, .. } = shared;
        match action {
            Action::Propose => self.propose(content, frame),
            Action::Show(id) => {
                let set = content.chosen_set(&SetChoice::Ready(id)).cloned()?;
                let ticket = frame.tickets.issue();
                self.show(set, SetOrigin::Ready, ticket, content);
            }
            Action::SaveToWorkspace => self.save_to_workspace(content, frame),
            Action::AskPath => {
                let set = Box::new(content.shown_set()?.set.clone());
                self.file.ask(&SAVE, set_path(&set.id, frame), set, frame);
            }
            Action::Browse => {
                let set = Box::new(content.shown_set()?.set.clone());
                self.file.browse(&SAVE, set_path(&set.id, frame), set, frame);
            }
            Action::StartWith(choice) => return Some(Outcome::StartWith(choice)),
        }
        None
    }

    fn resolve(&self, command: Command, shared: &Shared) -> Option<Action> {
        let is_shown = shared.content.shown_set().is_some();
        match command {
            Command::Primary if is_shown => Some(Action::StartWith(SetChoice::Shown)),
            Command::Primary => Some(Action::Propose),
            Command::SaveFile => is_shown.then_some(Action::AskPath),
            _ => None,
        }
    }

    fn has_form(&self) -> bool {
        self.file.form().is_some()
    }

    fn answer(&mut self, answer: FormAnswer, shared: &mut Shared) -> Option<Outcome> {
        let (set, path) = self.file.answer(answer, &mut shared.frame)?;
        // A file that holds something else is not replaced.
        self.save(set, path, Expect::NothingElse, &mut shared.frame);
        None
    }

    fn enter(&mut self, shared: &mut Shared) {
        if shared.content.shown_set().is_none() {
            self.propose(&shared.content, &mut shared.frame);
        }
    }

    fn take_replies(&mut self, must_wait: bool, shared: &mut Shared) -> Vec<Outcome> {
        let Shared { frame, content, .. } = shared;
        while let Some((set, path)) = self.file.picked(must_wait, frame) {
            self.save(set, path, Expect::Anything, frame);
        }
        let mut outcomes = Vec::new();
        while let Some(reply) = self.inbox.next(|_| true) {
            match reply {
                Reply::Proposed { ticket, .. } if ticket != self.proposed => {}
                Reply::Proposed { ticket, result: Ok((set, gaps)) } => {
                    self.show_with_gaps(set, gaps, SetOrigin::Proposed, ticket, content);
                }
                Reply::Written { set, path, result: Ok(()) } => {
                    frame.notices.done(format!("Set written to {}", path.display()));
                    content.edit_shown_set(|shown| {
                        if shown.set == *set {
                            shown.from = SetOrigin::File(path);
                        }
                    });
                    outcomes.push(Outcome::Saved);
                }
                Reply::Proposed { result: Err(failure), .. }
                | Reply::Written { result: Err(failure), .. } => frame.notices.fail(failure),
            }
        }
        outcomes
    }
}

/// The name, or one with a number behind it that no set has.
fn free_name(id: SetId, title: String, bank: &Bank) -> Result<(SetId, String), Failure> {
    let is_taken = |id: &SetId| bank.sets.iter().any(|set| set.id == *id);
    let (mut number, mut free) = (1, id.clone());
    while is_taken(&free) {
        number += 1;
        free = SetId::parse(format!("{id}-{number}"))?;
    }
    Ok((free, if number > 1 { format!("{title} ({number})") } else { title }))
}

fn set_path(id: &SetId, frame: &Frame) -> PathBuf {
    frame.places.sets(frame.workspace()).join(format!("{id}.ron"))
}

fn propose(bank: &Bank, wanted: Wanted) -> Result<(QuestionSet, Vec<String>), Failure> {
    let Wanted { seniority, minutes, seed } = wanted;
    let blueprint = bank.blueprint(seniority).ok_or(Failure::NoBlueprint(seniority))?;
    let proposal =
        assemble(bank, Request { blueprint, minutes, seed, exclude: &Default::default() });
    if proposal.set.items.is_empty() {
        return Err(Failure::NothingFits { seniority, minutes, gaps: proposal.gaps });
    }
    Ok((proposal.set, proposal.gaps))
}

/// Writes a set, and its folder where that is missing.
fn write_set(set: &QuestionSet, path: &Path, expect: Expect) -> Result<(), Failure> {
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        let refused =
            |error| Failure::Disk { path: folder.to_owned(), reason: disk_reason(&error) };
        std::fs::create_dir_all(folder).map_err(refused)?;
    }
    Ok(save(path, set_file(set).as_bytes(), expect, Access::Shared)?)
}
