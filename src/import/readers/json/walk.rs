//! Finds the questions in a value: which lists hold them, and which keys around them name a section.

use std::collections::BTreeSet;

use super::layout::{self, Layout, asks, holds_questions, inner_text, is_title};
use super::record::Record;
use super::syntax::{Field, Node, Value};
use crate::import::found::{Fate, Imported, LeftOut, Lines, Notice};
use crate::import::level;
use crate::import::names::{Role, Trust, is_container, roles, trust};
use crate::import::understand::ask;

#[derive(Default)]
pub struct Walk {
    pub imported: Imported,
    has_told_count: bool,
    /// Somewhere a field says by its name that it is a question: lists without one need more than their place.
    has_named: bool,
    /// Words for levels that are none of ours, each told once.
    unknown_levels: BTreeSet<String>,
}

/// What the keys around a value say.
#[derive(Debug, Clone, Default)]
pub struct Around {
    pub section: Vec<String>,
    /// The words that state a level.
    pub level: Option<String>,
    pub number: Option<u32>,
    /// It lies under a name such as "questions".
    asks: bool,
    /// The whole file is a list.
    is_top: bool,
}

impl Walk {
    pub fn top(&mut self, nodes: &[Node]) {
        let around = Around { is_top: true, ..Around::default() };
        self.has_named = nodes.iter().any(layout::names_question);
        match nodes {
            [node] => self.node(node, &around),
            nodes => self.list(nodes, &around),
        }
    }

    fn node(&mut self, node: &Node, around: &Around) {
        match &node.value {
            Value::List(items) => self.list(items, around),
            Value::Map(fields) => self.map(fields, node, around),
            _ => self.leave_out(node.first, node.last),
        }
    }

    fn list(&mut self, items: &[Node], around: &Around) {
        let around = &Around { number: None, ..around.clone() };
        let rows: Vec<&[Field]> = items.iter().filter_map(Node::fields).collect();
        if rows.is_empty() {
            return self.texts(items, around);
        }
        let leaves: Vec<&[Field]> =
            rows.iter().copied().filter(|row| !holds_questions(row)).collect();
        let layout = Layout::of(&leaves, around.asks && !self.has_named).unwrap_or_default();
        for item in items {
            match &item.value {
                Value::Map(fields) => self.item(fields, item, &layout, around),
                Value::Text(text) if asks(text) => self.plain(text, item, around),
                _ => self.node(item, around),
            }
        }
    }

    /// One object of a list: a question, or something that holds some.
    fn item(&mut self, fields: &[Field], node: &Node, layout: &Layout, around: &Around) {
        match layout.question(fields).filter(|_| !holds_questions(fields)) {
            Some(question) => self.record(fields, Some(question), node, layout, around),
            None => self.container(fields, around),
        }
    }

    /// Texts are questions where they ask, or where nothing else is in the file.
    fn texts(&mut self, items: &[Node], around: &Around) {
        let texts: Vec<String> =
            items.iter().filter_map(inner_text).map(std::borrow::Cow::into_owned).collect();
        let asking = texts.iter().filter(|text| sounds_asked(text)).count();
        let long = texts.iter().filter(|text| layout::words(text) > 2).count();
        let half = texts.len().div_ceil(2);
        let are_questions = asking * 10 >= texts.len() * 3
            || ((around.is_top || around.asks || around.level.is_some()) && long >= half);
        for item in items {
            match &item.value {
                Value::Text(text) if are_questions && layout::words(text) > 1 => {
                    self.plain(text, item, around);
                }
                Value::List(inner) => self.list(inner, around),
                _ => self.leave_out(item.first, item.last),
            }
        }
    }

    fn plain(&mut self, text: &str, node: &Node, around: &Around) {
        let index = self.imported.questions.len();
        let mut record = Record::new(text, around, node);
        record.finish_text();
        self.imported.fates.push((node.lines(), Fate::Question(index)));
        self.keep(record, node.first);
    }

    fn map(&mut self, fields: &[Field], node: &Node, around: &Around) {
        if !holds_questions(fields)
            && let Some(layout) = Layout::of(&[fields], around.asks)
            && let Some(question) = layout.question(fields)
            && is_one_question(fields, question)
        {
            return self.record(fields, Some(question), node, &layout, around);
        }
        self.container(fields, around);
    }

