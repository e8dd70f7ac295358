//! Files as texts: which lie below a folder, and what is in one.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use super::source::{Fault, FileProblem, Source, Span};

/// The largest file that is read, in bytes.
pub const MAX_FILE_BYTES: u64 = 32 * 1024 * 1024;

/// Reads one file; a folder, a device, a huge file and text that is not UTF-8 are refused with the
/// reason.
pub fn read_source(path: &Path) -> Result<Source, FileProblem> {
    read_source_up_to(path, MAX_FILE_BYTES)
}

/// Reads one file of at most so many bytes, as [`read_source`] does.
pub fn read_source_up_to(path: &Path, most: u64) -> Result<Source, FileProblem> {
    let bytes = read_bytes(path, most)?;
    String::from_utf8(bytes).map(|text| Source::new(path, text)).map_err(|error| {
        let valid = error.utf8_error().valid_up_to();
        let head = String::from_utf8_lossy(error.as_bytes().get(..valid).unwrap_or_default());
        let fault = Fault::new(Span::at(valid), "the file is not UTF-8 text from here on");
        Source::new(path, head.into_owned()).error(fault.with_hint("save it as UTF-8"))
    })
}

/// The bytes of a file that has at most so many; a folder and a device are refused with the reason.
pub fn read_bytes(path: &Path, most: u64) -> Result<Vec<u8>, FileProblem> {
    let refuse = |message: &str| Err(FileProblem::whole(path, message));
    let problem = |error: io::Error| read_failure(path, &error);
    let about = fs::metadata(path).map_err(problem)?;
    if about.is_dir() {
        return refuse("this is a folder, not a file");
    }
    if !about.is_file() {
        return refuse("this is a device or a pipe, not a file");
    }
    let too_large = || {
        let megabytes = most / (1024 * 1024);
        refuse(&format!("the file is larger than {megabytes} MB and was not read"))
    };
    if about.len() > most {
        return too_large();
    }
    let mut bytes = Vec::with_capacity(usize::try_from(about.len()).unwrap_or(0) + 1);
    let file = fs::File::open(path).map_err(problem)?;
    // It may have grown since.
    file.take(most + 1).read_to_end(&mut bytes).map_err(problem)?;
    if bytes.len() as u64 > most { too_large() } else { Ok(bytes) }
}

/// Every `.ron` file below a folder in the order of their paths, and what could not be listed.
pub(super) fn list_folder(folder: &Path) -> (Vec<PathBuf>, Vec<FileProblem>) {
    let mut listing = Listing::default();
    listing.add(folder);
    listing.paths.sort();
    (listing.paths, listing.problems)
}

#[derive(Default)]
struct Listing {
    paths: Vec<PathBuf>,
    problems: Vec<FileProblem>,
    /// The folders and files listed so far, by their real paths.
    seen: BTreeSet<PathBuf>,
}

impl Listing {
    /// Links are followed, but nothing is listed twice.
    fn add(&mut self, folder: &Path) {
        if !self.seen.insert(real_path(folder)) {
            return;
        }
        let entries = fs::read_dir(folder).and_then(Iterator::collect::<io::Result<Vec<_>>>);
        let entries = match entries {
            Ok(entries) => entries,
            Err(error) => return self.problems.push(read_failure(folder, &error)),
        };
        for entry in entries {
            let path = entry.path();
            if entry.file_name().to_string_lossy().starts_with('.') {
                continue;
            }
            if path.is_dir() {
                self.add(&path);
            } else if is_ron(&path) && self.seen.insert(real_path(&path)) {
                self.paths.push(path);
            }
        }
    }
}

pub(super) fn real_path(path: &Path) -> PathBuf {
    fs::canonicalize(path).unwrap_or_else(|_| path.to_owned())
}

pub(super) fn is_ron(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("ron"))
}

/// Why a file or folder could not be read, and what to do.
fn read_failure(path: &Path, error: &io::Error) -> FileProblem {
    let whole = |message: &str| FileProblem::whole(path, message);
    match error.kind() {
        io::ErrorKind::NotFound => {
            whole("there is no such file or folder").with_hint("check the path")
        }
        io::ErrorKind::PermissionDenied => {
            whole("it may not be read").with_hint("check its permissions")
        }
        io::ErrorKind::NotADirectory => whole("this is a file, not a folder"),
        _ => whole(&format!("it could not be read: {error}")),
    }
}
