//! What the person set once and expects to find again.

use std::collections::BTreeMap;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use ron::ser::PrettyConfig;
use serde::{Deserialize, Serialize};

use super::failure::Failure;
use crate::disk::{Access, disk_reason, make_private_folder, narrow};
use crate::library::fields::FieldReader;
use crate::library::folder::read_source_up_to;
use crate::library::save::{Expect, save};
use crate::library::source::{FileProblem, Source};
use crate::library::tree::Tree;

/// No preferences file is larger, so no more is read.
const MAX_BYTES: u64 = 1024 * 1024;

/// In percent.
pub const SCALES: [u16; 7] = [80, 100, 115, 130, 150, 175, 200];

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum ThemeChoice {
    #[default]
    System,
    Light,
    Dark,
}

impl ThemeChoice {
    pub const ALL: [Self; 3] = [Self::System, Self::Light, Self::Dark];

    pub fn label(self) -> &'static str {
        match self {
            Self::System => "System",
            Self::Light => "Light",
            Self::Dark => "Dark",
        }
    }
}

/// A field that the file lacks has its default.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Prefs {
    pub theme: ThemeChoice,
    pub scale_percent: u16,
    pub interviewer: String,
    /// `None`: the built-in content.
    pub workspace: Option<PathBuf>,
    /// Where the records of a workspace were moved to; the empty path stands for the built-in one.
    pub records: BTreeMap<PathBuf, PathBuf>,
    pub last_folder: Option<PathBuf>,
    /// The first explanation was dismissed.
    pub knows_home: bool,
    /// A scorecard is shown as text rather than as its pages.
    pub scorecard_as_text: bool,
}

#[derive(Debug)]
pub struct ReadPrefs {
    pub prefs: Prefs,
    /// What was wrong with the file, and what became of it.
    pub problem: Option<String>,
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
            scorecard_as_text: false,
        }
    }
}

impl Prefs {
    /// Reads the file field by field; a missing file gives the defaults. What is not understood,
    /// now or written by a newer version, is kept under another name before the file is
    /// overwritten.
    pub fn read(path: &Path) -> ReadPrefs {
        let fresh = |problem, may_write| ReadPrefs { prefs: Self::default(), problem, may_write };
        if fs::metadata(path).is_err_and(|error| error.kind() == ErrorKind::NotFound) {
            return fresh(None, true);
        }
        let source = match read_source_up_to(path, MAX_BYTES) {
            Ok(source) => source,
            Err(problem) => {
                let problem = format!(
                    "The preferences in {} could not be read ({}): the usual ones hold, and no change \
                     of a setting is kept",
                    path.display(),
                    problem.words()
                );
                return fresh(Some(problem), false);
            }
        };
        let (prefs, problems) = Self::understood(&source);
        let mut said = Vec::new();
        let mut may_write = true;
        if let Some(first) = problems.first() {
            let aside = path.with_extension("damaged.ron");
            may_write = set_aside(&source, &aside);
            let kept = if may_write { "the file is kept as" } else { "no change is kept in" };
            let place = if may_write { &aside } else { path };
            said.push(format!(
                "Some settings in {} could not be read and have their usual values: line {}: {}; \
                 {kept} {}",
                path.display(),
                first.line,
                first.words(),
                place.display()
            ));
        }
        if narrow(path).is_ok_and(|was_wide| was_wide) {
            said.push(format!(
                "Other users of this computer could open {}; now only you can",
                path.display()
            ));
        }
        let problem = (!said.is_empty()).then(|| said.join(". "));
        ReadPrefs { prefs, problem, may_write }
    }

    /// What can be understood of the file, and what cannot.
    fn understood(source: &Source) -> (Self, Vec<FileProblem>) {
        let tree = Tree::of_file(&source.text);
        let mut faults = tree.faults.clone();
        let usual = Self::default();
        let Some(root) = tree.root() else {
            return (usual, faults.into_iter().map(|fault| source.error(fault)).collect());
        };
        faults.extend(root.as_struct().err().filter(|_| faults.is_empty()));
        let mut fields = FieldReader::new(root, "this version");
        let prefs = Self {
            theme: fields.optional("theme").unwrap_or(usual.theme),
            scale_percent: fields
                .optional("scale_percent")
                .map_or(usual.scale_percent, |scale: u16| scale.clamp(50, 300)),
            interviewer: fields.optional("interviewer").unwrap_or(usual.interviewer),
            workspace: fields.optional("workspace").unwrap_or(usual.workspace),
            records: fields.optional("records").unwrap_or(usual.records),
            last_folder: fields.optional("last_folder").unwrap_or(usual.last_folder),
            knows_home: fields.optional("knows_home").unwrap_or(usual.knows_home),
            scorecard_as_text: fields
                .optional("scorecard_as_text")
                .unwrap_or(usual.scorecard_as_text),
        };
        faults.extend(fields.finish());
        (prefs, faults.into_iter().map(|fault| source.error(fault)).collect())
    }

    /// Whole or not at all.
    pub fn write(&self, path: &Path) -> Result<(), Failure> {
        self.try_write(path).map_err(|failure| Failure::SettingsNotKept(Box::new(failure)))
    }

    fn try_write(&self, path: &Path) -> Result<(), Failure> {
        let pretty = PrettyConfig::new().new_line("\n").struct_names(false);
        let disk = |path: &Path, reason| Failure::Disk { path: path.to_owned(), reason };
        let text = ron::ser::to_string_pretty(self, pretty)
            .map_err(|error| disk(path, error.to_string()))?;
        if let Some(folder) = path.parent() {
            make_private_folder(folder).map_err(|error| disk(folder, disk_reason(&error)))?;
        }
        Ok(save(path, format!("{text}\n").as_bytes(), Expect::Anything, Access::Private)?)
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

/// Keeps the file as found under another name; false where that cannot be done.
fn set_aside(source: &Source, aside: &Path) -> bool {
    // A file that is already there keeps its rights when it is replaced, so narrow them first.
    if narrow(aside).is_err_and(|error| error.kind() != ErrorKind::NotFound) {
        return false;
    }
    save(aside, source.text.as_bytes(), Expect::Anything, Access::Private).is_ok()
}
