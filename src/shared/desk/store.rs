//! The records as a whole: opened, repaired, searched, moved, backed up, and rescued when they are
//! not where they were.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::held::Held;
use super::keeper::{Keeper, Lists, OpenedRecords, Snapshot, Undecided};
use super::{Desk, Outcome, Reply as DeskReply};
use crate::domain::ids::SessionId;
use crate::domain::summary::Summary;
use crate::frame::Frame;
use crate::frame::failure::{Failure, NotKept, Postponed, Thread};
use crate::frame::notices::{Notice, NoticeKind};
use crate::frame::tickets::Ticket;
use crate::frame::work::{Inbox, Worker};
use crate::records::RecordsError;
use crate::records::backup::{BackupError, Copy, Occasion};
use crate::records::sqlite::{Head, Query};
use crate::records::vault::{Decision, Depth, Finding, Moved, Shelf, Trouble};

/// Rows of Sessions read at once.
const ROWS: u32 = 200;

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RecordsState {
    Opening,
    Ready,
    /// Why they can only be read.
    ReadOnly(String),
    /// Something is missing; a person decides.
    Undecided(Trouble),
    /// Why they cannot be used.
    Failed(String),
}

pub struct Store {
    state: RecordsState,
    path: PathBuf,
    /// What an opening found, until it is dismissed.
    findings: Vec<Finding>,
    copies: Vec<Copy>,
    pub(super) second_copy_trouble: Option<String>,
    /// Where open sessions were written while the records are gone.
    pub(super) rescued: Vec<PathBuf>,
    /// The words of the search, and how many rows beyond the usual are read.
    search: (String, u32),
    /// Newest request to open or list the records: an older one asked the same.
    opened: Ticket,
    listed: Ticket,
    /// The records were read in full since the start because a backup found damage.
    has_looked_deep: bool,
    /// A copy that the program's end cuts short replaces nothing.
    backups: Worker<()>,
    backed_up: Inbox<Result<BTreeMap<SessionId, Head>, BackupError>>,
}

pub(super) enum Reply {
    /// Opened, or not. `is_open`: they can be used, even where the request failed.
    Opened {
        ticket: Ticket,
        result: Result<OpenedRecords, RecordsError>,
        is_open: bool,
    },
    Listed {
        ticket: Ticket,
        result: Result<Lists, RecordsError>,
    },
    Moved(Result<Moved, RecordsError>),
    /// What a backup is to be made from.
    Snapshot(Occasion, Option<Snapshot>),
    /// Needless second copies are gone; the backups there are now.
    Settled(Vec<Copy>),
    /// Open sessions were written elsewhere, or not.
    Rescued(Result<Vec<PathBuf>, Failure>),
}

impl Store {
    pub(super) fn new(frame: &Frame) -> Self {
        Self {
            state: RecordsState::Opening,
            path: shelf(frame).records,
            findings: Vec::new(),
            copies: Vec::new(),
            second_copy_trouble: None,
            rescued: Vec::new(),
            search: Default::default(),
            opened: Ticket::default(),
            listed: Ticket::default(),
            has_looked_deep: false,
            backups: frame.thread("backups", ()).without_waiting(),
            backed_up: frame.inbox(),
        }
    }

    pub fn state(&self) -> &RecordsState {
        &self.state
    }

    pub fn path(&self) -> &Path {
        &self.path
    }

    /// What was put right when the records were opened.
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    pub fn copies(&self) -> &[Copy] {
        &self.copies
    }

    /// Why there is no second copy of the last step.
    pub fn second_copy_trouble(&self) -> Option<&str> {
        self.second_copy_trouble.as_deref()
    }

    pub fn rescued(&self) -> &[PathBuf] {
        &self.rescued
    }

    pub fn not_kept(&self) -> Option<NotKept> {
        match &self.state {
            RecordsState::Ready => None,
            RecordsState::Opening => Some(NotKept::Opening),
            RecordsState::Undecided(_) => Some(NotKept::Undecided),
            RecordsState::ReadOnly(why) => Some(NotKept::ReadOnly(why.clone())),
            RecordsState::Failed(why) => Some(NotKept::Failed(why.clone())),
        }
    }

