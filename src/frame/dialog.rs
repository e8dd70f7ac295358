//! Files and folders chosen in a dialog of the system, or by typing the path.

use std::path::{Path, PathBuf};

use super::Frame;
use super::failure::{Failure, NoDialog};
use super::focus::Focus;
use super::work::Inbox;

/// What a path is asked for.
#[derive(Debug, PartialEq, Eq)]
pub struct Dialog {
    pub title: &'static str,
    /// Button of the typed form.
    pub answer: &'static str,
    pub chooses: Chooses,
    /// A name for the kind of file, and its endings.
    pub filter: Option<(&'static str, &'static [&'static str])>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Chooses {
    File,
    Folder,
    /// A file that is to be written.
    NewFile,
}

/// What a person answers to a form over the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FormAnswer {
    Confirm,
    /// Close it, nothing done.
    Dismiss,
    /// Choose the path in a dialog instead.
    Browse,
}

/// A path that is asked for, and what is to be done with it.
#[derive(Debug)]
pub struct PathForm<E> {
    pub dialog: &'static Dialog,
    /// What is typed.
    pub path: String,
    /// Where a dialog begins.
    start: PathBuf,
    errand: E,
}

/// Asks for paths: in a dialog of the system, or in a form of our own.
pub struct PathAsker<E> {
    form: Option<PathForm<E>>,
    inbox: Inbox<Picked<E>>,
}

/// The answer of a file dialog: none where the person put it away.
struct Picked<E>(PathForm<E>, Result<Option<PathBuf>, NoDialog>);

impl<E: Send + 'static> PathAsker<E> {
    pub fn new(frame: &Frame) -> Self {
        Self { form: None, inbox: frame.inbox() }
    }

    pub fn form(&self) -> Option<&PathForm<E>> {
        self.form.as_ref()
    }

    pub fn form_mut(&mut self) -> Option<&mut PathForm<E>> {
        self.form.as_mut()
    }

    /// Opens the form; where a new file is to be named, `start` is proposed.
    pub fn ask(&mut self, dialog: &'static Dialog, start: PathBuf, errand: E, frame: &mut Frame) {
        let path = match dialog.chooses {
            Chooses::NewFile => start.display().to_string(),
            Chooses::File | Chooses::Folder => String::new(),
        };
        self.form = Some(PathForm { dialog, path, start, errand });
        frame.focus = Some(Focus::First);
    }

    /// Opens a file dialog that begins at `start`.
    pub fn browse(
        &mut self,
        dialog: &'static Dialog,
        start: PathBuf,
        errand: E,
        frame: &mut Frame,
    ) {
        self.pick(PathForm { dialog, path: String::new(), start, errand }, frame);
    }

    /// Closes the form. Gives what was typed, with what is to be done; or opens a dialog in its place.
    pub fn answer(&mut self, answer: FormAnswer, frame: &mut Frame) -> Option<(E, PathBuf)> {
        let form = self.form.take()?;
        match answer {
            FormAnswer::Confirm => {
                let path = form.path.trim();
                (!path.is_empty()).then(|| (form.errand, PathBuf::from(path)))
            }
            FormAnswer::Dismiss => None,
            FormAnswer::Browse => {
                self.pick(form, frame);
                None
            }
        }
    }

    /// A path that was chosen in a dialog; the dialog has asked whether to replace a file. Where none
    /// could be opened the form opens, unless another form is open and it `must_wait`.
    pub fn picked(&mut self, must_wait: bool, frame: &mut Frame) -> Option<(E, PathBuf)> {
        let is_wanted = |Picked(_, path): &Picked<E>| path.is_ok() || !must_wait;
        while let Some(Picked(form, path)) = self.inbox.next(is_wanted) {
            match path {
                Ok(None) => {}
                Ok(Some(path)) => {
                    frame.remember_folder(&path);
                    return Some((form.errand, path));
                }
                Err(why) => {
                    self.ask(form.dialog, form.start, form.errand, frame);
                    frame.notices.fail(Failure::NoDialog(why));
                    return None;
                }
            }
        }
        None
    }

    pub fn close(&mut self) {
        self.form = None;
    }

    fn pick(&mut self, form: PathForm<E>, frame: &mut Frame) {
        let (dialog, start) = (form.dialog, form.start.clone());
        let replies = self.inbox.replies();
        frame.open_dialog(Pick::new(dialog, &start, move |path| replies.send(Picked(form, path))));
    }
}

/// Effects for the window.
pub enum Effect {
    Pick(Pick),
    ToggleFullScreen,
    /// A small window above the others, or the usual one again.
    Small(bool),
    Copy(String),
    TakeKeyboard,
    Close,
}

type Answer = Box<dyn FnOnce(Result<Option<PathBuf>, NoDialog>) + Send>;

/// A file dialog for the window to open.
pub struct Pick {
    pub dialog: &'static Dialog,
    pub folder: Option<PathBuf>,
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

    /// Answers whoever asked.
    pub fn answer(self, path: Result<Option<PathBuf>, NoDialog>) {
        (self.answer)(path);
    }
}
