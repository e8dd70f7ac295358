//! A person at the program, who waits where a person would.

use std::fs;
use std::path::{Path, PathBuf};

use plumbline::domain::event::Recommendation;
use plumbline::frame::dialog::{Effect, FormAnswer};
use plumbline::frame::notices::NoticeKind;
use plumbline::rooms::{live, scorecard, sessions, wrap_up};
use plumbline::root::{Action, App, Rooms, Screen};
use plumbline::shared::desk::SessionAct;
use plumbline::shared::forms::EndForm;

use crate::window::asks::{
    ask_delete, ask_submit, begin, browse_scorecard, browse_set, confirm, do_to, export,
    finish_note, go, open_session, propose, reload, score, show_set, start_with,
};
use plumbline::domain::ids::{SessionId, SetId};
use plumbline::domain::session::Phase;
use plumbline::frame::command::Command;
use plumbline::frame::stepped::Stepper;
use plumbline::frame::work::Running;

use super::acts::{Act, LiveAct, Random};
use crate::window::clock::TestClock;
use crate::window::stage::surroundings;

/// One run of the program: at once, or with its replies in a random order.
pub struct Run {
    pub app: App,
    pub clock: TestClock,
    order: Option<(Stepper, Random)>,
    files: PathBuf,
    pub data: PathBuf,
    dialogs: usize,
    ending: Option<String>,
    pub refusals: Vec<String>,
}

impl Run {
    pub fn over(files: PathBuf, data: &Path, order: Option<(Stepper, Random)>) -> Self {
        let clock = TestClock::new();
        let running = match &order {
            Some((stepper, _)) => Running::Stepped(stepper.clone()),
            None => Running::AtOnce,
        };
        let app = App::start(surroundings(data, clock.clone(), running), None);
        let data = data.to_owned();
        let (dialogs, ending, refusals) = (0, None, Vec::new());
        let mut run = Self { app, clock, order, files, data, dialogs, ending, refusals };
        run.drain();
        run
    }

    fn handle(&mut self, action: Action) {
        self.app.handle(vec![action]);
        self.look();
    }

    /// A frame: replies are taken, and what asks is answered, unless a form is being filled in.
    fn look(&mut self) {
        self.hear();
        self.app.tick();
        self.hear();
        for effect in self.app.take_effects() {
            if let Effect::Pick(pick) = effect {
                self.dialogs += 1;
                // Every set is saved under one name, so that the last one wins.
                let is_set = pick.file_name.starts_with("act-");
                let name = if is_set { "set.ron" } else { &pick.file_name };
                let path = self.data.join(format!("picked-{name}"));
                let answer = move || pick.answer(Ok(Some(path)));
                match &self.order {
                    Some((stepper, _)) => {
                        stepper.hold_answer(&format!("dialog {}", self.dialogs), answer);
                    }
                    None => {
                        answer();
                        self.look();
                    }
                }
            }
        }
        self.answer();
    }

    fn confirm(&mut self) {
        self.handle(confirm());
    }

    fn hear(&mut self) {
        let notice = self.app.frame().notices.shown();
        let is_refusal = |kind: NoticeKind| matches!(kind, NoticeKind::Problem | NoticeKind::Hint);
        if let Some(notice) = notice.filter(|notice| is_refusal(notice.kind))
            && self.refusals.last() != Some(&notice.text)
        {
            self.refusals.push(notice.text.clone());
        }
    }

    /// Answers the questions that replies bring.
    fn answer(&mut self) {
        let rooms = self.app.typed();
        if let Some(scorecard::Form::Replace { job, .. }) = &rooms.scorecard.form {
            let is_even = job.path.display().to_string().contains("even");
            let answer = if is_even { FormAnswer::Confirm } else { FormAnswer::Dismiss };
            self.handle(Action::Answer(answer));
        } else if let Some(form) = end_form(rooms) {
            "Had to leave".clone_into(&mut form.reason);
            self.ending = None;
            self.confirm();
        }
    }

    /// Lets a few jobs and replies come, in a random order.
    pub fn drift(&mut self) {
        let steps = self.order.as_mut().map_or(0, |(_, random)| random.below(4));
        for _ in 0..steps {
            self.step();
        }
    }

