//! A set is built, changed by hand, saved and opened again.

use std::fs;
use std::path::PathBuf;

use egui::accesskit::Role;
use egui::{Key, Modifiers, Rect};
use egui_kittest::kittest::{NodeT, Queryable};
use plumbline::domain::ids::QuestionId;
use plumbline::domain::set::QuestionSet;
use plumbline::domain::set::edit::Edit;
use plumbline::frame::command::Command;
use plumbline::library::set_file::read_set;
use plumbline::rooms::sets::{Action as SetsAction, Form, LeaveOut};
use plumbline::root::Action;
use plumbline::shared::content::ShownSet;

use super::stage::Stage;

/// The Sets screen with a proposed set.
fn in_sets() -> Stage {
    let mut stage = Stage::new();
    stage.press(Key::F6);
    stage
}

/// The same with a set that was saved into the workspace.
fn with_saved() -> (Stage, PathBuf) {
    let mut stage = in_sets();
    stage.press_command(Key::S);
    let file = shown(&stage).from.file().expect("a file").path.clone();
    (stage, file)
}

fn shown(stage: &Stage) -> &ShownSet {
    stage.app().content().shown_set().expect("a set")
}

fn set(stage: &Stage) -> QuestionSet {
    shown(stage).set.clone()
}

fn ids(stage: &Stage) -> Vec<QuestionId> {
    shown(stage).set.items.iter().map(|item| item.question.clone()).collect()
}

/// The questions in the order in which they would be asked now.
fn frozen(stage: &Stage) -> Vec<QuestionId> {
    let frozen = shown(stage).frozen.as_ref().expect("a whole set");
    frozen.items.iter().map(|item| item.question.id.clone()).collect()
}

fn chosen(stage: &Stage) -> QuestionId {
    stage.app().rooms().sets.draft.selected.clone().expect("a chosen question")
}

fn form(stage: &Stage) -> &Form {
    stage.app().rooms().sets.form.as_ref().expect("a form")
}

fn alt(stage: &mut Stage, key: Key) {
    stage.press_with(Modifiers::ALT, key);
}

fn command_shift(stage: &mut Stage, key: Key) {
    stage.press_with(Modifiers::COMMAND | Modifiers::SHIFT, key);
}

/// Where a question's row is.
fn row(stage: &Stage, place: usize) -> Rect {
    let start = format!("{} ", place + 1);
    let is_meant = |label: Option<String>| {
        label.is_some_and(|label| label.starts_with(&start) && label.contains(" min"))
    };
    let mut rows = stage.harness.query_all_by_role(Role::Button);
    rows.find(|node| is_meant(node.accesskit_node().label())).expect("a row").rect()
}

#[test]
fn the_arrow_keys_choose_a_question() {
    let mut stage = in_sets();
    let all = ids(&stage);
    assert_eq!(chosen(&stage), all[0]);
    for _ in 0..2 {
        stage.press(Key::ArrowDown);
    }
    assert_eq!(chosen(&stage), all[2]);
    stage.press(Key::ArrowUp);
    assert_eq!(chosen(&stage), all[1]);
    // With the focus in the list they go on, and Tab leads past it.
    let row = row(&stage, 3);
    stage.harness.hover_at(row.center());
    stage.harness.drag_at(row.center());
    stage.harness.drop_at(row.center());
    stage.settle();
    assert_eq!(chosen(&stage), all[3]);
    for _ in 0..2 {
        stage.press(Key::ArrowUp);
    }
    assert_eq!(chosen(&stage), all[1]);
    assert!(stage.says("Questions of the set: 2 of"));
}

#[test]
fn locked_questions_stay_when_the_rest_is_rolled_again() {
    let mut stage = in_sets();
    let before = ids(&stage);
    let locked = [before[0].clone(), before[2].clone()];
    stage.press_command(Key::L);
    stage.press(Key::ArrowDown);
    stage.press(Key::ArrowDown);
    stage.press_command(Key::L);
    command_shift(&mut stage, Key::L);
    let after = ids(&stage);
    assert!(locked.iter().all(|id| after.contains(id)), "{after:?}");
    assert_ne!(after, before, "something else came");
    assert_eq!(frozen(&stage), after);
    assert!(stage.says("2 locked questions"));
    stage.press_command(Key::Z);
    assert_eq!(ids(&stage), before);
    assert!(stage.notice().contains("Undone: re-roll"), "{}", stage.notice());
    stage.press_command(Key::Y);
    assert_eq!(ids(&stage), after);
    // Another length keeps them too.
    stage.click(Role::Button, "90 minutes");
    assert!(locked.iter().all(|id| ids(&stage).contains(id)));
}

