//! Assembly: sound, deterministic, explained.

use std::collections::BTreeSet;

use plumbline::domain::assemble::{Proposal, Request, assemble};
use plumbline::domain::bank::Bank;
use plumbline::domain::blueprint::Need;
use plumbline::domain::ids::QuestionId;
use plumbline::domain::level::{Kind, Seniority};
use plumbline::library::load::Library;
use proptest::prelude::*;

fn propose(
    bank: &Bank,
    seniority: Seniority,
    minutes: u16,
    seed: u64,
    exclude: &BTreeSet<QuestionId>,
) -> Proposal {
    let blueprint = bank.blueprint(seniority).unwrap();
    assemble(bank, Request::fresh(blueprint, minutes, seed, exclude))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn a_proposal_is_sound_and_the_same_each_time(
        seniority in prop::sample::select(Seniority::ALL),
        minutes in 15..150_u16,
        seed in any::<u64>(),
        left_out in prop::collection::btree_set(0..40_usize, 0..8),
    ) {
        // A fourth of the questions, another one each time.
        let mut bank = Library::shipped().bank;
        let mut number = seed;
        bank.questions.retain(|_| {
            number = number.wrapping_add(1);
            number.is_multiple_of(4)
        });
        let exclude: BTreeSet<QuestionId> = left_out
            .into_iter()
            .filter_map(|place| bank.questions.get(place).map(|question| question.id.clone()))
            .collect();
        let proposal = propose(&bank, seniority, minutes, seed, &exclude);
        prop_assert_eq!(&proposal, &propose(&bank, seniority, minutes, seed, &exclude));
        prop_assert!(proposal.set.total_minutes() <= u32::from(minutes));
        let ids: BTreeSet<&QuestionId> = proposal.set.items.iter().map(|item| &item.question).collect();
        prop_assert_eq!(ids.len(), proposal.set.items.len());
        prop_assert!(ids.iter().all(|id| !exclude.contains(id)));
        prop_assert!(proposal.set.items.iter().all(|item| !item.why.is_empty()));
        if !proposal.set.items.is_empty() {
            prop_assert!(proposal.set.freeze(&bank).is_ok());
        }
    }
}

#[test]
fn another_seed_may_propose_another_set() {
    let bank = Library::shipped().bank;
    let none = BTreeSet::new();
    let sets: BTreeSet<Vec<String>> = (0..16)
        .map(|seed| {
            let proposal = propose(&bank, Seniority::Mid, 60, seed, &none);
            proposal.set.items.iter().map(|item| item.question.to_string()).collect()
        })
        .collect();
    assert!(sets.len() > 1);
}

#[test]
fn what_the_bank_lacks_is_named() {
    let bank = Library::shipped().bank;
    let behavioural = bank
        .questions
        .iter()
        .filter(|question| question.competency.as_str() == "collaboration")
        .map(|question| question.id.clone())
        .collect();
    let gaps = propose(&bank, Seniority::SixYears, 60, 0, &behavioural).gaps;
    let has = |words: &str| gaps.iter().any(|gap| gap.starts_with(words));
    assert!(has("No behavioural question"), "{gaps:?}");
    assert!(has("No question on Collaboration"), "{gaps:?}");
}

#[test]
fn an_optional_item_can_go_without_a_new_gap() {
    let bank = Library::shipped().bank;
    for &seniority in Seniority::ALL {
        let proposal = propose(&bank, seniority, 60, 0, &BTreeSet::new());
        let blueprint = bank.blueprint(seniority).unwrap();
        let required: Vec<_> = proposal
            .set
            .items
            .iter()
            .filter(|item| item.required)
            .filter_map(|item| bank.question(&item.question))
            .collect();
        for (kind, wanted) in &blueprint.kinds {
            let found = required.iter().filter(|question| question.kind == *kind).count();
            assert!(found >= usize::from(wanted.at_least), "{seniority:?} {kind:?}");
        }
        for (competency, wanted) in &blueprint.competencies {
            let found =
                required.iter().filter(|question| question.competency == *competency).count();
            assert!(found >= usize::from(wanted.at_least), "{seniority:?} {competency}");
        }
    }
}

#[test]
fn a_section_never_holds_more_than_it_takes() {
    let mut bank = Library::shipped().bank;
    for blueprint in &mut bank.blueprints {
        for section in &mut blueprint.sections {
            section.at_most = Some(1);
        }
    }
    for &seniority in Seniority::ALL {
        let items = propose(&bank, seniority, 120, 0, &BTreeSet::new()).set.items;
        let sections: BTreeSet<&str> = items.iter().map(|item| item.section.as_str()).collect();
        assert!(!items.is_empty());
        assert_eq!(sections.len(), items.len(), "{seniority:?}");
    }
}

#[test]
fn where_a_kind_is_short_none_of_it_is_optional() {
    let mut bank = Library::shipped().bank;
    for blueprint in &mut bank.blueprints {
        blueprint.kinds.insert(Kind::Behavioural, Need::at_least(9));
    }
    let items = propose(&bank, Seniority::Senior, 60, 0, &BTreeSet::new()).set.items;
    let behavioural: Vec<_> = items
        .iter()
        .filter(|item| bank.question(&item.question).unwrap().kind == Kind::Behavioural)
        .collect();
    assert!(!behavioural.is_empty());
    assert!(behavioural.iter().all(|item| item.required));
}

/// Such a section is only warned of, so it must do no harm.
#[test]
fn a_section_that_takes_no_question_changes_no_proposal() {
    let bank = Library::shipped().bank;
    let mut warned = bank.clone();
    for blueprint in &mut warned.blueprints {
        let mut closed = blueprint.sections[0].clone();
        closed.at_most = Some(0);
        blueprint.sections.insert(0, closed);
    }
    for &seniority in Seniority::ALL {
        let exclude = BTreeSet::new();
        let proposal = propose(&bank, seniority, 60, 7, &exclude);
        assert_eq!(propose(&warned, seniority, 60, 7, &exclude), proposal, "{seniority:?}");
    }
}
