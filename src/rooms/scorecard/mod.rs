//! The report of a session: shown, exported, amended.

mod amend;
mod draft;
mod export;
pub mod pages;
pub mod sent;
mod showing;
#[cfg(feature = "gui")]
pub mod view;

use std::path::PathBuf;
use std::sync::Arc;

use super::Room;
use crate::domain::ids::SessionId;
use crate::domain::mentions::{Mention, mentions};
use crate::domain::record::SessionRecord;
use crate::domain::scorecard::{Disclosure, Scorecard, Status};
use crate::domain::summary::Overview;
use crate::export::blocks::{Block, blocks};
use crate::export::format::markdown::markdown;
use crate::export::summary::summary;
use crate::frame::Frame;
use crate::frame::command::Command;
use crate::frame::dialog::{FormAnswer, PathAsker};
use crate::frame::failure::Failure;
use crate::frame::focus::Focus;
use crate::frame::tickets::Ticket;
use crate::frame::work::Inbox;
use crate::library::save::Expect;
use crate::shared::Shared;
use crate::shared::desk::Desk;
use crate::shared::desk::undo::Way;
pub use amend::{AmendForm, Amending, NewScore};
pub use draft::Draft;
use draft::proposed_paths;
pub use export::{CardShown, Errand, ExportJob, FileKind};
use export::{Exported, Memory, Reply};
use pages::{Pages, Seen, Turn, Zoom};
use sent::Sent;

/// The screen of the scorecard.
pub struct ScorecardRoom {
    pub draft: Draft,
    pub form: Option<Form>,
    pub file: PathAsker<Errand>,
    pub pages: Pages,
    open: Option<OpenCard>,
    /// The request whose answer is on screen.
    shown: Ticket,
    inbox: Inbox<Reply>,
    sent: Inbox<Result<(SessionId, Vec<Sent>), Failure>>,
}

/// A scorecard on screen.
pub struct OpenCard {
    pub record: Arc<SessionRecord>,
    /// The report as the interviewer sees it: private notes included.
    pub card: Scorecard,
    pub origin: CardOrigin,
    /// What the screen shows of it.
    #[cfg_attr(not(feature = "gui"), expect(dead_code, reason = "the view reads it"))]
    blocks: Vec<Block>,
    /// Where the name stands in what was written: without private notes, and with them.
    mentions: [Vec<Mention>; 2],
    /// Exported files that an amendment has made out of date.
    outdated: Vec<Sent>,
}

/// Where the session of a scorecard comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CardOrigin {
    Records,
    File(PathBuf),
    /// From the records, but it can only be read, and why.
    ToRead(String),
    /// Made up to show what a scorecard looks like.
    Sample,
}

#[derive(Debug)]
pub enum Form {
    /// A change to a sealed session.
    Amend(AmendForm),
    /// A file that an export would replace, and whose scorecard would take its place.
    Replace { job: ExportJob, candidate: String },
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Action {
    /// Write the scorecard to the path in its field.
    Export,
    Browse(FileKind),
    /// Ask for a path to save the session under.
    AskPath,
    AskAmend,
    /// What is on screen of the pages.
    See(Seen),
    Turn(Turn),
    /// To the field of the file.
    GoToExport,
    Zoom(Zoom),
    /// The text, or else the pages.
    ShowText(bool),
    CopySummary,
    CopyMarkdown,
}

#[derive(Debug)]
pub enum Outcome {
    Amended(SessionId),
}

impl OpenCard {
    /// Whether it can be amended here: it is sealed, and in the records.
    pub fn can_be_amended(&self) -> bool {
        self.origin == CardOrigin::Records && self.card.status == Status::Submitted
    }

    /// Where the candidate's name still stands in a file that leaves it out.
    pub fn mentions(&self, include_private: bool) -> &[Mention] {
        let [without, with] = &self.mentions;
        if include_private { with } else { without }
    }

    /// Exported files that an amendment has made out of date, oldest first.
    pub fn outdated(&self) -> &[Sent] {
        &self.outdated
    }
}

impl ScorecardRoom {
    pub fn new(frame: &Frame) -> Self {
        Self {
            draft: Draft::default(),
            form: None,
            file: PathAsker::new(frame),
            pages: Pages::new(frame),
            open: None,
            shown: Ticket::default(),
            inbox: frame.inbox(),
            sent: frame.inbox(),
        }
    }

    pub fn open(&self) -> Option<&OpenCard> {
        self.open.as_ref()
    }

