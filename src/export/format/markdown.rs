//! The scorecard as Markdown, for a wiki, a ticket or a mail.

use super::{Material, Writer};
use crate::domain::question::{FENCE, LineKind, line_kinds};
use crate::domain::scorecard::Scorecard;
use crate::export::blocks::{
    Block, Claim, ClaimList, Competencies, Decision, Fact, Head, Line, OpenPoint, OpenPoints,
    Question, Section, TITLE, Timeline, blocks,
};
use crate::export::writing::{WritingError, Written};

pub struct Markdown;

impl Writer for Markdown {
    fn name(&self) -> &'static str {
        "md"
    }

    fn ending(&self) -> &'static str {
        "md"
    }

    fn write(&self, material: &Material) -> Result<Written, WritingError> {
        Ok(markdown(&material.card).into_bytes().into())
    }
}

/// Marks in what people wrote are escaped.
pub fn markdown(card: &Scorecard) -> String {
    let mut out = Lines::default();
    for block in blocks(card) {
        match &block {
            Block::Head(head) => out.head(head),
            Block::Decision(decision) => out.decision(decision),
            Block::Competencies(competencies) => out.competencies(competencies),
            Block::Claims(claims) => claims.lists.iter().for_each(|list| out.claims(list)),
            Block::Timeline(timeline) => out.timeline(timeline),
            Block::Open(open) => out.open(open),
            Block::Questions(questions) => {
                out.titled(questions.title, Some(questions.note));
                questions.rows.iter().for_each(|row| out.question(row));
            }
            Block::Section(section) => out.section(section),
        }
    }
    out.text
}

/// Blocks of text with a blank line between them.
#[derive(Default)]
struct Lines {
    text: String,
}

impl Lines {
    fn head(&mut self, head: &Head) {
        self.block(&format!("# {TITLE}: {}", inline(&head.candidate.value)));
        if let Some(status) = &head.status {
            self.block(&format!("**{}**", inline(status)));
        }
        let facts = [&head.role].into_iter().chain(&head.facts);
        self.list(facts.map(labelled));
    }

    fn decision(&mut self, decision: &Decision) {
        let Fact { label, value } = &decision.recommendation;
        self.block(&format!("## {label}: {value}"));
        decision.submitted.iter().for_each(|before| self.block(before));
        decision.changes.iter().for_each(|changes| self.block(&literal(changes)));
        self.plain(&decision.reason.value);
        self.block(&format!("## {}: {}", decision.score_label, decision.score.words()));
        decision.submitted_score.iter().for_each(|before| self.block(before));
        let coverage = decision.coverage.iter().chain(&decision.warning).cloned();
        self.block(&coverage.collect::<Vec<_>>().join("; "));
    }

    fn competencies(&mut self, competencies: &Competencies) {
        let mut table = "| Competency | Score | Questions |\n| --- | --- | --- |".to_owned();
        for row in &competencies.rows {
            let (title, score) = (literal(&row.title), row.score.words());
            table.push_str(&format!("\n| {title} | {score} | {} |", literal(&row.basis)));
        }
        self.titled(competencies.title, None);
        self.block(&table);
        self.block(competencies.note);
    }

    fn claims(&mut self, list: &ClaimList) {
        self.titled(list.title, None);
        if list.claims.is_empty() {
            self.block(list.none);
        } else {
            let claim =
                |claim: &Claim| format!("{} ({})", own_line(&claim.text), literal(&claim.support));
            self.list(list.claims.iter().map(claim));
        }
    }

    fn timeline(&mut self, timeline: &Timeline) {
        self.titled(timeline.title, None);
        self.list(timeline.words.iter().map(|words| literal(words)));
    }

    fn open(&mut self, open: &OpenPoints) {
        self.titled(open.title, None);
        if open.items.is_empty() {
            self.block(open.none);
        } else {
            let item = |OpenPoint { label, value, .. }: &OpenPoint| {
                format!("{}: {}", literal(label), literal(value))
            };
            self.list(open.items.iter().map(item));
        }
    }

