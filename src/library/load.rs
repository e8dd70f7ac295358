//! Loading: every file of the library, read and checked together.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use include_dir::{Dir, include_dir};

use super::cores::all_cores;
use super::document::Document;
use super::folder::{is_ron, list_folder, read_source, real_path};
use super::part::{Part, measure_parts, read_all, read_files, read_folder};
use super::set_file::SetFile;
use super::source::{FileProblem, Source};
use crate::domain::bank::Bank;
use crate::domain::blueprint::Blueprint;
use crate::domain::check::{
    Place, Problem, Severity, check_blueprint, check_competencies, check_drafts, check_questions,
    check_session, check_set, check_topics,
};
use crate::domain::draft::Draft;
use crate::domain::ids::{QuestionId, SetId};
use crate::domain::practice::check_practice;
use crate::domain::question::Question;
use crate::domain::record::SessionRecord;
use crate::domain::set::QuestionSet;

/// The shipped content, part of the program.
static SHIPPED: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/rubrics");

/// A library as far as it could be read.
#[derive(Debug, Clone, Default)]
pub struct Library {
    /// What is usable.
    pub bank: Bank,
    /// What is not, and why.
    pub problems: Vec<FileProblem>,
    /// What was read, without the shipped content that stands in.
    pub own: Counts,
    /// The files of the usable sets, as they were read; shipped sets have none.
    pub set_files: BTreeMap<SetId, SetFile>,
}

/// How much there is of what.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Files of any kind.
    pub files: usize,
    /// Questions in bank files.
    pub questions: usize,
    /// Drafts in bank files that lack what a question must have.
    pub drafts: usize,
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
            Some(Document::Bank(questions, drafts)) => {
                self.questions += questions.len();
                self.drafts += drafts.len();
            }
            Some(Document::Blueprint(_)) => self.blueprints += 1,
            Some(Document::Set(_)) => self.sets += 1,
            Some(Document::Session(_)) => self.sessions += 1,
            Some(
                Document::Competencies(..)
                | Document::Topics(_)
                | Document::Guidance(_)
                | Document::Practice(_),
            )
            | None => {}
        }
    }
}

impl Library {
    /// The shipped content alone.
    pub fn shipped() -> Self {
        Self::gather(read_all(all_cores(), shipped_sources()), &BTreeSet::new())
    }

    /// The shipped content with the files of a folder; a folder that is not there has none.
    pub fn shipped_with(folder: &Path) -> Self {
        let mut parts = read_all(all_cores(), shipped_sources());
        let (own, problems) =
            if folder.exists() { read_folder(folder) } else { Default::default() };
        parts.extend(own);
        Self::gather(parts, &BTreeSet::new()).with_problems(problems)
    }

    /// A folder's questions and sets. Where it has no competencies or no blueprint for a seniority,
    /// the shipped ones hold.
    pub fn open(folder: &Path) -> Self {
        let (parts, problems) = read_folder(folder);
        Self::with_shipped_frame(parts, &BTreeSet::new()).with_problems(problems)
    }

    /// Files and folders to be checked together. Sets may also name shipped questions.
    pub fn check(paths: &[PathBuf]) -> Self {
        let mut files = Vec::new();
        let mut problems = Vec::new();
        let mut seen = BTreeSet::new();
        for path in paths {
            let (found, failed) =
                if path.is_dir() { list_folder(path) } else { (vec![path.clone()], Vec::new()) };
            files.extend(found.into_iter().filter(|path| seen.insert(real_path(path))));
            problems.extend(failed);
        }
        let (mut parts, failed) = read_files(files);
        problems.extend(failed);
        let shipped = shipped_sources().into_iter().filter(is_shipped_bank).collect();
        let shipped = read_all(all_cores(), shipped);
        let shipped = shipped.iter().flat_map(Part::question_ids).cloned().collect();
        measure_parts(&mut parts, &shipped);
        Self::with_shipped_frame(parts, &shipped).with_problems(problems)
    }

    /// These files, with the shipped competencies and blueprints where they have none.
    pub fn from_sources(sources: Vec<Source>) -> Self {
        Self::from_sources_on(all_cores(), sources)
    }

    /// [`Library::from_sources`] on so many cores.
    pub fn from_sources_on(cores: usize, sources: Vec<Source>) -> Self {
        Self::with_shipped_frame(read_all(cores, sources), &BTreeSet::new())
    }

    /// Whether something of it cannot be used; warnings keep nothing from being used.
    pub fn has_errors(&self) -> bool {
        self.problems.iter().any(|problem| problem.severity == Severity::Error)
    }

