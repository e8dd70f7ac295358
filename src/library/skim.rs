//! A tolerant look at RON text: where blanks end, and where a broken part ends.

use super::source::Span;

/// How far behind a broken entry the next one is looked for by its indentation, in bytes.
const NEAR: usize = 64 * 1024;

/// Past spaces and comments from `at` on; the span of a comment that is never closed.
pub(super) fn blank_end(text: &str, mut at: usize) -> Result<usize, Span> {
    loop {
        let rest = text.get(at..).unwrap_or_default();
        let trimmed = rest.trim_start_matches(is_blank);
        at += rest.len() - trimmed.len();
        if trimmed.starts_with("//") {
            at += trimmed.find('\n').unwrap_or(trimmed.len());
        } else if trimmed.starts_with("/*") {
            let unclosed = Span::new(at, at + 2);
            at += block_comment_len(trimmed).ok_or(unclosed)?;
        } else {
            return Ok(at);
        }
    }
}

/// Where the part that starts at `start` ends as far as its brackets tell: at the first comma or
/// closing bracket that belongs to what is around it.
pub(super) fn part_end(text: &str, start: usize) -> usize {
    let mut open = Vec::new();
    let mut at = start;
    loop {
        at = blank_end(text, at).unwrap_or(text.len());
        let rest = text.get(at..).unwrap_or_default();
        let Some(first) = rest.chars().next() else { return text.len() };
        match first {
            ',' if open.is_empty() => return at,
            '(' => open.push(')'),
            '[' => open.push(']'),
            '{' => open.push('}'),
            ')' | ']' | '}' => match open.iter().rposition(|close| *close == first) {
                Some(place) => open.truncate(place),
                None => return at,
            },
            _ => {}
        }
        at += token_len(rest, first);
    }
}

/// Where the entry behind the one at `start` begins: at the next line that is indented like its own
/// and opens a parenthesis, if both stand first on their lines and no line closes the list before.
/// Quotes and brackets that do not match cannot hide it.
pub(super) fn next_entry(text: &str, start: usize) -> Option<usize> {
    let before = text.get(..start)?;
    let line_start = before.trim_end_matches([' ', '\t']).len();
    let is_first = line_start == 0 || before.get(..line_start)?.ends_with('\n');
    if !is_first || !text.get(start..)?.starts_with('(') {
        return None;
    }
    let indent = start - line_start;
    let mut at = line_start;
    for line in text.get(line_start..)?.split_inclusive('\n') {
        let words = line.trim_start_matches([' ', '\t']);
        let inner = line.len() - words.len();
        let closes_list = inner < indent && ["]", "],"].contains(&words.trim());
        if closes_list || at - line_start > NEAR {
            return None;
        }
        if at > line_start && inner == indent && words.starts_with('(') {
            return Some(at + inner);
        }
        at += line.len();
    }
    None
}

/// What `ron` takes for space.
fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r' | '\x0B' | '\x0C')
        || matches!(c, '\u{85}' | '\u{200E}' | '\u{200F}' | '\u{2028}' | '\u{2029}')
}

/// Block comments nest.
fn block_comment_len(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    let mut at = 0;
    loop {
        at += text.get(at..)?.find(['/', '*'])?;
        let rest = text.get(at..)?;
        let step = match rest {
            _ if rest.starts_with("/*") => 1,
            _ if rest.starts_with("*/") => -1,
            _ => 0,
        };
        depth = depth.saturating_add_signed(step);
        at += if step == 0 { 1 } else { 2 };
        if step < 0 && depth == 0 {
            return Some(at);
        }
    }
}

fn token_len(text: &str, first: char) -> usize {
    match first {
        '(' | '[' | '{' | ')' | ']' | '}' | ',' | ':' => 1,
        '"' => string_len(text),
        _ => raw_string_len(text).unwrap_or_else(|| word_len(text, first)),
    }
}

fn string_len(text: &str) -> usize {
    let mut is_escaped = false;
    for (at, byte) in text.bytes().enumerate().skip(1) {
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' => is_escaped = true,
            b'"' => return at + 1,
            _ => {}
        }
    }
    text.len()
}

fn raw_string_len(text: &str) -> Option<usize> {
    let after = text.strip_prefix('r')?;
    let body = after.trim_start_matches('#');
    let hashes = after.len() - body.len();
    let body = body.strip_prefix('"')?;
    let end = format!("\"{}", "#".repeat(hashes));
    let closed = body.find(&end).map(|at| 1 + hashes + 1 + at + end.len());
    Some(closed.unwrap_or(text.len()))
}

fn word_len(text: &str, first: char) -> usize {
    let is_end = |c: char| is_blank(c) || "()[]{},:\"/".contains(c);
    text.find(is_end).map_or(text.len(), |at| at.max(first.len_utf8()))
}
