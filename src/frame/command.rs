//! The one table of commands, behind the menu, the keys, the palette and the help.
//!
//! A command says what a person wants, not what happens: the room on screen *resolves* it to an
//! action of its own or to nothing; then it is greyed.

use super::chord::{Chord, Key};
use crate::domain::rubric::Step;

/// Where a chord acts. A plain letter is never one: hands begin to type before eyes have checked the
/// focus.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// Even in the middle of a text.
    Everywhere,
    /// While no text field has the focus, and in a note that was not begun.
    Untyped,
    /// Only in a note that was not begun.
    EmptyNote,
}

/// Whether something is being typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Typing {
    /// No text field has the focus.
    Nowhere,
    /// The note has it, and nothing is in it.
    EmptyNote,
    /// A text field has the focus, and the keys are its own.
    Text,
}

impl Reach {
    pub fn reaches(self, typing: Typing) -> bool {
        match self {
            Self::Everywhere => true,
            Self::Untyped => typing != Typing::Text,
            Self::EmptyNote => typing == Typing::EmptyNote,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Group {
    Screens,
    Interview,
    Notes,
    Scorecard,
    Sets,
    General,
}

impl Group {
    /// In help order.
    pub const ALL: [Group; 6] = [
        Group::Interview,
        Group::Notes,
        Group::Scorecard,
        Group::Sets,
        Group::Screens,
        Group::General,
    ];

    pub fn label(self) -> &'static str {
        match self {
            Group::Screens => "Screens",
            Group::Interview => "In the interview",
            Group::Notes => "Notes",
            Group::Scorecard => "On the scorecard",
            Group::Sets => "On a question set",
            Group::General => "Everywhere",
        }
    }
}

/// How the key of a command behaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Manner {
    /// Acts once, however long it is held.
    Once,
    /// Moves the focus: what is typed after it belongs elsewhere.
    MovesFocus,
    /// Goes on acting while it is held.
    Repeats,
}

#[derive(Debug, Clone, Copy)]
pub struct Entry {
    pub command: Command,
    /// For the menu, the palette and the help.
    pub title: &'static str,
    pub group: Group,
    /// The first is the one shown.
    pub chords: &'static [(Chord, Reach)],
    pub manner: Manner,
}

/// Makes the commands from their rows, so that none lacks one.
macro_rules! commands {
    ($($name:ident, $title:literal, $group:ident, $chords:expr, $manner:ident;)*) => {
        /// Everything that can be done without pointing at a thing.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Command {
            $($name,)*
        }

        /// In palette order.
        pub const TABLE: &[Entry] = &[$(Entry {
            command: Command::$name,
            title: $title,
            group: Group::$group,
            chords: $chords,
            manner: Manner::$manner,
        },)*];

        impl Command {
            pub const ALL: &[Command] = &[$(Command::$name,)*];

            pub const fn entry(self) -> &'static Entry {
                #[allow(clippy::indexing_slicing)] // The table has a row for each variant, in order.
                &TABLE[self as usize]
            }
        }
    };
}

use Reach::{EmptyNote, Everywhere, Untyped};

