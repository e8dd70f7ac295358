//! The container of Office 97, in which old and password-protected documents come: its directory tells
//! which. The shape is Microsoft's [MS-CFB].

use crate::import::refusal::{Foreign, Refusal};

const MAGIC: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";
/// Sectors of the directory that are looked at; the streams that matter come first.
const MAX_SECTORS: usize = 64;
const ENTRY: usize = 128;

/// Why such a container is not read, or `None` where the file is no such container.
pub fn refusal(bytes: &[u8]) -> Option<Refusal> {
    if !bytes.starts_with(MAGIC) {
        return None;
    }
    let names = stream_names(bytes).unwrap_or_default();
    let has = |wanted: &str| names.iter().any(|name| name.eq_ignore_ascii_case(wanted));
    Some(if has("EncryptedPackage") || has("EncryptionInfo") {
        Refusal::PasswordProtected
    } else if has("WordDocument") {
        Refusal::Foreign(Foreign::OldWord)
    } else if has("Workbook") || has("Book") {
        Refusal::Foreign(Foreign::OldExcel)
    } else if has("PowerPoint Document") {
        Refusal::Foreign(Foreign::PowerPoint)
    } else if names.is_empty() {
        Refusal::Damaged
    } else {
        Refusal::Foreign(Foreign::OldOffice)
    })
}

fn stream_names(bytes: &[u8]) -> Option<Vec<String>> {
    let shift = u16::from_le_bytes(bytes.get(30..32)?.try_into().ok()?);
    if !(7..=16).contains(&shift) {
        return None;
    }
    let size = 1_usize << shift;
    let mut sector = number(bytes, 48)?;
    let mut names = Vec::new();
    for _ in 0..MAX_SECTORS {
        let Some(content) = sector_at(bytes, sector, size) else { break };
        names.extend(content.chunks_exact(ENTRY).filter_map(name));
        let Some(next) = next_sector(bytes, sector, size) else { break };
        sector = next;
    }
    Some(names)
}

/// The first sector follows the header, which takes the room of one.
fn sector_at(bytes: &[u8], sector: u32, size: usize) -> Option<&[u8]> {
    let from = usize::try_from(sector).ok()?.checked_add(1)?.checked_mul(size)?;
    bytes.get(from..).map(|rest| rest.get(..size).unwrap_or(rest))
}

/// By the allocation table, whose first 109 sectors the header lists; no directory starts beyond them but
/// in files of many megabytes.
fn next_sector(bytes: &[u8], sector: u32, size: usize) -> Option<u32> {
    let sector = usize::try_from(sector).ok()?;
    let per_sector = size / 4;
    let (table, place) = (sector / per_sector, sector % per_sector);
    let table_sector = (table < 109).then(|| number(bytes, 76 + table * 4)).flatten()?;
    let next = number(sector_at(bytes, table_sector, size)?, place * 4)?;
    (next < 0xffff_fffa).then_some(next)
}

fn name(entry: &[u8]) -> Option<String> {
    let length = usize::from(u16::from_le_bytes(entry.get(64..66)?.try_into().ok()?));
    let units: Vec<u16> = entry
        .get(..length.checked_sub(2)?.min(62))?
        .chunks_exact(2)
        .filter_map(|pair| Some(u16::from_le_bytes(pair.try_into().ok()?)))
        .collect();
    (!units.is_empty()).then(|| String::from_utf16_lossy(&units))
}

fn number(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at.checked_add(4)?)?.try_into().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A container whose directory takes two sectors and names these streams.
    fn container(names: &[&str]) -> Vec<u8> {
        let mut bytes = vec![0; 512];
        bytes[..8].copy_from_slice(MAGIC);
        bytes[30..32].copy_from_slice(&9_u16.to_le_bytes());
        bytes[48..52].copy_from_slice(&1_u32.to_le_bytes());
        bytes[76..80].copy_from_slice(&0_u32.to_le_bytes());
        let mut table = vec![0xff; 512];
        table[4..8].copy_from_slice(&2_u32.to_le_bytes());
        table[8..12].copy_from_slice(&0xffff_fffe_u32.to_le_bytes());
        bytes.extend(table);
        let mut directory = vec![0; 1024];
        for (place, name) in names.iter().enumerate() {
            let units: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
            directory[place * ENTRY..place * ENTRY + units.len()].copy_from_slice(&units);
            directory[place * ENTRY + 64..place * ENTRY + 66]
                .copy_from_slice(&(units.len() as u16 + 2).to_le_bytes());
        }
        bytes.extend(directory);
        bytes
    }

    #[test]
    fn streams_tell_old_files_from_protected_ones() {
        for (names, expected) in [
            (
                &["Root Entry", "a", "b", "c", "d", "EncryptedPackage"][..],
                Refusal::PasswordProtected,
            ),
            (&["Root Entry", "WordDocument"], Refusal::Foreign(Foreign::OldWord)),
            (&["Root Entry", "Workbook"], Refusal::Foreign(Foreign::OldExcel)),
            (&["Root Entry", "__nameid_version1.0"], Refusal::Foreign(Foreign::OldOffice)),
        ] {
            assert_eq!(refusal(&container(names)), Some(expected), "{names:?}");
        }
    }

    #[test]
    fn a_directory_that_runs_in_a_circle_ends() {
        let mut bytes = container(&["Root Entry"]);
        bytes[512 + 8..512 + 12].copy_from_slice(&1_u32.to_le_bytes());
        assert_eq!(refusal(&bytes), Some(Refusal::Foreign(Foreign::OldOffice)));
        assert_eq!(refusal(MAGIC), Some(Refusal::Damaged));
    }
}
