//! Where the program begins: go on, start, look back.

#[cfg(feature = "gui")]
pub mod view;

use super::Room;
use crate::disk::disk_reason;
use crate::domain::ids::{SessionId, SetId};
use crate::domain::record::SessionRecord;
use crate::frame::Frame;
use crate::frame::command::Command;
use crate::frame::dialog::{Chooses, Dialog, FormAnswer, PathAsker};
use crate::frame::failure::Failure;
use crate::frame::tickets::Ticket;
use crate::frame::work::Inbox;
use crate::library::load::Library;
use crate::records::sqlite::SqliteStore;
use crate::records::vault::Decision;
use crate::shared::Shared;
use crate::shared::demo;

pub struct Home {
    pub records: PathAsker<()>,
    inbox: Inbox<Sample>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Action {
    /// Go on with a session, or show its scorecard.
    Open(SessionId),
    StartWith(SetId),
    NewInterview,
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
}

#[derive(Debug)]
pub enum Outcome {
    Open(SessionId),
    StartWith(SetId),
    NewInterview,
    Sample { record: Box<SessionRecord>, ticket: Ticket },
}

/// A made-up session, or why there is none.
struct Sample(Ticket, Result<Box<SessionRecord>, Failure>);

const LOCATE: Dialog = Dialog {
    title: "Locate the records file",
    answer: "Use this file",
    chooses: Chooses::File,
    filter: Some(("Records", &["sqlite"])),
};

impl Home {
    pub fn new(frame: &Frame) -> Self {
        Self { records: PathAsker::new(frame), inbox: frame.inbox() }
    }
}

impl Room for Home {
    type Action = Action;
    type Outcome = Outcome;

    fn update(&mut self, action: Action, shared: &mut Shared) -> Option<Outcome> {
        let Shared { frame, desk, .. } = shared;
        match action {
            Action::Open(id) => return Some(Outcome::Open(id)),
            Action::StartWith(set) => return Some(Outcome::StartWith(set)),
            Action::NewInterview => return Some(Outcome::NewInterview),
            Action::ShowSample => {
                let ticket = frame.tickets.issue();
                let replies = self.inbox.replies();
                frame.file_job(&replies, move || Sample(ticket, sample_session()));
            }
            Action::KnowsHome => frame.change_prefs(|prefs| prefs.knows_home = true),
            Action::OpenRecords => desk.open_records(frame),
            Action::Decide(decision) => desk.decide(decision, frame),
            Action::Locate => self.records.browse(&LOCATE, frame.folder_for_files(), (), frame),
            Action::DismissFindings => desk.dismiss_findings(),
        }
        None
    }

    fn resolve(&self, command: Command, shared: &Shared) -> Option<Action> {
        (command == Command::Primary).then(|| match shared.desk.unfinished().next() {
            Some((id, _)) => Action::Open(id.clone()),
            None => Action::NewInterview,
        })
    }

    fn has_form(&self) -> bool {
        self.records.form().is_some()
    }

    fn answer(&mut self, answer: FormAnswer, shared: &mut Shared) -> Option<Outcome> {
        let ((), path) = self.records.answer(answer, &mut shared.frame)?;
        shared.desk.decide(Decision::Locate(path), &mut shared.frame);
        None
    }

    fn take_replies(&mut self, must_wait: bool, shared: &mut Shared) -> Vec<Outcome> {
        let Shared { frame, desk, .. } = shared;
        while let Some(((), path)) = self.records.picked(must_wait, frame) {
            desk.decide(Decision::Locate(path), frame);
        }
        let is_wanted = |Sample(_, result): &Sample| result.is_err() || !must_wait;
        let mut outcomes = Vec::new();
        while let Some(Sample(ticket, result)) = self.inbox.next(is_wanted) {
            match result {
                Ok(record) => outcomes.push(Outcome::Sample { record, ticket }),
                Err(failure) => frame.notices.fail(failure),
            }
        }
        outcomes
    }
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
