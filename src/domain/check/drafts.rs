//! What must hold of a draft, and what it still lacks.

use std::collections::BTreeSet;

use super::{Place, Problem, Severity, check_competency, check_id, check_minutes, check_written};
use crate::domain::draft::{Draft, Entry};
use crate::domain::ids::QuestionId;
use crate::domain::question::{Competency, Status};

/// Checks the drafts of one file as far as they are written; `known` as for [`check_questions`](super::check_questions).
pub fn check_drafts(
    drafts: &[(usize, Draft)],
    competencies: &[Competency],
    known: &mut BTreeSet<QuestionId>,
) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut report = |problem| problems.push(problem);
    for (entry, draft) in drafts {
        check_id(*entry, draft.id(), known, &mut report);
        if let Some(minutes) = draft.facts.minutes {
            check_minutes(Place::of(*entry, "minutes"), minutes, &mut report);
        }
        if let Some(competency) = &draft.facts.competency {
            let place = Place::of(*entry, "competency");
            check_competency(place, competency, competencies, &mut report);
        }
        check_written(*entry, draft.written(), &mut report);
    }
    problems
}

/// What a draft still needs before it is ready; `None` where the question is no draft.
pub fn check_draft(entry: usize, draft: Entry) -> Option<Problem> {
    if draft.written().status != Status::Draft {
        return None;
    }
    let note = |message: String| Problem {
        severity: Severity::Note,
        ..Problem::error(Place::of(entry, "status"), message)
    };
    let id = &draft.written().id;
    Some(match draft.needs().as_slice() {
        [] => note(format!("the draft \"{id}\" has all it needs"))
            .with_hint("remove its status once it may be asked"),
        needs => note(format!("the draft \"{id}\" still needs {}", needs.join(", "))),
    })
}
