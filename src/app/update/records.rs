//! The records as a whole: opened, repaired, searched, moved, backed up; and what is done when they
//! are not where they were.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::app::drafts::Screen;
use crate::app::jobs::Reply;
use crate::app::model::{NoticeKind, RecordsState};
use crate::app::state::App;
use crate::domain::ids::SessionId;
use crate::domain::session::Phase;
use crate::domain::summary::Summary;
use crate::records::backup::{self, BackupError, Occasion};
use crate::records::sqlite::Query;
use crate::records::vault::{Decision, Depth, Finding, Shelf};
use crate::records::{Batch, RecordsError};
use crate::shared::desk::held::Held;
use crate::shared::desk::keeper::{
    FailureKind, Keeper, Lists, OpenedRecords, RecordsReply, Undecided, WriteFailure,
};
use crate::shared::desk::rescue::{end_rescue, rescue};

/// Rows of Sessions that are read at once.
const ROWS: u32 = 200;

const NO_THREAD: &str = "The records cannot be read or written any more: close the program and start \
                         it again; what was saved is safe";

impl App {
    /// Opens the records, and repairs what their copies can.
    pub(in crate::app) fn open_records(&mut self, depth: Depth) {
        let shelf = self.shelf();
        self.change_records(move |keeper, query| keeper.open(&shelf, depth, query));
    }

    /// Opens the records that were gone or damaged while they were in use.
    pub(super) fn reopen_records(&mut self) {
        let shelf = self.shelf();
        self.change_records(move |keeper, query| keeper.reopen(&shelf, query));
    }

    pub(super) fn decide_records(&mut self, decision: Decision) {
        let shelf = self.shelf();
        self.change_records(move |keeper, query| keeper.decide(&shelf, &decision, query));
    }

    pub(super) fn restore_records(&mut self, copy: backup::Copy) {
        if self.model.unsaved() > 0 && self.model.records == RecordsState::Ready {
            return self.problem("Some steps are not saved yet: nothing was restored");
        }
        let shelf = self.shelf();
        self.change_records(move |keeper, query| keeper.restore(&shelf, &copy.path, query));
    }

    fn shelf(&self) -> Shelf {
        self.model.places.shelf(&self.model.prefs)
    }

    fn change_records(
        &mut self,
        change: impl FnOnce(&mut Keeper, &Query) -> Result<OpenedRecords, RecordsError> + Send + 'static,
    ) {
        let request = self.new_request();
        self.latest.records = request;
        let query = self.query();
        let given = self.records.give(move |keeper| {
            let result = change(keeper, &query).map_err(|error| error.to_string());
            let is_open = keeper.is_open();
            Reply::Records(RecordsReply::Opened { request, result, is_open })
        });
        if !given {
            self.model.records = RecordsState::Failed(NO_THREAD.to_owned());
        }
    }

    fn query(&self) -> Query {
        let draft = &self.drafts.sessions;
        Query { words: draft.query.clone(), limit: ROWS.saturating_add(draft.more) }
    }

    /// Reads the list of sessions anew, for what is typed in its search.
    pub(super) fn search_sessions(&mut self, more: bool) {
        let draft = &mut self.drafts.sessions;
        draft.more = if more { draft.more.saturating_add(ROWS) } else { 0 };
        let request = self.new_request();
        self.latest.lists = request;
        let query = self.query();
        self.records.give(move |keeper| {
            let result = keeper.lists(&query).map_err(|error| error.to_string());
            Reply::Records(RecordsReply::Listed { request, result })
        });
    }

