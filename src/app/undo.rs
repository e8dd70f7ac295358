//! Undo and redo: a step is taken back by another step, since records are only ever added to.

use crate::domain::event::EventKind;
use crate::domain::ids::{QuestionId, TextId};
use crate::domain::record::SessionRecord;
use crate::domain::session::{Outcome, Session};
use crate::domain::text::TextRef;

/// Steps that can be taken back, and steps that can be taken again; each as what to record for it.
#[derive(Debug, Default)]
pub struct History {
    undo: Vec<Vec<EventKind>>,
    redo: Vec<Vec<EventKind>>,
}

/// Which way through the history.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// Take the last step back.
    Back,
    /// Take it again.
    Again,
}

impl History {
    /// Remembers how to take back a step that was taken now.
    pub fn remember(&mut self, inverse: Vec<EventKind>) {
        if !inverse.is_empty() {
            self.undo.push(inverse);
            self.redo.clear();
        }
    }

    /// Forgets everything: a step was taken behind which nothing older is to be taken back.
    pub fn forget(&mut self) {
        *self = Self::default();
    }

    /// Whether there is a step to take that way.
    pub fn has(&self, way: Way) -> bool {
        !match way {
            Way::Back => &self.undo,
            Way::Again => &self.redo,
        }
        .is_empty()
    }

    /// Whether the next step that way only puts a session aside or takes it up again: the only kind
    /// that a list shows.
    pub fn is_of_lists(&self, way: Way) -> bool {
        let steps = match way {
            Way::Back => self.undo.last(),
            Way::Again => self.redo.last(),
        };
        let is_of_lists =
            |kind: &EventKind| matches!(kind, EventKind::Discarded | EventKind::Restored);
        steps.is_some_and(|steps| steps.iter().all(is_of_lists))
    }

    /// What to record for it.
    pub fn pop(&mut self, way: Way) -> Option<Vec<EventKind>> {
        match way {
            Way::Back => self.undo.pop(),
            Way::Again => self.redo.pop(),
        }
    }

    /// Remembers the way back from a step that [`History::pop`] gave.
    pub fn push_opposite(&mut self, way: Way, inverse: Vec<EventKind>) {
        match way {
            Way::Back => self.redo.push(inverse),
            Way::Again => self.undo.push(inverse),
        }
    }
}

/// Whether nothing before this step is taken back from behind it: taking back an older step while
/// this one stays would surprise.
pub fn is_barrier(kind: &EventKind) -> bool {
    matches!(
        kind,
        EventKind::Described { .. }
            | EventKind::Recommended { .. }
            | EventKind::UnplannedAsked { .. }
            | EventKind::Finished { .. }
            | EventKind::Submitted { .. }
            | EventKind::NoShow
    )
}

/// What a step is about, in a few words: `score of question 2`.
pub fn name(record: &SessionRecord, kinds: &[EventKind]) -> String {
    let number = |id: &QuestionId| {
        let place = record.set.items.iter().position(|item| item.question.id == *id);
        place.map_or(String::new(), |place| format!(" of question {}", place + 1))
    };
    match kinds.first() {
        Some(
            EventKind::Scored { question, .. }
            | EventKind::NotAssessed { question, .. }
            | EventKind::Skipped { question, .. }
            | EventKind::OutcomeCleared { question },
        ) => format!("score{}", number(question)),
        Some(EventKind::Marked { question, .. }) => format!("mark{}", number(question)),
        Some(EventKind::ProbeAsked { question, .. }) => format!("probe{}", number(question)),
        Some(
            EventKind::Noted { .. } | EventKind::NoteRevised { .. } | EventKind::NoteRemoved { .. },
        ) => "note".to_owned(),
        Some(EventKind::GapRuled { .. }) => "time away".to_owned(),
        Some(EventKind::Discarded | EventKind::Restored) => "session put aside".to_owned(),
        Some(EventKind::Described { .. }) => "details".to_owned(),
        _ => "step".to_owned(),
    }
}

/// What would take `kind` back, given the session before it; empty where nothing does.
pub fn inverse(record: &SessionRecord, before: &Session, kind: &EventKind) -> Vec<EventKind> {
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
        EventKind::Noted { text, .. } => vec![EventKind::NoteRemoved { note: text.id.clone() }],
        EventKind::NoteRevised { note, .. } => {
            let before = before.notes.iter().find(|known| known.id == *note);
            let text = before.map(|before| before.text.clone());
            text.map(|text| EventKind::NoteRevised { note: note.clone(), text })
                .into_iter()
                .collect()
        }
        EventKind::Described { detail, .. } => {
            let text = before.details.get(detail).cloned();
            text.map(|text| EventKind::Described { detail: *detail, text }).into_iter().collect()
        }
        EventKind::NoteRemoved { note } => noted_again(record, before, note),
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
        Outcome::Open => EventKind::OutcomeCleared { question },
        Outcome::Scored(step) => EventKind::Scored { question, step },
        Outcome::NotAssessed(reason) => EventKind::NotAssessed { question, reason },
        Outcome::Skipped(reason) => EventKind::Skipped { question, reason },
    }]
}

/// The reference under which a note was first written down.
pub fn first_text<'r>(record: &'r SessionRecord, note: &TextId) -> Option<&'r TextRef> {
    record.events.iter().find_map(|event| match &event.kind {
        EventKind::Noted { text, .. } if text.id == *note => Some(text),
        _ => None,
    })
}

/// The note under its first id, then as it was reworded last.
fn noted_again(record: &SessionRecord, before: &Session, id: &TextId) -> Vec<EventKind> {
    let first = first_text(record, id);
    let note = before.notes.iter().find(|note| note.id == *id);
    let (Some(first), Some(note)) = (first, note) else { return Vec::new() };
    let mut steps = vec![EventKind::Noted {
        text: first.clone(),
        question: note.question.clone(),
        tag: note.tag,
        private: note.private,
    }];
    if note.text != *first {
        steps.push(EventKind::NoteRevised { note: id.clone(), text: note.text.clone() });
    }
    steps
}
