//! What a person does in one go, and what a test asks about the session in hand.

use std::path::Path;

use egui::Key;
use egui::accesskit::Role;
use plumbline::domain::ids::SessionId;
use plumbline::domain::record::SessionRecord;
use plumbline::domain::session::{Session, Verdict};
use plumbline::frame::command::Command;
use plumbline::frame::dialog::Effect;
use plumbline::root::Action;
use plumbline::shared::desk::store::RecordsState;

use super::asks;
use super::stage::Stage;

/// The set of every interview that is about something else.
pub const SET: &str = "6 years' experience, 60 minutes";

/// Interviews.
impl Stage {
    /// A first start, and an interview with Ada, its clock running.
    pub fn in_interview() -> Self {
        let mut stage = Self::new();
        stage.begin("Ada");
        stage
    }

    /// An interview with Ada at its first question.
    pub fn on_first_question() -> Self {
        let mut stage = Self::in_interview();
        stage.next();
        stage
    }

    /// The same, with every job held back from then on.
    pub fn stepped_on_first_question() -> Self {
        let mut stage = Self::stepped();
        stage.begin("Ada");
        stage.next();
        stage.drain();
        stage
    }

    /// An interview with Ada that has been ended.
    pub fn in_wrap_up() -> Self {
        let mut stage = Self::in_interview();
        stage.end();
        stage
    }

    /// Through Start into an interview with the clock running.
    pub fn begin(&mut self, candidate: &str) {
        self.begin_with(SET, candidate);
    }

    pub fn begin_with(&mut self, set: &str, candidate: &str) {
        self.prepare(set, candidate);
        self.click(Role::Button, "Start interview");
        // Where another one runs, it is paused.
        if self.app().has_form() {
            self.confirm();
        }
    }

    /// Through Start into an interview for later.
    pub fn plan(&mut self, candidate: &str) {
        self.prepare(SET, candidate);
        self.click(Role::Button, "Save for later");
    }

    pub fn prepare(&mut self, set: &str, candidate: &str) {
        self.press(Key::F3);
        self.fill("Candidate", candidate);
        self.click_row(set);
    }

    pub fn next(&mut self) {
        self.press(Key::PageDown);
    }

    pub fn score(&mut self, step: u8) {
        self.press(digit(step));
    }

    /// Scores the next question: steps to be saved.
    pub fn score_next(&mut self, step: u8) {
        let before = self.record().events.len();
        self.next();
        self.score(step);
        assert!(self.record().events.len() > before);
    }

    pub fn note(&mut self, words: &str) {
        self.type_note(words);
        self.press(Key::Enter);
    }

    /// Begins a note, or goes on with it, and stays in its field.
    pub fn type_note(&mut self, words: &str) {
        self.type_text(words);
    }

    /// Types into what has the focus, and confirms it.
    pub fn enter(&mut self, words: &str) {
        self.type_text(words);
        self.press(Key::Enter);
    }

    pub fn undo(&mut self) {
        self.run(Command::Undo);
    }

    pub fn redo(&mut self) {
        self.run(Command::Redo);
    }

    /// Ends the interview.
    pub fn end(&mut self) {
        self.press_command(Key::E);
        self.press(Key::Enter);
    }

    pub fn give_reason(&mut self, reason: &str) {
        self.fill("Reason (for the hiring manager)", reason);
    }

    /// Ends the interview and submits it.
    pub fn submit(&mut self, choice: &str, reason: &str) {
        self.end();
        self.click(Role::RadioButton, choice);
        self.give_reason(reason);
        self.primary();
        self.press(Key::Enter);
    }

    /// A whole interview, down to its submission.
    pub fn conduct(&mut self, candidate: &str) {
        self.begin(candidate);
        self.next();
        self.score(3);
        self.submit("Yes", "Weighs costs well.");
    }
}

/// Everything else a person does.
impl Stage {
    /// The key of the main action.
    pub fn primary(&mut self) {
        self.press_command(Key::Enter);
    }

    pub fn run(&mut self, command: Command) {
        self.ask(Action::Run(command));
    }

    pub fn ask(&mut self, action: Action) {
        self.app_mut().handle(vec![action]);
        self.settle();
    }

    /// Shows the scorecard as text, from here on.
    pub fn read_as_text(&mut self) {
        self.click(Role::Button, "Text");
    }

    /// Presses the main button of the open form.
    pub fn confirm(&mut self) {
        self.ask(asks::confirm());
    }

