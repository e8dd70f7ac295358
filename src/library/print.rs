//! Writes questions the way a person would: see the shipped files for the look.

use std::borrow::Cow;

use super::prose::wrap_prose;
use crate::domain::draft::Entry;
use crate::domain::question::{
    Claim, Cover, Effect, Page, Point, Probe, Question, Quotes, RedFlag, Reference, Status, Tier,
};
use crate::domain::rubric::Anchors;

/// The widest line that is written, in characters, where words allow it.
const WIDTH: usize = 100;
/// One step of indentation.
const STEP: &str = "    ";

/// The fields of a question in the order of the file; a field that is `None` is left out.
pub const QUESTION_FIELDS: [&str; 21] = [
    "id",
    "title",
    "status",
    "level",
    "kind",
    "competency",
    "minutes",
    "prompt",
    "candidate_material",
    "interviewer_material",
    "answer",
    "listen_for",
    "anchors",
    "probes",
    "red_flags",
    "covers",
    "touches",
    "claims",
    "references",
    "parallel_of",
    "tags",
];

/// The fields that version 1 of a bank did not know; each is left out where it is absent.
const FIELDS_OF_2: [&str; 7] =
    ["title", "status", "interviewer_material", "listen_for", "touches", "parallel_of", "tags"];

/// The oldest version of a bank that can hold the question.
pub fn version_needed(question: &Question) -> u32 {
    match () {
        () if needs_version_3(question) => 3,
        () if needs_version_2(question) => 2,
        () => 1,
    }
}

/// Whether it has claims, or the page of a reference.
pub fn needs_version_3(question: &Question) -> bool {
    !question.claims.is_empty() || question.references.iter().any(|it| it.page.is_some())
}

fn needs_version_2(question: &Question) -> bool {
    FIELDS_OF_2.iter().any(|name| question_field(question, name, 0).is_some())
        || question.probes.iter().any(|probe| probe.reply.is_some())
        || question.red_flags.iter().any(|flag| flag.effect != Effect::Nothing)
        || question.covers.iter().any(|cover| cover.quotes.is_some())
}

/// One field of a question as RON, for a line that is indented by `indent` steps.
///
/// `None` where the field is left out. The topic belongs to the file, not to the question.
pub fn question_field(question: &Question, name: &str, indent: usize) -> Option<String> {
    let prose = |text: &str| prose(text, indent, name.len() + 3);
    let list = |texts: &[String]| prose_list(texts.iter().map(|text| Part::Plain(text)), indent);
    let list_if_any = |texts: &[String]| (!texts.is_empty()).then(|| list(texts));
    let material = |text: &Option<String>| Some(block(&lines_of(text.as_deref()?), indent));
    Some(match name {
        "id" => quoted(question.id.as_str()),
        "title" if question.title.is_empty() => return None,
        "title" => quoted(&question.title),
        "status" if question.status == Status::Ready => return None,
        "status" => question.status.name().to_owned(),
        "level" => question.level.name().to_owned(),
        "kind" => question.kind.name().to_owned(),
        "competency" => quoted(question.competency.as_str()),
        "minutes" => question.minutes.to_string(),
        "prompt" => prose(&question.prompt),
        "candidate_material" => material(&question.candidate_material)?,
        "interviewer_material" => material(&question.interviewer_material)?,
        "answer" => prose(&question.answer),
        "anchors" if question.anchors.is_empty() => return None,
        "anchors" => anchors(&question.anchors, indent),
        "listen_for" if question.listen_for.is_empty() => return None,
        "listen_for" => prose_list(question.listen_for.iter().map(Part::point), indent),
        "probes" => prose_list(question.probes.iter().map(Part::probe), indent),
        "red_flags" => prose_list(question.red_flags.iter().map(Part::flag), indent),
        "covers" => prose_list(question.covers.iter().map(Part::cover), indent),
        "touches" => list_if_any(&question.touches)?,
        "claims" if question.claims.is_empty() => return None,
        "claims" => prose_list(question.claims.iter().map(Part::claim), indent),
        "references" => prose_list(question.references.iter().map(Part::reference), indent),
        "parallel_of" => quoted(question.parallel_of.as_ref()?.as_str()),
        "tags" => list_if_any(&question.tags)?,
        _ => return None,
    })
}

/// One field of a question or of a draft, which leaves out what it lacks.
pub fn entry_field(entry: Entry, name: &str, indent: usize) -> Option<String> {
    let facts = entry.facts();
    let is_lacking = match name {
        "level" => facts.level.is_none(),
        "competency" => facts.competency.is_none(),
        "minutes" => facts.minutes.is_none(),
        "answer" => matches!(entry, Entry::Draft(draft) if draft.written().answer.is_empty()),
        _ => false,
    };
    if is_lacking { None } else { question_field(entry.written(), name, indent) }
}

/// A whole question, from its parenthesis on, for a line that is indented by `indent` steps.
pub fn question(question: &Question, indent: usize) -> String {
    whole_entry(Entry::Question(question), None, indent)
}

/// An entry of a bank file whose topic is `topic`; it names its own where that is another.
pub fn bank_entry(entry: Entry, topic: &str, indent: usize) -> String {
    let own = &entry.written().topic;
    whole_entry(entry, (own != topic).then_some(own), indent)
}

/// A question of a set file, with its topic: no head of the file says it.
pub fn set_question(question: &Question, indent: usize) -> String {
    whole_entry(Entry::Question(question), Some(&question.topic), indent)
}

