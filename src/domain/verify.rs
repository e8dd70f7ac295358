//! What can be said of a file that holds a session: whether it is as it was written, and whether the
//! records hold the same session.

use super::event::EventKind;
use super::record::SessionRecord;

/// Whether a file is as it was exported. `what` names each difference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FileState {
    Unchanged,
    /// Some byte differs, while everything that was read in it is as exported: another program wrote it
    /// anew, or something damaged it in a place that does not count here. Another reader may see more.
    Resaved {
        what: Vec<String>,
    },
    Changed {
        what: Vec<String>,
    },
    /// It is of ours, but from a time before files carried checksums.
    NoChecksums,
    NotOurs,
}

/// How the session of a file stands to the one in the records.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum InRecords {
    NoRecords,
    NotThere,
    Same,
    /// The file ends earlier. `amendments` of the `events` behind it change the sealed session.
    Later {
        events: usize,
        amendments: usize,
    },
    /// The first event that is not the same, or that only the file has.
    Differs {
        seq: u64,
    },
    /// Why the session in the records cannot be read.
    Unreadable(String),
}

impl FileState {
    /// Anything but the very file that was written: what cannot be shown to be unchanged is not.
    pub fn is_contradiction(&self) -> bool {
        *self != Self::Unchanged
    }
}

impl InRecords {
    pub fn is_contradiction(&self) -> bool {
        matches!(self, Self::Differs { .. })
    }
}

/// Compares events, which hold the hashes of set and texts, and no words: what was masked or erased in
/// one of the two is no difference.
pub fn compare(file: &SessionRecord, stored: &SessionRecord) -> InRecords {
    let both = file.events.iter().zip(&stored.events);
    let same = both.take_while(|(in_file, in_records)| in_file == in_records).count();
    if same < file.events.len() || file.id != stored.id {
        return InRecords::Differs { seq: same as u64 + 1 };
    }
    let later = stored.events.iter().skip(same);
    let is_amendment = |kind: &EventKind| matches!(kind, EventKind::Amended { .. });
    match stored.events.len() - same {
        0 => InRecords::Same,
        events => InRecords::Later {
            events,
            amendments: later.filter(|event| is_amendment(&event.kind)).count(),
        },
    }
}
