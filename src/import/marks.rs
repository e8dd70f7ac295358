//! What stands before a text: a number, a letter, a bullet, a label such as "Q:".

use std::collections::HashSet;

use super::block::Mark;
use super::words::{ASKED, LABELS_ANSWER, LABELS_GUIDANCE, LABELS_QUESTION, LABELS_WORDING};

/// What a text calls itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Label {
    Question,
    Answer,
    /// For the interviewer: hints, what to listen for.
    Guidance,
    /// One of two wordings of the same question.
    Wording,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Marked<'t> {
    pub mark: Option<Mark>,
    pub label: Option<Label>,
    /// Signs that were taken off.
    pub signs: String,
    /// What is left of the text.
    pub rest: &'t str,
}

/// Takes marks and a label off the front of a text, and a status off its end.
pub fn take(text: &str) -> Marked<'_> {
    take_with(text, |_| true)
}

/// The same for a heading, where "Level 1: Basics" is no label.
pub fn take_of_heading(text: &str) -> Marked<'_> {
    take_with(text, |label| matches!(label, Label::Question | Label::Answer))
}

/// The number that an author put before a question in a field of its own, and the text behind it. Unlike in a list,
/// a bare number may belong to the text: "5 Whys", "3-Tier".
pub fn numbered(text: &str) -> (Option<u32>, &str) {
    let text = text.trim();
    let marked = take(text);
    let taken = text.get(..text.find(marked.rest).unwrap_or_default()).unwrap_or_default();
    let is_bare = taken.trim_end().ends_with(|c: char| c == '-' || c.is_ascii_digit());
    match marked.mark {
        Some(Mark::Number(number)) if !is_bare && !marked.rest.is_empty() => {
            (Some(number), marked.rest)
        }
        _ => (None, text),
    }
}

fn take_with(text: &str, allows: impl Fn(Label) -> bool) -> Marked<'_> {
    let mut rest = without_status(text.trim());
    let mut mark = None;
    let mut label = None;
    // "Question 3:", "1. Q:", "- [ ] 4)": a few of them may stand in a row.
    for _ in 0..4 {
        if let Some((found, number, after)) = take_label(rest)
            && label.is_none()
            && allows(found)
        {
            label = Some(found);
            mark = number.map(Mark::Number).or(mark);
            rest = after;
        } else if let Some((found, after)) = take_mark(rest)
            && !matches!((mark, found), (Some(Mark::Number(_)), Mark::Number(_) | Mark::Letter(_)))
        {
            mark = Some(stronger(mark, found));
            rest = after;
        } else {
            break;
        }
    }
    // "3. ### What is": a heading inside a list.
    let rest = if mark.is_some() { rest.trim_start_matches('#').trim_start() } else { rest };
    let rest = without_status(rest);
    Marked { mark, label, signs: signs_around(text, rest), rest }
}

/// The signs among what was taken off a text.
fn signs_around(text: &str, rest: &str) -> String {
    if text.is_ascii() {
        return String::new();
    }
    let kept = text.find(rest).unwrap_or_default();
    let (before, after) = (text.get(..kept), text.get(kept + rest.len()..));
    [before, after]
        .into_iter()
        .flatten()
        .flat_map(str::chars)
        .filter(|c| STATUS_SIGNS.contains(c))
        .collect()
}

/// A number says more than the bullet before it.
fn stronger(mark: Option<Mark>, found: Mark) -> Mark {
    match (mark, found) {
        (Some(Mark::Number(_)), _) => mark.unwrap_or(found),
        _ => found,
    }
}

/// Signs that say how far somebody has come, not what is asked.
const STATUS: &[&str] = &["done", "todo", "wip", "asked", "x2", "x3", "new", "готово", "完成"];
const STATUS_SIGNS: &[char] = &[
    '✅', '✔', '☑', '✓', '❌', '⬜', '🔥', '⭐', '★', '☆', '🚧', '📌', '❓', '❔', '👉', '🔹',
    '🔸', '🟢', '🟡', '🔴', '🟠', '🔵', '⚪', '⚫', '💡', '\u{fe0f}',
];

