//! Failures in words: what failed, what is safe, what to do next.

use std::fmt;

use super::failure::{Failure, NotKept, Postponed, Thread};
use crate::export::writing::WritingError;
use crate::library::source::FileProblem;

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Stopped(Thread::Assembly) => f.write_str(
                "No set can be built any more: close Plumbline and start it again. What was saved is safe",
            ),
            Self::Stopped(thread) => write!(
                f,
                "{thread} can no longer be read or written: close Plumbline and start it again. What was \
                 saved is safe"
            ),
            Self::Settings(words) => f.write_str(words),
            Self::SettingsNotKept(why) => write!(f, "Settings could not be saved: {why}"),
            Self::Disk { path, reason } => write!(f, "{}: {reason}", path.display()),
            Self::NotAFolder(path) => write!(f, "{} is not a folder", path.display()),
            Self::Save(error) => write!(f, "{error}"),
            Self::SessionFile(error) => write!(f, "The session could not be written: {error}"),
            Self::Writing { path, error: error @ WritingError::UnknownEnding } => {
                write!(f, "{}: {error}", path.display())
            }
            Self::Writing { error, .. } => write!(f, "{error}"),
            Self::Problems(problems) => f.write_str(&first_problem(problems)),
            Self::OpenedContent(path) => write!(
                f,
                "{} is not a set, session or question file. If it belongs to a workspace, put it in that \
                 folder",
                path.display()
            ),
            Self::NoDialog(why) => {
                write!(f, "No file dialog opened ({}): type the path instead", why.0)
            }
            Self::NoPath => {
                f.write_str("Type a path for the scorecard, or choose one with Browse")
            }
            Self::Records(error) => write!(f, "{error}"),
            Self::NoBackup(error) => write!(f, "No backup was made: {error}"),
            Self::Unsaved(Postponed::Restore) => {
                f.write_str("Nothing was restored, because some steps are not saved yet: choose Save again first")
            }
            Self::Unsaved(Postponed::Move) => {
                f.write_str("The records were not moved, because some steps are not saved yet: choose Save again first")
            }
            Self::RecordsPath => {
                f.write_str("Type the full path of the new records file")
            }
            Self::NoRescue(why) => write!(
                f,
                "Keep Plumbline open: the records are gone, and open sessions could not be saved elsewhere \
                 either: {why}"
            ),
            Self::NotKept(why) => write!(f, "No session can be changed now: {why}"),
            Self::NoInterview(why) => write!(f, "No interview can be started: {why}"),
            Self::ReadOnlySession(why) => write!(f, "This session is read-only: {why}"),
            Self::Deleting(name) => {
                write!(f, "{name}: this session is being deleted and can't be used")
            }
            Self::Leftover(path) => write!(
                f,
                "The session was deleted, but a copy of it is still in {}: delete that file",
                path.display()
            ),
            Self::Refused(why) => write!(f, "Not recorded: {why}"),
            Self::NoUndo(why) => write!(f, "This can no longer be undone: {why}"),
            Self::NoKey(error) => write!(f, "Submissions are not signed: {error}"),
            Self::Unsalted => f.write_str(
                "Not recorded: this computer supplied no random numbers to protect the text. Close Plumbline \
                 and start it again",
            ),
            Self::Id(error) => write!(f, "{error}"),
            Self::Canonical(error) => write!(f, "{error}"),
            Self::NoBlueprint(seniority) => write!(
                f,
                "The workspace has no blueprint for {}: add one to its files",
                seniority.label()
            ),
            Self::NothingFits { seniority, minutes, gaps } => {
                write!(f, "No {minutes}-minute set for {}", seniority.label())?;
                match gaps.split_first() {
                    None => Ok(()),
                    Some((first, [])) => write!(f, ": {first}"),
                    Some((first, more)) => write!(f, ": {first} (and {} more)", more.len()),
                }
            }
            Self::NoSample(error) => write!(f, "The sample could not be made: {error}"),
            Self::NoPages(why) => {
                write!(f, "The pages cannot be shown ({why}); the scorecard stands here as text")
            }
            Self::NoSetChosen => f.write_str("Choose a question set first"),
            Self::SetEdit(refusal) => write!(f, "The set was not changed: {refusal}"),
            Self::NoOtherSet => f.write_str("No other set was found that fits as well: try another length, or add questions to the bank"),
            Self::NoAlternative => {
                f.write_str("No other question fits here: add one to the bank, or use Add to search")
            }
            Self::MissingQuestions { title, missing } => {
                let names: Vec<&str> = missing.iter().map(|id| id.as_str()).collect();
                write!(
                    f,
                    "“{title}” needs questions that this workspace lacks: {}",
                    names.join(", ")
                )
            }
            Self::NoRecommendation => f.write_str(
                "Choose a recommendation first (“No decision” counts)",
            ),
            Self::NoReason => f.write_str(
                "Add a reason: the hiring manager needs it to decide",
            ),
        }
    }
}

impl fmt::Display for Thread {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Records => "The records",
            Self::Files => "Files",
            Self::Assembly => "Sets",
        })
    }
}

impl fmt::Display for NotKept {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Opening => "the records are still being opened: try again in a moment",
            Self::Undecided => "choose on Home what to do about the records",
            Self::ReadOnly(why) | Self::Failed(why) => why,
        })
    }
}

fn first_problem(problems: &[FileProblem]) -> String {
    let first = problems.first().map_or(String::new(), ToString::to_string);
    match problems.len() {
        0 | 1 => first,
        more => format!("{first} (and {} more: plumbline check lists them)", more - 1),
    }
}
