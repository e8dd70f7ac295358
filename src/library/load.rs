//! Loading: every file of the library, read and checked together.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use include_dir::{Dir, include_dir};

use super::document::{Document, Outline, read_document};
use super::raw::read_value;
use super::source::{FileProblem, Source};
use crate::domain::bank::Bank;
use crate::domain::blueprint::Blueprint;
use crate::domain::check::{
    Place, Problem, check_blueprint, check_competencies, check_questions, check_session, check_set,
};
use crate::domain::ids::QuestionId;
use crate::domain::record::SessionRecord;
use crate::domain::set::QuestionSet;

/// The shipped content, part of the program.
static SHIPPED: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/rubrics");

/// The largest file that is read, in bytes.
pub const MAX_FILE_BYTES: u64 = 32 * 1024 * 1024;

/// A library as far as it could be read.
#[derive(Debug, Clone, Default)]
pub struct Library {
    /// What is usable.
    pub bank: Bank,
    /// What is not, and why.
    pub problems: Vec<FileProblem>,
    /// What was read, without the shipped content that stands in.
    pub own: Counts,
}

/// How much there is of what.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Files of any kind.
    pub files: usize,
    /// Questions in bank files.
    pub questions: usize,
    /// Blueprints.
    pub blueprints: usize,
    /// Question sets.
    pub sets: usize,
    /// Sessions.
    pub sessions: usize,
}

impl Counts {
    fn count(&mut self, document: Option<&Document>) {
        self.files += 1;
        match document {
            Some(Document::Bank(questions)) => self.questions += questions.len(),
            Some(Document::Blueprint(_)) => self.blueprints += 1,
            Some(Document::Set(_)) => self.sets += 1,
            Some(Document::Session(_)) => self.sessions += 1,
            Some(Document::Competencies(..)) | None => {}
        }
    }
}

impl Library {
    /// The shipped content alone.
    pub fn shipped() -> Self {
        let parts = shipped_sources().into_iter().map(Part::read);
        Self::gather(parts.collect(), &BTreeSet::new())
    }

    /// The shipped content with the files of a folder; a folder that is not there has none.
    pub fn shipped_with(folder: &Path) -> Self {
        let (own, problems) =
            if folder.exists() { folder_sources(folder) } else { Default::default() };
        let parts = shipped_sources().into_iter().chain(own).map(Part::read);
        Self::gather(parts.collect(), &BTreeSet::new()).with_problems(problems)
    }

    /// A folder's questions and sets. Where it has no competencies or no blueprint for a seniority,
    /// the shipped ones hold.
    pub fn open(folder: &Path) -> Self {
        let (sources, problems) = folder_sources(folder);
        Self::from_sources(sources).with_problems(problems)
    }

    /// Files and folders to be checked together. Sets may also name shipped questions.
    pub fn check(paths: &[PathBuf]) -> Self {
        let mut sources: Vec<Source> = Vec::new();
        let mut problems = Vec::new();
        let mut seen = BTreeSet::new();
        for path in paths {
            let (found, failed) = if path.is_dir() {
                folder_sources(path)
            } else {
                match read_source(path) {
                    Ok(source) => (vec![source], Vec::new()),
                    Err(problem) => (Vec::new(), vec![problem]),
                }
            };
            let is_new = |source: &Source| seen.insert(real_path(&source.path));
            sources.extend(found.into_iter().filter(is_new));
            problems.extend(failed);
        }
        let shipped = shipped_sources().into_iter().filter(is_shipped_bank).map(Part::read);
        let shipped = shipped.flat_map(|part| part.question_ids()).collect();
        Self::with_shipped_frame(sources, &shipped).with_problems(problems)
    }

    /// These files, with the shipped competencies and blueprints where they have none.
    pub fn from_sources(sources: Vec<Source>) -> Self {
        Self::with_shipped_frame(sources, &BTreeSet::new())
    }

