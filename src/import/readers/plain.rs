//! Plain text, pasted or from a file: lines, their indentation and the blank lines between them.

use std::borrow::Cow;
use std::collections::HashMap;

use super::{Content, Format, Reader};
use crate::import::block::{Block, Bold, Form};
use crate::import::found::Lines;
use crate::import::input::Input;
use crate::import::marks;
use crate::import::prose;
use crate::import::refusal::Refusal;

pub struct Plain;

impl Reader for Plain {
    fn format(&self) -> Format {
        Format::Plain
    }

    fn claims(&self, input: &Input<'_>) -> u8 {
        u8::from(input.text.is_some())
    }

    fn read(&self, input: &Input<'_>) -> Result<Content, Refusal> {
        Ok(Content::Blocks(blocks(input.text.as_deref().unwrap_or_default()), Vec::new()))
    }
}

pub fn blocks(text: &str) -> Vec<Block> {
    let text = without_ligatures(text);
    let comment = comment_sign(&text);
    let bare = |line| {
        comment.and_then(|sign| str::strip_prefix(str::trim_start(line), sign)).unwrap_or(line)
    };
    let lines: Vec<&str> = text.split('\n').map(bare).collect();
    let mut blocks: Vec<Block> = Vec::new();
    let mut gap = true;
    let mut at = 0;
    while let Some(line) = lines.get(at) {
        if line.trim_matches(|c: char| c.is_whitespace() || c == '>').is_empty() {
            if line.contains('>') {
                blocks.push(Block::new(Form::Furniture, Lines::one(at + 1), ""));
            }
            gap = true;
            at += 1;
            continue;
        }
        let (mut block, taken) = read_block(&lines, at);
        block.gap = gap;
        gap = false;
        at += taken;
        blocks.push(block);
    }
    prose::join_wrapped(mend_pages(blocks))
}

/// The sign that most lines begin with, where somebody keeps notes as comments of a program.
fn comment_sign(text: &str) -> Option<&'static str> {
    let lines = || text.lines().map(str::trim_start).filter(|line| !line.is_empty());
    let count = lines().count();
    ["//", "--", "#", "%", ";"].into_iter().find(|sign| {
        let spaced =
            |line: &&str| line.strip_prefix(sign).is_some_and(|rest| rest.starts_with(' '));
        count >= 6 && lines().filter(spaced).count() * 10 >= count * 6
    })
}

/// Text copied from a page has letters set as one sign.
fn without_ligatures(text: &str) -> Cow<'_, str> {
    const LIGATURES: [(char, &str); 5] =
        [('ﬁ', "fi"), ('ﬂ', "fl"), ('ﬀ', "ff"), ('ﬃ', "ffi"), ('ﬄ', "ffl")];
    if !text.contains(LIGATURES.map(|(sign, _)| sign)) {
        return Cow::Borrowed(text);
    }
    let mut text = text.to_owned();
    for (sign, letters) in LIGATURES {
        text = text.replace(sign, letters);
    }
    Cow::Owned(text)
}

/// The block that starts at a line, and how many lines it takes.
fn read_block(lines: &[&str], at: usize) -> (Block, usize) {
    let number = at + 1;
    let line = lines.get(at).copied().unwrap_or_default();
    let text = line.trim();
    if let Some(taken) = fenced(lines, at) {
        let code: Vec<&str> = lines.get(at + 1..at + taken - 1).unwrap_or_default().to_vec();
        return (code_block(number, taken, &code), taken);
    }
    if is_rule(text) {
        return (Block::new(Form::Furniture, Lines::one(number), ""), 1);
    }
    let code = code_run(lines, at);
    if code > 0 {
        return (code_block(number, code, lines.get(at..at + code).unwrap_or_default()), code);
    }
    let mut block = of_line(line, number);
    // A line underlined with signs is a heading.
    if block.mark.is_none()
        && let Some(under) = lines.get(at + 1).map(|next| next.trim())
        && under.len() >= 3
        && text.chars().count() <= 80
        && (under.chars().all(|c| c == '=') || under.chars().all(|c| c == '-') || framed(lines, at))
    {
        block.form = Form::Heading(if under.starts_with('=') { 1 } else { 2 });
        block.lines = Lines::new(number, number + 1);
        return (block, 2);
    }
    (block, 1)
}

