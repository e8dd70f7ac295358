//! A display of its own, a window manager, the program, and a keyboard.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Mutex, PoisonError};
use std::thread::sleep;
use std::time::{Duration, Instant};

use plumbline::domain::event::{Event, EventKind};
use rusqlite::{Connection, OpenFlags};
use tempfile::TempDir;

/// Waits for something that is to happen, and says what did not.
pub fn wait_until(what: &str, is_so: impl Fn() -> bool) {
    let deadline = Instant::now() + Duration::from_secs(60);
    while !is_so() {
        assert!(Instant::now() < deadline, "waited in vain: {what}");
        sleep(Duration::from_millis(50));
    }
}

/// A program that goes when the desk goes.
struct Helper(Child);

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
    _manager: Option<Helper>,
    _server: Helper,
}

impl Desk {
    /// A display with a window manager, and the program on it.
    pub fn set_up() -> Self {
        let mut desk = Self::bare(&[]);
        let manager = Command::new("openbox")
            .env("DISPLAY", &desk.display)
            .env("HOME", desk.home.path())
            .stderr(Stdio::null())
            .spawn();
        desk._manager = Some(Helper(manager.expect("openbox")));
        desk.start();
        desk.wait_for_title("Home");
        desk
    }

    /// A display and nothing on it.
    pub fn bare(options: &[&str]) -> Self {
        // Two servers that look for a free number at once may find the same one.
        static STARTING: Mutex<()> = Mutex::new(());
        let _one_at_a_time = STARTING.lock().unwrap_or_else(PoisonError::into_inner);
        let mut server = Command::new("Xvfb")
            .args(["-displayfd", "1", "-screen", "0", "1300x780x24", "-nolisten", "tcp"])
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
            .arg(self.home.path().join("data"))
            .env("DISPLAY", &self.display)
            .env("HOME", self.home.path())
            .env_remove("WAYLAND_DISPLAY")
            .env_remove("XDG_CONFIG_HOME");
        command
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

    /// Every event in the records, as they are on the disk.
    pub fn events(&self) -> Vec<Event> {
        let bodies = self.read("SELECT body FROM events ORDER BY seq");
        bodies.iter().map(|body| serde_json::from_str(body).unwrap()).collect()
    }

    /// Every text in the records.
    pub fn texts(&self) -> Vec<String> {
        self.read("SELECT body FROM texts WHERE body IS NOT NULL")
    }

    fn read(&self, query: &str) -> Vec<String> {
        let path = self.home.path().join("data/records/sessions.sqlite");
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
