//! The sessions in hand, and everything that keeps them.

pub mod held;
pub mod index;
pub mod interview;
pub mod keeper;
pub mod rescue;
pub mod undo;
