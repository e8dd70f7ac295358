//! Clocks that are set, zones that change, and one running clock at most.

use std::path::Path;

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use plumbline::domain::event::{Detail, EventKind};
use plumbline::domain::scorecard::{Disclosure, Scorecard};
use plumbline::domain::session::Phase;
use plumbline::library::file::session_file;
use plumbline::records::sqlite::SqliteStore;
use plumbline::records::{Batch, RecordStore};

use super::stage::{SIZE, Stage, TestClock};
use crate::support::{Script, frozen_set};

const COMMAND: Modifiers = Modifiers::COMMAND;
const SET: &str = "6 years' experience, 60 minutes";

fn open(folder: &Path, clock: &TestClock) -> Stage {
    Stage::open_at(folder, SIZE, 1.0, clock.clone())
}

fn gaps(stage: &mut Stage) -> usize {
    let events = &stage.app().desk().current().unwrap().record().events;
    events.iter().filter(|event| matches!(event.kind, EventKind::Gap { .. })).count()
}

#[test]
fn a_step_of_the_wall_clock_is_no_sleep() {
    let folder = tempfile::tempdir().unwrap();
    let mut stage = Stage::open(folder.path());
    stage.begin(SET, "Ada");
    stage.pass_secs(10);
    for step in [600_000, -1_200_000, 3_600_000] {
        stage.clock.step_wall_ms(step);
        stage.pass_secs(1);
    }
    assert!(!stage.says("passed unseen"));
    assert_eq!(gaps(&mut stage), 0);
    assert_eq!(stage.session().stopwatch.session_ms(), 13_000);
}

#[test]
fn no_event_is_stamped_earlier_than_the_one_before_it() {
    let folder = tempfile::tempdir().unwrap();
    let mut stage = Stage::open(folder.path());
    stage.begin(SET, "Ada");
    stage.pass_secs(2);
    stage.clock.step_wall_ms(-86_400_000);
    stage.press(Key::N);
    stage.press(Key::Num3);
    stage.submit("Yes", "Clear.");
    stage.click(Role::Button, "Amend…");
    stage.fill("Remark", "Said so in the debrief.");
    stage.click(Role::Button, "Amend");
    let record = stage.app().desk().current().unwrap().record().clone();
    let session = record.fold();
    assert_eq!(record.first_step_back(), None);
    assert!(session.amendments[0].wall_ms >= session.submitted_wall_ms.unwrap());
    assert_eq!(record.faults().unwrap(), []);
}

#[test]
fn an_old_record_whose_clock_was_set_back_opens_with_a_word_about_it() {
    let folder = tempfile::tempdir().unwrap();
    let mut script = Script::started(frozen_set(&["a"]));
    script.describe(Detail::Candidate, "Ada");
    script.record.events[2].wall_ms -= 7_200_000;
    assert_eq!(script.record.first_step_back(), Some(3));
    let record = script.record;
    let file = folder.path().join("session.ron");
    std::fs::write(&file, session_file(&record).unwrap()).unwrap();
    let data = folder.path().join("data");
    let mut stage = Stage::open_file(&data, &file);
    assert!(stage.says("set back during this session (at event 3)"));
    let path = stage.app().desk().store().path().to_owned();
    drop(stage);
    let batch = Batch { events: record.events.clone(), texts: record.texts.clone() };
    SqliteStore::open(&path).unwrap().create(&record.id, &record.set, &batch).unwrap();
    let mut stage = open(&data, &TestClock::new());
    stage.click(Role::Button, "Continue");
    assert!(stage.says("set back during this session (at event 3)"));
}

#[test]
fn each_time_is_printed_at_the_offset_in_force_then() {
    let folder = tempfile::tempdir().unwrap();
    let clock = TestClock::new();
    let mut stage = open(folder.path(), &clock);
    stage.press(Key::F3);
    stage.fill("Candidate", "Ada");
    stage.click_row(SET);
    stage.click(Role::Button, "Prepare for later");
    // Summer time begins before the interview and ends before the amendment.
    clock.set_offset(120);
    stage.press_with(COMMAND, Key::Enter);
    stage.press(Key::N);
    stage.press(Key::Num3);
    stage.submit("Yes", "Clear.");
    clock.set_offset(60);
    stage.click(Role::Button, "Amend…");
    stage.fill("Remark", "Said so in the debrief.");
    stage.click(Role::Button, "Amend");
    let record = stage.app().desk().current().unwrap().record().clone();
    assert_eq!(record.faults().unwrap(), [], "the seal holds");
    let card = Scorecard::build(&record, Disclosure::default()).unwrap();
    assert_eq!(card.utc_offset_minutes, 120);
    assert_eq!(card.amendments[0].utc_offset_minutes, 60);
    // 21 September 2026, 14:13:20 UTC.
    assert!(stage.says("16:13") && stage.says("15:13"));
    let changes = record.events.iter().map(|event| &event.kind);
    let changes = changes.filter(|kind| matches!(kind, EventKind::OffsetChanged { .. }));
    assert_eq!(changes.count(), 2, "and not where it stays");
}

#[test]
fn an_offset_that_no_place_has_is_taken_for_utc() {
    let folder = tempfile::tempdir().unwrap();
    let clock = TestClock::new();
    clock.set_offset(15 * 60);
    let mut stage = open(folder.path(), &clock);
    stage.begin(SET, "Ada");
    clock.set_offset(-15 * 60);
    stage.submit("Yes", "Clear.");
    let record = stage.app().desk().current().unwrap().record().clone();
    assert_eq!(record.faults().unwrap(), []);
    assert_eq!(record.fold().utc_offset_minutes, 0);
}

/// The names of the candidates whose clocks run.
fn running(stage: &mut Stage) -> Vec<String> {
    let held = stage.app().desk().held().values();
    let running = held.filter(|held| held.session().phase == Phase::Live);
    let name = |held: &plumbline::shared::desk::held::Held| {
        let name = &held.session().details[&Detail::Candidate];
        held.record().words(name).unwrap().to_owned()
    };
    running.map(name).collect()
}

/// Ada's clock ran when the program died; Grace's runs now.
fn two_interviews(folder: &Path) -> Stage {
    let clock = TestClock::new();
    let mut stage = open(folder, &clock);
    stage.begin(SET, "Ada");
    stage.press(Key::N);
    drop(stage);
    clock.pass_ms(60_000);
    let mut stage = open(folder, &clock);
    stage.begin(SET, "Grace");
    stage.press(Key::F4);
    stage.click_row("Ada");
    stage
}

#[test]
fn an_interview_that_is_opened_pauses_the_one_that_runs() {
    let folder = tempfile::tempdir().unwrap();
    let mut stage = two_interviews(folder.path());
    stage.press_with(COMMAND, Key::Enter);
    assert_eq!(running(&mut stage), ["Ada"]);
    assert!(stage.says("Grace: paused, since another interview runs"));
}

#[test]
fn a_session_that_is_only_ended_or_discarded_does_not_run() {
    for button in ["End early…", "Discard"] {
        let folder = tempfile::tempdir().unwrap();
        let mut stage = two_interviews(folder.path());
        stage.click(Role::Button, button);
        assert_eq!(running(&mut stage), ["Grace"], "{button}");
        stage.press(Key::Escape);
        stage.pass_secs(30);
        let ada =
            stage.app().desk().held().values().find(|held| held.session().phase != Phase::Live);
        let ada = ada.unwrap().session().clone();
        assert!(ada.stopwatch.session_ms() < 1_000, "{button}");
    }
}
