//! What several rooms read and write: the sessions on the desk, and the content of the workspace.
//!
//! This layer must not know a room or egui.

pub mod demo;
pub mod desk;
pub mod recorded;