/// Between two rulers of other signs, or after a blank line and above one.
fn framed(lines: &[&str], at: usize) -> bool {
    let is_line = |at: Option<usize>| {
        let text = at.and_then(|at| lines.get(at)).map_or("", |line| line.trim());
        is_rule(text) && !text.starts_with(['#', '*'])
    };
    let before = at.checked_sub(1);
    let opens = before.and_then(|at| lines.get(at)).is_none_or(|line| line.trim().is_empty());
    is_line(Some(at + 1)) && (opens || is_line(before))
}

fn code_block(number: usize, taken: usize, code: &[&str]) -> Block {
    let mut block = Block::new(Form::Code, Lines::new(number, number + taken - 1), code.join("\n"));
    block.depth = 1;
    block
}

fn of_line(line: &str, number: usize) -> Block {
    // A quoted line of a mail: what is quoted counts.
    let line = match line.strip_prefix('>') {
        Some(quoted) => {
            let quoted = quoted.trim_start_matches('>');
            quoted.strip_prefix(' ').unwrap_or(quoted)
        }
        None => line,
    };
    let text = line.trim();
    let level = text.len() - text.trim_start_matches('#').len();
    let (form, text) = match text.trim_start_matches('#') {
        title if (1..=6).contains(&level) && title.starts_with(' ') => {
            (Form::Heading(u8::try_from(level).unwrap_or(6)), title.trim())
        }
        _ => (Form::Paragraph, text),
    };
    let take = if form == Form::Paragraph { marks::take } else { marks::take_of_heading };
    let first = take(text);
    let clean = without_emphasis(first.rest);
    // "**1) What?**" has its number inside, "1. **What?**" before.
    let second = take(&clean.text);
    let mut block = Block::new(form, Lines::one(number), second.rest);
    block.mark = first.mark.or(second.mark);
    block.label = first.label.or(second.label);
    block.signs = (first.signs + &second.signs).into();
    block.bold = clean.bold;
    block.depth = indentation(line, block.mark.is_some());
    if block.mark.is_some() && form == Form::Paragraph {
        block.form = Form::Item;
    }
    block
}

/// In steps of four columns, a stray space or two being none: the second one counts before a bullet.
fn indentation(line: &str, is_marked: bool) -> u8 {
    let columns: usize = line
        .chars()
        .take_while(|c| c.is_whitespace())
        .map(|c| if matches!(c, '\t' | '\u{3000}') { 4 } else { 1 })
        .sum();
    let stray = if is_marked { 1 } else { 2 };
    if columns <= stray { 0 } else { u8::try_from(columns.div_ceil(4).min(9)).unwrap_or(9) }
}

pub(super) struct Clean {
    pub text: String,
    pub bold: Bold,
}

/// A text without the stars and underscores around it.
pub(super) fn without_emphasis(text: &str) -> Clean {
    let text = text.trim();
    for sign in ["***", "**", "__"] {
        if let Some(inner) = text.strip_prefix(sign).and_then(|rest| rest.strip_suffix(sign))
            && !inner.contains(sign)
            && !inner.trim().is_empty()
        {
            return Clean { text: inner.trim().to_owned(), bold: Bold::Whole };
        }
    }
    if let Some(inner) = text.strip_prefix('*').and_then(|rest| rest.strip_suffix('*'))
        && !inner.contains('*')
        && inner.contains(' ')
    {
        return Clean { text: inner.trim().to_owned(), bold: Bold::No };
    }
    let pairs = text.matches("**").count();
    if pairs >= 2 && pairs.is_multiple_of(2) {
        let bold = if text.starts_with("**") { Bold::Lead } else { Bold::No };
        return Clean { text: text.replace("**", ""), bold };
    }
    Clean { text: text.to_owned(), bold: Bold::No }
}

/// How many lines a fenced piece of code takes; `None` where none starts, or none ends.
fn fenced(lines: &[&str], at: usize) -> Option<usize> {
    let sign = ["```", "~~~"]
        .into_iter()
        .find(|sign| lines.get(at).is_some_and(|line| line.trim_start().starts_with(sign)))?;
    let rest = lines.get(at + 1..)?.iter().take(400);
    let length = rest.clone().position(|line| line.trim() == sign)?;
    Some(length + 2)
}

