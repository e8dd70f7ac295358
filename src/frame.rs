//! The mechanisms every room works with: time, threads, places on the disk, preferences, keys.
//!
//! This layer knows the library and the records. It must not know a room, what rooms share, or egui.

pub mod chord;
pub mod clock;
pub mod command;
pub mod places;
pub mod prefs;
pub mod stepped;
pub mod work;
