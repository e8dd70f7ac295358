//! The scorecard as bytes.
//!
//! Layout and writing are apart: [`layout`] turns the report into pages of placed text and shapes,
//! [`pdf`] writes such pages. This layer knows the domain. It must not know egui, the records or
//! the disk.

pub mod fonts;
pub mod layout;
pub mod page;
pub mod pdf;
pub mod text;
