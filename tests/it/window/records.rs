//! What the tests about records begin with.

use std::fs;
use std::path::{Path, PathBuf};

use egui::Key;
use egui::accesskit::Role;
use plumbline::domain::record::SessionRecord;

use super::stage::{Setup, Stage};

pub fn records(folder: &Path) -> PathBuf {
    folder.join("records/sessions.sqlite")
}

/// An interview with a score and a note, its clock running.
pub fn interview(stage: &mut Stage) {
    stage.begin("Ada Lovelace");
    stage.next();
    stage.score(4);
    stage.note("Named the failure case");
}

/// The records of one interview, paused, and the program closed.
pub fn left_behind() -> Setup {
    let mut stage = Stage::new();
    interview(&mut stage);
    stage.press(Key::F8);
    assert_eq!(stage.unsaved(), 0);
    stage.close()
}

/// The interview that is offered on Home goes on from what was recorded.
pub fn assert_goes_on(mut stage: Stage, record: &SessionRecord, what: &str) {
    stage.click(Role::Button, "Continue");
    let after = stage.record();
    assert_eq!(after.id, record.id, "{what}");
    assert_eq!(after.events[..record.events.len()], record.events, "{what}");
    assert_eq!((&after.texts, after.lost), (&record.texts, None), "{what}");
}

pub fn rename(from: &Path, to: &Path) {
    fs::create_dir_all(to.parent().unwrap()).unwrap();
    fs::rename(from, to).unwrap();
}
