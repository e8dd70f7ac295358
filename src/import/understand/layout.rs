//! What the lines around a block say against its being a question: a title among questions, guidance that
//! follows each of them, a heading with nothing of its own below it.

use std::collections::{HashMap, HashSet};

use super::headings;
use super::shapes::{Marked, Unit};
use crate::import::block::{Bold, Form, Link};
use crate::import::found::LeftOut;
use crate::import::marks::Label;
use crate::import::words::{ABOUT, ANSWER_HEADINGS};

/// Lowers what such blocks say for themselves; runs after the vote, which it reads.
pub fn weigh(units: &mut [Unit<'_>], aside: &[Option<LeftOut>]) {
    close_headings(units, aside);
    close_sections(units);
    question_sections(units);
    lone_links(units);
    statements(units);
    explained_leads(units);
    answer_key(units);
    let guidance: HashSet<usize> = guidance(units).into_iter().collect();
    let mut titles: HashSet<usize> = titles(units).into_iter().collect();
    titles.extend(first_line(units));
    for (at, unit) in units.iter_mut().enumerate() {
        let is_guidance = guidance.contains(&at);
        let is_title = titles.contains(&at)
            || (is_guidance
                && is_short_title(&unit.block.text)
                && headings::is_title_case(&unit.block.text));
        if is_guidance && !is_title {
            unit.against = 6.0;
        } else if is_title {
            unit.against = 4.0;
            unit.titles = true;
        }
    }
    find_lost_numbers(units);
}

/// A heading with nothing below it but what is set aside asks nothing.
fn close_headings(units: &mut [Unit<'_>], aside: &[Option<LeftOut>]) {
    let mut closed = Vec::new();
    for (at, unit) in units.iter().enumerate() {
        let Form::Heading(level) = unit.block.form else { continue };
        let mut contents = false;
        let mut own = false;
        for (below, other) in units.iter().enumerate().skip(at + 1).take(400) {
            if matches!(other.block.form, Form::Heading(next) if next <= level) {
                break;
            }
            match aside.get(below).copied().flatten() {
                Some(LeftOut::Contents | LeftOut::Repeat) => contents = true,
                Some(_) => {}
                None if other.is_label || other.block.form == Form::Summary => {}
                None => own = true,
            }
            if own {
                break;
            }
        }
        if contents && !own {
            closed.push(at);
        }
    }
    for at in closed {
        if let Some(unit) = units.get_mut(at) {
            unit.against = 8.0;
        }
    }
}

/// Three statements in a row in the same shape are no questions, whatever else has that shape.
fn statements(units: &mut [Unit<'_>]) {
    let states = |unit: &Unit<'_>| {
        let text = unit.block.text.trim_end();
        unit.asks <= -0.9
            && text.ends_with(['.', '!', '。'])
            && text.split_whitespace().count() >= 3
    };
    let mut at = 0;
    while let Some(unit) = units.get(at) {
        let shape = unit.shape;
        let run = units
            .iter()
            .skip(at)
            .take_while(|unit| unit.shape == shape && !unit.aside)
            .count()
            .max(1);
        let stated = units.iter().skip(at).take(run).filter(|unit| states(unit)).count();
        if stated >= 3 && stated * 10 >= run * 8 {
            units
                .iter_mut()
                .skip(at)
                .take(run)
                .filter(|unit| unit.asks < 0.4)
                .for_each(|unit| unit.against += 3.0);
        }
        at += run;
    }
}

/// "Coding questions": what is listed below such a heading is asked.
fn question_sections(units: &mut [Unit<'_>]) {
    let mut inside = false;
    for unit in units.iter_mut() {
        if let Form::Heading(level) = unit.block.form {
            let lower = unit.block.text.to_lowercase();
            let says = QUESTIONS.iter().any(|word| lower.contains(word));
            unit.against +=
                if says && !unit.block.text.contains(['?', '？']) && lower.chars().count() <= 50 {
                    3.0
                } else {
                    0.0
                };
            inside = level > 1
                && lower.chars().count() <= 50
                && !lower.contains("answer")
                && QUESTIONS.iter().any(|word| lower.contains(word));
        } else if names_questions(&unit.block.text) {
            unit.against += 3.0;
        } else if inside && unit.block.form == Form::Item && unit.block.depth <= 1 {
            unit.against -= 1.0;
        }
    }
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
fn answer_key(units: &mut [Unit<'_>]) {
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

/// "**Scale** → why it matters, at length": the bold beginning asks nothing, and the rest explains it.
fn explained_leads(units: &mut [Unit<'_>]) {
    for unit in units.iter_mut().filter(|unit| unit.block.bold == Bold::Lead && unit.asks < 0.4) {
        let rest = unit.block.text.chars().count().saturating_sub(unit.block.lead);
        if unit.block.lead > 0 && rest >= 40 {
            unit.against += 1.5;
        }
    }
}

/// A link to elsewhere among blocks that are none is something to read, unless it asks.
fn lone_links(units: &mut [Unit<'_>]) {
    let mut counts: HashMap<super::shapes::Shape, (usize, usize)> = HashMap::new();
    let is_link = |unit: &Unit<'_>| matches!(unit.block.link, Some(Link::Elsewhere(_)));
    for unit in units.iter().filter(|unit| !unit.aside) {
        let entry = counts.entry(unit.shape).or_default();
        entry.0 += usize::from(is_link(unit));
        entry.1 += 1;
    }
    for unit in units.iter_mut() {
        let rare = counts.get(&unit.shape).is_some_and(|(links, all)| links * 2 < *all);
        if rare && is_link(unit) && unit.asks < 0.8 && unit.against >= 0.0 {
            unit.against += 2.0;
        }
    }
}

/// Sections that are about the document or its reader: what asks nothing there is no question.
fn close_sections(units: &mut [Unit<'_>]) {
    let mut about = false;
    for unit in units.iter_mut() {
        if matches!(unit.block.form, Form::Heading(_)) {
            let lower =
                unit.block.text.trim_start_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
            let says_questions = QUESTIONS.iter().any(|word| lower.contains(word));
            about = lower.chars().count() <= 40
                && !says_questions
                && !marks_question(unit)
                && ABOUT.iter().any(|word| lower.starts_with(word));
            unit.against += if about { 1.5 } else { 0.0 };
        } else if about && !marks_question(unit) {
            unit.against += 2.5;
        }
    }
}

/// Marks the blocks without a number between two whose numbers do not follow each other.
fn find_lost_numbers(units: &mut [Unit<'_>]) {
    let mut before = None;
    let mut open: Vec<usize> = Vec::new();
    for at in 0..units.len() {
        let Some(unit) = units.get(at) else { break };
        match unit.block.number().filter(|_| can_count(unit)) {
            Some(number) => {
                let missing =
                    before.map_or(number > 1, |before: u32| number > before.saturating_add(1));
                if missing {
                    for at in &open {
                        if let Some(unit) = units.get_mut(*at) {
                            unit.fills_count = true;
                        }
                    }
                }
                for at in open.drain(..) {
                    if let Some(unit) = units.get_mut(at) {
                        unit.between = true;
                    }
                }
                before = Some(number);
            }
            None if can_count(unit) => open.push(at),
            None => {}
        }
    }
}

fn is_text(unit: &Unit<'_>) -> bool {
    matches!(unit.block.form, Form::Paragraph | Form::Item)
}

fn marks_question(unit: &Unit<'_>) -> bool {
    unit.block.text.contains(['?', '？', '؟'])
}

/// The place of the next block that says anything.
fn following(units: &[Unit<'_>], at: usize) -> Option<usize> {
    (at + 1..units.len()).find(|at| units.get(*at).is_some_and(|unit| !unit.aside))
}

/// Guidance by layout: question, blank line, guidance, and the next question without a blank line. It is
/// found where what stands like that hardly ever asks, while what stands elsewhere does.
fn guidance(units: &[Unit<'_>]) -> Vec<usize> {
    let gap_after = |at: usize| {
        following(units, at).and_then(|at| units.get(at)).is_none_or(|next| next.block.gap)
    };
    let mut like_guidance: Vec<usize> = Vec::new();
    let (mut asking, mut others, mut others_asking) = (0_usize, 0_usize, 0_usize);
    for (at, unit) in units
        .iter()
        .enumerate()
        .filter(|(_, unit)| is_text(unit) && !unit.aside && unit.block.label.is_none())
    {
        let before = at.checked_sub(1).and_then(|before| units.get(before));
        let after_question = before.is_some_and(|before| is_text(before) && marks_question(before));
        if !(after_question && unit.block.gap) {
            continue;
        }
        // A question follows at once, or a title.
        let next = following(units, at).and_then(|at| units.get(at));
        let goes_on = next.is_none_or(|next| {
            next.block.label.is_none() && (next.asks >= 1.2 || is_short_title(&next.block.text))
        });
        if !gap_after(at) && goes_on {
            asking += usize::from(marks_question(unit));
            like_guidance.push(at);
        } else {
            others += 1;
            others_asking += usize::from(marks_question(unit));
        }
    }
    let separates = like_guidance.len() >= 4
        && asking * 20 <= like_guidance.len() * 8
        && others_asking * 20 >= others * 11;
    if !separates {
        return Vec::new();
    }
    like_guidance
        .into_iter()
        .filter(|at| {
            units
                .get(*at)
                .is_some_and(|unit| !marks_question(unit) && !asks_by_word(&unit.block.text))
        })
        .collect()
}

fn asks_by_word(text: &str) -> bool {
    let first = text.split_whitespace().next().unwrap_or_default().to_lowercase();
    ["what", "how", "why", "when", "which", "who", "where", "что", "как", "почему", "зачем"]
        .contains(&first.as_str())
}

/// The first line of a plain text is its title, where a blank line follows and it asks nothing.
fn first_line(units: &[Unit<'_>]) -> Option<usize> {
    let (at, unit) = units.iter().enumerate().find(|(_, unit)| !unit.aside)?;
    let next = following(units, at).and_then(|at| units.get(at))?;
    let is_title = unit.block.form == Form::Paragraph
        && unit.block.mark.is_none()
        && unit.block.label.is_none();
    (is_title && next.block.gap && unit.asks < 0.4 && is_short_title(&unit.block.text))
        .then_some(at)
}

/// Titles among questions of the same shape: they ask nothing, and questions follow at once.
fn titles(units: &[Unit<'_>]) -> Vec<usize> {
    let places = places(units);
    let mut titles = Vec::new();
    for (at, unit) in units.iter().enumerate() {
        let is_candidate = unit.shape.can_ask()
            && !unit.aside
            && unit.asks < 0.4
            && unit.vote > -0.4
            && is_short_title(&unit.block.text);
        if !is_candidate || unit.block.label.is_some() {
            continue;
        }
        let Some(next) = following(units, at).and_then(|next| Some((next, units.get(next)?)))
        else {
            continue;
        };
        let asks_next = next.1.asks >= 1.2;
        let titled_next = is_short_title(&next.1.block.text)
            && next.1.shape == unit.shape
            && following(units, next.0)
                .and_then(|at| units.get(at))
                .is_some_and(|after| after.asks >= 1.2);
        if !(asks_next || titled_next) {
            continue;
        }
        if goes_on(units, &places, at) && !stands_out(units, &places, at) {
            continue;
        }
        titles.push(at);
    }
    titles
}

/// For each shape, its blocks in order.
type Places = HashMap<super::shapes::Shape, Vec<usize>>;

fn places(units: &[Unit<'_>]) -> Places {
    let mut places: Places = HashMap::new();
    for (at, unit) in units.iter().enumerate().filter(|(_, unit)| !unit.aside) {
        places.entry(unit.shape).or_default().push(at);
    }
    places
}

/// Its number goes on from the one before and the next one from it.
fn goes_on(units: &[Unit<'_>], places: &Places, at: usize) -> bool {
    let Some(unit) = units.get(at) else { return false };
    if unit.shape.marked != Marked::Number {
        // Bullets go on by being bullets.
        return unit.shape.marked == Marked::Bullet;
    }
    let Some(own) = places.get(&unit.shape) else { return false };
    let index = own.partition_point(|place| *place < at);
    let number = |index: Option<usize>| {
        index
            .and_then(|index| own.get(index))
            .and_then(|at| units.get(*at))
            .and_then(|unit| unit.block.number())
    };
    let mine = unit.block.number().unwrap_or_default();
    number(index.checked_sub(1)).is_some_and(|before| before + 1 == mine)
        || number(Some(index + 1)) == Some(mine + 1)
}

/// The blank lines around it are not those of its neighbours: it clings to the next one where they do not.
fn stands_out(units: &[Unit<'_>], places: &Places, at: usize) -> bool {
    let Some(unit) = units.get(at) else { return false };
    let gap_after = |at: usize| {
        following(units, at).and_then(|at| units.get(at)).is_none_or(|next| next.block.gap)
    };
    let words = unit.block.text.split_whitespace().count();
    if gap_after(at) || words < 2 || !unit.block.text.starts_with(char::is_uppercase) {
        return false;
    }
    let Some(own) = places.get(&unit.shape) else { return false };
    let index = own.partition_point(|place| *place < at);
    let near = own.get(index.saturating_sub(6)..(index + 7).min(own.len())).unwrap_or_default();
    let asking: Vec<usize> = near
        .iter()
        .copied()
        .filter(|at| {
            units
                .get(*at)
                .is_some_and(|unit| unit.asks >= 1.2 && unit.against == 0.0 && marks_question(unit))
        })
        .collect();
    let loose = asking.iter().filter(|at| gap_after(**at)).count();
    loose * 2 > asking.len() && asking.len() >= 3
}

fn is_short_title(text: &str) -> bool {
    let text = text.trim();
    let length = text.chars().count();
    (2..=80).contains(&length)
        && !text.ends_with(['.', '。', '?', '？', ';', ','])
        && !text.contains(['?', '？'])
        && text.split_whitespace().count() <= 10
}

fn can_count(unit: &Unit<'_>) -> bool {
    // Guidance may be counted too, and then takes the numbers of what it is about.
    !unit.aside
        && unit.against < 6.0
        && (is_text(unit) || matches!(unit.block.form, Form::Heading(_)))
}
