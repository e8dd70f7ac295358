//! Which of our levels a document's own words mean.

use super::words::{FILLERS, HARDNESS, PEOPLE};
use crate::domain::level::Level;

/// The level that a heading, a cell or a mark states, if it states one.
pub fn stated(words: &str) -> Option<Level> {
    if let Some(level) = counted(words) {
        return Some(level);
    }
    let lower = words.to_lowercase();
    let tokens: Vec<&str> = lower
        .split(|c: char| !(c.is_alphanumeric() || matches!(c, '-' | '&')))
        .filter(|token| !token.is_empty())
        .collect();
    if tokens.is_empty() || tokens.len() > 9 {
        return by_signs(words);
    }
    let people: Vec<Level> = tokens.iter().filter_map(|token| PEOPLE.get(token).copied()).collect();
    let hardness: Vec<Level> =
        tokens.iter().filter_map(|token| HARDNESS.get(token).copied()).collect();
    let is_filler =
        |token: &&&str| FILLERS.contains(**token) || token.chars().all(|c| c.is_ascii_digit());
    let fillers = tokens.iter().filter(is_filler).count();
    let others = tokens.len() - people.len() - hardness.len() - fillers;
    let says_questions = tokens.iter().any(|token| {
        matches!(
            *token,
            "questions"
                | "question"
                | "level"
                | "difficulty"
                | "уровень"
                | "вопросы"
                | "fragen"
                | "preguntas"
                | "perguntas"
                | "niveau"
                | "nivel"
                | "nível"
        )
    });
    let mut levels = people
        .iter()
        .chain(hardness.iter().filter(|_| others == 0 || (says_questions && others <= 2)));
    let first = levels.next().copied();
    // "Junior to Senior" states none.
    let first = first.filter(|first| levels.all(|level| level == first));
    if first.is_some() && (others <= 3 || !people.is_empty() && others <= 5) {
        return first;
    }
    first.filter(|_| others <= 3).or_else(|| by_signs(words))
}

/// "Level 1" to "Level 5", and stars.
fn counted(words: &str) -> Option<Level> {
    let lower = words.trim().to_lowercase();
    for word in [
        "level",
        "уровень",
        "nivel",
        "nível",
        "niveau",
        "stufe",
        "tier",
        "lvl",
        "级别",
        "difficulty",
        "难度",
    ] {
        if let Some((before, after)) = lower.split_once(word)
            && before.chars().filter(|c| c.is_alphanumeric()).count() <= 3
        {
            let digits = after.trim_start_matches([' ', ':', '：', '#', '-', '–']);
            let number: String = digits.chars().take_while(char::is_ascii_digit).collect();
            if let Ok(number) = number.parse::<usize>()
                && let Some(index) = number.checked_sub(1)
                && let Some(level) = Level::ALL.get(index)
            {
                return Some(*level);
            }
        }
    }
    None
}

fn by_signs(words: &str) -> Option<Level> {
    let text: String = words.chars().filter(|c| !c.is_whitespace() && *c != '\u{fe0f}').collect();
    let count = text.chars().count();
    match text.chars().next()? {
        '🟢' if count == 1 => Some(Level::Beginner),
        '🟡' | '🟠' | '🔵' if count == 1 => Some(Level::Intermediate),
        '🔴' if count == 1 => Some(Level::Advanced),
        star @ ('⭐' | '★' | '🌶' | '🔥')
            if text.trim_end_matches('☆').chars().all(|c| c == star) =>
        {
            let stars = text.chars().filter(|c| *c == star).count();
            Level::ALL.get(..4)?.get(stars.checked_sub(1)?).copied()
        }
        _ => None,
    }
}
