//! The headless commands, one function each.

use std::fmt::Display;
use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use serde::Serialize;
use serde_json::{Value, json};

use super::{Command, Outcome, complain, one_line, say, unless_gone};
use crate::disk::{Access, disk_reason};
use crate::domain::bank::Bank;
use crate::domain::draft::Draft;
use crate::domain::question::{Cover, Probe, Question, RedFlag, Reference, Status};
use crate::domain::record::SessionRecord;
use crate::domain::scorecard::Disclosure;
use crate::export::fonts::BundledOnly;
use crate::export::format::Paper;
use crate::export::format::json::SCHEMA;
use crate::export::writing::{Format, scorecard_with};
use crate::library::file::{session_file, set_file};
use crate::library::load::Library;
use crate::library::save::{Expect, SaveError, save};
use crate::library::source::FileProblem;
use crate::records::sqlite::SqliteStore;
use crate::shared::carried::pdf_options;
use crate::shared::demo::{self, Demo};

/// A command that could not go on, with its messages.
pub(super) struct Stop(pub Outcome, pub Vec<String>);

pub(super) type Result<T = Outcome> = std::result::Result<T, Stop>;

pub(super) fn run(command: Command) -> Outcome {
    let result = match command {
        Command::Demo { out, force, data_dir } => run_demo(&out, force, data_dir),
        Command::Records(command) => super::records::run(command),
        Command::Bank { json, library } => run_bank(json, library.as_deref()),
        Command::Import(wanted) => super::import::run(&wanted),
        Command::Assemble(wanted) => super::assemble::run(&wanted),
        Command::Scorecard(wanted) => super::scorecard::run(wanted),
        Command::Schema => print(SCHEMA.trim_end()).map(|()| Outcome::Done),
        Command::Key(command) => super::key::run(command),
        Command::Verify(wanted) => super::verify::run(&wanted),
        Command::Guide(wanted) => super::guide::run(&wanted),
        Command::Check { paths, strict } => super::check::run(&paths, strict),
    };
    result.unwrap_or_else(|Stop(outcome, messages)| {
        messages.iter().for_each(|message| complain(message));
        outcome
    })
}

pub(super) fn stop(error: impl Display) -> Stop {
    Stop(Outcome::HasProblems, vec![error.to_string()])
}

pub(super) fn stop_lines(lines: Vec<String>) -> Stop {
    Stop(Outcome::HasProblems, lines)
}

pub(super) fn stop_all(problems: Vec<FileProblem>) -> Stop {
    Stop(Outcome::HasProblems, problems.iter().map(FileProblem::to_string).collect())
}

pub(super) fn print(text: &str) -> Result<()> {
    say(text).map_err(no_output)
}

fn no_output(error: io::Error) -> Stop {
    stop(format!("standard output cannot be written: {error}"))
}

/// The library. Its problems are printed; the command goes on with what is usable.
pub(super) fn open_library(folder: Option<&Path>) -> (Library, Outcome) {
    let library = folder.map_or_else(Library::shipped, Library::open);
    library.problems.iter().for_each(|problem| complain(&problem.to_string()));
    let outcome = if library.has_errors() { Outcome::HasProblems } else { Outcome::Done };
    (library, outcome)
}

fn run_demo(out: &Path, force: bool, data_dir: Option<PathBuf>) -> Result {
    let cannot_make = |error: std::io::Error| {
        stop(format!("{}: the folder cannot be made: {}", out.display(), disk_reason(&error)))
    };
    fs::create_dir_all(out).map_err(cannot_make)?;
    let (library, outcome) = open_library(None);
    let demo = match data_dir {
        Some(folder) => super::records::keep_demo(&library.bank, folder)?,
        None => play_demo(&library.bank)?,
    };
    let usual = Disclosure::default();
    let files = [
        ("set.ron", Access::Shared, set_file(&demo.set).into_bytes()),
        (
            "session.ron",
            Access::Private,
            session_file(&demo.record.disclosed(usual)).map_err(stop)?.into_bytes(),
        ),
        ("scorecard.pdf", Access::Private, scorecard_bytes(&demo.record, usual)?),
    ];
    let expect = if force { Expect::Anything } else { Expect::NothingElse };
    for (name, access, bytes) in files {
        let path = out.join(name);
        save(&path, &bytes, expect, access).map_err(|error| match error {
            SaveError::Exists { path } => stop(format!(
                "{} exists already, holds something else and was left as it is: name another \
                 folder, or replace it with --force",
                path.display()
            )),
            error => stop(error),
        })?;
        print(&format!("wrote {}", path.display()))?;
    }
    Ok(outcome)
}

