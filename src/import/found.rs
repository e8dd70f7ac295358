//! What an import gives back.

use serde::Serialize;

use super::readers::Format;
use super::refusal::Refusal;
use crate::domain::level::{Kind, Level};

/// The questions of one document, and what became of the rest of it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Imported {
    /// `None` until the reader is known.
    pub format: Option<Format>,
    /// In the order of the document.
    pub questions: Vec<Found>,
    /// In the order of their lines.
    pub notices: Vec<Notice>,
    /// What became of each line, by line; a blank line has no entry.
    pub fates: Vec<(Lines, Fate)>,
    /// The document can be read in another way that fits nearly as well.
    pub doubt: Option<Doubt>,
}

/// Lines of the source, the first one being 1; rows of a sheet, paragraphs of a Word file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Lines {
    pub first: usize,
    pub last: usize,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Found {
    /// The question itself: no number, bullet, emphasis or status mark.
    pub text: String,
    /// What completes it: bullets below it, options.
    pub details: String,
    pub line: usize,
    pub end_line: usize,
    /// The headings above it, outermost first; in a workbook, its sheet comes first.
    pub section: Vec<String>,
    /// `None` where the document states none.
    pub level: Option<Level>,
    /// The words that state it.
    pub level_stated: Option<String>,
    /// As the document counts it.
    pub number: Option<u32>,
    pub kind: Kind,
    pub answer: String,
    /// Code of the question or, below an answer, of the answer.
    pub code: String,
    /// The code belongs to the question: a candidate may see it. Else it may give the answer away.
    #[serde(skip)]
    pub is_code_asked: bool,
}

/// Something to look at: a doubtful line, or one that was left out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Notice {
    pub line: usize,
    pub message: String,
}

/// What became of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fate {
    /// Text of the question with this place in the list.
    Question(usize),
    /// What completes that question.
    Details(usize),
    Answer(usize),
    Code(usize),
    Heading,
    LeftOut(LeftOut),
}

impl Fate {
    /// The same where so many questions come before.
    pub fn after(self, before: usize) -> Self {
        match self {
            Self::Question(index) => Self::Question(index + before),
            Self::Details(index) => Self::Details(index + before),
            Self::Answer(index) => Self::Answer(index + before),
            Self::Code(index) => Self::Code(index + before),
            Self::Heading | Self::LeftOut(_) => self,
        }
    }
}

/// Why a line is in no question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LeftOut {
    /// Before the first question, or between a heading and its questions.
    Introduction,
    /// A list of what follows below.
    Contents,
    /// Repeats questions above.
    Repeat,
    /// Other words for a question above.
    Rewording,
    /// Said around the questions: to a chat partner, about the document.
    Chatter,
    /// Links, badges, sponsors.
    Advertisement,
    /// An empty place for something to come.
    Placeholder,
    /// A picture; what it shows is not read.
    Picture,
    /// Rulers, comments, header rows, settings of the file's tools.
    Furniture,
    /// Text of the document that belongs to no question.
    Other,
}

/// Two readings of a document that fit about as well.
#[derive(Debug, Clone, PartialEq)]
pub struct Doubt {
    /// What was taken, such as "40 numbered items".
    pub taken: String,
    /// The other one, such as "3 lines with a question mark".
    pub other: String,
    /// The document in that other reading.
    pub reading: Box<Imported>,
}

impl Lines {
    pub fn new(first: usize, last: usize) -> Self {
        Self { first, last: last.max(first) }
    }

    pub fn one(line: usize) -> Self {
        Self::new(line, line)
    }
}

impl Found {
    /// A question at these lines with nothing but its text.
    pub fn new(text: impl Into<String>, lines: Lines) -> Self {
        Self {
            text: text.into(),
            details: String::new(),
            line: lines.first,
            end_line: lines.last,
            section: Vec::new(),
            level: None,
            level_stated: None,
            number: None,
            kind: Kind::Knowledge,
            answer: String::new(),
            code: String::new(),
            is_code_asked: false,
        }
    }
}

impl Notice {
    pub fn new(line: usize, message: impl Into<String>) -> Self {
        Self { line, message: message.into() }
    }
}

impl LeftOut {
    pub fn reason(self) -> &'static str {
        match self {
            Self::Introduction => "introduction",
            Self::Contents => "table of contents",
            Self::Repeat => "repeats questions above",
            Self::Rewording => "other words for a question above",
            Self::Chatter => "talk around the questions",
            Self::Advertisement => "links and advertisements",
            Self::Placeholder => "empty placeholder",
            Self::Picture => "picture",
            Self::Furniture => "not text of the document",
            Self::Other => "belongs to no question",
        }
    }
}

impl Imported {
    pub fn is_doubtful(&self) -> bool {
        self.doubt.is_some()
    }

    pub(super) fn with_notices(mut self, notices: Vec<Notice>) -> Self {
        self.notices.extend(notices);
        self
    }

    /// Every line of the text that has no fate yet is left out as this: brackets, say.
    pub(super) fn with_rest(mut self, text: &str, rest: LeftOut) -> Self {
        let lines = text.split('\n').count();
        let mut is_known = vec![false; lines + 1];
        for (of, _) in &self.fates {
            let of = is_known.get_mut(of.first..=of.last.min(lines));
            of.into_iter().flatten().for_each(|known| *known = true);
        }
        for (number, line) in (1..).zip(text.split('\n')) {
            if !line.trim().is_empty() && is_known.get(number) == Some(&false) {
                self.fates.push((Lines::one(number), Fate::LeftOut(rest)));
            }
        }
        self
    }

    /// Finished, or refused where there is no question in it.
    pub(super) fn checked(mut self, format: Format) -> Result<Self, Refusal> {
        if self.questions.is_empty() {
            return Err(Refusal::no_questions(&self.fates));
        }
        self.format = Some(format);
        self.notices.sort_by_key(|notice| notice.line);
        self.fates.sort_unstable();
        // A line can hold two paragraphs of one answer.
        self.fates.dedup();
        Ok(self)
    }
}