    fn query(&self) -> Query {
        let (words, more) = &self.search;
        Query { words: words.clone(), limit: ROWS.saturating_add(*more) }
    }
}

pub(super) fn shelf(frame: &Frame) -> Shelf {
    frame.places.shelf(frame.prefs())
}

impl Desk {
    /// Opens the records, and repairs what their copies can.
    pub fn open_records(&mut self, frame: &mut Frame) {
        self.read_records(Depth::Quick, frame);
    }

    fn read_records(&mut self, depth: Depth, frame: &mut Frame) {
        let shelf = shelf(frame);
        self.change_records(frame, move |keeper, query| keeper.open(&shelf, depth, query));
    }

    /// Does what a person decided about records that are not as they were left.
    pub fn decide(&mut self, decision: Decision, frame: &mut Frame) {
        let shelf = shelf(frame);
        self.change_records(frame, move |keeper, query| keeper.decide(&shelf, &decision, query));
    }

    pub fn restore(&mut self, copy: Copy, frame: &mut Frame) {
        if self.unsaved() > 0 && self.store.state == RecordsState::Ready {
            return frame.notices.fail(Failure::Unsaved(Postponed::Restore));
        }
        let shelf = shelf(frame);
        self.change_records(frame, move |keeper, query| keeper.restore(&shelf, &copy.path, query));
    }

    pub(super) fn change_records(
        &mut self,
        frame: &mut Frame,
        change: impl FnOnce(&mut Keeper, &Query) -> Result<OpenedRecords, RecordsError> + Send + 'static,
    ) {
        let ticket = frame.tickets.issue();
        self.store.opened = ticket;
        let query = self.store.query();
        let is_given = self.records_job(frame, move |keeper| {
            let result = change(keeper, &query);
            DeskReply::Store(Reply::Opened { ticket, result, is_open: keeper.is_open() })
        });
        if !is_given {
            let why = Failure::Stopped(Thread::Records).to_string();
            self.store.state = RecordsState::Failed(why);
        }
    }

    /// Reads the list of sessions for these words; `more`: further rows.
    pub fn search(&mut self, words: &str, more: bool, frame: &mut Frame) {
        let rows = if more { self.store.search.1.saturating_add(ROWS) } else { 0 };
        self.store.search = (words.to_owned(), rows);
        let ticket = frame.tickets.issue();
        self.store.listed = ticket;
        let query = self.store.query();
        self.records_job(frame, move |keeper| {
            DeskReply::Store(Reply::Listed { ticket, result: keeper.lists(&query) })
        });
    }

    pub fn move_records(&mut self, path: PathBuf, frame: &mut Frame) {
        if path == self.store.path {
            return frame.notices.done("The records are there already");
        }
        if !path.is_absolute() {
            return frame.notices.fail(Failure::RecordsPath);
        }
        if self.unsaved() > 0 {
            return frame.notices.fail(Failure::Unsaved(Postponed::Move));
        }
        let workspace = frame.workspace().map(Path::to_owned);
        self.records_job(frame, move |keeper| {
            DeskReply::Store(Reply::Moved(keeper.move_to(&path, workspace.as_deref())))
        });
    }

    pub fn dismiss_findings(&mut self) {
        self.store.findings.clear();
    }

    pub(super) fn take_store_reply(&mut self, reply: Reply, frame: &mut Frame) {
        match reply {
            Reply::Opened { ticket, result, is_open } if ticket == self.store.opened => {
                self.records_opened(result, is_open, frame);
            }
            Reply::Listed { ticket, result } if ticket == self.store.listed => match result {
                Ok(lists) => self.show_lists(lists),
                Err(error) => frame.notices.fail(error),
            },
            // A newer answer to the same question is on its way.
            Reply::Opened { .. } | Reply::Listed { .. } => {}
            Reply::Moved(Ok(moved)) => {
                self.store.path.clone_from(&moved.to);
                self.outcomes.push(Outcome::RecordsChanged);
                // The witness leads there; the preferences say it too, should it be lost.
                let to = moved.to.clone();
                frame.change_prefs(|prefs| prefs.records = [(PathBuf::new(), to)].into());
                frame.notices.done(format!("The records are at {} now", moved.to.display()));
            }
            Reply::Moved(Err(error)) => frame.notices.fail(error),
            Reply::Snapshot(_, None) => {}
            Reply::Snapshot(occasion, Some(snapshot)) => {
                let wall_ms = frame.now.wall_ms;
                // Without that thread there is no backup; the list in Settings shows it.
                let _ = self.store.backups.give(&self.store.backed_up.replies(), move |()| {
                    snapshot.back_up(occasion, wall_ms)
                });
            }
            Reply::Settled(copies) => self.store.copies = copies,
            Reply::Rescued(result) => self.rescued(result, frame),
        }
    }

