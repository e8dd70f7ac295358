//! Values separated by commas, semicolons, tabs or bars. Quoting is that of RFC 4180.

use super::{Content, Format, Reader};
use crate::import::found::Lines;
use crate::import::input::Input;
use crate::import::refusal::Refusal;
use crate::import::table::{self, Row, Table};
use crate::import::{html, markup};

pub struct Separated;

const SEPARATORS: [u8; 4] = [b',', b';', b'\t', b'|'];
/// Records that are looked at to find the separator.
const SAMPLE: usize = 200;
/// A quote that is never closed swallows the rest of the file; no cell has this many lines.
const MAX_CELL_LINES: usize = 400;

impl Reader for Separated {
    fn format(&self) -> Format {
        Format::Separated
    }

    fn claims(&self, input: &Input<'_>) -> u8 {
        input.text.as_deref().map_or(0, |text| {
            let is_named = input.is_named("csv") || input.is_named("tsv");
            Separation::of(text, is_named).map_or(0, |separation| separation.claim)
        })
    }

    fn read(&self, input: &Input<'_>) -> Result<Content, Refusal> {
        let text = input.text.as_deref().unwrap_or_default();
        let separator = Separation::of(text, true).map_or(b',', |separation| separation.separator);
        let mut rows = rows(text, separator);
        clean(&mut rows);
        Ok(Content::Tables(vec![Table { name: None, rows }], Vec::new()))
    }
}

/// Takes HTML out of the cells of a file that is full of it, as exported flash cards are. In others a tag is
/// rather what a question is about.
fn clean(rows: &mut [Row]) {
    let has_html = |row: &&Row| row.cells.iter().any(|cell| html::has_tags(cell));
    let is_declared =
        |row: &Row| row.cells.iter().any(|cell| cell.trim().eq_ignore_ascii_case("#html:true"));
    let marked = rows.iter().filter(has_html).count();
    if marked < 3 || marked * 5 < rows.len() && !rows.iter().take(10).any(is_declared) {
        return;
    }
    for cell in rows.iter_mut().flat_map(|row| &mut row.cells) {
        if cell.contains(['<', '&']) {
            let plain = markup::html(cell);
            *cell = plain.text;
            if !plain.code.trim().is_empty() {
                cell.push_str(&format!("\n```\n{}\n```", plain.code.trim_end()));
            }
        }
    }
}

/// How the text is separated, and how sure that is.
struct Separation {
    separator: u8,
    claim: u8,
}

impl Separation {
    /// The one by which most records have the same number of cells; `None` where no separator does so.
    fn of(text: &str, is_named: bool) -> Option<Self> {
        if let Some(separator) = declared(text) {
            return Some(Self { separator, claim: 95 });
        }
        let sample = sample(text);
        let looks_marked_up = sample.lines().take(SAMPLE).any(|line| {
            let line = line.trim_start();
            line.starts_with("```")
                || line.starts_with("|")
                || line.starts_with("# ")
                || line.starts_with("## ")
        });
        let mut best: Option<Self> = None;
        for separator in SEPARATORS {
            let Some(claim) = claim(sample, separator, is_named, looks_marked_up) else { continue };
            if best.as_ref().is_none_or(|best| claim > best.claim) {
                best = Some(Self { separator, claim });
            }
        }
        let has_one_column = || {
            is_named && rows(sample, b',').first().is_some_and(|row| table::is_header(&row.cells))
        };
        best.or_else(|| has_one_column().then_some(Self { separator: b',', claim: 70 }))
    }
}

