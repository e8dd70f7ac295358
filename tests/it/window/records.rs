//! The records in the window: what is lost, displaced or in use elsewhere is said, nothing is called
//! saved that is not, and the way back is on screen.

use std::fs;
use std::path::{Path, PathBuf};

use plumbline::root::open::{Contents, read_contents};
use plumbline::shared::desk::SessionAct;
use plumbline::shared::desk::store::RecordsState;

use super::asks::{ask_delete, do_to, reload, search_sessions, use_workspace};
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable;
use plumbline::domain::record::SessionRecord;
use plumbline::records::sqlite::SqliteStore;

use super::races::SET;
use super::stage::Stage;
use crate::rig;

const COMMAND: Modifiers = Modifiers::COMMAND;

fn records(folder: &Path) -> PathBuf {
    folder.join("records/sessions.sqlite")
}

fn beside(path: &Path, ending: &str) -> PathBuf {
    let name = path.file_name().unwrap().to_string_lossy().into_owned();
    path.with_file_name(name + ending)
}

/// Whether something on screen is called exactly so.
fn shows(stage: &Stage, words: &str) -> bool {
    stage.harness.query_all_by_label(words).next().is_some()
}

fn has_button(stage: &Stage, words: &str) -> bool {
    stage.harness.query_by_role_and_label(Role::Button, words).is_some()
}

fn notice(stage: &mut Stage) -> String {
    stage.app().frame().notices.shown().map_or(String::new(), |notice| notice.text.clone())
}

/// An interview with a score and a note, its clock running.
fn interview(stage: &mut Stage) {
    stage.begin(SET, "Ada Lovelace");
    stage.press(Key::N);
    stage.press(Key::Num4);
    stage.press(Key::T);
    stage.type_text("Named the failure case");
    stage.press(Key::Enter);
    stage.press(Key::Escape);
}

/// Goes to the next question and scores it: steps to be saved.
fn score_next(stage: &mut Stage, digit: Key) {
    let before = current(stage).events.len();
    stage.press(Key::N);
    stage.press(digit);
    assert!(current(stage).events.len() > before);
}

fn current(stage: &mut Stage) -> SessionRecord {
    stage.app().desk().current().expect("a session").record().clone()
}

/// A folder with the records of one interview, paused, and the program closed.
fn left_behind() -> tempfile::TempDir {
    let folder = rig::folder();
    let mut stage = Stage::open(folder.path());
    interview(&mut stage);
    stage.press(Key::F8);
    assert_eq!(stage.app().desk().unsaved(), 0);
    folder
}

/// The system offers no file dialog: a path is typed instead.
fn type_path(stage: &mut Stage, path: &Path, answer: &str) {
    stage.no_dialog();
    stage.fill("Path", &path.display().to_string());
    stage.click(Role::Button, answer);
}

fn rename(from: &Path, to: &Path) {
    fs::create_dir_all(to.parent().unwrap()).unwrap();
    fs::rename(from, to).unwrap();
}

type Fault<'f> = &'f dyn Fn(&Path);

