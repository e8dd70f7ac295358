//! What people read: why a question is in the set, what the set lacks, what cannot be had together.

use super::conflicts::Ask;
use super::model::{Apart, Column, Model, What, Why};
use crate::domain::bank::Bank;
use crate::domain::blueprint::{Blueprint, Need};
use crate::domain::ids::CompetencyId;
use crate::domain::question::{Question, Status};

/// `scenario question`, `question on Security`, `“Slow list”`.
fn noun(what: What, bank: &Bank) -> (String, String) {
    let on = |words: String| ("question".to_owned(), format!(" on {words}"));
    match what {
        What::Kind(kind) => (format!("{} question", kind.label().to_lowercase()), String::new()),
        What::Competency(id) => on(competency(bank, id)),
        What::Area(area) | What::EachArea(area) => on(area.to_owned()),
        What::Section(title) => ("question".to_owned(), format!(" for the section “{title}”")),
        What::Required(id) => {
            let name = bank.question(id).map_or(id.as_str(), Question::name);
            (format!("“{name}”"), String::new())
        }
    }
}

pub(super) fn competency(bank: &Bank, id: &CompetencyId) -> String {
    bank.competency(id).map_or(id.to_string(), |competency| competency.title.clone())
}

/// `2 scenario questions`, `1 question on Security`.
fn several(number: u32, what: What, bank: &Bank) -> String {
    let (noun, on) = noun(what, bank);
    match what {
        What::Required(_) => noun,
        _ if number == 1 => format!("1 {noun}{on}"),
        _ => format!("{number} {noun}s{on}"),
    }
}

/// As it stands in a conflict.
pub(super) fn ask(model: &Model, bank: &Bank, ask: Ask) -> String {
    let count = |place: usize| model.counts.get(place);
    match ask {
        Ask::Minutes => format!("{} minutes", model.budget),
        Ask::Section(place) => {
            let title = model.rooms.sections.get(place).map_or("", |section| &section.title);
            let most = model.rooms.limit(place).unwrap_or(0);
            format!("at most {most} in the section “{title}”")
        }
        Ask::AtLeast(place) => count(place).map_or_else(String::new, |count| {
            several(count.need.at_least.into(), count.what, bank)
        }),
        Ask::AtMost(place) => count(place).map_or_else(String::new, |count| {
            let most = count.need.at_most.unwrap_or(0);
            format!("at most {}", several(most.into(), count.what, bank))
        }),
    }
}

/// Why a question is in the set: what only it gives first.
pub(super) fn why(model: &Model, bank: &Bank, chosen: &[usize], column: &Column) -> String {
    let others = || {
        let columns = chosen.iter().filter_map(|&place| model.columns.get(place));
        columns.filter(|other| other.question.id != column.question.id)
    };
    let question = column.question;
    let title = competency(bank, &question.competency);
    let is_only = |is_alike: &dyn Fn(&Question) -> bool| !others().any(|o| is_alike(o.question));
    let is_of_competency = |other: &Question| other.competency == question.competency;
    let mut pool = model.columns.iter().map(|column| column.question);
    // A kind that comes with one competency only says nothing more.
    let says_more = pool.any(|other| other.kind == question.kind && !is_of_competency(other));
    let mut only = Vec::new();
    if is_only(&is_of_competency) {
        only.push(format!("the only question on {title}"));
    }
    if is_only(&|other| other.kind == question.kind) && (only.is_empty() || says_more) {
        only.push(format!("the only {}", kind_noun(question)));
    }
    if only.is_empty() && is_only(&|other| other.level == question.level) {
        only.push(format!("the only {} question", question.level.label()));
    }
    let mut words = match only.as_slice() {
        [] => usual(model, &title, chosen, column),
        only => only.join(", and "),
    };
    if column.is_locked {
        words = format!("kept by you; {words}");
    } else if model.blueprint.required.contains(&question.id) {
        words = format!("the blueprint asks for it; {words}");
    }
    if column.stale == 3 {
        words.push_str("; asked lately, and nothing fresher fits as well");
    }
    capitalised(&words)
}

/// For a question that is the only one in nothing.
fn usual(model: &Model, title: &str, chosen: &[usize], column: &Column) -> String {
    let columns = || chosen.iter().filter_map(|&place| model.columns.get(place));
    let question = column.question;
    let of_competency = columns().filter(|c| c.question.competency == question.competency).count();
    let of_area = columns().filter(|c| c.question.topic == question.topic).count();
    let area = &question.topic;
    match of_area {
        1 => format!("one of {of_competency} on {title}, and the only one from {area}"),
        _ => format!("one of {of_competency} on {title}; {of_area} are from {area}"),
    }
}

fn kind_noun(question: &Question) -> String {
    use crate::domain::level::Kind;
    match question.kind {
        Kind::CodeReview => "code review".to_owned(),
        Kind::Scenario => "scenario".to_owned(),
        kind => format!("{} question", kind.label().to_lowercase()),
    }
}

