//! A reading of a document cut into questions, answers and sections; every block gets its fate.

mod below;
mod survey;
mod told;
mod wording;

use std::collections::HashSet;

use super::headings::{self, Path};
use super::readings::Reading;
use super::shapes::{Marked, Shape, Unit};
use super::tables::Tables;
use super::{layout, points};
use crate::import::block::Form;
use crate::import::found::{Fate, Found, Imported, LeftOut, Notice};
use crate::import::kind;
use crate::import::level;
use crate::import::marks::{self, Label};
use below::{append, first_below, is_remark, is_source, key_pairs, states_level, written};
use survey::{answered, title_of};
use told::{left_out, outside, place_and_reason};
use wording::{split_question, without_level};

/// "numbered items", for people.
pub fn name(shape: &Shape) -> &'static str {
    match (shape.form, shape.marked) {
        _ if shape.label == Some(Label::Question) => "labelled questions",
        (Form::Heading(_), _) => "headings",
        (Form::Summary, _) => "foldable parts",
        (_, Marked::Number) => "numbered items",
        (_, Marked::Letter) => "lettered items",
        (_, Marked::Bullet) => "bulleted items",
        (Form::Quote, _) => "quotes",
        _ => "paragraphs",
    }
}

pub fn cut(
    units: &[Unit<'_>],
    aside: &[Option<LeftOut>],
    tables: &Tables,
    reading: &Reading,
) -> Imported {
    let mut cutter = Cutter::new(units, reading);
    for (at, unit) in units.iter().enumerate() {
        match aside.get(at).copied().flatten() {
            Some(reason) => cutter.leave_out(unit, reason),
            None if tables.holds(at) => {
                if let Some(table) = tables.starting(at) {
                    cutter.table(table);
                }
            }
            None if unit.in_key => cutter.keyed(unit),
            None if reading.asks.get(at).is_some_and(Option::is_some) => cutter.question(unit, at),
            None => cutter.other(unit, at),
        }
    }
    cutter.finish()
}

/// Where the text below a question goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Below {
    Nothing,
    Details,
    Answer,
    /// Sources, tags: kept with the answer, and no answer by themselves.
    Beside,
}

struct Cutter<'u, 'b> {
    units: &'u [Unit<'b>],
    reading: &'u Reading,
    /// For each block, the next question at or after it.
    next: Vec<Option<usize>>,
    imported: Imported,
    path: Path,
    /// The block of the question whose parts are being read.
    current: Option<usize>,
    below: Below,
    /// For each block that asks, whether questions around it are answered, more often than not.
    answers: Vec<bool>,
    /// Answers of this document are labelled.
    labels: bool,
    /// The title of the document, which is no section.
    title: Option<usize>,
    last_question: Option<usize>,
    /// The question that answers at the end have come to.
    keyed: Option<usize>,
}