    fn with_shipped_frame(mut parts: Vec<Part>, also_known: &BTreeSet<QuestionId>) -> Self {
        let is_frame = |part: &Part| {
            matches!(
                part.document,
                Some(Document::Competencies(..) | Document::Guidance(_) | Document::Blueprint(_))
            )
        };
        // The shipped questions are the most to read, and none of the frame.
        let shipped = shipped_sources().into_iter().filter(|source| !is_shipped_bank(source));
        let shipped = shipped.map(Part::read).filter(is_frame);
        parts.extend(shipped.map(|part| Part { is_fallback: true, ..part }));
        Self::gather(parts, also_known)
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
        library.bank.questions.reserve_exact(library.own.questions);
        let mut known = BTreeSet::new();
        let mut unusable = Vec::new();
        let mut plans = Vec::new();
        for mut part in parts {
            library.problems.append(&mut part.problems);
            unusable.append(&mut part.unusable);
            // A bank file is let go as soon as its questions are taken: it is the most there is.
            match part.document.take() {
                Some(Document::Bank(questions, drafts)) => {
                    library.take_questions(&part, questions, &mut known);
                    library.take_drafts(&part, drafts, &mut known);
                }
                Some(document) => plans.push((part, document)),
                None => {}
            }
        }
        // Its id is taken, but a set can name no draft.
        library.bank.drafts.iter().for_each(|draft| {
            known.remove(draft.id());
        });
        // A question with a problem of its own is not one that is missing.
        known.extend(unusable);
        known.extend(also_known.iter().cloned());
        for (part, document) in plans {
            library.take_plan(&part, document, &known);
        }
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
                let message = format!("another competency is called \"{}\"", competency.id);
                problems.push(Problem::error(Place::of(*entry, "id"), message));
            }
        }
        if self.bank.scale.anchors.is_empty() {
            self.bank.scale = scale.clone();
        }
        self.report(part, problems);
    }

    fn take_questions(
        &mut self,
        part: &Part,
        questions: Vec<(usize, Question)>,
        known: &mut BTreeSet<QuestionId>,
    ) {
        let problems = check_questions(&questions, &self.bank.competencies, known);
        self.bank.questions.extend(sound(questions, &problems));
        self.report(part, problems);
    }

    fn take_drafts(
        &mut self,
        part: &Part,
        drafts: Vec<(usize, Draft)>,
        known: &mut BTreeSet<QuestionId>,
    ) {
        let problems = check_drafts(&drafts, &self.bank.competencies, known);
        self.bank.drafts.extend(sound(drafts, &problems));
        self.report(part, problems);
    }

    fn take_plan(&mut self, part: &Part, document: Document, known: &BTreeSet<QuestionId>) {
        let problems = match document {
            Document::Blueprint(blueprint) => self.take_blueprint(blueprint, part.is_fallback),
            Document::Set(set) => {
                let mut problems = check_set(&set, known, &self.bank.competencies);
                if self.bank.sets.iter().any(|other| other.id == set.id) {
                    let message = format!("another set is called \"{}\"", set.id);
                    problems.push(Problem::error(Place::field("id"), message));
                }
                if !problems.iter().any(Problem::is_error) {
                    let file = part.set_file.clone();
                    self.set_files.extend(file.map(|file| (set.id.clone(), file)));
                    self.bank.sets.push(set);
                }
                problems
            }
            Document::Session(record) => check_session(&record),
            Document::Practice(practice) => {
                let problems = check_practice(&practice, |id| self.bank.question(id));
                if !problems.iter().any(Problem::is_error) {
                    self.bank.practices.push(practice);
                }
                problems
            }
            Document::Topics(topics) => {
                let problems = check_topics(&topics, &self.bank.topics);
                self.bank.topics.extend(topics.into_iter().map(|(_, topic)| topic));
                problems
            }
            Document::Guidance(sections) => {
                // The first guide holds: a workspace's own stands before the shipped one.
                if self.bank.guidance.is_empty() {
                    self.bank.guidance = sections;
                }
                Vec::new()
            }
            Document::Bank(..) | Document::Competencies(..) => Vec::new(),
        };
        self.report(part, problems);
    }

    fn take_blueprint(&mut self, blueprint: Blueprint, is_fallback: bool) -> Vec<Problem> {
        let mut problems = check_blueprint(&blueprint, &self.bank);
        if self.bank.blueprint(blueprint.seniority).is_some() {
            if is_fallback {
                return Vec::new();
            }
            let seniority = blueprint.seniority.label();
            let message = format!("another blueprint is for {seniority}");
            let problem = Problem::error(Place::field("seniority"), message);
            problems.push(problem.with_hint("keep one of the two"));
        }
        if !problems.iter().any(Problem::is_error) {
            self.bank.blueprints.push(blueprint);
        }
        problems
    }

    fn report(&mut self, part: &Part, problems: Vec<Problem>) {
        self.problems.extend(part.outline.locate(&part.source, problems));
    }
}

/// The entries of a file that no error names.
fn sound<T>(entries: Vec<(usize, T)>, problems: &[Problem]) -> impl Iterator<Item = T> + use<T> {
    let errors = problems.iter().filter(|problem| problem.is_error());
    let broken: BTreeSet<usize> = errors.filter_map(|problem| problem.place.entry).collect();
    entries.into_iter().filter(move |(entry, _)| !broken.contains(entry)).map(|(_, entry)| entry)
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
    let (record, problems) = read_session_with_problems(path)?;
    if problems.is_empty() { Ok(record) } else { Err(problems) }
}

/// The session of a file with every contradiction in it; an error where no session can be read.
pub fn read_session_with_problems(
    path: &Path,
) -> Result<(SessionRecord, Vec<FileProblem>), Vec<FileProblem>> {
    session_of(read_source(path).map_err(|problem| vec![problem])?)
}

/// The session of a text that was read already, with every contradiction in it.
pub fn session_of(source: Source) -> Result<(SessionRecord, Vec<FileProblem>), Vec<FileProblem>> {
    let path = source.path.clone();
    let mut part = Part::read(source);
    let record = match part.document.take() {
        Some(Document::Session(record)) => record,
        Some(_) => return Err(vec![FileProblem::whole(&path, "this is not a session file")]),
        None => return Err(part.problems),
    };
    let mut problems = part.outline.locate(&part.source, check_session(&record));
    problems.append(&mut part.problems);
    problems.sort();
    Ok((*record, problems))
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
        Document::Bank(questions, _) => Ok(questions.into_iter().map(|(_, q)| q.id).collect()),
        Document::Competencies(..)
        | Document::Topics(_)
        | Document::Guidance(_)
        | Document::Blueprint(_)
        | Document::Practice(_) => {
            let problem = FileProblem::whole(path, "this file names no questions");
            Err(vec![problem.with_hint("give a set, a session or a bank")])
        }
    }
}