commands! {
    Score1, "Score 1", Interview, &score(1), Once;
    Score2, "Score 2", Interview, &score(2), Once;
    Score3, "Score 3", Interview, &score(3), Once;
    Score4, "Score 4", Interview, &score(4), Once;
    Score5, "Score 5", Interview, &score(5), Once;
    NotAssessed, "Not assessed", Interview, &score(0), Once;
    ClearScore, "Clear the score", Interview, &[], Once;
    Next, "Next question or page", Interview, &[everywhere(Chord::plain(Key::PageDown))], Once;
    Previous, "Previous question or page", Interview, &[everywhere(Chord::plain(Key::PageUp))], Once;
    Skip, "Skip the question…", Interview, &[with_command(Key::PageDown)], MovesFocus;
    Mark, "Mark to come back to", Interview, &[with_command(Key::Letter('M'))], Once;
    Pause, "Pause or resume", Interview, &[function(8)], Once;
    Tick1, "Tick point 1", Interview, &tick(1), Once;
    Tick2, "Tick point 2", Interview, &tick(2), Once;
    Tick3, "Tick point 3", Interview, &tick(3), Once;
    Tick4, "Tick point 4", Interview, &tick(4), Once;
    Tick5, "Tick point 5", Interview, &tick(5), Once;
    Tick6, "Tick point 6", Interview, &tick(6), Once;
    Tick7, "Tick point 7", Interview, &tick(7), Once;
    Tick8, "Tick point 8", Interview, &tick(8), Once;
    Tick9, "Tick point 9", Interview, &tick(9), Once;
    AskProbe, "Tick the next follow-up", Interview, &[with_both(Key::Letter('F'))], Once;
    ShowAnswer, "Show or hide the expected answer", Interview, &[with_both(Key::Letter('A'))], Once;
    ShowScale, "Scale: what the scores mean", Interview, &[with_both(Key::Letter('T'))], Once;
    ShowMaterial, "Give the code the whole stage, or not", Interview, &[function(9)], Once;
    CopyMaterial, "Copy the code for a shared editor", Interview,
        &[everywhere(Chord::shift(Key::Function(9)))], Once;
    CandidateWindow, "Open or close the candidate's window", Interview, &[function(12)], Once;
    AddQuestion, "Add a question…", Interview, &[with_command(Key::Letter('I'))], MovesFocus;
    MoveLater, "Reorder: move the question later", Interview,
        &[with_both(Key::PageDown), (Chord::alt(Key::ArrowDown), Untyped)], Repeats;
    MoveEarlier, "Reorder: move the question earlier", Interview,
        &[with_both(Key::PageUp), (Chord::alt(Key::ArrowUp), Untyped)], Repeats;
    Replan, "Accept the proposed change of plan", Interview, &[with_both(Key::Enter)], Once;
    HearOn, "Practice: hear the candidate go on", Interview, &[function(10)], Once;
    CountGap, "Count the time away", Interview, &[with_both(Key::Letter('Y'))], Once;
    LeaveGapOut, "Leave out the time away", Interview, &[with_both(Key::Letter('N'))], Once;
    RuleAsked, "Count the question as asked, or not", Interview, &[], Once;
    Details, "Candidate, role and interviewer…", Interview, &[], MovesFocus;
    EndInterview, "End the interview…", Interview, &[with_command(Key::Letter('E'))], MovesFocus;
    Reopen, "Reopen the interview", Interview, &[], Once;
    Recommend, "Choose a recommendation", Interview, &[with_both(Key::Letter('R'))], MovesFocus;
    Note, "Write a note", Notes, &[], MovesFocus;
    NoteStrength, "Note a strength", Notes, &[], MovesFocus;
    NoteConcern, "Note a concern", Notes, &[], MovesFocus;
    NoteQuote, "Note a quote", Notes, &[], MovesFocus;
    PrivateNote, "Make the note private, or not", Notes, &[with_both(Key::Letter('P'))], Once;
    FirstPage, "First page", Scorecard, &[(Chord::plain(Key::Home), Untyped)], Once;
    LastPage, "Last page", Scorecard, &[(Chord::plain(Key::End), Untyped)], Once;
    ZoomIn, "Zoom in on the page", Scorecard, &[(Chord::plain(Key::Plus), Untyped)], Repeats;
    ZoomOut, "Zoom out of the page", Scorecard, &[(Chord::plain(Key::Minus), Untyped)], Repeats;
    FitWidth, "Fit the page to the width", Scorecard, &[with_both(Key::Letter('W'))], Once;
    PagesOrText, "Show the pages or their text", Scorecard, &[with_both(Key::Letter('G'))], Once;
    CopySummary, "Copy the summary", Scorecard, &[with_both(Key::Letter('S'))], Once;
    CopyMarkdown, "Copy the scorecard as Markdown", Scorecard, &[], Once;
    Amend, "Amend the scorecard…", Scorecard, &[], Once;
    BuildSet, "Build a set", Sets, &[with_command(Key::Letter('B'))], Once;
    TryAnother, "Try another set", Sets, &[with_command(Key::Letter('T'))], Once;
    CompareOthers, "Equally good sets side by side", Sets, &[with_both(Key::Letter('B'))], MovesFocus;
    RerollRest, "Re-roll the rest: keep the locked questions", Sets,
        &[with_both(Key::Letter('L'))], Once;
    LockItem, "Lock the question, or not", Sets, &[with_command(Key::Letter('L'))], Once;
    ReplaceItem, "Replace the question…", Sets, &[with_command(Key::Letter('R'))], MovesFocus;
    OptionalItem, "Make the question optional or required", Sets, &[with_both(Key::Letter('O'))], Once;
    MoreMinutes, "A minute more for the question", Sets, &[(Chord::alt(Key::Plus), Untyped)], Repeats;
    FewerMinutes, "A minute less for the question", Sets, &[(Chord::alt(Key::Minus), Untyped)], Repeats;
    EditWording, "Word the question for this set…", Sets, &[with_both(Key::Letter('E'))], MovesFocus;
    EditSection, "Section of the question…", Sets, &[with_both(Key::Letter('H'))], MovesFocus;
    RemoveItem, "Remove the question from the set", Sets, &[(Chord::plain(Key::Delete), Untyped)], Once;
    RenameSet, "Rename the set", Sets, &[with_command(Key::Letter('J'))], MovesFocus;
    DescribeSet, "Describe the set…", Sets, &[with_both(Key::Letter('D'))], MovesFocus;
    DuplicateSet, "Duplicate the set", Sets, &[with_command(Key::Letter('D'))], Once;
    CompareSet, "Compare the set with another…", Sets, &[], MovesFocus;
    ReviewSet, "Newer revisions of the set's questions…", Sets, &[], MovesFocus;
    SaveCopy, "Save the set as another file…", Sets, &[], MovesFocus;
    DeleteSet, "Delete the set…", Sets, &[], MovesFocus;
    GoHome, "Home", Screens, &[function(2)], Once;
    NewInterview, "New interview", Screens, &[function(3)], MovesFocus;
    GoSessions, "Sessions", Screens, &[function(4)], Once;
    GoBank, "Question bank", Screens, &[function(5)], Once;
    GoSets, "Question sets", Screens, &[function(6)], Once;
    BackToInterview, "Back to the interview", Screens, &[function(7)], Once;
    Practice, "Practice: practise with a sample candidate", Screens, &[], Once;
    GoSettings, "Settings", Screens, &[with_command(Key::Comma)], Once;
    Primary, "Main action of the screen", General, &[with_command(Key::Enter)], MovesFocus;
    Palette, "Keys and commands", General, &[function(1), with_command(Key::Letter('K'))], MovesFocus;
    Guide, "Interviewer's guide", General, &[], MovesFocus;
    Undo, "Undo the last step", General, &[(Chord::command(Key::Letter('Z')), Untyped)], Once;
    Redo, "Redo the step", General, &[
            (Chord::command_shift(Key::Letter('Z')), Untyped),
            (Chord::command(Key::Letter('Y')), Untyped),
        ], Once;
    OpenFile, "Open a file…", General, &[with_command(Key::Letter('O'))], Once;
    SaveFile, "Save to a file", General, &[with_command(Key::Letter('S'))], Once;
    Find, "Search", General, &[with_command(Key::Letter('F'))], MovesFocus;
    SaveAgain, "Save again", General, &[], Once;
    FullScreen, "Full screen", General, &[function(11)], Once;
    SmallWindow, "Small window beside a video call", General, &[with_both(Key::Letter('M'))], Once;
    Larger, "Larger", General, &[with_command(Key::Plus)], Repeats;
    Smaller, "Smaller", General, &[with_command(Key::Minus)], Repeats;
    UsualSize, "Default size", General, &[with_both(Key::Digit(0))], Once;
    ScrollDown, "Scroll down", General,
        &[(Chord::plain(Key::ArrowDown), EmptyNote), with_command(Key::ArrowDown)], Repeats;
    ScrollUp, "Scroll up", General,
        &[(Chord::plain(Key::ArrowUp), EmptyNote), with_command(Key::ArrowUp)], Repeats;
    SwitchTheme, "Switch between light and dark", General, &[], Once;
    Quit, "Quit", General, &[with_command(Key::Letter('Q'))], Once;
}

