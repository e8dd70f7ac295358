//! What is true of a whole document, or of the questions around one.

use crate::import::block::Form;
use crate::import::understand::readings::Reading;
use crate::import::understand::shapes::Unit;

/// For each question, whether those around it have text below them.
pub fn answered(units: &[Unit<'_>], reading: &Reading) -> Vec<bool> {
    const REACH: usize = 6;
    let is_question = |at: usize| reading.asks.get(at).is_some_and(Option::is_some);
    let questions: Vec<usize> = (0..units.len()).filter(|at| is_question(*at)).collect();
    let has_text = |at: usize| {
        units.get(at + 1).is_some_and(|below| {
            let is_text = !matches!(below.block.form, Form::Heading(_) | Form::Furniture)
                && !below.aside
                && !below.titles;
            is_text
                && !is_question(at + 1)
                && (below.block.text.chars().count() > 40 || !below.block.gap)
        })
    };
    let followed: Vec<bool> = questions.iter().map(|at| has_text(*at)).collect();
    let mut answered = vec![false; units.len()];
    for (index, at) in questions.iter().enumerate() {
        let near = followed
            .get(index.saturating_sub(REACH)..(index + REACH + 1).min(followed.len()))
            .unwrap_or_default();
        let count = near.iter().filter(|followed| **followed).count();
        if let Some(slot) = answered.get_mut(*at) {
            *slot = count * 2 > near.len();
        }
    }
    answered
}

/// The document's title: the first heading, where no other one is as far out.
pub fn title_of(units: &[Unit<'_>]) -> Option<usize> {
    let level = |unit: &Unit<'_>| match unit.block.form {
        Form::Heading(level) => Some(level),
        _ => None,
    };
    let (first, own) = units.iter().enumerate().find_map(|(at, unit)| Some((at, level(unit)?)))?;
    if own > 1 {
        return None;
    }
    let alone = units.iter().filter_map(level).filter(|level| *level <= own).count() == 1;
    alone.then_some(first)
}
