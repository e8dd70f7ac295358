//! What must hold of the texts of a set and of the questions that it brings along.
//!
//! Entries of a set are its items and, behind them, its questions.

use std::collections::BTreeSet;

use super::{Place, Problem, Report, check_question};
use crate::domain::ids::QuestionId;
use crate::domain::question::{Competency, Question};
use crate::domain::set::QuestionSet;
use crate::domain::set::typed::{MAX_TEXT, text_fault};

/// What can be checked of a set without a bank: what was written for this set alone.
pub fn check_set_itself(set: &QuestionSet) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut report = |problem| problems.push(problem);
    check_text(Place::field("about"), "description", &set.about, &mut report);
    for (entry, item) in set.items.iter().enumerate() {
        let Some(wording) = &item.wording else { continue };
        let place = Place::of(entry, "wording");
        if wording.trim().is_empty() {
            let problem = Problem::error(place, "the wording is empty");
            report(problem.with_hint("leave it out, and the question's prompt is used"));
        }
        check_text(place, "wording", wording, &mut report);
    }
    let mut seen = BTreeSet::new();
    for (entry, question) in entries(set) {
        if !seen.insert(&question.id) {
            let message = format!("the set has two questions called \"{}\"", question.id);
            let problem = Problem::error(Place::of(entry, "id"), message);
            report(problem.with_hint("keep one of the two"));
        }
    }
    problems
}

/// Checks the questions that a set brings along, as those of a bank; one that no bank has may be
/// nothing but a prompt.
pub(super) fn check_copies(
    set: &QuestionSet,
    known: &BTreeSet<QuestionId>,
    competencies: &[Competency],
    report: &mut Report,
) {
    for (entry, question) in entries(set) {
        let is_of_bank = known.contains(&question.id);
        check_question(entry, question, competencies, &mut |problem| {
            let is_answer = problem.place.field == Some("answer");
            // The author of the bank's question is warned there.
            if problem.is_error() && (is_of_bank || !is_answer) {
                report(problem);
            }
        });
        if set.place(&question.id).is_none() {
            let message = format!("no item of the set uses \"{}\"", question.id);
            let problem = Problem::warning(Place::of(entry, "id"), message);
            report(problem.with_hint("take it out, or save the set in the window"));
        }
    }
}

fn entries(set: &QuestionSet) -> impl Iterator<Item = (usize, &Question)> {
    (set.items.len()..).zip(&set.questions)
}

fn check_text(place: Place, name: &str, text: &str, report: &mut Report) {
    if let Some(fault) = text_fault(text, MAX_TEXT) {
        report(Problem::error(place, format!("the {name} {fault}")).with_hint(fault.hint()));
    }
}