impl Command {
    pub fn chord(self) -> Option<Chord> {
        Some(self.entry().chords.first()?.0)
    }

    pub fn title(self) -> &'static str {
        self.entry().title
    }

    pub fn score(self) -> Option<Step> {
        let place = Self::SCORES.iter().position(|command| *command == self)?;
        Step::ALL.get(place).copied()
    }

    /// Which point or flag it ticks, from 0: points come first, core points foremost.
    pub fn tick(self) -> Option<usize> {
        Self::TICKS.iter().position(|command| *command == self)
    }

    pub const SCORES: [Command; 5] =
        [Self::Score1, Self::Score2, Self::Score3, Self::Score4, Self::Score5];

    pub const TICKS: [Command; 9] = [
        Self::Tick1,
        Self::Tick2,
        Self::Tick3,
        Self::Tick4,
        Self::Tick5,
        Self::Tick6,
        Self::Tick7,
        Self::Tick8,
        Self::Tick9,
    ];
}

/// The commands that can be run now.
#[derive(Debug, Clone, Default)]
pub struct Runnable(Vec<Command>);

impl Runnable {
    pub fn find(can_run: impl Fn(Command) -> bool) -> Self {
        Self(Command::ALL.iter().copied().filter(|command| can_run(*command)).collect())
    }

    pub fn has(&self, command: Command) -> bool {
        self.0.contains(&command)
    }

    /// In table order.
    pub fn entries(&self) -> impl Iterator<Item = &'static Entry> {
        self.0.iter().map(|command| command.entry())
    }
}

const fn score(digit: u8) -> [(Chord, Reach); 2] {
    [(Chord::plain(Key::Digit(digit)), Untyped), with_command(Key::Digit(digit))]
}

const fn tick(digit: u8) -> [(Chord, Reach); 1] {
    [with_both(Key::Digit(digit))]
}

const fn everywhere(chord: Chord) -> (Chord, Reach) {
    (chord, Everywhere)
}

/// Types nothing and so acts everywhere.
const fn function(number: u8) -> (Chord, Reach) {
    everywhere(Chord::plain(Key::Function(number)))
}

const fn with_command(key: Key) -> (Chord, Reach) {
    everywhere(Chord::command(key))
}

/// With Ctrl and Shift, or Cmd and Shift.
const fn with_both(key: Key) -> (Chord, Reach) {
    everywhere(Chord::command_shift(key))
}
