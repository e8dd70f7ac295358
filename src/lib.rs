//! Plumbline: structured interviews, from question bank to scorecard.
//!
//! The layers, in reading order; each knows only those before it, and says what it must not know;
//! `tests/it/layering.rs` holds them to that. The one exception are the views: `rooms/*/view` is built
//! with the feature `gui`, may use `ui` and egui, and never `root`.
//!
//! 1. [`domain`]: what an interview is. Pure: no toolkit, no files, no clock.
//! 2. [`tokens`]: the visual language as plain numbers.
//! 3. [`disk`]: files as the system keeps them: rights, durability, why a disk refused.
//! 4. [`library`]: authored content as RON text in folders.
//! 5. [`records`]: sessions as append-only events, personal text apart.
//! 6. [`keys`]: signing keys: the own one in a folder of its own, those of others by name.
//! 7. [`export`]: the scorecard as bytes.
//! 8. [`import`]: any question document as questions.
//! 9. [`frame`]: mechanisms: time, threads, notices, preferences, commands.
//! 10. [`shared`]: what several rooms read and write: sessions in hand, the content of the workspace.
//! 11. [`rooms`]: one folder per activity, its view included.
//! 12. [`root`]: joins the rooms: one table of them, and the corridors between them.
//! 13. [`cli`]: the headless commands.
//! 14. `ui`: the window around the views, and what they are made of; behind the feature `gui`.

pub mod cli;
pub mod disk;
pub mod domain;
pub mod export;
pub mod frame;
pub mod import;
pub mod keys;
pub mod library;
pub mod records;
pub mod rooms;
pub mod root;
pub mod shared;
pub mod tokens;
#[cfg(feature = "gui")]
pub mod ui;
