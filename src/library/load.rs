//! Loading: every file of the library, read and checked together.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use include_dir::{Dir, include_dir};

use super::document::{Document, Outline, read_document};
use super::source::{FileProblem, Source};
use crate::domain::bank::Bank;
use crate::domain::check::{Problem, check_blueprint, check_frozen, check_questions, check_set};
use crate::domain::ids::QuestionId;
use crate::domain::record::SessionRecord;
use crate::domain::set::QuestionSet;

/// The shipped content, part of the program.
static SHIPPED: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/rubrics");

/// The largest file that is read, in bytes.
pub const MAX_FILE_BYTES: u64 = 32 * 1024 * 1024;
/// The deepest folder that is looked into, counted from the library's.
const MAX_DEPTH: usize = 12;

/// A library as far as it could be read.
#[derive(Debug, Clone, Default)]
pub struct Library {
    /// What is usable.
    pub bank: Bank,
    /// What is not, and why.
    pub problems: Vec<FileProblem>,
    /// How many files were read.
    pub files: usize,
}

impl Library {
    /// The shipped content alone.
    pub fn shipped() -> Self {
        let parts = shipped_sources().into_iter().map(Part::read);
        Self::gather(parts.collect(), &BTreeSet::new())
    }

    /// A folder's questions and sets. Where it has no competencies or no blueprint for a seniority,
    /// the shipped ones hold.
    pub fn open(folder: &Path) -> Self {
        let (sources, problems) = folder_sources(folder);
        Self::from_sources(sources, &BTreeSet::new()).with_problems(problems)
    }

    /// Files and folders to be checked together. Sets may also name shipped questions.
    pub fn check(paths: &[PathBuf]) -> Self {
        let mut sources: Vec<Source> = Vec::new();
        let mut problems = Vec::new();
        for path in paths {
            let (found, failed) = if path.is_dir() {
                folder_sources(path)
            } else {
                match read_source(path) {
                    Ok(source) => (vec![source], Vec::new()),
                    Err(problem) => (Vec::new(), vec![problem]),
                }
            };
            let is_new = |source: &Source| !sources.iter().any(|known| known.path == source.path);
            let found: Vec<Source> = found.into_iter().filter(is_new).collect();
            sources.extend(found);
            problems.extend(failed);
        }
        let shipped = Self::shipped().bank.questions;
        let shipped = shipped.into_iter().map(|question| question.id).collect();
        Self::from_sources(sources, &shipped).with_problems(problems)
    }

    /// These files, with the shipped competencies and blueprints where they have none. Sets may also
    /// name the questions of `also_known`.
    pub fn from_sources(sources: Vec<Source>, also_known: &BTreeSet<QuestionId>) -> Self {
        let is_frame = |part: &Part| {
            matches!(part.document, Some(Document::Competencies(..) | Document::Blueprint(_)))
        };
        let own: Vec<Part> = sources.into_iter().map(Part::read).collect();
        let files = own.len();
        let shipped = shipped_sources().into_iter().map(Part::read).filter(is_frame);
        let mut library = Self::gather(own.into_iter().chain(shipped).collect(), also_known);
        library.files = files;
        library
    }

    fn with_problems(mut self, problems: Vec<FileProblem>) -> Self {
        self.problems.extend(problems);
        self.problems.sort();
        self
    }

    /// `also_known` are questions that sets may name though no part has them.
    fn gather(parts: Vec<Part>, also_known: &BTreeSet<QuestionId>) -> Self {
        let mut library = Self { files: parts.len(), ..Self::default() };
        for part in &parts {
            library.take_competencies(part);
        }
        let mut known = BTreeSet::new();
        for part in &parts {
            library.take_questions(part, &mut known);
        }
        known.extend(also_known.iter().cloned());
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
        for competency in competencies {
            if self.bank.competency(&competency.id).is_none() {
                self.bank.competencies.push(competency.clone());
            }
        }
        if self.bank.scale.anchors.is_empty() {
            self.bank.scale = scale.clone();
        }
    }

    fn take_questions(&mut self, part: &Part, known: &mut BTreeSet<QuestionId>) {
        let Some(Document::Bank(questions)) = &part.document else { return };
        let problems = check_questions(questions, &self.bank.competencies, known);
        let broken: BTreeSet<usize> = problems.iter().filter_map(|p| p.place.entry).collect();
        let sound = questions.iter().filter(|(entry, _)| !broken.contains(entry));
        self.bank.questions.extend(sound.map(|(_, question)| question.clone()));
        self.problems.extend(problems.iter().map(|problem| part.locate(problem)));
    }

    fn take_faults(&mut self, part: &Part, record: &SessionRecord) {
        let faults = match record.faults() {
            Ok(faults) => faults.iter().map(ToString::to_string).collect(),
            Err(error) => vec![error.to_string()],
        };
        let problem = |fault: String| FileProblem::whole(&part.source.path, fault);
        self.problems.extend(faults.into_iter().map(problem));
    }