fn claim(sample: &str, separator: u8, is_named: bool, looks_marked_up: bool) -> Option<u8> {
    let mut rows = rows(sample, separator);
    if sample.len() >= SAMPLE_BYTES && rows.len() > 1 {
        // The last one may be cut off.
        rows.pop();
    }
    rows.truncate(SAMPLE);
    let mut widths: Vec<usize> = rows.iter().map(|row| row.cells.len()).collect();
    widths.sort_unstable();
    let usual = widths.get(widths.len() / 2).copied().unwrap_or_default();
    // Records that fall short have lost empty cells at their end; those that are longer do not fit.
    let fitting = widths.iter().filter(|width| **width == usual).count();
    let share = fitting * 100 / widths.len().max(1);
    if usual < 2 || rows.len() < 2 {
        return None;
    }
    let has_header =
        rows.iter().take(5).any(|row| row.cells.len() >= 2 && table::is_header(&row.cells));
    let quoted = sample
        .lines()
        .take(SAMPLE)
        .filter(|line| line.contains("\",") || line.contains(",\"") || line.starts_with('"'))
        .count();
    let is_spaced = reads_as_prose(&rows);
    let base = match (has_header, separator) {
        (_, b'|') if looks_marked_up => return None,
        (true, _) if share >= 60 => 90,
        _ if looks_marked_up => return None,
        (_, b'\t') if share >= 80 => 75,
        _ if is_named && share >= 70 => 80,
        _ if share == 100 && rows.len() >= 3 && (!is_spaced || quoted > rows.len() / 2) => 60,
        _ => return None,
    };
    Some(base + u8::from(share == 100) * 5)
}

/// In running text a comma is followed by a space, and cells begin in the middle of a sentence.
fn reads_as_prose(rows: &[Row]) -> bool {
    let (mut spaced, mut all) = (0, 0);
    for cell in rows.iter().flat_map(|row| row.cells.iter().skip(1)) {
        all += 1;
        spaced += usize::from(cell.starts_with(' '));
    }
    spaced * 2 > all
}

const SAMPLE_BYTES: usize = 128 << 10;

fn sample(text: &str) -> &str {
    let end = (SAMPLE_BYTES..text.len()).take(4).find(|end| text.is_char_boundary(*end));
    end.and_then(|end| text.get(..end)).unwrap_or(text)
}

/// `sep=;` in the first line, as Excel writes it, or `#separator:tab`, as Anki does.
fn declared(text: &str) -> Option<u8> {
    let first = text.lines().next()?;
    if let Some(name) = first.strip_prefix("#separator:") {
        return match name.trim().to_lowercase().as_str() {
            "tab" => Some(b'\t'),
            "comma" | "," => Some(b','),
            "semicolon" | ";" => Some(b';'),
            "pipe" | "|" => Some(b'|'),
            _ => None,
        };
    }
    match first.strip_prefix("sep=")?.as_bytes() {
        [separator] => Some(*separator),
        _ => None,
    }
}

/// The records with the lines that they span; blank ones are left out.
fn rows(text: &str, separator: u8) -> Vec<Row> {
    let rows = records(text, separator, true);
    let is_runaway = rows.iter().any(|row| row.lines.last - row.lines.first > MAX_CELL_LINES);
    if is_runaway { records(text, separator, false) } else { rows }
}

fn records(text: &str, separator: u8, quoting: bool) -> Vec<Row> {
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(separator)
        .has_headers(false)
        .flexible(true)
        .quoting(quoting)
        .from_reader(text.as_bytes());
    let mut rows = Vec::new();
    let mut record = csv::StringRecord::new();
    let mut line = Counted { text: text.as_bytes(), at: 0, line: 1 };
    // Reading from memory cannot fail, and what is read is UTF-8: an error would be the end as well.
    while reader.read_record(&mut record).unwrap_or(false) {
        let from = record
            .position()
            .map_or(line.at, |position| usize::try_from(position.byte()).unwrap_or(usize::MAX));
        let to = usize::try_from(reader.position().byte()).unwrap_or(usize::MAX);
        let first = line.after_blank(from);
        let last = line.before(to);
        if record.iter().any(|cell| !cell.trim().is_empty())
            && !(first == 1 && declared(text).is_some())
        {
            rows.push(Row {
                lines: Lines::new(first, last),
                cells: record.iter().map(str::to_owned).collect(),
            });
        }
    }
    rows
}

