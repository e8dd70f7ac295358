//! Which set is shown: opened, built, copied or left over, each in the place of the one before.

use super::building::{Ask, Built, Purpose};
use super::history::{Disk, Gone, Snapshot, Step, Stretch};
use super::proof::Proof;
use super::saving::{Known, free_name};
use super::{Sets, Wanted};
use crate::domain::ids::SetId;
use crate::domain::question::Question;
use crate::domain::set::QuestionSet;
use crate::frame::Frame;
use crate::frame::tickets::Ticket;
use crate::library::set_file::SetFile;
use crate::shared::Shared;
use crate::shared::content::{Content, SetChoice, SetOrigin};

impl Sets {
    /// Shows a set that was opened from a file, unless something newer is shown.
    pub fn show_file(
        &mut self,
        set: QuestionSet,
        file: SetFile,
        ticket: Ticket,
        shared: &mut Shared,
    ) {
        self.show_under(set, Some(file), ticket, &mut shared.content);
    }

    /// Shows a set as it is in its file now.
    pub(super) fn show_read(
        &mut self,
        set: QuestionSet,
        file: SetFile,
        content: &mut Content,
        frame: &mut Frame,
    ) {
        let ticket = frame.tickets.issue();
        self.show_under(set, Some(file), ticket, content);
    }

    /// Without a file: a ready set of the workspace.
    fn show_under(
        &mut self,
        set: QuestionSet,
        file: Option<SetFile>,
        ticket: Ticket,
        content: &mut Content,
    ) {
        let is_unsaved = self.is_unsaved(content);
        let before = self.snapshot(content).filter(|_| is_unsaved);
        let name = format!("opening of “{}”", set.title);
        let built_for = Wanted {
            seniority: set.seniority,
            minutes: usual_minutes(set.total_minutes()),
            seed: self.draft.wanted.seed,
        };
        let copy = set.clone();
        let from = file.map_or_else(|| content.ready_origin(&set.id), SetOrigin::File);
        if !content.show_set(set, Vec::new(), from, ticket) {
            return;
        }
        if let Some(before) = before {
            self.history.remember(Step { name, stretch: None, before, disk: Disk::Nothing });
        }
        self.history.end_stretch();
        self.know(copy, content);
        (self.built_for, self.draft.wanted) = (built_for, built_for);
        self.locked.clear();
        self.draft.selected = None;
        self.wants_uses = true;
        self.look_anew(content);
    }

    /// The shown set is as it is in its file.
    fn know(&mut self, set: QuestionSet, content: &Content) {
        if let Some(file) = content.shown_set().and_then(|shown| shown.from.file()).cloned() {
            self.known.insert(file.path.clone(), Known { file, set });
        }
    }

    pub(super) fn show_ready(&mut self, id: SetId, content: &mut Content, frame: &mut Frame) {
        let Some(set) = content.chosen_set(&SetChoice::Ready(id)).cloned() else { return };
        let ticket = frame.tickets.issue();
        self.show_under(set, None, ticket, content);
    }

    /// Shows a set that was built, in the place of the shown one.
    pub(super) fn show_built(
        &mut self,
        set: QuestionSet,
        ask: Ask,
        ticket: Ticket,
        content: &mut Content,
    ) {
        if content.shown_set().is_some_and(|shown| shown.set == set) {
            return;
        }
        let name = format!("“{}”", set.title);
        let is_first = content.shown_set().is_none();
        let stretch = match ask.purpose {
            Purpose::Show { is_stretch: true } => Some(Stretch::Building),
            Purpose::Show { is_stretch: false } | Purpose::Reroll => None,
        };
        if !is_first {
            self.remember(name, stretch, content);
        }
        let snapshot = Snapshot {
            set,
            from: SetOrigin::Proposed,
            built_for: ask.wanted,
            locked: ask.locked,
            selected: self.draft.selected.clone(),
        };
        let wanted = self.draft.wanted;
        self.put(snapshot, ticket, content);
        // The person may be further by now.
        self.draft.wanted = wanted;
    }

