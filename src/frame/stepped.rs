//! Jobs held back, then run and answered one at a time, so that a test can try every order in which
//! threads may finish.
//!
//! A lane stands for one thread: its jobs run in order and its replies arrive in order. A finished
//! job may still hold its reply; between two lanes there is no order.

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Hands over the reply of a job that is done.
pub(super) type Delivery = Box<dyn FnOnce() + Send>;

/// Runs a job and keeps its reply.
pub(super) type HeldJob = Box<dyn FnOnce() -> Delivery + Send>;

/// Clones share the lanes.
#[derive(Clone, Default)]
pub struct Stepper {
    lanes: Arc<Mutex<BTreeMap<String, Queue>>>,
}

#[derive(Default)]
struct Queue {
    jobs: VecDeque<HeldJob>,
    done: VecDeque<Delivery>,
}

impl Stepper {
    /// The lanes with a job to run.
    pub fn to_run(&self) -> Vec<String> {
        self.names(|queue| !queue.jobs.is_empty())
    }

    /// The lanes with a reply to deliver.
    pub fn to_deliver(&self) -> Vec<String> {
        self.names(|queue| !queue.done.is_empty())
    }

    /// Runs the next job of a lane and holds its reply; false where there is none.
    pub fn run(&self, lane: &str) -> bool {
        let job = self.lock().get_mut(lane).and_then(|queue| queue.jobs.pop_front());
        let Some(job) = job else { return false };
        let delivery = job();
        self.lock().entry(lane.to_owned()).or_default().done.push_back(delivery);
        true
    }

    /// Delivers a lane's oldest reply; false where there is none.
    pub fn deliver(&self, lane: &str) -> bool {
        let delivery = self.lock().get_mut(lane).and_then(|queue| queue.done.pop_front());
        delivery.map(|deliver| deliver()).is_some()
    }

    /// Runs all jobs of a lane and delivers all its replies.
    pub fn finish(&self, lane: &str) {
        while self.run(lane) {}
        while self.deliver(lane) {}
    }

    /// Holds an answer from outside back, such as a file dialog's, as a lane of its own.
    pub fn hold_answer(&self, lane: &str, answer: impl FnOnce() + Send + 'static) {
        self.hold(lane, Box::new(move || Box::new(answer)));
    }

    pub(super) fn hold(&self, lane: &str, job: HeldJob) {
        self.lock().entry(lane.to_owned()).or_default().jobs.push_back(job);
    }

    fn names(&self, is_meant: impl Fn(&Queue) -> bool) -> Vec<String> {
        let lanes = self.lock();
        lanes.iter().filter(|(_, queue)| is_meant(queue)).map(|(name, _)| name.clone()).collect()
    }

    fn lock(&self) -> MutexGuard<'_, BTreeMap<String, Queue>> {
        self.lanes.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