    pub(super) fn take_records_reply(&mut self, reply: RecordsReply) {
        match reply {
            RecordsReply::Opened { request, result, is_open } if request == self.latest.records => {
                self.records_opened(result, is_open);
            }
            RecordsReply::Listed { request, result } if request == self.latest.lists => {
                match result {
                    Ok(lists) => self.show_lists(lists),
                    Err(message) => self.problem(message),
                }
            }
            // A newer answer to the same question is on its way.
            RecordsReply::Opened { .. } | RecordsReply::Listed { .. } => {}
            RecordsReply::Moved(result) => match result {
                Ok(moved) => {
                    self.model.records_path.clone_from(&moved.to);
                    self.fill_settings();
                    // The witness leads there; the preferences say it too, should it be lost.
                    self.model.prefs.records = [(PathBuf::new(), moved.to.clone())].into();
                    self.keep_prefs();
                    self.say(
                        NoticeKind::Done,
                        format!("The records are at {} now", moved.to.display()),
                    );
                }
                Err(message) => self.problem(message),
            },
            RecordsReply::Snapshot(_, None) => {}
            RecordsReply::Snapshot(occasion, Some(snapshot)) => {
                let wall_ms = self.model.now.wall_ms;
                self.backups.give(move |()| {
                    let result = snapshot.back_up(occasion, wall_ms);
                    Reply::Records(RecordsReply::BackedUp(result))
                });
            }
            RecordsReply::BackedUp(result) => self.backed_up(result),
            RecordsReply::Settled(copies) => self.model.backups = copies,
            RecordsReply::Rescued(result) => self.rescued(result),
        }
    }

    fn records_opened(&mut self, result: Result<OpenedRecords, String>, is_open: bool) {
        match result {
            Ok(OpenedRecords::Open(open)) => {
                self.model.records_path = open.path;
                self.tell_findings(open.findings);
                self.model.backups = open.copies;
                self.model.records = match open.read_only {
                    None => RecordsState::Ready,
                    Some(why) => {
                        self.tell_beside_home(format!("No interview can be started: {why}"));
                        RecordsState::ReadOnly(why)
                    }
                };
                self.show_lists(open.lists);
                self.fill_settings();
                // What could not be written before has a place again.
                self.model.held.values_mut().for_each(Held::try_again);
                self.write_behind();
                self.back_up(Occasion::Day);
            }
            Ok(OpenedRecords::Undecided(undecided)) => {
                let Undecided { trouble, lists, copies } = *undecided;
                self.model.records_path.clone_from(&trouble.path);
                self.model.backups = copies;
                self.tell_beside_home(format!("{trouble}. Home shows what can be done"));
                self.model.records = RecordsState::Undecided(trouble);
                if let Some(lists) = lists {
                    self.show_lists(lists);
                }
            }
            // They go on as they were.
            Err(message) if is_open => self.problem(message),
            Err(message) => {
                self.problem(message.clone());
                if !matches!(self.model.records, RecordsState::Undecided(_)) {
                    self.model.records = RecordsState::Failed(message);
                }
            }
        }
    }

    /// Tells what Home shows, on every other screen.
    fn tell_beside_home(&mut self, words: String) {
        if self.model.screen != Screen::Home {
            self.problem(words);
        }
    }

    /// Keeps what was found for Home; on another screen it is a message as well.
    fn tell_findings(&mut self, findings: Vec<Finding>) {
        if self.model.screen != Screen::Home && !findings.is_empty() {
            let words: Vec<String> = findings.iter().map(ToString::to_string).collect();
            let kind = match findings.iter().any(Finding::is_loss) {
                true => NoticeKind::Problem,
                false => NoticeKind::Done,
            };
            self.say(kind, words.join(". "));
        }
        self.model.findings.extend(findings);
    }

    fn show_lists(&mut self, lists: Lists) {
        self.model.sessions.take(lists);
        let is_searching = !self.drafts.sessions.query.trim().is_empty();
        // What is in hand is ahead of the disk.
        for held in self.model.held.values() {
            let is_new = held.is_new() && !is_searching;
            self.model.sessions.put(Summary::of(held.record(), held.session()), is_new);
        }
    }