    /// An object that holds questions in its values.
    fn container(&mut self, fields: &[Field], around: &Around) {
        if is_glossary(fields) {
            return fields.iter().for_each(|field| self.glossed(field, around));
        }
        if let Some(layout) = dictionary(fields) {
            for field in fields {
                let number = field.name.trim_start_matches(|c: char| !c.is_ascii_digit());
                let number = number.parse().ok();
                let around = Around { number, ..around.clone() };
                match field.node.fields() {
                    Some(row) => self.item(row, &field.node, &layout, &around),
                    None => self.node(&field.node, &around),
                }
            }
            return;
        }
        let mut inner = self.label(fields, around);
        inner.asks |= lists_by_topic(fields);
        for field in fields {
            let Field { name, node, line } = field;
            let is_tags =
                |(role, trust): &(Role, Trust)| *role == Role::Tags && *trust > Trust::Weak;
            match &node.value {
                Value::List(_) | Value::Map(_) if !roles(name).iter().any(is_tags) => {
                    self.node(node, &inner.under(name));
                }
                _ => self.leave_out(*line, node.last),
            }
        }
    }

    /// What an object says of the questions in it: their section, their level.
    fn label(&mut self, fields: &[Field], around: &Around) -> Around {
        let mut inner = Around { is_top: false, ..around.clone() };
        let text = |field: &Field| match &field.node.value {
            Value::Text(text) if !text.trim().is_empty() => Some(text.trim().to_owned()),
            _ => None,
        };
        let by_role = |role: Role| {
            let is_meant = |field: &&Field| trust(&field.name, role) == Some(Trust::Whole);
            fields.iter().filter(is_meant).find_map(|field| Some((field, text(field)?)))
        };
        let is_title = |field: &&Field| is_title(&field.name);
        let title = || fields.iter().filter(is_title).find_map(|field| Some((field, text(field)?)));
        // The title of a whole file is no section of it.
        let title = if around.is_top { None } else { title() };
        for (field, words) in
            [by_role(Role::Section).or(title), by_role(Role::Subsection)].into_iter().flatten()
        {
            let lines = Lines::new(field.line as usize, field.node.last as usize);
            self.imported.fates.push((lines, Fate::Heading));
            if level::stated(&words).is_some() {
                inner.level = Some(words.clone());
            }
            inner.push(words);
        }
        if let Some((_, words)) = by_role(Role::Level) {
            inner.level = Some(words);
        }
        inner
    }

    fn record(
        &mut self,
        fields: &[Field],
        question: Option<&Field>,
        node: &Node,
        layout: &Layout,
        around: &Around,
    ) {
        let index = self.imported.questions.len();
        let text = question.and_then(|field| inner_text(&field.node)).unwrap_or_default();
        let mut record = Record::new(&text, around, node);
        record.has_letters = has_letters(fields);
        if let Some(question) = question {
            record.found.line = question.line as usize;
            record.found.end_line = record.found.end_line.max(record.found.line);
        }
        for field in fields {
            let fate = match question {
                Some(question) if std::ptr::eq(question, field) => Fate::Question(index),
                _ => record.take(field, layout, index),
            };
            let lines = Lines::new(field.line as usize, field.node.last as usize);
            self.imported.fates.push((lines, fate));
        }
        record.finish(layout);
        if record.has_counted && layout.is_count_unclear && !self.has_told_count {
            self.has_told_count = true;
            let message = "the right options are given by number: counted from 0";
            self.imported.notices.push(Notice::new(node.first as usize, message));
        }
        self.keep(record, node.first);
    }

    /// `"What is x?": "It is …"`, or an object with the answer.
    fn glossed(&mut self, field: &Field, around: &Around) {
        let index = self.imported.questions.len();
        let mut record = Record::new(&field.name, around, &field.node);
        record.found.line = field.line as usize;
        self.imported.fates.push((Lines::one(field.line as usize), Fate::Question(index)));
        let layout = Layout::default();
        match field.node.fields() {
            Some(fields) => {
                record.has_letters = has_letters(fields);
                for field in fields {
                    let fate = record.take(field, &layout, index);
                    let lines = Lines::new(field.line as usize, field.node.last as usize);
                    self.imported.fates.push((lines, fate));
                }
            }
            None => {
                record.answer(&field.node);
                self.imported.fates.push((field.node.lines(), Fate::Answer(index)));
            }
        }
        record.finish(&layout);
        self.keep(record, field.line);
    }

