//! The program: its rooms joined to one.
//!
//! Rooms are listed in one table, [`rooms`]; what follows from what happens in one of them is in
//! `corridors`; what can be done on every screen is in [`everywhere`]. Nothing else is decided here.
//!
//! Whatever is asked for, words that are typed become steps first: one rule, in `App::act`.

mod closing;
mod corridors;
pub mod everywhere;
pub mod open;
pub mod rooms;

use std::collections::VecDeque;
use std::path::PathBuf;

use crate::domain::ids::SessionId;
use crate::frame::closing::Closing;
use crate::frame::command::{Command, Runnable};
use crate::frame::dialog::{Effect, FormAnswer, PathAsker, PathForm};
use crate::frame::focus::Focus;
use crate::frame::tickets::Ticket;
use crate::frame::work::Inbox;
use crate::frame::{Frame, Surroundings};
use crate::rooms::{bank, live, scorecard};
use crate::shared::Shared;
use crate::shared::content::Content;
use crate::shared::desk::{self, Arrival, Desk};
use corridors::Leads;
use open::Opened;
pub use rooms::{Action, Rooms, Screen};

pub struct App {
    shared: Shared,
    rooms: Rooms,
    screen: Screen,
    /// The request whose answer is the screen; going to one is a request as well.
    shown: Ticket,
    /// What lies over the screen and over every form; the last one is seen.
    overlays: Vec<Overlay>,
    /// A file to be opened.
    file: PathAsker<()>,
    /// Sessions that came while a form was open, to be shown when it is closed.
    arrivals: VecDeque<Arrival>,
    opened: Inbox<Opened>,
    closing: Closing,
}

/// What lies over every screen.
#[derive(Debug)]
pub enum Overlay {
    /// Every command.
    Palette { query: String, selected: Option<usize> },
    /// The interviewer's guide.
    Guide,
    /// The program is to close while an interview runs or something is unsaved.
    Close,
}

