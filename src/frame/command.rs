//! The one table of commands, behind the menu, the keys, the palette and the help.
//!
//! A command says what a person wants, not what happens: the room on screen *resolves* it to an
//! action of its own or to nothing; then it is greyed.

use super::chord::{Chord, Key};
use crate::domain::rubric::Step;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// Even while a text field has the focus.
    Everywhere,
    /// Only while no text field has the focus.
    OutsideText,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Group {
    Screens,
    Interview,
    Notes,
    General,
}

impl Group {
    /// In help order.
    pub const ALL: [Group; 4] = [Group::Interview, Group::Notes, Group::Screens, Group::General];

    pub fn label(self) -> &'static str {
        match self {
            Group::Screens => "Screens",
            Group::Interview => "In the interview",
            Group::Notes => "Notes",
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

use Reach::{Everywhere, OutsideText};

commands! {
    Score1, "Score 1", Interview, &score(1), Once;
    Score2, "Score 2", Interview, &score(2), Once;
    Score3, "Score 3", Interview, &score(3), Once;
    Score4, "Score 4", Interview, &score(4), Once;
    Score5, "Score 5", Interview, &score(5), Once;
    NotAssessed, "Not assessed", Interview, &[key(Key::Digit(0))], Once;
    ClearScore, "Clear the score", Interview, &[key(Key::Backspace)], Once;
    Next, "Next question", Interview, &[letter('N'), (Chord::plain(Key::PageDown), Everywhere)], Once;
    Previous, "Previous question", Interview, &[letter('P'), (Chord::plain(Key::PageUp), Everywhere)], Once;
    Skip, "Skip the question…", Interview, &[letter('S')], MovesFocus;
    Mark, "Mark to come back to", Interview, &[letter('M')], Once;
    RuleAsked, "Count the question as asked, or not", Interview, &[function(12)], Once;
    Pause, "Pause or resume", Interview, &[function(8)], Once;
    ShowAnswer, "Show or hide the expected answer", Interview, &[letter('A')], Once;
    AskProbe, "Tick the next follow-up", Interview, &[letter('F')], Once;
    Details, "Candidate, role and interviewer…", Interview, &[letter('D')], MovesFocus;
    CountGap, "Count the time away", Interview, &[letter('C')], Once;
    LeaveGapOut, "Leave out the time away", Interview, &[letter('X')], Once;
    EndInterview, "End the interview…", Interview, &[with_command(Key::Letter('E'))], MovesFocus;
    Reopen, "Reopen the interview", Interview, &[], Once;
    Recommend, "Choose a recommendation", Interview, &[letter('R')], MovesFocus;
    Note, "Write a note", Notes, &[letter('T')], MovesFocus;
    NoteStrength, "Note a strength", Notes, &[key(Key::Plus)], MovesFocus;
    NoteConcern, "Note a concern", Notes, &[key(Key::Minus)], MovesFocus;
    NoteQuote, "Note a quote", Notes, &[letter('Q')], MovesFocus;
    PrivateNote, "Make the note private, or not", Notes, &[function(11)], Once;
    Unplanned, "Note a question outside the set…", Notes, &[letter('U')], MovesFocus;
    GoHome, "Home", Screens, &[function(2)], Once;
    NewInterview, "New interview", Screens, &[function(3)], MovesFocus;
    GoSessions, "Sessions", Screens, &[function(4)], Once;
    GoBank, "Question bank", Screens, &[function(7)], Once;
    GoSets, "Question sets", Screens, &[function(9)], Once;
    BackToInterview, "Back to the interview", Screens, &[function(10)], Once;
    GoSettings, "Settings", Screens, &[with_command(Key::Comma)], Once;
    Primary, "Main action of the screen", General, &[with_command(Key::Enter)], MovesFocus;
    Palette, "All commands…", General, &[with_command(Key::Letter('K'))], MovesFocus;
    Help, "Keys and help", General, &[function(1)], MovesFocus;
    Undo, "Undo the last step", General,
        &[function(5), (Chord::command(Key::Letter('Z')), OutsideText)], Once;
    Redo, "Redo the step", General, &[
            function(6),
            (Chord::command(Key::Letter('Y')), OutsideText),
            (Chord::command_shift(Key::Letter('Z')), OutsideText),
        ], Once;
    Amend, "Amend the scorecard…", General, &[], Once;
    OpenFile, "Open a file…", General, &[with_command(Key::Letter('O'))], Once;
    SaveFile, "Save as a file…", General, &[with_command(Key::Letter('S'))], Once;
    Find, "Search", General, &[with_command(Key::Letter('F'))], MovesFocus;
    SaveAgain, "Save again", General, &[], Once;
    Larger, "Larger", General, &[with_command(Key::Plus)], Repeats;
    Smaller, "Smaller", General, &[with_command(Key::Minus)], Repeats;
    UsualSize, "Default size", General, &[with_command(Key::Digit(0))], Once;
    ScrollDown, "Scroll down", General, &[letter('J')], Once;
    ScrollUp, "Scroll up", General, &[letter('K')], Once;
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
        let place = match self {
            Self::Score1 => 0,
            Self::Score2 => 1,
            Self::Score3 => 2,
            Self::Score4 => 3,
            Self::Score5 => 4,
            _ => return None,
        };
        Step::ALL.get(place).copied()
    }
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
    [key(Key::Digit(digit)), with_command(Key::Digit(digit))]
}

/// Acts only outside text.
const fn key(key: Key) -> (Chord, Reach) {
    (Chord::plain(key), OutsideText)
}

const fn letter(letter: char) -> (Chord, Reach) {
    key(Key::Letter(letter))
}

/// Types nothing and so acts everywhere.
const fn function(number: u8) -> (Chord, Reach) {
    (Chord::plain(Key::Function(number)), Everywhere)
}

const fn with_command(key: Key) -> (Chord, Reach) {
    (Chord::command(key), Everywhere)
}
