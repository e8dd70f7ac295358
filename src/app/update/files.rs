//! Files: opened, saved, exported; the workspace and the place of the records.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::Presented;
use crate::app::drafts::{CardDraft, Popup, Screen, SetChoice, SettingsDraft};
use crate::app::errand::{CardShown, Errand, Pick, Purpose};
use crate::app::jobs::{self, ExportJob, Reply, Wish};
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
        if let Some(errand) = self.errand(purpose) {
            let form = self.path_form(errand);
            self.ask(form);
        }
    }

    /// The form for a path, the proposed one in it.
    fn path_form(&self, errand: Errand) -> Popup {
        let path = match errand.purpose().is_of_what_is_there() {
            true => String::new(),
            false => self.proposed_path(&errand).display().to_string(),
        };
        Popup::Path { errand, path }
    }

    /// What is to be done with the path that is asked for now.
    fn errand(&self, purpose: Purpose) -> Option<Errand> {
        Some(match purpose {
            Purpose::OpenFile => Errand::OpenFile,
            Purpose::Scorecard => Errand::Scorecard(self.shown_card()?),
            Purpose::SaveSession => Errand::SaveSession(self.shown_card()?),
            Purpose::SaveSet => {
                Errand::SaveSet(Box::new(self.model.shown_set.as_ref()?.set.clone()))
            }
            Purpose::Workspace => Errand::Workspace,
            Purpose::Records => Errand::Records,
            Purpose::LocateRecords => Errand::LocateRecords,
            Purpose::RestoreRecords => Errand::RestoreRecords,
        })
    }

    fn shown_card(&self) -> Option<CardShown> {
        let record = Arc::clone(&self.model.card.as_ref()?.record);
        let CardDraft { path, mask, include_private, .. } = &self.drafts.card;
        let disclosure = Disclosure { mask_candidate: *mask, include_private: *include_private };
        Some(CardShown { record, disclosure, path: path.clone() })
    }

    /// Where a file dialog begins, or what it proposes.
    fn proposed_path(&self, errand: &Errand) -> PathBuf {
        match errand {
            Errand::OpenFile
            | Errand::Workspace
            | Errand::LocateRecords
            | Errand::RestoreRecords => self.folder_for_files(),
            Errand::Scorecard(card) => PathBuf::from(&card.path),
            Errand::SaveSet(set) => self.set_path(&set.id),
            Errand::SaveSession(card) => {
                self.folder_for_files().join(format!("{}.ron", card.record.id))
            }
            Errand::Records => PathBuf::from(&self.drafts.settings.records),
        }
    }

    /// Opens a file dialog, also in place of the form that asks for the same path; its answer comes
    /// back as a reply.
    pub(super) fn browse(&mut self, purpose: Purpose) {
        self.flush();
        let form = self.popup.take_if(
            |popup| matches!(popup, Popup::Path { errand, .. } if errand.purpose() == purpose),
        );
        let errand = match form {
            Some(Popup::Path { errand, .. }) => Some(errand),
            _ => self.errand(purpose),
        };
        let Some(errand) = errand else { return };
        let path = self.proposed_path(&errand);
        let is_folder = purpose.is_of_what_is_there();
        let (folder, file_name) = if is_folder {
            (Some(path.as_path()), None)
        } else {
            (path.parent(), path.file_name())
        };
        let folder = folder.filter(|folder| folder.is_absolute()).map(Path::to_owned);
        let file_name = file_name.map_or(String::new(), |name| name.to_string_lossy().into_owned());
        let title = purpose.title();
        self.effect(Effect::Pick(Pick { errand, title, folder, file_name }));
    }

    pub(super) fn picked(&mut self, errand: Errand, path: PathBuf) {
        if let Some(folder) = path.parent() {
            self.model.prefs.last_folder = Some(folder.to_owned());
            self.keep_prefs();
        }
        // The dialog has asked whether to replace a file.
        match errand {
            Errand::Scorecard(card) => {
                let shown = self.model.card.as_ref();
                let is_shown = shown.is_some_and(|shown| Arc::ptr_eq(&shown.record, &card.record));
                if is_shown && self.drafts.card.path == card.path {
                    self.drafts.card.path = path.display().to_string();
                }
                self.write_card(card.to(path, Expect::Anything));
            }
            Errand::SaveSession(card) => self.write_card(card.to(path, Expect::Anything)),
            Errand::SaveSet(set) => self.save_set(set, path, Expect::Anything),
            errand => self.take_path(errand, path),
        }
    }

    /// Does with a typed path what it was asked for.
    pub(super) fn take_path(&mut self, errand: Errand, path: PathBuf) {
        match errand {
            Errand::OpenFile => self.open_path(&path),
            Errand::Scorecard(card) | Errand::SaveSession(card) => {
                self.write_card(card.to(path, Expect::NothingElse));
            }
            Errand::SaveSet(set) => self.save_set(set, path, Expect::NothingElse),
            Errand::Workspace => self.use_workspace(Some(path)),
            Errand::Records => {
                self.drafts.settings.records = path.display().to_string();
                self.move_records();
            }
            Errand::LocateRecords => self.decide_records(Decision::Locate(path)),
            Errand::RestoreRecords => {
                let name = path.display().to_string();
                self.ask(Popup::Restore(backup::Copy { path, name }));
            }
        }
    }

    /// What to do where no file dialog opens: ask for the path.
    pub(super) fn no_dialog(&mut self, errand: Errand, why: &str) {
        let form = self.path_form(errand);
        let request = self.new_request();
        self.present(request, Presented::Popup(form));
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
        let request = self.new_request();
        self.file_job(move || {
            let result = jobs::open_file(&path);
            Reply::FileOpened { request, path, result }
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
        if let Some(card) = self.shown_card() {
            self.write_card(card.to(path, Expect::NothingElse));
        }
    }

    pub(super) fn write_card(&mut self, job: ExportJob) {
        self.file_job(move || {
            let result = jobs::write_card(&job);
            Reply::CardWritten { job, result }
        });
    }

    /// Proposes a set for what the Sets screen asks; from the library that is being read, where one is.
    pub(super) fn propose(&mut self) {
        let request = self.new_request();
        self.latest.proposal = request;
        let draft = &self.drafts.sets;
        let wish = Wish { seniority: draft.seniority, minutes: draft.minutes, seed: draft.seed };
        if self.model.is_reading {
            self.proposal_to_make = Some((request, wish));
        } else {
            self.make_proposal(request, wish);
        }
    }

    pub(super) fn make_proposal(&mut self, request: u64, wish: Wish) {
        let library = Arc::clone(&self.model.library);
        self.file_job(move || Reply::Proposed {
            request,
            result: jobs::propose(&library.bank, wish),
        });
    }

    /// Shows a set that was asked for under a number, unless a newer one is shown.
    pub(super) fn show_set(
        &mut self,
        set: QuestionSet,
        gaps: Vec<String>,
        from: SetOrigin,
        request: u64,
    ) {
        if request < self.latest.set {
            return;
        }
        self.latest.set = request;
        let frozen = set.freeze(self.model.bank());
        self.drafts.sets.selected = None;
        self.model.shown_set = Some(ShownSet { set, gaps, from, frozen });
    }

    pub(super) fn show_ready_set(&mut self, id: &SetId) {
        let set = self.model.chosen_set(&SetChoice::Ready(id.clone())).cloned();
        if let Some(set) = set {
            let request = self.new_request();
            self.show_set(set, Vec::new(), SetOrigin::Ready, request);
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
        let set = Box::new(shown.set.clone());
        let path = self.set_path(&set.id);
        self.save_set(set, path, Expect::Nothing);
    }

    fn save_set(&mut self, set: Box<QuestionSet>, path: PathBuf, expect: Expect) {
        self.file_job(move || {
            let result = jobs::write_text(&set_file(&set), &path, expect);
            Reply::SetWritten { set, path, result }
        });
    }

    /// The settings as they are, whatever was typed there before.
    pub(super) fn open_settings(&mut self) {
        self.drafts.settings = SettingsDraft::default();
        self.fill_settings();
    }

    /// Fills in how things are now. A field that was changed since it was submitted keeps its text.
    pub(super) fn fill_settings(&mut self) {
        let workspace = self.model.workspace();
        let workspace = workspace.map_or(String::new(), |folder| folder.display().to_string());
        let records = self.model.records_path.display().to_string();
        let draft = &mut self.drafts.settings;
        if draft.workspace == draft.settled_workspace {
            draft.workspace.clone_from(&workspace);
        }
        if draft.records == draft.settled_records {
            draft.records.clone_from(&records);
        }
        (draft.settled_workspace, draft.settled_records) = (workspace, records);
    }

    /// Looks a workspace up; [`App::enter_workspace`] follows.
    pub(super) fn use_workspace(&mut self, folder: Option<PathBuf>) {
        self.flush();
        self.write_behind();
        let request = self.new_request();
        self.latest.workspace = request;
        let field = &mut self.drafts.settings;
        if Path::new(field.workspace.trim()) == folder.as_deref().unwrap_or(Path::new("")) {
            field.settled_workspace.clone_from(&field.workspace);
        }
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
