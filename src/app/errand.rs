//! What a path is asked for.

use std::path::PathBuf;
use std::sync::Arc;

use super::jobs::ExportJob;
use crate::domain::record::SessionRecord;
use crate::domain::scorecard::Disclosure;
use crate::domain::set::QuestionSet;
use crate::library::save::Expect;

/// What a path was asked for, with what is to be written there: until the path comes, the screen may
/// go on to something else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Errand {
    /// To open any file that can be opened.
    OpenFile,
    /// To write this scorecard.
    Scorecard(CardShown),
    /// To write the session of this scorecard.
    SaveSession(CardShown),
    /// To write this set.
    SaveSet(Box<QuestionSet>),
    /// To use a folder as the workspace.
    Workspace,
    /// To move the records.
    Records,
    /// To use the records that lie there.
    LocateRecords,
    /// To restore the records from it.
    RestoreRecords,
}

/// A scorecard with its export form, as they were when a path was asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CardShown {
    /// The session.
    pub record: Arc<SessionRecord>,
    /// What was to leave the program.
    pub disclosure: Disclosure,
    /// What the field of the path said.
    pub path: String,
}

impl CardShown {
    /// Its export to a path.
    pub fn to(self, path: PathBuf, expect: Expect) -> ExportJob {
        ExportJob { record: self.record, disclosure: self.disclosure, path, expect }
    }
}

impl Errand {
    /// What for, without what is to be written.
    pub fn purpose(&self) -> Purpose {
        match self {
            Self::OpenFile => Purpose::OpenFile,
            Self::Scorecard(_) => Purpose::Scorecard,
            Self::SaveSession(_) => Purpose::SaveSession,
            Self::SaveSet(_) => Purpose::SaveSet,
            Self::Workspace => Purpose::Workspace,
            Self::Records => Purpose::Records,
            Self::LocateRecords => Purpose::LocateRecords,
            Self::RestoreRecords => Purpose::RestoreRecords,
        }
    }
}

/// What a file dialog is opened for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// Any file that can be opened.
    OpenFile,
    /// The scorecard's file.
    Scorecard,
    /// A set's file.
    SaveSet,
    /// A session's file.
    SaveSession,
    /// The workspace's folder.
    Workspace,
    /// The records' new place.
    Records,
    /// Where the records lie now.
    LocateRecords,
    /// A backup to restore the records from.
    RestoreRecords,
}

impl Purpose {
    /// Whether something that is there already is chosen, rather than a name for something new.
    pub fn is_of_what_is_there(self) -> bool {
        matches!(
            self,
            Self::OpenFile | Self::Workspace | Self::LocateRecords | Self::RestoreRecords
        )
    }

    /// The heading of the dialog.
    pub fn title(self) -> &'static str {
        match self {
            Self::OpenFile => "Open a set, a session or questions",
            Self::Scorecard => "Export the scorecard",
            Self::SaveSet => "Save the set",
            Self::SaveSession => "Save the session",
            Self::Workspace => "Use a folder as the workspace",
            Self::Records => "Move the records",
            Self::LocateRecords => "Locate the records file",
            Self::RestoreRecords => "Restore the records from a file",
        }
    }
}

/// A file dialog to be opened by the window.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pick {
    /// What for.
    pub errand: Errand,
    /// The heading.
    pub title: &'static str,
    /// Where it begins.
    pub folder: Option<PathBuf>,
    /// The name it proposes.
    pub file_name: String,
}
