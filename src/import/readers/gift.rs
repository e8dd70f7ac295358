//! Moodle's GIFT: <https://docs.moodle.org/en/GIFT_format>.
//!
//! A blank line ends a question. Beyond the format, a blank line inside braces is passed over, and a
//! title or other braces begin a question where the blank line before it was forgotten.

mod answers;
mod escaped;

use super::{Content, Format, Reader};
use crate::import::choices::joined;
use crate::import::found::{Fate, Found, Imported, LeftOut, Lines, Notice};
use crate::import::html;
use crate::import::input::Input;
use crate::import::marks::numbered;
use crate::import::markup::{self, Plain};
use crate::import::refusal::Refusal;
use crate::import::{kind, level};
use answers::{Answers, Choices};
use escaped::{marks, unescaped};

pub struct Gift;

/// How far behind a blank line the brace is looked for that closes a question.
const REACH: usize = 40;

impl Reader for Gift {
    fn format(&self) -> Format {
        Format::Gift
    }

    fn claims(&self, input: &Input<'_>) -> u8 {
        let Some(text) = &input.text else { return 0 };
        let parts = parts(text);
        let blocks = parts.iter().filter(|part| matches!(part, Part::Block(_))).count();
        let has_category = parts.iter().any(|part| matches!(part, Part::Category(..)));
        let sure = parts.iter().filter(|part| part.is_surely_gift()).count();
        let is_named = input.name.to_lowercase().ends_with(".gift");
        let share = (sure * 100).checked_div(blocks).unwrap_or(0);
        match (sure, share) {
            (0, _) => u8::from(is_named && blocks > 0 && share_of_essays(&parts, blocks)) * 60,
            (_, 50..) => 95,
            _ if has_category || is_named => 85,
            (3.., 30..) => 60,
            _ => 0,
        }
    }

    fn read(&self, input: &Input<'_>) -> Result<Content, Refusal> {
        let mut reading = Reading::default();
        for part in parts(input.text.as_deref().unwrap_or_default()) {
            reading.take(part);
        }
        Ok(Content::Questions(reading.imported))
    }
}

/// Whether most blocks end in empty braces.
fn share_of_essays(parts: &[Part], blocks: usize) -> bool {
    let is_essay = |part: &&Part| match part {
        Part::Block(block) => block.text().trim_end().ends_with("{}"),
        _ => false,
    };
    parts.iter().filter(is_essay).count() * 2 > blocks
}

enum Part<'t> {
    Comment(usize),
    Category(usize, &'t str),
    Block(Block<'t>),
}

/// The lines of one question, without comments.
#[derive(Default)]
struct Block<'t> {
    lines: Vec<(usize, &'t str)>,
    is_open: bool,
    was_open: bool,
}

impl<'t> Block<'t> {
    fn push(&mut self, number: usize, line: &'t str) {
        for (_, mark) in marks(line) {
            match mark {
                '{' => (self.is_open, self.was_open) = (true, true),
                '}' => self.is_open = false,
                _ => {}
            }
        }
        self.lines.push((number, line));
    }

    fn is_done(&self) -> bool {
        self.was_open && !self.is_open
    }

    fn text(&self) -> String {
        let lines: Vec<&str> = self.lines.iter().map(|(_, line)| line.trim_end()).collect();
        lines.join("\n")
    }
}

impl Part<'_> {
    /// Braces with answers that nothing but GIFT has.
    fn is_surely_gift(&self) -> bool {
        let Part::Block(block) = self else { return false };
        let text = block.text();
        let is_titled = text.trim_start().starts_with("::");
        let Some(pieces) = Pieces::of(&text) else { return false };
        let inside = pieces.inside.trim();
        let is_number = inside.strip_prefix('#').is_some_and(|number| {
            number.trim_start().starts_with(|c: char| c.is_ascii_digit() || "-=~".contains(c))
        });
        is_titled
            || is_number
            || answers::is_truth(inside)
            || (inside.starts_with(['=', '~']) && !inside.starts_with("=="))
    }
}

fn parts(text: &str) -> Vec<Part<'_>> {
    let lines: Vec<&str> = text.split('\n').collect();
    let mut parts = Vec::new();
    let mut block = Block::default();
    for (at, line) in lines.iter().enumerate() {
        let trimmed = line.trim();
        let ends = match () {
            () if trimmed.is_empty() => !block.is_open || !is_closed_below(&lines, at),
            () if trimmed.starts_with("$CATEGORY:") => true,
            () if !block.is_done() => false,
            () => trimmed.starts_with("::") || marks(line).any(|(_, mark)| mark == '{'),
        };
        if ends && !block.lines.is_empty() {
            parts.push(Part::Block(std::mem::take(&mut block)));
        }
        if trimmed.starts_with("//") {
            parts.push(Part::Comment(at + 1));
        } else if let Some(path) = trimmed.strip_prefix("$CATEGORY:") {
            parts.push(Part::Category(at + 1, path));
        } else if !trimmed.is_empty() {
            block.push(at + 1, line);
        }
    }
    if !block.lines.is_empty() {
        parts.push(Part::Block(block));
    }
    parts
}

