//! What happens to a file or folder of the records.

use std::fs::{self, OpenOptions};
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use plumbline::records::vault::Shelf;

use crate::chance::Chance;
use crate::disk::Mounts;
use crate::rig::shelf;
use crate::round::Ground;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    Remove,
    Move,
    Truncate,
    OtherFile,
    OtherDatabase,
    Older,
    Flip,
    ReadOnly,
    Fill,
    Unmount,
}

pub const KINDS: [Kind; 10] = [
    Kind::Remove,
    Kind::Move,
    Kind::Truncate,
    Kind::OtherFile,
    Kind::OtherDatabase,
    Kind::Older,
    Kind::Flip,
    Kind::ReadOnly,
    Kind::Fill,
    Kind::Unmount,
];

impl Kind {
    pub fn words(self) -> &'static str {
        match self {
            Self::Remove => "removed",
            Self::Move => "moved away",
            Self::Truncate => "cut short",
            Self::OtherFile => "another file in its place",
            Self::OtherDatabase => "another database in its place",
            Self::Older => "an older copy in its place",
            Self::Flip => "one bit flipped",
            Self::ReadOnly => "read-only",
            Self::Fill => "disk full",
            Self::Unmount => "disk away",
        }
    }

    fn needs_mount(self) -> bool {
        matches!(self, Self::ReadOnly | Self::Fill | Self::Unmount)
    }

    fn targets(self) -> &'static [Target] {
        use Target::{
            Backup, BackupsFolder, Database, Everything, Journal, RecordsFolder, Shm, Wal, Witness,
            WitnessFolder,
        };
        match self {
            Self::Remove | Self::Move | Self::ReadOnly => &[
                Database,
                Wal,
                Shm,
                Witness,
                Journal,
                Backup,
                RecordsFolder,
                WitnessFolder,
                BackupsFolder,
            ],
            Self::Fill => &[RecordsFolder, WitnessFolder, BackupsFolder, Everything],
            Self::Unmount => &[RecordsFolder, WitnessFolder, BackupsFolder],
            _ => &[Database, Wal, Shm, Witness, Journal, Backup],
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    Database,
    Wal,
    Shm,
    Witness,
    Journal,
    Backup,
    RecordsFolder,
    WitnessFolder,
    BackupsFolder,
    Everything,
}

impl Target {
    /// The copies of the records that lie in it, as bits.
    fn copies(self) -> u8 {
        match self {
            Self::Database | Self::Wal | Self::Shm | Self::RecordsFolder => 1,
            Self::Witness => 2,
            Self::Journal => 4,
            Self::WitnessFolder => 2 | 4,
            Self::Backup | Self::BackupsFolder => 8,
            Self::Everything => 15,
        }
    }

    /// Where it lies; a file of SQLite's that is not there just now stands for its database.
    fn path(self, shelf: &Shelf, chance: &mut Chance) -> Option<PathBuf> {
        let beside = |ending: &str| {
            let path = shelf.records.with_file_name(format!("sessions.sqlite{ending}"));
            Some(if path.exists() { path } else { shelf.records.clone() })
        };
        let one_of = |folder: &Path, ending: &str, chance: &mut Chance| {
            let files = fs::read_dir(folder).into_iter().flatten().flatten();
            let mut files: Vec<PathBuf> = files.map(|file| file.path()).collect();
            files.retain(|path| path.extension().is_some_and(|found| found == ending));
            files.sort();
            chance.pick(&files).cloned()
        };
        let path = match self {
            Self::Database => Some(shelf.records.clone()),
            Self::Wal => beside("-wal"),
            Self::Shm => beside("-shm"),
            Self::Witness => Some(shelf.witness.join("witness.txt")),
            Self::Journal => one_of(&shelf.witness, "journal", chance),
            Self::Backup => one_of(&shelf.backups, "sqlite", chance),
            Self::RecordsFolder => shelf.records.parent().map(Path::to_owned),
            Self::WitnessFolder => Some(shelf.witness.clone()),
            Self::BackupsFolder => Some(shelf.backups.clone()),
            Self::Everything => shelf.backups.parent().map(Path::to_owned),
        };
        path.filter(|path| path.exists())
    }
}

/// One fault, before and after it struck.
#[derive(Debug)]
pub struct Fault {
    pub kind: Kind,
    pub target: Target,
    /// Where it struck, while it can be lifted again.
    place: Option<PathBuf>,
}

impl Fault {
    /// A fault of a kind on something; removal stands in where disks cannot be mounted.
    pub fn draw(kind: Kind, ground: &Ground, chance: &mut Chance) -> Self {
        let kind = if kind.needs_mount() && !ground.can_mount { Kind::Remove } else { kind };
        Self { kind, target: *chance.pick(kind.targets()).unwrap(), place: None }
    }

    /// Whether the other one strikes other copies.
    pub fn is_apart_from(&self, other: &Self) -> bool {
        self.target.copies() & other.target.copies() == 0
    }

    /// Whether a copy of some steps is no longer what it was, for good.
    pub fn takes_a_copy(&self) -> bool {
        let stands_for_a_while = matches!(self.kind, Kind::ReadOnly | Kind::Fill | Kind::Unmount);
        !stands_for_a_while && self.target.copies() & !Target::Backup.copies() != 0
    }

