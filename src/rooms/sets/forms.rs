//! What is asked over the screen, and what the answers do.

use std::path::PathBuf;

use super::building::{Ask, Purpose};
use super::compare::SideBySide;
use super::editing::name_of;
use super::revisions::{Decision, Review};
use super::saving::{Conflict, Errand};
use super::{Outcome, Sets};
use crate::domain::assemble::Alternative;
use crate::domain::ids::QuestionId;
use crate::domain::level::Kind;
use crate::domain::set::QuestionSet;
use crate::domain::set::edit::Edit;
use crate::domain::set::own::OwnQuestion;
use crate::frame::Frame;
use crate::frame::failure::Failure;
use crate::frame::focus::Focus;
use crate::library::save::Expect;
use crate::library::set_file::SetFile;
use crate::shared::Shared;
use crate::shared::adding::{AddForm, Choice};
use crate::shared::content::{Content, SetOrigin};

#[derive(Debug)]
pub enum Form {
    /// Another question in the place of one; none while they are looked for.
    Replace {
        out: QuestionId,
        found: Option<Vec<Alternative>>,
        selected: usize,
    },
    Add(AddForm),
    /// A question of one's own: a new one, or a change.
    Own {
        question: Option<QuestionId>,
        own: OwnQuestion,
    },
    Wording {
        question: QuestionId,
        text: String,
    },
    Section {
        question: QuestionId,
        text: String,
    },
    Describe {
        text: String,
    },
    /// The shown set and others as good; the first is the shown one.
    Others {
        ask: OthersAsk,
        sets: Vec<QuestionSet>,
        selected: usize,
    },
    /// The file was changed by somebody else.
    Conflict {
        errand: Errand,
        path: PathBuf,
        choice: Conflict,
    },
    Delete {
        set: Box<QuestionSet>,
        file: SetFile,
    },
    /// The shown set beside another of the workspace, by its place there.
    Compare {
        other: usize,
        sides: Box<SideBySide>,
        only_differences: bool,
    },
    /// What the bank has changed in the questions of the set.
    Review {
        review: Review,
        decision: Option<Decision>,
    },
}

/// What the sets side by side were built for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OthersAsk(pub(super) Ask);

impl Sets {
    /// Opens a form.
    pub(super) fn open(&mut self, form: Form, frame: &mut Frame) {
        self.form = Some(form);
        frame.focus = Some(Focus::First);
    }

    pub(super) fn ask_replace(&mut self, out: QuestionId, content: &Content, frame: &mut Frame) {
        let Some(shown) = content.shown_set() else { return };
        let (ask, set) = (self.ask_now(Purpose::Reroll, content), shown.set.clone());
        self.open(Form::Replace { out: out.clone(), found: None, selected: 0 }, frame);
        self.builder.find_alternatives(ask, set, out, content, frame);
    }

    /// What the alternatives for a question are.
    pub(super) fn take_alternatives(
        &mut self,
        of: &QuestionId,
        result: Result<Vec<Alternative>, Failure>,
        frame: &mut Frame,
    ) {
        let Some(Form::Replace { out, found, .. }) = &mut self.form else { return };
        if out != of {
            return;
        }
        match result {
            Ok(alternatives) if !alternatives.is_empty() => *found = Some(alternatives),
            result => {
                self.form = None;
                frame.notices.fail(result.err().unwrap_or(Failure::NoAlternative));
            }
        }
    }

    pub(super) fn take_others(
        &mut self,
        ask: Ask,
        result: Result<Vec<QuestionSet>, Failure>,
        frame: &mut Frame,
    ) {
        match result {
            Ok(sets) if sets.len() > 1 => {
                self.open(Form::Others { ask: OthersAsk(ask), sets, selected: 0 }, frame);
            }
            result => frame.notices.fail(result.err().unwrap_or(Failure::NoOtherSet)),
        }
    }