/// How many lines from here are code, blank ones between them included.
fn code_run(lines: &[&str], at: usize) -> usize {
    let mut taken = 0;
    let mut seen = 0;
    for (offset, line) in lines.iter().skip(at).take(400).enumerate() {
        if line.trim().is_empty() {
            continue;
        }
        let goes_on = seen > 0 && line.starts_with([' ', '\t']) && !marks_question(line);
        if !(prose::is_code(line) || goes_on) {
            break;
        }
        seen += usize::from(prose::is_code(line));
        taken = offset + 1;
    }
    // A single line is code only where nothing else can be said of it.
    let is_sure = lines.get(at).is_some_and(|line| {
        ["#define ", "#include ", ">>> ", "$ "]
            .iter()
            .any(|start| line.trim_start().starts_with(start))
    });
    if seen >= 2 || (seen == 1 && is_sure) { taken } else { 0 }
}

fn marks_question(line: &str) -> bool {
    line.trim_end().ends_with(['?', '？']) || marks::take(line).label.is_some()
}

fn is_rule(text: &str) -> bool {
    text.chars().count() >= 3
        && text
            .chars()
            .all(|c| matches!(c, '-' | '=' | '_' | '*' | '~' | '─' | '—' | '━' | '#' | ' '))
}

/// Page numbers and lines that stand on every page are no text; what they cut in two is joined, and a number on a
/// line of its own goes with the text below it.
fn mend_pages(mut blocks: Vec<Block>) -> Vec<Block> {
    for at in on_every_page(&blocks) {
        if let Some(block) = blocks.get_mut(at) {
            block.form = Form::Furniture;
        }
    }
    let mut out: Vec<Block> = Vec::with_capacity(blocks.len());
    let mut number: Option<Block> = None;
    for mut block in blocks {
        if let Some(alone) = number.take() {
            if block.form == Form::Paragraph && block.mark.is_none() {
                block.mark = alone.mark;
                block.form = Form::Item;
                block.gap = alone.gap;
                block.lines = Lines::new(alone.lines.first, block.lines.last);
            } else {
                out.push(alone);
            }
        }
        if block.text.is_empty() && block.number().is_some() && block.form == Form::Item {
            number = Some(block);
        } else if !cut_by_page(&mut out, &block) {
            out.push(block);
        }
    }
    out.extend(number);
    out
}

/// Joins a block to the one before a page's end, if it goes on there.
fn cut_by_page(out: &mut [Block], block: &Block) -> bool {
    let is_cut = matches!(out.last(), Some(last) if last.form == Form::Furniture && last.text.chars().any(char::is_alphanumeric));
    let Some(last) =
        out.iter_mut().rev().find(|block| block.form != Form::Furniture).filter(|_| is_cut)
    else {
        return false;
    };
    let goes_on = block.mark.is_none()
        && block.label.is_none()
        && block.form == Form::Paragraph
        && last.form != Form::Code
        && !prose::is_ended(&last.text)
        && block.text.starts_with(char::is_lowercase);
    if goes_on {
        prose::append(last, block);
    }
    goes_on
}

/// Page numbers, and lines that stand beside them again and again.
fn on_every_page(blocks: &[Block]) -> Vec<usize> {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for block in blocks.iter().filter(|block| block.text.len() >= 6) {
        *counts.entry(block.text.as_str()).or_default() += 1;
    }
    let is_number = |at: usize| blocks.get(at).is_some_and(is_page_number);
    let beside = |at: usize| {
        (1..=2).any(|step| is_number(at + step) || at.checked_sub(step).is_some_and(is_number))
    };
    (0..blocks.len())
        .filter(|at| {
            let text = blocks.get(*at).map_or("", |block| block.text.as_str());
            is_number(*at)
                || (counts.get(text).is_some_and(|count| *count >= 3)
                    && !text.contains('?')
                    && beside(*at))
        })
        .collect()
}

/// "12", "Page 3 of 9", "- 4 -", on a line of its own.
fn is_page_number(block: &Block) -> bool {
    if !matches!(block.form, Form::Paragraph | Form::Item) {
        return false;
    }
    let words: Vec<&str> = block
        .text
        .split(|c: char| c.is_whitespace() || matches!(c, '-' | '–' | '/' | '|'))
        .filter(|word| !word.is_empty())
        .collect();
    let is_number = |word: &&str| word.len() <= 4 && word.chars().all(|c| c.is_ascii_digit());
    let is_page = |word: &&str| {
        matches!(
            word.to_lowercase().as_str(),
            "page"
                | "of"
                | "seite"
                | "von"
                | "página"
                | "de"
                | "стр."
                | "страница"
                | "из"
                | "第"
                | "页"
        )
    };
    !words.is_empty()
        && words.len() <= 4
        && words.iter().any(is_number)
        && words.iter().all(|word| is_number(word) || is_page(word))
        && (words.len() > 1 || block.gap)
}
