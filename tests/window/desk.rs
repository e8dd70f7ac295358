//! A display of its own, a window manager, the program, and a keyboard.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Mutex, PoisonError};
use std::thread::sleep;
use std::time::{Duration, Instant};

use plumbline::domain::event::{Event, EventKind};
use plumbline::domain::set::FrozenSet;
use rusqlite::{Connection, OpenFlags};
use tempfile::TempDir;

use super::reader::Reader;

/// Waits for something that is to happen, and says what did not.
pub fn wait_until(what: &str, is_so: impl Fn() -> bool) {
    wait_for(what, || is_so().then_some(()));
}

/// The same, and gives what came of it.
pub fn wait_for<T>(what: &str, mut found: impl FnMut() -> Option<T>) -> T {
    let deadline = Instant::now() + Duration::from_secs(60);
    loop {
        if let Some(found) = found() {
            return found;
        }
        assert!(Instant::now() < deadline, "waited in vain: {what}");
        sleep(Duration::from_millis(50));
    }
}

/// A program that goes when the desk goes.
pub struct Helper(pub Child);

impl Drop for Helper {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

pub struct Desk {
    home: TempDir,
    display: String,
    program: Option<Helper>,
    /// The bus on which the program tells what it says.
    bus: Option<String>,
    _manager: Option<Helper>,
    _server: Helper,
}

impl Desk {
    /// A display with a window manager, and the program on it.
    pub fn set_up() -> Self {
        let mut desk = Self::managed();
        desk.start();
        desk.wait_for_title("Home");
        desk
    }

    /// The same, and somebody who reads what the window says.
    pub fn set_up_with_reader() -> (Self, Reader) {
        let mut desk = Self::managed();
        let reader = Reader::start(desk.home.path(), &desk.display);
        desk.bus = Some(reader.address().to_owned());
        desk.start();
        desk.wait_for_title("Home");
        (desk, reader)
    }

    fn managed() -> Self {
        let mut desk = Self::bare(&[]);
        let manager = Command::new("openbox")
            .env("DISPLAY", &desk.display)
            .env("HOME", desk.home.path())
            .stderr(Stdio::null())
            .spawn();
        desk._manager = Some(Helper(manager.expect("openbox")));
        desk
    }

    /// A display and nothing on it.
    pub fn bare(options: &[&str]) -> Self {
        // Two servers that look for a free number at once may find the same one.
        static STARTING: Mutex<()> = Mutex::new(());
        let _one_at_a_time = STARTING.lock().unwrap_or_else(PoisonError::into_inner);
        // Without `-noreset` the server starts anew when the first client goes, and throws out others.
        let mut server = Command::new("Xvfb")
            .args([
                "-displayfd",
                "1",
                "-screen",
                "0",
                "1300x780x24",
                "-nolisten",
                "tcp",
                "-noreset",
            ])
            .args(options)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("Xvfb");
        let mut number = String::new();
        BufReader::new(server.stdout.take().unwrap()).read_line(&mut number).unwrap();
        let desk = Self {
            home: tempfile::tempdir().unwrap(),
            display: format!(":{}", number.trim()),
            program: None,
            bus: None,
            _manager: None,
            _server: Helper(server),
        };
        wait_until("a display", || !desk.xdotool(&["getdisplaygeometry"]).is_empty());
        desk
    }

    /// The program, with a home of its own.
    pub fn program(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_plumbline"));
        command
            .arg("--data-dir")
            .arg(self.data())
            .env("DISPLAY", &self.display)
            .env("HOME", self.home.path())
            .env_remove("WAYLAND_DISPLAY")
            .env_remove("XDG_CONFIG_HOME");
        if let Some(bus) = &self.bus {
            command.env("DBUS_SESSION_BUS_ADDRESS", bus);
        }
        command
    }

    /// Where the program keeps what it writes.
    pub fn data(&self) -> PathBuf {
        self.home.path().join("data")
    }

