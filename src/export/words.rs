//! The wording that every export shares.

use chrono::{DateTime, FixedOffset};

use crate::domain::event::NoteTag;
use crate::domain::scorecard::Evidence;

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

fn private_mark(evidence: &Evidence) -> &'static str {
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
pub const SEAL: &str = "The session seal is a hash of every event up to submission: change one, and \
                        it no longer matches. It is not a signature: anyone with the whole session \
                        file can make a new one.";
