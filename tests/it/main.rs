//! One integration binary: everything that is tested across modules or through the program.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod annotations;
mod asked;
mod assembly;
mod assembly_proof;
mod backups;
#[path = "../faults/chance.rs"]
#[allow(dead_code, reason = "shared with the tests of faults")]
mod chance;
mod content;
mod disclosure;
mod edits;
mod exports;
mod failures;
mod fold;
mod formats;
mod golden;
mod headless;
mod import_cli;
mod import_corpus;
mod import_formats;
mod import_quiz;
mod import_text;
mod instances;
mod interview;
mod keys;
mod laws;
mod layering;
mod library_files;
mod measure;
mod older;
mod pace;
mod pages;
#[cfg(feature = "tool-tests")]
mod pdf_tools;
mod preferences;
mod problems;
mod records;
mod rig;
mod ron_agreement;
mod scorecard;
mod scores;
#[cfg(feature = "font-tests")]
mod scripts;
mod set_files;
mod signing;
mod summary;
mod support;
mod tampering;
mod vault;
#[cfg(feature = "gui")]
mod window;