    pub fn start(&mut self) {
        self.program = Some(Helper(self.program().spawn().unwrap()));
    }

    /// `kill -9`.
    pub fn kill(&mut self) {
        self.program = None;
    }

    fn xdotool(&self, arguments: &[&str]) -> String {
        let output =
            Command::new("xdotool").args(arguments).env("DISPLAY", &self.display).output().unwrap();
        String::from_utf8_lossy(&output.stdout).trim().to_owned()
    }

    pub fn wait_for_title(&self, words: &str) {
        let is_there = || {
            let focused = self.xdotool(&["getwindowfocus", "getwindowname"]);
            let is_focused = focused.contains(words) && focused.contains("Plumbline");
            if !is_focused {
                // A window manager that is still starting may leave a new window without the focus.
                let window = self.xdotool(&["search", "--onlyvisible", "--name", "Plumbline"]);
                if let Some(window) = window.lines().last() {
                    self.xdotool(&["windowactivate", window]);
                }
            }
            is_focused
        };
        wait_until(&format!("a focused window titled {words}"), is_there);
    }

    pub fn keys(&self, keys: &[&str]) {
        for key in keys {
            self.xdotool(&["key", "--delay", "30", key]);
        }
    }

    pub fn type_text(&self, text: &str) {
        self.xdotool(&["type", "--delay", "12", "--", text]);
    }

    /// Moves the pointer to places on the display, one after the other.
    pub fn point(&self, places: &[(i32, i32)]) {
        for (x, y) in places {
            self.xdotool(&["mousemove", "--sync", &x.to_string(), &y.to_string()]);
        }
    }

    pub fn press_button(&self) {
        self.xdotool(&["mousedown", "1"]);
    }

    pub fn let_go(&self) {
        self.xdotool(&["mouseup", "1"]);
    }

    /// Every event in the records, as they are on the disk.
    pub fn events(&self) -> Vec<Event> {
        let bodies = self.read("SELECT body FROM events ORDER BY seq");
        bodies.iter().map(|body| serde_json::from_str(body).unwrap()).collect()
    }

    /// Every text in the records.
    pub fn texts(&self) -> Vec<String> {
        self.read("SELECT body FROM texts WHERE body IS NOT NULL")
    }

    /// The own notes on questions, as they are on the disk: whose, and what.
    pub fn own_notes(&self) -> Vec<(String, String)> {
        let notes = self.read("SELECT json_array(question, body) FROM annotations");
        notes.iter().map(|note| serde_json::from_str(note).unwrap()).collect()
    }

    /// The sets that interviews were started with.
    pub fn frozen_sets(&self) -> Vec<FrozenSet> {
        let sets = self.read("SELECT body FROM sets");
        sets.iter().map(|set| serde_json::from_str(set).unwrap()).collect()
    }

    fn read(&self, query: &str) -> Vec<String> {
        let path = self.data().join("records/sessions.sqlite");
        let read = || -> rusqlite::Result<Vec<String>> {
            let flags = OpenFlags::SQLITE_OPEN_READ_ONLY;
            let connection = Connection::open_with_flags(&path, flags)?;
            connection.busy_timeout(Duration::from_secs(5))?;
            let mut rows = connection.prepare(query)?;
            rows.query_map([], |row| row.get(0))?.collect()
        };
        read().unwrap_or_default()
    }

    pub fn wait_for_event(&self, what: &str, is_it: impl Fn(&EventKind) -> bool) {
        wait_until(what, || self.events().iter().any(|event| is_it(&event.kind)));
    }

    /// The page that was exported.
    pub fn pdf(&self) -> Option<PathBuf> {
        let is_pdf = |path: &Path| path.extension().is_some_and(|ending| ending == "pdf");
        let mut files = fs::read_dir(self.home.path()).unwrap().map(|entry| entry.unwrap().path());
        files.find(|path| is_pdf(path))
    }
}
