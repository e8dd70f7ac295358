//! One object as one question.

use super::layout::{Layout, inner_text};
use super::syntax::{Field, Node, Value};
use super::walk::Around;
use crate::domain::level::Kind;
use crate::import::choices::{self, Choice, joined};
use crate::import::found::{Fate, Found, LeftOut};
use crate::import::html;
use crate::import::marks::numbered;
use crate::import::markup::{self, Plain};
use crate::import::names::{Role, Trust, roles, trust};
use crate::import::{kind, level};

pub struct Record {
    pub found: Found,
    pub notices: Vec<String>,
    /// The right option was given by number.
    pub has_counted: bool,
    /// Options have keys of one letter each.
    pub has_letters: bool,
    choices: Vec<Choice>,
    /// The key of each choice, where they are named: `A`, `option1`.
    keys: Vec<String>,
    /// Every option that is known to be wrong; the right one is the answer.
    wrong: Vec<String>,
    right: Vec<Right>,
    answers: Vec<String>,
    explanations: Vec<String>,
    details: Vec<String>,
    stated_kind: Option<String>,
}

/// Which option is right, as the document says it.
enum Right {
    Words(String),
    Number(usize),
    Truth(bool),
}

/// A text of a field without markup.
fn plain(text: &str) -> Plain {
    let plain = if html::has_tags(text) { markup::html(text) } else { markup::markdown(text) };
    Plain { text: html::entities(&plain.text), ..plain }
}

/// The texts of a value: itself, or those of a list.
fn texts(node: &Node) -> Vec<String> {
    match &node.value {
        Value::Text(text) => vec![text.to_string()],
        Value::Number(text) => vec![text.to_string()],
        Value::Bool(true) => vec!["True".to_owned()],
        Value::Bool(false) => vec!["False".to_owned()],
        Value::Null => Vec::new(),
        Value::List(items) => items.iter().flat_map(texts).collect(),
        Value::Map(fields) => match inner_text(node) {
            Some(text) => vec![text.into_owned()],
            None => fields.iter().flat_map(|field| texts(&field.node)).collect(),
        },
    }
}

impl Record {
    pub fn new(text: &str, around: &Around, node: &Node) -> Self {
        let mut found = Found::new(text, node.lines());
        found.section.clone_from(&around.section);
        found.number = around.number;
        found.level_stated.clone_from(&around.level);
        Self {
            found,
            notices: Vec::new(),
            has_counted: false,
            has_letters: false,
            choices: Vec::new(),
            keys: Vec::new(),
            wrong: Vec::new(),
            right: Vec::new(),
            answers: Vec::new(),
            explanations: Vec::new(),
            details: Vec::new(),
            stated_kind: None,
        }
    }

    /// Takes what a field holds; what becomes of its lines.
    pub fn take(&mut self, field: &Field, layout: &Layout, index: usize) -> Fate {
        let Field { name, node, .. } = field;
        if layout.answer.as_deref() == Some(&**name) {
            self.answer(node);
            return Fate::Answer(index);
        }
        if layout.is_id(name) {
            return Fate::LeftOut(LeftOut::Other);
        }
        if layout.level.as_deref() == Some(&**name) {
            self.level(node);
            return Fate::LeftOut(LeftOut::Other);
        }
        let Some(role) = self.role(field, layout) else { return Fate::LeftOut(LeftOut::Other) };
        match role {
            Role::Question => return Fate::LeftOut(LeftOut::Other),
            Role::Answer if is_choice_list(node) => self.options(node),
            Role::Answer => self.answer(node),
            Role::Correct => self.correct(node),
            Role::Options if self.is_single_option(field) => {
                self.keys.push(name.to_lowercase());
                let text = texts(node).join(" ");
                self.choices.push(Choice::new(plain(&text).text, false));
            }
            Role::Options => self.options(node),
            Role::Wrong => self.wrong.extend(texts(node).iter().map(|text| plain(text).text)),
            Role::Explanation => self.explanations.extend(texts(node)),
            Role::Level => self.level(node),
            Role::Section | Role::Subsection => {
                for part in texts(node).into_iter().map(|part| part.trim().to_owned()) {
                    if self.found.section.last() != Some(&part) && !part.is_empty() {
                        self.found.section.push(part);
                    }
                }
                return Fate::Heading;
            }
            Role::Code => {
                self.found.code =
                    joined([self.found.code.as_str(), texts(node).join("\n").as_str()]);
                self.found.is_code_asked = !self.found.code.is_empty();
                return Fate::Code(index);
            }
            Role::Details => {
                let is_list = matches!(node.value, Value::List(_));
                self.details.extend(texts(node).iter().map(|text| bullet(text, is_list)));
            }
            Role::FollowUps => {
                self.details.extend(texts(node).iter().map(|text| bullet(text, true)));
            }
            Role::Kind => self.stated_kind = texts(node).into_iter().next(),
            Role::Number => {
                if let Value::Number(number) = &node.value {
                    self.found.number = number.parse().ok().or(self.found.number);
                }
            }
            Role::Tags => {}
        }
        match role {
            Role::Answer | Role::Correct | Role::Explanation => Fate::Answer(index),
            Role::Options | Role::Wrong | Role::Details | Role::FollowUps => Fate::Details(index),
            _ => Fate::LeftOut(LeftOut::Other),
        }
    }