/// Whether the brace that is open at a blank line is closed before another question begins.
fn is_closed_below(lines: &[&str], at: usize) -> bool {
    for line in lines.iter().skip(at).take(REACH) {
        let start = line.trim_start();
        if start.starts_with("::") || start.starts_with("$CATEGORY:") {
            return false;
        }
        if let Some((_, brace)) = marks(line).find(|(_, mark)| matches!(mark, '{' | '}')) {
            return brace == '}';
        }
    }
    false
}

/// A question's text around its answers.
struct Pieces<'t> {
    before: &'t str,
    inside: &'t str,
    after: &'t str,
    /// Offsets of the braces.
    open: usize,
    close: usize,
}

impl<'t> Pieces<'t> {
    /// At the first braces that hold answers; other braces may stand in a text by mistake.
    fn of(text: &'t str) -> Option<Self> {
        let mut open = None;
        let mut first = None;
        for (at, mark) in marks(text) {
            match (mark, open) {
                ('{', _) => open = Some(at),
                ('}', Some(start)) => {
                    open = None;
                    let pieces = Self::between(text, start, at)?;
                    if answers::look_like(pieces.inside) {
                        return Some(pieces);
                    }
                    first = first.or(Some(pieces));
                }
                _ => {}
            }
        }
        first
    }

    fn between(text: &'t str, open: usize, close: usize) -> Option<Self> {
        let (before, inside) = (text.get(..open)?, text.get(open + 1..close)?);
        Some(Self { before, inside, after: text.get(close + 1..)?, open, close })
    }
}

/// How a text is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Markup {
    /// Moodle's own: plain text in which tags may stand.
    Moodle,
    Html,
    Markdown,
    Plain,
}

impl Markup {
    /// The format that the text names at its beginning, or this one, and the text behind it.
    fn named(self, text: &str) -> (Self, &str) {
        let text = text.trim_start();
        for (name, markup) in [
            ("[html]", Self::Html),
            ("[markdown]", Self::Markdown),
            ("[plain]", Self::Plain),
            ("[moodle]", Self::Moodle),
        ] {
            if text.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name)) {
                return (markup, text.get(name.len()..).unwrap_or_default().trim_start());
            }
        }
        (self, text)
    }

    /// The text as it is meant.
    fn read(self, text: &str) -> Plain {
        let (markup, text) = self.named(text);
        let text = match markup {
            Self::Markdown => unescaped(text),
            _ if text.contains("```") => unescaped(text),
            // Lines of the file wrap as they like; a line break is written as \n.
            _ => unescaped(&text.split('\n').map(str::trim).collect::<Vec<_>>().join(" ")),
        };
        match markup {
            Self::Html => markup::html(&text),
            Self::Moodle if html::has_tags(&text) => markup::html(&text),
            Self::Plain => Plain { text: text.trim().to_owned(), ..Plain::default() },
            Self::Moodle | Self::Markdown => {
                let plain = markup::markdown(&text);
                Plain { text: html::entities(&plain.text), ..plain }
            }
        }
    }
}

#[derive(Default)]
struct Reading {
    imported: Imported,
    section: Vec<String>,
}

impl Reading {
    fn take(&mut self, part: Part) {
        match part {
            Part::Comment(line) => self.fate(line, Fate::LeftOut(LeftOut::Furniture)),
            Part::Category(line, path) => {
                self.section = category(path);
                self.fate(line, Fate::Heading);
            }
            Part::Block(block) => self.block(&block),
        }
    }

