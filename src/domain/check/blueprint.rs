//! Blueprints: what no bank, or no set, can give.

use std::collections::BTreeSet;

use super::{
    MAX_INTERVIEW_MINUTES, Place, Problem, Report, check_competency, check_title, suggestion,
};
use crate::domain::assemble::contradictions;
use crate::domain::bank::Bank;
use crate::domain::blueprint::Blueprint;

/// What is wrong with a blueprint; names are looked up in a bank.
pub fn check_blueprint(blueprint: &Blueprint, bank: &Bank) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut report = |problem| problems.push(problem);
    let error = |field, message: String| Problem::error(Place::field(field), message);
    check_title(Place::field("title"), &blueprint.title, &mut report);
    let frame = u32::from(blueprint.opening_minutes) + u32::from(blueprint.closing_minutes);
    if blueprint.minutes > MAX_INTERVIEW_MINUTES {
        let problem = error("minutes", format!("{} minutes are too many", blueprint.minutes));
        report(problem.with_hint(format!("use at most {MAX_INTERVIEW_MINUTES}")));
    }
    if frame >= u32::from(blueprint.minutes) {
        let message = format!("opening and closing take {frame} of {} minutes", blueprint.minutes);
        report(error("minutes", message).with_hint("leave time for questions"));
    }
    let shares: u32 = blueprint.levels.values().map(|&share| u32::from(share)).sum();
    if shares != 100 {
        let problem = error("levels", format!("the shares add up to {shares} percent"));
        report(problem.with_hint("make them 100"));
    }
    for id in blueprint.competencies.keys() {
        check_competency(Place::field("competencies"), id, &bank.competencies, &mut report);
    }
    for (field, noun, is_empty) in [
        ("competencies", "competency", blueprint.competencies.is_empty()),
        ("sections", "section", blueprint.sections.is_empty()),
    ] {
        if is_empty {
            let problem = error(field, format!("no {noun} is listed"));
            report(problem.with_hint("a set needs at least one"));
        }
    }
    for (entry, section) in blueprint.sections.iter().enumerate() {
        if section.kinds.is_empty() || section.levels.is_empty() || section.at_most == Some(0) {
            let place = Place { entry: Some(entry), field: None };
            let message = format!("the section \"{}\" takes no question", section.title);
            let hint = "take it out, or give it kinds, levels and room";
            report(Problem::warning(place, message).with_hint(hint));
        }
    }
    for words in contradictions(blueprint) {
        let message = format!("this cannot be met: {words}");
        report(
            Problem::warning(Place::default(), message)
                .with_hint("raise the one or lower the other"),
        );
    }
    for kind in blueprint.kinds.keys() {
        if !blueprint.sections.iter().any(|section| section.kinds.contains(kind)) {
            report(error("kinds", format!("no section takes {} questions", kind.label())));
        }
    }
    check_names(blueprint, bank, &mut report);
    problems
}

/// Areas and questions that no bank has are asked for in vain.
fn check_names(blueprint: &Blueprint, bank: &Bank, report: &mut Report) {
    let areas: BTreeSet<&str> = bank.questions.iter().map(|q| q.topic.as_str()).collect();
    let areas_are_known = |area: &&String| areas.contains(area.as_str());
    for area in blueprint.areas.keys().filter(|area| !areas_are_known(area)) {
        let message = format!("no question is of the area \"{area}\"");
        let hint = suggestion(area, areas.iter().copied());
        report(Problem::warning(Place::field("areas"), message).with_hint_if(hint));
    }
    for id in blueprint.required.iter().filter(|id| bank.question(id).is_none()) {
        let message = format!("no question is called \"{id}\"");
        let hint = suggestion(id.as_str(), bank.questions.iter().map(|q| q.id.as_str()));
        report(Problem::warning(Place::field("required"), message).with_hint_if(hint));
    }
}