fn whole_entry(entry: Entry, topic: Option<&str>, indent: usize) -> String {
    let pad = STEP.repeat(indent + 1);
    let mut out = String::from("(\n");
    if let Some(topic) = topic {
        out.push_str(&format!("{pad}topic: {},\n", quoted(topic)));
    }
    for name in QUESTION_FIELDS {
        if let Some(value) = entry_field(entry, name, indent + 1) {
            out.push_str(&format!("{pad}{name}: {value},\n"));
        }
    }
    out.push_str(&STEP.repeat(indent));
    out.push(')');
    out
}

/// A text as one quoted line where it fits after `prefix` characters, as a wrapped block otherwise.
pub fn prose(text: &str, indent: usize, prefix: usize) -> String {
    let inline = quoted(text);
    // A single long word, such as a web address, gains nothing from a line of its own, and it may be
    // read as it stands there.
    let is_short = fits(indent, prefix, &inline) || !text.contains(' ');
    if !text.contains('\n') && !text.starts_with([' ', '\t']) && is_short {
        return inline;
    }
    let width = WIDTH.saturating_sub((indent + 1) * STEP.len()).max(40);
    block(&wrap_prose(text, width), indent)
}

/// An entry of a list: a text alone, or a struct of texts and a name.
enum Part<'q> {
    Plain(&'q str),
    Struct(Vec<(&'static str, Inside<'q>)>),
}

enum Inside<'q> {
    Text(Cow<'q, str>),
    /// Without quotes.
    Name(&'static str),
}

impl<'q> Part<'q> {
    fn texts(texts: impl IntoIterator<Item = (&'static str, &'q str)>) -> Self {
        let texts = texts.into_iter().map(|(name, text)| (name, Inside::Text(text.into())));
        Self::Struct(texts.collect())
    }

    fn point(Point { text, at }: &'q Point) -> Self {
        let name = match at {
            Tier::Core => "Core",
            Tier::Depth => "Depth",
        };
        Self::Struct(vec![("text", Inside::Text(text.into())), ("at", Inside::Name(name))])
    }

    fn probe(Probe { ask, reply }: &'q Probe) -> Self {
        match reply {
            None => Self::Plain(ask),
            Some(reply) => Self::texts([("ask", ask.as_str()), ("reply", reply)]),
        }
    }

    fn flag(RedFlag { text, effect }: &'q RedFlag) -> Self {
        match effect {
            Effect::Nothing => Self::Plain(text),
            effect => Self::Struct(vec![
                ("text", Inside::Text(text.into())),
                ("effect", Inside::Text(effect.words().into())),
            ]),
        }
    }

    fn cover(Cover { topic, quotes }: &'q Cover) -> Self {
        match quotes {
            None => Self::Plain(topic),
            Some(Quotes { prompt, answer }) => Self::texts([
                ("topic", topic.as_str()),
                ("prompt_quote", prompt),
                ("answer_quote", answer),
            ]),
        }
    }

    fn claim(Claim { quote, test }: &'q Claim) -> Self {
        Self::texts([("quote", quote.as_str()), ("test", test)])
    }

    fn reference(Reference { url, page }: &'q Reference) -> Self {
        match page {
            None => Self::Plain(url),
            Some(Page { title, version, section }) => Self::texts([
                ("title", title.as_str()),
                ("version", version),
                ("section", section),
                ("url", url),
            ]),
        }
    }

    /// On one line, where it has no line breaks of its own.
    fn inline(&self) -> Option<String> {
        let short = |text: &str| (!text.contains('\n')).then(|| quoted(text));
        match self {
            Self::Plain(text) => short(text),
            Self::Struct(fields) => {
                let field = |(name, inside): &(_, Inside)| match inside {
                    Inside::Text(text) => Some(format!("{name}: {}", short(text)?)),
                    Inside::Name(value) => Some(format!("{name}: {value}")),
                };
                let fields: Option<Vec<String>> = fields.iter().map(field).collect();
                Some(format!("({})", fields?.join(", ")))
            }
        }
    }

    /// On a line of its own, or on several.
    fn whole(&self, indent: usize) -> String {
        let fields = match (self, self.inline()) {
            (Self::Plain(text), _) => return prose(text, indent, 1),
            (_, Some(inline)) if fits(indent, 1, &inline) => return inline,
            (Self::Struct(fields), _) => fields,
        };
        let pad = STEP.repeat(indent + 1);
        let field = |(name, inside): &(&str, Inside)| match inside {
            Inside::Text(text) => {
                format!("{pad}{name}: {},\n", prose(text, indent + 1, name.len() + 3))
            }
            Inside::Name(value) => format!("{pad}{name}: {value},\n"),
        };
        let lines: String = fields.iter().map(field).collect();
        format!("(\n{lines}{})", STEP.repeat(indent))
    }
}

fn fits(indent: usize, prefix: usize, inline: &str) -> bool {
    indent * STEP.len() + prefix + inline.chars().count() < WIDTH
}

fn prose_list<'q>(parts: impl Iterator<Item = Part<'q>>, indent: usize) -> String {
    let parts: Vec<Part> = parts.collect();
    let is_plain = parts.iter().all(|part| matches!(part, Part::Plain(_)));
    let inline: Option<Vec<String>> = parts.iter().map(Part::inline).collect();
    let inline = inline.map(|parts| format!("[{}]", parts.join(", ")));
    if let Some(inline) = inline.filter(|inline| is_plain && fits(indent, 16, inline)) {
        return inline;
    }
    let pad = STEP.repeat(indent + 1);
    let lines: String =
        parts.iter().map(|part| format!("{pad}{},\n", part.whole(indent + 1))).collect();
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
