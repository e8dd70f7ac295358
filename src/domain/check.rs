//! What must hold of authored content, beyond its shape.
//!
//! Every check returns all the problems it finds. A problem names the entry and the field; the
//! library knows where in the file that is.

use std::collections::BTreeSet;

use super::blueprint::Blueprint;
use super::event::EventKind;
use super::ids::{CompetencyId, QuestionId, is_identifier};
use super::level::Kind;
use super::question::{Competency, Question};
use super::record::{RecordFault, SessionRecord};
use super::rubric::{Anchors, Scale, Step};
use super::set::{FrozenSet, MAX_ITEMS, QuestionSet};

pub const MAX_QUESTION_MINUTES: u16 = 120;
pub const MAX_INTERVIEW_MINUTES: u16 = 480;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    pub place: Place,
    /// What is wrong and what to do.
    pub message: String,
}

/// A place in a document: an entry of its list, a field, or a field of an entry.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Place {
    /// Index in the document's list, from 0.
    pub entry: Option<usize>,
    /// A field of the entry, or of the document.
    pub field: Option<&'static str>,
}

impl Place {
    pub fn of(entry: usize, field: &'static str) -> Self {
        Self { entry: Some(entry), field: Some(field) }
    }

    pub fn field(field: &'static str) -> Self {
        Self { entry: None, field: Some(field) }
    }
}

/// The known name that `name` most likely meant.
pub fn nearest<'k>(name: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    let name = name.to_lowercase();
    let scored = known
        .into_iter()
        .map(|k| (strsim::normalized_damerau_levenshtein(&name, &k.to_lowercase()), k));
    let best = scored.max_by(|a, b| a.0.total_cmp(&b.0));
    best.filter(|(likeness, _)| *likeness >= 0.5).map(|(_, known)| known)
}

/// ` (did you mean "…"?)`, or nothing.
pub fn suggestion<'k>(name: &str, known: impl IntoIterator<Item = &'k str>) -> String {
    nearest(name, known).map_or(String::new(), |near| format!(" (did you mean \"{near}\"?)"))
}

/// Checks one file's questions; `known` holds the ids of all files read before and grows.
pub fn check_questions(
    questions: &[(usize, Question)],
    competencies: &[Competency],
    known: &mut BTreeSet<QuestionId>,
) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (entry, question) in questions {
        let mut report = |field, message| {
            problems.push(Problem { place: Place::of(*entry, field), message });
        };
        if !known.insert(question.id.clone()) {
            report(
                "id",
                format!("another question is called \"{}\": ids name one question", question.id),
            );
        }
        check_question(question, competencies, &mut report);
    }
    problems
}

