//! A room that does nothing of use: it shows what a new screen costs.

#[cfg(feature = "gui")]
pub mod view;

use std::convert::Infallible;

use super::Room;
use crate::frame::Frame;
use crate::frame::work::Inbox;
use crate::shared::Shared;

pub struct Dice {
    rolled: Option<u8>,
    inbox: Inbox<u8>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    Roll,
}

impl Dice {
    pub fn new(frame: &Frame) -> Self {
        Self { rolled: None, inbox: frame.inbox() }
    }
}

impl Room for Dice {
    type Action = Action;
    type Outcome = Infallible;

    fn update(&mut self, action: Action, shared: &mut Shared) -> Option<Infallible> {
        let Action::Roll = action;
        let ms = shared.frame.now.mono_ms;
        shared.frame.file_job(&self.inbox.replies(), move || (ms % 6) as u8 + 1);
        None
    }

    fn take_replies(&mut self, _must_wait: bool, _shared: &mut Shared) -> Vec<Infallible> {
        self.rolled = self.inbox.next(|_| true).or(self.rolled);
        Vec::new()
    }
}
