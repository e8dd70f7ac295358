//! The candidate's window shows the prompt and its material, and nothing else: by its type, by every text
//! it paints, and by everything it says to a screen reader.

use std::cell::RefCell;
use std::rc::Rc;

use egui::Shape;
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use plumbline::domain::event::{EventKind, NoteTag};
use plumbline::domain::question::{Effect, Point, Probe, Question, RedFlag, Reference, Tier};
use plumbline::domain::rubric::Step;
use plumbline::domain::set::FrozenSet;
use plumbline::frame::command::Command;
use plumbline::rooms::live;
use plumbline::rooms::live::candidate::CandidateView;
use plumbline::rooms::live::view::candidate_ui;
use plumbline::root::Action;
use plumbline::ui::theme;
use proptest::prelude::*;

use super::stage::Stage;
use crate::support::{Script, frozen_set, id, step};

/// A question whose every text is marked with what it is.
fn marked(question: &Question, number: usize) -> Question {
    let secret = |what: &str| format!("SECRET-{what}-{number}");
    Question {
        title: secret("title"),
        topic: secret("topic"),
        prompt: format!("PROMPT-{number}: what of `it`?"),
        candidate_material: number
            .is_multiple_of(2)
            .then(|| format!("MATERIAL-{number} = 1\nif x:\n    return \"{number}\"")),
        interviewer_material: Some(secret("material")),
        answer: secret("answer"),
        listen_for: vec![Point { text: secret("point"), at: Tier::Core }],
        anchors: Step::ANCHORED.map(|step| (step, secret("anchor"))).into(),
        probes: vec![Probe { ask: secret("probe"), reply: Some(secret("reply")) }],
        red_flags: vec![RedFlag { text: secret("flag"), effect: Effect::Nothing }],
        references: vec![Reference::plain(secret("reference"))],
        tags: vec![secret("tag")],
        ..question.clone()
    }
}

fn set() -> FrozenSet {
    let mut set = frozen_set(&["a", "b", "c"]);
    set.title = "SECRET-set".to_owned();
    for (number, item) in set.items.iter_mut().enumerate() {
        item.question = marked(&item.question, number + 1);
        item.section = format!("SECRET-section-{number}");
    }
    for competency in &mut set.competencies {
        competency.title = "SECRET-competency".to_owned();
    }
    set
}

fn painted(shape: &Shape, out: &mut Vec<String>) {
    match shape {
        Shape::Text(text) => out.push(text.galley.text().to_owned()),
        Shape::Vec(shapes) => shapes.iter().for_each(|shape| painted(shape, out)),
        _ => {}
    }
}

type View = Rc<RefCell<(Option<CandidateView>, u16)>>;

/// The window alone, in a harness of its own; what it shows can be exchanged.
fn harness(view: &View) -> Harness<'static, ()> {
    let view = Rc::clone(view);
    let mut is_installed = false;
    Harness::builder().with_size(egui::vec2(900.0, 600.0)).build_ui_state(
        move |ui, ()| {
            if !is_installed {
                theme::install(ui.ctx());
                is_installed = true;
                return ui.ctx().request_repaint();
            }
            let (view, percent) = &*view.borrow();
            candidate_ui(ui, view.as_ref(), *percent);
        },
        (),
    )
}

/// Everything that the window paints or says.
fn texts(harness: &mut Harness<'static, ()>) -> Vec<String> {
    harness.run();
    let mut texts = Vec::new();
    for clipped in &harness.output().shapes {
        painted(&clipped.shape, &mut texts);
    }
    let nodes = harness.root().children_recursive();
    texts.extend(nodes.flat_map(|node| {
        let node = node.accesskit_node();
        [node.label(), node.value(), node.description()].into_iter().flatten().collect::<Vec<_>>()
    }));
    texts
}

/// A field that is added here is a field that somebody decided to show to the candidate.
#[test]
fn the_view_holds_a_prompt_and_material_and_nothing_else() {
    let question = marked(&set().items[1].question, 2);
    let CandidateView { prompt, material } = CandidateView::of(&question);
    assert_eq!(Some(prompt.as_str()), Some(question.prompt.as_str()));
    assert_eq!(material, question.candidate_material);
}

