//! What each action does.

mod files;
mod interview;
mod notes;
mod popups;
mod present;
mod records;
mod replies;
mod sessions;

pub(super) use present::Presented;

use super::action::{Action, Field, SessionAct};
use super::drafts::{AmendDraft, Focus, NoteDraft, Popup, Screen, SetChoice, StartDraft};
use super::errand::Purpose;
use super::jobs::{self, Reply};
use super::model::NoticeKind;
use super::state::{App, Effect};
use crate::domain::event::NoteTag;
use crate::domain::session::Phase;
use crate::frame::command::Command;
use crate::frame::prefs::ThemeChoice;
use crate::records::vault::Depth;
use crate::shared::desk::undo::{Place, Way};

impl App {
    /// Applies what was asked for in a frame, in order.
    pub fn handle(&mut self, actions: Vec<Action>) {
        for action in actions {
            self.act(action);
        }
        self.write_behind();
    }

    fn act(&mut self, action: Action) {
        // A message stands until the next thing is done.
        if !matches!(action, Action::Flush | Action::Run(Command::Undo | Command::Redo)) {
            self.model.notice = None;
        }
        match action {
            Action::Run(command) => {
                if self.model.allows(command, self.popup.as_ref()) {
                    self.run(command);
                }
            }
            Action::Go(screen) => self.go(screen),
            Action::StartWith(choice) => self.start_with(choice),
            Action::Begin { start_clock } => self.begin(start_clock),
            Action::Open(id) => self.open_session(&id),
            Action::Act(id, act) => self.act_on(&id, act),
            Action::AskDelete(session) => self.ask_delete(session),
            Action::Stage(question) => self.stage(question),
            Action::Score(..) | Action::NotAssessed(_) | Action::Clear(_) if self.is_too_soon() => {
                self.say(
                    NoticeKind::Hint,
                    "The question has just changed: click again to score it",
                );
            }
            Action::Score(question, step) => self.score(question, step),
            Action::NotAssessed(question) => self.not_assessed(question),
            Action::Clear(question) => self.clear(question),
            Action::Probe { question, probe, asked } => self.probe(question, probe, asked),
            Action::FinishNote(field) => self.finish_note(field),
            Action::Flush => self.flush(),
            Action::EditNote(note) => self.edit_note(&note),
            Action::RemoveNote(note) => self.remove_note(note),
            Action::AskDetails => self.ask_details(),
            Action::AskSubmit => self.ask_submit(),
            Action::Confirm => self.confirm(),
            Action::Dismiss => self.dismiss(),
            Action::Propose => self.propose(),
            Action::ShowSet(id) => self.show_ready_set(&id),
            Action::KeepSet => self.keep_set(),
            Action::Browse(purpose) => self.browse(purpose),
            Action::ShowSample => {
                let request = self.new_request();
                self.file_job(move || Reply::Sample { request, result: jobs::sample_session() });
            }
            Action::Export => self.export(),
            Action::SetTheme(theme) => {
                self.model.prefs.theme = theme;
                self.keep_prefs();
            }
            Action::SetScale(percent) => self.set_scale(percent),
            Action::SetInterviewer(name) => {
                if self.model.prefs.interviewer != name {
                    self.model.prefs.interviewer = name;
                    self.keep_prefs();
                }
            }
            Action::UseWorkspace(folder) => self.use_workspace(folder),
            Action::Reload => self.read_library(),
            Action::MoveRecords => self.move_records(),
            Action::OpenRecords => self.open_records(Depth::Quick),
            Action::DecideRecords(decision) => self.decide_records(decision),
            Action::AskRestore(copy) => self.ask(Popup::Restore(copy)),
            Action::SearchSessions => self.search_sessions(false),
            Action::MoreSessions => self.search_sessions(true),
            Action::DismissFindings => self.model.findings.clear(),
            Action::CloseBankFile => self.model.bank_file = None,
            Action::DismissNotice => self.model.notice = None,
            Action::KnowsHome => {
                self.model.prefs.knows_home = true;
                self.keep_prefs();
            }
            Action::CloseNow { pause } => self.close_now(pause),
        }
    }

