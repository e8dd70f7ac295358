//! The scorecard in words: what every export says the same way.

use chrono::{DateTime, FixedOffset};

use crate::domain::event::NoteTag;
use crate::domain::scorecard::{AmendmentRow, Evidence, Overall, Scorecard, Status, UnscoredRow};

/// A wall-clock time where the interviewer was.
pub fn local_time(wall_ms: Option<i64>, offset_minutes: i16) -> Option<DateTime<FixedOffset>> {
    let offset = FixedOffset::east_opt(i32::from(offset_minutes) * 60)?;
    Some(DateTime::from_timestamp_millis(wall_ms?)?.with_timezone(&offset))
}

/// A day and a time as a person reads them: `12 October 2026, 09:32`.
pub fn day_and_time(at: DateTime<FixedOffset>) -> String {
    at.format("%-d %B %Y, %H:%M").to_string()
}

/// When an amendment was made and what it changed.
pub fn amendment(row: &AmendmentRow) -> String {
    let when = local_time(Some(row.wall_ms), row.utc_offset_minutes);
    when.map_or(row.what.clone(), |at| format!("{}. {}", day_and_time(at), row.what))
}

/// `1 question`, `2 questions`.
pub fn count(number: usize, noun: &str) -> String {
    if number == 1 { format!("1 {noun}") } else { format!("{number} {noun}s") }
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

/// `question 4 skipped, questions 5 and 6 not asked`.
pub fn unscored(rows: &[UnscoredRow]) -> String {
    let mut labels: Vec<&str> = Vec::new();
    for row in rows {
        if !labels.contains(&row.label.as_str()) {
            labels.push(&row.label);
        }
    }
    let of = |label: &str| {
        let rows = rows.iter().filter(|row| row.label == label);
        let numbers: Vec<usize> = rows.map(|row| row.question).collect();
        format!("{} {}", question_list(&numbers), label.to_lowercase())
    };
    labels.into_iter().map(of).collect::<Vec<_>>().join(", ")
}

/// What the overall score is the mean of: competencies, then questions.
pub fn coverage(overall: &Overall) -> [String; 2] {
    [
        format!(
            "mean of {} of {} competencies, equal weights",
            overall.competencies_scored, overall.competencies_planned
        ),
        format!("{} of {} questions scored", overall.questions_scored, overall.questions_planned),
    ]
}

/// Words that stand by themselves begin with a capital letter.
pub fn sentence(words: &str) -> String {
    let mut letters = words.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string());
    first.unwrap_or_default() + letters.as_str()
}

/// What the scorecard is not, or that it was changed; `None` where it is just submitted. A lost
/// part weighs more than anything else there is to say.
pub fn status(card: &Scorecard) -> Option<String> {
    if let Some(why) = &card.incomplete {
        return Some(format!("INCOMPLETE: {why}"));
    }
    match (card.status, card.amendments.len()) {
        (Status::Draft, _) => Some("DRAFT: not submitted, everything may still change".to_owned()),
        (Status::Discarded, _) => Some("DISCARDED: put aside before it was submitted".to_owned()),
        (Status::NoShow, _) => Some("The candidate did not come; nothing was assessed".to_owned()),
        (Status::Submitted, 0) => None,
        (Status::Submitted, amendments) => {
            let changes = count(amendments, "change");
            Some(format!("AMENDED after submission: {changes}, listed at the end"))
        }
    }
}

/// The recommendation and its reason, as far as they were given.
pub fn recommendation(card: &Scorecard) -> (String, String) {
    let Some(row) = &card.recommendation else {
        let label =
            if card.status == Status::Submitted { "None given" } else { "No recommendation yet" };
        return (label.to_owned(), String::new());
    };
    let reason = if row.reason.trim().is_empty() { "No reason given." } else { &row.reason };
    let reason = match &row.submitted {
        Some(before) => format!("Amended; submitted as {}. {reason}", before.label),
        None => reason.to_owned(),
    };
    (row.label.to_owned(), reason)
}

/// A piece of evidence in words, with what it is.
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

/// A strength or concern with the question it belongs to.
pub fn point(evidence: &Evidence) -> String {
    let private = private_mark(evidence);
    match evidence.question {
        Some(number) => format!("{private}{} (question {number})", evidence.text),
        None => format!("{private}{}", evidence.text),
    }
}

/// Why two scorecards may be compared, and how far.
pub const COMPARISON: &str = "Scorecards with the same set hash planned the same questions with the \
                              same anchors. Compare only questions that have a score on both.";

/// What the seal proves, and what it does not.
pub const SEAL: &str = "The session seal is a hash over every event up to submission: it no longer \
                        matches if one of them was changed afterwards. It is no signature: whoever \
                        holds the whole session file can make a new one.";