    /// What the field holds, by its name first and then by what is in it.
    fn role(&self, field: &Field, layout: &Layout) -> Option<Role> {
        if self.is_single_option(field) {
            return Some(Role::Options);
        }
        let roles = roles(&field.name);
        let strong = roles.iter().find(|(_, trust)| *trust > Trust::Weak);
        // A weak name beside the question completes or answers it, as its text tells.
        let weak = || {
            let is_other =
                |role: Role| role != Role::Question && !(layout.is_titled && role == Role::Answer);
            let role = roles.iter().find(|(role, _)| is_other(*role));
            let has_text = inner_text(&field.node).is_some();
            role.filter(|(role, _)| has_text || *role != Role::Answer)
        };
        strong.or_else(weak).map(|(role, _)| *role)
    }

    /// `A`, `b`, `option_3`: one option of several.
    fn is_single_option(&self, field: &Field) -> bool {
        let is_value = matches!(field.node.value, Value::Text(_) | Value::Number(_));
        let name = field.name.to_lowercase();
        let stem = name.trim_end_matches(|c: char| c.is_ascii_alphanumeric() && c.is_ascii_digit());
        let is_numbered =
            stem.len() < name.len() && trust(stem, Role::Options) == Some(Trust::Whole);
        let next = u8::try_from(self.choices.len()).ok().and_then(|place| b'a'.checked_add(place));
        let is_lettered =
            self.has_letters && matches!(name.as_bytes(), [letter] if Some(*letter) == next);
        let of_stem = name.strip_prefix("option").or(name.strip_prefix("choice"));
        let of_stem = of_stem.map(|rest| rest.trim_start_matches(['_', '-', ' ']));
        let is_both = matches!(of_stem.map(str::as_bytes), Some([b'a'..=b'f']));
        is_value && (is_numbered || is_lettered || is_both)
    }

    pub fn answer(&mut self, node: &Node) {
        let right = match &node.value {
            Value::Number(number) => number.parse().ok().map(Right::Number),
            Value::Text(text) if text.trim().len() == 1 => {
                Some(Right::Words(text.trim().to_owned()))
            }
            Value::Text(text) if text.len() < 200 => Some(Right::Words(text.to_string())),
            _ => None,
        };
        self.right.extend(right);
        self.answers.extend(texts(node));
    }

    fn correct(&mut self, node: &Node) {
        match &node.value {
            Value::Number(number) => self.right.extend(number.parse().ok().map(Right::Number)),
            Value::Bool(truth) => self.right.push(Right::Truth(*truth)),
            Value::List(items) => items.iter().for_each(|item| self.correct(item)),
            Value::Map(_) => self.answers.extend(texts(node)),
            Value::Text(text) => self.right.push(Right::Words(text.trim().to_owned())),
            Value::Null => {}
        }
    }

    fn options(&mut self, node: &Node) {
        match &node.value {
            Value::List(items) => items.iter().for_each(|item| self.option(item)),
            Value::Map(fields) => {
                for field in fields {
                    self.keys.push(field.name.to_lowercase());
                    self.choices
                        .push(Choice::new(plain(&texts(&field.node).join(" ")).text, false));
                }
            }
            Value::Text(text) => {
                let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
                self.choices.extend(lines.map(|line| Choice::new(plain(line).text, false)));
            }
            _ => {}
        }
    }

