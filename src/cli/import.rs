//! `plumbline import`: the questions of any document, listed or written as drafts of a bank.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use serde::Serialize;

use super::commands::{Result, print, print_json, stop};
use super::{Outcome, complain, one_line};
use crate::disk::{Access, disk_reason};
use crate::domain::draft::{Draft, Entry};
use crate::domain::words::count;
use crate::import::draft::{Drafts, TOPIC};
use crate::import::found::{Fate, LeftOut};
use crate::import::{Found, Imported, Notice, Refusal, import};
use crate::library::file::bank_file;
use crate::library::folder::{MAX_FILE_BYTES, read_bytes};
use crate::library::save::{Expect, save};

/// So many notices of a file are listed, the others counted.
const LISTED: usize = 20;
/// Stands for standard input.
const PASTED: &str = "-";

#[derive(Debug, clap::Args)]
pub(super) struct Wanted {
    /// The documents; - reads pasted text from standard input
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Write the questions of all files as drafts to this bank file; one that holds something else stays
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

/// What went wrong with a file, and where.
struct Trouble {
    line: usize,
    column: usize,
    message: String,
}

/// A file that cannot be read stops no other.
pub(super) fn run(wanted: &Wanted) -> Result {
    let mut outcome = Outcome::Done;
    let mut drafts = Vec::new();
    let mut names = Vec::new();
    let mut ids = Drafts::default();
    let mut all = Vec::new();
    for path in &wanted.files {
        let read = read(path);
        match &read {
            Ok(imported) => {
                names.push(source_name(path));
                if wanted.out.is_some() {
                    drafts.extend(imported.questions.iter().filter_map(|found| ids.of(found)));
                }
                if !wanted.json {
                    for line in summary(path, imported) {
                        print(&one_line(&line))?;
                    }
                }
            }
            Err(Trouble { line, column, message }) => {
                complain(&format!("{}:{line}:{column}: {message}", path.display()));
                outcome = Outcome::HasProblems;
            }
        }
        if wanted.json {
            all.push(Told::new(path, read));
        }
    }
    let is_written = match &wanted.out {
        Some(out) => write(out, &names, &drafts),
        None => Ok(()),
    };
    if wanted.json {
        print_json(&all)?;
    } else if let (Some(out), Ok(())) = (&wanted.out, &is_written) {
        let words = count(drafts.len(), "draft");
        print(&format!(
            "wrote {words} to {}; plumbline check says what each needs",
            out.display()
        ))?;
    }
    is_written.map(|()| outcome)
}

fn read(path: &Path) -> std::result::Result<Imported, Trouble> {
    let trouble = |message: String| Trouble { line: 1, column: 1, message };
    let bytes = match path.to_str() {
        Some(PASTED) => pasted().map_err(trouble)?,
        _ if fs::metadata(path).is_ok_and(|file| file.len() > MAX_FILE_BYTES) => {
            return Err(trouble(too_big()));
        }
        _ => read_bytes(path, MAX_FILE_BYTES).map_err(|problem| trouble(problem.words()))?,
    };
    import(&path.to_string_lossy(), &bytes).map_err(|refusal| {
        let (line, column) = refusal.place();
        Trouble { line, column, message: refusal.to_string() }
    })
}

fn pasted() -> std::result::Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    let read = io::stdin().take(MAX_FILE_BYTES + 1).read_to_end(&mut bytes);
    read.map_err(|error| format!("standard input cannot be read: {}", disk_reason(&error)))?;
    if bytes.len() as u64 > MAX_FILE_BYTES {
        return Err(too_big());
    }
    Ok(bytes)
}

fn too_big() -> String {
    Refusal::TooBig { limit: usize::try_from(MAX_FILE_BYTES).unwrap_or(usize::MAX) }.to_string()
}

/// One file of the JSON.
#[derive(Serialize)]
struct Told {
    file: String,
    doubtful: bool,
    questions: Vec<Found>,
    notices: Vec<Notice>,
}