    fn with_shipped_frame(sources: Vec<Source>, also_known: &BTreeSet<QuestionId>) -> Self {
        let is_frame = |part: &Part| {
            matches!(part.document, Some(Document::Competencies(..) | Document::Blueprint(_)))
        };
        // The shipped questions are the most to read, and none of the frame.
        let shipped = shipped_sources().into_iter().filter(|source| !is_shipped_bank(source));
        let shipped = shipped.map(Part::read).filter(is_frame);
        let shipped = shipped.map(|part| Part { is_fallback: true, ..part });
        let own = sources.into_iter().map(Part::read);
        Self::gather(own.chain(shipped).collect(), also_known)
    }

    fn with_problems(mut self, problems: Vec<FileProblem>) -> Self {
        self.problems.extend(problems);
        self.problems.sort();
        self
    }

    /// `also_known` are questions that sets may name though no part has them.
    fn gather(parts: Vec<Part>, also_known: &BTreeSet<QuestionId>) -> Self {
        let mut library = Self::default();
        for part in parts.iter().filter(|part| !part.is_fallback) {
            library.own.count(part.document.as_ref());
        }
        for part in &parts {
            library.take_competencies(part);
        }
        let mut known = BTreeSet::new();
        for part in &parts {
            library.take_questions(part, &mut known);
        }
        known.extend(also_known.iter().cloned());
        // A question with a problem of its own is not one that is missing.
        known.extend(parts.iter().flat_map(Part::question_ids));
        for part in &parts {
            library.take_plans(part, &known);
        }
        library.problems.extend(parts.into_iter().flat_map(|part| part.problems));
        library.problems.sort();
        library
    }

    /// The first file that names a competency describes it; the first scale holds.
    fn take_competencies(&mut self, part: &Part) {
        let Some(Document::Competencies(competencies, scale)) = &part.document else { return };
        let mut problems = check_competencies(competencies, scale);
        for (entry, competency) in competencies {
            if self.bank.competency(&competency.id).is_none() {
                self.bank.competencies.push(competency.clone());
            } else if !part.is_fallback {
                problems.push(Problem {
                    place: Place::of(*entry, "id"),
                    message: format!("another competency is called \"{}\"", competency.id),
                });
            }
        }
        if self.bank.scale.anchors.is_empty() {
            self.bank.scale = scale.clone();
        }
        self.problems.extend(problems.iter().map(|problem| part.locate(problem)));
    }

    fn take_questions(&mut self, part: &Part, known: &mut BTreeSet<QuestionId>) {
        let Some(Document::Bank(questions)) = &part.document else { return };
        let problems = check_questions(questions, &self.bank.competencies, known);
        let broken: BTreeSet<usize> = problems.iter().filter_map(|p| p.place.entry).collect();
        let sound = questions.iter().filter(|(entry, _)| !broken.contains(entry));
        self.bank.questions.extend(sound.map(|(_, question)| question.clone()));
        self.problems.extend(problems.iter().map(|problem| part.locate(problem)));
    }

    fn take_plans(&mut self, part: &Part, known: &BTreeSet<QuestionId>) {
        let problems = match &part.document {
            Some(Document::Blueprint(blueprint)) => {
                self.take_blueprint(blueprint, part.is_fallback)
            }
            Some(Document::Set(set)) => {
                let mut problems = check_set(set, known);
                if self.bank.sets.iter().any(|other| other.id == set.id) {
                    problems.push(Problem {
                        place: Place::field("id"),
                        message: format!("another set is called \"{}\"", set.id),
                    });
                }
                if problems.is_empty() {
                    self.bank.sets.push(set.clone());
                }
                problems
            }
            Some(Document::Session(record)) => check_session(record),
            Some(Document::Bank(_) | Document::Competencies(..)) | None => Vec::new(),
        };
        self.problems.extend(problems.iter().map(|problem| part.locate(problem)));
    }