    pub(super) fn ask_wording(&mut self, id: QuestionId, content: &Content, frame: &mut Frame) {
        let Some(set) = content.shown_set().map(|shown| &shown.set) else { return };
        let Some(question) = set.question(&id, content.bank()) else { return };
        if set.is_own(&id, content.bank()) {
            let own = OwnQuestion::of(question);
            return self.open(Form::Own { question: Some(id), own }, frame);
        }
        let item = set.items.iter().find(|item| item.question == id);
        let wording = item.and_then(|item| item.wording.clone());
        let text = wording.unwrap_or_else(|| question.prompt.clone());
        self.open(Form::Wording { question: id, text }, frame);
    }

    pub(super) fn ask_section(&mut self, id: QuestionId, content: &Content, frame: &mut Frame) {
        let items = content.shown_set().map(|shown| &shown.set.items);
        let item = items.and_then(|items| items.iter().find(|item| item.question == id));
        let text = item.map_or(String::new(), |item| item.section.clone());
        self.open(Form::Section { question: id, text }, frame);
    }

    pub(super) fn ask_describe(&mut self, content: &Content, frame: &mut Frame) {
        let Some(shown) = content.shown_set() else { return };
        self.open(Form::Describe { text: shown.set.about.clone() }, frame);
    }

    pub(super) fn ask_delete(&mut self, content: &Content, frame: &mut Frame) {
        if let (Some(file), Some(shown)) = (self.home(content), content.shown_set()) {
            let set = Box::new(shown.set.clone());
            self.open(Form::Delete { set, file }, frame);
        }
    }

    /// The place is among the sets that can be compared; nothing happens where there is none.
    pub(super) fn ask_compare(&mut self, other: usize, content: &Content, frame: &mut Frame) {
        let Some(shown) = content.shown_set().map(|shown| &shown.set) else { return };
        let Some(set) = comparable(content).nth(other) else {
            return frame.notices.hint("There is no other set to compare with");
        };
        let sides = Box::new(SideBySide::of(shown, set, content.bank()));
        self.open(Form::Compare { other, sides, only_differences: false }, frame);
    }

    pub(super) fn ask_review(&mut self, content: &Content, frame: &mut Frame) {
        let Some(shown) = content.shown_set() else { return };
        let review = Review::of(&shown.set, content.bank());
        self.open(Form::Review { review, decision: None }, frame);
    }

    fn decide(&mut self, decision: &Decision, content: &mut Content, frame: &mut Frame) {
        let Some(shown) = content.shown_set() else { return };
        let mut set = shown.set.clone();
        if decision.apply(&mut set, content.bank()) > 0 {
            let name = match decision {
                Decision::Accept(id) => {
                    format!("newer {}", name_of(&shown.set, id, content.bank()))
                }
                Decision::AcceptAll => "newer revisions of the questions".to_owned(),
            };
            frame.notices.undoable(format!("Taken over: {name}"));
            self.change(name, None, set, content, frame);
        }
        if self.newer > 0 {
            self.ask_review(content, frame);
        }
    }

    /// Behind the chosen question.
    fn place_to_add(&self, set: &QuestionSet) -> usize {
        let chosen = self.draft.selected.as_ref().and_then(|id| set.place(id));
        chosen.map_or(set.items.len(), |place| place + 1)
    }

