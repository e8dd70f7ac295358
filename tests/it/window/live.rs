//! The live room: a plan that changes while it runs, a clock that thinks ahead, evidence, practice.

use egui::Key;
use egui::accesskit::Role;
use egui_kittest::kittest::Queryable;
use plumbline::domain::event::{EventKind, NoteTag};
use plumbline::domain::scorecard::{Disclosure, Scorecard};
use plumbline::domain::session::Verdict;
use plumbline::frame::command::Command;
use plumbline::rooms::wrap_up::Trouble;
use plumbline::root::Screen;

use super::asks::go;
use super::stage::Stage;

fn card(stage: &Stage) -> Scorecard {
    Scorecard::build(&stage.record(), Disclosure::default()).unwrap()
}

#[test]
fn points_and_flags_are_ticked_as_evidence_and_never_score() {
    let mut stage = Stage::on_first_question();
    let held = egui::Modifiers::COMMAND | egui::Modifiers::SHIFT;
    // By its place in the number row, whatever Shift makes of it: two core points, one of depth, a flag.
    for (sign, place) in [
        (Key::Exclamationmark, Key::Num1),
        (Key::Num2, Key::Num2),
        (Key::Num4, Key::Num4),
        (Key::Num7, Key::Num7),
    ] {
        stage.press_at(sign, place, held);
    }
    let row = card(&stage).questions.remove(0);
    assert_eq!(row.points.unwrap().words(), "core 2 of 3, depth 1 of 3");
    assert_eq!(row.flags.len(), 1);
    assert_eq!(stage.outcome(), Verdict::Open);
    stage.undo();
    assert!(stage.says("Undone: red flag 1 of question 1"));
    stage.click(Role::CheckBox, "By itself, a JWT stays valid until it expires");
    let heard = card(&stage).questions.remove(0).points.unwrap().heard;
    assert_eq!(heard.len(), 2, "a click takes the tick back");
}

#[test]
fn a_follow_up_shows_the_reply_one_hopes_for_once_it_is_asked() {
    let mut stage = Stage::on_first_question();
    assert!(!stage.says("A token that outlives the password change"));
    stage.run(Command::AskProbe);
    assert!(stage.says("A token that outlives the password change"));
}

#[test]
fn what_the_scores_mean_is_one_key_away_and_esc_puts_it_back() {
    let mut stage = Stage::on_first_question();
    stage.press_with(egui::Modifiers::COMMAND | egui::Modifiers::SHIFT, Key::T);
    assert!(stage.says("At least half the core"));
    stage.press(Key::Escape);
    assert!(!stage.says("At least half the core") && stage.says("Listen for: core"));
}

#[test]
fn an_added_question_is_listed_with_its_hash_and_never_averaged() {
    let mut stage = Stage::on_first_question();
    stage.score(2);
    let set = stage.record().set.digest().unwrap();
    stage.press_command(Key::I);
    stage.enter("booking form");
    assert!(stage.says("Added to the plan: Booking form"));
    stage.next();
    assert!(stage.says("Booking form") && stage.says("added, not averaged"));
    stage.score(5);
    let card = card(&stage);
    assert_eq!(card.set_hash, set.to_string(), "the set stays as it is");
    assert_eq!((card.questions.len(), card.added.len()), (7, 1));
    let overall = card.overall.unwrap();
    assert_eq!((overall.score.as_str(), overall.questions_scored), ("2.0", 1));
    assert_eq!(card.added[0].number, 8);
    assert!(card.added[0].hash.is_some());
    assert_eq!(stage.record().faults().unwrap(), []);
    // What is not in the bank is noted as asked.
    stage.press_command(Key::I);
    stage.enter("What do you build at home?");
    assert_eq!(stage.session().unplanned.len(), 1);
}

#[test]
fn the_plan_is_reordered_by_key_and_undone() {
    let mut stage = Stage::on_first_question();
    let order = stage.session().order;
    let held = egui::Modifiers::COMMAND | egui::Modifiers::SHIFT;
    stage.press_with(held, Key::PageDown);
    assert_eq!(stage.session().order[..2], [order[1].clone(), order[0].clone()]);
    stage.next();
    assert_eq!(stage.on_stage(), Some(3), "what stands behind it comes next");
    stage.undo();
    assert_eq!(stage.session().order, order);
}

#[test]
fn the_clock_proposes_what_to_leave_out_and_one_key_accepts_it() {
    let mut stage = Stage::on_first_question();
    stage.score(3);
    assert!(!stage.says("Change the plan"));
    stage.pass_secs(14 * 60);
    assert!(
        stage.says("behind") && stage.says("reason: “For time”"),
        "the reason stands there first"
    );
    assert!(stage.says("gains"));
    stage.press_with(egui::Modifiers::COMMAND | egui::Modifiers::SHIFT, Key::Enter);
    let skipped = |stage: &Stage| {
        let is_skipped = |outcome: &&Verdict| matches!(outcome, Verdict::Skipped(_));
        stage.outcomes().iter().filter(is_skipped).count()
    };
    assert_eq!(skipped(&stage), 1, "the one optional question");
    let reason = stage.record().texts.into_iter().find_map(|text| text.content).map(|it| it.body);
    assert!(reason.is_some());
    stage.undo();
    assert_eq!(skipped(&stage), 0, "all of it is one act");
    assert_eq!(stage.session().budgets.len(), 0);
}

