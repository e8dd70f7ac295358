//! Answers that come late, in any order: what was asked for is done, and nothing else.

use std::fs;
use std::path::Path;

use plumbline::frame::dialog::Effect;
use plumbline::rooms::{live, sessions};
use plumbline::root::{Action, Screen};
use plumbline::shared::content::SetOrigin;
use plumbline::shared::desk::SessionAct;

use super::asks::{ask_delete, browse_set, close_now, confirm, do_to, open_session, sample};
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use plumbline::domain::ids::SessionId;
use plumbline::domain::session::Phase;

use super::stage::Stage;

pub const COMMAND: Modifiers = Modifiers::COMMAND;
pub const SET: &str = "6 years' experience, 60 minutes";

/// Sessions in the records, and the program started again with every job held back.
pub fn stepped_with(folder: &Path, prepare: impl FnOnce(&mut Stage)) -> Stage {
    let mut stage = Stage::open(folder);
    prepare(&mut stage);
    assert_eq!(stage.app().desk().unsaved(), 0);
    drop(stage);
    let mut stage = Stage::open_stepped(folder);
    stage.drain();
    stage
}

pub fn plan(stage: &mut Stage, candidate: &str) {
    stage.press(Key::F3);
    stage.fill("Candidate", candidate);
    stage.click_row(SET);
    stage.click(Role::Button, "Prepare for later");
}

pub fn submitted(stage: &mut Stage, candidate: &str) {
    stage.begin(SET, candidate);
    stage.press(Key::N);
    stage.press(Key::Num3);
    stage.submit("Yes", "Weighs costs well.");
}

pub fn id_of(stage: &mut Stage, candidate: &str) -> SessionId {
    let mut rows = stage.app().desk().overviews();
    let row = rows.find(|(_, row)| row.candidate == candidate);
    row.unwrap_or_else(|| panic!("no session of {candidate}")).0.clone()
}

pub fn is_discarded(stage: &mut Stage, candidate: &str) -> bool {
    let mut rows = stage.app().desk().overviews();
    rows.find(|(_, row)| row.candidate == candidate).unwrap().1.discarded
}

pub fn ask(stage: &mut Stage, action: Action) {
    stage.app().handle(vec![action]);
    stage.settle();
}

pub fn confirm_form(stage: &mut Stage) {
    ask(stage, confirm());
}

pub fn open(stage: &mut Stage, candidate: &str) {
    let id = id_of(stage, candidate);
    ask(stage, open_session(id));
}

/// The candidate of the session in hand.
pub fn current(stage: &mut Stage) -> String {
    let model = stage.app().desk();
    let row = model.current_id().and_then(|id| model.overview(id));
    row.map_or(String::new(), |row| row.candidate.clone())
}

pub fn notice(stage: &mut Stage) -> String {
    stage.app().frame().notices.shown().map_or(String::new(), |notice| notice.text.clone())
}

/// Begins to skip the question on stage, with a reason half typed.
pub fn half_typed_skip(stage: &mut Stage) {
    stage.press(Key::S);
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
    let folder = tempfile::tempdir().unwrap();
    let mut stage = stepped_with(folder.path(), |stage| {
        for name in ["Ada", "Grace", "Edsger"] {
            plan(stage, name);
        }
    });
    for (name, act) in
        [("Ada", SessionAct::Discard), ("Grace", SessionAct::NoShow), ("Edsger", SessionAct::Open)]
    {
        let id = id_of(&mut stage, name);
        ask(&mut stage, do_to(id, act));
    }
    stage.drain();
    assert!(is_discarded(&mut stage, "Ada"));
    let grace = id_of(&mut stage, "Grace");
    assert_eq!(stage.app().desk().overview(&grace).unwrap().phase, Phase::NoShow);
    assert_eq!(stage.app().screen(), Screen::Live);
    assert_eq!(current(&mut stage), "Edsger");
}

