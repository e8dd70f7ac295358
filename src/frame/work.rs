//! Work off the window's thread: named threads, each with a state of its own, and their replies.

use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{Builder, JoinHandle};

use super::stepped::{Delivery, Stepper};

/// Wakes the window when a reply has come.
pub type Waker = Arc<dyn Fn() + Send + Sync>;

/// Where replies go.
pub struct Replies<R> {
    sender: Sender<R>,
    waker: Waker,
}

impl<R> Clone for Replies<R> {
    fn clone(&self) -> Self {
        Self { sender: self.sender.clone(), waker: Arc::clone(&self.waker) }
    }
}

impl<R> Replies<R> {
    /// The two ends: replies go in here and come out there.
    pub fn channel(waker: Waker) -> (Self, Receiver<R>) {
        let (sender, receiver) = channel();
        (Self { sender, waker }, receiver)
    }

    /// Hands a reply over. Where nobody listens any more, it is dropped.
    pub fn send(&self, reply: R) {
        if self.sender.send(reply).is_ok() {
            (self.waker)();
        }
    }
}

type Job<S, R> = Box<dyn FnOnce(&mut S) -> R + Send>;

/// Where jobs run.
#[derive(Clone)]
pub enum Running {
    /// On threads of their own.
    Threads,
    /// At once, where they are handed over: for tests, where time stands still meanwhile.
    AtOnce,
    /// When a test says so, one at a time.
    Stepped(Stepper),
}

/// One thread that does one job after the other on its state.
pub struct Worker<S, R> {
    lane: Lane<S, R>,
    replies: Replies<R>,
}

enum Lane<S, R> {
    Thread(Option<Sender<Job<S, R>>>, Option<JoinHandle<()>>),
    AtOnce(S),
    Stepped { name: String, stepper: Stepper, state: Arc<Mutex<S>> },
    Gone,
}

impl<S: Send + 'static, R: Send + 'static> Worker<S, R> {
    /// Starts a worker. A thread that cannot be started takes no jobs; [`Worker::give`] says so.
    pub fn start(name: &str, state: S, running: Running, replies: Replies<R>) -> Self {
        let lane = match running {
            Running::AtOnce => Lane::AtOnce(state),
            Running::Stepped(stepper) => {
                Lane::Stepped { name: name.to_owned(), stepper, state: Arc::new(Mutex::new(state)) }
            }
            Running::Threads => start_thread(name, state, replies.clone()),
        };
        Self { lane, replies }
    }

    /// The same worker, whose last jobs are not waited for when it goes: they leave nothing half done.
    pub fn without_waiting(mut self) -> Self {
        if let Lane::Thread(_, thread) = &mut self.lane {
            drop(thread.take());
        }
        self
    }

    /// Hands a job over; false where the thread is gone and the job will never be done.
    pub fn give(&mut self, job: impl FnOnce(&mut S) -> R + Send + 'static) -> bool {
        match &mut self.lane {
            Lane::AtOnce(state) => {
                let reply = job(state);
                self.replies.send(reply);
                true
            }
            Lane::Stepped { name, stepper, state } => {
                let (state, replies) = (Arc::clone(state), self.replies.clone());
                let run = move || -> Delivery {
                    let reply = job(&mut state.lock().unwrap_or_else(PoisonError::into_inner));
                    Box::new(move || replies.send(reply))
                };
                stepper.hold(name, Box::new(run));
                true
            }
            Lane::Thread(Some(jobs), _) => jobs.send(Box::new(job)).is_ok(),
            Lane::Thread(None, _) | Lane::Gone => false,
        }
    }
}

fn start_thread<S: Send + 'static, R: Send + 'static>(
    name: &str,
    mut state: S,
    replies: Replies<R>,
) -> Lane<S, R> {
    let (sender, jobs) = channel::<Job<S, R>>();
    let run = move || {
        for job in jobs {
            replies.send(job(&mut state));
        }
    };
    match Builder::new().name(name.to_owned()).spawn(run) {
        Ok(thread) => Lane::Thread(Some(sender), Some(thread)),
        Err(_) => Lane::Gone,
    }
}

/// What was handed over is done before the worker goes.
impl<S, R> Drop for Worker<S, R> {
    fn drop(&mut self) {
        match &mut self.lane {
            Lane::Thread(sender, thread) => {
                sender.take();
                if let Some(thread) = thread.take() {
                    // A job that panicked has said so on standard error.
                    let _ = thread.join();
                }
            }
            Lane::Stepped { name, stepper, .. } => stepper.finish(name),
            Lane::AtOnce(_) | Lane::Gone => {}
        }
    }
}
