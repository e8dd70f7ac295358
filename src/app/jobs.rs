//! What is done off the window's thread, and what comes back from it.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::action::SessionAct;
use super::errand::Errand;
use crate::disk::{Access, disk_reason};
use crate::domain::assemble::{Request, assemble};
use crate::domain::bank::Bank;
use crate::domain::ids::SessionId;
use crate::domain::level::Seniority;
use crate::domain::question::Question;
use crate::domain::record::SessionRecord;
use crate::domain::scorecard::Disclosure;
use crate::domain::set::QuestionSet;
use crate::export::writing::{self, Format};
use crate::frame::prefs::Prefs;
use crate::library::document::Document;
use crate::library::file::session_file;
use crate::library::load::{Library, read_file, read_session};
use crate::library::save::{Expect, SaveError, save};
use crate::library::source::FileProblem;
use crate::records::Batch;
use crate::records::sqlite::SqliteStore;
use crate::records::vault::{Leftovers, Loaded};
use crate::shared::demo;
use crate::shared::desk::keeper::{RecordsReply, WriteFailure};

/// What came back. Requests are numbered, so that a late reply is told from one that is still wanted;
/// how is written down in `update/replies.rs`.
#[derive(Debug)]
pub enum Reply {
    /// Of the records as a whole.
    Records(RecordsReply),
    /// A write came to an end.
    Written {
        /// The session.
        id: SessionId,
        /// What was written.
        batch: Batch,
        /// Whether it is on the disk, and why it has no second copy.
        result: Result<Option<String>, WriteFailure>,
    },
    /// A session was read.
    Loaded {
        /// Which request.
        request: u64,
        /// What for.
        act: SessionAct,
        /// The session.
        id: SessionId,
        /// Its record.
        result: Result<Box<Loaded>, String>,
    },
    /// A session was deleted, or not.
    Deleted {
        /// The session.
        id: SessionId,
        /// Whether it is gone, and the copies that still hold it.
        result: Result<Leftovers, String>,
    },
    /// The folder of a workspace was looked up.
    WorkspaceFound {
        /// Which request.
        request: u64,
        /// Its real path; none for the built-in one.
        result: Result<Option<PathBuf>, String>,
    },
    /// The workspace was read.
    Library {
        /// Which request.
        request: u64,
        /// What is in it.
        library: Box<Library>,
    },
    /// A set was proposed.
    Proposed {
        /// Which request.
        request: u64,
        /// The set and its gaps.
        result: Result<(QuestionSet, Vec<String>), String>,
    },
    /// A set was written, or not.
    SetWritten {
        /// The set.
        set: Box<QuestionSet>,
        /// The file.
        path: PathBuf,
        /// Whether it is on the disk.
        result: Result<(), String>,
    },
    /// A scorecard was exported, or not.
    CardWritten {
        /// What was to be written, and where.
        job: ExportJob,
        /// What became of it.
        result: CardWritten,
    },
    /// A file was opened, or not.
    FileOpened {
        /// Which request.
        request: u64,
        /// The file.
        path: PathBuf,
        /// What is in it.
        result: Result<Opened, String>,
    },
    /// The sample session was played.
    Sample {
        /// Which request.
        request: u64,
        /// Its record.
        result: Result<Box<SessionRecord>, String>,
    },
    /// A file dialog was closed.
    Picked {
        /// What it was opened for.
        errand: Errand,
        /// The choice; none where it was put away.
        result: Result<Option<PathBuf>, String>,
    },
    /// The preferences were written, or not.
    PrefsWritten {
        /// Whether they are on the disk.
        result: Result<(), String>,
    },
}

/// What an opened file holds.
#[derive(Debug)]
pub enum Opened {
    /// A session.
    Session(Box<SessionRecord>),
    /// A set.
    Set(QuestionSet),
    /// Questions.
    Bank(Vec<Question>),
}

/// Reads a workspace; without one, the built-in content with the sets saved beside it.
pub fn read_library(workspace: Option<&Path>, own_sets: &Path) -> Library {
    match workspace {
        Some(folder) => Library::open(folder),
        None => Library::shipped_with(own_sets),
    }
}

/// What is asked of a proposal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wish {
    /// The role.
    pub seniority: Seniority,
    /// The whole interview, in minutes.
    pub minutes: u16,
    /// Which of equally good sets.
    pub seed: u64,
}

/// Proposes a set.
pub fn propose(bank: &Bank, wish: Wish) -> Result<(QuestionSet, Vec<String>), String> {
    let Wish { seniority, minutes, seed } = wish;
    let blueprint = bank.blueprint(seniority).ok_or_else(|| {
        format!("The workspace has no blueprint for {}: add one to its files", seniority.label())
    })?;
    let request = Request { blueprint, minutes, seed, exclude: &Default::default() };
    let proposal = assemble(bank, request);
    if proposal.set.items.is_empty() {
        return Err(format!(
            "No question fits {} in {minutes} minutes: {}",
            seniority.label(),
            proposal.gaps.join("; ")
        ));
    }
    Ok((proposal.set, proposal.gaps))
}