#[test]
fn only_the_newest_session_asked_for_comes_on_screen() {
    let folder = tempfile::tempdir().unwrap();
    let mut stage = stepped_with(folder.path(), |stage| {
        plan(stage, "Ada");
        plan(stage, "Grace");
    });
    open(&mut stage, "Ada");
    open(&mut stage, "Grace");
    assert!(stage.stepper.run("records") && stage.stepper.deliver("records"));
    stage.settle();
    assert_eq!(stage.app().screen(), Screen::Home, "Ada is not wanted any more");
    stage.drain();
    assert_eq!(current(&mut stage), "Grace");
}

#[test]
fn a_late_answer_does_not_leave_the_screen_one_went_to() {
    let folder = tempfile::tempdir().unwrap();
    let set = folder.path().join("set.ron");
    let mut stage = stepped_with(folder.path(), |stage| {
        plan(stage, "Ada");
        stage.press(Key::F9);
        ask(stage, browse_set());
        stage.pick(Some(&set));
        stage.drain();
    });
    assert!(set.exists());
    let ada = id_of(&mut stage, "Ada");
    for action in [open_session(ada), sample()] {
        ask(&mut stage, action.clone());
        stage.press(Key::F7);
        stage.drain();
        assert_eq!(stage.app().screen(), Screen::Bank, "{action:?}");
    }
    stage.press_with(COMMAND, Key::O);
    stage.type_text(&set.display().to_string());
    stage.press(Key::Enter);
    stage.press(Key::F4);
    stage.drain();
    assert_eq!(stage.app().screen(), Screen::Sessions);
    assert!(notice(&mut stage).contains("set.ron"), "it says where the file is shown");
    assert!(
        stage.app().content().shown_set().is_some_and(|shown| shown.from == SetOrigin::File(set))
    );
}

#[test]
fn a_half_typed_form_outlasts_every_late_answer() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("set.ron");
    let card = folder.path().join("card.md");
    fs::write(&card, "mine").unwrap();
    type Ask = fn(&mut Stage, &Path);
    let cases: [(&str, Ask, Screen); 4] = [
        (
            "a file",
            |stage, folder| {
                stage.press_with(COMMAND, Key::O);
                stage.type_text(&folder.join("set.ron").display().to_string());
                stage.press(Key::Enter);
            },
            Screen::Sets,
        ),
        ("the sample", |stage, _| ask(stage, sample()), Screen::Scorecard),
        ("a session", |stage, _| open(stage, "Ada"), Screen::Live),
        (
            "the end of another",
            |stage, _| {
                let ada = id_of(stage, "Ada");
                ask(stage, do_to(ada, SessionAct::EndEarly));
            },
            Screen::Live,
        ),
    ];
    let mut stage = stepped_with(folder.path(), |stage| {
        stage.press(Key::F9);
        ask(stage, browse_set());
        stage.pick(Some(&file));
        stage.drain();
    });
    for (what, wish, screen) in cases {
        drop(stage);
        stage = stepped_with(folder.path(), |stage| {
            for (id, _) in stage
                .app()
                .desk()
                .overviews()
                .map(|(id, row)| (id.clone(), row.clone()))
                .collect::<Vec<_>>()
            {
                ask(stage, ask_delete(id));
                confirm_form(stage);
            }
            stage.begin(SET, "Ada");
            stage.press(Key::F8);
        });
        stage.begin(SET, "Grace");
        stage.press(Key::N);
        stage.drain();
        wish(&mut stage, folder.path());
        half_typed_skip(&mut stage);
        stage.drain();
        assert_half_typed(&mut stage, what);
        stage.type_text("me");
        stage.press(Key::Enter);
        stage.drain();
        let grace = id_of(&mut stage, "Grace");
        let record = stage.app().desk().held()[&grace].record().clone();
        let words: Vec<_> = record
            .texts
            .iter()
            .filter_map(|text| text.content.as_ref())
            .map(|text| text.body.as_str())
            .collect();
        assert!(words.contains(&"Ran out of time"), "{what}: {words:?}");
        assert_eq!(stage.app().screen(), screen, "{what} comes when the form is done");
        if what == "the end of another" {
            assert!(matches!(&stage.app().rooms().sessions.form, Some(sessions::Form::End(_))));
        }
    }
}

