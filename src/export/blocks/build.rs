//! From the report to its blocks: every label and sentence of the scorecard.

use super::{
    Block, Competencies, Competency, Decision, Fact, Head, Line, PointList, Points, Question,
    Questions, Score, Section, Verification,
};
use crate::domain::event::Recommendation;
use crate::domain::question::Effect;
use crate::domain::scorecard::{
    AmendmentRow, AnchorRow, CompetencyRow, Evidence, FlagRow, QuestionResult, QuestionRow,
    Scorecard, Status, UnscoredRow,
};
use crate::domain::timer::clock_text;
use crate::export::words::{
    SEAL, count, day_and_time, evidence, local_time, point, question_list, sentence,
};

pub fn blocks(card: &Scorecard) -> Vec<Block> {
    let mut blocks = vec![Block::Head(head(card))];
    if card.status != Status::NoShow {
        blocks.extend([
            Block::Decision(decision(card)),
            Block::Competencies(competencies(card)),
            Block::Points(strengths_and_concerns(card)),
            Block::Questions(questions(card)),
        ]);
        blocks.extend(added(card).map(Block::Questions));
    }
    blocks.extend([unplanned(card), whole_interview(card), amendments(card)].into_iter().flatten());
    blocks.push(Block::Verification(verification(card)));
    if card.private_notes_left_out > 0 {
        let notes = count(card.private_notes_left_out, "private note");
        blocks.push(Block::Footnote(format!("{notes} left out of this copy")));
    }
    blocks.extend(card.seal.as_ref().map(|_| Block::Footnote(SEAL.to_owned())));
    blocks
}

fn fact(label: impl Into<String>, value: impl Into<String>) -> Fact {
    Fact { label: label.into(), value: value.into() }
}

fn head(card: &Scorecard) -> Head {
    let started = local_time(card.started_wall_ms, card.utc_offset_minutes);
    let date = match started {
        Some(at) => fact(at.format("Date (UTC%:z)").to_string(), day_and_time(at)),
        None => fact("Date", "not started"),
    };
    let [spent, planned, on_questions] =
        [card.spent_ms, card.planned_ms, card.on_questions_ms].map(|ms| ms / 60_000);
    let time = format!("{spent} of {planned} min, {on_questions} on questions");
    Head {
        status: status(card),
        candidate: fact("Candidate", &card.candidate),
        role: fact("Role", &card.role),
        facts: vec![date, fact("Interviewer", &card.interviewer), fact("Interview time", time)],
        ended_early: card.ended_early.as_ref().map(|reason| fact("Ended early", reason)),
    }
}

/// A lost part comes first: it weighs more than anything else.
fn status(card: &Scorecard) -> Option<String> {
    if let Some(why) = &card.incomplete {
        return Some(format!("INCOMPLETE: {why}"));
    }
    match (card.status, card.amendments.len()) {
        (Status::Draft, _) => Some("DRAFT: not submitted, may still change".to_owned()),
        (Status::Discarded, _) => Some("DISCARDED before submission".to_owned()),
        (Status::NoShow, _) => Some("NO-SHOW: nothing was assessed".to_owned()),
        (Status::Submitted, 0) => None,
        (Status::Submitted, amendments) => {
            let changes = count(amendments, "change");
            Some(format!("AMENDED after submission: {changes}, listed at the end"))
        }
    }
}

fn decision(card: &Scorecard) -> Decision {
    let (choice, reason) = recommendation(card);
    let (score, coverage) = match &card.overall {
        Some(overall) => (
            given(&overall.score, overall.tenths),
            vec![
                format!(
                    "Average of {} of {} competencies, equally weighted",
                    overall.competencies_scored, overall.competencies_planned
                ),
                format!(
                    "{} of {} questions scored",
                    overall.questions_scored, overall.questions_planned
                ),
            ],
        ),
        None => {
            let questions = count(card.questions.len(), "question");
            (Score::Missing(NO_SCORE.to_owned()), vec![format!("0 of {questions} scored")])
        }
    };
    let required = card.overall.as_ref().map_or(0, |overall| overall.required_unscored);
    let warning =
        (required > 0).then(|| format!("{} unscored", count(required, "required question")));
    Decision {
        recommendation: fact("Recommendation", choice),
        choices: choices(),
        reason: fact("Reason for the recommendation", reason),
        score_label: "Overall score",
        score,
        coverage,
        warning,
    }
}

