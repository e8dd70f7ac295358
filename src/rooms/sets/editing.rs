//! Changes of the shown set, each a step that can be taken back.

use super::history::{Disk, Snapshot, Step, Stretch};
use super::{Outcome, Sets};
use crate::domain::assemble::{coverage, gaps};
use crate::domain::bank::Bank;
use crate::domain::ids::QuestionId;
use crate::domain::set::QuestionSet;
use crate::domain::set::edit::Edit;
use crate::domain::set::revisions::revisions;
use crate::frame::Frame;
use crate::frame::tickets::Ticket;
use crate::shared::Shared;
use crate::shared::content::{Content, ShownSet};
use crate::shared::desk::undo::Way;

impl Sets {
    /// Takes one step; true where it changed anything.
    pub(super) fn edit(&mut self, edit: Edit, shared: &mut Shared) -> bool {
        let Shared { frame, content, .. } = shared;
        let Some(shown) = content.shown_set() else { return false };
        let mut set = shown.set.clone();
        if let Err(refusal) = set.edit(edit.clone(), content.bank()) {
            frame.notices.fail(refusal);
            return false;
        }
        if set == shown.set {
            return false;
        }
        let name = edit_name(&edit, &shown.set, content.bank());
        let chosen = chosen_after(&edit, &shown.set, &set);
        self.change(name, stretch_of(&edit), set, content, frame);
        if let Some(chosen) = chosen {
            self.draft.selected = Some(chosen);
        }
        true
    }

    /// Shows the set as it is after a step.
    pub(super) fn change(
        &mut self,
        name: String,
        stretch: Option<Stretch>,
        set: QuestionSet,
        content: &mut Content,
        frame: &mut Frame,
    ) {
        self.remember(name, stretch, content);
        // What was asked for before this step does not cover it.
        content.hold_shown_set(frame);
        content.edit_shown_set(|shown| shown.set = set);
        self.look_anew(content);
    }

    pub(super) fn remember(&mut self, name: String, stretch: Option<Stretch>, content: &Content) {
        if let Some(before) = self.snapshot(content) {
            self.history.remember(Step { name, stretch, before, disk: Disk::Nothing });
        }
    }

    pub(super) fn snapshot(&self, content: &Content) -> Option<Snapshot> {
        let ShownSet { set, from, .. } = content.shown_set()?;
        Some(Snapshot {
            set: set.clone(),
            from: from.clone(),
            built_for: self.built_for,
            locked: self.locked.clone(),
            selected: self.draft.selected.clone(),
        })
    }

    /// Shows a set in the place of another; the ticket says since when it is wanted.
    pub(super) fn put(&mut self, snapshot: Snapshot, ticket: Ticket, content: &mut Content) {
        let Snapshot { set, from, built_for, locked, selected } = snapshot;
        content.show_set(set, Vec::new(), from, ticket);
        (self.built_for, self.draft.wanted, self.locked) = (built_for, built_for, locked);
        self.draft.selected = selected;
        self.wants_uses = true;
        self.look_anew(content);
    }

    /// The shown set is another, or the bank is: what is said of it follows.
    pub(super) fn look_anew(&mut self, content: &mut Content) {
        let (minutes, seniority) = (self.built_for.minutes, self.built_for.seniority);
        let bank = content.bank();
        let Some(shown) = content.shown_set() else {
            self.coverage = None;
            self.draft.title.clear();
            self.draft.titled.clear();
            return;
        };
        let set = &shown.set;
        // A title that is half typed stays.
        if self.draft.titled != set.title {
            self.draft.title.clone_from(&set.title);
            self.draft.titled.clone_from(&set.title);
        }
        self.locked.retain(|id| set.place(id).is_some());
        let is_there = |id: &QuestionId| set.place(id).is_some();
        self.draft.selected = self
            .draft
            .selected
            .take()
            .filter(is_there)
            .or_else(|| set.items.first().map(|item| item.question.clone()));
        self.newer = revisions(set, bank).len();
        let blueprint = bank.blueprint(seniority);
        self.coverage = blueprint.map(|blueprint| coverage(bank, blueprint, minutes, set));
        let gaps = blueprint.map(|blueprint| gaps(bank, blueprint, minutes, set));
        content.edit_shown_set(|shown| shown.gaps = gaps.unwrap_or_default());
    }

