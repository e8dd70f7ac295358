//! A scorecard, or its session, on the way to a file.

use std::path::PathBuf;
use std::sync::Arc;

use crate::disk::Access;
use crate::domain::record::SessionRecord;
use crate::domain::scorecard::Disclosure;
use crate::export::writing::{self, Format};
use crate::frame::dialog::{Chooses, Dialog};
use crate::frame::failure::Failure;
use crate::library::file::session_file;
use crate::library::save::{Expect, SaveError, save};

/// What became of an export.
pub(super) struct Reply {
    pub job: ExportJob,
    pub result: Result<Exported, Failure>,
}

/// What a path was asked for: until it comes, the screen may go on to something else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Errand {
    pub kind: FileKind,
    pub card: CardShown,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileKind {
    Scorecard,
    Session,
}

/// A scorecard with its export form, as they were when a path was asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CardShown {
    pub record: Arc<SessionRecord>,
    pub disclosure: Disclosure,
    /// What the field of the path said.
    pub path: String,
}

impl CardShown {
    pub fn to(self, path: PathBuf, expect: Expect) -> ExportJob {
        ExportJob { record: self.record, disclosure: self.disclosure, path, expect }
    }
}

/// Everything that decides what the file will hold and where it lies. What the screen shows later
/// changes none of it.
#[derive(Debug, Clone)]
pub struct ExportJob {
    pub record: Arc<SessionRecord>,
    pub disclosure: Disclosure,
    /// The file; its ending names the format.
    pub path: PathBuf,
    /// What may be replaced.
    pub expect: Expect,
}

/// What became of an export that did not fail.
pub(super) enum Exported {
    /// It is on the disk; with what else is to be said of it.
    Done(Option<String>),
    /// A file that holds something else is in its place, and was left alone.
    Occupied,
}

const SCORECARD: Dialog = Dialog {
    title: "Export the scorecard",
    answer: "Save",
    chooses: Chooses::NewFile,
    filter: Some(("Scorecard", &["pdf", "md", "csv", "json"])),
};
const SESSION: Dialog = Dialog {
    title: "Save the session",
    answer: "Save",
    chooses: Chooses::NewFile,
    filter: Some(("Plumbline", &["ron"])),
};

impl FileKind {
    pub fn dialog(self) -> &'static Dialog {
        match self {
            Self::Scorecard => &SCORECARD,
            Self::Session => &SESSION,
        }
    }
}

impl ExportJob {
    /// Whether the whole session is written, rather than a scorecard of it.
    pub fn is_session_file(&self) -> bool {
        self.path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("ron"))
    }

    pub(super) fn write(&self) -> Result<Exported, Failure> {
        let (bytes, more) = self.bytes()?;
        match save(&self.path, &bytes, self.expect, Access::Private) {
            Ok(()) => Ok(Exported::Done(more)),
            Err(SaveError::Exists { .. }) => Ok(Exported::Occupied),
            Err(error) => Err(error.into()),
        }
    }

    fn bytes(&self) -> Result<(Vec<u8>, Option<String>), Failure> {
        if self.is_session_file() {
            let text = session_file(&self.record.disclosed(self.disclosure))?;
            return Ok((text.into_bytes(), None));
        }
        let failed = |error| Failure::Writing { path: self.path.clone(), error };
        let format = Format::of(&self.path).map_err(failed)?;
        let written = writing::scorecard(&self.record, self.disclosure, format).map_err(failed)?;
        let missing = &written.missing_characters;
        let more = (!missing.is_empty()).then(|| writing::missing_words(missing));
        Ok((written.bytes, more))
    }
}
