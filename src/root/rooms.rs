//! The one table of rooms.
//!
//! A new screen is a folder and a `pub mod` in `rooms`, a row here, and an arm in both matches of
//! `ui/screens.rs`; where it has outcomes, `Leads` in `corridors.rs`; where it has a command, a row in
//! `frame/command.rs`.

use super::App;
use super::corridors::Leads;
use super::everywhere::Everywhere;
use crate::domain::ids::SessionId;
use crate::frame::Frame;
use crate::frame::command::Command;
use crate::frame::dialog::FormAnswer;
use crate::rooms::Room;
use crate::rooms::bank::Bank;
use crate::rooms::home::Home;
use crate::rooms::live::Live;
use crate::rooms::practice::PracticeRoom;
use crate::rooms::scorecard::ScorecardRoom;
use crate::rooms::sessions::Sessions;
use crate::rooms::sets::Sets;
use crate::rooms::settings::Settings;
use crate::rooms::start::Start;
use crate::rooms::wrap_up::WrapUp;
use crate::shared::desk::undo::{Place, Way};

/// Makes the enum of screens, the rooms behind them, the enum of actions, and every call that goes to
/// all rooms or to the one on screen.
macro_rules! rooms {
    ($($screen:ident, $title:literal, $command:expr, $field:ident: $room:ty = $new:expr;)*) => {
        /// What the window shows.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Screen {
            $($screen,)*
        }

        impl Screen {
            pub const ALL: &[Screen] = &[$(Screen::$screen,)*];

            /// The heading.
            pub fn title(self) -> &'static str {
                match self { $(Self::$screen => $title,)* }
            }

            /// The command that goes there, where one does.
            pub fn command(self) -> Option<Command> {
                match self { $(Self::$screen => $command,)* }
            }
        }

        /// Every room.
        pub struct Rooms {
            $(pub $field: $room,)*
        }

        impl Rooms {
            pub(super) fn new(frame: &Frame) -> Self {
                $(let $field = { let new: fn(&Frame) -> $room = $new; new(frame) };)*
                Self { $($field,)* }
            }
        }

        /// Everything that can be asked for.
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub enum Action {
            /// A command, which means what it means when its turn comes.
            Run(Command),
            /// A field was left: what is typed becomes a step.
            KeepTyped,
            /// The answer to what lies over the screen.
            Answer(FormAnswer),
            /// Something that can be done on every screen.
            Everywhere(Everywhere),
            $($screen(<$room as Room>::Action),)*
        }

        impl App {
            pub(super) fn update_room(&mut self, action: Action) {
                match action {
                    $(Action::$screen(action) => {
                        let outcome = self.rooms.$field.update(action, &mut self.shared);
                        outcome.into_iter().for_each(|outcome| self.follow(outcome));
                    })*
                    Action::Run(_)
                    | Action::KeepTyped
                    | Action::Answer(_)
                    | Action::Everywhere(_) => {}
                }
            }

            pub(super) fn take_room_replies(&mut self) {
                $(let must_wait = self.must_wait();
                let outcomes = self.rooms.$field.take_replies(must_wait, &mut self.shared);
                outcomes.into_iter().for_each(|outcome| self.follow(outcome));)*
            }

            pub(super) fn keep_typed(&mut self) {
                $(self.rooms.$field.keep_typed(&mut self.shared);)*
            }

            pub(super) fn tick_rooms(&mut self) {
                $(self.rooms.$field.tick(&mut self.shared);)*
            }

            pub(super) fn after_act(&mut self) {
                $(self.rooms.$field.after_act(&self.shared);)*
            }

            pub(super) fn rooms_wake(&self, now_ms: u64) -> Option<u64> {
                [$(self.rooms.$field.next_wake(now_ms),)*].into_iter().flatten().min()
            }

            /// The room whose form is open.
            pub fn form_of(&self) -> Option<Screen> {
                $(if self.rooms.$field.has_form() {
                    return Some(Screen::$screen);
                })*
                None
            }

            pub(super) fn enter(&mut self, screen: Screen) {
                match screen { $(Screen::$screen => self.rooms.$field.enter(&mut self.shared),)* }
            }

            pub(super) fn resolve_in(&self, screen: Screen, command: Command) -> Option<Action> {
                match screen {
                    $(Screen::$screen => {
                        self.rooms.$field.resolve(command, &self.shared).map(Action::$screen)
                    })*
                }
            }

            pub(super) fn can_confirm_in(&self, screen: Screen) -> bool {
                match screen { $(Screen::$screen => self.rooms.$field.can_confirm(),)* }
            }

            pub(super) fn answer_in(&mut self, screen: Screen, answer: FormAnswer) {
                match screen {
                    $(Screen::$screen => {
                        let outcome = self.rooms.$field.answer(answer, &mut self.shared);
                        outcome.into_iter().for_each(|outcome| self.follow(outcome));
                    })*
                }
            }

            pub(super) fn is_typing_in(&self, screen: Screen) -> bool {
                match screen { $(Screen::$screen => self.rooms.$field.is_typing(),)* }
            }

            pub(super) fn takes_notes_in(&self, screen: Screen) -> bool {
                match screen { $(Screen::$screen => self.rooms.$field.takes_notes(&self.shared),)* }
            }

            pub(super) fn undo_target_in(&self, screen: Screen, way: Way) -> Option<SessionId> {
                match screen {
                    $(Screen::$screen => self.rooms.$field.undo_target(way, &self.shared),)*
                }
            }

            pub(super) fn before_undo_in(&mut self, screen: Screen) {
                let shared = &mut self.shared;
                match screen { $(Screen::$screen => self.rooms.$field.before_undo(shared),)* }
            }

            pub(super) fn go_to_in(&mut self, screen: Screen, place: Place) {
                let shared = &mut self.shared;
                match screen { $(Screen::$screen => self.rooms.$field.go_to(place, shared),)* }
            }
        }
    };
}

rooms! {
    Home, "Home", Some(Command::GoHome), home: Home = Home::new;
    Start, "New interview", Some(Command::NewInterview), start: Start = |_| Start::default();
    Sessions, "Sessions", Some(Command::GoSessions), sessions: Sessions = |_| Sessions::default();
    Bank, "Bank", Some(Command::GoBank), bank: Bank = Bank::new;
    Sets, "Sets", Some(Command::GoSets), sets: Sets = Sets::new;
    Live, "Interview", None, live: Live = |_| Live::default();
    WrapUp, "Wrap-up", None, wrap_up: WrapUp = |_| WrapUp::default();
    Scorecard, "Scorecard", None, scorecard: ScorecardRoom = ScorecardRoom::new;
    Practice, "Practice", Some(Command::Practice), practice: PracticeRoom = |_| PracticeRoom::default();
    Settings, "Settings", Some(Command::GoSettings), settings: Settings = Settings::new;
}
