//! What must hold of the record of a session.

use std::collections::BTreeSet;

use super::{Place, Problem, Report, check_anchors, check_competency, check_count, check_scale};
use crate::domain::event::EventKind;
use crate::domain::record::{RecordFault, SessionRecord};
use crate::domain::session::plan::Planned;
use crate::domain::set::FrozenSet;

/// Checks the record of a session: its set, its seals, its texts, and that every event fits.
pub fn check_session(record: &SessionRecord) -> Vec<Problem> {
    let mut problems = Vec::new();
    check_frozen(&record.set, &mut |problem| problems.push(problem));
    match record.faults() {
        Ok(faults) => problems.extend(faults.iter().map(RecordFault::problem)),
        Err(error) => problems.push(Problem::error(Place::field("events"), error.to_string())),
    }
    let mut report = |entry, message| {
        problems.push(Problem::error(Place { entry, field: None }, message));
    };
    let session = record.fold();
    for (entry, event) in record.events.iter().enumerate() {
        let of = |id| session.find(&record.set, id).map(Planned::question);
        let (what, index, known) = match &event.kind {
            EventKind::ProbeAsked { question, probe, .. } => {
                ("probe", *probe, of(question).map(|it| it.probes.len()))
            }
            EventKind::PointHeard { question, point, .. } => {
                ("point", *point, of(question).map(|it| it.listen_for.len()))
            }
            EventKind::FlagRaised { question, flag, .. } => {
                ("red flag", *flag, of(question).map(|it| it.red_flags.len()))
            }
            _ => continue,
        };
        let known = known.unwrap_or(0);
        if usize::from(index) >= known {
            report(Some(entry), format!("event {} names {what} {index} of {known}", event.seq));
        }
    }
    for (seq, why) in session.ignored {
        let entry = record.events.iter().position(|event| event.seq == seq);
        report(entry, format!("event {seq} does not fit the session: {why}"));
    }
    problems
}

/// Checks the frozen set of a session file.
fn check_frozen(set: &FrozenSet, report: &mut Report) {
    let place = Place::field("set");
    check_scale(place, &set.scale, report);
    let mut seen = BTreeSet::new();
    for item in &set.items {
        let id = &item.question.id;
        if !seen.insert(id) {
            report(Problem::error(place, format!("\"{id}\" is in the set twice")));
        }
        check_competency(place, &item.question.competency, &set.competencies, report);
        check_anchors(place, &item.question.anchors, report);
    }
    check_count(place, set.items.len(), report);
}
