//! Numbers of requests, which tell a late reply from one that is still wanted.

/// A later one is greater.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Ticket(u64);

#[derive(Debug, Default)]
pub struct Tickets(u64);

impl Tickets {
    pub fn issue(&mut self) -> Ticket {
        self.0 += 1;
        Ticket(self.0)
    }
}

impl Ticket {
    /// Lets the answer to `other` take this one's place, unless that was asked for earlier.
    pub fn give_way(&mut self, other: Ticket) -> bool {
        let is_newer = other >= *self;
        if is_newer {
            *self = other;
        }
        is_newer
    }
}