    /// Makes the disk that will be full or away, before the records are laid on it.
    pub fn prepare(&self, root: &Path, mounts: &mut Mounts) {
        let shelf = shelf(root);
        let folder = match self.target {
            Target::RecordsFolder => shelf.records.parent().unwrap(),
            Target::WitnessFolder => &shelf.witness,
            Target::BackupsFolder => &shelf.backups,
            _ => root,
        };
        fs::create_dir_all(folder).unwrap();
        match self.kind {
            Kind::Fill => mounts.small_disk(folder, 4096),
            Kind::Unmount => {
                let drive = drive(folder);
                fs::create_dir_all(&drive).unwrap();
                mounts.drive(&drive, folder);
            }
            _ => {}
        }
    }

    /// Strikes; says what happened to what.
    pub fn strike(
        &mut self,
        (ground, root): (&Ground, &Path),
        mounts: &mut Mounts,
        chance: &mut Chance,
    ) -> String {
        let Some(path) = self.target.path(&shelf(root), chance) else {
            return format!("{:?} was not there any more", self.target);
        };
        let name = path.strip_prefix(root).unwrap().display().to_string();
        let how = match self.kind {
            Kind::Remove if path.is_dir() => fs::remove_dir_all(&path).map(|()| String::new()),
            Kind::Remove => fs::remove_file(&path).map(|()| String::new()),
            Kind::Move => fs::rename(&path, aside(root)).map(|()| String::new()),
            Kind::Truncate => truncate(&path, chance),
            Kind::OtherFile => {
                let text = "milk, bread, ".repeat(chance.below(2000));
                replace(&path, text.as_bytes(), chance)
            }
            Kind::OtherDatabase => {
                let other = chance.pick(&ground.others).unwrap();
                replace(&path, &fs::read(other).unwrap(), chance)
            }
            Kind::Older => {
                let older = ground.base.path().join(&name);
                let older = if older.exists() { older } else { ground.records() };
                let path = if name.ends_with("-wal") || name.ends_with("-shm") {
                    shelf(root).records
                } else {
                    path.clone()
                };
                replace(&path, &fs::read(older).unwrap(), chance)
            }
            Kind::Flip => flip(&path, chance),
            Kind::ReadOnly => {
                mounts.read_only(&path);
                self.place = Some(path);
                Ok(String::new())
            }
            Kind::Fill => {
                let filler = fill(&path, chance);
                self.place = Some(filler);
                Ok(String::new())
            }
            Kind::Unmount => {
                mounts.take_away(&path);
                self.place = Some(path);
                Ok(String::new())
            }
        };
        format!("{name} {}{}", self.kind.words(), how.unwrap())
    }

    /// Whether it can be lifted: the disk has room, is back, or may be written.
    pub fn stands(&self) -> bool {
        self.place.is_some()
    }

    /// Stands for good.
    pub fn stay(&mut self) {
        self.place = None;
    }

    pub fn lift(&mut self, mounts: &mut Mounts) {
        let Some(place) = self.place.take() else { return };
        match self.kind {
            Kind::ReadOnly => mounts.take_away(&place),
            Kind::Fill => fs::remove_file(place).unwrap(),
            Kind::Unmount => {
                fs::create_dir_all(&place).unwrap();
                mounts.drive(&drive(&place), &place);
            }
            _ => {}
        }
    }
}

/// The folder that is shown as a drive at another.
fn drive(folder: &Path) -> PathBuf {
    folder.with_extension("drive")
}

/// A free name beside the records.
fn aside(root: &Path) -> PathBuf {
    (1..).map(|number| root.join(format!("moved-{number}"))).find(|path| !path.exists()).unwrap()
}

fn truncate(path: &Path, chance: &mut Chance) -> std::io::Result<String> {
    let len = fs::metadata(path)?.len();
    // A whole number of pages in half of the cases: what is left then looks sound.
    let to = chance.next() % len.max(1);
    let to = if chance.once_in(2) { to / 4096 * 4096 } else { to };
    OpenOptions::new().write(true).open(path)?.set_len(to)?;
    Ok(format!(" from {len} to {to}"))
}

/// In the same file, or by another one of its name.
fn replace(path: &Path, bytes: &[u8], chance: &mut Chance) -> std::io::Result<String> {
    if chance.once_in(2) {
        fs::write(path, bytes)?;
        return Ok(format!(" ({} bytes, the same file)", bytes.len()));
    }
    let draft = path.with_extension("draft");
    fs::write(&draft, bytes)?;
    fs::rename(draft, path)?;
    Ok(format!(" ({} bytes)", bytes.len()))
}

fn flip(path: &Path, chance: &mut Chance) -> std::io::Result<String> {
    let mut file = OpenOptions::new().read(true).write(true).open(path)?;
    let len = file.metadata()?.len();
    let (at, bit) = (chance.next() % len.max(1), chance.below(8));
    let mut byte = [0];
    file.seek(SeekFrom::Start(at))?;
    let _ = file.read(&mut byte)?;
    file.seek(SeekFrom::Start(at))?;
    file.write_all(&[byte[0] ^ (1 << bit)])?;
    Ok(format!(" at byte {at} of {len}, bit {bit}"))
}

/// Fills a disk, and leaves it a few pages in half of the cases.
fn fill(folder: &Path, chance: &mut Chance) -> PathBuf {
    let filler = folder.join("filler");
    let mut file = fs::File::create(&filler).unwrap();
    for part in [65_536, 4096, 1] {
        while file.write_all(&vec![7; part]).is_ok() {}
    }
    if chance.once_in(2) {
        let len = file.metadata().unwrap().len();
        file.set_len(len.saturating_sub(4096 * (1 + chance.next() % 12))).unwrap();
    }
    filler
}
