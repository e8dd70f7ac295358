//! Question sets: built from the bank by seniority and minutes, changed by hand, saved and reused.

mod building;
pub mod compare;
mod editing;
mod forms;
mod history;
mod proof;
pub mod revisions;
mod saving;
mod showing;
#[cfg(feature = "gui")]
pub mod view;

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;

use super::Room;
use crate::domain::assemble::Coverage;
use crate::domain::earlier::{Earlier, had_by, staleness};
use crate::domain::ids::{QuestionId, SetId};
use crate::domain::level::Seniority;
use crate::domain::set::QuestionSet;
use crate::domain::set::edit::Edit;
use crate::frame::Frame;
use crate::frame::command::Command;
use crate::frame::dialog::{FormAnswer, PathAsker};
use crate::frame::focus::Focus;
use crate::frame::work::Inbox;
use crate::library::save::Expect;
use crate::shared::Shared;
use crate::shared::adding::AddForm;
use crate::shared::annotation::AnnotationDraft;
use crate::shared::content::{Content, SetChoice};
use crate::shared::desk::undo::Way;
use building::{Ask, Builder, Built, Purpose};
use editing::name_of;
pub use forms::{Form, comparable};
use history::History;
use proof::Proof;
pub use saving::Conflict;
use saving::{Errand, Filed, Known, SAVE, errand, set_path};

pub struct Sets {
    pub draft: Draft,
    pub form: Option<Form>,
    pub file: PathAsker<Errand>,
    /// Stay in the set when the rest is built anew.
    locked: BTreeSet<QuestionId>,
    /// What the shown set is measured by.
    built_for: Wanted,
    coverage: Option<Coverage>,
    /// Of the set that was built last.
    proof: Option<Proof>,
    history: History,
    builder: Builder,
    /// Questions of the shown set that the bank has changed since.
    newer: usize,
    /// The sessions that used the shown set are to be looked up.
    wants_uses: bool,
    /// What was asked before, and how stale each question is by that.
    earlier: Arc<[Earlier]>,
    stale: BTreeMap<QuestionId, u8>,
    /// Files as they were last read or written here: nothing else is replaced.
    known: BTreeMap<PathBuf, Known>,
    filed: Inbox<Filed>,
}

/// What is chosen and typed on the screen.
#[derive(Debug)]
pub struct Draft {
    pub wanted: Wanted,
    /// The chosen question of the shown set.
    pub selected: Option<QuestionId>,
    /// The title as it is typed.
    pub title: String,
    /// As it was when the typing began.
    titled: String,
    /// Every gap is listed, not only the first.
    pub shows_gaps: bool,
    /// The own note on the chosen question.
    pub note: AnnotationDraft,
    pub leave_out: Option<LeaveOut>,
}

/// Whose questions a set that is built does without.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LeaveOut {
    /// All that this candidate had in earlier interviews.
    Candidate(String),
    Set(SetId),
}

/// A request for a proposed set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wanted {
    pub seniority: Seniority,
    /// The whole interview.
    pub minutes: u16,
    /// Which of equally good sets.
    pub seed: u64,
}

