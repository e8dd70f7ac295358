//! What an opening found, in words that a person can act on.

use std::fmt;
use std::path::PathBuf;

use crate::records::merge::Loss;

/// Something put right, or worth knowing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Finding {
    /// Candidates whose steps came back from the second copy.
    Completed(Vec<String>),
    /// Made anew from its copies; nothing is missing. `aside`: where the damaged file lies now.
    Repaired { sessions: usize, aside: Option<PathBuf> },
    /// Made anew because a person said so; `losses` could not be found.
    Recovered { sessions: usize, losses: Vec<Loss>, aside: Option<PathBuf> },
    /// `aside` and `kept`: where the old file and the second copies lie now.
    StartedNew { aside: Option<PathBuf>, kept: Option<PathBuf> },
    /// Candidates whose unsaved steps came back from rescue files.
    Rescued(Vec<String>),
    /// Damaged or gone, and made anew from the records.
    WitnessRebuilt,
    /// Others could read the file; they cannot any more.
    Narrowed(PathBuf),
    /// Databases of older versions became one; `twins` share their id with another session.
    Joined { sessions: usize, twins: usize, losses: Vec<Loss> },
    /// Own notes on questions cannot all be read, or come from a backup.
    Unannotated,
}

/// Why the records cannot be used before a person decides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trouble {
    pub path: PathBuf,
    pub cause: Cause,
    pub losses: Vec<Loss>,
    /// The witness is sound, so nothing else can be missing.
    pub is_witnessed: bool,
    /// Sessions that the copies have whole.
    pub whole: usize,
    /// Sessions that there must be.
    pub sessions: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cause {
    Missing,
    /// A drive may not be connected.
    FolderMissing,
    Empty,
    /// Damaged, cut short, or another file.
    Damaged,
}

impl Trouble {
    /// All copies together certainly have everything.
    pub fn costs_nothing(&self) -> bool {
        self.losses.is_empty() && self.is_witnessed
    }
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = self.path.display();
        match self.cause {
            Cause::Missing => write!(f, "The records file {path} is gone"),
            Cause::FolderMissing => {
                write!(
                    f,
                    "The folder of the records file {path} is not there: is its drive connected?"
                )
            }
            Cause::Empty => write!(f, "The records file {path} is empty"),
            Cause::Damaged => write!(f, "The records file {path} is damaged or cut short"),
        }?;
        if self.sessions > 0 {
            write!(f, ". Copies hold {} of {} sessions whole", self.whole, self.sessions)?;
        }
        losses(f, &self.losses)?;
        if !self.is_witnessed {
            f.write_str(
                ". The file that checks the records is damaged or gone too: the latest steps may be \
                 missing",
            )?;
        }
        Ok(())
    }
}

impl Finding {
    /// Something is gone for good.
    pub fn is_loss(&self) -> bool {
        match self {
            Self::Recovered { losses, .. } | Self::Joined { losses, .. } => !losses.is_empty(),
            Self::Unannotated => true,
            _ => false,
        }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let count = |number: usize| match number {
            1 => "1 session".to_owned(),
            number => format!("{number} sessions"),
        };
        let put = |aside: &Option<PathBuf>| match aside {
            Some(path) => format!(". The old file is kept as {}", path.display()),
            None => String::new(),
        };
        match self {
            Self::Completed(names) => {
                let names: Vec<&str> = names.iter().map(|name| named(name)).collect();
                write!(f, "Missing steps were restored from the second copy: {}", names.join(", "))
            }
            Self::Rescued(names) => {
                let names: Vec<&str> = names.iter().map(|name| named(name)).collect();
                write!(f, "Unsaved steps were restored from the rescue file: {}", names.join(", "))
            }
            Self::Repaired { sessions, aside } => write!(
                f,
                "The records file was damaged and has been repaired from its copies: {}, nothing \
                 lost{}",
                count(*sessions),
                put(aside)
            ),
            Self::Recovered { sessions, losses: lost, aside } => {
                write!(f, "The records hold {} again", count(*sessions))?;
                losses(f, lost)?;
                f.write_str(&put(aside))
            }
            Self::StartedNew { aside, kept } => {
                write!(f, "The records are empty now{}", put(aside))?;
                match kept {
                    Some(path) => write!(f, ". The second copies are kept in {}", path.display()),
                    None => Ok(()),
                }
            }
            Self::WitnessRebuilt => f.write_str(
                "The file that checks the records was damaged or gone, and was rebuilt: look whether \
                 your latest sessions are complete",
            ),
            Self::Narrowed(path) => {
                write!(f, "Other users could read {}; now only you can", path.display())
            }
            Self::Unannotated => f.write_str(
                "Your own notes on questions could not all be read; what a backup has of them is here, and \
                 the latest may be missing",
            ),
            Self::Joined { sessions, twins, losses: lost } => {
                write!(f, "The records of all workspaces are one file now: {}", count(*sessions))?;
                if *twins > 0 {
                    let twins = count(*twins);
                    write!(f, ". Two versions of {twins} differ: the second is read-only")?;
                }
                losses(f, lost)
            }
        }
    }
}

fn named(name: &str) -> &str {
    if name.is_empty() { "a candidate not named" } else { name }
}

/// At most this many losses are listed by name.
const NAMED: usize = 5;

fn losses(f: &mut fmt::Formatter<'_>, losses: &[Loss]) -> fmt::Result {
    if losses.is_empty() {
        return Ok(());
    }
    let names: Vec<String> = losses.iter().take(NAMED).map(Loss::to_string).collect();
    write!(f, ". Lost: {}", names.join("; "))?;
    match losses.len().saturating_sub(NAMED) {
        0 => Ok(()),
        more => write!(f, "; and {more} more"),
    }
}
