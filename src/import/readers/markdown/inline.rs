//! The text of one paragraph, line by line, and what is bold or a link in it.

use crate::import::block::{Block, Bold, Form, Link, Mark};
use crate::import::found::Lines;
use crate::import::html;
use crate::import::marks;
use crate::import::words::HTML_TAGS;

/// The line that is being read.
#[derive(Default)]
pub(super) struct Inline {
    text: String,
    line: usize,
    last_line: usize,
    /// Characters that are bold, and whether the first of them begins the line.
    bold: usize,
    leads_bold: bool,
    /// The bold text that the line begins with.
    lead: String,
    bold_depth: usize,
    /// Byte ranges of links in the text, with where they lead.
    links: Vec<(usize, usize, String)>,
    open_link: Option<(usize, String)>,
    pictures: usize,
    done: Vec<Block>,
    /// A heading is being read, where "Level 1:" is no label.
    pub(super) in_heading: bool,
    /// A link in a cell of the row that is being read.
    pub(super) row_link: Option<Link>,
}

impl Inline {
    pub(super) fn text(&mut self, text: &str, line: usize) {
        if self.text.is_empty() {
            self.line = line;
        }
        self.last_line = line;
        if self.bold_depth > 0 {
            let leads = marks::take(&self.text)
                .rest
                .trim_matches(|c: char| !c.is_alphanumeric())
                .is_empty();
            self.leads_bold |= leads;
            if leads || (self.leads_bold && self.text.ends_with(self.lead.as_str())) {
                self.lead.push_str(text);
            }
            self.bold += letters(text);
        }
        self.text.push_str(text);
    }

    pub(super) fn code(&mut self, code: &str, line: usize) {
        self.text(&format!("`{code}`"), line);
    }

    pub(super) fn html(&mut self, tag: &str, line: usize) {
        for piece in html::pieces(tag) {
            match piece {
                html::Piece::Open(name) if name == "br" => self.break_line(),
                html::Piece::Open(name) if name == "b" || name == "strong" => self.bold(true),
                html::Piece::Close(name) if name == "b" || name == "strong" => self.bold(false),
                html::Piece::Open(name) if name == "img" => self.picture(line),
                // A tag that no page has is a word of the text: `<T>`.
                html::Piece::Open(name) if !HTML_TAGS.contains(name.as_str()) => {
                    self.text(tag, line)
                }
                _ => {}
            }
        }
    }

    pub(super) fn bold(&mut self, on: bool) {
        self.bold_depth = if on { self.bold_depth + 1 } else { self.bold_depth.saturating_sub(1) };
    }

    pub(super) fn open_link(&mut self, to: &str) {
        self.open_link = Some((self.text.len(), to.to_owned()));
    }

    pub(super) fn close_link(&mut self) {
        if let Some((start, to)) = self.open_link.take() {
            self.links.push((start, self.text.len(), to));
        }
    }

    pub(super) fn picture(&mut self, line: usize) {
        if self.text.is_empty() {
            self.line = line;
            self.last_line = line;
        }
        self.pictures += 1;
    }

    fn break_line(&mut self) {
        let block = self.take();
        self.done.extend(block);
    }

    /// The lines that were read, one block each; the next one starts anew.
    pub(super) fn finish(&mut self) -> Vec<Block> {
        self.break_line();
        std::mem::take(&mut self.done)
    }

    fn take(&mut self) -> Option<Block> {
        let text = std::mem::take(&mut self.text);
        let links = std::mem::take(&mut self.links);
        let pictures = std::mem::take(&mut self.pictures);
        let (bold, leads) = (std::mem::take(&mut self.bold), std::mem::take(&mut self.leads_bold));
        let lead = std::mem::take(&mut self.lead);
        let lines = Lines::new(self.line.max(1), self.last_line.max(self.line));
        if text.trim().is_empty() {
            let to = links.first().map(|(.., to)| Link::Elsewhere(to.clone()));
            return (pictures > 0)
                .then(|| Block { link: to, ..Block::new(Form::Picture, lines, "") });
        }
        let link = whole_link(&text, &links);
        let kept = without_link_tail(&text, &links);
        let mut block =
            if self.in_heading { of_heading(kept, lines) } else { of_text(kept, lines) };
        block.link = link;
        let lead = marks::take(&lead).rest;
        block.lead = if block.text.starts_with(lead) { lead.len() } else { 0 };
        let total = letters(&text);
        block.bold = match bold {
            0 => Bold::No,
            bold if bold * 10 >= total * 9 => Bold::Whole,
            _ if leads => Bold::Lead,
            _ => Bold::No,
        };
        Some(block)
    }
}

fn letters(text: &str) -> usize {
    text.chars().filter(|c| c.is_alphanumeric()).count()
}

/// A paragraph of this text; its number, bullet and label are taken off.
pub(super) fn of_text(text: &str, lines: Lines) -> Block {
    of_marked(marks::take(text), lines)
}

fn of_heading(text: &str, lines: Lines) -> Block {
    of_marked(marks::take_of_heading(text), lines)
}

fn of_marked(marked: marks::Marked<'_>, lines: Lines) -> Block {
    let mut block = Block::new(Form::Paragraph, lines, marked.rest);
    block.mark = marked.mark;
    block.label = marked.label;
    block.signs = marked.signs.into();
    block
}

/// A number in the text says more than the bullet of its list.
pub(super) fn stronger(in_text: Option<Mark>, of_list: Mark) -> Mark {
    match (in_text, of_list) {
        (Some(mark @ (Mark::Number(_) | Mark::Letter(_))), Mark::Bullet | Mark::Box) => mark,
        _ => of_list,
    }
}

/// Where the whole text is one link, where it leads.
fn whole_link(text: &str, links: &[(usize, usize, String)]) -> Option<Link> {
    let linked: usize = links
        .iter()
        .map(|(start, end, _)| letters(text.get(*start..*end).unwrap_or_default()))
        .sum();
    let (.., to) = links.first()?;
    if linked * 10 < letters(text) * 9 {
        return None;
    }
    Some(match to.strip_prefix('#') {
        Some(anchor) => Link::Anchor(anchor.to_owned()),
        None => Link::Elsewhere(to.clone()),
    })
}

/// `What is X? [source]`, `X - [video] and [blog]`: the links at the end are no part of what is said.
fn without_link_tail<'t>(text: &'t str, links: &[(usize, usize, String)]) -> &'t str {
    let is_glue = |text: &str| {
        let words = text.trim_matches(|c: char| {
            c.is_whitespace() || c.is_ascii_punctuation() || matches!(c, '–' | '—' | '•' | '→')
        });
        matches!(words, "" | "and" | "or" | "и" | "y" | "und" | "e" | "or here" | "here")
    };
    let mut end = text.len();
    for (start, stop, _) in links.iter().rev() {
        if !text.get(*stop..end).is_some_and(is_glue) {
            break;
        }
        end = *start;
    }
    let before = text.get(..end).unwrap_or(text).trim_end();
    let opened = before.trim_end_matches(['[', '(', '{']).trim_end();
    let ends_sentence = opened.ends_with(['?', '？', '.', '!', '-', '–', '—', ':', '|', '→']);
    let is_cut =
        end < text.len() && letters(opened) > 0 && (ends_sentence || opened.len() < before.len());
    if is_cut {
        opened.trim_end_matches(|c: char| {
            c.is_whitespace() || matches!(c, '-' | '–' | '—' | ':' | '|' | '→')
        })
    } else {
        text
    }
}
