//! What the window shows. It reads this, and never changes it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::drafts::{Popup, Screen, SetChoice};
use crate::domain::bank::Bank;
use crate::domain::ids::{QuestionId, SessionId};
use crate::domain::question::Question;
use crate::domain::record::SessionRecord;
use crate::domain::scorecard::{Scorecard, Status};
use crate::domain::session::{Outcome, Phase};
use crate::domain::set::{FrozenSet, QuestionSet};
use crate::domain::summary::Overview;
use crate::frame::clock::Now;
use crate::frame::command::Command;
use crate::frame::places::Places;
use crate::frame::prefs::Prefs;
use crate::library::load::Library;
use crate::records::backup;
use crate::records::vault::{Finding, Trouble};
use crate::shared::desk::held::Held;
use crate::shared::desk::index::Index;
use crate::shared::desk::undo::Way;

/// Everything that is shown.
pub struct Model {
    /// The moment of this frame.
    pub now: Now,
    /// The person's offset from UTC in minutes.
    pub utc_offset_minutes: i16,
    /// The screen.
    pub screen: Screen,
    /// The preferences.
    pub prefs: Prefs,
    /// Where things are kept.
    pub places: Places,
    /// The workspace's content.
    pub library: Arc<Library>,
    /// The workspace is being read.
    pub is_reading: bool,
    /// An opened bank file, shown in place of the workspace's questions.
    pub bank_file: Option<BankFile>,
    /// State of the record store.
    pub records: RecordsState,
    /// Where the records lie, as far as it is known.
    pub records_path: PathBuf,
    /// What was found when the records were opened, until it is put away.
    pub findings: Vec<Finding>,
    /// The copies of the records to restore from.
    pub backups: Vec<backup::Copy>,
    /// Why there is no second copy of the last step.
    pub second_copy_trouble: Option<String>,
    /// Where everything open was written while the records are gone.
    pub rescued: Vec<PathBuf>,
    /// The sessions that are listed.
    pub sessions: Index,
    /// The sessions in hand.
    pub held: BTreeMap<SessionId, Held>,
    /// Sessions that the records are about to delete. Nothing else is done to them, unless that fails.
    pub deleting: BTreeSet<SessionId>,
    /// The session of the Live and the Wrap-up screen.
    pub current: Option<SessionId>,
    /// Words of a note on screen are not written down yet.
    pub has_unwritten_note: bool,
    /// The session that a list acted on last; its step is the one to undo there.
    pub acted_on: Option<SessionId>,
    /// The scorecard on screen.
    pub card: Option<OpenCard>,
    /// The set on the Sets screen.
    pub shown_set: Option<ShownSet>,
    /// The last message.
    pub notice: Option<Notice>,
}

/// State of the record store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RecordsState {
    /// They are being opened.
    Opening,
    /// Sessions can be kept.
    Ready,
    /// They can only be read, and why.
    ReadOnly(String),
    /// Something is missing, and a person decides what is to be done.
    Undecided(Trouble),
    /// They cannot be used, and why.
    Failed(String),
}

/// The questions of an opened bank file.
#[derive(Debug, Clone)]
pub struct BankFile {
    /// The file.
    pub path: PathBuf,
    /// Its questions.
    pub questions: Vec<Question>,
}

/// A scorecard on screen.
#[derive(Debug)]
pub struct OpenCard {
    /// The session that it reports.
    pub record: Arc<SessionRecord>,
    /// The report, as it is shown to the interviewer: private notes included.
    pub card: Scorecard,
    /// Where the session comes from.
    pub origin: CardOrigin,
}

impl OpenCard {
    /// Whether it can be amended here: it is sealed, and in the records.
    pub fn can_be_amended(&self) -> bool {
        self.origin == CardOrigin::Records && self.card.status == Status::Submitted
    }
}

/// Where the session of a scorecard comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CardOrigin {
    /// From the records.
    Records,
    /// From a file.
    File(PathBuf),
    /// From the records, but it can only be read, and why.
    ToRead(String),
    /// It was made up to show what a scorecard looks like.
    Sample,
}

/// A set on screen.
#[derive(Debug)]
pub struct ShownSet {
    /// The set.
    pub set: QuestionSet,
    /// What its blueprint asks for and it does not have.
    pub gaps: Vec<String>,
    /// Where it comes from.
    pub from: SetOrigin,
    /// The set with its questions, or those that the workspace does not have.
    pub frozen: Result<FrozenSet, Vec<QuestionId>>,
}

/// Where a shown set comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SetOrigin {
    /// It was proposed and is nowhere saved.
    Proposed,
    /// It is in the workspace.
    Ready,
    /// It was opened from a file.
    File(PathBuf),
}