    pub(super) fn confirm(&mut self, form: Form, shared: &mut Shared) -> Option<Outcome> {
        match form {
            Form::Replace { found: None, .. } => self.form = Some(form),
            Form::Replace { out, found: Some(found), selected } => {
                let with = found.into_iter().nth(selected)?.question;
                self.replace(out, with, shared);
            }
            Form::Add(form) => self.add(form, shared),
            Form::Own { question: None, own } => {
                let at = self.place_to_add(&shared.content.shown_set()?.set);
                let again = Form::Own { question: None, own: own.clone() };
                self.edit_or_ask_again(Edit::AddOwn { own, at }, again, shared);
            }
            Form::Own { question: Some(question), own } => {
                let again = Form::Own { question: Some(question.clone()), own: own.clone() };
                self.edit_or_ask_again(Edit::ChangeOwn { question, own }, again, shared);
            }
            Form::Wording { question, text } => {
                let again = Form::Wording { question: question.clone(), text: text.clone() };
                let edit = Edit::Wording { question, wording: Some(text) };
                self.edit_or_ask_again(edit, again, shared);
            }
            Form::Section { question, text } => {
                let again = Form::Section { question: question.clone(), text: text.clone() };
                self.edit_or_ask_again(Edit::Section { question, section: text }, again, shared);
            }
            Form::Describe { text } => {
                let again = Form::Describe { text: text.clone() };
                self.edit_or_ask_again(Edit::Describe(text), again, shared);
            }
            Form::Others { ask: OthersAsk(ask), sets, selected } => {
                let set = sets.into_iter().nth(selected)?;
                let ticket = shared.frame.tickets.issue();
                self.show_built(set, ask, ticket, &mut shared.content);
            }
            Form::Conflict { errand, path, choice } => {
                self.resolve_conflict(errand, path, choice, &mut shared.content, &mut shared.frame)
            }
            Form::Compare { other, .. } => {
                self.ask_compare(other, &shared.content, &mut shared.frame);
            }
            Form::Review { decision, .. } => {
                let decision = decision?;
                self.decide(&decision, &mut shared.content, &mut shared.frame);
            }
            Form::Delete { set, file } => self.delete(*set, file, &mut shared.frame),
        }
        None
    }

    /// What was typed stays where it was refused.
    fn edit_or_ask_again(&mut self, edit: Edit, again: Form, shared: &mut Shared) {
        if !self.edit(edit, shared) && shared.frame.notices.shown().is_some() {
            self.open(again, &mut shared.frame);
        }
    }

    fn replace(&mut self, out: QuestionId, with: QuestionId, shared: &mut Shared) {
        let Some(shown) = shared.content.shown_set() else { return };
        let bank = shared.content.bank();
        let (old, new) = (name_of(&shown.set, &out, bank), name_of(&shown.set, &with, bank));
        if self.edit(Edit::Replace { out, with }, shared) {
            shared.frame.notices.undoable(format!("{new} in place of {old}"));
        }
    }

    fn add(&mut self, form: AddForm, shared: &mut Shared) {
        let Some(shown) = shared.content.shown_set() else { return };
        let (set, bank) = (&shown.set, shared.content.bank());
        let at = self.place_to_add(set);
        match form.choice(bank, |id| set.place(id).is_some()) {
            Choice::Question(question) => {
                let words = format!("Added: {}", question.name());
                if self.edit(Edit::Add { question: question.id.clone(), at }, shared) {
                    shared.frame.notices.undoable(words);
                }
            }
            Choice::OwnWords => {
                let like = self.draft.selected.as_ref().and_then(|id| set.question(id, bank));
                let Some(like) = like.or_else(|| bank.questions.first()) else { return };
                let kind = if like.kind == Kind::CodeReview { Kind::Scenario } else { like.kind };
                let prompt = form.query.trim().to_owned();
                let own = OwnQuestion { prompt, kind, minutes: 5, ..OwnQuestion::of(like) };
                self.open(Form::Own { question: None, own }, &mut shared.frame);
            }
            Choice::Nothing => {}
        }
    }

    fn resolve_conflict(
        &mut self,
        errand: Errand,
        path: PathBuf,
        choice: Conflict,
        content: &mut Content,
        frame: &mut Frame,
    ) {
        match choice {
            Conflict::SaveCopy => {
                let ticket = frame.tickets.issue();
                content.show_set(*errand.set, Vec::new(), SetOrigin::Proposed, ticket);
                self.save_to_workspace(content, frame);
            }
            Conflict::Replace => self.write(errand, path, Expect::Anything, frame),
            Conflict::LookAtTheirs => self.look_at_theirs(path, frame),
        }
    }
}

/// The sets of the workspace beside the shown one.
pub fn comparable(content: &Content) -> impl Iterator<Item = &QuestionSet> {
    let shown = content.shown_set().map(|shown| &shown.set.id);
    content.bank().sets.iter().filter(move |set| Some(&set.id) != shown)
}