    /// One job, or one reply; false where nothing is left.
    fn step(&mut self) -> bool {
        let Some((stepper, random)) = &mut self.order else {
            self.look();
            return false;
        };
        let (to_run, to_deliver) = (stepper.to_run(), stepper.to_deliver());
        let count = to_run.len() + to_deliver.len();
        if count == 0 {
            return false;
        }
        let at = random.below(count);
        match to_run.get(at) {
            Some(lane) => stepper.run(lane),
            None => stepper.deliver(&to_deliver[at - to_run.len()]),
        };
        self.look();
        true
    }

    pub fn drain(&mut self) {
        loop {
            while self.step() {}
            self.look();
            let Some((stepper, _)) = &self.order else { return };
            if stepper.to_run().is_empty() && stepper.to_deliver().is_empty() {
                return;
            }
        }
    }

    /// Waits as a person would: until it is there, or nothing more comes.
    fn wait_for(&mut self, is_there: impl Fn(&App) -> bool) -> bool {
        loop {
            if is_there(&self.app) {
                return true;
            }
            if !self.step() {
                return is_there(&self.app);
            }
        }
    }

    /// The session of a candidate, where the list shows it.
    fn find(&self, name: &str) -> Option<SessionId> {
        let mut rows = self.app.desk().overviews();
        rows.find(|(_, row)| row.candidate == name).map(|(id, _)| id.clone())
    }

    fn phase(&self, name: &str) -> Option<Phase> {
        let mut rows = self.app.desk().overviews();
        rows.find(|(_, row)| row.candidate == name).map(|(_, row)| row.phase)
    }

    /// Opens a session and waits for it; true where that screen shows it.
    fn open(&mut self, name: &str, screen: Screen) -> bool {
        self.settle_ending(name);
        let Some(id) = self.find(name) else { return false };
        self.handle(open_session(id.clone()));
        self.wait_for(move |app| {
            app.screen() == screen
                && match screen {
                    Screen::Scorecard => {
                        app.rooms().scorecard.open().is_some_and(|card| card.record.id == id)
                    }
                    _ => app.desk().current_id() == Some(&id),
                }
        })
    }

    /// Nobody acts on a session that is about to ask why it ends.
    fn settle_ending(&mut self, name: &str) {
        if self.ending.as_deref() == Some(name) {
            self.drain();
            self.ending = None;
        }
    }

    pub fn act(&mut self, act: &Act) {
        match act {
            Act::Begin { name, start_clock } => {
                let small = SetId::parse("small").unwrap();
                self.handle(start_with(small));
                self.app.typed().start.details.candidate = name.clone();
                self.drift();
                assert_eq!(&self.app.rooms().start.details.candidate, name, "typed");
                self.handle(begin(*start_clock));
                // Another one may run: it is paused.
                if self.app.has_form() {
                    self.handle(confirm());
                }
            }
            Act::Live(name, act) => {
                if self.open(name, Screen::Live) {
                    self.act_live(act);
                }
            }
            Act::Submit(name) => self.submit(name),
            Act::List(name, act) => self.act_in_list(name, *act),
            Act::Delete(name) => {
                self.settle_ending(name);
                let Some(id) = self.find(name) else { return };
                self.handle(go(Screen::Sessions));
                self.handle(ask_delete(id));
                self.drift();
                assert!(matches!(
                    &self.app.rooms().sessions.form,
                    Some(sessions::Form::Delete { .. })
                ));
                self.confirm();
            }
            Act::Export { name, number, mask, by_dialog } => {
                if self.open(name, Screen::Scorecard) {
                    self.export(name, *number, *mask, *by_dialog);
                }
            }
            Act::Go(screen) => self.handle(go(*screen)),
            Act::Propose(seniority) => {
                self.app.typed().sets.draft.wanted.seniority = *seniority;
                self.handle(propose());
            }
            Act::ShowReady => self.handle(show_set(SetId::parse("small").unwrap())),
            Act::SaveShownSet(number) => {
                self.handle(show_set(SetId::parse(format!("act-{number}")).unwrap()));
                self.handle(browse_set());
            }
            Act::OpenFile(name) => {
                self.handle(Action::Run(Command::OpenFile));
                self.drift();
                let typed = self.files.join(name).display().to_string();
                typed.clone_into(&mut self.app.file_form().expect("a form").path);
                self.confirm();
            }
            Act::Reload => self.handle(reload()),
            Act::Pass(ms) => {
                self.clock.pass_ms(*ms);
                self.look();
            }
        }
    }

