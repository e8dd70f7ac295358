//! Files: opened, saved, exported; the workspace and the place of the records.

use std::path::{Path, PathBuf};

use crate::app::action::Action;
use crate::app::drafts::{Focus, Pick, Popup, Purpose, Screen, SetChoice};
use crate::app::jobs::{self, Reply, Wish};
use crate::app::model::{NoticeKind, SetOrigin, ShownSet};
use crate::app::state::{App, Effect};
use crate::domain::ids::SetId;
use crate::domain::scorecard::{Disclosure, Scorecard};
use crate::domain::session::Phase;
use crate::domain::set::QuestionSet;
use crate::export::words::local_time;
use crate::library::file::set_file;
use crate::library::save::Expect;

impl App {
    /// Opens a file dialog; its answer comes back as a reply.
    pub(super) fn browse(&mut self, purpose: Purpose) {
        self.flush();
        let title = match purpose {
            Purpose::OpenFile => "Open a set, a session or questions",
            Purpose::Scorecard => "Export the scorecard",
            Purpose::SaveSet => "Save the set",
            Purpose::SaveSession => "Save the session",
            Purpose::Workspace => "Use a folder as the workspace",
            Purpose::Records => "Move the records",
        };
        let path = match purpose {
            Purpose::OpenFile | Purpose::Workspace => self.folder_for_files().join(""),
            Purpose::Scorecard => PathBuf::from(&self.drafts.card.path),
            Purpose::SaveSet => match &self.model.shown_set {
                Some(shown) => self.set_path(&shown.set.id),
                None => return,
            },
            Purpose::SaveSession => match &self.model.card {
                Some(card) => self.folder_for_files().join(format!("{}.ron", card.record.id)),
                None => return,
            },
            Purpose::Records => PathBuf::from(&self.drafts.settings.records),
        };
        let file_name =
            path.file_name().map_or(String::new(), |n| n.to_string_lossy().into_owned());
        let is_folder = matches!(purpose, Purpose::OpenFile | Purpose::Workspace);
        let folder = if is_folder { Some(path.as_path()) } else { path.parent() };
        let folder = folder.filter(|folder| folder.is_absolute()).map(Path::to_owned);
        let file_name = if is_folder { String::new() } else { file_name };
        self.effect(Effect::Pick(Pick { purpose, title, folder, file_name }));
    }

    pub(super) fn picked(&mut self, purpose: Purpose, path: PathBuf) {
        if let Some(folder) = path.parent() {
            self.model.prefs.last_folder = Some(folder.to_owned());
            self.keep_prefs();
        }
        match purpose {
            Purpose::OpenFile => self.open_path(&path),
            Purpose::Scorecard => {
                self.drafts.card.path = path.display().to_string();
                self.export();
            }
            Purpose::SaveSet => self.save_set(path, Expect::Anything),
            Purpose::SaveSession => self.save_session(path),
            Purpose::Workspace => self.use_workspace(Some(path)),
            Purpose::Records => {
                self.drafts.settings.records = path.display().to_string();
                self.move_records();
            }
        }
    }

    /// What to do where no file dialog opens: ask for the path.
    pub(super) fn no_dialog(&mut self, purpose: Purpose, why: &str) {
        match purpose {
            Purpose::OpenFile => self.ask(Popup::OpenPath { path: String::new() }),
            _ => self.drafts.focus = Some(Focus::First),
        }
        self.problem(format!("No file dialog could be opened ({why}): type the path instead"));
    }

    /// Saves what the screen shows.
    pub(super) fn save_shown(&mut self) {
        match self.model.screen {
            Screen::Sets => self.browse(Purpose::SaveSet),
            Screen::Scorecard => self.browse(Purpose::SaveSession),
            _ => {}
        }
    }

    pub(in crate::app) fn open_path(&mut self, path: &Path) {
        let path = path.to_owned();
        self.file_job(move || {
            let result = jobs::open_file(&path);
            Reply::FileOpened { path, result }
        });
    }

    fn folder_for_files(&self) -> PathBuf {
        let folders = directories::UserDirs::new();
        let documents = folders.as_ref().and_then(|folders| folders.document_dir());
        let home = folders.as_ref().map(|folders| folders.home_dir());
        let last = self.model.prefs.last_folder.as_deref();
        let places = [last, documents, home];
        let found = places.into_iter().flatten().find(|folder| folder.is_dir());
        found.map_or_else(|| self.model.places.data.clone(), Path::to_owned)
    }

    /// `scorecard-` with the candidate's name and the day.
    pub(super) fn proposed_card_path(&self, card: &Scorecard) -> PathBuf {
        let plain = |c: char| if c.is_alphanumeric() { c.to_ascii_lowercase() } else { '-' };
        let name: String = card.candidate.trim().chars().map(plain).take(60).collect();
        let name = name.trim_matches('-').to_owned();
        let day = local_time(card.started_wall_ms, card.utc_offset_minutes);
        let day = day.map_or(String::new(), |at| at.format("-%Y-%m-%d").to_string());
        self.folder_for_files().join(format!("scorecard-{name}{day}.pdf"))
    }