/// Signs that an encoding had no place for stand as "?? " before the text.
fn without_lost_signs(text: &str) -> &str {
    let rest = text.trim_start_matches('?');
    if rest.len() < text.len() && rest.starts_with(' ') { rest.trim_start() } else { text }
}

fn without_status(text: &str) -> &str {
    let is_sign = |c: char| STATUS_SIGNS.contains(&c) || c.is_whitespace();
    let mut text = without_lost_signs(text.trim_matches(is_sign));
    for word in STATUS {
        for (open, close) in [("**", "**"), ("(", ")"), ("[", "]"), ("*", "*")] {
            if let Some(before) = text.strip_suffix(close)
                && let Some(start) = before.len().checked_sub(word.len())
                && before.get(start..).is_some_and(|tail| tail.eq_ignore_ascii_case(word))
                && let Some(before) =
                    before.get(..start).and_then(|before| before.strip_suffix(open))
            {
                text = before.trim_end_matches(is_sign);
            }
        }
    }
    text
}

/// "①" to "⑳".
fn take_circled(text: &str) -> Option<(Mark, &str)> {
    let first = text.chars().next()?;
    let number = u32::from(first).checked_sub(u32::from('①')).filter(|number| *number < 20)?;
    Some((Mark::Number(number + 1), text.get(first.len_utf8()..)?.trim_start()))
}

fn take_mark(text: &str) -> Option<(Mark, &str)> {
    take_box(text)
        .or_else(|| take_bullet(text))
        .or_else(|| take_number(text))
        .or_else(|| take_circled(text))
        .or_else(|| take_letter(text))
}

fn take_box(text: &str) -> Option<(Mark, &str)> {
    ["[ ]", "[x]", "[X]", "☐", "☑", "☒"]
        .iter()
        .find_map(|sign| text.strip_prefix(sign))
        .map(|rest| (Mark::Box, rest.trim_start()))
}

const BULLETS: &[char] = &[
    '•', '◦', '▪', '‣', '●', '○', '■', '□', '▸', '►', '–', '—', '·', '➢', '➤', '✦', '◆',
    '\u{f0b7}', '\u{f0a7}',
];

fn take_bullet(text: &str) -> Option<(Mark, &str)> {
    if let Some(rest) = text.strip_prefix(BULLETS) {
        return Some((Mark::Bullet, rest.trim_start()));
    }
    // What a page's hollow bullet is copied as.
    if let Some(rest) = text.strip_prefix("o ").map(str::trim_start)
        && rest.starts_with(char::is_uppercase)
    {
        return Some((Mark::Bullet, rest));
    }
    let rest = text.strip_prefix(['-', '*', '+', '>'])?;
    // "-Sockets in detail", and no option of a command: "-Wall".
    let mut letters = rest.chars();
    let is_glued = text.starts_with(['-', '+'])
        && letters.next().is_some_and(char::is_uppercase)
        && letters.next().is_some_and(char::is_lowercase)
        && rest.contains(' ');
    (is_glued || rest.starts_with(char::is_whitespace)).then(|| (Mark::Bullet, rest.trim_start()))
}

