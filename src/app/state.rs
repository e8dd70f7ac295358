//! The program: what it shows, what is typed, and its threads.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::Receiver;

use super::drafts::{Drafts, Popup, Screen};
use super::errand::Pick;
use super::jobs::{self, Reply, Wish};
use super::model::{Model, Notice, NoticeKind, RecordsState};
use super::update::Presented;
use crate::domain::text::Salt;
use crate::frame::clock::Clock;
use crate::frame::places::Places;
use crate::frame::prefs::{Prefs, ReadPrefs};
use crate::frame::work::{Replies, Running, Waker, Worker};
use crate::library::load::Library;
use crate::records::vault::Depth;
use crate::shared::desk::index::Index;
use crate::shared::desk::interview::SaltSource;
use crate::shared::desk::keeper::Keeper;

/// What the program is given from outside.
pub struct Surroundings {
    /// The time.
    pub clock: Box<dyn Clock>,
    /// Asks for a frame when a reply has come.
    pub waker: Waker,
    /// Random salts; none where the system gives no random bytes.
    pub salts: fn() -> Option<Salt>,
    /// Where jobs run.
    pub running: Running,
    /// Where things are kept.
    pub places: Places,
}

/// What the window is to do that only it can.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Open a file dialog; its answer comes back as [`Reply::Picked`].
    Pick(Pick),
    /// Close.
    Close,
}

/// The program.
pub struct App {
    /// What is shown.
    pub model: Model,
    /// What is typed.
    pub drafts: Drafts,
    /// What is asked over the screen.
    pub popup: Option<Popup>,
    pub(super) clock: Box<dyn Clock>,
    pub(super) salts: fn() -> Option<Salt>,
    pub(super) replies: Replies<Reply>,
    inbox: Receiver<Reply>,
    pub(super) records: Worker<Keeper, Reply>,
    pub(super) files: Worker<(), Reply>,
    pub(super) backups: Worker<(), Reply>,
    effects: Vec<Effect>,
    requests: u64,
    pub(super) latest: Latest,
    /// What replies brought while a form was open, with the number of the request.
    pub(super) waiting: VecDeque<(u64, Presented)>,
    /// A set to be proposed once the library is read.
    pub(super) proposal_to_make: Option<(u64, Wish)>,
    pub(super) closing: Closing,
    may_write_prefs: bool,
    /// Whether the records were read in full since the start because a backup found damage.
    pub(super) has_looked_deep: bool,
}

/// How far the program is with closing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Closing {
    /// It stays.
    No,
    /// It closes once everything is on the disk.
    WhenSaved,
    /// It closes, whatever is not.
    Now,
}

/// Numbers of requests, which tell a late reply from one that is still wanted; see `update/replies.rs`.
#[derive(Debug, Default)]
pub(super) struct Latest {
    // The newest request of each kind: an older one asked the same question.
    pub records: u64,
    pub lists: u64,
    pub library: u64,
    pub workspace: u64,
    pub proposal: u64,
    pub opening: u64,
    // The request whose answer is shown: an older one does not take its place.
    pub screen: u64,
    pub card: u64,
    pub set: u64,
    pub bank_file: u64,
}

