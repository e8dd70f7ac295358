//! Titles of web pages as link texts: "What is a lock? - Questions - Site".

use std::borrow::Cow;
use std::collections::HashMap;

use crate::import::block::Block;

/// Blocks without the name of the site that most links of a document end with.
pub fn without_site_names(blocks: &[Block]) -> Cow<'_, [Block]> {
    let linked = blocks.iter().filter(|block| block.link.is_some()).count();
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for tail in
        blocks.iter().filter(|block| block.link.is_some()).flat_map(|block| tails(&block.text))
    {
        *counts.entry(tail).or_default() += 1;
    }
    let is_site =
        |tail: &str| counts.get(tail).is_some_and(|count| *count >= 4 && count * 10 >= linked * 2);
    if !counts.keys().any(|tail| is_site(tail)) {
        return Cow::Borrowed(blocks);
    }
    let mut named = blocks.to_vec();
    for block in named.iter_mut().filter(|block| block.link.is_some()) {
        while let Some((before, _)) = last_tail(&block.text)
            .filter(|(before, tail)| is_site(tail) && !before.trim().is_empty())
        {
            let length = before.len();
            block.text.truncate(length);
            // The name of a section of that site.
            if let Some((question, _)) = last_tail(&block.text)
                .filter(|(before, _)| before.trim_end().ends_with(['?', '？']))
            {
                let length = question.len();
                block.text.truncate(length);
            }
        }
    }
    Cow::Owned(named)
}

fn last_tail(text: &str) -> Option<(&str, &str)> {
    [" - ", " | ", " – ", " — ", "_"]
        .iter()
        .filter_map(|sign| text.rsplit_once(sign))
        .max_by_key(|(before, _)| before.len())
}

/// What stands behind each of the last two separators.
fn tails(text: &str) -> impl Iterator<Item = &str> {
    let last = last_tail(text);
    let before = last.and_then(|(before, _)| last_tail(before));
    last.into_iter().chain(before).map(|(_, tail)| tail)
}
