//! Two sets side by side, and the newer revisions of a set's questions, each drawn by itself.

use egui::Ui;
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use plumbline::domain::bank::Bank;
use plumbline::domain::set::QuestionSet;
use plumbline::domain::set::edit::Edit;
use plumbline::domain::set::revisions::{FieldChange, pinned};
use plumbline::rooms::sets::compare::SideBySide;
use plumbline::rooms::sets::revisions::{Review, Shown};
use plumbline::rooms::sets::view::compare::compare_ui;
use plumbline::rooms::sets::view::revisions::revisions_ui;
use plumbline::ui::theme;

use crate::set_files::{bank, set};
use crate::support::id;

fn harness<S: 'static>(
    state: S,
    mut draw: impl FnMut(&mut Ui, &mut S) + 'static,
) -> Harness<'static, S> {
    let mut is_installed = false;
    let mut harness = Harness::builder().with_size(egui::vec2(900.0, 900.0)).build_ui_state(
        move |ui, state: &mut S| {
            if !is_installed {
                theme::install(ui.ctx());
                is_installed = true;
                return ui.ctx().request_repaint();
            }
            draw(ui, state);
        },
        state,
    );
    harness.run();
    harness
}

fn later() -> Bank {
    let mut later = bank();
    later.questions[0].prompt =
        "Asked otherwise now, and in so many words that no line holds it?".to_owned();
    later.questions[1].minutes = 8;
    later.questions[1].probes.remove(0);
    later
}

fn reviewed() -> Harness<'static, QuestionSet> {
    harness(pinned(&set("q3 q1 q2"), &bank()), |ui, set: &mut QuestionSet| {
        let bank = later();
        if let Some(decision) = revisions_ui(ui, &Review::of(set, &bank)) {
            assert!(decision.apply(set, &bank) > 0);
        }
    })
}

#[test]
fn a_revision_is_shown_field_by_field_before_it_is_taken_over() {
    let harness = reviewed();
    harness.get_by_label("2 questions changed in the bank since this set was saved");
    harness.get_by_label("What of q1?");
    harness.get_by_label("Minutes: 5 → 8");
    harness.get_by_label("Follow-ups: 1 line the same");
    harness.get_by_label("And then, q2?");
    harness.get_by_label("Take this over: 3. Topic");
    assert_eq!(harness.state().questions[1], bank().questions[0], "nothing is taken over unasked");
}

#[test]
fn one_revision_or_all_of_them_are_taken_over() {
    let mut harness = reviewed();
    harness.get_by_label("Take this over: 2. Topic").click();
    harness.run();
    harness.get_by_label("1 question changed in the bank since this set was saved");
    assert_eq!(harness.state().questions[1], later().questions[0], "the second of the set is q1");
    assert_ne!(harness.state().questions[2], later().questions[1]);

    let mut harness = reviewed();
    harness.get_by_label("Take all over").click();
    harness.run();
    harness.get_by_label("Every question of this set is as in the bank");
    assert_eq!(harness.state().questions[1..], later().questions[..2]);
}

#[test]
fn two_sets_stand_side_by_side_and_what_they_agree_on_can_be_hidden() {
    let bank = bank();
    let (one, mut two) = (set("q1 q2"), set("q1 q2 q3"));
    two.edit(Edit::Minutes { question: id("q2"), minutes: 9 }, &bank).unwrap();
    two.edit(Edit::Rename("Larger".to_owned()), &bank).unwrap();
    let sides = SideBySide::of(&one, &two, &bank);
    let notes: Vec<&str> = sides.rows.iter().map(|row| row.note()).collect();
    assert_eq!(notes, ["in both", "in both, not alike", "only in the second"]);
    let mut harness = harness(false, move |ui, only: &mut bool| compare_ui(ui, &sides, only));
    harness.get_by_label("Small and Larger");
    harness.get_by_label("2 questions in both, 0 only in the first, 1 only in the second");
    harness.get_by_label("Title: Small → Larger");
    harness.get_by_label("Planned minutes: 5 → 9");
    harness.get_by_label("in both");
    harness.get_by_label("Only show differences").click();
    harness.run();
    assert!(harness.query_by_label("in both").is_none());
    harness.get_by_label("only in the second");
}

#[test]
fn a_long_list_shows_only_the_lines_that_differ() {
    let change = |before: &str, after: &str| FieldChange {
        field: "Points",
        before: before.to_owned(),
        after: after.to_owned(),
    };
    let check = |before: &str, after: &str, expected: Shown| {
        assert_eq!(Shown::of(&change(before, after)), expected, "{before:?} {after:?}");
    };
    check("5", "", Shown::Short);
    check("a\nb", "a\nc", Shown::Lines { before: vec!["b"], after: vec!["c"], same: 1 });
    check("a\nb", "b", Shown::Lines { before: vec!["a"], after: vec![], same: 1 });
    check("a\nb", "b\na", Shown::Whole);
    check("a\nb", "c\nd", Shown::Whole);
}