    fn block(&mut self, block: &Block) {
        let text = block.text();
        let first = block.lines.first().map_or(1, |(line, _)| *line);
        let last = block.lines.last().map_or(first, |(line, _)| *line);
        let (title, body) = title(&text);
        let Some(pieces) = Pieces::of(body) else {
            let has_brace = marks(body).any(|(_, mark)| mark == '{');
            let message = match has_brace {
                true => "the braces of this question are not closed: it was left out",
                false => "a text without answers in braces: a description, no question",
            };
            self.imported.notices.push(Notice::new(first, message));
            return self.leave_out(block);
        };
        let (markup, before) = Markup::Moodle.named(pieces.before);
        let after = pieces.after.trim();
        let gap = match after.chars().next() {
            None => "",
            Some('.' | ',' | '?' | '!' | ';') => " _____",
            Some(_) => " _____ ",
        };
        let read = markup.read(&format!("{}{gap}{after}", before.trim_end()));
        let title = html::entities(unescaped(title).trim());
        let (number, words) = numbered(&read.text);
        let words = if words.is_empty() { title.as_str() } else { words };
        if words.is_empty() {
            let message = "there are answers but no question before them: it was left out";
            self.imported.notices.push(Notice::new(first, message));
            return self.leave_out(block);
        }
        let mut found = Found::new(words, Lines::new(first, last));
        found.number = number.or_else(|| title_number(&title));
        found.section.clone_from(&self.section);
        found.code = read.code;
        found.is_code_asked = !found.code.is_empty();
        found.kind = kind::of(&found.text, !found.code.is_empty());
        let stated =
            self.section.iter().rev().find_map(|words| Some((level::stated(words)?, words)));
        (found.level, found.level_stated) =
            stated.map_or((None, None), |(level, words)| (Some(level), Some(words.clone())));
        if read.has_picture {
            let message = "the question has a picture: what it shows was not read";
            self.imported.notices.push(Notice::new(first, message));
        }
        let answers = Answers::of(pieces.inside, markup);
        let is_listed = matches!(answers.choices, Choices::Options(_) | Choices::Pairs(_));
        if let Some(message) = answers.trouble() {
            let line = first + body.get(..pieces.open).map_or(0, |text| text.matches('\n').count());
            self.imported.notices.push(Notice::new(line, message));
        }
        found.details = answers.details();
        found.answer = joined([answers.answer().as_str(), answers.general.as_str()]);
        self.fates(block, &text, body, &pieces, is_listed);
        self.imported.questions.push(found);
    }

    /// The lines of a question: its text up to the brace, its answers up to the other.
    fn fates(&mut self, block: &Block, text: &str, body: &str, pieces: &Pieces, is_listed: bool) {
        let index = self.imported.questions.len();
        let skipped = text.len() - body.len();
        let row = |at: usize| text.get(..at + skipped).map_or(0, |text| text.matches('\n').count());
        let (open, close) = (row(pieces.open), row(pieces.close));
        let answers = if is_listed { Fate::Details(index) } else { Fate::Answer(index) };
        for (at, (line, _)) in block.lines.iter().enumerate() {
            let fate = if at <= open || at > close { Fate::Question(index) } else { answers };
            self.fate(*line, fate);
        }
    }

    fn leave_out(&mut self, block: &Block) {
        for (line, _) in &block.lines {
            self.fate(*line, Fate::LeftOut(LeftOut::Other));
        }
    }

    fn fate(&mut self, line: usize, fate: Fate) {
        self.imported.fates.push((Lines::one(line), fate));
    }
}

/// `::title::text` as both; without a title the first is empty.
fn title(text: &str) -> (&str, &str) {
    let Some(rest) = text.trim_start().strip_prefix("::") else { return ("", text) };
    let mut colons = marks(rest).filter(|(_, mark)| *mark == ':').map(|(at, _)| at).peekable();
    while let Some(at) = colons.next() {
        if colons.peek() == Some(&(at + 1)) {
            let title = rest.get(..at).unwrap_or_default();
            return (title, rest.get(at + 2..).unwrap_or_default());
        }
    }
    ("", text)
}

/// The number of a title that has little else: `Q12`, `Question 3`, `007`.
fn title_number(title: &str) -> Option<u32> {
    let digits = title.bytes().rev().take_while(u8::is_ascii_digit).count();
    let (name, number) = title.split_at_checked(title.len() - digits)?;
    let is_name = name.chars().count() <= 10 && !name.contains(|c: char| c.is_ascii_digit());
    if is_name && (1..=4).contains(&digits) { number.parse().ok() } else { None }
}

/// The parts of a path that say something; Moodle's own beginnings are passed over. `//` is a slash.
fn category(path: &str) -> Vec<String> {
    let path = path.trim().replace("//", "\u{0}");
    let parts = path.split('/').map(|part| part.replace('\u{0}', "/"));
    let parts = parts.map(|part| html::entities(part.trim()));
    let is_moodles = |part: &String| {
        part.is_empty() || (part.starts_with('$') && part.ends_with('$')) || part == "top"
    };
    parts.filter(|part| !is_moodles(part)).collect()
}
