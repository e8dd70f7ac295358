//! Files and folders chosen by a person: in a dialog of the system, or by typing the path.

use std::path::{Path, PathBuf};

/// What a path is asked for.
#[derive(Debug, PartialEq, Eq)]
pub struct Dialog {
    pub title: &'static str,
    /// What the button of the typed form says.
    pub answer: &'static str,
    pub chooses: Chooses,
    /// A name for the kind of file, and the endings of its files.
    pub filter: Option<(&'static str, &'static [&'static str])>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Chooses {
    /// A file that is there.
    File,
    /// A folder that is there.
    Folder,
    /// A name for a file that is to be written.
    NewFile,
}

/// The form in which a path is typed, with what is to be done with it.
#[derive(Debug)]
pub struct PathForm<E> {
    pub dialog: &'static Dialog,
    pub path: String,
    pub errand: E,
}

impl<E> PathForm<E> {
    /// The form, with a proposed path in it where a new file is to be named.
    pub fn new(dialog: &'static Dialog, proposed: &Path, errand: E) -> Self {
        let path = match dialog.chooses {
            Chooses::NewFile => proposed.display().to_string(),
            Chooses::File | Chooses::Folder => String::new(),
        };
        Self { dialog, path, errand }
    }

    /// What is to be done, and the path for it; `None` while nothing is typed.
    pub fn answered(self) -> Option<(E, PathBuf)> {
        let path = self.path.trim();
        (!path.is_empty()).then(|| (self.errand, PathBuf::from(path)))
    }
}

/// The answer of a file dialog.
#[derive(Debug)]
pub struct Picked<E> {
    /// What the dialog was opened for.
    pub errand: E,
    /// The choice; none where the person put the dialog away.
    pub path: Result<Option<PathBuf>, NoDialog>,
}

/// Why no dialog could be opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoDialog(pub String);

/// What only the window can do.
pub enum Effect {
    Pick(Pick),
    Close,
}

type Answer = Box<dyn FnOnce(Result<Option<PathBuf>, NoDialog>) + Send>;

/// A file dialog to be opened by the window.
pub struct Pick {
    pub dialog: &'static Dialog,
    /// Where it begins.
    pub folder: Option<PathBuf>,
    /// The name it proposes.
    pub file_name: String,
    answer: Answer,
}

impl Pick {
    pub fn new(
        dialog: &'static Dialog,
        start: &Path,
        answer: impl FnOnce(Result<Option<PathBuf>, NoDialog>) + Send + 'static,
    ) -> Self {
        let (folder, file_name) = match dialog.chooses {
            Chooses::NewFile => (start.parent(), start.file_name()),
            Chooses::File | Chooses::Folder => (Some(start), None),
        };
        Self {
            dialog,
            folder: folder.filter(|folder| folder.is_absolute()).map(Path::to_owned),
            file_name: file_name.map_or(String::new(), |name| name.to_string_lossy().into_owned()),
            answer: Box::new(answer),
        }
    }

    /// Gives the answer to whoever asked.
    pub fn answer(self, path: Result<Option<PathBuf>, NoDialog>) {
        (self.answer)(path);
    }
}
