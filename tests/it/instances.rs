//! Random banks and blueprints, the same for the same seed.

use std::collections::{BTreeMap, BTreeSet};

use plumbline::domain::assemble::Request;
use plumbline::domain::bank::Bank;
use plumbline::domain::blueprint::{Blueprint, Need, Section};
use plumbline::domain::ids::{BlueprintId, CompetencyId, QuestionId};
use plumbline::domain::level::{Kind, Level, Seniority};
use plumbline::domain::question::{Cover, Question, Status};

use crate::chance::Chance;

pub struct Instance {
    pub bank: Bank,
    pub minutes: u16,
    pub exclude: BTreeSet<QuestionId>,
    pub stale: BTreeMap<QuestionId, u8>,
}

impl Instance {
    pub fn request(&self) -> Request<'_> {
        let blueprint = &self.bank.blueprints[0];
        let request = Request::fresh(blueprint, self.minutes, 0, &self.exclude);
        Request { stale: &self.stale, ..request }
    }
}

const LEVELS: [Level; 4] = [Level::Beginner, Level::Intermediate, Level::Advanced, Level::Expert];

/// `asks` is how many are asked for at least of a kind or a competency: 2 can mostly be had, 9 not.
pub fn instance(seed: u64, size: usize, asks: usize) -> Instance {
    let mut chance = Chance::of_round(seed, size as u64);
    let areas = 6 + chance.below(14);
    let questions: Vec<Question> =
        (0..size).map(|number| question(&mut chance, number, size, areas)).collect();
    let blueprint = blueprint(&mut chance, asks, &questions, areas);
    let often = chance.below(3);
    let mut some = |once_in: usize| -> Vec<QuestionId> {
        let some = questions.iter().filter(|_| chance.once_in(once_in));
        some.map(|question| question.id.clone()).collect()
    };
    let exclude = some(20).into_iter().collect();
    // A third of the instances know of no earlier interview.
    let stale = if often == 0 { Vec::new() } else { some(2) };
    let stale = stale.into_iter().zip((1..=3).cycle()).collect();
    let minutes = [30, 45, 60, 60, 75, 90][chance.below(6)];
    Instance {
        bank: Bank { questions, blueprints: vec![blueprint], ..Bank::default() },
        minutes,
        exclude,
        stale,
    }
}

fn question(chance: &mut Chance, number: usize, size: usize, areas: usize) -> Question {
    let id = QuestionId::parse(format!("q{number}")).unwrap();
    let topics = (0..1 + chance.below(3))
        .map(|_| Cover { topic: format!("t{}", chance.below(size / 2 + 20)), quotes: None });
    let covers = topics.collect();
    let parallel_of = (number > 0 && chance.once_in(12))
        .then(|| QuestionId::parse(format!("q{}", chance.below(number))).unwrap());
    // Now and then one reads like another.
    let prompt = if number > 0 && chance.once_in(30) {
        words(chance.below(number)) + " now"
    } else {
        words(number)
    };
    Question {
        id,
        title: String::new(),
        topic: format!("Area {}", chance.below(areas)),
        status: Status::Ready,
        level: LEVELS[chance.below(4)],
        kind: Kind::ALL[chance.below(Kind::ALL.len())],
        competency: competency(chance.below(8)),
        minutes: 2 + u16::try_from(chance.below(10)).unwrap(),
        prompt,
        candidate_material: None,
        interviewer_material: None,
        answer: String::new(),
        listen_for: Vec::new(),
        anchors: BTreeMap::default(),
        probes: Vec::new(),
        red_flags: Vec::new(),
        covers,
        touches: Vec::new(),
        claims: Vec::new(),
        references: Vec::new(),
        parallel_of,
        tags: Vec::new(),
    }
}

/// Words that no other number has.
fn words(number: usize) -> String {
    (0..8).map(|at| format!("w{number}x{at}")).collect::<Vec<_>>().join(" ")
}

fn competency(number: usize) -> CompetencyId {
    CompetencyId::parse(format!("c{number}")).unwrap()
}

fn blueprint(chance: &mut Chance, asks: usize, questions: &[Question], areas: usize) -> Blueprint {
    let first = chance.below(3);
    let second = 20 + u8::try_from(chance.below(60)).unwrap();
    let mut need = |asks: usize| {
        let at_least = u8::try_from(chance.below(asks + 1)).unwrap();
        let at_most = chance.once_in(3).then(|| at_least + u8::try_from(chance.below(2)).unwrap());
        let target = chance.once_in(6).then_some(at_least + 1);
        Need { at_least, at_most: at_most.map(|most| most.max(1)), target }
    };
    let kinds: BTreeMap<Kind, Need> = Kind::ALL.iter().map(|&kind| (kind, need(asks))).collect();
    let competencies = (0..6).map(|number| (competency(number), need(asks.div_ceil(2)))).collect();
    let some_areas =
        (0..chance.below(3)).map(|_| (format!("Area {}", chance.below(areas)), Need::at_least(1)));
    let areas = some_areas.collect();
    let levels = BTreeMap::from([(LEVELS[first], second), (LEVELS[first + 1], 100 - second)]);
    let section = |title: &str, kinds: &[Kind], at_least, at_most| Section {
        title: title.to_owned(),
        kinds: kinds.to_vec(),
        levels: LEVELS.to_vec(),
        at_least,
        at_most,
    };
    Blueprint {
        id: BlueprintId::parse("random").unwrap(),
        title: "Random".to_owned(),
        seniority: Seniority::Senior,
        why: String::new(),
        minutes: 60,
        opening_minutes: 5,
        closing_minutes: 5,
        levels,
        kinds,
        competencies,
        areas,
        each_area_at_most: chance.once_in(2).then_some(2),
        required: if chance.once_in(4) {
            vec![chance.pick(questions).unwrap().id.clone()]
        } else {
            Vec::new()
        },
        easier_first: true,
        sections: vec![
            section("Warm-up", &[Kind::Knowledge], 1, Some(1)),
            section(
                "Core",
                &[Kind::Knowledge, Kind::Scenario, Kind::Coding, Kind::Design],
                0,
                None,
            ),
            section("Code", &[Kind::CodeReview], 0, Some(2)),
            section("Working together", &[Kind::Behavioural], 0, Some(1)),
        ],
    }
}
