//! How much a text sounds like a question, by itself: a mark, a word that asks, a word that tells one to do.

use crate::import::words::{self, CHATTER, DENSE, INSIDE, LEADS, WEAK_LEADS};

/// Roughly from -3 (a statement) to 4.5 (a question beyond doubt).
pub fn score(text: &str) -> f32 {
    let text = text
        .trim()
        .trim_matches(|c: char| matches!(c, '"' | '“' | '”' | '*' | '_' | '«' | '»' | '\''))
        .trim();
    let length = text.chars().count();
    if length < 2 {
        return -2.0;
    }
    let lower: String = text.to_lowercase().chars().take(300).collect();
    let (marks, leads) = (marks(text), leads(&lower));
    // "Explain the difference." ends like a statement and is none.
    let mut score = leads + if leads >= 1.5 { marks.max(-0.3) } else { marks };
    if says_chatter(&lower) {
        score -= 4.5;
    }
    if text.contains("http://") || text.contains("https://") || lower.starts_with("www.") {
        score -= 1.5;
    }
    if length > 320 {
        score -= 1.5;
    }
    // What an answer is worth stands behind what is asked.
    if super::points::are_in(text) {
        score += 1.5;
    }
    score
}

/// Whether it is talk around the questions.
pub fn is_chatter(text: &str) -> bool {
    let lower: String = text.trim().to_lowercase().chars().take(300).collect();
    says_chatter(&lower)
}

fn says_chatter(lower: &str) -> bool {
    CHATTER
        .iter()
        .any(|phrase| lower.starts_with(phrase) || (phrase.len() > 12 && lower.contains(phrase)))
}

/// What its punctuation says.
fn marks(text: &str) -> f32 {
    let tail = text.trim_end_matches(|c: char| {
        c.is_whitespace()
            || matches!(c, ')' | '）' | '"' | '”' | '»' | '.' | '!' | '*' | '`' | '\'')
    });
    let bare = text.trim_end_matches(|c: char| {
        c.is_whitespace() || matches!(c, ')' | '）' | '"' | '”' | '»' | '*')
    });
    if tail.ends_with(['?', '？', '؟', '\u{37e}']) || text.starts_with('¿') {
        // "The truth?" is said to go on.
        return if text.split_whitespace().count() <= 2 && text.is_ascii() { 1.6 } else { 3.0 };
    }
    // A question followed by another sentence, or by what to do with it.
    let asks_inside = text.match_indices(['?', '？', '؟']).any(|(at, sign)| {
        text.get(at + sign.len()..).is_none_or(|rest| {
            rest.starts_with([' ', ')', '"', '”', '*', '，', ','])
                || rest.starts_with(|c: char| !c.is_ascii())
        })
    });
    if asks_inside {
        return if text.chars().count() < 260 { 2.0 } else { 0.8 };
    }
    let words = text.split_whitespace().count();
    if bare.ends_with(':') || bare.ends_with('：') {
        return if words <= 3 { -2.5 } else { -0.8 };
    }
    if bare.ends_with(['.', '。', ';', '；']) && words >= 3 {
        return -1.2;
    }
    if words > 40 { -1.5 } else { -0.3 }
}

/// What its words say: the first ones, or those of its last sentence.
fn leads(lower: &str) -> f32 {
    if DENSE.iter().any(|sign| lower.contains(sign)) {
        return if lower.chars().count() < 80 { 1.8 } else { 0.4 };
    }
    let inside = INSIDE.iter().any(|phrase| lower.contains(phrase));
    let first = lead(lower, inside);
    let last = lower
        .trim_end_matches(['.', ' ', ')'])
        .rsplit_once(". ")
        .map_or(0.0, |(_, last)| lead(last, false));
    let told_last = if last >= 1.5 && lower.chars().count() < 290 { last - 0.1 } else { 0.0 };
    let said = first.max(told_last);
    if said == 0.0 && inside && lower.chars().count() < 160 { 0.7 } else { said }
}

/// What the first word of a sentence says.
fn lead(lower: &str, inside: bool) -> f32 {
    let body = lower.trim_start_matches(|c: char| !c.is_alphanumeric());
    let body = ["please ", "briefly ", "bitte ", "por favor, "]
        .iter()
        .find_map(|word| body.strip_prefix(word))
        .unwrap_or(body);
    let first: &str = body
        .split(|c: char| !(c.is_alphanumeric() || matches!(c, '\'' | '’' | '-')))
        .next()
        .unwrap_or_default();
    if LEADS.contains(first) || words::is_imperative(first) {
        return 1.8;
    }
    if !WEAK_LEADS.contains(first) {
        return 0.0;
    }
    let second =
        body.get(first.len()..).unwrap_or_default().split_whitespace().next().unwrap_or_default();
    if inside || words::goes_with(first, second) { 1.5 } else { 0.5 }
}
