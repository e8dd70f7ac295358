//! How much memory one input takes, counted at the allocator: libFuzzer itself looks once a second, and at
//! the whole process.

use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

/// Tables of the readers and of libFuzzer's own bookkeeping, whatever the input.
const BASE: usize = 32 << 20;
/// Bytes held at the peak for each byte of input.
const FACTOR: usize = 400;

struct Counting;

static HELD: AtomicUsize = AtomicUsize::new(0);
static PEAK: AtomicUsize = AtomicUsize::new(0);

#[global_allocator]
static ALLOCATOR: Counting = Counting;

// SAFETY: every call goes to the system's allocator as it came.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        let held = HELD.fetch_add(layout.size(), Relaxed) + layout.size();
        PEAK.fetch_max(held, Relaxed);
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, place: *mut u8, layout: Layout) {
        HELD.fetch_sub(layout.size(), Relaxed);
        unsafe { System.dealloc(place, layout) }
    }
}

/// Panics where the work holds more at its peak than an input of this size explains.
pub fn within_limits(input: usize, work: impl FnOnce()) {
    let before = HELD.load(Relaxed);
    PEAK.store(before, Relaxed);
    work();
    let taken = PEAK.load(Relaxed).saturating_sub(before);
    assert!(taken <= BASE + FACTOR * input, "{taken} bytes held for an input of {input}");
}
