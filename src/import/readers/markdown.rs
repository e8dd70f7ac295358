//! Markdown, with the HTML that people put into it.

mod fences;
mod inline;
pub(super) mod raw_html;

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::{Content, Format, Reader};
use crate::import::block::{Block, Form, Mark};
use crate::import::found::{Lines, Notice};
use crate::import::input::Input;
use crate::import::prose;
use crate::import::refusal::Refusal;
use inline::Inline;

pub struct Markdown;

impl Reader for Markdown {
    fn format(&self) -> Format {
        Format::Markdown
    }

    fn claims(&self, input: &Input<'_>) -> u8 {
        input.text.as_deref().map_or(0, claim)
    }

    fn read(&self, input: &Input<'_>) -> Result<Content, Refusal> {
        let text = input.text.as_deref().unwrap_or_default();
        let (blocks, mended) = read(text);
        let words = "the code that begins here is not closed; it was taken to end at line";
        let notices = mended
            .into_iter()
            .map(|fence| Notice::new(fence.open, format!("{words} {}", fence.end)));
        Ok(Content::Blocks(blocks, notices.collect()))
    }
}

/// Marks that plain text rarely has by chance: headings, fences, bold, links, tables, hidden parts.
fn claim(text: &str) -> u8 {
    let mut marks = 0_usize;
    let mut lines = 0_usize;
    for line in text.lines().take(20_000) {
        let line = line.trim();
        if line.is_empty() {
            continue;
        }
        lines += 1;
        let heading = line.starts_with('#') && line.trim_start_matches('#').starts_with(' ');
        let strong = ["```", "~~~", "<details", "<summary", "|--", "| --", "|:-", "<!--"]
            .iter()
            .any(|sign| line.starts_with(sign));
        let inline = line.contains("](") || line.contains("**");
        marks += usize::from(heading) + usize::from(strong) * 2 + usize::from(inline);
    }
    if marks * 100 >= lines.max(1) * 2 && marks >= 2 { 20 } else { 0 }
}

/// Every block of a Markdown text, lines and all.
pub fn blocks(text: &str) -> Vec<Block> {
    read(text).0
}

fn read(text: &str) -> (Vec<Block>, Vec<fences::Open>) {
    let (text, front) = without_front_matter(text);
    let text = headings_spaced(&text);
    let text = fences::unwrapped(&text);
    let (text, mended) = fences::closed(&text);
    let text = text.as_ref();
    let mut builder = Builder::new(text);
    if front > 0 {
        builder.blocks.push(Block::new(Form::Furniture, Lines::new(1, front), ""));
    }
    for (event, range) in Parser::new_ext(text, options()).into_offset_iter() {
        builder.take(event, range);
    }
    (builder.finish(), mended)
}

fn options() -> Options {
    Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS
}

/// The front matter of a site's page, which no page shows, made blank; and how many lines it has.
///
/// The parser would know it too, but takes every ruler for its beginning.
fn without_front_matter(text: &str) -> (Cow<'_, str>, usize) {
    const MOST_LINES: usize = 100;
    let mut lines = text.split('\n');
    if lines.next().map(str::trim_end) != Some("---") {
        return (Cow::Borrowed(text), 0);
    }
    let Some(end) = lines.take(MOST_LINES).position(|line| line.trim_end() == "---") else {
        return (Cow::Borrowed(text), 0);
    };
    let taken = end + 2;
    let rest = text.split_inclusive('\n').skip(taken);
    (Cow::Owned(std::iter::repeat_n("\n", taken).chain(rest).collect()), taken)
}

/// "##Title" as the heading that its writer meant; `#` alone begins comments as well.
fn headings_spaced(text: &str) -> Cow<'_, str> {
    let is_tight = |line: &str| {
        let title = line.trim_start_matches('#');
        let level = line.len() - title.len();
        (2..=6).contains(&level)
            && !title.is_empty()
            && !title.starts_with([' ', '\t', '!', '\r', '\n'])
    };
    if !text.lines().any(is_tight) {
        return Cow::Borrowed(text);
    }
    let mut fenced = false;
    let mut spaced = String::with_capacity(text.len() + 64);
    for line in text.split_inclusive('\n') {
        fenced ^= line.trim_start().starts_with("```");
        if !fenced && is_tight(line) {
            let title = line.trim_start_matches('#');
            spaced.push_str(line.get(..line.len() - title.len()).unwrap_or_default());
            spaced.push(' ');
            spaced.push_str(title);
        } else {
            spaced.push_str(line);
        }
    }
    Cow::Owned(spaced)
}

/// Where lines begin and which of them are blank.
pub(super) struct LineIndex {
    starts: Vec<usize>,
    blank: Vec<bool>,
}

impl LineIndex {
    pub(super) fn new(text: &str) -> Self {
        let mut starts = vec![0];
        starts.extend(text.match_indices('\n').map(|(at, _)| at + 1));
        let blank = text
            .split('\n')
            .map(|line| line.trim_matches(|c: char| c.is_whitespace() || c == '>').is_empty())
            .collect();
        Self { starts, blank }
    }

