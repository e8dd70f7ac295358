//! A set's own copies of questions, and what became of those questions in the bank.

use super::QuestionSet;
use crate::domain::bank::Bank;
use crate::domain::ids::QuestionId;
use crate::domain::question::{Effect, Point, Probe, Question, RedFlag};

/// A question that the bank has changed since the set took its copy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revision {
    pub id: QuestionId,
    /// In the order of a question's fields.
    pub changes: Vec<FieldChange>,
}

/// One field as text, before and after; empty where it was or is left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldChange {
    pub field: &'static str,
    pub before: String,
    pub after: String,
}

/// The set with a copy of every question that it uses. Copies that it has stay as they are, whatever
/// the bank says now; those that it does not use any more are left out.
pub fn pinned(set: &QuestionSet, bank: &Bank) -> QuestionSet {
    let used = set.items.iter().filter_map(|item| set.question(&item.question, bank));
    let questions = used.cloned().collect();
    QuestionSet { questions, ..set.clone() }
}

/// Copies that differ from the bank, in the order of the set. One that the bank does not have is
/// none: it was written for this set, or the bank dropped it.
pub fn revisions(set: &QuestionSet, bank: &Bank) -> Vec<Revision> {
    let of_item = |id: &QuestionId| {
        let copy = set.questions.iter().find(|question| question.id == *id)?;
        let changes = changes(copy, bank.question(id)?);
        (!changes.is_empty()).then(|| Revision { id: id.clone(), changes })
    };
    set.items.iter().filter_map(|item| of_item(&item.question)).collect()
}

/// Takes the bank's question over; false where there is nothing to take. The minutes planned in the
/// set and its wording stay: they are the interviewer's own.
pub fn accept(set: &mut QuestionSet, bank: &Bank, id: &QuestionId) -> bool {
    let copy = set.questions.iter_mut().find(|question| question.id == *id);
    let (Some(copy), Some(newer)) = (copy, bank.question(id)) else { return false };
    if copy == newer {
        return false;
    }
    *copy = newer.clone();
    true
}

/// Takes over every revision; how many there were.
pub fn accept_all(set: &mut QuestionSet, bank: &Bank) -> usize {
    let all = revisions(set, bank);
    all.iter().filter(|revision| accept(set, bank, &revision.id)).count()
}

/// The fields in which two questions differ.
pub fn changes(before: &Question, after: &Question) -> Vec<FieldChange> {
    let pairs = fields(before).into_iter().zip(fields(after));
    differing(pairs.map(|((field, before), (_, after))| (field, before, after)))
}

pub(super) fn differing(
    pairs: impl IntoIterator<Item = (&'static str, String, String)>,
) -> Vec<FieldChange> {
    let change = |(field, before, after): (&'static str, String, String)| {
        (before != after).then_some(FieldChange { field, before, after })
    };
    pairs.into_iter().filter_map(change).collect()
}

/// Every field but the id, by the name a person knows it under, as text. A list has one line for each
/// entry.
fn fields(question: &Question) -> [(&'static str, String); 21] {
    // A field that is added to a question must be shown here.
    let Question {
        id: _,
        title,
        topic,
        status,
        level,
        kind,
        competency,
        minutes,
        prompt,
        candidate_material,
        interviewer_material,
        answer,
        listen_for,
        anchors,
        probes,
        red_flags,
        covers,
        touches,
        claims,
        references,
        parallel_of,
        tags,
    } = question;
    [
        ("Title", title.clone()),
        ("Topic", topic.clone()),
        ("Status", status.name().to_owned()),
        ("Level", level.label().to_owned()),
        ("Kind", kind.label().to_owned()),
        ("Competency", competency.to_string()),
        ("Minutes", minutes.to_string()),
        ("Prompt", prompt.clone()),
        ("Material for the candidate", candidate_material.clone().unwrap_or_default()),
        ("Material for the interviewer", interviewer_material.clone().unwrap_or_default()),
        ("Answer", answer.clone()),
        ("Points", lines(listen_for, |Point { text, at }| format!("{}: {text}", at.label()))),
        ("Anchors", lines(anchors, |(step, text)| format!("{}: {text}", step.get()))),
        ("Follow-ups", lines(probes, |Probe { ask, reply }| paired(ask, reply.as_deref()))),
        (
            "Red flags",
            lines(red_flags, |RedFlag { text, effect }| {
                let effect = (*effect != Effect::Nothing).then(|| effect.words());
                paired(text, effect.as_deref())
            }),
        ),
        (
            "Covers",
            lines(covers, |cover| {
                let quotes = cover.quotes.as_ref();
                let quotes = quotes.map(|quotes| format!("{} | {}", quotes.prompt, quotes.answer));
                paired(&cover.topic, quotes.as_deref())
            }),
        ),
        ("Touches", touches.join("\n")),
        ("Claims", lines(claims, |claim| paired(&claim.quote, Some(&claim.test)))),
        (
            "References",
            lines(references, |reference| match reference.page {
                None => reference.url.clone(),
                Some(_) => paired(&reference.name(), Some(&reference.url)),
            }),
        ),
        ("Parallel form of", parallel_of.as_ref().map_or(String::new(), ToString::to_string)),
        ("Tags", tags.join("\n")),
    ]
}

fn lines<T>(entries: impl IntoIterator<Item = T>, line: impl Fn(T) -> String) -> String {
    entries.into_iter().map(line).collect::<Vec<String>>().join("\n")
}

fn paired(first: &str, second: Option<&str>) -> String {
    second.map_or(first.to_owned(), |second| format!("{first} → {second}"))
}
