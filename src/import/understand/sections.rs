//! What a section is for, and lists by the line above them: questions, answers to all of them, or something else.

use super::layout::can_count;
use super::shapes::Unit;
use crate::import::block::{Bold, Form};
use crate::import::marks::{self, Label};
use crate::import::words::{ABOUT, ANSWER_HEADINGS, CRITERIA, OUTSIDE};

/// "Coding questions": what is listed below such a heading is asked.
pub fn question_sections(units: &mut [Unit<'_>]) {
    let mut inside = false;
    for unit in units.iter_mut() {
        if let Form::Heading(level) = unit.block.form {
            let lower = unit.block.text.to_lowercase();
            let says = lower.chars().count() <= 50 && has_questions(&lower);
            unit.against += if says && !marks_question(unit) { 3.0 } else { 0.0 };
            inside = says && level > 1 && !lower.contains("answer");
        } else if names_questions(&unit.block.text) {
            unit.against += 3.0;
        } else if inside && unit.block.mark.is_some() && unit.block.depth <= 1 {
            unit.against -= 1.5;
        }
    }
}

/// "Java interview questions".
pub fn says_questions(text: &str) -> bool {
    let lower = text.to_lowercase();
    lower.chars().count() <= 80 && has_questions(&lower)
}

fn has_questions(lower: &str) -> bool {
    QUESTIONS.iter().any(|word| lower.contains(word))
}

/// "Storage related questions:" names some and is none.
fn names_questions(text: &str) -> bool {
    let lower = text.trim().trim_end_matches([':', '：', '.']).to_lowercase();
    let ends = ["questions", "вопросы", "preguntas", "perguntas", "fragen", "面试题", "soruları"];
    lower.chars().count() <= 45 && ends.iter().any(|word| lower.ends_with(word))
}

/// How "questions" begins in the languages that documents come in.
const QUESTIONS: [&str; 9] =
    ["question", "вопрос", "pregunta", "pergunta", "fragen", "面试题", "soru", "câu hỏi", "pytani"];

/// Answers that stand together at the end, below a heading of their own, by the numbers of the questions.
pub fn answer_key(units: &mut [Unit<'_>]) {
    let mut headings = (0..units.len()).filter(|at| units.get(*at).is_some_and(is_answer_heading));
    let (Some(start), None) = (headings.next(), headings.next()) else { return };
    let counted = |unit: &&Unit<'_>| unit.block.number().is_some() && can_count(unit);
    let (Some(before), Some(after)) = (units.get(..start), units.get(start + 1..)) else { return };
    let (asked, answered) =
        (before.iter().filter(counted).count(), after.iter().filter(counted).count());
    let asks = after.iter().filter(counted).filter(|unit| marks_question(unit)).count();
    // "1 b   2 c   3 a": many on a line.
    let numbers =
        |text: &str| text.split_whitespace().filter(|word| word.parse::<u32>().is_ok()).count();
    let in_a_line = after.iter().take(4).any(|unit| numbers(&unit.block.text) >= 3);
    let one_each = answered * 2 >= asked && answered <= asked * 2 && asks * 3 <= answered;
    let is_key = asked >= 3 && (in_a_line || one_each);
    if is_key {
        units.iter_mut().skip(start).for_each(|unit| unit.in_key = true);
    }
}

fn is_answer_heading(unit: &Unit<'_>) -> bool {
    let stands_alone = matches!(unit.block.form, Form::Heading(_) | Form::Paragraph)
        && unit.block.mark.is_none()
        && !unit.aside;
    let text = unit.block.text.trim().trim_end_matches([':', '：']).to_lowercase();
    stands_alone
        && (ANSWER_HEADINGS.contains(text.as_str())
            || (text.starts_with("answer key") && text.chars().count() <= 50)
            || (unit.block.text.is_empty() && unit.block.label == Some(Label::Answer)))
}

/// What a section is for beside questions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Purpose {
    Questions,
    /// About the document or its reader: what asks nothing there is no question.
    About,
    /// What the interviewer looks for: what has no question mark is no question.
    Criteria,
    /// Before and after the questions: nothing is one.
    Outside,
    /// "Hints:", "Look for:": what asks nothing by itself is no question.
    Guidance,
    /// "Follow-ups:" below one question after another: what is listed there belongs to them.
    Probes,
}

impl Purpose {
    fn of(unit: &Unit<'_>) -> Self {
        if is_bare_guidance(unit) {
            return Self::Guidance;
        }
        let lower =
            unit.block.text.trim_start_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        if lower.chars().count() > 60 || marks_question(unit) {
            return Self::Questions;
        }
        let says = |words: &[&str]| words.iter().any(|word| lower.contains(word));
        if says(&OUTSIDE) {
            Self::Outside
        } else if says(&CRITERIA) {
            Self::Criteria
        } else if lower.chars().count() <= 40
            && !has_questions(&lower)
            && ABOUT.iter().any(|word| lower.starts_with(word))
        {
            Self::About
        } else {
            Self::Questions
        }
    }

    /// What it says against a block below its heading.
    fn against(self, unit: &Unit<'_>) -> f32 {
        match self {
            Self::Outside => 6.0,
            Self::Probes => 3.0,
            Self::Criteria if !marks_question(unit) => 4.5,
            Self::About if !marks_question(unit) => 2.5,
            Self::Guidance if unit.asks < 1.2 => 3.0,
            _ => 0.0,
        }
    }
}

fn is_bare_guidance(unit: &Unit<'_>) -> bool {
    let text = &unit.block.text;
    unit.block.label == Some(Label::Guidance) && text.is_empty()
        || marks::alone(text) == Some(Label::Guidance)
}

/// Sections that hold no questions, by their headings, and lists that hold none, by the line above them: they have
/// no vote on what the others are.
pub fn close(units: &mut [Unit<'_>]) {
    let (mut section, mut list) = (Purpose::Questions, Purpose::Questions);
    let are_probes = units.iter().filter(|unit| is_bare_guidance(unit)).count() >= 3;
    for unit in units.iter_mut().filter(|unit| unit.block.form != Form::Furniture) {
        if matches!(unit.block.form, Form::Heading(_)) {
            section = Purpose::of(unit);
            list = Purpose::Questions;
            unit.against += if section == Purpose::Questions { 0.0 } else { 1.5 };
            continue;
        }
        if unit.block.form == Form::Paragraph {
            // "What to look for:" and the list below it.
            let opens = unit.block.mark.is_none()
                && (unit.block.text.trim_end().ends_with([':', '：'])
                    || unit.block.bold == Bold::Whole
                    || unit.block.text.is_empty());
            list = if opens { Purpose::of(unit) } else { Purpose::Questions };
            if list == Purpose::Guidance && are_probes {
                list = Purpose::Probes;
            }
            unit.against += if list == Purpose::Questions { 0.0 } else { 1.5 };
        }
        let of_list = match unit.block.form {
            Form::Item => list.against(unit),
            Form::Paragraph => 0.0,
            _ => {
                list = Purpose::Questions;
                0.0
            }
        };
        unit.against += section.against(unit).max(of_list);
    }
}

pub(super) fn marks_question(unit: &Unit<'_>) -> bool {
    // Signs that an encoding lost stand as "??" before a title.
    unit.block.text.trim_start_matches(['?', ' ']).contains(['?', '？', '؟'])
}