    pub fn can_amend(&self, desk: &Desk) -> bool {
        desk.not_kept().is_none() && self.open.as_ref().is_some_and(OpenCard::can_be_amended)
    }

    /// Shows a scorecard that was asked for under a ticket, unless a newer one is shown; false where
    /// there is nothing to show.
    pub fn show(
        &mut self,
        record: SessionRecord,
        origin: CardOrigin,
        ticket: Ticket,
        frame: &mut Frame,
    ) -> bool {
        if ticket < self.shown {
            return false;
        }
        // On the interviewer's own screen private notes are shown; an export asks each time.
        let disclosure = Disclosure { mask_candidate: false, include_private: true };
        match Scorecard::build(&record, disclosure) {
            Ok(card) => {
                let proposed = proposed_paths(&record, &card, frame);
                let [path, _] = proposed.clone();
                self.draft = Draft { path, proposed, ..Draft::default() };
                let blocks = blocks(&card);
                let mentions = [false, true].map(|include_private| {
                    mentions(&record, Disclosure { mask_candidate: true, include_private })
                });
                let (record, outdated) = (Arc::new(record), Vec::new());
                self.open = Some(OpenCard { record, card, origin, blocks, mentions, outdated });
                self.pages.clear();
                self.look_for_sent(frame);
                self.shown = ticket;
                true
            }
            Err(error) => {
                frame.notices.fail(error);
                false
            }
        }
    }

    /// A session that is gone has no scorecard any more; true where it was on screen.
    pub fn forget(&mut self, id: &SessionId, frame: &mut Frame) -> bool {
        let is_gone =
            |open: &mut OpenCard| open.origin == CardOrigin::Records && open.record.id == *id;
        let was_open = self.open.take_if(is_gone).is_some();
        if was_open {
            self.pages.clear();
        }
        let (table, id) = (frame.places.exports(), id.clone());
        frame.file_job(&self.sent.replies(), move || {
            sent::forget(&table, &id).map(|()| (id, Vec::new()))
        });
        was_open
    }

    fn ask(&mut self, form: Form, frame: &mut Frame) {
        self.form = Some(form);
        frame.focus = Some(Focus::First);
    }

    fn card_shown(&self) -> Option<CardShown> {
        let record = Arc::clone(&self.open.as_ref()?.record);
        let Draft { path, mask, include_private, paper, .. } = &self.draft;
        let disclosure = Disclosure { mask_candidate: *mask, include_private: *include_private };
        let is_kept = self.open.as_ref()?.origin == CardOrigin::Records;
        Some(CardShown { record, disclosure, path: path.clone(), is_kept, paper: *paper })
    }

    fn export(&mut self, frame: &mut Frame) {
        let path = PathBuf::from(self.draft.path.trim());
        if path.as_os_str().is_empty() {
            return frame.notices.fail(Failure::NoPath);
        }
        // A file that holds something else is replaced only when the person says so.
        if let Some(card) = self.card_shown() {
            self.write(card.to(path, Expect::NothingElse), frame);
        }
    }

    fn write(&mut self, job: ExportJob, frame: &mut Frame) {
        let memory = Memory {
            fonts: frame.fonts,
            keys: frame.places.keys(),
            table: frame.places.exports(),
            wall_ms: frame.now.wall_ms,
            utc_offset_minutes: frame.utc_offset_minutes,
        };
        frame.file_job(&self.inbox.replies(), move || {
            let result = job.write(memory);
            Reply { job, result }
        });
    }

    fn picked(&mut self, errand: Errand, path: PathBuf, frame: &mut Frame) {
        let Errand { kind, card } = errand;
        let open = self.open.as_ref();
        let is_shown = open.is_some_and(|open| Arc::ptr_eq(&open.record, &card.record));
        if kind == FileKind::Scorecard && is_shown && self.draft.path == card.path {
            self.draft.path = path.display().to_string();
        }
        self.write(card.to(path, Expect::Anything), frame);
    }

    fn written(&mut self, job: ExportJob, result: Result<Exported, Failure>, frame: &mut Frame) {
        match result {
            Ok(Exported::Done(more)) => {
                let open = self.open.as_ref();
                if open.is_some_and(|open| Arc::ptr_eq(&open.record, &job.record)) {
                    // Whether private notes leave is asked anew for each export.
                    self.draft.include_private = false;
                }
                let more = more.map_or(String::new(), |more| format!(" — {more}"));
                let words = format!("Exported to {}{more}", job.path.display());
                frame.notices.written(words, job.path);
                self.look_for_sent(frame);
            }
            Ok(Exported::Occupied) => {
                let overview = Overview::of(&job.record, &job.record.fold());
                let candidate = overview.name().to_owned();
                self.ask(Form::Replace { job, candidate }, frame);
            }
            Err(failure) => frame.notices.fail(failure),
        }
    }
}

impl Room for ScorecardRoom {
    type Action = Action;
    type Outcome = Outcome;