    pub fn open_session(&mut self, candidate: &str) {
        let id = self.id_of(candidate);
        self.ask(asks::open_session(id));
    }

    /// Chooses a session in the list.
    pub fn select(&mut self, row: &str) {
        self.press(Key::F4);
        self.click_row(row);
    }

    /// Deletes the chosen session.
    pub fn delete(&mut self) {
        self.click(Role::Button, "Delete…");
        self.click(Role::Button, "Delete for good");
    }

    pub fn delete_session(&mut self, id: &SessionId) {
        self.ask(asks::ask_delete(id.clone()));
        self.confirm();
    }

    pub fn open_path(&mut self, path: &Path) {
        self.press_command(Key::O);
        self.enter(&path.display().to_string());
    }

    /// The system offers no file dialog: a path is typed instead.
    pub fn type_path(&mut self, path: &Path, answer: &str) {
        self.no_dialog();
        self.fill("Path", &path.display().to_string());
        self.click(Role::Button, answer);
    }

    pub fn type_export_path(&mut self, path: &Path) {
        self.app_mut().typed().scorecard.draft.path = path.display().to_string();
        self.settle();
    }

    pub fn export_to(&mut self, path: &Path) {
        self.type_export_path(path);
        self.primary();
    }

    /// Asks to close; whether nothing speaks against it.
    pub fn ask_close(&mut self) -> bool {
        let may_close = self.app_mut().ask_close();
        self.settle();
        may_close
    }

    /// Keeps the records from being written until it is dropped.
    pub fn block_records(&self) -> rusqlite::Connection {
        let blocker = rusqlite::Connection::open(self.app().desk().store().path()).unwrap();
        blocker.execute_batch("BEGIN IMMEDIATE").unwrap();
        blocker
    }
}

/// What there is.
impl Stage {
    /// The session in hand.
    pub fn session(&self) -> Session {
        self.app().desk().current().expect("a session").session().clone()
    }

    /// Its record.
    pub fn record(&self) -> SessionRecord {
        self.app().desk().current().expect("a session").record().clone()
    }

    pub fn id_of(&self, candidate: &str) -> SessionId {
        let mut rows = self.app().desk().overviews();
        let row = rows.find(|(_, row)| row.candidate == candidate);
        row.unwrap_or_else(|| panic!("no session of {candidate}")).0.clone()
    }

    /// The candidate of the session in hand; empty where there is none.
    pub fn candidate(&self) -> String {
        let desk = self.app().desk();
        let row = desk.current_id().and_then(|id| desk.overview(id));
        row.map_or(String::new(), |row| row.candidate.clone())
    }

    /// The number of the question on stage.
    pub fn on_stage(&self) -> Option<usize> {
        let current = self.session().current?;
        let items = self.record().set.items;
        items.iter().position(|item| item.question.id == current).map(|place| place + 1)
    }

    /// What became of each question, in the order of the set.
    pub fn outcomes(&self) -> Vec<Verdict> {
        let session = self.session();
        let items = self.record().set.items.into_iter();
        items.map(|item| session.answer(&item.question.id).unwrap().outcome.clone()).collect()
    }

    /// What became of the question on stage.
    pub fn outcome(&self) -> Verdict {
        let session = self.session();
        session.answer(session.current.as_ref().unwrap()).unwrap().outcome.clone()
    }

    /// The score of the question on stage.
    pub fn given(&self) -> Option<u8> {
        match self.outcome() {
            Verdict::Scored(step) => Some(step.get()),
            _ => None,
        }
    }

    pub fn note_words(&self) -> Vec<String> {
        let record = self.record();
        let notes = self.session().notes.into_iter();
        notes.map(|note| record.words(&note.text).unwrap().to_owned()).collect()
    }

    pub fn notice(&self) -> String {
        self.app().frame().notices.shown().map_or(String::new(), |notice| notice.text.clone())
    }

    pub fn unsaved(&self) -> usize {
        self.app().desk().unsaved()
    }

    pub fn records_state(&self) -> &RecordsState {
        self.app().desk().store().state()
    }

    /// Whether the window was told to close.
    pub fn has_closed(&self) -> bool {
        self.harness.state().effects.iter().any(|effect| matches!(effect, Effect::Close))
    }
}

pub fn digit(digit: u8) -> Key {
    [Key::Num0, Key::Num1, Key::Num2, Key::Num3, Key::Num4, Key::Num5][usize::from(digit)]
}
