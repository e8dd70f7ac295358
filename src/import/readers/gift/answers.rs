//! What stands between the braces of a GIFT question.

use super::Markup;
use super::escaped::marks;
use crate::import::choices::{self, Choice};

pub struct Answers {
    pub choices: Choices,
    /// Feedback on the question as a whole.
    pub general: String,
    /// A picture stands in an answer.
    has_picture: bool,
}

pub enum Choices {
    /// Nothing is given: the answer is an essay.
    Essay,
    /// True or false, a number, a word: each accepted answer with what is said of it.
    Accepted(Vec<String>),
    Options(Vec<Choice>),
    /// Both halves of each pair; the first half of a distractor is empty.
    Pairs(Vec<(String, String)>),
    /// What follows no form of the format.
    Unclear(String),
}

/// One answer as it is written.
struct Written<'t> {
    is_equal: bool,
    weight: Option<f64>,
    text: &'t str,
    feedback: &'t str,
}

/// Whether braces with this between them hold answers rather than a piece of code.
pub fn look_like(inside: &str) -> bool {
    let inside = inside.trim();
    inside.starts_with(['=', '~', '#']) || is_truth(inside)
}

/// `T`, `FALSE` and the like, with feedback or without.
pub fn is_truth(inside: &str) -> bool {
    truth(inside).is_some()
}

/// The answer of a true-or-false question, and its feedback.
fn truth(inside: &str) -> Option<(bool, &str)> {
    let (word, feedback) = at_hash(inside);
    let is_true = match word.trim().to_ascii_uppercase().as_str() {
        "T" | "TRUE" => true,
        "F" | "FALSE" => false,
        _ => return None,
    };
    Some((is_true, feedback))
}

impl Answers {
    pub fn of(inside: &str, markup: Markup) -> Self {
        let (inside, general) = at_general(inside);
        let mut reader = Reader { markup, has_picture: false };
        let general = reader.text(general);
        let inside = inside.trim();
        let choices = match inside.strip_prefix('#') {
            _ if inside.is_empty() => Choices::Essay,
            Some(number) => reader.numbers(number),
            None => match truth(inside) {
                Some((is_true, feedback)) => reader.truth(is_true, feedback),
                None => reader.choices(inside),
            },
        };
        Self { choices, general, has_picture: reader.has_picture }
    }

    /// What a person should look at.
    pub fn trouble(&self) -> Option<&'static str> {
        match &self.choices {
            Choices::Unclear(_) => {
                Some("the answer in braces follows no form of GIFT: taken as it stands")
            }
            Choices::Options(options) if !options.iter().any(|option| option.is_right) => {
                Some("no option is marked as right")
            }
            _ if self.has_picture => Some("an answer has a picture: what it shows was not read"),
            _ => None,
        }
    }

    pub fn details(&self) -> String {
        match &self.choices {
            Choices::Options(options) => choices::details(options),
            Choices::Pairs(pairs) => {
                let left = pairs.iter().filter(|(left, _)| !left.is_empty());
                let mut lines: Vec<String> = left.map(|(left, _)| format!("- {left}")).collect();
                // In the order of the file they would tell the answer.
                let mut right: Vec<&str> = pairs.iter().map(|(_, right)| right.as_str()).collect();
                right.sort_unstable();
                right.dedup();
                lines.push(format!("- Match with: {}", right.join("; ")));
                lines.join("\n")
            }
            _ => String::new(),
        }
    }

    pub fn answer(&self) -> String {
        match &self.choices {
            Choices::Essay => String::new(),
            Choices::Accepted(answers) => choices::listed(answers.iter().cloned()),
            Choices::Options(options) => choices::answer(options),
            Choices::Pairs(pairs) => {
                let pairs = pairs.iter().filter(|(left, _)| !left.is_empty());
                choices::listed(pairs.map(|(left, right)| format!("{left} → {right}")))
            }
            Choices::Unclear(text) => text.clone(),
        }
    }
}

struct Reader {
    markup: Markup,
    has_picture: bool,
}

impl Reader {
    fn text(&mut self, text: &str) -> String {
        let plain = self.markup.read(text);
        self.has_picture |= plain.has_picture;
        choices::joined([plain.text.as_str(), plain.code.as_str()])
    }

    /// The feedback of the wrong choice stands before that of the right one.
    fn truth(&mut self, is_true: bool, feedback: &str) -> Choices {
        let word = if is_true { "True" } else { "False" };
        let (wrong, right) = at_hash(feedback);
        let (wrong, right) = (self.text(wrong), self.text(right));
        let said = choices::joined([word, right.as_str(), wrong.as_str()]);
        Choices::Accepted(vec![said])
    }

    fn numbers(&mut self, text: &str) -> Choices {
        let written = match text.trim_start().starts_with(['=', '~']) {
            true => split(text),
            false => {
                let (text, feedback) = at_hash(text);
                vec![Written { is_equal: true, weight: None, text, feedback }]
            }
        };
        let accepted = written.iter().map(|one| {
            let feedback = self.text(one.feedback);
            let number = match one.text.trim() {
                // The last answer of a list may have feedback only, for every other number.
                "" => "Otherwise".to_owned(),
                text => range(text),
            };
            said(&number, one.weight, &feedback)
        });
        Choices::Accepted(accepted.collect())
    }