    fn option(&mut self, node: &Node) {
        let Some(fields) = node.fields() else {
            let text = plain(&texts(node).join(" ")).text;
            return self.choices.push(Choice::new(text, false));
        };
        let mut choice = Choice::default();
        let mut key = String::new();
        for field in fields {
            let is_mark = is_right_mark(&field.name);
            match &field.node.value {
                Value::Bool(is_right) if is_mark => choice.is_right = *is_right,
                Value::Number(worth) if is_mark => {
                    choice.is_right = worth.parse::<f64>().is_ok_and(|worth| worth > 0.0);
                }
                Value::Text(text) if is_mark => {
                    choice.is_right = matches!(text.to_lowercase().as_str(), "true" | "yes" | "1");
                }
                Value::Text(text) if trust(&field.name, Role::Explanation).is_some() => {
                    choice.feedback = plain(text).text;
                }
                Value::Text(text) if is_key(&field.name) => key = text.to_lowercase(),
                Value::Number(number) if is_key(&field.name) => key = number.to_string(),
                Value::Text(_) | Value::Number(_) | Value::Map(_) if choice.text.is_empty() => {
                    choice.text = plain(&texts(&field.node).join(" ")).text;
                }
                _ => {}
            }
        }
        if choice.text.is_empty() {
            choice.text = std::mem::take(&mut key);
        }
        if !choice.text.is_empty() {
            self.keys.push(key);
            self.choices.push(choice);
        }
    }

    fn level(&mut self, node: &Node) {
        let words = match &node.value {
            Value::Text(text) => text.trim().to_owned(),
            Value::Number(number) => number.to_string(),
            Value::Map(_) => inner_text(node).unwrap_or_default().into_owned(),
            _ => return,
        };
        if !words.is_empty() {
            self.found.level_stated = Some(words);
        }
    }

    /// Everything is taken: the parts become the question.
    pub fn finish(&mut self, layout: &Layout) {
        self.finish_text();
        let mut is_answer_a_choice = self.mark_right(layout);
        if self.choices.is_empty() && !self.wrong.is_empty() {
            self.choices = self.wrong.iter().map(|text| Choice::new(text, false)).collect();
            let right = self.right.iter().filter_map(|right| match right {
                Right::Words(words) => Some(Choice::new(plain(words).text, true)),
                _ => None,
            });
            self.choices.extend(right);
            // In the order of the file the right one would always stand at the same place.
            self.choices.sort_by(|one, two| one.text.cmp(&two.text));
            self.choices.dedup_by(|one, two| one.text == two.text);
            is_answer_a_choice = true;
        }
        let details = choices::details(&self.choices);
        self.found.details =
            joined(self.details.iter().map(String::as_str).chain([details.as_str()]));
        let mut answers = vec![choices::answer(&self.choices)];
        if !is_answer_a_choice {
            answers.extend(self.answers.drain(..).map(|text| self.found.with_code(&text)));
        }
        if self.choices.is_empty() && answers.iter().all(String::is_empty) {
            answers.extend(self.right.iter().map(Right::words));
        }
        let explanations: Vec<String> = self.explanations.drain(..).collect();
        answers.extend(explanations.iter().map(|text| self.found.with_code(text)));
        self.found.answer = joined(answers.iter().map(String::as_str));
        let is_code = self.found.is_code_asked;
        // "technical" may be a task to code as well.
        let stated = self.stated_kind.as_deref().and_then(kind::stated);
        let stated = stated.filter(|kind| *kind != Kind::Knowledge);
        self.found.kind = stated.unwrap_or_else(|| kind::of(&self.found.text, is_code));
    }

