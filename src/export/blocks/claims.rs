//! Strengths and concerns, each with what it rests on.

use super::build::name;
use super::{Claim, ClaimList, Claims};
use crate::domain::event::NoteTag;
use crate::domain::scorecard::{Evidence, QuestionRow, Scorecard};
use crate::domain::timer::clock_text;
use crate::export::words::private_mark;

pub fn claims(card: &Scorecard) -> Claims {
    let list = |title, sign, claims: &[Evidence]| ClaimList {
        title,
        sign,
        none: "None noted",
        claims: claims.iter().map(|evidence| claim(card, evidence)).collect(),
    };
    Claims {
        title: "Strengths and concerns",
        lists: [list("Strengths", "+", &card.strengths), list("Concerns", "–", &card.concerns)],
    }
}

fn claim(card: &Scorecard, evidence: &Evidence) -> Claim {
    let text = format!("{}{}", private_mark(evidence), evidence.text);
    let at = clock_text(evidence.at_ms);
    let Some(number) = evidence.question else {
        return Claim { text, support: GENERAL.to_owned(), is_supported: false };
    };
    let mut rows = card.questions.iter().chain(&card.added);
    let found = rows.find(|row| row.number == number).and_then(|row| found(row, evidence));
    let place = format!("{at} · {}", name(card, number));
    match found {
        Some(words) => Claim { text, support: format!("{place} · {words}"), is_supported: true },
        None => Claim { text, support: format!("{place} · {NONE}"), is_supported: false },
    }
}

const NONE: &str = "no evidence noted";
const GENERAL: &str = "On the whole interview · no evidence noted";

/// The candidate's words that were noted nearest to the claim on the same question; or else the nearest
/// plain note, or else the first point heard. With its time where that is another than the claim's.
fn found(row: &QuestionRow, claim: &Evidence) -> Option<String> {
    let time = |at_ms: u64| {
        let at = clock_text(at_ms);
        if at == clock_text(claim.at_ms) { String::new() } else { format!(" at {at}") }
    };
    let nearest = |tag| {
        let notes = row.evidence.iter().filter(|note| note.tag == tag);
        notes.min_by_key(|note| note.at_ms.abs_diff(claim.at_ms))
    };
    if let Some(quote) = nearest(NoteTag::Quote) {
        let words = format!("{}“{}”", private_mark(quote), quote.text);
        return Some(format!("said{}: {words}", time(quote.at_ms)));
    }
    if let Some(note) = nearest(NoteTag::Plain) {
        let words = format!("{}{}", private_mark(note), note.text);
        return Some(format!("noted{}: {words}", time(note.at_ms)));
    }
    // A point that was heard speaks for a strength, a red flag for a concern.
    match claim.tag {
        NoteTag::Strength => {
            let point = row.points.as_ref()?.heard.first()?;
            Some(format!("point heard{}: {}", time(point.at_ms), point.text))
        }
        _ => {
            let flag = row.flags.first()?;
            Some(format!("red flag{}: {}", time(flag.at_ms), flag.text))
        }
    }
}
