//! Writes questions the way a person would: see the shipped files for the look.

use super::prose::wrap_prose;
use crate::domain::question::Question;
use crate::domain::rubric::Anchors;

/// The widest line that is written, in characters, where words allow it.
const WIDTH: usize = 100;
/// One step of indentation.
const STEP: &str = "    ";

/// The fields of a question in the order of the file; a field that is `None` is left out.
pub const QUESTION_FIELDS: [&str; 13] = [
    "id",
    "level",
    "kind",
    "competency",
    "minutes",
    "prompt",
    "candidate_material",
    "answer",
    "anchors",
    "probes",
    "red_flags",
    "covers",
    "references",
];

/// One field of a question as RON, for a line that is indented by `indent` steps.
///
/// `None` where the field is left out. The topic belongs to the file, not to the question.
pub fn question_field(question: &Question, name: &str, indent: usize) -> Option<String> {
    let prose = |text: &str| prose(text, indent, name.len() + 3);
    let list = |texts: &[String]| prose_list(texts, indent);
    Some(match name {
        "id" => quoted(question.id.as_str()),
        "level" => question.level.name().to_owned(),
        "kind" => question.kind.name().to_owned(),
        "competency" => quoted(question.competency.as_str()),
        "minutes" => question.minutes.to_string(),
        "prompt" => prose(&question.prompt),
        "candidate_material" => block(&lines_of(question.candidate_material.as_deref()?), indent),
        "answer" => prose(&question.answer),
        "anchors" if question.anchors.is_empty() => return None,
        "anchors" => anchors(&question.anchors, indent),
        "probes" => list(&question.probes),
        "red_flags" => list(&question.red_flags),
        "covers" => list(&question.covers),
        "references" => list(&question.references),
        _ => return None,
    })
}

/// A whole question, from its parenthesis on, for a line that is indented by `indent` steps.
pub fn question(question: &Question, indent: usize) -> String {
    let pad = STEP.repeat(indent + 1);
    let mut out = String::from("(\n");
    for name in QUESTION_FIELDS {
        if let Some(value) = question_field(question, name, indent + 1) {
            out.push_str(&format!("{pad}{name}: {value},\n"));
        }
    }
    out.push_str(&STEP.repeat(indent));
    out.push(')');
    out
}

/// A text as one quoted line where it fits after `prefix` characters, as a wrapped block otherwise.
fn prose(text: &str, indent: usize, prefix: usize) -> String {
    let inline = quoted(text);
    let column = indent * STEP.len() + prefix;
    if !text.contains('\n')
        && !text.starts_with([' ', '\t'])
        && column + inline.chars().count() < WIDTH
    {
        return inline;
    }
    let width = WIDTH.saturating_sub((indent + 1) * STEP.len()).max(40);
    block(&wrap_prose(text, width), indent)
}

fn prose_list(texts: &[String], indent: usize) -> String {
    let inline =
        format!("[{}]", texts.iter().map(|text| quoted(text)).collect::<Vec<_>>().join(", "));
    let is_short = !texts.iter().any(|text| text.contains('\n'));
    if is_short && indent * STEP.len() + 16 + inline.chars().count() < WIDTH {
        return inline;
    }
    let pad = STEP.repeat(indent + 1);
    let lines: String =
        texts.iter().map(|text| format!("{pad}{},\n", prose(text, indent + 1, 1))).collect();
    format!("[\n{lines}{}]", STEP.repeat(indent))
}

fn anchors(anchors: &Anchors, indent: usize) -> String {
    let pad = STEP.repeat(indent + 1);
    let lines: String = anchors
        .iter()
        .map(|(step, text)| format!("{pad}{}: {},\n", step.get(), prose(text, indent + 1, 4)))
        .collect();
    format!("{{\n{lines}{}}}", STEP.repeat(indent))
}

fn lines_of(text: &str) -> Vec<String> {
    text.lines().map(str::to_owned).collect()
}

/// Lines between the quotes of a string, one step further in than the field.
fn block(lines: &[String], indent: usize) -> String {
    let pad = STEP.repeat(indent + 1);
    let body: String = lines
        .iter()
        .map(|line| if line.is_empty() { "\n".to_owned() } else { format!("{pad}{line}\n") })
        .collect();
    let end = STEP.repeat(indent);
    if !body.contains(['"', '\\']) && !body.chars().any(needs_escape) {
        return format!("\"\n{body}{end}\"");
    }
    if body.chars().any(needs_escape) {
        return quoted(&format!("\n{body}{end}"));
    }
    let hashes = "#".repeat(hashes_needed(&body));
    format!("r{hashes}\"\n{body}{end}\"{hashes}")
}

/// A raw string ends at a quote followed by as many hashes as it began with.
fn hashes_needed(body: &str) -> usize {
    let runs = body.split('"').skip(1).map(|rest| rest.len() - rest.trim_start_matches('#').len());
    1 + runs.max().unwrap_or(0)
}

fn needs_escape(c: char) -> bool {
    c.is_control() && c != '\n' && c != '\t'
}

/// A string in quotes, escaped as RON reads it.
pub fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if c.is_control() => out.push_str(&format!("\\u{{{:x}}}", c as u32)),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}
