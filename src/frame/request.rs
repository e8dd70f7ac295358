//! What a view asks for; applied after the frame is drawn.

use super::command::Command;

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Request<A> {
    Act(A),
    /// Resolved when its turn comes, not when it was asked for.
    Run(Command),
    /// A field was left: what is typed becomes a step.
    KeepTyped,
    DismissNotice,
}

/// The requests of one frame, in order.
#[derive(Debug)]
pub struct Out<A>(Vec<Request<A>>);

impl<A> Default for Out<A> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<A> Out<A> {
    pub fn act(&mut self, action: A) {
        self.0.push(Request::Act(action));
    }

    pub fn run(&mut self, command: Command) {
        self.0.push(Request::Run(command));
    }

    pub fn keep_typed(&mut self) {
        self.0.push(Request::KeepTyped);
    }

    pub fn dismiss_notice(&mut self) {
        self.0.push(Request::DismissNotice);
    }

    /// What was asked for by somebody drawn inside another, behind what is there.
    pub fn append(&mut self, other: Self) {
        self.0.extend(other.0);
    }

    pub fn requests(self) -> impl Iterator<Item = Request<A>> {
        self.0.into_iter()
    }
}