/// `Strong no, No, Yes, Strong yes or No decision`.
fn choices() -> String {
    let labels = Recommendation::ALL.map(Recommendation::label);
    let (last, others) = labels.split_last().unwrap_or((&"", &[]));
    format!("{} or {last}", others.join(", "))
}

fn given(figure: &str, tenths: u16) -> Score {
    let share = (f32::from(tenths) / 50.0).clamp(0.0, 1.0);
    Score::Given { figure: figure.to_owned(), share }
}

const NO_SCORE: &str = "No score";

fn recommendation(card: &Scorecard) -> (&'static str, String) {
    let Some(row) = &card.recommendation else {
        let is_final = card.status == Status::Submitted;
        return (if is_final { "None given" } else { "No recommendation yet" }, String::new());
    };
    let reason = if row.reason.trim().is_empty() { "No reason given" } else { &row.reason };
    let reason = match &row.submitted {
        Some(before) => format!("Amended; submitted as {}. {reason}", before.label),
        None => reason.to_owned(),
    };
    (row.label, reason)
}

fn competencies(card: &Scorecard) -> Competencies {
    Competencies {
        title: "Competencies",
        rows: card.competencies.iter().map(competency).collect(),
        note: "Average per competency, 1–5. Unscored questions are left out of averages. Each score \
               was given against a written anchor, shown with its question.",
    }
}

fn competency(row: &CompetencyRow) -> Competency {
    let score = match (&row.score, row.tenths) {
        (Some(figure), Some(tenths)) => given(figure, tenths),
        _ => Score::Missing(NO_SCORE.to_owned()),
    };
    let planned = row.scored.len() + row.unscored.len();
    let scored = (!row.scored.is_empty()).then(|| {
        format!("{} of {planned} scored: {}", row.scored.len(), question_list(&row.scored))
    });
    let unscored = (!row.unscored.is_empty()).then(|| unscored(&row.unscored));
    let basis = scored.into_iter().chain(unscored).collect::<Vec<_>>().join("; ");
    Competency { title: row.title.clone(), score, basis }
}

