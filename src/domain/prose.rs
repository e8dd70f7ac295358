//! Prose in RON files: how a wrapped, indented string becomes paragraphs, and back.
//!
//! In a file a text may be wrapped and indented like the code around it. Read, the common
//! indentation is dropped, line breaks inside a paragraph count as spaces, blank lines separate
//! paragraphs, a line that starts with `- ` starts a bullet, and fenced code keeps its lines. Given
//! code ([`unindent`]) keeps every line.

use std::borrow::Cow;

use super::question::{FENCE, LineKind, line_kinds};

/// The text of a wrapped and indented string.
pub fn unwrap_prose(raw: &str) -> String {
    let text = with_plain_breaks(raw);
    // Only given code has use for the indentation.
    let text = match text {
        _ if has_fence(&text) => Cow::Owned(unindent(&text)),
        _ if text.lines().next().is_some_and(|line| !line.trim().is_empty()) => {
            Cow::Borrowed(text.trim_start())
        }
        _ => Cow::Borrowed(text.as_ref()),
    };
    let mut out = String::with_capacity(text.len());
    let mut last = None;
    let mut fence_indent = 0;
    let mut is_new = true;
    for (kind, line) in line_kinds(&text) {
        let line = line.trim_end();
        match kind {
            LineKind::Opening => {
                fence_indent = indentation(line);
                start_block(&mut out, &mut last, Block::Code);
                out.push_str(line.trim_start());
            }
            LineKind::Code => {
                out.push('\n');
                out.push_str(line.get(fence_indent.min(indentation(line))..).unwrap_or(line));
            }
            LineKind::Closing => close_code(&mut out, &mut last),
            LineKind::Prose if line.is_empty() => {}
            LineKind::Prose => match line.trim_start().strip_prefix("- ") {
                Some(bullet) => {
                    start_block(&mut out, &mut last, Block::Bullet);
                    out.push_str("- ");
                    push_words(&mut out, bullet);
                }
                None => {
                    if is_new {
                        start_block(&mut out, &mut last, Block::Paragraph);
                    } else {
                        out.push(' ');
                    }
                    push_words(&mut out, line);
                }
            },
        }
        is_new = kind != LineKind::Prose || line.is_empty();
    }
    if last == Some(Block::Code) {
        close_code(&mut out, &mut last);
    }
    out.shrink_to_fit();
    out
}

/// Drops the blank lines around a text and the indentation that all its lines share.
pub fn unindent(raw: &str) -> String {
    let raw = with_plain_breaks(raw);
    let lines: Vec<&str> = raw.lines().map(str::trim_end).collect();
    let first = lines.iter().position(|line| !line.is_empty()).unwrap_or(lines.len());
    let last = lines.iter().rposition(|line| !line.is_empty()).map_or(first, |at| at + 1);
    // A text that starts on the line of its quote says nothing of the indentation below.
    let starts_inline = first == 0;
    let body = || lines.iter().take(last).skip(first);
    let indented = body().skip(usize::from(starts_inline)).filter(|line| !line.is_empty());
    let shared = indented.map(|line| indentation(line)).min().unwrap_or(0);
    let mut out = String::with_capacity(raw.len());
    for (at, line) in body().enumerate() {
        if at > 0 {
            out.push('\n');
        }
        out.push_str(match at {
            0 if starts_inline => line.trim_start(),
            _ => line.get(shared..).unwrap_or_default(),
        });
    }
    out.shrink_to_fit();
    out
}

/// The text with its lines broken as here, whatever system wrote it.
fn with_plain_breaks(raw: &str) -> Cow<'_, str> {
    if raw.contains('\r') {
        Cow::Owned(raw.replace("\r\n", "\n").replace('\r', "\n"))
    } else {
        Cow::Borrowed(raw)
    }
}

