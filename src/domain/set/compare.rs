//! Two sets side by side.

use std::collections::BTreeMap;

use super::revisions::{FieldChange, changes, differing};
use super::{QuestionSet, SetItem};
use crate::domain::bank::Bank;
use crate::domain::ids::QuestionId;

/// What two sets have in common and in what they differ.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comparison {
    /// The sets themselves: title, seniority, minutes and what they are for.
    pub about: Vec<FieldChange>,
    /// Every question of either set, in an order that both can be read in.
    pub rows: Vec<Row>,
}

/// A question of one set or of both.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    pub question: QuestionId,
    /// Its places in the two sets, from 0; at least one is there.
    pub places: (Option<usize>, Option<usize>),
    /// Where both have it: what they plan differently, and in what their copies differ.
    pub changes: Vec<FieldChange>,
    /// Both have it, and it stands behind another question of theirs.
    pub is_moved: bool,
}

impl Row {
    pub fn is_shared(&self) -> bool {
        self.places.0.is_some() && self.places.1.is_some()
    }
}

impl Comparison {
    /// How many questions both sets have.
    pub fn shared(&self) -> usize {
        self.rows.iter().filter(|row| row.is_shared()).count()
    }

    /// Questions that the first or the second set alone has.
    pub fn alone(&self) -> (usize, usize) {
        let count =
            |is_alone: fn(&Row) -> bool| self.rows.iter().filter(|row| is_alone(row)).count();
        (count(|row| row.places.1.is_none()), count(|row| row.places.0.is_none()))
    }

    pub fn is_same(&self) -> bool {
        let is_same = |row: &Row| row.is_shared() && !row.is_moved && row.changes.is_empty();
        self.about.is_empty() && self.rows.iter().all(is_same)
    }
}

/// Rows follow the first set; a question that only the second has stands behind the one it follows
/// there.
pub fn compare(one: &QuestionSet, two: &QuestionSet, bank: &Bank) -> Comparison {
    let first: BTreeMap<&QuestionId, usize> = places(one);
    let second: BTreeMap<&QuestionId, usize> = places(two);
    let mut order: Vec<&QuestionId> = Vec::new();
    // What only the second set has, behind which question of both it stands there.
    let mut behind: BTreeMap<Option<&QuestionId>, Vec<&QuestionId>> = BTreeMap::new();
    let mut last = None;
    for item in &two.items {
        match first.contains_key(&item.question) {
            true => last = Some(&item.question),
            false => behind.entry(last).or_default().push(&item.question),
        }
    }
    order.extend(behind.remove(&None).unwrap_or_default());
    for item in &one.items {
        order.push(&item.question);
        order.extend(behind.remove(&Some(&item.question)).unwrap_or_default());
    }
    let in_step = in_step(one, &second);
    let row = |question: &QuestionId| {
        let places = (first.get(question).copied(), second.get(question).copied());
        let items = (
            places.0.and_then(|place| one.items.get(place)),
            places.1.and_then(|place| two.items.get(place)),
        );
        let (changes, is_moved) = match items {
            (Some(left), Some(right)) => {
                (item_changes((one, left), (two, right), bank), !in_step.contains(&question))
            }
            _ => (Vec::new(), false),
        };
        Row { question: question.clone(), places, changes, is_moved }
    };
    Comparison { about: about(one, two), rows: order.into_iter().map(row).collect() }
}

fn places(set: &QuestionSet) -> BTreeMap<&QuestionId, usize> {
    set.items.iter().enumerate().map(|(place, item)| (&item.question, place)).collect()
}

/// The most questions of both sets that stand in the same order in both: all others were moved.
fn in_step<'s>(one: &'s QuestionSet, second: &BTreeMap<&QuestionId, usize>) -> Vec<&'s QuestionId> {
    let shared = one
        .items
        .iter()
        .filter_map(|item| second.get(&item.question).map(|place| (*place, &item.question)));
    // The longest chain that ends at each question so far; a set has few questions.
    let mut chains: Vec<Vec<(usize, &QuestionId)>> = Vec::new();
    for (place, question) in shared {
        let fits =
            |chain: &&Vec<(usize, &QuestionId)>| chain.last().is_some_and(|(at, _)| *at < place);
        let mut chain =
            chains.iter().filter(fits).max_by_key(|chain| chain.len()).cloned().unwrap_or_default();
        chain.push((place, question));
        chains.push(chain);
    }
    let longest = chains.into_iter().max_by_key(Vec::len).unwrap_or_default();
    longest.into_iter().map(|(_, question)| question).collect()
}

fn about(one: &QuestionSet, two: &QuestionSet) -> Vec<FieldChange> {
    differing([
        ("Title", one.title.clone(), two.title.clone()),
        ("For", one.seniority.label().to_owned(), two.seniority.label().to_owned()),
        ("Minutes in all", one.total_minutes().to_string(), two.total_minutes().to_string()),
        ("Opening minutes", one.opening_minutes.to_string(), two.opening_minutes.to_string()),
        ("Closing minutes", one.closing_minutes.to_string(), two.closing_minutes.to_string()),
        ("Description", one.about.clone(), two.about.clone()),
    ])
}

fn item_changes(
    (one, left): (&QuestionSet, &SetItem),
    (two, right): (&QuestionSet, &SetItem),
    bank: &Bank,
) -> Vec<FieldChange> {
    let required = |item: &SetItem| if item.required { "required" } else { "optional" }.to_owned();
    let wording = |item: &SetItem| item.wording.clone().unwrap_or_default();
    let mut found = differing([
        ("Section", left.section.clone(), right.section.clone()),
        ("Planned minutes", left.minutes.to_string(), right.minutes.to_string()),
        ("Required", required(left), required(right)),
        ("Wording", wording(left), wording(right)),
    ]);
    let copies = (one.question(&left.question, bank), two.question(&right.question, bank));
    if let (Some(before), Some(after)) = copies {
        found.extend(changes(before, after));
    }
    found
}