/// A message at the foot of the window.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// What it tells of.
    pub kind: NoticeKind,
    /// Its words.
    pub text: String,
    /// A file that was written, to be opened.
    pub file: Option<PathBuf>,
}

/// What a message tells of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoticeKind {
    /// Something was done.
    Done,
    /// Something was done that can be undone.
    Undoable,
    /// Something is to be done first.
    Hint,
    /// Something failed.
    Problem,
}

impl Model {
    /// The workspace's content.
    pub fn bank(&self) -> &Bank {
        &self.library.bank
    }

    /// The questions that the Bank screen shows.
    pub fn bank_questions(&self) -> &[Question] {
        match &self.bank_file {
            Some(file) => &file.questions,
            None => &self.bank().questions,
        }
    }

    /// The session of the Live and the Wrap-up screen.
    pub fn current(&self) -> Option<&Held> {
        self.held.get(self.current.as_ref()?)
    }

    /// The question on stage.
    pub fn on_stage(&self) -> Option<&QuestionId> {
        self.current()?.session().current.as_ref()
    }

    /// The row of a session.
    pub fn overview(&self, id: &SessionId) -> Option<&Overview> {
        self.sessions.overview(id)
    }

    /// The listed sessions that can be read and are not about to be deleted.
    pub fn overviews(&self) -> impl Iterator<Item = (&SessionId, &Overview)> {
        let rows = self.sessions.page().into_iter();
        let rows = rows.filter(|row| !self.deleting.contains(&row.id));
        rows.filter_map(|row| Some((&row.id, row.state.as_ref().ok()?)))
    }

    /// What there is to go on with, but for what is about to be deleted.
    pub fn unfinished(&self) -> impl Iterator<Item = (&SessionId, &Overview)> {
        self.sessions.unfinished().filter(|(id, _)| !self.deleting.contains(*id))
    }

    /// What was done last, but for what is about to be deleted.
    pub fn done(&self) -> impl Iterator<Item = (&SessionId, &Overview)> {
        self.sessions.done().filter(|(id, _)| !self.deleting.contains(*id))
    }

    /// What the candidate of a session is called.
    pub fn name_of(&self, id: &SessionId) -> String {
        self.overview(id).map_or("This session", Overview::name).to_owned()
    }

    /// Steps of all sessions that are not on the disk yet.
    pub fn unsaved(&self) -> usize {
        self.held.values().map(Held::unsaved).sum()
    }

    /// Why something could not be saved.
    pub fn save_failure(&self) -> Option<&str> {
        self.held.values().find_map(Held::failure)
    }

    /// What to say while something is not saved: what is safe, and why or what to do.
    pub fn save_trouble(&self) -> Option<String> {
        let failure = self.save_failure()?;
        let why = match &self.records {
            RecordsState::Undecided(_) => "choose on Home what to do about the records",
            _ => failure,
        };
        let rescued: Vec<String> =
            self.rescued.iter().map(|path| path.display().to_string()).collect();
        Some(match rescued.is_empty() {
            true => format!("Not saved: {why}"),
            false => format!("Not saved, but a copy is in {}: {why}", rescued.join(", ")),
        })
    }

    /// Why no step can begin that the records are to keep; nothing where it can.
    pub fn why_not_kept(&self) -> Option<&str> {
        match &self.records {
            RecordsState::Ready => None,
            RecordsState::Opening => Some("the records are still being opened"),
            RecordsState::Undecided(_) => Some("choose on Home what to do about the records"),
            RecordsState::ReadOnly(why) | RecordsState::Failed(why) => Some(why),
        }
    }

    /// Whether an unfinished session can go on here, rather than only be looked at.
    pub fn can_go_on(&self, id: &SessionId) -> bool {
        self.why_not_kept().is_none() || self.held.contains_key(id)
    }

    /// Whether the scorecard on screen can be amended.
    pub fn can_amend(&self) -> bool {
        self.why_not_kept().is_none() && self.card.as_ref().is_some_and(OpenCard::can_be_amended)
    }

    /// What the system shows as the window's title. A task bar and a shared screen show it to anybody,
    /// so it names no candidate.
    pub fn window_title(&self) -> String {
        format!("{} – Plumbline", self.screen.title())
    }

    /// The folder of the workspace; none for the built-in one.
    pub fn workspace(&self) -> Option<&Path> {
        self.prefs.workspace.as_deref()
    }

    /// What the workspace is called.
    pub fn workspace_name(&self) -> String {
        match self.workspace() {
            None => "Sample workspace (built in)".to_owned(),
            Some(folder) => folder.display().to_string(),
        }
    }

