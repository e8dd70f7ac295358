//! What an interview is: questions, sets, sessions, clocks and scores.
//!
//! This layer is pure. It must not know egui, files, databases, the clock or the environment;
//! whatever it needs of them is passed in as a value.

pub mod alias;
pub mod annotation;
pub mod assemble;
pub mod bank;
pub mod blueprint;
pub mod canonical;
pub mod carried;
pub mod check;
pub mod draft;
pub mod earlier;
pub mod event;
pub mod gist;
pub mod ids;
pub mod level;
pub mod measure;
pub mod mentions;
pub mod pace;
pub mod practice;
pub mod prose;
pub mod question;
pub mod record;
pub mod rubric;
pub mod scorecard;
pub mod scoring;
pub mod session;
pub mod set;
pub mod signature;
pub mod signing;
pub mod summary;
pub mod text;
pub mod timer;
pub mod verify;
pub mod words;