/// What is seen over the screen.
pub enum Over<'a> {
    Overlay(&'a mut Overlay),
    /// The path of a file to be opened.
    File(&'a mut PathForm<()>),
    /// A form of this room.
    Room(Screen),
}

impl Action {
    /// The digit that has just scored was the beginning of a note.
    pub fn digit_was_text() -> Self {
        Self::Live(live::Action::DigitWasText)
    }
}

impl App {
    /// Starts the program; what it has to read is read on its threads. `file` is opened.
    pub fn start(surroundings: Surroundings, file: Option<PathBuf>) -> Self {
        let frame = Frame::new(surroundings);
        let mut app = Self {
            rooms: Rooms::new(&frame),
            screen: Screen::Home,
            shown: Ticket::default(),
            overlays: Vec::new(),
            file: PathAsker::new(&frame),
            arrivals: VecDeque::new(),
            opened: frame.inbox(),
            closing: Closing::Stays,
            shared: Shared::new(frame),
        };
        if let Some(path) = file {
            app.open_path(path);
        }
        app
    }

    pub fn frame(&self) -> &Frame {
        &self.shared.frame
    }

    pub fn shared(&self) -> &Shared {
        &self.shared
    }

    pub fn desk(&self) -> &Desk {
        &self.shared.desk
    }

    pub fn content(&self) -> &Content {
        &self.shared.content
    }

    pub fn screen(&self) -> Screen {
        self.screen
    }

    pub fn overlay(&self) -> Option<&Overlay> {
        self.overlays.last()
    }

    /// The form in which the path of a file to be opened is typed.
    pub fn file_form(&mut self) -> Option<&mut PathForm<()>> {
        self.file.form_mut()
    }

    pub fn rooms(&self) -> &Rooms {
        &self.rooms
    }

    /// The rooms as views have them: only what is being typed can be changed.
    pub fn typed(&mut self) -> &mut Rooms {
        &mut self.rooms
    }

    /// Everything a view needs at once.
    pub fn parts(&mut self) -> (&mut Rooms, &Shared, Option<Over<'_>>) {
        let room = self.form_of().map(Over::Room);
        let file = self.file.form_mut().map(Over::File);
        let over = self.overlays.last_mut().map(Over::Overlay).or(file).or(room);
        (&mut self.rooms, &self.shared, over)
    }

    /// Where the focus is to go, once.
    pub fn take_focus(&mut self) -> Option<Focus> {
        self.shared.frame.focus.take()
    }

    /// How many pages the screen is to scroll, once.
    pub fn take_scroll(&mut self) -> i32 {
        std::mem::take(&mut self.shared.frame.scroll_pages)
    }

    /// What the system shows as the window's title. A task bar and a shared screen show it to anybody,
    /// so it names no candidate.
    pub fn window_title(&self) -> String {
        format!("{} – Plumbline", self.screen.title())
    }

    /// Whether anything is asked over the screen.
    pub fn has_form(&self) -> bool {
        self.form().is_some()
    }

    /// Effects for the window.
    pub fn take_effects(&mut self) -> Vec<Effect> {
        self.shared.frame.take_effects()
    }

    /// Milliseconds until something happens by itself; `None`: never.
    pub fn next_wake(&self) -> Option<u64> {
        self.rooms_wake(self.shared.frame.now.mono_ms)
            .into_iter()
            .chain(self.shared.desk.next_change())
            .min()
    }

    /// Looks at the clock, takes what the threads have sent, and writes down what is due.
    pub fn tick(&mut self) {
        self.shared.frame.tick();
        self.shared.desk.tick(self.shared.frame.now);
        self.show_arrivals();
        let must_wait = self.must_wait();
        self.shared.desk.take_replies(must_wait, &mut self.shared.frame);
        self.follow_desk(false);
        self.show_arrivals();
        let must_wait = self.must_wait();
        for outcome in self.shared.content.take_replies(must_wait, &mut self.shared.frame) {
            self.follow(outcome);
        }
        self.take_opened();
        self.take_room_replies();
        self.tick_rooms();
        self.after_act();
        self.shared.desk.write_behind();
        self.close_when_safe();
    }

    /// Applies what was asked for in a frame, in order.
    pub fn handle(&mut self, actions: Vec<Action>) {
        for action in actions {
            self.act(action);
        }
        self.shared.desk.write_behind();
    }

    fn act(&mut self, action: Action) {
        // A message stands until the next thing is done; typing and looking are none.
        let is_typing = matches!(
            action,
            Action::KeepTyped
                | Action::Bank(bank::Action::Filter)
                | Action::Scorecard(scorecard::Action::See(_))
        );
        if !is_typing && !matches!(action, Action::Run(Command::Undo | Command::Redo)) {
            self.shared.frame.notices.clear();
        }
        self.keep_typed();
        let form = self.form();
        self.apply(action);
        // What is asked for now is seen now; what waited for a form comes with the next tick, so that
        // the rest of this frame means what the person saw.
        let at_once = form.is_none() && !self.has_form();
        self.follow_desk(at_once);
        if form.is_some() && form != self.form() && self.shared.frame.focus.is_none() {
            // A form that is gone gives the focus back; one that lay under another has it again.
            let is_open = self.has_form();
            self.shared.frame.focus = Some(if is_open { Focus::First } else { Focus::Nowhere });
        }
        self.after_act();
    }

    /// Which form is open, as far as one must be told from another.
    fn form(&self) -> Option<(usize, bool, Option<Screen>)> {
        let form = (self.overlays.len(), self.file.form().is_some(), self.form_of());
        (form != (0, false, None)).then_some(form)
    }

    fn apply(&mut self, action: Action) {
        match action {
            Action::Run(command) => {
                if let Some(action) = self.resolve(command) {
                    self.apply(action);
                }
            }
            Action::KeepTyped => {}
            Action::Answer(answer) => self.answer(answer),
            Action::Everywhere(action) => self.everywhere(action),
            action => self.update_room(action),
        }
    }

    /// What a command means now; `None`: nothing. A key asks this to know whether it is taken, and the
    /// command is resolved again when its turn comes.
    pub fn resolve(&self, command: Command) -> Option<Action> {
        match command {
            _ if !self.has_form() => self.resolve_on_screen(command),
            // Over a form only the size changes, and the main command answers it.
            Command::Primary => self.can_confirm().then_some(Action::Answer(FormAnswer::Confirm)),
            Command::Larger | Command::Smaller | Command::UsualSize => {
                self.resolve_everywhere(command).map(Action::Everywhere)
            }
            _ => None,
        }
    }

    fn can_confirm(&self) -> bool {
        let form = self.form_of().filter(|_| self.file.form().is_none());
        self.overlays.is_empty() && form.is_none_or(|screen| self.can_confirm_in(screen))
    }

    /// Answers what lies over the screen.
    fn answer(&mut self, answer: FormAnswer) {
        if let Some(overlay) = self.overlays.pop() {
            if matches!(overlay, Overlay::Close) {
                self.stay();
            }
        } else if self.file.form().is_some() {
            self.answer_file(answer);
        } else if let Some(screen) = self.form_of() {
            self.answer_in(screen, answer);
        }
    }

    fn resolve_on_screen(&self, command: Command) -> Option<Action> {
        let everywhere = || self.resolve_everywhere(command).map(Action::Everywhere);
        self.resolve_in(self.screen, command).or_else(everywhere)
    }

    /// The commands that the screen offers, whatever lies over it.
    pub fn runnable(&self) -> Runnable {
        Runnable::find(|command| self.resolve_on_screen(command).is_some())
    }

    /// The session whose last act is undone or redone on this screen.
    fn undo_target(&self, way: desk::undo::Way) -> Option<SessionId> {
        self.undo_target_in(self.screen, way)
    }

    /// Whether what is typed outside every field is the beginning of a note.
    pub fn takes_notes(&self) -> bool {
        !self.has_form() && self.takes_notes_in(self.screen)
    }

    /// Whether what comes now is shown later: somebody is in the middle of an answer, or of a sentence.
    fn must_wait(&self) -> bool {
        self.is_in_a_form() || !self.arrivals.is_empty()
    }

    fn is_in_a_form(&self) -> bool {
        let is_closing = self.closing != Closing::Stays;
        is_closing || self.has_form() || self.is_typing_in(self.screen)
    }
}