impl Default for Draft {
    fn default() -> Self {
        let wanted = Wanted { seniority: Seniority::SixYears, minutes: 60, seed: 0 };
        Self {
            wanted,
            selected: None,
            title: String::new(),
            titled: String::new(),
            shows_gaps: false,
            note: AnnotationDraft::default(),
            leave_out: None,
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Action {
    /// Build a set for what is chosen.
    Propose,
    /// The same while a choice changes: one step, however many sets it shows.
    Follow,
    /// Another of the equally good sets.
    TryAnother,
    /// Show equally good sets side by side.
    FindOthers,
    /// Build the rest anew around the locked questions.
    Reroll,
    /// Show a ready set.
    Show(SetId),
    Select(QuestionId),
    /// Choose the question after the chosen one, or before it.
    SelectBeside {
        later: bool,
    },
    Edit(Edit),
    Lock(QuestionId),
    Travel(Way),
    AskReplace(QuestionId),
    AskAdd,
    AskWording(QuestionId),
    AskSection(QuestionId),
    AskDescribe,
    AskDelete,
    /// Show another set beside the shown one.
    AskCompare,
    /// Show what the bank has changed in the questions of the set.
    AskReview,
    /// Go into the field of the title.
    Rename,
    Duplicate,
    /// Save to where the set came from.
    Save,
    /// Save the shown set into the workspace.
    SaveToWorkspace,
    /// Ask for a path to save the shown set under.
    AskPath,
    Browse,
    StartWith(SetChoice),
}

#[derive(Debug)]
pub enum Outcome {
    StartWith(SetChoice),
    /// A file was written or deleted that the library may hold.
    Saved,
}

/// The field of the title.
pub const TITLE: &str = "Title of the set";

impl Sets {
    pub fn new(frame: &Frame) -> Self {
        let draft = Draft::default();
        Self {
            built_for: draft.wanted,
            draft,
            form: None,
            file: PathAsker::new(frame),
            locked: BTreeSet::new(),
            coverage: None,
            proof: None,
            history: History::default(),
            builder: Builder::new(frame),
            newer: 0,
            wants_uses: true,
            earlier: Arc::default(),
            stale: BTreeMap::new(),
            known: BTreeMap::new(),
            filed: frame.inbox(),
        }
    }

    pub fn is_locked(&self, id: &QuestionId) -> bool {
        self.locked.contains(id)
    }

    pub fn locked(&self) -> usize {
        self.locked.len()
    }

    /// Of a set, while it is as it was built.
    pub fn proof(&self, set: &QuestionSet) -> Option<&Proof> {
        self.proof.as_ref().filter(|proof| proof.is_of(set))
    }

    /// Of the shown set, where there is a blueprint to measure it by.
    pub fn coverage(&self) -> Option<&Coverage> {
        self.coverage.as_ref()
    }

    /// Minutes of the whole interview that the shown set is measured by.
    pub fn budget(&self) -> u16 {
        self.built_for.minutes
    }

    /// Questions of the shown set that the bank has changed since it was saved.
    pub fn newer(&self) -> usize {
        self.newer
    }

    /// Whether anything is asked over the screen.
    pub fn is_asking(&self) -> bool {
        self.form.is_some() || self.file.form().is_some()
    }

    /// What starts when the shown set does: a ready set as it stands, or what was made of it.
    pub fn choice(&self, content: &Content) -> Option<SetChoice> {
        let set = &content.shown_set()?.set;
        let is_ready = content.bank().sets.contains(set);
        Some(if is_ready { SetChoice::Ready(set.id.clone()) } else { SetChoice::Shown })
    }

    /// The library was read: a proposal that waited for it is made; `is_shown`: an empty screen asks
    /// for one.
    pub fn library_read(&mut self, is_shown: bool, shared: &mut Shared) {
        let Shared { frame, content, .. } = shared;
        self.look_anew(content);
        if self.builder.is_waiting() {
            self.builder.go_on(content, frame);
        } else if is_shown && content.shown_set().is_none() {
            self.build(Purpose::Show { is_stretch: false }, content, frame);
        }
    }

    fn ask_now(&self, purpose: Purpose, content: &Content) -> Ask {
        let of = content.shown_set().filter(|_| !self.locked.is_empty());
        let of = of.map(|shown| shown.set.clone());
        let exclude = match &self.draft.leave_out {
            None => BTreeSet::new(),
            Some(LeaveOut::Candidate(name)) => had_by(&self.earlier, name),
            Some(LeaveOut::Set(id)) => {
                let sets = content.bank().sets.iter().filter(|set| set.id == *id);
                sets.flat_map(|set| set.items.iter().map(|item| item.question.clone())).collect()
            }
        };
        let (locked, stale) = (self.locked.clone(), self.stale.clone());
        Ask { wanted: self.draft.wanted, locked, of, exclude, stale, purpose }
    }

    fn build(&mut self, purpose: Purpose, content: &Content, frame: &mut Frame) {
        self.builder.ask(self.ask_now(purpose, content), content, frame);
    }

    fn next_seed(&mut self) {
        self.draft.wanted.seed = self.draft.wanted.seed.wrapping_add(1);
        self.history.end_stretch();
    }

    fn select_beside(&mut self, later: bool, content: &Content) {
        let Some(set) = content.shown_set().map(|shown| &shown.set) else { return };
        let place = self.draft.selected.as_ref().and_then(|id| set.place(id));
        let next = match (place, later) {
            (None, _) => 0,
            (Some(place), true) => place + 1,
            (Some(place), false) => place.saturating_sub(1),
        };
        if let Some(item) = set.items.get(next) {
            self.draft.selected = Some(item.question.clone());
        }
    }

    /// What a command does to the chosen question.
    fn resolve_chosen(&self, command: Command, set: &QuestionSet) -> Option<Action> {
        let question = self.draft.selected.clone()?;
        let place = set.place(&question)?;
        let item = set.items.get(place)?;
        let (minutes, is_required) = (item.minutes, !item.required);
        Some(match command {
            Command::ReplaceItem => Action::AskReplace(question),
            Command::LockItem => Action::Lock(question),
            Command::OptionalItem => Action::Edit(Edit::Required { question, is_required }),
            Command::MoreMinutes => {
                Action::Edit(Edit::Minutes { question, minutes: minutes.saturating_add(1) })
            }
            Command::FewerMinutes if minutes > 1 => {
                Action::Edit(Edit::Minutes { question, minutes: minutes - 1 })
            }
            Command::EditWording => Action::AskWording(question),
            Command::EditSection => Action::AskSection(question),
            Command::RemoveItem => Action::Edit(Edit::Remove(question)),
            Command::MoveLater if place + 1 < set.items.len() => {
                Action::Edit(Edit::Move { question, to: place + 1 })
            }
            Command::MoveEarlier if place > 0 => {
                Action::Edit(Edit::Move { question, to: place - 1 })
            }
            _ => return None,
        })
    }
}

impl Room for Sets {
    type Action = Action;
    type Outcome = Outcome;

    fn update(&mut self, action: Action, shared: &mut Shared) -> Option<Outcome> {
        let Shared { frame, content, .. } = shared;
        match action {
            Action::Propose => self.build(Purpose::Show { is_stretch: false }, content, frame),
            Action::Follow => self.build(Purpose::Show { is_stretch: true }, content, frame),
            Action::TryAnother => {
                self.next_seed();
                self.build(Purpose::Show { is_stretch: false }, content, frame);
            }
            Action::FindOthers => {
                let shown = content.shown_set()?.set.clone();
                let ask = self.ask_now(Purpose::Show { is_stretch: false }, content);
                self.builder.find_others(ask, shown, content, frame);
            }
            Action::Reroll => {
                self.next_seed();
                self.build(Purpose::Reroll, content, frame);
            }
            Action::Show(id) => self.show_ready(id, content, frame),
            Action::Select(id) => self.draft.selected = Some(id),
            Action::SelectBeside { later } => self.select_beside(later, content),
            Action::Edit(Edit::Remove(id)) => {
                let name = name_of(&content.shown_set()?.set, &id, content.bank());
                if self.edit(Edit::Remove(id), shared) {
                    shared.frame.notices.undoable(format!("Removed: {name}"));
                }
            }
            Action::Edit(edit) => drop(self.edit(edit, shared)),
            Action::Lock(id) => self.lock(id, content),
            Action::Travel(way) => return self.travel(way, shared),
            Action::AskReplace(id) => self.ask_replace(id, content, frame),
            Action::AskAdd => self.open(Form::Add(AddForm::default()), frame),
            Action::AskWording(id) => self.ask_wording(id, content, frame),
            Action::AskSection(id) => self.ask_section(id, content, frame),
            Action::AskDescribe => self.ask_describe(content, frame),
            Action::AskDelete => self.ask_delete(content, frame),
            Action::AskCompare => self.ask_compare(0, content, frame),
            Action::AskReview => self.ask_review(content, frame),
            Action::Rename => frame.focus = Some(Focus::Field(TITLE)),
            Action::Duplicate => self.duplicate(content, frame),
            Action::Save => self.save(content, frame),
            Action::SaveToWorkspace => self.save_to_workspace(content, frame),
            Action::AskPath => {
                let errand = errand(content)?;
                self.file.ask(&SAVE, set_path(&errand.set.id, frame), errand, frame);
            }
            Action::Browse => {
                let errand = errand(content)?;
                self.file.browse(&SAVE, set_path(&errand.set.id, frame), errand, frame);
            }
            Action::StartWith(choice) => return Some(Outcome::StartWith(choice)),
        }
        None
    }

    fn resolve(&self, command: Command, shared: &Shared) -> Option<Action> {
        let content = &shared.content;
        let build = match command {
            Command::BuildSet => Some(Action::Propose),
            Command::TryAnother => Some(Action::TryAnother),
            Command::Undo => self.history.has(Way::Back).then_some(Action::Travel(Way::Back)),
            Command::Redo => self.history.has(Way::Again).then_some(Action::Travel(Way::Again)),
            _ => None,
        };
        if build.is_some() {
            return build;
        }
        let Some(shown) = content.shown_set() else {
            return (command == Command::Primary).then_some(Action::Propose);
        };
        match command {
            Command::Primary => Some(Action::StartWith(self.choice(content)?)),
            Command::CompareOthers => Some(Action::FindOthers),
            Command::RerollRest => Some(Action::Reroll),
            Command::AddQuestion => Some(Action::AskAdd),
            Command::RenameSet => Some(Action::Rename),
            Command::DescribeSet => Some(Action::AskDescribe),
            Command::CompareSet => Some(Action::AskCompare),
            Command::ReviewSet => Some(Action::AskReview),
            Command::DuplicateSet => Some(Action::Duplicate),
            Command::SaveFile => self.is_unsaved(content).then_some(Action::Save),
            Command::SaveCopy => Some(Action::AskPath),
            Command::DeleteSet => self.home(content).map(|_| Action::AskDelete),
            command => self.resolve_chosen(command, &shown.set),
        }
    }

    fn has_form(&self) -> bool {
        self.is_asking()
    }

    fn can_confirm(&self) -> bool {
        !matches!(self.form, Some(Form::Delete { .. } | Form::Conflict { .. }))
    }

    fn answer(&mut self, answer: FormAnswer, shared: &mut Shared) -> Option<Outcome> {
        if let Some(form) = self.form.take() {
            return if answer == FormAnswer::Confirm { self.confirm(form, shared) } else { None };
        }
        let (errand, path) = self.file.answer(answer, &mut shared.frame)?;
        // A file that holds something else is not replaced.
        self.write(errand, path, Expect::NothingElse, &mut shared.frame);
        None
    }

    fn enter(&mut self, shared: &mut Shared) {
        self.wants_uses = true;
        if shared.content.shown_set().is_none() {
            let purpose = Purpose::Show { is_stretch: false };
            self.build(purpose, &shared.content, &mut shared.frame);
        }
    }

    fn take_replies(&mut self, must_wait: bool, shared: &mut Shared) -> Vec<Outcome> {
        let Shared { frame, content, .. } = shared;
        while let Some((errand, path)) = self.file.picked(must_wait, frame) {
            self.write(errand, path, Expect::Anything, frame);
        }
        // What asks something waits until no form is open.
        while let Some(built) = self.builder.inbox.next(|built| {
            !(must_wait || self.form.is_some()) || !matches!(built, Built::Others { .. })
        }) {
            self.take_built(built, content, frame);
        }
        let mut outcomes = Vec::new();
        while let Some(filed) =
            self.filed.next(|filed| !(must_wait || self.form.is_some()) || !filed.is_question())
        {
            outcomes.extend(self.take_filed(filed, content, frame));
        }
        outcomes
    }

    /// The note goes with the chosen question; where the shown set was used is looked up.
    fn tick(&mut self, shared: &mut Shared) {
        let Shared { frame, desk, .. } = shared;
        if !Arc::ptr_eq(&self.earlier, desk.earlier()) {
            self.earlier = Arc::clone(desk.earlier());
            self.stale = staleness(&self.earlier, frame.now.wall_ms);
        }
        if self.draft.note.question() == self.draft.selected.as_ref() {
            self.draft.note.tick(desk, frame);
        } else {
            self.draft.note.turn_to(self.draft.selected.clone(), desk, frame);
        }
        if let Some(shown) = shared.content.shown_set().filter(|_| self.wants_uses) {
            self.wants_uses = false;
            shared.desk.look_up_uses(shown.set.id.clone(), &mut shared.frame);
            shared.desk.look_up_earlier(&mut shared.frame);
        }
    }

    fn next_wake(&self, now_ms: u64) -> Option<u64> {
        self.draft.note.next_keep(now_ms)
    }

    fn is_typing(&self) -> bool {
        self.draft.note.is_typing && !self.draft.note.text.is_empty()
    }

    /// A title that was typed becomes a step, and a note is kept.
    fn keep_typed(&mut self, shared: &mut Shared) {
        self.draft.note.keep(&mut shared.desk, &shared.frame);
        let Some(shown) = shared.content.shown_set() else { return };
        if self.draft.title == shown.set.title {
            return;
        }
        let title = self.draft.title.clone();
        let before = shown.set.title.clone();
        if !self.edit(Edit::Rename(title), shared) {
            self.draft.title = before;
        }
    }
}
