//! `plumbline scorecard`: sessions in, files out.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use clap::builder::PossibleValuesParser;

use super::commands::{Result, Stop, print, stop, stop_all};
use super::{Outcome, complain, places};
use crate::disk::{Access, disk_reason};
use crate::domain::mentions::mentions;
use crate::domain::record::SessionRecord;
use crate::domain::scorecard::{Disclosure, Scorecard};
use crate::export::format::{Paper, PdfOptions};
use crate::export::writing::{Format, Notice, file_stem, scorecard_with};
use crate::frame::system_fonts::SYSTEM_FONTS;
use crate::library::save::{Expect, save};
use crate::shared::carried::{pdf_options, read_carried};

#[derive(Debug, clap::Args)]
#[command(group = clap::ArgGroup::new("target").required(true))]
pub(super) struct Wanted {
    /// Session files, or scorecards in PDF or JSON, which carry their session
    #[arg(required = true, value_name = "SESSION")]
    sessions: Vec<PathBuf>,
    /// The file to write, replacing it: .pdf, .json, .csv, .xlsx or .md
    #[arg(long, value_name = "FILE", group = "target")]
    out: Option<PathBuf>,
    /// The folder to write a file for each session into; made if missing
    #[arg(long, value_name = "DIR", group = "target")]
    out_dir: Option<PathBuf>,
    /// In place of what the file's ending says; pdf with --out-dir
    #[arg(long, value_parser = PossibleValuesParser::new(Format::ALL.map(|format| format.writer().name())))]
    format: Option<String>,
    /// The size of a page
    #[arg(long, default_value = "a4", value_parser = PossibleValuesParser::new(Paper::ALL.map(Paper::name)))]
    paper: String,
    /// Put an alias in the place of the candidate's name; notes are printed as they were written
    #[arg(long)]
    mask: bool,
    /// Print private notes too
    #[arg(long)]
    include_private: bool,
    /// Sign a PDF with the key below this folder instead of the user's own; without one it is unsigned
    #[arg(long, value_name = "DIR")]
    data_dir: Option<PathBuf>,
}

struct Job {
    format: Format,
    disclosure: Disclosure,
    pdf: PdfOptions,
    /// What was said of the format, once for all files.
    told: BTreeSet<String>,
}

pub(super) fn run(wanted: Wanted) -> Result {
    let mut job = Job {
        format: format(&wanted)?,
        disclosure: Disclosure {
            mask_candidate: wanted.mask,
            include_private: wanted.include_private,
        },
        pdf: pdf_options(
            Paper::from_name(&wanted.paper).unwrap_or_default(),
            &SYSTEM_FONTS,
            places(wanted.data_dir.clone()).ok().map(|places| places.keys()).as_deref(),
        ),
        told: BTreeSet::new(),
    };
    match (&wanted.out, &wanted.out_dir, wanted.sessions.as_slice()) {
        (Some(out), _, [session]) => {
            let record = read(session)?;
            job.write(&record, out)?;
            Ok(Outcome::Done)
        }
        (None, Some(folder), sessions) => job.write_all(sessions, folder),
        (_, _, sessions) => {
            let message = format!(
                "--out names one file, and there are {} sessions: name a folder with --out-dir",
                sessions.len()
            );
            Err(wrong_usage(message))
        }
    }
}

/// A file around the session that was changed is told, and the session is read all the same.
fn read(path: &Path) -> Result<SessionRecord> {
    let (record, warning) = read_carried(path).map_err(stop_all)?;
    warning.iter().for_each(|warning| complain(&format!("{}: warning: {warning}", path.display())));
    Ok(record)
}

fn wrong_usage(message: String) -> Stop {
    Stop(Outcome::WrongUsage, vec![message])
}

/// What `--format` says, or else the ending of the file; where both do, they must agree.
fn format(wanted: &Wanted) -> Result<Format> {
    let named = wanted.format.as_deref().and_then(Format::from_name);
    match (named, &wanted.out) {
        (Some(format), Some(out)) if !format.is_ending_of(out) => Err(wrong_usage(format!(
            "{}: --format {} is written to a file that ends in .{}",
            out.display(),
            format.writer().name(),
            format.writer().ending()
        ))),
        (Some(format), _) => Ok(format),
        (None, Some(out)) => {
            Format::of(out).map_err(|error| wrong_usage(format!("{}: {error}", out.display())))
        }
        (None, None) => Ok(Format::Pdf),
    }
}

impl Job {
    /// One session after another; one that cannot be read or written stops no other.
    fn write_all(&mut self, sessions: &[PathBuf], folder: &Path) -> Result {
        fs::create_dir_all(folder).map_err(|error| {
            let reason = disk_reason(&error);
            stop(format!("{}: the folder cannot be made: {reason}", folder.display()))
        })?;
        let mut names = BTreeSet::new();
        let mut outcome = Outcome::Done;
        for session in sessions {
            let written = read(session).and_then(|record| {
                let name = self.free_name(&record, &mut names)?;
                self.write(&record, &folder.join(name))
            });
            if let Err(Stop(_, messages)) = written {
                messages.iter().for_each(|message| complain(message));
                outcome = Outcome::HasProblems;
            }
        }
        Ok(outcome)
    }

    fn write(&mut self, record: &SessionRecord, out: &Path) -> Result<()> {
        let in_file = |error| stop(format!("{}: {error}", out.display()));
        let written = scorecard_with(record, self.disclosure, self.format, self.pdf.clone());
        let written = written.map_err(in_file)?;
        save(out, &written.bytes, Expect::Anything, Access::Private).map_err(stop)?;
        let say = |words: String| complain(&format!("{}: {words}", out.display()));
        for notice in written.notices {
            let words = notice.to_string();
            match notice {
                Notice::NoCounterpart(_) | Notice::Converted(_) => {
                    if self.told.insert(words.clone()) {
                        complain(&words);
                    }
                }
                _ => say(words),
            }
        }
        if self.disclosure.mask_candidate {
            mentions(record, self.disclosure).iter().for_each(|mention| say(mention.to_string()));
        }
        print(&format!("wrote {}", out.display()))
    }

    /// The candidate, or the alias, with the session's id: a second call writes the same session to the
    /// same file and no other to it. Copies of one session in one call are numbered.
    fn free_name(&self, record: &SessionRecord, taken: &mut BTreeSet<String>) -> Result<String> {
        let card = Scorecard::build(record, self.disclosure).map_err(stop)?;
        let stem = with_id(file_stem(&card.candidate, &card), record.id.as_str());
        let ending = match self.format {
            // Beside the report in JSON, not over it.
            Format::Greenhouse => "greenhouse.json",
            format => format.writer().ending(),
        };
        let numbered = |number: u32| match number {
            1 => format!("{stem}.{ending}"),
            _ => format!("{stem}-{number}.{ending}"),
        };
        // Some systems tell no case apart.
        let name = (1..).map(numbered).find(|name| taken.insert(name.to_lowercase()));
        Ok(name.unwrap_or_default())
    }
}

/// The id behind the stem, less the day that both may name: ids of the window begin with it.
fn with_id(stem: String, id: &str) -> String {
    let day = id.get(.."2026-10-12".len()).filter(|day| stem.ends_with(day));
    match day.and_then(|day| id.strip_prefix(day)) {
        Some(rest) => stem + rest,
        None => format!("{stem}-{id}"),
    }
}
