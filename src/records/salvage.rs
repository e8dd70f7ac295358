//! The best version of a session that several damaged or short copies still give together.
//!
//! Nothing is guessed. An event counts only where the chain proves it: by a stored link, the
//! witness's head, or the checksum of its line in the second copy. A text counts where its hash
//! does.

use std::collections::{BTreeMap, BTreeSet};

use super::sqlite::Head;
use crate::domain::canonical::Digest;
use crate::domain::event::{Event, EventKind, chain_start};
use crate::domain::ids::{SessionId, TextId};
use crate::domain::record::SessionRecord;
use crate::domain::set::FrozenSet;
use crate::domain::text::{Text, TextContent, TextRef};

/// What can be read of a session, from one copy or several.
#[derive(Debug, Default)]
pub struct Scraps {
    /// Sets that may be the session's.
    pub sets: Vec<FrozenSet>,
    /// In any order.
    pub events: Vec<Scrap>,
    /// In any order.
    pub texts: Vec<Text>,
    pub lost: Option<String>,
}

/// One event as a copy holds it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scrap {
    pub event: Event,
    pub link: Option<Digest>,
    /// A checksum proves that it is what was written.
    pub is_checked: bool,
}

#[derive(Debug)]
pub struct Best {
    /// As far as it is proven.
    pub record: SessionRecord,
    /// Events that any copy or the witness mentions.
    pub expected: u64,
    pub lost_texts: usize,
    /// The set is not the one the session was made from.
    pub has_other_set: bool,
    /// Its events follow from each other, but are not those that were acknowledged.
    pub is_another: bool,
}

impl Best {
    pub fn is_whole(&self) -> bool {
        self.lost_events() == 0 && self.lost_texts == 0 && !self.has_other_set && !self.is_another
    }

    /// Events that no copy has any more.
    pub fn lost_events(&self) -> u64 {
        self.expected.saturating_sub(self.record.events.len() as u64)
    }

    /// `None` where nothing is missing.
    pub fn lost_words(&self) -> Option<String> {
        let steps = match self.lost_events() {
            0 => None,
            lost => Some(format!("{lost} of {} steps could not be read", self.expected)),
        };
        let texts = match self.lost_texts {
            0 => None,
            1 => Some("1 text could not be read".to_owned()),
            lost => Some(format!("{lost} texts could not be read")),
        };
        let set = self.has_other_set.then_some("its questions are not the ones it was made from");
        let other = self.is_another.then_some("its steps are not those that were acknowledged");
        let facts = set.into_iter().chain(other).map(str::to_owned);
        let parts: Vec<String> = steps.into_iter().chain(texts).chain(facts).collect();
        (!parts.is_empty()).then(|| parts.join(", "))
    }
}

/// Whether a record has come at least as far as the witness says, by the very same events. One that
/// is too short contradicts nothing.
pub fn follows(record: &SessionRecord, head: &Head) -> bool {
    let Ok(count) = usize::try_from(head.events) else { return false };
    let Some(events) = record.events.get(..count) else { return true };
    let link = events.iter().try_fold(chain_start(&record.id), |link, event| event.chain(&link));
    link.is_ok_and(|link| link == head.chain)
}

impl Scraps {
    /// A whole record is a copy too.
    pub fn of(record: &SessionRecord) -> Self {
        let mut link = Some(chain_start(&record.id));
        let scrap = |event: &Event| {
            link = link.and_then(|link| event.chain(&link).ok());
            Scrap { event: event.clone(), link, is_checked: false }
        };
        Self {
            sets: vec![record.set.clone()],
            events: record.events.iter().map(scrap).collect(),
            texts: record.texts.clone(),
            lost: record.lost.clone(),
        }
    }

    pub fn join(mut self, other: Self) -> Self {
        self.sets.extend(other.sets);
        self.events.extend(other.events);
        self.texts.extend(other.texts);
        self.lost = self.lost.or(other.lost);
        self
    }