    /// The text without markup and number, and the level in our words.
    pub fn finish_text(&mut self) {
        let read = plain(&self.found.text);
        if read.has_picture {
            self.notices.push("the question has a picture: what it shows was not read".to_owned());
        }
        let (number, words) = numbered(&read.text);
        if !words.is_empty() {
            self.found.text = words.to_owned();
        }
        self.found.number = self.found.number.or(number);
        if !read.code.is_empty() {
            self.found.code = joined([read.code.as_str(), self.found.code.as_str()]);
            self.found.is_code_asked = true;
        }
        self.found.kind = kind::of(&self.found.text, self.found.is_code_asked);
        if let Some(words) = &self.found.level_stated {
            let is_number = words.bytes().all(|byte| byte.is_ascii_digit());
            let named = if is_number { format!("Level {words}") } else { words.clone() };
            self.found.level = level::stated(&named);
        }
    }

    /// Marks the options that are named as right; whether the answer was nothing else.
    fn mark_right(&mut self, layout: &Layout) -> bool {
        if self.choices.is_empty() {
            return false;
        }
        let mut has_matched = false;
        for right in &self.right {
            let places = match right {
                Right::Truth(_) => Vec::new(),
                Right::Number(number) => {
                    self.has_counted = true;
                    let by_key = self.keys.iter().position(|key| *key == number.to_string());
                    let counted = number.checked_sub(usize::from(layout.from_one));
                    by_key.or(counted).into_iter().collect()
                }
                Right::Words(words) => self.places_of(words),
            };
            for place in places {
                if let Some(choice) = self.choices.get_mut(place) {
                    (choice.is_right, has_matched) = (true, true);
                }
            }
        }
        if !has_matched && !self.right.is_empty() && self.answers.is_empty() {
            let words: Vec<String> = self.right.iter().map(Right::words).collect();
            self.notices.push(format!("no option is the one given as right: {}", words.join(", ")));
            self.answers = words;
        }
        has_matched
    }

    /// The options that words mean: by their text, by their key, by letters.
    fn places_of(&self, words: &str) -> Vec<usize> {
        let wanted = plain(words).text.to_lowercase();
        let wanted = wanted.trim();
        let by_text =
            self.choices.iter().position(|choice| choice.text.trim().to_lowercase() == wanted);
        if let Some(place) = by_text.or_else(|| self.keys.iter().position(|key| key == wanted)) {
            return vec![place];
        }
        let letters: Vec<&str> =
            wanted.split([',', ' ', ';', '.', ')']).filter(|it| !it.is_empty()).collect();
        let place = |word: &&str| match word.as_bytes() {
            [letter @ b'a'..=b'z'] => Some(usize::from(letter - b'a')),
            _ => None,
        };
        let places: Option<Vec<usize>> = letters.iter().map(place).collect();
        places.unwrap_or_default()
    }
}

impl Right {
    fn words(&self) -> String {
        match self {
            Self::Words(words) => plain(words).text,
            Self::Number(number) => number.to_string(),
            Self::Truth(true) => "True".to_owned(),
            Self::Truth(false) => "False".to_owned(),
        }
    }
}

impl Found {
    /// A text of the answer; its code becomes the question's where that has none of its own.
    fn with_code(&mut self, text: &str) -> String {
        let Plain { text, code, .. } = plain(text);
        match () {
            () if code.is_empty() => text,
            () if self.code.is_empty() => {
                self.code = code;
                text
            }
            () => joined([text.as_str(), format!("```\n{code}\n```").as_str()]),
        }
    }
}

fn bullet(text: &str, is_list: bool) -> String {
    let text = plain(text).text;
    if is_list && !text.starts_with("- ") { format!("- {text}") } else { text }
}

/// Whether a list of answers says of each whether it is right.
fn is_choice_list(node: &Node) -> bool {
    let Value::List(items) = &node.value else { return false };
    let mut marked = items.iter().filter_map(Node::fields);
    marked.any(|fields| fields.iter().any(|field| is_right_mark(&field.name)))
}

fn is_right_mark(name: &str) -> bool {
    let name: String = name.chars().filter(|c| c.is_alphanumeric()).collect();
    let name = name.to_lowercase();
    matches!(name.as_str(), "right" | "isanswer" | "istrue" | "fraction" | "valid" | "weight")
        || name.strip_prefix("is").unwrap_or(&name) == "right"
        || trust(&name, Role::Correct) > Some(Trust::Weak)
}

fn is_key(name: &str) -> bool {
    matches!(
        name.to_lowercase().as_str(),
        "id" | "key" | "letter" | "label" | "option" | "identifier"
    )
}
