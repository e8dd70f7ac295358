//! Time, handed in as a value.

/// One moment, on both clocks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Now {
    /// The wall clock in UTC, milliseconds since 1970.
    pub wall_ms: i64,
    /// The monotonic clock, milliseconds since the session was opened.
    pub elapsed_ms: u64,
}

/// A clock that moves only when it is told to.
#[derive(Debug, Clone)]
pub struct VirtualClock {
    now: Now,
}

impl VirtualClock {
    /// Starts at a wall-clock time.
    pub fn starting_at(wall_ms: i64) -> Self {
        Self { now: Now { wall_ms, elapsed_ms: 0 } }
    }

    /// Lets time pass.
    pub fn pass_secs(&mut self, secs: u32) {
        self.now.wall_ms = self.now.wall_ms.saturating_add(i64::from(secs) * 1000);
        self.now.elapsed_ms = self.now.elapsed_ms.saturating_add(u64::from(secs) * 1000);
    }

    /// The moment it stands at.
    pub fn now(&self) -> Now {
        self.now
    }
}
