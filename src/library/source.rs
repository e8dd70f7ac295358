//! A file's text, and problems that point into it.

use std::fmt;
use std::ops::Range;
use std::path::{Path, PathBuf};

use crate::domain::canonical::Digest;

/// A file as it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Where it lies; for shipped content a path below `rubrics/`.
    pub path: PathBuf,
    /// Its text, every byte of it.
    pub text: String,
    /// Where each line starts.
    line_starts: Vec<usize>,
}

/// A problem in a file, with the place where it is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct FileProblem {
    /// The file.
    pub path: PathBuf,
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
    /// What is wrong and what to do.
    pub message: String,
}

impl FileProblem {
    /// A problem with a file as a whole.
    pub fn whole(path: &Path, message: impl Into<String>) -> Self {
        Self { path: path.to_owned(), line: 1, column: 1, message: message.into() }
    }
}

impl fmt::Display for FileProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}: {}", self.path.display(), self.line, self.column, self.message)
    }
}

impl Source {
    /// A file's text under its path.
    pub fn new(path: impl Into<PathBuf>, text: impl Into<String>) -> Self {
        let text = text.into();
        let behind_breaks = text.match_indices('\n').map(|(at, _)| at + 1);
        let line_starts = std::iter::once(0).chain(behind_breaks).collect();
        Self { path: path.into(), text, line_starts }
    }

    /// The part of the text at `span`; empty where the span lies outside.
    pub fn slice(&self, span: &Range<usize>) -> &str {
        self.text.get(span.clone()).unwrap_or_default()
    }

    /// Line and column (in characters), both from 1, of a byte offset.
    fn line_column(&self, offset: usize) -> (usize, usize) {
        let line = self.line_starts.partition_point(|start| *start <= offset).max(1);
        let start = self.line_starts.get(line - 1).copied().unwrap_or(0);
        let before = self.text.get(start..offset).unwrap_or_default();
        // A byte order mark is no column of its own.
        (line, 1 + before.chars().filter(|c| *c != '\u{feff}').count())
    }

    /// A problem at byte `offset`.
    pub fn problem_at(&self, offset: usize, message: impl Into<String>) -> FileProblem {
        let (line, column) = self.line_column(offset);
        FileProblem { path: self.path.clone(), line, column, message: message.into() }
    }

    /// A problem at a line and column of the piece of text that starts at byte `base`.
    pub fn problem_within(
        &self,
        base: usize,
        (line, column): (usize, usize),
        message: impl Into<String>,
    ) -> FileProblem {
        let (base_line, base_column) = self.line_column(base);
        let column = if line == 1 { base_column + column - 1 } else { column };
        let line = base_line + line - 1;
        FileProblem { path: self.path.clone(), line, column, message: message.into() }
    }
}

/// What identifies these very bytes.
pub fn fingerprint(bytes: &[u8]) -> Digest {
    Digest::of_parts("plumbline.file", &[bytes])
}
