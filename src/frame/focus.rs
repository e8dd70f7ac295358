//! Where the keyboard's focus is to go next.

/// A field goes by the name beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Focus {
    /// Away from every field, so that plain keys are commands.
    Nowhere,
    /// The first field of the screen or of the form over it.
    First,
    /// The field of that name.
    Field(&'static str),
}

/// The note of the interview.
pub const NOTE: &str = "Note";
/// The search of a list.
pub const SEARCH: &str = "Search";
/// The choices of the wrap-up.
pub const RECOMMENDATION: &str = "Recommendation";
