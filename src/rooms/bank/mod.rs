//! The question bank: a list with its filters, and the whole question.

#[cfg(feature = "gui")]
pub mod view;

use std::collections::BTreeSet;
use std::convert::Infallible;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::Room;
use crate::domain;
use crate::domain::draft::{Draft, Entry};
use crate::domain::ids::QuestionId;
use crate::domain::level::{Kind, Level};
use crate::domain::question::Question;
use crate::frame::Frame;
use crate::frame::command::Command;
use crate::frame::focus::{Focus, SEARCH};
use crate::frame::tickets::Ticket;
use crate::frame::work::Inbox;
use crate::shared::Shared;

pub struct Bank {
    pub filters: Filters,
    /// The chosen question.
    pub selected: Option<QuestionId>,
    source: Source,
    /// The request whose answer is the opened file.
    opened: Ticket,
    /// What passes the filters, as of the last answer; none since other questions are shown.
    found: Option<Found>,
    /// The newest search: an older one asked the same.
    searched: Ticket,
    inbox: Inbox<(Ticket, Found)>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filters {
    /// What is searched for.
    pub query: String,
    pub level: Option<Level>,
    pub kind: Option<Kind>,
    pub topic: Option<String>,
}

/// Whose questions are shown.
#[derive(Clone)]
enum Source {
    Workspace,
    File(Arc<BankFile>),
}

struct BankFile {
    path: PathBuf,
    questions: Vec<Question>,
    drafts: Vec<Draft>,
}

/// What is listed: questions, and behind them drafts.
#[derive(Clone, Copy)]
struct Listing<'q> {
    questions: &'q [Question],
    drafts: &'q [Draft],
}

/// What a search came to.
#[derive(Default)]
#[cfg_attr(not(feature = "gui"), expect(dead_code, reason = "the view reads it"))]
struct Found {
    /// The places of the questions that pass.
    places: Vec<usize>,
    /// Every topic there is to choose.
    topics: Vec<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    Find,
    /// The filters were changed.
    Filter,
    /// The questions of the workspace again, in place of an opened file's.
    CloseFile,
}

impl Bank {
    pub fn new(frame: &Frame) -> Self {
        Self {
            filters: Filters::default(),
            selected: None,
            source: Source::Workspace,
            opened: Ticket::default(),
            found: None,
            searched: Ticket::default(),
            inbox: frame.inbox(),
        }
    }

    /// Shows the questions of a file that was asked for under a ticket, unless a newer one is shown.
    pub fn show(
        &mut self,
        path: PathBuf,
        (questions, drafts): (Vec<Question>, Vec<Draft>),
        ticket: Ticket,
        shared: &mut Shared,
    ) {
        if self.opened.give_way(ticket) {
            self.source = Source::File(Arc::new(BankFile { path, questions, drafts }));
            (self.filters, self.selected) = Default::default();
            self.look_anew(shared);
        }
    }

    /// The file whose questions are shown in place of the workspace's.
    pub fn file(&self) -> Option<&Path> {
        match &self.source {
            Source::Workspace => None,
            Source::File(file) => Some(&file.path),
        }
    }

    pub fn close_file(&mut self, shared: &mut Shared) {
        self.source = Source::Workspace;
        self.look_anew(shared);
    }

    /// Other questions are shown from here on.
    pub fn look_anew(&mut self, shared: &mut Shared) {
        self.found = None;
        self.search(shared);
    }

    /// Looks for what passes the filters, off the window's thread: a bank may be large.
    fn search(&mut self, shared: &mut Shared) {
        let ticket = shared.frame.tickets.issue();
        self.searched = ticket;
        let (filters, source) = (self.filters.clone(), self.source.clone());
        let library = Arc::clone(shared.content.library());
        shared.frame.file_job(&self.inbox.replies(), move || {
            let listing = source.listing(&library.bank);
            (ticket, Found { places: filters.apply(listing), topics: topics(listing) })
        });
    }
}

impl Source {
    fn listing<'q>(&'q self, bank: &'q domain::bank::Bank) -> Listing<'q> {
        match self {
            Self::Workspace => Listing { questions: &bank.questions, drafts: &bank.drafts },
            Self::File(file) => Listing { questions: &file.questions, drafts: &file.drafts },
        }
    }
}

impl<'q> Listing<'q> {
    fn entries(self) -> impl Iterator<Item = Entry<'q>> {
        let questions = self.questions.iter().map(Entry::Question);
        questions.chain(self.drafts.iter().map(Entry::Draft))
    }

    #[cfg_attr(not(feature = "gui"), expect(dead_code, reason = "the view reads it"))]
    fn get(self, place: usize) -> Option<Entry<'q>> {
        let draft = || self.drafts.get(place.checked_sub(self.questions.len())?);
        self.questions.get(place).map(Entry::Question).or_else(|| draft().map(Entry::Draft))
    }
}

fn topics(listing: Listing) -> Vec<String> {
    let topics: BTreeSet<&str> =
        listing.entries().map(|entry| entry.written().topic.as_str()).collect();
    topics.into_iter().map(str::to_owned).collect()
}

impl Filters {
    pub fn are_set(&self) -> bool {
        let Self { query, level, kind, topic } = self;
        !query.is_empty() || level.is_some() || kind.is_some() || topic.is_some()
    }

    /// The places of the questions that pass.
    fn apply(&self, listing: Listing) -> Vec<usize> {
        let query = self.query.trim().to_lowercase();
        let passes = |(_, entry): &(usize, Entry)| self.passes(*entry, &query);
        listing.entries().enumerate().filter(passes).map(|(place, _)| place).collect()
    }

    fn passes(&self, entry: Entry, query: &str) -> bool {
        let question = entry.written();
        let is_level = self.level.is_none_or(|level| entry.level() == Some(level));
        let is_kind = self.kind.is_none_or(|kind| kind == question.kind);
        let is_topic = self.topic.as_ref().is_none_or(|topic| *topic == question.topic);
        let texts = [
            question.id.as_str(),
            &question.title,
            &question.topic,
            &question.prompt,
            &question.answer,
        ];
        let has = |text: &str| text.to_lowercase().contains(query);
        is_level
            && is_kind
            && is_topic
            && (query.is_empty()
                || texts.into_iter().any(has)
                || question.covers.iter().any(|cover| has(&cover.topic)))
    }
}

impl Room for Bank {
    type Action = Action;
    type Outcome = Infallible;

    fn update(&mut self, action: Action, shared: &mut Shared) -> Option<Infallible> {
        match action {
            Action::Find => shared.frame.focus = Some(Focus::Field(SEARCH)),
            Action::Filter => self.search(shared),
            Action::CloseFile => self.close_file(shared),
        }
        None
    }

    fn take_replies(&mut self, _must_wait: bool, _shared: &mut Shared) -> Vec<Infallible> {
        while let Some((ticket, found)) = self.inbox.next(|_| true) {
            if ticket == self.searched {
                self.found = Some(found);
            }
        }
        Vec::new()
    }

    fn resolve(&self, command: Command, _shared: &Shared) -> Option<Action> {
        (command == Command::Find).then_some(Action::Find)
    }
}
