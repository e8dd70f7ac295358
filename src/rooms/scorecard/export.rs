//! A scorecard, or its session, on the way to a file.

use std::path::PathBuf;
use std::sync::Arc;

use super::sent::{self, Sent};
use crate::disk::Access;
use crate::domain::record::SessionRecord;
use crate::domain::scorecard::Disclosure;
use crate::export::fonts::FontSource;
use crate::export::format::Paper;
use crate::export::writing::{Format, scorecard_with};
use crate::frame::dialog::{Chooses, Dialog};
use crate::frame::failure::Failure;
use crate::library::file::session_file;
use crate::library::save::{Expect, SaveError, save};
use crate::shared::carried::pdf_options;

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
    /// The session is in the records: the export is remembered.
    pub is_kept: bool,
    pub paper: Paper,
}

impl CardShown {
    pub fn to(self, path: PathBuf, expect: Expect) -> ExportJob {
        let Self { record, disclosure, is_kept, paper, .. } = self;
        ExportJob { record, disclosure, path, expect, is_kept, paper }
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
    /// The session is in the records: the export is remembered.
    pub is_kept: bool,
    pub paper: Paper,
}

/// What an export is set and signed with, where it is remembered, and when it was made.
pub(super) struct Memory {
    pub fonts: &'static dyn FontSource,
    /// Of the signing key.
    pub keys: PathBuf,
    pub table: PathBuf,
    pub wall_ms: i64,
    pub utc_offset_minutes: i16,
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
    filter: Some(("Scorecard", &["pdf", "xlsx", "md", "csv", "json"])),
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

    pub(super) fn write(&self, memory: Memory) -> Result<Exported, Failure> {
        let (bytes, mut more) = self.bytes(&memory)?;
        match save(&self.path, &bytes, self.expect, Access::Private) {
            Ok(()) => {}
            Err(SaveError::Exists { .. }) => return Ok(Exported::Occupied),
            Err(error) => return Err(error.into()),
        }
        // The file is written: that nobody will be reminded of it is only worth a word.
        if let Err(failure) = self.remember(memory) {
            let words = format!("an amendment will not name it as out of date: {failure}");
            more = Some(more.map_or(words.clone(), |more| format!("{more}; {words}")));
        }
        Ok(Exported::Done(more))
    }

    fn remember(&self, memory: Memory) -> Result<(), Failure> {
        if !self.is_kept {
            return Ok(());
        }
        let Memory { table, wall_ms, utc_offset_minutes, .. } = memory;
        let sent = Sent {
            path: std::path::absolute(&self.path).unwrap_or_else(|_| self.path.clone()),
            session: self.record.id.clone(),
            chain: self.record.chain()?,
            wall_ms,
            utc_offset_minutes,
        };
        sent::remember(&table, sent)
    }

    fn bytes(&self, memory: &Memory) -> Result<(Vec<u8>, Option<String>), Failure> {
        if self.is_session_file() {
            let text = session_file(&self.record.disclosed(self.disclosure))?;
            return Ok((text.into_bytes(), None));
        }
        let failed = |error| Failure::Writing { path: self.path.clone(), error };
        let format = Format::of(&self.path).map_err(failed)?;
        let pdf = pdf_options(self.paper, memory.fonts, Some(&memory.keys));
        let written = scorecard_with(&self.record, self.disclosure, format, pdf).map_err(failed)?;
        let notices: Vec<String> = written.notices.iter().map(ToString::to_string).collect();
        let more = (!notices.is_empty()).then(|| notices.join("; "));
        Ok((written.bytes, more))
    }
}
