//! The rating scale and its anchors.
//!
//! A step is never given without an anchor in view: where a question has none of its own, the
//! general scale stands in; where a step has none (2 and 4 by default), both neighbours show.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// One step of the rating scale, 1 (lowest) to 5 (highest).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub struct Step(u8);

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{0} is not a step of the scale: steps are 1 to 5")]
pub struct InvalidStep(pub u8);

impl Step {
    /// Lowest first.
    pub const ALL: [Step; 5] = [Step(1), Step(2), Step(3), Step(4), Step(5)];
    /// Steps with an anchor; each of the others lies between two of them.
    pub const ANCHORED: [Step; 3] = [Step(1), Step(3), Step(5)];

    /// 1 to 5.
    pub fn get(self) -> u8 {
        self.0
    }
}

impl TryFrom<u8> for Step {
    type Error = InvalidStep;

    fn try_from(number: u8) -> Result<Self, InvalidStep> {
        if (1..=5).contains(&number) { Ok(Self(number)) } else { Err(InvalidStep(number)) }
    }
}

impl From<Step> for u8 {
    fn from(step: Step) -> u8 {
        step.0
    }
}

/// What each step means for a question with points, highest first: a person reads it, nothing computes a
/// score from it.
pub const MEANINGS: [(u8, &str); 5] = [
    (5, "All core and all depth points (of three depth points, two are enough)"),
    (4, "All core and one depth point; or one core point missing and depth as for 5"),
    (3, "All core; or one core point missing and one depth point"),
    (2, "At least half the core"),
    (1, "Less than half the core"),
];

/// How points are counted.
pub const COUNTING: &str = "Do not tick a point that the candidate states wrongly and does not correct. A red \
                            flag caps the score as it says.";

/// Observable behaviour by step; empty where a question has none of its own.
pub type Anchors = BTreeMap<Step, String>;

/// What stands beside a step wherever it is given or reported: its anchor, the nearest anchors on
/// either side, or nothing where neither the question nor the general scale describes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AnchorView<'a> {
    At(&'a str),
    Between { below: (Step, &'a str), above: (Step, &'a str) },
    Unanchored,
}

/// Used where a question has no anchors of its own.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scale {
    pub anchors: Anchors,
}

impl Scale {
    /// A question's own anchors, or else the general ones.
    pub fn anchors_for<'a>(&'a self, own: &'a Anchors) -> &'a Anchors {
        if own.is_empty() { &self.anchors } else { own }
    }
}

/// The anchor of `step`, or the two it lies between.
pub fn anchor_view(anchors: &Anchors, step: Step) -> AnchorView<'_> {
    if let Some(text) = anchors.get(&step) {
        return AnchorView::At(text);
    }
    let below = anchors.range(..step).next_back();
    let above = anchors.range(step..).next();
    match (below, above) {
        (Some((&low, low_text)), Some((&high, high_text))) => {
            AnchorView::Between { below: (low, low_text), above: (high, high_text) }
        }
        _ => AnchorView::Unanchored,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn anchors(steps: &[u8]) -> Anchors {
        steps.iter().map(|&n| (Step::try_from(n).unwrap(), format!("a{n}"))).collect()
    }

    #[test]
    fn a_step_between_anchors_shows_both_neighbours() {
        let own = anchors(&[1, 3, 5]);
        let step = |n: u8| Step::try_from(n).unwrap();
        assert_eq!(anchor_view(&own, step(3)), AnchorView::At("a3"));
        assert_eq!(
            anchor_view(&own, step(4)),
            AnchorView::Between { below: (step(3), "a3"), above: (step(5), "a5") }
        );
        assert_eq!(anchor_view(&anchors(&[3]), step(4)), AnchorView::Unanchored);
    }

    #[test]
    fn a_question_without_anchors_takes_the_general_scale() {
        let scale = Scale { anchors: anchors(&[1, 2, 3, 4, 5]) };
        assert_eq!(scale.anchors_for(&Anchors::new()).len(), 5);
        assert_eq!(scale.anchors_for(&anchors(&[1, 3, 5])).len(), 3);
    }

    #[test]
    fn only_one_to_five_are_steps() {
        assert_eq!(Step::try_from(0), Err(InvalidStep(0)));
        assert_eq!(Step::try_from(6), Err(InvalidStep(6)));
        assert_eq!(Step::ALL.map(Step::get), [1, 2, 3, 4, 5]);
    }
}
