//! From the report to its blocks: the first page, and what stands after the questions.

use super::claims::claims;
use super::open_points::open_points;
use super::questions::{added, asked_outside, note, questions};
use super::timeline::timeline;
use super::{
    Block, Competencies, Competency, Decision, Fact, HOW_TO_READ, Head, Line, Score, Section,
};
use crate::domain::event::Recommendation;
use crate::domain::scorecard::{
    AmendmentRow, AnchorRow, CompetencyRow, Evidence, QuestionResult, QuestionRow, Scorecard,
    Status,
};
use crate::domain::timer::clock_text;
use crate::export::words::{SEAL, count, day_and_time, listed, local_time, short_hash};

pub fn blocks(card: &Scorecard) -> Vec<Block> {
    let mut blocks = vec![Block::Head(head(card))];
    if card.status != Status::NoShow {
        blocks.extend([
            Block::Decision(decision(card)),
            Block::Competencies(competencies(card)),
            Block::Claims(claims(card)),
            Block::Timeline(timeline(card)),
            Block::Open(open_points(card)),
            Block::Questions(questions(card)),
        ]);
        blocks.extend(added(card).map(Block::Questions));
    }
    blocks.extend(
        [asked_outside(card), whole_interview(card), amendments(card)].into_iter().flatten(),
    );
    if card.status != Status::NoShow {
        blocks.push(scale(card));
    }
    blocks.push(provenance(card));
    blocks
}

pub fn fact(label: impl Into<String>, value: impl Into<String>) -> Fact {
    Fact { label: label.into(), value: value.into() }
}

/// The name of the question with this number.
pub fn name(card: &Scorecard, number: usize) -> &str {
    let mut rows = card.questions.iter().chain(&card.added);
    rows.find(|row| row.number == number).map_or("a question", QuestionRow::name)
}

fn head(card: &Scorecard) -> Head {
    let started = local_time(card.started_wall_ms, card.utc_offset_minutes);
    let date = match started {
        Some(at) => fact(at.format("Date (UTC%:z)").to_string(), day_and_time(at)),
        None => fact("Date", "not started"),
    };
    let [spent, planned] = [card.spent_ms, card.planned_ms].map(clock_text);
    let set = format!("Question set {}", short_hash(&card.set_hash));
    let ended_early = card.ended_early.as_ref().map(|reason| format!("Ended early: {reason}"));
    Head {
        status: status(card)
            .into_iter()
            .chain(ended_early)
            .reduce(|one, other| format!("{one} · {other}")),
        candidate: fact("Candidate", &card.candidate),
        role: fact("Role", &card.role),
        facts: vec![
            date,
            fact("Interviewer", &card.interviewer),
            fact("Interview time", format!("{spent} of {planned}")),
            fact(set, &card.set_title),
        ],
    }
}

/// What a reader must not take the scorecard for. A lost part comes first: it weighs more than
/// anything else.
pub fn status(card: &Scorecard) -> Option<String> {
    if let Some(why) = &card.incomplete {
        return Some(format!("INCOMPLETE: {why}"));
    }
    match (card.status, card.amendments.len()) {
        (Status::Draft, _) => Some("Draft, not submitted".to_owned()),
        (Status::Discarded, _) => Some("Discarded before submission".to_owned()),
        (Status::NoShow, _) => Some("No-show: nothing was assessed".to_owned()),
        (Status::Submitted, 0) => None,
        (Status::Submitted, _) => Some(amended(card)),
    }
}

/// When, and how many changes.
fn amended(card: &Scorecard) -> String {
    let last = card.amendments.last();
    let at = last.and_then(|row| local_time(Some(row.wall_ms), row.utc_offset_minutes));
    let day = at.map_or(String::new(), |at| format!(" on {}", at.format("%-d %B %Y")));
    format!("Amended after submission{day}: {}", count(card.amendments.len(), "change"))
}