#[test]
fn a_question_is_replaced_by_one_of_the_best() {
    let mut stage = in_sets();
    let before = ids(&stage);
    stage.press(Key::ArrowDown);
    stage.press_command(Key::R);
    let Form::Replace { found: Some(found), .. } = form(&stage) else { panic!("no alternatives") };
    assert!(found.len() > 1 && found.iter().all(|it| !it.reason.is_empty()));
    let second = found[1].question.clone();
    assert!(stage.says(&found_reason(&stage, 1)), "each says why");
    stage.press(Key::ArrowDown);
    stage.press(Key::Enter);
    assert!(!stage.app().has_form());
    let after = ids(&stage);
    assert_eq!((&after[1], after.len()), (&second, before.len()));
    assert_eq!(frozen(&stage), after);
    assert_eq!(chosen(&stage), second);
    stage.undo();
    assert_eq!(ids(&stage), before);
    assert!(stage.notice().contains("in place of"), "{}", stage.notice());
}

fn found_reason(stage: &Stage, place: usize) -> String {
    let Form::Replace { found: Some(found), .. } = form(stage) else { panic!("no alternatives") };
    found[place].reason.clone()
}

#[test]
fn a_question_moves_by_key_and_by_drag() {
    let mut stage = in_sets();
    let before = ids(&stage);
    alt(&mut stage, Key::ArrowDown);
    let mut swapped = before.clone();
    swapped.swap(0, 1);
    assert_eq!(ids(&stage), swapped);
    assert_eq!(frozen(&stage), swapped);
    alt(&mut stage, Key::ArrowUp);
    assert_eq!(ids(&stage), before);
    assert!(stage.app().resolve(Command::MoveEarlier).is_none(), "it is the first");

    let (from, to) = (row(&stage, 0), row(&stage, 2));
    stage.harness.hover_at(from.center());
    stage.harness.drag_at(from.center());
    stage.settle();
    stage.harness.hover_at(to.center());
    stage.settle();
    stage.harness.hover_at(to.left_bottom() + egui::vec2(40.0, -2.0));
    stage.settle();
    stage.harness.drop_at(to.left_bottom() + egui::vec2(40.0, -2.0));
    stage.settle();
    let dragged = [&before[1], &before[2], &before[0]];
    assert_eq!(ids(&stage).iter().take(3).collect::<Vec<_>>(), dragged);
    stage.undo();
    assert_eq!(ids(&stage), before);
    assert!(stage.notice().contains("Undone: new place of"));
}

#[test]
fn minutes_and_whether_it_must_be_asked_are_changed_by_key() {
    let mut stage = in_sets();
    let before = set(&stage);
    for _ in 0..3 {
        alt(&mut stage, Key::Plus);
    }
    assert_eq!(set(&stage).items[0].minutes, before.items[0].minutes + 3);
    assert!(stage.says("min over") || set(&stage).total_minutes() <= 60);
    command_shift(&mut stage, Key::O);
    assert_ne!(set(&stage).items[0].required, before.items[0].required);
    stage.undo();
    stage.undo();
    assert_eq!(set(&stage), before, "three minutes are one step");
}

#[test]
fn a_removed_question_comes_back_in_its_place() {
    let mut stage = in_sets();
    let before = ids(&stage);
    stage.press(Key::ArrowDown);
    stage.press(Key::Delete);
    assert_eq!(ids(&stage).len(), before.len() - 1);
    assert_eq!(chosen(&stage), before[2], "the next one is chosen");
    assert!(stage.notice().contains("Removed"));
    stage.click(Role::Button, "Undo");
    assert_eq!(ids(&stage), before);
}