/// A scorecard, or its session, on the way to a file: everything that decides what the file will hold
/// and where it lies. What the screen shows later changes none of it.
#[derive(Debug, Clone)]
pub struct ExportJob {
    /// The session.
    pub record: Arc<SessionRecord>,
    /// What of it leaves the program.
    pub disclosure: Disclosure,
    /// The file; its ending names the format.
    pub path: PathBuf,
    /// What may be replaced.
    pub expect: Expect,
}

/// What an export came to.
#[derive(Debug)]
pub enum CardWritten {
    /// It is on the disk; with what else is to be said of it.
    Done(Option<String>),
    /// A file that holds something else is in its place, and was left alone.
    Occupied,
    /// It could not be written.
    Failed(String),
}

/// Writes a scorecard, or its session.
pub fn write_card(job: &ExportJob) -> CardWritten {
    match card_bytes(&job.record, job.disclosure, &job.path) {
        Err(message) => CardWritten::Failed(message),
        Ok((bytes, more)) => match save(&job.path, &bytes, job.expect, Access::Private) {
            Ok(()) => CardWritten::Done(more),
            Err(SaveError::Exists { .. }) => CardWritten::Occupied,
            Err(error) => CardWritten::Failed(error.to_string()),
        },
    }
}

fn card_bytes(
    record: &SessionRecord,
    disclosure: Disclosure,
    path: &Path,
) -> Result<(Vec<u8>, Option<String>), String> {
    if path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("ron")) {
        let text = session_file(&record.disclosed(disclosure)).map_err(|e| e.to_string())?;
        return Ok((text.into_bytes(), None));
    }
    let format = Format::of(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let written = writing::scorecard(record, disclosure, format).map_err(|e| e.to_string())?;
    let missing = &written.missing_characters;
    let more = (!missing.is_empty()).then(|| writing::missing_words(missing));
    Ok((written.bytes, more))
}

/// Writes authored content, and its folder where it is missing.
pub fn write_text(text: &str, path: &Path, expect: Expect) -> Result<(), String> {
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        fs::create_dir_all(folder)
            .map_err(|error| format!("{}: {}", folder.display(), disk_reason(&error)))?;
    }
    save(path, text.as_bytes(), expect, Access::Shared).map_err(|error| error.to_string())
}

/// Opens a set, a session or a bank.
pub fn open_file(path: &Path) -> Result<Opened, String> {
    if path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("pdf")) {
        return Err(format!(
            "{} is a scorecard's page: read it in a PDF viewer, or open the session's .ron file \
             here",
            path.display()
        ));
    }
    match read_file(path).map_err(|problems| first_problem(&problems))? {
        Document::Session(_) => {
            let session = read_session(path).map_err(|problems| first_problem(&problems))?;
            Ok(Opened::Session(Box::new(session)))
        }
        Document::Set(set) => Ok(Opened::Set(set)),
        Document::Bank(questions) => {
            Ok(Opened::Bank(questions.into_iter().map(|(_, question)| question).collect()))
        }
        Document::Competencies(..) | Document::Blueprint(_) => Err(format!(
            "{} holds neither a set nor a session nor questions: put it into the workspace's folder",
            path.display()
        )),
    }
}

fn first_problem(problems: &[FileProblem]) -> String {
    let first = problems.first().map_or(String::new(), ToString::to_string);
    match problems.len() {
        0 | 1 => first,
        more => format!("{first} (and {} more: plumbline check lists them)", more - 1),
    }
}

/// Plays the demo's interview on the shipped content; nothing of it is kept.
pub fn sample_session() -> Result<Box<SessionRecord>, String> {
    let folder = tempfile::tempdir().map_err(|error| disk_reason(&error))?;
    let path = folder.path().join("records.sqlite");
    let mut store = SqliteStore::open(&path).map_err(|error| error.to_string())?;
    let demo = demo::play(&Library::shipped().bank, &mut store).map_err(|e| e.to_string())?;
    Ok(Box::new(demo.record))
}

/// The real path of a workspace's folder, so that its records are found whatever link led to it.
pub fn find_workspace(folder: &Path) -> Result<PathBuf, String> {
    let real = fs::canonicalize(folder)
        .map_err(|error| format!("{}: {}", folder.display(), disk_reason(&error)))?;
    if real.is_dir() { Ok(real) } else { Err(format!("{} is not a folder", folder.display())) }
}

/// Writes the preferences.
pub fn write_prefs(prefs: &Prefs, path: &Path) -> Result<(), String> {
    prefs.write(path).map_err(|error| format!("The preferences could not be kept: {error}"))
}