#[test]
fn a_running_clock_is_seen_on_every_screen() {
    let mut stage = Stage::on_first_question();
    stage.pass_secs(3);
    for screen in Screen::ALL.iter().filter(|screen| screen.command().is_some()) {
        stage.ask(go(*screen));
        assert!(stage.says("Interview in progress, 00:03"), "{screen:?}");
        stage.clock.pass_ms(0);
    }
}

#[test]
fn what_a_score_replaced_is_said_for_two_seconds() {
    let mut stage = Stage::on_first_question();
    stage.score(3);
    assert!(!stage.says("was"));
    stage.score(4);
    assert!(stage.says("The score was 3"));
    stage.pass_secs(2);
    assert!(!stage.says("The score was 3"));
}

// ---- Wrap-up ------------------------------------------------------------------------------------

#[test]
fn a_strength_is_left_off_page_1_and_stays_evidence() {
    let mut stage = Stage::on_first_question();
    stage.note("+ First");
    stage.note("+ Second");
    stage.note("Third");
    stage.end();
    stage.click(Role::Button, "Leave off page 1: First");
    let strengths = |stage: &Stage| -> Vec<String> {
        card(stage).strengths.into_iter().map(|it| it.text).collect()
    };
    assert_eq!(strengths(&stage), ["Second"]);
    assert_eq!(card(&stage).questions[0].evidence.len(), 3);
    stage.undo();
    // Said to be a strength after the fact, then put first.
    stage.click_row("1 Sessions or tokens");
    stage.click(Role::Button, "strength: Third");
    assert_eq!(strengths(&stage), ["First", "Second", "Third"]);
    stage.click(Role::Button, "Move up: Third");
    stage.click(Role::Button, "Move up: Third");
    assert_eq!(strengths(&stage), ["Third", "First", "Second"]);
    let times: Vec<u64> = card(&stage).questions[0].evidence.iter().map(|it| it.at_ms).collect();
    assert!(times.is_sorted(), "notes stay in the order of their time");
    assert_eq!(card(&stage).questions[0].evidence[2].tag, NoteTag::Strength);
    stage.undo();
    assert_eq!(strengths(&stage), ["First", "Third", "Second"]);
}

#[test]
fn what_a_submission_lacks_is_said_at_its_field_which_takes_the_focus() {
    let mut stage = Stage::on_first_question();
    stage.score(3);
    stage.end();
    stage.primary();
    let trouble = |stage: &Stage| stage.app().rooms().wrap_up.draft.trouble;
    assert_eq!(trouble(&stage), Some(Trouble::NoRecommendation));
    stage.press(Key::Enter);
    assert!(
        stage.app().rooms().wrap_up.draft.recommendation.is_some(),
        "the choices have the focus"
    );
    stage.primary();
    assert_eq!(trouble(&stage), Some(Trouble::NoReason));
    stage.type_text("Too little evidence.");
    stage.settle();
    assert_eq!(trouble(&stage), None);
    stage.primary();
    assert!(stage.says("Submit “Strong no” for Ada?") && stage.says("Page 1 will say"));
    stage.press(Key::Enter);
    let last = stage.record().events.into_iter().rev().find(|event| {
        // Its signature stands behind it.
        !matches!(event.kind, EventKind::Signed { .. })
    });
    assert!(matches!(last.unwrap().kind, EventKind::Submitted { .. }));
}

// ---- Practice -----------------------------------------------------------------------------------

#[test]
fn practice_compares_with_the_reference_and_leaves_nothing_behind() {
    let mut stage = Stage::new();
    stage.run(Command::Practice);
    stage.primary();
    assert!(stage.says("Practice") && stage.says("Imani Okafor"));
    stage.next();
    assert!(!stage.says("When somebody leaves"));
    for _ in 0..4 {
        stage.run(Command::HearOn);
    }
    assert!(stage.says("When somebody leaves, I set is_active to False"));
    let session = stage.session();
    assert!(session.stopwatch.session_ms() >= 105_000, "on a virtual clock");
    stage.press_with(egui::Modifiers::COMMAND | egui::Modifiers::SHIFT, Key::Num1);
    stage.press_with(egui::Modifiers::COMMAND | egui::Modifiers::SHIFT, Key::Num2);
    stage.score(4);
    stage.end();
    assert_eq!(stage.app().screen(), Screen::Practice);
    assert!(stage.says("you gave 4, the reference is 2"));
    assert!(stage.says("You ticked it, and it was not said"));
    assert!(stage.says("Said, and you did not tick it"));
    assert_eq!(stage.app().desk().index().total, 0);
    assert_eq!(stage.app().desk().held().len(), 0);
    let mut stage = stage.restart();
    stage.press(Key::F4);
    assert!(!stage.says("Imani"));
    assert_eq!(stage.harness.query_all_by_label_contains("Imani").count(), 0);
}

#[test]
fn practice_waits_for_an_interview_that_runs() {
    let mut stage = Stage::on_first_question();
    stage.run(Command::Practice);
    stage.primary();
    assert!(stage.says("Ada's interview is running"));
    assert!(stage.app().desk().rehearsal().is_none());
}