/// "12.", "12)", "12 -", "(12)", "12:", "#12", "12、", "第12题", "12 What": not "3.5", "2 to the n".
fn take_number(text: &str) -> Option<(Mark, &str)> {
    let (opened, body) = match text.strip_prefix(['(', '（', '[', '【', '#', '№', '第']) {
        Some(body) => (text.chars().next(), body.trim_start()),
        None => (None, text),
    };
    let digits = body.len() - body.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let number = body.get(..digits)?.parse::<u32>().ok().filter(|_| (1..=4).contains(&digits))?;
    let mut after = body.get(digits..)?;
    // "1\u{fe0f}\u{20e3}" is a digit on a key.
    if let Some(rest) =
        after.strip_prefix("\u{fe0f}\u{20e3}").or_else(|| after.strip_prefix('\u{20e3}'))
    {
        return Some((
            Mark::Number(number),
            rest.trim_start_matches(['.', ')', ':', '-']).trim_start(),
        ));
    }
    // "12a)" and "12.1." go with 12.
    if let Some(rest) = after.strip_prefix(|c: char| c.is_ascii_lowercase())
        && rest.trim_start().starts_with(['.', ')', ':'])
    {
        after = rest;
    }
    let spaced = after.starts_with(' ');
    let tail = after.trim_start();
    let rest = match opened {
        Some('(' | '（') => tail.strip_prefix([')', '）'])?,
        Some('[' | '【') => tail.strip_prefix([']', '】'])?,
        Some('第') => tail.strip_prefix(['题', '題', '问', '個', '个', '条'])?,
        Some(_) => tail.trim_start_matches(['.', ')', ':', '-']),
        None => match tail.strip_prefix(['.', ')', ':', '、', '．', '：', '）', '。']) {
            Some(rest) => past_more_numbers(rest)?,
            None => match tail.strip_prefix(['-', '–', '—']) {
                Some(rest)
                    if rest.starts_with(' ')
                        || !rest.starts_with(|c: char| c.is_alphanumeric()) =>
                {
                    rest
                }
                Some(rest) if !spaced && rest.starts_with(char::is_uppercase) => rest,
                _ if spaced
                    && tail.starts_with(|c: char| c.is_uppercase() || c == '#')
                    && digits <= 3 =>
                {
                    tail
                }
                _ => return None,
            },
        },
    };
    let rest = rest.trim_start_matches(['.', ')', ':', '：', '、']).trim_start();
    Some((Mark::Number(number), rest))
}

/// The rest after "1." or after the "2." of "1.2."; `None` where it is a number such as 3.5.
fn past_more_numbers(rest: &str) -> Option<&str> {
    let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    if digits == 0 {
        return Some(rest);
    }
    let after = rest.get(digits..)?;
    match after.strip_prefix(['.', ')']) {
        Some(after) => past_more_numbers(after),
        None if digits <= 2 => {
            // "2.1 Sections", and not "3.5 is what".
            let title = after.strip_prefix(' ')?;
            title.starts_with(|c: char| c.is_uppercase() || !c.is_ascii()).then_some(after)
        }
        None => None,
    }
}

/// "a)", "(b)", "c.", and "iv)".
fn take_letter(text: &str) -> Option<(Mark, &str)> {
    let body = text.strip_prefix('(').unwrap_or(text);
    let mut chars = body.chars();
    let letter = chars.next().filter(char::is_ascii_alphabetic)?;
    let rest = chars.as_str().strip_prefix([')', '.'])?;
    let is_open = rest.starts_with(' ');
    is_open.then(|| {
        (
            Mark::Letter(u32::from(letter.to_ascii_lowercase()) - u32::from('a') + 1),
            rest.trim_start(),
        )
    })
}

/// Which label a whole text is, or begins with before its colon.
fn kind_of(words: &str) -> Option<Label> {
    let words = words.trim().to_lowercase();
    let is_in = |list: &HashSet<&str>| list.contains(words.as_str());
    if is_in(&LABELS_QUESTION) || words == "q" {
        Some(Label::Question)
    } else if is_in(&LABELS_ANSWER) {
        Some(Label::Answer)
    } else if is_in(&LABELS_GUIDANCE) {
        Some(Label::Guidance)
    } else if is_in(&LABELS_WORDING) {
        Some(Label::Wording)
    } else {
        None
    }
}

/// One letter is a label before a colon only, and each stands for the word of some language.
fn letter_label(letter: &str) -> Option<Label> {
    match letter.to_uppercase().as_str() {
        "Q" | "В" | "P" | "F" | "S" | "D" => Some(Label::Question),
        "A" | "О" | "R" | "C" => Some(Label::Answer),
        _ => None,
    }
}

/// A text that is nothing but a label: "Answer", "**Ответ:**", "References".
pub fn alone(text: &str) -> Option<Label> {
    let text = text.trim_matches(|c: char| !c.is_alphanumeric());
    kind_of(text)
}