    fn question(&mut self, row: &Question) {
        self.block(&format!("### {}: {}", inline(&row.title), row.score.words()));
        self.prose(&row.prompt);
        row.material.iter().for_each(|material| self.block(&code_block(material)));
        let mut items = vec![inline(&row.facts)];
        items.extend(row.amended.iter().cloned());
        items.extend(row.said.iter().chain(&row.rubric).map(item));
        let over = row.over.iter().map(|over| format!(", {over}"));
        items.push([format!("Time: {}", row.time)].into_iter().chain(over).collect());
        self.list(items);
    }

    fn section(&mut self, section: &Section) {
        self.titled(section.title, section.note);
        self.list(section.lines.iter().map(item));
    }

    fn titled(&mut self, title: &str, note: Option<&str>) {
        self.block(&format!("## {title}"));
        note.into_iter().for_each(|note| self.block(note));
    }

    fn block(&mut self, block: &str) {
        if block.is_empty() {
            return;
        }
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        self.text.push_str(block);
        self.text.push('\n');
    }

    fn list(&mut self, items: impl IntoIterator<Item = String>) {
        let items: Vec<String> = items.into_iter().map(|item| format!("- {item}")).collect();
        self.block(&items.join("\n"));
    }

    /// A text of the bank: paragraphs and bullets; code between fences stays as it is.
    fn prose(&mut self, text: &str) {
        let mut lines = Vec::new();
        let mut code: Vec<&str> = Vec::new();
        for (kind, line) in line_kinds(text) {
            match (kind, line.strip_prefix("- ")) {
                (LineKind::Prose, Some(bullet)) => lines.push(format!("- {}", own_line(bullet))),
                (LineKind::Prose, None) => lines.push(own_line(line)),
                (LineKind::Opening | LineKind::Code, _) => code.push(line),
                (LineKind::Closing, _) => lines.push(fenced(&std::mem::take(&mut code))),
            }
        }
        if !code.is_empty() {
            lines.push(fenced(&code));
        }
        self.block(lines.join("\n").trim_end());
    }

    /// A text that a person wrote freely: line by line, every Markdown mark escaped.
    fn plain(&mut self, text: &str) {
        let lines: Vec<String> = text.lines().map(own_line).collect();
        self.block(lines.join("\n").trim_end());
    }
}

fn labelled(fact: &Fact) -> String {
    format!("{}: {}", fact.label, inline(&fact.value))
}

fn item(line: &Line) -> String {
    match line {
        Line::Caption(text) | Line::Text(text) | Line::Authored(text) | Line::Minor(text) => {
            own_line(text)
        }
        Line::Anchor { label, text } => format!("{}: {}", inline(label), inline(text)),
        Line::Hash { head, text } => format!("{}: `{text}`", inline(head)),
        Line::Note { at, text } | Line::Ticked { at, text } => format!("{at} {}", inline(text)),
        Line::Entry { head, text } => format!("{}. {}", inline(head), inline(text)),
    }
}

/// Code or data as it was shown, whether or not the bank put it between fences.
fn code_block(material: &str) -> String {
    let lines = line_kinds(material);
    let lines = lines.filter(|(kind, _)| !matches!(kind, LineKind::Opening | LineKind::Closing));
    let lines: Vec<&str> = std::iter::once(FENCE).chain(lines.map(|(_, line)| line)).collect();
    fenced(&lines)
}

/// Code after its opening line, between fences longer than any run of backticks in it.
fn fenced(lines: &[&str]) -> String {
    let (opening, code) = lines.split_first().unwrap_or((&FENCE, &[]));
    let language = opening.trim().trim_start_matches('`');
    let language = if language.contains('`') { "" } else { language };
    let longest = code.iter().flat_map(|line| line.split(|c| c != '`')).map(str::len).max();
    let fence = "`".repeat(FENCE.len().max(longest.unwrap_or(0) + 1));
    let code: String = code.iter().map(|line| format!("{line}\n")).collect();
    format!("{fence}{language}\n{code}{fence}")
}

