//! The scorecard as bytes.
//!
//! Layout and writing are apart: [`layout`] turns the report into pages of placed text and shapes,
//! [`pdf`] writes such pages. The other formats have a file each. This layer knows the domain. It must not know egui, the records or
//! the disk.

pub mod fonts;
pub mod glyphs;
pub mod layout;
pub mod markdown;
pub mod page;
pub mod pdf;
pub mod table;
pub mod text;
pub mod words;
pub mod writing;