fn check_question(
    question: &Question,
    competencies: &[Competency],
    report: &mut impl FnMut(&'static str, String),
) {
    for (field, text) in
        [("topic", &question.topic), ("prompt", &question.prompt), ("answer", &question.answer)]
    {
        if text.trim().is_empty() {
            report(field, format!("the {field} is empty"));
        }
    }
    check_minutes(question.minutes, report);
    if let Some(message) = unknown_competency(&question.competency, competencies) {
        report("competency", message);
    }
    check_anchors(&question.anchors, report);
    let material = question.candidate_material.as_deref().unwrap_or_default();
    if question.kind == Kind::CodeReview && material.trim().is_empty() {
        report("kind", "a code review needs candidate_material: the code to review".to_owned());
    }
    for (field, list) in [
        ("probes", &question.probes),
        ("red_flags", &question.red_flags),
        ("covers", &question.covers),
        ("references", &question.references),
    ] {
        if let Some(number) = list.iter().position(|text| text.trim().is_empty()) {
            report(field, format!("text {} of {field} is empty", number + 1));
        }
    }
    for key in question.covers.iter().filter(|key| !key.is_empty() && !is_identifier(key)) {
        report(
            "covers",
            format!("\"{key}\" is not a topic key: use lower-case letters, digits and hyphens"),
        );
    }
    for link in &question.references {
        if !link.starts_with("https://") && !link.starts_with("http://") {
            report(
                "references",
                format!("\"{link}\" is not a web address: start it with https://"),
            );
        }
    }
}

fn check_anchors(anchors: &Anchors, report: &mut impl FnMut(&'static str, String)) {
    if anchors.is_empty() {
        return;
    }
    let missing: Vec<String> = Step::ANCHORED
        .iter()
        .filter(|step| !anchors.contains_key(step))
        .map(|step| step.get().to_string())
        .collect();
    if !missing.is_empty() {
        report(
            "anchors",
            format!(
                "no anchor at {}: give anchors at 1, 3 and 5, or none for the general scale",
                missing.join(" and ")
            ),
        );
    }
    for (step, text) in anchors {
        if text.trim().is_empty() {
            report("anchors", format!("the anchor at {} is empty", step.get()));
        }
    }
}

fn unknown_competency(id: &CompetencyId, competencies: &[Competency]) -> Option<String> {
    if competencies.iter().any(|known| known.id == *id) {
        return None;
    }
    let known = competencies.iter().map(|known| known.id.as_str());
    Some(format!("there is no competency \"{id}\"{}", suggestion(id.as_str(), known)))
}

pub fn check_blueprint(blueprint: &Blueprint, competencies: &[Competency]) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut report =
        |field, message| problems.push(Problem { place: Place::field(field), message });
    check_title(&blueprint.title, &mut report);
    let frame = u32::from(blueprint.opening_minutes) + u32::from(blueprint.closing_minutes);
    if blueprint.minutes > MAX_INTERVIEW_MINUTES {
        report(
            "minutes",
            format!("{} minutes: use at most {MAX_INTERVIEW_MINUTES}", blueprint.minutes),
        );
    }
    if frame >= u32::from(blueprint.minutes) {
        report(
            "minutes",
            format!(
                "opening and closing take {frame} of {} minutes: no time is left for questions",
                blueprint.minutes
            ),
        );
    }
    let shares: u32 = blueprint.levels.values().map(|&share| u32::from(share)).sum();
    if shares != 100 {
        report("levels", format!("the shares add up to {shares} percent: make them 100"));
    }
    for id in blueprint.competencies.keys() {
        if let Some(message) = unknown_competency(id, competencies) {
            report("competencies", message);
        }
    }
    if blueprint.competencies.is_empty() {
        report("competencies", "no competency is listed: a set needs at least one".to_owned());
    }
    if blueprint.sections.is_empty() {
        report("sections", "no section is listed: a set needs at least one".to_owned());
    }
    for section in &blueprint.sections {
        let is_closed = section.kinds.is_empty() || section.levels.is_empty();
        if is_closed || section.at_most == Some(0) {
            report("sections", format!("the section \"{}\" takes no question", section.title));
        }
    }
    for kind in blueprint.kinds.keys() {
        if !blueprint.sections.iter().any(|section| section.kinds.contains(kind)) {
            report("kinds", format!("no section takes {} questions", kind.label()));
        }
    }
    problems
}

pub fn check_set(set: &QuestionSet, known: &BTreeSet<QuestionId>) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut seen = BTreeSet::new();
    for (entry, item) in set.items.iter().enumerate() {
        let mut report = |field, message| {
            problems.push(Problem { place: Place::of(entry, field), message });
        };
        if !known.contains(&item.question) {
            let near = suggestion(item.question.as_str(), known.iter().map(QuestionId::as_str));
            report("question", format!("the bank has no question \"{}\"{near}", item.question));
        }
        if !seen.insert(&item.question) {
            report("question", format!("\"{}\" is in the set twice", item.question));
        }
        check_minutes(item.minutes, &mut report);
    }
    let mut report =
        |field, message| problems.push(Problem { place: Place::field(field), message });
    check_title(&set.title, &mut report);
    if set.items.is_empty() {
        report("items", "the set is empty: it needs at least one question".to_owned());
    }
    check_count(set.items.len(), &mut |message| report("items", message));
    let minutes = set.total_minutes();
    if minutes > u32::from(MAX_INTERVIEW_MINUTES) {
        report("items", format!("{minutes} minutes in all: use at most {MAX_INTERVIEW_MINUTES}"));
    }
    problems
}

