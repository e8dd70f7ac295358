//! Assembly: a question set from a bank, by a blueprint.
//!
//! The proposal is sound (never over time, no question twice, none excluded), deterministic (the
//! same bank, blueprint, minutes and seed give the same set) and explained. The search takes single
//! steps (add, exchange, drop) until none helps, then removes every one and every two questions in
//! turn and fills up again. The result is good, not proved best, so it never claims to be optimal.

use std::collections::{BTreeMap, BTreeSet};

use super::bank::Bank;
use super::blueprint::{Blueprint, Section};
use super::canonical::Digest;
use super::ids::{CompetencyId, QuestionId, SetId};
use super::level::{Kind, Level};
use super::question::{Question, Status};
use super::set::{MAX_ITEMS, QuestionSet, SetItem};

#[derive(Debug, Clone, Copy)]
pub struct Request<'a> {
    pub blueprint: &'a Blueprint,
    /// The whole interview, opening and closing included.
    pub minutes: u16,
    /// Picks among equally good sets.
    pub seed: u64,
    pub exclude: &'a BTreeSet<QuestionId>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// With a reason beside each item.
    pub set: QuestionSet,
    /// Penalty of the set; 0 is a perfect fit.
    pub objective: u32,
    /// What the blueprint asks for and the set lacks.
    pub gaps: Vec<String>,
}

pub fn assemble(bank: &Bank, request: Request<'_>) -> Proposal {
    let search = Search::new(bank, request);
    let chosen = search.run();
    let mut set = QuestionSet {
        id: set_id(request),
        title: format!("{}, {} minutes", request.blueprint.title, request.minutes),
        seniority: request.blueprint.seniority,
        opening_minutes: request.blueprint.opening_minutes,
        closing_minutes: request.blueprint.closing_minutes,
        items: Vec::new(),
    };
    let optional = search.optional(&chosen);
    set.items = placed(&request.blueprint.sections, &chosen)
        .unwrap_or_default()
        .into_iter()
        .map(|(section, question)| SetItem {
            question: question.id.clone(),
            section,
            minutes: question.minutes,
            required: !optional.contains(&question.id),
            why: search.why(question, &chosen),
        })
        .collect();
    Proposal { objective: search.penalty(&chosen), gaps: search.gaps(&chosen), set }
}

/// Penalty for a question of a kind or a competency that is asked for and missing.
const MISSING: u32 = 15;
/// Penalty for two questions that cover the same topic key.
const OVERLAP: u32 = 10;
/// Penalty for a minute that no question uses.
const IDLE_MINUTE: u32 = 2;
/// Penalty for a minute by which a level misses its share.
const LEVEL_MINUTE: u32 = 1;
/// Penalty for each further question on one topic.
const SAME_TOPIC: u32 = 2;
/// Penalty for each question of a kind beyond twice the number asked for (one where none is).
const SAME_KIND: u32 = 4;

/// Largest set that is also taken apart and refilled; beyond it, the time outgrows the gain.
const REFILL_AT_MOST: usize = 14;

struct Search<'a> {
    blueprint: &'a Blueprint,
    bank: &'a Bank,
    budget: u16,
    /// Usable questions, in the order that the seed gives them.
    pool: Vec<&'a Question>,
}

impl<'a> Search<'a> {
    fn new(bank: &'a Bank, request: Request<'a>) -> Self {
        let blueprint = request.blueprint;
        let usable = |question: &&Question| {
            question.status == Status::Ready
                && !request.exclude.contains(&question.id)
                && blueprint.competencies.contains_key(&question.competency)
                && blueprint.levels.get(&question.level).is_some_and(|share| *share > 0)
                && blueprint.sections.iter().any(|section| takes(section, question))
        };
        let mut pool: Vec<&Question> = bank.questions.iter().filter(usable).collect();
        pool.sort_by_cached_key(|question| {
            let seed = request.seed.to_be_bytes();
            Digest::of_parts("plumbline.assemble", &[&seed, question.id.as_str().as_bytes()])
        });
        Self { blueprint, bank, budget: blueprint.question_minutes(request.minutes), pool }
    }

