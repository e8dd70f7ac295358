//! Lines of text: which of them are code, and which were one line before they were wrapped.

use super::block::{Block, Form, Mark};
use super::found::Lines;
use super::words::CODE_STARTS;

/// How a line ends that nothing continues.
const ENDS: &[char] = &['.', '?', '!', ':', ';', '。', '？', '！', '：', '；', '…', '؟', '।'];

pub fn is_ended(text: &str) -> bool {
    text.trim_end_matches(|c: char| {
        c.is_whitespace()
            || matches!(c, '"' | '\'' | ')' | '*' | '_' | '`' | '”' | '»' | '’' | '）' | '」')
    })
    .ends_with(ENDS)
}

/// Whether a line reads like code rather than like a sentence.
pub fn is_code(line: &str) -> bool {
    let text = line.trim();
    if text.is_empty() {
        return false;
    }
    let ends =
        ["{", "}", ";", "};", "});", ")", "):", "=>", "->", "{,", "},", "];", "],", "/>", ">"];
    let signs = text
        .chars()
        .filter(|c| {
            matches!(c, '{' | '}' | '(' | ')' | ';' | '=' | '<' | '>' | '[' | ']' | '_' | '|' | '&')
        })
        .count();
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let words = text.split_whitespace().count();
    let begins = CODE_STARTS.iter().any(|start| text.starts_with(start.as_str()));
    let closes = ends.iter().any(|end| text.ends_with(end)) && !text.ends_with("...)");
    let dense = signs * 6 > letters;
    let is_sentence = text.ends_with(['?', '.', '？', '。']) && words > 4;
    if is_sentence {
        return false;
    }
    text.starts_with("#define ")
        || text.starts_with("#include ")
        || (begins && (closes || dense))
        || (closes && dense && signs >= 2)
        || matches!(text, "{" | "}" | "};" | "});" | "end")
}

/// No paragraph that people write is longer, in bytes.
const LONGEST: usize = 8 << 10;

/// Joins what was one paragraph before its lines were broken, and a word before it was hyphenated.
pub fn join_wrapped(mut blocks: Vec<Block>) -> Vec<Block> {
    let width = wrap_width(&blocks);
    let small = writes_small(&blocks) || width.is_none() && lists_small(&blocks);
    // In place: a second list of them would be most of what an import takes in memory.
    blocks.dedup_by(|next, last| {
        let goes_on = continues(last, next, width, small);
        if goes_on {
            append(last, next);
        }
        goes_on
    });
    blocks.shrink_to_fit();
    if blocks.iter().any(|block| next_number(block).is_some()) {
        return blocks.into_iter().flat_map(split_numbered).collect();
    }
    blocks
}

/// The width that the lines of the document were broken at, if they were.
fn wrap_width(blocks: &[Block]) -> Option<usize> {
    let mut lengths: Vec<usize> = blocks
        .iter()
        .filter(|block| is_text(block.form))
        .map(|block| block.text.chars().count())
        .collect();
    lengths.sort_unstable();
    let longest = *lengths.get(lengths.len().saturating_sub(1) * 98 / 100)?;
    let near =
        lengths.iter().filter(|length| **length * 10 >= longest * 8 && **length <= longest).count();
    ((40..=130).contains(&longest) && near * 5 >= lengths.len()).then_some(longest)
}

fn is_text(form: Form) -> bool {
    matches!(form, Form::Paragraph | Form::Item | Form::Quote)
}

/// "11. May it block? 12.May it print?": items that lost the line between them.
fn split_numbered(block: Block) -> Vec<Block> {
    let Some(number) = next_number(&block) else { return vec![block] };
    let mut parts = Vec::new();
    let mut rest = block;
    for next in number..number.saturating_add(11) {
        let Some((before, after)) = cut_at_number(&rest.text, next) else { break };
        let mut tail = Block {
            text: after,
            mark: Some(Mark::Number(next)),
            gap: false,
            lead: 0,
            ..rest.clone()
        };
        std::mem::swap(&mut tail, &mut rest);
        tail.text = before;
        parts.push(tail);
    }
    parts.push(rest);
    parts
}

/// The number of another item inside of this one.
fn next_number(block: &Block) -> Option<u32> {
    let next = block.number().filter(|_| is_text(block.form))?.saturating_add(1);
    cut_at_number(&block.text, next).map(|_| next)
}

