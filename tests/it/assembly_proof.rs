//! The best set is the best: checked by trying every choice, on the program as it is written out.

use std::collections::{BTreeMap, BTreeSet};

use plumbline::domain::assemble::{Asked, Counted, assemble, lp_text, penalty};
use plumbline::domain::blueprint::{Blueprint, Need};
use plumbline::domain::question::Question;

use crate::instances::{Instance, instance};

/// A row of a program in the LP format.
struct Row {
    name: String,
    terms: Vec<(i64, String)>,
    op: String,
    right: i64,
}

/// Reads what the format holds, as far as our programs use it.
fn read(text: &str) -> (BTreeMap<String, i64>, Vec<Row>) {
    let part = |from: &str, to: &str| text.split(from).nth(1).unwrap().split(to).next().unwrap();
    let terms = |words: &[&str]| -> Vec<(i64, String)> {
        words
            .chunks(3)
            .map(|term| {
                let factor: i64 = term[1].parse().unwrap();
                (if term[0] == "-" { -factor } else { factor }, term[2].to_owned())
            })
            .collect()
    };
    let costs = part("penalty:", "Subject To");
    let costs: Vec<&str> = costs.split_whitespace().collect();
    let costs = terms(&costs).into_iter().map(|(cost, name)| (name, cost)).collect();
    let mut rows: Vec<String> = Vec::new();
    for line in part("Subject To\n", "Bounds\n").lines() {
        match line.contains(':') {
            true => rows.push(line.to_owned()),
            false => rows.last_mut().unwrap().push_str(line),
        }
    }
    let rows = rows.iter().map(|line| {
        let (name, rest) = line.split_once(':').unwrap();
        let words: Vec<&str> = rest.split_whitespace().collect();
        let [terms_words @ .., op, right] = words.as_slice() else { panic!("{line}") };
        Row {
            name: name.trim().to_owned(),
            terms: terms(terms_words),
            op: (*op).to_owned(),
            right: right.parse().unwrap(),
        }
    });
    (costs, rows.collect())
}

/// What a choice costs: each row by itself, since no two share a variable that is not chosen. `None`
/// where a row cannot be met.
fn cost(costs: &BTreeMap<String, i64>, rows: &[Row], chosen: &dyn Fn(&str) -> bool) -> Option<i64> {
    let cost_of = |name: &str| costs.get(name).copied().unwrap_or(0);
    let mut all = costs.iter().filter(|(name, _)| chosen(name)).map(|(_, cost)| cost).sum::<i64>();
    for row in rows {
        let is_choice = |name: &str| name.starts_with('x');
        let sum: i64 =
            row.terms.iter().filter(|(_, n)| is_choice(n) && chosen(n)).map(|(f, _)| f).sum();
        let missing = row.right - sum;
        let slack = |sign: i64| {
            let is_slack = |(factor, name): &&(i64, String)| !is_choice(name) && *factor == sign;
            row.terms.iter().find(is_slack).map(|(_, name)| cost_of(name))
        };
        let off = match row.op.as_str() {
            "<=" if missing >= 0 => 0,
            ">=" if missing <= 0 => 0,
            _ => missing,
        };
        // A slack with a factor of 1 fills up what is missing, one with -1 takes off what is too much.
        all += off.abs() * if off == 0 { 0 } else { slack(off.signum())? };
    }
    Some(all)
}

#[test]
fn no_choice_of_all_has_a_smaller_penalty() {
    let mut proven = 0;
    for seed in 0..60 {
        let mut instance = instance(seed, 30, 2);
        // No section is limited: a program with flows is not read row by row.
        for section in &mut instance.bank.blueprints[0].sections {
            section.at_most = None;
        }
        // As many as can be tried.
        let usable =
            |question: &Question| instance.bank.blueprints[0].levels.contains_key(&question.level);
        let mut left = 13;
        let questions = instance.bank.questions.iter().filter(|question| {
            let is_kept = usable(question) && left > 0;
            left -= usize::from(is_kept);
            is_kept
        });
        instance.bank.questions = questions.cloned().collect();
        let (found, bound) = penalty(&instance.bank, instance.request());
        let (costs, rows) = read(&lp_text(&instance.bank, instance.request()));
        let names: BTreeSet<&str> = rows
            .iter()
            .filter(|row| row.name == "minutes")
            .flat_map(|row| row.terms.iter().map(|(_, name)| name.as_str()))
            .filter(|name| name.starts_with('x'))
            .collect();
        let names: Vec<&str> = names.into_iter().collect();
        let least = (0_u32..1 << names.len())
            .filter_map(|choice| {
                let is_chosen = |name: &str| {
                    let at = names.iter().position(|other| *other == name);
                    at.is_some_and(|at| choice >> at & 1 == 1)
                };
                cost(&costs, &rows, &is_chosen)
            })
            .min()
            .unwrap();
        assert_eq!(i64::try_from(found).unwrap(), least, "seed {seed}");
        assert!(bound <= found, "seed {seed}");
        proven += u32::from(found == bound);
    }
    assert_eq!(proven, 60);
}