    fn keep(&mut self, record: Record, line: u32) {
        let messages = record.notices.into_iter();
        self.imported.notices.extend(messages.map(|message| Notice::new(line as usize, message)));
        if let (Some(words), None) = (&record.found.level_stated, record.found.level)
            && self.unknown_levels.insert(words.clone())
        {
            let message = format!("the level \"{words}\" is none that is known: left open");
            self.imported.notices.push(Notice::new(line as usize, message));
        }
        self.imported.questions.push(record.found);
    }

    fn leave_out(&mut self, first: u32, last: u32) {
        let lines = Lines::new(first as usize, last as usize);
        self.imported.fates.push((lines, Fate::LeftOut(LeftOut::Other)));
    }
}

impl Around {
    /// What holds for the values below a key.
    fn under(&self, name: &str) -> Self {
        let mut inner = Self { is_top: false, number: None, ..self.clone() };
        if name.bytes().all(|byte| byte.is_ascii_digit()) {
            inner.number = name.parse().ok();
        } else if is_container(name) {
            inner.asks = true;
        } else {
            let words = name.replace('_', " ").trim().to_owned();
            if level::stated(&words).is_some() {
                inner.level = Some(words.clone());
            }
            inner.push(words);
        }
        inner
    }

    fn push(&mut self, words: String) {
        if self.section.last() != Some(&words) && !words.is_empty() {
            self.section.push(words);
        }
    }
}

impl Node {
    pub fn fields(&self) -> Option<&[Field]> {
        match &self.value {
            Value::Map(fields) => Some(fields),
            _ => None,
        }
    }

    pub fn lines(&self) -> Lines {
        Lines::new(self.first as usize, self.last as usize)
    }
}

/// Whether options have keys of one letter: an `a` alone is an answer.
fn has_letters(fields: &[Field]) -> bool {
    fields.iter().any(|field| field.name.eq_ignore_ascii_case("b"))
}

/// Whether an object by itself is a question: a file's title and description make none.
fn is_one_question(fields: &[Field], question: &Field) -> bool {
    let is_strong = trust(&question.name, Role::Question) > Some(Trust::Weak);
    is_strong || fields.iter().any(|field| trust(&field.name, Role::Answer) > Some(Trust::Weak))
}

/// Whether the keys are the questions.
fn is_glossary(fields: &[Field]) -> bool {
    let asking = fields.iter().filter(|field| asks(&field.name)).count();
    let long = fields.iter().filter(|field| layout::words(&field.name) > 3).count();
    let are_texts = fields.iter().all(|field| inner_text(&field.node).is_some());
    let is_answer = |field: &Field| {
        field.node.fields().is_some_and(|fields| {
            fields.iter().any(|field| trust(&field.name, Role::Answer).is_some())
        })
    };
    let are_answers = fields.iter().all(is_answer);
    !fields.is_empty()
        && (are_texts || are_answers)
        && (asking * 2 >= fields.len() || (fields.len() > 2 && long * 10 >= fields.len() * 8))
}

/// By its mark or by its words.
fn sounds_asked(text: &str) -> bool {
    asks(text) || ask::score(text) >= 1.2
}

/// `"Caches": ["What is …", "Eviction"]`: lists of texts under their topics, which ask taken together.
fn lists_by_topic(fields: &[Field]) -> bool {
    let texts = |field: &Field| match &field.node.value {
        Value::List(items) => items
            .iter()
            .map(|item| inner_text(item).map(|text| sounds_asked(&text)))
            .collect::<Option<Vec<bool>>>(),
        _ => None,
    };
    let Some(lists) = fields.iter().map(texts).collect::<Option<Vec<_>>>() else { return false };
    let all = lists.iter().map(Vec::len).sum::<usize>();
    let asking = lists.iter().flatten().filter(|asks| **asks).count();
    lists.len() >= 2 && all >= 5 && asking * 10 >= all * 3
}

/// How questions are laid out in an object that has them by their ids.
fn dictionary(fields: &[Field]) -> Option<Layout> {
    let rows: Vec<&[Field]> = fields.iter().filter_map(|field| field.node.fields()).collect();
    if rows.len() < 2 || rows.len() < fields.len() || rows.iter().any(|row| holds_questions(row)) {
        return None;
    }
    let layout = Layout::of(&rows, false)?;
    let is_question = |row: &&&[Field]| layout.question(row).is_some();
    (rows.iter().filter(is_question).count() * 2 > rows.len()).then_some(layout)
}