/// Counts lines while it goes forward once.
struct Counted<'a> {
    text: &'a [u8],
    at: usize,
    line: usize,
}

impl Counted<'_> {
    /// The line of the first character at or after this place that ends no line.
    fn after_blank(&mut self, place: usize) -> usize {
        self.go(place);
        while self.text.get(self.at) == Some(&b'\n') {
            self.go(self.at + 1);
        }
        self.line
    }

    /// The line on which what ends before this place ends.
    fn before(&mut self, place: usize) -> usize {
        let ends_line = place.checked_sub(1).and_then(|last| self.text.get(last)) == Some(&b'\n');
        self.go(if ends_line { place - 1 } else { place });
        self.line
    }

    fn go(&mut self, place: usize) {
        let passed = self.text.get(self.at..place.min(self.text.len())).unwrap_or_default();
        self.line += passed.iter().filter(|byte| **byte == b'\n').count();
        self.at = self.at.max(place.min(self.text.len()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn claims(name: &str, text: &str) -> u8 {
        Separated.claims(&Input::new(name, text.as_bytes()).unwrap())
    }

    fn check(text: &str, separator: u8, expected: &[(usize, usize, &[&str])]) {
        let found = Separation::of(text, true).map(|separation| separation.separator);
        assert_eq!(found, Some(separator), "{text}");
        let rows = rows(text, separator);
        let rows: Vec<_> = rows
            .iter()
            .map(|row| {
                (
                    row.lines.first,
                    row.lines.last,
                    row.cells.iter().map(String::as_str).collect::<Vec<_>>(),
                )
            })
            .collect();
        let expected: Vec<_> =
            expected.iter().map(|(first, last, cells)| (*first, *last, cells.to_vec())).collect();
        assert_eq!(rows, expected);
    }

    #[test]
    fn separators_are_found_by_content() {
        check(
            "Question;Level\nWhat is a, b, c?;Junior\n",
            b';',
            &[(1, 1, &["Question", "Level"]), (2, 2, &["What is a, b, c?", "Junior"])],
        );
        check(
            "q\tlevel\nWhat is it?\teasy",
            b'\t',
            &[(1, 1, &["q", "level"]), (2, 2, &["What is it?", "easy"])],
        );
        check(
            "Thema|Frage\nJava|Was ist JIT?\n",
            b'|',
            &[(1, 1, &["Thema", "Frage"]), (2, 2, &["Java", "Was ist JIT?"])],
        );
        check(
            "sep=,\nquestion,level\nWhy?,x",
            b',',
            &[(2, 2, &["question", "level"]), (3, 3, &["Why?", "x"])],
        );
    }

    #[test]
    fn quoted_cells_span_their_lines() {
        check(
            "question,answer\n\n\"What does\nthis print?\",\"a \"\"b\"\"\n\nc\"\nWhy?,x\n",
            b',',
            &[
                (1, 1, &["question", "answer"]),
                (3, 6, &["What does\nthis print?", "a \"b\"\n\nc"]),
                (7, 7, &["Why?", "x"]),
            ],
        );
    }

    #[test]
    fn a_quote_that_is_never_closed_swallows_no_rows() {
        let text = format!("question,level\n\"Why,easy\n{}", "What?,hard\n".repeat(500));
        assert_eq!(rows(&text, b',').len(), 502);
    }

    #[test]
    fn running_text_is_no_table() {
        for text in [
            "Explain maps, sets.\nExplain trees, graphs.\nExplain tuples, lists.\n",
            "# Questions\n\nWhat is it, and why?\nHow does it work, and when?\n",
            "What is a closure?\nWhat is a lock?\n",
            "| Question | Answer |\n|---|---|\n| Why? | So |\n",
        ] {
            assert_eq!(claims("questions.txt", text), 0, "{text}");
        }
        assert!(claims("questions.txt", "question,level\nWhy?,easy\nHow?,hard\n") > 80);
    }
}