    fn run(&mut self, command: Command) {
        match command {
            Command::GoHome => self.go(Screen::Home),
            Command::NewInterview => self.go(Screen::Start),
            Command::GoSessions => self.go(Screen::Sessions),
            Command::GoBank => self.go(Screen::Bank),
            Command::GoSets => self.go(Screen::Sets),
            Command::GoSettings => self.go(Screen::Settings),
            Command::BackToInterview => {
                if let Some(id) = self.model.interview_under_way().cloned() {
                    self.open_session(&id);
                }
            }
            Command::OpenFile => self.ask_path(Purpose::OpenFile),
            Command::SaveFile => self.save_shown(),
            Command::Find => self.drafts.focus = Some(Focus::Search),
            Command::Primary => self.primary(),
            Command::Palette => self.ask(Popup::Palette { query: String::new(), selected: 0 }),
            Command::Help => self.ask(Popup::Help),
            Command::Undo => self.travel(Way::Back),
            Command::Redo => self.travel(Way::Again),
            Command::UsualSize => self.set_scale(100),
            Command::Larger => self.set_scale(self.model.prefs.scale_beside(true)),
            Command::Smaller => self.set_scale(self.model.prefs.scale_beside(false)),
            Command::SwitchTheme => {
                let theme = match self.model.prefs.theme {
                    ThemeChoice::Dark => ThemeChoice::Light,
                    ThemeChoice::Light | ThemeChoice::System => ThemeChoice::Dark,
                };
                self.act(Action::SetTheme(theme));
            }
            Command::ScrollDown => self.drafts.scroll_pages += 1,
            Command::ScrollUp => self.drafts.scroll_pages -= 1,
            Command::Quit => self.effect(Effect::Close),
            Command::Score(step) => self.on_question(|app, question| app.score(question, step)),
            Command::NotAssessed => self.on_question(Self::not_assessed),
            Command::ClearScore => self.on_question(Self::clear),
            Command::Next => self.step_through(true),
            Command::Previous => self.step_through(false),
            Command::Skip => self.on_question(|app, question| {
                app.ask(Popup::Skip { question, reason: String::new() });
            }),
            Command::Mark => self.on_question(Self::mark),
            Command::RuleAsked => self.on_question(Self::rule_asked),
            Command::Pause => self.pause(),
            Command::ShowAnswer => {
                let live = &mut self.drafts.live;
                live.shows_answer = !live.shows_answer;
                live.reveals_answer = live.shows_answer;
            }
            Command::AskProbe => self.on_question(Self::ask_next_probe),
            Command::Note => self.begin_note(None),
            Command::NoteStrength => self.begin_note(Some(NoteTag::Strength)),
            Command::NoteConcern => self.begin_note(Some(NoteTag::Concern)),
            Command::NoteQuote => self.begin_note(Some(NoteTag::Quote)),
            Command::PrivateNote => self.drafts.note.private = !self.drafts.note.private,
            Command::Unplanned => self.ask(Popup::Unplanned { text: String::new() }),
            Command::Details => self.ask_details(),
            Command::CountGap => self.rule_gap(true),
            Command::LeaveGapOut => self.rule_gap(false),
            Command::EndInterview => self.ask_end(),
            Command::Reopen => self.reopen(),
            Command::Amend => self.ask(Popup::Amend(AmendDraft::default())),
            Command::Recommend => self.drafts.focus = Some(Focus::Recommendation),
            Command::SaveAgain => self.save_again(),
        }
    }

