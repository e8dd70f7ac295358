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
    /// Known lines and columns, in order; only a file with problems needs them.
    milestones: OnceLock<Vec<Milestone>>,
}

/// The line and column of a byte: at the start of each line, and now and then in long ones.
#[derive(Debug, Clone, Copy)]
struct Milestone {
    offset: u32,
    line: u32,
    column: u32,
}

/// How many bytes of a line lie between two milestones.
const STRETCH: u32 = 256;

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
            Severity::Note => "note: ",
        };
        write!(f, "{}:{line}:{column}: {severity}{}", path.display(), self.words())
    }
}

impl Source {
    /// A file's text under its path.
    pub fn new(path: impl Into<PathBuf>, text: impl Into<String>) -> Self {
        Self { path: path.into(), text: text.into(), milestones: OnceLock::new() }
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
        let all = self.milestones.get_or_init(|| milestones(&self.text));
        let next = all.partition_point(|milestone| milestone.offset <= offset);
        let Some(last) = all.get(next.saturating_sub(1)) else { return (1, 1) };
        let between = self.slice(Span { start: last.offset, end: offset });
        (last.line as usize, last.column as usize + columns(between))
    }
}

fn milestones(text: &str) -> Vec<Milestone> {
    let mut last = Milestone { offset: 0, line: 1, column: 1 };
    let mut all = vec![last];
    for line in text.split_inclusive('\n') {
        let mut rest = line;
        while let Some((stretch, behind)) = split_at_char(rest, STRETCH as usize) {
            last.offset += Span::at(stretch.len()).start;
            last.column += Span::at(columns(stretch)).start;
            all.push(last);
            rest = behind;
        }
        last.offset += Span::at(rest.len()).start;
        (last.line, last.column) = (last.line + 1, 1);
        all.push(last);
    }
    if !text.ends_with('\n') && all.len() > 1 {
        // Behind the last byte no new line begins.
        all.pop();
    }
    all
}

/// A byte order mark is no column of its own.
fn columns(text: &str) -> usize {
    text.chars().filter(|c| *c != '\u{feff}').count()
}

/// Splits about `len` bytes off, where more than those are left.
fn split_at_char(text: &str, len: usize) -> Option<(&str, &str)> {
    let at = (len..text.len()).find(|at| text.is_char_boundary(*at))?;
    text.split_at_checked(at)
}

/// What identifies these very bytes.
pub fn fingerprint(bytes: &[u8]) -> Digest {
    Digest::of_parts("plumbline.file", &[bytes])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_has_its_line_and_column() {
        let long = "é€x".repeat(400);
        let text = format!("\u{feff}one\n\n{long}\r\n{long}");
        for text in [text.as_str(), "", "\n", "a", "a\n"] {
            let source = Source::new("a.ron", text);
            let (mut line, mut column) = (1, 1);
            for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
                let problem = source.error(Fault::new(Span::at(at), ""));
                assert_eq!((problem.line, problem.column), (line, column), "byte {at}");
                match c {
                    '\n' => (line, column) = (line + 1, 1),
                    '\u{feff}' => {}
                    _ => column += 1,
                }
            }
        }
    }
}