#[test]
fn records_lost_in_mid_interview_are_told_and_nothing_of_it_is_lost() {
    let cases: [(&str, Fault<'_>); 6] = [
        ("removed", &|path| fs::remove_file(path).unwrap()),
        ("emptied", &|path| fs::write(path, "").unwrap()),
        ("cut", &|path| {
            let bytes = fs::read(path).unwrap();
            fs::write(path, &bytes[..bytes.len() / 2]).unwrap();
        }),
        ("replaced", &|path| {
            let other = beside(path, ".other");
            fs::copy(path, &other).unwrap();
            fs::rename(&other, path).unwrap();
        }),
        ("journal removed", &|path| fs::remove_file(beside(path, "-wal")).unwrap()),
        ("folder renamed", &|path| {
            let folder = path.parent().unwrap();
            rename(folder, &folder.with_file_name("renamed"));
        }),
    ];
    for (what, fault) in cases {
        let folder = rig::folder();
        let mut stage = Stage::open(folder.path());
        interview(&mut stage);
        assert!(shows(&stage, "Saved"), "{what}");
        let path = records(folder.path());
        fault(&path);
        for question in 0..3 {
            score_next(&mut stage, Key::Num3);
            assert!(stage.says("not saved") && !shows(&stage, "Saved"), "{what}, {question}");
            assert!(!has_button(&stage, "Dismiss"), "what is not saved cannot be put away: {what}");
            assert!(stage.says("Not saved, but a copy is in"), "{what}, {question}");
            let rescued = stage.app().desk().store().rescued().to_vec();
            let [rescued] = rescued.as_slice() else { panic!("{what}: {rescued:?}") };
            let near = if what == "folder renamed" { "witness" } else { "records" };
            assert_eq!(rescued.parent().unwrap(), folder.path().join(near), "{what}");
            let Ok(Contents::Session(saved)) = read_contents(rescued) else { panic!("{what}") };
            assert_eq!(*saved, current(&mut stage), "{what}, {question}");
        }
        let [rescued] =
            <[PathBuf; 1]>::try_from(stage.app().desk().store().rescued().to_vec()).unwrap();
        stage.click(Role::Button, "Save again");
        assert_eq!(stage.app().desk().unsaved(), 0, "{what}");
        assert_eq!(*stage.app().desk().store().state(), RecordsState::Ready, "{what}");
        assert!(shows(&stage, "Saved") && !stage.says("not saved"), "{what}");
        assert!(!rescued.exists() && stage.app().desk().store().rescued().is_empty(), "{what}");
        let record = current(&mut stage);
        drop(stage);
        let mut stage = Stage::open(folder.path());
        stage.click(Role::Button, "Continue");
        let after = current(&mut stage);
        assert_eq!(after.events[..record.events.len()], record.events, "{what}");
        assert_eq!(after.texts, record.texts, "{what}");
    }
}

/// An interview whose records and second copy are both gone: only the program has it.
fn only_in_memory(folder: &Path) -> (Stage, SessionRecord) {
    let mut stage = Stage::open(folder);
    interview(&mut stage);
    let id = current(&mut stage).id;
    fs::remove_file(records(folder)).unwrap();
    fs::remove_file(folder.join(format!("witness/{id}.journal"))).unwrap();
    let journal = folder.join("witness").join(format!("{id}.journal"));
    fs::create_dir(&journal).unwrap();
    score_next(&mut stage, Key::Num3);
    stage.click(Role::Button, "Save again");
    assert!(stage.says(": choose on Home what to do about the records"));
    // Steps that follow are rescued too.
    score_next(&mut stage, Key::Num5);
    let record = current(&mut stage);
    let rescued = stage.app().desk().store().rescued()[0].clone();
    let Ok(Contents::Session(saved)) = read_contents(&rescued) else { panic!("no session") };
    assert_eq!(*saved, record);
    fs::remove_dir(&journal).unwrap();
    (stage, record)
}

#[test]
fn an_interview_that_no_copy_has_goes_on_and_is_kept_once_a_person_decided() {
    for choice in ["Restore what the copies have", "Start with no sessions"] {
        let folder = rig::folder();
        let (mut stage, record) = only_in_memory(folder.path());
        stage.press(Key::F2);
        assert!(stage.says("The records are not as they were left"));
        stage.click(Role::Button, choice);
        assert_eq!(*stage.app().desk().store().state(), RecordsState::Ready, "{choice}");
        assert_eq!(stage.app().desk().unsaved(), 0, "{choice}");
        assert!(
            shows(&stage, "Saved") && stage.app().desk().store().rescued().is_empty(),
            "{choice}"
        );
        drop(stage);
        let mut stage = Stage::open(folder.path());
        stage.click(Role::Button, "Continue");
        let after = current(&mut stage);
        assert_eq!(after.events[..record.events.len()], record.events, "{choice}");
        assert_eq!((after.texts, after.lost), (record.texts, None), "{choice}");
    }
}

#[test]
fn a_rescue_file_is_taken_up_at_the_next_start() {
    let folder = rig::folder();
    let (mut stage, record) = only_in_memory(folder.path());
    assert!(!stage.app().ask_close());
    stage.settle();
    assert!(stage.says("the next start restores it") && !stage.says("Closing now loses them"));
    let rescued = stage.app().desk().store().rescued()[0].clone();
    drop(stage);
    let mut stage = Stage::open(folder.path());
    stage.click(Role::Button, "Restore what the copies have");
    assert!(stage.says("Unsaved steps were restored from the rescue file: Ada Lovelace"));
    assert!(!rescued.exists());
    stage.click(Role::Button, "Continue");
    let after = current(&mut stage);
    assert_eq!(after.events[..record.events.len()], record.events);
    assert_eq!((after.texts, after.lost), (record.texts, None));
}

#[test]
fn a_missing_file_is_told_on_home_and_nothing_is_made_in_its_place() {
    let folder = left_behind();
    let path = records(folder.path());
    rename(&path, &folder.path().join("away/kept.sqlite"));
    let before = rig::files(folder.path());
    let mut stage = Stage::open(folder.path());
    assert!(stage.says("The records are not as they were left"));
    assert!(stage.says(&format!("The records file {} is gone", path.display())));
    assert!(stage.says("Nothing was changed"));
    for button in
        ["Try again", "Locate the file…", "Restore 1 session from copies", "Start with no sessions"]
    {
        assert!(has_button(&stage, button), "{button}");
    }
    assert_eq!(rig::files(folder.path()), before);
    assert!(stage.says("The records are not open"), "instead of: there were no interviews");
    // No interview is begun that could not be kept, and the screen says why.
    stage.press(Key::F3);
    stage.fill("Candidate", "Grace");
    stage.click_row(SET);
    stage.press_with(COMMAND, Key::Enter);
    assert!(stage.app().desk().held().is_empty());
    assert!(stage.says("No interview can be started"));
    drop(stage);
    assert_eq!(rig::files(folder.path()), before);
}

#[test]
fn every_choice_of_a_person_whose_records_are_gone_does_what_it_says() {
    let cases = ["Try again", "Locate the file…", "Restore 1 session from copies"];
    for choice in cases {
        let folder = left_behind();
        let (path, away) = (records(folder.path()), folder.path().join("away/kept.sqlite"));
        rename(&path, &away);
        let mut stage = Stage::open(folder.path());
        if choice == "Try again" {
            stage.click(Role::Button, choice);
            assert!(has_button(&stage, choice), "it is still gone");
            rename(&away, &path);
        }
        stage.click(Role::Button, choice);
        if choice == "Locate the file…" {
            type_path(&mut stage, &away, "Use this file");
            assert_eq!(stage.app().desk().store().path(), away);
        }
        assert_eq!(*stage.app().desk().store().state(), RecordsState::Ready, "{choice}");
        assert!(!stage.says("The records are not as they were left"), "{choice}");
        stage.click(Role::Button, "Continue");
        stage.press(Key::F8);
        assert!(shows(&stage, "Saved"), "{choice}");
        drop(stage);
        let stage = Stage::open(folder.path());
        assert!(stage.says("Ada Lovelace"), "{choice}");
    }
}

#[test]
fn beginning_with_no_sessions_keeps_what_is_left_of_the_old_ones() {
    let folder = left_behind();
    fs::remove_file(records(folder.path())).unwrap();
    let mut stage = Stage::open(folder.path());
    stage.click(Role::Button, "Start with no sessions");
    assert_eq!(*stage.app().desk().store().state(), RecordsState::Ready);
    assert!(stage.says("The records are empty now"));
    assert!(!stage.says("Ada Lovelace"));
    let kept = folder.path().join("witness/set-aside-1");
    assert!(stage.says(&kept.display().to_string()) && kept.is_dir());
    stage.begin(SET, "Grace Hopper");
    assert!(shows(&stage, "Saved"));
    drop(stage);
    let stage = Stage::open(folder.path());
    assert!(stage.says("Grace Hopper") && !stage.says("Ada Lovelace"));
}

#[test]
fn a_folder_of_the_records_that_was_renamed_is_found_again() {
    let folder = left_behind();
    rename(&folder.path().join("records"), &folder.path().join("renamed"));
    let mut stage = Stage::open(folder.path());
    assert!(stage.says("is not there: is its drive connected?"));
    assert!(!folder.path().join("records").exists());
    stage.click(Role::Button, "Locate the file…");
    // A file that holds no records changes nothing.
    let other = folder.path().join("other.sqlite");
    fs::write(&other, "milk").unwrap();
    type_path(&mut stage, &other, "Use this file");
    assert!(notice(&mut stage).contains("is not a Plumbline database"));
    assert!(has_button(&stage, "Locate the file…"));
    stage.click(Role::Button, "Locate the file…");
    let found = folder.path().join("renamed/sessions.sqlite");
    type_path(&mut stage, &found, "Use this file");
    assert!(stage.says("Ada Lovelace"));
    assert_eq!(stage.app().desk().store().path(), found);
    drop(stage);
    assert!(Stage::open(folder.path()).says("Ada Lovelace"));
}

fn workspace(folder: &Path) -> PathBuf {
    let workspace = folder.join("workspace");
    rig::copy_tree(Path::new("rubrics"), &workspace);
    workspace
}

#[test]
fn a_workspace_that_is_renamed_or_changed_takes_no_session_with_it() {
    let folder = rig::folder();
    let workspace = workspace(folder.path());
    let mut stage = Stage::open(folder.path());
    stage.app().handle(vec![use_workspace(Some(workspace.clone()))]);
    stage.settle();
    interview(&mut stage);
    let id = current(&mut stage).id;
    rename(&workspace, &folder.path().join("renamed"));
    score_next(&mut stage, Key::Num5);
    assert!(shows(&stage, "Saved"));
    stage.app().handle(vec![reload()]);
    stage.settle();
    stage.app().handle(vec![use_workspace(None)]);
    stage.settle();
    assert!(stage.says("Ada Lovelace"), "the interview stays on screen");
    score_next(&mut stage, Key::Num2);
    assert!(shows(&stage, "Saved"));
    let record = current(&mut stage);
    assert_eq!(record.id, id);
    drop(stage);
    let mut stage = Stage::open(folder.path());
    stage.click(Role::Button, "Continue");
    assert_eq!(current(&mut stage).events[..record.events.len()], record.events);
}

#[test]
fn a_second_copy_of_the_program_reads_and_keeps_its_hands_off() {
    let folder = rig::folder();
    let mut first = Stage::open(folder.path());
    first.begin(SET, "Grace Hopper");
    first.submit("Yes", "Reasons from evidence.");
    interview(&mut first);
    let mut second = Stage::open(folder.path());
    assert!(second.says("The records can only be read"));
    assert!(second.says("in use by another running copy of Plumbline"));
    // What the first has under way is no interview to go back to here.
    assert!(!has_button(&second, "Continue") && !has_button(&second, "Back to the interview"));
    second.click(Role::Button, "Open the scorecard");
    assert!(second.says("DRAFT: not submitted") && second.app().desk().held().is_empty());
    second.press(Key::F2);
    second.click_row("Grace Hopper");
    assert!(second.says("Reasons from evidence."));
    assert!(!has_button(&second, "Amend…"));
    second.press(Key::F3);
    second.fill("Candidate", "Alan Turing");
    second.click_row(SET);
    second.press_with(COMMAND, Key::Enter);
    assert!(second.app().desk().held().is_empty());
    assert!(second.says("No interview can be started") && second.says("another running copy"));
    second.press(Key::F4);
    second.click_row("Ada Lovelace");
    for button in ["Continue", "End early…", "Discard", "Delete…"] {
        assert!(!has_button(&second, button), "{button}");
    }
    assert!(second.says("No session can be changed now: the records at"));
    let id = current(&mut first).id;
    for action in [do_to(id.clone(), SessionAct::Discard), ask_delete(id)] {
        second.app().handle(vec![action]);
        second.settle();
        assert!(!second.app().has_form() && second.app().desk().held().is_empty());
        assert!(notice(&mut second).starts_with("No session can be changed now: the records at"));
    }
    assert_eq!(second.app().desk().unsaved(), 0);
    // The first goes on undisturbed.
    score_next(&mut first, Key::Num2);
    assert!(shows(&first, "Saved"));
    let record = current(&mut first);
    first.press(Key::F8);
    drop((first, second));
    let mut stage = Stage::open(folder.path());
    stage.click(Role::Button, "Continue");
    assert_eq!(current(&mut stage).events[..record.events.len()], record.events);
}

#[test]
fn records_in_use_elsewhere_stay_readable_after_a_restore_that_is_refused() {
    let folder = rig::folder();
    let mut first = Stage::open(folder.path());
    first.begin(SET, "Grace Hopper");
    first.submit("Yes", "Reasons from evidence.");
    let mut second = Stage::open(folder.path());
    second.press_with(COMMAND, Key::Comma);
    second.click(Role::Button, "Restore: Copy made after the last submission");
    second.click(Role::Button, "Restore");
    assert!(notice(&mut second).contains("another running copy"), "{}", notice(&mut second));
    assert!(matches!(second.app().desk().store().state(), RecordsState::ReadOnly(_)));
    second.press(Key::F2);
    second.click_row("Grace Hopper");
    assert!(second.says("Reasons from evidence."));
}

#[test]
fn a_backup_is_listed_after_a_start_and_a_submission_and_comes_back_when_confirmed() {
    let folder = left_behind();
    let mut stage = Stage::open(folder.path());
    stage.press_with(COMMAND, Key::Comma);
    let listed = |stage: &Stage| -> Vec<String> {
        let buttons = stage.harness.query_all_by_role(Role::Button);
        let names =
            buttons.filter_map(|node| egui_kittest::kittest::NodeT::accesskit_node(&node).label());
        names.filter(|name| name.starts_with("Restore: ")).collect()
    };
    assert_eq!(listed(&stage).len(), 1);
    stage.begin(SET, "Grace Hopper");
    stage.submit("Yes", "Reasons from evidence.");
    stage.press_with(COMMAND, Key::Comma);
    let names = listed(&stage);
    assert_eq!(names.len(), 2, "{names:?}");
    // Grace's session is lost to a deletion that the person regrets; a copy was put away in time.
    let kept = folder.path().join("kept.sqlite");
    fs::copy(folder.path().join("backups/submission.sqlite"), &kept).unwrap();
    stage.press(Key::F4);
    stage.click_row("Grace Hopper");
    stage.click(Role::Button, "Delete…");
    stage.click(Role::Button, "Delete for good");
    assert!(!stage.says("Grace Hopper"));
    stage.press_with(COMMAND, Key::Comma);
    stage.click(Role::Button, "Restore from a file…");
    type_path(&mut stage, &kept, "Restore…");
    assert!(stage.says("Restore this backup?"));
    stage.click(Role::Button, "Cancel");
    assert_eq!(stage.app().desk().index().total, 1, "not confirmed, nothing done");
    stage.click(Role::Button, "Restore from a file…");
    type_path(&mut stage, &kept, "Restore…");
    stage.click(Role::Button, "Restore");
    assert_eq!(stage.app().desk().index().total, 2);
    assert!(notice(&mut stage).contains("2 sessions"), "{}", notice(&mut stage));
    stage.press(Key::F2);
    assert!(stage.says("Grace Hopper") && stage.says("Ada Lovelace"));
}

#[test]
fn backups_are_listed_while_a_person_has_to_decide() {
    let folder = left_behind();
    drop(Stage::open(folder.path()));
    fs::remove_file(records(folder.path())).unwrap();
    let mut stage = Stage::open(folder.path());
    assert!(matches!(stage.app().desk().store().state(), RecordsState::Undecided(_)));
    stage.press_with(COMMAND, Key::Comma);
    assert!(!stage.says("None yet"));
    stage.click_row("Restore: ");
    stage.click(Role::Button, "Restore");
    assert_eq!(*stage.app().desk().store().state(), RecordsState::Ready);
    stage.press(Key::F2);
    assert!(stage.says("Ada Lovelace"));
}

#[test]
fn a_second_copy_that_cannot_be_written_is_told_and_the_step_is_saved() {
    let folder = rig::folder();
    let mut stage = Stage::open(folder.path());
    interview(&mut stage);
    assert!(shows(&stage, "Saved"));
    let witness = folder.path().join("witness");
    rename(&witness, &folder.path().join("away"));
    fs::write(&witness, "in the way").unwrap();
    score_next(&mut stage, Key::Num3);
    assert!(shows(&stage, "Saved, no second copy") && !shows(&stage, "Saved"));
    assert_eq!(stage.app().desk().unsaved(), 0);
    fs::remove_file(&witness).unwrap();
    score_next(&mut stage, Key::Num5);
    assert!(shows(&stage, "Saved"));
}

/// Records of so many sessions, the last the latest.
fn many(folder: &Path, count: usize) {
    fs::create_dir_all(folder.join("records")).unwrap();
    let mut store = SqliteStore::open(&records(folder)).unwrap();
    for number in 0..count {
        let record = rig::under_way(&format!("s{number:03}"));
        store.insert(&record.id, &record).unwrap();
    }
}

#[test]
fn sessions_are_searched_in_the_records_and_shown_two_hundred_at_a_time() {
    let folder = rig::folder();
    many(folder.path(), 230);
    let mut stage = Stage::open(folder.path());
    stage.press(Key::F4);
    assert!(stage.says("The latest 200 of 230 sessions"));
    stage.click(Role::Button, "Show more");
    assert!(stage.says("230 sessions") && !has_button(&stage, "Show more"));
    // The first session is not among the latest: the search finds it all the same.
    stage.fill("Search", "candidate s003");
    assert!(stage.says("1 session"));
    stage.click_row("Candidate s003");
    stage.click(Role::Button, "Continue");
    assert!(stage.says("Candidate s003"));
    stage.press(Key::F4);
    stage.app().typed().sessions.query.clear();
    stage.app().handle(vec![search_sessions()]);
    stage.settle();
    assert!(stage.says("The latest 200 of 230 sessions"), "no session is counted twice");
    assert_eq!(stage.app().desk().index().total, 230);
}

#[test]
fn the_name_in_a_deleted_session_is_in_no_file_any_more() {
    let folder = rig::folder();
    let mut stage = Stage::open(folder.path());
    stage.begin(SET, "Zebulon Quatermain");
    stage.submit("Yes", "Zebulon showed his numbers.");
    drop(stage);
    let mut stage = Stage::open(folder.path());
    stage.click_row("Zebulon Quatermain");
    let holds = || {
        let has = |bytes: &[u8]| bytes.windows(7).any(|part| part == b"Zebulon");
        let files = rig::files(folder.path()).into_iter();
        files.filter(|(_, bytes)| has(bytes)).map(|(path, _)| path).collect::<Vec<_>>()
    };
    assert!(holds().len() >= 2, "the records and a backup: {:?}", holds());
    stage.press(Key::F4);
    stage.click_row("Zebulon Quatermain");
    stage.click(Role::Button, "Delete…");
    stage.click(Role::Button, "Delete for good");
    assert!(shows(&stage, "The session was deleted"), "{}", notice(&mut stage));
    assert_eq!(holds(), [] as [PathBuf; 0]);
    drop(stage);
    assert_eq!(holds(), [] as [PathBuf; 0]);
}

#[test]
fn preferences_of_an_older_version_lead_to_the_records_that_were_moved() {
    let folder = rig::folder();
    let moved = folder.path().join("moved");
    fs::create_dir_all(&moved).unwrap();
    let (main, of_workspace) = (moved.join("kept.sqlite"), moved.join("workspace-kept.sqlite"));
    for (path, name) in [(&main, "first"), (&of_workspace, "second")] {
        let record = rig::under_way(name);
        SqliteStore::open(path).unwrap().insert(&record.id, &record).unwrap();
    }
    let preferences = format!(
        "(theme: System, scale_percent: 100, interviewer: \"Łukasz\", workspace: None, \
         records: {{\"\": {main:?}, \"/somewhere/workspace\": {of_workspace:?}}}, \
         last_folder: None, knows_home: true)"
    );
    fs::write(folder.path().join("preferences.ron"), preferences).unwrap();
    let mut stage = Stage::open(folder.path());
    assert_eq!(*stage.app().desk().store().state(), RecordsState::Ready);
    assert!(stage.says("Candidate first") && stage.says("Candidate second"));
    assert_eq!(stage.app().desk().store().path(), main);
    assert!(stage.says("The records of all workspaces are one file now: 2 sessions"));
    stage.click(Role::Button, "Got it");
    drop(stage);
    let mut stage = Stage::open(folder.path());
    assert!(stage.says("Candidate first") && stage.app().desk().store().findings().is_empty());
}

/// Tampers with a score of a session that nothing else knows.
fn damaged() -> tempfile::TempDir {
    let folder = rig::folder();
    let mut stage = Stage::open(folder.path());
    stage.begin(SET, "Grace Hopper");
    stage.submit("Yes", "Reasons from evidence.");
    interview(&mut stage);
    stage.press(Key::F8);
    let id = current(&mut stage).id;
    drop(stage);
    fs::remove_dir_all(folder.path().join("witness")).unwrap();
    fs::remove_dir_all(folder.path().join("backups")).unwrap();
    let raw = rusqlite::Connection::open(records(folder.path())).unwrap();
    raw.execute_batch(&format!(
        "DROP TRIGGER events_are_never_changed; UPDATE events SET body = \
         replace(body, '\"step\":4', '\"step\":5') WHERE session = '{id}'; \
         UPDATE summaries SET body = 'x' WHERE session = '{id}'"
    ))
    .unwrap();
    folder
}

#[test]
fn what_is_left_of_a_damaged_session_is_marked_on_screen_and_in_every_export() {
    let folder = damaged();
    let mut stage = Stage::open(folder.path());
    stage.press(Key::F4);
    assert!(stage.says("Grace Hopper"));
    stage.click_row("2026-");
    stage.click(Role::Button, "Open what is left of it");
    assert!(stage.says("INCOMPLETE"), "{}", notice(&mut stage));
    for ending in ["pdf", "md", "csv", "json", "ron"] {
        let path = folder.path().join(format!("card.{ending}"));
        stage.app().typed().scorecard.draft.path = path.display().to_string();
        stage.settle();
        stage.press_with(COMMAND, Key::Enter);
        let bytes = fs::read(&path).unwrap();
        // How the mark stands on the page is tested where the page is laid out.
        if ending != "pdf" {
            let text = String::from_utf8(bytes).unwrap().to_lowercase();
            assert!(text.contains("incomplete") || text.contains("lost:"), "{ending}: {text}");
        }
    }
    stage.press(Key::F2);
    stage.click_row("Grace Hopper");
    assert!(stage.says("Reasons from evidence.") && !stage.says("INCOMPLETE"));
}
