//! Decides, draws nothing: what a step of the person means for the records.
//!
//! This layer knows the domain, the library, the records and the exports. It must not know egui.
//! Clock, salts and store are handed in, so that everything here runs the same in a test.

pub mod clock;
pub mod demo;
pub mod interview;
