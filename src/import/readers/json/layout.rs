//! Which key of many objects alike holds the question.

use std::borrow::Cow;
use std::collections::HashSet;

use super::syntax::{Field, Node, Value};
use crate::import::found::Lines;
use crate::import::level;
use crate::import::names::{Role, Trust, is_container, roles, trust};
use crate::import::table::{Row, Table};

/// So many objects of a list are looked at, and so many keys.
const SAMPLE: usize = 500;

/// The keys of a list of objects that stand for one question each.
#[derive(Debug, Default, Clone)]
pub struct Layout {
    /// The surest first; where an object lacks one, the next holds.
    questions: Vec<String>,
    /// Where no name says which key is the answer.
    pub answer: Option<String>,
    /// The question is the title of a task, which another text sets.
    pub is_titled: bool,
    /// The right options are counted from 1.
    pub from_one: bool,
    /// Nothing tells from where they are counted.
    pub is_count_unclear: bool,
    /// Keys whose values tell the objects apart: a short word each, no two alike.
    ids: Vec<String>,
    /// Where no name says which key is the level.
    pub level: Option<String>,
}

/// What the values of one key look like.
#[derive(Debug, Default)]
struct Look {
    place: usize,
    texts: usize,
    asking: usize,
    words: usize,
    chars: usize,
}

impl Layout {
    /// `None` where the objects are no questions. `asks`: the list lies under a name such as
    /// "questions".
    pub fn of(rows: &[&[Field]], asks: bool) -> Option<Self> {
        let looks = looks(rows);
        let sample = rows.len().min(SAMPLE);
        let find =
            |name: &str| looks.iter().find(|(known, _)| *known == name).map(|(_, look)| look);
        let mut named: Vec<(Trust, usize, &str)> = looks
            .iter()
            .filter_map(|(name, look)| Some((trust(name, Role::Question)?, look.place, *name)))
            .filter(|(_, _, name)| find(name).is_some_and(|look| look.texts > 0))
            .collect();
        named.sort_by_key(|(trust, place, _)| (std::cmp::Reverse(*trust), *place));
        let has_strong = named.iter().any(|(trust, ..)| *trust > Trust::Weak);
        let mut layout = Self::default();
        if has_strong {
            let strong = named.iter().filter(|(trust, ..)| *trust > Trust::Weak);
            layout.questions = strong.map(|(_, _, name)| (*name).to_owned()).collect();
        } else {
            let is_backed = asks || looks.iter().any(|(name, look)| backs(name, look, sample));
            let weak = named.iter().filter_map(|(_, _, name)| Some((*name, find(name)?)));
            let likely = |(_, look): &(&str, &Look)| look.score(sample);
            let best = weak.max_by(|one, two| {
                likely(one).total_cmp(&likely(two)).then(two.1.place.cmp(&one.1.place))
            });
            match best.filter(|(_, look)| is_backed || look.asks(look.texts)) {
                Some((name, look)) => {
                    let is_rated =
                        |(name, _): &(&str, Look)| trust(name, Role::Level) > Some(Trust::Weak);
                    layout.is_titled = !look.asks(look.texts) && looks.iter().any(is_rated);
                    let is_title = |(_, _, name): &&(Trust, usize, &str)| is_title(name);
                    let title = named.iter().find(is_title).filter(|_| layout.is_titled);
                    let name = title.map_or(name, |(_, _, title)| title);
                    layout.questions.push(name.to_owned());
                }
                None => layout.by_content(&looks, sample, asks)?,
            }
        }
        layout.count(rows);
        layout.by_values(rows, &looks);
        Some(layout)
    }

    /// What the values of a key say of it, whatever its name.
    fn by_values(&mut self, rows: &[&[Field]], looks: &[(&str, Look)]) {
        let is_options = |name: &str| trust(name, Role::Options).is_some();
        let has_options = looks.iter().any(|(name, _)| is_options(name));
        let has_level = looks.iter().any(|(name, _)| trust(name, Role::Level).is_some());
        let known = |name: &&str| !self.questions.iter().any(|question| question == name);
        for name in looks.iter().map(|(name, _)| *name).filter(known) {
            let values: Vec<&str> = rows
                .iter()
                .take(SAMPLE)
                .filter_map(|row| {
                    match &row.iter().find(|field| *field.name == *name)?.node.value {
                        Value::Text(text) => Some(text.trim()),
                        _ => Some(""),
                    }
                })
                .collect();
            if values.len() < 3 {
                continue;
            }
            let distinct = values.iter().collect::<HashSet<_>>().len();
            if !has_options && distinct == values.len() && values.iter().all(|value| is_id(value)) {
                self.ids.push(name.to_owned());
            } else if !has_level
                && self.level.is_none()
                && is_free(name)
                && values.iter().all(|value| level::stated(value).is_some())
            {
                self.level = Some(name.to_owned());
            }
        }
    }