#[test]
fn a_set_is_renamed_where_its_title_stands() {
    let mut stage = in_sets();
    let before = set(&stage).title;
    stage.press_command(Key::J);
    stage.press_command(Key::A);
    stage.enter("Payments team, first round");
    assert_eq!(set(&stage).title, "Payments team, first round");
    stage.undo();
    assert_eq!(set(&stage).title, before);
    assert_eq!(stage.app().rooms().sets.draft.title, before);
    stage.redo();
    assert_eq!(set(&stage).title, "Payments team, first round");
    stage.press_command(Key::J);
    stage.press_command(Key::A);
    stage.press(Key::Delete);
    stage.press(Key::Enter);
    assert_eq!(set(&stage).title, "Payments team, first round", "an empty title is none");
    assert!(stage.notice().contains("title"), "{}", stage.notice());
}

#[test]
fn questions_are_added_by_search_and_in_own_words() {
    let mut stage = in_sets();
    let before = ids(&stage);
    stage.press_command(Key::I);
    let bank = stage.app().content().bank();
    let free = bank.questions.iter().find(|question| !before.contains(&question.id)).unwrap();
    let (id, name) = (free.id.clone(), free.name().to_owned());
    stage.enter(&name);
    assert_eq!(ids(&stage)[1], id, "behind the chosen one");

    stage.press_command(Key::I);
    stage.enter("What would you change about our API zzz");
    assert!(matches!(form(&stage), Form::Own { question: None, .. }));
    stage.primary();
    let own = chosen(&stage);
    assert_eq!(ids(&stage)[2], own);
    let question = shown(&stage).set.question(&own, stage.app().content().bank()).unwrap();
    assert_eq!(question.prompt, "What would you change about our API zzz");
    assert!(frozen(&stage).contains(&own));
}

#[test]
fn own_words_are_asked_in_this_set_only() {
    let mut stage = in_sets();
    let id = chosen(&stage);
    command_shift(&mut stage, Key::E);
    stage.press_command(Key::A);
    stage.type_text("Tell me about the slowest page you mended.");
    stage.primary();
    let asked = &shown(&stage).frozen.as_ref().unwrap().items[0].question;
    assert_eq!(asked.prompt, "Tell me about the slowest page you mended.");
    assert_ne!(stage.app().content().bank().question(&id).unwrap().prompt, asked.prompt);
    stage.undo();
    let asked = &shown(&stage).frozen.as_ref().unwrap().items[0].question;
    assert_eq!(stage.app().content().bank().question(&id).unwrap().prompt, asked.prompt);
}

#[test]
fn a_slider_that_moves_builds_the_newest_and_is_one_step() {
    let mut stage = Stage::stepped();
    stage.press(Key::F6);
    stage.drain();
    let before = set(&stage);
    for minutes in [59, 55, 50, 45] {
        stage.app_mut().typed().sets.draft.wanted.minutes = minutes;
        stage.ask(Action::Sets(SetsAction::Follow));
    }
    // One is being built, and only the newest waits behind it.
    stage.finish("assembly");
    stage.finish("assembly");
    assert!(!stage.stepper.to_run().contains(&"assembly".to_owned()));
    assert!(set(&stage).total_minutes() <= 45);
    assert_eq!(stage.app().rooms().sets.budget(), 45);
    stage.undo();
    assert_eq!(set(&stage), before);
    assert_eq!(stage.app().rooms().sets.draft.wanted.minutes, 60, "the slider goes back as well");
}

#[test]
fn equally_good_sets_stand_side_by_side() {
    let mut stage = in_sets();
    let before = ids(&stage);
    command_shift(&mut stage, Key::B);
    let Form::Others { sets, .. } = form(&stage) else { panic!("no other set") };
    let second: Vec<_> = sets[1].items.iter().map(|item| item.question.clone()).collect();
    assert_ne!(second, before);
    stage.press(Key::ArrowRight);
    stage.press(Key::Enter);
    assert_eq!(ids(&stage), second);
    stage.undo();
    assert_eq!(ids(&stage), before);
}

#[test]
fn what_is_shown_is_what_starts() {
    let mut stage = Stage::new();
    stage.press(Key::F6);
    stage.click_row(super::verbs::SET);
    stage.press(Key::Delete);
    let changed = frozen(&stage);
    stage.primary();
    stage.primary();
    let asked: Vec<_> = stage.record().set.items.iter().map(|it| it.question.id.clone()).collect();
    assert_eq!(asked, changed);
}

