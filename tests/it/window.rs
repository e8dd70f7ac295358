//! The window without a window: the same two steps that the shell calls, driven by role and label.

mod asked;
mod asks;
mod flow;
mod idle;
mod keys;
mod late_files;
mod layout;
mod mishaps;
mod orders;
mod races;
mod records;
mod reviewed;
mod skip;
mod stage;
mod times;
mod trial;
mod undo;
mod words;