    fn run(&self) -> Vec<&'a Question> {
        let mut chosen = self.climb(Vec::new());
        while chosen.len() <= REFILL_AT_MOST
            && let Some(better) = self.best_refill(&chosen)
        {
            chosen = better;
        }
        chosen
    }

    fn climb(&self, mut chosen: Vec<&'a Question>) -> Vec<&'a Question> {
        while let Some(better) = self.best_step(&chosen) {
            chosen = better;
        }
        chosen
    }

    /// The best set found by taking out one or two questions and climbing without them; `None`
    /// where none is better.
    fn best_refill(&self, chosen: &[&'a Question]) -> Option<Vec<&'a Question>> {
        let mut best = None;
        let mut least = self.penalty(chosen);
        for (at, one) in chosen.iter().enumerate() {
            for other in chosen.iter().skip(at) {
                let barred = [&one.id, &other.id];
                let rest =
                    chosen.iter().copied().filter(|kept| !barred.contains(&&kept.id)).collect();
                let without = Search {
                    pool: self.pool.iter().copied().filter(|q| !barred.contains(&&q.id)).collect(),
                    ..*self
                };
                // Climb without them first; the last steps may use them again.
                let refilled = self.climb(without.climb(rest));
                let penalty = self.penalty(&refilled);
                if penalty < least {
                    least = penalty;
                    best = Some(refilled);
                }
            }
        }
        best
    }

    /// The best set one step away: a question added, or else dropped or exchanged. Each step lowers
    /// the penalty, so the search ends.
    fn best_step(&self, chosen: &[&'a Question]) -> Option<Vec<&'a Question>> {
        let is_chosen = |question: &Question| chosen.iter().any(|c| c.id == question.id);
        let free = || self.pool.iter().copied().filter(|question| !is_chosen(question));
        let with = |kept: Vec<&'a Question>, new| kept.into_iter().chain([new]).collect();
        let without = |out: &Question| -> Vec<&'a Question> {
            chosen.iter().copied().filter(|kept| kept.id != out.id).collect()
        };
        let added = free().map(|new| with(chosen.to_vec(), new));
        // Exchanging is slower than adding, so it waits until nothing more fits.
        self.best_of(added, chosen).or_else(|| {
            let exchanged = chosen.iter().flat_map(|out| {
                let kept = without(out);
                free().map(move |new| with(kept.clone(), new))
            });
            let dropped = chosen.iter().map(|out| without(out));
            self.best_of(dropped.chain(exchanged), chosen)
        })
    }

    /// The best allowed candidate that beats `chosen`; the first among equals.
    fn best_of(
        &self,
        candidates: impl Iterator<Item = Vec<&'a Question>>,
        chosen: &[&'a Question],
    ) -> Option<Vec<&'a Question>> {
        let mut best = None;
        let mut least = self.penalty(chosen);
        let fits = |candidate: &[&Question]| {
            candidate.len() <= MAX_ITEMS && minutes(candidate) <= u32::from(self.budget)
        };
        for candidate in candidates.filter(|candidate| fits(candidate)) {
            let penalty = self.penalty(&candidate);
            // Both are slower than the penalty, so they come last.
            if penalty < least
                && !has_parallels(&candidate)
                && placed(&self.blueprint.sections, &candidate).is_some()
            {
                least = penalty;
                best = Some(candidate);
            }
        }
        best
    }

    fn penalty(&self, chosen: &[&Question]) -> u32 {
        let idle = u32::from(self.budget).saturating_sub(minutes(chosen));
        let levels: u32 =
            self.level_minutes(chosen).map(|(_, wanted, found)| wanted.abs_diff(found)).sum();
        let pairs = || {
            chosen
                .iter()
                .enumerate()
                .flat_map(|(at, one)| chosen.iter().skip(at + 1).map(move |other| (one, other)))
        };
        let overlap = |(one, other): &(&&Question, &&Question)| {
            one.covers.iter().any(|a| other.covers.iter().any(|b| a.topic == b.topic))
        };
        let overlaps = pairs().filter(overlap).count();
        let same_topic = pairs().filter(|(one, other)| one.topic == other.topic).count();
        MISSING * self.shortfall(chosen)
            + IDLE_MINUTE * idle
            + LEVEL_MINUTE * levels
            + OVERLAP * small(overlaps)
            + SAME_TOPIC * small(same_topic)
            + SAME_KIND * self.surplus_of_kinds(chosen)
    }

    /// Questions of a kind or competency that are asked for and missing.
    fn shortfall(&self, chosen: &[&Question]) -> u32 {
        let kinds = self.missing_kinds(chosen).map(|(_, wanted, found)| wanted - found);
        let competencies =
            self.missing_competencies(chosen).map(|(_, wanted, found)| wanted - found);
        kinds.sum::<u32>() + competencies.sum::<u32>()
    }

    /// Kinds with too few questions: the kind, how many are asked for, how many there are.
    fn missing_kinds(&self, chosen: &[&Question]) -> impl Iterator<Item = (Kind, u32, u32)> {
        self.blueprint.kinds.iter().filter_map(|(&kind, &wanted)| {
            let found = small(chosen.iter().filter(|question| question.kind == kind).count());
            (found < u32::from(wanted)).then_some((kind, u32::from(wanted), found))
        })
    }

    /// How many questions are of a kind that there are enough of.
    fn surplus_of_kinds(&self, chosen: &[&Question]) -> u32 {
        let surplus = |kind: &Kind| {
            let wanted = self.blueprint.kinds.get(kind).copied().unwrap_or(0);
            let enough = u32::from(wanted.max(1)) * 2;
            let found = chosen.iter().filter(|question| question.kind == *kind).count();
            small(found).saturating_sub(enough)
        };
        Kind::ALL.iter().map(surplus).sum()
    }

    /// Competencies with too few questions: which, how many are asked for, how many there are.
    fn missing_competencies(
        &self,
        chosen: &[&Question],
    ) -> impl Iterator<Item = (&'a CompetencyId, u32, u32)> {
        self.blueprint.competencies.iter().filter_map(|(id, &wanted)| {
            let found = small(chosen.iter().filter(|question| question.competency == *id).count());
            (found < u32::from(wanted)).then_some((id, u32::from(wanted), found))
        })
    }

    /// Each level with its wanted minutes and its minutes in the set.
    fn level_minutes(&self, chosen: &[&Question]) -> impl Iterator<Item = (Level, u32, u32)> {
        self.blueprint.levels.iter().map(|(&level, &share)| {
            let of_level = chosen.iter().filter(|question| question.level == level);
            let found = of_level.map(|question| u32::from(question.minutes)).sum();
            (level, (u32::from(self.budget) * u32::from(share) + 50) / 100, found)
        })
    }

    /// Questions that can be left out with every minimum still met, up to a quarter of the time.
    fn optional(&self, chosen: &[&Question]) -> BTreeSet<QuestionId> {
        let mut kept: Vec<&Question> = chosen.to_vec();
        let mut optional = BTreeSet::new();
        let mut left = u32::from(self.budget) / 4;
        let needs = |set: &[&Question]| self.shortfall(set);
        for question in chosen.iter().rev() {
            let rest: Vec<&Question> =
                kept.iter().copied().filter(|other| other.id != question.id).collect();
            let cost = u32::from(question.minutes);
            if cost <= left && needs(&rest) == needs(&kept) {
                left -= cost;
                optional.insert(question.id.clone());
                kept = rest;
            }
        }
        optional
    }

    /// What of the blueprint a question serves.
    fn why(&self, question: &Question, chosen: &[&Question]) -> String {
        let asked = |wanted: u8, of: &str, all: usize| {
            if wanted > 0 { format!("{of} ({wanted} needed, {all} chosen)") } else { of.to_owned() }
        };
        let of_competency = chosen.iter().filter(|q| q.competency == question.competency).count();
        let of_kind = chosen.iter().filter(|q| q.kind == question.kind).count();
        let wanted = self.blueprint.competencies.get(&question.competency).copied().unwrap_or(0);
        let title = self.title(&question.competency);
        let mut reasons = vec![asked(wanted, &title, of_competency)];
        if let Some(&wanted) = self.blueprint.kinds.get(&question.kind) {
            reasons.push(asked(wanted, question.kind.label(), of_kind));
        }
        if let Some(share) = self.blueprint.levels.get(&question.level) {
            reasons.push(format!("{} ({share} % of the time)", question.level.label()));
        }
        reasons.join("; ")
    }

    fn title(&self, id: &CompetencyId) -> String {
        self.bank.competency(id).map_or(id.to_string(), |competency| competency.title.clone())
    }

    fn gaps(&self, chosen: &[&Question]) -> Vec<String> {
        let mut gaps = Vec::new();
        if self.pool.is_empty() {
            gaps.push("your bank has no question for this seniority".to_owned());
        }
        for (kind, wanted, found) in self.missing_kinds(chosen) {
            gaps.push(short_of(
                found,
                wanted,
                &format!("{} question", kind.label().to_lowercase()),
                "",
            ));
        }
        for (id, wanted, found) in self.missing_competencies(chosen) {
            gaps.push(short_of(found, wanted, "question", &format!(" on {}", self.title(id))));
        }
        let tolerance = u32::from(self.budget) / 10;
        for (level, wanted, found) in self.level_minutes(chosen) {
            if wanted.abs_diff(found) > tolerance {
                gaps.push(format!("{found} of {wanted} {} minutes", level.label()));
            }
        }
        let idle = u32::from(self.budget).saturating_sub(minutes(chosen));
        if idle > tolerance {
            gaps.push(format!("{idle} of {} minutes unfilled", self.budget));
        }
        gaps
    }
}

fn set_id(request: Request<'_>) -> SetId {
    let blueprint = &request.blueprint.id;
    // A blueprint's id may already be as long as an id can be; then the set takes it unchanged.
    SetId::parse(format!("{blueprint}-{}-minutes", request.minutes))
        .unwrap_or_else(|_| SetId::from(blueprint.clone()))
}

/// Whether two questions measure the same on purpose: a candidate hears one of them.
fn has_parallels(chosen: &[&Question]) -> bool {
    let mut families = BTreeSet::new();
    !chosen.iter().all(|question| families.insert(question.family()))
}

/// In section order, easier and shorter questions first within each; `None` where a question finds
/// no section with room for it.
fn placed<'q>(
    sections: &[Section],
    chosen: &[&'q Question],
) -> Option<Vec<(String, &'q Question)>> {
    let mut waiting: Vec<&Question> = chosen.to_vec();
    waiting.sort_by_key(|question| (question.level, question.minutes, &question.id));
    let mut taken: BTreeMap<usize, Vec<&Question>> = BTreeMap::new();
    for question in waiting {
        let has_room = |place: &usize, section: &Section| {
            let held = taken.get(place).map_or(0, Vec::len);
            section.at_most.is_none_or(|most| held < usize::from(most))
        };
        let mut fitting = sections.iter().enumerate();
        let fits = |(place, section): &(usize, &Section)| {
            takes(section, question) && has_room(place, section)
        };
        let (place, _) = fitting.find(fits)?;
        taken.entry(place).or_default().push(question);
    }
    let mut rows = Vec::new();
    for (place, questions) in taken {
        let title = &sections.get(place)?.title;
        rows.extend(questions.into_iter().map(|question| (title.clone(), question)));
    }
    Some(rows)
}

fn takes(section: &Section, question: &Question) -> bool {
    section.kinds.contains(&question.kind) && section.levels.contains(&question.level)
}

fn minutes(chosen: &[&Question]) -> u32 {
    chosen.iter().map(|question| u32::from(question.minutes)).sum()
}

fn small(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// That there are too few: `No design question fits`, `Only 1 of 2 questions on security fit`.
fn short_of(found: u32, wanted: u32, what: &str, on: &str) -> String {
    match found {
        0 => format!("no {what}{on} fits"),
        _ => format!("only {found} of {wanted} {what}s{on} fit"),
    }
}
