//! A file of a library with what was read from it, and what the files say of each other.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::cores::{all_cores, on_cores};
use super::document::{Document, Outline, read_document};
use super::folder::{list_folder, read_source};
use super::set_file::SetFile;
use super::source::{FileProblem, Source, Span};
use super::tree::Tree;
use crate::domain::check::{Problem, check_draft};
use crate::domain::draft::{Draft, Entry};
use crate::domain::ids::QuestionId;
use crate::domain::measure::measure;
use crate::domain::question::Question;

/// A file with what was read from it.
pub struct Part {
    /// Shipped content that stands in where a folder has none of its own.
    pub is_fallback: bool,
    pub source: Source,
    pub document: Option<Document>,
    pub outline: Outline,
    /// The ids of questions that could not be read.
    pub unusable: Vec<QuestionId>,
    pub problems: Vec<FileProblem>,
    /// Where a set was read from; shipped ones have no file.
    pub set_file: Option<SetFile>,
}

impl Part {
    pub fn read(source: Source) -> Self {
        let reading = read_document(&source);
        let outline = reading.outline.unwrap_or_default();
        let unusable = match &reading.document {
            Some(Document::Bank(questions, drafts)) => {
                unusable_ids(&source, &outline, questions, drafts)
            }
            _ => Vec::new(),
        };
        let (document, problems) = (reading.document, reading.problems);
        Self { is_fallback: false, source, document, outline, unusable, problems, set_file: None }
    }

    fn of_disk(source: Source) -> Self {
        let part = Self::read(source);
        let is_set = matches!(part.document, Some(Document::Set(_)));
        let set_file = is_set.then(|| SetFile::of(&part.source));
        Self { set_file, ..part }
    }

    pub fn question_ids(&self) -> impl Iterator<Item = &QuestionId> {
        let questions: &[(usize, Question)] = match &self.document {
            Some(Document::Bank(questions, _)) => questions,
            _ => &[],
        };
        questions.iter().map(|(_, question)| &question.id).chain(&self.unusable)
    }
}

/// The ids of the entries that are not among `questions`, where an id can be read at all.
fn unusable_ids(
    source: &Source,
    outline: &Outline,
    questions: &[(usize, Question)],
    drafts: &[(usize, Draft)],
) -> Vec<QuestionId> {
    let mut usable = questions.iter().map(|(place, _)| *place).peekable();
    let mut drafts = drafts.iter().map(|(place, _)| *place).peekable();
    let entries = outline.entries.iter().enumerate();
    let others = entries.filter(|(place, _)| {
        usable.next_if_eq(place).or_else(|| drafts.next_if_eq(place)).is_none()
    });
    let id = |(_, span): (usize, &Span)| {
        let tree = Tree::of_value(&source.text, *span);
        tree.root()?.field("id")?.value.read().ok()
    };
    others.filter_map(id).collect()
}

pub fn read_all(cores: usize, sources: Vec<Source>) -> Vec<Part> {
    on_cores(cores, sources, Part::read)
}

/// The files of a folder in the order of their paths, and what could not be read.
pub fn read_folder(folder: &Path) -> (Vec<Part>, Vec<FileProblem>) {
    let (paths, mut problems) = list_folder(folder);
    let (parts, failed) = read_files(paths);
    problems.extend(failed);
    (parts, problems)
}

pub fn read_files(paths: Vec<PathBuf>) -> (Vec<Part>, Vec<FileProblem>) {
    let mut parts = Vec::with_capacity(paths.len());
    let mut problems = Vec::new();
    for read in on_cores(all_cores(), paths, |path| read_source(&path).map(Part::of_disk)) {
        match read {
            Ok(part) => parts.push(part),
            Err(problem) => problems.push(problem),
        }
    }
    (parts, problems)
}

/// Adds what can be computed of how well the questions measure, and what drafts still need, to the
/// problems of their files.
pub fn measure_parts(parts: &mut [Part], also_known: &BTreeSet<QuestionId>) {
    let known = parts.iter().flat_map(Part::question_ids).chain(also_known).cloned().collect();
    let mut questions = Vec::new();
    let mut topics = BTreeSet::new();
    for part in parts.iter() {
        match &part.document {
            Some(Document::Bank(entries, _)) => {
                questions.extend(entries.iter().map(|(_, question)| question));
            }
            Some(Document::Topics(listed)) => {
                topics.extend(listed.iter().map(|(_, topic)| topic.key.as_str()));
            }
            _ => {}
        }
    }
    let mut found: BTreeMap<usize, Vec<Problem>> = BTreeMap::new();
    for (place, problem) in measure(&questions, &known, &topics) {
        found.entry(place).or_default().push(problem);
    }
    let mut place = 0..;
    for part in parts {
        let Some(Document::Bank(entries, drafts)) = &part.document else { continue };
        let drafts = drafts.iter().map(|(entry, draft)| (*entry, Entry::Draft(draft)));
        let all = entries.iter().map(|(entry, question)| (*entry, Entry::Question(question)));
        let mut problems: Vec<Problem> =
            all.chain(drafts).filter_map(|(entry, draft)| check_draft(entry, draft)).collect();
        for ((entry, _), place) in entries.iter().zip(&mut place) {
            let of_entry = found.remove(&place).unwrap_or_default();
            problems.extend(of_entry.into_iter().map(|mut problem| {
                problem.place.entry = Some(*entry);
                problem
            }));
        }
        let located = part.outline.locate(&part.source, problems);
        part.problems.extend(located);
    }
}
