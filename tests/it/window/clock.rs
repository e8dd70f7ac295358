//! A clock that a test turns.

use std::sync::{Arc, Mutex};

use plumbline::frame::clock::{Clock, Now};

#[derive(Clone)]
pub struct TestClock(Arc<Mutex<(Now, i16)>>);

impl TestClock {
    pub fn new() -> Self {
        Self(Arc::new(Mutex::new((Now { wall_ms: 1_790_000_000_000, mono_ms: 0 }, 60))))
    }

    /// Both clocks go on.
    pub fn pass_ms(&self, ms: u64) {
        let (now, _) = &mut *self.0.lock().unwrap();
        now.wall_ms += ms as i64;
        now.mono_ms += ms;
    }

    /// Somebody sets the wall clock, or the network does.
    pub fn step_wall_ms(&self, ms: i64) {
        self.0.lock().unwrap().0.wall_ms += ms;
    }

    /// Summer time begins or ends, or the machine travels.
    pub fn set_offset(&self, minutes: i16) {
        self.0.lock().unwrap().1 = minutes;
    }
}

impl Clock for TestClock {
    fn now(&self) -> Now {
        self.0.lock().unwrap().0
    }

    fn utc_offset_minutes(&self) -> i16 {
        self.0.lock().unwrap().1
    }
}
