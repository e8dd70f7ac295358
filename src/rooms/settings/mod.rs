//! Preferences: the look, the interviewer, the workspace, the records.

#[cfg(feature = "gui")]
pub mod view;

use std::convert::Infallible;
use std::path::{Path, PathBuf};

use super::Room;
use crate::frame::Frame;
use crate::frame::dialog::{Chooses, Dialog, FormAnswer, PathAsker};
use crate::frame::focus::Focus;
use crate::frame::prefs::ThemeChoice;
use crate::records::backup::Copy;
use crate::shared::Shared;

pub struct Settings {
    pub workspace: Field,
    pub records: Field,
    /// The interviewer's name, once it was touched.
    pub interviewer: Option<String>,
    /// Whether the records are to be restored from this.
    pub restoring: Option<Copy>,
    pub file: PathAsker<Errand>,
}

/// A field for how something is. What is being changed keeps its text.
#[derive(Debug, Default)]
pub struct Field {
    pub text: String,
    /// What the field said when it was filled in or submitted; it says something else only while
    /// somebody is changing it.
    settled: String,
}

/// What a path is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Errand {
    /// A folder to use as the workspace.
    Workspace,
    /// A new place for the records.
    Records,
    /// A backup to restore the records from.
    Restore,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Action {
    SetTheme(ThemeChoice),
    /// The size of everything, in percent.
    SetScale(u16),
    SetInterviewer(String),
    /// Use a folder as the workspace; none for the built-in one.
    UseWorkspace(Option<PathBuf>),
    /// Read the workspace again.
    Reload,
    /// Move the records to the path in the field.
    MoveRecords,
    /// Ask before a backup is restored.
    AskRestore(Copy),
    Browse(Errand),
    /// Put the public key on the clipboard.
    CopyKey,
}

const WORKSPACE: Dialog = Dialog {
    title: "Use a folder as the workspace",
    answer: "Open",
    chooses: Chooses::Folder,
    filter: None,
};
const RECORDS: Dialog = Dialog {
    title: "Move the records",
    answer: "Save",
    chooses: Chooses::NewFile,
    filter: Some(("Records", &["sqlite"])),
};
const RESTORE: Dialog = Dialog {
    title: "Restore the records from a file",
    answer: "Restore…",
    chooses: Chooses::File,
    filter: Some(("Records", &["sqlite"])),
};

impl Errand {
    fn dialog(self) -> &'static Dialog {
        match self {
            Self::Workspace => &WORKSPACE,
            Self::Records => &RECORDS,
            Self::Restore => &RESTORE,
        }
    }
}

impl Field {
    /// Fills in how it is now, unless it was changed since it was submitted.
    fn fill(&mut self, now: String) {
        if self.text == self.settled {
            self.text.clone_from(&now);
        }
        self.settled = now;
    }

    /// What is typed was submitted.
    fn submit(&mut self) {
        self.settled.clone_from(&self.text);
    }
}

impl Settings {
    pub fn new(frame: &Frame) -> Self {
        Self {
            workspace: Field::default(),
            records: Field::default(),
            interviewer: None,
            restoring: None,
            file: PathAsker::new(frame),
        }
    }

    /// Fills in how things are now.
    pub fn fill(&mut self, shared: &Shared) {
        let workspace = shared.frame.workspace().map(|folder| folder.display().to_string());
        self.workspace.fill(workspace.unwrap_or_default());
        self.records.fill(shared.desk.store().path().display().to_string());
    }

    fn ask_restore(&mut self, copy: Copy, frame: &mut Frame) {
        self.restoring = Some(copy);
        frame.focus = Some(Focus::First);
    }

    fn take_path(&mut self, errand: Errand, path: PathBuf, shared: &mut Shared) {
        match errand {
            Errand::Workspace => self.use_workspace(Some(path), shared),
            Errand::Records => {
                self.records.text = path.display().to_string();
                self.move_records(shared);
            }
            Errand::Restore => {
                let name = path.display().to_string();
                self.ask_restore(Copy { path, name }, &mut shared.frame);
            }
        }
    }

    fn use_workspace(&mut self, folder: Option<PathBuf>, shared: &mut Shared) {
        if Path::new(self.workspace.text.trim()) == folder.as_deref().unwrap_or(Path::new("")) {
            self.workspace.submit();
        }
        shared.content.enter(folder, &mut shared.frame);
    }

    fn move_records(&mut self, shared: &mut Shared) {
        self.records.submit();
        shared.desk.move_records(PathBuf::from(self.records.text.trim()), &mut shared.frame);
    }
}

impl Room for Settings {
    type Action = Action;
    type Outcome = Infallible;

    fn update(&mut self, action: Action, shared: &mut Shared) -> Option<Infallible> {
        let frame = &mut shared.frame;
        match action {
            Action::SetTheme(theme) => frame.set_theme(theme),
            Action::SetScale(percent) => frame.set_scale(percent),
            Action::SetInterviewer(name) => frame.change_prefs(|prefs| prefs.interviewer = name),
            Action::UseWorkspace(folder) => self.use_workspace(folder, shared),
            Action::Reload => shared.content.read(frame),
            Action::MoveRecords => self.move_records(shared),
            Action::AskRestore(copy) => self.ask_restore(copy, frame),
            Action::CopyKey => {
                if let Some(key) = shared.desk.own_key().public() {
                    frame.copy(key.to_string());
                    frame.notices.done("Public key copied");
                }
            }
            Action::Browse(errand) => {
                let start = match errand {
                    Errand::Workspace | Errand::Restore => frame.folder_for_files(),
                    Errand::Records => PathBuf::from(&self.records.text),
                };
                self.file.browse(errand.dialog(), start, errand, frame);
            }
        }
        None
    }

    fn has_form(&self) -> bool {
        self.restoring.is_some() || self.file.form().is_some()
    }

    fn answer(&mut self, answer: FormAnswer, shared: &mut Shared) -> Option<Infallible> {
        if let Some(copy) = self.restoring.take() {
            if answer == FormAnswer::Confirm {
                shared.desk.restore(copy, &mut shared.frame);
            }
            return None;
        }
        let (errand, path) = self.file.answer(answer, &mut shared.frame)?;
        self.take_path(errand, path, shared);
        None
    }

    /// The settings as they are, whatever was typed there before.
    fn enter(&mut self, shared: &mut Shared) {
        (self.workspace, self.records, self.interviewer) = Default::default();
        self.fill(shared);
    }

    fn take_replies(&mut self, must_wait: bool, shared: &mut Shared) -> Vec<Infallible> {
        while let Some((errand, path)) = self.file.picked(must_wait, &mut shared.frame) {
            self.take_path(errand, path, shared);
        }
        Vec::new()
    }
}