/// What is asked for and missing, one sentence each.
pub(super) fn gaps(model: &Model, bank: &Bank, chosen: &[usize]) -> Vec<String> {
    let mut gaps = Vec::new();
    if model.columns.is_empty() {
        gaps.push("Your bank has no question for this seniority".to_owned());
    }
    for count in &model.counts {
        let found = u32::try_from(count.found(chosen)).unwrap_or(u32::MAX);
        let Need { at_least, at_most, .. } = count.need;
        let wanted = u32::from(at_least);
        if found < wanted {
            gaps.push(too_few(model, bank, count.what, found, wanted, count.members.len()));
        }
        if let Some(most) = at_most.map(u32::from).filter(|most| found > *most) {
            gaps.push(format!("{}, {most} at most", several(found, count.what, bank)));
        }
    }
    let tolerance = model.budget / 10;
    for (number, row) in model.levels.iter().enumerate() {
        let of_level = chosen.iter().filter_map(|&place| model.columns.get(place));
        let found: u32 = of_level.filter(|c| c.level == number).map(|c| c.minutes).sum();
        let level = row.level.label();
        if found + tolerance < row.target {
            gaps.push(format!("Only {found} of {} {level} minutes", row.target));
        } else if found > row.target + tolerance {
            gaps.push(format!(
                "{found} {level} minutes, {} more than its share",
                found - row.target
            ));
        }
    }
    let minutes: u32 =
        chosen.iter().filter_map(|&place| model.columns.get(place)).map(|c| c.minutes).sum();
    if model.budget.saturating_sub(minutes) > tolerance {
        let idle = model.budget - minutes;
        gaps.push(format!("{idle} of {} minutes have no question", model.budget));
    }
    gaps.extend(model.aparts.iter().filter_map(|apart| together(model, apart, chosen)));
    if minutes > model.budget {
        gaps.push(format!("{} minutes over time", minutes - model.budget));
    }
    gaps
}

/// Questions that a person put into one set although they measure the same.
fn together(model: &Model, apart: &Apart, chosen: &[usize]) -> Option<String> {
    let both = apart.members.iter().filter(|place| chosen.contains(place));
    let names: Vec<&str> =
        both.filter_map(|&place| Some(model.columns.get(place)?.question.name())).collect();
    let [one, other, ..] = names.as_slice() else { return None };
    Some(match apart.why {
        Why::Topic(topic) => format!("“{one}” and “{other}” both cover {topic}"),
        Why::Family(_) => format!("“{one}” and “{other}” are forms of one question"),
        Why::Alike => format!("“{one}” and “{other}” read much alike"),
    })
}

fn too_few(
    model: &Model,
    bank: &Bank,
    what: What,
    found: u32,
    wanted: u32,
    members: usize,
) -> String {
    if let What::Required(id) = what {
        let why = match bank.question(id) {
            None => "your bank does not have it",
            Some(question) if question.status != Status::Ready => "it is not ready",
            Some(_) if members == 0 => "it was left out, or its level is not asked for",
            Some(_) => "it does not fit beside the others",
        };
        return format!("{} is missing: {why}", noun(what, bank).0);
    }
    let (noun, on) = noun(what, bank);
    let lacking = if found == 0 {
        format!("No {noun}{on}")
    } else {
        format!("Only {found} of {}", several(wanted, what, bank))
    };
    // There are enough; together with the rest they do not fit.
    if members >= wanted as usize {
        let one = if wanted - found == 1 { "one more" } else { "more" };
        let room = if found == 0 { "one" } else { one };
        return format!("{lacking}: no room for {room}");
    }
    match nearest(model, bank, what) {
        Some(nearest) => format!(
            "{lacking}; the nearest is “{}” ({}, {})",
            nearest.name(),
            nearest.level.label(),
            nearest.kind.label().to_lowercase()
        ),
        None => format!("{lacking} in your bank"),
    }
}

/// What an exchange leaves missing: `then no question on Security`.
pub(super) fn lacks(bank: &Bank, what: What, held: usize) -> String {
    let (noun, on) = noun(what, bank);
    match (what, held) {
        (What::Required(_), _) => format!("then without {noun}, which the blueprint asks for"),
        (_, 0) => format!("then no {noun}{on}"),
        (_, 1) => format!("then only 1 {noun}{on}"),
        (_, held) => format!("then only {held} {noun}s{on}"),
    }
}

pub(super) fn brings(bank: &Bank, what: What) -> String {
    let (noun, on) = noun(what, bank);
    format!("brings a {noun}{on}")
}

/// A question that would count, but for its level or section: the one nearest to the levels asked.
fn nearest<'b>(model: &Model, bank: &'b Bank, what: What) -> Option<&'b Question> {
    let is_meant = |question: &&Question| {
        let counts = match what {
            What::Kind(kind) => question.kind == kind,
            What::Competency(id) => question.competency == *id,
            What::Area(area) | What::EachArea(area) => question.topic == area,
            What::Section(_) | What::Required(_) => false,
        };
        let is_in = |column: &Column| column.question.id == question.id;
        counts && question.status == Status::Ready && !model.columns.iter().any(is_in)
    };
    let distance = |question: &&Question| {
        let levels = model.levels.iter().map(|row| row.level as u8);
        levels.map(|level| level.abs_diff(question.level as u8)).min()
    };
    bank.questions.iter().filter(is_meant).min_by_key(distance)
}

/// What the question would be like that closes a gap: tried, not guessed.
pub(super) fn closes(minutes: u32, level: &str, what: What, bank: &Bank) -> String {
    let (noun, on) = noun(what, bank);
    format!("One {minutes}-minute {level} {noun}{on} in the bank would close this")
}

pub(super) fn capitalised(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// The needs of a blueprint that contradict themselves, as `check` tells them.
pub fn contradictions(blueprint: &Blueprint) -> Vec<String> {
    let kinds = blueprint.kinds.iter().map(|(kind, need)| (kind.label().to_owned(), need));
    let competencies = blueprint.competencies.iter().map(|(id, need)| (id.to_string(), need));
    let areas = blueprint.areas.iter().map(|(area, need)| (area.clone(), need));
    let all = kinds.chain(competencies).chain(areas);
    all.filter(|(_, need)| need.is_contradictory())
        .map(|(name, need)| {
            let most = need.at_most.unwrap_or(0);
            format!("{name}: at least {} and at most {most}", need.at_least)
        })
        .collect()
}
