//! Where the program begins: go on, start, look back.

#[cfg(feature = "gui")]
pub mod view;

use std::path::PathBuf;

use super::Room;
use crate::disk::disk_reason;
use crate::domain::ids::{SessionId, SetId};
use crate::domain::record::SessionRecord;
use crate::frame::Frame;
use crate::frame::command::Command;
use crate::frame::dialog::{Chooses, Dialog, PathForm, Picked};
use crate::frame::failure::Failure;
use crate::frame::tickets::Ticket;
use crate::frame::work::Inbox;
use crate::library::load::Library;
use crate::records::sqlite::SqliteStore;
use crate::records::vault::Decision;
use crate::shared::Shared;
use crate::shared::demo;

pub struct Home {
    pub form: Option<PathForm<()>>,
    inbox: Inbox<Reply>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Action {
    /// Go on with a session, or show its scorecard.
    Open(SessionId),
    StartWith(SetId),
    NewInterview,
    SeeSessions,
    SeeSets,
    SeeSettings,
    /// Show the scorecard of a made-up session.
    ShowSample,
    /// Put the explanation away.
    KnowsHome,
    /// Try again to open the records.
    OpenRecords,
    /// Do this about records that are not as they were left.
    Decide(Decision),
    /// Choose the records file in a dialog.
    Locate,
    DismissFindings,
    Confirm,
    Dismiss,
}

#[derive(Debug)]
pub enum Outcome {
    Open(SessionId),
    StartWith(SetId),
    NewInterview,
    ToSessions,
    ToSets,
    ToSettings,
    Sample { record: Box<SessionRecord>, ticket: Ticket },
}

enum Reply {
    Sample { ticket: Ticket, result: Result<Box<SessionRecord>, Failure> },
    Picked(Picked<()>),
}

const LOCATE: Dialog = Dialog {
    title: "Locate the records file",
    answer: "Use this file",
    chooses: Chooses::File,
    filter: Some(("Records", &["sqlite"])),
};

impl Home {
    pub fn new(frame: &Frame) -> Self {
        Self { form: None, inbox: frame.inbox() }
    }
}

impl Room for Home {
    type Action = Action;
    type Outcome = Outcome;

    fn update(
        &mut self,
        action: Action,
        shared: &mut Shared,
        frame: &mut Frame,
    ) -> Option<Outcome> {
        match action {
            Action::Open(id) => return Some(Outcome::Open(id)),
            Action::StartWith(set) => return Some(Outcome::StartWith(set)),
            Action::NewInterview => return Some(Outcome::NewInterview),
            Action::SeeSessions => return Some(Outcome::ToSessions),
            Action::SeeSets => return Some(Outcome::ToSets),
            Action::SeeSettings => return Some(Outcome::ToSettings),
            Action::ShowSample => {
                let ticket = frame.tickets.issue();
                frame.file_job(&self.inbox.replies(), move || Reply::Sample {
                    ticket,
                    result: sample_session(),
                });
            }
            Action::KnowsHome => frame.change_prefs(|prefs| prefs.knows_home = true),
            Action::OpenRecords => shared.desk.open_records(frame),
            Action::Decide(decision) => shared.desk.decide(decision, frame),
            Action::Locate => self.locate(frame),
            Action::DismissFindings => shared.desk.dismiss_findings(),
            Action::Confirm => {
                if let Some(((), path)) = self.form.take().and_then(PathForm::answered) {
                    shared.desk.decide(Decision::Locate(path), frame);
                }
            }
            Action::Dismiss => self.form = None,
        }
        None
    }

    fn resolve(&self, command: Command, shared: &Shared) -> Option<Action> {
        (command == Command::Primary).then(|| match shared.desk.unfinished().next() {
            Some((id, _)) => Action::Open(id.clone()),
            None => Action::NewInterview,
        })
    }

    fn answer(&self) -> Option<Action> {
        Some(Action::Confirm)
    }

    fn take_replies(
        &mut self,
        must_wait: bool,
        shared: &mut Shared,
        frame: &mut Frame,
    ) -> Vec<Outcome> {
        let mut outcomes = Vec::new();
        let is_shown = |reply: &Reply| match reply {
            Reply::Sample { result, .. } => result.is_ok(),
            Reply::Picked(picked) => picked.path.is_err(),
        };
        while let Some(reply) =
            self.inbox.next(|reply| !is_shown(reply) || !(must_wait || self.form.is_some()))
        {
            match reply {
                Reply::Sample { ticket, result: Ok(record) } => {
                    outcomes.push(Outcome::Sample { record, ticket });
                }
                Reply::Sample { result: Err(failure), .. } => frame.notices.fail(failure),
                Reply::Picked(Picked { path: Ok(path), .. }) => {
                    if let Some(path) = path {
                        located(path, shared, frame);
                    }
                }
                Reply::Picked(Picked { errand, path: Err(why) }) => {
                    let start = frame.folder_for_files();
                    self.form = Some(PathForm::new(&LOCATE, &start, errand));
                    frame.ask_for_path(why);
                }
            }
        }
        outcomes
    }

    fn has_form(&self) -> bool {
        self.form.is_some()
    }

    fn drop_form(&mut self) {
        self.form = None;
    }
}

impl Home {
    fn locate(&mut self, frame: &mut Frame) {
        self.form = None;
        let start = frame.folder_for_files();
        frame.pick(&LOCATE, &start, (), self.inbox.replies(), Reply::Picked);
    }
}

fn located(path: PathBuf, shared: &mut Shared, frame: &mut Frame) {
    frame.remember_folder(&path);
    shared.desk.decide(Decision::Locate(path), frame);
}

/// Plays the demo's interview on the shipped content; nothing of it is kept.
fn sample_session() -> Result<Box<SessionRecord>, Failure> {
    let folder = tempfile::tempdir().map_err(|error| Failure::Disk {
        path: std::env::temp_dir(),
        reason: disk_reason(&error),
    })?;
    let mut store = SqliteStore::open(&folder.path().join("records.sqlite"))?;
    let demo = demo::play(&Library::shipped().bank, &mut store)
        .map_err(|error| Failure::NoSample(Box::new(error)))?;
    Ok(Box::new(demo.record))
}
