//! One question after the other: what was asked, what was said, then what the rubric says.

use super::build::{given, section};
use super::{Block, Line, Question, Questions, Score};
use crate::domain::question::{Effect, Tier};
use crate::domain::scorecard::{
    AnchorRow, Evidence, FlagRow, MissedRow, QuestionResult, QuestionRow, Scorecard,
};
use crate::domain::timer::clock_text;
use crate::export::words::{evidence, over_words, sentence};

pub fn questions(card: &Scorecard) -> Questions {
    Questions {
        title: "Questions",
        note: "First what the candidate said and what the interviewer noted, with its time from the start; \
               below it, in grey, what the rubric says of the score",
        rows: card.questions.iter().map(question).collect(),
    }
}

pub fn added(card: &Scorecard) -> Option<Questions> {
    (!card.added.is_empty()).then(|| Questions {
        title: "Added questions",
        note: "Not part of the set: scored against their own anchors, left out of every mean",
        rows: card.added.iter().map(question).collect(),
    })
}

pub fn asked_outside(card: &Scorecard) -> Option<Block> {
    let lines = card.unplanned.iter().map(note).collect();
    section("Questions outside the set", Some("Not scored"), lines)
}

fn question(row: &QuestionRow) -> Question {
    let required = if row.required { "required" } else { "optional" };
    let facts = [row.level.label(), row.kind.label(), &row.competency, required].join(" · ");
    let score = match &row.result {
        QuestionResult::Scored { step, .. } => given(&step.to_string(), u16::from(*step) * 10),
        result => Score::Missing(result.label()),
    };
    Question {
        title: format!("{}. {}", row.number, row.name()),
        facts,
        prompt: row.prompt.clone(),
        material: row.candidate_material.clone().filter(|_| row.asked),
        score,
        amended: row.submitted.as_ref().map(|before| format!("Submitted as {before}")),
        said: said(row),
        rubric: rubric(&row.result),
        time: format!("{} of {}", clock_text(row.spent_ms), clock_text(row.budget_ms)),
        over: over_words(row),
    }
}

/// Why the question has no score, where it has none; then what was noted, heard and asked.
fn said(row: &QuestionRow) -> Vec<Line> {
    let mut lines: Vec<Line> = reason(&row.result).map(Line::Text).into_iter().collect();
    lines.extend(row.evidence.iter().map(note));
    lines.extend(points(row));
    let flag = |flag: &FlagRow| Line::Ticked {
        at: clock_text(flag.at_ms),
        text: match flag.effect {
            Effect::Nothing => format!("Red flag: {}", flag.text),
            effect => format!("Red flag ({}): {}", effect.words(), flag.text),
        },
    };
    lines.extend(row.flags.iter().map(flag));
    lines
        .extend(row.probes.iter().map(|probe| Line::Authored(format!("Follow-up asked: {probe}"))));
    if lines.is_empty() {
        lines.push(Line::Caption(NOTHING_NOTED.to_owned()));
    }
    if let Some(changed_ms) = row.changed_budget_ms {
        let to = clock_text(changed_ms);
        lines.push(Line::Caption(format!("Its time was changed during the interview to {to}")));
    }
    lines.extend(
        row.hash
            .as_ref()
            .map(|hash| Line::Hash { head: "Hash of the question".to_owned(), text: hash.clone() }),
    );
    lines
}

const NOTHING_NOTED: &str = "Nothing was noted";

/// Which points were heard, of how many, and of a scored question which were not; nothing where none
/// is known, it was not asked, or nothing was judged.
fn points(row: &QuestionRow) -> Vec<Line> {
    let Some(points) = row.points.as_ref().filter(|_| row.asked) else { return Vec::new() };
    let is_scored = row.result.is_scored();
    if !is_scored && points.heard.is_empty() {
        return Vec::new();
    }
    let heard = points.heard.iter().map(|point| Line::Ticked {
        at: clock_text(point.at_ms),
        text: format!("{} · {}", sentence(point.at.label()), point.text),
    });
    let mut lines = vec![Line::Caption(format!("Points heard: {}", points.words()))];
    lines.extend(heard);
    for tier in [Tier::Core, Tier::Depth].into_iter().filter(|_| is_scored) {
        let missed = points.missed.iter().filter(|point| point.at == tier);
        let missed: Vec<&str> = missed.map(|MissedRow { text, .. }| text.as_str()).collect();
        if !missed.is_empty() {
            let words = format!("Not mentioned · {}: {}", tier.label(), missed.join("; "));
            lines.push(Line::Minor(words));
        }
    }
    lines
}

fn rubric(result: &QuestionResult) -> Vec<Line> {
    let QuestionResult::Scored { anchors, .. } = result else { return Vec::new() };
    let anchor = |row: &AnchorRow| Line::Anchor {
        label: format!("Rubric: anchor {}", row.step),
        text: row.text.clone(),
    };
    anchors.iter().map(anchor).collect()
}

/// Why there is no score.
fn reason(result: &QuestionResult) -> Option<String> {
    let words = match result {
        QuestionResult::Scored { .. } => return None,
        QuestionResult::NotAssessed { reason } => reason.as_deref().unwrap_or("No reason given"),
        QuestionResult::Skipped { reason } => reason,
        QuestionResult::Unscored => "Asked, and no score was given",
        QuestionResult::NotAsked => "The interview did not reach it",
    };
    Some(words.to_owned())
}

pub fn note(note: &Evidence) -> Line {
    Line::Note { at: clock_text(note.at_ms), text: evidence(note) }
}
