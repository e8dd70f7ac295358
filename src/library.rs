//! Authored content as RON text in folders: banks, competencies, blueprints, sets.
//!
//! This layer knows files and the domain. It must not know egui, the records or the exports.
//! Reading yields what is usable **and** every problem with line and column; saving replaces only
//! what changed, all at once, and never over a change that somebody else made.

mod carried;
mod cores;
pub mod decode;
pub mod document;
pub mod edit;
pub mod fields;
pub mod file;
pub mod folder;
pub mod load;
mod part;
pub mod print;
pub mod save;
pub mod set_file;
mod skim;
pub mod source;
mod syntax;
pub mod tree;
mod words;

pub use crate::domain::prose;