    fn take_blueprint(&mut self, blueprint: &Blueprint, is_fallback: bool) -> Vec<Problem> {
        let mut problems = check_blueprint(blueprint, &self.bank.competencies);
        if self.bank.blueprint(blueprint.seniority).is_some() {
            if is_fallback {
                return Vec::new();
            }
            let seniority = blueprint.seniority.label();
            problems.push(Problem {
                place: Place::field("seniority"),
                message: format!("another blueprint is for {seniority}: keep one of the two"),
            });
        }
        if problems.is_empty() {
            self.bank.blueprints.push(blueprint.clone());
        }
        problems
    }
}

/// A file with what was read from it.
struct Part {
    /// Shipped content that stands in where a folder has none of its own.
    is_fallback: bool,
    source: Source,
    document: Option<Document>,
    outline: Option<Outline>,
    problems: Vec<FileProblem>,
}

impl Part {
    fn read(source: Source) -> Self {
        let reading = read_document(&source);
        Self {
            is_fallback: false,
            source,
            document: reading.document,
            outline: reading.outline,
            problems: reading.problems,
        }
    }

    /// The ids in a bank file, whatever else is wrong with its questions.
    fn question_ids(&self) -> Vec<QuestionId> {
        let (Some(Document::Bank(_)), Some(outline)) = (&self.document, &self.outline) else {
            return Vec::new();
        };
        let raws = outline.entries.iter().filter_map(|entry| entry.raw.as_ref().ok());
        let ids = raws.filter_map(|raw| raw.field("id"));
        ids.filter_map(|field| read_value(&self.source, &field.value).ok()).collect()
    }

    fn locate(&self, problem: &Problem) -> FileProblem {
        match &self.outline {
            Some(outline) => outline.locate(&self.source, problem),
            None => FileProblem::whole(&self.source.path, problem.message.clone()),
        }
    }
}

fn is_shipped_bank(source: &Source) -> bool {
    source.path.starts_with("rubrics/bank")
}

/// The shipped files, in a fixed order.
pub fn shipped_sources() -> Vec<Source> {
    let mut sources = BTreeMap::new();
    let mut folders = vec![&SHIPPED];
    while let Some(folder) = folders.pop() {
        folders.extend(folder.dirs());
        for file in folder.files().filter(|file| is_ron(file.path())) {
            let path = Path::new("rubrics").join(file.path());
            let text = file.contents_utf8().unwrap_or_default();
            sources.insert(path.clone(), Source::new(path, text));
        }
    }
    sources.into_values().collect()
}

/// Every `.ron` file below a folder, in the order of their paths, and what could not be read.
pub fn folder_sources(folder: &Path) -> (Vec<Source>, Vec<FileProblem>) {
    let mut listing = Listing::default();
    list_folder(folder, &mut listing);
    let Listing { mut paths, mut problems, .. } = listing;
    paths.sort();
    let mut sources = Vec::new();
    for path in paths {
        match read_source(&path) {
            Ok(source) => sources.push(source),
            Err(problem) => problems.push(problem),
        }
    }
    (sources, problems)
}

/// Reads one file; a folder, a device, a huge file and text that is not UTF-8 are refused with the
/// reason.
pub fn read_source(path: &Path) -> Result<Source, FileProblem> {
    read_source_up_to(path, MAX_FILE_BYTES)
}

/// Reads one file of at most so many bytes, as [`read_source`] does.
pub fn read_source_up_to(path: &Path, most: u64) -> Result<Source, FileProblem> {
    let refuse = |message: &str| Err(FileProblem::whole(path, message));
    let problem = |error: io::Error| FileProblem::whole(path, read_failure(&error));
    let about = fs::metadata(path).map_err(problem)?;
    if about.is_dir() {
        return refuse("this is a folder, not a file");
    }
    if !about.is_file() {
        return refuse("this is a device or a pipe, not a file");
    }
    let mut bytes = Vec::new();
    let file = fs::File::open(path).map_err(problem)?;
    file.take(most + 1).read_to_end(&mut bytes).map_err(problem)?;
    if bytes.len() as u64 > most {
        let megabytes = most / (1024 * 1024);
        return refuse(&format!("the file is larger than {megabytes} MB and was not read"));
    }
    String::from_utf8(bytes).map(|text| Source::new(path, text)).map_err(|error| {
        let valid = error.utf8_error().valid_up_to();
        let head = String::from_utf8_lossy(error.as_bytes().get(..valid).unwrap_or_default());
        let message = "the file is not UTF-8 text from here on: save it as UTF-8";
        Source::new(path, head.into_owned()).problem_at(valid, message)
    })
}