#[derive(Debug, Clone)]
enum Step_ {
    Stage(Option<usize>),
    Score(usize, u8),
    Note(usize),
    Point(usize),
    Flag(usize),
    Probe(usize),
    Skip(usize),
}

fn steps() -> impl Strategy<Value = Vec<Step_>> {
    let place = || 0..3_usize;
    let one = prop_oneof![
        4 => prop::option::of(place()).prop_map(Step_::Stage),
        2 => (place(), 1..=5_u8).prop_map(|(at, n)| Step_::Score(at, n)),
        2 => place().prop_map(Step_::Note),
        1 => place().prop_map(Step_::Point),
        1 => place().prop_map(Step_::Flag),
        1 => place().prop_map(Step_::Probe),
        1 => place().prop_map(Step_::Skip),
    ];
    prop::collection::vec(one, 1..20)
}

fn apply(script: &mut Script, step_: &Step_) {
    let name = |at: usize| id(&format!("q{}", at + 1));
    match *step_ {
        Step_::Stage(at) => script.happen(EventKind::Opened { question: at.map(name) }),
        Step_::Score(at, n) => {
            script.happen(EventKind::Scored { question: name(at), step: step(n) })
        }
        Step_::Note(at) => {
            script.note(Some(name(at).as_str()), NoteTag::Concern, false, "SECRET-note")
        }
        Step_::Point(at) => script.happen(EventKind::PointHeard {
            question: name(at),
            point: 0,
            heard: true,
            at_ms: None,
        }),
        Step_::Flag(at) => script.happen(EventKind::FlagRaised {
            question: name(at),
            flag: 0,
            raised: true,
            at_ms: None,
        }),
        Step_::Probe(at) => {
            script.happen(EventKind::ProbeAsked { question: name(at), probe: 0, asked: true })
        }
        Step_::Skip(at) => script.skip(name(at).as_str(), "SECRET-reason"),
    };
}

#[test]
fn over_random_sessions_the_candidate_sees_the_prompt_on_stage_only() {
    let view: View = Rc::default();
    let mut harness = harness(&view);
    let mut runner = proptest::test_runner::TestRunner::new(ProptestConfig::with_cases(64));
    let harness = RefCell::new(&mut harness);
    let law = |steps: Vec<Step_>| {
        let mut script = Script::started(set());
        for step in &steps {
            apply(&mut script, step);
            let session = script.record.fold();
            let planned = session.on_stage(&script.record.set);
            let percent = 75 + (script.record.events.len() as u16 * 25) % 325;
            *view.borrow_mut() = (planned.map(|it| CandidateView::of(it.question())), percent);
            let texts = texts(&mut harness.borrow_mut());
            prop_assert!(!texts.iter().any(|text| text.contains("SECRET")), "{texts:?}");
            let Some(planned) = planned else {
                prop_assert_eq!(texts, Vec::<String>::new(), "blank between questions");
                continue;
            };
            let others = (1..=3).filter(|number| *number != planned.number);
            for number in others {
                let is_other = |text: &String| {
                    text.contains(&format!("PROMPT-{number}"))
                        || text.contains(&format!("MATERIAL-{number}"))
                };
                prop_assert!(!texts.iter().any(is_other), "{texts:?}");
            }
            let own = format!("PROMPT-{}", planned.number);
            prop_assert!(texts.iter().any(|text| text.contains(&own)), "{texts:?}");
        }
        Ok(())
    };
    runner.run(&steps(), law).unwrap();
}

#[test]
fn the_window_opens_and_closes_by_key_and_stays_on_every_screen() {
    let mut stage = Stage::on_first_question();
    let prompt = stage.record().set.items[0].question.prompt.clone();
    let shown = |stage: &Stage| stage.harness.query_all_by_label(&prompt).count();
    assert_eq!(shown(&stage), 1);
    stage.press(egui::Key::F12);
    assert_eq!(shown(&stage), 2, "the harness draws the second window into the first");
    stage.press(egui::Key::F2);
    assert_eq!(shown(&stage), 1, "the candidate's, while the interviewer looks elsewhere");
    stage.run(Command::BackToInterview);
    stage.ask(Action::Live(live::Action::ResizeCandidate { larger: true }));
    assert_eq!(stage.app().rooms().live.candidate.percent, 175);
    stage.press(egui::Key::F12);
    assert_eq!(shown(&stage), 1);
}
