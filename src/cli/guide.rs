//! `plumbline guide`: the interviewer's guide of a set, to print.

use std::path::{Path, PathBuf};

use clap::builder::PossibleValuesParser;

use super::commands::{Result, open_library, print, stop, stop_all};
use super::records::annotations;
use super::{Outcome, complain};
use crate::disk::Access;
use crate::domain::ids::QuestionId;
use crate::domain::set::FrozenSet;
use crate::export::format::Paper;
use crate::export::layout::guide::{OwnNotes, guide};
use crate::export::pdf::{self, Carried};
use crate::export::text::TextSetter;
use crate::export::words::count;
use crate::export::writing::Notice;
use crate::frame::system_fonts::SYSTEM_FONTS;
use crate::library::document::Document;
use crate::library::load::read_file;
use crate::library::save::{Expect, save};

#[derive(Debug, clap::Args)]
pub(super) struct Wanted {
    /// The set, or a session made from one
    set: PathBuf,
    /// The PDF to write, replacing it
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
    /// The size of a page
    #[arg(long, default_value = "a4", value_parser = PossibleValuesParser::new(Paper::ALL.map(Paper::name)))]
    paper: String,
    /// A folder of .ron files to take the questions from in place of the shipped ones
    #[arg(long, value_name = "DIR")]
    library: Option<PathBuf>,
    /// Print your own notes on the questions as well
    #[arg(long)]
    notes: bool,
    /// The folder of the records that hold these notes, instead of the user's own
    #[arg(long, value_name = "DIR", requires = "notes")]
    data_dir: Option<PathBuf>,
}

pub(super) fn run(wanted: &Wanted) -> Result {
    let (set, outcome) = read_set(&wanted.set, wanted.library.as_deref())?;
    let paper = Paper::from_name(&wanted.paper).unwrap_or_default();
    let own = match wanted.notes {
        true => own_notes(&set, wanted.data_dir.clone())?,
        false => OwnNotes::new(),
    };
    let document = guide(&set, &own, paper, TextSetter::new(&SYSTEM_FONTS));
    let missing = document.missing_characters();
    if !missing.is_empty() {
        complain(&format!("{}: {}", wanted.out.display(), Notice::Missing(missing)));
    }
    let bytes = pdf::write(&document, &Carried::default()).map_err(stop)?;
    save(&wanted.out, &bytes, Expect::Anything, Access::Shared).map_err(stop)?;
    let noted = match (wanted.notes, own.len()) {
        (false, _) => String::new(),
        (true, 0) => ": you have no notes on these questions".to_owned(),
        (true, notes) => format!(", with {}", count(notes, "note of your own")),
    };
    print(&format!("wrote {}{noted}", wanted.out.display()))?;
    Ok(outcome)
}

/// Those on the questions of the set.
fn own_notes(set: &FrozenSet, data_dir: Option<PathBuf>) -> Result<OwnNotes> {
    let is_asked = |id: &QuestionId| set.items.iter().any(|item| item.question.id == *id);
    let kept = annotations(data_dir)?.into_iter();
    let kept = kept.filter(|kept| !kept.text.is_empty() && is_asked(&kept.question));
    Ok(kept.map(|kept| (kept.question, kept.text)).collect())
}

/// With the questions as they are in the library now, or as the session froze them.
fn read_set(path: &Path, library: Option<&Path>) -> Result<(FrozenSet, Outcome)> {
    match read_file(path).map_err(stop_all)? {
        Document::Set(set) => {
            let (library, outcome) = open_library(library);
            let set = set.freeze(&library.bank).map_err(|missing| {
                let names: Vec<&str> = missing.iter().map(|id| id.as_str()).collect();
                stop(format!(
                    "{}: these questions are not in the library: {}; name their folder with \
                     --library",
                    path.display(),
                    names.join(", ")
                ))
            })?;
            Ok((set, outcome))
        }
        Document::Session(record) => Ok((record.set, Outcome::Done)),
        _ => Err(stop(format!("{}: this is not a question set", path.display()))),
    }
}