    pub(super) fn take_built(&mut self, built: Built, content: &mut Content, frame: &mut Frame) {
        match built {
            Built::Set { ticket, ask, result } => {
                self.builder.is_done();
                self.builder.go_on(content, frame);
                if let Ok(proposal) = &result {
                    self.proof = Some(Proof::of(proposal, !ask.locked.is_empty()));
                }
                match result {
                    Ok(proposal) if content.would_show(ticket) => match ask.purpose {
                        Purpose::Show { .. } => self.show_built(proposal.set, ask, ticket, content),
                        Purpose::Reroll => self.reroll_to(proposal.set, ask, ticket, content),
                    },
                    Ok(_) => {}
                    Err(failure) => frame.notices.fail(failure),
                }
            }
            Built::Others { ask, result } => self.take_others(ask, result, frame),
            Built::Alternatives { out, result } => self.take_alternatives(&out, result, frame),
        }
    }

    /// The shown set with the questions of another: what was locked stays as it was.
    fn reroll_to(&mut self, built: QuestionSet, ask: Ask, ticket: Ticket, content: &mut Content) {
        let Some(before) = self.snapshot(content) else { return };
        let mut set = before.set.clone();
        set.items = built.items;
        // The set's own copies stay, where they are still used.
        let is_new = |copy: &Question| !set.questions.iter().any(|known| known.id == copy.id);
        let new: Vec<Question> = built.questions.into_iter().filter(is_new).collect();
        set.questions.extend(new);
        let items = &set.items;
        set.questions.retain(|copy| items.iter().any(|item| item.question == copy.id));
        self.remember("re-roll of the rest".to_owned(), None, content);
        self.put(Snapshot { set, built_for: ask.wanted, ..before }, ticket, content);
    }

    pub(super) fn duplicate(&mut self, content: &mut Content, frame: &mut Frame) {
        let Some(mut before) = self.snapshot(content) else { return };
        let (id, title) = (before.set.id.clone(), before.set.title.clone());
        match free_name(id, title, content.bank()) {
            Ok((id, title)) => {
                self.remember(format!("duplicate “{title}”"), None, content);
                (before.set.id, before.set.title) = (id, title);
                before.from = SetOrigin::Proposed;
                frame.notices.undoable(format!("“{}” is a copy, not saved yet", before.set.title));
                self.put(before, frame.tickets.issue(), content);
            }
            Err(failure) => frame.notices.fail(failure),
        }
    }

    /// A set is gone from the disk: undo puts it back, and another one is shown.
    pub(super) fn deleted(
        &mut self,
        set: QuestionSet,
        gone: Gone,
        content: &mut Content,
        frame: &mut Frame,
    ) {
        let Some(before) = self.snapshot(content) else { return };
        let name = format!("deletion of “{}”", set.title);
        let is_shown = before.set.id == set.id;
        let before = Snapshot { set: set.clone(), ..before };
        let disk = Disk::PutBack(gone);
        self.history.remember(Step { name, stretch: None, before, disk });
        frame.notices.undoable(format!("Deleted: “{}”", set.title));
        if is_shown {
            let other = content.bank().sets.iter().find(|other| other.id != set.id);
            match other.map(|other| other.id.clone()) {
                Some(other) => {
                    self.show_without_step(other, content, frame);
                }
                None => self.build(Purpose::Show { is_stretch: false }, content, frame),
            }
        }
    }

    fn show_without_step(&mut self, id: SetId, content: &mut Content, frame: &mut Frame) {
        let Some(set) = content.chosen_set(&SetChoice::Ready(id)).cloned() else { return };
        let minutes = usual_minutes(set.total_minutes());
        let built_for = Wanted { seniority: set.seniority, minutes, seed: 0 };
        let (locked, selected) = Default::default();
        let from = content.ready_origin(&set.id);
        let copy = set.clone();
        let ticket = frame.tickets.issue();
        self.put(Snapshot { set, from, built_for, locked, selected }, ticket, content);
        self.know(copy, content);
    }
}

/// The interview that a set of so many minutes is for: people plan in quarters of an hour.
fn usual_minutes(total: u32) -> u16 {
    let rounded = total.div_ceil(15).saturating_mul(15);
    u16::try_from(rounded).unwrap_or(u16::MAX).max(15)
}
