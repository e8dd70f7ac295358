//! Which scorecards were exported where, so that an amendment can name the files it makes out of date.
//!
//! A small table of this installation, beside the preferences and never in the records: what lies on
//! somebody's disk is no fact of the interview.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use ron::ser::PrettyConfig;
use serde::{Deserialize, Serialize};

use super::{CardOrigin, ScorecardRoom};
use crate::disk::{Access, disk_reason, make_private_folder};
use crate::domain::canonical::{CanonicalError, Digest};
use crate::domain::event::{EventKind, chain_start};
use crate::domain::ids::SessionId;
use crate::domain::record::SessionRecord;
use crate::frame::Frame;
use crate::frame::failure::Failure;
use crate::library::save::{Expect, save};

/// The oldest are forgotten.
const MOST: usize = 300;

/// A file that was exported.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sent {
    pub path: PathBuf,
    pub session: SessionId,
    /// The chain over all events that the file was made from.
    pub chain: Digest,
    /// UTC.
    pub wall_ms: i64,
    pub utc_offset_minutes: i16,
}

/// The files of a session that are still where they were written, oldest first.
pub fn of_session(table: &Path, session: &SessionId) -> Vec<Sent> {
    let sent = read(table).into_iter();
    sent.filter(|sent| sent.session == *session && sent.path.is_file()).collect()
}

/// Notes an export; what the same file held before is forgotten.
pub fn remember(table: &Path, new: Sent) -> Result<(), Failure> {
    let mut sent = read(table);
    sent.retain(|old| old.path != new.path);
    sent.push(new);
    let spare = sent.len().saturating_sub(MOST);
    write(table, sent.split_off(spare).as_slice())
}

/// A deleted session leaves nothing here.
pub fn forget(table: &Path, session: &SessionId) -> Result<(), Failure> {
    let before = read(table);
    let kept: Vec<Sent> = before.iter().filter(|sent| sent.session != *session).cloned().collect();
    if kept.len() == before.len() { Ok(()) } else { write(table, &kept) }
}

/// Those that were made before the last amendment.
pub fn outdated<'a>(
    sent: &'a [Sent],
    record: &SessionRecord,
) -> Result<Vec<&'a Sent>, CanonicalError> {
    let mut link = chain_start(&record.id);
    let mut earlier = BTreeSet::new();
    for event in &record.events {
        if matches!(event.kind, EventKind::Amended { .. }) {
            earlier.extend(sent.iter().filter(|sent| sent.chain == link).map(|sent| &sent.path));
        }
        link = event.chain(&link)?;
    }
    Ok(sent.iter().filter(|sent| earlier.contains(&sent.path)).collect())
}

/// A table that cannot be read is begun anew: it only ever reminds.
fn read(table: &Path) -> Vec<Sent> {
    fs::read_to_string(table).ok().and_then(|text| ron::from_str(&text).ok()).unwrap_or_default()
}

fn write(table: &Path, sent: &[Sent]) -> Result<(), Failure> {
    let disk = |path: &Path, reason| Failure::Disk { path: path.to_owned(), reason };
    let text = ron::ser::to_string_pretty(sent, PrettyConfig::new().new_line("\n"))
        .map_err(|error| disk(table, error.to_string()))?;
    if let Some(folder) = table.parent() {
        make_private_folder(folder).map_err(|error| disk(folder, disk_reason(&error)))?;
    }
    Ok(save(table, format!("{text}\n").as_bytes(), Expect::Anything, Access::Private)?)
}

impl ScorecardRoom {
    /// Looks for files that were exported from the session on screen.
    pub(super) fn look_for_sent(&mut self, frame: &mut Frame) {
        let Some(open) = self.open.as_ref().filter(|open| open.origin == CardOrigin::Records)
        else {
            return;
        };
        let (table, id) = (frame.places.exports(), open.record.id.clone());
        frame.file_job(&self.sent.replies(), move || {
            let sent = of_session(&table, &id);
            Ok((id, sent))
        });
    }

    pub(super) fn take_sent(
        &mut self,
        sent: Result<(SessionId, Vec<Sent>), Failure>,
        frame: &mut Frame,
    ) {
        let taken = sent.and_then(|(id, sent)| {
            if let Some(open) = self.open.as_mut().filter(|open| open.record.id == id) {
                open.outdated = outdated(&sent, &open.record)?.into_iter().cloned().collect();
            }
            Ok(())
        });
        if let Err(failure) = taken {
            frame.notices.fail(failure);
        }
    }
}
