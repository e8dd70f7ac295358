//! The window around the rooms, and what their views are made of; it decides nothing.
//!
//! A view is a function of its room and of what it may look at; what the person asks for goes into a
//! list that the program applies once the frame is drawn. Only here and in the views is the toolkit
//! known.

pub mod bar;
pub mod compose;
pub mod dialogs;
pub mod foot;
mod guide;
pub mod keys;
pub mod overlay;
pub mod palette;
mod screens;
mod shell;
pub mod theme;
mod type_ahead;
pub mod widgets;
pub mod window;

pub use shell::{Observer, run, run_observed};
