//! One paragraph as blocks.

use super::styles::{Role, Style};
use crate::import::block::{Block, Bold, Form, Link, Mark};
use crate::import::found::Lines;
use crate::import::marks;

/// What is read of a paragraph.
#[derive(Debug, Default)]
pub struct Paragraph {
    pub line: usize,
    pub style: Style,
    pub mark: Option<Mark>,
    pub list_level: Option<u8>,
    /// Twentieths of a point from the left.
    pub indent: u32,
    pub runs: Vec<Run>,
    pub picture: Option<String>,
    pub links: Vec<Link>,
    /// Characters without spaces that are part of a link.
    pub linked: usize,
    /// What lies inside it and is no part of its text: text boxes.
    pub inside: Vec<Block>,
}

#[derive(Debug, Clone, Default)]
pub struct Run {
    pub text: String,
    pub is_bold: bool,
    pub is_monospaced: bool,
    pub is_hidden: bool,
}

/// One line of a paragraph: what stands between two breaks.
#[derive(Default)]
struct Line {
    runs: Vec<Run>,
}

/// As Word indents by one step of its button.
const STEP: u32 = 720;

impl Paragraph {
    pub fn is_empty(&self) -> bool {
        self.picture.is_none()
            && self.inside.is_empty()
            && self.runs.iter().all(|run| run.text.trim().is_empty())
    }

    /// Its blocks, one for each line of it.
    pub fn blocks(self, gap: bool) -> Vec<Block> {
        let lines = Lines::one(self.line);
        let mut blocks: Vec<Block> = Vec::new();
        let is_code = self.is_code();
        if is_code {
            let text: String = self.runs.iter().map(|run| run.text.as_str()).collect();
            if !text.trim().is_empty() {
                blocks.push(Block { gap, ..Block::new(Form::Code, lines, text.trim_end()) });
            }
        } else {
            self.text_blocks(gap, &mut blocks);
        }
        if let Some(words) = self.picture {
            blocks.push(Block::new(Form::Picture, lines, words));
        }
        blocks.extend(self.inside);
        blocks
    }

    pub fn is_code(&self) -> bool {
        self.style.role == Role::Code || self.style.heading.is_none() && self.is_monospaced()
    }

    fn is_monospaced(&self) -> bool {
        let mut shown = self.runs.iter().filter(|run| !run.text.trim().is_empty()).peekable();
        shown.peek().is_some() && shown.all(|run| run.is_monospaced)
    }

    fn text_blocks(&self, gap: bool, blocks: &mut Vec<Block>) {
        let is_heading = self.style.heading.is_some();
        let mut has_gap = gap;
        for line in self.lines(is_heading) {
            let text = line.text();
            if text.is_empty() {
                has_gap |= !blocks.is_empty();
                continue;
            }
            let block = self.block(&line, &text, blocks.is_empty());
            blocks.push(Block { gap: has_gap, ..block });
            has_gap = false;
        }
    }

    /// A heading is one line, however it is broken.
    fn lines(&self, as_one: bool) -> Vec<Line> {
        let mut lines = vec![Line::default()];
        for run in &self.runs {
            let pieces = run.text.split(|c: char| c == '\n' && !as_one);
            for (place, text) in pieces.enumerate() {
                if place > 0 {
                    lines.push(Line::default());
                }
                if let Some(line) = lines.last_mut() {
                    line.runs.push(Run { text: text.to_owned(), ..run.clone() });
                }
            }
        }
        lines
    }

    fn block(&self, line: &Line, text: &str, is_first: bool) -> Block {
        let form = match (self.style.heading, self.style.role) {
            (Some(level), _) => Form::Heading(level),
            (None, Role::Quote) => Form::Quote,
            (None, _) if self.mark.is_some() && is_first => Form::Item,
            (None, _) => Form::Paragraph,
        };
        let marked = if matches!(form, Form::Heading(_)) {
            marks::take_of_heading(text)
        } else {
            marks::take(text)
        };
        let mut block = Block::new(form, Lines::one(self.line), marked.rest);
        block.mark = self.mark.filter(|_| is_first).or(marked.mark);
        block.label = marked.label;
        if block.mark.is_some() && block.form == Form::Paragraph {
            block.form = Form::Item;
        }
        let steps = u8::try_from(self.indent / STEP).unwrap_or(u8::MAX).min(15);
        block.depth = self
            .list_level
            .unwrap_or(steps)
            .saturating_add(u8::from(!is_first && self.mark.is_some()));
        (block.bold, block.lead) = line.bold(marked.rest);
        block.signs = marked.signs.into();
        block.hidden = line.runs.iter().all(|run| run.is_hidden || run.text.trim().is_empty());
        block.link = self.link(text);
        block
    }

    /// A link where nothing stands outside of it; a line of a table of contents leads into the document.
    fn link(&self, text: &str) -> Option<Link> {
        if self.style.role == Role::Contents {
            return Some(
                self.links.first().cloned().unwrap_or_else(|| Link::Anchor(String::new())),
            );
        }
        let whole = text.chars().filter(|c| !c.is_whitespace()).count();
        self.links.first().filter(|_| self.linked >= whole && whole > 0).cloned()
    }
}

impl Line {
    fn text(&self) -> String {
        let text: String = self.runs.iter().map(|run| run.text.as_str()).collect();
        // Tabs separate the cells of rows; in a paragraph they are spaces.
        text.replace(['\t', '\n'], " ").trim().to_owned()
    }

    /// Bold of the line, and how many bytes of `rest`, its end without marks, the bold beginning takes.
    fn bold(&self, rest: &str) -> (Bold, usize) {
        let shown = || self.runs.iter().filter(|run| !run.text.trim().is_empty());
        if shown().all(|run| run.is_bold) {
            return (Bold::Whole, rest.len());
        }
        let lead: usize = self
            .runs
            .iter()
            .take_while(|run| run.is_bold || run.text.trim().is_empty())
            .map(|run| run.text.len())
            .sum();
        let whole: usize = self.runs.iter().map(|run| run.text.len()).sum();
        let start = self.runs.iter().map(|run| run.text.as_str()).collect::<String>();
        let trimmed = start.len() - start.trim_start().len();
        let taken = start.trim().len().saturating_sub(rest.len());
        let lead = lead.saturating_sub(trimmed + taken).min(rest.len());
        let lead = (0..=lead).rev().find(|at| rest.is_char_boundary(*at)).unwrap_or_default();
        if whole > 0 && rest.get(..lead).is_some_and(|words| words.trim().chars().count() >= 2) {
            (Bold::Lead, lead)
        } else {
            (Bold::No, 0)
        }
    }
}