    pub(super) fn travel(&mut self, way: Way, shared: &mut Shared) -> Option<Outcome> {
        let Shared { frame, content, .. } = shared;
        let step = self.history.pop(way)?;
        let Step { name, stretch, before, disk } = step;
        let after = self.snapshot(content).unwrap_or_else(|| before.clone());
        let back = match disk {
            Disk::Nothing => Disk::Nothing,
            Disk::PutBack(gone) => {
                self.put_back(gone.removed.clone(), before.set.clone(), frame);
                Disk::TakeAway(gone)
            }
            Disk::TakeAway(gone) => {
                self.take_away(gone.file.clone(), frame);
                Disk::PutBack(gone)
            }
        };
        let done = if way == Way::Back { "Undone" } else { "Done again" };
        frame.notices.done(format!("{done}: {name}"));
        self.put(before, frame.tickets.issue(), content);
        let opposite = Step { name, stretch, before: after, disk: back };
        self.history.push_opposite(way, opposite);
        None
    }

    pub(super) fn lock(&mut self, id: QuestionId, content: &Content) {
        let Some(shown) = content.shown_set() else { return };
        let name = name_of(&shown.set, &id, content.bank());
        let is_locked = self.locked.contains(&id);
        let what = if is_locked { "unlocking" } else { "lock" };
        self.remember(format!("{what} of {name}"), None, content);
        if is_locked {
            self.locked.remove(&id)
        } else {
            self.locked.insert(id)
        };
    }

    /// Whether the shown set differs from what is on the disk.
    pub fn is_unsaved(&self, content: &Content) -> bool {
        let Some(shown) = content.shown_set() else { return false };
        match self.home(content) {
            Some(file) => self.known.get(&file.path).is_none_or(|known| known.set != shown.set),
            None => !content.bank().sets.contains(&shown.set),
        }
    }
}

fn stretch_of(edit: &Edit) -> Option<Stretch> {
    match edit {
        Edit::Minutes { question, .. } => Some(Stretch::Minutes(question.clone())),
        Edit::Rename(_) => Some(Stretch::Title),
        _ => None,
    }
}

/// Which question is chosen after a step, where that is another than before.
fn chosen_after(edit: &Edit, before: &QuestionSet, after: &QuestionSet) -> Option<QuestionId> {
    match edit {
        Edit::Replace { with, .. } => Some(with.clone()),
        Edit::Add { question, .. } => Some(question.clone()),
        Edit::AddOwn { .. } => {
            let is_new = |id: &QuestionId| before.place(id).is_none();
            after.items.iter().map(|item| &item.question).find(|id| is_new(id)).cloned()
        }
        Edit::Remove(id) => {
            let place = before.place(id)?.min(after.items.len().checked_sub(1)?);
            after.items.get(place).map(|item| item.question.clone())
        }
        _ => None,
    }
}

/// A question as steps name it.
pub(super) fn name_of(set: &QuestionSet, id: &QuestionId, bank: &Bank) -> String {
    set.question(id, bank)
        .map_or(format!("“{id}”"), |question| format!("“{}”", question.name()))
}

fn edit_name(edit: &Edit, set: &QuestionSet, bank: &Bank) -> String {
    let of = |id: &QuestionId| name_of(set, id, bank);
    match edit {
        Edit::Replace { out, with } => format!("{} in place of {}", of(with), of(out)),
        Edit::Add { question, .. } => format!("added question {}", of(question)),
        Edit::AddOwn { .. } => "added question of your own".to_owned(),
        Edit::ChangeOwn { question, .. } => format!("change of {}", of(question)),
        Edit::Remove(id) => format!("removal of {}", of(id)),
        Edit::Move { question, .. } => format!("new place of {}", of(question)),
        Edit::Section { question, .. } => format!("section of {}", of(question)),
        Edit::Required { question, is_required: true } => format!("{} required", of(question)),
        Edit::Required { question, is_required: false } => format!("{} optional", of(question)),
        Edit::Minutes { question, .. } => format!("minutes for {}", of(question)),
        Edit::Wording { question, .. } => format!("wording of {}", of(question)),
        Edit::Rename(title) => format!("title “{}”", title.trim()),
        Edit::Describe(_) => "description".to_owned(),
        Edit::Frame { .. } => "opening and closing minutes".to_owned(),
    }
}
