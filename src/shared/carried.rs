//! The session that a file carries: a session file, a scorecard in JSON, or one in PDF; and the way back
//! into a PDF.

use std::fs;
use std::io::Read as _;
use std::path::Path;
use std::sync::Arc;

use crate::disk::disk_reason;
use crate::domain::record::SessionRecord;
use crate::domain::signature::Signer;
use crate::domain::verify::FileState;
use crate::export::fonts::FontSource;
use crate::export::format::{Paper, PdfOptions};
use crate::export::pdf::checksums;
use crate::keys::Keyring;
use crate::library::file::session_file;
use crate::library::load::{read_session, session_of};
use crate::library::source::{FileProblem, Source};

/// Told by its first bytes, whatever its name.
pub fn is_pdf(path: &Path) -> bool {
    let mut start = [0; 5];
    let read = fs::File::open(path).and_then(|mut file| file.read_exact(&mut start));
    read.is_ok() && start == *b"%PDF-"
}

/// The session of a file, checked throughout; with what is to be said of the file around it.
pub fn read_carried(path: &Path) -> Result<(SessionRecord, Option<String>), Vec<FileProblem>> {
    if !is_pdf(path) {
        return read_session(path).map(|record| (record, None));
    }
    let whole = |message: String| vec![FileProblem::whole(path, message)];
    let bytes = fs::read(path).map_err(|error| whole(disk_reason(&error)))?;
    let checked = checksums::read(&bytes).map_err(|why| whole(why.to_string()))?;
    let Some(session) = checked.session else {
        let why = match checked.state {
            FileState::NoChecksums | FileState::NotOurs => {
                "this PDF is not a scorecard that Plumbline exported: it carries no session"
            }
            _ => "the session that this scorecard carried was removed from it",
        };
        return Err(whole(why.to_owned()));
    };
    let (record, problems) = session_in(path, &session)?;
    if !problems.is_empty() {
        return Err(problems);
    }
    let warning = match checked.state {
        FileState::Changed { what } => {
            Some(format!("the file was changed since its export: {}", what.join("; ")))
        }
        _ => None,
    };
    Ok((record, warning))
}

/// How a page is written here: with its session inside, and signed where this installation has a key
/// that can be read. None is ever made for it.
pub fn pdf_options(
    paper: Paper,
    fonts: &'static dyn FontSource,
    keys: Option<&Path>,
) -> PdfOptions {
    let key = keys.and_then(|folder| Keyring::in_folder(folder).read().ok().flatten());
    let signer = key.map(|key| Arc::new(key) as Arc<dyn Signer + Send + Sync>);
    PdfOptions { paper, fonts: Some(fonts), attach: Some(session_file), signer }
}

/// The session file inside a scorecard, with every contradiction in it.
pub fn session_in(
    path: &Path,
    session: &[u8],
) -> Result<(SessionRecord, Vec<FileProblem>), Vec<FileProblem>> {
    let text = std::str::from_utf8(session).map_err(|_| {
        vec![FileProblem::whole(path, "the attached session is not a text in UTF-8")]
    })?;
    session_of(Source::new(path, text))
}
