//! Undo and redo: a step is taken back by another step, since records are append-only.
//!
//! What the person did in one go is one [`Act`], however many events record it.

use crate::domain::event::EventKind;
use crate::domain::ids::{QuestionId, TextId};
use crate::domain::record::SessionRecord;
use crate::domain::session::{Added, Answer, Note, Session, Verdict};
use crate::domain::text::TextRef;

/// Acts that can be undone, and acts that can be redone.
#[derive(Debug, Default)]
pub struct History {
    undo: Vec<Act>,
    redo: Vec<Act>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// Undo the last act.
    Back,
    /// Redo it.
    Again,
}

/// One thing the person did, and how to take it back.
#[derive(Debug)]
pub struct Act {
    pub back: Back,
    pub about: About,
}

#[derive(Debug)]
pub enum Back {
    Steps(Vec<EventKind>),
    /// Make the note as it was; `None`: not there.
    Note(TextId, Option<Note>),
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct About {
    /// `score 4 of question 2`.
    pub name: String,
    pub place: Place,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    Anywhere,
    /// With this question on stage; `None`: in the opening or the closing.
    Stage(Option<QuestionId>),
}

impl History {
    pub fn remember(&mut self, act: Act) {
        self.undo.push(act);
        self.redo.clear();
    }

    /// Forgets everything: something was done that no older act may be undone across.
    pub fn forget(&mut self) {
        *self = Self::default();
    }

    pub fn count(&self, way: Way) -> usize {
        self.side(way).len()
    }

    /// Whether the next act only puts a session aside or takes it up again: the only kind that a
    /// list shows.
    pub fn is_of_lists(&self, way: Way) -> bool {
        let is_of_lists =
            |kind: &EventKind| matches!(kind, EventKind::Discarded | EventKind::Restored);
        match self.side(way).last() {
            Some(Act { back: Back::Steps(steps), .. }) => steps.iter().all(is_of_lists),
            _ => false,
        }
    }

    pub fn pop(&mut self, way: Way) -> Option<Act> {
        match way {
            Way::Back => self.undo.pop(),
            Way::Again => self.redo.pop(),
        }
    }

    /// The way back over an act that [`History::pop`] gave.
    pub fn push_opposite(&mut self, way: Way, act: Act) {
        match way {
            Way::Back => self.redo.push(act),
            Way::Again => self.undo.push(act),
        }
    }

    fn side(&self, way: Way) -> &[Act] {
        match way {
            Way::Back => &self.undo,
            Way::Again => &self.redo,
        }
    }
}

impl Act {
    /// The act of one event, given the session before it; `None` where it is no act of its own, or
    /// nothing undoes it.
    pub fn of(record: &SessionRecord, before: &Session, kind: &EventKind) -> Option<Self> {
        let steps = inverse(before, kind);
        let about = || about(record, before, kind);
        (!steps.is_empty()).then(|| Self { back: Back::Steps(steps), about: about() })
    }

