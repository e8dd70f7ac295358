//! What can be done on every screen.

use std::path::PathBuf;

use super::{App, Overlay, Screen};
use crate::domain::ids::SessionId;
use crate::frame::command::Command;
use crate::frame::dialog::FormAnswer;
use crate::frame::focus::Focus;
use crate::frame::prefs::ThemeChoice;
use crate::shared::desk::SessionAct;
use crate::shared::desk::undo::{About, Way};

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Everywhere {
    Go(Screen),
    BackTo(SessionId),
    Palette,
    Guide,
    /// Ask for a file to open.
    AskFile,
    /// Choose it in a dialog.
    BrowseFile,
    /// Open a file that was dropped on the window.
    OpenFile(PathBuf),
    Travel(Way),
    /// Try to save again what could not be saved.
    SaveAgain,
    SetTheme(ThemeChoice),
    /// The size of everything, in percent.
    SetScale(u16),
    /// Scroll so many pages down, or up.
    Scroll(i32),
    DismissNotice,
    /// Something was typed where no field has the focus.
    StrayText,
    ToggleFullScreen,
    Quit,
    /// Close the program, with the clock running or standing.
    CloseNow {
        pause: bool,
    },
}

impl App {
    pub(super) fn resolve_everywhere(&self, command: Command) -> Option<Everywhere> {
        let goes_there = |screen: &&Screen| screen.command() == Some(command);
        if let Some(screen) = Screen::ALL.iter().find(goes_there) {
            return Some(Everywhere::Go(*screen));
        }
        let prefs = self.shared.frame.prefs();
        Some(match command {
            Command::BackToInterview => Everywhere::BackTo(self.interview_elsewhere()?.clone()),
            Command::Palette => Everywhere::Palette,
            Command::Guide => Everywhere::Guide,
            Command::OpenFile => Everywhere::AskFile,
            Command::Undo => self.undo_target(Way::Back).map(|_| Everywhere::Travel(Way::Back))?,
            Command::Redo => {
                self.undo_target(Way::Again).map(|_| Everywhere::Travel(Way::Again))?
            }
            Command::SaveAgain => self.desk().save_failure().map(|_| Everywhere::SaveAgain)?,
            Command::Larger => Everywhere::SetScale(prefs.scale_beside(true)),
            Command::Smaller => Everywhere::SetScale(prefs.scale_beside(false)),
            Command::UsualSize => Everywhere::SetScale(100),
            Command::SwitchTheme => Everywhere::SetTheme(match prefs.theme {
                ThemeChoice::Dark => ThemeChoice::Light,
                ThemeChoice::Light | ThemeChoice::System => ThemeChoice::Dark,
            }),
            Command::ScrollDown => Everywhere::Scroll(1),
            Command::ScrollUp => Everywhere::Scroll(-1),
            Command::FullScreen => Everywhere::ToggleFullScreen,
            Command::Quit => Everywhere::Quit,
            _ => return None,
        })
    }

    /// The interview under way, unless the screen shows it.
    fn interview_elsewhere(&self) -> Option<&SessionId> {
        let target = self.desk().interview_under_way()?;
        let is_shown = matches!(self.screen, Screen::Live | Screen::WrapUp)
            && self.desk().current_id() == Some(target);
        (!is_shown).then_some(target)
    }

    pub(super) fn everywhere(&mut self, action: Everywhere) {
        match action {
            Everywhere::Go(screen) => self.go(screen),
            Everywhere::BackTo(id) => self.open_session(&id),
            Everywhere::Palette => {
                self.lay_over(Overlay::Palette { query: String::new(), selected: None });
            }
            Everywhere::Guide => self.lay_over(Overlay::Guide),
            Everywhere::AskFile => self.ask_file(),
            Everywhere::BrowseFile => self.browse_file(),
            Everywhere::OpenFile(path) => self.open_path(path),
            Everywhere::Travel(way) => self.travel(way),
            Everywhere::SaveAgain => self.shared.desk.save_again(&mut self.shared.frame),
            Everywhere::SetTheme(theme) => self.shared.frame.set_theme(theme),
            Everywhere::SetScale(percent) => self.shared.frame.set_scale(percent),
            Everywhere::Scroll(pages) => self.shared.frame.scroll_pages += pages,
            Everywhere::StrayText => {
                self.shared.frame.notices.hint("No field has the focus: click one, or press Tab");
            }
            Everywhere::ToggleFullScreen => self.shared.frame.toggle_full_screen(),
            Everywhere::DismissNotice => self.shared.frame.notices.clear(),
            Everywhere::Quit => self.shared.frame.close(),
            Everywhere::CloseNow { pause } => self.close_now(pause),
        }
    }

    pub(super) fn lay_over(&mut self, overlay: Overlay) {
        self.overlays.push(overlay);
        self.shared.frame.focus = Some(Focus::First);
    }

    /// Closes whatever lies over the screen, nothing done.
    pub(super) fn drop_forms(&mut self) {
        self.overlays.clear();
        self.file.close();
        while let Some(screen) = self.form_of() {
            self.answer_in(screen, FormAnswer::Dismiss);
        }
    }

    /// Goes to a screen, with nothing over it.
    pub(super) fn go(&mut self, screen: Screen) {
        self.drop_forms();
        self.shared.frame.focus = Some(Focus::Nowhere);
        self.enter(screen);
        self.shown = self.shared.frame.tickets.issue();
        self.screen = screen;
    }

    pub(super) fn open_session(&mut self, id: &SessionId) {
        self.shared.desk.act(id, SessionAct::Open, &mut self.shared.frame);
    }

    fn travel(&mut self, way: Way) {
        if way == Way::Back {
            self.before_undo_in(self.screen);
        }
        let Some(id) = self.undo_target(way) else { return };
        let Some(About { name, place }) = self.shared.desk.travel(&id, way, &mut self.shared.frame)
        else {
            return;
        };
        self.after_act();
        self.go_to_in(self.screen, place);
        let done = if way == Way::Back { "Undone" } else { "Done again" };
        self.shared.frame.notices.done(format!("{done}: {name}"));
    }
}
