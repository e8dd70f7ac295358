//! Files of sets: saved to where they came from, never over somebody else's change.

use std::path::{Path, PathBuf};

use super::history::Gone;
use super::{Form, Outcome, Sets};
use crate::disk::disk_reason;
use crate::domain::bank::Bank;
use crate::domain::ids::SetId;
use crate::domain::set::QuestionSet;
use crate::domain::set::revisions::pinned;
use crate::frame::Frame;
use crate::frame::dialog::{Chooses, Dialog};
use crate::frame::failure::Failure;
use crate::library::save::{Expect, SaveError};
use crate::library::set_file::{RemovedFile, SetFile, read_set, remove_set, write_set};
use crate::library::source::FileProblem;
use crate::shared::content::{Content, SetOrigin};

pub(super) const SAVE: Dialog = Dialog {
    title: "Save the set",
    answer: "Save",
    chooses: Chooses::NewFile,
    filter: Some(("Plumbline", &["ron"])),
};

/// A set on its way to a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Errand {
    pub set: Box<QuestionSet>,
    /// Where it came from when that was asked for.
    pub from: SetOrigin,
}

pub(super) enum Filed {
    Written {
        errand: Errand,
        result: Result<SetFile, Failure>,
    },
    /// The file as somebody else left it.
    Theirs(Result<(Box<QuestionSet>, SetFile), Vec<FileProblem>>),
    Deleted {
        set: Box<QuestionSet>,
        result: Result<Gone, Failure>,
    },
    /// A deleted file is back; `None`: gone again.
    Travelled(Result<Option<Known>, Failure>),
}

/// A file as it was last read or written here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    pub file: SetFile,
    pub set: QuestionSet,
}

impl Filed {
    /// Whether a person has to decide something.
    pub fn is_question(&self) -> bool {
        let Self::Written { result: Err(Failure::Save(error)), .. } = self else { return false };
        matches!(error, SaveError::ChangedOnDisk { .. })
    }
}

impl Sets {
    /// The file of the shown set, where it has one.
    pub fn home(&self, content: &Content) -> Option<SetFile> {
        let file = content.shown_set()?.from.file()?;
        // It may have been written here since.
        let known = self.known.get(&file.path).map(|known| &known.file);
        Some(known.unwrap_or(file).clone())
    }

    /// Saves to where the set came from, or else among the workspace's sets.
    pub(super) fn save(&mut self, content: &mut Content, frame: &mut Frame) {
        match (self.home(content), errand(content)) {
            (Some(file), Some(errand)) => {
                let expect = Expect::Unchanged(file.bytes);
                self.write(errand, file.path, expect, frame);
            }
            _ => self.save_to_workspace(content, frame),
        }
    }

    /// Saves the shown set among the workspace's sets, under a name that none of them has.
    pub(super) fn save_to_workspace(&mut self, content: &mut Content, frame: &mut Frame) {
        let Some(shown) = content.shown_set() else { return };
        let (id, title) = (shown.set.id.clone(), shown.set.title.clone());
        let (id, title) = match free_name(id, title, content.bank()) {
            Ok(named) => named,
            Err(failure) => return frame.notices.fail(failure),
        };
        content.edit_shown_set(|shown| (shown.set.id, shown.set.title) = (id, title));
        self.look_anew(content);
        if let Some(errand) = errand(content) {
            let path = set_path(&errand.set.id, frame);
            self.write(errand, path, Expect::Nothing, frame);
        }
    }

    pub(super) fn write(
        &mut self,
        errand: Errand,
        path: PathBuf,
        expect: Expect,
        frame: &mut Frame,
    ) {
        frame.file_job(&self.filed.replies(), move || {
            let result = write(&errand.set, &path, expect);
            Filed::Written { errand, result }
        });
    }

    pub(super) fn look_at_theirs(&mut self, path: PathBuf, frame: &mut Frame) {
        frame.file_job(&self.filed.replies(), move || {
            Filed::Theirs(read_set(&path).map(|(set, file)| (Box::new(set), file)))
        });
    }

    /// Deletes the file of a set, unless somebody else changed it.
    pub(super) fn delete(&mut self, set: QuestionSet, file: SetFile, frame: &mut Frame) {
        let set = Box::new(set);
        frame.file_job(&self.filed.replies(), move || {
            let removed = remove_set(&file).map_err(Failure::from);
            Filed::Deleted { set, result: removed.map(|removed| Gone { removed, file }) }
        });
    }

