//! What the tests about records begin with.

use std::fs;
use std::path::{Path, PathBuf};

use egui::Key;

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

pub fn rename(from: &Path, to: &Path) {
    fs::create_dir_all(to.parent().unwrap()).unwrap();
    fs::rename(from, to).unwrap();
}
