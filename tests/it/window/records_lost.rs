//! Records that are lost while an interview runs: it goes on, and nothing of it is lost.

use std::fs;
use std::path::{Path, PathBuf};

use egui::Key;
use egui::accesskit::Role;
use plumbline::domain::record::SessionRecord;
use plumbline::root::open::{Contents, read_contents};
use plumbline::shared::desk::store::RecordsState;

use super::records::{assert_goes_on, interview, records, rename};
use super::stage::Stage;

fn beside(path: &Path, ending: &str) -> PathBuf {
    let name = path.file_name().unwrap().to_string_lossy().into_owned();
    path.with_file_name(name + ending)
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
        let mut stage = Stage::new();
        interview(&mut stage);
        assert!(stage.shows("Saved"), "{what}");
        fault(&records(stage.folder()));
        for question in 0..3 {
            stage.score_next(3);
            assert!(stage.says("not saved") && !stage.shows("Saved"), "{what}, {question}");
            assert!(!stage.has_button("Dismiss"), "what is not saved cannot be put away: {what}");
            assert!(stage.says("Not saved, but a copy is in"), "{what}, {question}");
            let rescued = stage.app().desk().store().rescued().to_vec();
            let [rescued] = rescued.as_slice() else { panic!("{what}: {rescued:?}") };
            let near = if what == "folder renamed" { "witness" } else { "records" };
            assert_eq!(rescued.parent().unwrap(), stage.folder().join(near), "{what}");
            let Ok(Contents::Session { record: saved, .. }) = read_contents(rescued) else {
                panic!("{what}")
            };
            assert_eq!(*saved, stage.record(), "{what}, {question}");
        }
        let [rescued] =
            <[PathBuf; 1]>::try_from(stage.app().desk().store().rescued().to_vec()).unwrap();
        stage.click(Role::Button, "Save again");
        assert_eq!(stage.unsaved(), 0, "{what}");
        assert_eq!(*stage.records_state(), RecordsState::Ready, "{what}");
        assert!(stage.shows("Saved") && !stage.says("not saved"), "{what}");
        assert!(!rescued.exists() && stage.app().desk().store().rescued().is_empty(), "{what}");
        let record = stage.record();
        assert_goes_on(stage.restart(), &record, what);
    }
}

/// An interview whose records and second copy are both gone: only the program has it.
fn only_in_memory() -> (Stage, SessionRecord) {
    let mut stage = Stage::new();
    interview(&mut stage);
    let journal = stage.folder().join(format!("witness/{}.journal", stage.record().id));
    fs::remove_file(records(stage.folder())).unwrap();
    fs::remove_file(&journal).unwrap();
    fs::create_dir(&journal).unwrap();
    stage.score_next(3);
    stage.click(Role::Button, "Save again");
    assert!(stage.says(": choose on Home what to do about the records"));
    // Steps that follow are rescued too.
    stage.score_next(5);
    let record = stage.record();
    let rescued = stage.app().desk().store().rescued()[0].clone();
    let Ok(Contents::Session { record: saved, .. }) = read_contents(&rescued) else {
        panic!("no session")
    };
    assert_eq!(*saved, record);
    fs::remove_dir(&journal).unwrap();
    (stage, record)
}

#[test]
fn an_interview_that_no_copy_has_goes_on_and_is_kept_once_a_person_decided() {
    for choice in ["Restore what the copies have", "Start with no sessions"] {
        let (mut stage, record) = only_in_memory();
        stage.press(Key::F2);
        assert!(stage.says("Your records are not as you left them"));
        stage.click(Role::Button, choice);
        assert_eq!(*stage.records_state(), RecordsState::Ready, "{choice}");
        assert_eq!(stage.unsaved(), 0, "{choice}");
        assert!(
            stage.shows("Saved") && stage.app().desk().store().rescued().is_empty(),
            "{choice}"
        );
        assert_goes_on(stage.restart(), &record, choice);
    }
}

#[test]
fn a_rescue_file_is_taken_up_at_the_next_start() {
    let (mut stage, record) = only_in_memory();
    assert!(!stage.ask_close());
    assert!(stage.says("the next start restores it") && !stage.says("Closing now loses them"));
    let rescued = stage.app().desk().store().rescued()[0].clone();
    let mut stage = stage.restart();
    stage.click(Role::Button, "Restore what the copies have");
    assert!(stage.says("Unsaved steps were restored from the rescue file: Ada Lovelace"));
    assert!(!rescued.exists());
    assert_goes_on(stage, &record, "rescued");
}
