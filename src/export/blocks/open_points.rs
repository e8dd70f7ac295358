//! What this interview left open, for whoever talks to the candidate next.

use super::build::without_score;
use super::{OpenPoint, OpenPoints};
use crate::domain::question::Tier;
use crate::domain::scorecard::{QuestionRow, Scorecard};

pub fn open_points(card: &Scorecard) -> OpenPoints {
    OpenPoints {
        title: "For the next interviewer",
        items: no_score(card).chain(unscored(card)).chain(unheard(card)).collect(),
        none: "Nothing was left open: every competency has a score, and every core point was heard",
    }
}

/// Competencies about which nothing is known.
fn no_score(card: &Scorecard) -> impl Iterator<Item = OpenPoint> {
    let rows = card.competencies.iter().filter(|row| row.score.is_none());
    rows.map(|row| {
        let of = |number: usize| card.questions.iter().find(|question| question.number == number);
        let questions = row.unscored.iter().filter_map(|row| of(row.question));
        let words: Vec<String> = questions
            .map(|question| format!("{}: {}", question.name(), question.result.in_words()))
            .collect();
        OpenPoint {
            label: format!("{}, no score", row.title),
            value: words.join("; "),
            short: without_score(card, row),
        }
    })
}

/// Required questions without a score, where the competency has one from another question.
fn unscored(card: &Scorecard) -> impl Iterator<Item = OpenPoint> {
    let is_known = |row: &QuestionRow| {
        let mut competencies = card.competencies.iter();
        competencies.any(|known| known.title == row.competency && known.score.is_some())
    };
    let rows = card.questions.iter();
    let rows = rows.filter(move |row| row.required && !row.result.is_scored() && is_known(row));
    rows.map(|row| OpenPoint {
        label: row.name().to_owned(),
        value: row.result.in_words(),
        short: row.result.label().to_lowercase(),
    })
}

/// Core points of scored questions that did not come up.
fn unheard(card: &Scorecard) -> impl Iterator<Item = OpenPoint> {
    let rows = card.questions.iter().filter(|row| row.result.is_scored());
    rows.filter_map(|row| {
        let missed = row.points.as_ref()?.missed.iter().filter(|point| point.at == Tier::Core);
        let missed: Vec<&str> = missed.map(|point| point.text.as_str()).collect();
        let short = match missed.as_slice() {
            [] => return None,
            [one] => format!("not mentioned: {one}"),
            [one, rest @ ..] => format!("not mentioned: {one}; and {} more", rest.len()),
        };
        let value = format!("not mentioned: {}", missed.join("; "));
        Some(OpenPoint { label: row.name().to_owned(), value, short })
    })
}
