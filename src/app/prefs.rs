//! What the person set once and expects to find again.

use std::collections::BTreeMap;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use ron::ser::PrettyConfig;
use serde::{Deserialize, Serialize};

use crate::library::save::{Expect, save};

/// The scales that are offered, in percent.
pub const SCALES: [u16; 7] = [80, 100, 115, 130, 150, 175, 200];

/// Light, dark, or as the system says.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum ThemeChoice {
    /// As the system says.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl ThemeChoice {
    /// Every choice.
    pub const ALL: [Self; 3] = [Self::System, Self::Light, Self::Dark];

    /// The choice as a person reads it.
    pub fn label(self) -> &'static str {
        match self {
            Self::System => "As the system",
            Self::Light => "Light",
            Self::Dark => "Dark",
        }
    }
}

/// The preferences. Fields that a file lacks have their defaults.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Prefs {
    /// Light or dark.
    pub theme: ThemeChoice,
    /// The size of everything, in percent.
    pub scale_percent: u16,
    /// The person who interviews.
    pub interviewer: String,
    /// The folder with questions and sets; none: the built-in ones.
    pub workspace: Option<PathBuf>,
    /// Where the records of a workspace were moved to; the empty path stands for the built-in one.
    pub records: BTreeMap<PathBuf, PathBuf>,
    /// Where the last file was written.
    pub last_folder: Option<PathBuf>,
    /// The first explanation was read and put away.
    pub knows_home: bool,
}

impl Default for Prefs {
    fn default() -> Self {
        Self {
            theme: ThemeChoice::System,
            scale_percent: 100,
            interviewer: String::new(),
            workspace: None,
            records: BTreeMap::new(),
            last_folder: None,
            knows_home: false,
        }
    }
}

impl Prefs {
    /// Reads the file; a missing one gives the defaults, a damaged one gives them with the reason.
    pub fn read(path: &Path) -> (Self, Option<String>) {
        let text = match fs::read_to_string(path) {
            Ok(text) => text,
            Err(error) if error.kind() == ErrorKind::NotFound => return (Self::default(), None),
            Err(error) => return (Self::default(), Some(damaged(path, &error.to_string()))),
        };
        match ron::from_str::<Self>(&text) {
            Ok(mut prefs) => {
                prefs.scale_percent = prefs.scale_percent.clamp(50, 300);
                (prefs, None)
            }
            Err(error) => (Self::default(), Some(damaged(path, &error.to_string()))),
        }
    }

    /// Writes the file, whole or not at all.
    pub fn write(&self, path: &Path) -> Result<(), String> {
        let pretty = PrettyConfig::new().new_line("\n").struct_names(false);
        let text = ron::ser::to_string_pretty(self, pretty).map_err(|error| error.to_string())?;
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
        }
        save(path, format!("{text}\n").as_bytes(), Expect::Anything)
            .map_err(|error| error.to_string())
    }

    /// The next larger scale, or the next smaller one.
    pub fn scale_beside(&self, larger: bool) -> u16 {
        let now = self.scale_percent;
        let mut scales = SCALES.into_iter();
        let found = if larger {
            scales.find(|scale| *scale > now)
        } else {
            scales.rev().find(|scale| *scale < now)
        };
        found.unwrap_or(now)
    }
}

fn damaged(path: &Path, why: &str) -> String {
    format!(
        "The preferences in {} could not be read and the usual ones hold: {why}. \
         They are replaced when you next change a setting",
        path.display()
    )
}
