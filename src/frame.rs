//! The mechanisms every room works with: time, threads, notices, preferences, files, keys.
//!
//! This layer knows the library, the records and the exports. It must not know a room, what rooms
//! share, or egui. Clock, salts, waker and threads are handed in, so that everything runs the same
//! in a test.

pub mod chord;
pub mod clock;
pub mod closing;
pub mod command;
pub mod dialog;
pub mod failure;
pub mod focus;
pub mod notices;
pub mod places;
pub mod prefs;
pub mod request;
pub mod stepped;
pub mod system_fonts;
pub mod tickets;
mod words;
pub mod work;

use std::path::{Path, PathBuf};

use clock::{Clock, Now};
use dialog::{Effect, Pick};
use failure::{Failure, Thread};
use focus::Focus;
use notices::Notices;
use places::Places;
use prefs::{Prefs, ReadPrefs, ThemeChoice};
use tickets::Tickets;
use work::{Inbox, Replies, Running, Waker, Worker};

use crate::domain::text::{Salt, SaltSource};
use crate::export::fonts::FontSource;

/// What the program is given from outside.
pub struct Surroundings {
    pub clock: Box<dyn Clock>,
    /// Asks for a frame when a reply has come.
    pub waker: Waker,
    /// Random salts; none where the system gives no random bytes.
    pub salts: fn() -> Option<Salt>,
    /// Where jobs run.
    pub running: Running,
    pub places: Places,
    /// For pages in scripts that the bundled fonts lack.
    pub fonts: &'static dyn FontSource,
}

/// What every room is handed beside what rooms share.
pub struct Frame {
    /// The moment of this tick.
    pub now: Now,
    /// The person's offset from UTC.
    pub utc_offset_minutes: i16,
    pub places: Places,
    pub notices: Notices,
    pub tickets: Tickets,
    /// Where the focus is to go when the next frame is drawn.
    pub focus: Option<Focus>,
    /// How many pages the screen is to scroll, down or up.
    pub scroll_pages: i32,
    /// For pages in scripts that the bundled fonts lack.
    pub fonts: &'static dyn FontSource,
    /// Reads and writes files other than the records.
    files: Worker<()>,
    prefs: Prefs,
    may_write_prefs: bool,
    prefs_written: Inbox<Result<(), Failure>>,
    effects: Vec<Effect>,
    clock: Box<dyn Clock>,
    salts: fn() -> Option<Salt>,
    waker: Waker,
    running: Running,
}

impl Frame {
    pub fn new(surroundings: Surroundings) -> Self {
        let Surroundings { clock, waker, salts, running, places, fonts } = surroundings;
        let ReadPrefs { prefs, problem, may_write } = Prefs::read(&places.preferences());
        let mut notices = Notices::default();
        if let Some(problem) = problem {
            notices.fail(Failure::Settings(problem));
        }
        Self {
            now: clock.now(),
            utc_offset_minutes: clock.utc_offset_minutes(),
            places,
            notices,
            tickets: Tickets::default(),
            focus: None,
            scroll_pages: 0,
            fonts,
            files: Worker::start("files", (), running.clone()),
            prefs,
            may_write_prefs: may_write,
            prefs_written: Inbox::new(waker.clone()),
            effects: Vec::new(),
            clock,
            salts,
            waker,
            running,
        }
    }

    /// Looks at the clock.
    pub fn tick(&mut self) {
        self.now = self.clock.now();
        self.utc_offset_minutes = self.clock.utc_offset_minutes();
        while let Some(result) = self.prefs_written.next(|_| true) {
            if let Err(failure) = result {
                self.notices.fail(failure);
            }
        }
    }

    /// A thread of its own.
    pub fn thread<S: Send + 'static>(&self, name: &str, state: S) -> Worker<S> {
        Worker::start(name, state, self.running.clone())
    }

    /// Where the replies to somebody's jobs come in.
    pub fn inbox<R>(&self) -> Inbox<R> {
        Inbox::new(self.waker.clone())
    }

    /// Hands a job to the files thread; where there is none any more, says so.
    pub fn file_job<R: Send + 'static>(
        &mut self,
        replies: &Replies<R>,
        job: impl FnOnce() -> R + Send + 'static,
    ) {
        if self.files.give(replies, move |()| job()).is_err() {
            self.notices.fail(Failure::Stopped(Thread::Files));
        }
    }

    /// Lets go of something large off the window's thread.
    pub fn drop_elsewhere<T: Send + 'static>(&mut self, large: T) {
        // Without that thread it is dropped here.
        let _ = self.files.give(&self.inbox::<()>().replies(), move |()| drop(large));
    }

    pub fn prefs(&self) -> &Prefs {
        &self.prefs
    }

    /// Changes the preferences and writes them, where anything is new.
    pub fn change_prefs(&mut self, change: impl FnOnce(&mut Prefs)) {
        let before = self.prefs.clone();
        change(&mut self.prefs);
        if self.prefs == before || !self.may_write_prefs {
            return;
        }
        let (prefs, path) = (self.prefs.clone(), self.places.preferences());
        let replies = self.prefs_written.replies();
        self.file_job(&replies, move || prefs.write(&path));
    }

    pub fn set_theme(&mut self, theme: ThemeChoice) {
        self.change_prefs(|prefs| prefs.theme = theme);
    }

    pub fn set_scale(&mut self, percent: u16) {
        self.change_prefs(|prefs| prefs.scale_percent = percent);
    }

    /// The folder of the workspace; none for the built-in one.
    pub fn workspace(&self) -> Option<&Path> {
        self.prefs.workspace.as_deref()
    }

    pub fn workspace_name(&self) -> String {
        match self.workspace() {
            None => "Sample workspace (built in)".to_owned(),
            Some(folder) => folder.display().to_string(),
        }
    }

    /// Where a person's own files are looked for first.
    pub fn folder_for_files(&self) -> PathBuf {
        self.prefs.last_folder.as_ref().unwrap_or(&self.places.documents).clone()
    }

    fn open_dialog(&mut self, pick: Pick) {
        self.effects.push(Effect::Pick(pick));
    }

    /// Keeps where the last file was chosen.
    fn remember_folder(&mut self, path: &Path) {
        let folder = path.parent().map(Path::to_owned);
        self.change_prefs(|prefs| prefs.last_folder = folder.or(prefs.last_folder.take()));
    }

    /// Asks the window to close.
    pub fn close(&mut self) {
        self.effects.push(Effect::Close);
    }

    /// Asks the window to fill the screen, or not to any more.
    pub fn toggle_full_screen(&mut self) {
        self.effects.push(Effect::ToggleFullScreen);
    }

    /// Asks the window to be small and above others, or as it was.
    pub fn set_small(&mut self, is_small: bool) {
        self.effects.push(Effect::Small(is_small));
    }

    /// Asks for the keyboard to be the window's again.
    pub fn take_keyboard(&mut self) {
        self.effects.push(Effect::TakeKeyboard);
    }

    /// Puts a text on the clipboard.
    pub fn copy(&mut self, text: String) {
        self.effects.push(Effect::Copy(text));
    }

    /// Effects for the window.
    pub fn take_effects(&mut self) -> Vec<Effect> {
        std::mem::take(&mut self.effects)
    }

    pub fn salt(&self) -> Option<Salt> {
        (self.salts)()
    }

    pub fn salt_source(&self) -> SaltSource {
        Box::new(self.salts)
    }
}