    fn take_plans(&mut self, part: &Part, known: &BTreeSet<QuestionId>) {
        let problems = match &part.document {
            Some(Document::Blueprint(blueprint)) => {
                let problems = check_blueprint(blueprint, &self.bank.competencies);
                if problems.is_empty() && self.bank.blueprint(blueprint.seniority).is_none() {
                    self.bank.blueprints.push(blueprint.clone());
                }
                problems
            }
            Some(Document::Set(set)) => {
                let problems = check_set(set, known);
                if problems.is_empty() {
                    self.bank.sets.push(set.clone());
                }
                problems
            }
            Some(Document::Session(record)) => {
                self.take_faults(part, record);
                check_frozen(&record.set)
            }
            Some(Document::Bank(_) | Document::Competencies(..)) | None => Vec::new(),
        };
        self.problems.extend(problems.iter().map(|problem| part.locate(problem)));
    }
}

/// A file with what was read from it.
struct Part {
    source: Source,
    document: Option<Document>,
    outline: Option<Outline>,
    problems: Vec<FileProblem>,
}

impl Part {
    fn read(source: Source) -> Self {
        let reading = read_document(&source);
        Self {
            source,
            document: reading.document,
            outline: reading.outline,
            problems: reading.problems,
        }
    }

    fn locate(&self, problem: &Problem) -> FileProblem {
        locate(&self.source, self.outline.as_ref(), problem)
    }
}

/// Where in the file a problem of the content is.
pub fn locate(source: &Source, outline: Option<&Outline>, problem: &Problem) -> FileProblem {
    let offset = outline.map_or(0, |outline| {
        let raw = problem.place.entry.and_then(|entry| outline.entries.get(entry));
        let raw = raw.unwrap_or(&outline.raw);
        let field = problem.place.field.and_then(|name| raw.field(name));
        field.map_or(raw.span.start, |field| field.value.start)
    });
    source.problem_at(offset, problem.message.clone())
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
    let mut sources = Vec::new();
    let mut problems = Vec::new();
    let mut paths = Vec::new();
    list_folder(folder, 0, &mut paths, &mut problems);
    paths.sort();
    for path in paths {
        match read_source(&path) {
            Ok(source) => sources.push(source),
            Err(problem) => problems.push(problem),
        }
    }
    (sources, problems)
}

/// Reads one file; a folder, a huge file and text that is not UTF-8 are refused with the reason.
pub fn read_source(path: &Path) -> Result<Source, FileProblem> {
    let problem = |error: io::Error| FileProblem::whole(path, read_failure(&error));
    let about = fs::metadata(path).map_err(problem)?;
    if about.is_dir() {
        return Err(FileProblem::whole(path, "this is a folder, not a file"));
    }
    if about.len() > MAX_FILE_BYTES {
        let megabytes = MAX_FILE_BYTES / (1024 * 1024);
        let message = format!("the file is larger than {megabytes} MB and was not read");
        return Err(FileProblem::whole(path, message));
    }
    let bytes = fs::read(path).map_err(problem)?;
    match String::from_utf8(bytes) {
        Ok(text) => Ok(Source::new(path, text)),
        Err(error) => {
            let valid = error.utf8_error().valid_up_to();
            let head = String::from_utf8_lossy(error.as_bytes().get(..valid).unwrap_or_default());
            let head = Source::new(path, head.into_owned());
            let message = "the file is not UTF-8 text from here on: save it as UTF-8";
            Err(head.problem_at(valid, message))
        }
    }
}

/// The one document of a file, or every problem with it.
pub fn read_file(path: &Path) -> Result<(Source, Document), Vec<FileProblem>> {
    let source = read_source(path).map_err(|problem| vec![problem])?;
    let reading = read_document(&source);
    match reading.document {
        Some(document) if reading.problems.is_empty() => Ok((source, document)),
        _ => Err(reading.problems),
    }
}

/// The session of a file, with its set checked.
pub fn read_session(path: &Path) -> Result<SessionRecord, Vec<FileProblem>> {
    let (source, document) = read_file(path)?;
    let Document::Session(record) = document else {
        return Err(vec![FileProblem::whole(path, "this is not a session file")]);
    };
    let outline = read_document(&source).outline;
    let problems = check_frozen(&record.set);
    if problems.is_empty() {
        Ok(*record)
    } else {
        Err(problems.iter().map(|problem| locate(&source, outline.as_ref(), problem)).collect())
    }
}

/// The question ids of a set or session file, for leaving them out of the next set.
pub fn read_used_questions(path: &Path) -> Result<Vec<QuestionId>, Vec<FileProblem>> {
    match read_file(path)?.1 {
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

fn list_folder(
    folder: &Path,
    depth: usize,
    paths: &mut Vec<PathBuf>,
    problems: &mut Vec<FileProblem>,
) {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) => {
            problems.push(FileProblem::whole(folder, read_failure(&error)));
            return;
        }
    };
    for entry in entries {
        let Ok(entry) = entry.map_err(|error| {
            problems.push(FileProblem::whole(folder, read_failure(&error)));
        }) else {
            continue;
        };
        let path = entry.path();
        let is_hidden = entry.file_name().to_string_lossy().starts_with('.');
        let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
        if is_hidden {
            continue;
        }
        if is_folder && depth < MAX_DEPTH {
            list_folder(&path, depth + 1, paths, problems);
        } else if !is_folder && is_ron(&path) {
            paths.push(path);
        }
    }
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
