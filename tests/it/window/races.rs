//! Answers that come late, in any order: what was asked for is done, and nothing else.

use std::collections::BTreeMap;

use egui::Key;
use plumbline::domain::session::Phase;
use plumbline::frame::command::Command;
use plumbline::rooms::{live, sessions};
use plumbline::root::Screen;
use plumbline::shared::desk::SessionAct;

use super::asks::{ask_delete, browse_set, do_to, open_session, sample};
use super::stage::Stage;

/// Interviews for later, with every job held back from then on.
fn planned(candidates: &[&str]) -> Stage {
    Stage::stepped_after(|stage| candidates.iter().for_each(|name| stage.plan(name)))
}

/// Saves the set that is proposed as `set.ron`.
fn save_set(stage: &mut Stage) {
    stage.press(Key::F6);
    stage.ask(browse_set());
    let path = stage.folder().join("set.ron");
    stage.pick(Some(&path));
    stage.drain();
}

/// Begins to skip the question on stage, with a reason half typed.
pub fn half_typed_skip(stage: &mut Stage) {
    stage.run(Command::Skip);
    stage.type_text("Ran out of ti");
}

pub fn assert_half_typed(stage: &mut Stage, what: &str) {
    match &stage.app().rooms().live.form {
        Some(live::Form::Skip { reason, .. }) => assert_eq!(reason, "Ran out of ti", "{what}"),
        other => panic!("{what}: {other:?}"),
    }
    assert_eq!(stage.app().screen(), Screen::Live, "{what}");
}

#[test]
fn acts_on_two_sessions_do_not_cancel_each_other() {
    let mut stage = planned(&["Ada", "Grace", "Edsger"]);
    for (name, act) in
        [("Ada", SessionAct::Discard), ("Grace", SessionAct::NoShow), ("Edsger", SessionAct::Open)]
    {
        let id = stage.id_of(name);
        stage.ask(do_to(id, act));
    }
    stage.drain();
    let rows = stage.app().desk().overviews().map(|(_, row)| (row.candidate.as_str(), row));
    let rows: BTreeMap<_, _> = rows.collect();
    assert!(rows["Ada"].discarded);
    assert_eq!(rows["Grace"].phase, Phase::NoShow);
    assert_eq!(stage.app().screen(), Screen::Live);
    assert_eq!(stage.candidate(), "Edsger");
}

#[test]
fn only_the_newest_session_asked_for_comes_on_screen() {
    let mut stage = planned(&["Ada", "Grace"]);
    stage.open_session("Ada");
    stage.open_session("Grace");
    assert!(stage.stepper.run("records") && stage.stepper.deliver("records"));
    stage.settle();
    assert_eq!(stage.app().screen(), Screen::Home, "Ada is not wanted any more");
    stage.drain();
    assert_eq!(stage.candidate(), "Grace");
}

#[test]
fn a_late_answer_does_not_leave_the_screen_one_went_to() {
    let mut stage = Stage::stepped_after(|stage| {
        stage.plan("Ada");
        save_set(stage);
    });
    let set = stage.folder().join("set.ron");
    assert!(set.exists());
    let ada = stage.id_of("Ada");
    for action in [open_session(ada), sample()] {
        stage.ask(action.clone());
        stage.press(Key::F5);
        stage.drain();
        assert_eq!(stage.app().screen(), Screen::Bank, "{action:?}");
    }
    stage.open_path(&set);
    stage.press(Key::F4);
    stage.drain();
    assert_eq!(stage.app().screen(), Screen::Sessions);
    assert!(stage.notice().contains("set.ron"), "it says where the file is shown");
    let shown = stage.app().content().shown_set().unwrap();
    assert_eq!(shown.from.file().map(|file| &file.path), Some(&set));
}

#[test]
fn a_half_typed_form_outlasts_every_late_answer() {
    type Ask = fn(&mut Stage);
    let cases: [(&str, Ask, Screen); 4] = [
        ("a file", |stage| stage.open_path(&stage.folder().join("set.ron")), Screen::Sets),
        ("the sample", |stage| stage.ask(sample()), Screen::Scorecard),
        ("a session", |stage| stage.open_session("Ada"), Screen::Live),
        (
            "the end of another",
            |stage| {
                let ada = stage.id_of("Ada");
                stage.ask(do_to(ada, SessionAct::EndEarly));
            },
            Screen::Live,
        ),
    ];
    for (what, wish, screen) in cases {
        let mut stage = Stage::stepped_after(|stage| {
            save_set(stage);
            stage.begin("Ada");
            stage.press(Key::F8);
        });
        stage.begin("Grace");
        stage.next();
        stage.drain();
        wish(&mut stage);
        half_typed_skip(&mut stage);
        stage.drain();
        assert_half_typed(&mut stage, what);
        stage.enter("me");
        stage.drain();
        let grace = stage.id_of("Grace");
        let record = stage.app().desk().held()[&grace].record().clone();
        let words = record.texts.iter().filter_map(|text| text.content.as_ref());
        let words: Vec<_> = words.map(|content| content.body.as_str()).collect();
        assert!(words.contains(&"Ran out of time"), "{what}: {words:?}");
        assert_eq!(stage.app().screen(), screen, "{what} comes when the form is done");
        if what == "the end of another" {
            assert!(matches!(&stage.app().rooms().sessions.form, Some(sessions::Form::End(_))));
        }
    }
}