    pub(super) fn line_at(&self, offset: usize) -> usize {
        self.starts.partition_point(|start| *start <= offset).max(1)
    }

    /// Whether the line before this one is blank; the first line follows nothing.
    pub(super) fn gap_before(&self, line: usize) -> bool {
        line <= 1 || self.blank.get(line - 2).copied().unwrap_or(true)
    }
}

struct Builder<'t> {
    text: &'t str,
    index: LineIndex,
    blocks: Vec<Block>,
    inline: Inline,
    /// For each open list, the number of its next item.
    lists: Vec<Option<u64>>,
    /// The mark of an item whose text is still to come.
    item: Option<Mark>,
    quotes: usize,
    hidden: usize,
    html: Option<usize>,
    code: Option<(usize, String, bool)>,
    cells: Option<(usize, Vec<String>)>,
    heading: Option<u8>,
    image: bool,
}

impl<'t> Builder<'t> {
    fn new(text: &'t str) -> Self {
        Self {
            text,
            index: LineIndex::new(text),
            blocks: Vec::new(),
            inline: Inline::default(),
            lists: Vec::new(),
            item: None,
            quotes: 0,
            hidden: 0,
            html: None,
            code: None,
            cells: None,
            heading: None,
            image: false,
        }
    }

    fn take(&mut self, event: Event<'_>, range: Range<usize>) {
        let line = self.index.line_at(range.start);
        match event {
            Event::Start(tag) => self.open(tag, &range, line),
            Event::End(tag) => self.close(tag, &range),
            Event::Text(text) => match (&mut self.code, self.html) {
                (Some((_, code, _)), _) => code.push_str(&text),
                (None, _) if self.image => {}
                (None, _) => self.inline.text(&text, line),
            },
            Event::Code(code) => self.inline.code(&code, line),
            Event::InlineHtml(html) => self.inline.html(&html, line),
            Event::Html(_) => {}
            Event::SoftBreak | Event::HardBreak if self.cells.is_none() => self.end_line(),
            Event::SoftBreak | Event::HardBreak => self.inline.text(" ", line),
            Event::Rule => self.push(Block::new(Form::Furniture, Lines::one(line), "")),
            Event::TaskListMarker(_) => self.item = Some(Mark::Box),
            Event::InlineMath(text) | Event::DisplayMath(text) => self.inline.text(&text, line),
            Event::FootnoteReference(_) => {}
        }
    }

    fn open(&mut self, tag: Tag<'_>, range: &Range<usize>, line: usize) {
        match tag {
            Tag::Paragraph => self.inline = Inline::default(),
            Tag::Heading { level, .. } => {
                self.end_line();
                self.heading = Some(depth_of(level));
                self.inline.in_heading = true;
            }
            Tag::BlockQuote(_) => {
                self.end_line();
                self.quotes += 1;
            }
            Tag::List(start) => {
                self.end_line();
                self.lists.push(start);
            }
            Tag::Item => {
                self.end_line();
                self.item = Some(self.mark_of_item(range));
                self.inline = Inline::default();
            }
            Tag::CodeBlock(kind) => {
                self.end_line();
                self.code = Some((line, String::new(), matches!(kind, CodeBlockKind::Fenced(_))));
            }
            Tag::HtmlBlock => {
                self.end_line();
                self.html = Some(range.start);
            }
            Tag::TableRow | Tag::TableHead => self.cells = Some((line, Vec::new())),
            Tag::TableCell => self.inline = Inline::default(),
            Tag::Strong => self.inline.bold(true),
            Tag::Link { dest_url, .. } => self.inline.open_link(&dest_url),
            Tag::Image { .. } => {
                self.inline.picture(line);
                self.image = true;
            }
            _ => {}
        }
    }

    /// The number as written, since renderers count on whatever the source says.
    fn mark_of_item(&mut self, range: &Range<usize>) -> Mark {
        let Some(Some(next)) = self.lists.last_mut() else { return Mark::Bullet };
        let counted = u32::try_from(*next).unwrap_or(u32::MAX);
        *next += 1;
        let digits: String = self
            .text
            .get(range.clone())
            .unwrap_or_default()
            .chars()
            .take_while(char::is_ascii_digit)
            .collect();
        Mark::Number(digits.parse().unwrap_or(counted))
    }

