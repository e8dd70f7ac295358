//! The one table of commands, behind the menu, the keys, the palette and the help.

use super::chord::{Chord, Key};
use crate::domain::rubric::Step;

/// Everything that can be done without pointing at a thing: the closed list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Command {
    /// Go to the first screen.
    GoHome,
    /// Prepare an interview.
    NewInterview,
    /// Go to the list of sessions.
    GoSessions,
    /// Go to the question bank.
    GoBank,
    /// Go to the question sets.
    GoSets,
    /// Go to the settings.
    GoSettings,
    /// Go back to the interview that is under way.
    BackToInterview,
    /// Open a set, a session or a bank from a file.
    OpenFile,
    /// Save what the screen shows as a file.
    SaveFile,
    /// Put the focus into the screen's search field.
    Find,
    /// Do the one main thing of the screen.
    Primary,
    /// Search all commands.
    Palette,
    /// Show every key.
    Help,
    /// Take the last step back.
    Undo,
    /// Take the step again.
    Redo,
    /// Show everything larger.
    Larger,
    /// Show everything smaller.
    Smaller,
    /// Show everything at its usual size.
    UsualSize,
    /// Scroll what the screen is about.
    ScrollDown,
    /// Scroll it back.
    ScrollUp,
    /// Change between the light and the dark theme.
    SwitchTheme,
    /// Close the program.
    Quit,
    /// Give the answer a step of the scale.
    Score(Step),
    /// Say that the answer cannot be judged.
    NotAssessed,
    /// Take the score back.
    ClearScore,
    /// Go to the next question.
    Next,
    /// Go to the question before.
    Previous,
    /// Leave the question out, with a reason.
    Skip,
    /// Mark the question to come back to.
    Mark,
    /// Say that the question was not asked after all, or that it was.
    RuleAsked,
    /// Stop the clock, or let it run again.
    Pause,
    /// Show or hide the expected answer.
    ShowAnswer,
    /// Tick the next probe.
    AskProbe,
    /// Write a note.
    Note,
    /// Note a strength.
    NoteStrength,
    /// Note a concern.
    NoteConcern,
    /// Note the candidate's own words.
    NoteQuote,
    /// Make the note private, or not.
    PrivateNote,
    /// Note a question outside the set.
    Unplanned,
    /// Fill in candidate, role and interviewer.
    Details,
    /// Say that the time which passed unseen counts.
    CountGap,
    /// Say that it does not count.
    LeaveGapOut,
    /// End the conversation.
    EndInterview,
    /// Take the end of the conversation back.
    Reopen,
    /// Go to the recommendation.
    Recommend,
    /// Change a sealed session, the old value kept.
    Amend,
    /// Try to save again what could not be saved.
    SaveAgain,
}

/// Where a chord acts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// Also while a text field has the focus.
    Everywhere,
    /// Only while no text field has the focus.
    OutsideText,
}

/// The groups in which the help lists commands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Group {
    /// Going from screen to screen.
    Screens,
    /// During an interview.
    Interview,
    /// Notes in an interview.
    Notes,
    /// Anywhere.
    General,
}

impl Group {
    /// Every group, in the order of the help.
    pub const ALL: [Group; 4] = [Group::Interview, Group::Notes, Group::Screens, Group::General];

    /// The heading.
    pub fn label(self) -> &'static str {
        match self {
            Group::Screens => "Screens",
            Group::Interview => "In the interview",
            Group::Notes => "Notes",
            Group::General => "Everywhere",
        }
    }
}

/// A row of the table.
#[derive(Debug, Clone, Copy)]
pub struct Entry {
    /// What it does.
    pub command: Command,
    /// What the menu, the palette and the help call it.
    pub title: &'static str,
    /// Where the help lists it.
    pub group: Group,
    /// The chords, the first of which is shown.
    pub chords: &'static [(Chord, Reach)],
}

use Command as C;
use Group::{General, Interview, Notes, Screens};
use Reach::{Everywhere, OutsideText};

const fn entry(
    command: Command,
    title: &'static str,
    group: Group,
    chords: &'static [(Chord, Reach)],
) -> Entry {
    Entry { command, title, group, chords }
}

/// A key that acts only outside text.
const fn key(key: Key) -> (Chord, Reach) {
    (Chord::plain(key), OutsideText)
}

const fn letter(letter: char) -> (Chord, Reach) {
    key(Key::Letter(letter))
}

/// A key that types nothing and so acts everywhere.
const fn function(number: u8) -> (Chord, Reach) {
    (Chord::plain(Key::Function(number)), Everywhere)
}

const fn with_command(key: Key) -> (Chord, Reach) {
    (Chord::command(key), Everywhere)
}

