//! The sessions that Home and Sessions list: read in pages, and updated by what is done here.

use std::collections::BTreeMap;

use super::keeper::Lists;
use crate::domain::ids::SessionId;
use crate::domain::summary::{Overview, Summary};

/// Rows of sessions, each once, and the lists that show them.
#[derive(Debug, Default)]
pub struct Index {
    rows: BTreeMap<SessionId, Summary>,
    unfinished: Vec<SessionId>,
    done: Vec<SessionId>,
    page: Vec<SessionId>,
    /// Sessions that match the search.
    pub found: u64,
    pub total: u64,
    /// Sessions that cannot be read as they were written.
    pub damaged: usize,
}

impl Index {
    pub fn take(&mut self, lists: Lists) {
        let Lists { unfinished, done, page, total, damaged } = lists;
        let ids = |rows: &[Summary]| rows.iter().map(|row| row.id.clone()).collect();
        (self.unfinished, self.done) = (ids(&unfinished), ids(&done));
        self.page = ids(&page.rows);
        (self.found, self.total, self.damaged) = (page.found, total, damaged);
        let rows = unfinished.into_iter().chain(done).chain(page.rows);
        self.rows = rows.map(|row| (row.id.clone(), row)).collect();
    }

    /// Shows a session as it stands now; one that the records do not count yet comes first.
    pub fn put(&mut self, row: Summary, is_new: bool) {
        let id = row.id.clone();
        let Ok(overview) = &row.state else { return };
        let (is_unfinished, is_discarded) = (overview.is_unfinished(), overview.discarded);
        if self.rows.insert(id.clone(), row).is_none() && is_new {
            self.page.insert(0, id.clone());
            self.found += 1;
            self.total += 1;
        }
        move_to(&mut self.unfinished, &id, is_unfinished);
        move_to(&mut self.done, &id, !is_unfinished && !is_discarded);
    }

    pub fn remove(&mut self, id: &SessionId) {
        let was_damaged = self.rows.remove(id).is_some_and(|row| row.state.is_err());
        self.damaged -= usize::from(was_damaged && self.damaged > 0);
        self.found = self.found.saturating_sub(u64::from(self.page.contains(id)));
        self.total = self.total.saturating_sub(1);
        for list in [&mut self.unfinished, &mut self.done, &mut self.page] {
            list.retain(|known| known != id);
        }
    }

    pub fn overview(&self, id: &SessionId) -> Option<&Overview> {
        self.rows.get(id)?.state.as_ref().ok()
    }

    /// Sessions that match the search, the latest first.
    pub fn page(&self) -> Vec<&Summary> {
        self.page.iter().filter_map(|id| self.rows.get(id)).collect()
    }

    /// What there is to go on with, the latest first.
    pub fn unfinished(&self) -> impl Iterator<Item = (&SessionId, &Overview)> {
        self.unfinished.iter().filter_map(|id| Some((id, self.overview(id)?)))
    }

    /// What was done last.
    pub fn done(&self) -> impl Iterator<Item = (&SessionId, &Overview)> {
        self.done.iter().filter_map(|id| Some((id, self.overview(id)?)))
    }
}

/// Puts an id into a list, or takes it out.
fn move_to(list: &mut Vec<SessionId>, id: &SessionId, belongs: bool) {
    match (list.iter().position(|known| known == id), belongs) {
        (Some(at), false) => drop(list.remove(at)),
        (None, true) => list.insert(0, id.clone()),
        _ => {}
    }
}
