//! Decides, draws nothing: what a step of the person means for the records.
//!
//! This layer knows the domain, the library, the records and the exports. It must not know egui.
//! Clock, salts, waker and store are handed in, so that everything here runs the same in a test.
//!
//! The window reads the [`model`], edits the [`drafts`] and asks for [`action`]s;
//! [`state::App::handle`] applies them after the frame, and [`state::App::tick`] takes what the
//! threads of [`jobs`] have sent.

pub mod action;
pub mod drafts;
pub mod errand;
pub mod jobs;
pub mod model;
pub mod state;
mod update;
