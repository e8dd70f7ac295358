//! What a test asks the program for, where no click or key is what it is about.

use plumbline::domain::ids::{SessionId, SetId};
use plumbline::domain::rubric::Step;
use plumbline::frame::dialog::FormAnswer;
use plumbline::rooms::{home, live, scorecard, sessions, sets, settings, start, wrap_up};
use plumbline::root::everywhere::Everywhere;
use plumbline::root::{Action, Screen};
use plumbline::shared::desk::{Judgement, SessionAct};
use std::path::PathBuf;

pub fn go(screen: Screen) -> Action {
    Action::Everywhere(Everywhere::Go(screen))
}

pub fn sample() -> Action {
    Action::Home(home::Action::ShowSample)
}

pub fn start_with(set: SetId) -> Action {
    Action::Home(home::Action::StartWith(set))
}

pub fn begin(start_clock: bool) -> Action {
    Action::Start(start::Action::Begin { start_clock })
}

pub fn do_to(id: SessionId, act: SessionAct) -> Action {
    Action::Sessions(sessions::Action::Act(id, act))
}

pub fn open_session(id: SessionId) -> Action {
    do_to(id, SessionAct::Open)
}

pub fn ask_delete(id: SessionId) -> Action {
    Action::Sessions(sessions::Action::AskDelete(id))
}

pub fn search_sessions() -> Action {
    Action::Sessions(sessions::Action::Search)
}

pub fn click(question: plumbline::domain::ids::QuestionId, judgement: Judgement) -> Action {
    Action::Live(live::Action::Click(question, judgement))
}

pub fn score(question: plumbline::domain::ids::QuestionId, step: u8) -> Action {
    let step = Step::try_from(step).unwrap();
    Action::Live(live::Action::Judge(question, Judgement::Score(step)))
}

pub fn finish_note() -> Action {
    Action::Live(live::Action::FinishNote)
}

pub fn ask_submit() -> Action {
    Action::WrapUp(wrap_up::Action::AskSubmit)
}

pub fn export() -> Action {
    Action::Scorecard(scorecard::Action::Export)
}

pub fn browse_scorecard() -> Action {
    Action::Scorecard(scorecard::Action::Browse(scorecard::FileKind::Scorecard))
}

pub fn propose() -> Action {
    Action::Sets(sets::Action::Propose)
}

pub fn show_set(id: SetId) -> Action {
    Action::Sets(sets::Action::Show(id))
}

pub fn save_to_workspace() -> Action {
    Action::Sets(sets::Action::SaveToWorkspace)
}

pub fn browse_set() -> Action {
    Action::Sets(sets::Action::Browse)
}

pub fn use_workspace(folder: Option<PathBuf>) -> Action {
    Action::Settings(settings::Action::UseWorkspace(folder))
}

pub fn reload() -> Action {
    Action::Settings(settings::Action::Reload)
}

pub fn move_records() -> Action {
    Action::Settings(settings::Action::MoveRecords)
}

pub fn open_records() -> Action {
    Action::Home(home::Action::OpenRecords)
}

pub fn browse_file() -> Action {
    Action::Everywhere(Everywhere::BrowseFile)
}

pub fn close_now(pause: bool) -> Action {
    Action::Everywhere(Everywhere::CloseNow { pause })
}

/// What the main button of the open form does.
pub fn confirm() -> Action {
    Action::Answer(FormAnswer::Confirm)
}
