//! The message at the foot of the window.

use std::path::PathBuf;

use super::failure::Failure;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    pub kind: NoticeKind,
    pub text: String,
    /// A written file, to be opened.
    pub file: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoticeKind {
    Done,
    Undoable,
    /// Something else has to be done first.
    Hint,
    Problem,
}

impl Notice {
    pub fn new(kind: NoticeKind, text: impl Into<String>) -> Self {
        Self { kind, text: text.into(), file: None }
    }
}

/// The last message, while it stands.
#[derive(Debug, Default)]
pub struct Notices(Option<Notice>);

impl Notices {
    pub fn shown(&self) -> Option<&Notice> {
        self.0.as_ref()
    }

    pub fn show(&mut self, notice: Notice) {
        self.0 = Some(notice);
    }

    pub fn done(&mut self, text: impl Into<String>) {
        self.show(Notice::new(NoticeKind::Done, text));
    }

    /// With a way to open the file.
    pub fn written(&mut self, text: impl Into<String>, file: PathBuf) {
        self.show(Notice { file: Some(file), ..Notice::new(NoticeKind::Done, text) });
    }

    pub fn undoable(&mut self, text: impl Into<String>) {
        self.show(Notice::new(NoticeKind::Undoable, text));
    }

    pub fn hint(&mut self, text: impl Into<String>) {
        self.show(Notice::new(NoticeKind::Hint, text));
    }

    /// The one place that tells a failure.
    pub fn fail(&mut self, failure: impl Into<Failure>) {
        self.show(Notice::new(NoticeKind::Problem, failure.into().to_string()));
    }

    pub fn clear(&mut self) {
        self.0 = None;
    }
}
