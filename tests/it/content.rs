//! The shipped content: complete, and usable by every blueprint.

use std::collections::{BTreeMap, BTreeSet};

use plumbline::domain::assemble::{Request, assemble};
use plumbline::domain::level::{Kind, Level, Seniority};
use plumbline::domain::measure::measure;
use plumbline::domain::measure::tally::Tally;
use plumbline::domain::question::{Effect, Point, Question, RedFlag, Tier};
use plumbline::library::load::Library;

#[test]
fn the_shipped_content_has_no_problems() {
    let library = Library::shipped();
    let problems: Vec<String> = library.problems.iter().map(ToString::to_string).collect();
    assert_eq!(problems, Vec::<String>::new());
    assert!(library.bank.questions.len() >= 190, "{}", library.bank.questions.len());
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
        let is_story = question.kind == Kind::Behavioural;
        assert!(is_story || !question.covers.is_empty(), "{id}: covers");
        assert!(!question.references.is_empty(), "{id}: references");
        assert!(!question.prompt.contains('`'), "{id}: a prompt is spoken, so it has no backticks");
        let family = question.family().clone();
        for text in question.anchors.into_values() {
            // Parallel forms measure the same, and may say so in the same words.
            let before = anchors.insert(text, family.clone());
            assert!(before.is_none_or(|before| before == family), "{id} shares an anchor");
        }
    }
}

#[test]
fn every_seniority_has_a_blueprint_that_the_bank_fills() {
    let bank = Library::shipped().bank;
    for &seniority in Seniority::ALL {
        let blueprint = bank.blueprint(seniority).unwrap();
        let exclude = BTreeSet::new();
        let request = Request::fresh(blueprint, blueprint.minutes, 0, &exclude);
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

/// The table of scores in the program's guidance, as a person applies it.
fn score_by_the_table(question: &Question, heard: &[u16], flags: &[u16]) -> u8 {
    let of = |tier: Tier| {
        let is_heard = |(place, point): &(u16, &Point)| point.at == tier && heard.contains(place);
        (0..).zip(&question.listen_for).filter(is_heard).count()
    };
    let (core, all_core) = (of(Tier::Core), question.count(Tier::Core));
    let (depth, all_depth) = (of(Tier::Depth), question.count(Tier::Depth));
    let is_deep = depth >= if all_depth >= 3 { all_depth - 1 } else { all_depth };
    let score = match (all_core - core, depth) {
        (0, _) if is_deep => 5,
        (0, 1..) => 4,
        (1, _) if is_deep => 4,
        (0, 0) => 3,
        (1, 1..) => 3,
        _ if 2 * core >= all_core => 2,
        _ => 1,
    };
    let caps =
        flags.iter().filter_map(|flag| match question.red_flags[usize::from(*flag)].effect {
            Effect::CapsAt(step) => Some(step.get()),
            Effect::Nothing => None,
        });
    caps.fold(score, u8::min)
}

#[test]
fn the_reference_scores_of_practice_follow_from_what_is_said() {
    let bank = Library::shipped().bank;
    assert!(!bank.practices.is_empty());
    for practice in &bank.practices {
        let set = bank.sets.iter().find(|set| set.id == practice.set).expect("a ready set");
        for item in &set.items {
            let question = bank.question(&item.question).unwrap();
            let answer = practice.answer(&question.id).expect("an answer to every question");
            let score = score_by_the_table(question, &answer.heard, &answer.flags);
            assert_eq!(answer.score.get(), score, "{}", question.id);
            assert_eq!(answer.replies.len(), question.probes.len(), "{}", question.id);
        }
    }
}

/// Everything that `plumbline check` computes.
#[test]
fn every_question_measures() {
    let bank = Library::shipped().bank;
    let questions: Vec<&Question> = bank.questions.iter().collect();
    let known = questions.iter().map(|question| question.id.clone()).collect();
    let topics = bank.topics.iter().map(|topic| topic.key.as_str()).collect();
    let problems = measure(&questions, &known, &topics);
    let problems: Vec<String> = problems
        .iter()
        .map(|(place, problem)| format!("{}: {}", questions[*place].id, problem.message))
        .collect();
    assert_eq!(problems, Vec::<String>::new());
}

/// The areas of the first half: no topic of theirs may lose its question.
#[test]
fn the_topics_of_the_first_half_are_covered() {
    let tally = Tally::of(&Library::shipped().bank);
    let first_half = [
        "fundamentals",
        "settings",
        "models",
        "orm",
        "database",
        "migrations",
        "views",
        "urls",
        "templates",
        "middleware",
        "forms",
        "files",
        "auth",
        "security",
    ];
    for name in first_half {
        let area = tally.coverage.iter().find(|area| area.area == name).expect(name);
        assert_eq!(area.missing, Vec::<String>::new(), "{name}");
    }
    let all: usize = tally.coverage.iter().map(|area| area.covered + area.missing.len()).sum();
    assert_eq!(all, 376);
}

#[test]
fn the_questions_of_practice_say_what_a_red_flag_does() {
    let bank = Library::shipped().bank;
    let set = bank.sets.iter().find(|set| set.id == bank.practices[0].set).unwrap();
    for item in &set.items {
        let question = bank.question(&item.question).unwrap();
        let says = |flag: &RedFlag| flag.effect != Effect::Nothing;
        assert!(question.red_flags.iter().all(says), "{}", question.id);
    }
}