impl App {
    /// Starts the program; what it has to read is read on its threads. `file` is opened.
    pub fn start(surroundings: Surroundings, file: Option<PathBuf>) -> Self {
        let Surroundings { clock, waker, salts, running, places } = surroundings;
        let (replies, inbox) = Replies::channel(waker);
        let ReadPrefs { prefs, problem, may_write } = Prefs::read(&places.preferences());
        let records_path = places.shelf(&prefs).records;
        let model = Model {
            now: clock.now(),
            utc_offset_minutes: clock.utc_offset_minutes(),
            screen: Screen::Home,
            prefs,
            places,
            library: Arc::new(Library::default()),
            is_reading: true,
            bank_file: None,
            records: RecordsState::Opening,
            records_path,
            findings: Vec::new(),
            backups: Vec::new(),
            second_copy_trouble: None,
            rescued: Vec::new(),
            sessions: Index::default(),
            held: BTreeMap::new(),
            deleting: BTreeSet::new(),
            current: None,
            acted_on: None,
            has_unwritten_note: false,
            card: None,
            shown_set: None,
            notice: problem.map(|text| Notice { kind: NoticeKind::Problem, text, file: None }),
        };
        let records = Worker::start("records", Keeper::default(), running.clone(), replies.clone());
        let files = Worker::start("files", (), running.clone(), replies.clone());
        // A copy that the end of the program cuts short replaces nothing.
        let backups = Worker::start("backups", (), running, replies.clone()).without_waiting();
        let mut app = Self {
            model,
            drafts: Drafts::default(),
            popup: None,
            clock,
            salts,
            replies,
            inbox,
            records,
            files,
            backups,
            effects: Vec::new(),
            requests: 0,
            latest: Latest::default(),
            waiting: VecDeque::new(),
            proposal_to_make: None,
            closing: Closing::No,
            may_write_prefs: may_write,
            has_looked_deep: false,
        };
        app.read_library();
        app.open_records(Depth::Quick);
        if let Some(path) = file {
            app.open_path(&path);
        }
        app
    }

    /// What the window is to do now.
    pub fn take_effects(&mut self) -> Vec<Effect> {
        std::mem::take(&mut self.effects)
    }

    /// Where an answer from outside goes: a file dialog's.
    pub fn replies(&self) -> Replies<Reply> {
        self.replies.clone()
    }

    /// Looks at the clock and takes what the threads have sent.
    pub fn tick(&mut self) {
        let now = self.clock.now();
        self.model.now = now;
        self.model.utc_offset_minutes = self.clock.utc_offset_minutes();
        for held in self.model.held.values_mut() {
            held.tick(now);
        }
        self.present_waiting();
        while let Ok(reply) = self.inbox.try_recv() {
            self.take_reply(reply);
        }
        self.flush_when_due();
        self.write_behind();
        self.close_when_safe();
    }

    /// Milliseconds until something happens by itself; `None`: never.
    pub fn next_wake(&self) -> Option<u64> {
        let clocks = self.model.held.values().filter_map(|held| held.next_change());
        clocks.chain(self.next_flush()).min()
    }

    pub(super) fn effect(&mut self, effect: Effect) {
        self.effects.push(effect);
    }

    pub(super) fn new_request(&mut self) -> u64 {
        self.requests += 1;
        self.requests
    }

    pub(super) fn salt_source(&self) -> SaltSource {
        let salts = self.salts;
        Box::new(salts)
    }

    pub(super) fn say(&mut self, kind: NoticeKind, text: impl Into<String>) {
        self.model.notice = Some(Notice { kind, text: text.into(), file: None });
    }

    pub(super) fn problem(&mut self, text: impl ToString) {
        self.say(NoticeKind::Problem, text.to_string());
    }

    /// Hands a job to the files thread.
    pub(super) fn file_job(&mut self, job: impl FnOnce() -> Reply + Send + 'static) {
        if !self.files.give(move |()| job()) {
            self.problem("Files cannot be read or written any more: close the program and start it again; what was saved is safe");
        }
    }

    pub(super) fn read_library(&mut self) {
        let request = self.new_request();
        self.latest.library = request;
        self.model.is_reading = true;
        let workspace = self.model.workspace().map(Path::to_owned);
        let sets = self.model.places.sets(None);
        self.file_job(move || {
            let library = Box::new(jobs::read_library(workspace.as_deref(), &sets));
            Reply::Library { request, library }
        });
    }

    pub(super) fn keep_prefs(&mut self) {
        if !self.may_write_prefs {
            return;
        }
        let (prefs, path) = (self.model.prefs.clone(), self.model.places.preferences());
        self.file_job(move || Reply::PrefsWritten { result: jobs::write_prefs(&prefs, &path) });
    }
}