const SEPARATORS: &[char] = &[':', '：', '.', ')', '-', '–', '—', ']', '】', '>'];

/// "Main question    What would you measure?": a form sets its labels apart by spaces.
fn take_form_label(text: &str) -> Option<(Label, Option<u32>, &str)> {
    let at = text.find("  ").filter(|at| *at <= 30)?;
    let (words, rest) = text.split_at_checked(at)?;
    let label = kind_of(words).filter(|_| words.len() > 2)?;
    Some((label, None, rest.trim_start()))
}

/// "Ann asked: …"
fn was_asked(words: &str, sign: char) -> bool {
    let mut names = words.split_whitespace();
    let last = names.next_back().unwrap_or_default().to_lowercase();
    let count = names.count();
    matches!(sign, ':' | '：') && (1..=3).contains(&count) && ASKED.contains(last.as_str())
}

fn take_label(text: &str) -> Option<(Label, Option<u32>, &str)> {
    let body = text.trim_start_matches(['[', '【', '(', '*', '_', '<', '#']);
    if let Some(found) = take_form_label(body) {
        return Some(found);
    }
    // The longest label is a few words.
    let mut ends =
        body.char_indices().take(40).filter(|(_, c)| SEPARATORS.contains(c) || c.is_ascii_digit());
    let (mut at, mut sign) = ends.next()?;
    let words = body.get(..at)?.trim_end_matches([' ', '#', '№', '.']);
    let mut number = None;
    if sign.is_ascii_digit() {
        let digits = body.get(at..)?;
        let length = digits.len() - digits.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        number = digits.get(..length)?.parse().ok();
        at += length;
        let after = body.get(at..)?;
        let skipped = after.len() - after.trim_start().len();
        sign = after
            .trim_start()
            .chars()
            .next()
            .filter(|c| SEPARATORS.contains(c) || c.is_uppercase())?;
        at += skipped;
        if sign.is_uppercase() {
            // "Question 3 What is": only a word that can be nothing else.
            let label = kind_of(words).filter(|label| *label == Label::Question)?;
            return Some((label, number, body.get(at..)?));
        }
    }
    let single = words.chars().count() == 1;
    let label = match single {
        true if words.eq_ignore_ascii_case("q") => Label::Question,
        true if sign == ':' || sign == '：' || number.is_some() => letter_label(words)?,
        true => kind_of(words).filter(|_| !words.is_ascii())?,
        false => kind_of(words).or_else(|| was_asked(words, sign).then_some(Label::Question))?,
    };
    // "Time - a measure" and "Code. Then" are no labels; "Answer - " is.
    let is_colon = matches!(sign, ':' | '：' | ']' | '】');
    if !is_colon && !matches!(label, Label::Question | Label::Answer) {
        return None;
    }
    if !is_colon
        && number.is_none()
        && !single
        && !matches!(
            words.to_lowercase().as_str(),
            "answer" | "ans" | "question" | "ответ" | "вопрос"
        )
    {
        return None;
    }
    let rest = body.get(at + sign.len_utf8()..)?;
    Some((
        label,
        number,
        rest.trim_start_matches(|c: char| {
            c.is_whitespace() || matches!(c, '*' | '_' | ':' | '：' | '.' | ')')
        }),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_before_a_question_is_told_from_one_in_it() {
        for (text, number, rest) in [
            ("12. What?", Some(12), "What?"),
            ("Q3: What?", Some(3), "What?"),
            ("Question 4) What?", Some(4), "What?"),
            ("3.5 is what?", None, "3.5 is what?"),
            ("2 threads run", None, "2 threads run"),
            ("5 Whys: what is it?", None, "5 Whys: what is it?"),
            ("3-Tier means what?", None, "3-Tier means what?"),
            ("Query 1", None, "Query 1"),
            ("7.", None, "7."),
        ] {
            assert_eq!(numbered(text), (number, rest), "{text}");
        }
    }
}