/// `question 4 skipped, questions 5 and 6 not asked`.
fn unscored(rows: &[UnscoredRow]) -> String {
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

fn strengths_and_concerns(card: &Scorecard) -> Points {
    let list = |title, sign, points: &[Evidence]| PointList {
        title,
        sign,
        none: "None noted",
        points: points.iter().map(point).collect(),
    };
    Points {
        title: "Strengths and concerns",
        lists: [list("Strengths", "+", &card.strengths), list("Concerns", "−", &card.concerns)],
    }
}

fn questions(card: &Scorecard) -> Questions {
    Questions {
        title: "Questions",
        note: "Each with its score, anchor and notes; times are from the start of the interview",
        rows: card.questions.iter().map(question).collect(),
    }
}

fn added(card: &Scorecard) -> Option<Questions> {
    (!card.added.is_empty()).then(|| Questions {
        title: "Added questions",
        note: "Not part of the set: scored against their own anchors, left out of averages",
        rows: card.added.iter().map(question).collect(),
    })
}

fn question(row: &QuestionRow) -> Question {
    let required = if row.required { "required" } else { "optional" };
    let over_ms = row.spent_ms.saturating_sub(row.budget_ms);
    Question {
        title: format!("{}. {}", row.number, row.name()),
        facts: format!(
            "{} · {} · {} · {required}",
            row.level.label(),
            row.kind.label(),
            row.competency
        ),
        prompt: row.prompt.clone(),
        score: match &row.result {
            QuestionResult::Scored { step, .. } => given(&step.to_string(), u16::from(*step) * 10),
            result => Score::Missing(result.label()),
        },
        amended: row.submitted.as_ref().map(|before| format!("Amended; submitted as {before}")),
        lines: lines(row),
        time: format!("Time: {} of {}", clock_text(row.spent_ms), clock_text(row.budget_ms)),
        over: (over_ms >= 1000).then(|| format!("{} over", clock_text(over_ms))),
    }
}

/// Why the question has its score or has none; then what was noted and asked.
fn lines(row: &QuestionRow) -> Vec<Line> {
    let mut lines = result(&row.result);
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
    if let Some(changed_ms) = row.changed_budget_ms {
        lines.push(Line::Caption(format!(
            "Time changed during the interview to {}",
            clock_text(changed_ms)
        )));
    }
    lines.extend(
        row.hash.as_ref().map(|hash| Line::Caption(format!("Hash of the question: {hash}"))),
    );
    if let Some(material) = row.candidate_material.as_ref().filter(|_| row.asked) {
        let shown = count(material.lines().count(), "line");
        lines.push(Line::Caption(format!(
            "The candidate also saw {shown} of code or data, kept in the session file"
        )));
    }
    lines
}

/// Which points were heard, and of how many; nothing where none is known or it was not asked.
fn points(row: &QuestionRow) -> Vec<Line> {
    let Some(points) = row.points.as_ref().filter(|_| row.asked) else { return Vec::new() };
    let heard = points.heard.iter().map(|point| Line::Ticked {
        at: clock_text(point.at_ms),
        text: format!("{}: {}", sentence(point.at.label()), point.text),
    });
    let head = Line::Caption(format!("Points heard: {}", points.words()));
    std::iter::once(head).chain(heard).collect()
}

fn result(result: &QuestionResult) -> Vec<Line> {
    let reason = match result {
        QuestionResult::Scored { anchors, .. } => {
            let between = match anchors.as_slice() {
                [below, above] => {
                    let words = format!("Between anchors {} and {}", below.step, above.step);
                    Some(Line::Caption(words))
                }
                _ => None,
            };
            let anchor = |row: &AnchorRow| Line::Anchor { step: row.step, text: row.text.clone() };
            return between.into_iter().chain(anchors.iter().map(anchor)).collect();
        }
        QuestionResult::NotAssessed { reason } => reason.as_deref().unwrap_or("No reason given"),
        QuestionResult::Skipped { reason } => reason,
        QuestionResult::Unscored => "No score given",
        QuestionResult::NotAsked => "Not reached",
    };
    vec![Line::Text(reason.to_owned()), Line::Caption("Not averaged".to_owned())]
}

fn note(note: &Evidence) -> Line {
    Line::Note { at: clock_text(note.at_ms), text: evidence(note) }
}

fn unplanned(card: &Scorecard) -> Option<Block> {
    let lines = card.unplanned.iter().map(note).collect();
    section("Questions outside the set", Some("Not scored"), lines)
}

/// Every note on the whole interview, strengths and concerns included: among the points they stand
/// without their time, and on a full first page only in part.
fn whole_interview(card: &Scorecard) -> Option<Block> {
    let points = card.strengths.iter().chain(&card.concerns);
    let points = points.filter(|point| point.question.is_none());
    let mut notes: Vec<&Evidence> = points.chain(&card.remarks).collect();
    notes.sort_by_key(|note| note.at_ms);
    section("General notes", None, notes.into_iter().map(note).collect())
}

fn amendments(card: &Scorecard) -> Option<Block> {
    let amendment = |row: &AmendmentRow| {
        let when = local_time(Some(row.wall_ms), row.utc_offset_minutes);
        let head =
            when.map_or(row.what.clone(), |at| format!("{}. {}", day_and_time(at), row.what));
        Line::Entry { head, text: row.reason.clone() }
    };
    let submitted = card.recommendation.as_ref().and_then(|row| row.submitted.as_ref());
    let submitted = submitted.map(|row| Line::Entry {
        head: format!("Submitted recommendation: {}", row.label),
        text: row.reason.clone(),
    });
    let lines = card.amendments.iter().map(amendment).chain(submitted).collect();
    section("Amendments", None, lines)
}

/// `None` where there is nothing to list.
fn section(title: &'static str, note: Option<&'static str>, lines: Vec<Line>) -> Option<Block> {
    (!lines.is_empty()).then_some(Block::Section(Section { title, note, lines }))
}

fn verification(card: &Scorecard) -> Verification {
    let set = format!("{} (for {})", card.set_title, card.seniority.label());
    let seal = card.seal.as_ref().map(|seal| fact("Session seal", seal));
    Verification {
        title: "Verification",
        set: fact("Question set", set),
        hashes: [fact("Set hash", &card.set_hash)].into_iter().chain(seal).collect(),
        note: "Scorecards with the same set hash share their questions and anchors. Compare only \
               questions scored on both.",
    }
}
