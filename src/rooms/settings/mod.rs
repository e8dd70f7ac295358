//! Preferences: the look, the interviewer, the workspace, the records.

#[cfg(feature = "gui")]
pub mod view;

use std::convert::Infallible;
use std::path::{Path, PathBuf};

use super::Room;
use crate::frame::Frame;
use crate::frame::dialog::{Chooses, Dialog, PathForm, Picked};
use crate::frame::focus::Focus;
use crate::frame::prefs::ThemeChoice;
use crate::frame::work::Inbox;
use crate::records::backup::Copy;
use crate::shared::Shared;
use crate::shared::desk::Desk;

pub struct Settings {
    pub workspace: Field,
    pub records: Field,
    /// The interviewer's name, once it was touched.
    pub interviewer: Option<String>,
    pub form: Option<Form>,
    inbox: Inbox<Reply>,
}

/// A field for how something is. What is being changed keeps its text.
#[derive(Debug, Default)]
pub struct Field {
    pub text: String,
    /// What the field said when it was filled in or submitted; it says something else only while
    /// somebody is changing it.
    settled: String,
}

/// What is asked over the settings.
#[derive(Debug)]
pub enum Form {
    /// Whether the records are to be restored from this.
    Restore(Copy),
    Path(PathForm<Errand>),
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
    Confirm,
    Dismiss,
}

enum Reply {
    Picked(Picked<Errand>),
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
            form: None,
            inbox: frame.inbox(),
        }
    }

    /// Fills in how things are now.
    pub fn fill(&mut self, desk: &Desk, frame: &Frame) {
        let workspace = frame.workspace().map(|folder| folder.display().to_string());
        self.workspace.fill(workspace.unwrap_or_default());
        self.records.fill(desk.store().path().display().to_string());
    }

    fn ask(&mut self, form: Form, frame: &mut Frame) {
        self.form = Some(form);
        frame.focus = Some(Focus::First);
    }

    /// Where a dialog begins.
    fn start_of(&self, errand: Errand, frame: &Frame) -> PathBuf {
        match errand {
            Errand::Workspace | Errand::Restore => frame.folder_for_files(),
            Errand::Records => PathBuf::from(&self.records.text),
        }
    }

    fn browse(&mut self, errand: Errand, frame: &mut Frame) {
        self.form = None;
        let start = self.start_of(errand, frame);
        frame.pick(errand.dialog(), &start, errand, self.inbox.replies(), Reply::Picked);
    }

    fn take_path(&mut self, errand: Errand, path: PathBuf, shared: &mut Shared, frame: &mut Frame) {
        match errand {
            Errand::Workspace => self.use_workspace(Some(path), shared, frame),
            Errand::Records => {
                self.records.text = path.display().to_string();
                self.move_records(&mut shared.desk, frame);
            }
            Errand::Restore => {
                let name = path.display().to_string();
                self.ask(Form::Restore(Copy { path, name }), frame);
            }
        }
    }

    fn use_workspace(&mut self, folder: Option<PathBuf>, shared: &mut Shared, frame: &mut Frame) {
        if Path::new(self.workspace.text.trim()) == folder.as_deref().unwrap_or(Path::new("")) {
            self.workspace.submit();
        }
        shared.content.enter(folder, frame);
    }

    fn move_records(&mut self, desk: &mut Desk, frame: &mut Frame) {
        self.records.submit();
        desk.move_records(PathBuf::from(self.records.text.trim()), frame);
    }
}

impl Room for Settings {
    type Action = Action;
    type Outcome = Infallible;

    fn update(
        &mut self,
        action: Action,
        shared: &mut Shared,
        frame: &mut Frame,
    ) -> Option<Infallible> {
        match action {
            Action::SetTheme(theme) => frame.set_theme(theme),
            Action::SetScale(percent) => frame.set_scale(percent),
            Action::SetInterviewer(name) => frame.change_prefs(|prefs| prefs.interviewer = name),
            Action::UseWorkspace(folder) => self.use_workspace(folder, shared, frame),
            Action::Reload => shared.content.read(frame),
            Action::MoveRecords => self.move_records(&mut shared.desk, frame),
            Action::AskRestore(copy) => self.ask(Form::Restore(copy), frame),
            Action::Browse(errand) => self.browse(errand, frame),
            Action::Confirm => match self.form.take()? {
                Form::Restore(copy) => shared.desk.restore(copy, frame),
                Form::Path(form) => {
                    let (errand, path) = form.answered()?;
                    self.take_path(errand, path, shared, frame);
                }
            },
            Action::Dismiss => self.form = None,
        }
        None
    }

    fn answer(&self) -> Option<Action> {
        Some(Action::Confirm)
    }

    /// The settings as they are, whatever was typed there before.
    fn enter(&mut self, shared: &mut Shared, frame: &mut Frame) {
        (self.workspace, self.records, self.interviewer) = Default::default();
        self.fill(&shared.desk, frame);
    }

    fn take_replies(
        &mut self,
        must_wait: bool,
        shared: &mut Shared,
        frame: &mut Frame,
    ) -> Vec<Infallible> {
        while let Some(Reply::Picked(picked)) = self.inbox.next(|Reply::Picked(picked)| {
            !(must_wait || self.form.is_some()) || matches!(picked.path, Ok(None))
        }) {
            let errand = picked.errand;
            match picked.path {
                Ok(None) => {}
                Ok(Some(path)) => {
                    frame.remember_folder(&path);
                    self.take_path(errand, path, shared, frame);
                }
                Err(why) => {
                    let start = self.start_of(errand, frame);
                    self.form = Some(Form::Path(PathForm::new(errand.dialog(), &start, errand)));
                    frame.ask_for_path(why);
                }
            }
        }
        Vec::new()
    }

    fn has_form(&self) -> bool {
        self.form.is_some()
    }

    fn drop_form(&mut self) {
        self.form = None;
    }
}