#[test]
fn a_note_is_typed_to_its_end_before_an_opened_file_is_shown() {
    let folder = tempfile::tempdir().unwrap();
    let mut stage = Stage::open_stepped(folder.path());
    stage.drain();
    stage.begin(SET, "Ada");
    stage.press(Key::N);
    ask(&mut stage, sample());
    stage.press(Key::T);
    stage.type_text("Asked for the num");
    stage.drain();
    stage.type_text("bers first");
    stage.press(Key::Enter);
    stage.drain();
    let held = stage.app().desk().current().unwrap();
    let note = &held.session().notes[0];
    assert_eq!(held.record().words(&note.text), Some("Asked for the numbers first"));
    assert_eq!(stage.app().screen(), Screen::Scorecard);
}

#[test]
fn nothing_more_is_done_to_a_session_that_is_being_deleted() {
    let folder = tempfile::tempdir().unwrap();
    let mut stage = stepped_with(folder.path(), |stage| {
        plan(stage, "Ada");
        plan(stage, "Grace");
    });
    let ada = id_of(&mut stage, "Ada");
    // One act is on its way when the deletion is asked for, one comes after.
    ask(&mut stage, open_session(ada.clone()));
    ask(&mut stage, ask_delete(ada.clone()));
    confirm_form(&mut stage);
    ask(&mut stage, do_to(ada.clone(), SessionAct::Discard));
    assert!(notice(&mut stage).contains("being deleted"), "{}", notice(&mut stage));
    stage.finish("records");
    stage.drain();
    assert_eq!(stage.app().screen(), Screen::Home, "a session that is gone is not opened");
    assert!(stage.app().desk().save_failure().is_none());
    assert_eq!(stage.app().desk().unsaved(), 0);
    let names: Vec<_> =
        stage.app().desk().overviews().map(|(_, row)| row.candidate.clone()).collect();
    assert_eq!(names, ["Grace"]);
}

#[test]
fn steps_on_their_way_do_not_bring_a_deleted_session_back() {
    let folder = tempfile::tempdir().unwrap();
    let mut stage = Stage::open_stepped(folder.path());
    stage.drain();
    stage.begin(SET, "Ada");
    stage.press(Key::N);
    stage.press(Key::Num3);
    let ada = id_of(&mut stage, "Ada");
    stage.press(Key::F4);
    ask(&mut stage, ask_delete(ada.clone()));
    confirm_form(&mut stage);
    stage.drain();
    assert!(stage.app().desk().index().page().is_empty());
    assert_eq!(stage.app().desk().unsaved(), 0);
    assert_eq!(notice(&mut stage), "The session was deleted");
    drop(stage);
    assert!(Stage::open(folder.path()).app().desk().index().page().is_empty());
}

#[test]
fn a_row_chosen_since_stays_chosen_when_another_session_is_gone() {
    let folder = tempfile::tempdir().unwrap();
    let mut stage = stepped_with(folder.path(), |stage| {
        plan(stage, "Ada");
        plan(stage, "Grace");
    });
    let (ada, grace) = (id_of(&mut stage, "Ada"), id_of(&mut stage, "Grace"));
    stage.press(Key::F4);
    ask(&mut stage, ask_delete(ada));
    confirm_form(&mut stage);
    stage.app().typed().sessions.selected = Some(grace.clone());
    stage.drain();
    assert_eq!(stage.app().rooms().sessions.selected, Some(grace));
}

#[test]
fn a_scorecard_goes_with_its_session() {
    let folder = tempfile::tempdir().unwrap();
    let mut stage = stepped_with(folder.path(), |stage| submitted(stage, "Ada"));
    let ada = id_of(&mut stage, "Ada");
    ask(&mut stage, ask_delete(ada.clone()));
    ask(&mut stage, open_session(ada));
    confirm_form(&mut stage);
    stage.drain();
    assert!(stage.app().rooms().scorecard.open().is_none(), "nothing is amended that is not kept");
}