impl Told {
    fn new(path: &Path, read: std::result::Result<Imported, Trouble>) -> Self {
        let file = path.to_string_lossy().into_owned();
        match read {
            Ok(imported) => Self {
                file,
                doubtful: imported.is_doubtful(),
                questions: imported.questions,
                notices: imported.notices,
            },
            Err(Trouble { line, message, .. }) => Self {
                file,
                doubtful: false,
                questions: Vec::new(),
                notices: vec![Notice { line, message }],
            },
        }
    }
}

/// What a person wants to know before using the questions.
fn summary(path: &Path, imported: &Imported) -> Vec<String> {
    let name = path.display();
    let format = imported.format.map_or("unknown format", |format| format.label());
    let questions = &imported.questions;
    let mut lines = vec![format!("{name}: {}, {format}", count(questions.len(), "question"))];
    if let Some(doubt) = &imported.doubt {
        lines.push(format!("  doubtful: read as {}; it may also be {}", doubt.taken, doubt.other));
    }
    let mut sections: Vec<(String, usize)> = Vec::new();
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    for found in questions {
        let section = found.section.join(" / ");
        let place = *places.entry(section.clone()).or_insert(sections.len());
        match sections.get_mut(place) {
            Some((_, number)) => *number += 1,
            None => sections.push((section, 1)),
        }
    }
    if sections.len() > 1 || sections.first().is_some_and(|(section, _)| !section.is_empty()) {
        lines.extend(sections.into_iter().map(|(section, number)| {
            let section = if section.is_empty() { "without a section" } else { &section };
            format!("  {number:>4}  {section}")
        }));
    }
    let with = |is_so: fn(&Found) -> bool| questions.iter().filter(|it| is_so(it)).count();
    lines.push(format!(
        "  with an answer: {}, with code: {}, with a level: {}",
        with(|found| !found.answer.is_empty()),
        with(|found| !found.code.is_empty()),
        with(|found| found.level.is_some()),
    ));
    lines.extend(left_out(imported));
    let told = imported.notices.iter().take(LISTED);
    lines.extend(told.map(|notice| format!("{name}:{}: {}", notice.line, notice.message)));
    let more = imported.notices.len().saturating_sub(LISTED);
    if more > 0 {
        lines.push(format!("{name}: and {} more (--json lists all)", count(more, "notice")));
    }
    lines
}

/// How many lines are in no question, and why.
fn left_out(imported: &Imported) -> Option<String> {
    let mut reasons: BTreeMap<LeftOut, usize> = BTreeMap::new();
    for (lines, fate) in &imported.fates {
        if let Fate::LeftOut(reason) = fate
            && *reason != LeftOut::Furniture
        {
            *reasons.entry(*reason).or_default() += lines.last - lines.first + 1;
        }
    }
    let told: Vec<String> = reasons
        .iter()
        .map(|(reason, lines)| format!("{} ({})", reason.reason(), count(*lines, "line")))
        .collect();
    (!told.is_empty()).then(|| format!("  left out: {}", told.join(", ")))
}

/// Writes a bank whose topic is that of most drafts.
fn write(out: &Path, names: &[String], drafts: &[Draft]) -> Result<()> {
    if drafts.is_empty() {
        return Err(stop(format!("{}: not written, for there are no questions", out.display())));
    }
    let mut topics: BTreeMap<&str, usize> = BTreeMap::new();
    for draft in drafts {
        *topics.entry(&draft.written().topic).or_default() += 1;
    }
    let topic = topics.iter().max_by_key(|(_, number)| **number).map_or(TOPIC, |(topic, _)| topic);
    let about = format!("Drafts imported from {}.", names.join(", "));
    let entries: Vec<Entry> = drafts.iter().map(Entry::Draft).collect();
    let bank = bank_file(topic, &about, &entries);
    save(out, bank.as_bytes(), Expect::NothingElse, Access::Shared).map_err(stop)
}

fn source_name(file: &Path) -> String {
    match file.file_name().map(|name| name.to_string_lossy()) {
        Some(name) if name != PASTED => one_line(&name),
        _ => "pasted text".to_owned(),
    }
}
