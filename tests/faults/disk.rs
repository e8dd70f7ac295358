//! Whole disks for a round: small ones, such as can be taken away, and such as cannot be written.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Runs a command of the system that may not be allowed here.
fn system(name: &str, arguments: &[&str], path: &[&Path]) -> bool {
    let mut command = Command::new(name);
    command.args(arguments).args(path).stdout(Stdio::null()).stderr(Stdio::null());
    command.status().is_ok_and(|status| status.success())
}

fn mount(arguments: &[&str], from: &Path, at: &Path) {
    assert!(system("mount", arguments, &[from, at]), "mount {arguments:?} {}", at.display());
}

/// What a round has mounted; it is gone with the round.
#[derive(Default)]
pub struct Mounts(Vec<PathBuf>);

impl Mounts {
    /// Whether this process may mount at all.
    pub fn are_allowed() -> bool {
        let folder = crate::rig::folder();
        let at = folder.path();
        let is_allowed = system("mount", &["-t", "tmpfs", "-o", "size=1m", "tmpfs"], &[at]);
        is_allowed && system("umount", &["-l"], &[at])
    }

    /// A disk of its own, in kilobytes.
    pub fn small_disk(&mut self, at: &Path, kilobytes: usize) {
        let size = format!("size={kilobytes}k");
        mount(&["-t", "tmpfs", "-o", &size], Path::new("tmpfs"), at);
        self.0.push(at.to_owned());
    }

    /// Shows another folder at a path, as a drive that can be taken away.
    pub fn drive(&mut self, from: &Path, at: &Path) {
        mount(&["--bind"], from, at);
        self.0.push(at.to_owned());
    }

    /// Lays a read-only view over a file or folder.
    pub fn read_only(&mut self, path: &Path) {
        self.drive(path, path);
        assert!(system("mount", &["-o", "remount,bind,ro"], &[path]), "{}", path.display());
    }

    /// Takes away what was mounted last at a path, even while files on it are open.
    pub fn take_away(&mut self, at: &Path) {
        assert!(system("umount", &["-l"], &[at]), "umount {}", at.display());
        let last = self.0.iter().rposition(|mounted| mounted == at).unwrap();
        self.0.remove(last);
    }
}

impl Drop for Mounts {
    fn drop(&mut self) {
        for at in self.0.iter().rev() {
            system("umount", &["-l"], &[at]);
        }
    }
}
