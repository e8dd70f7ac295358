//! JSON and JSON Lines: lists of objects, objects by category, lists of texts.

mod layout;
mod record;
mod syntax;
mod walk;

use super::{Content, Format, Reader};
use crate::import::found::{Fate, LeftOut, Lines, Notice};
use crate::import::input::Input;
use crate::import::refusal::Refusal;
use syntax::{Fault, Node, Parser};
use walk::Walk;

pub struct Json;

impl Reader for Json {
    fn format(&self) -> Format {
        Format::Json
    }

    /// By what stands at its beginning: broken JSON is still JSON, and says where it is broken.
    fn claims(&self, input: &Input<'_>) -> u8 {
        let Some(text) = &input.text else { return 0 };
        let compact: String = text.chars().filter(|c| !c.is_whitespace()).take(400).collect();
        let name = input.name.to_lowercase();
        let is_named =
            [".json", ".jsonl", ".ndjson"].into_iter().any(|ending| name.ends_with(ending));
        let starts = ["{\"", "[{\"", "[\"", "[[\"", "[[{\"", "{}", "[]"];
        if !starts.into_iter().any(|start| compact.starts_with(start)) {
            return if is_named && compact.starts_with(['{', '[']) { 40 } else { 0 };
        }
        // A reference of Markdown is no list of texts.
        let is_sound =
            || compact.contains("\":") || compact.contains("\",\"") || compact.ends_with("\"]");
        match is_named {
            true => 97,
            false if is_sound() => 90,
            false => 0,
        }
    }

    fn read(&self, input: &Input<'_>) -> Result<Content, Refusal> {
        let text = input.text.as_deref().unwrap_or_default();
        let read = values(text)?;
        if let Some(rows) = layout::table(&read.nodes) {
            return Ok(Content::Tables(vec![rows], Vec::new()));
        }
        let mut walk = Walk::default();
        walk.top(&read.nodes);
        let mut imported = walk.imported;
        for fault in read.skipped {
            imported.fates.push((Lines::one(fault.line), Fate::LeftOut(LeftOut::Other)));
            let message =
                format!("column {}: {}; the line was left out", fault.column, fault.message);
            imported.notices.push(Notice::new(fault.line, message));
        }
        for fault in read.duplicates {
            let message =
                format!("column {}: {}; the last one was taken", fault.column, fault.message);
            imported.notices.push(Notice::new(fault.line, message));
        }
        Ok(Content::Questions(imported.with_rest(text, LeftOut::Furniture)))
    }
}

#[derive(Default)]
struct Values {
    /// One, or the lines of JSON Lines.
    nodes: Vec<Node>,
    /// Lines that are no JSON.
    skipped: Vec<Fault>,
    duplicates: Vec<Fault>,
}

/// All values of the file. Where it has one value to a line, a broken line costs only itself.
fn values(text: &str) -> Result<Values, Refusal> {
    let mut parser = Parser::new(text);
    let first = parser.next();
    match first {
        Ok(Some(node)) if parser.more().is_none() => {
            let duplicates = parser.duplicates;
            return Ok(Values { nodes: vec![node], skipped: Vec::new(), duplicates });
        }
        Ok(None) => return Ok(Values::default()),
        _ if is_by_line(text) => return Ok(by_line(text)),
        Err(fault) => return Err(broken(fault)),
        Ok(Some(_)) => {}
    }
    // Objects that follow each other, each on several lines.
    let is_object =
        |at: usize| text.get(at..).is_some_and(|rest| rest.trim_start().starts_with('{'));
    let mut parser = Parser::new(text);
    let mut nodes = Vec::new();
    while let Some(node) = parser.next().map_err(broken)? {
        nodes.push(node);
        if let Some(fault) = parser.more().filter(|_| !is_object(parser.offset())) {
            return Err(broken(fault));
        }
    }
    Ok(Values { nodes, skipped: Vec::new(), duplicates: parser.duplicates })
}

fn broken(Fault { line, column, message }: Fault) -> Refusal {
    Refusal::Broken { line, column, message: format!("this is not valid JSON: {message}") }
}

/// Whether nearly every line is an object or a list of its own.
fn is_by_line(text: &str) -> bool {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let (mut all, mut whole) = (0, 0);
    for line in lines {
        let ends = (line.chars().next(), line.chars().next_back());
        all += 1;
        whole += usize::from(matches!(ends, (Some('{'), Some('}')) | (Some('['), Some(']'))));
    }
    whole > 1 && whole * 2 >= all
}

fn by_line(text: &str) -> Values {
    let mut values = Values::default();
    for (number, line) in (1..).zip(text.lines()) {
        let mut parser = Parser::at_line(line, number);
        match parser.next() {
            Ok(None) => {}
            Ok(Some(node)) => match parser.more() {
                None => {
                    values.nodes.push(node);
                    values.duplicates.append(&mut parser.duplicates);
                }
                Some(fault) => values.skipped.push(fault),
            },
            Err(fault) => values.skipped.push(fault),
        }
    }
    values
}
