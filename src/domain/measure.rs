//! What can be computed of how well a question measures.
//!
//! A question that two people score differently is worse than none. These rules find what the eye
//! passes over: a prompt that asks twice, a point that cannot be heard, a quote that is not there.
//! All of them are warnings: a question that breaks one can still be asked.

pub(super) mod alike;
mod rules;
pub mod tally;
mod text;

use std::collections::{BTreeMap, BTreeSet};

use super::check::{Place, Problem, suggestion};
use super::ids::QuestionId;
use super::question::Question;
pub use rules::estimated_minutes;

pub const MAX_PROMPT_WORDS: usize = 35;
/// Besides code.
pub const MAX_ANSWER_WORDS: usize = 120;
pub const MAX_REPLY_WORDS: usize = 25;
pub const MAX_COVERS: usize = 3;
pub const MAX_CLAIMS: usize = 3;

/// Every problem of these questions, each with the place of its question.
///
/// `known` are the ids that a question may name, and `topics` the keys it may cover; without any
/// topics every key will do.
pub fn measure(
    questions: &[&Question],
    known: &BTreeSet<QuestionId>,
    topics: &BTreeSet<&str>,
) -> Vec<(usize, Problem)> {
    let mut problems = Vec::new();
    for (place, question) in questions.iter().enumerate() {
        rules::check(question, &mut |field, message, hint: &str| {
            problems.push((place, warning(field, message).with_hint(hint)));
        });
        problems.extend(dead_names(question, known, topics).map(|problem| (place, problem)));
    }
    problems.extend(shared_titles(questions));
    problems.extend(prompts_alike(questions));
    problems
}

/// The place of the entry is not known here.
fn warning(field: &'static str, message: String) -> Problem {
    Problem::warning(Place { entry: None, field: Some(field) }, message)
}

fn dead_names<'q>(
    question: &'q Question,
    known: &'q BTreeSet<QuestionId>,
    topics: &'q BTreeSet<&str>,
) -> impl Iterator<Item = Problem> + 'q {
    let parallel = question.parallel_of.iter().filter_map(|other| {
        let message = match () {
            () if *other == question.id => {
                let problem = warning("parallel_of", "the question is parallel to itself".into());
                return Some(problem.with_hint("name the other question, or leave it out"));
            }
            () if known.contains(other) => return None,
            () => format!("there is no question \"{other}\""),
        };
        let others = known.iter().filter(|known| **known != question.id);
        let near = suggestion(other.as_str(), others.map(QuestionId::as_str));
        Some(warning("parallel_of", message).with_hint_if(near))
    });
    let covers = question.covers.iter().map(|cover| ("covers", &cover.topic));
    let keys = covers.chain(question.touches.iter().map(|key| ("touches", key)));
    let keys = keys.filter(|(_, key)| !topics.is_empty() && !topics.contains(key.as_str()));
    parallel.chain(keys.map(|(field, key)| {
        let near = suggestion(key, topics.iter().copied());
        warning(field, format!("there is no topic \"{key}\"")).with_hint_if(near)
    }))
}

fn shared_titles(questions: &[&Question]) -> Vec<(usize, Problem)> {
    let mut seen: BTreeMap<&str, &QuestionId> = BTreeMap::new();
    let titled = questions.iter().enumerate().filter(|(_, question)| !question.title.is_empty());
    let shared = titled.filter_map(|(place, question)| {
        let other = seen.insert(&question.title, &question.id)?;
        let message = format!("\"{other}\" has the same title");
        let hint = "a title tells a question from its neighbours";
        Some((place, warning("title", message).with_hint(hint)))
    });
    shared.collect()
}

/// Two questions that measure the same on purpose say so with `parallel_of`.
fn prompts_alike(questions: &[&Question]) -> Vec<(usize, Problem)> {
    let prompts: Vec<&str> = questions.iter().map(|question| question.prompt.as_str()).collect();
    let alike = alike::pairs(&prompts).into_iter().filter_map(|(first, place)| {
        let (first, second) = (questions.get(first)?, questions.get(place)?);
        let message = format!("the prompt is much like that of \"{}\"", first.id);
        let hint = "ask something else, or name it as parallel_of";
        let problem = warning("prompt", message).with_hint(hint);
        (first.family() != second.family()).then_some((place, problem))
    });
    alike.collect()
}
