//! Everything that can fail and is told to the person, by kind.
//!
//! Code decides by the kind. The words are in `words.rs` beside this file; an error of a lower
//! layer brings its own.

use std::path::PathBuf;

use crate::domain::canonical::CanonicalError;
use crate::domain::ids::{InvalidId, QuestionId};
use crate::domain::level::Seniority;
use crate::domain::set::edit::Refusal;
use crate::export::writing::WritingError;
use crate::keys::KeyError;
use crate::library::save::SaveError;
use crate::library::source::FileProblem;
use crate::records::RecordsError;
use crate::records::backup::BackupError;

#[derive(Debug)]
pub enum Failure {
    Stopped(Thread),
    /// The preferences could not be read in full.
    Settings(String),
    SettingsNotKept(Box<Failure>),
    /// The system refused a file or a folder.
    Disk {
        path: PathBuf,
        reason: String,
    },
    NotAFolder(PathBuf),
    Save(SaveError),
    /// The session could not be written as a file.
    SessionFile(ron::Error),
    Writing {
        path: PathBuf,
        error: WritingError,
    },
    Problems(Vec<FileProblem>),
    /// Workspace content cannot be opened by itself.
    OpenedContent(PathBuf),
    NoDialog(NoDialog),
    NoPath,
    Records(RecordsError),
    NoBackup(BackupError),
    /// A backup, a move or a restore has to wait for steps that are not saved.
    Unsaved(Postponed),
    /// The path typed for the records is not absolute.
    RecordsPath,
    /// What is open could be written neither to the records nor elsewhere.
    NoRescue(Box<Failure>),
    NotKept(NotKept),
    NoInterview(NotKept),
    ReadOnlySession(String),
    /// The session of that candidate is being deleted.
    Deleting(String),
    /// A deleted session is still in this file.
    Leftover(PathBuf),
    /// The step does not fit the session as it stands.
    Refused(&'static str),
    NoUndo(&'static str),
    /// Nothing is signed.
    NoKey(KeyError),
    /// There are no random numbers to protect a text with.
    Unsalted,
    Id(InvalidId),
    Canonical(CanonicalError),
    NoBlueprint(Seniority),
    /// No question fits the role and the time.
    NothingFits {
        seniority: Seniority,
        minutes: u16,
        gaps: Vec<String>,
    },
    /// The made-up interview could not be played.
    NoSample(Box<dyn std::error::Error + Send + Sync>),
    /// The pages of a scorecard could not be made or drawn.
    NoPages(String),
    NoSetChosen,
    /// A change of a set was refused.
    SetEdit(Refusal),
    /// The bank has no other set that is as good.
    NoOtherSet,
    /// The bank has no other question that fits there.
    NoAlternative,
    /// The set names questions that the workspace lacks.
    MissingQuestions {
        title: String,
        missing: Vec<QuestionId>,
    },
    NoRecommendation,
    NoReason,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoDialog(pub String);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Thread {
    Records,
    Files,
    /// Builds sets.
    Assembly,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Postponed {
    Restore,
    Move,
}

/// Why the records keep nothing now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotKept {
    Opening,
    /// A person has to decide first.
    Undecided,
    ReadOnly(String),
    Failed(String),
}

impl From<SaveError> for Failure {
    fn from(error: SaveError) -> Self {
        Self::Save(error)
    }
}

impl From<ron::Error> for Failure {
    fn from(error: ron::Error) -> Self {
        Self::SessionFile(error)
    }
}

impl From<RecordsError> for Failure {
    fn from(error: RecordsError) -> Self {
        Self::Records(error)
    }
}

impl From<CanonicalError> for Failure {
    fn from(error: CanonicalError) -> Self {
        Self::Canonical(error)
    }
}

impl From<InvalidId> for Failure {
    fn from(error: InvalidId) -> Self {
        Self::Id(error)
    }
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        Self::SetEdit(refusal)
    }
}
