//! Undo and redo in this room: what was shown before each step.

use std::collections::BTreeSet;

use super::Wanted;
use crate::domain::ids::QuestionId;
use crate::domain::set::QuestionSet;
use crate::library::set_file::{RemovedFile, SetFile};
use crate::shared::content::SetOrigin;
use crate::shared::desk::undo::Way;

/// All that a step may change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Snapshot {
    pub set: QuestionSet,
    pub from: SetOrigin,
    pub built_for: Wanted,
    pub locked: BTreeSet<QuestionId>,
    pub selected: Option<QuestionId>,
}

/// One thing the person did.
#[derive(Debug)]
pub(super) struct Step {
    /// `removal of “Slow page”`.
    pub name: String,
    /// Steps of one stretch are one: a slider that moves, a budget counted up.
    pub stretch: Option<Stretch>,
    /// What was shown before it.
    pub before: Snapshot,
    pub disk: Disk,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Stretch {
    Building,
    Minutes(QuestionId),
    Title,
}

/// What the way back does on the disk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Disk {
    Nothing,
    PutBack(Gone),
    TakeAway(Gone),
}

/// A file that was deleted here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Gone {
    pub removed: RemovedFile,
    pub file: SetFile,
}

#[derive(Debug, Default)]
pub(super) struct History {
    undo: Vec<Step>,
    redo: Vec<Step>,
}

/// More steps back nobody counts.
const MOST: usize = 200;

impl History {
    pub fn remember(&mut self, step: Step) {
        self.redo.clear();
        let last = self.undo.last_mut();
        match last.filter(|last| step.stretch.is_some() && last.stretch == step.stretch) {
            Some(last) => last.name = step.name,
            None => self.undo.push(step),
        }
        if self.undo.len() > MOST {
            self.undo.remove(0);
        }
    }

    /// The next step ends the stretch, even one of the same kind.
    pub fn end_stretch(&mut self) {
        if let Some(last) = self.undo.last_mut() {
            last.stretch = None;
        }
    }

    pub fn has(&self, way: Way) -> bool {
        match way {
            Way::Back => !self.undo.is_empty(),
            Way::Again => !self.redo.is_empty(),
        }
    }

    pub fn pop(&mut self, way: Way) -> Option<Step> {
        let step = match way {
            Way::Back => self.undo.pop(),
            Way::Again => self.redo.pop(),
        };
        self.end_stretch();
        step
    }

    /// The way back over a step that [`History::pop`] gave.
    pub fn push_opposite(&mut self, way: Way, step: Step) {
        match way {
            Way::Back => self.redo.push(step),
            Way::Again => self.undo.push(step),
        }
    }
}