    /// The set of a choice.
    pub fn chosen_set(&self, choice: &SetChoice) -> Option<&QuestionSet> {
        match choice {
            SetChoice::Ready(id) => self.bank().sets.iter().find(|set| set.id == *id),
            SetChoice::Shown => self.shown_set.as_ref().map(|shown| &shown.set),
        }
    }

    /// Whether a command can be run as things stand.
    pub fn allows(&self, command: Command, popup: Option<&Popup>) -> bool {
        if popup.is_some() {
            return matches!(command, Command::Larger | Command::Smaller | Command::UsualSize)
                || (command == Command::Primary
                    && !matches!(
                        popup,
                        Some(
                            Popup::Help
                                | Popup::Close
                                | Popup::Delete { .. }
                                | Popup::Replace { .. }
                        )
                    ));
        }
        let phase = self.current().map(|held| held.session().phase);
        let is_live = self.screen == Screen::Live;
        let runs = is_live && matches!(phase, Some(Phase::Live | Phase::Paused));
        let on_stage = runs && self.on_stage().is_some();
        let wraps_up = self.screen == Screen::WrapUp;
        match command {
            Command::Score(_) | Command::NotAssessed => on_stage || wraps_up,
            Command::ClearScore => (on_stage && self.is_decided()) || wraps_up,
            Command::RuleAsked => on_stage || wraps_up,
            Command::Skip | Command::Mark | Command::AskProbe => on_stage,
            Command::Next | Command::Previous => runs || wraps_up,
            Command::Pause
            | Command::Unplanned
            | Command::EndInterview
            | Command::Note
            | Command::NoteQuote
            | Command::PrivateNote => runs,
            Command::NoteStrength | Command::NoteConcern => runs || wraps_up,
            Command::Recommend => wraps_up,
            Command::Reopen => {
                let is_discarded = self.current().is_some_and(|held| held.session().discarded);
                wraps_up && phase == Some(Phase::Finished) && !is_discarded
            }
            Command::ShowAnswer => is_live,
            // In the wrap-up a button opens them: there words are typed, and one that misses its field
            // must not end up in the candidate's name.
            Command::Details => is_live,
            Command::CountGap | Command::LeaveGapOut => {
                runs && self.current().is_some_and(|held| held.open_gap().is_some())
            }
            Command::BackToInterview => {
                let target = self.interview_under_way();
                let is_shown = (is_live || wraps_up) && target == self.current.as_ref();
                target.is_some() && !is_shown
            }
            Command::Undo => self.undo_target(Way::Back).is_some(),
            Command::Redo => self.undo_target(Way::Again).is_some(),
            Command::SaveFile => match self.screen {
                Screen::Sets => self.shown_set.is_some(),
                Screen::Scorecard => self.card.is_some(),
                _ => false,
            },
            Command::Amend => self.screen == Screen::Scorecard && self.can_amend(),
            Command::Find => matches!(self.screen, Screen::Sessions | Screen::Bank),
            Command::SaveAgain => self.save_failure().is_some(),
            Command::Primary => self.screen != Screen::Bank,
            _ => true,
        }
    }

    /// The interview to go back to: the one whose clock runs, or else the one shown last.
    pub fn interview_under_way(&self) -> Option<&SessionId> {
        let runs = |(id, held): &(&SessionId, &Held)| {
            held.session().phase == Phase::Live && !self.deleting.contains(*id)
        };
        let running = self.held.iter().find(runs).map(|(id, _)| id);
        let is_open = |id: &&SessionId| self.overview(id).is_some_and(Overview::is_unfinished);
        let unfinished = || self.unfinished().map(|(id, _)| id).find(|id| self.can_go_on(id));
        running.or(self.current.as_ref().filter(is_open)).or_else(unfinished)
    }

    fn is_decided(&self) -> bool {
        let answer = self.on_stage().and_then(|id| self.current()?.session().answer(id));
        answer.is_some_and(|answer| answer.outcome != Outcome::Open)
    }

    /// The session whose last step an undo would take back: the one on screen, or the one that the
    /// list acted on last.
    pub fn undo_target(&self, way: Way) -> Option<&SessionId> {
        let (target, is_list) = match self.screen {
            Screen::Live | Screen::WrapUp => (self.current.as_ref(), false),
            Screen::Scorecard => (None, true),
            _ => (self.acted_on.as_ref().filter(|_| self.why_not_kept().is_none()), true),
        };
        target.filter(|id| {
            self.held.get(id).is_some_and(|held| {
                if is_list {
                    return held.can_travel_in_lists(way);
                }
                held.can_travel(way) || (way == Way::Back && self.has_unwritten_note)
            })
        })
    }
}
