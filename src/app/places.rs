//! Where the program keeps what is not authored content.

use std::path::{Path, PathBuf};

use crate::domain::canonical::Digest;

/// The folders of this person on this machine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Places {
    /// Records, and the sets saved beside the built-in workspace.
    pub data: PathBuf,
    /// The preferences.
    pub config: PathBuf,
    /// Where a person's own files begin.
    pub documents: PathBuf,
}

impl Places {
    /// The folders that the system gives a program; `None` where there is no home folder.
    pub fn of_user() -> Option<Self> {
        let folders = directories::ProjectDirs::from("", "", "plumbline")?;
        let (data, config) = (folders.data_local_dir(), folders.config_local_dir());
        Some(Self { data: data.to_owned(), config: config.to_owned(), documents: documents(data) })
    }

    /// Everything below one folder.
    pub fn below(folder: &Path) -> Self {
        let (data, config) = (folder.to_owned(), folder.to_owned());
        Self { data, config, documents: documents(folder) }
    }

    /// The preferences file.
    pub fn preferences(&self) -> PathBuf {
        self.config.join("preferences.ron")
    }

    /// The records of a workspace, by the real path of its folder: one database each, never inside the workspace, which may lie in
    /// git or in a synced folder.
    pub fn records(&self, workspace: Option<&Path>) -> PathBuf {
        let name = match workspace {
            None => "built-in".to_owned(),
            Some(folder) => {
                let path = folder.to_string_lossy();
                let digest = Digest::of_parts("plumbline.workspace", &[path.as_bytes()]);
                digest.to_string().chars().take(16).collect()
            }
        };
        self.data.join("records").join(format!("{name}.sqlite"))
    }

    /// Where a workspace's own sets lie.
    pub fn sets(&self, workspace: Option<&Path>) -> PathBuf {
        workspace.unwrap_or(&self.data).join("sets")
    }
}

/// The person's documents, or their home, or what stands in for both.
fn documents(otherwise: &Path) -> PathBuf {
    let folders = directories::UserDirs::new();
    let documents = folders.as_ref().and_then(|folders| folders.document_dir());
    let home = folders.as_ref().map(|folders| folders.home_dir());
    let found = [documents, home].into_iter().flatten().find(|folder| folder.is_dir());
    found.unwrap_or(otherwise).to_owned()
}

/// What the window is opened with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opening {
    /// A file to open.
    pub file: Option<PathBuf>,
    /// Where things are kept.
    pub places: Places,
}