    /// A write came to an end.
    pub(super) fn written(
        &mut self,
        id: &SessionId,
        batch: &Batch,
        result: Result<Option<String>, WriteFailure>,
    ) {
        let Some(held) = self.model.held.get_mut(id) else { return };
        let failure = result.as_ref().err().map(|failure| failure.kind);
        if let Ok(trouble) = &result {
            self.model.second_copy_trouble.clone_from(trouble);
        }
        held.written(batch, result.map(|_| ()));
        let is_sealed = held.session().phase == Phase::Submitted && held.unsaved() == 0;
        match failure {
            None if is_sealed => self.back_up(Occasion::Submission),
            None => {}
            Some(FailureKind::Displaced) => self.rescue(),
            Some(FailureKind::Behind(_) | FailureKind::Again) => {}
        }
        if failure.is_none() && self.model.unsaved() == 0 {
            self.end_rescue();
        }
    }

    /// Writes everything open to files of its own, since the records are not where they were.
    fn rescue(&mut self) {
        let is_open = |held: &&Held| held.unsaved() > 0 || held.session().phase != Phase::Submitted;
        let held = self.model.held.values().filter(is_open);
        let sessions: Vec<_> = held.map(|held| Arc::new(held.record().clone())).collect();
        let (shelf, path) = (self.shelf(), self.model.records_path.clone());
        self.records
            .give(move |_| Reply::Records(RecordsReply::Rescued(rescue(&path, &shelf, &sessions))));
    }

    fn rescued(&mut self, result: Result<Vec<PathBuf>, String>) {
        match result {
            Ok(paths) => self.model.rescued = paths,
            Err(message) => {
                // What was rescued before lacks the last steps.
                self.model.rescued.clear();
                self.problem(format!(
                    "The records are not where they were, and what is open could not be written \
                     elsewhere either: {message}. Keep the program open"
                ));
            }
        }
    }

    /// Everything is in the records again: the files of the rescue are needless.
    fn end_rescue(&mut self) {
        if self.model.rescued.is_empty() {
            return;
        }
        self.model.rescued.clear();
        let ids: Vec<SessionId> = self.model.held.keys().cloned().collect();
        let (shelf, path) = (self.shelf(), self.model.records_path.clone());
        self.records.give(move |keeper| {
            end_rescue(&path, &shelf, &ids);
            Reply::Records(RecordsReply::Settled(keeper.settle(&Default::default())))
        });
    }

    /// Makes the copies of an occasion.
    pub(super) fn back_up(&mut self, occasion: Occasion) {
        self.records.give(move |keeper| {
            Reply::Records(RecordsReply::Snapshot(occasion, keeper.snapshot()))
        });
    }

    fn backed_up(
        &mut self,
        result: Result<
            std::collections::BTreeMap<SessionId, crate::records::sqlite::Head>,
            BackupError,
        >,
    ) {
        match result {
            Ok(heads) => {
                self.records.give(move |keeper| {
                    Reply::Records(RecordsReply::Settled(keeper.settle(&heads)))
                });
            }
            // Once is enough: what no copy has is asked about, and then known.
            Err(BackupError::Unsound(_)) if !self.has_looked_deep => {
                self.has_looked_deep = true;
                self.open_records(Depth::Deep);
            }
            Err(error) => self.problem(format!("No backup was made: {error}")),
        }
    }

    pub(super) fn move_records(&mut self) {
        let draft = &mut self.drafts.settings;
        draft.settled_records.clone_from(&draft.records);
        let path = PathBuf::from(draft.records.trim());
        if path == self.model.records_path {
            return self.say(NoticeKind::Done, "The records are there already");
        }
        if path.as_os_str().is_empty() || !path.is_absolute() {
            return self.problem("Type the whole path of the new records file, from the root on");
        }
        if self.model.unsaved() > 0 {
            return self.problem("Some steps are not saved yet: the records were not moved");
        }
        let workspace = self.model.workspace().map(Path::to_owned);
        let given = self.records.give(move |keeper| {
            let moved = keeper.move_to(&path, workspace.as_deref());
            Reply::Records(RecordsReply::Moved(moved.map_err(|error| error.to_string())))
        });
        if !given {
            self.problem(NO_THREAD);
        }
    }
}
