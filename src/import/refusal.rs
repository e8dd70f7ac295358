//! Why a file gives no questions, in words that say what to do.

use super::found::{Fate, LeftOut, Lines};

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("the file is empty")]
    Empty,
    #[error("the file is larger than {} MB; split it, or import only the part with the questions", limit >> 20)]
    TooBig { limit: usize },
    #[error(
        "the file is password-protected; open it with its password, remove the password and save it again"
    )]
    PasswordProtected,
    #[error("{} cannot be read; {}", .0.what(), .0.advice())]
    Foreign(Foreign),
    #[error(
        "the file is cut off or damaged; copy or download it again, or open it and save it anew"
    )]
    Damaged,
    #[error(
        "the archive unpacks to far more than such a document holds, so it was not unpacked; open it and save it anew"
    )]
    Bomb,
    #[error("the document is nested too deeply to be read safely; open it and save it anew")]
    TooDeep,
    #[error(
        "the workbook has more than {limit} filled cells; save the sheet with the questions by itself"
    )]
    TooManyCells { limit: usize },
    #[error("{seen}")]
    NoQuestions { seen: String },
    #[error(
        "the file is in no format that can be read; save it as .docx, .xlsx, .csv, .md or .txt"
    )]
    Unknown,
    /// The file breaks the rules of its format here.
    #[error("{message}")]
    Broken { line: usize, column: usize, message: String },
}

/// Formats that are recognised and not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Foreign {
    OldWord,
    OldExcel,
    /// A container of Office 97 with something else in it.
    OldOffice,
    BinaryExcel,
    PowerPoint,
    Pdf,
    RichText,
    OpenText,
    OpenSheet,
    OpenOther,
    Apple,
    Book,
    Picture,
    /// An archive that is no document.
    Archive,
    Binary,
}

impl Foreign {
    fn what(self) -> &'static str {
        match self {
            Self::OldWord => "an old Word file (.doc)",
            Self::OldExcel => "an old Excel file (.xls)",
            Self::OldOffice => "an old Office file",
            Self::BinaryExcel => "a binary Excel file (.xlsb)",
            Self::PowerPoint => "a presentation",
            Self::Pdf => "a PDF file",
            Self::RichText => "a rich text file (.rtf)",
            Self::OpenText => "an OpenDocument text (.odt)",
            Self::OpenSheet => "an OpenDocument sheet (.ods)",
            Self::OpenOther => "an OpenDocument file",
            Self::Apple => "a Pages, Numbers or Keynote file",
            Self::Book => "an e-book",
            Self::Picture => "a picture",
            Self::Archive => "an archive without a Word or Excel document in it",
            Self::Binary => "a binary file",
        }
    }

    fn advice(self) -> &'static str {
        match self {
            Self::OldWord | Self::RichText | Self::OpenText => "open it and save it as .docx",
            Self::OldExcel | Self::BinaryExcel | Self::OpenSheet => "open it and save it as .xlsx",
            Self::OldOffice | Self::OpenOther => "open it and save it as .docx or .xlsx",
            Self::Pdf => "open it in Word and save it as .docx, or copy its text into a .txt file",
            Self::Apple => "export it as .docx or .xlsx",
            Self::PowerPoint | Self::Book => "copy its text into a .docx or .txt file",
            Self::Picture => "type or copy its text into a .txt file",
            Self::Archive => "unpack it and import the files in it one by one",
            Self::Binary => "save its text as .docx, .xlsx, .csv, .md or .txt",
        }
    }
}

impl Refusal {
    /// Line and column that it is about, both from 1.
    pub fn place(&self) -> (usize, usize) {
        match self {
            Self::Broken { line, column, .. } => (*line, *column),
            _ => (1, 1),
        }
    }

    pub fn no_questions(fates: &[(Lines, Fate)]) -> Self {
        Self::NoQuestions { seen: Seen::of(fates).words() }
    }
}

/// Lines of a document without a question, by what they are.
#[derive(Default)]
struct Seen {
    headings: usize,
    text: usize,
    links: usize,
    contents: usize,
    pictures: usize,
    placeholders: usize,
}

impl Seen {
    fn of(fates: &[(Lines, Fate)]) -> Self {
        let mut seen = Self::default();
        for (lines, fate) in fates {
            let count = lines.last.saturating_sub(lines.first).saturating_add(1);
            let place = match fate {
                Fate::Heading => &mut seen.headings,
                Fate::LeftOut(LeftOut::Contents) => &mut seen.contents,
                Fate::LeftOut(LeftOut::Advertisement) => &mut seen.links,
                Fate::LeftOut(LeftOut::Picture) => &mut seen.pictures,
                Fate::LeftOut(LeftOut::Placeholder) => &mut seen.placeholders,
                Fate::LeftOut(LeftOut::Furniture) => continue,
                _ => &mut seen.text,
            };
            *place = place.saturating_add(count);
        }
        seen
    }

    fn words(&self) -> String {
        let mut parts = Vec::new();
        for (count, one, many) in [
            (self.headings, "heading", "headings"),
            (self.text, "line of text", "lines of text"),
            (self.links, "link", "links"),
            (self.pictures, "picture", "pictures"),
            (self.placeholders, "empty placeholder", "empty placeholders"),
        ] {
            match count {
                0 => {}
                1 => parts.push(format!("1 {one}")),
                _ => parts.push(format!("{count} {many}")),
            }
        }
        if self.contents > 0 {
            parts.push("a table of contents".to_owned());
        }
        let only_a_list = self.text == 0 && self.headings <= 3;
        match parts.split_last() {
            None => "no questions were found: there is no text in the file".to_owned(),
            Some(_) if only_a_list && self.contents > 0 => {
                "no questions were found: only a table of contents; import the document that it leads to".to_owned()
            }
            Some(_) if only_a_list && self.links > 0 => {
                "no questions were found: only links; import the documents that they lead to".to_owned()
            }
            Some(_) if only_a_list && self.pictures > 0 => {
                "no questions were found: only pictures, and what they show is not read".to_owned()
            }
            Some((only, [])) => format!("no questions were found: only {only}"),
            Some((last, others)) => format!("no questions were found: {} and {last}", others.join(", ")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(fates: &[(usize, Fate)], expected: &str) {
        let mut line = 1;
        let fates: Vec<_> = fates
            .iter()
            .map(|(count, fate)| {
                let lines = Lines::new(line, line + count - 1);
                line += count;
                (lines, *fate)
            })
            .collect();
        assert_eq!(
            Refusal::no_questions(&fates).to_string(),
            format!("no questions were found: {expected}")
        );
    }

    #[test]
    fn a_document_without_questions_is_told_by_what_is_in_it() {
        let text = Fate::LeftOut(LeftOut::Other);
        let links = Fate::LeftOut(LeftOut::Advertisement);
        let contents = Fate::LeftOut(LeftOut::Contents);
        check(
            &[(12, Fate::Heading), (30, text), (5, contents)],
            "12 headings, 30 lines of text and a table of contents",
        );
        check(&[(1, text)], "only 1 line of text");
        check(
            &[(1, Fate::Heading), (7, links)],
            "only links; import the documents that they lead to",
        );
        check(
            &[(1, Fate::Heading), (7, contents)],
            "only a table of contents; import the document that it leads to",
        );
        check(
            &[(2, Fate::LeftOut(LeftOut::Picture))],
            "only pictures, and what they show is not read",
        );
        check(&[], "there is no text in the file");
    }
}
