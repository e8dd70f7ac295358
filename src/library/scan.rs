//! A tolerant look at RON text: where brackets and commas are, whatever else is wrong.
//!
//! The `ron` crate stops at the first error of a file. So that every problem of a file is found, a
//! broken file is cut into its entries here, and each is parsed by itself.

use std::ops::Range;

use super::raw::{RawField, RawStruct};

/// What matters of the text; strings, numbers and names are all `Word`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Token {
    /// `(`, `[` or `{`.
    Open,
    /// `)`, `]` or `}`.
    Close,
    /// `,`.
    Comma,
    /// `:`.
    Colon,
    /// Anything else that is neither space nor comment.
    Word,
}

/// The tokens of a text from byte `at` on, each with where it lies.
pub fn tokens(text: &str, at: usize) -> impl Iterator<Item = (Range<usize>, Token)> {
    let mut at = at;
    std::iter::from_fn(move || {
        at = skip_blank(text, at);
        let rest = text.get(at..)?;
        let first = rest.chars().next()?;
        let (len, token) = match first {
            '(' | '[' | '{' => (1, Token::Open),
            ')' | ']' | '}' => (1, Token::Close),
            ',' => (1, Token::Comma),
            ':' => (1, Token::Colon),
            '"' => (string_len(rest), Token::Word),
            _ => (raw_string_len(rest).unwrap_or_else(|| word_len(rest)), Token::Word),
        };
        let span = at..at + len;
        at += len;
        Some((span, token))
    })
}

/// The struct that makes up a file, as far as its brackets tell.
pub fn scan_struct(text: &str) -> Option<RawStruct> {
    let open = tokens(text, 0).find(|(_, token)| *token == Token::Open)?.0;
    let mut fields = Vec::new();
    let end = scan_parts(text, open.end, |part| {
        let mut words = tokens(text, part.start).take_while(|(span, _)| span.end <= part.end);
        if let (Some((name, Token::Word)), Some((colon, Token::Colon))) =
            (words.next(), words.next())
        {
            let value = skip_blank(text, colon.end)..part.end;
            let text = text.get(name.clone()).unwrap_or_default().to_owned();
            fields.push(RawField { name: text, name_span: name, value });
        }
    });
    Some(RawStruct { span: open.start..end, fields })
}

/// The values of the list that starts at byte `start`, as far as its brackets tell.
pub fn scan_list(text: &str, start: usize) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    scan_parts(text, start + 1, |part| parts.push(part));
    parts
}

/// Calls `take` with each part between commas, up to the closing bracket; gives the end.
fn scan_parts(text: &str, start: usize, mut take: impl FnMut(Range<usize>)) -> usize {
    let mut depth = 0_usize;
    let mut part: Option<Range<usize>> = None;
    for (span, token) in tokens(text, start) {
        match token {
            Token::Comma if depth == 0 => {
                part.take().into_iter().for_each(&mut take);
                continue;
            }
            Token::Close if depth == 0 => {
                part.take().into_iter().for_each(&mut take);
                return span.end;
            }
            Token::Open => depth += 1,
            Token::Close => depth -= 1,
            _ => {}
        }
        part = Some(part.map_or(span.start, |part| part.start)..span.end);
    }
    part.into_iter().for_each(take);
    text.len()
}

/// Past spaces and comments; block comments nest in RON.
fn skip_blank(text: &str, mut at: usize) -> usize {
    loop {
        let rest = text.get(at..).unwrap_or_default();
        let trimmed = rest.trim_start();
        at += rest.len() - trimmed.len();
        if trimmed.starts_with("//") {
            at += trimmed.find('\n').unwrap_or(trimmed.len());
        } else if trimmed.starts_with("/*") {
            at += block_comment_len(trimmed);
        } else {
            return at;
        }
    }
}

fn block_comment_len(text: &str) -> usize {
    let mut depth = 0_usize;
    let mut at = 0;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        if rest.starts_with("/*") {
            depth += 1;
            at += 2;
        } else if rest.starts_with("*/") {
            depth = depth.saturating_sub(1);
            at += 2;
            if depth == 0 {
                return at;
            }
        } else {
            at += rest.chars().next().map_or(1, char::len_utf8);
        }
    }
    text.len()
}

fn string_len(text: &str) -> usize {
    let mut is_escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        match c {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            '"' => return at + 1,
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

fn word_len(text: &str) -> usize {
    let is_end = |c: char| c.is_whitespace() || "()[]{},:\"/".contains(c);
    let first = text.chars().next().map_or(1, char::len_utf8);
    text.find(is_end).map_or(text.len(), |at| at.max(first))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_are_found_whatever_is_wrong_inside_them() {
        let text = "// head\n(a: \"x, (\", list: [\n (b 1), /* , ] */ (c: r#\"]\"#, d: '),\n 7 ] )";
        let raw = scan_struct(text).unwrap();
        let names: Vec<&str> = raw.fields.iter().map(|field| field.name.as_str()).collect();
        assert_eq!(names, ["a", "list"]);
        let list = raw.field("list").unwrap().value.clone();
        let parts: Vec<&str> =
            scan_list(text, list.start).into_iter().map(|part| &text[part]).collect();
        assert_eq!(parts, ["(b 1)", "(c: r#\"]\"#, d: ')", "7"]);
    }

    #[test]
    fn what_is_never_closed_ends_with_the_text() {
        for (text, end) in
            [("(", 1), ("(a: \"x", 6), ("(a: /* x", 8), ("(a: r#\"x\"", 9), ("(a: [1, (", 9)]
        {
            assert_eq!(scan_struct(text).map(|raw| raw.span), Some(0..end), "{text}");
        }
        assert_eq!(scan_struct("é"), None);
    }
}
