//! The wording that every export shares.

use chrono::{DateTime, FixedOffset};

use crate::domain::event::NoteTag;
use crate::domain::scorecard::{Evidence, QuestionRow};
use crate::domain::timer::clock_text;

pub use crate::domain::words::count;

/// A wall-clock time where the interviewer was.
pub fn local_time(wall_ms: Option<i64>, offset_minutes: i16) -> Option<DateTime<FixedOffset>> {
    let offset = FixedOffset::east_opt(i32::from(offset_minutes) * 60)?;
    Some(DateTime::from_timestamp_millis(wall_ms?)?.with_timezone(&offset))
}

/// `12 October 2026, 09:32`.
pub fn day_and_time(at: DateTime<FixedOffset>) -> String {
    at.format("%-d %B %Y, %H:%M").to_string()
}

/// `question 4`, `questions 2 and 4`, `questions 2, 4 and 5`.
pub fn question_list(numbers: &[usize]) -> String {
    let texts: Vec<String> = numbers.iter().map(ToString::to_string).collect();
    match texts.split_last() {
        None => "no question".to_owned(),
        Some((one, [])) => format!("question {one}"),
        Some((last, rest)) => format!("questions {} and {last}", rest.join(", ")),
    }
}

/// `Slow page`, `Slow page and Old job`, `Slow page, Old job and Late key`.
pub fn listed(names: &[String]) -> String {
    match names.split_last() {
        None => String::new(),
        Some((one, [])) => one.clone(),
        Some((last, rest)) => format!("{} and {last}", rest.join(", ")),
    }
}

/// By how much a question was over its budget: `02:06 over`.
pub fn over_words(row: &QuestionRow) -> Option<String> {
    let over_ms = row.spent_ms.saturating_sub(row.budget_ms);
    (over_ms >= 1000).then(|| format!("{} over", clock_text(over_ms)))
}

/// Enough of a hash to tell one from another at a glance.
pub fn short_hash(hash: &str) -> String {
    hash.chars().take(12).collect()
}

/// Words that stand alone begin with a capital letter.
pub fn sentence(words: &str) -> String {
    let mut letters = words.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string());
    first.unwrap_or_default() + letters.as_str()
}

/// With what it is evidence of.
pub fn evidence(evidence: &Evidence) -> String {
    let private = private_mark(evidence);
    match evidence.tag {
        NoteTag::Strength => format!("{private}Strength: {}", evidence.text),
        NoteTag::Concern => format!("{private}Concern: {}", evidence.text),
        NoteTag::Quote => format!("{private}“{}”", evidence.text),
        NoteTag::Plain => format!("{private}{}", evidence.text),
    }
}

pub fn private_mark(evidence: &Evidence) -> &'static str {
    if evidence.private { "[private note] " } else { "" }
}

/// With the question it belongs to.
pub fn point(evidence: &Evidence) -> String {
    let private = private_mark(evidence);
    match evidence.question {
        Some(number) => format!("{private}{} (question {number})", evidence.text),
        None => format!("{private}{}", evidence.text),
    }
}

/// What the seal proves, and what it does not.
pub const SEAL: &str = "The seal is a hash of every event up to submission: change one, and it no longer \
                        matches. By itself it names nobody.";

/// What travels with the page.
pub const ATTACHED: &str = "The session itself is attached to this file: Plumbline opens the file and \
                                 restores it. “plumbline verify” tells whether the file was changed since \
                                 its export, and which key signed it.";
