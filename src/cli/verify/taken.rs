//! A file taken apart: whether it is as it was written, and the session in it.

use std::fs;
use std::path::Path;

use crate::cli::commands::{Result, stop, stop_all};
use crate::disk::disk_reason;
use crate::domain::record::SessionRecord;
use crate::domain::signing::StepSignature;
use crate::domain::verify::FileState;
use crate::export::pdf::checksums;
use crate::library::load::read_session_with_problems;
use crate::library::source::FileProblem;
use crate::shared::carried::{is_pdf, session_in};

pub(super) struct Taken {
    pub state: FileState,
    pub record: Option<SessionRecord>,
    /// The signature over the file itself, where its kind has one.
    pub export: Option<StepSignature>,
}

/// One arm for each kind of file.
pub(super) fn take_apart(path: &Path) -> Result<Taken> {
    if is_pdf(path) { pdf(path) } else { session(path) }
}

/// A session file is unchanged while its chain, its seal, its set and its texts fit each other.
fn session(path: &Path) -> Result<Taken> {
    let (record, problems) = read_session_with_problems(path).map_err(stop_all)?;
    let state = if problems.is_empty() {
        FileState::Unchanged
    } else {
        FileState::Changed { what: problems.iter().map(FileProblem::to_string).collect() }
    };
    Ok(Taken { state, record: Some(record), export: None })
}

/// A scorecard, whose objects are compared with its checksums and whose attachment is the session.
fn pdf(path: &Path) -> Result<Taken> {
    let bytes = fs::read(path)
        .map_err(|error| stop(format!("{}: {}", path.display(), disk_reason(&error))))?;
    let checked =
        checksums::read(&bytes).map_err(|why| stop(format!("{}: {why}", path.display())))?;
    let mut state = checked.state;
    let mut record = None;
    if let Some(session) = checked.session {
        match session_in(path, &session) {
            Ok((read, problems)) => {
                record = Some(read);
                add(&mut state, problems);
            }
            Err(problems) => add(&mut state, problems),
        }
    }
    Ok(Taken { state, record, export: checked.claims.map(|claims| claims.signature) })
}

/// A session that contradicts itself was changed, whatever the file around it says.
fn add(state: &mut FileState, problems: Vec<FileProblem>) {
    if problems.is_empty() {
        return;
    }
    let found = problems.iter().map(|problem| format!("attached session: {}", problem.message));
    match state {
        FileState::Changed { what } => what.extend(found),
        state => *state = FileState::Changed { what: found.collect() },
    }
}
