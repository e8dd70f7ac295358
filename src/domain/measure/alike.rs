//! Texts that are much alike, found without comparing each with each.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::text::plain_words;

/// The part of their word pairs that two texts share, from which on they are too alike.
const ALIKE: f64 = 0.5;
/// A pair of words that so many texts have tells nothing of any of them.
const COMMON: usize = 64;

/// The places of texts that are alike, the earlier one first.
pub fn pairs(texts: &[&str]) -> Vec<(usize, usize)> {
    let texts: Vec<BTreeSet<(String, String)>> =
        texts.iter().map(|text| word_pairs(text)).collect();
    let mut having: HashMap<&(String, String), Vec<usize>> = HashMap::new();
    for (place, pairs) in texts.iter().enumerate() {
        for pair in pairs {
            having.entry(pair).or_default().push(place);
        }
    }
    let mut candidates = BTreeMap::new();
    for places in having.values().filter(|places| places.len() <= COMMON) {
        for (number, first) in places.iter().enumerate() {
            for second in places.iter().skip(number + 1) {
                *candidates.entry((*first, *second)).or_insert(0) += 1;
            }
        }
    }
    let size = |place: usize| texts.get(place).map_or(0, BTreeSet::len);
    let is_alike = |((first, second), shared): &((usize, usize), usize)| {
        let all = size(*first) + size(*second) - shared;
        *shared as f64 >= ALIKE * all as f64
    };
    candidates.into_iter().filter(is_alike).map(|(pair, _)| pair).collect()
}

/// Neighbouring words: their order tells two questions on the same matter apart.
fn word_pairs(text: &str) -> BTreeSet<(String, String)> {
    let words = plain_words(text);
    words
        .windows(2)
        .filter_map(|pair| Some((pair.first()?.clone(), pair.get(1)?.clone())))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_changed_word_is_alike_and_another_order_is_not() {
        let texts = [
            "How would you find out which query of the page is slow?",
            "Which page would you look at first, and what of?",
            "How would you find out which query of the list is slow?",
        ];
        assert_eq!(pairs(&texts), [(0, 2)]);
    }
}