impl<'u, 'b> Cutter<'u, 'b> {
    fn new(units: &'u [Unit<'b>], reading: &'u Reading) -> Self {
        let mut next = vec![None; units.len()];
        let mut seen = None;
        for at in (0..units.len()).rev() {
            if reading.asks.get(at).is_some_and(Option::is_some) {
                seen = Some(at);
            }
            if let Some(slot) = next.get_mut(at) {
                *slot = seen;
            }
        }
        let questions = reading.count();
        let labelled = units
            .iter()
            .filter(|unit| {
                unit.shape.label == Some(Label::Answer)
                    || marks::alone(&unit.block.text) == Some(Label::Answer)
            })
            .count();
        Self {
            units,
            reading,
            next,
            imported: Imported {
                questions: Vec::with_capacity(questions),
                fates: Vec::with_capacity(units.len()),
                ..Imported::default()
            },
            path: Path::default(),
            current: None,
            below: Below::Nothing,
            answers: answered(units, reading),
            labels: labelled * 10 >= questions * 3 && labelled > 1,
            title: title_of(units),
            last_question: None,
            keyed: None,
        }
    }

    /// The shape that asks where a block is a question.
    fn asking_shape(&self, at: usize) -> Option<Shape> {
        let index = self.reading.asks.get(at).copied().flatten()?;
        self.reading.shapes.get(index).copied()
    }

    fn fate(&mut self, unit: &Unit<'_>, fate: Fate) {
        self.imported.fates.push((unit.block.lines, fate));
    }

    fn leave_out(&mut self, unit: &Unit<'_>, reason: LeftOut) {
        if reason == LeftOut::Picture && self.current.is_some() {
            let message = "left out: a picture below a question; what it shows is not read";
            self.imported.notices.push(Notice::new(unit.block.lines.first, message));
        }
        self.fate(unit, Fate::LeftOut(reason));
    }

    fn question(&mut self, unit: &Unit<'_>, at: usize) {
        let (text, rest) = split_question(unit);
        let (text, tag) = without_level(points::without(text));
        let mut found = Found::new(text, unit.block.lines);
        found.number = unit.block.number();
        found.section = self.path.texts();
        let own = tag.and_then(|tag| Some((level::stated(tag)?, tag.to_owned())));
        let signs =
            level::stated(&unit.block.signs).map(|level| (level, unit.block.signs.to_string()));
        if let Some((level, words)) = own.or(signs).or_else(|| self.path.level()) {
            found.level = Some(level);
            found.level_stated = Some(words);
        }
        found.answer = rest.to_owned();
        self.imported.questions.push(found);
        self.current = Some(at);
        self.last_question = Some(at);
        self.below = Below::Nothing;
        if self.asking_shape(at).is_some_and(|shape| shape != unit.shape) {
            let message = "taken as a question, though it is not set like those around it";
            self.imported.notices.push(Notice::new(unit.block.lines.first, message));
        }
        let index = self.imported.questions.len() - 1;
        self.fate(unit, Fate::Question(index));
    }

    fn other(&mut self, unit: &Unit<'_>, at: usize) {
        if matches!(unit.block.form, Form::Heading(_)) && unit.against >= layout::OF_CONTENTS {
            self.fate(unit, Fate::LeftOut(LeftOut::Contents));
            return;
        }
        if self.is_heading(unit, at) {
            self.path.push(unit, at, self.title == Some(at));
            self.current = None;
            self.below = Below::Nothing;
            self.fate(unit, Fate::Heading);
            return;
        }
        if self.current.is_none() {
            let reason = outside(unit);
            self.fate(unit, Fate::LeftOut(reason));
            return;
        }
        self.part(unit);
    }

    fn is_heading(&self, unit: &Unit<'_>, at: usize) -> bool {
        let asking = self.current.and_then(|at| self.units.get(at)).map(|unit| unit.shape);
        if let Form::Heading(level) = unit.block.form {
            return match asking.map(|shape| (shape.form, shape.marked)) {
                // "Time" between lists is a section; again and again below questions, it labels a part of them.
                Some((form, _))
                    if unit.is_label
                        && !unit.is_repeated
                        && !matches!(form, Form::Heading(_))
                        && marks::alone(&unit.block.text) == Some(Label::Guidance) =>
                {
                    true
                }
                _ if unit.is_label || unit.block.label.is_some() => self.current.is_none(),
                // Deeper in a list than the question is inside of its answer.
                Some(_)
                    if self
                        .current
                        .and_then(|at| self.units.get(at))
                        .is_some_and(|asked| unit.block.depth > asked.block.depth) =>
                {
                    false
                }
                // Among numbered headings, one without a number is a part of the answer, unless a question follows.
                Some((Form::Heading(own), Marked::Number))
                    if level == own && unit.shape.marked == Marked::No =>
                {
                    self.units
                        .get(at + 1)
                        .is_none_or(|next| matches!(next.block.form, Form::Heading(_)))
                }
                Some((Form::Heading(own), _)) => level <= own,
                _ => true,
            };
        }
        if matches!(asking.map(|shape| shape.form), Some(Form::Heading(_))) {
            return false;
        }
        let next = self.next.get(at + 1).copied().flatten();
        let answers =
            self.last_question.and_then(|at| self.answers.get(at)).copied().unwrap_or_default();
        let formal = self
            .units
            .get(at.saturating_sub(40)..at)
            .unwrap_or_default()
            .iter()
            .any(|unit| matches!(unit.block.form, Form::Heading(2..)));
        headings::heads(self.units, at, next, self.last_question, answers, formal)
    }

    /// A table of questions inside the text.
    fn table(&mut self, table: &Imported) {
        let before = self.imported.questions.len();
        let path = self.path.texts();
        let level = self.path.level();
        for question in &table.questions {
            let mut question = question.clone();
            question.section = path.iter().cloned().chain(question.section).collect();
            if question.level.is_none()
                && let Some((level, words)) = &level
            {
                question.level = Some(*level);
                question.level_stated = Some(words.clone());
            }
            self.imported.questions.push(question);
        }
        self.imported.notices.extend(table.notices.iter().cloned());
        self.imported
            .fates
            .extend(table.fates.iter().map(|(lines, fate)| (*lines, fate.after(before))));
        self.current = None;
        self.below = Below::Nothing;
    }

    /// A block among the answers at the end: it goes to the question of its number.
    fn keyed(&mut self, unit: &Unit<'_>) {
        let pairs = key_pairs(unit);
        if !pairs.is_empty() {
            let mut first = None;
            for (number, answer) in pairs {
                let found = self
                    .imported
                    .questions
                    .iter()
                    .position(|question| question.number == Some(number));
                if let Some(question) =
                    found.and_then(|index| self.imported.questions.get_mut(index))
                {
                    append(&mut question.answer, &answer, "\n");
                    first = first.or(found);
                }
            }
            self.fate(unit, first.map_or(Fate::LeftOut(LeftOut::Other), Fate::Answer));
            return;
        }
        if let Some(number) = unit.block.number() {
            let next = self.keyed.map_or(0, |last| last + 1);
            let is_asked = |(_, question): &(usize, &Found)| question.number == Some(number);
            let found = self.imported.questions.iter().enumerate().skip(next).find(is_asked);
            let found = found.or_else(|| self.imported.questions.iter().enumerate().find(is_asked));
            self.keyed = found.map(|(index, _)| index);
        } else if matches!(unit.block.form, Form::Heading(_)) {
            self.fate(unit, Fate::Heading);
            return;
        }
        let Some((index, question)) =
            self.keyed.and_then(|index| Some((index, self.imported.questions.get_mut(index)?)))
        else {
            self.fate(unit, Fate::LeftOut(LeftOut::Other));
            return;
        };
        let text =
            if unit.block.number().is_some() { unit.block.text.clone() } else { written(unit) };
        append(&mut question.answer, &text, "\n");
        self.fate(unit, Fate::Answer(index));
    }

    /// The second half of a question: the first one asks nothing, and this follows at once and does.
    fn completes(&self, unit: &Unit<'_>) -> bool {
        let asked = self.current.and_then(|at| self.units.get(at));
        let is_next = asked.is_some_and(|asked| {
            asked.block.lines.last + 1 == unit.block.lines.first && asked.asks < 1.0
        });
        let is_line = unit.block.mark.is_none()
            && unit.block.form == Form::Paragraph
            && unit.block.label.is_none();
        self.below == Below::Nothing && is_next && is_line && !unit.block.gap && unit.asks >= 2.5
    }

    /// A block below a question.
    fn part(&mut self, unit: &Unit<'_>) {
        let answers = self.current.and_then(|at| self.answers.get(at)).copied().unwrap_or_default();
        if self.below == Below::Nothing && !answers && super::ask::is_chatter(&unit.block.text) {
            self.leave_out(unit, LeftOut::Chatter);
            return;
        }
        let after_talk =
            matches!(self.imported.fates.last(), Some((_, Fate::LeftOut(LeftOut::Chatter))));
        if self.below == Below::Nothing && !answers && is_remark(unit, after_talk) {
            let address = unit.block.text.contains("http");
            self.leave_out(unit, if address { LeftOut::Advertisement } else { LeftOut::Other });
            return;
        }
        let index = self.imported.questions.len().saturating_sub(1);
        if self.completes(unit) {
            if let Some(question) = self.imported.questions.last_mut() {
                append(&mut question.text, unit.block.text.trim(), " ");
                question.end_line = unit.block.lines.last;
            }
            self.fate(unit, Fate::Question(index));
            return;
        }
        let label =
            unit.block.label.or_else(|| marks::alone(&unit.block.text).filter(|_| unit.is_label));
        let is_bare_label = unit.is_label && unit.block.label.is_none();
        let Some(question) = self.imported.questions.last_mut() else { return };
        match label {
            Some(Label::Answer) => self.below = Below::Answer,
            Some(Label::Guidance) if states_level(question, unit) => {}
            Some(Label::Guidance) => {
                self.below = if is_source(&unit.block.text) { Below::Beside } else { Below::Answer }
            }
            _ => {}
        }
        let beside = self.current.and_then(|at| self.units.get(at)).is_some_and(|asked| {
            asked.shape == unit.shape && asked.block.form == Form::Item && unit.against < 6.0
        });
        // An item like the question itself, that is none, belongs to no answer.
        if beside && label.is_none() && matches!(self.below, Below::Nothing) {
            self.leave_out(unit, LeftOut::Other);
            return;
        }
        if is_bare_label {
            self.fate(unit, Fate::Answer(index));
            return;
        }
        let shows_code = unit.block.form == Form::Code;
        if self.below == Below::Nothing {
            self.below = first_below(question, unit, self.labels);
        }
        let fate = match self.below {
            _ if shows_code && question.answer.is_empty() && self.below != Below::Answer => {
                append(&mut question.code, &unit.block.text, "\n\n");
                question.is_code_asked = true;
                Fate::Code(index)
            }
            Below::Details | Below::Nothing => {
                append(&mut question.details, &written(unit), "\n");
                Fate::Details(index)
            }
            Below::Answer | Below::Beside => {
                append(
                    &mut question.answer,
                    &written(unit),
                    if unit.block.gap { "\n\n" } else { "\n" },
                );
                Fate::Answer(index)
            }
        };
        // What follows code that was given may answer.
        if matches!(fate, Fate::Code(_)) && self.below == Below::Details && !self.labels {
            self.below = Below::Nothing;
        }
        self.fate(unit, fate);
    }

    fn finish(mut self) -> Imported {
        for question in &mut self.imported.questions {
            question.kind = kind::of(&question.text, !question.code.is_empty());
        }
        let answered: Vec<bool> =
            self.imported.questions.iter().map(|question| !question.answer.is_empty()).collect();
        for (_, fate) in &mut self.imported.fates {
            if matches!(fate, Fate::Answer(index) if !answered.get(*index).copied().unwrap_or_default())
            {
                *fate = Fate::LeftOut(LeftOut::Placeholder);
            }
        }
        // A picture below a question and the rows of a table have been told with more words.
        let told: HashSet<(usize, &str)> =
            self.imported.notices.iter().map(place_and_reason).collect();
        let mut left_out = left_out(&self.imported.fates);
        left_out.retain(|notice| !told.contains(&place_and_reason(notice)));
        self.imported.notices.extend(left_out);
        self.imported
    }
}