/// A blueprint with these things asked for and nothing else.
fn only(blueprint: &Blueprint, minutes: u16, asks: &[Asked]) -> (Blueprint, u16) {
    let mut only = blueprint.clone();
    let kept = |counted: Counted, need: &mut Need| {
        let at_least = asks.contains(&Asked::AtLeast(counted.clone()));
        let at_most = asks.contains(&Asked::AtMost(counted));
        *need = Need {
            at_least: if at_least { need.at_least } else { 0 },
            at_most: need.at_most.filter(|_| at_most),
            target: None,
        };
    };
    only.kinds.iter_mut().for_each(|(kind, need)| kept(Counted::Kind(*kind), need));
    only.competencies.iter_mut().for_each(|(id, need)| kept(Counted::Competency(id.clone()), need));
    only.areas.iter_mut().for_each(|(area, need)| kept(Counted::Area(area.clone()), need));
    let each = only.each_area_at_most.take();
    for ask in asks {
        // The limit of each area holds for those that the blueprint does not name.
        if let Asked::AtMost(Counted::Area(area)) = ask
            && !blueprint.areas.contains_key(area)
        {
            let limit = Need { at_most: each, ..Need::default() };
            only.areas.insert(area.clone(), limit);
        }
    }
    only.required.retain(|id| asks.contains(&Asked::AtLeast(Counted::Required(id.clone()))));
    for section in &mut only.sections {
        let title = || section.title.clone();
        let is_limited = asks.contains(&Asked::SectionAtMost(title()));
        let is_asked = asks.contains(&Asked::AtLeast(Counted::Section(title())));
        section.at_most = section.at_most.filter(|_| is_limited);
        section.at_least = if is_asked { section.at_least } else { 0 };
    }
    let minutes = if asks.contains(&Asked::Minutes) { minutes } else { u16::MAX };
    (only, minutes)
}

/// Whether the set that is made has all that is asked for, counted here.
fn has_all(instance: &Instance, asks: &[Asked]) -> bool {
    let (blueprint, minutes) = only(&instance.bank.blueprints[0], instance.minutes, asks);
    let mut bank = instance.bank.clone();
    bank.blueprints = vec![blueprint.clone()];
    // Without a limit of minutes the longest interview is long enough.
    let minutes = minutes.min(480);
    let instance =
        Instance { bank, minutes, exclude: instance.exclude.clone(), stale: BTreeMap::new() };
    let set = assemble(&instance.bank, instance.request()).set;
    let questions: Vec<&Question> =
        set.items.iter().map(|item| instance.bank.question(&item.question).unwrap()).collect();
    let meets = |need: &Need, is_member: &dyn Fn(&Question) -> bool| {
        let found = questions.iter().filter(|question| is_member(question)).count();
        found >= usize::from(need.at_least)
            && need.at_most.is_none_or(|most| found <= usize::from(most))
    };
    let sections = blueprint.sections.iter().all(|section| {
        let held = set.items.iter().filter(|item| item.section == section.title).count();
        let need = Need::at_least(section.at_least);
        section.at_most.is_none_or(|most| held <= usize::from(most))
            && meets(&need, &|q| section.takes(q.kind, q.level))
    });
    sections
        && set.total_minutes() <= u32::from(minutes)
        && blueprint.kinds.iter().all(|(kind, need)| meets(need, &|q| q.kind == *kind))
        && blueprint.competencies.iter().all(|(id, need)| meets(need, &|q| q.competency == *id))
        && blueprint.areas.iter().all(|(area, need)| meets(need, &|q| q.topic == *area))
        && blueprint.required.iter().all(|id| questions.iter().any(|q| q.id == *id))
}

/// All that a blueprint asks for, but for the conflicts' first ask where they are left out.
fn all_asks(blueprint: &Blueprint, bank_areas: &BTreeSet<String>) -> Vec<Asked> {
    let mut asks = vec![Asked::Minutes];
    let counted = blueprint
        .kinds
        .keys()
        .map(|kind| Counted::Kind(*kind))
        .chain(blueprint.competencies.keys().map(|id| Counted::Competency(id.clone())))
        .chain(bank_areas.iter().map(|area| Counted::Area(area.clone())))
        .chain(blueprint.required.iter().map(|id| Counted::Required(id.clone())))
        .chain(blueprint.sections.iter().map(|section| Counted::Section(section.title.clone())));
    for counted in counted {
        asks.extend([Asked::AtLeast(counted.clone()), Asked::AtMost(counted)]);
    }
    let sections = blueprint.sections.iter();
    asks.extend(sections.map(|section| Asked::SectionAtMost(section.title.clone())));
    asks
}

#[test]
fn every_conflict_is_irreducible_and_without_one_ask_of_each_all_can_be_had() {
    let (mut contradictory, mut conflicts, mut asks) = (0, 0, 0);
    let wanted = if std::env::var_os("PLUMBLINE_FULL").is_some() { 50 } else { 5 };
    for seed in 0.. {
        if contradictory == wanted {
            break;
        }
        let instance = instance(1_000 + seed, 120, 5);
        let proposal = assemble(&instance.bank, instance.request());
        if proposal.conflicts.is_empty() {
            continue;
        }
        contradictory += 1;
        let blueprint = &instance.bank.blueprints[0];
        let areas = instance.bank.questions.iter().map(|question| question.topic.clone()).collect();
        let mut rest = all_asks(blueprint, &areas);
        for conflict in &proposal.conflicts {
            let named: Vec<Asked> = conflict.asks.iter().map(|(ask, _)| ask.clone()).collect();
            assert!(!has_all(&instance, &named), "seed {seed}: {conflict}");
            for left_out in &named {
                let others: Vec<Asked> =
                    named.iter().filter(|ask| *ask != left_out).cloned().collect();
                assert!(has_all(&instance, &others), "seed {seed}: {conflict}; {left_out:?}");
            }
            rest.retain(|ask| *ask != named[0]);
            conflicts += 1;
            asks += named.len();
        }
        assert!(has_all(&instance, &rest), "seed {seed}");
    }
    println!("{contradictory} contradictory blueprints, {conflicts} conflicts, {asks} asks");
}
