//! Prose in RON files: how a wrapped, indented string becomes paragraphs, and back.
//!
//! In a file a text may be wrapped and indented like the code around it. Read, the common
//! indentation is dropped, line breaks inside a paragraph count as spaces, blank lines separate
//! paragraphs, a line that starts with `- ` starts a bullet, and fenced code keeps its lines. Given
//! code ([`unindent`]) keeps every line.

use crate::domain::question::{FENCE, LineKind, line_kinds};

/// The text of a wrapped and indented string.
pub fn unwrap_prose(raw: &str) -> String {
    let mut blocks: Vec<Block> = Vec::new();
    let mut fence_indent = 0;
    let mut is_open = false;
    let mut is_new = true;
    for (kind, line) in line_kinds(&unindent(raw)) {
        match (kind, blocks.last_mut()) {
            (LineKind::Opening, _) => {
                fence_indent = indentation(line);
                blocks.push(Block::Code(line.trim().to_owned()));
            }
            (LineKind::Code | LineKind::Closing, Some(Block::Code(code))) => {
                let text = line.get(fence_indent.min(indentation(line))..).unwrap_or(line);
                code.push('\n');
                code.push_str(if kind == LineKind::Closing { FENCE } else { text });
            }
            _ if line.trim().is_empty() => {}
            (_, last) => match (line.trim_start().strip_prefix("- "), last) {
                (Some(bullet), _) => {
                    blocks.push(Block::Bullet(format!("- {}", one_spaced(bullet))))
                }
                (None, Some(Block::Bullet(text) | Block::Paragraph(text))) if !is_new => {
                    text.push(' ');
                    text.push_str(&one_spaced(line));
                }
                (None, _) => blocks.push(Block::Paragraph(one_spaced(line))),
            },
        }
        is_open = matches!(kind, LineKind::Opening | LineKind::Code);
        is_new = kind != LineKind::Prose || line.trim().is_empty();
    }
    if is_open && let Some(Block::Code(code)) = blocks.last_mut() {
        code.push('\n');
        code.push_str(FENCE);
    }
    join(&blocks)
}

/// Drops the blank lines around a text and the indentation that all its lines share.
pub fn unindent(raw: &str) -> String {
    let raw = raw.replace("\r\n", "\n").replace('\r', "\n");
    let lines: Vec<&str> = raw.lines().map(str::trim_end).collect();
    let first = lines.iter().position(|line| !line.is_empty()).unwrap_or(lines.len());
    let last = lines.iter().rposition(|line| !line.is_empty()).map_or(first, |at| at + 1);
    // A text that starts on the line of its quote says nothing of the indentation below.
    let starts_inline = first == 0;
    let body = || lines.iter().take(last).skip(first);
    let indented = body().skip(usize::from(starts_inline)).filter(|line| !line.is_empty());
    let shared = indented.map(|line| indentation(line)).min().unwrap_or(0);
    let strip = |(at, line): (usize, &&str)| {
        let text = if at == 0 && starts_inline {
            line.trim_start()
        } else {
            line.get(shared..).unwrap_or("")
        };
        text.to_owned()
    };
    body().enumerate().map(strip).collect::<Vec<_>>().join("\n")
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

fn one_spaced(line: &str) -> String {
    line.split_ascii_whitespace().collect::<Vec<_>>().join(" ")
}

enum Block {
    Paragraph(String),
    Bullet(String),
    Code(String),
}

fn join(blocks: &[Block]) -> String {
    let mut text = String::new();
    let mut after_bullet = false;
    for (index, block) in blocks.iter().enumerate() {
        let (Block::Paragraph(words) | Block::Bullet(words) | Block::Code(words)) = block;
        let is_bullet = matches!(block, Block::Bullet(_));
        if index > 0 {
            text.push_str(if is_bullet && after_bullet { "\n" } else { "\n\n" });
        }
        text.push_str(words);
        after_bullet = is_bullet;
    }
    text
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
