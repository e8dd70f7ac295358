//! Where the program keeps everything but authored content.

use std::path::{Path, PathBuf};

use super::prefs::Prefs;
use crate::records::vault::Shelf;

/// For this person on this machine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Places {
    /// Records, backups, and the sets saved beside the built-in workspace.
    pub data: PathBuf,
    /// Witness and second copies, away from the records.
    pub state: PathBuf,
    pub config: PathBuf,
    /// Where a person's own files begin.
    pub documents: PathBuf,
}

impl Places {
    /// The folders that the system gives a program; `None` without a home folder.
    pub fn of_user() -> Option<Self> {
        let folders = directories::ProjectDirs::from("", "", "plumbline")?;
        let (data, config) = (folders.data_local_dir(), folders.config_local_dir());
        // Settings are often synced or kept in git; names and notes must not go with them.
        let state = folders.state_dir().unwrap_or(config);
        Some(Self {
            data: data.to_owned(),
            state: state.to_owned(),
            config: config.to_owned(),
            documents: documents(data),
        })
    }

    pub fn below(folder: &Path) -> Self {
        let [data, state, config] = [folder; 3].map(Path::to_owned);
        Self { data, state, config, documents: documents(folder) }
    }

    pub fn preferences(&self) -> PathBuf {
        self.config.join("preferences.ron")
    }

    /// The folder of the signing key: none of the records' folders, so that no copy of those has it.
    pub fn keys(&self) -> PathBuf {
        self.data.join("keys")
    }

    /// Which scorecards were exported where. It names candidates, so it lies with the state.
    pub fn exports(&self) -> PathBuf {
        self.state.join("exports.ron")
    }

    /// The records of this person and their copies. They belong to the person: another workspace
    /// changes nothing here.
    pub fn shelf(&self, prefs: &Prefs) -> Shelf {
        // Older versions kept a database for each workspace, and in the preferences where it was
        // moved to.
        let of_workspace = prefs.workspace.as_ref().and_then(|folder| prefs.records.get(folder));
        let moved_to = of_workspace.or_else(|| prefs.records.get(Path::new("")));
        let moved_to = moved_to.or_else(|| prefs.records.values().next());
        Shelf {
            records: self.data.join("records").join("sessions.sqlite"),
            witness: self.state.join("witness"),
            backups: self.data.join("backups"),
            older: prefs.records.values().cloned().collect(),
            moved_to: moved_to.cloned(),
        }
    }

    pub fn sets(&self, workspace: Option<&Path>) -> PathBuf {
        workspace.unwrap_or(&self.data).join("sets")
    }
}

/// The person's documents, or their home, or else `otherwise`.
fn documents(otherwise: &Path) -> PathBuf {
    let folders = directories::UserDirs::new();
    let documents = folders.as_ref().and_then(|folders| folders.document_dir());
    let home = folders.as_ref().map(|folders| folders.home_dir());
    let found = [documents, home].into_iter().flatten().find(|folder| folder.is_dir());
    found.unwrap_or(otherwise).to_owned()
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opening {
    pub file: Option<PathBuf>,
    pub places: Places,
}