fn scorecard_bytes(record: &SessionRecord, disclosure: Disclosure) -> Result<Vec<u8>> {
    // Unsigned, in the bundled fonts: the demo is the same bytes everywhere.
    let pdf = pdf_options(Paper::default(), &BundledOnly, None);
    let written = scorecard_with(record, disclosure, Format::Pdf, pdf).map_err(stop)?;
    written.notices.iter().for_each(|notice| complain(&notice.to_string()));
    Ok(written.bytes)
}

/// Plays the demo into records that are gone afterwards.
pub(super) fn play_demo(bank: &Bank) -> Result<Demo> {
    let folder = tempfile::tempdir().map_err(|error| {
        stop(format!("no temporary folder for the demo's records: {}", disk_reason(&error)))
    })?;
    let mut store = SqliteStore::open(&folder.path().join("records.sqlite")).map_err(stop)?;
    demo::play(bank, &mut store).map_err(stop)
}

fn run_bank(as_json: bool, folder: Option<&Path>) -> Result {
    let (library, outcome) = open_library(folder);
    let questions = &library.bank.questions;
    if as_json {
        let all = questions.iter().map(question_json);
        let all = all.chain(library.bank.drafts.iter().map(draft_json));
        let questions: Vec<Value> = all.collect::<Result<_>>()?;
        print_json(&questions)?;
        return Ok(outcome);
    }
    for question in questions {
        let line = format!(
            "{:<34} {:<13} {:<12} {:>3} min  {}{}",
            question.id.as_str(),
            question.level.label(),
            question.kind.label(),
            question.minutes,
            match question.status {
                Status::Ready => String::new(),
                status => format!("({}) ", status.name().to_lowercase()),
            },
            question.prompt.lines().next().unwrap_or_default()
        );
        print(&one_line(&line))?;
    }
    for draft in &library.bank.drafts {
        let first = draft.written().prompt.lines().next().unwrap_or_default();
        print(&one_line(&format!("{:<34} (draft) {first}", draft.id().as_str())))?;
    }
    if questions.is_empty() && library.bank.drafts.is_empty() {
        complain("the bank is empty: add .ron files of schema plumbline.bank to the folder");
    }
    Ok(outcome)
}

/// Every field, whether the question has it or not, and each in its full form.
fn question_json(question: &Question) -> Result<Value> {
    let mut value = serde_json::to_value(question).map_err(stop)?;
    let probe = |probe: &Probe| json!({ "ask": probe.ask, "reply": probe.reply });
    let flag = |flag: &RedFlag| json!({ "text": flag.text, "effect": flag.effect });
    let cover = |cover: &Cover| {
        let quotes = cover.quotes.as_ref();
        json!({
            "topic": cover.topic,
            "prompt_quote": quotes.map(|quotes| &quotes.prompt),
            "answer_quote": quotes.map(|quotes| &quotes.answer),
        })
    };
    let reference = |reference: &Reference| {
        let page = reference.page.as_ref();
        json!({
            "title": page.map(|page| &page.title),
            "version": page.map(|page| &page.version),
            "section": page.map(|page| &page.section),
            "url": reference.url,
        })
    };
    let full = json!({
        "title": question.title,
        "status": question.status,
        "interviewer_material": question.interviewer_material,
        "listen_for": question.listen_for,
        "probes": question.probes.iter().map(probe).collect::<Value>(),
        "red_flags": question.red_flags.iter().map(flag).collect::<Value>(),
        "covers": question.covers.iter().map(cover).collect::<Value>(),
        "touches": question.touches,
        "claims": question.claims,
        "references": question.references.iter().map(reference).collect::<Value>(),
        "parallel_of": question.parallel_of,
        "tags": question.tags,
    });
    if let (Value::Object(fields), Value::Object(full)) = (&mut value, full) {
        fields.extend(full);
    }
    Ok(value)
}

/// As a question, with null for what the draft lacks.
fn draft_json(draft: &Draft) -> Result<Value> {
    let mut value = question_json(draft.written())?;
    let facts = &draft.facts;
    if let Value::Object(fields) = &mut value {
        fields.insert("level".to_owned(), json!(facts.level));
        fields.insert("competency".to_owned(), json!(facts.competency));
        fields.insert("minutes".to_owned(), json!(facts.minutes));
    }
    Ok(value)
}

/// Without the whole of it in memory first.
pub(super) fn print_json(value: &impl Serialize) -> Result<()> {
    let mut out = BufWriter::new(io::stdout().lock());
    let written = serde_json::to_writer_pretty(&mut out, value).map_err(io::Error::from);
    let written = written.and_then(|()| writeln!(out)).and_then(|()| out.flush());
    unless_gone(written).map_err(no_output)
}

/// What was done, in words or as JSON.
pub(super) fn done(words: &str, as_json: bool) -> Result {
    if as_json {
        print_json(&json!({ "done": words }))?;
    } else {
        print(words)?;
    }
    Ok(Outcome::Done)
}
