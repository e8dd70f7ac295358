//! Where the keyboard's focus is to go next.

/// A field is known by the name beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Focus {
    /// Away from every field, so that plain keys are commands.
    Nowhere,
    /// The first field of the screen or of the form over it.
    First,
    Field(&'static str),
}

pub const NOTE: &str = "Note";
pub const SEARCH: &str = "Search";
pub const RECOMMENDATION: &str = "Recommendation";
