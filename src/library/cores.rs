//! Work on many things at once, on as many threads as there are cores.

use std::num::NonZeroUsize;
use std::sync::{Mutex, PoisonError};
use std::thread::{Builder, available_parallelism, scope};

/// How many threads of this process can run at once.
pub(super) fn all_cores() -> usize {
    available_parallelism().map_or(1, NonZeroUsize::get)
}

/// Does `work` on each thing; the results are in the order of the things.
pub(super) fn on_cores<T: Send, R: Send>(
    cores: usize,
    things: Vec<T>,
    work: impl Fn(T) -> R + Sync,
) -> Vec<R> {
    let helpers = cores.min(things.len()).saturating_sub(1);
    if helpers == 0 {
        return things.into_iter().map(work).collect();
    }
    let queue = Mutex::new(things.into_iter().enumerate());
    let next = || queue.lock().unwrap_or_else(PoisonError::into_inner).next();
    let run = || {
        let thing = |(place, thing)| (place, work(thing));
        std::iter::from_fn(next).map(thing).collect::<Vec<_>>()
    };
    let mut done = scope(|scope| {
        // A thread that cannot be started leaves its share to the others.
        let threads: Vec<_> = (0..helpers)
            .filter_map(|_| Builder::new().name("reader".to_owned()).spawn_scoped(scope, run).ok())
            .collect();
        let mut done = run();
        for thread in threads {
            match thread.join() {
                Ok(more) => done.extend(more),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        done
    });
    done.sort_unstable_by_key(|(place, _)| *place);
    done.into_iter().map(|(_, result)| result).collect()
}
