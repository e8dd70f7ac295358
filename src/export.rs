//! The scorecard as bytes.
//!
//! `blocks` says once what a scorecard says; the screen, the page and Markdown each walk them.
//! [`layout`] turns them into pages of placed text and shapes, [`pdf`] writes such pages. Tables and
//! JSON are data and come from the report itself. [`mod@format`] holds one module for each kind of file,
//! [`writing`] chooses among them. This layer knows the domain. It must not know egui,
//! the records or the disk.

pub(crate) mod blocks;
pub mod fonts;
pub mod format;
pub mod glyphs;
mod known;
pub mod layout;
pub mod page;
pub mod pdf;
mod scripts;
pub mod structure;
pub mod summary;
pub mod text;
pub mod words;
pub mod writing;
