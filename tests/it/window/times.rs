//! Clocks that are set, zones that change, and time that not counted.

use egui::accesskit::Role;
use plumbline::domain::event::{Detail, EventKind};
use plumbline::domain::scorecard::{Disclosure, Scorecard};
use plumbline::frame::command::Command;
use plumbline::library::file::session_file;
use plumbline::records::sqlite::SqliteStore;
use plumbline::records::{Batch, RecordStore};

use super::stage::Stage;
use crate::support::{Script, frozen_set};

fn gaps(stage: &Stage) -> usize {
    stage.record().events.iter().filter(|event| matches!(event.kind, EventKind::Gap { .. })).count()
}

#[test]
fn a_step_of_the_wall_clock_is_no_sleep() {
    let mut stage = Stage::in_interview();
    stage.pass_secs(10);
    for step in [600_000, -1_200_000, 3_600_000] {
        stage.clock.step_wall_ms(step);
        stage.pass_secs(1);
    }
    assert!(!stage.says("not counted"));
    assert_eq!(gaps(&stage), 0);
    assert_eq!(stage.session().stopwatch.session_ms(), 13_000);
}

#[test]
fn a_sleep_of_the_machine_is_noticed_and_left_out() {
    let mut stage = Stage::in_interview();
    stage.pass_secs(10);
    stage.clock.pass_ms(3_600_000);
    stage.settle();
    stage.pass_secs(1);
    assert!(stage.says("The computer slept for 1:00:00"));
    assert_eq!(stage.session().stopwatch.session_ms(), 11_000);
    stage.run(Command::LeaveGapOut);
    assert!(!stage.says("not counted"));
    assert_eq!(stage.session().stopwatch.session_ms(), 11_000);
}

#[test]
fn undoing_that_a_gap_is_left_out_does_not_count_it() {
    let mut stage = Stage::in_interview();
    stage.clock.pass_ms(600_000);
    stage.pass_secs(1);
    let before = stage.session().stopwatch.session_ms();
    stage.run(Command::LeaveGapOut);
    stage.undo();
    assert_eq!(stage.session().stopwatch.session_ms(), before);
}

#[test]
fn no_event_is_stamped_earlier_than_the_one_before_it() {
    let mut stage = Stage::in_interview();
    stage.pass_secs(2);
    stage.clock.step_wall_ms(-86_400_000);
    stage.next();
    stage.score(3);
    stage.submit("Yes", "Clear.");
    stage.click(Role::Button, "Amend…");
    stage.fill("Remark", "Said so in the debrief.");
    stage.click(Role::Button, "Amend");
    let record = stage.record();
    let session = record.fold();
    assert_eq!(record.first_step_back(), None);
    assert!(session.amendments[0].wall_ms >= session.submitted_wall_ms.unwrap());
    assert_eq!(record.faults().unwrap(), []);
}

#[test]
fn an_old_record_whose_clock_was_set_back_opens_with_a_word_about_it() {
    let mut script = Script::started(frozen_set(&["a"]));
    script.describe(Detail::Candidate, "Ada");
    script.record.events[2].wall_ms -= 7_200_000;
    assert_eq!(script.record.first_step_back(), Some(3));
    let record = script.record;
    let setup = Stage::with();
    let file = setup.folder().join("session.ron");
    std::fs::write(&file, session_file(&record).unwrap()).unwrap();
    let stage = setup.file(&file).open();
    assert!(stage.says("set back during this session (at event 3)"));
    let path = stage.app().desk().store().path().to_owned();
    let closed = stage.close();
    let batch = Batch { events: record.events.clone(), texts: record.texts.clone() };
    SqliteStore::open(&path).unwrap().create(&record.id, &record.set, &batch).unwrap();
    let mut stage = closed.open();
    stage.click(Role::Button, "Continue");
    assert!(stage.says("set back during this session (at event 3)"));
}

#[test]
fn each_time_is_printed_at_the_offset_in_force_then() {
    let mut stage = Stage::new();
    stage.plan("Ada");
    // Summer time begins before the interview and ends before the amendment.
    stage.clock.set_offset(120);
    stage.primary();
    stage.next();
    stage.score(3);
    stage.submit("Yes", "Clear.");
    stage.clock.set_offset(60);
    stage.click(Role::Button, "Amend…");
    stage.fill("Remark", "Said so in the debrief.");
    stage.click(Role::Button, "Amend");
    let record = stage.record();
    assert_eq!(record.faults().unwrap(), [], "the seal holds");
    let card = Scorecard::build(&record, Disclosure::default()).unwrap();
    assert_eq!(card.utc_offset_minutes, 120);
    assert_eq!(card.amendments[0].utc_offset_minutes, 60);
    // 21 September 2026, 14:13:20 UTC.
    stage.read_as_text();
    assert!(stage.says("16:13") && stage.says("15:13"));
    let changes = record.events.iter().map(|event| &event.kind);
    let changes = changes.filter(|kind| matches!(kind, EventKind::OffsetChanged { .. }));
    assert_eq!(changes.count(), 2, "and not where it stays");
}

#[test]
fn an_offset_that_no_place_has_is_taken_for_utc() {
    let setup = Stage::with();
    setup.clock.set_offset(15 * 60);
    let mut stage = setup.open();
    stage.begin("Ada");
    stage.clock.set_offset(-15 * 60);
    stage.submit("Yes", "Clear.");
    let record = stage.record();
    assert_eq!(record.faults().unwrap(), []);
    assert_eq!(record.fold().utc_offset_minutes, 0);
}