fn has_fence(text: &str) -> bool {
    let mut ticks = text.match_indices('`');
    ticks.any(|(at, _)| text.get(at..).is_some_and(|rest| rest.starts_with(FENCE)))
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Block {
    Paragraph,
    Bullet,
    Code,
    ClosedCode,
}

fn start_block(out: &mut String, last: &mut Option<Block>, block: Block) {
    let separator = match (&last, block) {
        (None, _) => "",
        (Some(Block::Bullet), Block::Bullet) => "\n",
        _ => "\n\n",
    };
    out.push_str(separator);
    *last = Some(block);
}

fn close_code(out: &mut String, last: &mut Option<Block>) {
    out.push('\n');
    out.push_str(FENCE);
    *last = Some(Block::ClosedCode);
}

/// The words of a line, with one space between them.
fn push_words(out: &mut String, line: &str) {
    let line = line.trim_ascii();
    // Nearly every line is spaced so; looking at all of its bytes is what a processor does fastest.
    let bytes = line.as_bytes();
    let pairs = bytes.iter().zip(bytes.get(1..).unwrap_or_default());
    let is_odd =
        |(one, two): (&u8, &u8)| matches!(one, b'\t'..=b'\r') | (*one == b' ') & (*two == b' ');
    if !pairs.fold(false, |odd, pair| odd | is_odd(pair)) {
        return out.push_str(line);
    }
    for (at, word) in line.split_ascii_whitespace().enumerate() {
        if at > 0 {
            out.push(' ');
        }
        out.push_str(word);
    }
}

/// Leading spaces and tabs, in bytes. Other blanks (a no-break space, say) belong to the text.
fn indentation(line: &str) -> usize {
    line.len() - line.trim_start_matches([' ', '\t']).len()
}

/// The lines of a text, wrapped so that none is wider than `width` characters where words allow it.
///
/// Reading them back with [`unwrap_prose`] gives the text again.
pub fn wrap_prose(text: &str, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    for (kind, line) in line_kinds(text) {
        match kind {
            LineKind::Prose => wrap_line(line, width, &mut lines),
            _ => lines.push(line.to_owned()),
        }
    }
    lines
}

fn wrap_line(line: &str, width: usize, lines: &mut Vec<String>) {
    let mut current = String::new();
    for word in line.split(' ') {
        // A line must not come to start with what would be read as a bullet or a fence.
        let is_marker = word == "-" || word.starts_with(FENCE) || current == "-";
        let needed = current.chars().count() + 1 + word.chars().count();
        if !current.is_empty() && needed > width && !is_marker {
            lines.push(std::mem::take(&mut current));
        } else if !current.is_empty() {
            current.push(' ');
        }
        current.push_str(word);
    }
    lines.push(current);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(raw: &str, expected: &str) {
        assert_eq!(unwrap_prose(raw), expected, "{raw:?}");
        assert_eq!(unwrap_prose(expected), expected, "not settled: {expected:?}");
        for width in [1, 12, 80] {
            let wrapped = wrap_prose(expected, width).join("\n");
            assert_eq!(unwrap_prose(&wrapped), expected, "wrapped at {width}: {wrapped:?}");
        }
    }

    #[test]
    fn wrapped_paragraphs_and_bullets_become_text() {
        check("One line.", "One line.");
        check("\n    One\n    line.\n\n    Two.\n", "One line.\n\nTwo.");
        check(
            "\n  Intro:\n  - one\n  goes on\n  - two\n\n  End.\n",
            "Intro:\n\n- one goes on\n- two\n\nEnd.",
        );
        check("a - b", "a - b");
        check("\r\n    Windows\r\n    lines\r\n", "Windows lines");
        check("", "");
    }

    #[test]
    fn fenced_code_keeps_its_lines() {
        check(
            "\n    Text\n    ```\n    def f():\n        return 1\n    ```\n    more\n",
            "Text\n\n```\ndef f():\n    return 1\n```\n\nmore",
        );
        check("```\nnever closed", "```\nnever closed\n```");
        let inner = "```\nx\n```python\n    a line of code that is longer than any width here\n```";
        check(inner, inner);
        check("- a point:\n  ```\n  if a:\n      b\n  ```", "- a point:\n\n```\nif a:\n    b\n```");
    }

    #[test]
    fn given_code_keeps_every_line() {
        assert_eq!(unindent("\n    a:\n\n        b\n    "), "a:\n\n    b");
        assert_eq!(unindent("inline\n    below"), "inline\nbelow");
        assert_eq!(unindent("\n  two\n\u{3000}wide"), "  two\n\u{3000}wide");
    }
}