    /// `None` where not even the planning is left. `witnessed` is how far the session had come.
    pub fn best(&self, id: &SessionId, witnessed: Option<&Head>) -> Option<Best> {
        let events = self.proven_events(id, witnessed);
        let Some(EventKind::Planned { set: digest, .. }) = events.first().map(|e| &e.kind) else {
            return None;
        };
        let is_the_set = |set: &&FrozenSet| set.digest().is_ok_and(|found| found == *digest);
        let set = self.sets.iter().find(is_the_set);
        let has_other_set = set.is_none();
        let set = set.or(self.sets.first())?.clone();
        let (texts, lost_texts) = self.proven_texts(&events);
        let last = self.events.iter().map(|scrap| scrap.event.seq).max().unwrap_or(0);
        let expected = witnessed.map_or(0, |head| head.events).max(last);
        let record = SessionRecord { id: id.clone(), set, events, texts, lost: None };
        let is_another = witnessed.is_some_and(|head| !follows(&record, head));
        let mut best = Best { record, expected, lost_texts, has_other_set, is_another };
        best.record.lost = best.lost_words().or_else(|| self.lost.clone());
        Some(best)
    }

    fn proven_events<'s>(&'s self, id: &SessionId, witnessed: Option<&Head>) -> Vec<Event> {
        let mut by_seq: BTreeMap<u64, Vec<&Scrap>> = BTreeMap::new();
        let mut links: BTreeSet<(u64, Digest)> =
            witnessed.map(|head| (head.events, head.chain)).into_iter().collect();
        for scrap in &self.events {
            by_seq.entry(scrap.event.seq).or_default().push(scrap);
            links.extend(scrap.link.map(|link| (scrap.event.seq, link)));
        }
        let (mut events, mut proven) = (Vec::new(), 0);
        let mut link = chain_start(id);
        for seq in 1.. {
            let Some(scraps) = by_seq.get(&seq) else { break };
            let next = |scrap: &'s Scrap| Some((scrap.event.chain(&link).ok()?, scrap));
            let candidates: Vec<(Digest, &Scrap)> =
                scraps.iter().filter_map(|scrap| next(scrap)).collect();
            let linked = candidates.iter().find(|(after, _)| links.contains(&(seq, *after)));
            let checked = candidates.iter().find(|(_, scrap)| scrap.is_checked);
            // Without a proof of its own, the next link may still prove it.
            let Some((after, scrap)) = linked.or(checked).or(candidates.first()) else { break };
            events.push(scrap.event.clone());
            if linked.is_some() || checked.is_some() {
                proven = events.len();
            }
            link = *after;
        }
        events.truncate(proven);
        events
    }

    fn proven_texts(&self, events: &[Event]) -> (Vec<Text>, usize) {
        let mut candidates: BTreeMap<&TextId, Vec<&Text>> = BTreeMap::new();
        for text in &self.texts {
            candidates.entry(&text.id).or_default().push(text);
        }
        let references = events.iter().flat_map(|event| event.kind.texts());
        let references: BTreeMap<&TextId, &TextRef> =
            references.map(|reference| (&reference.id, reference)).collect();
        let (mut texts, mut lost) = (Vec::new(), 0);
        for (id, reference) in references {
            let known = candidates.get(id).map(Vec::as_slice).unwrap_or_default();
            let hash = |text: &Text| text.content.as_ref().map(TextContent::hash);
            let proven = known.iter().find(|text| hash(text) == Some(reference.hash));
            // Erased on purpose, in every copy.
            let is_erased = !known.is_empty() && known.iter().all(|text| text.content.is_none());
            lost += usize::from(proven.is_none() && !is_erased);
            let content = proven.and_then(|text| text.content.clone());
            texts.push(Text { id: id.clone(), content });
        }
        texts.sort_by(|a, b| {
            let key = |text: &Text| (text.id.as_str().len(), text.id.clone());
            key(a).cmp(&key(b))
        });
        (texts, lost)
    }
}
