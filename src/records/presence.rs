//! Whether a path still leads to the file that was opened.
//!
//! Only metadata is compared. Opening the database a second time would drop the locks that SQLite
//! holds on it, since POSIX lifts them when any handle of the process is closed.

use std::fs;
use std::path::{Path, PathBuf};

/// A file as it was when last looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Stamp {
    /// Device and inode; `None` where the system does not tell.
    identity: Option<(u64, u64)>,
    /// In bytes. We never shrink a watched file, except where [`Watch::renew`] says so.
    len: u64,
}

impl Stamp {
    fn of(path: &Path) -> Option<Self> {
        let about = fs::metadata(path).ok()?;
        #[cfg(unix)]
        let identity = {
            use std::os::unix::fs::MetadataExt;
            Some((about.dev(), about.ino()))
        };
        #[cfg(not(unix))]
        let identity = None;
        Some(Self { identity, len: about.len() })
    }
}

#[derive(Debug)]
pub struct Watch {
    path: PathBuf,
    stamp: Option<Stamp>,
}

impl Watch {
    /// From the file as it is now; none is watched where there is none yet.
    pub fn begin(path: &Path) -> Self {
        Self { path: path.to_owned(), stamp: Stamp::of(path) }
    }

    /// Still the same file, and at least as long as before.
    pub fn is_in_place(&mut self) -> bool {
        let now = Stamp::of(&self.path);
        match (self.stamp, now) {
            (None, _) => {
                self.stamp = now;
                true
            }
            (Some(before), Some(now)) if now.identity == before.identity => {
                let has_kept = now.len >= before.len;
                if has_kept {
                    self.stamp = Some(now);
                }
                has_kept
            }
            _ => false,
        }
    }

    /// Takes the file as it is now: we shortened or replaced it ourselves.
    pub fn renew(&mut self) {
        self.stamp = Stamp::of(&self.path);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_is_gone_replaced_or_shortened_is_not_in_place() {
        let folder = tempfile::tempdir().unwrap();
        let (path, other) = (folder.path().join("file"), folder.path().join("other"));
        let cases: [(&str, &dyn Fn()); 4] = [
            ("gone", &|| fs::remove_file(&path).unwrap()),
            ("moved", &|| fs::rename(&path, &other).unwrap()),
            ("shortened", &|| fs::write(&path, "on").unwrap()),
            ("replaced", &|| {
                fs::write(&other, "one and two").unwrap();
                fs::rename(&other, &path).unwrap();
            }),
        ];
        for (what, happens) in cases {
            fs::write(&path, "one").unwrap();
            let mut watch = Watch::begin(&path);
            assert!(watch.is_in_place(), "{what}");
            fs::write(&path, "one, two").unwrap();
            assert!(watch.is_in_place(), "growth, then {what}");
            happens();
            assert!(!watch.is_in_place(), "{what}");
            assert!(!watch.is_in_place(), "{what}, still");
            let _ = fs::remove_file(&other);
        }
    }
}
