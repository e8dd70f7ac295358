//! Time, handed in as a value.

use std::time::Instant;

use chrono::{Local, Utc};

/// One moment, on both clocks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Now {
    /// The wall clock in UTC, milliseconds since 1970.
    pub wall_ms: i64,
    /// The monotonic clock, milliseconds since the program was started. Timers run on it.
    pub mono_ms: u64,
}

/// Where the time comes from.
pub trait Clock {
    /// The moment it is.
    fn now(&self) -> Now;
    /// The person's offset from UTC, in minutes.
    fn utc_offset_minutes(&self) -> i16;
}

/// The machine's own clocks.
#[derive(Debug, Clone)]
pub struct SystemClock {
    started: Instant,
}

impl SystemClock {
    /// Its monotonic clock starts at 0 here.
    #[expect(clippy::new_without_default, reason = "a default that depends on the moment misleads")]
    pub fn new() -> Self {
        Self { started: Instant::now() }
    }
}

impl Clock for SystemClock {
    fn now(&self) -> Now {
        let mono_ms = u64::try_from(self.started.elapsed().as_millis()).unwrap_or(u64::MAX);
        Now { wall_ms: Utc::now().timestamp_millis(), mono_ms }
    }

    fn utc_offset_minutes(&self) -> i16 {
        i16::try_from(Local::now().offset().local_minus_utc() / 60).unwrap_or(0)
    }
}

/// A clock that moves only when it is told to.
#[derive(Debug, Clone)]
pub struct VirtualClock {
    now: Now,
}

impl VirtualClock {
    /// Starts at a wall-clock time.
    pub fn starting_at(wall_ms: i64) -> Self {
        Self { now: Now { wall_ms, mono_ms: 0 } }
    }

    /// Lets time pass.
    pub fn pass_secs(&mut self, secs: u32) {
        self.now.wall_ms = self.now.wall_ms.saturating_add(i64::from(secs) * 1000);
        self.now.mono_ms = self.now.mono_ms.saturating_add(u64::from(secs) * 1000);
    }

    /// The moment it stands at.
    pub fn now(&self) -> Now {
        self.now
    }
}
