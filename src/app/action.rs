//! What the window asks for: a command of the table, or something done to a thing on the screen.

use std::path::PathBuf;

use super::drafts::{Screen, SetChoice};
use super::errand::Purpose;
use crate::domain::ids::{QuestionId, SessionId, TextId};
use crate::domain::rubric::Step;
use crate::frame::command::Command;
use crate::frame::prefs::ThemeChoice;
use crate::records::backup;
use crate::records::vault::Decision;

/// One request of the person; applied after the frame is drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Action {
    /// A command of the table.
    Run(Command),
    /// Go to a screen.
    Go(Screen),
    /// Prepare an interview with a set.
    StartWith(SetChoice),
    /// Make the session of the Start screen.
    Begin {
        /// Start its clock as well.
        start_clock: bool,
    },
    /// Go on with a session, or show its scorecard.
    Open(SessionId),
    /// Something done to a session of the list.
    Act(SessionId, SessionAct),
    /// Ask before a session is deleted.
    AskDelete(SessionId),
    /// Bring a question on stage; none for opening and closing.
    Stage(Option<QuestionId>),
    /// Score a question.
    Score(QuestionId, Step),
    /// Say that an answer cannot be judged.
    NotAssessed(QuestionId),
    /// Take a score, a skip or a "not assessed" back.
    Clear(QuestionId),
    /// Tick a probe, or take the tick back.
    Probe {
        /// The question.
        question: QuestionId,
        /// The probe's place.
        probe: u16,
        /// Whether it was asked.
        asked: bool,
    },
    /// Write the note down and begin another.
    FinishNote(Field),
    /// Write down what is typed.
    Flush,
    /// Take a note up again to reword it.
    EditNote(TextId),
    /// Take a note back.
    RemoveNote(TextId),
    /// Fill in candidate, role and interviewer.
    AskDetails,
    /// Ask whether to submit.
    AskSubmit,
    /// Do what the popup asks about.
    Confirm,
    /// Close the popup, nothing done.
    Dismiss,
    /// Propose a set.
    Propose,
    /// Show a ready set.
    ShowSet(crate::domain::ids::SetId),
    /// Save the shown set into the workspace.
    KeepSet,
    /// Open a file dialog.
    Browse(Purpose),
    /// Show the scorecard of a made-up session.
    ShowSample,
    /// Write the scorecard to the drafted path.
    Export,
    /// Light or dark.
    SetTheme(ThemeChoice),
    /// The size of everything, in percent.
    SetScale(u16),
    /// Remember the interviewer.
    SetInterviewer(String),
    /// Use the folder of the settings as the workspace; none for the built-in one.
    UseWorkspace(Option<PathBuf>),
    /// Read the workspace again.
    Reload,
    /// Move the records to the path of the settings.
    MoveRecords,
    /// Try again to open the records.
    OpenRecords,
    /// Do this about records that are not as they must be.
    DecideRecords(Decision),
    /// Ask before a backup is restored.
    AskRestore(backup::Copy),
    /// Look for what is typed in the search of Sessions.
    SearchSessions,
    /// Show more of what the search found.
    MoreSessions,
    /// Put away what was found when the records were opened.
    DismissFindings,
    /// The bank of the workspace again, in place of an opened file's.
    CloseBankFile,
    /// Put the message away.
    DismissNotice,
    /// Put the explanation of Home away.
    KnowsHome,
    /// Close the program, with the clock running or standing.
    CloseNow {
        /// Stop the clock first.
        pause: bool,
    },
}

/// A field in which a note is typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    /// In the interview.
    Note,
    /// A strength of the wrap-up.
    Strength,
    /// A concern of the wrap-up.
    Concern,
}

/// Something done to a session of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SessionAct {
    /// Go on with it, or show its scorecard.
    Open,
    /// The candidate did not come.
    NoShow,
    /// The conversation is over.
    EndEarly,
    /// Put it aside.
    Discard,
    /// Take it up again.
    Restore,
}
