//! The shipped content: complete, and usable by every blueprint.

use std::collections::{BTreeMap, BTreeSet};

use plumbline::domain::assemble::{Request, assemble};
use plumbline::domain::level::{Kind, Level, Seniority};
use plumbline::library::load::Library;

#[test]
fn the_shipped_content_has_no_problems() {
    let library = Library::shipped();
    let problems: Vec<String> = library.problems.iter().map(ToString::to_string).collect();
    assert_eq!(problems, Vec::<String>::new());
    assert!(library.bank.questions.len() >= 30, "{}", library.bank.questions.len());
}

#[test]
fn every_level_and_kind_is_there() {
    let bank = Library::shipped().bank;
    let levels: BTreeSet<Level> = bank.questions.iter().map(|question| question.level).collect();
    let kinds: BTreeSet<Kind> = bank.questions.iter().map(|question| question.kind).collect();
    assert_eq!(levels, Level::ALL.iter().copied().collect());
    assert_eq!(kinds, Kind::ALL.iter().copied().collect());
}

#[test]
fn every_question_is_complete() {
    let mut anchors = BTreeMap::new();
    for question in Library::shipped().bank.questions {
        let id = &question.id;
        assert_eq!(
            question.anchors.keys().map(|step| step.get()).collect::<Vec<_>>(),
            [1, 3, 5],
            "{id}"
        );
        assert!(question.probes.len() >= 2, "{id}: probes");
        assert!(!question.red_flags.is_empty(), "{id}: red flags");
        assert!(!question.covers.is_empty(), "{id}: covers");
        assert!(!question.references.is_empty(), "{id}: references");
        assert!(!question.prompt.contains('`'), "{id}: a prompt is spoken, so it has no backticks");
        for text in question.anchors.into_values() {
            let before = anchors.insert(text, id.clone());
            assert_eq!(before, None, "{id} shares an anchor");
        }
    }
}

#[test]
fn every_seniority_has_a_blueprint_that_the_bank_fills() {
    let bank = Library::shipped().bank;
    for &seniority in Seniority::ALL {
        let blueprint = bank.blueprint(seniority).unwrap();
        let exclude = BTreeSet::new();
        let request = Request { blueprint, minutes: blueprint.minutes, seed: 0, exclude: &exclude };
        let proposal = assemble(&bank, request);
        assert_eq!(proposal.gaps, Vec::<String>::new(), "{seniority:?}");
    }
}

#[test]
fn the_ready_set_freezes() {
    let bank = Library::shipped().bank;
    let set = bank.sets.iter().find(|set| set.seniority == Seniority::SixYears).unwrap();
    let frozen = set.freeze(&bank).unwrap();
    assert_eq!(frozen.items.len(), set.items.len());
    assert!(set.total_minutes() <= 60);
}