#[test]
fn a_deletion_that_fails_loses_no_word() {
    let folder = tempfile::tempdir().unwrap();
    let mut stage = Stage::open_stepped(folder.path());
    stage.drain();
    stage.begin(SET, "Ada");
    stage.press_with(COMMAND, Key::E);
    stage.press(Key::Enter);
    stage.fill("Reason (for the hiring manager)", "Half a rea");
    stage.drain();
    let ada = id_of(&mut stage, "Ada");
    stage.press(Key::F4);
    let blocker = rusqlite::Connection::open(stage.app().desk().store().path()).unwrap();
    blocker.execute_batch("BEGIN IMMEDIATE").unwrap();
    ask(&mut stage, ask_delete(ada.clone()));
    confirm_form(&mut stage);
    stage.drain();
    blocker.execute_batch("ROLLBACK").unwrap();
    assert!(!notice(&mut stage).is_empty());
    ask(&mut stage, open_session(ada));
    assert_eq!(stage.app().rooms().wrap_up.draft.reason, "Half a rea");
    assert_eq!(stage.app().screen(), Screen::WrapUp);
}

#[test]
fn a_session_that_comes_late_does_not_run_beside_another() {
    let folder = tempfile::tempdir().unwrap();
    // The program died while Ada's clock ran.
    let mut stage = stepped_with(folder.path(), |stage| stage.begin(SET, "Ada"));
    open(&mut stage, "Ada");
    stage.begin(SET, "Grace");
    stage.drain();
    let live =
        stage.app().desk().held().values().filter(|held| held.session().phase == Phase::Live);
    assert_eq!(live.count(), 1);
    assert_eq!(current(&mut stage), "Grace", "the newest wish");
}

#[test]
fn a_submission_waits_for_the_steps_before_it_and_is_sealed_over_them() {
    let folder = tempfile::tempdir().unwrap();
    let mut stage = Stage::open_stepped(folder.path());
    stage.drain();
    submitted(&mut stage, "Ada");
    assert!(stage.app().desk().unsaved() > 0);
    stage.drain();
    assert_eq!(stage.app().desk().unsaved(), 0);
    drop(stage);
    let mut stage = Stage::open(folder.path());
    open(&mut stage, "Ada");
    let words = notice(&mut stage);
    assert_eq!(stage.app().screen(), Screen::Scorecard, "{words}");
}

#[test]
fn a_form_that_is_half_typed_is_there_again_when_one_stays() {
    let folder = tempfile::tempdir().unwrap();
    let mut stage = Stage::open_stepped(folder.path());
    stage.drain();
    stage.begin(SET, "Grace");
    stage.press(Key::N);
    stage.drain();
    half_typed_skip(&mut stage);
    assert!(!stage.app().ask_close());
    stage.settle();
    stage.click(Role::Button, "Stay");
    assert_half_typed(&mut stage, "closing was called off");
}

#[test]
fn a_write_that_fails_while_closing_waits_for_a_half_typed_form() {
    let folder = tempfile::tempdir().unwrap();
    let mut stage = Stage::open_stepped(folder.path());
    stage.drain();
    stage.begin(SET, "Grace");
    stage.press(Key::N);
    stage.drain();
    let blocker = rusqlite::Connection::open(stage.app().desk().store().path()).unwrap();
    blocker.execute_batch("BEGIN IMMEDIATE").unwrap();
    ask(&mut stage, close_now(true));
    half_typed_skip(&mut stage);
    stage.drain();
    assert_half_typed(&mut stage, "the write failed");
    stage.press(Key::Escape);
    stage.settle();
    assert!(stage.says("could not be saved"));
    assert!(!stage.harness.state().effects.iter().any(|effect| matches!(effect, Effect::Close)));
    blocker.execute_batch("ROLLBACK").unwrap();
}
