//! Plumbline: structured interviews, from question bank to scorecard.

pub mod domain;
pub mod library;
pub mod records;
