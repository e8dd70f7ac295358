//! Plumbline: structured interviews, from question bank to scorecard.
//!
//! The layers, in reading order; each knows only those before it, and says what it must not know.
//!
//! 1. [`domain`]: what an interview is. Pure: no toolkit, no files, no clock.
//! 2. [`tokens`]: the visual language as plain numbers.
//! 3. [`library`]: authored content as RON text in folders.
//! 4. [`records`]: sessions as append-only events, personal text apart.
//! 5. [`export`]: the scorecard as bytes.
//! 6. [`app`]: decides, draws nothing.
//! 7. [`cli`]: the headless commands.
//! 8. `ui`: draws, decides nothing; behind the feature `gui`.

pub mod app;
pub mod cli;
pub mod domain;
pub mod export;
pub mod library;
pub mod records;
pub mod tokens;
#[cfg(feature = "gui")]
pub mod ui;