    fn close(&mut self, tag: TagEnd, range: &Range<usize>) {
        match tag {
            TagEnd::Paragraph | TagEnd::Item => self.end_line(),
            TagEnd::Heading(_) => {
                self.end_line();
                self.inline.in_heading = false;
                self.heading = None;
            }
            TagEnd::BlockQuote(_) => {
                self.end_line();
                self.quotes = self.quotes.saturating_sub(1);
            }
            TagEnd::List(_) => {
                self.end_line();
                self.lists.pop();
            }
            TagEnd::CodeBlock => self.end_code(range),
            TagEnd::HtmlBlock => self.end_html(range.end),
            TagEnd::TableCell => self.end_cell(),
            TagEnd::TableRow => self.end_row(),
            TagEnd::TableHead => {
                self.end_row();
                // The line of dashes below the names of the columns.
                let line = self.index.line_at(range.end.saturating_sub(1)) + 1;
                self.push(Block::new(Form::Furniture, Lines::one(line), ""));
            }
            TagEnd::Strong => self.inline.bold(false),
            TagEnd::Link => self.inline.close_link(),
            TagEnd::Image => self.image = false,
            _ => {}
        }
    }

    /// The line of a paragraph, heading or item that was read becomes a block.
    fn end_line(&mut self) {
        if self.cells.is_some() || self.image {
            return;
        }
        for mut block in self.inline.finish() {
            block.depth = u8::try_from(self.lists.len()).unwrap_or(u8::MAX);
            if let Some(level) = self.heading {
                block.form = Form::Heading(level);
            } else if block.form == Form::Paragraph && self.quotes > 0 {
                block.form = Form::Quote;
            }
            if let Some(mark) = self.item.take() {
                block.mark = Some(inline::stronger(block.mark, mark));
                if matches!(block.form, Form::Paragraph | Form::Quote) {
                    block.form = Form::Item;
                }
            } else if block.mark.is_some() && block.form == Form::Paragraph {
                block.form = Form::Item;
            }
            self.push(block);
        }
    }

    fn end_code(&mut self, range: &Range<usize>) {
        let Some((line, code, fenced)) = self.code.take() else { return };
        let end = self.index.line_at(range.end.saturating_sub(1));
        let is_code = fenced
            || code.lines().filter(|line| prose::is_code(line)).count() * 3 >= code.lines().count();
        let depth = u8::try_from(self.lists.len()).unwrap_or(u8::MAX);
        if fenced && holds_question(&code) {
            // Somebody put question and answer into a grey box.
            for mut block in super::plain::blocks(&code) {
                block.lines = Lines::new(block.lines.first + line, block.lines.last + line);
                block.depth += depth;
                self.push(block);
            }
            return;
        }
        if is_code {
            let mut block = Block::new(Form::Code, Lines::new(line, end), code.trim_end());
            block.depth = depth + 1;
            self.push(block);
            return;
        }
        // Indented text that is no code: an answer below its question, most often.
        let lines: Vec<&str> = code.lines().collect();
        for (offset, text) in lines.iter().enumerate().filter(|(_, text)| !text.trim().is_empty()) {
            let mut block = inline::of_text(text, Lines::one(line + offset));
            block.depth = depth + 2;
            if block.mark.is_some() {
                block.form = Form::Item;
            }
            self.push(block);
        }
    }

    fn end_html(&mut self, end: usize) {
        let Some(start) = self.html.take() else { return };
        let html = self.text.get(start..end).unwrap_or_default();
        let first = self.index.line_at(start);
        let depth = u8::try_from(self.lists.len()).unwrap_or(u8::MAX);
        let mut reader = raw_html::RawHtml::new(self.hidden, depth);
        for (offset, line) in html.lines().enumerate() {
            reader.line(line, first + offset);
        }
        let (blocks, hidden) = reader.finish();
        // Each block keeps the depth of hiding it was read at.
        for block in blocks {
            self.push_as_is(block);
        }
        self.hidden = hidden;
    }

    fn end_cell(&mut self) {
        let mut texts: Vec<String> = Vec::new();
        let mut link = None;
        for block in self.inline.finish() {
            link = link.or(block.link);
            texts.push(block.text);
        }
        if let Some((_, cells)) = &mut self.cells {
            cells.push(texts.join(" ").replace('\t', " "));
        }
        if let Some(link) = link {
            self.inline.row_link = Some(link);
        }
    }

    fn end_row(&mut self) {
        let Some((line, cells)) = self.cells.take() else { return };
        let mut block = Block::new(Form::Row, Lines::one(line), cells.join("\t"));
        block.link = self.inline.row_link.take();
        self.push(block);
    }

    fn push(&mut self, mut block: Block) {
        block.hidden = self.hidden > 0;
        self.push_as_is(block);
    }

    fn push_as_is(&mut self, mut block: Block) {
        let is_same_line =
            self.blocks.last().is_some_and(|last| last.lines.last == block.lines.first);
        block.gap = !is_same_line && self.index.gap_before(block.lines.first);
        self.blocks.push(block);
    }

    fn finish(mut self) -> Vec<Block> {
        self.end_line();
        prose::join_wrapped(self.blocks)
    }
}

fn holds_question(code: &str) -> bool {
    let first = code.lines().find(|line| !line.trim().is_empty()).unwrap_or_default().trim();
    let is_comment = first.starts_with(['/', '#', '-', '*', ';', '%', '<']);
    first.ends_with(['?', '？']) && first.contains(' ') && !is_comment && !prose::is_code(first)
}

fn depth_of(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}
