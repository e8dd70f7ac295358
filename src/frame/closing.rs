//! Closing the program: at once, once everything is on the disk, or not.

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Closing {
    #[default]
    Stays,
    /// Once everything is saved.
    WhenSaved,
    /// Whatever is unsaved.
    Now,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Blockers {
    /// Steps that are not on the disk.
    pub unsaved: usize,
    pub is_running: bool,
    /// A typed reason that no step keeps yet.
    pub has_unkept_reason: bool,
}

/// The answer when the window wants to close.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CloseAnswer {
    Close,
    /// Stay open; closing goes on by itself.
    Wait,
    /// Stay open and ask the person.
    Ask,
}

impl Closing {
    pub fn answer(self, blockers: Blockers) -> CloseAnswer {
        let Blockers { unsaved, is_running, has_unkept_reason } = blockers;
        match self {
            Self::Now => CloseAnswer::Close,
            Self::WhenSaved if unsaved == 0 => CloseAnswer::Close,
            Self::WhenSaved => CloseAnswer::Wait,
            Self::Stays if unsaved > 0 || is_running || has_unkept_reason => CloseAnswer::Ask,
            Self::Stays => CloseAnswer::Close,
        }
    }
}