    fn act_live(&mut self, act: &LiveAct) {
        let on_stage = self.app.desk().on_stage().cloned();
        match (act, on_stage) {
            (LiveAct::Score(step), Some(question)) => {
                self.handle(score(question, *step));
            }
            (LiveAct::Note(words), _) => {
                self.app.typed().live.is_typing = true;
                for word in words.split_inclusive(' ') {
                    self.app.typed().live.note.text.push_str(word);
                    self.drift();
                }
                assert_eq!(&self.app.rooms().live.note.text, words, "typed");
                assert_eq!(self.app.screen(), Screen::Live);
                self.handle(finish_note());
                self.app.typed().live.is_typing = false;
                self.look();
            }
            (LiveAct::Skip(words), Some(_)) => {
                self.handle(Action::Run(Command::Skip));
                let mut typed = String::new();
                for word in words.split_inclusive(' ') {
                    typed.push_str(word);
                    match &mut self.app.typed().live.form {
                        Some(live::Form::Skip { reason, .. }) => typed.clone_into(reason),
                        // The clock of this session does not run.
                        _ => return,
                    }
                    self.drift();
                    match &self.app.rooms().live.form {
                        Some(live::Form::Skip { reason, .. }) => assert_eq!(reason, &typed),
                        other => panic!("the form is gone: {other:?}"),
                    }
                }
                self.confirm();
            }
            (LiveAct::Next, _) => self.handle(Action::Run(Command::Next)),
            (LiveAct::Pause, _) => self.handle(Action::Run(Command::Pause)),
            (LiveAct::Mark, _) => self.handle(Action::Run(Command::Mark)),
            (LiveAct::End, _) => self.handle(Action::Run(Command::EndInterview)),
            (LiveAct::Undo, _) => self.handle(Action::Run(Command::Undo)),
            (LiveAct::Redo, _) => self.handle(Action::Run(Command::Redo)),
            (LiveAct::Score(_) | LiveAct::Skip(_), None) => {}
        }
    }

    fn submit(&mut self, name: &str) {
        if !self.open(name, Screen::WrapUp) {
            return;
        }
        self.app.typed().wrap_up.draft.recommendation = Some(Recommendation::Yes);
        self.app.typed().wrap_up.draft.reason = format!("Why {name}");
        self.handle(ask_submit());
        self.drift();
        assert!(matches!(self.app.rooms().wrap_up.form, Some(wrap_up::Form::Submit)));
        self.confirm();
    }

    fn act_in_list(&mut self, name: &str, act: SessionAct) {
        self.settle_ending(name);
        let Some(id) = self.find(name) else { return };
        // What a list offers depends on the phase.
        let phase = self.phase(name);
        let fits = match act {
            SessionAct::NoShow => phase == Some(Phase::Planned),
            SessionAct::EndEarly => matches!(phase, Some(Phase::Live | Phase::Paused)),
            _ => phase != Some(Phase::Submitted) || act == SessionAct::Open,
        };
        if !fits {
            return;
        }
        if act != SessionAct::Open {
            self.handle(go(Screen::Sessions));
        }
        let is_read = self.app.desk().held().contains_key(&id);
        self.handle(do_to(id.clone(), act));
        if act == SessionAct::EndEarly && !is_read {
            self.ending = Some(name.to_owned());
        }
        if phase == Some(Phase::Live) && !is_read {
            // Whether its clock is stopped for another one's depends on when it comes.
            self.wait_for(move |app| app.desk().held().contains_key(&id));
        }
    }

    fn export(&mut self, name: &str, number: usize, mask: bool, by_dialog: bool) {
        let kind = if number.is_multiple_of(2) { "even" } else { "odd" };
        let path = self.data.join(format!("card-{number}-{kind}.md"));
        if !number.is_multiple_of(3) {
            fs::write(&path, "mine").unwrap();
        }
        let draft = &mut self.app.typed().scorecard.draft;
        (draft.mask, draft.include_private) = (mask, false);
        draft.path = path.display().to_string();
        let action = if by_dialog { browse_scorecard() } else { export() };
        self.handle(action);
        assert!(self.app.rooms().scorecard.open().is_some_and(|card| card.card.candidate == name));
    }
}

/// The form that asks why an interview ends, in whichever room it is open.
fn end_form(rooms: &mut Rooms) -> Option<&mut EndForm> {
    match (&mut rooms.live.form, &mut rooms.sessions.form) {
        (Some(live::Form::End(form)), _) | (_, Some(sessions::Form::End(form))) => Some(form),
        _ => None,
    }
}