/// The text before and after " 12." or " 2-", where a sentence ends before it and one begins behind.
fn cut_at_number(text: &str, number: u32) -> Option<(String, String)> {
    let digits = format!(" {number}");
    for (at, _) in text.match_indices(&digits) {
        let (before, from) = text.split_at_checked(at)?;
        let tail = from.get(digits.len()..)?;
        let Some(after) = tail.strip_prefix(['.', ')', '-', '、']) else { continue };
        let after = after.trim_start();
        let ends = is_ended(before) || tail.starts_with(['-', ')']);
        if ends
            && !before.trim().is_empty()
            && after
                .chars()
                .next()
                .is_some_and(|c| c.is_uppercase() || !c.is_ascii() && c.is_alphabetic())
        {
            return Some((before.trim().to_owned(), after.to_owned()));
        }
    }
    None
}

/// Whether lines begin small as a habit, so that it says nothing.
fn writes_small(blocks: &[Block]) -> bool {
    let begins: Vec<bool> = blocks
        .iter()
        .filter(|block| is_text(block.form) && (block.gap || block.mark.is_some()))
        .filter_map(|block| block.text.chars().next())
        .filter(|first| first.is_alphabetic())
        .map(char::is_lowercase)
        .collect();
    begins.iter().filter(|small| **small).count() * 3 > begins.len()
}

/// The same of a list that has no bullets and no blank lines, where each line may begin an item.
fn lists_small(blocks: &[Block]) -> bool {
    let lines = || blocks.iter().filter(|block| is_text(block.form));
    let opens = lines().filter(|block| block.gap || block.mark.is_some()).count();
    let is_small = |block: &&Block| block.text.starts_with(char::is_lowercase);
    let is_short = |block: &&Block| block.text.chars().count() <= 60;
    let all = lines().count();
    opens < 4
        && all >= 8
        && lines().filter(is_small).count() * 4 > all
        && lines().filter(is_short).count() * 10 >= all * 8
}

fn continues(last: &Block, next: &Block, width: Option<usize>, small: bool) -> bool {
    let lower = !small && next.text.chars().next().is_some_and(char::is_lowercase);
    let is_plain = is_text(last.form)
        && matches!(next.form, Form::Paragraph | Form::Quote)
        && next.mark.is_none()
        && next.label.is_none()
        && last.hidden == next.hidden
        && next.lines.first > last.lines.last
        && !next.text.is_empty();
    // "Which one is yours:" goes on where the next line begins small.
    let is_ended = is_ended(&last.text) && !(lower && last.text.trim_end().ends_with(':'));
    if !is_plain || next.gap || is_ended || last.bold != next.bold {
        return false;
    }
    // The whole of what is joined is looked at for each line, so it must end somewhere.
    if last.text.len() > LONGEST {
        return false;
    }
    if last.text.ends_with('-') || last.text.ends_with([',', '(']) {
        return lower || width.is_some();
    }
    let is_code_line = is_code(&last.text) || is_code(&next.text);
    if is_code_line {
        return false;
    }
    let length = last.text.chars().count();
    // Further in and large: an answer below its question, unless the line is all but full.
    let starts_anew = next.depth > last.depth && !lower;
    if starts_anew && width.is_none_or(|width| length * 20 < width * 19) {
        return false;
    }
    let full = width.is_some_and(|width| length * 4 >= width * 3);
    full || (lower && length > 25)
}

pub fn append(last: &mut Block, next: &Block) {
    let hyphenated = last.text.ends_with('-')
        && last.text.chars().rev().nth(1).is_some_and(char::is_alphabetic)
        && next.text.chars().next().is_some_and(char::is_lowercase);
    let is_dense = |c: Option<char>| {
        c.is_some_and(|c| {
            ('\u{3000}'..='\u{9fff}').contains(&c) || ('\u{ff00}'..='\u{ffef}').contains(&c)
        })
    };
    if hyphenated {
        last.text.pop();
    } else if !(is_dense(last.text.chars().next_back()) && is_dense(next.text.chars().next())) {
        last.text.push(' ');
    }
    last.text.push_str(&next.text);
    last.lines = Lines::new(last.lines.first, next.lines.last);
}
