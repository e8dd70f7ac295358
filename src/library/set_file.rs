//! The file of a set, as it was when somebody last looked: written over only while it still is.

use std::fs;
use std::path::{Path, PathBuf};

use super::document::Document;
use super::file::set_file;
use super::folder::read_source;
use super::part::Part;
use super::save::{Expect, SaveError, save, unchanged_bytes};
use super::source::{FileProblem, Source, fingerprint};
use crate::disk::{Access, disk_reason, sync_folder};
use crate::domain::canonical::Digest;
use crate::domain::check::check_set_itself;
use crate::domain::set::QuestionSet;

/// Where a set lies, and the bytes that it was read from or written as.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetFile {
    pub path: PathBuf,
    pub bytes: Digest,
}

/// A file that was removed, with what it takes to put it back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RemovedFile {
    path: PathBuf,
    bytes: Vec<u8>,
}

impl SetFile {
    pub(super) fn of(source: &Source) -> Self {
        Self { path: source.path.clone(), bytes: fingerprint(source.text.as_bytes()) }
    }
}

/// The set of a file; questions that no bank has are not looked for.
pub fn read_set(path: &Path) -> Result<(QuestionSet, SetFile), Vec<FileProblem>> {
    let mut part = Part::read(read_source(path).map_err(|problem| vec![problem])?);
    let set = match part.document.take() {
        Some(Document::Set(set)) => set,
        Some(_) => return Err(vec![FileProblem::whole(path, "this is not a set file")]),
        None => return Err(part.problems),
    };
    let mut problems = part.outline.locate(&part.source, check_set_itself(&set));
    problems.append(&mut part.problems);
    problems.sort();
    if problems.is_empty() { Ok((set, SetFile::of(&part.source))) } else { Err(problems) }
}

/// Writes a set into a file that is new, or whatever else `expect` allows.
pub fn write_set(set: &QuestionSet, path: &Path, expect: Expect) -> Result<SetFile, SaveError> {
    let text = set_file(set);
    save(path, text.as_bytes(), expect, Access::Shared)?;
    Ok(SetFile { path: path.to_owned(), bytes: fingerprint(text.as_bytes()) })
}

/// Writes a set over the file it came from; refused where somebody changed or removed that since.
pub fn rewrite_set(set: &QuestionSet, file: &SetFile) -> Result<SetFile, SaveError> {
    write_set(set, &file.path, Expect::Unchanged(file.bytes))
}

/// Removes the file of a set; refused where somebody changed it since.
pub fn remove_set(file: &SetFile) -> Result<RemovedFile, SaveError> {
    let bytes = unchanged_bytes(&file.path, file.bytes)?;
    fs::remove_file(&file.path).map_err(|error| SaveError::Disk {
        path: file.path.clone(),
        reason: disk_reason(&error),
    })?;
    if let Some(folder) = file.path.parent() {
        sync_folder(folder);
    }
    Ok(RemovedFile { path: file.path.clone(), bytes })
}

impl RemovedFile {
    /// Writes the very bytes again; refused where another file has taken the name.
    pub fn put_back(&self) -> Result<SetFile, SaveError> {
        save(&self.path, &self.bytes, Expect::Nothing, Access::Shared)?;
        Ok(SetFile { path: self.path.clone(), bytes: fingerprint(&self.bytes) })
    }
}