#[test]
fn a_note_is_typed_to_its_end_before_an_opened_file_is_shown() {
    let mut stage = Stage::stepped_on_first_question();
    stage.ask(sample());
    stage.type_note("Asked for the num");
    stage.drain();
    stage.enter("bers first");
    stage.drain();
    assert_eq!(stage.note_words(), ["Asked for the numbers first"]);
    assert_eq!(stage.app().screen(), Screen::Scorecard);
}

#[test]
fn nothing_more_is_done_to_a_session_that_is_being_deleted() {
    let mut stage = planned(&["Ada", "Grace"]);
    let ada = stage.id_of("Ada");
    // One act is on its way when the deletion is asked for, one comes after.
    stage.ask(open_session(ada.clone()));
    stage.delete_session(&ada);
    stage.ask(do_to(ada.clone(), SessionAct::Discard));
    assert!(stage.notice().contains("being deleted"), "{}", stage.notice());
    stage.finish("records");
    stage.drain();
    assert_eq!(stage.app().screen(), Screen::Home, "a session that is gone is not opened");
    assert!(stage.app().desk().save_failure().is_none());
    assert_eq!(stage.unsaved(), 0);
    let names: Vec<_> =
        stage.app().desk().overviews().map(|(_, row)| row.candidate.clone()).collect();
    assert_eq!(names, ["Grace"]);
}

#[test]
fn steps_on_their_way_do_not_bring_a_deleted_session_back() {
    let mut stage = Stage::stepped();
    stage.begin("Ada");
    stage.next();
    stage.score(3);
    let ada = stage.id_of("Ada");
    stage.press(Key::F4);
    stage.delete_session(&ada);
    stage.drain();
    assert!(stage.app().desk().index().page().is_empty());
    assert_eq!(stage.unsaved(), 0);
    assert_eq!(stage.notice(), "The session was deleted");
    assert!(stage.restart().app().desk().index().page().is_empty());
}

#[test]
fn a_row_chosen_since_stays_chosen_when_another_session_is_gone() {
    let mut stage = planned(&["Ada", "Grace"]);
    let (ada, grace) = (stage.id_of("Ada"), stage.id_of("Grace"));
    stage.press(Key::F4);
    stage.delete_session(&ada);
    stage.app_mut().typed().sessions.selected = Some(grace.clone());
    stage.drain();
    assert_eq!(stage.app().rooms().sessions.selected, Some(grace));
}

#[test]
fn a_scorecard_goes_with_its_session() {
    let mut stage = Stage::stepped_after(|stage| stage.conduct("Ada"));
    let ada = stage.id_of("Ada");
    stage.ask(ask_delete(ada.clone()));
    stage.ask(open_session(ada));
    stage.confirm();
    stage.drain();
    assert!(stage.app().rooms().scorecard.open().is_none(), "nothing is amended that is not kept");
}

#[test]
fn a_deletion_that_fails_loses_no_word() {
    let mut stage = Stage::stepped();
    stage.begin("Ada");
    stage.end();
    stage.give_reason("Half a rea");
    stage.drain();
    let ada = stage.id_of("Ada");
    stage.press(Key::F4);
    let blocker = stage.block_records();
    stage.delete_session(&ada);
    stage.drain();
    drop(blocker);
    assert!(!stage.notice().is_empty());
    stage.ask(open_session(ada));
    assert_eq!(stage.app().rooms().wrap_up.draft.reason, "Half a rea");
    assert_eq!(stage.app().screen(), Screen::WrapUp);
}

#[test]
fn a_submission_waits_for_the_steps_before_it_and_is_sealed_over_them() {
    let mut stage = Stage::stepped();
    stage.conduct("Ada");
    assert!(stage.unsaved() > 0);
    stage.drain();
    assert_eq!(stage.unsaved(), 0);
    let mut stage = stage.restart();
    stage.open_session("Ada");
    let words = stage.notice();
    assert_eq!(stage.app().screen(), Screen::Scorecard, "{words}");
}