    /// Writes the scorecard to the path in its field.
    pub(super) fn export(&mut self) {
        let Some(card) = &self.model.card else { return };
        let draft = &self.drafts.card;
        let path = PathBuf::from(draft.path.trim());
        if path.as_os_str().is_empty() {
            return self.problem("Type a path for the scorecard, or choose one with Browse");
        }
        let disclosure =
            Disclosure { mask_candidate: draft.mask, include_private: draft.include_private };
        let record = card.record.clone();
        // Whether private notes leave is asked anew for each export.
        self.drafts.card.include_private = false;
        self.file_job(move || {
            let is_session =
                path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("ron"));
            if is_session {
                let result = jobs::write_session(&record, &path);
                return Reply::FileWritten { path, what: "Session", result };
            }
            let result = jobs::write_scorecard(&record, disclosure, &path);
            Reply::FileWritten { path, what: "Scorecard", result }
        });
    }

    fn save_session(&mut self, path: PathBuf) {
        let Some(card) = &self.model.card else { return };
        let record = card.record.clone();
        self.file_job(move || {
            let result = jobs::write_session(&record, &path);
            Reply::FileWritten { path, what: "Session", result }
        });
    }

    /// Proposes a set for what the Sets screen asks.
    pub(super) fn propose(&mut self) {
        let request = self.new_request();
        self.latest.proposal = request;
        let draft = &self.drafts.sets;
        let wish = Wish { seniority: draft.seniority, minutes: draft.minutes, seed: draft.seed };
        let library = std::sync::Arc::clone(&self.model.library);
        self.file_job(move || Reply::Proposed {
            request,
            result: jobs::propose(&library.bank, wish),
        });
    }

    pub(super) fn show_set(&mut self, set: QuestionSet, gaps: Vec<String>, from: SetOrigin) {
        let frozen = set.freeze(self.model.bank());
        self.drafts.sets.selected = None;
        self.model.shown_set = Some(ShownSet { set, gaps, from, frozen });
    }

    pub(super) fn show_ready_set(&mut self, id: &SetId) {
        let set = self.model.chosen_set(&SetChoice::Ready(id.clone())).cloned();
        if let Some(set) = set {
            self.show_set(set, Vec::new(), SetOrigin::Ready);
        }
    }

    fn set_path(&self, id: &SetId) -> PathBuf {
        self.model.places.sets(self.model.workspace()).join(format!("{id}.ron"))
    }

    /// Saves the shown set among the workspace's sets, under a name that none of them has.
    pub(super) fn keep_set(&mut self) {
        let Some(shown) = &mut self.model.shown_set else { return };
        let sets = &self.model.library.bank.sets;
        let base = shown.set.id.clone();
        let mut number = 1;
        while sets.iter().any(|set| set.id == shown.set.id) {
            number += 1;
            match SetId::parse(format!("{base}-{number}")) {
                Ok(id) => shown.set.id = id,
                Err(error) => return self.problem(error),
            }
        }
        if number > 1 {
            shown.set.title = format!("{} ({number})", shown.set.title);
        }
        let id = shown.set.id.clone();
        let path = self.set_path(&id);
        self.save_set(path, Expect::Nothing);
    }

    fn save_set(&mut self, path: PathBuf, expect: Expect) {
        let Some(shown) = &self.model.shown_set else { return };
        let text = set_file(&shown.set);
        self.file_job(move || {
            let result = jobs::write_text(&text, &path, expect);
            Reply::FileWritten { path, what: "Set", result }
        });
    }

    pub(super) fn fill_settings(&mut self) {
        let workspace = self.model.workspace();
        self.drafts.settings.workspace =
            workspace.map_or(String::new(), |folder| folder.display().to_string());
        self.drafts.settings.records = self.model.records_path().display().to_string();
        self.drafts.settings.interviewer = None;
    }

    pub(super) fn use_workspace(&mut self, folder: Option<PathBuf>) {
        if let Some(folder) = &folder
            && !folder.is_dir()
        {
            return self.problem(format!("There is no folder {}", folder.display()));
        }
        if self.model.unsaved() > 0 {
            return self.problem("Some steps are not saved yet: the workspace was not changed");
        }
        self.flush();
        if self.model.held.values().any(|held| held.session().phase == Phase::Live) {
            return self.problem(
                "An interview is running: pause or end it before you change the workspace",
            );
        }
        self.model.prefs.workspace = folder;
        self.keep_prefs();
        self.model.held.clear();
        self.model.current = None;
        self.model.acted_on = None;
        self.model.sessions.clear();
        self.model.shown_set = None;
        self.model.bank_file = None;
        self.drafts.start.set = None;
        self.read_library();
        self.open_records();
        self.fill_settings();
        self.say(NoticeKind::Done, format!("Workspace: {}", self.model.workspace_name()));
    }

    pub(super) fn move_records(&mut self) {
        let path = PathBuf::from(self.drafts.settings.records.trim());
        if path == self.model.records_path() {
            return self.say(NoticeKind::Done, "The records are there already");
        }
        if path.as_os_str().is_empty() || !path.is_absolute() {
            return self.problem("Type the whole path of the new records file, from the root on");
        }
        if self.model.unsaved() > 0 {
            return self.problem("Some steps are not saved yet: the records were not moved");
        }
        self.records.give(move |keeper| Reply::Moved { result: keeper.move_to(&path) });
    }

    pub(super) fn moved(&mut self, path: PathBuf) {
        let key = self.model.workspace().unwrap_or(Path::new("")).to_owned();
        self.model.prefs.records.insert(key, path.clone());
        self.keep_prefs();
        self.fill_settings();
        self.act(Action::DismissNotice);
        self.say(NoticeKind::Done, format!("The records are at {} now", path.display()));
    }
}