#[test]
fn a_changed_set_is_saved_and_opened_again() {
    let (mut stage, file) = with_saved();
    alt(&mut stage, Key::ArrowDown);
    alt(&mut stage, Key::Plus);
    assert!(stage.says("changed, not saved"));
    stage.press_command(Key::S);
    assert!(!stage.says("changed, not saved"));
    assert!(stage.app().resolve(Command::SaveFile).is_none(), "nothing to save");
    let saved = set(&stage);
    assert_eq!(read_set(&file).unwrap().0, saved);
    assert_eq!(fs::read_dir(file.parent().unwrap()).unwrap().count(), 1, "no second copy");
    let mut stage = stage.restart();
    stage.press(Key::F6);
    stage.click_row(&saved.title);
    assert_eq!(set(&stage), saved);
    // Undo behind a save, and save again: nobody else wrote the file.
    alt(&mut stage, Key::ArrowDown);
    stage.press_command(Key::S);
    stage.undo();
    stage.press_command(Key::S);
    assert!(!stage.app().has_form());
    assert_eq!(read_set(&file).unwrap().0.items, saved.items);
}

/// Saved, changed here, and changed on the disk by somebody else.
fn in_conflict() -> (Stage, PathBuf, QuestionSet, String) {
    let (mut stage, file) = with_saved();
    alt(&mut stage, Key::ArrowDown);
    let mine = set(&stage);
    let theirs = fs::read_to_string(&file).unwrap().replace(&mine.title, "Theirs");
    fs::write(&file, &theirs).unwrap();
    stage.press_command(Key::S);
    assert!(stage.says("The file changed on disk"));
    assert_eq!(fs::read_to_string(&file).unwrap(), theirs, "nothing is written yet");
    (stage, file, mine, theirs)
}

#[test]
fn two_edits_of_one_file_become_two_files() {
    let (mut stage, file, mine, theirs) = in_conflict();
    stage.click(Role::Button, "Save as a copy");
    assert_eq!(fs::read_to_string(&file).unwrap(), theirs);
    let copy = shown(&stage).from.file().unwrap().path.clone();
    assert_ne!(copy, file);
    assert_eq!(read_set(&copy).unwrap().0.items, mine.items);
    assert_eq!(set(&stage).items, mine.items);
}

#[test]
fn their_edit_is_looked_at_and_mine_comes_back() {
    let (mut stage, file, mine, theirs) = in_conflict();
    stage.click(Role::Button, "Look at theirs");
    assert_eq!(set(&stage).title, "Theirs");
    stage.undo();
    assert_eq!(set(&stage).items, mine.items);
    assert_eq!(fs::read_to_string(&file).unwrap(), theirs);
}

#[test]
fn their_edit_is_replaced_only_when_that_is_said() {
    let (mut stage, file, mine, theirs) = in_conflict();
    stage.press(Key::Escape);
    assert_eq!(fs::read_to_string(&file).unwrap(), theirs);
    stage.press_command(Key::S);
    stage.click(Role::Button, "Replace");
    assert_eq!(read_set(&file).unwrap().0.items, mine.items);
    assert!(!stage.app().has_form());
}

#[test]
fn a_deleted_set_comes_back_byte_for_byte() {
    let (mut stage, file) = with_saved();
    let bytes = fs::read(&file).unwrap();
    let saved = set(&stage);
    stage.run(Command::DeleteSet);
    assert!(stage.says("Delete this set?"));
    stage.press(Key::Escape);
    assert!(file.exists());
    stage.run(Command::DeleteSet);
    stage.click(Role::Button, "Delete the file");
    assert!(!file.exists());
    assert_ne!(set(&stage).id, saved.id, "another set is shown");
    stage.undo();
    assert_eq!(fs::read(&file).unwrap(), bytes);
    assert_eq!(set(&stage), saved);
    assert!(!stage.says("not saved"));
    stage.redo();
    assert!(!file.exists());
    stage.undo();
    assert_eq!(fs::read(&file).unwrap(), bytes);
}

#[test]
fn a_shipped_set_cannot_be_deleted_and_its_change_is_a_file_of_its_own() {
    let mut stage = in_sets();
    stage.click_row(super::verbs::SET);
    assert!(stage.app().resolve(Command::DeleteSet).is_none());
    stage.press(Key::Delete);
    stage.press_command(Key::S);
    assert!(stage.says("Set written to"));
    assert!(stage.app().resolve(Command::DeleteSet).is_some());
}

