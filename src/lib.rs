//! Plumbline: structured interviews, from question bank to scorecard.

pub mod domain;