    pub(super) fn put_back(&mut self, removed: RemovedFile, set: QuestionSet, frame: &mut Frame) {
        frame.file_job(&self.filed.replies(), move || {
            let result = removed.put_back().map(|file| Some(Known { file, set }));
            Filed::Travelled(result.map_err(Failure::from))
        });
    }

    pub(super) fn take_away(&mut self, file: SetFile, frame: &mut Frame) {
        frame.file_job(&self.filed.replies(), move || {
            Filed::Travelled(remove_set(&file).map(|_| None).map_err(Failure::from))
        });
    }

    pub(super) fn take_filed(
        &mut self,
        filed: Filed,
        content: &mut Content,
        frame: &mut Frame,
    ) -> Option<Outcome> {
        match filed {
            Filed::Written { errand, result: Ok(file) } => {
                frame.notices.done(format!("Set written to {}", file.path.display()));
                let set = (*errand.set).clone();
                self.known.insert(file.path.clone(), Known { file: file.clone(), set });
                content.edit_shown_set(|shown| {
                    if shown.set.id == errand.set.id && shown.from == errand.from {
                        shown.from = SetOrigin::File(file);
                    }
                });
                return Some(Outcome::Saved);
            }
            Filed::Written {
                errand,
                result: Err(Failure::Save(SaveError::ChangedOnDisk { path })),
            } => self.open(Form::Conflict { errand, path, choice: Conflict::default() }, frame),
            Filed::Theirs(Ok((set, file))) => {
                self.show_read(*set, file, content, frame);
                frame.notices.undoable("This is the file as it is on the disk");
            }
            Filed::Theirs(Err(problems)) => frame.notices.fail(Failure::Problems(problems)),
            Filed::Deleted { set, result: Ok(gone) } => {
                self.deleted(*set, gone, content, frame);
                return Some(Outcome::Saved);
            }
            Filed::Travelled(Ok(found)) => {
                if let Some(known) = found {
                    self.known.insert(known.file.path.clone(), known);
                }
                return Some(Outcome::Saved);
            }
            Filed::Written { result: Err(failure), .. }
            | Filed::Deleted { result: Err(failure), .. }
            | Filed::Travelled(Err(failure)) => frame.notices.fail(failure),
        }
        None
    }
}

/// What to do where a file was changed by somebody else.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Conflict {
    #[default]
    SaveCopy,
    Replace,
    LookAtTheirs,
}

/// The shown set with its copies of every question, to be written. From here on it is shown so.
pub(super) fn errand(content: &mut Content) -> Option<Errand> {
    let set = pinned(&content.shown_set()?.set, content.bank());
    let mut from = SetOrigin::Proposed;
    content.edit_shown_set(|shown| {
        shown.set = set.clone();
        from = shown.from.clone();
    });
    Some(Errand { set: Box::new(set), from })
}

/// The name, or one with a number behind it that no set has.
pub(super) fn free_name(id: SetId, title: String, bank: &Bank) -> Result<(SetId, String), Failure> {
    let is_taken = |id: &SetId| bank.sets.iter().any(|set| set.id == *id);
    let (mut number, mut free) = (1, id.clone());
    while is_taken(&free) {
        number += 1;
        free = SetId::parse(format!("{id}-{number}"))?;
    }
    let has_title = |title: &str| bank.sets.iter().any(|set| set.title == title);
    let numbered = (2..=bank.sets.len() + 2).map(|number| format!("{title} ({number})"));
    let mut titles = std::iter::once(title.clone()).chain(numbered);
    let own = titles.find(|title| !has_title(title));
    Ok((free, own.unwrap_or(title)))
}

pub(super) fn set_path(id: &SetId, frame: &Frame) -> PathBuf {
    frame.places.sets(frame.workspace()).join(format!("{id}.ron"))
}

/// Writes a set, and its folder where that is missing.
fn write(set: &QuestionSet, path: &Path, expect: Expect) -> Result<SetFile, Failure> {
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        let refused =
            |error| Failure::Disk { path: folder.to_owned(), reason: disk_reason(&error) };
        std::fs::create_dir_all(folder).map_err(refused)?;
    }
    Ok(write_set(set, path, expect)?)
}