#[test]
fn a_duplicate_is_another_set() {
    let (mut stage, file) = with_saved();
    let bytes = fs::read(&file).unwrap();
    let before = set(&stage);
    stage.press_command(Key::D);
    let copy = set(&stage);
    assert_ne!((&copy.id, &copy.title), (&before.id, &before.title));
    assert_eq!(copy.items, before.items);
    stage.press_command(Key::S);
    assert_eq!(fs::read(&file).unwrap(), bytes);
    assert_eq!(fs::read_dir(file.parent().unwrap()).unwrap().count(), 2);
}

#[test]
fn a_description_and_a_section_are_written_in_a_form() {
    let mut stage = in_sets();
    command_shift(&mut stage, Key::D);
    stage.type_text("For the payments team: ask about retries.");
    stage.primary();
    assert_eq!(set(&stage).about, "For the payments team: ask about retries.");
    command_shift(&mut stage, Key::H);
    stage.press_command(Key::A);
    stage.enter("Deep dive");
    assert_eq!(set(&stage).items[0].section, "Deep dive");
    assert!(stage.says("Deep dive"));
}

#[test]
fn what_a_set_lacks_is_said_in_one_line() {
    let mut stage = in_sets();
    for _ in 0..5 {
        stage.press(Key::Delete);
    }
    let gaps = shown(&stage).gaps.clone();
    assert!(gaps.len() > 2, "{gaps:?}");
    assert!(stage.says(&gaps[0]) && !stage.says(&gaps[1]));
    let more = format!("{} more things that the set lacks", gaps.len() - 1);
    stage.click(Role::Button, &more);
    assert!(gaps.iter().all(|gap| stage.says(gap)));
    assert!(stage.says("short"), "the grid says which competency");
}

#[test]
fn the_screen_draws_by_hand_at_every_size() {
    for (size, scale) in [((1280.0, 720.0), 1.0), ((1280.0, 720.0), 2.0), ((700.0, 500.0), 1.0)] {
        let mut stage = Stage::with().size(size.into()).scale(scale).open();
        stage.press(Key::F6);
        for command in [Command::ReplaceItem, Command::AddQuestion, Command::EditWording] {
            stage.run(command);
            assert!(stage.app().has_form());
            stage.press(Key::Escape);
        }
        stage.press(Key::ArrowDown);
        assert_eq!(chosen(&stage), ids(&stage)[1], "{size:?} {scale}");
    }
}

#[test]
fn what_a_candidate_had_before_is_left_out_and_what_was_just_asked_is_stale() {
    let mut stage = in_sets();
    let first = ids(&stage);
    // An interview with exactly this set.
    stage.primary();
    stage.fill("Candidate", "Ada Lovelace");
    stage.primary();
    stage.pass_secs(60);
    stage.press(Key::F6);
    stage.settle();
    let earlier = stage.app().desk().earlier();
    assert_eq!(earlier.len(), 1);
    assert_eq!(earlier[0].questions, first);
    stage.app_mut().typed().sets.draft.leave_out =
        Some(LeaveOut::Candidate("ada lovelace".to_owned()));
    stage.ask(Action::Sets(SetsAction::Propose));
    stage.settle();
    let second = ids(&stage);
    assert!(second.iter().all(|id| !first.contains(id)), "{second:?}");
    // Nobody left out: what was asked a minute ago gives way where something as good is fresh.
    stage.app_mut().typed().sets.draft.leave_out = None;
    stage.ask(Action::Sets(SetsAction::Propose));
    stage.settle();
    assert!(ids(&stage).iter().any(|id| !first.contains(id)));
}

#[test]
fn it_says_whether_a_better_set_exists_while_the_set_is_as_it_was_built() {
    let mut stage = in_sets();
    assert!(
        stage.shows("Has everything its blueprint asks for; no set from your bank fits better")
    );
    stage.press_command(Key::L);
    command_shift(&mut stage, Key::L);
    let has_all = "Has everything its blueprint asks for";
    assert!(stage.shows(&format!("{has_all}; nothing fits better beside what you locked")));
    let id = chosen(&stage);
    stage.ask(Action::Sets(SetsAction::Edit(Edit::Minutes { question: id, minutes: 1 })));
    stage.settle();
    assert!(!stage.shows(&format!("{has_all}; nothing fits better beside what you locked")));
}