pub fn check_competencies(competencies: &[(usize, Competency)], scale: &Scale) -> Vec<Problem> {
    let mut problems = check_scale(scale, "scale");
    for (entry, competency) in competencies {
        check_title(&competency.title, &mut |field, message| {
            problems.push(Problem { place: Place::of(*entry, field), message });
        });
    }
    problems
}

/// No score is given without an anchor in view, so the general scale needs its own.
fn check_scale(scale: &Scale, field: &'static str) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut report = |_, message| problems.push(Problem { place: Place::field(field), message });
    if scale.anchors.is_empty() {
        report("", "the general scale has no anchors: give them at 1, 3 and 5".to_owned());
    }
    check_anchors(&scale.anchors, &mut report);
    problems
}

/// Checks the record of a session: its set, its seals, its texts, and that every event fits.
pub fn check_session(record: &SessionRecord) -> Vec<Problem> {
    let mut problems = check_frozen(&record.set);
    match record.faults() {
        Ok(faults) => problems.extend(faults.iter().map(RecordFault::problem)),
        Err(error) => {
            problems.push(Problem { place: Place::field("events"), message: error.to_string() });
        }
    }
    let mut report = |entry, message| {
        problems.push(Problem { place: Place { entry, field: None }, message });
    };
    for (entry, event) in record.events.iter().enumerate() {
        if let EventKind::ProbeAsked { question, probe, .. } = &event.kind {
            let item = record.set.items.iter().find(|item| item.question.id == *question);
            let known = item.map_or(0, |item| item.question.probes.len());
            if usize::from(*probe) >= known {
                report(Some(entry), format!("event {} asks probe {probe} of {known}", event.seq));
            }
        }
    }
    for (seq, why) in record.fold().ignored {
        let entry = record.events.iter().position(|event| event.seq == seq);
        report(entry, format!("event {seq} does not fit the session: {why}"));
    }
    problems
}

fn check_frozen(set: &FrozenSet) -> Vec<Problem> {
    let mut problems = check_scale(&set.scale, "set");
    let mut report = |_: &'static str, message: String| {
        problems.push(Problem { place: Place::field("set"), message });
    };
    let mut seen = BTreeSet::new();
    for item in &set.items {
        let id = &item.question.id;
        if !seen.insert(id) {
            report("", format!("\"{id}\" is in the set twice"));
        }
        if let Some(message) = unknown_competency(&item.question.competency, &set.competencies) {
            report("", message);
        }
        check_anchors(&item.question.anchors, &mut report);
    }
    check_count(set.items.len(), &mut |message| {
        problems.push(Problem { place: Place::field("set"), message });
    });
    problems
}

fn check_title(title: &str, report: &mut impl FnMut(&'static str, String)) {
    if title.trim().is_empty() {
        report("title", "the title is empty".to_owned());
    }
}

fn check_minutes(minutes: u16, report: &mut impl FnMut(&'static str, String)) {
    if !(1..=MAX_QUESTION_MINUTES).contains(&minutes) {
        report("minutes", format!("{minutes} minutes: use 1 to {MAX_QUESTION_MINUTES}"));
    }
}

fn check_count(items: usize, report: &mut impl FnMut(String)) {
    if items > MAX_ITEMS {
        report(format!("{items} questions: a set holds at most {MAX_ITEMS}"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_name_is_offered_only_when_it_is_near() {
        let known = ["minutes", "prompt", "probes"];
        assert_eq!(nearest("minuts", known), Some("minutes"));
        assert_eq!(nearest("Prompt", known), Some("prompt"));
        assert_eq!(nearest("zzz", known), None);
        assert_eq!(suggestion("probe", known), " (did you mean \"probes\"?)");
    }
}
