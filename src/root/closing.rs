//! Closing the program without losing a word.

use super::{App, Overlay};
use crate::frame::closing::{Blockers, CloseAnswer, Closing};

impl App {
    /// Whether the program may close now; where an interview runs or something is not saved, the
    /// person is asked first.
    pub fn ask_close(&mut self) -> bool {
        self.keep_typed();
        self.shared.desk.write_behind();
        match self.closing.answer(self.blockers()) {
            CloseAnswer::Close => true,
            CloseAnswer::Wait => false,
            CloseAnswer::Ask => {
                self.ask_whether_to_close();
                false
            }
        }
    }

    /// What stands against closing.
    pub fn blockers(&self) -> Blockers {
        Blockers {
            unsaved: self.desk().unsaved(),
            is_running: self.desk().running_beside(None).is_some(),
            has_unkept_reason: self.rooms.wrap_up.has_unkept_reason(),
        }
    }

    fn ask_whether_to_close(&mut self) {
        if !matches!(self.overlays.last(), Some(Overlay::Close)) {
            self.lay_over(Overlay::Close);
        }
    }

    /// The person stays.
    pub(super) fn stay(&mut self) {
        self.closing = Closing::Stays;
    }

    pub(super) fn close_now(&mut self, pause: bool) {
        self.shared.desk.leave(pause, &mut self.shared.frame);
        self.drop_forms();
        self.arrivals.clear();
        // The failure, if there is one, was on screen when the person chose to close.
        if self.desk().save_failure().is_some() {
            self.closing = Closing::Now;
            self.shared.frame.close();
        } else {
            self.closing = Closing::WhenSaved;
        }
        self.shared.desk.write_behind();
    }

    /// Closes once everything is on the disk. Where that fails meanwhile, the person is asked again. A
    /// form that was begun meanwhile is typed to its end first.
    pub(super) fn close_when_safe(&mut self) {
        if self.closing != Closing::WhenSaved || self.has_form() {
            return;
        }
        if self.desk().save_failure().is_some() {
            self.stay();
            self.ask_whether_to_close();
        } else if self.desk().unsaved() == 0 {
            self.closing = Closing::Now;
            self.shared.frame.close();
        }
    }
}