    fn update(&mut self, action: Action, shared: &mut Shared) -> Option<Outcome> {
        let frame = &mut shared.frame;
        match action {
            Action::Export => self.export(frame),
            Action::Browse(kind) => {
                let errand = Errand { kind, card: self.card_shown()? };
                self.file.browse(kind.dialog(), proposed_path(&errand, frame), errand, frame);
            }
            Action::AskPath => {
                let kind = FileKind::Session;
                let errand = Errand { kind, card: self.card_shown()? };
                self.file.ask(kind.dialog(), proposed_path(&errand, frame), errand, frame);
            }
            Action::AskAmend => self.ask(Form::Amend(AmendForm::default()), frame),
            Action::See(seen) => self.see(seen, frame),
            Action::GoToExport => frame.focus = Some(Focus::First),
            Action::Turn(turn) => self.pages.turn = Some(turn),
            Action::Zoom(zoom) => self.pages.zoom = zoom,
            Action::ShowText(as_text) => self.show_text(as_text, frame),
            Action::CopySummary => self.copy(summary, "Summary copied", frame),
            Action::CopyMarkdown => self.copy(markdown, "Scorecard copied as Markdown", frame),
        }
        None
    }

    fn resolve(&self, command: Command, shared: &Shared) -> Option<Action> {
        match command {
            Command::Primary => Some(Action::Export),
            Command::SaveFile => self.open.is_some().then_some(Action::AskPath),
            Command::Amend => self.can_amend(&shared.desk).then_some(Action::AskAmend),
            Command::CopySummary => self.open.is_some().then_some(Action::CopySummary),
            Command::CopyMarkdown => self.open.is_some().then_some(Action::CopyMarkdown),
            Command::PagesOrText => {
                let is_text = self.shows_text(&shared.frame);
                self.open.is_some().then_some(Action::ShowText(!is_text))
            }
            _ if self.shows_text(&shared.frame) || self.pages.count() == 0 => None,
            _ => self.resolve_on_pages(command),
        }
    }

    fn has_form(&self) -> bool {
        self.form.is_some() || self.file.form().is_some()
    }

    fn can_confirm(&self) -> bool {
        !matches!(self.form, Some(Form::Replace { .. }))
    }

    fn answer(&mut self, answer: FormAnswer, shared: &mut Shared) -> Option<Outcome> {
        let Shared { frame, desk, .. } = shared;
        let Some(form) = self.form.take() else {
            let (errand, path) = self.file.answer(answer, frame)?;
            self.write(errand.card.to(path, Expect::NothingElse), frame);
            return None;
        };
        match form {
            _ if answer != FormAnswer::Confirm => None,
            Form::Amend(form) => self.amend(form, desk, frame),
            Form::Replace { job, .. } => {
                self.write(ExportJob { expect: Expect::Anything, ..job }, frame);
                None
            }
        }
    }

    fn take_replies(&mut self, must_wait: bool, shared: &mut Shared) -> Vec<Outcome> {
        let frame = &mut shared.frame;
        while let Some((errand, path)) = self.file.picked(must_wait, frame) {
            self.picked(errand, path, frame);
        }
        let is_question = |reply: &Reply| matches!(reply.result, Ok(Exported::Occupied));
        while let Some(Reply { job, result }) =
            self.inbox.next(|reply| !(must_wait || self.form.is_some()) || !is_question(reply))
        {
            self.written(job, result, frame);
        }
        while let Some(sent) = self.sent.next(|_| true) {
            self.take_sent(sent, frame);
        }
        self.pages.take_replies(frame);
        Vec::new()
    }

    /// What is sealed is amended, never undone.
    fn undo_target(&self, _way: Way, _shared: &Shared) -> Option<SessionId> {
        None
    }
}

/// Where a file dialog begins.
fn proposed_path(errand: &Errand, frame: &Frame) -> PathBuf {
    match errand.kind {
        FileKind::Scorecard => PathBuf::from(&errand.card.path),
        FileKind::Session => {
            frame.folder_for_files().join(format!("{}.ron", errand.card.record.id))
        }
    }
}