fn decision(card: &Scorecard) -> Decision {
    let row = card.recommendation.as_ref();
    let label = match row {
        Some(row) => row.label,
        None if card.status == Status::Submitted => "None given",
        None => "No recommendation yet",
    };
    let reason = match row {
        Some(row) if row.reason.trim().is_empty() => "No reason given",
        Some(row) => &row.reason,
        None => "",
    };
    let (score, coverage) = match &card.overall {
        Some(overall) => (
            given(&overall.score, overall.tenths),
            vec![
                format!(
                    "Mean of {} of {} competencies",
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
    let bare = card.questions.iter().filter(|row| row.result.is_scored() && !is_noted(row)).count();
    let mut coverage = coverage;
    if bare > 0 {
        coverage.push(format!("{} without a note", count(bare, "score")));
    }
    let required = card.overall.as_ref().map_or(0, |overall| overall.required_unscored);
    let chosen = row.map(|row| row.choice);
    Decision {
        recommendation: fact("Recommendation", label),
        choices: Recommendation::ALL.map(|one| (one.label(), chosen == Some(one))).into(),
        submitted: row
            .and_then(|row| row.submitted.as_ref())
            .map(|before| format!("Submitted as {}", before.label)),
        reason: fact("Reason for the recommendation", reason),
        changes: (!card.amendments.is_empty()).then(|| {
            let changes: Vec<&str> = card.amendments.iter().map(|row| row.what.as_str()).collect();
            changes.join("; ")
        }),
        score_label: "Overall score",
        score,
        submitted_score: card
            .overall
            .as_ref()
            .and_then(|overall| overall.submitted.as_ref())
            .map(|before| format!("Submitted as {before}")),
        coverage,
        warning: (required > 0)
            .then(|| format!("{} unscored", count(required, "required question"))),
    }
}

/// Something was noted or heard that a score can rest on.
pub fn is_noted(row: &QuestionRow) -> bool {
    let heard = row.points.as_ref().is_some_and(|points| !points.heard.is_empty());
    heard || !row.evidence.is_empty() || !row.flags.is_empty()
}

pub fn given(figure: &str, tenths: u16) -> Score {
    Score::Given { figure: figure.to_owned(), tenths }
}

const NO_SCORE: &str = "No score";

fn competencies(card: &Scorecard) -> Competencies {
    Competencies {
        title: "Competencies",
        rows: card.competencies.iter().map(|row| competency(card, row)).collect(),
        note: "Each is the mean of its scored questions",
    }
}

fn competency(card: &Scorecard, row: &CompetencyRow) -> Competency {
    let score = match (&row.score, row.tenths) {
        (Some(figure), Some(tenths)) => given(figure, tenths),
        _ => Score::Missing(NO_SCORE.to_owned()),
    };
    let scored = row.scored.iter().map(|number| scored(card, *number));
    let scored = scored.collect::<Vec<_>>().join(", ");
    let basis = [scored, without_score(card, row)];
    let basis = basis.into_iter().filter(|words| !words.is_empty()).collect::<Vec<_>>().join("; ");
    Competency { title: row.title.clone(), score, basis }
}

/// `Slow page 4`.
fn scored(card: &Scorecard, number: usize) -> String {
    let row = card.questions.iter().find(|row| row.number == number);
    match row.map(|row| (row.name(), &row.result)) {
        Some((name, QuestionResult::Scored { step, .. })) => format!("{name} {step}"),
        _ => name(card, number).to_owned(),
    }
}

/// `Six audit findings: skipped, Slow page and Old job: not asked`.
pub fn without_score(card: &Scorecard, row: &CompetencyRow) -> String {
    let mut labels: Vec<&str> = Vec::new();
    for row in &row.unscored {
        if !labels.contains(&row.label.as_str()) {
            labels.push(&row.label);
        }
    }
    let of = |label: &str| {
        let rows = row.unscored.iter().filter(|row| row.label == label);
        let names: Vec<String> = rows.map(|row| name(card, row.question).to_owned()).collect();
        format!("{}: {}", listed(&names), label.to_lowercase())
    };
    labels.into_iter().map(of).collect::<Vec<_>>().join(", ")
}

/// Every note on the whole interview, strengths and concerns included: on a full first page they
/// stand only in part.
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
pub fn section(title: &'static str, note: Option<&'static str>, lines: Vec<Line>) -> Option<Block> {
    (!lines.is_empty()).then_some(Block::Section(Section { title, note, lines }))
}

const HOW_SCORES_ARE_MADE: &str = "A question's score is the step whose description fits the answer best; 2 and 4 lie between two \
     descriptions. A competency's score is the mean of its scored questions. The overall score is \
     the mean of the competencies that have one, each with the same weight, to one decimal. \
     Questions that were skipped, not assessed, not asked or added during the interview are listed \
     and never averaged. The recommendation is the interviewer's own: nothing computes it.";

fn scale(card: &Scorecard) -> Block {
    let anchor =
        |row: &AnchorRow| Line::Anchor { label: row.step.to_string(), text: row.text.clone() };
    let general = card.scale.iter().map(anchor);
    let mut lines = vec![Line::Text(HOW_SCORES_ARE_MADE.to_owned())];
    if !card.scale.is_empty() {
        let words = "Where a question describes no steps of its own, this general scale stands in";
        lines.push(Line::Caption(words.to_owned()));
    }
    lines.extend(general);
    Block::Section(Section { title: HOW_TO_READ, note: None, lines })
}

/// What identifies the scorecard, what it leaves out, and what proves what.
fn provenance(card: &Scorecard) -> Block {
    let set = format!("{} (for {})", card.set_title, card.seniority.label());
    let hash = |head: &str, text: &str| Line::Hash { head: head.to_owned(), text: text.to_owned() };
    let mut lines = vec![
        Line::Entry { head: "Question set".to_owned(), text: set },
        hash("Hash of the question set (SHA-256)", &card.set_hash),
        Line::Caption(
            "Scorecards with the same hash share their questions and anchors; compare only \
             questions that are scored on both"
                .to_owned(),
        ),
    ];
    if let Some(seal) = &card.seal {
        lines.push(hash("Session seal (SHA-256)", seal));
        lines.push(Line::Caption(SEAL.to_owned()));
        lines
            .extend(card.signature.as_deref().map(|words| hash("Signature of the session", words)));
    }
    if card.private_notes_left_out > 0 {
        let notes = count(card.private_notes_left_out, "private note");
        lines.push(Line::Caption(format!("{notes} left out of this copy")));
    }
    Block::Section(Section { title: "Provenance", note: None, lines })
}
