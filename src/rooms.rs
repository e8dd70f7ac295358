//! One folder per activity: its state, its actions, what they do, its words, and its view.
//!
//! A room knows what rooms share and everything below. It must not know another room: it says what
//! happened, and [`crate::root`] alone knows what follows. Only the views know egui.

pub mod bank;
pub mod home;
pub mod live;
pub mod practice;
pub mod scorecard;
pub mod sessions;
pub mod sets;
pub mod settings;
pub mod start;
pub mod wrap_up;

use crate::domain::ids::SessionId;
use crate::frame::command::Command;
use crate::frame::dialog::FormAnswer;
use crate::shared::Shared;
use crate::shared::desk::undo::{Place, Way};

/// What every room does; most rooms need few of it.
pub trait Room {
    /// What can be asked for here.
    type Action;
    /// What happened that somebody else acts on; [`std::convert::Infallible`] where nothing does.
    type Outcome;

    /// Does what was asked for.
    fn update(&mut self, action: Self::Action, shared: &mut Shared) -> Option<Self::Outcome>;

    /// What a command means here; `None`: nothing, and menu and palette leave it out.
    fn resolve(&self, _command: Command, _shared: &Shared) -> Option<Self::Action> {
        None
    }

    /// Whether a form of this room is open over the screen.
    fn has_form(&self) -> bool {
        false
    }

    /// Whether the main command may confirm the form; what destroys has no key.
    fn can_confirm(&self) -> bool {
        true
    }

    /// The person answers the form.
    fn answer(&mut self, _answer: FormAnswer, _shared: &mut Shared) -> Option<Self::Outcome> {
        None
    }

    /// The screen is shown now.
    fn enter(&mut self, _shared: &mut Shared) {}

    /// Takes the replies to the room's own jobs. `must_wait`: a form is open somewhere, and no reply
    /// may cover it.
    fn take_replies(&mut self, _must_wait: bool, _shared: &mut Shared) -> Vec<Self::Outcome> {
        Vec::new()
    }

    /// Writes down what has been typed for long enough.
    fn tick(&mut self, _shared: &mut Shared) {}

    /// Milliseconds until [`Room::tick`] has something to do.
    fn next_wake(&self, _now_ms: u64) -> Option<u64> {
        None
    }

    /// Typed words become steps. The root calls it before anything else is done.
    fn keep_typed(&mut self, _shared: &mut Shared) {}

    /// Anything was done, here or elsewhere.
    fn after_act(&mut self, _shared: &Shared) {}

    /// Whether somebody is in the middle of a sentence on this screen.
    fn is_typing(&self) -> bool {
        false
    }

    /// Whether what is typed outside every field is the beginning of a note.
    fn takes_notes(&self, _shared: &Shared) -> bool {
        false
    }

    /// The session whose last act is undone or redone from here.
    fn undo_target(&self, way: Way, shared: &Shared) -> Option<SessionId> {
        shared.desk.undo_in_lists(way).cloned()
    }

    /// Finishes a note that is half typed, so that it is the act to undo first.
    fn before_undo(&mut self, _shared: &mut Shared) {}

    /// Goes where the effect of an undone act is seen.
    fn go_to(&mut self, _place: Place, _shared: &mut Shared) {}
}