    pub fn is_id(&self, name: &str) -> bool {
        self.ids.iter().any(|id| id == name)
    }

    /// No key has a known name: the one whose texts ask.
    fn by_content(&mut self, looks: &[(&str, Look)], sample: usize, asks: bool) -> Option<()> {
        let texts = looks.iter().filter(|(name, look)| look.texts * 2 > sample && is_free(name));
        let asking = texts
            .clone()
            .filter(|(_, look)| look.asks(look.texts) || (asks && look.words > 3 * look.texts));
        let (question, _) = asking.max_by(|(_, one), (_, two)| {
            let share = |look: &Look| look.asking as f64 / look.texts as f64;
            share(one).total_cmp(&share(two)).then(two.place.cmp(&one.place))
        })?;
        let others =
            texts.filter(|(name, other)| name != question && other.words > 2 * other.texts);
        let longest = others.max_by_key(|(_, look)| look.chars);
        self.questions.push((*question).to_owned());
        self.answer = longest.map(|(name, _)| (*name).to_owned());
        Some(())
    }

    /// From where the right options are counted, over all objects: a 0 tells, and so does a number as
    /// high as there are options.
    fn count(&mut self, rows: &[&[Field]]) {
        let (mut has_zero, mut has_last, mut has_any) = (false, false, false);
        for row in rows {
            let options = row.iter().find(|field| trust(&field.name, Role::Options).is_some());
            let Some(Value::List(options)) = options.map(|field| &field.node.value) else {
                continue;
            };
            let right = row.iter().filter(|field| {
                trust(&field.name, Role::Correct).or(trust(&field.name, Role::Answer)).is_some()
            });
            for field in right {
                if let Value::Number(number) = &field.node.value
                    && let Ok(number) = number.parse::<usize>()
                {
                    has_any = true;
                    has_zero |= number == 0;
                    has_last |= number == options.len();
                }
            }
        }
        self.from_one = has_last && !has_zero;
        self.is_count_unclear = has_any && has_last == has_zero;
    }

    /// The field of the question, where this object has one.
    pub fn question<'n>(&self, row: &'n [Field]) -> Option<&'n Field> {
        self.questions.iter().find_map(|name| {
            row.iter().find(|field| *field.name == **name && inner_text(&field.node).is_some())
        })
    }
}

/// Whether a key of this name makes its object a question even if the question's own name is weak.
fn backs(name: &str, look: &Look, sample: usize) -> bool {
    const BACKING: [Role; 6] =
        [Role::Answer, Role::Correct, Role::Options, Role::Wrong, Role::FollowUps, Role::Level];
    let is_frequent = look.texts * 2 >= sample;
    is_frequent
        && roles(name).iter().any(|(role, trust)| BACKING.contains(role) && *trust > Trust::Weak)
}

/// "q12", "js-3", "5f0c1a": one short word with a figure in it.
fn is_id(text: &str) -> bool {
    let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | ':');
    (1..=40).contains(&text.len())
        && text.chars().all(is_part)
        && text.contains(|c: char| c.is_ascii_digit())
        && text.parse::<f64>().is_err()
}

/// Whether a name is that of a heading.
pub fn is_title(name: &str) -> bool {
    const TITLES: [&str; 8] =
        ["title", "name", "heading", "header", "label", "título", "titel", "название"];
    TITLES.contains(&name.to_lowercase().as_str())
}

/// Whether the name says of nothing else what it holds.
fn is_free(name: &str) -> bool {
    const BOUND: [Role; 7] = [
        Role::Answer,
        Role::Explanation,
        Role::Level,
        Role::Section,
        Role::Code,
        Role::Number,
        Role::Tags,
    ];
    !roles(name).iter().any(|(role, trust)| BOUND.contains(role) && *trust > Trust::Weak)
}

impl Look {
    /// Whether so many of its texts end in a question mark that they are questions.
    fn asks(&self, texts: usize) -> bool {
        texts > 0 && self.asking * 10 >= texts * 4
    }

    /// How much its texts look like questions, by their marks and their length.
    fn score(&self, sample: usize) -> f64 {
        if self.texts == 0 {
            return 0.0;
        }
        let texts = self.texts as f64;
        let words = self.words as f64 / texts;
        let chars = self.chars as f64 / texts;
        let fits =
            f64::from(u8::from(words >= 3.0)) + f64::from(u8::from((10.0..400.0).contains(&chars)));
        3.0 * self.asking as f64 / texts + fits + texts / sample.max(1) as f64
    }
}

