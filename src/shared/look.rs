//! What a view may look at.

use super::Shared;
use super::content::Content;
use super::desk::Desk;
use crate::domain::bank::Bank;
use crate::frame::Frame;
use crate::frame::command::{Command, Runnable};
use crate::frame::prefs::Prefs;

/// Everything a view reads besides its own room.
#[derive(Clone, Copy)]
pub struct Look<'a> {
    pub shared: &'a Shared,
    /// The commands that can be run now.
    pub runnable: &'a Runnable,
}

impl<'a> Look<'a> {
    pub fn desk(self) -> &'a Desk {
        &self.shared.desk
    }

    pub fn content(self) -> &'a Content {
        &self.shared.content
    }

    pub fn bank(self) -> &'a Bank {
        self.shared.content.bank()
    }

    pub fn frame(self) -> &'a Frame {
        &self.shared.frame
    }

    pub fn prefs(self) -> &'a Prefs {
        self.shared.frame.prefs()
    }

    pub fn can_run(self, command: Command) -> bool {
        self.runnable.has(command)
    }
}