    /// The one main thing of the popup or of the screen.
    fn primary(&mut self) {
        if self.popup.is_some() {
            return self.confirm();
        }
        match self.model.screen {
            Screen::Home => {
                let unfinished = self.model.unfinished().next();
                match unfinished.map(|(id, _)| id.clone()) {
                    Some(id) => self.open_session(&id),
                    None => self.go(Screen::Start),
                }
            }
            Screen::Start => self.begin(true),
            Screen::Sessions => {
                if let Some(id) = self.drafts.sessions.selected.clone() {
                    let row = self.model.overview(&id);
                    let is_discarded = row.is_some_and(|row| row.discarded);
                    let act = if is_discarded { SessionAct::Restore } else { SessionAct::Open };
                    self.act_on(&id, act);
                }
            }
            Screen::Bank => {}
            Screen::Sets => match self.model.shown_set {
                Some(_) => self.start_with(SetChoice::Shown),
                None => self.propose(),
            },
            Screen::Live => match self.model.current().map(|held| held.session().phase) {
                Some(Phase::Planned) => self.start_clock(),
                Some(Phase::Live | Phase::Paused) => self.step_through(true),
                _ => {}
            },
            Screen::WrapUp => self.ask_submit(),
            Screen::Scorecard => self.export(),
            Screen::Settings => {}
        }
    }

    pub(super) fn go(&mut self, screen: Screen) {
        self.flush();
        self.popup = None;
        self.drafts.focus = Some(Focus::Nowhere);
        match screen {
            Screen::Start => self.prepare_start(),
            Screen::Settings => self.open_settings(),
            Screen::Sets if self.model.shown_set.is_none() => self.propose(),
            _ => {}
        }
        self.latest.screen = self.new_request();
        self.model.screen = screen;
    }

    fn prepare_start(&mut self) {
        let start: &mut StartDraft = &mut self.drafts.start;
        if start.interviewer.is_empty() {
            start.interviewer.clone_from(&self.model.prefs.interviewer);
        }
        let is_there = start.set.as_ref().is_some_and(|set| self.model.chosen_set(set).is_some());
        if !is_there {
            let sets = &self.model.library.bank.sets;
            // Where there is one set only, there is nothing to choose.
            start.set = match sets.as_slice() {
                [only] => Some(SetChoice::Ready(only.id.clone())),
                _ => None,
            };
        }
        self.drafts.focus = Some(Focus::First);
    }

    pub(super) fn ask(&mut self, popup: Popup) {
        self.flush();
        self.popup = Some(popup);
        self.drafts.focus = Some(Focus::First);
    }

    fn set_scale(&mut self, percent: u16) {
        self.model.prefs.scale_percent = percent;
        self.keep_prefs();
    }

    fn travel(&mut self, way: Way) {
        self.flush();
        if way == Way::Back {
            self.finish_typed_notes();
        }
        let now = self.model.now;
        let Some(id) = self.model.undo_target(way).cloned() else { return };
        let Some(held) = self.model.held.get_mut(&id) else { return };
        match held.travel(now, way) {
            Ok(Some(about)) => {
                self.forget_changed_notes();
                self.go_to(about.place);
                let done = if way == Way::Back { "Undone" } else { "Done again" };
                self.say(NoticeKind::Done, format!("{done}: {}", about.name));
            }
            Ok(None) => {}
            Err(refused) => self.problem(format!("This cannot be undone any more: {}", refused.0)),
        }
        self.refresh_summary(&id);
    }

    /// Goes where the effect of an act is seen.
    fn go_to(&mut self, place: Place) {
        let Place::Stage(question) = place else { return };
        match self.model.screen {
            Screen::Live if self.model.on_stage() != question.as_ref() => self.stage(question),
            Screen::WrapUp if question.is_some() => self.drafts.wrap_up.selected = question,
            _ => {}
        }
    }

    /// The draft of a field that notes are typed in.
    pub(super) fn note_draft(&mut self, field: Field) -> &mut NoteDraft {
        match field {
            Field::Note => &mut self.drafts.note,
            Field::Strength => &mut self.drafts.wrap_up.strength,
            Field::Concern => &mut self.drafts.wrap_up.concern,
        }
    }
}
