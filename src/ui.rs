//! The window: draws what [`crate::app`] says, decides nothing.
//!
//! Each screen is a function of the model and its own draft; what the person asks for goes into a
//! list of actions that the app applies once the frame is drawn. Here alone the toolkit is known.

pub mod amend;
pub mod bank;
pub mod dialogs;
pub mod help;
pub mod home;
pub mod keys;
pub mod live;
pub mod menu;
pub mod palette;
pub mod popups;
pub mod root;
pub mod scorecard;
pub mod sessions;
pub mod sets;
pub mod settings;
mod shell;
pub mod start;
pub mod theme;
pub mod widgets;
pub mod wrap_up;

pub use shell::{Observer, run, run_observed};