    /// What was done to a note, given how it was before; `None` where it is unchanged.
    pub fn of_note(
        record: &SessionRecord,
        session: &Session,
        note: &TextId,
        before: Option<Note>,
    ) -> Option<Self> {
        let after = session.note(note);
        let done = match (&before, after) {
            (None, None) => return None,
            (Some(before), Some(after)) if before == after => return None,
            (None, Some(_)) => "",
            (Some(_), Some(_)) => " (edit)",
            (Some(_), None) => " (removal)",
        };
        let shown = after.or(before.as_ref())?;
        let quoted = quote(record.words(&shown.text).unwrap_or("left out"));
        let on = shown.question.as_ref().and_then(|id| number(record, session, id));
        let on = on.map_or(String::new(), |number| format!(" on question {number}"));
        let name = format!("note {quoted}{on}{done}");
        let place = Place::Stage(shown.question.clone());
        Some(Self { back: Back::Note(note.clone(), before), about: About { name, place } })
    }
}

/// No older act may be undone across this step: that would surprise.
pub fn is_barrier(kind: &EventKind) -> bool {
    matches!(
        kind,
        EventKind::Described { .. }
            | EventKind::Recommended { .. }
            | EventKind::UnplannedAsked { .. }
            | EventKind::Finished { .. }
            | EventKind::Reopened { .. }
            | EventKind::Submitted { .. }
            | EventKind::NoShow
    )
}

/// The beginning of a text, to know it by: `“Split the table by…”`.
fn quote(words: &str) -> String {
    let mut signs = words.chars();
    let start: String =
        signs.by_ref().take(QUOTED).map(|c| if c == '\n' { ' ' } else { c }).collect();
    let more = if signs.next().is_some() { "…" } else { "" };
    format!("“{}{more}”", start.trim_end())
}

/// In characters.
const QUOTED: usize = 24;

fn number(record: &SessionRecord, session: &Session, id: &QuestionId) -> Option<usize> {
    session.find(&record.set, id).map(|planned| planned.number)
}

fn about(record: &SessionRecord, session: &Session, kind: &EventKind) -> About {
    let of = |id: &QuestionId| {
        let number = number(record, session, id);
        number.map_or("the question".to_owned(), |number| format!("question {number}"))
    };
    let on = |question: &QuestionId, name: String| About {
        name,
        place: Place::Stage(Some(question.clone())),
    };
    let anywhere = |name: &str| About { name: name.to_owned(), place: Place::Anywhere };
    match kind {
        EventKind::Scored { question, step } => {
            on(question, format!("score {} of {}", step.get(), of(question)))
        }
        EventKind::NotAssessed { question, .. } => {
            on(question, format!("“not assessed” for {}", of(question)))
        }
        EventKind::Skipped { question, .. } => on(question, format!("skip of {}", of(question))),
        EventKind::OutcomeCleared { question } => {
            on(question, format!("clearing of {}", of(question)))
        }
        EventKind::Marked { question, marked: true } => {
            on(question, format!("mark on {}", of(question)))
        }
        EventKind::Marked { question, marked: false } => {
            on(question, format!("unmarking of {}", of(question)))
        }
        EventKind::AskRuled { question, asked } => {
            let words = match asked {
                Some(true) => "as asked",
                Some(false) => "as not asked",
                None => "as asked or not",
            };
            on(question, format!("{} {words}", of(question)))
        }
        EventKind::ProbeAsked { question, probe, .. } => {
            on(question, format!("follow-up {} of {}", probe + 1, of(question)))
        }
        EventKind::PointHeard { question, point, .. } => {
            on(question, format!("point {} of {}", point + 1, of(question)))
        }
        EventKind::FlagRaised { question, flag, .. } => {
            on(question, format!("red flag {} of {}", flag + 1, of(question)))
        }
        EventKind::QuestionAdded { added, .. } => {
            anywhere(&format!("added question “{}”", added.item.question.name()))
        }
        EventKind::QuestionRemoved { question } => {
            anywhere(&format!("removal of {}", of(question)))
        }
        EventKind::QuestionMoved { question, .. } => {
            anywhere(&format!("new place of {}", of(question)))
        }
        EventKind::Budgeted { question, .. } => anywhere(&format!("new time for {}", of(question))),
        EventKind::NoteFronted { .. } => anywhere("choice for page 1"),
        EventKind::NoteMoved { .. } => anywhere("new place of a note"),
        EventKind::GapRuled { .. } => anywhere("time away"),
        EventKind::Discarded => anywhere("discard"),
        EventKind::Restored => anywhere("restore"),
        EventKind::Described { .. } => anywhere("details"),
        _ => anywhere("step"),
    }
}

/// What takes `kind` back, given the session before it; empty where nothing does. For notes see
/// [`note_steps`].
pub fn inverse(before: &Session, kind: &EventKind) -> Vec<EventKind> {
    match kind {
        EventKind::Scored { question, .. }
        | EventKind::NotAssessed { question, .. }
        | EventKind::Skipped { question, .. }
        | EventKind::OutcomeCleared { question } => outcome(before, question),
        EventKind::Marked { question, marked } => {
            vec![EventKind::Marked { question: question.clone(), marked: !marked }]
        }
        EventKind::ProbeAsked { question, probe, asked } => {
            vec![EventKind::ProbeAsked { question: question.clone(), probe: *probe, asked: !asked }]
        }
        EventKind::PointHeard { question, point, .. } => {
            let at_ms = before.answer(question).and_then(|it| it.points.get(point)).copied();
            let (question, point, heard) = (question.clone(), *point, at_ms.is_some());
            vec![EventKind::PointHeard { question, point, heard, at_ms }]
        }
        EventKind::FlagRaised { question, flag, .. } => {
            let at_ms = before.answer(question).and_then(|it| it.flags.get(flag)).copied();
            let (question, flag, raised) = (question.clone(), *flag, at_ms.is_some());
            vec![EventKind::FlagRaised { question, flag, raised, at_ms }]
        }
        EventKind::QuestionAdded { added, .. } => {
            vec![EventKind::QuestionRemoved { question: added.item.question.id.clone() }]
        }
        EventKind::QuestionRemoved { question } => {
            let is_it = |added: &&Added| added.question.item.question.id == *question;
            let added = before.added.iter().find(is_it);
            let back = added.map(|added| EventKind::QuestionAdded {
                added: Box::new((*added.question).clone()),
                hash: added.hash,
                before: before.behind(question).cloned(),
                at_ms: Some(added.at_ms),
            });
            back.into_iter().collect()
        }
        EventKind::QuestionMoved { question, .. } => {
            let (question, before) = (question.clone(), before.behind(question).cloned());
            vec![EventKind::QuestionMoved { question, before }]
        }
        EventKind::Budgeted { question, .. } => {
            vec![EventKind::Budgeted {
                question: question.clone(),
                minutes: before.budgets.get(question).copied(),
            }]
        }
        EventKind::NoteFronted { note, fronted } => {
            vec![EventKind::NoteFronted { note: note.clone(), fronted: !fronted }]
        }
        EventKind::NoteMoved { note, .. } => {
            let points = before.points();
            let place = points.iter().position(|known| known.id == *note);
            let behind = place.and_then(|place| points.get(place + 1));
            let before = behind.map(|behind| behind.id.clone());
            vec![EventKind::NoteMoved { note: note.clone(), before }]
        }
        EventKind::AskRuled { question, .. } => {
            let answer = before.answer(question);
            let ruled = |answer: &Answer| EventKind::AskRuled {
                question: question.clone(),
                asked: answer.ruled_asked,
            };
            answer.map(ruled).into_iter().collect()
        }
        EventKind::Described { detail, .. } => {
            let text = before.details.get(detail).cloned();
            text.map(|text| EventKind::Described { detail: *detail, text }).into_iter().collect()
        }
        EventKind::GapRuled { gap, .. } => {
            let before = before.stopwatch.counts(*gap);
            before.map(|counts| EventKind::GapRuled { gap: *gap, counts }).into_iter().collect()
        }
        EventKind::Discarded => vec![EventKind::Restored],
        EventKind::Restored => vec![EventKind::Discarded],
        _ => Vec::new(),
    }
}

fn outcome(before: &Session, question: &QuestionId) -> Vec<EventKind> {
    let question = question.clone();
    let Some(answer) = before.answer(&question) else { return Vec::new() };
    vec![match answer.outcome.clone() {
        Verdict::Open => EventKind::OutcomeCleared { question },
        Verdict::Scored(step) => EventKind::Scored { question, step },
        Verdict::NotAssessed(reason) => EventKind::NotAssessed { question, reason },
        Verdict::Skipped(reason) => EventKind::Skipped { question, reason },
    }]
}

/// What to record so that a note becomes as `wanted`; `None`: that it is gone.
///
/// Another kind of evidence is noted anew under the first text, by which the note is known, so that
/// it keeps its place and its stamp.
pub fn note_steps(
    record: &SessionRecord,
    session: &Session,
    id: &TextId,
    wanted: Option<&Note>,
) -> Vec<EventKind> {
    let is = session.note(id);
    let removed = EventKind::NoteRemoved { note: id.clone() };
    let Some(wanted) = wanted else { return is.map(|_| removed).into_iter().collect() };
    let is_same_kind = |note: &Note| {
        (&note.question, note.tag, note.private) == (&wanted.question, wanted.tag, wanted.private)
    };
    let mut steps = Vec::new();
    let mut text = is.map(|note| &note.text);
    if !is.is_some_and(is_same_kind) {
        let Some(first) = first_text(record, id) else { return Vec::new() };
        steps.extend(is.map(|_| removed));
        steps.push(EventKind::Noted {
            text: first.clone(),
            question: wanted.question.clone(),
            tag: wanted.tag,
            private: wanted.private,
        });
        text = Some(first);
    }
    if text != Some(&wanted.text) {
        steps.push(EventKind::NoteRevised { note: id.clone(), text: wanted.text.clone() });
    }
    steps
}

/// The reference under which a note was first written down.
fn first_text<'r>(record: &'r SessionRecord, note: &TextId) -> Option<&'r TextRef> {
    record.events.iter().find_map(|event| match &event.kind {
        EventKind::Noted { text, .. } if text.id == *note => Some(text),
        _ => None,
    })
}