/// Every command, in the order of the palette.
pub const TABLE: &[Entry] = &[
    entry(
        C::Score(Step::ALL[0]),
        "Score 1",
        Interview,
        &[key(Key::Digit(1)), with_command(Key::Digit(1))],
    ),
    entry(
        C::Score(Step::ALL[1]),
        "Score 2",
        Interview,
        &[key(Key::Digit(2)), with_command(Key::Digit(2))],
    ),
    entry(
        C::Score(Step::ALL[2]),
        "Score 3",
        Interview,
        &[key(Key::Digit(3)), with_command(Key::Digit(3))],
    ),
    entry(
        C::Score(Step::ALL[3]),
        "Score 4",
        Interview,
        &[key(Key::Digit(4)), with_command(Key::Digit(4))],
    ),
    entry(
        C::Score(Step::ALL[4]),
        "Score 5",
        Interview,
        &[key(Key::Digit(5)), with_command(Key::Digit(5))],
    ),
    entry(C::NotAssessed, "Not assessed", Interview, &[key(Key::Digit(0))]),
    entry(C::ClearScore, "Take the score back", Interview, &[key(Key::Backspace)]),
    entry(
        C::Next,
        "Next question",
        Interview,
        &[letter('N'), (Chord::plain(Key::PageDown), Everywhere)],
    ),
    entry(
        C::Previous,
        "Previous question",
        Interview,
        &[letter('P'), (Chord::plain(Key::PageUp), Everywhere)],
    ),
    entry(C::Skip, "Skip the question…", Interview, &[letter('S')]),
    entry(C::Mark, "Mark to come back to", Interview, &[letter('M')]),
    entry(C::RuleAsked, "Count the question as asked, or not", Interview, &[function(12)]),
    entry(C::Pause, "Pause or resume", Interview, &[function(8)]),
    entry(C::ShowAnswer, "Show or hide the expected answer", Interview, &[letter('A')]),
    entry(C::AskProbe, "Tick the next probe", Interview, &[letter('F')]),
    entry(C::Details, "Candidate, role and interviewer…", Interview, &[letter('D')]),
    entry(C::CountGap, "Count the time away", Interview, &[letter('C')]),
    entry(C::LeaveGapOut, "Leave the time away out", Interview, &[letter('X')]),
    entry(C::EndInterview, "End the interview…", Interview, &[with_command(Key::Letter('E'))]),
    entry(C::Reopen, "Resume the interview", Interview, &[]),
    entry(C::Recommend, "Choose a recommendation", Interview, &[letter('R')]),
    entry(C::Note, "Write a note", Notes, &[letter('T')]),
    entry(C::NoteStrength, "Note a strength", Notes, &[key(Key::Plus)]),
    entry(C::NoteConcern, "Note a concern", Notes, &[key(Key::Minus)]),
    entry(C::NoteQuote, "Note the candidate's own words", Notes, &[letter('Q')]),
    entry(C::PrivateNote, "Private note or not", Notes, &[function(11)]),
    entry(C::Unplanned, "Note a question outside the set…", Notes, &[letter('U')]),
    entry(C::GoHome, "Home", Screens, &[function(2)]),
    entry(C::NewInterview, "New interview", Screens, &[function(3)]),
    entry(C::GoSessions, "Sessions", Screens, &[function(4)]),
    entry(C::GoBank, "Question bank", Screens, &[function(7)]),
    entry(C::GoSets, "Question sets", Screens, &[function(9)]),
    entry(C::BackToInterview, "Back to the interview", Screens, &[function(10)]),
    entry(C::GoSettings, "Settings", Screens, &[with_command(Key::Comma)]),
    entry(C::Primary, "Main action of the screen", General, &[with_command(Key::Enter)]),
    entry(C::Palette, "All commands…", General, &[with_command(Key::Letter('K'))]),
    entry(C::Help, "Keys and help", General, &[function(1)]),
    entry(
        C::Undo,
        "Undo the last step",
        General,
        &[function(5), (Chord::command(Key::Letter('Z')), OutsideText)],
    ),
    entry(
        C::Redo,
        "Redo the step",
        General,
        &[
            function(6),
            (Chord::command(Key::Letter('Y')), OutsideText),
            (Chord::command_shift(Key::Letter('Z')), OutsideText),
        ],
    ),
    entry(C::Amend, "Amend the scorecard…", General, &[]),
    entry(C::OpenFile, "Open a file…", General, &[with_command(Key::Letter('O'))]),
    entry(C::SaveFile, "Save as a file…", General, &[with_command(Key::Letter('S'))]),
    entry(C::Find, "Search", General, &[with_command(Key::Letter('F'))]),
    entry(C::SaveAgain, "Save again what could not be saved", General, &[]),
    entry(C::Larger, "Larger", General, &[with_command(Key::Plus)]),
    entry(C::Smaller, "Smaller", General, &[with_command(Key::Minus)]),
    entry(C::UsualSize, "Usual size", General, &[with_command(Key::Digit(0))]),
    entry(C::ScrollDown, "Scroll down", General, &[letter('J')]),
    entry(C::ScrollUp, "Scroll up", General, &[letter('K')]),
    entry(C::SwitchTheme, "Light or dark", General, &[]),
    entry(C::Quit, "Quit", General, &[with_command(Key::Letter('Q'))]),
];

impl Command {
    /// Its row of the table.
    pub fn entry(self) -> Option<&'static Entry> {
        TABLE.iter().find(|entry| entry.command == self)
    }

    /// The chord that is shown beside it.
    pub fn chord(self) -> Option<Chord> {
        Some(self.entry()?.chords.first()?.0)
    }

    /// What it is called.
    pub fn title(self) -> &'static str {
        self.entry().map_or("", |entry| entry.title)
    }
}