    fn choices(&mut self, inside: &str) -> Choices {
        let written = split(inside);
        if written.is_empty() {
            return Choices::Unclear(self.text(inside));
        }
        let has_wrong = written.iter().any(|one| !one.is_equal);
        if !has_wrong && written.iter().all(|one| one.text.contains("->")) {
            let pairs = written.iter().filter_map(|one| one.text.split_once("->"));
            return Choices::Pairs(
                pairs.map(|(left, right)| (self.text(left), self.text(right))).collect(),
            );
        }
        let has_right = written.iter().any(|one| one.is_equal);
        if !has_wrong {
            let accepted = written.iter().map(|one| {
                let (text, feedback) = (self.text(one.text), self.text(one.feedback));
                said(&text, one.weight, &feedback)
            });
            return Choices::Accepted(accepted.collect());
        }
        let option = |one: &Written| {
            let by_weight = !has_right && one.weight.is_some_and(|weight| weight > 0.0);
            let is_right = one.is_equal || by_weight;
            let feedback = self.text(one.feedback);
            Choice { text: self.text(one.text), is_right, feedback }
        };
        Choices::Options(written.iter().map(option).collect())
    }
}

/// An accepted answer, with what it is worth where that is not all, and what is said of it.
fn said(text: &str, weight: Option<f64>, feedback: &str) -> String {
    let worth = weight.filter(|weight| *weight < 100.0);
    let worth = worth.map(|weight| format!(" ({weight} %)")).unwrap_or_default();
    match feedback {
        "" => format!("{text}{worth}"),
        feedback => format!("{text}{worth}: {feedback}"),
    }
}

/// `1..5` and `3.14:0.01` in words.
fn range(text: &str) -> String {
    match (text.split_once(".."), text.split_once(':')) {
        (Some((least, most)), _) => format!("{} to {}", least.trim(), most.trim()),
        (_, Some((number, "0"))) => number.trim().to_owned(),
        (_, Some((number, tolerance))) => format!("{} ± {}", number.trim(), tolerance.trim()),
        _ => text.to_owned(),
    }
}

/// The answers, each from its `=` or `~` on.
fn split(inside: &str) -> Vec<Written<'_>> {
    let starts = starts(inside);
    let ends = starts.iter().skip(1).map(|(at, _)| *at).chain([inside.len()]);
    let written = starts.iter().zip(ends).filter_map(|((start, mark), end)| {
        let (weight, text) = weight(inside.get(start + 1..end)?);
        let (text, feedback) = at_hash(text);
        Some(Written { is_equal: *mark == '=', weight, text, feedback })
    });
    written.collect()
}

/// Where answers begin. An equals sign inside an answer should be escaped; authors forget it, so it
/// counts at the start of a line only where every answer has a line, else before a word only.
fn starts(inside: &str) -> Vec<(usize, char)> {
    let starts = starts_of(inside, false);
    let has_right = starts.iter().any(|(_, mark)| *mark == '=') || inside.contains('%');
    if has_right || starts.is_empty() { starts } else { starts_of(inside, true) }
}

/// With `is_tight` an equals sign counts wherever it stands alone, as in `{~no=yes~maybe}`.
fn starts_of(inside: &str, is_tight: bool) -> Vec<(usize, char)> {
    let is_mark = |line: &&str| line.trim_start().starts_with(['=', '~']);
    let by_line = inside.lines().filter(is_mark).count() > 1;
    let mut starts = Vec::new();
    let mut before = '\n';
    let mut is_line_start = true;
    let mut all = marks(inside).peekable();
    while let Some((at, mark)) = all.next() {
        let next = all.peek().map_or(' ', |(_, next)| *next);
        let is_alone = next != '=' && !"=<>!".contains(before);
        let is_word = before.is_whitespace() && !next.is_whitespace() && next != '=';
        let counts = match mark {
            '~' => true,
            '=' => is_line_start || (!by_line && is_word) || (is_tight && is_alone),
            _ => false,
        };
        if counts {
            starts.push((at, mark));
        }
        is_line_start = mark == '\n' || (is_line_start && mark.is_whitespace());
        before = mark;
    }
    starts
}

/// `%50%` before an answer, and the answer.
fn weight(text: &str) -> (Option<f64>, &str) {
    let weight = text.trim_start().strip_prefix('%').and_then(|rest| {
        let (number, rest) = rest.split_once('%')?;
        Some((number.trim().parse::<f64>().ok().filter(|number| number.is_finite())?, rest))
    });
    weight.map_or((None, text), |(number, rest)| (Some(number), rest))
}

/// What stands before the first `#`, and behind it.
fn at_hash(text: &str) -> (&str, &str) {
    let hash = marks(text).find(|(_, mark)| *mark == '#').map(|(at, _)| at);
    let parts = hash.and_then(|at| Some((text.get(..at)?, text.get(at + 1..)?)));
    parts.unwrap_or((text, ""))
}

/// What stands before `####`, and behind it.
fn at_general(text: &str) -> (&str, &str) {
    let mut run = 0;
    for (at, mark) in marks(text) {
        run = if mark == '#' { run + 1 } else { 0 };
        if run == 4 {
            let parts =
                at.checked_sub(3).and_then(|start| Some((text.get(..start)?, text.get(at + 1..)?)));
            return parts.unwrap_or((text, ""));
        }
    }
    (text, "")
}
