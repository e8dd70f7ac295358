//! Fences that somebody forgot to close: left alone, one of them would turn the rest of the document into code.

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag, TagEnd};

use super::{LineIndex, options};

/// No document is read more often than this to mend its fences, nor more bytes than that.
const MOST_PASSES: usize = 60;
const MOST_BYTES: usize = 24 << 20;

/// A fence that was not closed, and the line at which it is now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Open {
    pub open: usize,
    pub end: usize,
}

/// The text with a closing fence where one is missing, in place of a blank line, so that every other line keeps
/// its number.
pub(super) fn closed(text: &str) -> (Cow<'_, str>, Vec<Open>) {
    let mut open = Vec::new();
    let mut mended: Cow<'_, str> = Cow::Borrowed(text);
    let passes = MOST_PASSES.min(MOST_BYTES / text.len().max(1));
    for _ in 0..passes {
        let Some((fence, blank)) = missing(&mended) else { break };
        let mut lines: Vec<&str> = mended.split('\n').collect();
        match lines.get_mut(blank) {
            Some(line) => *line = "```",
            None => break,
        }
        mended = Cow::Owned(lines.join("\n"));
        open.push(Open { open: fence, end: blank + 1 });
    }
    (mended, open)
}

/// The text without a fence around all or most of it: what a chat program hands out to be copied.
pub(super) fn unwrapped(text: &str) -> Cow<'_, str> {
    let lines: Vec<&str> = text.split('\n').collect();
    let filled = |lines: &[&str]| lines.iter().filter(|line| !line.trim().is_empty()).count();
    let Some(open) = lines.iter().position(|line| fence_name(line).is_some()) else {
        return Cow::Borrowed(text);
    };
    let name = lines.get(open).and_then(|line| fence_name(line)).unwrap_or_default();
    let close = closing(&lines, open);
    let inside = lines.get(open + 1..close.unwrap_or(lines.len())).unwrap_or_default();
    let is_markdown = matches!(name, "md" | "markdown" | "mdx");
    let is_text = matches!(name, "" | "text" | "txt" | "plaintext");
    let share = filled(inside) * 10 / filled(&lines).max(1);
    let lists = inside.iter().filter(|line| is_structure(line.trim_start())).count();
    let holds_list = lists >= 3;
    if !(holds_list && (is_markdown && share >= 4 || is_text && close.is_some() && share >= 7)) {
        return Cow::Borrowed(text);
    }
    let is_fence = |at: usize| at == open || Some(at) == close;
    let kept = lines.iter().enumerate().map(|(at, line)| if is_fence(at) { "" } else { *line });
    Cow::Owned(kept.collect::<Vec<_>>().join("\n"))
}

/// The line that closes a fence, pieces of code inside of it closed before.
fn closing(lines: &[&str], open: usize) -> Option<usize> {
    let mut inside = false;
    for (at, line) in lines.iter().enumerate().skip(open + 1) {
        match fence_name(line) {
            Some("") if inside => inside = false,
            Some("") => return Some(at),
            Some(_) => inside = true,
            None => {}
        }
    }
    None
}

/// What stands behind the signs of a fence.
fn fence_name(line: &str) -> Option<&str> {
    let text = line.trim();
    let name = text.strip_prefix("```").or_else(|| text.strip_prefix("~~~"))?;
    (!name.contains(['`', '~', ' '])).then_some(name)
}

/// The line of the fence, and the blank line, counted from 0, at which the first piece of code that runs too far should end.
fn missing(text: &str) -> Option<(usize, usize)> {
    let mut open: Option<Range<usize>> = None;
    let mut index: Option<LineIndex> = None;
    for (event, range) in Parser::new_ext(text, options()).into_offset_iter() {
        match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(name))) => {
                let holds_markdown =
                    matches!(name.as_ref(), "md" | "markdown" | "mdx" | "text" | "txt");
                open = (!holds_markdown).then_some(range);
            }
            Event::End(TagEnd::CodeBlock) => {
                let Some(range) = open.take() else { continue };
                let code = text.get(range.clone()).unwrap_or_default();
                if let Some(offset) = runs_too_far(code, range.end >= text.trim_end().len()) {
                    let index = index.get_or_insert_with(|| LineIndex::new(text));
                    let fence = index.line_at(range.start);
                    return Some((fence, fence - 1 + offset));
                }
            }
            _ => {}
        }
    }
    None
}

/// Where code that holds a part of the document should have ended, in lines from its fence.
fn runs_too_far(code: &str, at_end: bool) -> Option<usize> {
    let lines: Vec<&str> = code.lines().collect();
    let is_blank = |at: usize| {
        lines.get(at).is_some_and(|line| {
            line.trim_matches(|c: char| c.is_whitespace() || c == '>').is_empty()
        })
    };
    let opened_inside =
        (1..lines.len()).find(|at| lines.get(*at).is_some_and(|line| is_named_fence(line)));
    let structure = (2..lines.len())
        .find(|at| is_blank(at - 1) && lines.get(*at).is_some_and(|line| is_structure(line)));
    let asks = structure
        .and_then(|at| lines.get(at))
        .is_some_and(|line| line.trim_end().ends_with(['?', '？']) || line.contains(". ##"));
    let is_closed =
        lines.last().is_some_and(|line| line.trim().chars().all(|c| matches!(c, '`' | '~')))
            && lines.len() > 1;
    match (structure, opened_inside) {
        (Some(structure), _) if asks || opened_inside.is_some() || (at_end && !is_closed) => {
            Some(structure - 1)
        }
        (_, Some(fence)) => (1..fence).rev().find(|at| is_blank(*at)),
        _ => None,
    }
}

fn is_named_fence(line: &str) -> bool {
    let text = line.trim_start();
    ["```", "~~~"].iter().any(|sign| {
        text.strip_prefix(sign).is_some_and(|name| {
            name.starts_with(|c: char| c.is_ascii_alphabetic()) && !name.contains('`')
        })
    })
}

/// A heading or a numbered item, not a comment of a script.
fn is_structure(line: &str) -> bool {
    let line = line.trim_start_matches("> ");
    let level = line.len() - line.trim_start_matches('#').len();
    let title = line.trim_start_matches('#');
    let is_heading = (2..=6).contains(&level) && title.starts_with(' ');
    let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let is_item = (1..=3).contains(&digits)
        && line.get(digits..).is_some_and(|rest| rest.starts_with(". ") || rest.starts_with(") "));
    let is_tag = line.starts_with("<details") || line.starts_with("</details");
    is_heading || is_item || is_tag
}