/// The one document of a file, or every problem with it.
pub fn read_file(path: &Path) -> Result<Document, Vec<FileProblem>> {
    let part = Part::read(read_source(path).map_err(|problem| vec![problem])?);
    match part.document {
        Some(document) if part.problems.is_empty() => Ok(document),
        _ => Err(part.problems),
    }
}

/// The session of a file, checked throughout.
pub fn read_session(path: &Path) -> Result<SessionRecord, Vec<FileProblem>> {
    let part = Part::read(read_source(path).map_err(|problem| vec![problem])?);
    let found = match &part.document {
        Some(Document::Session(record)) => check_session(record),
        Some(_) => return Err(vec![FileProblem::whole(path, "this is not a session file")]),
        None => return Err(part.problems),
    };
    let mut problems: Vec<FileProblem> = found.iter().map(|p| part.locate(p)).collect();
    problems.extend(part.problems);
    problems.sort();
    match part.document {
        Some(Document::Session(record)) if problems.is_empty() => Ok(*record),
        _ => Err(problems),
    }
}

/// The question ids of a set or session file, for leaving them out of the next set.
pub fn read_used_questions(path: &Path) -> Result<Vec<QuestionId>, Vec<FileProblem>> {
    match read_file(path)? {
        Document::Set(QuestionSet { items, .. }) => {
            Ok(items.into_iter().map(|item| item.question).collect())
        }
        Document::Session(record) => {
            Ok(record.set.items.into_iter().map(|item| item.question.id).collect())
        }
        Document::Bank(questions) => Ok(questions.into_iter().map(|(_, q)| q.id).collect()),
        Document::Competencies(..) | Document::Blueprint(_) => {
            let message = "this file names no questions: give a set, a session or a bank";
            Err(vec![FileProblem::whole(path, message)])
        }
    }
}

/// Lists the `.ron` files below a folder. Links are followed, but nothing is listed twice.
fn list_folder(folder: &Path, listing: &mut Listing) {
    if !listing.seen.insert(real_path(folder)) {
        return;
    }
    let entries = fs::read_dir(folder).and_then(Iterator::collect::<io::Result<Vec<_>>>);
    let entries = match entries {
        Ok(entries) => entries,
        Err(error) => {
            listing.problems.push(FileProblem::whole(folder, read_failure(&error)));
            return;
        }
    };
    for entry in entries {
        let path = entry.path();
        if entry.file_name().to_string_lossy().starts_with('.') {
            continue;
        }
        if path.is_dir() {
            list_folder(&path, listing);
        } else if is_ron(&path) && listing.seen.insert(real_path(&path)) {
            listing.paths.push(path);
        }
    }
}

#[derive(Default)]
struct Listing {
    paths: Vec<PathBuf>,
    problems: Vec<FileProblem>,
    /// The folders and files listed so far, by their real paths.
    seen: BTreeSet<PathBuf>,
}

fn real_path(path: &Path) -> PathBuf {
    fs::canonicalize(path).unwrap_or_else(|_| path.to_owned())
}

fn is_ron(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("ron"))
}

/// Why a file or folder could not be read, and what to do.
fn read_failure(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "there is no such file or folder: check the path".to_owned(),
        io::ErrorKind::PermissionDenied => "it may not be read: check its permissions".to_owned(),
        io::ErrorKind::NotADirectory => "this is a file, not a folder".to_owned(),
        _ => format!("it could not be read: {error}"),
    }
}