    fn records_opened(
        &mut self,
        result: Result<OpenedRecords, RecordsError>,
        is_open: bool,
        frame: &mut Frame,
    ) {
        match result {
            Ok(OpenedRecords::Open(open)) => {
                self.store.path = open.path;
                self.tell_findings(open.findings);
                self.store.copies = open.copies;
                self.store.state = match open.read_only {
                    None => RecordsState::Ready,
                    Some(why) => {
                        let words = Failure::NoInterview(NotKept::ReadOnly(why.clone()));
                        self.tell_beside_home(words.to_string());
                        RecordsState::ReadOnly(why)
                    }
                };
                self.show_lists(open.lists);
                self.annotations.take(open.annotations);
                self.outcomes.push(Outcome::RecordsChanged);
                // What could not be written before has a place again.
                self.held.values_mut().for_each(Held::try_again);
                self.write_behind();
                self.back_up(Occasion::Day, frame);
            }
            Ok(OpenedRecords::Undecided(undecided)) => {
                let Undecided { trouble, lists, annotations, copies } = *undecided;
                self.annotations.take(annotations);
                self.store.path.clone_from(&trouble.path);
                self.store.copies = copies;
                self.tell_beside_home(format!("{trouble}. Home shows what can be done"));
                self.store.state = RecordsState::Undecided(trouble);
                if let Some(lists) = lists {
                    self.show_lists(lists);
                }
            }
            // They go on as they were.
            Err(error) if is_open => frame.notices.fail(error),
            Err(error) => {
                if !matches!(self.store.state, RecordsState::Undecided(_)) {
                    self.store.state = RecordsState::Failed(error.to_string());
                }
                frame.notices.fail(error);
            }
        }
    }

    fn tell_beside_home(&mut self, words: String) {
        self.outcomes.push(Outcome::ForHome(Notice::new(NoticeKind::Problem, words)));
    }

    fn tell_findings(&mut self, findings: Vec<Finding>) {
        if !findings.is_empty() {
            let words: Vec<String> = findings.iter().map(ToString::to_string).collect();
            let kind = match findings.iter().any(Finding::is_loss) {
                true => NoticeKind::Problem,
                false => NoticeKind::Done,
            };
            self.outcomes.push(Outcome::ForHome(Notice::new(kind, words.join(". "))));
        }
        self.store.findings.extend(findings);
    }

    fn show_lists(&mut self, lists: Lists) {
        self.index.take(lists);
        let is_searching = !self.store.search.0.trim().is_empty();
        // Sessions in hand are ahead of the disk.
        for held in self.held.values() {
            let is_new = held.is_new() && !is_searching;
            self.index.put(Summary::of(held.record(), held.session()), is_new);
        }
    }

    pub(super) fn back_up(&mut self, occasion: Occasion, frame: &mut Frame) {
        self.records_job(frame, move |keeper| {
            DeskReply::Store(Reply::Snapshot(occasion, keeper.snapshot()))
        });
    }

    /// Takes replies of the backups thread.
    pub(super) fn take_backups(&mut self, frame: &mut Frame) {
        while let Some(result) = self.store.backed_up.next(|_| true) {
            match result {
                Ok(heads) => {
                    self.records_job(frame, move |keeper| {
                        DeskReply::Store(Reply::Settled(keeper.settle(&heads)))
                    });
                }
                // Once is enough: the person is then asked about what no copy has.
                Err(BackupError::Unsound(_)) if !self.store.has_looked_deep => {
                    self.store.has_looked_deep = true;
                    self.read_records(Depth::Deep, frame);
                }
                Err(error) => frame.notices.fail(Failure::NoBackup(error)),
            }
        }
    }
}
