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

/// The preferences as they were found.
#[derive(Debug)]
pub struct ReadPrefs {
    /// What holds.
    pub prefs: Prefs,
    /// What was wrong with the file.
    pub problem: Option<String>,
    /// Whether a change may be written over it.
    pub may_write: bool,
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
    /// Reads the file; a missing one gives the defaults. A damaged one is kept under another name
    /// before anything is written in its place.
    pub fn read(path: &Path) -> ReadPrefs {
        let fresh = |problem, may_write| ReadPrefs { prefs: Self::default(), problem, may_write };
        let text = match fs::read_to_string(path) {
            Ok(text) => text,
            Err(error) if error.kind() == ErrorKind::NotFound => return fresh(None, true),
            Err(error) => {
                let problem = format!(
                    "The preferences in {} could not be read ({error}): the usual ones hold, and no \
                     change of a setting is kept",
                    path.display()
                );
                return fresh(Some(problem), false);
            }
        };
        match ron::from_str::<Self>(&text) {
            Ok(mut prefs) => {
                prefs.scale_percent = prefs.scale_percent.clamp(50, 300);
                ReadPrefs { prefs, problem: None, may_write: true }
            }
            Err(error) => {
                let aside: PathBuf = path.with_extension("damaged.ron");
                let is_aside = fs::copy(path, &aside).is_ok();
                let kept = if is_aside { "; they are kept as " } else { "; no change is kept in " };
                let place = if is_aside { aside.as_path() } else { path };
                let problem = format!(
                    "The preferences in {} could not be read, the usual ones hold: {error}{kept}{}",
                    path.display(),
                    place.display()
                );
                fresh(Some(problem), is_aside)
            }
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
