//! Time, handed in as a value.

#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
use std::time::Duration;

use chrono::{Local, Utc};
#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
use rustix::time::{ClockId, clock_gettime};

use crate::domain::event::possible_offset;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Now {
    /// UTC, milliseconds since 1970.
    pub wall_ms: i64,
    /// Milliseconds since the program started, the machine's sleep included. Timers run on it;
    /// nobody can set it.
    pub mono_ms: u64,
}

pub trait Clock {
    fn now(&self) -> Now;
    fn utc_offset_minutes(&self) -> i16;
}

#[derive(Debug, Clone)]
pub struct SystemClock {
    started: Ticks,
}

impl SystemClock {
    /// The monotonic clock starts at 0 here.
    #[expect(clippy::new_without_default, reason = "a default that depends on the moment misleads")]
    pub fn new() -> Self {
        Self { started: Ticks::now() }
    }
}

impl Clock for SystemClock {
    fn now(&self) -> Now {
        let mono_ms = u64::try_from(self.started.elapsed().as_millis()).unwrap_or(u64::MAX);
        Now { wall_ms: Utc::now().timestamp_millis(), mono_ms }
    }

    fn utc_offset_minutes(&self) -> i16 {
        let minutes = Local::now().offset().local_minus_utc() / 60;
        possible_offset(i16::try_from(minutes).unwrap_or(0))
    }
}

/// A clock that nobody can set and that goes on while the machine sleeps: the standard library's
/// stands still then on Linux and on Apple's systems.
#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
#[derive(Debug, Clone)]
struct Ticks(Duration);

#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
impl Ticks {
    #[cfg(target_vendor = "apple")]
    const CLOCK: ClockId = ClockId::Monotonic;
    #[cfg(not(target_vendor = "apple"))]
    const CLOCK: ClockId = ClockId::Boottime;

    fn now() -> Self {
        Self(Duration::try_from(clock_gettime(Self::CLOCK)).unwrap_or_default())
    }

    fn elapsed(&self) -> Duration {
        Self::now().0.saturating_sub(self.0)
    }
}

/// Elsewhere the standard library's monotonic clock has to do.
#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
use std::time::Instant as Ticks;

/// Moves only when it is told to.
#[derive(Debug, Clone)]
pub struct VirtualClock {
    now: Now,
}

impl VirtualClock {
    pub fn starting_at(wall_ms: i64) -> Self {
        Self { now: Now { wall_ms, mono_ms: 0 } }
    }

    pub fn pass_secs(&mut self, secs: u32) {
        self.now.wall_ms = self.now.wall_ms.saturating_add(i64::from(secs) * 1000);
        self.now.mono_ms = self.now.mono_ms.saturating_add(u64::from(secs) * 1000);
    }

    pub fn now(&self) -> Now {
        self.now
    }
}
