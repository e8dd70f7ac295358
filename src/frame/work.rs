//! Named threads for work off the window's thread, each with a state of its own, and their replies.

use std::collections::VecDeque;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{Builder, JoinHandle};

use super::stepped::{Delivery, Stepper};

/// Wakes the window when a reply has come.
pub type Waker = Arc<dyn Fn() + Send + Sync>;

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
    /// Dropped where nobody listens any more.
    pub fn send(&self, reply: R) {
        if self.sender.send(reply).is_ok() {
            (self.waker)();
        }
    }
}

/// The receiving end.
pub struct Inbox<R> {
    replies: Replies<R>,
    receiver: Receiver<R>,
    /// Arrived, but not wanted yet.
    waiting: VecDeque<R>,
}

impl<R> Inbox<R> {
    pub fn new(waker: Waker) -> Self {
        let (sender, receiver) = channel();
        Self { replies: Replies { sender, waker }, receiver, waiting: VecDeque::new() }
    }

    pub fn replies(&self) -> Replies<R> {
        self.replies.clone()
    }

    /// The oldest reply that is wanted now; the others wait.
    pub fn next(&mut self, is_wanted: impl Fn(&R) -> bool) -> Option<R> {
        self.waiting.extend(self.receiver.try_iter());
        let at = self.waiting.iter().position(is_wanted)?;
        self.waiting.remove(at)
    }
}

/// The thread is gone; the job will never be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Gone;

type Job<S> = Box<dyn FnOnce(&mut S) -> Delivery + Send>;

#[derive(Clone)]
pub enum Running {
    Threads,
    /// At once, where they are handed over: for tests, where time stands still.
    AtOnce,
    /// When a test says so, one at a time.
    Stepped(Stepper),
}

/// One thread that does one job after the other on its state.
pub struct Worker<S>(Lane<S>);

enum Lane<S> {
    Thread(Option<Sender<Job<S>>>, Option<JoinHandle<()>>),
    AtOnce(S),
    Stepped { name: String, stepper: Stepper, state: Arc<Mutex<S>> },
    Gone,
}

impl<S: Send + 'static> Worker<S> {
    /// A thread that cannot be started takes no jobs; [`Worker::give`] says so.
    pub fn start(name: &str, state: S, running: Running) -> Self {
        Self(match running {
            Running::AtOnce => Lane::AtOnce(state),
            Running::Stepped(stepper) => {
                Lane::Stepped { name: name.to_owned(), stepper, state: Arc::new(Mutex::new(state)) }
            }
            Running::Threads => start_thread(name, state),
        })
    }

    /// Its last jobs are not waited for when it is dropped: they leave nothing half done.
    pub fn without_waiting(mut self) -> Self {
        if let Lane::Thread(_, thread) = &mut self.0 {
            drop(thread.take());
        }
        self
    }

    /// The job's reply goes to `replies`.
    pub fn give<R: Send + 'static>(
        &mut self,
        replies: &Replies<R>,
        job: impl FnOnce(&mut S) -> R + Send + 'static,
    ) -> Result<(), Gone> {
        let replies = replies.clone();
        let job = move |state: &mut S| -> Delivery {
            let reply = job(state);
            Box::new(move || replies.send(reply))
        };
        match &mut self.0 {
            Lane::AtOnce(state) => job(state)(),
            Lane::Stepped { name, stepper, state } => {
                let state = Arc::clone(state);
                let run = move || job(&mut state.lock().unwrap_or_else(PoisonError::into_inner));
                stepper.hold(name, Box::new(run));
            }
            Lane::Thread(Some(jobs), _) => jobs.send(Box::new(job)).map_err(|_| Gone)?,
            Lane::Thread(None, _) | Lane::Gone => return Err(Gone),
        }
        Ok(())
    }
}

fn start_thread<S: Send + 'static>(name: &str, mut state: S) -> Lane<S> {
    let (sender, jobs) = channel::<Job<S>>();
    let run = move || {
        for job in jobs {
            job(&mut state)();
        }
    };
    match Builder::new().name(name.to_owned()).spawn(run) {
        Ok(thread) => Lane::Thread(Some(sender), Some(thread)),
        Err(_) => Lane::Gone,
    }
}

/// Whatever was handed over is done before the worker goes.
impl<S> Drop for Worker<S> {
    fn drop(&mut self) {
        match &mut self.0 {
            Lane::Thread(sender, thread) => {
                sender.take();
                if let Some(thread) = thread.take() {
                    // A job that panicked has already reported itself on standard error.
                    let _ = thread.join();
                }
            }
            Lane::Stepped { name, stepper, .. } => stepper.finish(name),
            Lane::AtOnce(_) | Lane::Gone => {}
        }
    }
}
