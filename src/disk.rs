//! Files and folders as the system keeps them: rights, durability, and why a disk refused.
//!
//! Every layer that writes uses this. It must not know what is written.

use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::Path;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// The owner alone: records, preferences, exports.
    Private,
    /// As the umask says: content that a team shares.
    Shared,
}

#[cfg(unix)]
const PRIVATE_FILE: u32 = 0o600;
#[cfg(unix)]
const PRIVATE_FOLDER: u32 = 0o700;

/// Makes a new file its owner's alone. On Windows the access list of the profile does that.
pub fn private_options() -> OpenOptions {
    let mut options = OpenOptions::new();
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(PRIVATE_FILE);
    }
    options
}

impl Access {
    /// Rights of a new file, less what the umask takes away. `None` where rights are not bits.
    pub fn of_new_file(self) -> Option<fs::Permissions> {
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = match self {
                Self::Private => PRIVATE_FILE,
                Self::Shared => 0o666,
            };
            Some(fs::Permissions::from_mode(mode))
        }
        #[cfg(not(unix))]
        None
    }
}

/// Makes a folder that only its owner may enter, and its missing parents.
pub fn make_private_folder(path: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt;
        builder.mode(PRIVATE_FOLDER);
    }
    builder.create(path)
}

/// Takes everybody else's rights away; true where there were any.
pub fn narrow(path: &Path) -> io::Result<bool> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let about = fs::metadata(path)?;
        if about.permissions().mode() & 0o077 == 0 {
            return Ok(false);
        }
        let mode = if about.is_dir() { PRIVATE_FOLDER } else { PRIVATE_FILE };
        fs::set_permissions(path, fs::Permissions::from_mode(mode))?;
        Ok(true)
    }
    #[cfg(not(unix))]
    {
        fs::metadata(path).map(|_| false)
    }
}

/// Flushes a folder's entries: new files, renames, removals. Not every system can open a folder;
/// there its journal does this.
pub fn sync_folder(folder: &Path) {
    if let Ok(folder) = File::open(folder) {
        let _ = folder.sync_all();
    }
}

/// Why the disk refused, and what to do.
pub fn disk_reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::StorageFull => "the disk is full: free some space and save again".to_owned(),
        io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge => {
            "your share of the disk is used up: free some space and save again".to_owned()
        }
        io::ErrorKind::PermissionDenied => {
            "writing is not allowed there: choose another folder or change its permissions"
                .to_owned()
        }
        io::ErrorKind::ReadOnlyFilesystem => {
            "the folder is read-only: choose another one".to_owned()
        }
        io::ErrorKind::NotFound => "the folder does not exist: create it first".to_owned(),
        io::ErrorKind::NotADirectory => {
            "a part of the path is a file, not a folder: choose another one".to_owned()
        }
        io::ErrorKind::IsADirectory => "this is a folder: give a file name".to_owned(),
        _ => error.to_string(),
    }
}

/// A `file:` address (RFC 8089): absolute, with every reserved byte escaped.
pub fn file_url(path: &Path) -> String {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    address(path.as_os_str().as_encoded_bytes(), cfg!(windows))
}

fn address(path: &[u8], is_windows: bool) -> String {
    let server = is_windows.then(|| path.strip_prefix(br"\\?\UNC\")).flatten();
    let path = match (server, path.strip_prefix(br"\\?\")) {
        (Some(share), _) => [br"\\", share].concat(),
        (None, Some(plain)) if is_windows => plain.to_vec(),
        _ => path.to_vec(),
    };
    let mut url = "file:".to_owned();
    url.push_str(if !is_windows {
        "//"
    } else if path.starts_with(br"\\") {
        ""
    } else {
        "///"
    });
    for byte in path {
        match byte {
            b'\\' if is_windows => url.push('/'),
            b':' if is_windows => url.push(':'),
            b'/' | b'-' | b'_' | b'.' | b'~' => url.push(char::from(byte)),
            byte if byte.is_ascii_alphanumeric() => url.push(char::from(byte)),
            byte => url.push_str(&format!("%{byte:02X}")),
        }
    }
    url
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_files_address_leads_to_that_very_file() {
        for (path, is_windows, expected) in [
            ("/tmp/a b#1?.pdf", false, "file:///tmp/a%20b%231%3F.pdf"),
            ("/tmp/100%25/ł.pdf", false, "file:///tmp/100%2525/%C5%82.pdf"),
            (r"/tmp/a\b:c.pdf", false, "file:///tmp/a%5Cb%3Ac.pdf"),
            (r"C:\Cards\Ada L.pdf", true, "file:///C:/Cards/Ada%20L.pdf"),
            (r"\\server\share\a.pdf", true, "file://server/share/a.pdf"),
            (r"\\?\C:\a.pdf", true, "file:///C:/a.pdf"),
            (r"\\?\UNC\server\share\a.pdf", true, "file://server/share/a.pdf"),
        ] {
            assert_eq!(address(path.as_bytes(), is_windows), expected);
        }
    }

    #[test]
    fn a_path_from_here_is_made_absolute() {
        let url = file_url(Path::new("card.pdf"));
        assert!(url.starts_with("file:///") && url.ends_with("/card.pdf"), "{url}");
    }
}
