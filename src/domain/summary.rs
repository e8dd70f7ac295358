//! What a list shows of a session without opening it.

use serde::{Deserialize, Serialize};

use super::event::{Detail, Event};
use super::ids::SessionId;
use super::record::SessionRecord;
use super::scorecard::{Disclosure, Scorecard};
use super::session::{Answer, Phase, Session, Verdict};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Summary {
    pub id: SessionId,
    /// Or why it cannot be read.
    pub state: Result<Overview, String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Overview {
    /// Empty where it is not filled in.
    pub candidate: String,
    pub role: String,
    pub interviewer: String,
    pub set_title: String,
    pub phase: Phase,
    pub discarded: bool,
    /// UTC; until it begins, when it was planned.
    pub began_wall_ms: i64,
    /// UTC; its last event.
    pub touched_wall_ms: i64,
    /// The interviewer's, when it began.
    pub utc_offset_minutes: i16,
    /// The interviewer's, at the last event.
    pub touched_offset_minutes: i16,
    pub current: Option<usize>,
    pub questions: usize,
    pub scored: usize,
    /// Overall score and recommendation, once submitted.
    pub result: Option<String>,
}

impl Overview {
    /// Neither submitted nor given up.
    pub fn is_unfinished(&self) -> bool {
        !self.discarded
            && matches!(self.phase, Phase::Planned | Phase::Live | Phase::Paused | Phase::Finished)
    }

    /// Whether the candidate heard any of it.
    pub fn has_begun(&self) -> bool {
        !matches!(self.phase, Phase::Planned | Phase::NoShow)
    }

    pub fn status(&self) -> &'static str {
        match self.phase {
            _ if self.discarded => "Discarded",
            Phase::Planned => "Planned",
            Phase::Live => "Running",
            Phase::Paused => "Paused",
            Phase::Finished => "Wrap-up open",
            Phase::Submitted => "Submitted",
            Phase::NoShow => "No-show",
        }
    }

    /// The candidate's name, or what stands for it.
    pub fn name(&self) -> &str {
        if self.candidate.trim().is_empty() { "Candidate not named" } else { &self.candidate }
    }
}

/// Empty where the detail is not filled in.
pub fn detail_words<'r>(record: &'r SessionRecord, session: &Session, detail: Detail) -> &'r str {
    let text = session.details.get(&detail);
    text.and_then(|text| record.words(text)).unwrap_or_default()
}

impl Summary {
    pub fn of(record: &SessionRecord, session: &Session) -> Self {
        Self { id: record.id.clone(), state: Ok(Overview::of(record, session)) }
    }
}

impl Overview {
    pub fn of(record: &SessionRecord, session: &Session) -> Self {
        let words = |detail| detail_words(record, session, detail).to_owned();
        let wall = |event: Option<&Event>| event.map_or(0, |event| event.wall_ms);
        let is_scored = |answer: &&Answer| matches!(answer.outcome, Verdict::Scored(_));
        Self {
            candidate: words(Detail::Candidate),
            role: words(Detail::Role),
            interviewer: words(Detail::Interviewer),
            set_title: record.set.title.clone(),
            phase: session.phase,
            discarded: session.discarded,
            began_wall_ms: session.started_wall_ms.unwrap_or(wall(record.events.first())),
            touched_wall_ms: wall(record.events.last()),
            utc_offset_minutes: session.began_offset_minutes,
            touched_offset_minutes: session.utc_offset_minutes,
            current: session.on_stage(&record.set).map(|planned| planned.number),
            questions: session.order.len(),
            scored: session.answers.values().filter(is_scored).count(),
            result: result(record, session),
        }
    }

    /// In lower case.
    pub fn search_text(&self) -> String {
        let fields = [self.name(), &self.role, &self.interviewer, &self.set_title, self.status()];
        fields.join("\n").to_lowercase()
    }
}

fn result(record: &SessionRecord, session: &Session) -> Option<String> {
    if session.phase != Phase::Submitted {
        return None;
    }
    let card = Scorecard::build(record, Disclosure::default()).ok()?;
    let score =
        card.overall.map_or("no score".to_owned(), |overall| format!("{} of 5", overall.score));
    let choice = card.recommendation.map_or("none given", |row| row.label);
    Some(format!("{choice} · {score}"))
}
