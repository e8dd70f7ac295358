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
}

impl Places {
    /// The folders that the system gives a program; `None` where there is no home folder.
    pub fn of_user() -> Option<Self> {
        let folders = directories::ProjectDirs::from("", "", "plumbline")?;
        let (data, config) = (folders.data_local_dir(), folders.config_local_dir());
        Some(Self { data: data.to_owned(), config: config.to_owned() })
    }

    /// Everything below one folder.
    pub fn below(folder: &Path) -> Self {
        Self { data: folder.to_owned(), config: folder.to_owned() }
    }

    /// The preferences file.
    pub fn preferences(&self) -> PathBuf {
        self.config.join("preferences.ron")
    }

    /// The records of a workspace: one database each, never inside the workspace, which may lie in
    /// git or in a synced folder.
    pub fn records(&self, workspace: Option<&Path>) -> PathBuf {
        let name = match workspace {
            None => "built-in".to_owned(),
            Some(folder) => {
                let real = std::fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned());
                let path = real.to_string_lossy();
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

/// What the window is opened with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opening {
    /// A file to open.
    pub file: Option<PathBuf>,
    /// Where things are kept.
    pub places: Places,
}
