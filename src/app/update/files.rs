//! Files: opened, saved, exported; the workspace and the place of the records.

use std::path::{Path, PathBuf};

use crate::app::drafts::{Pick, Popup, Purpose, Screen, SetChoice};
use crate::app::jobs::{self, Reply, Wish};
use crate::app::model::{NoticeKind, SetOrigin, ShownSet};
use crate::app::state::{App, Effect};
use crate::domain::ids::SetId;
use crate::domain::scorecard::{Disclosure, Scorecard};
use crate::domain::set::QuestionSet;
use crate::export::words::local_time;
use crate::library::file::set_file;
use crate::library::save::Expect;
use crate::records::backup;
use crate::records::vault::Decision;

impl App {
    /// Asks for a path, with a file dialog beside it.
    pub(super) fn ask_path(&mut self, purpose: Purpose) {
        if let Some(path) = self.proposed_path(purpose) {
            let is_file = !purpose.is_of_what_is_there();
            let path = if is_file { path.display().to_string() } else { String::new() };
            self.ask(Popup::Path { purpose, path });
        }
    }

    /// Where a file dialog begins, or what it proposes.
    fn proposed_path(&self, purpose: Purpose) -> Option<PathBuf> {
        Some(match purpose {
            Purpose::OpenFile
            | Purpose::Workspace
            | Purpose::LocateRecords
            | Purpose::RestoreRecords => self.folder_for_files(),
            Purpose::Scorecard => PathBuf::from(&self.drafts.card.path),
            Purpose::SaveSet => self.set_path(&self.model.shown_set.as_ref()?.set.id),
            Purpose::SaveSession => {
                let id = &self.model.card.as_ref()?.record.id;
                self.folder_for_files().join(format!("{id}.ron"))
            }
            Purpose::Records => PathBuf::from(&self.drafts.settings.records),
        })
    }

    /// Opens a file dialog; its answer comes back as a reply.
    pub(super) fn browse(&mut self, purpose: Purpose) {
        self.flush();
        let Some(path) = self.proposed_path(purpose) else { return };
        let is_folder = purpose.is_of_what_is_there();
        let (folder, file_name) = if is_folder {
            (Some(path.as_path()), None)
        } else {
            (path.parent(), path.file_name())
        };
        let folder = folder.filter(|folder| folder.is_absolute()).map(Path::to_owned);
        let file_name = file_name.map_or(String::new(), |name| name.to_string_lossy().into_owned());
        let title = purpose.title();
        self.effect(Effect::Pick(Pick { purpose, title, folder, file_name }));
    }

    pub(super) fn picked(&mut self, purpose: Purpose, path: PathBuf) {
        if let Some(folder) = path.parent() {
            self.model.prefs.last_folder = Some(folder.to_owned());
            self.keep_prefs();
        }
        match purpose {
            Purpose::Scorecard => {
                // The dialog has asked whether to replace a file.
                self.drafts.card.path = path.display().to_string();
                self.write_card(path, Expect::Anything);
            }
            Purpose::SaveSet => self.save_set(path, Expect::Anything),
            Purpose::SaveSession => self.write_card(path, Expect::Anything),
            purpose => self.take_path(purpose, path),
        }
    }

    /// Does with a typed path what it was asked for.
    pub(super) fn take_path(&mut self, purpose: Purpose, path: PathBuf) {
        match purpose {
            Purpose::OpenFile => self.open_path(&path),
            Purpose::Scorecard | Purpose::SaveSession => self.write_card(path, Expect::NothingElse),
            Purpose::SaveSet => self.save_set(path, Expect::NothingElse),
            Purpose::Workspace => self.use_workspace(Some(path)),
            Purpose::Records => {
                self.drafts.settings.records = path.display().to_string();
                self.move_records();
            }
            Purpose::LocateRecords => self.decide_records(Decision::Locate(path)),
            Purpose::RestoreRecords => {
                let name = path.display().to_string();
                self.ask(Popup::Restore(backup::Copy { path, name }));
            }
        }
    }

    /// What to do where no file dialog opens: ask for the path.
    pub(super) fn no_dialog(&mut self, purpose: Purpose, why: &str) {
        self.ask_path(purpose);
        self.problem(format!("No file dialog could be opened ({why}): type the path instead"));
    }

    /// Saves what the screen shows.
    pub(super) fn save_shown(&mut self) {
        match self.model.screen {
            Screen::Sets => self.ask_path(Purpose::SaveSet),
            Screen::Scorecard => self.ask_path(Purpose::SaveSession),
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
        let last = self.model.prefs.last_folder.as_ref();
        last.unwrap_or(&self.model.places.documents).clone()
    }

    /// `scorecard-` with the candidate's name and the day; and the same without the name.
    pub(super) fn proposed_card_paths(&self, card: &Scorecard) -> [String; 2] {
        [card.candidate.as_str(), "candidate"].map(|name| self.proposed_card_path(card, name))
    }

    fn proposed_card_path(&self, card: &Scorecard, name: &str) -> String {
        let plain = |c: char| if c.is_alphanumeric() { c.to_ascii_lowercase() } else { '-' };
        let name: String = name.trim().chars().map(plain).take(60).collect();
        let name = name.trim_matches('-').to_owned();
        let day = local_time(card.started_wall_ms, card.utc_offset_minutes);
        let day = day.map_or(String::new(), |at| at.format("-%Y-%m-%d").to_string());
        self.folder_for_files().join(format!("scorecard-{name}{day}.pdf")).display().to_string()
    }

    /// Writes the scorecard to the path in its field.
    pub(super) fn export(&mut self) {
        let path = PathBuf::from(self.drafts.card.path.trim());
        if path.as_os_str().is_empty() {
            return self.problem("Type a path for the scorecard, or choose one with Browse");
        }
        // A file that holds something else is replaced only when the person says so.
        self.write_card(path, Expect::NothingElse);
    }

    pub(super) fn write_card(&mut self, path: PathBuf, expect: Expect) {
        let Some(card) = &self.model.card else { return };
        let draft = &self.drafts.card;
        let disclosure =
            Disclosure { mask_candidate: draft.mask, include_private: draft.include_private };
        let record = card.record.clone();
        self.file_job(move || {
            let result = jobs::write_card(&record, disclosure, &path, expect);
            Reply::CardWritten { path, result }
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
            Reply::SetWritten { path, result }
        });
    }

    pub(super) fn fill_settings(&mut self) {
        let workspace = self.model.workspace();
        self.drafts.settings.workspace =
            workspace.map_or(String::new(), |folder| folder.display().to_string());
        self.drafts.settings.records = self.model.records_path.display().to_string();
        self.drafts.settings.interviewer = None;
    }

    /// Looks a workspace up; [`App::enter_workspace`] follows.
    pub(super) fn use_workspace(&mut self, folder: Option<PathBuf>) {
        self.flush();
        self.write_behind();
        let request = self.new_request();
        self.latest.library = request;
        self.file_job(move || {
            let result = folder.map(|folder| jobs::find_workspace(&folder)).transpose();
            Reply::WorkspaceFound { request, result }
        });
    }

    pub(super) fn enter_workspace(&mut self, folder: Option<PathBuf>) {
        self.model.prefs.workspace = folder;
        self.keep_prefs();
        self.model.shown_set = None;
        self.model.bank_file = None;
        self.drafts.start.set = None;
        self.read_library();
        self.fill_settings();
        self.say(NoticeKind::Done, format!("Workspace: {}", self.model.workspace_name()));
    }
}
