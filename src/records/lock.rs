//! One writer at a time.
//!
//! On Unix the lock is on the database itself: a lock file beside it could be deleted, and then two
//! would write. The handle is opened before SQLite opens the file and closed after it, since
//! closing any handle drops the POSIX locks that SQLite holds. On Windows a lock on the database
//! would keep SQLite out as well; there a file beside it is held open in a way that forbids its
//! removal.
//!
//! The system lifts the lock when the program ends, however it ends.

use std::fs::{File, TryLockError};
use std::path::Path;

use super::RecordsError;
use crate::disk::{disk_reason, private_options};

/// Held as long as it lives.
#[derive(Debug)]
pub struct WriterLock {
    _file: File,
}

impl WriterLock {
    /// Locks the database at `path`, or says that another has it. A missing file is made, empty.
    pub fn take(path: &Path) -> Result<Self, RecordsError> {
        let unwritable = |error: std::io::Error| RecordsError::Unwritable {
            path: path.to_owned(),
            reason: disk_reason(&error),
        };
        let file = open(path).map_err(unwritable)?;
        match file.try_lock() {
            Ok(()) => Ok(Self { _file: file }),
            Err(TryLockError::WouldBlock) => Err(RecordsError::Locked { path: path.to_owned() }),
            Err(TryLockError::Error(error)) => Err(unwritable(error)),
        }
    }
}

#[cfg(not(windows))]
fn open(path: &Path) -> std::io::Result<File> {
    private_options().create(true).truncate(false).read(true).write(true).open(path)
}

#[cfg(windows)]
fn open(path: &Path) -> std::io::Result<File> {
    use std::os::windows::fs::OpenOptionsExt;
    /// Others may read and write, but not delete.
    const SHARE_READ_WRITE: u32 = 3;
    let path = std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".lock");
    let mut options = private_options();
    options.create(true).truncate(false).write(true).share_mode(SHARE_READ_WRITE);
    options.open(path.with_file_name(name))
}
