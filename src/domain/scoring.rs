//! Scores: what is averaged, over what, and how it is rounded.
//!
//! A question's score is its step. A competency's score is the mean of its scored questions. The
//! overall score is the mean of the competencies that have one, each with equal weight. Missing is
//! not low: questions without a step are counted nowhere, and every mean carries its denominator.
//! Means are exact fractions; only the shown value is rounded, to one decimal, half up.

use std::collections::BTreeMap;

use super::ids::CompetencyId;
use super::rubric::Step;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mean {
    /// To one decimal, half up: 37 is 3.7.
    pub tenths: u16,
    /// The denominator.
    pub over: usize,
}

impl Mean {
    /// As printed: `3.7`.
    pub fn text(self) -> String {
        format!("{}.{}", self.tenths / 10, self.tenths % 10)
    }
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Scores {
    /// Of each competency with a scored question; `over` counts its questions.
    pub competencies: BTreeMap<CompetencyId, Mean>,
    /// The mean of those; `over` counts the competencies. `None` where nothing is scored.
    pub overall: Option<Mean>,
    pub scored_questions: usize,
}

/// From each scored question's competency and step.
pub fn scores<'a>(scored: impl IntoIterator<Item = (&'a CompetencyId, Step)>) -> Scores {
    let mut sums: BTreeMap<CompetencyId, (u128, u128)> = BTreeMap::new();
    for (competency, step) in scored {
        let (sum, count) = sums.entry(competency.clone()).or_default();
        *sum += u128::from(step.get());
        *count += 1;
    }
    let competencies = sums
        .iter()
        .map(|(id, &(sum, count))| {
            (id.clone(), Mean { tenths: tenths_half_up(sum, count), over: as_usize(count) })
        })
        .collect();
    Scores {
        competencies,
        overall: overall(sums.values().copied()),
        scored_questions: as_usize(sums.values().map(|(_, count)| count).sum()),
    }
}

/// The mean of fractions, as an exact fraction until it is rounded.
///
/// A set holds at most 200 items (`set::MAX_ITEMS`), so the product of the denominators stays below
/// e^(200/e) < 10^32 and all sums fit 128 bits.
fn overall(means: impl Iterator<Item = (u128, u128)>) -> Option<Mean> {
    let mut over = 0_usize;
    let (mut sum, mut denominator) = (0_u128, 1_u128);
    for (numerator, count) in means {
        sum = sum * count + numerator * denominator;
        denominator *= count;
        let shared = greatest_common_divisor(sum, denominator);
        sum /= shared;
        denominator /= shared;
        over += 1;
    }
    (over > 0).then(|| Mean { tenths: tenths_half_up(sum, denominator * over as u128), over })
}

/// `sum / count` in tenths, half up: floor(10 x + 1/2).
fn tenths_half_up(sum: u128, count: u128) -> u16 {
    let tenths = (20 * sum + count).checked_div(2 * count).unwrap_or(0);
    u16::try_from(tenths).unwrap_or(u16::MAX)
}

fn greatest_common_divisor(a: u128, b: u128) -> u128 {
    if b == 0 { a.max(1) } else { greatest_common_divisor(b, a % b) }
}

fn as_usize(count: u128) -> usize {
    usize::try_from(count).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `answers`: `competency step` pairs; `expected`: `overall/over | competency mean/over …`.
    fn check(answers: &str, expected: &str) {
        let scored: Vec<(CompetencyId, Step)> = answers
            .split(", ")
            .filter(|answer| !answer.is_empty())
            .map(|answer| {
                let (competency, step) = answer.split_once(' ').unwrap();
                let step = Step::try_from(step.parse::<u8>().unwrap()).unwrap();
                (CompetencyId::parse(competency).unwrap(), step)
            })
            .collect();
        let scores = scores(scored.iter().map(|(competency, step)| (competency, *step)));
        let show = |mean: Mean| format!("{}/{}", mean.text(), mean.over);
        let each: Vec<String> =
            scores.competencies.iter().map(|(id, mean)| format!("{id} {}", show(*mean))).collect();
        let overall = scores.overall.map_or("none".to_owned(), show);
        assert_eq!(format!("{overall} | {}", each.join(", ")), expected, "{answers}");
        assert_eq!(scores.scored_questions, scored.len());
    }

    #[test]
    fn scores_follow_their_definition() {
        check("", "none | ");
        check("a 4", "4.0/1 | a 4.0/1");
        check("a 1, a 2", "1.5/1 | a 1.5/2");
        // Competencies weigh the same, however many questions each has: (2 + 5) / 2, not 11 / 4.
        check("a 2, a 2, a 2, b 5", "3.5/2 | a 2.0/3, b 5.0/1");
        // 10/3 and 4: the mean of the exact values is 3.666…
        check("a 3, a 3, a 4, b 4", "3.7/2 | a 3.3/3, b 4.0/1");
    }

    #[test]
    fn a_tie_is_rounded_up_from_the_exact_value() {
        // 13/4 = 3.25 → 3.3
        check("a 3, a 3, a 3, a 4", "3.3/1 | a 3.3/4");
        // (4/3 + 7/6) / 2 = 1.25 exactly, though both thirds are unending decimals.
        check("a 1, a 1, a 2, b 1, b 1, b 1, b 1, b 1, b 2", "1.3/2 | a 1.3/3, b 1.2/6");
        // Rounding the rounded means would give (1.3 + 1.7) / 2; the exact mean is 1.5 too,
        // but (3.3 + 3.3 + 3.7) / 3 = 3.43 where the exact mean is 31/9 = 3.44.
        check("a 3, a 3, a 4, b 3, b 3, b 4, c 3, c 4, c 4", "3.4/3 | a 3.3/3, b 3.3/3, c 3.7/3");
    }
}