/// A whole line, with the marks escaped that count only where a line begins.
fn own_line(line: &str) -> String {
    at_line_start(inline(line).trim())
}

fn at_line_start(escaped: &str) -> String {
    let digits = escaped.len() - escaped.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let (number, rest) = escaped.split_at(digits);
    if digits > 0 && rest.starts_with(['.', ')']) {
        return format!("{number}\\{rest}");
    }
    if escaped.starts_with(['-', '+', '=', ':']) {
        format!("\\{escaped}")
    } else {
        escaped.to_owned()
    }
}

/// What a person wrote, on one line, every Markdown mark escaped. Code between single backticks
/// stays code; a longer run of them is plain text.
fn inline(text: &str) -> String {
    let text = &one_line(text);
    let ticks = single_backticks(text);
    // A backtick without a partner would turn all that follows into code.
    let is_paired = ticks.len().is_multiple_of(2);
    escaped(text, if is_paired { &ticks } else { &[] })
}

/// Words of several people on one line, or a table cell, which a bar ends even inside code: nothing
/// is code, and an item that begins with a mark of Markdown is none.
fn literal(text: &str) -> String {
    let escaped = escaped(&one_line(text), &[]);
    at_line_start(escaped.trim())
}

/// On one line and without control characters, before marks are looked for: what they kept apart
/// may form one.
fn one_line(text: &str) -> String {
    let spaced = text.replace(['\n', '\r', '\t'], " ");
    spaced.chars().filter(|c| !c.is_control()).collect()
}

/// Every mark escaped, but for the backticks at `ticks`, which enclose code.
fn escaped(text: &str, ticks: &[usize]) -> String {
    let mut is_code = false;
    let mut out = String::new();
    for (at, c) in text.char_indices() {
        match c {
            '`' if ticks.binary_search(&at).is_ok() => {
                is_code = !is_code;
                out.push('`');
            }
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '&' if !is_code => {
                out.push('\\');
                out.push(c);
            }
            c => out.push(c),
        }
    }
    out
}

/// Positions of backticks with no other beside them.
fn single_backticks(text: &str) -> Vec<usize> {
    let bytes = text.as_bytes();
    let is_tick = |at: usize| bytes.get(at) == Some(&b'`');
    let ticks = text.match_indices('`').map(|(at, _)| at);
    ticks.filter(|at| !is_tick(at + 1) && !at.checked_sub(1).is_some_and(is_tick)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_that_people_wrote_stay_marks_of_theirs() {
        let cases = [
            ("a*b_c <b> [x](y) # | ~", "a\\*b\\_c \\<b\\> \\[x\\](y) \\# \\| \\~"),
            ("use `a_b` here_", "use `a_b` here\\_"),
            ("lone ` tick_", "lone \\` tick\\_"),
            ("two\nlines\u{7}", "two lines"),
            ("`\u{7}`<b>", "\\`\\`\\<b\\>"),
            ("``<b>``", "\\`\\`\\<b\\>\\`\\`"),
            ("a `b``c` d_", "a `b``c` d\\_"),
            ("`` `<b> ``` </b>", "\\`\\` \\`\\<b\\> \\`\\`\\` \\</b\\>"),
        ];
        for (text, expected) in cases {
            assert_eq!(inline(text), expected);
        }
        let lines = [
            ("---", "\\---"),
            ("1. one", "1\\. one"),
            ("2026 was", "2026 was"),
            ("+ plus", "\\+ plus"),
            ("```py", "\\`\\`\\`py"),
            ("``````", "\\`\\`\\`\\`\\`\\`"),
            ("# no heading", "\\# no heading"),
            (":-:", "\\:-:"),
            ("\u{7}    no code", "no code"),
        ];
        for (text, expected) in lines {
            assert_eq!(own_line(text), expected);
        }
    }
}
