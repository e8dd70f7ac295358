//! A file's text, and problems that point into it.

use std::fmt;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use crate::domain::canonical::Digest;
use crate::domain::check::Severity;

/// A part of a text, in bytes from its start. Two `u32`, because a library holds very many.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Span {
    /// The first byte.
    pub start: u32,
    /// Behind the last byte.
    pub end: u32,
}

impl Span {
    /// Offsets beyond 4 GiB are cut off there; no file that large is read.
    pub fn new(start: usize, end: usize) -> Self {
        let short = |offset| u32::try_from(offset).unwrap_or(u32::MAX);
        Self { start: short(start), end: short(end) }
    }

    /// The place between two bytes.
    pub fn at(offset: usize) -> Self {
        Self::new(offset, offset)
    }

    /// The span as the standard library slices by.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Whether `inner` lies in this span.
    pub fn covers(self, inner: Self) -> bool {
        self.start <= inner.start && inner.end <= self.end
    }
}

/// A file as it was read.
#[derive(Debug, Clone)]
pub struct Source {
    /// Where it lies; for shipped content a path below `rubrics/`.
    pub path: PathBuf,
    /// Its text, every byte of it.
    pub text: String,
    /// Where each line starts; only a file with problems needs it.
    line_starts: OnceLock<Vec<u32>>,
}

/// Something wrong in a text, before it is known which file the text is from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Where it is.
    pub span: Span,
    /// What is wrong, in one short sentence.
    pub message: String,
    /// What to do, or the name that was likely meant.
    pub hint: Option<String>,
}

/// A problem in a file, with the place where it is. In order of files and places.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct FileProblem {
    /// The file.
    pub path: PathBuf,
    /// The bytes that are wrong.
    pub span: Span,
    /// The line of the span's start, from 1.
    pub line: usize,
    /// Its column in characters, from 1.
    pub column: usize,
    /// Whether what stands there can be used all the same.
    pub severity: Severity,
    /// What is wrong, in one short sentence.
    pub message: String,
    /// What to do, or the name that was likely meant.
    pub hint: Option<String>,
}

impl Fault {
    /// A fault with nothing to advise.
    pub fn new(span: Span, message: impl Into<String>) -> Self {
        Self { span, message: message.into(), hint: None }
    }

    /// The fault with what to do about it.
    pub fn with_hint(self, hint: impl Into<String>) -> Self {
        self.with_hint_if(Some(hint.into()))
    }

    /// The fault with what to do about it, where that is known.
    pub fn with_hint_if(self, hint: Option<String>) -> Self {
        Self { hint, ..self }
    }
}

impl FileProblem {
    /// A problem with a file as a whole.
    pub fn whole(path: &Path, message: impl Into<String>) -> Self {
        Self {
            path: path.to_owned(),
            span: Span::default(),
            line: 1,
            column: 1,
            severity: Severity::Error,
            message: message.into(),
            hint: None,
        }
    }

    /// The problem with what to do about it.
    pub fn with_hint(self, hint: impl Into<String>) -> Self {
        Self { hint: Some(hint.into()), ..self }
    }

    /// What is wrong and what to do.
    pub fn words(&self) -> String {
        match &self.hint {
            Some(hint) => format!("{}; {hint}", self.message),
            None => self.message.clone(),
        }
    }
}

impl fmt::Display for FileProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { path, line, column, .. } = self;
        let severity = match self.severity {
            Severity::Error => "",
            Severity::Warning => "warning: ",
        };
        write!(f, "{}:{line}:{column}: {severity}{}", path.display(), self.words())
    }
}

impl Source {
    /// A file's text under its path.
    pub fn new(path: impl Into<PathBuf>, text: impl Into<String>) -> Self {
        Self { path: path.into(), text: text.into(), line_starts: OnceLock::new() }
    }

    /// The part of the text at `span`; empty where the span lies outside.
    pub fn slice(&self, span: Span) -> &str {
        self.text.get(span.range()).unwrap_or_default()
    }

    /// The fault as an error in this file.
    pub fn error(&self, fault: Fault) -> FileProblem {
        self.problem(fault, Severity::Error)
    }

    /// The fault as a problem in this file.
    pub fn problem(&self, fault: Fault, severity: Severity) -> FileProblem {
        let Fault { span, message, hint } = fault;
        let (line, column) = self.line_column(span.start);
        FileProblem { path: self.path.clone(), span, line, column, severity, message, hint }
    }

    /// Line and column (in characters), both from 1, of a byte offset.
    fn line_column(&self, offset: u32) -> (usize, usize) {
        let starts = self.line_starts.get_or_init(|| {
            let behind_breaks = self.text.match_indices('\n').map(|(at, _)| Span::at(at + 1).start);
            std::iter::once(0).chain(behind_breaks).collect()
        });
        let line = starts.partition_point(|start| *start <= offset).max(1);
        let start = starts.get(line - 1).copied().unwrap_or(0);
        let before = self.slice(Span { start, end: offset });
        // A byte order mark is no column of its own.
        (line, 1 + before.chars().filter(|c| *c != '\u{feff}').count())
    }
}

/// What identifies these very bytes.
pub fn fingerprint(bytes: &[u8]) -> Digest {
    Digest::of_parts("plumbline.file", &[bytes])
}