fn looks<'n>(rows: &[&'n [Field]]) -> Vec<(&'n str, Look)> {
    let mut looks: Vec<(&str, Look)> = Vec::new();
    for field in rows.iter().take(SAMPLE).flat_map(|row| row.iter()) {
        let known = looks.iter().position(|(name, _)| *name == &*field.name);
        let at = known.unwrap_or(looks.len());
        if known.is_none() {
            if looks.len() == SAMPLE {
                continue;
            }
            looks.push((&field.name, Look { place: at, ..Look::default() }));
        }
        let Some((_, look)) = looks.get_mut(at) else { continue };
        match inner_text(&field.node) {
            Some(text) => {
                look.texts += 1;
                look.asking += usize::from(asks(&text));
                look.words += words(&text);
                look.chars += text.chars().take(2000).count();
            }
            // Lists of options back a question as well.
            None if matches!(
                field.node.value,
                Value::List(_) | Value::Map(_) | Value::Number(_)
            ) =>
            {
                look.texts += usize::from(trust(&field.name, Role::Question).is_none());
            }
            None => {}
        }
    }
    looks
}

/// Whether the text, or its first line, ends in a question mark of some script.
pub fn asks(text: &str) -> bool {
    let end = |text: &str| text.trim_end().ends_with(['?', '？', '؟', ';', '՞']);
    end(text) || text.trim().lines().next().is_some_and(end) || text.contains("? ")
}

/// Words, or about as many where a script has no spaces.
pub fn words(text: &str) -> usize {
    let text: Vec<char> = text.chars().take(2000).collect();
    let spaces = text
        .windows(2)
        .filter(|two| matches!(two, [a, b] if a.is_whitespace() && !b.is_whitespace()));
    let wide = text.iter().filter(|c| ('\u{3040}'..'\u{d7b0}').contains(*c)).count();
    spaces.count() + 1 + wide / 2
}

/// A text, or the text of an object that holds one by language or with its format; with letters in it.
pub fn inner_text(node: &Node) -> Option<Cow<'_, str>> {
    let text = match &node.value {
        Value::Text(text) => Cow::Borrowed(&**text),
        Value::Map(fields) => {
            let named = |name: &str| fields.iter().find(|field| &*field.name == name);
            let text = |field: &'_ Field| match &field.node.value {
                Value::Text(_) => inner_text(&field.node).map(Cow::into_owned),
                _ => None,
            };
            let known = ["text", "question", "content", "value", "html", "markdown", "en"];
            let known = known.into_iter().filter_map(named).find_map(text);
            // By language: { "de": …, "fr": … }.
            let is_language = |field: &&Field| matches!(field.name.len(), 2 | 5);
            let all_languages =
                !fields.is_empty() && fields.iter().all(|field| is_language(&field));
            let first = || fields.iter().filter(|_| all_languages).find_map(text);
            Cow::Owned(known.or_else(first)?)
        }
        _ => return None,
    };
    text.chars().any(char::is_alphanumeric).then_some(text)
}

/// The values as a table, where they are nothing but rows of texts and numbers.
pub fn table(nodes: &[Node]) -> Option<Table> {
    let rows = match nodes {
        [Node { value: Value::List(rows), .. }] => rows,
        rows => rows,
    };
    let cell = |node: &Node| match &node.value {
        Value::Text(text) => Some(text.to_string()),
        Value::Number(text) => Some(text.to_string()),
        Value::Bool(value) => Some(value.to_string()),
        Value::Null => Some(String::new()),
        Value::List(_) | Value::Map(_) => None,
    };
    let row = |node: &Node| {
        let Value::List(cells) = &node.value else { return None };
        let cells: Option<Vec<String>> = cells.iter().map(cell).collect();
        let lines = Lines::new(node.first as usize, node.last as usize);
        Some(Row { lines, cells: cells.filter(|cells| cells.len() > 1)? })
    };
    let rows: Option<Vec<Row>> = rows.iter().map(row).collect();
    Some(Table { name: None, rows: rows.filter(|rows| rows.len() > 1)? })
}

/// Whether a text in here has the name of a question.
pub fn names_question(node: &Node) -> bool {
    match &node.value {
        Value::List(items) => items.iter().any(names_question),
        Value::Map(fields) => fields.iter().any(|field| {
            let is_named = trust(&field.name, Role::Question) == Some(Trust::Whole);
            is_named && inner_text(&field.node).is_some() || names_question(&field.node)
        }),
        _ => false,
    }
}

/// Whether an object holds questions of its own rather than being one.
pub fn holds_questions(row: &[Field]) -> bool {
    row.iter().any(|field| match &field.node.value {
        Value::List(items) => {
            let is_object = |node: &Node| matches!(node.value, Value::Map(_));
            let is_asking =
                || items.iter().any(|node| inner_text(node).is_some_and(|text| asks(&text)));
            is_container(&field.name)
                && trust(&field.name, Role::FollowUps).is_none()
                && (items.iter().any(is_object) || is_asking())
        }
        _ => false,
    })
}
